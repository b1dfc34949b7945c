"""The facts by which filters find a record: one row for each value, name, number and date.

One table serves the fields of the filter language, its completion and the facets. A reference is
found by every name of its target, a country by all its names, an operation by the figures of its
statistics. A value that a record has both as written and as a link, such as a speaker, is one fact with
the names of both. Figures are found by the people they are about.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.database.quantities import display, number_text
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.country_names import country_names, part_names
from trafficking_explorer.records.crosswalk import equivalents
from trafficking_explorer.records.edtf import parse_date
from trafficking_explorer.records.fields import (
    Coded,
    Country,
    Date,
    ExploitationCode,
    FieldSpec,
    Ref,
    fields_of,
)
from trafficking_explorer.records.form import Form
from trafficking_explorer.records.populations import GROUPS, group_names, groups
from trafficking_explorer.records.source import Source
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.records.vocabulary import find_form
from trafficking_explorer.text.folding import fold_words

Row = dict[str, Any]

_ABOUT = "about"
"""The field of the people whom figures are about. Targets of the relation of this name are found by the
fields of their kinds: a meeting on children is not a figure about children."""
_NAMES = {"name", "aliases", "acronym", "title", "label"}


def index_entries(record: Record, corpus: Corpus, statistics: list[Statistic]) -> Iterator[Row]:
    """Every fact of one record, without its position.

    Args:
        corpus: the corpus, for the records that it refers to.
        statistics: those of the record, if it is an operation.
    """
    yield text_entry("type", record.record_type)
    fields = fields_of(type(record))
    written = _written_links(record, fields)
    for field in fields:
        value = getattr(record, field.name)
        if value in (None, ()) or field.name in written.values():
            continue
        if field.name in written:
            yield from _written_target(
                field, str(value), getattr(record, written[field.name]), corpus
            )
            continue
        for each in value if field.many else (value,):
            yield from _field(field, each, corpus)
    for link in record.links:
        target_type, _, target_id = link.to.partition("/")
        if link.relation != _ABOUT:
            yield from _target(link.relation, target_type, target_id, corpus)
        if link.relation != target_type:
            yield from _target(target_type, target_type, target_id, corpus)
    evidence = corpus.evidence_of.get((record.record_type, record.id), [])
    for source_id in sorted({item.source_id for item in evidence}):
        yield from _target("source", "source", source_id, corpus)
    yield number_entry("passages", float(len({(e.source_id, e.start, e.end) for e in evidence})))
    if record.resolved or any(link.resolved for link in record.links):
        yield text_entry("is", "resolved")
    if evidence:
        yield text_entry("is", "stated")
    for statistic in statistics:
        if statistic.scope == "operation" and statistic.value is not None:
            yield number_entry(statistic.measure, statistic.value, display(statistic))
    if isinstance(record, Statistic) and record.value is not None:
        yield number_entry(record.measure, record.value, display(record))
    figures = [record] if isinstance(record, Statistic) else statistics
    yield from _about({name for figure in figures for name in _groups(figure, corpus)})


def _written_links(record: Record, fields: Sequence[FieldSpec]) -> dict[str, str]:
    """The fields that are links, such as `speaker_id`, with the field that has the words: `speaker`."""
    names = {field.name for field in fields if not isinstance(field.role, Ref) and not field.many}
    links = (
        (field.name, field.name.removesuffix("_id"))
        for field in fields
        if isinstance(field.role, Ref) and not field.many
    )
    return {
        link: name
        for link, name in links
        if name != link and name in names and getattr(record, link) and getattr(record, name)
    }


def _written_target(field: FieldSpec, target_id: str, words: str, corpus: Corpus) -> Iterator[Row]:
    """The target of a link, once, with the words of the text among its names."""
    assert isinstance(field.role, Ref)
    for entry in _field(field, target_id, corpus):
        if entry["field"] == field.name.removesuffix("_id"):
            names = dict.fromkeys((*entry["folded"].split("\n"), f" {_folded(words)} "))
            entry["folded"] = "\n".join(names)
        yield entry


def _groups(figure: Statistic, corpus: Corpus) -> set[str]:
    """The people that a figure is about; a part is about those of its whole."""
    found: set[str] = set()
    seen: set[str] = set()
    part: Record | None = figure
    while isinstance(part, Statistic) and part.id not in seen:
        seen.add(part.id)
        found.update(groups(part.population, part.label, part.measure))
        part = corpus.by_id.get(("statistic", part.part_of or ""))
    return found


def _about(names: set[str]) -> Iterator[Row]:
    for name in GROUPS:
        if name in names:
            yield text_entry(_ABOUT, name, *group_names(name))


def _field(field: FieldSpec, value: object, corpus: Corpus) -> Iterator[Row]:
    yield from code_entries(field, str(value))
    match field.role:
        case Country():
            names = country_names(str(value))
            yield text_entry("country", names[0], *names, *part_names(str(value)), str(value))
        case Date():
            yield _date(str(value))
        case Ref(target):
            name = field.name.removesuffix("_id")
            yield from _target(name, target, str(value), corpus)
            if name != target:
                yield from _target(target, target, str(value), corpus)
        case _ if isinstance(value, float):
            yield number_entry(field.name, value)
        case _:
            yield text_entry("name" if field.name in _NAMES else field.name, str(value))


def code_entries(field: FieldSpec, code: str) -> Iterator[Row]:
    """The codes of other vocabularies for a controlled term."""
    match field.role:
        case Coded(vocabulary):
            found = equivalents(vocabulary, code)
        case ExploitationCode():
            form = find_form(code)
            found = equivalents(form[0], code) if form else iter(())
        case _:
            return
    for each in found:
        yield text_entry("code", each.full_code, each.full_code, f"{each.scheme} {each.label}")


def _target(field: str, record_type: str, record_id: str, corpus: Corpus) -> Iterator[Row]:
    target = corpus.by_id.get((record_type, record_id))
    if target is None:
        yield text_entry(field, record_id)
        return
    names = [target.display_name, record_id, *getattr(target, "aliases", ())]
    names += [name for name in (getattr(target, "acronym", None),) if name]
    if isinstance(target, Source):
        # A source is shown by its id; its title and its publisher find it too.
        names += [target.id, *filter(None, [target.publisher])]
        yield text_entry(field, target.id, *names)
    else:
        yield text_entry(field, names[0], *names)
    if isinstance(target, Form):
        for each in fields_of(Form):
            if isinstance(each.role, ExploitationCode):
                yield from code_entries(each, target.code)


def text_entry(field: str, value: str, *names: str) -> Row:
    """A value that filters find by its names, or by itself if none are given."""
    folded = dict.fromkeys(map(_folded, names or (value,)))
    # A blank at either end of each name, so that whole words can be searched.
    return {"field": field, "value": value, "folded": "\n".join(f" {name} " for name in folded)}


_folded = lru_cache(maxsize=4096)(fold_words)
"""Neighbouring records name the same few things repeatedly."""


def number_entry(field: str, number: float, shown: str = "") -> Row:
    """A number that a filter compares."""
    return {"field": field, "value": shown or number_text(number), "number": float(number)}


def _date(edtf: str) -> Row:
    span = parse_date(edtf)
    return {
        "field": "date",
        "value": edtf,
        "date_from": span.first or date.min,
        "date_to": span.last or date.max,
    }

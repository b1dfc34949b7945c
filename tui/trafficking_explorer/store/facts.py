"""What a filter can ask of a record by field: one row for each value, name, number and date.

One table serves the fields of the filter language, its completion and the facets. A reference is
found by every name its target goes by, a country by every name it has, an operation by the figures
of its statistics.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.countries import names_of
from trafficking_explorer.folding import fold_words
from trafficking_explorer.model.dates import parse_date
from trafficking_explorer.model.fields import Country, Date, FieldSpec, Ref, fields_of
from trafficking_explorer.model.record import Record
from trafficking_explorer.model.source import Source
from trafficking_explorer.model.statistic import Statistic
from trafficking_explorer.store.display import display, number_text

Row = dict[str, Any]

_DATES = {"date", "period", "published"}
_NAMES = {"name", "aliases", "acronym", "title", "label"}


def facts_of(record: Record, corpus: Corpus, statistics: list[Statistic]) -> Iterator[Row]:
    """Every fact of one record, without its number.

    Args:
        record: the record.
        corpus: what it refers to.
        statistics: those of the record, if it is an operation.
    """
    yield fact("type", record.record_type)
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value in (None, ()):
            continue
        for each in value if field.many else (value,):
            yield from _field(field, each, corpus)
    for link in record.links:
        target_type, _, target_id = link.to.partition("/")
        yield from _target(link.relation, target_type, target_id, corpus)
        if link.relation != target_type:
            yield from _target(target_type, target_type, target_id, corpus)
    evidence = corpus.evidence_of.get((record.record_type, record.id), [])
    for source_id in sorted({item.source_id for item in evidence}):
        yield from _target("source", "source", source_id, corpus)
    yield figure("passages", float(len({(e.source_id, e.start, e.end) for e in evidence})))
    if record.resolved or any(link.resolved for link in record.links):
        yield fact("is", "resolved")
    if evidence:
        yield fact("is", "stated")
    for statistic in statistics:
        if statistic.scope == "operation" and statistic.value is not None:
            yield figure(statistic.measure, statistic.value, display(statistic))
    if isinstance(record, Statistic) and record.value is not None:
        yield figure(record.measure, record.value, display(record))


def _field(field: FieldSpec, value: object, corpus: Corpus) -> Iterator[Row]:
    match field.role:
        case Country():
            names = names_of(str(value))
            yield fact("country", names[0], *names, str(value))
        case Date():
            yield _date(str(value))
        case Ref(target):
            name = field.name.removesuffix("_id")
            yield from _target(name, target, str(value), corpus)
            if name != target:
                yield from _target(target, target, str(value), corpus)
        case _ if isinstance(value, float):
            yield figure(field.name, value)
        case _:
            yield fact("name" if field.name in _NAMES else field.name, str(value))


def _target(field: str, record_type: str, record_id: str, corpus: Corpus) -> Iterator[Row]:
    target = corpus.by_id.get((record_type, record_id))
    if target is None:
        yield fact(field, record_id)
        return
    names = [target.display_name, record_id, *getattr(target, "aliases", ())]
    names += [name for name in (getattr(target, "acronym", None),) if name]
    if isinstance(target, Source):
        # A source goes by its id; its title and its publisher find it too.
        names += [target.id, *filter(None, [target.publisher])]
        yield fact(field, target.id, *names)
    else:
        yield fact(field, names[0], *names)


def fact(field: str, value: str, *names: str) -> Row:
    """A value by which a filter finds what has it, under all its names or under the value alone."""
    folded = dict.fromkeys(map(_folded, names or (value,)))
    # A blank at either end of each name, so that whole words can be asked for.
    return {"field": field, "value": value, "folded": "\n".join(f" {name} " for name in folded)}


_folded = lru_cache(maxsize=4096)(fold_words)
"""Records that stand together name the same few things, again and again."""


def figure(field: str, number: float, shown: str = "") -> Row:
    """A number that a filter compares."""
    return {"field": field, "value": shown or number_text(number), "number": number}


def _date(edtf: str) -> Row:
    span = parse_date(edtf)
    return {
        "field": "date",
        "value": edtf,
        "date_from": span.first or date.min,
        "date_to": span.last or date.max,
    }

"""The reason of a hit: the field by which it was found, and the passage with the words that fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import eq, ge, gt, le, lt
from typing import Any

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Key, Passage
from trafficking_explorer.search.ast import (
    And,
    Between,
    Compare,
    FieldMatch,
    Regex,
    highlight_terms,
    terms,
)
from trafficking_explorer.search.hit_data import (
    FieldCondition,
    RecordData,
    Snippet,
    near_words,
    read_figures,
    read_records,
    read_sentences,
)
from trafficking_explorer.search.region_words import members_of, regions_in
from trafficking_explorer.search.sql_compiler import days
from trafficking_explorer.text.folding import find_matches, fold, fold_words

_PASSAGE = 240
"""Code points of a passage that a hit has."""
_COMPARES = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}
_COUNTRY = "country"
"""The field of countries."""
_NEVER = ("type",)
"""Fields that explain nothing: every record has one, and the hit shows it."""


@dataclass(frozen=True, slots=True)
class HitLocation:
    """The place of a hit in the store.

    Attributes:
        table: `record` or `sentence`.
        at: the record's position; the sentence's number.
        by_title: True if the record's title has all the words.
    """

    table: str
    at: int
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One record, finding or sentence of a source that fits.

    Attributes:
        field: the field that fits best: `title`, a field's name, `passage` for the record as a
            whole, or `text` for a sentence of a source.
        passage: the words there, cut if they are many; for a filter without words, the first
            passage of the record.
        marks: the words that fit, as ranges of `passage`.
        at: the passage that the words are from; None if they are the value of a field.
    """

    record_type: str
    record_id: str
    title: str
    field: str
    passage: str
    marks: tuple[tuple[int, int], ...] = ()
    at: Passage | None = None
    is_sentence: bool = False

    @property
    def source_id(self) -> str | None:
        """The source of the passage."""
        return self.at.source_id if self.at is not None else None

    @property
    def line(self) -> int | None:
        """The line of the passage in its source."""
        return self.at.line if self.at is not None else None


def highlight(
    store: Store, tree: And, places: Sequence[HitLocation], *, whole: bool = False
) -> Iterator[Hit]:
    """The hits at some places, in their order, by the same number of queries for any number.

    Args:
        whole: leave long passages uncut.
    """
    words = (*highlight_terms(tree), *near_words(store, tree))
    leaves = list(terms(tree))
    patterns = tuple(node.folded for node in leaves if isinstance(node, Regex))
    asked = tuple(node for node in leaves if isinstance(node, FieldMatch | Compare | Between))
    countries = {code for name in regions_in(tree) for code in members_of(name) or ()}
    positions = [place.at for place in places if place.table == "record"]
    records = read_records(store, positions, patterns, asked)
    figures = read_figures(store, records, asked)
    sentences = read_sentences(
        store, [place.at for place in places if place.table != "record"], patterns
    )
    for place in places:
        if place.table != "record":
            title, piece = sentences[place.at]
            assert piece.at is not None
            yield _hit(piece.at.key, title, "text", piece, words, whole, is_sentence=True)
            continue
        record = records[place.at]
        if words or patterns:
            name, piece = _by_words(record, words, by_title=place.by_title)
            # Words of a title that fit are marked in no passage, but they are the reason.
            if countries and not place.by_title and not find_matches(piece.text, words):
                name, piece = _by_country(record, countries) or (name, piece)
        else:
            name, piece = _by_fields(record, asked, figures)
        yield _hit((record.record_type, record.record_id), record.title, name, piece, words, whole)


def _by_words(record: RecordData, words: tuple[str, ...], *, by_title: bool) -> tuple[str, Snippet]:
    """The passage with the most words of the filter, or a field if it has more of them."""

    def score(piece: Snippet) -> int:
        folded = fold(piece.text)
        return sum(word in folded for word in words) + len(piece.matched)

    passage = max(record.passages, key=score, default=None)
    if by_title:
        return "title", passage or Snippet("title", record.title)
    rest = [
        *record.fields,
        *(Snippet(name, value) for name, value, folded, *_ in record.facts if value and folded),
        Snippet("id", record.record_id),
    ]
    value = max(rest, key=score)
    if score(value) > (score(passage) if passage else 0):
        # If the field has a passage, that is the place to look.
        at = next((each.at for each in record.passages if each.name == value.name), None)
        value = replace(value, at=at)
        return value.name, value
    return (passage.name, passage) if passage else ("title", Snippet("title", record.title))


def _by_country(record: RecordData, codes: set[str]) -> tuple[str, Snippet] | None:
    """The passage of a country in a region that the filter names, else the country."""
    for name, value, folded, *_ in record.facts:
        names = {each.strip() for each in (folded or "").split("\n")}
        if name == _COUNTRY and value and names & {code.lower() for code in codes}:
            reason = _by_field(record, FieldMatch(name, (fold(value),)))
            return (name, reason) if reason is not None else None
    return None


def _by_fields(
    record: RecordData,
    asked: tuple[FieldCondition, ...],
    figures: dict[tuple[str, str], Snippet],
) -> tuple[str, Snippet]:
    """The passage of the first field of the filter that has one, else the value of a field."""
    reasons: list[tuple[str, Snippet]] = []
    for leaf in asked:
        reason = _by_field(record, leaf)
        if record.record_type == "operation":
            reason = figures.get((record.record_id, leaf.field), reason)
        if reason is not None:
            # For "has a note", the field is the note.
            reasons.append((reason.name if leaf.field in ("has", "is") else leaf.field, reason))
    first = next(iter(record.passages), None)
    rest = (first.name, first) if first else ("title", Snippet("title", record.title))
    return next((each for each in reasons if each[1].at), next(iter(reasons), rest))


def _by_field(record: RecordData, leaf: FieldCondition) -> Snippet | None:
    if leaf.field in _NEVER:
        return None
    if isinstance(leaf, FieldMatch) and leaf.field == "has":
        return next((each for each in record.fields if each.name in leaf.values), None)
    if isinstance(leaf, FieldMatch) and leaf.field == "is":
        return next((each for each in record.fields if each.basis in leaf.values), None)
    fact = max(record.facts, key=lambda each: _fits(leaf, each), default=None)
    if fact is None or not _fits(leaf, fact):
        return None
    value = str(fact[1])
    if leaf.field == "source":
        return next(
            (each for each in record.passages if each.at and each.at.source_id == value), None
        )

    def score(piece: Snippet) -> int:
        has_value = f" {fold_words(value)} " in f" {fold_words(piece.text)} "
        # As the card names it: `country` or `countries`, `led_by:agency/interpol`.
        is_of_field = piece.name.startswith(leaf.field[:-1]) or f":{leaf.field}/" in piece.name
        return 2 * has_value + is_of_field

    best = max(record.passages, key=score, default=None)
    if best is None or not score(best):
        return Snippet(leaf.field, value)
    return replace(best, matched=(fold(value),))


def _fits(leaf: FieldCondition, fact: tuple[Any, ...]) -> int:
    """2 if a fact fits a term of the filter, 1 if its words only begin so, else 0."""
    name, _, folded, number, first, last = fact
    if name != leaf.field:
        return 0
    match leaf:
        case FieldMatch(_, values):
            words = [fold_words(value) for value in values]
            if any(f" {each} " in (folded or "") for each in words):
                return 2
            return int(any(f" {each}" in (folded or "") for each in words))
        case Compare("date", operator, bound):
            low, high = days(bound)
            return 2 * _in_time(operator, first, last, low, high)
        case Compare(_, operator, bound) if number is not None:
            return 2 * int(_COMPARES[operator](number, float(bound)))
        case Between("date", since, until):
            after = since is None or last >= days(since)[0]
            return 2 * (after and (until is None or first <= days(until)[1]))
        case Between(_, least, most) if number is not None:
            return 2 * (
                (least is None or number >= float(least))
                and (most is None or number <= float(most))
            )
    return 0


def _in_time(operator: str, first: date, last: date, low: date, high: date) -> bool:
    """True if a date compares so; a partial date fits if any part of it does."""
    return {
        "<": first < low,
        "<=": first <= high,
        ">": last > high,
        ">=": last >= low,
        "=": first <= high and last >= low,
    }[operator]


def _hit(
    key: Key,
    title: str,
    name: str,
    piece: Snippet,
    words: Sequence[str],
    whole: bool,
    *,
    is_sentence: bool = False,
) -> Hit:
    """A hit by a field of some name, with the words of its snippet that fit."""
    wanted = (*words, *piece.matched)
    passage = piece.text if whole else _cut(piece.text, wanted)
    marks = tuple(find_matches(passage, wanted))
    name = "passage" if name == "record" else name
    return Hit(*key, title, name, passage, marks, piece.at, is_sentence)


def _cut(text: str, words: tuple[str, ...]) -> str:
    """The part of a passage around the first word that was found."""
    if len(text) <= _PASSAGE:
        return text
    found = find_matches(text, words)
    start = max(0, min((found[0][0] if found else 0) - _PASSAGE // 3, len(text) - _PASSAGE))
    piece = text[start : start + _PASSAGE]
    return ("…" if start else "") + piece + ("…" if start + _PASSAGE < len(text) else "")

"""Why a hit was found: the field it fits by, and the passage there with the words that fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trafficking_explorer.database.connection import Store
from trafficking_explorer.search.ast import (
    And,
    Between,
    Compare,
    FieldMatch,
    Regex,
    highlight_terms,
)
from trafficking_explorer.search.hit_data import (
    FieldCondition,
    RecordData,
    Snippet,
    leaves,
    near_words,
    read_figures,
    read_records,
    read_sentences,
)
from trafficking_explorer.search.sql_compiler import days
from trafficking_explorer.text.folding import find_matches, fold, fold_words

_PASSAGE = 240
"""Code points of a passage that are given with a hit."""
_NEVER = ("type",)
"""Fields that are no reason: every record has one, and nothing in it says more than the hit."""


@dataclass(frozen=True, slots=True)
class HitLocation:
    """Where a hit lies in the store.

    Attributes:
        table: `record` or `sentence`.
        at: the record's position; the sentence's number.
        by_title: whether the record's title has all the words.
    """

    table: str
    at: int
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One record, or one sentence of a source, that fits.

    Attributes:
        field: where it fits best: `title`, a field's name, `passage` for the record as a whole, or
            `text` for a sentence of a source.
        passage: the words there, cut where they are many; for a filter without words, what the
            record rests on.
        source_id, line: where the passage stands; None where the reason is no passage.
        start, end: the sentence in its source, in code points, end exclusive; None for a record.
        marks: what fits, as ranges of the passage.
    """

    record_type: str
    record_id: str
    title: str
    field: str
    passage: str
    source_id: str | None
    line: int | None
    start: int | None = None
    end: int | None = None
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def is_sentence(self) -> bool:
        """Whether it is a sentence of a source, not a record."""
        return self.start is not None


def highlight(store: Store, tree: And, places: Sequence[HitLocation]) -> Iterator[Hit]:
    """The hits at some places, in their order. However many there are, the queries are as many."""
    words = (*highlight_terms(tree), *near_words(store, tree))
    patterns = tuple(node.pattern for node in leaves(tree) if isinstance(node, Regex))
    asked = tuple(node for node in leaves(tree) if isinstance(node, FieldMatch | Compare | Between))
    positions = [place.at for place in places if place.table == "record"]
    records = read_records(store, positions, patterns, asked)
    figures = read_figures(store, records, asked)
    sentences = read_sentences(
        store, [place.at for place in places if place.table != "record"], patterns
    )
    for place in places:
        if place.table != "record":
            found = sentences[place.at]
            key = ("source", found.source_id, found.title)
            yield _hit(key, "text", found.piece, words, (found.start, found.end))
            continue
        record = records[place.at]
        key = (record.record_type, record.record_id, record.title)
        if words or patterns:
            name, piece = _by_words(record, words, by_title=place.by_title)
        else:
            name, piece = _by_fields(record, asked, figures)
        yield _hit(key, name, piece, words)


def _by_words(record: RecordData, words: tuple[str, ...], *, by_title: bool) -> tuple[str, Snippet]:
    """The passage that has the most of the words; a field where it has more of them."""

    def score(piece: Snippet) -> int:
        folded = fold(piece.text)
        return sum(word in folded for word in words) + len(piece.matched)

    passage = max(record.passages, key=score, default=None)
    if by_title:
        return "title", passage or Snippet("title", record.title, ())
    rest = [
        *record.fields,
        *(Snippet(name, value, ()) for name, value, folded, *_ in record.facts if value and folded),
        Snippet("id", record.record_id, ()),
    ]
    value = max(rest, key=score)
    if score(value) > (score(passage) if passage else 0):
        # Where the field rests on a passage, that is where to look.
        at = next((each for each in record.passages if each.name == value.name), None)
        if at is not None:
            value = replace(value, source_id=at.source_id, line=at.line)
        return value.name, value
    return (passage.name, passage) if passage else ("title", Snippet("title", record.title, ()))


def _by_fields(
    record: RecordData,
    asked: tuple[FieldCondition, ...],
    figures: dict[tuple[str, str], Snippet],
) -> tuple[str, Snippet]:
    """The first thing asked for that a passage can be shown for, or else a value."""
    reasons: list[tuple[str, Snippet]] = []
    for leaf in asked:
        reason = _by_field(record, leaf)
        if record.record_type == "operation":
            reason = figures.get((record.record_id, leaf.field), reason)
        if reason is not None:
            # Of "has a note", the note is the field.
            reasons.append((reason.name if leaf.field in ("has", "is") else leaf.field, reason))
    first = next(iter(record.passages), None)
    rest = (first.name, first) if first else ("title", Snippet("title", record.title, ()))
    return next((each for each in reasons if each[1].source_id), next(iter(reasons), rest))


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
        return next((each for each in record.passages if each.source_id == value), None)

    def score(piece: Snippet) -> int:
        has_value = f" {fold_words(value)} " in f" {fold_words(piece.text)} "
        # As the card names it: `country` or `countries`, `led_by:agency/interpol`.
        is_of_field = piece.name.startswith(leaf.field[:-1]) or f":{leaf.field}/" in piece.name
        return 2 * has_value + is_of_field

    best = max(record.passages, key=score, default=None)
    if best is None or not score(best):
        return Snippet(leaf.field, value, ())
    return replace(best, matched=(fold(value),))


def _fits(leaf: FieldCondition, fact: tuple[Any, ...]) -> int:
    """Whether a fact is what is asked for: 2, with words that only begin so 1, else 0."""
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
            return 2 * _compares(operator, number, float(bound))
        case Between("date", since, until):
            after = since is None or last >= days(since)[0]
            return 2 * (after and (until is None or first <= days(until)[1]))
        case Between(_, least, most) if number is not None:
            return 2 * (
                (least is None or number >= float(least))
                and (most is None or number <= float(most))
            )
    return 0


def _compares(operator: str, number: float, bound: float) -> bool:
    return {
        "<": number < bound,
        "<=": number <= bound,
        ">": number > bound,
        ">=": number >= bound,
        "=": number == bound,
    }[operator]


def _in_time(operator: str, first: date, last: date, low: date, high: date) -> bool:
    """As `compile` asks: a date of some precision fits where it may."""
    return {
        "<": first < low,
        "<=": first <= high,
        ">": last > high,
        ">=": last >= low,
        "=": first <= high and last >= low,
    }[operator]


def _hit(
    key: tuple[str, str, str],
    name: str,
    piece: Snippet,
    words: tuple[str, ...],
    span: tuple[int | None, int | None] = (None, None),
) -> Hit:
    wanted = (*words, *piece.matched)
    passage = _cut(piece.text, wanted)
    marks = tuple(find_matches(passage, wanted))
    name = "passage" if name == "record" else name
    return Hit(*key, name, passage, piece.source_id, piece.line, *span, marks)


def _cut(text: str, words: tuple[str, ...]) -> str:
    """The part of a passage around the first word that was found."""
    if len(text) <= _PASSAGE:
        return text
    found = find_matches(text, words)
    start = max(0, min((found[0][0] if found else 0) - _PASSAGE // 3, len(text) - _PASSAGE))
    piece = text[start : start + _PASSAGE]
    return ("…" if start else "") + piece + ("…" if start + _PASSAGE < len(text) else "")

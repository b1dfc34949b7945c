"""Why a hit was found: the field it fits by, and the passage there with the words that fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trafficking_explorer.folding import find_folded, fold, fold_words
from trafficking_explorer.search.compile import days
from trafficking_explorer.search.material import (
    Asked,
    Piece,
    Record,
    leaves,
    near_words,
    read_figures,
    read_records,
    read_sentences,
)
from trafficking_explorer.search.syntax import And, Between, Compare, Is, Regex, needles
from trafficking_explorer.store.connection import Store

_PASSAGE = 240
"""Code points of a passage that are given with a hit."""
_NEVER = ("type",)
"""Fields that are no reason: every record has one, and nothing in it says more than the hit."""


@dataclass(frozen=True, slots=True)
class Place:
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


def explain(store: Store, tree: And, places: Sequence[Place]) -> Iterator[Hit]:
    """The hits at some places, in their order. However many there are, the queries are as many."""
    words = (*needles(tree), *near_words(store, tree))
    patterns = tuple(node.pattern for node in leaves(tree) if isinstance(node, Regex))
    asked = tuple(node for node in leaves(tree) if isinstance(node, Is | Compare | Between))
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


def _by_words(record: Record, words: tuple[str, ...], *, by_title: bool) -> tuple[str, Piece]:
    """The passage that has the most of the words; a field where it has more of them."""

    def score(piece: Piece) -> int:
        folded = fold(piece.text)
        return sum(word in folded for word in words) + len(piece.matched)

    passage = max(record.passages, key=score, default=None)
    if by_title:
        return "title", passage or Piece("title", record.title, ())
    rest = [
        *record.fields,
        *(Piece(name, value, ()) for name, value, folded, *_ in record.facts if value and folded),
        Piece("id", record.record_id, ()),
    ]
    value = max(rest, key=score)
    if score(value) > (score(passage) if passage else 0):
        # Where the field rests on a passage, that is where to look.
        at = next((each for each in record.passages if each.name == value.name), None)
        if at is not None:
            value = replace(value, source_id=at.source_id, line=at.line)
        return value.name, value
    return (passage.name, passage) if passage else ("title", Piece("title", record.title, ()))


def _by_fields(
    record: Record,
    asked: tuple[Asked, ...],
    figures: dict[tuple[str, str], Piece],
) -> tuple[str, Piece]:
    """The first thing asked for that a passage can be shown for, or else a value."""
    reasons: list[tuple[str, Piece]] = []
    for leaf in asked:
        reason = _by_field(record, leaf)
        if record.record_type == "operation":
            reason = figures.get((record.record_id, leaf.field), reason)
        if reason is not None:
            # Of "has a note", the note is the field.
            reasons.append((reason.name if leaf.field in ("has", "is") else leaf.field, reason))
    first = next(iter(record.passages), None)
    rest = (first.name, first) if first else ("title", Piece("title", record.title, ()))
    return next((each for each in reasons if each[1].source_id), next(iter(reasons), rest))


def _by_field(record: Record, leaf: Asked) -> Piece | None:
    if leaf.field in _NEVER:
        return None
    if isinstance(leaf, Is) and leaf.field == "has":
        return next((each for each in record.fields if each.name in leaf.values), None)
    if isinstance(leaf, Is) and leaf.field == "is":
        return next((each for each in record.fields if each.basis in leaf.values), None)
    fact = max(record.facts, key=lambda each: _fits(leaf, each), default=None)
    if fact is None or not _fits(leaf, fact):
        return None
    value = str(fact[1])
    if leaf.field == "source":
        return next((each for each in record.passages if each.source_id == value), None)

    def score(piece: Piece) -> int:
        has_value = f" {fold_words(value)} " in f" {fold_words(piece.text)} "
        # As the card names it: `country` or `countries`, `led_by:agency/interpol`.
        is_of_field = piece.name.startswith(leaf.field[:-1]) or f":{leaf.field}/" in piece.name
        return 2 * has_value + is_of_field

    best = max(record.passages, key=score, default=None)
    if best is None or not score(best):
        return Piece(leaf.field, value, ())
    return replace(best, matched=(fold(value),))


def _fits(leaf: Asked, fact: tuple[Any, ...]) -> int:
    """Whether a fact is what is asked for: 2, with words that only begin so 1, else 0."""
    name, _, folded, number, first, last = fact
    if name != leaf.field:
        return 0
    match leaf:
        case Is(_, values):
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
    piece: Piece,
    words: tuple[str, ...],
    span: tuple[int | None, int | None] = (None, None),
) -> Hit:
    wanted = (*words, *piece.matched)
    passage = _cut(piece.text, wanted)
    marks = tuple(find_folded(passage, wanted))
    name = "passage" if name == "record" else name
    return Hit(*key, name, passage, piece.source_id, piece.line, *span, marks)


def _cut(text: str, words: tuple[str, ...]) -> str:
    """The part of a passage around the first word that was found."""
    if len(text) <= _PASSAGE:
        return text
    found = find_folded(text, words)
    start = max(0, min((found[0][0] if found else 0) - _PASSAGE // 3, len(text) - _PASSAGE))
    piece = text[start : start + _PASSAGE]
    return ("…" if start else "") + piece + ("…" if start + _PASSAGE < len(text) else "")

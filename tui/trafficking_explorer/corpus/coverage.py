"""The items of an article that no record covers: numbers, quotations, operations, names."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from trafficking_explorer.corpus.corpus import Corpus, SourceText
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.evidence import Evidence, TextPosition
from trafficking_explorer.records.fields import Date, fields_of
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.layout import find_headings, unwrap_lines
from trafficking_explorer.text.months import MONTHS, WEEKDAYS
from trafficking_explorer.text.numbers import find_numbers

_QUOTATION = re.compile(r"“[^“”]*”|“[^“”\n]*(?=[^“”]*\Z)|‘[^‘’]*’|\"[^\"\n]*\"")
_OPERATION = re.compile(r"Operation(?: [A-Z][\w’-]*)+")
_CAPITALISED = r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.(?=[ \u00a0][A-Z])|[A-Z@][\w’'&@-]*)"
_TIME = rf"(?:in|for)[ \u00a0](?:the[ \u00a0])?(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b"
"""A time after a name does not belong to it: "Operation Sun in November"."""
_RUN = re.compile(
    rf"{_CAPITALISED}"
    rf"(?:[ \u00a0](?!{_TIME})(?:(?:of|the|and|for|against|in|de)[ \u00a0])*{_CAPITALISED})*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['”’\"]?\s+|\n\s*(?:[•–-]\s*)?|[“‘\"(])$")

_NO_NAMES = {"I", "EUR", "USD", *MONTHS, *WEEKDAYS}
"""Capitalised words that are not names."""

_KINDS = ("number", "quotation", "operation", "name")
_TEXTS_HELD = 256
"""Texts whose items are cached, for repeated measuring while records change."""
_NAMES = {"name", "aliases", "title"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of an article that no evidence of a suitable record covers."""

    source_id: str
    position: TextPosition
    kind: str
    """`number`, `quotation`, `operation` or `name`."""
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The curated share of an article."""

    items: int
    """Places that a record should cover; a place that is two things, such as a name, counts once."""
    gaps: tuple[Gap, ...]
    """The places without a record, each once, in the order of the text."""


def find_gaps(corpus: Corpus) -> Iterator[Gap]:
    """All uncovered items that are not excused, in the order of the texts."""
    for coverage in measure_coverage(corpus).values():
        yield from coverage.gaps


def measure_coverage(corpus: Corpus) -> dict[str, Coverage]:
    """The coverage of each text, by source."""
    evidence, excused = _by_source(corpus)
    found = {}
    for source_id, text in corpus.texts.items():
        if text.source.edition_of is not None:
            # Only the newest edition of a text is measured.
            continue
        covered = _Covered(evidence[source_id])
        open_: dict[TextPosition, Gap] = {}
        items = _items(text, excused[source_id])
        for kind, position in items:
            if position not in open_ and not covered.has(kind, position):
                open_[position] = _gap(text, kind, position)
        distinct = {position for _, position in items}
        found[source_id] = Coverage(len(distinct), tuple(open_.values()))
    return found


def _by_source(
    corpus: Corpus,
) -> tuple[Mapping[str, list[Evidence]], Mapping[str, list[TextPosition]]]:
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for item in corpus.evidence:
        evidence[item.source_id].append(item)
    excused: dict[str, list[TextPosition]] = defaultdict(list)
    for place in corpus.uncovered:
        excused[place.source_id].append(place.position)
    return evidence, excused


def _items(text: SourceText, excused: list[TextPosition]) -> list[tuple[str, TextPosition]]:
    """The items that a record should cover, in text order, without headings and excused ones."""
    left_out = _Places([*headings_of(text.text, *text.article), *excused])
    return sorted(
        (item for item in find_items(text) if not left_out.contain(item[1])),
        # If the same words are two things, the more specific one comes first.
        key=lambda item: (item[1], _KINDS.index(item[0])),
    )


def _gap(text: SourceText, kind: str, position: TextPosition) -> Gap:
    words = text.text[position.start : position.end]
    line = text.anchor_text.line_of(position.start)
    return Gap(text.source.id, position, kind, words, line)


class _Places:
    """Ranges prepared for many containment tests."""

    def __init__(self, places: Iterable[TextPosition]) -> None:
        ordered = sorted(places)
        self._starts = [place.start for place in ordered]
        self._ends = list(accumulate((place.end for place in ordered), max))

    def contain(self, inner: TextPosition) -> bool:
        """True if one of the ranges contains a whole range."""
        # Of the ranges that begin early enough, the one that ends last decides.
        before = bisect_right(self._starts, inner.start)
        return before > 0 and inner.end <= self._ends[before - 1]


class _Covered:
    """The evidence of one text, by the kind of item that it supports."""

    def __init__(self, evidence: list[Evidence]) -> None:
        self._of = {
            kind: _Places(
                TextPosition(e.start, e.end) for e in evidence if _is_supported_by(kind, e)
            )
            for kind in _KINDS
        }

    def has(self, kind: str, position: TextPosition) -> bool:
        """True if a suitable record covers an item."""
        return self._of[kind].contain(position)


def find_items(text: SourceText) -> Iterator[tuple[str, TextPosition]]:
    """The items of an article that a record should cover: (kind, position)."""
    for kind, position in find_in_text(text.text, *text.article):
        if text.is_article(position):
            yield kind, position


@lru_cache(maxsize=_TEXTS_HELD)
def find_in_text(text: str, start: int, end: int) -> tuple[tuple[str, TextPosition], ...]:
    # A name continues across a manual line break.
    words = unwrap_lines(text, start, end)
    found = [
        ("number", number.start, number.end)
        for number in find_numbers(words)
        if number.is_figure or number.kind in ("date", "year")
    ]
    found += [("quotation", *match.span()) for match in _QUOTATION.finditer(words)]
    operations = [match.span() for match in _OPERATION.finditer(words)]
    found += [("operation", *span) for span in operations]
    # At the start of a sentence, "Operation" is not part of the operation's name.
    ends = {last: first for first, last in operations}
    found += [
        ("name", first, last) for first, last in _names(words) if ends.get(last, first) >= first
    ]
    return tuple((kind, TextPosition(start + a, start + b)) for kind, a, b in found)


@lru_cache(maxsize=_TEXTS_HELD)
def headings_of(text: str, start: int, end: int) -> tuple[TextPosition, ...]:
    return tuple(TextPosition(*span) for span in find_headings(text, start, end))


def _names(words: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; a sentence's first word only if it is a name elsewhere too."""
    runs = list(_RUN.finditer(words))
    inner: set[str] = set()
    for run in runs:
        if not _SENTENCE_START.search(words[max(0, run.start() - 8) : run.start()]):
            inner.add(run[0])
    for run in runs:
        start = run.start()
        at_start = _SENTENCE_START.search(words[max(0, start - 8) : start])
        first, _, rest = run[0].partition(" ")
        if at_start and first not in inner and not (len(first) > 1 and first.isupper()):
            if not rest:
                continue
            start += len(first) + 1
            lower = re.match(r"(?:[a-z]+ )*", words[start : run.end()])
            start += lower.end() if lower else 0
        called = re.findall(_CAPITALISED, words[start : run.end()])
        if not _NO_NAMES.issuperset(called):
            yield start, run.end()


@lru_cache
def _date_fields(model: type[Record]) -> frozenset[str]:
    """The fields of a record kind that hold a date or its words."""
    dates = (field.name for field in fields_of(model) if isinstance(field.role, Date))
    return frozenset((*dates, "date_note"))


def _is_supported_by(kind: str, item: Evidence) -> bool:
    """True if the evidence belongs to a record kind that can hold such an item."""
    match kind:
        case "number":
            return (
                item.record_type == "statistic"
                or item.field in _date_fields(KINDS[item.record_type].model)
                or item.field in _NAMES
            )
        case "quotation":
            return item.record_type == "quote" or item.field in {*_NAMES, "summary"}
        case "operation":
            return item.record_type == "operation" or item.field in ("operation", "title")
    return True

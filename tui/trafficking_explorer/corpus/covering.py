"""Evidence of one text, and the items that it covers: a number by its value, a name by a name.

A passage as a whole covers nothing but what one of its fields holds.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.corpus.places import Places
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.edtf import parse_date
from trafficking_explorer.records.evidence import Evidence, TextPosition
from trafficking_explorer.records.fields import Country, Date, Ref, fields_of
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.months import MONTH, MONTH_NUMBERS
from trafficking_explorer.text.name_words import TITLES
from trafficking_explorer.text.numbers import CONTEXT, Number, find_numbers

_NAMES = frozenset(("name", "aliases", "title"))
"""Fields whose words may hold a number, a date or a quotation that then needs nothing else."""
_NAME_FIELDS = _NAMES | {"acronym", "speaker", "author", "publisher", "place", "attributed_to"}
"""Fields that hold a name in the words of the text."""
_VALUES = frozenset(("value", "value_to", "value_text"))
_EDGES = " \t\r\n\u00a0\u202f.,;:!?()[]“”‘’«»„‚‹›「」『』\"'"
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_MONTH = re.compile(rf"\b({MONTH})\b")


class _Around:
    """Passages of fields, to ask for those that contain a range."""

    def __init__(self, passages: Iterable[tuple[TextPosition, object]]) -> None:
        self._passages = sorted(passages, key=lambda each: each[0])
        self._starts = [place.start for place, _ in self._passages]
        self._ends = list(accumulate((place.end for place, _ in self._passages), max))

    def of(self, inner: TextPosition) -> Iterator[object]:
        """The fields whose passage contains a range."""
        at = bisect_right(self._starts, inner.start) - 1
        # No passage that begins before this one reaches further than its running maximum.
        while at >= 0 and self._ends[at] >= inner.end:
            place, field = self._passages[at]
            if place.end >= inner.end:
                yield field
            at -= 1

    def touching(self, inner: TextPosition) -> Iterator[tuple[TextPosition, object]]:
        """The passages that have any of a range, with their fields."""
        at = bisect_right(self._starts, inner.end - 1) - 1
        while at >= 0 and self._ends[at] > inner.start:
            place, field = self._passages[at]
            if place.end > inner.start:
                yield place, field
            at -= 1


class Covering:
    """The evidence of one text, by the kind of item that it covers."""

    def __init__(self, corpus: Corpus, text: str, evidence: list[Evidence]) -> None:
        self._text = text
        words: list[TextPosition] = []
        named: list[TextPosition] = []
        values: list[TextPosition] = []
        quoted: list[TextPosition] = []
        operations: list[TextPosition] = []
        figures: list[tuple[TextPosition, object]] = []
        dates: list[tuple[TextPosition, object]] = []
        records: dict[tuple[str, str], set[str]] = defaultdict(set)
        for item in evidence:
            place = TextPosition(item.start, item.end)
            records[item.record_type, item.record_id].add(item.field)
            record = corpus.by_id.get((item.record_type, item.record_id))
            if item.field in _NAMES or (item.record_type == "quote" and item.field == "text"):
                quoted.append(place)
            if item.field in _NAMES or item.field == "date_note":
                words.append(place)
            if item.field in _NAME_FIELDS:
                named.append(place)
                if item.record_type == "operation":
                    operations.append(place)
            if item.field == "summary":
                quoted.append(place)
            if item.field in _VALUES and isinstance(record, Statistic):
                figures.append((place, record))
                if fold_words(item.exact) == fold_words(record.value_text or ""):
                    values.append(place)
            elif record is not None and item.field in _date_fields(KINDS[item.record_type].model):
                dates.append((place, vars(record)[item.field]))
        self._words, self._values, self._quoted = Places(words), Places(values), Places(quoted)
        self._named, self._operations = Places(named), Places(operations)
        self._figures, self._dates = _Around(figures), _Around(dates)
        self._called = _names(corpus, records, named, text)
        self._operation_names = _operation_names(corpus, records)

    def has(self, kind: str, position: TextPosition) -> bool:
        """True if a field of a record holds an item."""
        match kind:
            case "number":
                return self._has_number(position)
            case "date":
                return self._has_date(position)
            case "quotation":
                return self._quoted.contain(self._bare(position))
            case "operation":
                return (
                    self._operations.contain(self._bare(position))
                    or self._folded(position) in self._operation_names
                )
        return self._has_name(position)

    def _has_number(self, position: TextPosition) -> bool:
        if self._values.contain(position) or self._words.contain(position):
            return True
        touching = list(self._figures.touching(position))
        if not touching:
            return False
        number = self._number(position)
        for place, record in touching:
            assert isinstance(record, Statistic)
            is_within = position.start <= place.start and place.end <= position.end
            if number is None or number.value is None:
                # Of "from 41 to 57" only the curator knows which.
                if is_within:
                    return True
            elif record.value is not None and _agrees(number, record.value, record.value_to):
                return True
        return False

    def _number(self, position: TextPosition) -> Number | None:
        """The number at a place, as the words around it tell."""
        first = max(0, position.start - CONTEXT)
        for number in find_numbers(self._text[first : position.end + CONTEXT]):
            if number.start + first <= position.start and position.end <= number.end + first:
                return number
        return None

    def _has_date(self, position: TextPosition) -> bool:
        if self._values.contain(position) or self._words.contain(position):
            return True
        words = self._text[slice(*position)]
        return any(_fits(words, str(edtf)) for edtf in self._dates.of(position))

    def _has_name(self, position: TextPosition) -> bool:
        if self._named.contain(position):
            return True
        words = self._text[slice(*position)].split()
        titled = len(words) > 1 and words[0].lower().strip(".") in TITLES
        if titled:
            rest = self._text.index(words[1], position.start + len(words[0]))
            if self._named.contain(TextPosition(rest, position.end)):
                return True
        folded = self._folded(position)
        return folded in self._called or (titled and folded.partition(" ")[2] in self._called)

    def _bare(self, position: TextPosition) -> TextPosition:
        """A place without marks at its ends, which a curator may leave out."""
        start, end = position
        while start < end and self._text[start] in _EDGES:
            start += 1
        while end > start and self._text[end - 1] in _EDGES:
            end -= 1
        return TextPosition(start, end) if start < end else position

    def _folded(self, position: TextPosition) -> str:
        return fold_words(self._text[slice(*position)])


def _names(
    corpus: Corpus,
    records: dict[tuple[str, str], set[str]],
    named: Iterable[TextPosition],
    text: str,
) -> frozenset[str]:
    """The names, folded, of the records that this text names or refers to, and surnames of people.

    A name that was recorded once from a text needs nothing at each further mention.
    """
    found = {fold_words(text[slice(*place)]) for place in named}
    for (record_type, record_id), fields in records.items():
        record = corpus.by_id.get((record_type, record_id))
        if record is None:
            continue
        if fields & _NAME_FIELDS:
            found.update(_own_names(record))
        for name in _referred(corpus, record, fields):
            found.add(fold_words(name))
    found.discard("")
    return frozenset(found)


def _own_names(record: Record) -> Iterator[str]:
    if "name" not in vars(record):
        return
    for name in record.all_names:
        folded = fold_words(name)
        yield folded
        if record.record_type == "person" and " " in folded:
            yield folded.rpartition(" ")[2]


def _referred(corpus: Corpus, record: Record, fields: set[str]) -> Iterator[str]:
    """The names of the countries and records that some fields and links of a record name."""
    values = vars(record)
    for field in fields_of(type(record)):
        if field.name not in fields:
            continue
        given = values[field.name] or ()
        each = given if field.many else (given,)
        if isinstance(field.role, Country):
            for code in each:
                yield from country_names(str(code))
        elif isinstance(field.role, Ref):
            for target in each:
                yield from corpus.names_of(field.role.target, str(target)) or ()
    for link in record.links:
        if link.field in fields:
            target_type, _, target_id = link.to.partition("/")
            yield from corpus.names_of(target_type, target_id) or ()


def _operation_names(corpus: Corpus, records: dict[tuple[str, str], set[str]]) -> frozenset[str]:
    """The names, folded, of the operations that this text names or that records of it belong to."""
    found: set[str] = set()
    for (record_type, record_id), fields in records.items():
        record = corpus.by_id.get((record_type, record_id))
        if record is None:
            continue
        if record_type == "operation":
            if fields & _NAME_FIELDS:
                found.update(map(fold_words, record.all_names))
        elif "operation" in fields and (operation := vars(record).get("operation")):
            names = corpus.names_of("operation", str(operation)) or ()
            found.update(map(fold_words, names))
        for link in record.links:
            if link.field in fields and link.to.startswith("operation/"):
                names = corpus.names_of("operation", link.to.partition("/")[2]) or ()
                found.update(map(fold_words, names))
    return frozenset(found)


def _agrees(number: Number, value: float, value_to: float | None) -> bool:
    """True if a value is that of a number, one end of it, or one of the numbers of a ratio."""
    return any(
        part.agrees(value) or part.agrees_to(value) or (value_to and part.agrees_to(value_to))
        for part in (number, *number.parts)
    )


@lru_cache
def _date_fields(model: type[Record]) -> frozenset[str]:
    """The fields of a record kind that hold a date."""
    return frozenset(field.name for field in fields_of(model) if isinstance(field.role, Date))


def _fits(words: str, edtf: str) -> bool:
    """True if a date of a record may be the one that some words name."""
    try:
        span = parse_date(edtf)
    except ValueError:
        return False
    first = span.first.year if span.first else 0
    last = span.last.year if span.last else 9999
    years = [int(year) for year in _YEAR.findall(words)]
    if years:
        return any(first <= year <= last for year in years)
    month = _MONTH.search(words)
    if month is None or span.first is None or span.last is None or last > first:
        return True
    return span.first.month <= MONTH_NUMBERS[month[1]] <= span.last.month

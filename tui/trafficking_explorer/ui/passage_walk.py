"""The passages that a reader walks through: those of a record by place, those of a finding in pairs."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Detail, Passage, SourceDocument, Span


class PassageWalk:
    """Passages in the order of the walk, found by their index in it."""

    def __init__(self, passages: Iterable[Passage] = (), *, in_order: bool = False) -> None:
        """Take passages, each place once.

        Args:
            in_order: walk in the order in which they are given, not by place.
        """
        distinct: dict[tuple[str, int, int], Passage] = {}
        for passage in passages:
            # Of several fields with one passage, the record as a whole speaks for all.
            if passage.place not in distinct or passage.is_whole:
                distinct[passage.place] = passage
        places = distinct if in_order else sorted(distinct)
        self.stops = tuple(distinct[place] for place in places)

    @classmethod
    def of(cls, record: Detail | None, documents: dict[str, SourceDocument]) -> "PassageWalk":
        """The passages of a record that have a text to be shown in; of a source, all in it."""
        if record is None:
            return cls()
        if record.record_type == "source":
            document = documents.get(record.record_id)
            return cls(document.passages if document else ())
        return cls(each for each in record.passages if each.source_id in documents)

    def __len__(self) -> int:
        return len(self.stops)

    def in_source(self, source_id: str | None) -> list[Passage]:
        """The passages in a source."""
        return [stop for _, stop in self._numbered(source_id)]

    def begins_at(self, source_id: str | None) -> int | None:
        """The first passage in a source, by place."""
        return next((index for index, _ in self._numbered(source_id)), None)

    def main_in(self, source_id: str | None) -> int | None:
        """The first passage of the record as a whole in a source, else the first of a field."""
        whole = (index for index, stop in self._numbered(source_id) if stop.is_whole)
        return next(whole, self.begins_at(source_id))

    def index_of(self, source_id: str | None, span: Span) -> int | None:
        """The passage at just these words."""
        return next((i for i, stop in self._numbered(source_id) if stop.span == span), None)

    def after(self, passage: Passage) -> int:
        """The index of the first passage that is later than another; the number of all if none is."""
        return bisect_right(self.stops, passage.place, key=lambda stop: stop.place)

    def around(self, source_id: str | None, span: Span) -> int | None:
        """The shortest passage that contains some words, first among those of whole records."""
        found = [
            (not stop.is_whole, stop.end - stop.start, index)
            for index, stop in self._numbered(source_id)
            if stop.start <= span[0] and span[1] <= stop.end
        ]
        return min(found)[-1] if found else None

    def _numbered(self, source_id: str | None) -> Iterator[tuple[int, Passage]]:
        return (each for each in enumerate(self.stops) if each[1].source_id == source_id)


@dataclass(frozen=True, slots=True)
class PassageStop:
    """A passage, with the words in it that the finding is about."""

    passage: Passage
    words: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """Its place in its source."""
        return self.passage.span


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Two passages that are shown together, or one alone."""

    first: PassageStop
    second: PassageStop | None = None

    @property
    def stops(self) -> tuple[PassageStop, ...]:
        """Its passages."""
        return (self.first,) if self.second is None else (self.first, self.second)


def pairs_of(sides: Sequence[Sequence[Passage]]) -> tuple[PassagePair, ...]:
    """All pairs that a reader walks through, in the order of the sides.

    The first passages of both sides are a pair, then the second ones, and so on. The last of the shorter
    side is repeated for the rest of the longer one, like a whole beside each of its parts. Without a
    second side each passage is alone.
    """
    first, second, *_ = (*map(stops_of, sides), (), ())
    if not first or not second:
        return tuple(PassagePair(stop) for stop in first or second)
    return tuple(
        PassagePair(first[min(i, len(first) - 1)], second[min(i, len(second) - 1)])
        for i in range(max(len(first), len(second)))
    )


def stops_of(side: Sequence[Passage]) -> tuple[PassageStop, ...]:
    """The passages of a side that no other contains, in order, each with those that it contains."""
    inner: dict[Passage, list[Span]] = {}
    outer: Passage | None = None
    for passage in sorted(side, key=lambda each: (each.source_id, each.start, -each.end)):
        if outer and outer.source_id == passage.source_id and passage.end <= outer.end:
            if passage.start > outer.start or passage.end < outer.end:
                inner[outer].append(passage.span)
        else:
            outer = passage
            inner[outer] = []
    return tuple(
        PassageStop(passage, tuple(dict.fromkeys(words)))
        for passage in dict.fromkeys(side)
        if (words := inner.get(passage)) is not None
    )

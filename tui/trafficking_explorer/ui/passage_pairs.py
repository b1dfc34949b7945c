"""The passages of a finding in pairs, as they are shown beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Passage, Span


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

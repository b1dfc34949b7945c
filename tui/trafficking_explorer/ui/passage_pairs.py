"""The passages of a finding in pairs, for a view that compares them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Passage

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PassageStop:
    """A passage, and the words in it that the finding is about."""

    passage: Passage
    words: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """Its range in the source."""
        return self.passage.start, self.passage.end


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Two passages that are shown together, or one alone."""

    first: PassageStop
    second: PassageStop | None = None

    @property
    def stops(self) -> tuple[PassageStop, ...]:
        """The one or the two."""
        return (self.first,) if self.second is None else (self.first, self.second)


def pairs_of(sides: Sequence[Sequence[Passage]]) -> tuple[PassagePair, ...]:
    """The pairs that a reader walks through, in the order of the sides.

    The first passage of one side is paired with the first of the other, and so on; the last one of the
    shorter side is paired with all that remain, as a whole with each of its parts. If one side is
    empty, the passages of the other are alone.
    """
    first, second, *_ = (*map(stops_of, sides), (), ())
    if not first or not second:
        return tuple(PassagePair(stop) for stop in first or second)
    return tuple(
        PassagePair(first[min(i, len(first) - 1)], second[min(i, len(second) - 1)])
        for i in range(max(len(first), len(second)))
    )


def stops_of(side: Sequence[Passage]) -> tuple[PassageStop, ...]:
    """The outermost passages of a side, in its order, each with those inside it."""
    inner: dict[Passage, list[Span]] = {}
    outer: Passage | None = None
    for passage in sorted(side, key=lambda each: (each.source_id, each.start, -each.end)):
        if outer and outer.source_id == passage.source_id and passage.end <= outer.end:
            if passage.start > outer.start or passage.end < outer.end:
                inner[outer].append((passage.start, passage.end))
        else:
            outer = passage
            inner[outer] = []
    return tuple(
        PassageStop(passage, tuple(dict.fromkeys(words)))
        for passage in dict.fromkeys(side)
        if (words := inner.get(passage)) is not None
    )

"""The passages of a finding, two and two: what stands beside what."""

from collections.abc import Sequence
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Passage

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PassageStop:
    """A passage, and the words within it that the finding rests on."""

    passage: Passage
    words: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands in its source."""
        return self.passage.start, self.passage.end


@dataclass(frozen=True, slots=True)
class PassagePair:
    """What is shown at once: two passages, or one by itself."""

    first: PassageStop
    second: PassageStop | None = None

    @property
    def stops(self) -> tuple[PassageStop, ...]:
        """The one or the two."""
        return (self.first,) if self.second is None else (self.first, self.second)


def pairs_of(sides: Sequence[Sequence[Passage]]) -> tuple[PassagePair, ...]:
    """All pairs that a reader walks through, in the order of the sides.

    A passage of one side stands beside that of the other in the same place; the last of the shorter
    side stands beside all that the longer one has more: a whole beside each of its parts. Passages of
    a side that has no other stand alone.
    """
    first, second, *_ = (*map(stops_of, sides), (), ())
    if not first or not second:
        return tuple(PassagePair(stop) for stop in first or second)
    return tuple(
        PassagePair(first[min(i, len(first) - 1)], second[min(i, len(second) - 1)])
        for i in range(max(len(first), len(second)))
    )


def stops_of(side: Sequence[Passage]) -> tuple[PassageStop, ...]:
    """The passages of a side that lie in no other of them, in its order, with those that do."""
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

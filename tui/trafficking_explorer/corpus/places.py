"""Ranges of a text, prepared for many tests of what they contain or touch."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from trafficking_explorer.records.evidence import TextPosition


class Places:
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

    def overlap(self, inner: TextPosition) -> bool:
        """True if one of the ranges has any of a range."""
        before = bisect_right(self._starts, inner.end - 1)
        return before > 0 and inner.start < self._ends[before - 1]

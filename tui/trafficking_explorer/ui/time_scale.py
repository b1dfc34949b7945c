"""The scale of a timeline: days to cells, its years and months, and the bars on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from math import floor
from typing import Protocol

_DAYS_OF_YEAR = 365.2425
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000)
"""Months from tick to tick."""
_TICK_CELLS = 8
"""The fewest cells from tick to tick."""
_MARGIN = 0.04
"""The part of the width that is left free at either end, for open bars."""
_LEAST_DAYS = 14.0
"""Days that the whole width shows at least."""


class Dated(Protocol):
    """Something with a first and a last possible day; None where that end is open."""

    @property
    def first(self) -> date | None:
        """Its first day."""
        ...

    @property
    def last(self) -> date | None:
        """Its last day."""
        ...


@dataclass(frozen=True, slots=True)
class Bars:
    """The characters of bars, a cell each."""

    point: str = "●"
    inside: str = "▓"
    first: str = "▐"
    last: str = "▌"
    line: str = "─"
    begins: str = "├"
    ends: str = "┤"
    before: str = "◀"
    after: str = "▶"
    tick: str = "│"
    beyond_left: str = "‹"
    beyond_right: str = "›"


PLAIN_BARS = Bars("o", "=", "[", "]", "-", "|", "|", "<", ">", ":", "<", ">")


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A range of days drawn in some cells.

    Attributes:
        start: the day at the left edge, as a proleptic ordinal; it may have a fraction.
        days: days in a cell.
        width: in cells.
    """

    start: float
    days: float
    width: int

    @classmethod
    def of(cls, rows: Iterable[Dated], width: int) -> "TimeScale":
        """The scale on which all of some rows can be seen."""
        days = [day.toordinal() for row in rows for day in (row.first, row.last) if day is not None]
        first, last = (min(days), max(days)) if days else (date(2000, 1, 1).toordinal(),) * 2
        shown = max(_LEAST_DAYS, (last - first + 1) / (1 - 2 * _MARGIN))
        return cls((first + last + 1 - shown) / 2, shown / max(1, width), max(1, width))

    def cell(self, day: date) -> int:
        """The cell of a day; negative, or the width and more, outside the scale."""
        return floor((day.toordinal() - self.start) / self.days)

    def panned(self, cells: float) -> "TimeScale":
        """The scale moved towards later days."""
        return replace(self, start=self.start + cells * self.days)

    def zoomed(self, factor: float, most: "TimeScale") -> "TimeScale":
        """The scale with its middle kept; at most as wide as another, and not below two weeks."""
        least = _LEAST_DAYS / self.width
        days = min(max(self.days * factor, least), max(most.days, least))
        return replace(self, days=days, start=self.start + (self.days - days) * self.width / 2)

    @property
    def step(self) -> int:
        """Months from tick to tick."""
        wanted = _TICK_CELLS * self.days * 12 / _DAYS_OF_YEAR
        return next((step for step in _STEPS if step >= wanted), _STEPS[-1])

    def ticks(self) -> Iterator[tuple[int, str]]:
        """Cells and labels of the beginnings of years or months."""
        step = self.step
        first = date.fromordinal(max(1, floor(self.start)))
        begins = (first.year * 12 + first.month - 1) // step * step
        for months in count(begins, step):
            year, month = divmod(months, 12)
            if year > date.max.year:
                return
            if year < 1:
                continue
            cell = self.cell(date(year, month + 1, 1))
            if cell >= self.width:
                return
            if cell >= 0:
                yield cell, str(year) if step >= 12 else f"{year}-{month + 1:02}"

    def header(self) -> str:
        """The labels of the ticks; one that does not fit is left out."""
        line = ""
        for cell, label in self.ticks():
            if cell >= len(line) + bool(line) and cell + len(label) <= self.width:
                line = line.ljust(cell) + label
        return line.ljust(self.width)

    def bar(self, row: Dated, bars: Bars) -> str:
        """The bar of a row, as wide as the scale."""
        cells = [" "] * self.width
        for cell, _ in self.ticks():
            cells[cell] = bars.tick
        first = -1 if row.first is None else self.cell(row.first)
        last = self.width if row.last is None else self.cell(row.last)
        if last < 0 or (row.first is None and last < 1):
            cells[0] = bars.beyond_left
        elif first >= self.width or (row.last is None and first >= self.width - 1):
            cells[-1] = bars.beyond_right
        elif row.first is None or row.last is None:
            self._open_bar(cells, row, first, last, bars)
        elif first == last:
            cells[first] = bars.point
        else:
            for cell in range(max(0, first), min(self.width, last + 1)):
                cells[cell] = bars.inside
            if first >= 0:
                cells[first] = bars.first
            if last < self.width:
                cells[last] = bars.last
        return "".join(cells)

    def _open_bar(self, cells: list[str], row: Dated, first: int, last: int, bars: Bars) -> None:
        """A line to the day that is known; its other end is an arrow at the edge."""
        left, right = max(0, first), min(self.width - 1, last)
        cells[left : right + 1] = bars.line * (right + 1 - left)
        if row.first is None:
            cells[0] = bars.before
        elif first >= 0:
            cells[first] = bars.begins
        if row.last is None:
            cells[-1] = bars.after
        elif last < self.width:
            cells[last] = bars.ends

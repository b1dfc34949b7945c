"""The columns of a table: the ones there is room for, and their widths."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GAP = 2
"""Cells between columns."""
FLEX_CELLS = 22
"""The least width of the column that takes the rest; before it gets less, others are left out."""


@dataclass(frozen=True, slots=True)
class ColumnWidth:
    """A column and the width it wants.

    Attributes:
        index: of the column in its view.
        cells: its own width.
        flex: True if it takes the room that the others leave.
    """

    index: int
    cells: int
    flex: bool = False


@dataclass(frozen=True, slots=True)
class FittedColumns:
    """The columns that are shown.

    Attributes:
        rooms: those columns, with the width each has.
        left: number of movable columns off the left edge.
        right: number of columns off the right edge.
    """

    rooms: tuple[ColumnWidth, ...] = ()
    left: int = 0
    right: int = 0


class Columns:
    """The columns of one table: headings, and widths that grow with the texts seen."""

    order: Sequence[tuple[object, bool]] = ()
    """Columns that rows are sorted by and whether descending, the most important first."""

    def __init__(self, numeric: Iterable[bool] = ()) -> None:
        self.numeric = tuple(numeric)
        """True for each column that is aligned at the right, hidden ones included."""
        self.count = len(self.numeric)
        self.widest = [0] * self.count
        """Cells of the widest text seen in each: columns never shrink before the reader's eyes."""

    def shown(self) -> Sequence[int]:
        """The columns that are not hidden, from left to right."""
        return range(self.count)

    def heading(self, column: int, line: int) -> str:
        """The text of a column on a line of the header."""
        raise NotImplementedError

    def fit(self, width: int, left: int, cursor: int) -> FittedColumns:
        """Fit the columns into a width, as `fit_columns` does."""
        raise NotImplementedError

    def widen(self, column: int, widths: Iterable[int]) -> bool:
        """Widen a column for texts of some widths, in cells; true if it became wider."""
        widest = max(widths, default=0)
        is_wider = widest > self.widest[column]
        if is_wider:
            self.widest[column] = widest
        return is_wider

    def sort_mark(self, key: object) -> str:
        """The sign after the title of a column that rows are sorted by; else empty."""
        for place, (each, descending) in enumerate(self.order, start=1):
            if each == key:
                sign = "▾" if descending else "▴"
                return f" {sign}{place if len(self.order) > 1 else ''}"
        return ""


def fit_columns(
    columns: Sequence[ColumnWidth], width: int, frozen: int, left: int, cursor: int
) -> FittedColumns:
    """Choose the columns that fit into a width.

    Args:
        columns: in their order.
        width: cells there are.
        frozen: number of the first ones that stay in place.
        left: number of the others that are to be off the left edge.
        cursor: index in its view of a column that must be shown.
    """
    frozen = min(frozen, len(columns) - 1)
    place = next((i for i, column in enumerate(columns) if column.index == cursor), 0)
    most = max(0, len(columns) - frozen - 1)
    left = max(0, min(left, most, place - frozen if place >= frozen else left))
    if place >= frozen:
        # The more are off the left edge, the more room there is for the cursor's column.
        tried = range(left, place - frozen + 1)
        enough = bisect_left(tried, True, key=lambda at: _shows(columns, width, frozen, at, cursor))
        left = tried[enough] if enough < len(tried) else most
    return _fit(columns, width, frozen, left)


def _shows(columns: Sequence[ColumnWidth], width: int, frozen: int, left: int, cursor: int) -> bool:
    return any(room.index == cursor for room in _fit(columns, width, frozen, left).rooms)


def _fit(columns: Sequence[ColumnWidth], width: int, frozen: int, left: int) -> FittedColumns:
    shown = [*columns[:frozen], *columns[frozen + left :]]
    count = len(shown)
    used = sum(each.cells + GAP for each in shown if not each.flex)
    flexible = sum(each.flex for each in shown)

    def rest() -> int:
        """The room left for the column that takes the rest."""
        # The gap after the last column is off the edge, unless it says that there are more.
        return width - 1 - used - (GAP if len(shown) < count else 0)

    while len(shown) > 1 and rest() < (FLEX_CELLS if flexible else -GAP):
        last = len(shown) - 1
        gone = shown.pop(next((i for i in range(last, frozen - 1, -1) if not shown[i].flex), last))
        used -= 0 if gone.flex else gone.cells + GAP
        flexible -= gone.flex
    room = max(FLEX_CELLS, rest())
    rooms = tuple(
        ColumnWidth(each.index, room if each.flex else each.cells, each.flex) for each in shown
    )
    return FittedColumns(rooms, left, count - len(shown))

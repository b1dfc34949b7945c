"""Which columns of a table there is room for, and how wide each is."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 2
"""Cells between columns."""
FLEX_CELLS = 22
"""The least room of the column that takes the rest; before it gets less, others are left out."""


@dataclass(frozen=True, slots=True)
class ColumnWidth:
    """A column and the room it wants.

    Attributes:
        index: of the column in its view.
        cells: its own width.
        flex: whether it takes what the others leave.
    """

    index: int
    cells: int
    flex: bool = False


@dataclass(frozen=True, slots=True)
class FittedColumns:
    """The columns that are shown.

    Attributes:
        rooms: those columns, with the width each has.
        left: how many movable columns are off the left edge.
        right: how many are off the right edge.
    """

    rooms: tuple[ColumnWidth, ...] = ()
    left: int = 0
    right: int = 0


def fit_columns(
    columns: Sequence[ColumnWidth], width: int, frozen: int, left: int, cursor: int
) -> FittedColumns:
    """Fit columns into a width.

    Args:
        columns: in their order.
        width: cells there are.
        frozen: the first so many stay where they are.
        left: how many of the others are to be off the left edge.
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
        """What is left for the column that takes the rest."""
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

"""Which columns of a table there is room for, and how wide each is."""

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
    while True:
        fit = _fit(columns, width, frozen, left)
        if left >= most or place < frozen or any(room.index == cursor for room in fit.rooms):
            return fit
        left += 1


def _fit(columns: Sequence[ColumnWidth], width: int, frozen: int, left: int) -> FittedColumns:
    shown = [*columns[:frozen], *columns[frozen + left :]]
    count = len(shown)

    def rest() -> int:
        """What is left for the column that takes the rest."""
        # The gap after the last column is off the edge, unless it says that there are more.
        more = GAP if len(shown) < count else 0
        return width - 1 - more - sum(each.cells + GAP for each in shown if not each.flex)

    def fits() -> bool:
        return rest() >= (FLEX_CELLS if any(each.flex for each in shown) else -GAP)

    while len(shown) > 1 and not fits():
        rigid = [i for i, each in enumerate(shown) if not each.flex and i >= frozen]
        shown.pop(rigid[-1] if rigid else -1)
    room = max(FLEX_CELLS, rest())
    rooms = tuple(
        ColumnWidth(each.index, room if each.flex else each.cells, each.flex) for each in shown
    )
    return FittedColumns(rooms, left, count - len(shown))

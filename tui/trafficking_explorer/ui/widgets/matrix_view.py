"""A matrix: agencies down and across, in the cells the number of operations that both took part in."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from trafficking_explorer.database.shared_operations import SharedOperations
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.widgets.line_list import LineView
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground

_NOTHING = SharedOperations((), (), 0, 0)
_CELL = 7
"""Cells of a column."""
_LEAST_NAME, _MOST_NAME = 14, 44


class MatrixView(LineView, can_focus=True):
    """Short names across, names down. The cursor is in a cell: a pair of agencies."""

    DEFAULT_CSS = """
    MatrixView {
        height: 1fr; background: $background; color: $foreground; overflow-y: hidden;
        & > .matrix--head { color: $text-muted; }
        & > .matrix--here { color: $text-accent; text-style: bold; }
        & > .matrix--none { color: $text-disabled; }
        & > .matrix--shared { color: $accent; text-style: bold; }
        & > .matrix--cursor { background: $primary-muted; color: $foreground; text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--head",
        "matrix--here",
        "matrix--none",
        "matrix--shared",
        "matrix--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "go(-1, 0)", "Agency", key_display="← → ↑ ↓", id="matrix.left"),
        Binding("right,l", "go(1, 0)", "Right", show=False, id="matrix.right"),
        Binding("up,k", "go(0, -1)", "Up", show=False, id="matrix.up"),
        Binding("down,j", "go(0, 1)", "Down", show=False, id="matrix.down"),
        Binding("home,g", "go(-999, -999)", "First", show=False, id="matrix.first"),
        Binding("end,G", "go(999, 999)", "Last", show=False, id="matrix.last"),
        Binding("enter", "choose", "Its operations", id="matrix.open"),
    ]

    @dataclass
    class Moved(Message):
        """The cursor came to another pair."""

        view: "MatrixView"

    @dataclass
    class Chosen(Message):
        """The reader pressed enter on a pair."""

        view: "MatrixView"

    def __init__(self, *, plain: bool, linear: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.found = _NOTHING
        self.short: tuple[str, ...] = ()
        """The short names, one for each agency."""
        self.counts: tuple[tuple[int, ...], ...] = ()
        """Operations of each pair; on the diagonal, those of one agency."""
        self.at = (0, 0)
        """The row and the column under the cursor."""
        self.if_empty = ""
        self._nothing, self._here = (".", ">") if plain else ("·", "▸")
        if linear:
            self._nothing = ""
        self._beyond = ("<", ">") if plain else ("‹", "›")
        self._top, self._left = 0, 0

    def show(self, found: SharedOperations, short: tuple[str, ...], keep: str | None) -> None:
        """Show other agencies.

        Args:
            short: their short names, in the same order.
            keep: the agency whose row the cursor goes to, if it is among them.
        """
        self.found, self.short = found, short
        theirs = [frozenset(operations) for operations in found.operations]
        self.counts = tuple(tuple(len(one & other) for other in theirs) for one in theirs)
        ids = [each.record_id for each in found.agencies]
        row = ids.index(keep) if keep in ids else 0
        # The partner with most in common.
        others = [column for column in range(len(ids)) if column != row]
        self.at = (row, max(others, key=lambda column: self.counts[row][column], default=row))
        self._top = self._left = 0
        self._scroll()
        self.refresh()

    # Places.

    def _name_cells(self, width: int) -> int:
        longest = max(
            (cell_width(single_line(each.title)) for each in self.found.agencies), default=0
        )
        return max(_LEAST_NAME, min(longest + 2, _MOST_NAME, width // 3))

    def _room(self) -> tuple[int, int]:
        """Rows and columns on screen."""
        width = max(1, self.content_width)
        columns = (width - self._name_cells(width) - 1) // _CELL
        return max(1, self.size.height - 1), max(1, columns)

    def _scroll(self) -> None:
        rows, columns = self._room()
        row, column = self.at
        self._top = max(row - rows + 1, min(self._top, row))
        self._left = max(column - columns + 1, min(self._left, column))

    def on_resize(self, event: events.Resize) -> None:
        self._scroll()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, style = self.frame_width, self.frame_style
        if not self.found.agencies:
            shown = fit_cells(single_line(self.if_empty), max(1, width - 2))[0] if y == 1 else ""
            return Strip([Segment(f"  {shown}", style)])
        head, here, none, shared = (
            style + foreground(self.get_component_rich_style(f"matrix--{name}"))
            for name in ("head", "here", "none", "shared")
        )
        name_cells, (_, columns) = self._name_cells(width), self._room()
        across = range(self._left, min(self._left + columns, len(self.short)))
        if not y:
            more = self._beyond[0] if self._left else " "
            segments = [Segment(" " * name_cells, head), Segment(more, head)]
            for column in across:
                shown, blank = fit_cells(single_line(self.short[column]), _CELL - 1)
                at = here if column == self.at[1] else head
                segments += [Segment(" " * (blank + 1), head), Segment(shown, at)]
            if across.stop < len(self.short):
                segments.append(Segment(self._beyond[1], head))
            return Strip(segments)
        row = self._top + y - 1
        if row >= len(self.short):
            return Strip([])
        name, blank = fit_cells(single_line(self.found.agencies[row].title), name_cells - 2)
        marker = self._here if row == self.at[0] else " "
        segments = [
            Segment(marker, here),
            Segment(name + " " * (blank + 2), here if row == self.at[0] else style),
        ]
        cursor = self.get_component_rich_style("matrix--cursor")
        for column in across:
            count = self.counts[row][column]
            text = f"({count})" if row == column else str(count) if count else self._nothing
            ink = none if not count else style if row == column else shared
            is_here = (row, column) == self.at
            if is_here:
                text, ink = f"[{text.strip('()')}]", cursor
            segments += [Segment(" " * (_CELL - len(text)), style), Segment(text, ink)]
        return Strip(segments)

    # Moving.

    def action_go(self, across: int, down: int) -> None:
        """Go to another pair."""
        last = len(self.short) - 1
        row, column = self.at
        at = (max(0, min(row + down, last)), max(0, min(column + across, last)))
        if last >= 0 and at != self.at:
            self.at = at
            self._scroll()
            self.refresh()
            self.post_message(self.Moved(self))

    def action_choose(self) -> None:
        if self.short:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        width = max(1, self.content_width)
        column = (event.x - self._name_cells(width) - 1) // _CELL + self._left
        row = event.y - 1 + self._top
        if event.y and 0 <= row < len(self.short) and 0 <= column < len(self.short):
            self.action_go(column - self.at[1], row - self.at[0])

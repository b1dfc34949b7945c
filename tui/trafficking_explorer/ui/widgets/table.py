"""Tables: rows read by the page, columns that fit the width, a cursor in a row and a column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive

from trafficking_explorer.ui.widgets.column_fit import GAP, Columns, FittedColumns
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.row_cache import RowCache
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground

R = TypeVar("R")
K = TypeVar("K")

EMPTY = '""'
"""An empty text, as distinct from a missing one."""


class Table(LineList, Generic[R]):
    """Rows of which those on screen, and some around them, have been read.

    Subclasses draw the cells.
    """

    DEFAULT_CSS = """
    Table {
        & > .table--header { color: $text-muted; text-style: bold; }
        & > .table--column { color: $text-accent; text-style: bold; }
        & > .table--faint { color: $text-muted; }
        & > .table--marked { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--column",
        "table--faint",
        "table--marked",
    }

    column: reactive[int] = reactive(0, repaint=False)
    """The column under the cursor, which `s` sorts by."""

    @dataclass
    class RowsWanted(Message):
        """Rows are to be shown that have not been read."""

        number: int
        """The number of the listing or result."""
        first: int
        count: int

    def __init__(self, columns: Columns, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.rows: RowCache[R] = RowCache()
        self.number = 0
        """The number of the listing or result on screen; rows of others are dropped."""
        self._wanted: tuple[int, int] | None = None
        """Rows that were asked for and have not come yet."""
        self._fit = FittedColumns()

    # Subclasses say.

    def is_marked(self, row: R) -> bool:
        """True if the reader has marked a row."""
        raise NotImplementedError

    def draw_cells(self, row: R, index: int, line: int, style: Style) -> list[Segment]:
        """Draw a line of a row, without its marker."""
        raise NotImplementedError

    # Rows.

    @property
    def current(self) -> R | None:
        """The row under the cursor; None if there is none, or it has not been read yet."""
        return self.rows.get(self.cursor)

    def item_count(self) -> int:
        return self.rows.count

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_rows()

    def _ask_for_rows(self) -> None:
        """Ask for rows on screen that are missing, and for those a page above and below."""
        page = max(1, self.size.height)
        wanted = self.rows.around(int(self.scroll_offset.y), page)
        if wanted is None or self._wanted is not None:
            return
        first, last = wanted[0], min(wanted[1], self.rows.count)
        self._wanted = (first, last)
        self.post_message(self.RowsWanted(self.number, first, last - first))

    # Columns.

    def _fit_columns(self, width: int) -> None:
        self._fit = self.columns.fit(width, self._fit.left, self.column)

    def validate_column(self, column: int) -> int:
        return max(0, min(column, self.columns.count - 1))

    def watch_column(self, _old: int, new: int) -> None:
        if all(room.index != new for room in self._fit.rooms):
            self._fit_columns(self.content_width)
        self.refresh()

    def column_at(self, x: int) -> int | None:
        """The column at a cell of the screen; None right of the last."""
        right = 1
        for room in self._fit.rooms:
            right += room.cells + GAP
            if x < right:
                return room.index
        return None

    def action_move_column(self, by: int) -> None:
        shown = self.columns.shown()
        at = shown.index(self.column) if self.column in shown else 0
        self.column = shown[max(0, min(at + by, len(shown) - 1))] if shown else 0

    # Drawing.

    def draw_header_line(self, line: int, width: int) -> list[Segment]:
        style = self.header_style(line)
        segments = [Segment("‹" if self._fit.left else " ", style)]
        for room in self._fit.rooms:
            at = style
            if room.index == self.column and not line and self.has_focus:
                at = self.get_component_rich_style("table--column")
            shown, blank = fit_cells(self.columns.heading(room.index, line), room.cells)
            gap = Segment(" " * GAP, style)
            segments += self._aligned([Segment(shown, at)], blank, room.index, style, gap)
        if self._fit.right:
            cut = Segment.adjust_line_length(segments, width - 1, style)
            segments = [*cut, Segment("›", style)]
        return segments

    def header_style(self, _line: int) -> Style:
        """The style of a line of the header."""
        return self.get_component_rich_style("table--header")

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        row = self.rows.get(index)
        marker = _MARKERS[index == self.cursor, False]
        marker_style = style
        if row is not None and self.is_marked(row):
            marker = _MARKERS[index == self.cursor, True]
            marker_style += foreground(self.get_component_rich_style("table--marked"))
        before = Segment(" " if line else marker, marker_style)
        if row is None:
            return [before, Segment("…", style)]
        return [before, *self.draw_cells(row, index, line, style)]

    def _aligned(
        self, words: list[Segment], blank: int, column: int, style: Style, gap: Segment
    ) -> list[Segment]:
        """A cell of a column, and the gap after it."""
        space = Segment(" " * blank, style)
        return [space, *words, gap] if self.columns.numeric[column] else [*words, space, gap]

    def watch_has_focus(self, _has_focus: bool) -> None:
        # The header shows the column only while the table has the focus.
        super().watch_has_focus(_has_focus)
        self.refresh()


_MARKERS = {(True, True): "»", (True, False): "▸", (False, True): "*", (False, False): " "}
"""The sign before a row, by (under the cursor, marked)."""


def next_order(
    order: Sequence[tuple[K, bool]], key: K, *, further: bool
) -> tuple[tuple[K, bool], ...]:
    """The order after `s` in a column: first ascending, then descending, then not by this column.

    Args:
        order: columns and whether descending, the most important first.
        further: keep the other columns; a column that is sorted by keeps its place among them.
    """
    old = dict(order)
    wanted = {None: False, False: True, True: None}[old.get(key)]
    kept = old if further else {}
    if wanted is None:
        kept.pop(key, None)
    else:
        kept[key] = wanted
    return tuple(kept.items())

"""Tables: rows read by the page, columns that fit the width, a cursor in a row and a column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive

from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.widgets.column_fit import GAP, Columns, FittedColumns
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground

EMPTY = '""'
"""An empty text, as distinct from a missing one."""
KEPT_ROWS = 4096
MOST_MARKED = 10_000
"""Rows that can be marked at once."""


class Row(Protocol):
    """A row of a table."""

    @property
    def position(self) -> int:
        """A number that is the row's own in any order and under any filter."""


R = TypeVar("R", bound=Row)
K = TypeVar("K")


class RowCache(Generic[R]):
    """The rows that have been read, by their index in the list: those around the reader, never all of many."""

    def __init__(self) -> None:
        self.count = 0
        """The number of rows, read or not."""
        self._rows: dict[int, R] = {}

    def clear(self, count: int) -> None:
        """Forget all rows, and set their number."""
        self.count = count
        self._rows.clear()

    def put(self, first: int, rows: Sequence[R], near: int) -> None:
        """Take in rows from an index on; of too many, those farthest from `near` are forgotten."""
        self._rows.update(enumerate(rows, start=first))
        if len(self._rows) > KEPT_ROWS:
            kept = sorted(self._rows, key=lambda index: abs(index - near))[: KEPT_ROWS // 2]
            self._rows = {index: self._rows[index] for index in kept}

    def get(self, index: int) -> R | None:
        """The row at an index; None if it has not been read."""
        return self._rows.get(index)

    def items(self) -> list[tuple[int, R]]:
        """The rows read so far, each with its index, in no order."""
        return list(self._rows.items())

    def around(self, top: int, page: int) -> tuple[int, int] | None:
        """The rows to read for a screen: those missing on it, else those a page above and below.

        Returns:
            A half-open range that begins a page before them; None if no row is missing.
        """
        found = self.missing(top, top + page) or self.missing(top - page, top + 2 * page)
        return (max(0, found[0] - page), found[1] + page) if found else None

    def missing(self, first: int, last: int) -> tuple[int, int] | None:
        """The smallest range around the unread rows of a half-open range; None if all are read."""
        lacking = [
            index
            for index in range(max(0, first), min(last, self.count))
            if index not in self._rows
        ]
        return (lacking[0], lacking[-1] + 1) if lacking else None


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
        "table--type",
        "table--column",
        "table--faint",
        "table--marked",
    }

    sign_cells = 0
    """The cells between the marker of a row and its cells, for a sign: 0 or 1."""

    column: reactive[int] = reactive(0, repaint=False)
    """The column under the cursor, which `s` sorts by."""

    @dataclass
    class RowsWanted(Message):
        """Rows are to be shown that have not been read."""

        number: int
        """The number of the listing or result."""
        first: int
        count: int

    @dataclass
    class SortRequested(Message):
        """The reader wants the rows in the order of a column."""

        column: int
        further: bool
        """True to keep the other columns of the order."""

    @dataclass
    class Marked(Message):
        """Other rows are marked."""

        count: int

    def __init__(self, columns: Columns, *, id: str) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.rows: RowCache[R] = RowCache()
        self.number = 0
        """The number of the listing or result on screen; rows of others are dropped."""
        self.marked: dict[int, R] = {}
        """The marked rows, by position; they stay marked under another filter."""
        self.is_covered = False
        """True while a drawing has the place of the table."""
        self.pointed: R | None = None
        """The row under the cursor of that drawing."""
        self._wanted: tuple[int, int] | None = None
        """Rows that were asked for and have not come yet."""
        self._fit = FittedColumns()

    # Subclasses say.

    def measure_rows(self, rows: Sequence[R]) -> None:
        """Widen columns for rows that have been read."""
        raise NotImplementedError

    def draw_cells(self, row: R, index: int, line: int, style: Style) -> list[Segment]:
        """Draw a line of a row, without its marker."""
        raise NotImplementedError

    def sign_of(self, row: R) -> str:
        """The sign of a row between its marker and its cells; empty without one."""
        return ""

    # Rows.

    @property
    def current(self) -> R | None:
        """The row under the cursor, here or in a drawing in the table's place; None until it has been read."""
        return self.pointed if self.is_covered else self.rows.get(self.cursor)

    def item_count(self) -> int:
        return self.rows.count

    def take_rows(self, number: int, first: int, rows: Sequence[R]) -> None:
        """Take in rows that were asked for, or the first ones; those of another number are dropped."""
        if number != self.number:
            return
        is_new = self.current is None
        self._wanted = None
        self.rows.put(first, rows, self.cursor)
        self.measure_rows(rows)
        self.refresh()
        if rows:
            self._ask_for_rows()
        if is_new and self.current is not None:
            self.announce()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_rows()

    def _ask_for_rows(self) -> None:
        """Ask for rows on screen that are missing, and for those a page above and below."""
        page = max(1, self.size.height)
        top = self.item_at(int(self.scroll_offset.y))
        wanted = self.rows.around(top[0] if top else 0, page)
        if wanted is None or self._wanted is not None:
            return
        first, last = wanted[0], min(wanted[1], self.rows.count)
        self._wanted = (first, last)
        self.post_message(self.RowsWanted(self.number, first, last - first))

    # Columns.

    def _fit_columns(self, width: int) -> None:
        self._fit = self.columns.fit(width - self.sign_cells, self._fit.left, self.column)

    def validate_column(self, column: int) -> int:
        return max(0, min(column, self.columns.count - 1))

    def watch_column(self, _old: int, new: int) -> None:
        if all(room.index != new for room in self._fit.rooms):
            self._fit_columns(self.content_width)
        self.refresh()

    def column_at(self, x: int) -> int | None:
        """The column at a cell of the screen; None right of the last."""
        right = 1 + self.sign_cells
        for room in self._fit.rooms:
            right += room.cells + GAP
            if x < right:
                return room.index
        return None

    def action_move_column(self, by: int) -> None:
        shown = self.columns.shown()
        at = shown.index(self.column) if self.column in shown else 0
        self.column = shown[max(0, min(at + by, len(shown) - 1))] if shown else 0

    def action_sort(self, further: bool) -> None:
        self.post_message(self.SortRequested(self.column, further))

    def header_clicked(self, x: int) -> None:
        column = self.column_at(x)
        if column is not None:
            self.column = column
            self.action_sort(False)

    # Marks.

    def action_mark(self) -> None:
        """Mark the row under the cursor, or remove its mark, and go on to the next."""
        row = self.current
        if row is None:
            return
        if self.marked.pop(row.position, None) is None:
            self._mark(row)
        self._tell_marked()
        self.cursor += 1

    def action_mark_to(self, by: int) -> None:
        """Mark the row under the cursor and the next one, which the cursor goes to."""
        for index in (self.cursor, self.validate_cursor(self.cursor + by)):
            row = self.rows.get(index)
            if row is not None:
                self._mark(row)
        self._tell_marked()
        self.cursor += by

    def _mark(self, row: R) -> None:
        if row.position in self.marked:
            return
        if len(self.marked) < MOST_MARKED:
            self.marked[row.position] = row
        else:
            self.post_message(Notice(f"At most {MOST_MARKED:,} rows can be marked.", "warning"))

    def clear_marks(self) -> None:
        """Remove all marks."""
        self.marked.clear()
        self._tell_marked()

    def _tell_marked(self) -> None:
        self.refresh()
        self.post_message(self.Marked(len(self.marked)))

    # Drawing.

    def draw_header(self, line: int, width: int) -> list[Segment]:
        style = self.get_component_rich_style("table--type" if line else "table--header")
        segments = [Segment(f"{'‹' if self._fit.left else ' '}{' ' * self.sign_cells}", style)]
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

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        row = self.rows.get(index)
        marker = _MARKERS[index == self.cursor, False]
        marker_style = style
        if row is not None and row.position in self.marked:
            marker = _MARKERS[index == self.cursor, True]
            marker_style += foreground(self.get_component_rich_style("table--marked"))
        before = Segment(" " if line else marker, marker_style)
        if row is None:
            return [before, Segment("…", style)]
        cells = self.draw_cells(row, index, line, style)
        if not self.sign_cells:
            return [before, *cells]
        return [before, Segment((not line and self.sign_of(row)) or " ", style), *cells]

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
    order: Sequence[tuple[K, bool]], key: K, *, further: bool, descending: bool = False
) -> tuple[tuple[K, bool], ...]:
    """The order after `s` in a column: first one way, then the other, then not by this column.

    Args:
        order: columns and whether descending, the most important first.
        further: keep the other columns; a column that is sorted by keeps its place among them.
        descending: the first way is down: the largest number first, or the latest date.
    """
    old = dict(order)
    wanted = {None: descending, descending: not descending, not descending: None}[old.get(key)]
    kept = old if further else {}
    if wanted is None:
        kept.pop(key, None)
    else:
        kept[key] = wanted
    return tuple(kept.items())

"""The rows of an SQL result under a cell cursor, however many: only those on screen are read and drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message
from textual.strip import Strip

from trafficking_explorer.console.result_views import Order
from trafficking_explorer.text.display import cell_width, sanitize, single_line
from trafficking_explorer.ui.duckdb_types import is_numeric
from trafficking_explorer.ui.widgets.column_fit import GAP, ColumnWidth, FittedColumns, fit_columns
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.paged_table import PagedTable, sort_mark
from trafficking_explorer.ui.widgets.segments import fit_cells, flatten, foreground

_NULL = "NULL"
_EMPTY = '""'
"""Both are faint: a text that reads so is not."""
_MOST_CELLS = 60
"""A column is no wider while others want the room."""
_LEAST_CELLS = 8
"""A column of which there is room for less is not begun."""
_TYPE_CELLS = 12
"""A type makes its column no wider than that; `o` says all of it."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row as a table shows it.

    Attributes:
        number: its index in the result, whatever the order.
        cells: texts fit for a line of a terminal; None for NULL.
    """

    number: int
    cells: tuple[str | None, ...]

    @classmethod
    def of(cls, number: int, texts: Sequence[str | None]) -> "ResultRow":
        """A row of a page. A line break shows as ↵; other white space keeps its width."""
        return cls(
            number,
            tuple(
                None if text is None else sanitize(text.replace("\r\n", "\n").replace("\n", "↵"))
                for text in texts
            ),
        )


class ResultTable(PagedTable[ResultRow]):
    """Rows of a result."""

    DEFAULT_CSS = """
    ResultTable {
        & > .result-table--header { color: $foreground; text-style: bold; }
        & > .result-table--type { color: $text-muted; }
        & > .result-table--column { color: $text-accent; text-style: bold; }
        & > .result-table--faint { color: $text-muted; text-style: italic; }
        & > .result-table--marked { color: $text-accent; text-style: bold; }
        & > .result-table--cell { background: $panel; }
        &:focus > .line-list--cursor { background: $panel; text-style: none; }
        &:focus > .result-table--cell { background: $primary; color: $text; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "result-table--header",
        "result-table--type",
        "result-table--column",
        "result-table--faint",
        "result-table--marked",
        "result-table--cell",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move_column(-1)", "Column left", show=False, id="result.left"),
        Binding("right,l", "move_column(1)", "Column right", show=False, id="result.right"),
        Binding("0", "to_column(0)", "First column", show=False, id="result.first-column"),
        Binding(
            "dollar_sign",
            "to_column(-1)",
            "Last column",
            key_display="$",
            show=False,
            id="result.last-column",
        ),
    ]
    HEADER_LINES = 2

    @dataclass
    class ColumnClicked(Message):
        """The reader clicked the header of the column of the cursor."""

    @dataclass
    class Moved(Message):
        """The cursor came to another cell."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.names: tuple[str, ...] = ()
        self.types: tuple[str, ...] = ()
        self.order: Order = ()
        self.marked: set[int] = set()
        """Indexes, in the result, of the rows that are marked."""
        self._numeric: tuple[bool, ...] = ()
        self._widest: list[int] = []
        """Cells of the widest text of each column, of all that has been on screen: columns never
        shrink under the reader's eyes."""

    # What is shown.

    def show(
        self,
        columns: Sequence[str],
        types: Sequence[str],
        *,
        order: Order = (),
        marked: set[int] | None = None,
        cursor: tuple[int, int] = (0, 0),
    ) -> int:
        """Show other columns, or rows in another order, of which none has been read.

        Args:
            cursor: the row and the column to be at, as soon as there are so many.

        Returns:
            The number that rows for it carry.
        """
        self.number += 1
        if (self.names, self.types) != (tuple(map(single_line, columns)), tuple(types)):
            self.names, self.types = tuple(map(single_line, columns)), tuple(types)
            self._numeric = tuple(map(is_numeric, types))
            self._fit = FittedColumns()
        self._widest = [0] * len(self.names)
        self.order = order
        self.marked = set() if marked is None else marked
        self.rows.clear(0)
        self._wanted = None
        self.set_reactive(LineList.cursor, cursor[0])
        self.set_reactive(ResultTable.column, self.validate_column(cursor[1]))
        self._fit_columns(self.content_width)
        return self.number

    def grow(self, count: int) -> None:
        """There are so many rows now."""
        if count == self.rows.count:
            return
        was_short = self.rows.count < self.size.height
        self.rows.count = count
        self.take_lines(self.content_width, count + self.HEADER_LINES)
        if was_short:
            self.refresh()
        self._ask_for_rows()

    def take_rows(self, number: int, first: int, rows: Sequence[ResultRow]) -> None:
        """Take in rows that were asked for, or the first ones; of anything else, drop them."""
        if number != self.number:
            return
        self._wanted = None
        self.rows.put(first, rows, self.cursor)
        self._measure_columns()
        self.refresh()
        if rows:
            self._ask_for_rows()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._measure_columns()

    # Columns.

    def _measure_columns(self) -> None:
        """Widen columns for what is on screen."""
        top = int(self.scroll_offset.y)
        seen = (self.rows.get(index) for index in range(top, top + max(1, self.size.height)))
        rows = [row for row in seen if row is not None]
        before = list(self._widest)
        for i in range(len(self.names)):
            for text in {row.cells[i] for row in rows}:
                shown = _NULL if text is None else text or _EMPTY
                self._widest[i] = max(self._widest[i], cell_width(shown))
        if before != self._widest:
            self._fit_columns(self.content_width)
            self.refresh()

    def _fit_columns(self, width: int) -> None:
        if not self.names:
            self._fit = FittedColumns()
            return
        most = max(8, min(_MOST_CELLS, width * 3 // 5 if len(self.names) > 1 else width - 2))
        wanted = []
        for i in range(len(self.names)):
            head = max(cell_width(self._title(i)), min(len(self.types[i]), _TYPE_CELLS))
            wanted.append(max(head, self._widest[i]))
        rooms = [ColumnWidth(i, min(cells, most)) for i, cells in enumerate(wanted)]
        found = fit_columns(rooms, width, 0, self._fit.left, self.column)
        left = width - 2 - sum(room.cells + GAP for room in found.rooms) + GAP
        fitting, right = list(found.rooms), found.right
        if right and fitting and left - GAP >= _LEAST_CELLS:
            # The beginning of one more column is worth more than nothing.
            last = min(left - GAP, rooms[fitting[-1].index + 1].cells)
            left -= last + GAP
            fitting.append(ColumnWidth(fitting[-1].index + 1, last))
            right -= 1
        # What is left goes to those that are cut.
        for i, room in enumerate(fitting):
            more = max(0, min(left, wanted[room.index] - room.cells))
            left -= more
            fitting[i] = ColumnWidth(room.index, room.cells + more)
        self._fit = FittedColumns(tuple(fitting), found.left, right)

    def item_heights(self, width: int) -> list[int] | None:
        self._measure_columns()
        self._fit_columns(width)
        return None

    def validate_column(self, column: int) -> int:
        return max(0, min(column, len(self.names) - 1))

    def watch_column(self, _old: int, new: int) -> None:
        if all(room.index != new for room in self._fit.rooms):
            self._fit_columns(self.content_width)
        self.refresh()
        self.post_message(self.Moved())

    def announce(self) -> None:
        self.post_message(self.Moved())

    # Drawing.

    def _title(self, column: int) -> str:
        return self.names[column] + sort_mark(self.order, column)

    def render_line(self, y: int) -> Strip:
        if y < self.HEADER_LINES:
            width = self.content_width
            if width != self._measured_width:
                self._measure(width)
            return Strip(self._draw_head(y, width)).adjust_cell_length(width, self.frame_style)
        return super().render_line(y)

    def _draw_head(self, line: int, width: int) -> list[Segment]:
        name = "result-table--type" if line else "result-table--header"
        style = self.get_component_rich_style(name)
        parts = [[Segment("‹" if self._fit.left else " ", style)]]
        for room in self._fit.rooms:
            at = style
            if room.index == self.column and not line and self.has_focus:
                at = self.get_component_rich_style("result-table--column")
            text = self.types[room.index].lower() if line else self._title(room.index)
            shown, blank = fit_cells(sanitize(text), room.cells)
            space, title = Segment(" " * blank, style), Segment(shown, at)
            cell = [space, title] if self._numeric[room.index] else [title, space]
            parts.append([*cell, Segment(" " * GAP, style)])
        strip = Strip(flatten(parts))
        if not self._fit.right:
            return list(strip)
        return [*strip.adjust_cell_length(width - 1, style), Segment("›", style)]

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        row = self.rows.get(index)
        at_cursor = index == self.cursor
        marked = row is not None and row.number in self.marked
        marker_style = style
        if marked:
            marker_style = style + foreground(self.get_component_rich_style("result-table--marked"))
        parts = [[Segment(self.marker(index, marked=marked), marker_style)]]
        if row is None:
            return [*parts[0], Segment("…", style)]
        faint = foreground(self.get_component_rich_style("result-table--faint"))
        for room in self._fit.rooms:
            text = row.cells[room.index]
            here = style
            if at_cursor and room.index == self.column:
                here = self.get_component_rich_style("result-table--cell")
            at_text = here if text else here + faint
            shown, blank = fit_cells(_NULL if text is None else text or _EMPTY, room.cells)
            words, space = Segment(shown, at_text), Segment(" " * blank, here)
            cell = [space, words] if self._numeric[room.index] else [words, space]
            parts.append([*cell, Segment(" " * GAP, style)])
        return flatten(parts)

    # Keys and clicks.

    def action_move_column(self, by: int) -> None:
        self.column += by

    def action_to_column(self, column: int) -> None:
        self.column = column if column >= 0 else len(self.names) - 1

    def on_click(self, event: Click) -> None:
        right = 1
        for room in self._fit.rooms:
            right += room.cells + GAP
            if event.x < right:
                self.column = room.index
                if event.y < self.HEADER_LINES:
                    self.post_message(self.ColumnClicked())
                break

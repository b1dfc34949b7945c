"""The table of an SQL result: any number of rows, of which those on screen are read, and a cell cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from trafficking_explorer.console.result_views import Order
from trafficking_explorer.text.display import cell_width, sanitize, single_line
from trafficking_explorer.ui.duckdb_types import is_numeric
from trafficking_explorer.ui.widgets.column_fit import (
    GAP,
    Columns,
    ColumnWidth,
    FittedColumns,
    fit_columns,
)
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground
from trafficking_explorer.ui.widgets.table import EMPTY, Table

_NULL = "NULL"
"""Faint, as an empty text is, to tell it from a text that reads the same."""
_MOST_CELLS = 60
"""The greatest width of a column while others want the room."""
_LEAST_CELLS = 8
"""A column with less room is not begun."""
_TYPE_CELLS = 12
"""The greatest width that a column is given for the name of its type; `o` shows all of it."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row as a table shows it.

    Attributes:
        position: its index in the result, whatever the order.
        cells: texts fit for a line of a terminal; None for NULL.
    """

    position: int
    cells: tuple[str | None, ...]

    @classmethod
    def of(cls, position: int, texts: Sequence[str | None]) -> "ResultRow":
        """A row of a page. A line break shows as ↵; other white space keeps its width."""
        return cls(
            position,
            tuple(
                None if text is None else sanitize(text.replace("\r\n", "\n").replace("\n", "↵"))
                for text in texts
            ),
        )


class ResultColumns(Columns):
    """The columns of a result: names above types."""

    def __init__(self, names: Sequence[str] = (), types: Sequence[str] = ()) -> None:
        super().__init__(map(is_numeric, types))
        self.names = tuple(map(single_line, names))
        self.types = tuple(types)

    def heading(self, column: int, line: int) -> str:
        if line:
            return sanitize(self.types[column].lower())
        return self.names[column] + self.sort_mark(column)

    def fit(self, width: int, left: int, cursor: int) -> FittedColumns:
        if not self.count:
            return FittedColumns()
        most = max(8, min(_MOST_CELLS, width * 3 // 5 if self.count > 1 else width - 2))
        wanted = []
        for i in range(self.count):
            head = max(cell_width(self.heading(i, 0)), min(len(self.types[i]), _TYPE_CELLS))
            wanted.append(max(head, self.widest[i]))
        rooms = [ColumnWidth(i, min(cells, most)) for i, cells in enumerate(wanted)]
        found = fit_columns(rooms, width, 0, left, cursor)
        spare = width - 2 - sum(room.cells + GAP for room in found.rooms) + GAP
        fitting, right = list(found.rooms), found.right
        if right and fitting and spare - GAP >= _LEAST_CELLS:
            # The beginning of one more column is worth more than nothing.
            last = min(spare - GAP, rooms[fitting[-1].index + 1].cells)
            spare -= last + GAP
            fitting.append(ColumnWidth(fitting[-1].index + 1, last))
            right -= 1
        # Spare room goes to the columns that are cut.
        for i, room in enumerate(fitting):
            more = max(0, min(spare, wanted[room.index] - room.cells))
            spare -= more
            fitting[i] = ColumnWidth(room.index, room.cells + more)
        return FittedColumns(tuple(fitting), found.left, right)


class ResultTable(Table[ResultRow]):
    """Rows of a result."""

    DEFAULT_CSS = """
    ResultTable {
        & > .table--header { color: $foreground; }
        & > .table--faint { text-style: italic; }
        & > .table--type { color: $text-muted; }
        & > .result-table--cell { background: $panel; }
        &:focus > .line-list--cursor { background: $panel; text-style: none; }
        &:focus > .result-table--cell { background: $primary; color: $text; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"result-table--cell"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move_column(-1)", "Column left", show=False, id="result.left"),
        Binding("right,l", "move_column(1)", "Column right", show=False, id="result.right"),
        Binding("s", "sort(False)", "Sort", id="result.sort"),
        Binding("S", "sort(True)", "Sort further", show=False, id="result.sort-further"),
        Binding("space", "mark", "Mark", show=False, id="result.mark"),
        Binding("shift+up,K", "mark_to(-1)", "Mark up", show=False, id="result.mark-up"),
        Binding("shift+down,J", "mark_to(1)", "Mark down", show=False, id="result.mark-down"),
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
    class Moved(Message):
        """Another cell is under the cursor."""

    def __init__(self, *, id: str) -> None:
        self.columns: ResultColumns
        super().__init__(ResultColumns(), id=id)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.columns.names

    # Rows.

    def show(
        self,
        columns: Sequence[str],
        types: Sequence[str],
        *,
        order: Order = (),
        marked: dict[int, ResultRow] | None = None,
        cursor: tuple[int, int] = (0, 0),
    ) -> int:
        """Show other columns, or rows in another order, of which none has been read.

        Args:
            cursor: the row and the column to be at, as soon as they are there.

        Returns:
            The number to give to `take_rows` with the rows.
        """
        self.number += 1
        before, self.columns = self.columns, ResultColumns(columns, types)
        self.columns.order = order
        if (before.names, before.types) != (self.columns.names, self.columns.types):
            self._fit = FittedColumns()
        self.marked = {} if marked is None else marked
        self.rows.clear(0)
        self._wanted = None
        self.set_reactive(LineList.cursor, cursor[0])
        self.set_reactive(ResultTable.column, self.validate_column(cursor[1]))
        self._fit_columns(self.content_width)
        return self.number

    def grow(self, count: int) -> None:
        """Take note that there are more rows, or fewer."""
        if count == self.rows.count:
            return
        was_short = self.rows.count < self.size.height
        self.rows.count = count
        self.take_lines(count + self.HEADER_LINES)
        if was_short:
            self.refresh()
        self._ask_for_rows()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.measure_rows()

    # Columns.

    def measure_rows(self, rows: Sequence[ResultRow] = ()) -> None:
        """Widen columns for the rows on screen."""
        top = int(self.scroll_offset.y)
        seen = (self.rows.get(index) for index in range(top, top + max(1, self.size.height)))
        rows = [row for row in seen if row is not None]
        is_wider = False
        for i in range(self.columns.count):
            texts = {_shown(row.cells[i]) for row in rows}
            is_wider |= self.columns.widen(i, map(cell_width, texts))
        if is_wider:
            self._fit_columns(self.content_width)
            self.refresh()

    def item_heights(self, width: int) -> list[int] | None:
        self.measure_rows()
        self._fit_columns(width)
        return None

    def watch_column(self, old: int, new: int) -> None:
        super().watch_column(old, new)
        self.post_message(self.Moved())

    def announce(self) -> None:
        self.post_message(self.Moved())

    # Drawing.

    def draw_cells(self, row: ResultRow, index: int, line: int, style: Style) -> list[Segment]:
        faint = foreground(self.get_component_rich_style("table--faint"))
        gap = Segment(" " * GAP, style)
        segments = []
        for room in self._fit.rooms:
            text = row.cells[room.index]
            here = style
            if index == self.cursor and room.index == self.column:
                here = self.get_component_rich_style("result-table--cell")
            shown, blank = fit_cells(_shown(text), room.cells)
            words = [Segment(shown, here if text else here + faint)]
            segments += self._aligned(words, blank, room.index, here, gap)
        return segments

    # Keys and clicks.

    def action_to_column(self, column: int) -> None:
        self.column = column if column >= 0 else self.columns.count - 1

    def on_click(self, event: Click) -> None:
        column = self.column_at(event.x)
        if column is not None:
            self.column = column


def _shown(text: str | None) -> str:
    return _NULL if text is None else text or EMPTY

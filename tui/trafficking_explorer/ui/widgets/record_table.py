"""A pane's table: columns as wide as their content, the widest text column takes the rest.

textual-fastdatatable, which shows the answers of the SQL console, draws rows of one line; a
quotation wants all of its sentence, matches are marked cell by cell, and the first screen should not
wait for Arrow. So the lists of records are drawn here.
"""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from trafficking_explorer.folding import find_folded
from trafficking_explorer.store.answers import ListRow
from trafficking_explorer.store.views import View, ViewColumn
from trafficking_explorer.terminal import cell_width, one_line
from trafficking_explorer.ui.marks import Marks
from trafficking_explorer.ui.typesetting import wrap
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.painting import fit, ink, join, paint

_GAP = 2
"""Cells between columns."""
_MEASURED_ROWS = 500
_RESOLVED = "◇"
_FLEX_CELLS = 22
"""The least room of the column that takes the rest; before it gets less, others are left out."""


class RecordTable(LineList):
    """The rows of a view."""

    DEFAULT_CSS = """
    RecordTable {
        & > .record-table--header { color: $text-muted; text-style: bold; }
        & > .record-table--column { color: $text-accent; text-style: bold; }
        & > .record-table--match { background: $match; color: $match-text; }
        & > .record-table--faint { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--header",
        "record-table--column",
        "record-table--match",
        "record-table--faint",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move_column(-1)", "Column left", show=False, id="table.left"),
        Binding("right,l", "move_column(1)", "Column right", show=False, id="table.right"),
        Binding("s", "sort", "Sort", id="table.sort"),
    ]
    HEADER_LINES = 1

    column: reactive[int] = reactive(0)
    """The column the cursor is in, which `s` sorts by."""

    @dataclass
    class SortRequested(Message):
        """The reader wants another order."""

        key: str

    def __init__(self, view: View, *, id: str | None = None, marks: Marks) -> None:
        super().__init__(id=id)
        self.view = view
        self.marks = marks
        self.rows: tuple[ListRow, ...] = ()
        self.needles: tuple[str, ...] = ()
        self.order: tuple[str, bool] | None = None
        """Key of the column the rows are sorted by, and whether descending."""
        self._shown: list[tuple[int, int]] = []
        """(column, cells) of the columns there is room for."""
        self._wrapped: dict[int, list[str]] = {}

    def show_rows(
        self,
        rows: tuple[ListRow, ...],
        needles: tuple[str, ...] = (),
        order: tuple[str, bool] | None = None,
        *,
        if_empty: tuple[str, ...] = (),
    ) -> None:
        """Show other rows; the cursor stays on its record as long as that is among them.

        Args:
            needles: folded words to mark.
            order: key of the column they are sorted by, and whether descending.
            if_empty: what to say where there are none, a paragraph each.
        """
        old = self.current
        self.if_empty = if_empty
        self.rows, self.needles, self.order = rows, needles, order
        key = (old.record_type, old.record_id) if old else None
        index = self.index_of(*key) if key else None
        self.relayout()
        self.set_reactive(LineList.cursor, self.validate_cursor(index or 0))
        self.show_cursor()
        if not rows or (rows[self.cursor].record_type, rows[self.cursor].record_id) != key:
            self.announce()

    @property
    def current(self) -> ListRow | None:
        """The row the cursor is on."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def index_of(self, record_type: str, record_id: str) -> int | None:
        """Where a record stands, None where it is not among the rows."""
        return next(
            (
                i
                for i, row in enumerate(self.rows)
                if row.record_id == record_id and row.record_type == record_type
            ),
            None,
        )

    def item_count(self) -> int:
        return len(self.rows)

    def item_heights(self, width: int) -> list[int] | None:
        self._shown = self._fit_columns(width)
        if not self.view.wraps:
            return None
        flex, cells = next(
            ((i, cells) for i, cells in self._shown if self.view.columns[i].flex), (0, 0)
        )
        self._wrapped = {}
        for index, row in enumerate(self.rows):
            text = one_line(row.cells[flex] or "")
            self._wrapped[index] = [text[a:b] for a, b in wrap(text, 0, len(text), cells)] or [""]
        # The role under the sentence, then a blank line.
        return [len(lines) + 2 for lines in self._wrapped.values()]

    def _fit_columns(self, width: int) -> list[tuple[int, int]]:
        natural: list[int] = []
        for i, column in enumerate(self.view.columns):
            widest = max(
                (cell_width(one_line(row.cells[i] or "")) for row in self.rows[:_MEASURED_ROWS]),
                default=0,
            )
            # The mark of the order follows the title.
            title = cell_width(column.title) + (2 if self._sorted_by(column) else 0)
            natural.append(max(title, min(widest, column.most_cells)))
        # In a view of wrapped texts the last column stands under the text.
        shown = list(range(len(self.view.columns) - (1 if self.view.wraps else 0)))
        count = len(shown)
        flex = next((i for i in shown if self.view.columns[i].flex), shown[-1])

        def taken() -> int:
            # The gap after the last column is off the edge, unless it says that there are more.
            more = _GAP if len(shown) < count else 0
            return sum(natural[i] + _GAP for i in shown if i != flex) + 1 + more

        while len(shown) > 1 and width - taken() < _FLEX_CELLS:
            shown.remove(next(i for i in reversed(shown) if i != flex))
        natural[flex] = max(_FLEX_CELLS, width - taken())
        return [(i, natural[i]) for i in shown]

    def _sorted_by(self, column: ViewColumn) -> bool:
        return self.order is not None and self.order[0] == column.key

    def draw_header(self, width: int) -> list[Segment]:
        style = self.get_component_rich_style("record-table--header")
        parts = [[Segment(" ", style)]]
        for i, cells in self._shown:
            column = self.view.columns[i]
            title = column.title
            if self.order and self._sorted_by(column):
                title += " ▾" if self.order[1] else " ▴"
            at = (
                self.get_component_rich_style("record-table--column")
                if i == self.column and self.has_focus
                else style
            )
            parts.append(self._cell(column, title, cells, at, ()))
        hidden = len(self.view.columns) - len(self._shown) - (1 if self.view.wraps else 0)
        line = join(parts)
        if hidden:
            used = sum(segment.cell_length for segment in line)
            if used >= width:
                line = [*line[:-1], Segment(line[-1].text[:-1], line[-1].style)]
            line.append(Segment("›", style))
        return line

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        row = self.rows[index]
        marker = "▸" if index == self.cursor and line == 0 else " "
        parts = [[Segment(marker, style)]]
        for i, cells in self._shown:
            column = self.view.columns[i]
            text = self._text(row, i)
            if self.view.wraps:
                if column.flex:
                    lines = self._wrapped.get(index, [text])
                    if line == len(lines):
                        parts.append(self._under(row, cells, style))
                        continue
                    text = lines[line] if line < len(lines) else ""
                elif line:
                    text = ""
            parts.append(self._cell(column, text, cells, style, self.needles))
        return join(parts)

    def _text(self, row: ListRow, column: int) -> str:
        """What a cell shows. The store marks what was worked out; a plain terminal has its own mark."""
        text = one_line(row.cells[column] or "")
        if text.endswith(_RESOLVED) and self.marks.resolved != _RESOLVED:
            return text.removesuffix(_RESOLVED) + self.marks.resolved
        return text

    def _under(self, row: ListRow, cells: int, style: Style) -> list[Segment]:
        """What stands under a wrapped text: the last column, which has no room of its own."""
        text, blank = fit(one_line(row.cells[-1] or ""), cells)
        faint = style + ink(self.get_component_rich_style("record-table--faint"))
        match = self.get_component_rich_style("record-table--match", partial=True)
        marks = [(start, end, match) for start, end in find_folded(text, self.needles)]
        return [*paint(text, faint, marks), Segment(" " * (blank + _GAP), style)]

    def _cell(
        self, column: ViewColumn, text: str, cells: int, style: Style, needles: tuple[str, ...]
    ) -> list[Segment]:
        shown, blank = fit(text, cells)
        match = self.get_component_rich_style("record-table--match", partial=True)
        marks = [(start, end, match) for start, end in find_folded(shown, needles)]
        if shown.endswith(f" {self.marks.resolved}"):
            faint = ink(self.get_component_rich_style("record-table--faint"))
            marks.append((len(shown) - 1, len(shown), faint))
        painted = paint(shown, style, marks)
        if column.numeric:
            return [Segment(" " * blank, style), *painted, Segment(" " * _GAP, style)]
        return [*painted, Segment(" " * (blank + _GAP), style)]

    def watch_has_focus(self, _has_focus: bool) -> None:
        # The header shows the column only while the table has the focus.
        super().watch_has_focus(_has_focus)
        self.refresh()

    def validate_column(self, column: int) -> int:
        return max(0, min(column, len(self.view.columns) - 1))

    def action_move_column(self, by: int) -> None:
        self.column += by

    def action_sort(self) -> None:
        self.post_message(self.SortRequested(self.view.columns[self.column].key))

    def header_clicked(self, x: int) -> None:
        right = 1
        for i, cells in self._shown:
            right += cells + _GAP
            if x < right:
                self.column = i
                self.action_sort()
                return

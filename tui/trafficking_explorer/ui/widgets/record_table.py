"""A pane's table: pages of rows, columns as the reader has arranged them.

A quotation wants all of its sentence, matches are marked cell by cell, and the first screen should
not wait for a library of tables. So the lists of records are drawn here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from trafficking_explorer.database.read_models import Listing, ListRow, Sort
from trafficking_explorer.database.views import View, ViewColumn
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.text.folding import find_matches
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.messages import Notice, OpenText, PaneStateChanged
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import wrap
from trafficking_explorer.ui.widgets.column_fit import GAP, ColumnWidth, fit_columns
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.paged_table import PagedTable, sort_mark
from trafficking_explorer.ui.widgets.segments import fit_cells, flatten, foreground, highlight

_RESOLVED = "◇"
_EMPTY = '""'
"""Stands for an empty text, which is not the same as none."""
_UNIT = re.compile(r"[^\d]*\Z")
_UNIT_CELLS = 5
"""Longer ends of figures are words and are not set apart."""
_MOST_MEASURED = 10_000
MOST_MARKED = 10_000
"""Rows that can be marked at once."""


class RecordTable(PagedTable[ListRow]):
    """The rows of a view."""

    DEFAULT_CSS = """
    RecordTable {
        & > .record-table--header { color: $text-muted; text-style: bold; }
        & > .record-table--column { color: $text-accent; text-style: bold; }
        & > .record-table--match { background: $match; color: $match-text; }
        & > .record-table--faint { color: $text-muted; }
        & > .record-table--marked { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--header",
        "record-table--column",
        "record-table--match",
        "record-table--faint",
        "record-table--marked",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move_column(-1)", "Column left", show=False, id="table.left"),
        Binding("right,l", "move_column(1)", "Column right", show=False, id="table.right"),
        Binding("s", "sort(False)", "Sort", id="table.sort"),
        Binding("S", "sort(True)", "Sort further", show=False, id="table.sort-further"),
        Binding("space", "mark", "Mark", show=False, id="table.mark"),
        Binding("shift+up,K", "mark_to(-1)", "Mark up", show=False, id="table.mark-up"),
        Binding("shift+down,J", "mark_to(1)", "Mark down", show=False, id="table.mark-down"),
        Binding("o", "open_cell", "Cell in full", show=False, id="table.cell"),
    ]
    HEADER_LINES = 1

    @dataclass
    class SortRequested(Message):
        """The reader wants another order."""

        key: str
        further: bool
        """True to sort by further keys as well, those of the present order."""

    @dataclass
    class Marked(Message):
        """Other rows are marked."""

        count: int

    def __init__(
        self,
        view: View,
        *,
        id: str | None = None,
        marks: Symbols,
        arrangement: ColumnLayout | None = None,
    ) -> None:
        super().__init__(id=id)
        self.view = view
        self.marks = marks
        self.arrangement = arrangement or ColumnLayout.of(view)
        self.needles: tuple[str, ...] = ()
        self.sort: Sort = ()
        self.marked: dict[int, ListRow] = {}
        """The rows the reader has marked, by position; they stay so under another filter."""
        self._wraps = False
        self._widest = [0] * len(view.columns)
        """Cells of the widest text of each column, of all rows read so far: columns never shrink
        under the reader's eyes."""
        self._measured: set[int] = set()
        """The rows that have been looked at for that, by position."""
        self._units = [0] * len(view.columns)
        """Cells of the longest unit behind a figure."""
        self._wrapped: dict[int, list[str]] = {}
        self._painted: dict[tuple[int, int], list[Segment]] = {}
        """Lines as last drawn, by item and line, without the cursor."""

    # Rows.

    def show_listing(
        self,
        listing: Listing,
        needles: tuple[str, ...] = (),
        sort: Sort = (),
        *,
        if_empty: tuple[str, ...] = (),
        steady: bool = False,
    ) -> None:
        """Show other rows; the cursor goes to the row that was to be kept, else to the first.

        Args:
            needles: folded words to mark.
            sort: keys of columns they are sorted by, and whether descending.
            if_empty: what to say where there are none, a paragraph each.
            steady: whether the row under the cursor is to stay on its line of the screen.
        """
        if listing.number == self.number and self.number and listing.count is not None:
            # The same rows, now counted: the reader may have moved on meanwhile.
            self.rows.count = listing.count
            self.relayout()
            self._ask_for_rows()
            return
        old = self.current
        before = self._span(self.cursor)[0] if steady and self.item_count() else None
        self.if_empty = if_empty
        self.number, self.needles, self.sort = listing.number, needles, sort
        count = listing.count if listing.count is not None else len(listing.rows)
        self.rows.clear(count)
        self._wanted = None
        self._wraps = self.view.wraps and len(listing.rows) == count
        self._take(listing.first, listing.rows)
        at = listing.at
        if steady and old is not None:
            # The reader may have moved on since it was said which row is to be kept.
            here = (i for i, row in enumerate(listing.rows, listing.first) if row.key == old.key)
            at = next(here, at)
        cursor = min(at or 0, max(0, count - 1))
        self.set_reactive(LineList.cursor, cursor)
        self.relayout()
        if before is not None and count:
            top = self.scroll_offset.y + self._span(cursor)[0] - before
            self.scroll_to(y=max(0, top), animate=False, force=True)
        self.show_cursor()
        new = self.current
        if new is None or old is None or new.key != old.key:
            self.announce()

    def take_rows(self, number: int, first: int, rows: tuple[ListRow, ...]) -> None:
        """Take in rows that were asked for; those of another listing are dropped."""
        if number != self.number:
            return
        new = self.current is None
        self._wanted = None
        self._take(first, rows)
        self.refresh()
        self._ask_for_rows()
        if new and self.current is not None:
            self.announce()

    def _take(self, first: int, rows: tuple[ListRow, ...]) -> None:
        self.rows.put(first, rows, self.cursor)
        if self._measure_columns(rows):
            self._fit_columns(self.content_width)
        self._painted.clear()

    @property
    def current_column(self) -> ViewColumn:
        """The column the cursor is in."""
        return self.view.columns[self.column]

    # Columns.

    def set_arrangement(self, arrangement: ColumnLayout) -> None:
        """Show other columns, in another order or width."""
        self.arrangement = arrangement
        shown = self._keys()
        if self.current_column.key not in shown:
            self.column = self._index(shown[0])
        self._painted.clear()
        self.relayout()
        self.post_message(PaneStateChanged(self.view.name))

    @property
    def cells_shown(self) -> dict[str, int]:
        """How wide the columns on screen are, by key."""
        return {self.view.columns[room.index].key: room.cells for room in self._fit.rooms}

    def _keys(self) -> tuple[str, ...]:
        """The columns that are shown, in their order."""
        under = self.view.columns[-1].key if self.view.wraps else None
        shown = tuple(key for key in self.arrangement.shown() if key != under)
        return shown or (self.view.columns[0].key,)

    def _index(self, key: str) -> int:
        return next(i for i, column in enumerate(self.view.columns) if column.key == key)

    def _measure_columns(self, rows: tuple[ListRow, ...]) -> bool:
        """Widen columns for what stands in rows; whether any became wider."""
        new = [row for row in rows if row.position not in self._measured]
        if not new:
            return False
        self._measured.update(row.position for row in new)
        if len(self._measured) > _MOST_MEASURED:
            self._measured.clear()
        before = (list(self._widest), list(self._units))
        for i, column in enumerate(self.view.columns):
            if column.flex:
                continue
            for text in {row.cells[i] for row in new if row.cells[i]}:
                shown = single_line(text or "")
                self._widest[i] = max(self._widest[i], cell_width(shown))
                if column.numeric:
                    figure, unit = _split_unit(shown)
                    self._units[i] = max(self._units[i], cell_width(unit))
                    self._widest[i] = max(self._widest[i], cell_width(figure) + self._units[i])
        return before != (self._widest, self._units)

    def _fit_columns(self, width: int) -> None:
        own = dict(self.arrangement.widths)
        rooms = []
        keys = self._keys()
        flex = next((key for key in keys if self.view.columns[self._index(key)].flex), None)
        for key in keys:
            i = self._index(key)
            column = self.view.columns[i]
            # The mark of the order follows the title.
            title = cell_width(self._title(column))
            cells = own.get(key) or max(title, min(self._widest[i], column.max_cells))
            rooms.append(ColumnWidth(i, cells, flex=key == flex and key not in own))
        self._fit = fit_columns(rooms, width, self.arrangement.frozen, self._fit.left, self.column)

    def item_heights(self, width: int) -> list[int] | None:
        self._painted.clear()
        self._fit_columns(width)
        if not self._wraps:
            return None
        room = next((each for each in self._fit.rooms if self.view.columns[each.index].flex), None)
        if room is None:
            self._wraps = False
            return None
        self._wrapped = {}
        for index in range(self.rows.count):
            row = self.rows.get(index)
            text = single_line((row.cells[room.index] if row else None) or "")
            spans = wrap(text, 0, len(text), room.cells)
            self._wrapped[index] = [text[a:b] for a, b in spans] or [""]
        # The role under the sentence, then a blank line.
        return [len(lines) + 2 for lines in self._wrapped.values()]

    def validate_column(self, column: int) -> int:
        return max(0, min(column, len(self.view.columns) - 1))

    def watch_column(self, _old: int, new: int) -> None:
        if all(room.index != new for room in self._fit.rooms):
            self._fit_columns(self.content_width)
            self._painted.clear()
        self.refresh()

    # Drawing.

    def _title(self, column: ViewColumn) -> str:
        return column.title + sort_mark(self.sort, column.key)

    def draw_header(self, width: int) -> list[Segment]:
        style = self.get_component_rich_style("record-table--header")
        parts = [[Segment("‹" if self._fit.left else " ", style)]]
        for room in self._fit.rooms:
            column = self.view.columns[room.index]
            at = (
                self.get_component_rich_style("record-table--column")
                if room.index == self.column and self.has_focus
                else style
            )
            shown, blank = fit_cells(self._title(column), room.cells)
            title = [Segment(shown, at)]
            space = [Segment(" " * blank, style)]
            cell = [*space, *title] if column.numeric else [*title, *space]
            parts.append([*cell, Segment(" " * GAP, style)])
        line = flatten(parts)
        if self._fit.right:
            used = sum(segment.cell_length for segment in line)
            if used >= width:
                line = [*line[:-1], Segment(line[-1].text[:-1], line[-1].style)]
            line.append(Segment("›", style))
        return line

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        row = self.rows.get(index)
        at_cursor = index == self.cursor
        marked = row is not None and row.position in self.marked
        marker = " " if line else self.marker(index, marked=marked)
        marker_style = (
            style + foreground(self.get_component_rich_style("record-table--marked"))
            if marked
            else style
        )
        if row is None:
            return [Segment(marker, style), Segment("…", style)]
        if at_cursor:
            return [Segment(marker, marker_style), *self._draw_cells(row, index, line, style)]
        painted = self._painted.get((index, line))
        if painted is None:
            painted = self._painted[index, line] = self._draw_cells(row, index, line, style)
        return [Segment(marker, marker_style), *painted]

    def _draw_cells(self, row: ListRow, index: int, line: int, style: Style) -> list[Segment]:
        parts = []
        for room in self._fit.rooms:
            column = self.view.columns[room.index]
            if self._wraps:
                lines = self._wrapped.get(index, [""])
                if column.flex:
                    if line == len(lines):
                        parts.append(self._under(row, room.cells, style))
                        continue
                    text = lines[line] if line < len(lines) else ""
                    parts.append(self._text_cell(text, room.cells, style))
                    continue
                if line:
                    parts.append([Segment(" " * (room.cells + GAP), style)])
                    continue
            parts.append(self._cell(row.cells[room.index], room, style))
        return flatten(parts)

    def _cell(self, value: str | None, room: ColumnWidth, style: Style) -> list[Segment]:
        text = self._text(value)
        if value == "":
            faint = style + foreground(self.get_component_rich_style("record-table--faint"))
            return self._text_cell(_EMPTY, room.cells, faint)
        if self.view.columns[room.index].numeric:
            return self._number_cell(text, room.cells, self._units[room.index], style)
        return self._text_cell(text, room.cells, style)

    def _text(self, value: str | None) -> str:
        """What a cell shows. The store marks what was worked out; a plain terminal has its own mark."""
        text = single_line(value or "")
        if text.endswith(_RESOLVED) and self.marks.resolved != _RESOLVED:
            return text.removesuffix(_RESOLVED) + self.marks.resolved
        return text

    def _under(self, row: ListRow, cells: int, style: Style) -> list[Segment]:
        """What stands under a wrapped text: the last column, which has no room of its own."""
        text, blank = fit_cells(single_line(row.cells[-1] or ""), cells)
        faint = style + foreground(self.get_component_rich_style("record-table--faint"))
        return [*self._painted_text(text, faint), Segment(" " * (blank + GAP), style)]

    def _text_cell(self, text: str, cells: int, style: Style) -> list[Segment]:
        shown, blank = fit_cells(text, cells)
        return [*self._painted_text(shown, style), Segment(" " * (blank + GAP), style)]

    def _number_cell(self, text: str, cells: int, units: int, style: Style) -> list[Segment]:
        """A figure at the right edge, its last digit over the last digit of the one below."""
        unit = _split_unit(text)[1]
        behind = units - cell_width(unit) if text else 0
        shown, blank = fit_cells(text, max(1, cells - behind))
        return [
            Segment(" " * blank, style),
            *self._painted_text(shown, style),
            Segment(" " * (behind + GAP), style),
        ]

    def _painted_text(self, text: str, style: Style) -> list[Segment]:
        marks = []
        if self.needles:
            match = self.get_component_rich_style("record-table--match", partial=True)
            marks = [(start, end, match) for start, end in find_matches(text, self.needles)]
        if text.endswith(f" {self.marks.resolved}"):
            faint = foreground(self.get_component_rich_style("record-table--faint"))
            marks.append((len(text) - 1, len(text), faint))
        return highlight(text, style, marks)

    def notify_style_update(self) -> None:
        self._painted.clear()
        super().notify_style_update()

    # Keys.

    def action_move_column(self, by: int) -> None:
        keys = self._keys()
        key = self.current_column.key
        at = keys.index(key) if key in keys else 0
        self.column = self._index(keys[max(0, min(at + by, len(keys) - 1))])

    def action_sort(self, further: bool) -> None:
        self.post_message(self.SortRequested(self.current_column.key, further))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        row = self.current
        if row is None:
            return
        if self.marked.pop(row.position, None) is None and len(self.marked) < MOST_MARKED:
            self.marked[row.position] = row
        self.refresh()
        self._tell_marked()
        self.cursor += 1

    def action_mark_to(self, by: int) -> None:
        """Mark the row under the cursor and the next one, which the cursor goes to."""
        for index in (self.cursor, self.validate_cursor(self.cursor + by)):
            row = self.rows.get(index)
            if row is not None and len(self.marked) < MOST_MARKED:
                self.marked[row.position] = row
        self.refresh()
        self._tell_marked()
        self.cursor += by

    def _tell_marked(self) -> None:
        self.post_message(self.Marked(len(self.marked)))
        if len(self.marked) >= MOST_MARKED:
            text = f"At most {len(self.marked):,} rows can be marked."
            self.post_message(Notice(text, "warning"))

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.marked.clear()
        self.refresh()
        self._tell_marked()

    def take_marks(self, rows: Sequence[ListRow]) -> None:
        """Mark just these rows, of another state of the corpus: positions there are others."""
        gone = len(self.marked) - len(rows)
        self.marked = {row.position: row for row in rows}
        self._measured.clear()
        if gone:
            self._tell_marked()

    @property
    def marked_rows(self) -> list[ListRow]:
        """The marked rows as they stand in the list; those that are not in sight come last."""
        at = {row.position: i for i, row in self.rows.items()}
        far = len(at) + self.rows.count
        return sorted(
            self.marked.values(), key=lambda row: (at.get(row.position, far), row.position)
        )

    def action_open_cell(self) -> None:
        row = self.current
        if row is not None:
            text = row.cells[self.column]
            self.post_message(OpenText(self.current_column.title, text))

    def header_clicked(self, x: int) -> None:
        right = 1
        for room in self._fit.rooms:
            right += room.cells + GAP
            if x < right:
                self.column = room.index
                self.action_sort(False)
                return


def _split_unit(text: str) -> tuple[str, str]:
    """A figure and what stands behind its last digit: `27` and ` %`; words are all unit."""
    match = _UNIT.search(text)
    unit = match[0] if match else ""
    if unit == text or len(unit) > _UNIT_CELLS:
        return text, ""
    return text[: len(text) - len(unit)], unit

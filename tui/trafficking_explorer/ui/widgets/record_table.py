"""The table of a pane: columns as the reader has arranged them, quotations in full, matches marked.

A list of records is drawn here, since the first screen must not wait for a library of tables.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from trafficking_explorer.database.read_models import Listing, ListRow, Sort
from trafficking_explorer.database.views import FINDING, View, ViewColumn
from trafficking_explorer.text.display import has_room, single_line
from trafficking_explorer.text.folding import find_matches
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.messages import OpenText, PaneStateChanged
from trafficking_explorer.ui.note_signs import NoteSignsMixin, note_cells
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import wrap, wrap_lines
from trafficking_explorer.ui.widgets.cell_words import (
    fit_figure,
    shown_sign,
    sign_class,
    sign_legend,
    sign_meaning,
)
from trafficking_explorer.ui.widgets.column_fit import GAP, ColumnWidth, RecordColumns
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, flatten, foreground, highlight
from trafficking_explorer.ui.widgets.table import EMPTY, Table

_RESOLVED = "◇"
_LOOSE_ROWS = 10
"""From this number of lines on, there is a blank one between texts."""


class RecordTable(NoteSignsMixin, Table[ListRow]):
    """The rows of a view."""

    DEFAULT_CSS = """
    RecordTable {
        & > .record-table--match { background: $match; color: $match-text; }
        & > .record-table--error { color: $text-error; text-style: bold; }
        & > .record-table--doubt { color: $text-warning; text-style: bold; }
        & > .record-table--note { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--match",
        "record-table--error",
        "record-table--doubt",
        "record-table--note",
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

    class ColumnHighlighted(Message):
        """The cursor came to another column."""

    def __init__(
        self,
        view: View,
        *,
        id: str,
        marks: Symbols,
        arrangement: ColumnLayout | None = None,
    ) -> None:
        self.columns: RecordColumns
        super().__init__(RecordColumns(view, arrangement or ColumnLayout.of(view)), id=id)
        self.view = view
        self.marks = marks
        self.needles: tuple[str, ...] = ()
        self.has_sentence = False
        """True if the cell under the cursor is known to have a passage."""
        self.pointed_column: ViewColumn | None = None
        """The column whose passages go with the row that is pointed at."""
        self._wraps = False
        self._wrapped: dict[int, list[str]] = {}
        self._wrapped_room = 0
        """The lines of the screen that wrapped texts were cut for."""
        self._is_whole = False
        """True if all rows have been read, so that the height of each is known."""
        self.set_reactive(Table.column, self._first_column())

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
            if_empty: paragraphs to show if there are no rows.
            steady: keep the row under the cursor on its line of the screen.
        """
        if listing.number == self.number and self.number and listing.count is not None:
            # The same rows, now counted: the reader may have moved on meanwhile.
            self.rows.count = listing.count
            self.relayout()
            self._ask_for_rows()
            return
        old = self.current
        before = self._span(self.cursor)[0] if steady and self.item_count() else None
        self.show_empty(if_empty)
        self.number, self.needles, self.columns.order = listing.number, needles, sort
        count = listing.count if listing.count is not None else len(listing.rows)
        self.rows.clear(count)
        self._wanted = None
        self._is_whole = len(listing.rows) == count
        self._wraps = self.view.wraps and self._is_whole
        self.rows.put(listing.first, listing.rows, self.cursor)
        self.measure_rows(listing.rows)
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

    def measure_rows(self, rows: Sequence[ListRow]) -> None:
        if self.columns.measure(rows):
            self._fit_columns(self.content_width)

    @property
    def is_at_sign(self) -> bool:
        """True if the cursor is on the sign of a record that findings are about."""
        row, column = self.current, self.view.columns[self.column]
        is_finding = self.view.record_types == (FINDING,)
        return (
            row is not None and column.is_sign and not is_finding and bool(row.cells[self.column])
        )

    # Columns.

    @property
    def arrangement(self) -> ColumnLayout:
        """The columns as the reader has arranged them."""
        return self.columns.arrangement

    def set_arrangement(self, arrangement: ColumnLayout) -> None:
        """Show other columns, in another order or width."""
        self.columns.arrangement = arrangement
        shown = self.columns.shown()
        if self.column not in shown:
            self.column = self._first_column()
        self.relayout()
        self.post_message(PaneStateChanged(self.view.name))

    def _first_column(self) -> int:
        """The first column for the cursor: a name or a figure, not the signs before them."""
        shown = self.columns.shown()
        return next((i for i in shown if not self.view.columns[i].is_sign), shown[0])

    @property
    def cells_shown(self) -> dict[str, int]:
        """The widths of the columns on screen, by key."""
        return {self.view.columns[room.index].key: room.cells for room in self._fit.rooms}

    @property
    def _flexible(self) -> ColumnWidth | None:
        """The column that takes the rest, if it is on screen."""
        return next((each for each in self._fit.rooms if self.view.columns[each.index].flex), None)

    def item_heights(self, width: int) -> list[int] | int | None:
        self.sign_cells = note_cells(self)
        self._fit_columns(width)
        room = self._flexible
        if room is not None and self.view.two_lines:
            if not self._is_whole:
                return 2
            rows = map(self.rows.get, range(self.rows.count))
            return [1 if _fits(row, room) else 2 for row in rows]
        if not self._wraps or room is None:
            self._wraps = False
            return None
        self._wrapped = {}
        # However low the table is, two texts are on screen: card and source have all of each.
        self._wrapped_room = self._rows_of_screen
        gap = self._wrapped_room >= _LOOSE_ROWS
        most = max(1, self._wrapped_room // 2 - 1 - gap)
        for index in range(self.rows.count):
            row = self.rows.get(index)
            text = single_line((row.cells[room.index] if row else None) or "")
            lines = wrap_lines(text, room.cells)
            if len(lines) > most:
                lines = [*lines[: most - 1], fit_cells(f"{lines[most - 1]} …", room.cells)[0]]
            self._wrapped[index] = lines
        # The role under the sentence, then a blank line if there is room.
        return [len(lines) + 1 + gap for lines in self._wrapped.values()]

    @property
    def _rows_of_screen(self) -> int:
        """Lines for rows on the screen."""
        return max(0, self.size.height - self.HEADER_LINES)

    def _is_measured(self, width: int) -> bool:
        # Texts are cut for the height as well.
        is_cut_so = not self._wraps or self._wrapped_room == self._rows_of_screen
        return super()._is_measured(width) and is_cut_so

    @property
    def column_with_evidence(self) -> ViewColumn | None:
        """The column under the cursor, if its cells may have passages."""
        if self.view.record_types == (FINDING,):
            return None
        if self.is_covered:
            return self.pointed_column
        column = self.view.columns[self.column]
        return column if column.measures or column.fields else None

    def watch_column(self, _old: int, new: int) -> None:
        super().watch_column(_old, new)
        self.post_message(self.ColumnHighlighted())

    def footer_hint(self, action: str) -> tuple[str, bool] | None:
        """Words for an action in the footer: what enter leads to from the cursor's column."""
        return ("Its sentence", False) if action == "choose" and self.has_sentence else None

    def show_sentence(self, has_sentence: bool) -> None:
        """Take note that the cell under the cursor has a passage, or has none."""
        if has_sentence != self.has_sentence:
            self.has_sentence = has_sentence
            self.refresh_bindings()

    # Drawing.

    def draw_cells(self, row: ListRow, index: int, line: int, style: Style) -> list[Segment]:
        if not self._wraps:
            if line:
                below = [
                    _two_lines(row.cells[room.index], room)[1]
                    if self.view.columns[room.index].flex
                    else ""
                    for room in self._fit.rooms
                ]
                seconds = zip(below, self._fit.rooms, strict=True)
                return flatten(self._text(text, room, style) for text, room in seconds)
            return flatten(self._first_line(row, room, style) for room in self._fit.rooms)
        parts = []
        lines = self._wrapped.get(index, [""])
        for room in self._fit.rooms:
            if not self.view.columns[room.index].flex:
                # Only the first line has the other cells.
                value = None if line else row.cells[room.index]
                parts.append(self._cell(value, room, style))
            elif line < len(lines):
                parts.append(self._text(lines[line], room, style))
            else:
                value = row.cells[-1] if line == len(lines) else None
                faint = style + foreground(self.get_component_rich_style("table--faint"))
                parts.append(self._text(single_line(value or ""), room, faint, style))
        return flatten(parts)

    def _first_line(self, row: ListRow, room: ColumnWidth, style: Style) -> list[Segment]:
        value = row.cells[room.index]
        column = self.view.columns[room.index]
        if column.is_sign and value:
            ink = foreground(
                self.get_component_rich_style(f"record-table--{sign_class(value)}", partial=True)
            )
            return self._text(shown_sign(value, self.marks), room, style + ink, style)
        if column.flex and self.view.two_lines:
            return self._text(_two_lines(value, room)[0], room, style)
        return self._cell(value, room, style)

    def draw_header(self, line: int, width: int) -> list[Segment]:
        if self.has_focus and self.view.columns[self.column].is_sign:
            # The column is too narrow for a heading: its signs explain themselves.
            style = self.get_component_rich_style("table--header")
            return [Segment(f" {sign_legend(self.marks)}", style)]
        return super().draw_header(line, width)

    def _cell(self, value: str | None, room: ColumnWidth, style: Style) -> list[Segment]:
        if value == "":
            faint = style + foreground(self.get_component_rich_style("table--faint"))
            return self._text(EMPTY, room, faint)
        text = single_line(value or "")
        if self.columns.numeric[room.index]:
            text = fit_figure(text, room.cells, self.marks)
        if text.endswith(_RESOLVED) and self.marks.resolved != _RESOLVED:
            # The store marks inferred values; a plain terminal has its own mark.
            text = text.removesuffix(_RESOLVED) + self.marks.resolved
        return self._text(text, room, style)

    def _text(
        self, text: str, room: ColumnWidth, style: Style, blank_style: Style | None = None
    ) -> list[Segment]:
        """A text in its cell; the last digits of figures are aligned."""
        behind = self.columns.behind(room.index, text)
        shown, blank = fit_cells(text, max(1, room.cells - behind))
        words = highlight(shown, style, self._marks_in(shown))
        if not self.columns.numeric[room.index]:
            return [*words, Segment(" " * (blank + GAP), blank_style or style)]
        return [Segment(" " * blank, style), *words, Segment(" " * (behind + GAP), style)]

    def _marks_in(self, text: str) -> list[tuple[int, int, Style]]:
        marks = []
        if self.needles:
            match = self.get_component_rich_style("record-table--match", partial=True)
            marks = [(start, end, match) for start, end in find_matches(text, self.needles)]
        if text.endswith(f" {self.marks.resolved}"):
            faint = foreground(self.get_component_rich_style("table--faint"))
            marks.append((len(text) - 1, len(text), faint))
        return marks

    # Keys.

    def action_open_cell(self) -> None:
        row = self.current
        if row is None:
            return
        column, value = self.view.columns[self.column], row.cells[self.column]
        text = sign_meaning(value) if column.is_sign and value else value
        self.post_message(OpenText(column.title, text))

    def take_marks(self, rows: Sequence[ListRow]) -> None:
        """Mark just these rows, of another state of the corpus: positions there are others."""
        gone = len(self.marked) - len(rows)
        self.marked = {row.position: row for row in rows}
        if gone:
            self.post_message(self.Marked(len(rows)))

    @property
    def marked_rows(self) -> list[ListRow]:
        """The marked rows in the order of the list; those that are not in sight come last."""
        at = {row.position: i for i, row in self.rows.items()}
        far = len(at) + self.rows.count
        return sorted(
            self.marked.values(), key=lambda row: (at.get(row.position, far), row.position)
        )


def _fits(row: ListRow | None, room: ColumnWidth) -> bool:
    """True if a row needs one line only."""
    return row is not None and has_room(single_line(row.cells[room.index] or ""), room.cells)


def _two_lines(value: str | None, room: ColumnWidth) -> tuple[str, str]:
    """A text on two lines, of which the second may be too long."""
    text = single_line(value or "")
    start, end = next(wrap(text, 0, len(text), room.cells), (0, 0))
    return text[start:end], text[end:].lstrip()

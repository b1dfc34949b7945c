"""A pane that lists records: filter, table, card, and the source with the passage side by side."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message

from trafficking_explorer.database.read_models import Detail, Listing
from trafficking_explorer.database.views import View
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import (
    EditFile,
    Notice,
    OpenSql,
    OpenText,
    PaneStateChanged,
)
from trafficking_explorer.ui.panes.comparing import ComparingPane
from trafficking_explorer.ui.panes.drawing_pane import DrawingPane
from trafficking_explorer.ui.panes.exporting import ExportingPane
from trafficking_explorer.ui.panes.record_detail import Key, RecordDetail
from trafficking_explorer.ui.panes.registry import PANES
from trafficking_explorer.ui.panes.row_question import RowQuestion
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.view_state import PaneState
from trafficking_explorer.ui.widgets.filter_bar import FilterEditor
from trafficking_explorer.ui.widgets.record_table import RecordTable
from trafficking_explorer.ui.widgets.table import next_order

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.clipboard import Choice
    from trafficking_explorer.ui.widgets.selectable_source import SelectableSource

# Imports inside functions: nothing on the first screen needs a dialog, or citations; its rows need not
# wait for card and source, and those of the last run not for DuckDB.

_DEBOUNCE_SECONDS = 0.25
"""Longer than from one key to the next: what follows takes the machine from the rows."""
_UNSEEN_SECONDS = 0.3
"""After a store was opened, until panes that are not on screen ask it."""


class RecordsPane(ComparingPane, ExportingPane, DrawingPane):
    """The records of one view."""

    QUESTION: ClassVar[type[RowQuestion]] = RowQuestion
    LISTS_RECORDS = True
    """See `records_pane`."""

    @dataclass
    class Shown(Message):
        """Another record is on the card."""

        record_type: str
        record_id: str

    def __init__(
        self,
        view: View,
        *,
        marks: Symbols,
        first: Listing | None = None,
        memory: PaneState | None = None,
    ) -> None:
        memory = memory or PaneState()
        super().__init__(
            view, marks=marks, arrangement=ColumnLayout.from_json(view, memory.arrangement)
        )
        self.panels.layout.shares = dict(memory.panels)
        self.noun = view.noun or view.name
        self.typed = FilterEditor(
            self.bar,
            noun=self.noun,
            types=view.record_types,
            pause_seconds=_DEBOUNCE_SECONDS,
            paused=self._typing_paused,
        )
        self.question = self.QUESTION(self, view, self.table, self.typed, memory, self._rows_shown)
        self._copies = LatestAnswer(self, "copies")
        self._first = first
        if first is not None:
            # Before the first paint, which the right places are for.
            self.table.columns.measure(first.rows)
        columns = self.table.columns
        needed = columns.needed_cells if first is not None else memory.cells
        # Rows that come later do not move what is beside them.
        self.panels.layout.needed = (needed or columns.expected_cells) + 1
        self._filter_at_first = memory.filter_text
        self._drawing_at_first = memory.drawing, memory.record

    def on_mount(self) -> None:
        if self._first is not None:
            # Kept from the last run: on screen before the database is open.
            self.question.show_first(self._first)
            self._show_count()
        else:
            self.bar.say("reading …")
        # The rows come first on screen; card and source follow at once.
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        await self.mount_details()
        self.detail = RecordDetail(
            self,
            self.card,
            self.sources,
            read=self.read_record,
            terms=lambda: self.typed.terms,
            shown=self._record_shown,
        )
        # The rows do not answer the line while it is wrong.
        self.watch(self.bar, "is_wrong", self.table.show_stale, init=False)
        self.panels.show_focus()
        self.typed.follow()
        if self._filter_at_first and not self.bar.text:
            self.bar.text = self._filter_at_first
        if self.store is not None:
            self.typed.store = self.store
            self.question.open(self.store)
            self.question.ask()
            self.table.announce()
        await self.restore_drawing()

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        self.stop_export()
        for part in (self.typed, self.question, self._copies, self.detail, self.drawings):
            if part is not None:
                part.close()

    # Questions of the screen to the pane.

    @property
    def memory(self) -> PaneState:
        """The state of the pane that is kept for the next run."""
        row = self.table.current
        arrangement = self.table.arrangement
        own = arrangement == ColumnLayout.of(self.view)
        return PaneState(
            self.typed.text,
            self.question.sort,
            None if own else arrangement.to_json(),
            row.key if row is not None and (self.table.cursor or self.drawings.kind) else None,
            dict(self.panels.layout.shares),
            drawing=self.drawings.kind,
            cells=self.table.columns.needed_cells if self.table.item_count() else 0,
        )

    def filter(self, text: str) -> None:
        """Type a filter for the reader."""
        self._filter_at_first = text
        if self.is_furnished:
            self.bar.text = text

    def open(self, store: "Store") -> None:
        """Answer from this store from now on."""
        self.store = store
        if self.detail is None:
            return
        self.typed.store = store
        self.question.open(store)
        self.detail.forget()
        if self.display:
            self.question.ask()
        else:
            # Hidden work must not slow down what is on screen.
            self.set_timer(_UNSEEN_SECONDS, self.question.ask)

    def go_to(self, record_type: str, record_id: str) -> None:
        """Put the cursor on a record, as soon as its row is there."""
        key = (record_type, record_id)
        self._drawing_at_first = "", None
        if self.drawings.kind:
            # It may not be among the records that are drawn.
            self.call_next(self.drawings.leave, key)
        else:
            self.question.go_to(key)

    # Rows.

    def _typing_paused(self) -> None:
        self.question.ask_for_hints()
        if self.detail is not None:
            self.detail.mark()

    def _rows_shown(self, listing: Listing) -> None:
        # Painted by itself: a change at two ends of the screen has all between painted as well.
        self.table.call_after_refresh(self._rows_are_painted)
        if self.detail is None:
            return
        if listing.count is not None:
            self.drawings.ask()
        if listing.count is not None and self.detail.is_outdated:
            self.table.announce()
        if listing.count == 0:
            self.detail.clear()
            self.typed.wait()
        elif self.typed.tree.nodes and listing.count is not None:
            # Other words may find more.
            self.typed.wait()
        elif self.typed.terms != self.card.needles:
            self.typed.wait()

    def _rows_are_painted(self) -> None:
        self._show_count()
        self.post_message(PaneStateChanged(self.view.name))

    def _show_count(self) -> None:
        listing = self.question.listing
        if listing is not None:
            order = ", ".join(
                f"{self.view.column(key).order_name} {'▾' if down else '▴'}"
                for key, down in self.question.sort
            )
            noun = self.question.row_noun if listing.total == 1 else self.noun
            self.bar.show_count(listing.count, listing.total, noun, order)

    @on(RecordTable.RowsWanted)
    def _rows_wanted(self, event: RecordTable.RowsWanted) -> None:
        event.stop()
        self.question.read_page(event.number, event.first, event.count)

    @on(RecordTable.SortRequested)
    def _sort_requested(self, event: RecordTable.SortRequested) -> None:
        event.stop()
        column = self.view.columns[event.column]
        order = next_order(
            self.question.sort,
            column.key,
            further=event.further,
            descending=column.starts_descending,
        )
        self.question.sort_by(order)

    # The record under the cursor.

    def read_record(self, store: "Store", key: Key) -> Detail | None:
        """Read the record of a row; called in a thread."""
        from trafficking_explorer.database.card import card

        return card(store, *key)

    def _record_shown(self, key: Key) -> None:
        self.post_message(self.Shown(*key))
        self.post_message(PaneStateChanged(self.view.name))

    # Actions.

    def action_clear(self) -> None:
        if not self.is_furnished:
            # Before there is a field, it leaves the line and clears the filter to come.
            self._filter_at_first = ""
            self.bar.forget_typed()
            self.focus_first()
        super().action_clear()

    @on(OpenText)
    def _open_text(self, event: OpenText) -> None:
        from trafficking_explorer.ui.dialogs.text_viewer import TextViewer

        event.stop()
        self.app.push_screen(TextViewer(event.title, event.text))

    def action_columns(self) -> None:
        from trafficking_explorer.ui.dialogs.columns import ColumnsScreen

        table = self.table
        self.app.push_screen(
            ColumnsScreen(
                self.view, table.arrangement, table.set_arrangement, cells=table.cells_shown
            )
        )

    def action_statement(self) -> None:
        from trafficking_explorer.search.filter_sql import statement
        from trafficking_explorer.search.parser import parse_filter
        from trafficking_explorer.ui.dialogs.text_viewer import FilterSqlScreen

        def chosen(sql: str | None) -> None:
            if sql is not None:
                self.post_message(OpenSql(sql))

        sql = statement(self.view, parse_filter(self.typed.text), self.question.sort)
        self.app.push_screen(FilterSqlScreen(sql), chosen)

    def action_facets(self) -> None:
        from trafficking_explorer.ui.dialogs.facets import FacetScreen

        if self.store is not None:
            fields, text = PANES[self.view.name].facets, self.typed.text
            self.app.push_screen(
                FacetScreen(self.store, self.view, fields, text, self.filter, self.marks)
            )

    def action_edit(self) -> None:
        """Open the record's file where the record begins."""
        record = self.card.record if self.is_furnished else None
        if record is None or not record.file:
            self.post_message(Notice("There is no record to edit."))
        else:
            self.post_message(EditFile(Path(record.file), max(1, record.line)))

    def action_copy(self) -> None:
        from trafficking_explorer.ui.clipboard import ReadingPlace, choices_at

        table = self.table
        row = table.current
        if row is None or self.store is None or not self.is_furnished:
            self.post_message(Notice("There is nothing to copy."))
            return
        place = ReadingPlace(
            self.corpus,
            self.view,
            self.typed.text,
            self.question.sort,
            table.arrangement,
            table.column,
            row,
            table.marked_rows,
            self.card.record,
            self.quotation,
        )
        self._copies.ask(partial(choices_at, self.store, place), self._offer_copies)

    def on_selectable_source_words_copied(self, event: "SelectableSource.WordsCopied") -> None:
        from trafficking_explorer.ui.clipboard import choices_of_words

        event.stop()
        if self.store is not None and self.detail is not None:
            document = self.detail.documents.get(event.source_id)
            words = (document, event.source_id, event.span, event.line)
            self._copies.ask(partial(choices_of_words, self.store, *words), self._offer_copies)

    def _offer_copies(self, choices: "tuple[Choice, ...]") -> None:
        from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu

        self.app.push_screen(CopyMenu(choices))

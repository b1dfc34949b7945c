"""The record and the cell under the cursor of a table: read, shown, and opened with enter."""

from collections.abc import Callable

from textual import on

from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.ui.panes.layout import ThreePartPane
from trafficking_explorer.ui.panes.record_detail import RecordDetail
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.record_table import RecordTable


class CellReader(ThreePartPane):
    """A pane whose card and source follow the cursor of its table, row by row and cell by cell."""

    detail: RecordDetail | None = None
    """Made when the pane is furnished."""

    @on(LineList.Highlighted, "#table")
    def _row_highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._read()

    @on(RecordTable.ColumnHighlighted)
    def _column_highlighted(self, event: RecordTable.ColumnHighlighted) -> None:
        event.stop()
        self._read()

    def _read(self, then: Callable[[bool], object] | None = None) -> None:
        """Read the record under the cursor, with the passages behind the cell."""
        row = self.table.current
        if row is not None and self.store is not None and self.detail is not None:
            # The card's cursor leads the source while it has the focus.
            is_led = then is None and self.panels.focused() == "card"
            column = None if is_led else self.table.column_with_evidence
            self.detail.ask(self.store, row.key, column, then or self.table.show_sentence)

    def on_descendant_focus(self) -> None:
        if self.table.has_focus and self.table.has_sentence and not self.sources.has_claims:
            # Back from the card: the source follows the table's cursor again.
            self._read()

    def open_cell(self) -> None:
        """Go to what the cursor of the table is on: the sentence of a figure, else the record."""
        if self.table.column_with_evidence is None or self.store is None or self.detail is None:
            super().open_cell()
            return

        def go(has_passages: bool) -> None:
            self.table.show_sentence(has_passages)
            if has_passages:
                self.panels.read()
            else:
                self.show_part(self.PARTS[1])

        self._read(go)

    @property
    def quotation(self) -> Passage | None:
        """The passage to copy: of a figure, the words of the whole claim."""
        passage = self.sources.passage
        if passage is None or not self.sources.has_claims:
            return passage
        document = self.sources.documents.get(passage.source_id)
        return passage if document is None else document.whole_of(passage)

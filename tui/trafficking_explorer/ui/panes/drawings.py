"""Drawings of the rows of a pane: opened in the place of the table, and asked with its filter."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from trafficking_explorer.database.read_models import Key, ListRow
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import PaneStateChanged
from trafficking_explorer.ui.panes.panel_layout import DRAWING_PLANS, Plans

if TYPE_CHECKING:
    from trafficking_explorer.database.views import ViewColumn
    from trafficking_explorer.ui.panes.cell_reader import CellReader
    from trafficking_explorer.ui.panes.drawing import Answer, Drawing
    from trafficking_explorer.ui.panes.row_question import RowQuestion
    from trafficking_explorer.ui.widgets.filter_bar import FilterEditor

# Imports inside functions: a drawing is loaded when one is opened, the filter language with the first filter.

_MODULES = {
    "chart": "chart_drawing:ChartDrawing",
    "timeline": "timeline_drawing:TimelineDrawing",
    "map": "map_drawing:MapDrawing",
    "shared": "matrix_drawing:MatrixDrawing",
}
"""Loaded when a drawing is first opened."""


KINDS = tuple(_MODULES)


class Drawings:
    """The drawing of a pane, if one is open."""

    def __init__(
        self,
        pane: "CellReader",
        question: "RowQuestion",
        typed: "FilterEditor",
        read: Callable[[], object],
    ) -> None:
        """Prepare to draw.

        Args:
            question: has the reader of the rows, and leads back to a record.
            typed: the filter.
            read: shows the record under the cursor on the card.
        """
        self.kind = ""
        """The kind of the drawing; empty if the table is on screen."""
        self.drawing: Drawing | None = None
        self._pane, self._question, self._typed, self._show_record = pane, question, typed, read
        self._answers = LatestAnswer(pane, f"drawing-{pane.view.name}")
        self._plans: Plans = pane.PLANS
        self._rows: dict[Key, ListRow] = {}
        self._came_from: Key | None = None
        """The record under the table's cursor, until the reader moves in the drawing, or filters."""
        self._drawn_for: str | None = None
        """The filter of the rows in the drawing."""
        self._keep: Key | None = None

    def close(self) -> None:
        """End the thread."""
        self._answers.close()

    # Opening.

    async def show(self, kind: str, keep: Key | None = None) -> None:
        """Put a drawing in the place of the table, or of another drawing.

        Args:
            keep: the record that its cursor goes to; by default the one under the cursor.
        """
        pane = self._pane
        current = pane.table.current
        self._keep = keep or (current.key if current is not None else None)
        if self.drawing is None:
            self._came_from, self._drawn_for = self._keep, None
        module, _, name = _MODULES[kind].partition(":")
        make = getattr(import_module(f"trafficking_explorer.ui.panes.{module}"), name)
        drawing: Drawing = make(pane.view, marks=pane.marks)
        had_focus = pane.panels.focused() == "table" and not pane.bar.is_typed_into
        before, self.drawing, self.kind = self.drawing, drawing, kind
        table = pane.table
        with pane.app.batch_update():
            if before is not None:
                await before.remove()
            table.display = False
            table.is_covered, table.pointed = True, None
            table.pointed_column = self._evidence(drawing)
            await pane.panels.part("table").mount(drawing)
            pane.front = drawing.front
            pane.panels.plan_with(DRAWING_PLANS)
        pane.bar.rule.drawing = (drawing.NAME, "…")
        if had_focus:
            pane.panels.focus("table")
        pane.refresh_bindings()
        pane.post_message(PaneStateChanged(pane.view.name))
        self.ask()

    def _evidence(self, drawing: "Drawing") -> "ViewColumn | None":
        """The column of the passages that go with a record in a drawing."""
        from trafficking_explorer.database.views import FINDING, ViewColumn

        fields = drawing.EVIDENCE
        if not fields or self._pane.view.record_types == (FINDING,):
            return None
        return ViewColumn(drawing.NAME, drawing.NAME, "NULL", evidence=fields)

    async def leave(self, to: Key | None = None, *, stay: bool = True) -> None:
        """Put the table back.

        Args:
            to: the record that the table's cursor goes to; by default the one under the drawing's.
            stay: false to leave the table's cursor where it is.
        """
        pane, drawing = self._pane, self.drawing
        if drawing is None:
            return
        self._answers.begin()
        # Rows of another filter are not looked for: the filter would be cleared to show one.
        is_current = stay and self._drawn_for == self._typed.text
        key = to or ((self._came_from or drawing.row) if is_current else None)
        had_focus = pane.panels.focused() == "table" and not pane.bar.is_typed_into
        self.drawing, self.kind, self._rows = None, "", {}
        table = pane.table
        table.is_covered, table.pointed, table.pointed_column = False, None, None
        pane.front = table
        with pane.app.batch_update():
            table.display = True
            await drawing.remove()
            pane.panels.plan_with(self._plans)
        pane.bar.rule.drawing = ("", "")
        if had_focus:
            pane.panels.focus("table")
        pane.refresh_bindings()
        pane.post_message(PaneStateChanged(pane.view.name))
        current = table.current
        if key is not None and (current is None or current.key != key):
            self._question.go_to(key)
        else:
            table.announce()

    # Asking.

    def ask(self) -> None:
        """Ask for the rows that fit the filter; stale answers are dropped."""
        drawing, pane = self.drawing, self._pane
        reader = self._question.reader
        if drawing is None or pane.store is None or reader is None:
            return
        if self._keep is None:
            self._keep = drawing.pointed
        text, tree = self._typed.text, self._typed.tree
        store, view, read = pane.store, pane.view, drawing.read
        sort, measures = self._question.sort, view.columns[pane.table.column].measures

        def question() -> "Answer":
            from trafficking_explorer.search.sql_compiler import check_regexes, compile_filter
            from trafficking_explorer.ui.panes.drawing import Question

            check_regexes(store, tree)
            return read(Question(store, view, compile_filter(tree), reader.rows_of, sort, measures))

        self._answers.ask(question, partial(self._take, drawing, text))

    def _take(self, drawing: "Drawing", text: str, answer: "Answer") -> None:
        if drawing is not self.drawing:
            return
        if self._drawn_for not in (None, text):
            self._came_from = None
        self._drawn_for = text
        self._rows = answer.rows
        keep, self._keep = self._keep, None
        drawing.take(answer, keep)
        self.retell(drawing)
        self._read(drawing.pointed)

    def retell(self, drawing: "Drawing") -> None:
        """Show in the title what is drawn."""
        if drawing is self.drawing:
            self._pane.bar.rule.drawing = (drawing.NAME, drawing.told)

    # The record under the cursor.

    def point(self, drawing: "Drawing", key: Key | None) -> None:
        """The reader has moved to a record."""
        if drawing is self.drawing:
            detail = self._pane.detail
            if self._pane.table.pointed is None or self._pane.table.pointed.key != key:
                self._came_from = None
                self._read(key)
            elif detail is not None and detail.key != key:
                self._read(key)

    def _read(self, key: Key | None) -> None:
        pane = self._pane
        pane.table.pointed = self._rows.get(key) if key is not None else None
        if pane.table.pointed is not None:
            self._show_record()
        elif pane.detail is not None:
            pane.detail.clear()

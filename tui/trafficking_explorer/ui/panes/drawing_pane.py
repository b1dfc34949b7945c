"""The way from the table of a pane to drawings of its rows, and back."""

from typing import TYPE_CHECKING

from trafficking_explorer.database.read_models import Key
from trafficking_explorer.database.views import FINDING
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.panes.cell_reader import CellReader
from trafficking_explorer.ui.panes.drawings import KINDS, Drawings

if TYPE_CHECKING:
    from trafficking_explorer.ui.panes.drawing import Drawing
    from trafficking_explorer.ui.panes.row_question import RowQuestion
    from trafficking_explorer.ui.widgets.filter_bar import FilterEditor

_NO_FIGURES = "Findings have no figures: charts are for records."
_HINTS = {
    "timeline": "Table, map, chart",
    "map": "Timeline, table, chart",
    "chart": "Timeline, map, table",
}
"""The words for `t`, `m` and `v` in the footer, by the drawing that is open."""
_ONLY_AGENCIES = "Who worked with whom is drawn in the pane Agencies."


class DrawingPane(CellReader):
    """A pane whose rows can be drawn: on a timeline, on a map, as charts, or as a matrix of agencies.

    Handlers go by name, since the classes of their messages are imported late.
    """

    question: "RowQuestion"
    typed: "FilterEditor"

    @property
    def drawings(self) -> Drawings:
        """The drawing in the table's place, if there is one."""
        if self._drawings is None:
            self._drawings = Drawings(self, self.question, self.typed, self._read)
        return self._drawings

    _drawings: Drawings | None = None
    _drawing_at_first: tuple[str, Key | None] = "", None
    """The kind of the drawing to open once the pane is furnished, and the record to go to."""

    async def action_draw(self, kind: str) -> None:
        """Open a drawing, or close it if it is open."""
        if not self.is_furnished:
            return
        if obstacle := self._obstacle(kind):
            self.post_message(Notice(obstacle))
        elif kind == self.drawings.kind:
            await self.drawings.leave()
        else:
            await self.drawings.show(kind)

    def _obstacle(self, kind: str) -> str:
        """The reason why these rows have no drawing of a kind; empty if they have."""
        if kind == "shared" and "agency" not in self.view.record_types:
            return _ONLY_AGENCIES
        is_findings = self.view.record_types == (FINDING,)
        return _NO_FIGURES if kind == "chart" and is_findings else ""

    def open_drawing(self, kind: str) -> None:
        """Open a drawing; none for the table."""
        self._drawing_at_first = kind, None
        if self.is_furnished:
            self.call_next(self.restore_drawing if kind else self.show_table)

    async def restore_drawing(self) -> None:
        """Open the drawing of an earlier run, or the one that was asked for before there was room for it."""
        kind, keep = self._drawing_at_first
        if kind in KINDS and kind != self.drawings.kind and not self._obstacle(kind):
            await self.drawings.show(kind, keep)

    async def show_table(self) -> None:
        """Close the drawing, if one is open."""
        await self.drawings.leave()

    def footer_hint(self, action: str) -> tuple[str, bool] | None:
        if action == "draw('timeline')" and self.drawings.kind in _HINTS:
            return _HINTS[self.drawings.kind], False
        return super().footer_hint(action)

    def action_clear(self) -> None:
        if self.drawings.kind and self.zoomed is None and self.panels.focused() == "table":
            self.call_next(self.drawings.leave)
        else:
            super().action_clear()

    def on_drawing_left(self, event: "Drawing.Left") -> None:
        event.stop()
        self.action_clear()

    def on_drawing_pointed(self, event: "Drawing.Pointed") -> None:
        event.stop()
        self.drawings.point(event.drawing, event.key)

    def on_drawing_opened(self, event: "Drawing.Opened") -> None:
        event.stop()
        self.open_cell()

    def on_drawing_retold(self, event: "Drawing.Retold") -> None:
        event.stop()
        self.drawings.retell(event.drawing)

    async def on_drawing_narrowed(self, event: "Drawing.Narrowed") -> None:
        # The filter language is loaded by the first filter.
        from trafficking_explorer.search.ast import And, FieldMatch, Node, Not

        event.stop()
        added: list[Node] = [Not(FieldMatch("has", (field,))) for field in event.lacks]
        if event.field:
            added.append(FieldMatch(event.field, (event.value,)))
        nodes = self.typed.tree.nodes
        await self.drawings.leave(stay=False)
        self.bar.text = str(And((*nodes, *(each for each in added if each not in nodes))))

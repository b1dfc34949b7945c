"""The panels of the SQL pane: the one with the focus, the one that has the whole screen, and their sizes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from trafficking_explorer.text.display import sanitize, truncate
from trafficking_explorer.ui.key_order import KeyOrderMixin
from trafficking_explorer.ui.widgets.editor_tabs import EditorTabs
from trafficking_explorer.ui.widgets.panel_rule import PanelRule
from trafficking_explorer.ui.widgets.results_view import ResultsView
from trafficking_explorer.ui.widgets.schema_tree import SchemaPanel
from trafficking_explorer.ui.widgets.title_tabs import BufferTabs

if TYPE_CHECKING:
    from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

_LEAST_ROWS = 4
"""Lines of editor and results, at least, however they are dragged."""
_LINES = 5
_LINE = 240
"""Code points of a line: the beginning of a message says what is wrong."""
_TICK_SECONDS = 0.1


class RunStatus(Static):
    """The lines below the editor: a hint, a remark, or the progress and the outcome of a run.

    A long line is cut, and so are many lines, each with a sign.
    """

    DEFAULT_CSS = """
    RunStatus {
        height: auto; max-height: 8; padding: 0 1; background: $surface; color: $text-muted;
        &.-error { color: $text-error; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._timer: Timer | None = None
        self._has_followed = False

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message; it ends the progress."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._show(text, error=error)

    def remark(self, text: str, *, error: bool = False) -> None:
        """Show a message unless there is progress to show."""
        if self._timer is None:
            self._show(text, error=error)

    def hint(self, text: str) -> None:
        """Show a message unless there has been any progress."""
        if not self._has_followed:
            self._show(text)

    def follow(self, progress: Callable[[], str]) -> None:
        """Show the progress of a run until its outcome is said."""
        self.say("running … esc interrupts")
        self._has_followed = True
        self._timer = self.set_interval(_TICK_SECONDS, lambda: self._show(progress()))

    def _show(self, text: str, *, error: bool = False) -> None:
        lines = [truncate(sanitize(line), _LINE) for line in text.splitlines()]
        if len(lines) > _LINES:
            lines = [*lines[: _LINES - 1], "…"]
        self.set_class(error, "-error")
        self.update(Text("\n".join(lines)))


class SqlPanels(Widget):
    """Tables, editor and results, and the way between them."""

    has_results = False
    """True if there is a result to go to."""
    _is_awaited = False
    """True if the cursor is to be in the editor as soon as there is one."""

    @property
    def editors(self) -> EditorTabs:
        """The editor with its buffers."""
        return self.query_one(EditorTabs)

    @property
    def editor(self) -> "SqlEditor | None":
        """The editor on screen; None until it has been imported."""
        parts = self.query(EditorTabs)
        return parts.first().editor if parts else None

    @property
    def status(self) -> RunStatus:
        """The lines below the editor."""
        return self.query_one(RunStatus)

    @property
    def results(self) -> ResultsView:
        """The results."""
        return self.query_one(ResultsView)

    def on_descendant_focus(self) -> None:
        self._show_focus()

    def on_descendant_blur(self) -> None:
        self._show_focus()

    def _show_focus(self) -> None:
        """Mark the part that has the focus."""
        self.query_one(BufferTabs).show_focus(self._has_focus(self.editors))
        self.query_one("#result-status", PanelRule).show_focus(self._has_focus(self.results))
        self.query_one("#schema-rule", PanelRule).show_focus(
            self._has_focus(self.query_one(SchemaPanel))
        )

    def footer_hint(self, action: str) -> tuple[str, bool] | None:
        """Words for an action in the footer, as the focus is; true if they are always shown."""
        if action == "zoom" and self._zoomed:
            return "Leave zoom", True
        if action == "next_part(1)":
            part = self._next_part(1)
            is_tables, is_results = isinstance(part, SchemaPanel), isinstance(part, ResultsView)
            return "Tables" if is_tables else "Results" if is_results else "Editor", False
        return None

    @on(PanelRule.Dragged)
    def _drag(self, event: PanelRule.Dragged) -> None:
        """Divide the height between editor and results as the mouse says."""
        event.stop()
        editors, results = self.editors, self.results
        total = editors.size.height + results.size.height
        upper = event.to.y - self.status.size.height - editors.region.y
        upper = max(_LEAST_ROWS, min(upper, total - _LEAST_ROWS))
        editors.styles.height, results.styles.height = f"{upper}fr", f"{total - upper}fr"

    def focus_first(self) -> None:
        """Put the cursor into the editor, or into the results while they have the whole pane."""
        if self.has_class("-zoom-result"):
            self.results.focus_rows()
        elif self.editor is not None:
            self.editor.focus()
        else:
            # What is typed from now on is meant for the editor.
            self._hold_keys()
            self.focus()

    def _hold_keys(self) -> None:
        self._is_awaited = True
        if isinstance(self.app, KeyOrderMixin):
            self.app.hold_keys(self)

    def _let_keys_go(self) -> None:
        self._is_awaited = False
        if isinstance(self.app, KeyOrderMixin):
            self.app.let_keys_go(self)

    async def action_new_buffer(self) -> None:
        await self.editors.open_empty()

    async def action_buffer(self, by: int) -> None:
        await self.editors.turn(by)

    async def action_close_buffer(self) -> None:
        await self.editors.close_buffer()

    def action_lay_out(self) -> None:
        self.editors.lay_out()

    def action_edit(self) -> None:
        if self.has_class("-zoom-result"):
            self._zoom(None)
        self.focus_first()

    def action_next_part(self, by: int) -> None:
        """Go on to the next part on screen: tables, editor, results."""
        part = self._next_part(by)
        if isinstance(part, SchemaPanel):
            part.schema.focus()
        elif isinstance(part, ResultsView):
            part.focus_rows()
        else:
            self.action_edit()

    def _next_part(self, by: int) -> Widget | None:
        """The part on screen that is some steps from the focused one."""
        parts: list[Widget | None] = [self.editor]
        if self.has_class("-tables") and not self._zoomed:
            parts.insert(0, self.query_one(SchemaPanel))
        if self.has_results and not self.has_class("-zoom-editor"):
            parts.append(self.results)
        at = next(
            (i for i, part in enumerate(parts) if self._has_focus(part)), -by if by > 0 else 0
        )
        return parts[(at + by) % len(parts)]

    def action_zoom(self) -> None:
        if self._zoomed:
            self._zoom(None)
        else:
            self._zoom("result" if self.has_results else "editor")

    def _has_focus(self, part: Widget | None) -> bool:
        focused = self.screen.focused
        return part is not None and focused is not None and part in focused.ancestors_with_self

    @property
    def _zoomed(self) -> bool:
        return self.has_class("-zoom-editor") or self.has_class("-zoom-result")

    def _zoom(self, part: str | None) -> None:
        self.set_class(part == "editor", "-zoom-editor")
        self.set_class(part == "result", "-zoom-result")
        # The focus is never in something that has left the screen.
        if part == "result" and not self._has_focus(self.results):
            self.results.focus_rows()
        elif part == "editor" and not self._has_focus(self.editors):
            self.focus()
        self.refresh_bindings()

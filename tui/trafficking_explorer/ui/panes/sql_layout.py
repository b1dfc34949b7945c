"""The parts of the SQL pane, tables, editor and results, and the way between them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from trafficking_explorer.secure import Feature
from trafficking_explorer.text.display import sanitize, truncate
from trafficking_explorer.ui.messages import OpenCell, OpenCopy, OpenExport
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.widgets.editor_tabs import EditorTabs
from trafficking_explorer.ui.widgets.results_view import ResultsView
from trafficking_explorer.ui.widgets.schema_tree import SchemaPanel

if TYPE_CHECKING:
    from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

# Imports inside functions: the pane is there before any dialog is asked for, and most never are.

_WIDE_CELLS = 120
"""From this width on the tables are open from the start."""
_HINT = (
    ("sql.run", "ctrl+r", "runs"),
    ("sql.run-all", "ctrl+e", "all"),
    ("sql.complete", "ctrl+k", "completes"),
    ("sql.saved", "ctrl+o", "queries"),
    ("sql.tables", "ctrl+d", "tables"),
)
"""Actions, their usual keys, and what they do."""
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


class SqlLayout(Widget):
    """Tables at the left, an editor with several buffers, and the results below it."""

    DEFAULT_CSS = """
    SqlLayout {
        height: 1fr; layout: vertical;
        & #sql-body { height: 1fr; }
        & #sql-main { width: 1fr; height: 1fr; }
        & #sql-schema { display: none; }
        &.-tables #sql-schema { display: block; }
        & #sql-editor-part { height: 2fr; min-height: 5; }
        & #sql-results { height: 3fr; }
        &.-zoom-editor #sql-results { display: none; }
        &.-zoom-result #sql-editor-part { display: none; }
        &.-zoom-editor #sql-schema, &.-zoom-result #sql-schema { display: none; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.can_focus = True
        self.has_results = False
        """True if there is a result to go to."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="sql-body"):
            yield SchemaPanel(id="sql-schema")
            with Vertical(id="sql-main"):
                yield EditorTabs(id="sql-editor-part")
                yield RunStatus(id="sql-status")
                yield ResultsView(id="sql-results")

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= _WIDE_CELLS, "-tables")

    def on_focus(self) -> None:
        keys = getattr(self.app, "shown_key", lambda _, usual: usual)
        self.status.hint(" · ".join(f"{keys(id_, usual)} {what}" for id_, usual, what in _HINT))

    # The parts.

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

    @on(EditorTabs.Ready)
    def _ready(self) -> None:
        self.on_focus()
        if self.screen.focused is self or self.screen.focused is None:
            self.focus_first()

    @on(EditorTabs.Shown)
    def _shown(self, event: EditorTabs.Shown) -> None:
        event.stop()
        if self.has_class("-zoom-result"):
            self._zoom(None)

    @on(EditorTabs.Status)
    def _remark(self, event: EditorTabs.Status) -> None:
        event.stop()
        self.status.remark(event.text, error=event.error)

    # Dialogs about the results.

    @on(OpenCell)
    def _open_cell(self, event: OpenCell) -> None:
        from trafficking_explorer.ui.dialogs.cell_viewer import CellViewer

        event.stop()
        self.app.push_screen(CellViewer(event.title, event.type, event.value, event.text))

    @on(OpenCopy)
    def _open_copy(self, event: OpenCopy) -> None:
        from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu

        event.stop()
        self.app.push_screen(CopyMenu(event.choices))

    @on(OpenExport)
    def _open_export(self, event: OpenExport) -> None:
        event.stop()
        if refuses(self, Feature.EXPORTS):
            return
        from trafficking_explorer.ui.dialogs.export import ExportScreen, Target

        def chosen(target: Target | None) -> None:
            if target is not None:
                event.chosen(*target)

        self.app.push_screen(ExportScreen(event.rows), chosen)

    def keep_buffers(self) -> None:
        """Write what is typed; from any thread."""
        self.editors.keep()

    # The way between them.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Keys that lead into the editor are not offered inside it.
        if not self.is_attached:
            return True
        return not (action in ("edit", "zoom", "history") and self._has_focus(self.editor))

    def focus_first(self) -> None:
        """Put the cursor into the editor."""
        if self.editor is not None:
            self.editor.focus()
        else:
            self.focus()

    def leave(self) -> None:
        """Go from editor and tables to the results; from there, end the zoom."""
        if self._has_focus(self.editor) or self._has_focus(self.query_one(SchemaPanel)):
            if self.has_results and not self.has_class("-zoom-editor"):
                self.results.focus_rows()
            else:
                self.focus()
        elif self._zoomed:
            self._zoom(None)

    def action_edit(self) -> None:
        if self.has_class("-zoom-result"):
            self._zoom(None)
        self.focus_first()

    def action_tables(self) -> None:
        """Open the tables and go there; close them when the cursor is there."""
        tables = self.query_one(SchemaPanel)
        if self.has_class("-tables") and tables.schema.has_focus:
            self.remove_class("-tables")
            self.focus_first()
        else:
            self._zoom(None)
            self.add_class("-tables")
            tables.schema.focus()

    def action_next_part(self, by: int) -> None:
        """Go on to the next part on screen: tables, editor, results."""
        parts: list[Widget | None] = [self.editor]
        if self.has_class("-tables") and not self._zoomed:
            parts.insert(0, self.query_one(SchemaPanel))
        if self.has_results and not self.has_class("-zoom-editor"):
            parts.append(self.results)
        at = next(
            (i for i, part in enumerate(parts) if self._has_focus(part)), -by if by > 0 else 0
        )
        part = parts[(at + by) % len(parts)]
        if isinstance(part, SchemaPanel):
            part.schema.focus()
        elif isinstance(part, ResultsView):
            part.focus_rows()
        else:
            self.action_edit()

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

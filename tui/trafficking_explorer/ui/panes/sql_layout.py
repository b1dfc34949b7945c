"""The parts of the SQL pane, tables, editor and results, and the way between them."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from trafficking_explorer.secure import Feature
from trafficking_explorer.ui.keys.key_names import key_in_use
from trafficking_explorer.ui.messages import OpenCell, OpenCopy, OpenExport
from trafficking_explorer.ui.panes.sql_panels import RunStatus, SqlPanels
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.widgets.editor_tabs import EditorTabs
from trafficking_explorer.ui.widgets.results_view import ResultsView
from trafficking_explorer.ui.widgets.schema_tree import SchemaPanel

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


class SqlLayout(SqlPanels):
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
        hints = (f"{key_in_use(self.app, id_, usual)} {what}" for id_, usual, what in _HINT)
        self.status.hint(" · ".join(hints))

    @on(EditorTabs.Ready)
    def _ready(self) -> None:
        self.on_focus()
        if self._is_awaited:
            if self.screen.focused in (self, None):
                self.focus_first()
            self._let_keys_go()

    @on(EditorTabs.Shown)
    def _shown(self, event: EditorTabs.Shown) -> None:
        event.stop()
        if self.has_class("-zoom-result"):
            self._zoom(None)
        self.tell_whose_results()

    def tell_whose_results(self) -> None:
        """Say below the editor if the results are those of another buffer."""

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

    def leave(self) -> None:
        """Go from editor and tables to the results; from there, end the zoom."""
        if self._has_focus(self.editor) or self._has_focus(self.query_one(SchemaPanel)):
            if self.has_results and not self.has_class("-zoom-editor"):
                self.results.focus_rows()
            else:
                self.focus()
        elif self._zoomed:
            self._zoom(None)

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

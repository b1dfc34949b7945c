"""The SQL pane: scripts from its editor, run on the store, with their results below."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from trafficking_explorer.console.catalog import Catalog
from trafficking_explorer.console.completion import Completer
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import QueryInterrupted, QueryLimited, UsageError
from trafficking_explorer.paths import data_folder
from trafficking_explorer.secure import Feature
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.ui.editor_buffers import name_of
from trafficking_explorer.ui.keys.key_names import key_in_use
from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer
from trafficking_explorer.ui.panes.sql_layout import SqlLayout
from trafficking_explorer.ui.query_history import CLOSED, QueryHistory
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.script_runner import (
    Script,
    ScriptEnded,
    ScriptResult,
    ScriptRunner,
    SqlConsole,
    StatementStarted,
    ValuesNeeded,
    place_of,
)
from trafficking_explorer.ui.widgets.editor_tabs import EditorTabs
from trafficking_explorer.ui.widgets.schema_tree import SchemaTree

if TYPE_CHECKING:
    from trafficking_explorer.ui.dialogs.query_picker import Choice
    from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

# Imports inside functions: the pane is there before any dialog is asked for, and most never are.

_TITLE = 40
"""Code points of a statement that head its result."""
_PREVIEW_ROWS = 100


class SqlPane(SqlLayout):
    """A pane for questions that no filter can ask."""

    # All in one list, which is the order of the footer.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r,f5", "run", "Run", id="sql.run"),
        Binding("ctrl+e", "run_all", "Run all", id="sql.run-all"),
        Binding("escape", "leave", "Interrupt, back", show=False, id="sql.back"),
        Binding("i,enter", "edit", "Edit", id="sql.edit"),
        Binding("ctrl+t", "new_buffer", "New", id="sql.new"),
        Binding("ctrl+n", "buffer(1)", "Next", show=False, id="sql.next-buffer"),
        Binding("ctrl+b", "buffer(-1)", "Previous", show=False, id="sql.previous-buffer"),
        Binding("ctrl+w", "close_buffer", "Close", show=False, id="sql.close-buffer"),
        Binding("ctrl+l", "lay_out", "Format", show=False, id="sql.format"),
        Binding("u", "history", "Earlier queries", id="sql.history"),
        Binding("ctrl+o", "saved", "Queries", id="sql.saved"),
        Binding("ctrl+s", "save", "Save", id="sql.save"),
        Binding("ctrl+d", "tables", "Tables", id="sql.tables"),
        Binding("tab", "next_part(1)", "Next part", id="sql.next-part"),
        Binding("shift+tab", "next_part(-1)", "Previous part", show=False, id="sql.previous-part"),
        Binding("z", "zoom", "Zoom", id="sql.zoom"),
    ]

    def __init__(self) -> None:
        super().__init__(id="pane-sql")
        self.store: Store | None = None
        self.outcome: ScriptResult | None = None
        """The outcome of the newest run that has ended."""
        self._sql_console: SqlConsole | None = None
        self._history = QueryHistory()
        self._runner = ScriptRunner(self, self._history)
        self._waiting: Callable[[], None] | None = None
        """A run that was asked for before there was a store."""
        self._run_from: SqlEditor | None = None
        """The editor whose statements run; None if they are not from one."""
        # A damaged store is reported by the panes that list its rows.
        self._catalogs = LatestAnswer(self, "catalog", on_error=lambda _error: None)

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        self._runner.close()
        self._catalogs.close()

    # The store and its catalog.

    def open(self, store: Store) -> None:
        """Answer from this store from now on; results on show stay, and what runs goes on."""
        lost = (
            self._sql_console.own_tables if self._sql_console and not self._runner.is_busy else ()
        )
        if lost:
            names = ", ".join(map(single_line, lost))
            self.status.say(f"the corpus was read again; your tables are gone: {names}")
        self.store = store
        if self.editor is not None:
            self._furnish()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _console_of(self, store: Store) -> SqlConsole:
        if self._sql_console is None or self._sql_console.store is not store:
            self._sql_console = SqlConsole(store)
        return self._sql_console

    @on(EditorTabs.Ready)
    def _furnish(self) -> None:
        """Fill the tables and let the editor complete."""
        if self.store is not None:
            self.editors.note("files can be read" if self.store.limits.files else "")
            self._catalogs.ask(self._console_of(self.store).read_catalog, self._take_catalog)

    def _take_catalog(self, found: tuple[Completer, Catalog]) -> None:
        self.editors.completer, catalog = found
        self.query_one(SchemaTree).fill(catalog)

    # Running.

    def action_run(self) -> None:
        """Run what is selected, else the statement under the cursor."""
        editor = self.editor
        if editor is not None:
            self._begin(editor, editor.text, editor.selected, editor.place)

    def action_run_all(self) -> None:
        editor = self.editor
        if editor is not None:
            self._begin(editor, editor.text, (0, len(editor.text)))

    def _begin(
        self,
        editor: "SqlEditor | None",
        text: str,
        part: tuple[int, int] | None,
        place: int = 0,
    ) -> None:
        """Run a part of a text; None: the statement at a place."""
        if self.store is None:
            self._waiting = partial(self._begin, editor, text, part, place)
            self.status.say("the corpus is being opened; then this runs")
        elif self._runner.is_busy:
            self.status.remark("a statement is running: esc interrupts it", error=True)
        elif not text:
            key = key_in_use(self.app, "sql.example", "tab")
            self.status.remark(f"nothing to run: type a query, or {key} takes the example")
        else:
            if editor is not None:
                editor.stop_offering()
                editor.area.mark_wrong(None)
            self._run_from = editor
            self.status.follow(self._runner.progress)
            self._runner.begin(self._console_of(self.store), text, part, place)

    @on(ValuesNeeded)
    def _values_needed(self, event: ValuesNeeded) -> None:
        event.stop()
        self.status.say("waiting for the values of the parameters")
        from trafficking_explorer.ui.dialogs.query_forms import ParametersScreen

        screen = ParametersScreen(event.script.parameters, event.values)
        self.app.push_screen(screen, partial(self._run_with, event.script))

    def _run_with(self, script: Script, values: Mapping[str, str] | None) -> None:
        """Run a script with the values that the reader has given; None: do not run it."""
        if not self._runner.is_busy or self.store is None:
            return
        if values is None:
            self._runner.stop()
            self.status.say("not run: it needs values")
        else:
            self.status.follow(self._runner.progress)
            # The corpus may have been read again meanwhile.
            self._runner.go_on(replace(script, console=self._console_of(self.store)), values)

    @on(StatementStarted)
    def _started(self, event: StatementStarted) -> None:
        event.stop()
        if event.statement.number == 1:
            self.results.clear_runs()
        self.has_results = True
        self.results.show_run(truncate(single_line(event.statement.text), _TITLE), event.result)

    @on(ScriptEnded)
    def _ended(self, event: ScriptEnded) -> None:
        event.stop()
        if event.outcome is not None:
            self.outcome = event.outcome
            if event.outcome.may_have_changed:
                self._furnish()
        if event.error is not None:
            self._say_error(event.error, has_run=event.outcome is not None)
        elif event.outcome is not None:
            self.status.say(event.outcome.summary)

    def _say_error(self, error: Foreseen, *, has_run: bool) -> None:
        if isinstance(error, QueryInterrupted | UsageError):
            self.status.say(str(error), error=isinstance(error, QueryLimited))
            return
        where = ""
        place = place_of(error)
        if place is not None and self._run_from is not None:
            where = f"line {place[0] + 1}, column {place[1] + 1}: "
            if self._run_from.is_attached:
                self._run_from.show_wrong(*place)
        below = "" if has_run or not self.has_results else "\n(the results below are older)"
        self.status.say(where + str(error) + below, error=True)

    @on(SchemaTree.Wanted)
    def _named(self, event: SchemaTree.Wanted) -> None:
        event.stop()
        if event.preview:
            sql = f"from {event.named.table} limit {_PREVIEW_ROWS}"
            self._begin(None, sql, (0, len(sql)))
        elif self.editor is not None:
            self.editor.insert(event.named.sql)
            self.focus_first()

    def action_leave(self) -> None:
        """Interrupt what runs; else go on from where the cursor is."""
        if not self._runner.is_busy:
            self.leave()
        elif not self._runner.stop():
            self.status.say("interrupted")

    def on_sql_editor_left(self, event: "SqlEditor.Left") -> None:
        """Handled by name: the editor is imported late."""
        event.stop()
        self.action_leave()

    def tell_whose_results(self) -> None:
        if not self.has_results or self._runner.is_busy:
            return
        if self.editor is self._run_from and self.outcome is not None:
            self.status.say(self.outcome.summary)
        elif self._run_from is not None and self.editor is not self._run_from:
            self.status.say(f"the results below are those of “{name_of(self._run_from.text)}”")

    # Queries that were run, and those that have names.

    async def _take_up(self, choice: "Choice | None") -> None:
        """Put a chosen query into the editor, and run it if that was asked for."""
        if choice is not None:
            await self.editors.take_up(choice.sql, choice.query)
            if choice.run:
                self.action_run_all()

    @on(EditorTabs.Closed)
    def _buffer_closed(self, event: EditorTabs.Closed) -> None:
        event.stop()
        text = event.buffer.text
        self.run_worker(
            lambda: self._history.end(self._history.begin(text), CLOSED, 0.0),
            thread=True,
            group="history",
        )
        self.status.remark(f"closed “{event.buffer.name}”: esc, then u lists it")

    def action_history(self) -> None:
        from trafficking_explorer.ui.dialogs.query_picker import QueryHistoryScreen

        self.app.push_screen(QueryHistoryScreen(self._history), self._take_up)

    def action_saved(self) -> None:
        from trafficking_explorer.ui.dialogs.query_picker import SavedQueriesScreen

        self.app.push_screen(SavedQueriesScreen(own_queries()), self._take_up)

    def action_save(self) -> None:
        if self.editor is None:
            return
        if not self.editor.text.strip():
            self.status.remark("there is nothing to save")
            return
        if refuses(self, Feature.SAVING_QUERIES):
            return
        from trafficking_explorer.ui.dialogs.query_forms import SaveQueryScreen

        query = self.editors.buffers.buffer.query
        self.app.push_screen(SaveQueryScreen(own_queries(), self.editor.text, query), self._saved)

    def _saved(self, found: tuple[Path, str] | None) -> None:
        """Note the file and the text as which the buffer on screen has been saved."""
        if found is not None:
            path, sql = found
            self.editors.kept_as(sql, path.stem)
            self.status.remark(f"saved as {path}")


def own_queries() -> Path:
    """The folder of the reader's queries."""
    return data_folder() / "queries"

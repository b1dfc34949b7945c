"""The SQL pane: tables at the left, an editor with several buffers, and what its statements give."""

import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from trafficking_explorer.errors import (
    ExplorerError,
    QueryError,
    QueryInterrupted,
    QueryLimited,
    UsageError,
)
from trafficking_explorer.paths import data_folder
from trafficking_explorer.text.display import sanitize, single_line, truncate
from trafficking_explorer.ui.query_history import CLOSED, FAILED, QueryHistory
from trafficking_explorer.ui.restrictions import is_offered
from trafficking_explorer.ui.script_runner import ScriptResult, ScriptRun, mask_except, place_of
from trafficking_explorer.ui.widgets.editor_tabs import EditorTabs
from trafficking_explorer.ui.widgets.results_view import ResultsView
from trafficking_explorer.ui.widgets.schema_tree import SchemaPanel, SchemaTree

if TYPE_CHECKING:
    from trafficking_explorer.console.catalog import Catalog
    from trafficking_explorer.console.completion import Completer
    from trafficking_explorer.console.query_result import QueryResult
    from trafficking_explorer.console.saved_queries import Parameter
    from trafficking_explorer.console.session import Console
    from trafficking_explorer.console.tokenizer import Statement
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

_MESSAGE_LINES = 5
_MESSAGE_LINE = 240
"""Lines, and code points of a line, of a message: what is wrong stands in its beginning."""
_TITLE = 40
"""Code points of a statement that head its result."""
_TICK_SECONDS = 0.1
_PREVIEW_ROWS = 100
_WIDE = 120
"""From so many cells on, the tables are there from the beginning."""
_HINT = "ctrl+r runs · ctrl+e all · ctrl+k completes · ctrl+o queries · ctrl+d tables"


@dataclass(frozen=True, slots=True)
class Choice:
    """A query that the reader chose from a list.

    Attributes:
        query: the name of the file it is kept in, where it is the reader's own.
        run: whether it is to run at once.
    """

    sql: str
    query: str = ""
    run: bool = False


_NAMES = {
    "sql.run": "Run the statement at the cursor, or what is selected",
    "sql.run-all": "Run all statements",
    "sql.saved": "Queries with names",
    "sql.save": "Save the buffer as a query",
    "sql.format": "Format the statement",
    "sql.new": "New buffer",
    "sql.next-buffer": "Next buffer",
    "sql.previous-buffer": "Previous buffer",
    "sql.close-buffer": "Close the buffer",
}
"""What actions are called in the palette, where their hint is too short for it."""


class SqlPane(Widget):
    """Asks what no filter can."""

    DEFAULT_CSS = """
    SqlPane {
        height: 1fr; layout: vertical;
        & #sql-body { height: 1fr; }
        & #sql-main { width: 1fr; height: 1fr; }
        & #sql-schema { display: none; }
        &.-tables #sql-schema { display: block; }
        & #sql-editor-part { height: 2fr; min-height: 5; }
        & #sql-status { height: auto; max-height: 8; padding: 0 1; background: $surface; color: $text-muted; }
        & #sql-status.-error { color: $text-error; }
        & #sql-results { height: 3fr; }
        &.-zoom-editor #sql-results { display: none; }
        &.-zoom-result #sql-editor-part { display: none; }
        &.-zoom-editor #sql-schema, &.-zoom-result #sql-schema { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r,f5", "run", "Run", id="sql.run"),
        Binding("ctrl+e", "run_all", "Run all", id="sql.run-all"),
        Binding("escape", "leave", "Interrupt, back", show=False, id="sql.back"),
        Binding("i,enter", "edit", "Edit", id="sql.edit"),
        Binding("u", "history", "Earlier queries", id="sql.history"),
        Binding("ctrl+o", "saved", "Queries", id="sql.saved"),
        Binding("ctrl+s", "save", "Save", id="sql.save"),
        Binding("ctrl+d", "tables", "Tables", id="sql.tables"),
        Binding("tab", "next_part(1)", "Next part", id="sql.next-part"),
        Binding("shift+tab", "next_part(-1)", "Previous part", show=False, id="sql.previous-part"),
        Binding("z", "zoom", "Zoom", id="sql.zoom"),
    ]

    # What the reader wants of the screen.

    @dataclass
    class HistoryWanted(Message):
        """The reader wants to choose among the statements that were run."""

        pane: "SqlPane"
        history: QueryHistory

    @dataclass
    class SavedWanted(Message):
        """The reader wants to choose among queries with names."""

        pane: "SqlPane"
        folder: Path

    @dataclass
    class SaveWanted(Message):
        """The reader wants to keep a buffer as a query with a name."""

        pane: "SqlPane"
        folder: Path
        sql: str
        query: str
        """The name of the file it came from."""

    # What workers say.

    @dataclass
    class Catalogued(Message):
        """What can be named is known."""

        store: "Store"
        catalog: "Catalog"

    @dataclass
    class Prepared(Message):
        """What is to be run makes statements."""

        number: int
        statements: "tuple[Statement, ...]"
        parameters: "tuple[Parameter, ...]"

    @dataclass
    class ParametersWanted(Message):
        """A query is to be asked with values."""

        pane: "SqlPane"
        parameters: "tuple[Parameter, ...]"
        values: Mapping[str, str]
        """Those that the buffer was asked with last."""
        prepared: "SqlPane.Prepared"

    @dataclass
    class Started(Message):
        """A statement runs."""

        number: int
        statement: "Statement"
        result: "QueryResult"

    @dataclass
    class Ended(Message):
        """A run is through."""

        number: int
        outcome: ScriptResult

    @dataclass
    class Failed(Message):
        """There is nothing that can be run."""

        number: int
        error: ExplorerError

    def __init__(self) -> None:
        super().__init__(id="pane-sql")
        self.can_focus = True
        self.store: Store | None = None
        self._sql_console: Console | None = None
        self._console_lock = threading.Lock()
        """Held while the console is made, begins a statement or reads its catalog."""
        self._completer: Completer | None = None
        self._number = 0
        """Of the newest run: an older one's news is not shown."""
        self._script: ScriptRun | None = None
        self._busy = False
        self._waiting: Callable[[], None] | None = None
        """A run that was asked for before there was a store."""
        self._runner: SqlEditor | None = None
        """The editor whose statements run; None where they are not from one."""
        self._result: QueryResult | None = None
        """Of the statement that runs."""
        self._statement: Statement | None = None
        self._began = 0.0
        self._ticking: Timer | None = None
        self.outcome: ScriptResult | None = None
        """How the newest run went that is through."""
        self._shows_results = False
        self._history = QueryHistory()
        self._values: dict[str, dict[str, str]] = {}
        """What parameters were asked with, by the text of their query."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="sql-body"):
            yield SchemaPanel(id="sql-schema")
            with Vertical(id="sql-main"):
                yield EditorTabs(id="sql-editor-part")
                yield Static("", id="sql-status", markup=False)
                yield ResultsView(id="sql-results")

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= _WIDE, "-tables")

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        if self._script is not None:
            self._script.stop()
        if self._sql_console is not None:
            self._sql_console.interrupt()

    def keep_buffers(self) -> None:
        """Write what is typed; from any thread."""
        self.editors.keep()

    @on(EditorTabs.Ready)
    def _ready(self, event: EditorTabs.Ready) -> None:
        event.stop()
        self._hint()
        if self.screen.focused is self or self.screen.focused is None:
            self.focus_first()
        self._furnish()

    # The store, and what can be named in it.

    def open(self, store: "Store") -> None:
        """Answer from this store from now on; results on show stay, and what runs goes on."""
        self._say_lost()
        self.store = store
        self._sql_console = self._completer = None
        if self.editor is not None:
            self._furnish()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _say_lost(self) -> None:
        """Say which tables of the reader's own go with the store before."""
        if self._completer is None or self._busy:
            return
        own = [each.name for each in self._completer.catalog.tables if not each.is_of_corpus]
        if own:
            names = ", ".join(map(single_line, own))
            self.say(f"the corpus was read anew; tables of your own went with it: {names}")

    def _furnish(self) -> None:
        if self.store is not None:
            self.editors.note("files can be read" if self.store.limits.files else "")
            self._read_catalog(self.store)

    @work(thread=True, description="", group="catalog", exclusive=True)
    def _read_catalog(self, store: "Store") -> None:
        """Look up what can be named, for the tree and for completion."""
        try:
            console = self._console_of(store)
            completer = self._completer
            with self._console_lock:
                if completer is None:
                    completer = self._completer = console.completer()
                    catalog = completer.catalog
                else:
                    catalog = console.read_catalog(completer.catalog)
            if catalog is not completer.catalog:
                completer.refresh(catalog)
        except ExplorerError:
            return  # What broke the store is said where its rows are asked for.
        self.post_message(self.Catalogued(store, catalog))

    @on(Catalogued)
    def _catalogued(self, event: Catalogued) -> None:
        event.stop()
        if event.store is self.store:
            self.editors.completer = self._completer
            self.query_one(SchemaTree).fill(event.catalog)

    def _console_of(self, store: "Store") -> "Console":
        """The console, made when it is first needed; from a worker."""
        from trafficking_explorer.console.session import Console
        from trafficking_explorer.search.filter_sql import filter_reader

        with self._console_lock:
            if self._sql_console is None:
                self._sql_console = Console(store, filter_reader(store))
            return self._sql_console

    # The editor.

    @property
    def editors(self) -> EditorTabs:
        """The upper half."""
        return self.query_one(EditorTabs)

    @property
    def editor(self) -> "SqlEditor | None":
        """The editor on screen, None until it has been imported."""
        parts = self.query(EditorTabs)
        return parts.first().editor if parts else None

    @on(EditorTabs.Shown)
    def _shown(self, event: EditorTabs.Shown) -> None:
        event.stop()
        if self.has_class("-zoom-result"):
            self._zoom(None)

    @on(EditorTabs.Closed)
    def _buffer_closed(self, event: EditorTabs.Closed) -> None:
        event.stop()
        self._remember_closed(event.buffer.text)
        if not self._busy:
            self.say(f"closed “{event.buffer.name}”; esc and u: it is among the earlier queries")

    @work(thread=True, description="", group="history")
    def _remember_closed(self, text: str) -> None:
        self._history.end(self._history.begin(text), CLOSED, 0.0)

    @on(EditorTabs.Status)
    def _status(self, event: EditorTabs.Status) -> None:
        event.stop()
        if not self._busy:
            self.say(event.text, error=event.error)

    def on_sql_editor_left(self, event: "SqlEditor.Left") -> None:
        """Handled by name: the editor is imported late."""
        event.stop()
        self.action_leave()

    async def take_up(self, sql: str, query: str = "") -> None:
        """Put a query into the editor, in a buffer of its own.

        Args:
            query: the name of the file it is kept in.
        """
        await self.editors.take_up(sql, query)

    async def take_up_choice(self, choice: Choice | None) -> None:
        """Put what was chosen from a list into the editor, and run it where that is wanted."""
        if choice is not None:
            await self.take_up(choice.sql, choice.query)
            if choice.run:
                self.action_run_all()

    @property
    def commands(self) -> "Iterator[tuple[str, str, Callable[[], Awaitable[object]]]]":
        """What the palette offers: a name, the key, and what it does."""
        for owner in (self, self.editors):
            for binding in owner.BINDINGS:
                if (
                    isinstance(binding, Binding)
                    and binding.key not in ("escape", "i,enter")
                    and is_offered(binding.id)
                ):
                    key = self.app.get_key_display(binding)
                    run = partial(owner.run_action, binding.action)
                    yield f"SQL: {_NAMES.get(binding.id or '', binding.description)}", key, run

    # Saying.

    def on_focus(self, event: events.Focus) -> None:
        self._hint()

    def _hint(self) -> None:
        if not self._busy and not self._number:
            self.say(_HINT)

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a few lines between the editor and the answer; a long message is cut, and says so."""
        lines = [truncate(sanitize(line), _MESSAGE_LINE) for line in text.splitlines()]
        if len(lines) > _MESSAGE_LINES:
            lines = [*lines[: _MESSAGE_LINES - 1], "…"]
        status = self.query_one("#sql-status", Static)
        status.set_class(error, "-error")
        status.update(Text("\n".join(lines)))

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
            self.say("the corpus is being opened; then this runs")
            return
        if self._busy:
            self.say("a statement is running: esc interrupts it", error=True)
            return
        if editor is not None:
            editor.stop_offering()
            editor.area.mark_wrong(None)
        self._number += 1
        self._busy, self._runner, self._script = True, editor, None
        self._result = self._statement = None
        self._began = time.monotonic()
        self._ticking = self.set_interval(_TICK_SECONDS, self._tick)
        self.say("running … esc interrupts")
        self._prepare(self.store, self._number, text, part, place)

    @work(thread=True, description="", group="sql")
    def _prepare(
        self, store: "Store", number: int, text: str, part: tuple[int, int] | None, place: int
    ) -> None:
        """Find the statements, and ask for what they are to be asked with."""
        try:
            from trafficking_explorer.console.saved_queries import parameters_of
            from trafficking_explorer.console.tokenizer import parameters, statement_at

            console = self._console_of(store)
            if part is None:
                statement = statement_at(text, place)
                part = (statement.start, statement.end) if statement else (0, 0)
            script = mask_except(text, *part)
            statements = console.read(script)
            if not statements:
                raise UsageError("there is no statement to run")
            wanted = parameters(script)
            named = tuple(each for each in parameters_of(text) if each.name in wanted)
        except ExplorerError as error:
            if isinstance(error, QueryError) and part is not None:
                self._history.end(self._history.begin(text[slice(*part)]), FAILED, 0.0)
            self.post_message(self.Failed(number, error))
        else:
            self.post_message(self.Prepared(number, statements, named))

    @on(Prepared)
    def _prepared(self, event: Prepared) -> None:
        event.stop()
        if event.number != self._number or not self._busy:
            return
        if event.parameters:
            self._pause_ticking()
            self.say("waiting for the values of the parameters")
            values = self._values.get(self._values_key(event), {})
            self.post_message(self.ParametersWanted(self, event.parameters, values, event))
        else:
            self._run(event, {})

    @staticmethod
    def _values_key(event: Prepared) -> str:
        return "\n".join(parameter.name for parameter in event.parameters)

    def run_with(self, event: Prepared, values: Mapping[str, str] | None) -> None:
        """Go on with a run whose values the reader has given; None: with none of it."""
        if event.number != self._number or not self._busy:
            return
        if values is None:
            self._busy = False
            self.say("not run: it is asked with values")
            return
        self._values[self._values_key(event)] = dict(values)
        self._began = time.monotonic()
        self._ticking = self.set_interval(_TICK_SECONDS, self._tick)
        self._run(event, values)

    def _run(self, event: Prepared, values: Mapping[str, object]) -> None:
        console = self._sql_console
        if console is None:  # The store has been built again meanwhile.
            self.post_message(self.Failed(event.number, QueryError("run it again")))
            return
        self._script = ScriptRun(event.statements, values, self._history, self._console_lock)
        self._run_script(console, event.number, self._script)

    @work(thread=True, description="", group="sql")
    def _run_script(self, console: "Console", number: int, script: ScriptRun) -> None:
        def started(statement: "Statement", result: "QueryResult") -> None:
            self.post_message(self.Started(number, statement, result))

        try:
            outcome = script.run(console, started)
        except Exception as error:
            # Whatever was typed: it does not end the program.
            failure = QueryError(f"{type(error).__name__}: {error}")
            outcome = ScriptResult((), len(script.statements), failure)
        self.post_message(self.Ended(number, outcome))

    @on(Started)
    def _started(self, event: Started) -> None:
        event.stop()
        if event.number != self._number:
            event.result.close()
            return
        results = self.query_one(ResultsView)
        if event.statement.number == 1:
            results.clear_runs()
        self._result, self._statement = event.result, event.statement
        self._shows_results = True
        results.show_run(truncate(single_line(event.statement.text), _TITLE), event.result)

    def _tick(self) -> None:
        """Say how far it is."""
        parts = ["running"]
        if self._statement is not None and self._statement.of > 1:
            parts[0] = f"running statement {self._statement.number} of {self._statement.of}"
        parts.append(f"{time.monotonic() - self._began:.1f} s")
        done = self._result.progress.done if self._result is not None else None
        if done is not None:
            parts.append(f"{done:.0%}")
        parts.append("esc interrupts")
        self.say(" · ".join(parts))

    def _pause_ticking(self) -> None:
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def _finish_query(self) -> None:
        """Nothing runs any more."""
        self._busy, self._script = False, None
        self._result = None
        self._pause_ticking()

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        event.stop()
        if event.number != self._number:
            return
        self._finish_query()
        self.outcome = event.outcome
        if event.outcome.error is None:
            self.say(event.outcome.summary)
        else:
            self._say_error(event.outcome.error)
        if self.store is not None and event.outcome.may_have_changed:
            self._read_catalog(self.store)

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        event.stop()
        if event.number != self._number:
            return
        self._finish_query()
        if isinstance(event.error, UsageError):
            self.say(str(event.error))
        else:
            self._say_error(event.error, is_before_any=True)

    def _say_error(self, error: ExplorerError, *, is_before_any: bool = False) -> None:
        if isinstance(error, QueryInterrupted):
            self.say(str(error), error=isinstance(error, QueryLimited))
            return
        where = ""
        place = place_of(error)
        if place is not None and self._runner is not None:
            where = f"line {place[0] + 1}, column {place[1] + 1}: "
            if self._runner.is_attached:
                self._runner.show_wrong(*place)
        below = ""
        if is_before_any and self._shows_results:
            below = "\n(below stands what was run before)"
        self.say(where + str(error) + below, error=True)

    # Tables.

    def action_tables(self) -> None:
        """Into the tables, which are opened; from there, or where they are of no use, away."""
        tree = self.query_one(SchemaTree)
        if self.has_class("-tables") and tree.has_focus:
            self.remove_class("-tables")
            self.focus_first()
        else:
            self._zoom(None)
            self.add_class("-tables")
            tree.focus()

    @on(SchemaTree.Wanted)
    def _named(self, event: SchemaTree.Wanted) -> None:
        event.stop()
        if event.preview:
            sql = f"from {event.named.table} limit {_PREVIEW_ROWS}"
            self._begin(None, sql, (0, len(sql)))
        elif self.editor is not None:
            self.editor.insert(event.named.sql)
            self.focus_first()

    # Queries that were run, and those that have names.

    def action_history(self) -> None:
        self.post_message(self.HistoryWanted(self, self._history))

    def action_saved(self) -> None:
        self.post_message(self.SavedWanted(self, own_queries()))

    def action_save(self) -> None:
        if self.editor is None:
            return
        if not self.editor.text.strip():
            self.say("there is nothing to save")
            return
        query = self.editors.buffers.buffer.query
        self.post_message(self.SaveWanted(self, own_queries(), self.editor.text, query))

    def saved_as(self, path: Path, sql: str) -> None:
        """The buffer on screen is now a query of the reader's."""
        self.editors.kept_as(sql, path.stem)
        self.say(f"saved as {path}")

    # Moving about.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # What leads into the editor is not offered there.
        if not self.is_attached:
            return True
        return not (action in ("edit", "zoom", "history") and self._in(self.editor))

    def focus_first(self) -> None:
        """Put the cursor into the editor."""
        if self.editor is not None:
            self.editor.focus()
        else:
            self.focus()

    def _in(self, part: Widget | None) -> bool:
        focused = self.screen.focused
        return part is not None and focused is not None and part in focused.ancestors_with_self

    def action_leave(self) -> None:
        if self._busy:
            self._stop()
        elif self._in(self.editor) or self._in(self.query_one(SchemaPanel)):
            self._to_results()
        elif self._is_zoomed:
            self._zoom(None)

    def _stop(self) -> None:
        if self._script is not None:
            self._script.stop()
        elif self._sql_console is not None:
            # Its values are being asked for, or its statements are being read.
            self._busy = False
            self._number += 1
            self._finish_query()
            self.say("interrupted")

    def _to_results(self) -> None:
        if self._shows_results and not self.has_class("-zoom-editor"):
            self.query_one(ResultsView).focus_rows()
        else:
            self.focus()

    def action_edit(self) -> None:
        if self.has_class("-zoom-result"):
            self._zoom(None)
        self.focus_first()

    def action_next_part(self, by: int) -> None:
        """On to the next of what is on screen: tables, editor, results."""
        parts: list[Widget | None] = [self.editor]
        if self.has_class("-tables") and not self._is_zoomed:
            parts.insert(0, self.query_one(SchemaPanel))
        if self._shows_results and not self.has_class("-zoom-editor"):
            parts.append(self.query_one(ResultsView))
        at = next((i for i, part in enumerate(parts) if self._in(part)), -by if by > 0 else 0)
        part = parts[(at + by) % len(parts)]
        if isinstance(part, SchemaPanel):
            part.schema.focus()
        elif isinstance(part, ResultsView):
            part.focus_rows()
        else:
            self.action_edit()

    def action_zoom(self) -> None:
        if self._is_zoomed:
            self._zoom(None)
        else:
            self._zoom("result" if self._shows_results else "editor")

    @property
    def _is_zoomed(self) -> bool:
        return self.has_class("-zoom-editor") or self.has_class("-zoom-result")

    def _zoom(self, part: str | None) -> None:
        self.set_class(part == "editor", "-zoom-editor")
        self.set_class(part == "result", "-zoom-result")


def own_queries() -> Path:
    """The folder of the reader's own queries."""
    return data_folder() / "queries"

"""The SQL pane: an editor, its answer as a table, and what was asked before."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from trafficking_explorer.errors import ExplorerError, QueryError, QueryInterrupted
from trafficking_explorer.terminal import printable, shorten
from trafficking_explorer.ui.history import History
from trafficking_explorer.ui.messages import OpenRecord, OpenSource
from trafficking_explorer.ui.widgets.result_part import ResultPart

if TYPE_CHECKING:
    from trafficking_explorer.store.connection import Store
    from trafficking_explorer.store.console import Console
    from trafficking_explorer.store.results import Result

_MESSAGE_LINES = 5
_MESSAGE_LINE = 240
"""Lines, and code points of a line, of a message: what is wrong stands in its beginning."""
_FIRST_QUERY = """\
-- ctrl+r runs, esc leaves the editor. Tables: operations, agencies, people, quotes,
-- statistics, tools, forms, places, cases, events, links, evidence, fields, sources, records
select operation_id, measure, display, population, source_id
from statistics
where operation_id is not null
order by operation_id, measure;
"""


class SqlPane(Widget):
    """Asks what no filter can."""

    DEFAULT_CSS = """
    SqlPane {
        height: 1fr; layout: vertical;
        & #sql-editor-part { height: 2fr; min-height: 5; }
        & #sql-editor-part > .loading { padding: 1 2; color: $text-muted; }
        & #sql-status { height: auto; max-height: 8; padding: 0 1; background: $surface; color: $text-muted; }
        & #sql-status.-error { color: $text-error; }
        & #sql-result-part { height: 3fr; }
        & SqlEditor { border: none; }
        &.-zoom-editor #sql-result-part { display: none; }
        &.-zoom-result #sql-editor-part { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r,f5", "run", "Run", id="sql.run", priority=True),
        Binding("escape", "leave", "Leave, interrupt", id="sql.leave", priority=True),
        Binding("i,enter", "edit", "Edit", id="sql.edit"),
        Binding("u", "history", "Earlier queries", id="sql.history"),
        Binding("tab", "next_part", "Next part", id="sql.next-part"),
        Binding("shift+tab", "next_part", "Previous part", show=False, id="sql.previous-part"),
        Binding("z", "zoom", "Zoom", id="sql.zoom"),
    ]

    @dataclass
    class HistoryWanted(Message):
        """The reader wants to choose among the queries that were run."""

        pane: "SqlPane"
        history: History

    @dataclass
    class EditorReady(Message):
        """What the editor is made of has been imported."""

        text: str

    @dataclass
    class Started(Message):
        """A statement of a query has been started."""

        number: int
        title: str
        result: "Result"

    @dataclass
    class Answered(Message):
        """A query has been answered."""

        number: int
        statements: int

    @dataclass
    class Failed(Message):
        """A query has failed."""

        number: int
        error: ExplorerError

    def __init__(self) -> None:
        super().__init__(id="pane-sql")
        self.can_focus = True
        self.store: Store | None = None
        self._sql_console: Console | None = None
        self._number = 0
        """Of the newest query: an older one's answer is not shown."""
        self._busy = False
        self._taken_up: str | None = None
        """A query that was handed over before there was an editor."""
        self._history = History()

    def compose(self) -> ComposeResult:
        with Vertical(id="sql-editor-part"):
            yield Static("opening the editor …", classes="loading", markup=False)
        yield Static("", id="sql-status", markup=False)
        with Vertical(id="sql-result-part"):
            yield ResultPart(id="sql-results")

    def on_mount(self) -> None:
        self._load_editor()

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        if self._sql_console is not None:
            self._sql_console.interrupt()

    @work(thread=True, group="editor")
    def _load_editor(self) -> None:
        # 0.2 s of imports that only this pane needs.
        import textual_textarea  # noqa: F401

        text = self._history.newest() or _FIRST_QUERY
        self.post_message(self.EditorReady(text))

    @on(EditorReady)
    async def _mount_editor(self, event: EditorReady) -> None:
        event.stop()
        from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

        part = self.query_one("#sql-editor-part", Vertical)
        await part.remove_children()
        editor = SqlEditor(
            language="sql",
            text=self._taken_up or event.text,
            id="sql-editor",
            use_system_clipboard=False,
        )
        await part.mount(editor)
        if editor.text_input is not None:
            editor.text_input.cursor_blink = False
        self._hint()
        if self.screen.focused is self or self.screen.focused is None:
            self.focus_first()

    def open(self, store: "Store") -> None:
        """Answer from this store from now on."""
        self.store = store
        self._sql_console = None

    @property
    def editor(self) -> Any:
        """The TextEditor, None until it has been imported."""
        try:
            return self.query_one("#sql-editor")
        except NoMatches:
            return None

    def focus_first(self) -> None:
        """Put the cursor into the editor."""
        if self.editor is not None:
            self.editor.focus()
        else:
            self.focus()

    def on_focus(self, event: events.Focus) -> None:
        self._hint()

    def _in_editor(self) -> bool:
        editor = self.editor
        focused = self.screen.focused
        return editor is not None and focused is not None and editor in focused.ancestors_with_self

    def _hint(self) -> None:
        if not self._busy and not self._number:
            self.say("ctrl+r or f5 runs · esc leaves the editor · i goes back in")

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a few lines between the editor and the answer; a long message is cut, and says so."""
        lines = [shorten(printable(line), _MESSAGE_LINE) for line in text.splitlines()]
        if len(lines) > _MESSAGE_LINES:
            lines = [*lines[: _MESSAGE_LINES - 1], "…"]
        status = self.query_one("#sql-status", Static)
        status.set_class(error, "-error")
        status.update(Text("\n".join(lines)))

    # Running.

    def action_run(self) -> None:
        editor = self.editor
        if editor is None or self.store is None:
            return
        sql = editor.selected_text or editor.text
        if not sql.strip():
            self.say("there is nothing to run")
            return
        if self._busy:
            self.say("a query is running: esc interrupts it", error=True)
            return
        self._number += 1
        self._busy = True
        self.results.clear_runs()
        self.say("running … esc interrupts")
        self._run(self.store, self._number, sql)

    @work(thread=True, exclusive=False, group="sql")
    def _run(self, store: "Store", number: int, sql: str) -> None:
        from trafficking_explorer.search.statement import filter_reader
        from trafficking_explorer.store.console import Console

        try:
            if self._sql_console is None:
                self._sql_console = Console(store, filter_reader(store))
            self._history.add(sql)
            found = self._sql_console.read(sql)
            for statement in found:
                result = self._sql_console.start(statement)
                title = f"{statement.number} {shorten(statement.text, 30)}"
                self.post_message(self.Started(number, title, result))
                result.finish()
        except ExplorerError as error:
            self.post_message(self.Failed(number, error))
        else:
            self.post_message(self.Answered(number, len(found)))

    @property
    def results(self) -> ResultPart:
        """What was answered."""
        return self.query_one(ResultPart)

    @on(Started)
    def _started(self, event: Started) -> None:
        event.stop()
        if event.number == self._number:
            self.results.show_run(event.title, event.result)

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.stop()
        if event.number != self._number:
            return
        self._busy = False
        self.say("" if event.statements else "there is no statement to run")

    @on(ResultPart.RecordChosen)
    def _record_chosen(self, event: ResultPart.RecordChosen) -> None:
        event.stop()
        self.post_message(OpenRecord(event.record_type, event.record_id))

    @on(ResultPart.PassageChosen)
    def _passage_chosen(self, event: ResultPart.PassageChosen) -> None:
        event.stop()
        self.post_message(OpenSource(event.source_id, event.start_char, event.end_char))

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        event.stop()
        if event.number != self._number:
            return
        self._busy = False
        error = event.error
        if isinstance(error, QueryInterrupted):
            self.say("interrupted")
            return
        where = ""
        if isinstance(error, QueryError) and error.line and error.column:
            where = f"line {error.line}, column {error.column}: "
            self._place_cursor(error.line, error.column)
        self.say(where + str(error), error=True)

    def _place_cursor(self, line: int, column: int) -> None:
        editor = self.editor
        if editor is not None and editor.text_input is not None and not editor.selected_text:
            editor.text_input.move_cursor((line - 1, column - 1))

    # Moving about.

    def action_leave(self) -> None:
        if self._busy and self._sql_console is not None:
            self._sql_console.interrupt()
        elif self._in_editor():
            self._to_result()
        elif self.results.leave():
            pass
        elif self.has_class("-zoom-editor") or self.has_class("-zoom-result"):
            self._zoom(None)

    def _to_result(self) -> None:
        if self.results.count:
            self.results.focus_rows()
        else:
            self.focus()

    def action_edit(self) -> None:
        if self.has_class("-zoom-result"):
            self._zoom(None)
        self.focus_first()

    def action_next_part(self) -> None:
        if self._in_editor():
            self._to_result()
        else:
            self.action_edit()

    def action_zoom(self) -> None:
        if self.has_class("-zoom-editor") or self.has_class("-zoom-result"):
            self._zoom(None)
        else:
            self._zoom("result" if self.results.count else "editor")

    def _zoom(self, part: str | None) -> None:
        self.set_class(part == "editor", "-zoom-editor")
        self.set_class(part == "result", "-zoom-result")

    def action_history(self) -> None:
        self.post_message(self.HistoryWanted(self, self._history))

    def take_up(self, sql: str) -> None:
        """Put a query into the editor."""
        if self.editor is None:
            self._taken_up = sql
        else:
            self.editor.text = sql
            self.focus_first()

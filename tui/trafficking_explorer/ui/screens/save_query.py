"""Save a query under a title."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Static

from trafficking_explorer.errors import UsageError
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.screens.dialog import Dialog

# Imports inside functions: saved queries are read and written in threads.


class SaveQueryScreen(Dialog[tuple[Path, str]]):
    """A form for title and explanation, the beginning of the `.sql` file that it writes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="save.close"),
        Binding("ctrl+s", "save", "Save", id="save.save", priority=True),
        Binding("ctrl+r", "replace", "Replace", id="save.replace", priority=True),
        Binding("down", "app.focus_next", "Next", show=False, id="save.next"),
        Binding("up", "app.focus_previous", "Previous", show=False, id="save.previous"),
    ]
    HEADING = "Save this query"
    FOOT = "⏎ ctrl+s save   ctrl+r replace the query of this name   esc close"

    class Written(Message):
        """The file has been written."""

        def __init__(self, path: Path, sql: str) -> None:
            super().__init__()
            self.path = path
            self.sql = sql

    class Refused(Message):
        """The file could not be written."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, folder: Path, sql: str, query: str = "") -> None:
        """Lay out a form.

        Args:
            folder: contains the reader's queries.
            query: the name of the file that this one came from, which may be replaced.
        """
        super().__init__()
        self._folder = folder
        self._sql = sql
        self._query = query

    def body(self) -> ComposeResult:
        yield Static("title", markup=False)
        yield Input(compact=True, id="save-title", classes="form-field")
        yield Static(
            "the question it answers; $name in the query becomes a parameter", markup=False
        )
        yield Input(compact=True, id="save-explanation", classes="form-field")
        yield Static("", id="form-wrong", markup=False)

    def on_mount(self) -> None:
        for field in self.query(Input):
            field.cursor_blink = False
        self.query_one(Input).focus()
        self._read_title()

    @work(thread=True, description="")
    def _read_title(self) -> None:
        from trafficking_explorer.console.saved_queries import title_of

        title = title_of(self._sql)
        self.app.call_from_thread(self._have_title, title)

    def _have_title(self, title: str) -> None:
        """Keep the header of a query that has one."""
        if title:
            self.query_one("#save-title", Input).value = single_line(title)
            explanation = self.query_one("#save-explanation", Input)
            explanation.value = "as its first comment says"
            explanation.disabled = True

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        self._save(replace=False)

    def action_replace(self) -> None:
        self._save(replace=True)

    def _save(self, *, replace: bool) -> None:
        explanation = self.query_one("#save-explanation", Input)
        self._write(
            self.query_one("#save-title", Input).value,
            "" if explanation.disabled else explanation.value,
            replace=replace,
        )

    @work(thread=True, description="", exclusive=True)
    def _write(self, title: str, explanation: str, *, replace: bool) -> None:
        from trafficking_explorer.console.saved_queries import save_query

        try:
            path = save_query(
                self._folder, title, self._sql, explanation, replace=replace, query=self._query
            )
            sql = path.read_text("utf-8")
        except (UsageError, OSError) as error:
            self.post_message(self.Refused(str(error)))
        else:
            self.post_message(self.Written(path, sql))

    @on(Written)
    def _written(self, event: Written) -> None:
        self.dismiss((event.path, event.sql))

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        hint = "; ctrl+r replaces it" if "already" in event.reason else ""
        self.query_one("#form-wrong", Static).update(single_line(event.reason + hint))

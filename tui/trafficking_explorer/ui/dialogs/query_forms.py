"""Forms about a query: its title, to save it, and values for its parameters."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from trafficking_explorer.console.saved_queries import Parameter, save_query, title_of
from trafficking_explorer.text.display import clean, clean_line, single_line
from trafficking_explorer.ui.dialogs.dialog import Dialog
from trafficking_explorer.ui.latest_answer import Foreseen


class SaveQueryScreen(Dialog[tuple[Path, str]]):
    """A title and an explanation, written to a `.sql` file with the query."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="save.close"),
        Binding("ctrl+s", "save", "Save", id="save.save", priority=True),
        Binding("ctrl+r", "replace", "Replace", id="save.replace", priority=True),
        Binding("down", "app.focus_next", "Next", show=False, id="save.next"),
        Binding("up", "app.focus_previous", "Previous", show=False, id="save.previous"),
    ]
    HEADING = "Save this query"

    def __init__(self, folder: Path, sql: str, query: str = "") -> None:
        """Lay out a form.

        Args:
            folder: of the reader's queries.
            query: the name of the file that this one came from, which may be replaced.
        """
        super().__init__()
        self._folder = folder
        self._sql = sql
        self._query = query

    def body(self) -> ComposeResult:
        yield Static("title", markup=False)
        yield Input(compact=True, id="save-title", classes="form-field")
        yield Static("explanation; each $name in the query becomes a parameter", markup=False)
        yield Input(compact=True, id="save-explanation", classes="form-field")
        yield Static("", id="form-wrong", markup=False)

    def on_mount(self) -> None:
        for field in self.query(Input):
            field.cursor_blink = False
        self.query_one(Input).focus()
        self.answers.ask(partial(title_of, self._sql), self._have_title)

    def _have_title(self, title: str) -> None:
        """Keep the header of a query that has one."""
        if title:
            self.query_one("#save-title", Input).value = clean_line(title)
            explanation = self.query_one("#save-explanation", Input)
            explanation.value = "from its first comment"
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
        title = self.query_one("#save-title", Input).value
        explanation = self.query_one("#save-explanation", Input)
        text = "" if explanation.disabled else explanation.value
        self.answers.ask(partial(self._write, title, text, replace=replace), self._saved)

    def _saved(self, found: tuple[Path, str]) -> None:
        self.dismiss(found)

    def _write(self, title: str, explanation: str, *, replace: bool) -> tuple[Path, str]:
        """Write the file; for a thread."""
        path = save_query(
            self._folder, title, self._sql, explanation, replace=replace, query=self._query
        )
        return path, path.read_text("utf-8")

    def refused(self, error: Foreseen) -> None:
        reason = str(error)
        hint = "; ctrl+r replaces it" if "already" in reason else ""
        self.query_one("#form-wrong", Static).update(single_line(reason + hint))


class ParametersScreen(Dialog[dict[str, str]]):
    """A field for each parameter, with its default; enter in the last one runs the query."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Do not run", id="parameters.close"),
        Binding("ctrl+r", "run", "Run", id="parameters.run", priority=True),
        Binding("down", "app.focus_next", "Next", show=False, id="parameters.next"),
        Binding("up", "app.focus_previous", "Previous", show=False, id="parameters.previous"),
    ]
    HEADING = "Values for this query"
    FOOT = "enter goes to the next field; in the last one it runs the query"

    def __init__(self, parameters: tuple[Parameter, ...], values: Mapping[str, str]) -> None:
        """Lay out a form.

        Args:
            values: first values, in the place of defaults.
        """
        super().__init__()
        self._parameters = parameters
        self._values = values

    def body(self) -> ComposeResult:
        with VerticalScroll(id="dialog-body", can_focus=False):
            for each in self._parameters:
                explanation = f"   {single_line(each.explanation)}" if each.explanation else ""
                yield Static(f"${single_line(each.name)}{explanation}", markup=False)
                value = self._values.get(each.name, each.default or "")
                yield Input(clean(value), compact=True, classes="form-field")

    def on_mount(self) -> None:
        fields = list(self.query(Input))
        for field in fields:
            field.cursor_blink = False
        fields[0].focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        fields = list(self.query(Input))
        at = fields.index(event.input)
        if at + 1 < len(fields):
            fields[at + 1].focus()
        else:
            self.action_run()

    def action_run(self) -> None:
        names = (each.name for each in self._parameters)
        values = (field.value for field in self.query(Input))
        self.dismiss(dict(zip(names, values, strict=True)))

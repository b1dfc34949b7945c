"""Enter values for the parameters of a query."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from trafficking_explorer.console.saved_queries import Parameter
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.dialogs.dialog import Dialog


class ParametersScreen(Dialog[dict[str, str]]):
    """A field for each parameter, with its default; enter in the last one runs the query."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Do not run", id="parameters.close"),
        Binding("ctrl+r", "run", "Run", id="parameters.run", priority=True),
        Binding("down", "app.focus_next", "Next", show=False, id="parameters.next"),
        Binding("up", "app.focus_previous", "Previous", show=False, id="parameters.previous"),
    ]
    HEADING = "Values for this query"
    FOOT = "⏎ next, then run   ↑ ↓ move   ctrl+r run   esc do not run"

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
                yield Input(single_line(value), compact=True, classes="form-field")

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

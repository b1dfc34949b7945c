"""The SQL that a filter became: to be read, copied, or taken to the SQL pane."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from trafficking_explorer.text.display import sanitize


class FilterSqlScreen(ModalScreen[str | None]):
    """Shows a statement; enter gives it back for the SQL pane, escape nothing."""

    CSS_PATH = "filter_sql.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,Q", "dismiss(None)", "Close", id="statement.close"),
        Binding("enter", "take", "To the SQL pane", id="statement.take"),
        Binding("y", "copy", "Copy", id="statement.copy"),
        Binding("j", "scroll(1)", "Down", show=False, id="statement.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="statement.up"),
    ]

    def __init__(self, sql: str) -> None:
        super().__init__()
        self.sql = sql

    def compose(self) -> ComposeResult:
        lines = Text("\n").join(
            Text(sanitize(line), "dim" if line.startswith("--") else "")
            for line in self.sql.split("\n")
        )
        with Vertical(id="statement"):
            yield Static("The SQL of this filter", id="statement-title", markup=False)
            with VerticalScroll(id="statement-body"):
                yield Static(lines)
            yield Static(
                "⏎ to the SQL pane   y copy   esc close", id="statement-foot", markup=False
            )

    def on_mount(self) -> None:
        self.query_one("#statement-body").focus()

    def action_take(self) -> None:
        self.dismiss(self.sql)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.sql)
        self.app.notify("The statement was sent to the clipboard.", timeout=3)

    def action_scroll(self, by: int) -> None:
        self.query_one("#statement-body", VerticalScroll).scroll_relative(y=by, animate=False)

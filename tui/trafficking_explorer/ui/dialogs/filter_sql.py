"""Read the SQL of a filter, copy it, or open it in the SQL pane."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.dialogs.dialog import ScrollDialog, scroll_bindings


class FilterSqlScreen(ScrollDialog[str]):
    """A statement; enter returns it for the SQL pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,Q", "dismiss(None)", "Close", id="statement.close"),
        Binding("enter", "take", "Open in SQL", id="statement.take"),
        Binding("y", "copy", "Copy", id="statement.copy"),
        *scroll_bindings("statement"),
    ]
    HEADING = "This filter as SQL"
    FOOT = "⏎ open in SQL   y copy   esc close"

    def __init__(self, sql: str) -> None:
        super().__init__()
        self.sql = sql

    def content(self) -> Static:
        lines = (
            Text(sanitize(line), "dim" if line.startswith("--") else "")
            for line in self.sql.split("\n")
        )
        return Static(Text("\n").join(lines))

    def action_take(self) -> None:
        self.dismiss(self.sql)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.sql)
        self.app.notify("SQL copied.", timeout=3)

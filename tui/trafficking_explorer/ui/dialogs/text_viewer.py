"""Read one text in full: that of a cell, or the SQL of a filter."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from trafficking_explorer.text.display import sanitize, shorten_middle
from trafficking_explorer.ui.dialogs.dialog import ScrollDialog, scroll_bindings
from trafficking_explorer.ui.widgets.long_text import text_to_read


class TextViewer(ScrollDialog[None]):
    """The text of a cell, wrapped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,o,enter", "dismiss(None)", "Close", id="text.close"),
        Binding("y", "copy", "Copy", id="text.copy"),
        *scroll_bindings("text"),
    ]

    def __init__(self, title: str, text: str | None) -> None:
        super().__init__()
        self._title = title
        self._text = text

    @property
    def heading(self) -> str:
        return shorten_middle(self._title)

    def content(self) -> Static:
        if self._text is None:
            return Static(Text("This cell is empty.", "dim"))
        if not self._text:
            return Static(Text("An empty text.", "dim"))
        return text_to_read(self._text)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text or "")
        self.app.notify("Copied the full text.", timeout=2)


class FilterSqlScreen(ScrollDialog[str]):
    """A statement; enter returns it for the SQL pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,Q", "dismiss(None)", "Close", id="statement.close"),
        Binding("enter", "take", "Open in SQL", id="statement.take"),
        Binding("y", "copy", "Copy", id="statement.copy"),
        *scroll_bindings("statement"),
    ]
    HEADING = "This filter as SQL"

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

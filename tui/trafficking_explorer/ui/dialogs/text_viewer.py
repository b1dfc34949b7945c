"""Read one text in full."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.ui.dialogs.dialog import ScrollDialog, scroll_bindings
from trafficking_explorer.ui.widgets.long_text import text_to_read


class TextViewer(ScrollDialog[None]):
    """The text of a cell, wrapped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,o,enter", "dismiss(None)", "Close", id="text.close"),
        Binding("y", "copy", "Copy", id="text.copy"),
        *scroll_bindings("text"),
    ]
    FOOT = "y copy   esc close"

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

"""One text in full, to be scrolled."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.ui.widgets.long_text import text_to_read


class TextViewer(ModalScreen[None]):
    """Shows what a cell holds, whole."""

    CSS_PATH = "text_viewer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,o,enter", "dismiss(None)", "Close", id="text.close"),
        Binding("y", "copy", "Copy", id="text.copy"),
        Binding("j", "scroll(1)", "Down", show=False, id="text.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="text.up"),
    ]

    def __init__(self, title: str, text: str | None) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(id="text"):
            yield Static(shorten_middle(self._title), id="text-title", markup=False)
            with VerticalScroll(id="text-body"):
                yield self._shown()
            yield Static("y copy   esc close", id="text-foot", markup=False)

    def _shown(self) -> Static:
        if self._text is None:
            return Static(Text("There is no value.", "dim"))
        if not self._text:
            return Static(Text("An empty text.", "dim"))
        return text_to_read(self._text)

    def on_mount(self) -> None:
        self.query_one("#text-body").focus()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text or "")
        self.app.notify("Copied.", timeout=2)

    def action_scroll(self, by: int) -> None:
        self.query_one("#text-body", VerticalScroll).scroll_relative(y=by, animate=False)

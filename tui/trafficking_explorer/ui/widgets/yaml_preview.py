"""YAML, or a word in its place, that is wrapped to the room there is."""

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from trafficking_explorer.ui.yaml_highlighting import yaml_text

_LEAST_CELLS = 20


class YamlPreview(VerticalScroll):
    """A scrolled text."""

    DEFAULT_CSS = "YamlPreview > Static { height: auto; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, can_focus=False)
        self._yaml = ""
        """The YAML on show; empty if it is a word."""
        self._text = Static("", markup=False)

    def compose(self) -> ComposeResult:
        yield self._text

    def on_resize(self, event: events.Resize) -> None:
        self._wrap()

    def show(self, text: Text | str) -> None:
        """Show a word."""
        self._yaml = ""
        self._text.update(text)
        self.scroll_home(animate=False)

    def show_yaml(self, yaml: str) -> None:
        """Show YAML."""
        self.show("")
        self._yaml = yaml
        self._wrap()

    def _wrap(self) -> None:
        if self._yaml:
            # As if the scrollbar were there, so that the lines need not be broken twice.
            self._text.update(yaml_text(self._yaml, max(_LEAST_CELLS, self.size.width - 2)))

"""YAML, or a word in its place, that is wrapped to the room there is."""

import re
from collections.abc import Iterator

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.text_layout import wrap

_KEY = re.compile(r"\s*(?:- +)?([^\s#:\"'][^:#]*|\"[^\"]*\"|'[^']*')(?=:(?:\s|$))")
_COMMENT = re.compile(r"(?:^|\s)#.*")
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


def yaml_text(yaml: str, width: int) -> Text:
    """Highlight YAML, keys bold and comments dim, without control characters a terminal would act on.

    Args:
        width: cells of a line; a longer one continues below, indented.
    """
    lines = (shown for line in yaml.splitlines() for shown in _lines(line, width))
    return Text("\n").join(lines)


def _lines(line: str, width: int) -> Iterator[Text]:
    line = sanitize(line)
    lead = len(line) - len(line.lstrip(" -"))
    shown = Text(line)
    if comment := _COMMENT.match(line):
        shown.stylize("dim", *comment.span())
    elif key := _KEY.match(line):
        shown.stylize("bold", *key.span(1))
    further = " " * (lead + 2)
    broken = list(wrap(line, lead, len(line), width - len(further)))
    if not broken:
        yield shown
    for number, (start, end) in enumerate(broken):
        yield Text(further) + shown[start:end] if number else shown[:end]

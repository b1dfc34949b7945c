"""A long text, wrapped to the width there is and scrolled by its container."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Static

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.text_layout import wrap

_MOST_TEXT = 200_000
"""Code points of a text that are shown; `y` copies all."""
_LONG = 5_000
"""Textual wraps shorter ones; of these it also lets the mouse select words."""


def text_to_read(text: str) -> Static:
    """A widget for a text, or for as much of it as anybody reads."""
    lines = [sanitize(line) for line in text[:_MOST_TEXT].split("\n")]
    if len(text) <= _LONG:
        return Static(Text("\n".join(lines)))
    more = len(text) - _MOST_TEXT
    return LongText(
        lines, f"… {more:,} of {len(text):,} characters more; y copies all" if more > 0 else ""
    )


class LongText(Static):
    """A text that is wrapped once for each width; Textual would draw all of it to show a part."""

    ALLOW_SELECT = False

    def __init__(self, lines: Sequence[str], remark: str) -> None:
        super().__init__(Text("\n".join((*lines, remark) if remark else lines)))
        self._paragraphs = lines
        self._remark = remark
        self._lines: list[str] = []
        self._width = 0

    def _wrapped(self, width: int) -> list[str]:
        if width != self._width:
            self._width = width
            self._lines = [line for each in self._paragraphs for line in _wrapped(each, width)]
            self._lines += [self._remark] if self._remark else []
        return self._lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._wrapped(width))

    def render_line(self, y: int) -> Strip:
        style, width = self.rich_style, self.size.width
        lines = self._wrapped(width)
        line = lines[y] if y < len(lines) else ""
        if self._remark and y == len(lines) - 1:
            style += Style(dim=True)
        return Strip([Segment(line, style)]).adjust_cell_length(width, style)


def _wrapped(line: str, width: int) -> list[str]:
    """A line of a text as lines of the screen, all with its indent."""
    lead = len(line) - len(line.lstrip())
    lead = lead if lead <= width // 2 else 0
    spans = wrap(line, lead, len(line), width - lead)
    return [line[:lead] + line[start:end] for start, end in spans] or [""]

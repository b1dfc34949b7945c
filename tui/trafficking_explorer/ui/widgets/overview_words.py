"""The words of the texts behind the line under the cursor of the overview."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.database.overview import OverviewLine, Words
from trafficking_explorer.text.display import cell_edges, cell_width, sanitize
from trafficking_explorer.ui.widgets.overview_drawing import fit

_LEAST_EXACT = 12
"""Cells that a passage has at least, before its surroundings have any."""


class OverviewWords(Widget):
    """Passages, each with its source and line: side by side in one line, else one below the other."""

    DEFAULT_CSS = """
    OverviewWords {
        height: 1; background: $surface; color: $foreground;
        & > .overview-words--place { color: $text-muted; }
        & > .overview-words--exact {
            background: $evidence; color: $evidence-text; text-style: underline;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"overview-words--place", "overview-words--exact"}

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.line: OverviewLine | None = None

    def show(self, line: OverviewLine | None) -> None:
        """Show the words of a line."""
        if line != self.line:
            self.line = line
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.rich_style
        line = self.line
        if line is None:
            return Strip.blank(width, style)
        if self.size.height > 1:
            return self._draw_apart(line, y, width, style)
        if not line.words:
            return self._told(line, width, style)
        each = width // len(line.words)
        segments = [part for words in line.words for part in self._draw(words, each, style)]
        return Strip(segments).adjust_cell_length(width, style)

    def _draw_apart(self, line: OverviewLine, y: int, width: int, style: Style) -> Strip:
        """The line in full, and below it each passage."""
        if y == 0:
            return self._told(line, width, style)
        if y > len(line.words):
            return Strip.blank(width, style)
        segments = self._draw(line.words[y - 1], width, style)
        return Strip(segments).adjust_cell_length(width, style)

    def _told(self, line: OverviewLine, width: int, style: Style) -> Strip:
        told = ": ".join(filter(None, (line.label, line.text)))
        if line.note:
            told += f" ({line.note})"
        return Strip([Segment(" " + fit(told, width - 2), style)]).adjust_cell_length(width, style)

    def _draw(self, words: Words, width: int, style: Style) -> list[Segment]:
        """A passage in the middle of what there is room for."""
        place = fit(f" {words.source_id} l.{words.line} ", width)
        room = width - cell_width(place) - 3
        if room < _LEAST_EXACT:
            return [Segment(fit(place, width, fill=True), self._ink("place", style))]
        exact = fit(words.exact, room)
        left = room - cell_width(exact)
        after = sanitize(words.after)
        before = _end(sanitize(words.before), max(left // 2, left - cell_width(after)))
        after = fit(after, left - cell_width(before))
        drawn = [
            Segment(place, self._ink("place", style)),
            Segment("“" + before, style),
            Segment(exact, self._ink("exact", style)),
            Segment(after + "”", style),
        ]
        used = sum(segment.cell_length for segment in drawn)
        return [*drawn, Segment(" " * max(0, width - used), style)]

    def _ink(self, name: str, style: Style) -> Style:
        return style + self.get_component_rich_style(f"overview-words--{name}")


def _end(text: str, width: int) -> str:
    """The end of a printable text, with an ellipsis before it if it is cut."""
    edges = cell_edges(text)
    if edges[-1] <= width:
        return text
    if width < 2:
        return ""
    first = next(at for at, cells in enumerate(edges) if edges[-1] - cells <= width - 1)
    return "…" + text[first:]

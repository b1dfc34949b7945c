"""The last filter of each line before it reaches the terminal."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from trafficking_explorer.text.display import sanitize


class Harmless(LineFilter):
    """Removes unprintable characters from a line, whichever widget has drawn it.

    Our widgets show such characters as marks, for which they have room. Here the width of the line
    must stay, so they are left out.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        line = "".join(segment.text for segment in segments)
        if sanitize(line) == line:
            return segments
        return [_harmless(segment) for segment in segments]


def _harmless(segment: Segment) -> Segment:
    text, style, control = segment
    kept = "".join(char for char in text if sanitize(char) == char)
    return Segment(set_cell_size(kept, cell_len(text)), style, control)


HARMLESS = Harmless()

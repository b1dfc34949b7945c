"""A few lines of text that are repainted without a new layout."""

from collections.abc import Iterator

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.ui.text_layout import wrap_lines
from trafficking_explorer.ui.widgets.segments import fit_cells


class WrappedText(Widget):
    """Texts one below the other, wrapped to the width there is; each is cut before a later one is."""

    texts: reactive[tuple[str, ...]] = reactive(())
    """Paragraphs, printable and on one line each."""

    def render_line(self, y: int) -> Strip:
        width = max(1, self.size.width - 2)
        lines = list(self._lines(width))
        shown, blank = fit_cells(lines[y] if y < len(lines) else "", width)
        return Strip([Segment(f" {shown}{' ' * (blank + 1)}", self.rich_style)])

    def _lines(self, width: int) -> Iterator[str]:
        left = self.size.height
        for at, text in enumerate(self.texts):
            # One line for each of those that follow, if there is more than one.
            room = max(min(left, 1), left - (len(self.texts) - at - 1))
            lines = wrap_lines(text, width)
            if len(lines) > room > 0:
                lines[room - 1] = f"{lines[room - 1][: width - 2]} …"
            yield from lines[:room]
            left -= min(room, len(lines))

"""A line of text that is repainted without a new layout."""

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.widgets.segments import fit_cells


class StatusLine(Widget):
    """One line, at the left or the right edge of its place.

    A new text repaints the line alone; a Static would lay out the screen again.
    """

    text: reactive[str] = reactive("")
    """The text; cut with an ellipsis if it is too long."""

    def __init__(self, *, id: str, classes: str | None = None, at_right: bool = False) -> None:
        super().__init__(id=id, classes=classes)
        self.at_right = at_right

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        shown, blank = fit_cells(sanitize(self.text), max(0, self.size.width - 2))
        before, after = (blank + 1, 1) if self.at_right else (1, blank + 1)
        return Strip([Segment(" " * before, style), Segment(shown + " " * after, style)])

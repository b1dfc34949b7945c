"""Lines that a widget draws itself, as fast as Textual lets it.

Textual looks up some forty style rules for each line it draws, for borders, padding and more that
these widgets do not have. Here a frame asks once, and lines that have not changed are kept.
"""

from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip


class DrawnLines(ScrollView):
    """A scrolled view whose subclasses draw line by line in `render_line`."""

    DEFAULT_CSS = """
    DrawnLines { scrollbar-size: 1 1; overflow-x: hidden; overflow-y: scroll; }
    """

    # What stands in the view does not move what stands beside it: laying out the whole screen for
    # every other number of lines costs many times what drawing them does.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.frame_style = Style()
        """The widget's own style, for `render_line`."""
        self._drawn: dict[int, Strip] = {}
        """Lines as they are on screen, by row."""
        self._drawn_size = Size(0, 0)

    def take_lines(self, width: int, lines: int) -> None:
        """Make the view so many lines long."""
        # Of a view longer than what it shows the scrollbar would have no length.
        size = Size(width, max(lines, self.container_size.height))
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> "DrawnLines":
        if repaint:
            self._drawn.clear()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        self._drawn.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.size != self._drawn_size:
            self._drawn.clear()
            self._drawn_size = self.size
        self.frame_style = self.rich_style
        background = self.background_colors[1]
        filters = self.app.get_line_filters()
        strips = []
        for y in crop.line_range:
            strip = self._drawn.get(y)
            if strip is None:
                strip = self.render_line(y).adjust_cell_length(self.size.width, self.frame_style)
                for each in filters:
                    strip = strip.apply_filter(each, background)
                self._drawn[y] = strip
            strips.append(strip)
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

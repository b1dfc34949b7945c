"""Lines that a widget draws itself, as fast as Textual lets it.

Textual looks up some forty style rules for each line it draws, for borders, padding and more that
these widgets do not have. Here a frame asks once, and lines that have not changed are kept.
"""

from rich.style import Style
from textual.color import TRANSPARENT
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trafficking_explorer.ui.widgets.mixins import ResizeMixin


class LineView(ResizeMixin, ScrollView):
    """A scrolled view whose subclasses draw line by line in `render_line`."""

    DEFAULT_CSS = """
    LineView { scrollbar-size: 1 1; overflow-x: hidden; overflow-y: scroll; }
    """

    # The content of the view does not move the widgets beside it: laying out the whole screen for
    # each new number of lines costs many times as much as drawing them.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.frame_style = Style()
        """The widget's own style, for `render_line`; as the next two, looked up once a frame."""
        self.frame_width = 0
        """Cells that a line may fill."""
        self.frame_top = 0
        """The uppermost line of the view on screen."""
        self._inks: dict[tuple[tuple[str, ...], bool], Style] = {}
        """The styles of components, which Textual computes again for each frame."""
        self._drawn: dict[int, Strip] = {}
        """The lines on screen, by row."""
        self._drawn_size = Size(0, 0)

    def take_lines(self, width: int, lines: int) -> None:
        """Set the number of lines of the view."""
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
    ) -> "LineView":
        if repaint:
            self._drawn.clear()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def notify_style_update(self) -> None:
        self._drawn.clear()
        self._inks.clear()
        super().notify_style_update()

    def get_component_rich_style(
        self, *names: str, partial: bool = False, default: Style | None = None
    ) -> Style:
        style = self._inks.get((names, partial))
        if style is None:
            style = super().get_component_rich_style(*names, partial=partial, default=default)
            self._inks[names, partial] = style
        return style

    @property
    def content_width(self) -> int:
        """Cells that a line may fill."""
        return self.scrollable_content_region.width or self.size.width

    def render_lines(self, crop: Region) -> list[Strip]:
        size = self.size
        if size != self._drawn_size:
            self._drawn.clear()
            self._drawn_size = size
        missing = [y for y in crop.line_range if y not in self._drawn]
        if missing:
            self.frame_style = self.rich_style
            self.frame_width = self.content_width
            self.frame_top = int(self.scroll_offset.y)
            # These widgets use no colours that depend on the terminal.
            filters = [
                each
                for each in self.app.get_line_filters()
                if not isinstance(each, ANSIToTruecolor)
            ]
            background = self.background_colors[1] if filters else TRANSPARENT
            for y in missing:
                strip = self.render_line(y).adjust_cell_length(size.width, self.frame_style)
                for each in filters:
                    strip = strip.apply_filter(each, background)
                self._drawn[y] = strip
        strips = [self._drawn[y] for y in crop.line_range]
        if crop.column_span != (0, size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

"""Lines that a widget draws itself, and a list of items with a cursor: the base of tables and cards.

Only the lines on screen are drawn, so a list of a million items costs as much as a screenful.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import TRANSPARENT
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.text_layout import wrap
from trafficking_explorer.ui.widgets.mixins import ResizeMixin


class LineView(ResizeMixin, ScrollView):
    """A scrolled view whose subclasses draw line by line in `render_line`."""

    DEFAULT_CSS = """
    LineView { scrollbar-size: 1 1; overflow-x: hidden; overflow-y: scroll; }
    """

    # The content of the view does not move the widgets beside it: laying out the whole screen for
    # each new number of lines costs many times as much as drawing them.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
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

    def take_lines(self, lines: int) -> None:
        """Set the number of lines of the view."""
        # Of a view longer than what it shows the scrollbar would have no length.
        size = Size(self.content_width, max(lines, self.container_size.height))
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

    def show_stale(self, is_stale: bool) -> None:
        """Dim the lines while they do not answer what is asked."""
        self.set_class(is_stale, "-stale")

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


class LineList(LineView, can_focus=True):
    """Items under a cursor. Subclasses measure and draw them."""

    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        background: $background; color: $foreground;
        & > .line-list--cursor { background: $panel; }
        &.-stale { color: $text-muted; text-style: dim; }
        &:focus > .line-list--cursor { background: $primary-muted; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup,ctrl+b", "move_page(-1)", "Page up", show=False, id="list.page-up"),
        Binding("pagedown,ctrl+f", "move_page(1)", "Page down", show=False, id="list.page-down"),
        Binding("home,g", "move_to(0)", "First", show=False, id="list.first"),
        Binding("end,G", "move_to(-1)", "Last", show=False, id="list.last"),
        Binding("enter", "choose", "Open", id="list.open"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
    """The index of the item under the cursor; 0 if there is none."""

    HEADER_LINES = 0
    """Lines above the items, which do not scroll."""

    @dataclass
    class OfItem(Message):
        """Something happened to an item."""

        list: "LineList"

        @property
        def control(self) -> "LineList":
            return self.list

    class Highlighted(OfItem):
        """The cursor came to an item."""

    class Chosen(OfItem):
        """The reader pressed enter on an item, or clicked it once more."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.if_empty: tuple[str, ...] = ()
        """Paragraphs to show if there are no items."""
        self.offers: tuple[str, ...] = ()
        """Lines below the first paragraph, one of which enter takes."""
        self.take_offer: Callable[[int], object] | None = None
        """Called with the number of the offer that the reader takes."""
        self._offer = 0
        """The offer under the cursor."""
        self._measured_width = 0
        self._offsets: Sequence[int] | None = None
        """The first line of each item, and the line after the last; None for one line each."""

    # Subclasses say.

    def item_count(self) -> int:
        """The number of items."""
        raise NotImplementedError

    def item_heights(self, width: int) -> list[int] | int | None:
        """Lines of each item at a width in cells, or of all alike; None if each has one."""
        return None

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        """Draw a line of an item, at most `width` cells, in the style of the item."""
        raise NotImplementedError

    def draw_header(self, line: int, width: int) -> list[Segment]:
        """Draw one of the lines above the items."""
        return []

    # The list itself.

    def show_empty(self, paragraphs: tuple[str, ...], offers: tuple[str, ...] = ()) -> None:
        """Show other paragraphs in an empty list, and what is offered."""
        if self.offers != offers[: len(self.offers)]:
            # Not only more of them: the reader may have moved on.
            self._offer = 0
        self.if_empty, self.offers = paragraphs, offers
        self.refresh()

    def relayout(self) -> None:
        """Measure again, after a change of the items or the width."""
        self._measure(self.content_width)
        total = self.item_count() if self._offsets is None else self._offsets[-1]
        self.take_lines(total + self.HEADER_LINES)
        self.refresh()

    def _measure(self, width: int) -> None:
        self._measured_width = width
        heights = self.item_heights(width) if width else None
        if isinstance(heights, int):
            self._offsets = range(0, heights * self.item_count() + 1, heights)
        else:
            self._offsets = None if heights is None else [0, *accumulate(heights)]

    def on_resize(self, event: events.Resize) -> None:
        self.relayout()
        self.show_cursor()

    def _is_measured(self, width: int) -> bool:
        """True if the heights of the items are known for the room there is."""
        return width == self._measured_width

    def _span(self, index: int) -> tuple[int, int]:
        """The first line of an item and the line after its last."""
        if self._offsets is None:
            return index, index + 1
        return self._offsets[index], self._offsets[index + 1]

    def item_at(self, line: int) -> tuple[int, int] | None:
        """The item on a line of the list, and the line within it; None below the last item."""
        if line < 0:
            return None
        if self._offsets is None:
            return (line, 0) if line < self.item_count() else None
        index = bisect_right(self._offsets, line) - 1
        return (index, line - self._offsets[index]) if index < self.item_count() else None

    def render_line(self, y: int) -> Strip:
        width = self.frame_width
        if not self._is_measured(width):
            # The first paint comes before the resize event, and shows the items all the same.
            self._measure(width)
        style = self.frame_style
        if y < self.HEADER_LINES:
            strip = Strip(self.draw_header(y, width))
        else:
            found = self.item_at(y - self.HEADER_LINES + self.frame_top)
            if found is None:
                empty = _draw_empty(self, y - self.HEADER_LINES, width, style)
                return Strip(empty)
            index, line = found
            if index == self.cursor:
                style = self.get_component_rich_style("line-list--cursor")
            strip = Strip(self.draw_item(index, line, width, style))
        return strip.adjust_cell_length(width, style)

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.item_count() - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if old != new:
            self.refresh()
            self.show_cursor()
            self.announce()

    def announce(self) -> None:
        """Post `Highlighted` for the item under the cursor."""
        if self.item_count():
            self.post_message(self.Highlighted(self))

    def show_items(self, at: int) -> None:
        """Lay out other items, with the cursor on one of them."""
        self.set_reactive(LineList.cursor, at)
        self.relayout()
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll just as far as the item under the cursor needs."""
        if not self.item_count() or not self.size.height or self.cursor >= self.item_count():
            return
        first, last = self._span(self.cursor)
        room = self.scrollable_content_region.height - self.HEADER_LINES
        top = self.scroll_offset.y
        if first < top:
            top = first
        elif last > top + room:
            top = min(first, _beginning_after(self._offsets, last - room))
        self.scroll_to(y=top, animate=False, force=True)

    def action_move(self, by: int) -> None:
        if self.offers and not self.item_count():
            self._offer = max(0, min(self._offer + by, len(self.offers) - 1))
            self.refresh()
        self.cursor += by

    def action_move_to(self, index: int) -> None:
        self.cursor = index if index >= 0 else self.item_count() - 1

    def action_move_page(self, by: int) -> None:
        room = max(1, self.scrollable_content_region.height - self.HEADER_LINES - 1)
        first, _ = self._span(self.cursor) if self.item_count() else (0, 0)
        found = self.item_at(max(0, first + by * room))
        index = found[0] if found else self.item_count() - 1
        self.cursor = index if index != self.cursor else self.cursor + by

    def action_choose(self) -> None:
        if self.item_count():
            self.post_message(self.Chosen(self))
        else:
            self.choose_offer()

    def choose_offer(self, index: int | None = None) -> None:
        """Take an offer, by default that under the cursor, if there are offers instead of items."""
        if self.take_offer is not None and self.offers and not self.item_count():
            self.take_offer(self._offer if index is None else index)

    def on_click(self, event: events.Click) -> None:
        if event.y < self.HEADER_LINES:
            self.header_clicked(event.x)
            return
        found = self.item_at(event.y - self.HEADER_LINES + self.scroll_offset.y)
        if found is None:
            lines = _empty_lines(self.if_empty, self.offers, self.content_width, self.size.height)
            on_line = lines[event.y - self.HEADER_LINES :][:1]
            if on_line and on_line[0][1] is not None:
                self.choose_offer(on_line[0][1])
            return
        if found[0] == self.cursor and event.chain > 1:
            self.action_choose()
        self.cursor = found[0]

    def header_clicked(self, x: int) -> None:
        """The reader clicked the header at a cell."""


def _draw_empty(of: LineList, y: int, width: int, style: Style) -> list[Segment]:
    """Draw a line of the paragraphs for an empty list."""
    if of.item_count():
        return []
    lines = _empty_lines(of.if_empty, of.offers, width, of.size.height)
    if y >= len(lines):
        return []
    text, offer = lines[y]
    if offer is None:
        return [Segment("  " + text, style)]
    if offer != of._offer:
        return [Segment(f"    {text}", style)]
    cursor = style + of.get_component_rich_style("line-list--cursor")
    return [Segment(f"  > {text} · enter ", cursor)]


def _beginning_after(offsets: Sequence[int] | None, line: int) -> int:
    """The line, or the first below it, on which an item begins: the list shows no end of one alone."""
    if offsets is None:
        return line
    return offsets[min(bisect_left(offsets, line), len(offsets) - 1)]


@lru_cache(maxsize=8)
def _empty_lines(
    paragraphs: tuple[str, ...], offers: tuple[str, ...], width: int, most: int
) -> list[tuple[str, int | None]]:
    """The first lines of paragraphs, with an empty one before each, and of the offers behind the first.

    Each with the index of its offer, or None.
    """
    lines: list[tuple[str, int | None]] = []
    for at, paragraph in enumerate(paragraphs):
        spans = islice(wrap(paragraph, 0, len(paragraph), max(10, width - 4)), most)
        lines += [("", None), *((sanitize(paragraph[start:end]), None) for start, end in spans)]
        if at == 0:
            lines += [(sanitize(offer), index) for index, offer in enumerate(offers)]
    return lines[:most]

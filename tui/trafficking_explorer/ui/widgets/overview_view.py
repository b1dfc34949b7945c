"""The boxes of the overview, drawn line by line, with one cursor through all of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip

from trafficking_explorer.database.overview import ARRESTS, RESCUED, Box, Overview, OverviewLine
from trafficking_explorer.database.signs import SIGNS
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.time_scale import PLAIN_BARS
from trafficking_explorer.ui.value_scale import PLAIN_SIGNS
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.overview_drawing import Glyphs, Pieces
from trafficking_explorer.ui.widgets.overview_page import Look, Page, Stop, lay_out
from trafficking_explorer.ui.widgets.segments import foreground

_FINE = Glyphs()
_PLAIN = Glyphs(
    corners="++++",
    across="-",
    upright="|",
    cursor=">",
    bars=PLAIN_SIGNS,
    times=replace(PLAIN_BARS, tick=" "),
    inferred=PLAIN.resolved,
    stated=PLAIN.stated,
    signs=tuple((each.text, each.plain) for each in SIGNS),
)
_LINEAR = replace(_PLAIN, corners="    ", across=" ", upright=" ", is_linear=True)


class OverviewView(LineList):
    """All boxes; the cursor goes from line to line, and from box to box."""

    DEFAULT_CSS = """
    OverviewView {
        overflow-y: auto;
        & > .overview-view--title { text-style: bold; }
        & > .overview-view--heading { text-style: bold; color: $foreground; }
        & > .overview-view--here { color: $primary; text-style: bold; }
        & > .overview-view--frame { color: $primary-muted; }
        & > .overview-view--label { color: $foreground; }
        & > .overview-view--muted { color: $text-muted; }
        & > .overview-view--bar { color: $primary; }
        & > .overview-view--value { text-style: bold; }
        & > .overview-view--differs { color: $text-warning; text-style: bold; }
        & > .overview-view--wrong { color: $text-error; text-style: bold; }
        & > .overview-view--quote { text-style: italic; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "overview-view--title",
        "overview-view--heading",
        "overview-view--here",
        "overview-view--frame",
        "overview-view--label",
        "overview-view--muted",
        "overview-view--bar",
        "overview-view--value",
        "overview-view--differs",
        "overview-view--wrong",
        "overview-view--quote",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_box(1)", "Next box", id="overview.next-box"),
        Binding(
            "shift+tab", "next_box(-1)", "Previous box", show=False, id="overview.previous-box"
        ),
        Binding("left,h", "aside(-1)", "Box at the left", show=False, id="overview.left"),
        Binding("right,l", "aside(1)", "Box at the right", show=False, id="overview.right"),
        Binding("r", "turn", "Arrests, rescued", id="overview.measure"),
    ]

    bars: reactive[str] = reactive(ARRESTS)
    """The box of bars on show: ARRESTS or RESCUED."""

    def __init__(
        self, boxes: Overview, *, marks: Symbols, key_of: Callable[[str], str], id: str
    ) -> None:
        """Show what is known.

        Args:
            boxes: those that are known; a missing one is being read.
            key_of: the key of a pane, by its name.
        """
        super().__init__(id=id)
        self.boxes = dict(boxes)
        self._glyphs = _PLAIN if marks == PLAIN else _FINE
        if marks.is_linear:
            self._glyphs = _LINEAR
        self._key_of = key_of
        self._page = Page()
        self._page_size = (0, 0)
        self._wanted: tuple[str, OverviewLine] | None = None
        """The cursor's place, in a page that is laid out again."""

    # What is shown.

    def take(self, box: Box) -> None:
        """Show a box in place of the one before."""
        if self.boxes.get(box.name) != box:
            self.boxes[box.name] = box
            self.relayout()

    def watch_bars(self) -> None:
        self.relayout()

    @property
    def stop(self) -> Stop | None:
        """The line under the cursor."""
        stops = self._page.stops
        return stops[self.cursor] if self.cursor < len(stops) else None

    def item_count(self) -> int:
        return len(self._page.stops)

    def relayout(self) -> None:
        """Lay out the page for the room there is; the cursor stays at its line."""
        before = self.stop
        self._measure(self.content_width)
        if before is not None:
            self.set_reactive(LineList.cursor, self._find(before))
        self.take_lines(len(self._page.rows))
        self.refresh()

    def _measure(self, width: int) -> None:
        self._measured_width = width
        self._page_size = (width, self.size.height)
        look = Look(self.boxes, self.bars, self._glyphs, self._key_of)
        self._page = lay_out(look, width, self.size.height) if width > 8 else Page()

    def _find(self, before: Stop) -> int:
        """The stop of the same line, else the first of the same box."""
        stops = self._page.stops
        same = [i for i, each in enumerate(stops) if each.line.opens == before.line.opens]
        at_box = [i for i in same if stops[i].box == before.box]
        of_box = [i for i, each in enumerate(stops) if each.box == _same_box(before.box, self.bars)]
        return next(iter((*at_box, *of_box)), 0)

    def go_to(self, name: str, at: int = 0) -> None:
        """Put the cursor on a line of a box, by its number among all; the first if it is not shown."""
        found = [i for i, each in enumerate(self._page.stops) if each.box == name]
        wanted = self.boxes[name].lines[at : at + 1] if at else ()
        same = [i for i in found if self._page.stops[i].line in wanted]
        if found:
            self.cursor = (same or found)[0]

    # Drawing.

    def render_line(self, y: int) -> Strip:
        width = self.frame_width
        if (width, self.size.height) != self._page_size:
            # The first paint comes before the resize event, and shows the boxes all the same.
            self._measure(width)
        style, row = self.frame_style, y + self.frame_top
        if row >= len(self._page.rows):
            return Strip.blank(width, style)
        segments: list[Segment] = []
        used = 0
        for left, pieces, stop in sorted(self._page.rows[row], key=lambda each: each[0]):
            segments.append(Segment(" " * (left - used), style))
            drawn = self._draw(pieces, stop, row)
            segments += drawn
            used = left + sum(segment.cell_length for segment in drawn)
        return Strip(segments).adjust_cell_length(width, style)

    def _draw(self, pieces: Pieces, stop: int | None, row: int) -> list[Segment]:
        """The segments of pieces; those under the cursor fill the width of their box.

        Args:
            row: the line of the page they are on.
        """
        here = self.stop
        if stop is None or stop != self.cursor or here is None:
            return [Segment(text, self._ink(ink)) for text, ink in pieces if text]
        laid = self.get_component_rich_style("line-list--cursor")
        segments = [Segment(text, self._ink(ink) + laid) for text, ink in pieces if text]
        blank = here.width - sum(segment.cell_length for segment in segments)
        if row == here.top:
            segments = _marked(segments, self._glyphs.cursor)
        return [*segments, Segment(" " * blank, laid)]

    def _ink(self, ink: str) -> Style:
        name, _, box = ink.partition(" ")
        if name == "text":
            return self.frame_style
        here = self.stop
        if box and here is not None and here.box == box and self.has_focus:
            name = "here"
        found = self.get_component_rich_style(f"overview-view--{name}")
        return self.frame_style + foreground(found)

    # Moving.

    def _span(self, index: int) -> tuple[int, int]:
        """The lines of a stop, with the head of its box if it is the first in it."""
        stops = self._page.stops
        stop = stops[index]
        is_first = index == 0 or stops[index - 1].box != stop.box
        if index == 0:
            return 0, stop.bottom
        return stop.top - (1 if is_first else 0), stop.bottom

    def action_next_box(self, by: int) -> None:
        """Go to the first line of the next box, around the page."""
        stops, here = self._page.stops, self.stop
        if here is None:
            return
        names = list(dict.fromkeys(each.box for each in stops))
        self.go_to(names[(names.index(here.box) + by) % len(names)])

    def action_aside(self, by: int) -> None:
        """Go to the nearest line beside the cursor."""
        here = self.stop
        if here is None:
            return
        beside = [
            (abs(each.top - here.top), index)
            for index, each in enumerate(self._page.stops)
            if (each.left - here.left) * by > 0 and each.left != here.left
        ]
        near = [each for each in beside if each[0] <= max(self.size.height // 2, 3)]
        if near:
            self.cursor = min(near)[1]

    def action_move_page(self, by: int) -> None:
        here = self.stop
        if here is None:
            return
        wanted = here.top + by * max(1, self.size.height - 1)
        stops = self._page.stops
        self.cursor = min(range(len(stops)), key=lambda index: abs(stops[index].top - wanted))

    def action_turn(self) -> None:
        """Show the bars of the other measure."""
        self.bars = RESCUED if self.bars == ARRESTS else ARRESTS
        self.announce()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        # A list of one item a line would take another item.
        event.prevent_default()
        y = event.y + int(self.scroll_offset.y)
        for index, stop in enumerate(self._page.stops):
            if stop.top <= y < stop.bottom and stop.left - 1 <= event.x < stop.left + stop.width:
                if index == self.cursor and event.chain > 1:
                    self.action_choose()
                self.cursor = index
                return


def _same_box(name: str, bars: str) -> str:
    return bars if name in (ARRESTS, RESCUED) else name


def _marked(segments: list[Segment], cursor: str) -> list[Segment]:
    """Segments with the sign of the cursor in their second cell, which is left blank for it."""
    first = segments[0]
    text = first.text
    if len(text) > 1 and text[1] == " " and cell_width(text[:2]) == 2:
        return [Segment(text[0] + cursor + text[2:], first.style), *segments[1:]]
    return segments

"""A source text as an article, its passages marked; a cursor walks from passage to passage."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from trafficking_explorer.database.read_models import Passage, SourceDocument
from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.text.folding import find_matches
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import Line, typeset
from trafficking_explorer.ui.text_selection import Span, step
from trafficking_explorer.ui.widgets.line_view import LineView
from trafficking_explorer.ui.widgets.segments import Mark, highlight

_typeset = lru_cache(maxsize=8)(typeset)
"""Several views show one text, and readers go to and fro between texts."""
_BAR_CELLS = 3
"""Room at the left for the bar that marks a passage without colour."""


class PassageView(LineView, can_focus=True):
    """One source."""

    DEFAULT_CSS = """
    PassageView {
        height: 1fr;
        background: $background; color: $foreground;
        & > .source-view--evidence { background: $evidence; color: $evidence-text; text-style: underline; }
        & > .source-view--record { background: $evidence-faint; text-style: underline; }
        & > .source-view--other { background: $evidence-other; }
        & > .source-view--match { background: $match; color: $match-text; }
        & > .source-view--heading { text-style: bold; }
        & > .source-view--furniture { color: $text-disabled; }
        & > .source-view--bar { color: $evidence-bar; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source-view--evidence",
        "source-view--record",
        "source-view--other",
        "source-view--match",
        "source-view--heading",
        "source-view--furniture",
        "source-view--bar",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_by_lines(-1)", "Up", show=False, id="source.up"),
        Binding("down,j", "scroll_by_lines(1)", "Down", show=False, id="source.down"),
        Binding("pageup,ctrl+b", "page_up", "Page up", show=False, id="source.page-up"),
        Binding("pagedown,ctrl+f", "page_down", "Page down", show=False, id="source.page-down"),
        Binding("home,g", "scroll_home", "Top", show=False, id="source.top"),
        Binding("end,G", "scroll_end", "End", show=False, id="source.end"),
        Binding("enter", "choose", "Records here", id="source.records"),
        Binding("o", "toggle_furniture", "Page furniture", show=False, id="source.furniture"),
    ]

    @dataclass
    class PassageHighlighted(Message):
        """The reader came to a passage, with a click."""

        view: "PassageView"
        span: Span

        @property
        def control(self) -> "PassageView":
            return self.view

    @dataclass
    class PassageChosen(Message):
        """The reader wants the records that rest on a passage."""

        view: "PassageView"
        keys: tuple[tuple[str, str], ...]

        @property
        def control(self) -> "PassageView":
            return self.view

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.document: SourceDocument | None = None
        self.record_spans: tuple[Span, ...] = ()
        """The passages of the record on the card."""
        self.field_spans: tuple[Span, ...] = ()
        """Those of the field the card's cursor is on."""
        self.active: Span | None = None
        """The passage the reader is at."""
        self.needles: tuple[str, ...] = ()
        self.opened = False
        """Whether page furniture is shown."""
        self._lines: list[Line] = []
        self._starts: list[int] = []
        self._matches: list[Span] = []
        self._laid_out: tuple[object, int, bool] | None = None
        self._others: dict[int, list[Span]] = {}
        """Passages of all records that touch a line, by where it begins: there are hundreds."""

    def show_document(
        self,
        document: SourceDocument | None,
        record_spans: Iterable[Span] = (),
        needles: tuple[str, ...] = (),
    ) -> None:
        """Show a source with the passages of a record."""
        if document is not self.document or needles != self.needles:
            self._matches = find_matches(document.text, needles) if document else []
        self.document, self.needles = document, needles
        self.record_spans = tuple(dict.fromkeys(record_spans))
        self.field_spans = ()
        self.active = None
        self._lay_out()
        self.refresh()

    def show_needles(self, needles: tuple[str, ...]) -> None:
        """Mark other words in the text."""
        if needles != self.needles:
            self.needles = needles
            self._matches = find_matches(self.document.text, needles) if self.document else []
            self.refresh()

    def show_passage(self, span: Span | None, field_spans: Iterable[Span] = ()) -> None:
        """Mark a passage as the one the reader is at, and scroll to it."""
        self.active, self.field_spans = span, tuple(field_spans)
        if span is not None:
            self._scroll_to_span(span)
        self.refresh()

    @property
    def _strong_spans(self) -> tuple[Span, ...]:
        """What stands out most: the passage the reader is at, and its field's others."""
        return self.field_spans if self.active is None else (*self.field_spans, self.active)

    @property
    def text_width(self) -> int:
        """Cells of running text."""
        return max(8, self.content_width - _BAR_CELLS - 1)

    def on_resize(self, event: events.Resize) -> None:
        self._take_room()

    def on_show(self, event: events.Show) -> None:
        # A text that was given while there was no room for it is set now.
        self._take_room()

    def _take_room(self) -> None:
        self._lay_out()
        if (here := self._here()) is not None:
            self._scroll_to_span(here)
        self.refresh()

    def _here(self) -> Span | None:
        """The place that stays in sight, however much room there is."""
        return self.active

    def _lay_out(self) -> None:
        if self.document is None or not self.size.width:
            self._lines, self._starts, self._laid_out = [], [], None
            return
        wanted = (self.document, self.text_width, self.opened)
        if self._laid_out != wanted:
            self._laid_out = wanted
            document = self.document
            self._lines = _typeset(
                document.text,
                document.body,
                document.furniture,
                self.text_width,
                opened=self.opened,
            )
            self._starts = [line.start for line in self._lines]
            width = self.content_width
            self._others.clear()
            self.take_lines(width, len(self._lines))

    def _line_of(self, position: int) -> int:
        """The line of the screen on which a code point of the text stands."""
        index = bisect_left(self._starts, position + 1) - 1
        while index > 0 and self._lines[index].end <= self._lines[index].start:
            index -= 1
        return max(0, index)

    def _scroll_to_span(self, span: Span) -> None:
        if not self._lines:
            return
        first, last = self._line_of(span[0]), self._line_of(max(span[0], span[1] - 1))
        if not self.opened and self._is_folded(span[0]):
            self.opened = True
            self._lay_out()
            first, last = self._line_of(span[0]), self._line_of(max(span[0], span[1] - 1))
        room = self._room
        top = self.scroll_offset.y
        if top + 1 <= first and last < top + room - 1:
            return  # It is in sight: the page does not jump.
        # A third from the top: what leads to a passage is seen with it.
        self.scroll_to(y=max(0, first - max(1, room // 3)), animate=False, force=True)

    @property
    def _room(self) -> int:
        """How many lines are on screen."""
        return self.scrollable_content_region.height or self.size.height

    def _is_folded(self, position: int) -> bool:
        document = self.document
        assert document is not None
        start, end = document.body
        return not start <= position < end or any(
            first <= position < last for first, last in document.furniture
        )

    def render_line(self, y: int) -> Strip:
        index = y + self.frame_top
        style = self.frame_style
        width = self.size.width
        if self.document is None or index >= len(self._lines):
            return Strip.blank(width, style)
        line = self._lines[index]
        if line.kind == "fold":
            return Strip(
                [Segment(" " * _BAR_CELLS + line.label, self._style("furniture"))]
            ).adjust_cell_length(width, style)
        base = style
        if line.kind in ("heading", "furniture"):
            base = self._style(line.kind)
        segments = [
            *self._bar(line, style),
            Segment(" " * line.indent, style),
            *highlight(
                self.document.text[line.start : line.end], base, self._marks_of(line), line.start
            ),
        ]
        return Strip(segments).adjust_cell_length(width, style)

    def _bar(self, line: Line, style: Style) -> list[Segment]:
        sign = self._sign(line) if line.end > line.start else " "
        return [Segment(f" {sign}", self._style("bar")), Segment(" " * (_BAR_CELLS - 2), style)]

    def _sign(self, line: Line) -> str:
        """What tells without colour that a line of the text has something marked in it."""
        if any(touches(line, span) for span in self._strong_spans):
            return self.marks.bar
        if any(touches(line, span) for span in self.record_spans):
            return self.marks.thin_bar
        return " "

    def _marks_of(self, line: Line) -> list[Mark]:
        assert self.document is not None
        other = self._style("other", partial=True)
        record = self._style("record", partial=True)
        match = self._style("match", partial=True)
        others = self._others.get(line.start)
        if others is None:
            spans = dict.fromkeys((each.start, each.end) for each in self.document.passages)
            others = [span for span in spans if touches(line, span)]
            self._others[line.start] = others
        marks: list[Mark] = [(*span, other) for span in others]
        marks += [(*span, record) for span in self.record_spans if touches(line, span)]
        evidence = self._style("evidence", partial=True)
        marks += [(*span, evidence) for span in self._strong_spans if touches(line, span)]
        return marks + [(*span, match) for span in self._matches_on(line)]

    def _matches_on(self, line: Line) -> list[Span]:
        """The places on a line that have words of the filter; they are in order, and apart."""
        first = bisect_right(self._matches, line.start, key=lambda span: span[1])
        last = bisect_left(self._matches, line.end, key=lambda span: span[0])
        return self._matches[first:last]

    def _style(self, name: str, *, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"source-view--{name}", partial=partial)

    def records_at(self, span: Span) -> tuple[tuple[str, str], ...]:
        """The records that rest on a passage or on a part of it, those of just this passage first."""
        if self.document is None:
            return ()
        found = sorted(
            (
                passage
                for passage in self.document.passages
                if passage.start < span[1] and span[0] < passage.end
            ),
            key=lambda passage: (
                (passage.start, passage.end) != span,
                abs(passage.start - span[0]) + abs(passage.end - span[1]),
            ),
        )
        return tuple(dict.fromkeys((each.record_type, each.record_id) for each in found))

    def action_choose(self) -> None:
        if self.active is not None:
            self.post_message(self.PassageChosen(self, self.records_at(self.active)))

    def action_scroll_by_lines(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def action_toggle_furniture(self) -> None:
        self.opened = not self.opened
        self._lay_out()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if self.document is None or index >= len(self._lines):
            return
        if self._lines[index].kind == "fold":
            self.action_toggle_furniture()
            return
        self._clicked(event, self._place_at(event.x, index))

    def _place_at(self, x: int, index: int) -> int:
        """The code point that a cell of the view shows, or the end of its line."""
        line = self._lines[index]
        return self._position_at(line, x - _BAR_CELLS - line.indent)

    def _clicked(self, event: events.Click, position: int) -> None:
        """Go to the passage that a code point stands in."""
        passage = self._shortest_passage(position)
        if passage is None:
            return
        span = (passage.start, passage.end)
        if span == self.active and event.chain > 1:
            self.action_choose()
        else:
            self.post_message(self.PassageHighlighted(self, span))

    def _position_at(self, line: Line, cells: int) -> int:
        assert self.document is not None
        text, position = self.document.text, line.start
        while position < line.end:
            # By what is drawn as one: an accent of its own has no cell.
            after = min(line.end, step(text, position, 1))
            cells -= cell_width(sanitize(text[position:after]))
            if cells < 0:
                return position
            position = after
        return line.end

    def _shortest_passage(self, position: int) -> Passage | None:
        """The passage at a position that says most exactly what is meant."""
        assert self.document is not None
        at = [each for each in self.document.passages if each.start <= position < each.end]
        of_record = [each for each in at if (each.start, each.end) in self.record_spans]
        return min(of_record or at, key=lambda each: each.end - each.start, default=None)


def touches(line: Line, span: Span) -> bool:
    """Whether any of a range stands on a line."""
    return span[0] < line.end and line.start < span[1]

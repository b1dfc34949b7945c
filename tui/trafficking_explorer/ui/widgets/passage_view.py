"""A source text set as an article, with its passages marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from trafficking_explorer.database.read_models import Key, SourceDocument, Span
from trafficking_explorer.text.folding import find_matches
from trafficking_explorer.text.lines import line_end, with_plain_breaks
from trafficking_explorer.text.sentences import find_sentences
from trafficking_explorer.ui.article_lines import ArticleLines
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import Line
from trafficking_explorer.ui.widgets.line_list import LineView
from trafficking_explorer.ui.widgets.segments import Mark, highlight

_BAR_CELLS = 3
"""Cells at the left for the bar that marks a passage without colour."""
_STRIP_LINES = 8
"""With so few lines, a passage is shown from the beginning of its sentence."""
_LONGEST_PARAGRAPH = 5_000
"""Code points before a passage, and after it, among which its sentence is looked for."""


class PassageView(LineView, can_focus=True):
    """One source."""

    DEFAULT_CSS = """
    PassageView {
        height: 1fr;
        background: $background; color: $foreground;
        & > .source-view--evidence { background: $evidence; color: $evidence-text; text-style: underline; }
        & > .source-view--record { text-style: underline; }
        & > .source-view--other { color: $passage-other; }
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
        Binding("enter", "choose", "Its records", id="source.records"),
        Binding("o", "toggle_furniture", "Page furniture", show=False, id="source.furniture"),
    ]

    @dataclass
    class PassageHighlighted(Message):
        """The reader clicked a passage."""

        span: Span

    @dataclass
    class PassageChosen(Message):
        """The reader wants the records that a passage supports."""

        keys: tuple[Key, ...]

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.document: SourceDocument | None = None
        self.record_spans: tuple[Span, ...] = ()
        """The passages of the record on the card."""
        self._underlined: tuple[Span, ...] = ()
        """The same without overlaps, and without the blanks between two of them."""
        self.field_spans: tuple[Span, ...] = ()
        """Those of the field the card's cursor is on."""
        self.active: Span | None = None
        """The passage the reader is at."""
        self.needles: tuple[str, ...] = ()
        self.opened = False
        """True while page furniture is shown."""
        self._article = ArticleLines()
        self._matches: list[Span] = []
        self._others: dict[int, list[Span]] = {}
        """The passages of all records that touch a line, by its start: there are hundreds."""

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
        text = document.text if document else ""
        self.record_spans = tuple(dict.fromkeys(record_spans))
        self._underlined = join_spans(text, self.record_spans)
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
        """The passage the reader is at, and the others of its field."""
        return self.field_spans if self.active is None else (*self.field_spans, self.active)

    def on_resize(self, event: events.Resize) -> None:
        self._take_room()

    def on_show(self, event: events.Show) -> None:
        # A text that was given while there was no room for it.
        self._take_room()

    def _take_room(self) -> None:
        self._lay_out()
        if (here := self._here()) is not None:
            self._scroll_to_span(here)
        self.refresh()

    def _here(self) -> Span | None:
        """The place that stays in sight when the size changes."""
        return self.active

    def _lay_out(self) -> None:
        # Beside the text there is the bar, and a blank cell at the right.
        width = max(8, self.content_width - _BAR_CELLS - 1)
        document = self.document if self.size.width else None
        if self._article.lay_out(document, width, opened=self.opened):
            self._others.clear()
            # A blank line at the end, so that no passage is on the last one.
            self.take_lines(len(self._article.lines) + 1)

    def _open_at(self, position: int) -> None:
        """Show page furniture if a code point is in it."""
        assert self.document is not None
        if not self.opened and not self.document.is_article(position, position + 1):
            self.opened = True
            self._lay_out()

    def _scroll_to_span(self, span: Span) -> None:
        if not self._article.lines:
            return
        self._open_at(span[0])
        first = self._article.line_of(span[0])
        last = self._article.line_of(max(span[0], span[1] - 1))
        room, top = self._room, int(self.scroll_offset.y)
        if room <= _STRIP_LINES:
            # In so few lines the sentence is all the context that there is room for.
            assert self.document is not None
            sentence = self._article.line_of(sentence_start(self.document.text, span[0]))
            top = min(first, max(sentence, last - room + 1))
        elif top + 1 <= first and last < top + room - max(2, room // 4):
            return  # It is in sight, with what follows it: the page does not jump.
        else:
            # In the upper third: what leads to a passage is seen with it.
            top = first - min(max(1, room // 4), max(1, room - (last - first) - 2))
        self.scroll_to(y=max(0, top), animate=False, force=True)

    @property
    def _room(self) -> int:
        """The number of lines on screen."""
        return self.scrollable_content_region.height or self.size.height

    def render_line(self, y: int) -> Strip:
        index = y + self.frame_top
        style = self.frame_style
        width = self.size.width
        if self.document is None or index >= len(self._article.lines):
            return Strip.blank(width, style)
        line = self._article.lines[index]
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
        """The sign beside a line that marks its passages without colour."""
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
            spans = dict.fromkeys(each.span for each in self.document.passages)
            others = [span for span in spans if touches(line, span)]
            self._others[line.start] = others
        marks: list[Mark] = [(*span, other) for span in others]
        marks += [(*span, record) for span in self._underlined if touches(line, span)]
        evidence = self._style("evidence", partial=True)
        marks += [(*span, evidence) for span in self._strong_spans if touches(line, span)]
        return marks + [(*span, match) for span in self._matches_on(line)]

    def _matches_on(self, line: Line) -> list[Span]:
        """The words of the filter on a line; they are in order and do not overlap."""
        first = bisect_right(self._matches, line.start, key=lambda span: span[1])
        last = bisect_left(self._matches, line.end, key=lambda span: span[0])
        return self._matches[first:last]

    def _style(self, name: str, *, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"source-view--{name}", partial=partial)

    def action_choose(self) -> None:
        if self.active is not None and self.document is not None:
            keys = self.document.records_at(self.active)
            self.post_message(self.PassageChosen(keys))

    def action_scroll_by_lines(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def action_toggle_furniture(self) -> None:
        self.opened = not self.opened
        self._lay_out()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if self.document is None or index >= len(self._article.lines):
            return
        if self._article.lines[index].kind == "fold":
            self.action_toggle_furniture()
        else:
            self._clicked(event, self._place_at(event.x, index))

    def _place_at(self, x: int, index: int) -> int:
        """The code point that a cell of the view shows, or the end of its line."""
        return self._article.position_at(index, x - _BAR_CELLS)

    def _clicked(self, event: events.Click, position: int) -> None:
        """Go to the passage around a code point."""
        assert self.document is not None
        passage = self.document.passage_at(position, self.record_spans)
        if passage is None:
            return
        if passage.span == self.active and event.chain > 1:
            self.action_choose()
        else:
            self.post_message(self.PassageHighlighted(passage.span))


def join_spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Ranges of a text in order, those that overlap or have only white space between them as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start].isspace()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def sentence_start(text: str, position: int) -> int:
    """The beginning of the sentence around a code point."""
    earliest, latest = max(0, position - _LONGEST_PARAGRAPH), position + _LONGEST_PARAGRAPH
    near = with_plain_breaks(text[earliest:latest])
    start = earliest + near.rfind("\n\n", 0, position - earliest) + 1
    sentences = find_sentences(text, start, min(line_end(text, position), latest))
    return next((first for first, last in sentences if first <= position < last), position)


def touches(line: Line, span: Span) -> bool:
    """True if a line shows any of a range."""
    return span[0] < line.end and line.start < span[1]

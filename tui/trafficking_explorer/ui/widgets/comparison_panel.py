"""The two sides of a finding: each passage in its source, with the words that differ marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from trafficking_explorer.database.read_models import (
    Detail,
    Field,
    FindingDetail,
    Passage,
    SourceDocument,
    Span,
    field_label,
)
from trafficking_explorer.text.word_diff import compare, spans
from trafficking_explorer.ui.passage_walk import PassagePair, PassageStop, pairs_of
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import Line
from trafficking_explorer.ui.widgets.panel_rule import PanelRule
from trafficking_explorer.ui.widgets.passage_view import PassageView
from trafficking_explorer.ui.widgets.segments import Mark
from trafficking_explorer.ui.widgets.source_lines import title_line
from trafficking_explorer.ui.widgets.source_panel import SourcePanel
from trafficking_explorer.ui.widgets.status_line import StatusLine

_SAID = {
    "some": "underlined: words that differ",
    "alike": "no word differs",
    "other": "too different to compare words",
    "long": "too long to compare word by word",
}


class SideView(PassageView):
    """One side: a passage in its source, faint around it."""

    DEFAULT_CSS = """
    SideView {
        & > .side-view--around { color: $text-muted; }
        & > .side-view--passage { background: $evidence-faint; }
        & > .side-view--words { background: $evidence; color: $evidence-text; text-style: bold; }
        & > .side-view--differs { text-style: underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "side-view--around",
        "side-view--passage",
        "side-view--words",
        "side-view--differs",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open in source", id="side.open"),
    ]

    @dataclass
    class Opened(Message):
        """The reader wants to see a passage in its source."""

        source_id: str
        span: Span

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id, marks=marks)
        self.words: tuple[Span, ...] = ()
        """The words within the passage that the finding is about."""
        self.differing: tuple[Span, ...] = ()
        """The words that are not on the other side."""

    def show_stop(
        self,
        stop: PassageStop,
        document: SourceDocument,
        differing: Sequence[Span],
        needles: tuple[str, ...] = (),
    ) -> None:
        """Show a passage."""
        self.words, self.differing = stop.words, tuple(differing)
        self.show_document(document, needles=needles)
        self.show_passage(stop.span)

    def _marks_of(self, line: Line) -> list[Mark]:
        if self.active is None:
            return []
        start, end = self.active
        # Not partial: a colour mixed with the background needs the background.
        around = self.get_component_rich_style("side-view--around")
        marks: list[Mark] = [
            (line.start, start, around),
            (end, line.end, around),
            (start, end, self._side_style("passage")),
        ]
        marks += [(*span, self._side_style("words")) for span in self.words]
        marks += [(*span, self._side_style("differs")) for span in self.differing]
        match = self._style("match", partial=True)
        return marks + [(*span, match) for span in self._matches_on(line)]

    def _side_style(self, name: str) -> Style:
        return self.get_component_rich_style(f"side-view--{name}", partial=True)

    def action_choose(self) -> None:
        if self.active is not None and self.document is not None:
            self.post_message(self.Opened(self.document.source_id, self.active))

    def _clicked(self, event: events.Click, position: int) -> None:
        # Only this passage matters here: clicks on others do nothing.
        if event.chain > 1:
            self.action_choose()


class ComparisonPanel(SourcePanel):
    """The passages of a finding in pairs, side by side or one above the other."""

    VIEW = SideView
    DEFAULT_CSS = """
    ComparisonPanel {
        &.-stacked #columns { layout: vertical; }
        &.-stacked #second-column { border-left: none; }
        &.-stacked #second-head { display: block; }
        &.-stacked.-two #first-foot { display: none; }
    }
    """
    SIDE_CELLS = 50
    """The least width of a passage beside another."""

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id, marks=marks)
        self._pairs: tuple[PassagePair, ...] = ()

    def show_record(
        self,
        record: Detail | None,
        documents: dict[str, SourceDocument],
        needles: tuple[str, ...] = (),
    ) -> None:
        """Show a finding at its first pair, or the same one again where the reader is."""
        is_same = record is not None and self.record == record
        sides = record.sides if isinstance(record, FindingDetail) else ()
        self.record, self.documents, self.needles = record, documents, needles
        self._pairs = pairs_of([[p for p in side if p.source_id in documents] for side in sides])
        self._set_empty(not self._pairs)
        if not self._pairs:
            self._at = -1
            self._titles = ["Passages", ""]
            self._tell("")
            return
        self._show(self._at if is_same else 0)

    def _empty_text(self) -> str:
        if self.record is None:
            return ""
        return "This finding has no passages."

    @property
    def pair(self) -> PassagePair | None:
        """The passages on screen."""
        return self._pairs[self._at] if 0 <= self._at < len(self._pairs) else None

    @property
    def passage(self) -> Passage | None:
        """The passage of the focused side, else of the first."""
        pair = self.pair
        if pair is None:
            return None
        at_second = pair.second is not None and self.second.has_focus
        return pair.stops[at_second].passage

    def _show(self, index: int) -> None:
        self._at = index
        pair = self._pairs[index]
        said = ""
        differing: tuple[tuple[Span, ...], ...] = ((), ())
        if pair.second is not None:
            found = compare(pair.first.passage.exact, pair.second.passage.exact)
            said = _SAID[found.kind]
            differing = (
                spans(found.first, pair.first.passage.start),
                spans(found.second, pair.second.passage.start),
            )
        elif self.second.has_focus:
            self.first.focus()
        self.set_class(pair.second is not None, "-two")
        self._lay_sides()
        self._titles = ["", ""]
        for name, stop, marked in zip(("first", "second"), pair.stops, differing, strict=False):
            document = self.documents[stop.passage.source_id]
            self._titles[name == "second"] = f"Source · {self._head_of(stop, document)}"
            self.query_one(f"#{name}-source", SideView).show_stop(
                stop, document, marked, self.needles
            )
        count = len(self._pairs)
        what = "pair" if pair.second is not None else "passage"
        place = f"{what} {index + 1}/{count}, n N" if count > 1 else ""
        # The foot of the second side is that of both when they are stacked.
        feet = ("", " · ".join(filter(None, (place, said)))) if pair.second else (place, "")
        for name, text in zip(("first", "second"), feet, strict=True):
            self.query_one(f"#{name}-foot", StatusLine).text = text
        self._tell("")
        self.post_message(self.Moved(self.passage))

    def _head_of(self, stop: PassageStop, document: SourceDocument) -> str:
        """The source of a passage, its line in it, and the field that it supports."""
        passage = stop.passage
        field = "" if passage.is_whole else field_label(passage.field)
        return title_line(document, self.marks, f"line {passage.line}", field)

    def _tell(self, note: str) -> None:
        """Tell of the passages on screen; one below another has its title above itself."""
        first, second = self._titles
        is_stacked = self.has_class("-stacked")
        head = self.query_one("#second-head", PanelRule)
        head.title = second
        head.show_focus(self.second.has_focus)
        shown = "" if is_stacked or not self.has_class("-two") else second
        self.post_message(self.Titled(first, shown, note, at_second=self.second.has_focus))

    def focus_moved(self) -> None:
        self._tell("")

    def _lay_sides(self) -> None:
        """Put the sides beside each other if there is room, or as the reader wants them."""
        beside = (
            self.size.width >= 2 * self.SIDE_CELLS if self.two_wanted is None else self.two_wanted
        )
        if beside == self.has_class("-stacked"):
            self.set_class(not beside, "-stacked")
            self._tell("")

    def _take_room(self) -> None:
        self._lay_sides()

    def show_field(self, field: Field) -> None:
        """Go to the pair with a passage of a field."""
        wanted = {each.place for each in field.passages}
        for i, pair in enumerate(self._pairs):
            for stop in pair.stops:
                if stop.passage.place in wanted:
                    if i != self._at:
                        self._show(i)
                    return

    def walk(self, by: int) -> bool:
        """Go to the next or previous pair; False at either end."""
        if not 0 <= self._at + by < len(self._pairs):
            return False
        self._show(self._at + by)
        return True

    def turn(self, by: int) -> bool:
        """Go to the other side; False if there is only one."""
        if self.pair is None or self.pair.second is None:
            return False
        (self.first if self.second.has_focus else self.second).focus()
        return True

    def toggle_two(self) -> bool:
        """Put one side above the other, or beside it; False if there is only one."""
        if self.pair is None or self.pair.second is None:
            return False
        self.two_wanted = self.has_class("-stacked")
        self._lay_sides()
        return True

    def go_to_span(self, span: Span) -> None:
        """Do nothing: a finding is about its own passages."""

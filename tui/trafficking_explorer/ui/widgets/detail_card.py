"""A record as a card: its figures, its fields with the basis of each, and what refers to it."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from trafficking_explorer.database.read_models import Detail, Field, Key
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.text.folding import find_matches
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.note_signs import note_on, note_signs
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.card_items import CardItem, card_items, head_words, note_item
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground, highlight

_LEGEND_GAP = 2
_FINDINGS = "go.findings"
_COMPARE = "pane.compare"
"""Bindings that the head of the card names if they exist."""


class DetailCard(LineList):
    """The figures and the fields of one record."""

    DEFAULT_CSS = """
    DetailCard {
        & > .detail-card--label { color: $text-muted; }
        & > .detail-card--title { text-style: bold; }
        & > .detail-card--faint { color: $text-muted; }
        & > .detail-card--link { color: $text-accent; }
        & > .detail-card--match { background: $match; color: $match-text; }
        & > .detail-card--stated { color: $text-success; }
        & > .detail-card--resolved { color: $text-warning; }
        & > .detail-card--value { text-style: bold; }
        & > .detail-card--differs { color: $text-warning; text-style: bold; }
        & > .detail-card--wrong { color: $text-error; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "detail-card--label",
        "detail-card--title",
        "detail-card--faint",
        "detail-card--link",
        "detail-card--match",
        "detail-card--stated",
        "detail-card--resolved",
        "detail-card--value",
        "detail-card--differs",
        "detail-card--wrong",
    }
    HEADER_LINES = 2

    @dataclass
    class FieldHighlighted(Message):
        """The cursor came to a field or a figure, or to something else (None)."""

        field: Field | None

    @dataclass
    class RecordsChosen(Message):
        """The reader wants the records that a line refers to."""

        keys: tuple[Key, ...]

    @dataclass
    class FindingsChosen(Message):
        """The reader wants the findings about the record."""

        record_type: str
        record_id: str

    @dataclass
    class FiguresChosen(Message):
        """The reader wants the claims that the card has no room for."""

        filter: str
        """It finds them among the statistics."""

    class SentenceChosen(Message):
        """The reader wants to read the passage of the field under the cursor."""

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.record: Detail | None = None
        self.needles: tuple[str, ...] = ()
        self._items: tuple[CardItem, ...] = ()
        self._ways_on: str | None = None
        """The right end of the head; None until it is drawn."""

    def show_record(self, record: Detail | None, needles: tuple[str, ...] = ()) -> None:
        """Show a record, or none; keep the cursor if it is the same record."""
        same = record is not None and self.record is not None and record.key == self.record.key
        self.record, self.needles = record, needles
        self._ways_on = None
        if not same:
            self.set_reactive(LineList.cursor, 0)
            self.scroll_to(y=0, animate=False, force=True)
        self.relayout()

    def show_needles(self, needles: tuple[str, ...]) -> None:
        """Mark other words in the fields."""
        if needles != self.needles:
            self.needles = needles
            self.refresh()

    @property
    def current(self) -> CardItem | None:
        """The item under the cursor."""
        return self._items[self.cursor] if self.cursor < len(self._items) else None

    def item_count(self) -> int:
        return len(self._items)

    def item_heights(self, width: int) -> list[int] | None:
        items: list[CardItem] = []
        if self.record is not None:
            items = card_items(self.record, self.marks, width)
            if (note := note_on(self, self.record.key)) is not None and note.body:
                items.append(note_item(note.body, width))
        self._items = tuple(items)
        return [len(item.lines) for item in self._items]

    def take_notes(self) -> None:
        """Show the reader's notes as they are now."""
        self.relayout()

    def draw_header(self, line: int, width: int) -> list[Segment]:
        bold = self.get_component_rich_style("detail-card--title")
        faint = self.get_component_rich_style("detail-card--faint")
        if self.record is None:
            return [Segment("", bold)]
        if line == 0:
            sign = note_signs(self, self.record.key, self.marks)
            title = single_line(f"{sign} {self.record.title}" if sign else self.record.title)
            return _two_ends(title, self._ways(), width, bold, faint)
        shown = self.record.shown or self.record.fields
        legend = ""
        if any(self.marks.of(field.basis) for field in shown):
            legend = f"{self.marks.stated} in the text   {self.marks.resolved} inferred"
        words = head_words(self.record, self.marks)
        if cell_width(words) + cell_width(legend) + _LEGEND_GAP + 2 > width:
            legend = ""
        return _two_ends(words, legend, width, faint, faint)

    def _ways(self) -> str:
        """The number of findings and the keys that lead on, as they are bound."""
        assert self.record is not None
        if self._ways_on is None:
            bound = {
                active.binding.id: self.app.get_key_display(active.binding)
                for active in self.screen.active_bindings.values()
                if active.enabled
            }
            count = self.record.findings
            words = [count_noun(count, "finding")] if count else []
            if words and (key := bound.get(_FINDINGS)):
                words = [f"{words[0]}: {key}"]
            if self.record.figures.rows and (key := bound.get(_COMPARE)):
                words.append(f"compare: {key}")
            self._ways_on = "   ".join(words)
        return self._ways_on

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        item = self._items[index]
        shown = item.lines[line]
        marker = "▸" if index == self.cursor and line == 0 and self.has_focus else " "
        label, blank = fit_cells(shown.label, shown.label_cells)
        match = self.get_component_rich_style("detail-card--match", partial=True)
        found = [(start, end, match) for start, end in find_matches(shown.text, self.needles)]
        segments = [
            Segment(marker, style),
            Segment(" " * blank + label + "  ", style + self._style("label")),
        ]
        offset = 0
        for text, name in shown.pieces:
            ink = style + self._style(name) if name else style
            segments += highlight(text, ink, found, offset)
            offset += len(text)
        if shown.mark:
            basis = item.field.basis if item.field else "stated"
            segments.append(Segment(f" {shown.mark}", style + self._style(basis)))
        return segments

    def _style(self, name: str) -> Style:
        return foreground(self.get_component_rich_style(f"detail-card--{name}"))

    def announce(self) -> None:
        item = self.current
        self.post_message(self.FieldHighlighted(item.field if item else None))

    def on_focus(self) -> None:
        self.announce()
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_choose(self) -> None:
        item = self.current
        if item is None:
            return
        if item.reference:
            key = (item.reference.record_type, item.reference.record_id)
            self.post_message(self.RecordsChosen((key,)))
        elif item.filter:
            self.post_message(self.FiguresChosen(item.filter))
        elif item.leads_to_findings and self.record is not None:
            self.post_message(self.FindingsChosen(self.record.record_type, self.record.record_id))
        elif item.field and item.field.targets:
            self.post_message(self.RecordsChosen(item.field.targets))
        else:
            self.announce()
            if item.field is not None and item.field.passages:
                self.post_message(self.SentenceChosen())


def _two_ends(
    left: str, right: str, width: int, left_style: Style, right_style: Style
) -> list[Segment]:
    """A line with words at both ends; the right ones are left out if they take too much of it."""
    room = width - cell_width(right) - _LEGEND_GAP - 1
    if not right or room < cell_width(left) // 2:
        right, room = "", width - 1
    shown, blank = fit_cells(left, room)
    return [
        *highlight(f" {shown}", left_style),
        Segment(" " * (blank + (_LEGEND_GAP - 1 if right else 0)), left_style),
        Segment(right, right_style),
    ]

"""A record as a card: its fields in order, the basis of each, and the records that refer to it."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from trafficking_explorer.database.read_models import Detail, Field, Key, Reference, field_label
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.text.folding import find_matches
from trafficking_explorer.ui.note_signs import note_on, note_signs
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import wrap_lines
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground, highlight

_LABEL_CELLS = 14
_MOST_TEXT = 5_000
"""Code points of a field that are shown; `o` in the table shows a text in full."""
_TITLE = 100
"""Code points of another record's title that are shown."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of an item, its style by name."""

    label: str
    text: str
    style: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CardItem:
    """An item under the card's cursor: a field, a reference to the record, or the findings."""

    lines: tuple[CardLine, ...]
    field: Field | None = None
    reference: Reference | None = None
    leads_to_findings: bool = False


class DetailCard(LineList):
    """The fields of one record."""

    DEFAULT_CSS = """
    DetailCard {
        & > .detail-card--label { color: $text-muted; }
        & > .detail-card--title { text-style: bold; }
        & > .detail-card--faint { color: $text-muted; }
        & > .detail-card--link { color: $text-accent; }
        & > .detail-card--match { background: $match; color: $match-text; }
        & > .detail-card--stated { color: $text-success; }
        & > .detail-card--resolved { color: $text-warning; }
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
    }
    HEADER_LINES = 1

    @dataclass
    class FieldHighlighted(Message):
        """The cursor came to a field, or to something else (None)."""

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

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.record: Detail | None = None
        self.needles: tuple[str, ...] = ()
        self._items: tuple[CardItem, ...] = ()

    def show_record(self, record: Detail | None, needles: tuple[str, ...] = ()) -> None:
        """Show a record, or none; keep the cursor if it is the same record."""
        same = record is not None and self.record is not None and record.key == self.record.key
        self.record, self.needles = record, needles
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
        items = [*self._make_items(width), *self._note_items(width)] if self.record else ()
        self._items = tuple(items)
        return [len(item.lines) for item in self._items]

    def _make_items(self, width: int) -> list[CardItem]:
        assert self.record is not None
        room = max(10, width - _LABEL_CELLS - 5)
        items = [self._field(field, room) for field in self.record.fields]
        if count := self.record.findings:
            line = CardLine("findings", f"{count:,} about this {self.record.record_type}", "link")
            items.append(CardItem((line,), leads_to_findings=True))
        for i, reference in enumerate(self.record.references):
            label = "see also" if i == 0 else ""
            role = f", {single_line(reference.role)}" if reference.role else ""
            text = (
                f"{reference.record_type} · {truncate(reference.title, _TITLE)} "
                f"({field_label(reference.relation)}{role})"
            )
            lines = tuple(
                CardLine(label if n == 0 else "", line, "link")
                for n, line in enumerate(_wrapped(text, room))
            )
            items.append(CardItem(lines, reference=reference))
        return items

    def _note_items(self, width: int) -> list[CardItem]:
        """The reader's note on the record, if there is one."""
        note = note_on(self, self.record.key) if self.record is not None else None
        if note is None or not note.body:
            return []
        lines = [
            line
            for paragraph in note.body[:_MOST_TEXT].split("\n")
            for line in _wrapped(paragraph, max(10, width - _LABEL_CELLS - 5)) or [""]
        ]
        shown = (CardLine("your note" if n == 0 else "", line) for n, line in enumerate(lines))
        return [CardItem(tuple(shown))]

    def take_notes(self) -> None:
        """Show the reader's notes as they are now."""
        self.relayout()

    def _field(self, field: Field, room: int) -> CardItem:
        label = field_label(field.name)
        mark = self.marks.of(field.basis)
        style = "link" if field.targets else ""
        if field.name in ("note", "text"):
            style = ""
        lines = [
            CardLine(label if n == 0 else "", line, style, mark if n == 0 else "")
            for n, line in enumerate(_wrapped(field.value, room))
        ]
        if field.reason:
            lines += [
                CardLine("", line, "faint") for line in _wrapped(f"why: {field.reason}", room)
            ]
        if not field.passages and field.basis == "stated":
            lines.append(CardLine("", "no passage supports this", "faint"))
        return CardItem(tuple(lines), field=field)

    def draw_header(self, line: int, width: int) -> list[Segment]:
        style = self.get_component_rich_style("detail-card--title")
        if self.record is None:
            return [Segment("", style)]
        legend = self.record.record_type
        if any(self.marks.of(field.basis) for field in self.record.fields):
            legend += f"   {self.marks.stated} in the text   {self.marks.resolved} inferred"
        faint = self.get_component_rich_style("detail-card--faint")
        room = width - len(legend) - 2
        if room < 12:
            legend, room = "", width - 1
        sign = note_signs(self, self.record.key, self.marks)
        shown = f"{sign} {self.record.title}" if sign else self.record.title
        title, blank = fit_cells(single_line(shown), room)
        return [
            *highlight(f" {title}", style),
            Segment(" " * (blank + 1), style),
            Segment(legend, faint),
        ]

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        item = self._items[index]
        shown = item.lines[line]
        marker = "▸" if index == self.cursor and line == 0 and self.has_focus else " "
        label, blank = fit_cells(shown.label, _LABEL_CELLS)
        text_style = style + self._style(shown.style) if shown.style else style
        match = self.get_component_rich_style("detail-card--match", partial=True)
        found = [(start, end, match) for start, end in find_matches(shown.text, self.needles)]
        segments = [
            Segment(marker, style),
            Segment(" " * blank + label + "  ", style + self._style("label")),
            *highlight(shown.text, text_style, found),
        ]
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
        elif item.leads_to_findings and self.record is not None:
            self.post_message(self.FindingsChosen(self.record.record_type, self.record.record_id))
        elif item.field and item.field.targets:
            self.post_message(self.RecordsChosen(item.field.targets))
        else:
            self.announce()


def _wrapped(text: str, room: int) -> list[str]:
    shown = single_line(text[:_MOST_TEXT])
    lines = wrap_lines(shown, room)
    if len(text) > _MOST_TEXT:
        lines.append(f"… {len(text) - _MOST_TEXT:,} characters more")
    return lines

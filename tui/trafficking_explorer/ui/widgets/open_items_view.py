"""A source whose open items are marked, and the way from one to the next."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.message import Message

from trafficking_explorer.database.read_models import OpenItem, SourceDocument, Span
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import Line
from trafficking_explorer.ui.text_selection import Selection
from trafficking_explorer.ui.widgets.passage_view import PassageView, touches
from trafficking_explorer.ui.widgets.segments import Mark


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source, other than a passage, that the reader is at."""

    selection: Selection | None = None
    item: OpenItem | None = None
    """The open item that the selection began from, or the one the reader has walked to."""

    @property
    def span(self) -> Span | None:
        """The selection, else the open item."""
        if self.selection is not None:
            return self.selection.span
        return self.item.span if self.item is not None else None


class OpenItems:
    """The open items of a source, by place."""

    def __init__(self, items: tuple[OpenItem, ...] = ()) -> None:
        self.items = items
        self._starts = [item.start for item in items]
        self._longest = max((item.end - item.start for item in items), default=0)

    def on_line(self, line: Line) -> list[OpenItem]:
        """The items that touch a line."""
        first = bisect_left(self._starts, line.start - self._longest)
        last = bisect_left(self._starts, line.end)
        return [item for item in self.items[first:last] if item.end > line.start]

    def at(self, position: int) -> OpenItem | None:
        """The shortest item around a code point."""
        found = [item for item in self.items if item.start <= position < item.end]
        return min(found, key=lambda item: item.end - item.start, default=None)

    def beside(self, position: int, by: int) -> OpenItem | None:
        """The first item from a code point on, or the last before it."""
        return self._item(bisect_left(self._starts, position) - (by < 0))

    def next_to(self, item: OpenItem, by: int) -> OpenItem | None:
        """The item after another, or before it."""
        return self._item(self.items.index(item) + by)

    def _item(self, index: int) -> OpenItem | None:
        return self.items[index] if 0 <= index < len(self.items) else None


class OpenItemsView(PassageView):
    """One source with what is open in it."""

    DEFAULT_CSS = """
    OpenItemsView {
        & > .source-reader--open { color: $open; text-style: italic; }
        & > .source-reader--here { background: $open-here; color: $foreground; text-style: bold underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"source-reader--open", "source-reader--here"}

    class PlaceChanged(Message):
        """The reader came to another place or left one, or the keys for it changed."""

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id, marks=marks)
        self.place = Place()
        self.written: Span | None = None
        """Words that have become a record, until the reader goes elsewhere."""
        self._open = OpenItems()
        self._left_at: int | None = None
        """The start of the last place, from which the walk goes on."""

    def show_document(
        self,
        document: SourceDocument | None,
        record_spans: Iterable[Span] = (),
        needles: tuple[str, ...] = (),
    ) -> None:
        old = self.document
        super().show_document(document, record_spans, needles)
        if document is not old:
            self._open = OpenItems(document.open_items if document else ())
            self._take_document(old)

    def _take_document(self, old: SourceDocument | None) -> None:
        """Keep the place if it is the same text, read again."""
        new = self.document
        if old and new and (new.source_id, new.text) == (old.source_id, old.text):
            item = self.place.item if self.place.item in self._open.items else None
            self._move_to(Place(self.place.selection, item))
        else:
            self._left_at = None
            self._move_to(Place())

    def show_passage(self, span: Span | None, field_spans: Iterable[Span] = ()) -> None:
        self._move_to(Place())
        super().show_passage(span, field_spans)

    def _here(self) -> Span | None:
        return self.place.span or super()._here()

    def on_focus(self) -> None:
        self._report_place()

    def on_blur(self) -> None:
        self._report_place()

    def _report_place(self) -> None:
        """Let the keys for the place be named where they apply."""
        if self.place.span is not None:
            self.post_message(self.PlaceChanged())

    def _move_to(self, place: Place) -> None:
        old = self.place
        if place == old:
            return
        if old.span is not None:
            self._left_at = old.span[0]
        self.place = place
        if self._is_mounted:
            self.post_message(self.PlaceChanged())
            if (old.selection is None, old.item is None) != (
                place.selection is None,
                place.item is None,
            ):
                self.refresh_bindings()
        self.refresh()

    def _marks_of(self, line: Line) -> list[Mark]:
        items = self._open.on_line(line)
        marks: list[Mark] = [(*item.span, self._reader_style("open")) for item in items]
        marks += super()._marks_of(line)
        if self.place.item is not None:
            marks.append((*self.place.item.span, self._reader_style("here")))
        return marks

    def _sign(self, line: Line) -> str:
        span = self.place.span
        if span is not None and touches(line, span):
            return self.marks.bar
        sign = super()._sign(line)
        return self.marks.open if sign == " " and self._open.on_line(line) else sign

    def _reader_style(self, name: str) -> Style:
        return self.get_component_rich_style(f"source-reader--{name}", partial=True)

    def walk_open(self, by: int) -> str:
        """Go to the next or previous open item; empty, or the reason why it is not possible."""
        if self.document is None or not self.document.items:
            return "Nothing in this source needs a record."
        if not self._open.items:
            return "Everything in this source has a record."
        here = self.place.item
        if here is not None and self._is_in_sight(here.start):
            item = self._open.next_to(here, by)
        else:
            item = self._open.beside(self._reading_position(), by)
        if item is None:
            return f"This is the {'last' if by > 0 else 'first'} open item of the source."
        self.go_to_item(item)
        return ""

    def go_to_item(self, item: OpenItem) -> None:
        """Go to an open item."""
        self.active, self.field_spans = None, ()
        self._move_to(Place(item=item))
        self._scroll_to_span(item.span)
        self.refresh()

    def _reading_position(self) -> int:
        """After words that have become a record, else the start of the passage, or after the place left."""
        if self.written is not None and self._is_in_sight(self.written[0]):
            return self.written[0] + 1
        if self.active is not None and self._is_in_sight(self.active[0]):
            return self.active[0]
        if self._left_at is not None and self._is_in_sight(self._left_at):
            return self._left_at + 1
        return self._first_on_screen()

    def _first_on_screen(self) -> int:
        return self._article.first_position(int(self.scroll_offset.y), self._room)

    def _is_in_sight(self, position: int) -> bool:
        # Behind another panel, nobody has scrolled away from it.
        return not self._room or (
            0 <= self._article.line_of(position) - self.scroll_offset.y < self._room
        )

    def _clicked(self, event: events.Click, position: int) -> None:
        if (item := self._item_at(position)) is not None:
            self.go_to_item(item)
        else:
            super()._clicked(event, position)

    def _item_at(self, position: int) -> OpenItem | None:
        """The open item around a code point, unless a passage there is shorter."""
        assert self.document is not None
        item = self._open.at(position)
        passage = self.document.passage_at(position, self.record_spans)
        if item is None or passage is None:
            return item
        return item if item.end - item.start <= passage.end - passage.start else None

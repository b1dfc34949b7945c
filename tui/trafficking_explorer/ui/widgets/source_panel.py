"""The sources of a record: one, or two side by side, each under its title."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.message import Message

from trafficking_explorer.database.read_models import (
    Detail,
    Field,
    Passage,
    SourceDocument,
    Span,
)
from trafficking_explorer.ui.passage_walk import PassageWalk
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.open_items_view import OpenItemsView
from trafficking_explorer.ui.widgets.passage_view import PassageView
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.source_columns import SourceColumns
from trafficking_explorer.ui.widgets.source_lines import foot_line, place_line, title_line
from trafficking_explorer.ui.widgets.status_line import StatusLine

_SIDE_BY_SIDE_CELLS = 84
"""The width from which a second source is shown even if the reader does not ask for it."""
_STRIP_LINES = 9
"""With no more lines than these, it is not."""


class SourcePanel(SourceColumns):
    """The sources of the record on the card, with its passages."""

    @dataclass
    class Moved(Message):
        """The reader came to another passage."""

        passage: Passage | None

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id, marks=marks)
        self.needles: tuple[str, ...] = ()
        self.read_source: Callable[[Field], None] | None = None
        """Reads the source of a field that has none among `documents`, and shows the field."""
        self.two_wanted: bool | None = None
        """True if the reader asked for two sources; None leaves it to the width."""
        self._walk = PassageWalk()
        self._claims: tuple[Passage, ...] = ()
        """The passages of a cell of the table; while there are any, the walk goes through these."""
        self._at = -1
        """The index of the passage the reader is at; -1 for none."""
        self._aside: Passage | None = None
        """The passage of another record that is shown in its place, such as that of a figure."""

    def show_record(
        self,
        record: Detail | None,
        documents: dict[str, SourceDocument],
        needles: tuple[str, ...] = (),
    ) -> None:
        """Show the sources of another record, at its first passage."""
        same = record is not None and self.record is not None and record.key == self.record.key
        at = self._at if same else -1
        self.record, self.documents, self.needles = record, documents, needles
        self._aside = None
        self._walk = PassageWalk.of(record, documents)
        if self._claims and same:
            self.show_claims(self._claims)
            return
        self._claims = ()
        self._set_empty(not documents)
        if not documents:
            self.source_id, self._at = None, -1
            self._tell("")
        elif same and self.source_id in documents:
            self._fill()
            self._stay(at)
        else:
            whole = (stop.source_id for stop in self._walk.stops if stop.is_whole)
            self.source_id = next(whole, next(iter(documents)))
            self._begin()

    def _begin(self) -> None:
        """Show the source at the record's first passage in it."""
        self._fill()
        self._at = -1
        first = self._walk.main_in(self.source_id)
        if first is None or (self.record is not None and self.record.record_type == "source"):
            self._show_foot()
        else:
            self._go(first)

    def show_claims(self, passages: tuple[Passage, ...]) -> None:
        """Walk through the passages behind a figure, in their order; through the record's without any."""
        had_claims = bool(self._claims)
        self._claims = tuple(each for each in passages if each.source_id in self.documents)
        if self._claims:
            self._walk = PassageWalk(self._claims, in_order=True)
            self._set_empty(False)
            at = self._at if had_claims and self.passage in self._walk.stops else 0
            self.source_id = self._walk.stops[at].source_id
            self._fill()
            self._go(at)
        elif had_claims:
            self.end_claims()
            first = next(iter(self._walk.stops), None)
            self._set_empty(not self.documents)
            if self.documents:
                if first is not None and self._walk.main_in(self.source_id) is None:
                    self.source_id = first.source_id
                self._begin()

    def end_claims(self) -> None:
        """Walk through the record's own passages again."""
        passage = self.passage
        self._claims = ()
        self._walk = PassageWalk.of(self.record, self.documents)
        at = self._walk.index_of(passage.source_id, passage.span) if passage is not None else None
        self._at = -1 if at is None else at

    @property
    def has_claims(self) -> bool:
        """True if the walk goes through the passages behind a figure."""
        return bool(self._claims)

    @property
    def stop_noun(self) -> str:
        """A stop of the walk, in a word."""
        return "figure" if self._claims else "passage"

    def show_needles(self, needles: tuple[str, ...]) -> None:
        """Mark other words in the texts."""
        self.needles = needles
        for view in (self.first, self.second):
            view.show_needles(needles)

    def _fill(self) -> None:
        """Put the texts into the columns."""
        other = self._second_source()
        self._load("first", self.source_id)
        if other is None and self.second.has_focus:
            self.first.focus()
        self.set_class(other is not None, "-two")
        if other is not None:
            self._load("second", other)
            first = self._walk.main_in(other)
            self.second.show_passage(None if first is None else self._walk.stops[first].span)

    def _load(self, name: str, source_id: str | None) -> None:
        document = self.documents.get(source_id or "")
        of_record = self.record is not None and self.record.record_type != "source"
        own = self.record.passages if self.record is not None and of_record else ()
        spans = [each.span for each in (*own, *self._claims) if each.source_id == source_id]
        view = self.query_one(f"#{name}-source", PassageView)
        view.show_document(document, spans, self.needles)
        if document is not None:
            ids = self.source_ids
            number = f" {ids.index(document.source_id) + 1}/{len(ids)}" if len(ids) > 1 else ""
            title = f"Source{number} · {title_line(document, self.marks)}"
            self._titles[name == "second"] = title

    def _second_source(self) -> str | None:
        """The source for the second column, if the record has two and they fit."""
        ids = self.source_ids
        has_room = self.size.width >= _SIDE_BY_SIDE_CELLS and self.size.height > _STRIP_LINES
        is_wanted = has_room if self.two_wanted is None else self.two_wanted
        if self.source_id not in ids or len(ids) < 2 or not is_wanted:
            return None
        return ids[(ids.index(self.source_id) + 1) % len(ids)]

    def on_resize(self) -> None:
        self.set_class(self.size.height <= _STRIP_LINES, "-short")
        self._take_room()

    def _take_room(self) -> None:
        if self.documents and self.has_class("-two") != (self._second_source() is not None):
            self._fill()
            self._stay(self._at)

    def _stay(self, at: int) -> None:
        """Go to the passage the reader was at, unless the reader is elsewhere in the text."""
        if self._aside is not None:
            self._go(self._aside)
            return
        view = self.first
        if isinstance(view, SelectableSource) and (written := view.written) is not None:
            around = self._walk.around(self.source_id, written)
            if around is None:
                view.show_passage(written)
                self._show_foot()
            else:
                self._go(around)
            # A reload is not a move of the reader: the walk through open items goes on from here.
            view.written = written
            return
        elsewhere = isinstance(view, OpenItemsView) and view.place.span is not None
        if not elsewhere and 0 <= at < len(self._walk):
            self._go(at)
        else:
            self._show_foot()

    def _show_foot(self) -> None:
        foot = self.query_one("#first-foot", StatusLine)
        document = self.documents.get(self.source_id or "")
        place, passage = place_line(self.first), self.passage
        where = ""
        if passage is not None and passage == self._aside:
            where = f"{passage.record_type} · line {passage.line}"
        elif passage is not None:
            # Those of a figure are counted through all sources: its claims are what differs.
            here = self._walk.stops if self._claims else self._walk.in_source(self.source_id)
            number = [each.place for each in here].index(passage.place) + 1
            where = f"{self.stop_noun} {number}/{len(here)} · line {passage.line}"
        foot.text = place or foot_line(
            self.record,
            passage,
            where or (f"{len(self._walk)} passages" if self._walk else ""),
            document,
            self.first.size.width - 2,
        )
        self.query_one("#second-foot", StatusLine).text = place_line(self.second)
        self._tell(place or where)

    def focus_moved(self) -> None:
        """Say which column has the focus."""
        self._show_foot()

    @on(OpenItemsView.PlaceChanged)
    def _place_changed(self, event: OpenItemsView.PlaceChanged) -> None:
        event.stop()
        self._show_foot()

    @property
    def passage(self) -> Passage | None:
        """The passage the reader is at."""
        if self._aside is not None:
            return self._aside
        return self._walk.stops[self._at] if 0 <= self._at < len(self._walk) else None

    def _go(self, at: int | Passage, field: Field | None = None) -> None:
        """Show a passage of the walk by its index, or one of another record."""
        if isinstance(at, Passage):
            stop, self._aside = at, at
        else:
            stop, self._aside, self._at = self._walk.stops[at], None, at
        if stop.source_id != self.source_id:
            self.source_id = stop.source_id
            self._fill()
        passages = field.passages if field is not None else ()
        here = [each.span for each in passages if each.source_id == self.source_id]
        self.first.show_passage(stop.span, here)
        other = next((each for each in passages if each.source_id != self.source_id), None)
        if self.has_class("-two") and other is not None:
            self.second.show_passage(other.span)
        self._show_foot()
        self.post_message(self.Moved(stop))

    def show_field(self, field: Field) -> None:
        """Go to the passage of a field: in the source on screen if it has one there."""
        if not field.passages:
            return
        known = [each for each in field.passages if each.source_id in self.documents]
        here = [each for each in known if each.source_id == self.source_id]
        wanted = (here or known or field.passages)[0]
        index = self._walk.index_of(wanted.source_id, wanted.span)
        if index is not None:
            self._go(index, field)
        elif wanted.source_id in self.documents:
            self._go(wanted, field)
        elif self.read_source is not None:
            self.read_source(field)

    def walk(self, by: int) -> bool:
        """Go to the next or previous passage, through all sources; False at either end."""
        index = self._at + by
        if self._aside is not None:
            after = self._walk.after(self._aside)
            index = after if by > 0 else after - 1
        elif self._at < 0 and self._walk:
            index = (self._walk.begins_at(self.source_id) or 0) if by > 0 else len(self._walk) - 1
        if not 0 <= index < len(self._walk):
            return False
        self._go(index)
        return True

    def walk_open(self, by: int) -> str:
        """Go to the next or previous open item; empty, or the reason why it is not possible."""
        view = self.second if self.second.has_focus else self.first
        if not isinstance(view, OpenItemsView) or view.document is None or not self.documents:
            return "There is no source text here."
        return view.walk_open(by)

    def turn(self, by: int) -> bool:
        """Show the next or previous source of the record; False if there is no other."""
        ids = self.source_ids
        if len(ids) < 2 or self.source_id not in ids:
            return False
        self.source_id = ids[(ids.index(self.source_id) + by) % len(ids)]
        self._fill()
        first = self._walk.main_in(self.source_id)
        if first is not None:
            self._go(first)
        return True

    def toggle_two(self) -> bool:
        """Show two sources beside each other, or one; False if the record has only one."""
        if self.source_id is None or len(self.source_ids) < 2:
            return False
        self.two_wanted = not self.has_class("-two")
        self._fill()
        self._stay(self._at)
        return True

    def go_to_span(self, span: Span) -> None:
        """Go to a passage the reader pointed at."""
        index = self._walk.index_of(self.source_id, span)
        if index is None:
            self.first.show_passage(span)
        else:
            self._go(index)

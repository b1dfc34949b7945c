"""The sources of a record: one, or two side by side, each under its title."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from trafficking_explorer.database.read_models import (
    Detail,
    Field,
    Passage,
    SourceDocument,
    Span,
    field_label,
)
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.passage_walk import PassageWalk
from trafficking_explorer.ui.restrictions import is_offered
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.mixins import (
    ResizeMixin,
    TransparentHorizontal,
    TransparentVertical,
)
from trafficking_explorer.ui.widgets.open_items_view import OpenItemsView
from trafficking_explorer.ui.widgets.passage_view import PassageView
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.status_line import StatusLine

_SIDE_BY_SIDE_CELLS = 84
"""The width from which a second source is shown unless the reader wants one."""


class SourcePanel(ResizeMixin, Vertical):
    """The sources of the record on the card, with its passages."""

    DEFAULT_CSS = """
    SourcePanel {
        & .source-head, & .source-foot { height: 1; color: $text-muted; }
        & .source-empty { height: 1fr; padding: 1 3; color: $text-muted; display: none; }
        & .source-column { width: 1fr; height: 1fr; }
        & #second-column { display: none; border-left: solid $panel; }
        &.-two #second-column { display: block; }
        &.-empty .source-empty { display: block; }
        &.-empty #columns { display: none; }
    }
    """

    VIEW: ClassVar[type[PassageView]] = SelectableSource
    """The widget that shows a source."""

    @dataclass
    class Moved(Message):
        """The reader came to another passage."""

        passage: Passage | None

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.record: Detail | None = None
        self.documents: dict[str, SourceDocument] = {}
        self.needles: tuple[str, ...] = ()
        self.source_id: str | None = None
        """The source in the first column."""
        self.read_source: Callable[[Field], None] | None = None
        """Reads the source of a field that has none among `documents`, and shows the field."""
        self.two_wanted: bool | None = None
        """True if the reader asked for two sources; None leaves it to the width."""
        self._walk = PassageWalk()
        self._at = -1
        """The index of the passage the reader is at; -1 for none."""
        self._aside: Passage | None = None
        """The passage of another record that is shown in its place, such as that of a figure."""

    def compose(self) -> ComposeResult:
        with TransparentHorizontal(id="columns"):
            with TransparentVertical(classes="source-column"):
                yield StatusLine(id="first-head", classes="source-head")
                yield self.VIEW(id="first-source", marks=self.marks)
                yield StatusLine(id="first-foot", classes="source-foot", at_right=True)
            with Vertical(classes="source-column", id="second-column"):
                yield StatusLine(id="second-head", classes="source-head")
                yield self.VIEW(id="second-source", marks=self.marks)
                yield StatusLine(id="second-foot", classes="source-foot", at_right=True)
        empty = Static(classes="source-empty", id="source-empty", markup=False)
        # `tab` goes through here too.
        empty.can_focus = True
        yield empty

    @property
    def first(self) -> PassageView:
        """The view in the first column."""
        return self.query_one("#first-source", PassageView)

    @property
    def second(self) -> PassageView:
        """The view in the second column, which may be hidden."""
        return self.query_one("#second-source", PassageView)

    def focus_text(self) -> None:
        """Focus the text, or the message in its place."""
        (self.first if self.documents else self.query_one("#source-empty")).focus()

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The ids of the sources that have a text."""
        return tuple(self.documents)

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
        self.set_class(not documents, "-empty")
        if not documents:
            self.source_id, self._at = None, -1
            self.query_one("#source-empty", Static).update(self._empty_text())
        elif same and self.source_id in documents:
            self._fill()
            self._stay(at)
        else:
            whole = (stop.source_id for stop in self._walk.stops if stop.is_whole)
            self.source_id = next(whole, next(iter(documents)))
            self._fill()
            self._at = -1
            first = self._walk.main_in(self.source_id)
            if first is None or (record is not None and record.record_type == "source"):
                self._show_foot()
            else:
                self._go(first)

    def show_needles(self, needles: tuple[str, ...]) -> None:
        """Mark other words in the texts."""
        self.needles = needles
        for view in (self.first, self.second):
            view.show_needles(needles)

    def _empty_text(self) -> str:
        if self.record is None:
            return ""
        return (
            "No passage supports this record.\n\n"
            f"To give it one, add a quote to it in {self.record.file}, line {self.record.line}."
        )

    def _fill(self) -> None:
        """Put the texts into the columns."""
        other = self._second_source()
        self._load("first", self.source_id)
        self.set_class(other is not None, "-two")
        if other is not None:
            self._load("second", other)
            first = self._walk.main_in(other)
            self.second.show_passage(None if first is None else self._walk.stops[first].span)

    def _load(self, name: str, source_id: str | None) -> None:
        document = self.documents.get(source_id or "")
        of_record = self.record is not None and self.record.record_type != "source"
        spans = [stop.span for stop in self._walk.in_source(source_id) if of_record]
        view = self.query_one(f"#{name}-source", PassageView)
        view.show_document(document, spans, self.needles)
        if document is not None:
            ids = self.source_ids
            number = f"{ids.index(document.source_id) + 1}/{len(ids)} " if len(ids) > 1 else ""
            head = self.query_one(f"#{name}-head", StatusLine)
            head.text = number + title_line(document, self.marks)

    def _second_source(self) -> str | None:
        """The source for the second column, if the record has two and they fit."""
        ids = self.source_ids
        has_room = self.size.width >= _SIDE_BY_SIDE_CELLS
        is_wanted = has_room if self.two_wanted is None else self.two_wanted
        if self.source_id not in ids or len(ids) < 2 or not is_wanted:
            return None
        return ids[(ids.index(self.source_id) + 1) % len(ids)]

    def on_resize(self) -> None:
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
        if isinstance(view, SelectableSource) and view.written is not None:
            written = self._walk.around(self.source_id, view.written)
            at = at if written is None else written
        elsewhere = isinstance(view, OpenItemsView) and view.place.span is not None
        if not elsewhere and 0 <= at < len(self._walk):
            self._go(at)
        else:
            self._show_foot()

    def _show_foot(self) -> None:
        foot = self.query_one("#first-foot", StatusLine)
        document = self.documents.get(self.source_id or "")
        foot.text = place_line(self.first) or foot_line(
            self.record, self.passage, self._walk, document, self.first.size.width - 2
        )
        self.query_one("#second-foot", StatusLine).text = place_line(self.second)

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


def title_line(document: SourceDocument, marks: Symbols, *after_id: str) -> str:
    """A source in a line: its id, what is to follow it, its publisher or title, and its date."""
    published = document.published or ""
    if document.published_basis == "resolved":
        published += f" {marks.resolved}"
    parts = (document.source_id, *after_id, document.publisher or document.title, published)
    return single_line(" · ".join(filter(None, parts)))


def place_line(view: PassageView) -> str:
    """The selected words or the open item that the reader is at; else empty."""
    document = view.document
    if not isinstance(view, OpenItemsView) or document is None or view.place.span is None:
        return ""
    start, end = view.place.span
    line = f"line {document.line_at(start)}"
    # In other panels the key opens what is there.
    make = " · ⏎ make a record" if view.has_focus and is_offered("select.record") else ""
    if view.place.selection is not None:
        count = len(document.text[start:end].split())
        words = f"{count_noun(count, 'word')} · {line}"
        if document.is_article(start, end):
            return f"{words}{make}{' · y copy' if view.has_focus else ''}"
        return f"{words} · outside the article: y copies"
    assert view.place.item is not None
    number, of = document.open_items.index(view.place.item) + 1, len(document.open_items)
    return f"open {number}/{of} · {view.place.item.kind} · {line}{make}"


def foot_line(
    record: Detail | None,
    passage: Passage | None,
    walk: PassageWalk,
    document: SourceDocument | None,
    width: int,
) -> str:
    """The passage that the reader is at, or the number of passages, and how much is curated."""
    curated = _curated(document) if document is not None else ""
    if record is None or passage is None:
        return " · ".join(filter(None, (f"{len(walk)} passages" if walk else "", curated)))
    words = _passage(record, passage, walk, document)
    both = f"{words} · {curated}" if curated else words
    # Without room for both, the passage is what the reader asked for.
    return both if cell_width(both) <= width else words


def _passage(
    record: Detail, passage: Passage, walk: PassageWalk, document: SourceDocument | None
) -> str:
    here = walk.in_source(passage.source_id)
    if passage not in here:
        return f"{passage.record_type} · line {passage.line}"
    parts = [f"passage {here.index(passage) + 1}/{len(here)}", f"line {passage.line}"]
    if record.record_type == "source":
        records = document.records_at(passage.span) if document is not None else ()
        parts.append(count_noun(len(records), "record"))
    else:
        names = dict.fromkeys(
            field_label(each.field)
            for each in record.passages
            if each.place == passage.place and not each.is_whole
        )
        parts += [f"supports {', '.join(names)}"] if names else []
    return " · ".join(parts)


def _curated(document: SourceDocument) -> str:
    """The share of a source that is curated: "61 % curated · u 12 open"."""
    if document.percent_curated is None:
        return ""
    if not document.open_items:
        return "all curated"
    key = "u " if is_offered("pane.next-open") else ""
    return f"{document.percent_curated} % curated · {key}{len(document.open_items)} open"

"""The sources of a record: one, or two side by side, each under a line that says which it is."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from trafficking_explorer.database.read_models import (
    Detail,
    Field,
    Passage,
    SourceDocument,
    field_label,
)
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.restrictions import is_offered
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_selection import Span
from trafficking_explorer.ui.widgets.paint_cache import (
    ResizeMixin,
    TransparentHorizontal,
    TransparentVertical,
)
from trafficking_explorer.ui.widgets.passage_view import PassageView
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.status_line import StatusLine

_SIDE_BY_SIDE_CELLS = 84
"""From this width on, a second source of the record stands beside the first by itself."""


class SourcePanel(ResizeMixin, Vertical):
    """What the record on the card rests on."""

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
    """What shows a source."""

    @dataclass
    class Moved(Message):
        """Another passage became the one the reader is at."""

        passage: Passage | None

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.record: Detail | None = None
        self.documents: dict[str, SourceDocument] = {}
        self.needles: tuple[str, ...] = ()
        self.source_id: str | None = None
        """The source in the first column."""
        self.two_wanted: bool | None = None
        """Whether the reader asked for two sources; None leaves it to the room there is."""
        self._stops: tuple[Passage, ...] = ()
        """The passages that `n` walks: one for each distinct place, by source and place."""
        self._at = -1

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
        # The way from part to part leads here too, and on.
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
        """Put the focus on the text, or on the word that there is none."""
        (self.first if self.documents else self.query_one("#source-empty")).focus()

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of the record that there are texts of."""
        return tuple(self.documents)

    def show_record(
        self,
        record: Detail | None,
        documents: dict[str, SourceDocument],
        needles: tuple[str, ...] = (),
    ) -> None:
        """Show the sources of another record, at its first passage."""
        same = (
            record is not None
            and self.record is not None
            and (record.record_type, record.record_id)
            == (self.record.record_type, self.record.record_id)
        )
        at = self._at if same else -1
        self.record, self.documents, self.needles = record, documents, needles
        self._stops = self._find_stops()
        self.set_class(not documents, "-empty")
        if not documents:
            self.source_id, self._at = None, -1
            self.query_one("#source-empty", Static).update(self._empty_text())
            return
        if same and self.source_id in documents:
            self._fill()
            self._stay(at)
            return
        main = next(
            (stop.source_id for stop in self._stops if stop.field in ("record", "text")),
            next(iter(documents)),
        )
        self.source_id = main
        self._fill()
        if record is not None and record.record_type == "source":
            self._at = -1
            self._foot()
            return
        first = self._first_stop(main)
        if first is not None:
            self._go(first)

    def show_needles(self, needles: tuple[str, ...]) -> None:
        """Mark other words in what is shown."""
        self.needles = needles
        for view in (self.first, self.second):
            view.show_needles(needles)

    def _first_stop(self, source_id: str | None) -> int | None:
        """Where to begin in a source: at the passage of the record as a whole, if it has one."""
        here = [i for i, stop in enumerate(self._stops) if stop.source_id == source_id]
        whole = (i for i in here if self._stops[i].field in ("record", "text"))
        return next(whole, here[0] if here else None)

    def _find_stops(self) -> tuple[Passage, ...]:
        if self.record is None:
            return ()
        if self.record.record_type == "source":
            document = self.documents.get(self.record.record_id)
            passages = document.passages if document else ()
        else:
            passages = tuple(
                passage for passage in self.record.passages if passage.source_id in self.documents
            )
        distinct: dict[tuple[str, Span], Passage] = {}
        for passage in passages:
            key = (passage.source_id, (passage.start, passage.end))
            # Of several fields on one passage the record as a whole speaks for all.
            if key not in distinct or passage.field in ("record", "text"):
                distinct[key] = passage
        return tuple(sorted(distinct.values(), key=lambda p: (p.source_id, p.start, p.end)))

    def _empty_text(self) -> str:
        if self.record is None:
            return ""
        return (
            "No passage supports this record.\n\n"
            f"To give it one, add a quote to it in {self.record.file}, line {self.record.line}."
        )

    def _fill(self) -> None:
        """Put the texts into the columns."""
        self._load(self.first, self.source_id)
        other = self._other_source()
        self.set_class(other is not None and self._room_for_two(), "-two")
        if self.has_class("-two"):
            self._load(self.second, other)
            first = self._first_stop(other)
            stop = self._stops[first] if first is not None else None
            self.second.show_passage((stop.start, stop.end) if stop else None)
        self._heads()

    def _load(self, view: PassageView, source_id: str | None) -> None:
        document = self.documents.get(source_id or "")
        spans = (
            (stop.start, stop.end)
            for stop in self._stops
            if stop.source_id == source_id
            and self.record is not None
            and self.record.record_type != "source"
        )
        view.show_document(document, spans, self.needles)

    def _other_source(self) -> str | None:
        ids = self.source_ids
        if self.source_id not in ids or len(ids) < 2:
            return None
        return ids[(ids.index(self.source_id) + 1) % len(ids)]

    def _room_for_two(self) -> bool:
        if self.two_wanted is not None:
            return self.two_wanted
        return self.size.width >= _SIDE_BY_SIDE_CELLS

    def on_resize(self) -> None:
        self._take_room()

    def _take_room(self) -> None:
        if self.documents and self.has_class("-two") != (
            self._other_source() is not None and self._room_for_two()
        ):
            self._fill()
            self._stay(self._at)

    def _stay(self, at: int) -> None:
        """Go to the passage the reader was at, unless the reader is somewhere else in the text."""
        reader = self.first if isinstance(self.first, SelectableSource) else None
        if reader is not None and reader.written is not None:
            written = self._stop_around(reader.written)
            at = at if written is None else written
        if reader is not None and reader.is_elsewhere:
            self._foot()
        elif 0 <= at < len(self._stops):
            self._go(at)
        else:
            self._foot()

    def _stop_around(self, span: Span) -> int | None:
        """The passage that words stand in: the shortest of those on which a whole record rests."""
        around = [
            (stop.field not in ("record", "text"), stop.end - stop.start, i)
            for i, stop in enumerate(self._stops)
            if stop.source_id == self.source_id and stop.start <= span[0] and span[1] <= stop.end
        ]
        return min(around)[-1] if around else None

    def _heads(self) -> None:
        for name, source_id in (("first", self.source_id), ("second", self._other_source())):
            document = self.documents.get(source_id or "")
            head = self.query_one(f"#{name}-head", StatusLine)
            head.text = self._head(document) if document else ""

    def _head(self, document: SourceDocument) -> str:
        when = document.published or ""
        if document.published_basis == "resolved":
            when += f" {self.marks.resolved}"
        place = ""
        if len(self.documents) > 1:
            ids = self.source_ids
            place = f"{ids.index(document.source_id) + 1}/{len(ids)}  "
        head = f"{place}{document.source_id} · {document.publisher or document.title} · {when}"
        return single_line(head).rstrip(" ·")

    def _foot(self) -> None:
        foot = self.query_one("#first-foot", StatusLine)
        foot.text = place_words(self.first) or self._passage_words()
        self.query_one("#second-foot", StatusLine).text = place_words(self.second)

    def on_selectable_source_place_changed(self, event: SelectableSource.PlaceChanged) -> None:
        event.stop()
        self._foot()

    def _passage_words(self) -> str:
        """What the foot says of the passage the reader is at, and how much is curated."""
        document = self.documents.get(self.source_id or "")
        curated = curated_words(document) if document is not None else ""
        stop = self.passage
        if stop is None:
            passages = f"{len(self._stops)} passages" if self._stops else ""
            return " · ".join(filter(None, (passages, curated)))
        here = [each for each in self._stops if each.source_id == stop.source_id]
        number = here.index(stop) + 1
        what = self._fields_at(stop)
        words = f"passage {number} of {len(here)} · line {stop.line}{what}"
        # Where there is no room for both, the passage is what the reader asked for.
        both = f"{words} · {curated}" if curated else words
        return both if cell_width(both) <= self.first.size.width - 2 else words

    def _fields_at(self, stop: Passage) -> str:
        """The record's fields that rest on a passage; in a whole source, how many records do."""
        assert self.record is not None
        if self.record.record_type == "source":
            records = self.first.records_at((stop.start, stop.end))
            return f" · {count_noun(len(records), 'record')}"
        names = dict.fromkeys(
            field_label(each.field)
            for each in self.record.passages
            if each.source_id == stop.source_id
            and (each.start, each.end) == (stop.start, stop.end)
            and each.field not in ("record", "text")
        )
        return f" · {', '.join(names)}" if names else ""

    @property
    def passage(self) -> Passage | None:
        """The passage the reader is at."""
        return self._stops[self._at] if 0 <= self._at < len(self._stops) else None

    def _go(self, index: int, field: Field | None = None) -> None:
        stop = self._stops[index]
        self._at = index
        if stop.source_id != self.source_id:
            self.source_id = stop.source_id
            self._fill()
        spans = (
            [(each.start, each.end) for each in field.passages if each.source_id == self.source_id]
            if field
            else []
        )
        self.first.show_passage((stop.start, stop.end), spans)
        if self.has_class("-two") and field is not None:
            other = next(
                (each for each in field.passages if each.source_id != self.source_id), None
            )
            if other is not None:
                self.second.show_passage((other.start, other.end))
        self._foot()
        self.post_message(self.Moved(stop))

    def show_field(self, field: Field) -> None:
        """Go to the passage of a field: in the source on screen if it has one there."""
        if not field.passages:
            return
        here = [each for each in field.passages if each.source_id == self.source_id]
        wanted = (here or field.passages)[0]
        for i, stop in enumerate(self._stops):
            if (stop.source_id, stop.start, stop.end) == (
                wanted.source_id,
                wanted.start,
                wanted.end,
            ):
                self._go(i, field)
                return

    def walk(self, by: int) -> bool:
        """Go to the next or previous passage, through all sources; False at either end."""
        if not self._stops:
            return False
        if self._at < 0:
            index = next(
                (i for i, stop in enumerate(self._stops) if stop.source_id == self.source_id), 0
            )
            self._go(index if by > 0 else len(self._stops) - 1)
            return True
        index = self._at + by
        if not 0 <= index < len(self._stops):
            return False
        self._go(index)
        return True

    def walk_open(self, by: int) -> str:
        """Go to the next or previous item that no record rests on; why not, where there is none."""
        view = self.second if self.second.has_focus else self.first
        document = view.document
        if not isinstance(view, SelectableSource) or document is None or not self.documents:
            return "There is no text here to look for open items in."
        if not document.items:
            return "There is nothing in this source that a record should rest on."
        if not document.open_items:
            return "All of this source is curated: nothing is open."
        if not view.walk_open(by):
            where = "last" if by > 0 else "first"
            return f"This is the {where} open item of the source."
        return ""

    def turn(self, by: int) -> bool:
        """Show the next or previous source of the record; False where there is no other."""
        ids = self.source_ids
        if len(ids) < 2 or self.source_id not in ids:
            return False
        self.source_id = ids[(ids.index(self.source_id) + by) % len(ids)]
        self._fill()
        first = self._first_stop(self.source_id)
        if first is not None:
            self._go(first)
        return True

    def toggle_two(self) -> bool:
        """Show two sources beside each other, or one; False where the record has only one."""
        if self._other_source() is None:
            return False
        self.two_wanted = not self.has_class("-two")
        self._fill()
        self._stay(self._at)
        return True

    def go_to_span(self, span: Span) -> None:
        """Go to a passage the reader pointed at."""
        for i, stop in enumerate(self._stops):
            if stop.source_id == self.source_id and (stop.start, stop.end) == span:
                self._go(i)
                return
        self.first.show_passage(span)


def place_words(view: PassageView) -> str:
    """What the foot says of words that are selected, or of an open item; else nothing."""
    document = view.document
    if not isinstance(view, SelectableSource) or document is None or view.place is None:
        return ""
    start, end = view.place
    line = f"line {view.line_at(start)}"
    # Elsewhere the key opens what is there.
    make = " · ⏎ make a record" if view.has_focus and is_offered("select.record") else ""
    if view.selection is not None:
        count = len(document.text[start:end].split())
        words = f"{count_noun(count, 'word')} · {line}"
        if document.is_article(start, end):
            return f"{words}{make}{' · y copy' if view.has_focus else ''}"
        return f"{words} · outside the article: y copies"
    assert view.item is not None
    number, of = document.open_items.index(view.item) + 1, len(document.open_items)
    return f"open {number} of {of} · {view.item.kind} · {line}{make}"


def curated_words(document: SourceDocument) -> str:
    """How much of a source is curated: "61 % curated · u 12 open"."""
    percent = document.percent_curated
    if percent is None:
        return ""
    if not document.open_items:
        return "all curated"
    key = "u " if is_offered("pane.next-open") else ""
    return f"{percent} % curated · {key}{len(document.open_items)} open"

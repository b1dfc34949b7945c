"""A pane that lists records: filter, table, card, and the source with the passage side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget

from trafficking_explorer.errors import ExplorerError, QueryInterrupted, StoreDamaged
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.store.views import View
from trafficking_explorer.ui.marks import Marks
from trafficking_explorer.ui.messages import OpenRecord, OpenRecords, Said, StoreBroke
from trafficking_explorer.ui.widgets.filter_bar import FilterBar
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    # Imported when the pane is furnished: the first rows need not wait for card and source.
    from trafficking_explorer.store.answers import Detail, Listing, SourceDocument
    from trafficking_explorer.store.connection import Store
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.source_panel import SourcePanel
    from trafficking_explorer.ui.widgets.source_view import SourceView

NARROW_CELLS = 110
"""Below this width the parts are stacked, card and source two leaves of one place."""
WIDE_CELLS = 180
"""From this width on the card has a column of its own."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the table is asked to show."""

    filter_text: str
    order: tuple[str, bool] | None
    """Key of a column, and whether descending; None for the view's own order."""


class RecordsPane(Widget):
    """The records of one view."""

    DEFAULT_CSS = """
    RecordsPane {
        height: 1fr; layout: vertical;
        & #body { height: 1fr; }
        & #left { width: 1fr; height: 1fr; }
        & #table-part { height: 1fr; }
        & #card-part { height: 1fr; border-top: solid $panel; }
        & #source-part { width: 1fr; height: 1fr; border-left: solid $panel; }
        & .part:focus-within { border-title-style: bold; }
        & #card-part:focus-within { border-top: solid $primary; }
        & #source-part:focus-within { border-left: solid $primary; }

        &.-narrow #body { layout: vertical; }
        &.-narrow #left { width: 1fr; height: 1fr; layout: vertical; }
        &.-narrow #source-part { display: none; border-left: none; border-top: solid $panel; }
        &.-narrow #source-part:focus-within { border-top: solid $primary; }
        &.-narrow.-source-leaf #source-part { display: block; height: 1fr; }
        &.-narrow.-source-leaf #left { height: 1fr; }
        &.-narrow.-source-leaf #card-part { display: none; }

        &.-wide #left { width: 11fr; layout: horizontal; }
        &.-wide #table-part { width: 6fr; height: 1fr; }
        &.-wide #card-part { width: 5fr; height: 1fr; border-top: none; border-left: solid $panel; }
        &.-wide #card-part:focus-within { border-top: none; border-left: solid $primary; }
        &.-wide #source-part { width: 9fr; }

        &.-zoom-table #card-part, &.-zoom-table #source-part { display: none; }
        &.-zoom-card #table-part, &.-zoom-card #source-part { display: none; }
        &.-zoom-card #card-part { display: block; border: none; }
        &.-zoom-source #left { display: none; }
        &.-zoom-source #source-part { display: block; border: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", key_display="/", id="pane.filter"),
        Binding("escape", "clear", "Clear", show=False, id="pane.clear"),
        Binding("tab", "next_part(1)", "Part", id="pane.next-part"),
        Binding("shift+tab", "next_part(-1)", "Previous part", show=False, id="pane.previous-part"),
        Binding("n", "walk(1)", "Next", id="pane.next-passage"),
        Binding("N", "walk(-1)", "Previous passage", show=False, id="pane.previous-passage"),
        Binding(
            "right_square_bracket",
            "turn(1)",
            "Next source",
            key_display="]",
            id="pane.next-source",
            show=False,
        ),
        Binding(
            "left_square_bracket",
            "turn(-1)",
            "Source",
            key_display="[ ]",
            id="pane.previous-source",
        ),
        Binding("w", "two", "Two sources", show=False, id="pane.two-sources"),
        Binding("z", "zoom", "Zoom", id="pane.zoom"),
    ]

    PARTS = ("table", "card", "source")

    @dataclass
    class Answered(Message):
        """The rows for a question are there."""

        question: Question
        listing: "Listing"
        hints: tuple[str, ...]
        """Where there are no rows, what would widen the answer."""

    @dataclass
    class Detailed(Message):
        """A record and its sources are there."""

        key: tuple[str, str]
        record: "Detail | None"
        documents: "dict[str, SourceDocument]"

    @dataclass
    class Shown(Message):
        """Another record is on the card."""

        record_type: str
        record_id: str

    def __init__(self, view: View, *, marks: Marks, first: "Listing | None" = None) -> None:
        super().__init__(id=f"pane-{view.name}")
        self.view = view
        self.marks = marks
        self.store: Store | None = None
        self.noun = view.noun or view.name
        self.question = Question("", None)
        self.listing: Listing | None = first
        self.zoomed: str | None = None
        self.is_furnished = False
        """Whether filter, card and source are in their places."""
        self._card: DetailCard | None = None
        self._sources: SourcePanel | None = None
        self._asked_filter: str | None = None
        self._wanted: tuple[str, str] | None = None
        """A record to put the cursor on as soon as its row is there."""
        self._documents: dict[str, SourceDocument] = {}
        """Sources read so far; there are few, and every record of one needs all of it."""

    def compose(self) -> ComposeResult:
        yield FilterBar(id="filter")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                with Vertical(id="table-part", classes="part"):
                    yield RecordTable(self.view, id="table")
                yield Vertical(id="card-part", classes="part")
            yield Vertical(id="source-part", classes="part")

    def on_mount(self) -> None:
        if self.listing is not None:
            # Kept from the last run: on screen before the database is open.
            self.table.show_rows(self.listing.rows)
            self.bar.show_count(len(self.listing.rows), self.listing.total, self.noun)
        else:
            self.bar.say("reading …")
        # The rows come first on screen; what stands beside them follows at once.
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        """Put the filter's field, the card and the source in their places."""
        from trafficking_explorer.ui.widgets.detail_card import DetailCard
        from trafficking_explorer.ui.widgets.source_panel import SourcePanel

        with self.app.batch_update():
            self._card = DetailCard(id="card", marks=self.marks)
            self._sources = SourcePanel(id="source", marks=self.marks)
            await self.bar.furnish()
            await self.query_one("#card-part").mount(self._card)
            await self.query_one("#source-part").mount(self._sources)
        self.is_furnished = True
        if self._asked_filter is not None:
            self.bar.text = self._asked_filter
        if self.store is not None:
            self.ask()
            self.ask_detail()

    @property
    def bar(self) -> FilterBar:
        """The filter line."""
        return self.query_one(FilterBar)

    @property
    def table(self) -> RecordTable:
        """The rows."""
        return self.query_one(RecordTable)

    @property
    def card(self) -> "DetailCard":
        """The record; there once the pane is furnished."""
        assert self._card is not None
        return self._card

    @property
    def sources(self) -> "SourcePanel":
        """The texts; there once the pane is furnished."""
        assert self._sources is not None
        return self._sources

    @property
    def current_key(self) -> tuple[str, str] | None:
        """Type and id of the record on the card."""
        record = self._card.record if self._card is not None else None
        return (record.record_type, record.record_id) if record is not None else None

    def filter(self, text: str) -> None:
        """Type a filter for the reader."""
        self._asked_filter = text
        if self.is_furnished:
            self.bar.text = text

    def open(self, store: "Store") -> None:
        """Answer from this store from now on."""
        self.store = store
        self._documents.clear()
        if self.is_furnished:
            self.ask()
            self.ask_detail()

    def focus_first(self) -> None:
        """Put the cursor where the reader begins."""
        self.table.focus()

    # Rows.

    def ask(self) -> None:
        """Ask for the rows of the question on screen."""
        if self.store is not None:
            self._answer(self.store, self.question)

    @work(thread=True, exclusive=True, group="rows", exit_on_error=True)
    def _answer(self, store: "Store", question: Question) -> None:
        from trafficking_explorer.search.compile import compile_filter
        from trafficking_explorer.store.queries import listing
        from trafficking_explorer.ui.widening import widening

        def answer() -> Message:
            order, descending = question.order or (None, False)
            where = compile_filter(parse_filter(question.filter_text))
            found = listing(store, self.view, where, order, descending)
            hints = () if found.rows else widening(store, self.view, question.filter_text)
            return self.Answered(question, found, hints)

        self._post_answer(answer)

    def _post_answer(self, answer: Callable[[], Message]) -> None:
        """Post what a query answers, or what went wrong; for workers."""
        try:
            message = answer()
        except QueryInterrupted:
            return
        except StoreDamaged as error:
            message = StoreBroke(str(error))
        except ExplorerError as error:
            message = Said(str(error), "error")
        self.post_message(message)

    @on(Answered)
    def _show_rows(self, event: Answered) -> None:
        # A thread cannot be killed, so an old answer may come after a newer question.
        event.stop()
        if event.question != self.question:
            return
        self.listing = event.listing
        needles = parse_filter(self.question.filter_text).wanted
        self.table.show_rows(event.listing.rows, needles, self.question.order, if_empty=event.hints)
        self.bar.show_count(len(event.listing.rows), event.listing.total, self.noun)
        if self._wanted is not None:
            self._place_cursor()
        if not event.listing.rows:
            self.card.show_record(None)
            self.sources.show_record(None, {})
        elif needles != self.card.needles:
            self.ask_detail()

    def _place_cursor(self) -> None:
        assert self._wanted is not None
        index = self.table.index_of(*self._wanted)
        if index is None and self.bar.text:
            # The record is there, but the filter hides it: the reader asked for the record.
            self.bar.text = ""
            return
        wanted, self._wanted = self._wanted, None
        if index is not None:
            self.table.cursor = index
            self.ask_detail()
        else:
            self.post_message(Said(f"There is no record {'/'.join(wanted)}.", "warning"))

    def go_to(self, record_type: str, record_id: str) -> None:
        """Put the cursor on a record, as soon as its row is there."""
        self._wanted = (record_type, record_id)
        if self.is_furnished and self.table.rows:
            self._place_cursor()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        event.stop()
        self.question = Question(event.text, self.question.order)
        self.ask()

    @on(FilterBar.Left)
    def _filter_left(self, event: FilterBar.Left) -> None:
        event.stop()
        self.table.focus()

    @on(RecordTable.SortRequested)
    def _sort(self, event: RecordTable.SortRequested) -> None:
        """First up, then down, then the view's own order again."""
        event.stop()
        order = self.question.order
        if order is None or order[0] != event.key:
            order = (event.key, False)
        elif not order[1]:
            order = (event.key, True)
        else:
            order = None
        self.question = Question(self.question.filter_text, order)
        self.ask()

    # The record under the cursor.

    @on(LineList.Highlighted, "#table")
    def _row_highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self.ask_detail()

    def ask_detail(self) -> None:
        """Ask for the record under the cursor and the texts it rests on."""
        row = self.table.current
        if row is not None and self.store is not None and self.is_furnished:
            self._read_detail(self.store, (row.record_type, row.record_id))

    @work(thread=True, exclusive=True, group="detail", exit_on_error=True)
    def _read_detail(self, store: "Store", key: tuple[str, str]) -> None:
        from trafficking_explorer.store.queries import detail, source_document

        def answer() -> Message:
            record = detail(store, *key)
            wanted = () if record is None else record.sources
            if key[0] == "source":
                wanted = (key[1],)
            documents = {}
            for source_id in wanted:
                document = self._documents.get(source_id) or source_document(store, source_id)
                if document is not None:
                    documents[source_id] = self._documents[source_id] = document
            return self.Detailed(key, record, documents)

        self._post_answer(answer)

    @on(Detailed)
    def _show_detail(self, event: Detailed) -> None:
        event.stop()
        row = self.table.current
        if row is None or (row.record_type, row.record_id) != event.key:
            return  # The cursor has moved on.
        needles = parse_filter(self.question.filter_text).wanted
        self.card.show_record(event.record, needles)
        self.sources.show_record(event.record, event.documents, needles)
        self.post_message(self.Shown(*event.key))

    @on(LineList.Chosen, "#table")
    def _row_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._show_part("card")

    # Card and source.

    # Handlers by name, since the classes of these messages are not imported yet.

    def on_detail_card_field_highlighted(self, event: "DetailCard.FieldHighlighted") -> None:
        event.stop()
        if event.field is not None and self.card.has_focus:
            self.sources.show_field(event.field)

    def on_detail_card_records_chosen(self, event: "DetailCard.RecordsChosen") -> None:
        event.stop()
        self._open(event.keys)

    def on_source_view_passage_chosen(self, event: "SourceView.PassageChosen") -> None:
        event.stop()
        self._open(event.keys)

    def on_source_view_passage_highlighted(self, event: "SourceView.PassageHighlighted") -> None:
        event.stop()
        self.sources.go_to_span(event.span)

    def _open(self, keys: tuple[tuple[str, str], ...]) -> None:
        if len(keys) == 1:
            self.post_message(OpenRecord(*keys[0]))
        elif keys:
            self.post_message(OpenRecords(keys))

    # Parts.

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW_CELLS, "-narrow")
        self.set_class(event.size.width >= WIDE_CELLS, "-wide")

    def _part(self) -> str:
        """The part that has the focus."""
        focused = self.screen.focused
        if focused is not None and self.is_furnished:
            for part, widget in (("card", self.card), ("source", self.sources)):
                if widget in focused.ancestors_with_self:
                    return part
        return "table"

    def _show_part(self, part: str) -> None:
        if not self.is_furnished:
            return
        if part != "table":
            self.set_class(part == "source", "-source-leaf")
        if self.zoomed is not None:
            self._zoom(part)
        if part == "table":
            self.table.focus()
        elif part == "card":
            self.card.focus()
        else:
            self.sources.first.focus()

    def action_next_part(self, by: int) -> None:
        at = self.PARTS.index(self._part())
        self._show_part(self.PARTS[(at + by) % len(self.PARTS)])

    def action_filter(self) -> None:
        if self.zoomed not in (None, "table"):
            self._zoom(None)
        self.bar.focus_field()

    def action_clear(self) -> None:
        if self.zoomed is not None:
            self._zoom(None)
        elif self._part() != "table":
            self.table.focus()
        elif self.bar.text:
            self.bar.clear()

    def action_walk(self, by: int) -> None:
        if not self.is_furnished:
            return
        if self.has_class("-narrow") and not self.has_class("-source-leaf") and self.zoomed is None:
            self.set_class(True, "-source-leaf")
        if not self.sources.walk(by):
            where = "last" if by > 0 else "first"
            self.post_message(Said(f"This is the {where} passage of the record."))

    def action_turn(self, by: int) -> None:
        if self.is_furnished and not self.sources.turn(by):
            self.post_message(Said("The record rests on one source alone."))

    def action_two(self) -> None:
        if self.is_furnished and not self.sources.toggle_two():
            self.post_message(Said("The record rests on one source alone."))

    def action_zoom(self) -> None:
        self._zoom(None if self.zoomed is not None else self._part())

    def _zoom(self, part: str | None) -> None:
        self.zoomed = part
        for name in self.PARTS:
            self.set_class(name == part, f"-zoom-{name}")

"""A pane that lists records: filter, table, card, and the source with the passage side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from trafficking_explorer.errors import ExplorerError, FilterError, QueryInterrupted, StoreDamaged
from trafficking_explorer.search.describe import asks_for_fields, describe
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.syntax import needles as search_needles
from trafficking_explorer.store.views import View
from trafficking_explorer.ui.marks import Marks
from trafficking_explorer.ui.messages import (
    Offer,
    OpenFacets,
    OpenRecord,
    OpenRecords,
    Said,
    StoreBroke,
)
from trafficking_explorer.ui.panes.parts import ThreeParts
from trafficking_explorer.ui.widgets.filter_bar import FilterBar
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from trafficking_explorer.search.complete import Candidate
    from trafficking_explorer.store.answers import Detail, Listing, SourceDocument
    from trafficking_explorer.store.connection import Store
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.source_view import SourceView


@dataclass(frozen=True, slots=True)
class Question:
    """What the table is asked to show."""

    filter_text: str
    order: tuple[str, bool] | None
    """Key of a column, and whether descending; None for the view's own order."""


class RecordsPane(ThreeParts):
    """The records of one view."""

    @dataclass
    class Answered(Message):
        """The rows for a question are there."""

        question: Question
        listing: "Listing"
        hints: tuple[str, ...]
        """Where there are no rows, what would widen the answer."""

    @dataclass
    class Refused(Message):
        """The store does not know what a filter asks."""

        error: FilterError

    @dataclass
    class Completed(Message):
        """Ways to go on with a filter line are there."""

        text: str
        candidates: "tuple[Candidate, ...]"

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
        super().__init__(view, marks=marks)
        self.store: Store | None = None
        self.noun = view.noun or view.name
        self.question = Question("", None)
        self.listing: Listing | None = first
        self._asked_filter: str | None = None
        self._wanted: tuple[str, str] | None = None
        """A record to put the cursor on as soon as its row is there."""
        self._documents: dict[str, SourceDocument] = {}
        """Sources read so far; there are few, and every record of one needs all of it."""

    def on_mount(self) -> None:
        if self.listing is not None:
            # Kept from the last run: on screen before the database is open.
            self.table.show_rows(self.listing.rows)
            self.bar.show_count(len(self.listing.rows), self.listing.total, self.noun)
        else:
            self.bar.say("reading …")
        # The rows come first on screen; what stands beside them follows at once.
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        await self.furnish()
        if self._asked_filter is not None:
            self.bar.text = self._asked_filter
        if self.store is not None:
            self.ask()
            self.ask_detail()

    @property
    def current_key(self) -> tuple[str, str] | None:
        """Type and id of the record on the card."""
        record = self.card.record if self.is_furnished else None
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
        from trafficking_explorer.search.expressions import check_expressions
        from trafficking_explorer.store.queries import listing
        from trafficking_explorer.ui.widening import widening

        def answer() -> Message:
            order, descending = question.order or (None, False)
            tree = parse_filter(question.filter_text)
            check_expressions(store, tree)
            where = compile_filter(tree)
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
        except FilterError as error:
            message = self.Refused(error)
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
        needles = search_needles(parse_filter(self.question.filter_text))
        self.table.show_rows(event.listing.rows, needles, self.question.order, if_empty=event.hints)
        self.bar.show_count(len(event.listing.rows), event.listing.total, self.noun)
        if self._wanted is not None:
            self._place_cursor()
        if not event.listing.rows:
            self.card.show_record(None)
            self.sources.show_record(None, {})
        elif needles != self.card.needles:
            self.ask_detail()

    @on(Refused)
    def _say_why(self, event: Refused) -> None:
        event.stop()
        self.bar.show_error(event.error)

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
        self._complete(event.text)
        try:
            tree = parse_filter(event.text)
        except FilterError as error:
            # The last good answer stays while a line is unfinished or wrong.
            self.bar.show_error(error)
            return
        self.bar.show_sentence(describe(tree, self.noun) if asks_for_fields(tree) else "")
        self.question = Question(event.text, self.question.order)
        self.ask()

    @work(thread=True, exclusive=True, group="completion")
    def _complete(self, text: str) -> None:
        from trafficking_explorer.search.complete import complete

        store = self.store
        if store is not None:
            types = self.view.record_types
            self._post_answer(lambda: self.Completed(text, complete(store, types, text)))

    @on(Completed)
    def _offer(self, event: Completed) -> None:
        event.stop()
        self.bar.offer(event.text, event.candidates)
        if event.text == self.bar.text:
            self.post_message(Offer(tuple((each.shown, each.count) for each in event.candidates)))

    @on(FilterBar.Left)
    def _filter_left(self, event: FilterBar.Left) -> None:
        event.stop()
        self.post_message(Offer(()))
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

    def action_facets(self) -> None:
        self.post_message(OpenFacets(self.view, self.question.filter_text, self.filter))

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
        needles = search_needles(parse_filter(self.question.filter_text))
        self.card.show_record(event.record, needles)
        self.sources.show_record(event.record, event.documents, needles)
        self.post_message(self.Shown(*event.key))

    @on(LineList.Chosen, "#table")
    def _row_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.show_part("card")

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

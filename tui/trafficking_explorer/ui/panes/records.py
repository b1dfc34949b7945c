"""A pane that lists records: filter, table, card, and the source with the passage side by side."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.timer import Timer

from trafficking_explorer.database.views import View
from trafficking_explorer.errors import ExplorerError, FilterError, QueryInterrupted, StoreDamaged
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.ast import highlight_terms as search_needles
from trafficking_explorer.search.describe import asks_for_fields, describe
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.messages import (
    EditFile,
    FilterSuggestions,
    Notice,
    OpenColumns,
    OpenCopy,
    OpenFacets,
    OpenFindings,
    OpenRecord,
    OpenRecords,
    OpenStatement,
    OpenText,
    PaneStateChanged,
    StoreCorrupted,
)
from trafficking_explorer.ui.panes.layout import ThreePartPane
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.view_state import PaneState
from trafficking_explorer.ui.widgets.filter_bar import FilterBar
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import (
        Detail,
        Listing,
        ListRow,
        Passage,
        Sort,
        SourceDocument,
    )
    from trafficking_explorer.database.row_reader import RowReader
    from trafficking_explorer.search.autocomplete import Candidate
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.passage_view import PassageView
    from trafficking_explorer.ui.widgets.selectable_source import SelectableSource

_DEBOUNCE_SECONDS = 0.25
"""Longer than from one key to the next: what follows takes the machine from the rows."""
_UNSEEN_SECONDS = 0.3
"""So long after the pane on screen those that are not ask another store."""
_DOCUMENTS_KEPT = 32
_NEIGHBOURS = 50
"""Rows above and below the cursor that it may go to where its own is gone."""


@dataclass(frozen=True, slots=True)
class RowQuery:
    """What the table is asked to show."""

    filter_text: str
    sort: "Sort" = ()


class RecordsPane(ThreePartPane):
    """The records of one view."""

    @dataclass
    class Ready(Message):
        """The store can be asked."""

        store: "Store"
        reader: "RowReader"
        marked: "tuple[ListRow, ...]"
        """The rows that were marked, as they are now."""

    @dataclass
    class Failed(Message):
        """A task of the pane's thread has met what nobody foresaw."""

        error: BaseException

    @dataclass
    class Answered(Message):
        """Rows for a question are there."""

        question: RowQuery
        listing: "Listing"

    @dataclass
    class Advised(Message):
        """What would widen a question that has no rows is known."""

        question: RowQuery
        hints: tuple[str, ...]

    @dataclass
    class Paged(Message):
        """Further rows of a listing are there."""

        number: int
        first: int
        rows: "tuple[ListRow, ...]"

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

    @dataclass
    class Copyable(Message):
        """What can be copied is known."""

        choices: tuple[tuple[str, str, str], ...]

    def __init__(
        self,
        view: View,
        *,
        marks: Symbols,
        first: "Listing | None" = None,
        memory: PaneState | None = None,
    ) -> None:
        memory = memory or PaneState()
        super().__init__(
            view, marks=marks, arrangement=ColumnLayout.from_json(view, memory.arrangement)
        )
        self.store: Store | None = None
        self.corpus: Path | None = None
        """The folder that is opened; None for the bundled one."""
        self.noun = view.noun or view.name
        keys = {column.key for column in view.columns}
        self.question = RowQuery("", tuple(each for each in memory.sort if each[0] in keys))
        self._tree = And()
        """The filter of the question."""
        self.listing: Listing | None = first
        self._reader: RowReader | None = None
        self._thread = ThreadPoolExecutor(1, f"rows-{view.name}")
        self._asks_soon = False
        """Whether a question waits for the echo of a key."""
        self._under_way = 0
        """Tasks of the thread that have not ended."""
        self._asked_filter: str | None = memory.filter_text or None
        self._wanted: tuple[str, str] | None = None
        """A record to put the cursor on as soon as its row is there, whatever the filter."""
        self._stay: tuple[tuple[str, str], ...] = ()
        """Records to stay at in another store: the first that is there."""
        self._stale = 0
        """Number of the last question to a store before this one."""
        self._is_renewed = False
        """Whether the record on the card is to be read again with the next rows."""
        self._recalled = memory.record
        """The record the cursor was on in an earlier run; where it is gone, nothing is said."""
        self._after_typing: Timer | None = None
        self._documents: dict[str, SourceDocument] = {}
        """Sources read so far, the newest last."""

    def on_mount(self) -> None:
        if self.listing is not None:
            # Kept from the last run: on screen before the database is open.
            self.table.show_listing(self.listing)
            self._show_count()
        else:
            self.bar.say("reading …")
        # The rows come first on screen; what stands beside them follows at once.
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        await self.mount_details()
        # Told by the field itself, not by a message, which would come after the echo is painted.
        self.watch(self.bar.field, "value", self._filter_changed, init=False)
        if self._asked_filter is not None:
            self.bar.text = self._asked_filter
        if self.store is not None:
            self.ask()
            self.ask_detail()

    @property
    def memory(self) -> PaneState:
        """What is worth keeping of how the pane looks."""
        row = self.table.current
        arrangement = self.table.arrangement
        own = arrangement == ColumnLayout.of(self.view)
        return PaneState(
            self.question.filter_text,
            self.question.sort,
            None if own else arrangement.to_json(),
            row.key if row is not None and self.table.cursor else None,
        )

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
        if self.store is not None and self.table.item_count() and not self._stay:
            # Rows are found again by what they are: their places are of the store before.
            self._stay = self._neighbours()
        if self._reader is not None:
            # Whatever it still answers is of that store too.
            self._stale = self._reader.begin()
        self.store = store
        self._reader = None
        self._documents = {}
        if self.is_furnished:
            # What stands there may have changed, and not the rows.
            self._is_renewed = True
            if self.display:
                self.ask()
            else:
                # What nobody looks at does not take the machine from what is on screen.
                self.set_timer(_UNSEEN_SECONDS, self.ask)

    def _neighbours(self) -> tuple[tuple[str, str], ...]:
        """The record under the cursor, then those nearest to it, the next before the one before."""
        at, rows = self.table.cursor, self.table.rows
        places = (place for by in range(1, _NEIGHBOURS) for place in (at + by, at - by))
        found = map(rows.get, (at, *places))
        return tuple(row.key for row in found if row is not None)

    def focus_first(self) -> None:
        """Put the cursor where the reader begins."""
        self.table.focus()

    # Rows.

    def ask(self) -> None:
        """Ask for the rows of the question on screen."""
        self._asks_soon = False
        if self.store is None:
            return
        if self._reader is None:
            marked = tuple(row.key for row in self.table.marked_rows)
            self._in_turn(self._make_reader, self.store, marked, self._stale)
            return
        number = self._reader.begin()
        keep: ListRow | tuple[tuple[str, str], ...] | None = self._stay or self.table.current
        if one := self._wanted or self._recalled:
            keep = (one,)
        self._in_turn(self._answer, self._reader, number, self.question, self._tree, keep)

    def _ask_after_echo(self) -> None:
        """Stop the answer under way now, and ask when the key that was typed is on the screen.

        A thread that asks takes the interpreter from the one that paints: both would come later.
        """
        if self._reader is not None:
            self._reader.begin()
        if not self._asks_soon:
            self._asks_soon = True
            self.bar.field.call_after_refresh(self._ask_now)

    def _ask_now(self) -> None:
        if self._asks_soon:
            self.ask()

    def _in_turn(self, task: Callable[..., None], *values: object) -> None:
        """Run a task on the thread of this pane, which is there already: rows follow every key."""
        self._under_way += 1
        self._thread.submit(task, *values).add_done_callback(self._done)

    def _done(self, task: Future[None]) -> None:
        # On the thread of the task: a message more would be handled before the rows are painted.
        self._under_way -= 1
        if not task.cancelled() and (error := task.exception()) is not None:
            self.post_message(self.Failed(error))

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        raise event.error

    @property
    def is_busy(self) -> bool:
        """Whether rows are being read, or something waits for the end of typing."""
        return self._under_way > 0 or self._asks_soon or self._after_typing is not None

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        if self._reader is not None:
            self._reader.begin()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _make_reader(self, store: "Store", marked: tuple[tuple[str, str], ...], after: int) -> None:
        from trafficking_explorer.database.row_reader import RowReader

        def answer() -> Message:
            reader = RowReader(store, self.view, after)
            return self.Ready(store, reader, reader.rows_of(marked))

        self._post_answer(answer)

    @on(Ready)
    def _ready(self, event: Ready) -> None:
        event.stop()
        if event.store is not self.store:
            return  # There is a newer one.
        self._reader = event.reader
        self.table.take_marks(event.marked)
        self.ask()

    def _answer(
        self,
        reader: "RowReader",
        number: int,
        question: RowQuery,
        tree: And,
        keep: "ListRow | tuple[tuple[str, str], ...] | None",
    ) -> None:
        from trafficking_explorer.search.sql_compiler import check_regexes, compile_filter

        def answers() -> Iterator[Message]:
            if self.store is not None:
                check_regexes(self.store, tree)
            where = compile_filter(tree)
            row = reader.nearest(keep, where) if isinstance(keep, tuple) else keep
            for listing in reader.answer(number, where, question.sort, row):
                yield self.Answered(question, listing)

        self._post_answers(answers())

    def _post_answer(self, answer: Callable[[], Message]) -> None:
        """Post what a query answers, or what went wrong; for workers."""
        self._post_answers(answer() for _ in range(1))

    def _post_answers(self, answers: Iterator[Message]) -> None:
        try:
            for message in answers:
                self.post_message(message)
        except QueryInterrupted:
            return
        except FilterError as error:
            self.post_message(self.Refused(error))
        except StoreDamaged as error:
            self.post_message(StoreCorrupted(str(error)))
        except ExplorerError as error:
            self.post_message(Notice(str(error), "error"))

    @on(Answered)
    def _show_rows(self, event: Answered) -> None:
        # A thread cannot be killed, so an old answer may come after a newer question.
        event.stop()
        if event.question != self.question or event.listing.number <= self._stale:
            return
        listing = event.listing
        self.listing = listing
        needles = search_needles(self._tree)
        empty = (f"None of the {self.noun} fits.",) if self._tree.nodes else ()
        stays = bool(self._stay)
        self.table.show_listing(listing, needles, self.question.sort, if_empty=empty, steady=stays)
        # Painted by itself: what changes at two ends of the screen has all between painted as well.
        self.table.call_after_refresh(self._rows_are_painted)
        if listing.count is not None:
            self._stay = ()
            if self._is_renewed:
                self._is_renewed = False
                self.ask_detail()
            self._recalled = None
            if self._wanted is not None:
                self._arrive(listing)
        if not listing.count and listing.count is not None:
            self.card.show_record(None)
            self.sources.show_record(None, {})
            self._debounce()
        elif needles != self.card.needles:
            self._debounce()

    def _rows_are_painted(self) -> None:
        self._show_count()
        self.post_message(PaneStateChanged(self.view.name))

    def _show_count(self) -> None:
        if self.listing is not None:
            order = ", ".join(
                f"{self.view.column(key).title.lower()} {'▾' if down else '▴'}"
                for key, down in self.question.sort
            )
            kinds = self.view.record_types
            one = kinds[0] if len(kinds) == 1 else self.ROW
            noun = one if self.listing.total == 1 else self.noun
            self.bar.show_count(self.listing.count, self.listing.total, noun, order)

    def _arrive(self, listing: "Listing") -> None:
        """The record that was asked for is under the cursor, or is not to be had."""
        assert self._wanted is not None
        if listing.at is None and self.bar.text:
            # The record is there, but the filter hides it: the reader asked for the record.
            self.post_message(Notice("The filter hides the record, and was cleared."))
            self.bar.text = ""
            return
        wanted, self._wanted = self._wanted, None
        if listing.at is None:
            self.post_message(Notice(f"There is no record {'/'.join(wanted)}.", "warning"))
        else:
            self.ask_detail()

    @work(thread=True, description="", exclusive=True, group="hints")
    def _advise(self, question: RowQuery) -> None:
        from trafficking_explorer.ui.empty_state import widening

        store = self.store
        if store is not None:
            self._post_answer(
                lambda: self.Advised(question, widening(store, self.view, question.filter_text))
            )

    @on(Advised)
    def _show_advice(self, event: Advised) -> None:
        event.stop()
        if event.question == self.question and self.table.item_count() == 0:
            self.table.if_empty = event.hints
            self.table.refresh()

    @on(RecordTable.RowsWanted)
    def _rows_wanted(self, event: RecordTable.RowsWanted) -> None:
        event.stop()
        if self._reader is not None:
            self._in_turn(self._read_page, self._reader, event.number, event.first, event.count)

    def _read_page(self, reader: "RowReader", number: int, first: int, count: int) -> None:
        def pages() -> Iterator[Message]:
            rows = reader.page(number, first, count)
            if rows is not None:
                yield self.Paged(number, first, rows)

        self._post_answers(pages())

    @on(Paged)
    def _take_rows(self, event: Paged) -> None:
        event.stop()
        self.table.take_rows(event.number, event.first, event.rows)

    @on(Refused)
    def _say_why(self, event: Refused) -> None:
        event.stop()
        self.bar.show_error(event.error)

    def go_to(self, record_type: str, record_id: str) -> None:
        """Put the cursor on a record, as soon as its row is there."""
        self._wanted = (record_type, record_id)
        if self.is_furnished:
            self.ask()

    def _filter_changed(self, text: str) -> None:
        try:
            tree = parse_filter(text)
        except FilterError as error:
            # The last good answer stays while a line is unfinished or wrong.
            self.bar.show_error(error)
        else:
            self.question = RowQuery(text, self.question.sort)
            self._tree = tree
            self._ask_after_echo()
            self.bar.show_sentence(describe(tree, self.noun) if asks_for_fields(tree) else "")
        self._debounce()

    def _debounce(self) -> None:
        """What need not keep up with every key: the way to go on, and the marks beside the rows."""
        if self._after_typing is not None:
            self._after_typing.stop()
        self._after_typing = self.set_timer(_DEBOUNCE_SECONDS, self._after_debounce)

    def _after_debounce(self) -> None:
        self._after_typing = None
        if self.bar.is_typed_into:
            self._complete(self.bar.text)
        if self.listing is not None and self.listing.count == 0:
            self._advise(self.question)
        needles = search_needles(self._tree)
        self.card.show_needles(needles)
        self.sources.show_needles(needles)

    @work(thread=True, description="", exclusive=True, group="completion")
    def _complete(self, text: str) -> None:
        from trafficking_explorer.search.autocomplete import complete

        store = self.store
        if store is not None:
            types = self.view.record_types
            self._post_answer(lambda: self.Completed(text, complete(store, types, text)))

    @on(Completed)
    def _offer(self, event: Completed) -> None:
        event.stop()
        self.bar.offer(event.text, event.candidates)
        if event.text == self.bar.text:
            self.post_message(
                FilterSuggestions(tuple((each.shown, each.count) for each in event.candidates))
            )

    @on(FilterBar.Left)
    def _filter_left(self, event: FilterBar.Left) -> None:
        event.stop()
        self.post_message(FilterSuggestions(()))
        self.table.focus()

    @on(RecordTable.SortRequested)
    def _sort_requested(self, event: RecordTable.SortRequested) -> None:
        """First up, then down, then not by this column any more."""
        event.stop()
        old = dict(self.question.sort)
        wanted = {None: False, False: True, True: None}[old.get(event.key)]
        kept = old if event.further else {}
        kept.pop(event.key, None)
        if wanted is not None:
            place = list(old).index(event.key) if event.further and event.key in old else len(kept)
            items = list(kept.items())
            items.insert(place, (event.key, wanted))
            kept = dict(items)
        self.sort(tuple(kept.items()))

    def sort(self, sort: "Sort") -> None:
        """Show the rows in another order."""
        self.question = RowQuery(self.question.filter_text, sort)
        self.ask()

    def action_columns(self) -> None:
        table = self.table
        self.post_message(
            OpenColumns(self.view, table.arrangement, table.cells_shown, self._set_arrangement)
        )

    def _set_arrangement(self, arrangement: ColumnLayout) -> None:
        self.table.set_arrangement(arrangement)
        self.post_message(PaneStateChanged(self.view.name))

    @on(RecordTable.Marked)
    def _marked(self, event: RecordTable.Marked) -> None:
        event.stop()
        self.bar.show_marked(event.count)
        if not event.complete:
            self.post_message(Notice(f"At most {event.count:,} rows can be marked.", "warning"))

    @on(RecordTable.CellOpened)
    def _cell_opened(self, event: RecordTable.CellOpened) -> None:
        event.stop()
        self.post_message(OpenText(event.title, event.text))

    def action_copy(self) -> None:
        table = self.table
        row = table.current
        if row is None or self.store is None or not self.is_furnished:
            self.post_message(Notice("There is nothing to copy."))
            return
        marked = table.marked_rows
        record, passage = self.card.record, self.sources.passage
        keys = table.arrangement.shown()
        self._gather(self.store, row, keys, table.column, marked, record, passage, self.question)

    @work(thread=True, description="", exclusive=True, group="copy")
    def _gather(
        self,
        store: "Store",
        row: "ListRow",
        keys: tuple[str, ...],
        column: int,
        marked: "list[ListRow]",
        record: "Detail | None",
        passage: "Passage | None",
        question: RowQuery,
    ) -> None:
        from trafficking_explorer.database.queries import detail
        from trafficking_explorer.export.citations import BibliographicSource
        from trafficking_explorer.ui.clipboard import of_record, of_table
        from trafficking_explorer.ui.launch_command import columns_text, command_line

        own = self.table.arrangement == ColumnLayout.of(self.view)
        arrangement = None if own else self.table.arrangement

        def answer() -> Message:
            choices = of_table(self.view, keys, column, row, marked)
            if record is not None and (record.record_type, record.record_id) == row.key:
                source_id = passage.source_id if passage else next(iter(record.sources), "")
                source = detail(store, "source", source_id)
                choices += of_record(
                    record, passage, BibliographicSource.of(source) if source else None
                )
            link = command_line(
                self.corpus,
                self.view.name,
                question.filter_text,
                question.sort,
                row.key,
                columns_text(arrangement),
            )
            choices.append(("l", "command that opens this view", link))
            return self.Copyable(tuple(choices))

        self._post_answer(answer)

    def on_selectable_source_words_copied(self, event: "SelectableSource.WordsCopied") -> None:
        event.stop()
        if self.store is not None:
            self._gather_words(self.store, event.source_id, event.span, event.line)

    @work(thread=True, description="", exclusive=True, group="copy")
    def _gather_words(
        self, store: "Store", source_id: str, span: tuple[int, int], line: int
    ) -> None:
        from trafficking_explorer.database.queries import detail
        from trafficking_explorer.database.read_models import Passage
        from trafficking_explorer.export.citations import BibliographicSource
        from trafficking_explorer.ui.clipboard import of_words

        def answer() -> Message:
            source = detail(store, "source", source_id)
            document = self._documents.get(source_id)
            exact = document.text[slice(*span)] if document is not None else ""
            passage = Passage("source", source_id, "", source_id, *span, exact, line)
            return self.Copyable(
                tuple(of_words(passage, BibliographicSource.of(source) if source else None))
            )

        self._post_answer(answer)

    @on(Copyable)
    def _offer_copies(self, event: Copyable) -> None:
        event.stop()
        self.post_message(OpenCopy(event.choices))

    def action_statement(self) -> None:
        self.post_message(OpenStatement(self.view, self.question.filter_text, self.question.sort))

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
            self._read_detail(self.store, (row.record_type, row.record_id), self._documents)

    @work(thread=True, description="", exclusive=True, group="detail", exit_on_error=True)
    def _read_detail(
        self, store: "Store", key: tuple[str, str], read: "dict[str, SourceDocument]"
    ) -> None:
        from trafficking_explorer.database.queries import source_document

        def answer() -> Message:
            record = self.read_record(store, key)
            wanted = () if record is None else record.sources
            if key[0] == "source":
                wanted = (key[1],)
            documents = {}
            for source_id in wanted:
                document = read.pop(source_id, None) or source_document(store, source_id)
                if document is not None:
                    documents[source_id] = read[source_id] = document
            for oldest in list(read)[:-_DOCUMENTS_KEPT]:
                del read[oldest]
            return self.Detailed(key, record, documents)

        self._post_answer(answer)

    def read_record(self, store: "Store", key: tuple[str, str]) -> "Detail | None":
        """What the card shows of a row; called in a worker."""
        from trafficking_explorer.database.queries import detail

        return detail(store, *key)

    @on(Detailed)
    def _show_detail(self, event: Detailed) -> None:
        event.stop()
        row = self.table.current
        if row is None or (row.record_type, row.record_id) != event.key:
            return  # The cursor has moved on.
        needles = search_needles(self._tree)
        before = self.sources.passage if self.current_key == event.key else None
        self.card.show_record(event.record, needles)
        self.sources.show_record(event.record, event.documents, needles)
        self._stay_at(before)
        self.post_message(self.Shown(*event.key))
        self.post_message(PaneStateChanged(self.view.name))

    def _stay_at(self, before: "Passage | None") -> None:
        """Go where a passage is now, if the record was read again and has it elsewhere."""
        now = self.sources.passage
        if before is None or now is None or _same_words(now, before):
            return
        record, document = self.card.record, self.sources.documents.get(before.source_id)
        for passage in (
            *(record.passages if record is not None else ()),
            *(document.passages if document is not None else ()),
        ):
            if _same_words(passage, before):
                self.sources.go_to_span((passage.start, passage.end))
                return

    def action_edit(self) -> None:
        """Open the record's file where the record begins."""
        record = self.card.record if self.is_furnished else None
        if record is None or not record.file:
            self.post_message(Notice("There is no record to edit."))
        else:
            self.post_message(EditFile(Path(record.file), max(1, record.line)))

    @on(LineList.Chosen, "#table")
    def _row_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.show_part(self.PARTS[1])

    # Card and source.

    # Handlers by name, since the classes of these messages are not imported yet.

    def on_detail_card_field_highlighted(self, event: "DetailCard.FieldHighlighted") -> None:
        event.stop()
        if event.field is not None and self.card.has_focus:
            self.sources.show_field(event.field)

    def on_detail_card_records_chosen(self, event: "DetailCard.RecordsChosen") -> None:
        event.stop()
        self._open(event.keys)

    def on_detail_card_findings_chosen(self, event: "DetailCard.FindingsChosen") -> None:
        event.stop()
        self.post_message(OpenFindings(event.record_type, event.record_id))

    def on_passage_view_passage_chosen(self, event: "PassageView.PassageChosen") -> None:
        event.stop()
        self._open(event.keys)

    def on_passage_view_passage_highlighted(self, event: "PassageView.PassageHighlighted") -> None:
        event.stop()
        self.sources.go_to_span(event.span)

    def _open(self, keys: tuple[tuple[str, str], ...]) -> None:
        if len(keys) == 1:
            self.post_message(OpenRecord(*keys[0]))
        elif keys:
            self.post_message(OpenRecords(keys))


def _same_words(one: "Passage", other: "Passage") -> bool:
    """Whether a passage is what another one was, wherever in its text it stands."""
    return replace(one, start=0, end=0, line=0) == replace(other, start=0, end=0, line=0)

"""The question that a pane asks of the store, and its rows."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from trafficking_explorer.database.read_models import Listing, ListRow, Sort
from trafficking_explorer.database.views import View
from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import And
from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.panes.record_detail import Key
from trafficking_explorer.ui.view_state import PaneState
from trafficking_explorer.ui.widgets.filter_bar import FilterEditor
from trafficking_explorer.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.row_reader import RowReader
    from trafficking_explorer.database.sql_text import SqlCondition
    from trafficking_explorer.search.neighbours import NeighbourReader, Offer

_Hints = tuple[tuple[str, ...], tuple["Offer", ...]]
"""Paragraphs for an empty list, and filters that find something."""
_FEW = 20
"""Rows up to which other words for the same thing are asked for."""
_MOST_SORTED = 50_000
"""Rows up to which a pane opens in an order that has to be sorted."""
_NEIGHBOURS = 50
"""Rows above and below the cursor that it may go to when its own is gone."""


class RowQuestion:
    """A filter and an order, asked in a thread; the rows go to a table."""

    def __init__(
        self,
        owner: Widget,
        view: View,
        table: RecordTable,
        typed: FilterEditor,
        memory: PaneState,
        shown: Callable[[Listing], object],
    ) -> None:
        """Prepare to ask.

        Args:
            owner: takes the answers.
            typed: the filter; each change of it is asked for.
            memory: the order, and the record to begin at.
            shown: told of each listing that the table has been given.
        """
        keys = {column.key for column in view.columns}
        self.sort: Sort = tuple(each for each in memory.sort if each[0] in keys)
        types = view.record_types
        self.row_noun = types[0] if len(types) == 1 else "record"
        self._no_match = f"No {self.row_noun} matches."
        self.listing: Listing | None = None
        """The one on screen."""
        self._owner = owner
        self._view = view
        self._table = table
        self._typed = typed
        typed.changed = self.ask_after_echo
        table.take_offer = self.take_offer
        self._shown = shown
        self._store: Store | None = None
        self._reader: RowReader | None = None
        self._neighbours_reader: NeighbourReader | None = None
        self.offers: tuple[Offer, ...] = ()
        """Filters that are offered instead of rows."""
        self._rows = LatestAnswer(owner, f"rows-{view.name}", on_error=self._show_error)
        self._hints = LatestAnswer(owner, f"hints-{view.name}")
        self._asked: int | None = None
        """The number of the newest question."""
        self._waits_for_echo = False
        self._wanted: Key | None = None
        """A record to put the cursor on as soon as its row is there, whatever the filter."""
        self._goes_to_top = False
        """True if the next rows are shown from the first on, whatever row was under the cursor."""
        self._recalled = memory.record
        """The record of an earlier run's cursor; if it is gone, nothing is said."""
        self._stay: tuple[Key, ...] = ()
        """Records to stay at in a new store: the first that is there."""

    @property
    def reader(self) -> "RowReader | None":
        """The reader of the store that is asked; None until it is made."""
        return self._reader

    def open(self, store: "Store") -> None:
        """Ask this store from now on."""
        if self._store is not None and self._table.item_count() and not self._stay:
            # Rows are found again by their keys: their positions are those of the store before.
            self._stay = self._neighbours()
        self._rows.begin()
        self._store = store
        self._reader = self._rows.reader = None
        self._hints.begin()
        self._neighbours_reader = self._hints.reader = None

    def _neighbours(self) -> tuple[Key, ...]:
        """The record under the cursor, then the nearest ones, the next before the previous."""
        at, rows = self._table.cursor, self._table.rows
        places = (place for by in range(1, _NEIGHBOURS) for place in (at + by, at - by))
        found = map(rows.get, (at, *places))
        return tuple(row.key for row in found if row is not None)

    def close(self) -> None:
        """Interrupt the reader, and end the threads."""
        self._rows.close()
        self._hints.close()

    # Asking.

    def ask(self) -> None:
        """Ask for the rows."""
        self._waits_for_echo = False
        self._hints.begin()
        store, reader = self._store, self._reader
        if store is None:
            return
        if reader is None:
            self._make_reader(store)
            return
        number = self._asked = self._rows.begin()
        self._rows.add_each(self._listings(store, reader, number), self._show)

    def ask_after_echo(self) -> None:
        """Stop the answer under way now, and ask when the key that was typed is on the screen.

        A thread that asks takes the interpreter from the one that paints: both would come later.
        """
        self._rows.begin()
        self._asked = None
        self._hints.begin()
        if not self._waits_for_echo:
            self._waits_for_echo = True
            self._typed.bar.field.call_after_refresh(self._ask_now)

    def _ask_now(self) -> None:
        if self._waits_for_echo:
            self.ask()

    def sort_by(self, sort: Sort) -> None:
        """Ask for the rows in another order, and go to the first: it is what they are sorted for."""
        self.sort = sort
        self._goes_to_top = True
        self.ask()

    def go_to(self, key: Key) -> None:
        """Put the cursor on a record as soon as its row is there."""
        self._wanted = key
        self.ask()

    def read_page(self, number: int, first: int, count: int) -> None:
        """Read rows that the table lacks.

        Args:
            number: of the listing.
        """
        reader = self._reader
        if reader is None:
            return

        def take(rows: tuple[ListRow, ...] | None) -> None:
            if rows is not None:
                self._table.take_rows(number, first, rows)

        self._rows.add(lambda: reader.page(number, first, count), take)

    def ask_for_hints(self) -> None:
        """Ask for filters that find something, or more, if this one finds nothing, or little."""
        store, text, tree = self._store, self._typed.text, self._typed.tree
        listing = self.listing
        # Rows of an earlier filter say nothing about this one.
        is_answered = listing is not None and listing.number == self._asked
        count = listing.count if listing is not None and is_answered else None
        if store is None or count is None or count > _FEW or not (tree.nodes or count == 0):
            return
        if self._neighbours_reader is None:
            self._make_neighbours_reader(store)
            return
        reader, types = self._neighbours_reader, self._view.record_types
        number = self._hints.begin()

        def question() -> Iterator[_Hints]:
            # Imported here, since few filters need it.
            from trafficking_explorer.ui.empty_state import widening

            offers: tuple[Offer, ...] = ()
            for offers in reader.offers(number, tree, types, count):
                yield (self._no_match,), offers
            if count == 0:
                yield widening(store, self._view, text, self._no_match), offers

        self._hints.add_each(question, partial(self._show_hints, text))

    def _make_neighbours_reader(self, store: "Store") -> None:
        def question() -> "NeighbourReader":
            # Imported here, since rows of the last run are shown before DuckDB is loaded.
            from trafficking_explorer.search.neighbours import NeighbourReader

            return NeighbourReader(store)

        def take(reader: "NeighbourReader") -> None:
            self._neighbours_reader = self._hints.reader = reader
            self.ask_for_hints()

        self._hints.ask(question, take)

    def _make_reader(self, store: "Store") -> None:
        marked = tuple(row.key for row in self._table.marked_rows)
        # Numbers of listings go on, so that the table takes none of the old store's rows.
        after = self._table.number

        def question() -> "tuple[RowReader, tuple[ListRow, ...]]":
            # Imported here, since rows of the last run are shown before DuckDB is loaded.
            from trafficking_explorer.database.row_reader import RowReader

            reader = RowReader(store, self._view, after)
            return reader, reader.rows_of(marked)

        self._rows.ask(question, self._take_reader)

    def _take_reader(self, answer: "tuple[RowReader, tuple[ListRow, ...]]") -> None:
        self._reader = self._rows.reader = answer[0]
        if self.listing is None and self.sort == self._view.first_sort:
            # Rows in the order of their positions are there at once, however many there are.
            self.sort = self.sort if answer[0].total <= _MOST_SORTED else ()
        self._table.take_marks(answer[1])
        self.ask()

    def _listings(
        self, store: "Store", reader: "RowReader", number: int
    ) -> Callable[[], Iterator[Listing]]:
        """The question for the rows, to be called in a thread."""
        tree, sort = self._typed.tree, self.sort
        keep: ListRow | tuple[Key, ...] | None = self._stay or self._table.current
        if self._goes_to_top:
            keep = None
        if key := self._wanted or (None if self._goes_to_top else self._recalled):
            keep = (key,)

        def question() -> Iterator[Listing]:
            # Imported here, since rows of the last run are shown before DuckDB is loaded.
            from trafficking_explorer.search.sql_compiler import check_regexes, compile_filter

            check_regexes(store, tree)
            where = compile_filter(tree)
            row = reader.nearest(keep, where) if isinstance(keep, tuple) else keep
            yield from self.answers(store, reader, number, where, sort, row, tree)

        return question

    def answers(
        self,
        store: "Store",
        reader: "RowReader",
        number: int,
        where: "SqlCondition",
        sort: Sort,
        keep: ListRow | None,
        tree: And,
    ) -> Iterator[Listing]:
        """Answer a question; called in a thread.

        Args:
            where: the filter as a condition.
            keep: a row whose place is wanted.
            tree: the filter.
        """
        return reader.answer(number, where, sort, keep)

    @property
    def is_narrowed(self) -> bool:
        """True if rows that fit are left out until the reader asks for them."""
        return False

    # Showing.

    def show_first(self, listing: Listing) -> None:
        """Show rows that are known before the store is open."""
        self.listing = listing
        self._table.show_listing(listing)

    def _show(self, listing: Listing) -> None:
        self.listing = listing
        self.show_listing(listing)
        if listing.count is not None:
            self._stay, self._recalled, self._goes_to_top = (), None, False
            if self._wanted is not None:
                self._arrive(self._wanted, found=listing.at is not None)
        self._shown(listing)

    def show_listing(self, listing: Listing) -> None:
        """Give the rows to the table."""
        self._table.show_listing(
            listing,
            self._typed.terms,
            self.sort,
            if_empty=(self._no_match,) if self._typed.tree.nodes else (),
            steady=bool(self._stay),
        )

    def _arrive(self, wanted: Key, *, found: bool) -> None:
        """Put the cursor on a record that was asked for, or say why not."""
        if not found and self._typed.bar.text:
            # The record is there, but the filter hides it: the reader asked for the record.
            self._owner.post_message(Notice("The filter hides the record, and was cleared."))
            self._typed.bar.text = ""
            return
        self._wanted = None
        if found:
            self._table.announce()
        else:
            text = f"There is no record {'/'.join(wanted)}."
            self._owner.post_message(Notice(text, "warning"))

    def _show_hints(self, text: str, answer: _Hints) -> None:
        paragraphs, offers = answer
        if self._table.item_count() == 0:
            self.offers = offers
            self._table.show_empty(paragraphs, tuple(each.text for each in offers))
        elif offers:
            words = " · ".join(each.text for each in offers)
            self._typed.show_alternative(text, words, offers[0].line)

    def take_offer(self, index: int) -> None:
        """Put an offered filter into the line."""
        self._typed.bar.text = self.offers[index].line
        self._typed.bar.field.remember()

    def _show_error(self, error: Foreseen) -> None:
        if isinstance(error, FilterError):
            self._typed.bar.show_error(error)
        else:
            self._rows.report(error)

"""The question of the findings pane, which leaves routine notes out until the reader asks for them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from trafficking_explorer.database.read_models import Listing
from trafficking_explorer.search.ast import And, FieldMatch, walk
from trafficking_explorer.ui.panes.record_detail import Key
from trafficking_explorer.ui.panes.row_question import RowQuestion
from trafficking_explorer.ui.widgets.findings_table import FindingsTable

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import ListRow, Sort
    from trafficking_explorer.database.row_reader import RowReader
    from trafficking_explorer.database.sql_text import SqlCondition

# Imports inside functions: rules and rows are read in a thread.

_ASKING = ("rule", "severity", "record")
"""Fields of a filter by which a reader has said which findings to list."""


def asks_for_notes(tree: And) -> bool:
    """True if a filter says itself which rules, severities or records it is about."""
    return any(isinstance(node, FieldMatch) and node.field in _ASKING for node in walk(tree))


class FindingsQuestion(RowQuestion):
    """A filter and an order of findings, with or without routine notes."""

    is_unfolded = False
    """True if the reader wants to see routine notes."""

    def toggle(self) -> None:
        """Show routine notes, or fold them again."""
        self.is_unfolded = not self.is_unfolded
        self.ask()

    def answers(
        self,
        store: "Store",
        reader: "RowReader",
        number: int,
        where: "SqlCondition",
        sort: "Sort",
        keep: "ListRow | None",
        tree: And,
    ) -> Iterator[Listing]:
        from trafficking_explorer.findings.queries import routine_notes, without_routine

        told = None if asks_for_notes(tree) else routine_notes(store, where)
        if told is not None and not self.is_unfolded:
            listings = reader.answer(number, without_routine(where), sort, keep)
            first = next(listings)
            if first.count != 0:
                yield replace(first, folded=told)
                for listing in listings:
                    yield replace(listing, folded=told)
                return
            # The notes hide nothing: they are all that matches. The reader answers one question at a time.
            for _ in listings:
                pass
            told = None
        for listing in reader.answer(number, where, sort, keep):
            yield replace(listing, folded=told)

    def show_listing(self, listing: Listing) -> None:
        if isinstance(self._table, FindingsTable):
            self._table.fold(listing.folded, is_open=self.is_unfolded)
        super().show_listing(listing)

    def _arrive(self, wanted: Key, *, found: bool) -> None:
        folded = self.listing is not None and self.listing.folded is not None
        if not found and folded and not self.is_unfolded:
            # It may be one of the notes that are folded: the reader asked for it.
            self.toggle()
        else:
            super()._arrive(wanted, found=found)

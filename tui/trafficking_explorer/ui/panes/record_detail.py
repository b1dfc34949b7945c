"""The record under a pane's cursor: read in a thread, shown as a card and in its sources."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from trafficking_explorer.database.read_models import Detail, Field, Passage, SourceDocument
from trafficking_explorer.database.views import ViewColumn
from trafficking_explorer.ui.latest_answer import LatestAnswer

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.source_panel import SourcePanel

_DOCUMENTS_KEPT = 32
_THREADS = 4
"""A record that takes long to read must not delay the one the cursor has moved on to."""

Key = tuple[str, str]
"""Type and id of a record."""
Documents = dict[str, SourceDocument]
"""Sources by id."""


@dataclass(frozen=True, slots=True)
class RecordWithSources:
    """A record as read from the store."""

    key: Key
    record: Detail | None
    """None if the store has no such record."""
    documents: Documents
    """The sources that support it, and those of the cell; of a source, itself."""
    cell: tuple[Passage, ...] = ()
    """The passages behind the cell under the table's cursor."""


class RecordDetail:
    """The record on the card, and the sources beside it."""

    def __init__(
        self,
        owner: Widget,
        card: "DetailCard",
        sources: "SourcePanel",
        *,
        read: "Callable[[Store, Key], Detail | None]",
        terms: Callable[[], tuple[str, ...]],
        shown: Callable[[Key], object],
    ) -> None:
        """Prepare to read.

        Args:
            owner: takes the answers.
            read: reads a record; called in a thread.
            terms: folded words to mark.
            shown: told of each record that is on show.
        """
        self._card = card
        self._sources = sources
        self._read = read
        self._terms = terms
        self._shown = shown
        self._records = LatestAnswer(owner, "detail", threads=_THREADS)
        self._elsewhere = LatestAnswer(owner, "elsewhere")
        self._store: Store | None = None
        sources.read_source = self._read_source
        self.documents: Documents = {}
        """Sources read so far, the newest last."""
        self.is_outdated = False
        """True if the record is to be read again with the next rows."""

    @property
    def key(self) -> Key | None:
        """Type and id of the record on the card."""
        record = self._card.record
        return None if record is None else (record.record_type, record.record_id)

    def forget(self) -> None:
        """Forget what was read from a store that has been replaced; the card stays for now."""
        self._records.begin()
        self._elsewhere.begin()
        self.documents = {}
        self.is_outdated = True

    def ask(
        self,
        store: "Store",
        key: Key,
        column: ViewColumn | None = None,
        then: "Callable[[bool], object] | None" = None,
    ) -> None:
        """Read a record, its sources and the passages behind a cell of its row, and show them.

        Args:
            column: that of the cell; None if its passages are not to be shown.
            then: called when they are on show; with false if the cell has none.
        """
        self.is_outdated = False
        self._store = store
        question = partial(_read_with_sources, store, key, self._read, self.documents, column)

        def show(found: RecordWithSources) -> None:
            self._show(found)
            if then is not None:
                then(bool(found.cell))

        self._records.ask(question, show)

    def _read_source(self, field: Field) -> None:
        """Read the source of a figure, and go there if the cursor is still on it."""

        def show(document: SourceDocument | None) -> None:
            item = self._card.current
            if document is not None and item is not None and item.field == field:
                self.documents[document.source_id] = document
                self._sources.documents |= {document.source_id: document}
                self._sources.show_field(field)

        if self._store is not None:
            source_id = field.passages[0].source_id
            self._elsewhere.ask(partial(_document, self._store, source_id), show)

    def clear(self) -> None:
        """Show no record."""
        self._records.begin()
        self._card.show_record(None)
        self._sources.show_record(None, {})

    def mark(self) -> None:
        """Mark the words that are to be marked by now."""
        terms = self._terms()
        self._card.show_needles(terms)
        self._sources.show_needles(terms)

    def close(self) -> None:
        """End the threads."""
        self._records.close()
        self._elsewhere.close()

    def _show(self, found: RecordWithSources) -> None:
        terms = self._terms()
        before = self._sources.passage if self.key == found.key else None
        self._card.show_record(found.record, terms)
        self._sources.show_record(found.record, found.documents, terms)
        self._sources.show_claims(found.cell)
        if not found.cell:
            self._stay_at(before)
        self._shown(found.key)

    def _stay_at(self, before: Passage | None) -> None:
        """Go to a passage again if the record was read again and has it in a different place."""
        now = self._sources.passage
        if before is None or now is None or _has_same_words(now, before):
            return
        record, document = self._card.record, self._sources.documents.get(before.source_id)
        for passage in (
            *(record.passages if record is not None else ()),
            *(document.passages if document is not None else ()),
        ):
            if _has_same_words(passage, before):
                self._sources.go_to_span((passage.start, passage.end))
                return


def _document(store: "Store", source_id: str) -> SourceDocument | None:
    # Imported here, as below.
    from trafficking_explorer.database.queries import source_document

    return source_document(store, source_id)


def _read_with_sources(
    store: "Store",
    key: Key,
    read: "Callable[[Store, Key], Detail | None]",
    documents: Documents,
    column: ViewColumn | None = None,
) -> RecordWithSources:
    """Read a record and the sources that are not among `documents`, and add these."""
    # Imported here, since rows of the last run are shown before DuckDB is loaded.
    from trafficking_explorer.database.cell_evidence import cell_passages
    from trafficking_explorer.database.queries import source_document

    record = read(store, key)
    cell = () if column is None else cell_passages(store, column, key)
    wanted = () if record is None else record.sources
    if key[0] == "source":
        wanted = (key[1],)
    wanted = tuple(dict.fromkeys((*wanted, *(passage.source_id for passage in cell))))
    found = {}
    for source_id in wanted:
        document = documents.pop(source_id, None) or source_document(store, source_id)
        if document is not None:
            found[source_id] = documents[source_id] = document
    for oldest in list(documents)[:-_DOCUMENTS_KEPT]:
        del documents[oldest]
    return RecordWithSources(key, record, found, cell)


def _has_same_words(passage: Passage, other: Passage) -> bool:
    """True if two passages differ at most in their place in the text."""
    return replace(passage, start=0, end=0, line=0) == replace(other, start=0, end=0, line=0)

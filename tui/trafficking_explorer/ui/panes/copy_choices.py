"""Choices of what to copy from a pane; worked out in a thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.database.queries import detail
from trafficking_explorer.database.read_models import (
    Detail,
    ListRow,
    Passage,
    Sort,
    SourceDocument,
)
from trafficking_explorer.database.views import View
from trafficking_explorer.export.citations import BibliographicSource
from trafficking_explorer.ui.clipboard import Choice, of_record, of_table, of_words
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.launch_options import columns_text, command_line

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """The reader's place in a pane, and the question that led there."""

    corpus: Path | None
    """Its folder; None for the bundled one."""
    view: View
    filter_text: str
    sort: Sort
    columns: ColumnLayout
    column: int
    """The one under the cursor, as the view counts."""
    row: ListRow
    marked: list[ListRow]
    record: Detail | None
    """The one on the card, which may not be the row's yet."""
    passage: Passage | None


def choices_at(store: "Store", place: ReadingPlace) -> tuple[Choice, ...]:
    """The cell, the rows, the record with its passage, and the command that opens the view."""
    view, columns, record = place.view, place.columns, place.record
    choices = of_table(view, columns.shown(), place.column, place.row, place.marked)
    if record is not None and (record.record_type, record.record_id) == place.row.key:
        passage = place.passage
        source_id = passage.source_id if passage else next(iter(record.sources), "")
        choices += of_record(record, passage, _work(store, source_id))
    link = command_line(
        place.corpus,
        view.name,
        place.filter_text,
        place.sort,
        place.row.key,
        columns_text(None if columns == ColumnLayout.of(view) else columns),
    )
    return (*choices, Choice("l", "command that opens this view", link))


def choices_of_words(
    store: "Store",
    document: SourceDocument | None,
    source_id: str,
    span: tuple[int, int],
    line: int,
) -> tuple[Choice, ...]:
    """Selected words of a source, and their citation.

    Args:
        document: the source, if it has been read.
        span: half-open range of code points of its text.
        line: the one the words begin on, from 1.
    """
    exact = document.text[slice(*span)] if document is not None else ""
    passage = Passage("source", source_id, "", source_id, *span, exact, line)
    return tuple(of_words(passage, _work(store, source_id)))


def _work(store: "Store", source_id: str) -> BibliographicSource | None:
    source = detail(store, "source", source_id)
    return BibliographicSource.of(source) if source else None

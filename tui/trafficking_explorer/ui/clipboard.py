"""Texts that can be copied: cells, rows, records, selected words, and the command that opens a view."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trafficking_explorer.database.queries import detail
from trafficking_explorer.database.read_models import (
    Detail,
    ListRow,
    Passage,
    Sort,
    SourceDocument,
)
from trafficking_explorer.database.views import FINDING, View
from trafficking_explorer.export import citations
from trafficking_explorer.export.citations import BibliographicSource
from trafficking_explorer.export.markdown_format import write_markdown
from trafficking_explorer.text.display import clean, clean_line, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.launch_options import columns_text, command_line

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

_FIGURE = re.compile(r"[+-]?[\d.,]+(?:e[+-]?\d+)?", re.IGNORECASE)
"""A figure, which is not a formula even with a minus sign."""

TextRow = Sequence[str | None]


class Choice(NamedTuple):
    """One form of a thing to copy.

    Attributes:
        key: the letter that takes it.
        text: the whole text, for the clipboard.
    """

    key: str
    name: str
    text: str


def of_table(
    view: View, keys: Sequence[str], column: int, row: ListRow, marked: Sequence[ListRow]
) -> list[Choice]:
    """The cell and the row under the cursor, and the rows that are marked.

    Args:
        keys: the columns that are shown, in their order.
        column: that of the cursor, an index into the columns of the view.
    """
    title = view.columns[column].title
    choices = [
        Choice("c", f"cell, {title}", clean(row.cells[column] or "")),
        Choice("r", "row", as_text(view, keys, [row])),
    ]
    if marked:
        count = count_noun(len(marked), "marked row")
        choices.append(Choice("m", count, as_text(view, keys, marked, headed=True)))
    return choices


def as_text(
    view: View, keys: Sequence[str], rows: Sequence[ListRow], *, headed: bool = False
) -> str:
    """Rows as lines with tabs between cells, as spreadsheets and editors take them."""
    shown = [[column.key for column in view.columns].index(key) for key in keys]
    titles = [view.columns[i].title for i in shown] if headed else ()
    return as_lines([[row.cells[i] for i in shown] for row in rows], titles)


def of_result(
    columns: Sequence[str], column: int, row: TextRow, marked: Sequence[TextRow]
) -> list[Choice]:
    """The cell and the row under the cursor of an SQL result, and the rows that are marked.

    Args:
        column: that of the cursor.
    """
    rows = marked or [row]
    count = count_noun(len(rows), "marked row") if marked else "row"
    choices = [
        Choice("c", f"cell, {single_line(columns[column])}", clean(row[column] or "")),
        Choice("r", "row", as_lines([row])),
    ]
    if marked:
        choices.append(Choice("m", count, as_lines(rows, columns)))
    choices.append(Choice("d", f"{count}, Markdown", as_markdown(columns, rows)))
    return choices


def as_lines(rows: Sequence[TextRow], columns: Sequence[str] = ()) -> str:
    """Rows as lines with tabs between cells, under the names of columns; NULL is empty."""
    lines = [[_harmless(clean_line(text or "")) for text in row] for row in rows]
    if columns:
        lines.insert(0, list(map(clean_line, columns)))
    return "\n".join("\t".join(cells) for cells in lines)


def as_markdown(columns: Sequence[str], rows: Sequence[TextRow]) -> str:
    """Rows as a table in GitHub's Markdown."""
    stream = StringIO()
    write_markdown(stream, columns, rows)
    return stream.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula: an apostrophe makes it text."""
    if _FIGURE.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def of_record(
    record: Detail, passage: Passage | None, work: citations.BibliographicSource | None
) -> list[Choice]:
    """The value of a record, and its passage with the citation."""
    choices = [Choice("v", "value", citations.value(record))]
    if passage is not None and work is not None:
        choices += [
            Choice("q", "quote with citation", citations.quoted(work, passage)),
            Choice("d", "Markdown", citations.markdown(work, passage)),
        ]
    if work is not None:
        choices.append(Choice("b", "BibTeX", citations.bibtex(work)))
    # `answers` name a finding by its id alone.
    is_finding = record.record_type == FINDING
    id_ = record.record_id if is_finding else f"{record.record_type}/{record.record_id}"
    choices.append(Choice("i", "id", id_))
    return choices


def of_words(passage: Passage, work: citations.BibliographicSource | None) -> list[Choice]:
    """Words selected in a source, alone and with their source and line."""
    words = Choice("w", "words alone", clean_line(passage.exact))
    if work is None:
        return [words]
    return [
        Choice("q", "words, source and line", citations.quoted(work, passage)),
        words,
        Choice("d", "Markdown", citations.markdown(work, passage)),
    ]


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

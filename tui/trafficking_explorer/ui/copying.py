"""What can be copied from where the reader is."""

from collections.abc import Sequence

from trafficking_explorer.export import citations
from trafficking_explorer.store.answers import Detail, ListRow, Passage
from trafficking_explorer.store.views import View
from trafficking_explorer.terminal import one_line, printable

Choice = tuple[str, str, str]
"""The letter that takes it, its name, and the text itself."""


def of_table(
    view: View, keys: Sequence[str], column: int, row: ListRow, marked: Sequence[ListRow]
) -> list[Choice]:
    """The cell and the row under the cursor, and the rows that are marked.

    Args:
        keys: the columns that are shown, in their order.
        column: the one the cursor is in, as the view counts.
    """
    title = view.columns[column].title
    choices = [
        ("c", f"cell, {title}", printable(row.cells[column] or "")),
        ("r", "row", as_text(view, keys, [row])),
    ]
    if marked:
        count = f"{len(marked):,} marked row{'' if len(marked) == 1 else 's'}"
        choices.append(("m", count, as_text(view, keys, marked, headed=True)))
    return choices


def as_text(
    view: View, keys: Sequence[str], rows: Sequence[ListRow], *, headed: bool = False
) -> str:
    """Rows as lines, their cells parted by tabs, as spreadsheets and editors take them."""
    shown = [[column.key for column in view.columns].index(key) for key in keys]
    lines = [[_harmless(one_line(row.cells[i] or "")) for i in shown] for row in rows]
    if headed:
        lines.insert(0, [view.columns[i].title for i in shown])
    return "\n".join("\t".join(cells) for cells in lines)


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not run as a formula: an apostrophe makes it text there."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def of_record(record: Detail, passage: Passage | None, work: citations.Work | None) -> list[Choice]:
    """What a record says, and the passage it rests on with its citation."""
    choices = [("v", "value", citations.value(record))]
    if passage is not None and work is not None:
        choices += [
            ("q", "quote with citation", citations.quoted(work, passage)),
            ("d", "Markdown", citations.markdown(work, passage)),
        ]
    if work is not None:
        choices.append(("b", "BibTeX", citations.bibtex(work)))
    choices.append(("i", "id", f"{record.record_type}/{record.record_id}"))
    return choices

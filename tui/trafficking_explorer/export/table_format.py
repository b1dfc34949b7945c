"""Aligned plain-text tables for people, without control characters."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, Any

from trafficking_explorer.console.pages import weight
from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import as_text, line_for
from trafficking_explorer.export.lines_format import write_block, write_lines
from trafficking_explorer.output import line_width
from trafficking_explorer.text.display import cell_width, has_room
from trafficking_explorer.text.wrapping import wrap

_MEASURED_ROWS = 1000
_MEASURED_BYTES = 16_000_000
"""Rows, and bytes, that determine the widths; the rest is not held in memory."""

_GAP = "  "
_WIDEST = 1000
"""Cells to which a column is padded: one huge value must not make every row as long."""


def write_table(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write aligned columns, numbers to the right.

    A table that is wider than its terminal would break each row in several lines, so that its rows
    become blocks, as `lines` writes them.
    """
    rest = iter(rows)
    head = _head(rest)
    right = [
        any(isinstance(row[i], int | float) for row in head)
        and all(isinstance(row[i], int | float | None) for row in head)
        for i in range(len(columns))
    ]
    one_line = line_for(stream)
    names = [one_line(name) for name in columns]
    cells = [[one_line(as_text(value)) for value in row] for row in head]
    widths = [
        min(_WIDEST, max(cell_width(text) for text in (name, *(row[i] for row in cells))))
        for i, name in enumerate(names)
    ]
    terminal = line_width(stream)
    if terminal is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > terminal:
        if not head:
            stream.writelines(f"{part}\n" for part in wrap(_GAP.join(names), terminal))
        write_lines(stream, columns, chain(head, rest))
        return

    def line(texts: Sequence[str]) -> str:
        padded = []
        for text, width, at_right in zip(texts, widths, right, strict=True):
            gap = " " * max(0, width - cell_width(text))
            padded.append(gap + text if at_right else text + gap)
        return _GAP.join(padded).rstrip()

    stream.write(line(names) + "\n")
    stream.write(line(["─" * width for width in widths]) + "\n")
    for texts in cells:
        stream.write(line(texts) + "\n")
    for row in rest:
        texts = [one_line(as_text(value)) for value in row]
        shown = line(texts)
        if terminal is None or has_room(shown, terminal):
            stream.write(shown + "\n")
        else:
            # Wider than all the rows that determined the widths.
            write_block(stream, names, texts, terminal)


def _head(rows: Iterator[Sequence[Any]]) -> list[list[Any]]:
    """The first rows, which determine the widths."""
    head, held = [], 0
    for row in rows:
        head.append(list(row))
        held += sum(map(weight, row))
        if len(head) == _MEASURED_ROWS or held > _MEASURED_BYTES:
            break
    return head


FORMAT = Format("table", "table", write_table, suffix=".txt")

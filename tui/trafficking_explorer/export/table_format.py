"""Aligned plain-text tables for people, without control characters."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, Any

from trafficking_explorer.console.pages import weight
from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import as_text
from trafficking_explorer.text.display import cell_width, single_line

_MEASURED_ROWS = 1000
_MEASURED_BYTES = 16_000_000
"""Rows, and bytes, that determine the widths; the rest is not held in memory."""

_WIDEST = 1000
"""Cells to which a column is padded: one huge value must not make every row as long."""


def write_table(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write aligned columns, numbers to the right."""
    rest = iter(rows)
    head = _head(rest)
    right = [
        any(isinstance(row[i], int | float) for row in head)
        and all(isinstance(row[i], int | float | None) for row in head)
        for i in range(len(columns))
    ]
    cells = [[single_line(as_text(value)) for value in row] for row in head]
    widths = [
        min(_WIDEST, max(cell_width(text) for text in (name, *(row[i] for row in cells))))
        for i, name in enumerate(columns)
    ]

    def line(texts: Sequence[str]) -> str:
        padded = []
        for text, width, at_right in zip(texts, widths, right, strict=True):
            gap = " " * max(0, width - cell_width(text))
            padded.append(gap + text if at_right else text + gap)
        return "  ".join(padded).rstrip() + "\n"

    stream.write(line([single_line(name) for name in columns]))
    stream.write(line(["─" * width for width in widths]))
    later = ([single_line(as_text(value)) for value in row] for row in rest)
    for texts in chain(cells, later):
        stream.write(line(texts))


def _head(rows: Iterator[Sequence[Any]]) -> list[list[Any]]:
    """The first rows, which determine the widths."""
    head, held = [], 0
    for row in rows:
        head.append(list(row))
        held += sum(map(weight, row))
        if len(head) == _MEASURED_ROWS or held > _MEASURED_BYTES:
            break
    return head


FORMAT = Format("table", "table", write_table)

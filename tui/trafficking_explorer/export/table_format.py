"""Tables for people, in aligned plain text. Control characters never reach a terminal."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import IO, Any

from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import as_text
from trafficking_explorer.text.display import cell_width, single_line

_MEASURED_ROWS = 1000
"""Rows that decide the widths; a longer result is not held in memory for its looks."""


def write_table(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write columns of aligned text, numbers at the right."""
    rest = iter(rows)
    head = [list(row) for row in islice(rest, _MEASURED_ROWS)]
    right = [
        any(isinstance(row[i], int | float) for row in head)
        and all(isinstance(row[i], int | float | None) for row in head)
        for i in range(len(columns))
    ]
    cells = [[single_line(as_text(value)) for value in row] for row in head]
    widths = [
        max(cell_width(text) for text in (name, *(row[i] for row in cells)))
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


FORMAT = Format("table", "table", write_table)

"""Records as blocks of `column: value` lines, which also read well aloud."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import as_text, line_for
from trafficking_explorer.output import line_width
from trafficking_explorer.text.wrapping import wrap

_HANGING = 4
"""Cells by which a value that needs several lines is indented."""


def write_lines(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a line for each value and an empty one between records; nothing follows a NULL's name.

    On a terminal, long values are wrapped between words.
    """
    width = line_width(stream)
    one_line = line_for(stream)
    names = [one_line(name) for name in columns]
    for number, row in enumerate(rows):
        if number:
            stream.write("\n")
        write_block(stream, names, [one_line(as_text(value)) for value in row], width)


def write_block(
    stream: IO[str], names: Sequence[str], texts: Sequence[str], width: int | None
) -> None:
    """Write the values of one record, each on one line, on lines of at most `width` cells."""
    for name, text in zip(names, texts, strict=True):
        for part in wrap(f"{name}: {text}".rstrip(), width, _HANGING):
            stream.write(f"{part}\n")


FORMAT = Format("lines", "lines", write_lines, "one value a line")

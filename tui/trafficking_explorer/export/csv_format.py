"""Comma-separated values (RFC 4180)."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import IO, Any

from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import as_text

_QUOTED = frozenset('",\r\n')


def write_csv(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a header line and a line for each row. NULL is an empty cell, an empty text is `""`.

    So a NULL that is alone in its row is an empty line, as PostgreSQL writes it.
    """
    for row in chain([columns], rows):
        stream.write(",".join(map(_cell, row)) + "\n")


def _cell(value: Any) -> str:
    """A value between two commas. Python's writer distinguishes NULL and "" only from 3.12 on."""
    if value is None:
        return ""
    text = as_text(value)
    if not text or not _QUOTED.isdisjoint(text):
        return '"' + text.replace('"', '""') + '"'
    return text


FORMAT = Format(
    "csv",
    "CSV",
    write_csv,
    'NULL becomes empty; an empty string becomes ""',
    suffix=".csv",
    key="c",
)

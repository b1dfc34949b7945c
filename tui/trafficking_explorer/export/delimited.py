"""Comma-separated values (RFC 4180), as the store has them."""

import csv
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import IO, Any

from trafficking_explorer.export.values import as_text


def write_csv(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a header line and a line a row. NULL is an empty cell."""
    writer = csv.writer(stream, lineterminator="\n")
    # A lone carriage return ends a line for those who read it; before 3.13, Python does not quote it.
    quoting = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in chain([columns], rows):
        cells = [as_text(value) for value in row]
        (quoting if any("\r" in cell for cell in cells) else writer).writerow(cells)

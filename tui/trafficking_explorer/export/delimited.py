"""Comma-separated values (RFC 4180), as the store has them."""

import csv
from collections.abc import Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.values import as_text


def write_csv(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a header line and a line a row. NULL is an empty cell."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([as_text(value) for value in row])

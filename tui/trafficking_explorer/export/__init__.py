"""Rows to an open stream, one format a module."""

from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.csv_format import write_csv
from trafficking_explorer.export.json_format import write_json, write_jsonl
from trafficking_explorer.export.table_format import write_markdown, write_table

Rows = Iterable[Sequence[Any]]
TextWriter = Callable[[IO[str], Sequence[str], Rows], None]

TEXT_FORMATS: dict[str, TextWriter] = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "markdown": write_markdown,
}
BINARY_FORMATS = ("parquet", "excel")
"""For a file or a pipe: they are no text that a terminal could show."""
FORMATS = (*TEXT_FORMATS, *BINARY_FORMATS)

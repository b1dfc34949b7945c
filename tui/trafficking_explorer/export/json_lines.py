"""JSON: one array of objects, or an object a line."""

import json
from collections.abc import Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.values import as_json


def _object(columns: Sequence[str], row: Sequence[Any]) -> str:
    values = (as_json(value) for value in row)
    return json.dumps(dict(zip(columns, values, strict=True)), ensure_ascii=False)


def write_json(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one array, row by row."""
    separator = "["
    for row in rows:
        stream.write(f"{separator}\n  {_object(columns, row)}")
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


def write_jsonl(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write an object a line."""
    for row in rows:
        stream.write(_object(columns, row) + "\n")

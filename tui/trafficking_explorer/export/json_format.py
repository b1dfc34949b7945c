"""JSON: one array of objects, or JSON lines with one object on each line."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.base import Format
from trafficking_explorer.export.cell_text import json_text


def write_json(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one array, row by row."""
    separator, keys = "[", _keys(columns)
    for row in rows:
        stream.write(f"{separator}\n  {_object(keys, row)}")
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


def write_jsonl(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one object on each line."""
    keys = _keys(columns)
    for row in rows:
        stream.write(_object(keys, row) + "\n")


def _keys(columns: Sequence[str]) -> list[str]:
    """A key for each column; repeated names get a number, so that no value is lost."""
    keys: list[str] = []
    for column in columns:
        key, count = column, 0
        while key in keys:
            count += 1
            key = f"{column}_{count}"
        keys.append(key)
    return [json_text(key) for key in keys]


def _object(keys: Sequence[str], row: Sequence[Any]) -> str:
    pairs = (f"{key}: {json_text(value)}" for key, value in zip(keys, row, strict=True))
    return f"{{{', '.join(pairs)}}}"


JSON = Format("json", "JSON", write_json, "one array of objects", suffix=".json", key="j")
JSON_LINES = Format(
    "jsonl", "JSON lines", write_jsonl, "an object a line", suffix=".jsonl", key="l"
)

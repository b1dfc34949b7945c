"""JSON: one array of objects."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.base import Format
from trafficking_explorer.export.json_objects import object_keys, object_text


def write_json(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one array, row by row."""
    separator, keys = "[", object_keys(columns)
    for row in rows:
        stream.write(f"{separator}\n  {object_text(keys, row)}")
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


FORMAT = Format("json", "JSON", write_json, "one array of objects", suffix=".json", key="j")

"""JSON lines: one object on each line."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from trafficking_explorer.export.base import Format
from trafficking_explorer.export.json_objects import object_keys, object_text


def write_jsonl(stream: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one object on each line."""
    keys = object_keys(columns)
    for row in rows:
        stream.write(object_text(keys, row) + "\n")


FORMAT = Format("jsonl", "JSON lines", write_jsonl, "an object a line", suffix=".jsonl", key="l")

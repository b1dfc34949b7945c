"""Rows as JSON objects."""

from collections.abc import Sequence
from typing import Any

from trafficking_explorer.export.cell_text import json_text


def object_keys(columns: Sequence[str]) -> list[str]:
    """A key for each column; repeated names get a number, so that no value is lost."""
    keys: list[str] = []
    for column in columns:
        key, count = column, 0
        while key in keys:
            count += 1
            key = f"{column}_{count}"
        keys.append(key)
    return [json_text(key) for key in keys]


def object_text(keys: Sequence[str], row: Sequence[Any]) -> str:
    """One row as an object."""
    pairs = (f"{key}: {json_text(value)}" for key, value in zip(keys, row, strict=True))
    return f"{{{', '.join(pairs)}}}"

"""Values as they are: what Arrow or Python would have as another value comes as DuckDB's text.

A month is not 30 days, nanoseconds are no microseconds, and Python's dates end with the year 9999.
"""

import re
from collections.abc import Sequence
from typing import Any

Row = tuple[Any, ...]

_INEXACT = re.compile(r"\b(?:BIT|UHUGEINT|TIME WITH TIME ZONE|TUPLE)\b")
_LOSSY = re.compile(r"\bINTERVAL\b|_NS\b")
_NESTED = ("STRUCT", "MAP", "UNION", "TUPLE", "VARIANT")
_MOST_NESTED = 16_000_000
"""Bytes of the text of a nested value that Python takes."""
_TOO_LARGE = (
    "a list or struct of more than 16 MB is too large to be written here; "
    "unnest it, take a part of it, or choose parquet"
)
_MAY_BE_INFINITE = {
    "DATE",
    "TIMESTAMP",
    "TIMESTAMP_S",
    "TIMESTAMP_MS",
    "TIMESTAMP WITH TIME ZONE",
}


def is_inexact(type_: str) -> bool:
    """Whether values of a type, or within it, do not come through Arrow, or Python, as they are."""
    return _INEXACT.search(_plain(type_)) is not None


def is_lossy(type_: str) -> bool:
    """Whether Python's values of a type, or within it, are others than DuckDB's."""
    return _LOSSY.search(_plain(type_)) is not None


def is_nested(type_: str) -> bool:
    """Whether a value of a type is many: of Python, it takes up to twenty times what its text does."""
    return type_.endswith("]") or type_.startswith(_NESTED)


def _plain(type_: str) -> str:
    """A type without the values of an ENUM and the names within a STRUCT, which are no types."""
    return re.sub(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", "", type_)


def may_be_infinite(types: Sequence[str]) -> list[int]:
    """The columns that may hold dates before or after all others."""
    return [i for i, type_ in enumerate(types) if type_ in _MAY_BE_INFINITE]


def select_list(names: Sequence[str], types: Sequence[str], doubled: Sequence[int]) -> str:
    """Columns for a SELECT whose rows Python takes; `restore_infinities` puts them together.

    Args:
        names: the columns, as SQL names them.
        types: theirs.
        doubled: those whose infinite dates are wanted as texts too; these stand behind the others.
    """
    columns = [_for_python(name, type_) for name, type_ in zip(names, types, strict=True)]
    texts = (f"IF(isfinite({names[i]}), NULL, CAST({names[i]} AS VARCHAR))" for i in doubled)
    return ", ".join([*columns, *texts])


def _for_python(name: str, type_: str) -> str:
    text = f"CAST({name} AS VARCHAR)"
    if is_lossy(type_):
        return text
    if is_nested(type_):
        # What makes Python's values of them does not look whether there is memory for them.
        return f"IF(strlen({text}) > {_MOST_NESTED}, error('{_TOO_LARGE}'), {name})"
    return name


def restore_infinities(rows: list[Row], doubled: Sequence[int]) -> list[Row]:
    """Rows with the texts of infinite dates in the places of those."""
    if not doubled:
        return rows
    found = []
    for row in rows:
        values, texts = list(row[: -len(doubled)]), row[-len(doubled) :]
        for i, text in zip(doubled, texts, strict=True):
            values[i] = values[i] if text is None else text
        found.append(tuple(values))
    return found

"""Values without loss: those that Arrow or Python would change come as DuckDB's text.

A month is not 30 days, nanoseconds are not microseconds, and Python's dates end with the year 9999.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

Row = tuple[Any, ...]

_INEXACT = re.compile(r"\b(?:BIT|UHUGEINT|TIME WITH TIME ZONE|TUPLE)\b")
_LOSSY = re.compile(r"\bINTERVAL\b|_NS\b")
_NESTED = ("STRUCT", "MAP", "UNION", "TUPLE", "VARIANT")
_MOST_NESTED = 16_000_000
"""Bytes of the text of a nested value, at most, to make a Python value of it."""
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
    """True if Arrow or Python cannot hold values of a type, or within it, as they are."""
    return _INEXACT.search(_plain(type_)) is not None


def exact_columns(
    columns: Sequence[str], types: Sequence[str], names: Sequence[str] = ()
) -> Iterator[str]:
    """Columns for Arrow, which has no values of some types: those as texts.

    Args:
        names: those of the columns that are given; without, they have none.
    """
    for i, (column, type_) in enumerate(zip(columns, types, strict=True)):
        name = f" AS {names[i]}" if names else ""
        yield f"CAST({column} AS VARCHAR){name}" if is_inexact(type_) else column


def is_lossy(type_: str) -> bool:
    """True if Python would change values of a type, or within it."""
    return _LOSSY.search(_plain(type_)) is not None


def is_nested(type_: str) -> bool:
    """True if a value of a type contains values: in Python, it takes up to twenty times its text."""
    return type_.endswith("]") or type_.startswith(_NESTED)


def _plain(type_: str) -> str:
    """A type without the values of an ENUM and the names within a STRUCT, which are not types."""
    return re.sub(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", "", type_)


def may_be_infinite(types: Sequence[str]) -> list[int]:
    """The columns that may hold dates before or after all others."""
    return [i for i, type_ in enumerate(types) if type_ in _MAY_BE_INFINITE]


def select_list(names: Sequence[str], types: Sequence[str], doubled: Sequence[int]) -> str:
    """Columns of a SELECT for Python; `restore_infinities` completes their rows.

    Args:
        names: the columns, as SQL names them.
        doubled: indexes of those whose infinite dates are added as texts, after all columns.
    """
    columns = [_for_python(name, type_) for name, type_ in zip(names, types, strict=True)]
    texts = (f"IF(isfinite({names[i]}), NULL, CAST({names[i]} AS VARCHAR))" for i in doubled)
    return ", ".join([*columns, *texts])


def _for_python(name: str, type_: str) -> str:
    text = f"CAST({name} AS VARCHAR)"
    if is_lossy(type_):
        return text
    if is_nested(type_):
        # The bindings make Python values of them without a look at the memory.
        return f"IF(strlen({text}) > {_MOST_NESTED}, error('{_TOO_LARGE}'), {name})"
    return name


def restore_infinities(rows: list[Row], doubled: Sequence[int]) -> list[Row]:
    """Replace infinite dates by their texts."""
    if not doubled:
        return rows
    found = []
    for row in rows:
        values, texts = list(row[: -len(doubled)]), row[-len(doubled) :]
        for i, text in zip(doubled, texts, strict=True):
            values[i] = values[i] if text is None else text
        found.append(tuple(values))
    return found

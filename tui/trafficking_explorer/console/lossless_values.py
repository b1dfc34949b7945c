"""Values without loss: those that Arrow or Python would change come as DuckDB's text.

A month is not 30 days, nanoseconds are not microseconds, and Python's dates end with the year 9999.
"""

import re
from collections.abc import Iterator, Sequence
from math import isfinite
from struct import pack
from typing import Any

Row = tuple[Any, ...]

_INEXACT = re.compile(r"\b(?:BIT|UHUGEINT|TIME WITH TIME ZONE|TUPLE)\b")
_NOT_FOR_FILES = re.compile(r"\b(?:BIGNUM|INTERVAL|UNION|VARIANT)\b")
"""Types that Arrow has, but Parquet has not, or only as bytes that nothing else can read."""
_LOSSY = re.compile(r"\bINTERVAL\b|_NS\b")
_FLOAT = re.compile(r"\bFLOAT\b")
_DOUBLE = re.compile(r"\b(?:DOUBLE|VARIANT)\b")
"""Types beside which the floats within a value cannot be told from doubles."""
_FLOAT_DIGITS = range(6, 9)
"""Digits that may be enough for a float; nine always are."""
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


def is_text_in_files(type_: str) -> bool:
    """True if Parquet cannot hold values of a type, or within it, as other programs read them."""
    return is_inexact(type_) or _NOT_FOR_FILES.search(_plain(type_)) is not None


def exact_columns(
    columns: Sequence[str],
    types: Sequence[str],
    names: Sequence[str] = (),
    *,
    for_files: bool = False,
) -> Iterator[str]:
    """Columns for Arrow, which has no values of some types: those as texts.

    Args:
        names: those of the columns that are given, as SQL writes them; without, they have none.
        for_files: they are for Parquet, which has no values of some more types.
    """
    is_text = is_text_in_files if for_files else is_inexact
    for i, (column, type_) in enumerate(zip(columns, types, strict=True)):
        name = f" AS {names[i]}" if names else ""
        yield f"CAST({column} AS VARCHAR){name}" if is_text(type_) else f"{column}{name}"


def is_lossy(type_: str) -> bool:
    """True if Python would change values of a type, or within it."""
    return _LOSSY.search(_plain(type_)) is not None


def is_nested(type_: str) -> bool:
    """True if a value of a type contains values: in Python, it takes up to twenty times its text."""
    return type_.endswith("]") or type_.startswith(_NESTED)


def _plain(type_: str) -> str:
    """A type without the values of an ENUM and the names within a STRUCT, which are not types."""
    return re.sub(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", "", type_)


def changes_in_python(type_: str) -> bool:
    """True if values of a type need more than their column in `select_list`."""
    return type_ == "FLOAT" or is_lossy(type_) or is_nested(type_)


def may_be_infinite(types: Sequence[str]) -> list[int]:
    """The columns that may hold dates before or after all others."""
    return [i for i, type_ in enumerate(types) if type_ in _MAY_BE_INFINITE]


def select_list(names: Sequence[str], types: Sequence[str], doubled: Sequence[int]) -> str:
    """Columns of a SELECT for Python; `restored` completes their rows.

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
    if type_ == "FLOAT":
        # As a double, 0.1 would be 0.10000000149011612.
        return f"IF(isfinite({name}), CAST({text} AS DOUBLE), CAST({name} AS DOUBLE))"
    if is_nested(type_):
        # The bindings make Python values of them without a look at the memory.
        return f"IF(strlen({text}) > {_MOST_NESTED}, error('{_TOO_LARGE}'), {name})"
    return name


def restored(rows: list[Row], types: Sequence[str], doubled: Sequence[int] = ()) -> list[Row]:
    """The rows of a `select_list`, complete: infinite dates as texts, floats with their own digits.

    Args:
        types: of the columns, without the texts that were added.
        doubled: as for `select_list`.
    """
    nested = [i for i, type_ in enumerate(types) if is_nested(type_) and _has_floats_alone(type_)]
    if not doubled and not nested:
        return rows
    found = []
    for row in rows:
        values, texts = list(row[: len(types)]), row[len(types) :]
        for i, text in zip(doubled, texts, strict=True):
            values[i] = values[i] if text is None else text
        for i in nested:
            values[i] = _with_short_floats(values[i])
        found.append(tuple(values))
    return found


def _has_floats_alone(type_: str) -> bool:
    plain = _plain(type_)
    return _FLOAT.search(plain) is not None and _DOUBLE.search(plain) is None


def _with_short_floats(value: Any) -> Any:
    """A value whose floats have 32 bits, each as the double with the fewest digits that mean it."""
    match value:
        case float() if isfinite(value):
            tries = (float(f"{value:.{digits}g}") for digits in _FLOAT_DIGITS)
            own = pack("f", value)
            return next((each for each in tries if pack("f", each) == own), value)
        case list() | tuple():
            return type(value)(map(_with_short_floats, value))
        case dict():
            return {_with_short_floats(key): _with_short_floats(value[key]) for key in value}
    return value

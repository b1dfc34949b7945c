"""Pages of rows as Python values: the larger the rows, the fewer of them."""

from collections.abc import Callable, Iterator
from typing import Any

from trafficking_explorer.console.lossless_values import Row

_PAGE_BYTES = 8_000_000
"""The size of a page, about; it has one row at least."""
_ITEM_BYTES = 40
"""Bytes of a number in a list."""


def pages(fetch: Callable[[int], list[Row]], most: int) -> Iterator[list[Row]]:
    """All rows that are left.

    Args:
        fetch: gives the next rows, at most the number asked for; none at the end.
        most: rows of a page, however small they are.
    """
    rows = 1
    while page := fetch(rows):
        yield page
        rows = max(1, min(most, rows * 4, _PAGE_BYTES // weight(page[-1])))


def weight(value: Any) -> int:
    """The approximate bytes of a value: the first of a list counts for all of it."""
    match value:
        case str() | bytes():
            return len(value) + _ITEM_BYTES
        case tuple():
            return sum(map(weight, value)) + _ITEM_BYTES
        case list():
            return len(value) * weight(value[0]) + _ITEM_BYTES if value else _ITEM_BYTES
        case dict():
            return sum(map(weight, value.values())) + _ITEM_BYTES * (len(value) + 1)
    return _ITEM_BYTES

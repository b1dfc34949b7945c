"""A cache of the rows of a table that have been read: those around the reader, never all of many."""

from collections.abc import Sequence
from typing import Generic, TypeVar

KEPT_ROWS = 4096

R = TypeVar("R")


class RowCache(Generic[R]):
    """Rows by their index in the list."""

    def __init__(self) -> None:
        self.count = 0
        """The number of rows, read or not."""
        self._rows: dict[int, R] = {}

    def clear(self, count: int) -> None:
        """Forget all rows, and set their number."""
        self.count = count
        self._rows.clear()

    def put(self, first: int, rows: Sequence[R], near: int) -> None:
        """Take in rows from an index on; of too many, those farthest from `near` are forgotten."""
        self._rows.update(enumerate(rows, start=first))
        if len(self._rows) > KEPT_ROWS:
            kept = sorted(self._rows, key=lambda index: abs(index - near))[: KEPT_ROWS // 2]
            self._rows = {index: self._rows[index] for index in kept}

    def get(self, index: int) -> R | None:
        """The row at an index; None if it has not been read."""
        return self._rows.get(index)

    def items(self) -> list[tuple[int, R]]:
        """The rows read so far, each with its index, in no order."""
        return list(self._rows.items())

    def known(self) -> list[R]:
        """All rows read so far, in no order."""
        return list(self._rows.values())

    def around(self, top: int, page: int) -> tuple[int, int] | None:
        """The rows to read for a screen: those missing on it, else those a page above and below.

        Returns:
            A half-open range that begins a page before them; None if no row is missing.
        """
        found = self.missing(top, top + page) or self.missing(top - page, top + 2 * page)
        return (max(0, found[0] - page), found[1] + page) if found else None

    def missing(self, first: int, last: int) -> tuple[int, int] | None:
        """The smallest range around the unread rows of a half-open range; None if all are read."""
        lacking = [
            index
            for index in range(max(0, first), min(last, self.count))
            if index not in self._rows
        ]
        return (lacking[0], lacking[-1] + 1) if lacking else None

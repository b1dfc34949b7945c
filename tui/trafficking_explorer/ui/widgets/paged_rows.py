"""The rows of a table that have been read so far: those around the reader, never all of many."""

from trafficking_explorer.store.answers import ListRow

KEPT_ROWS = 4096


class PagedRows:
    """Rows by their index in the list."""

    def __init__(self) -> None:
        self.count = 0
        """Rows there are, read or not."""
        self._rows: dict[int, ListRow] = {}

    def clear(self, count: int) -> None:
        """Forget all; there are so many now."""
        self.count = count
        self._rows.clear()

    def put(self, first: int, rows: tuple[ListRow, ...], near: int) -> None:
        """Take in rows from an index on; of too many, those farthest from an index are forgotten."""
        self._rows.update(enumerate(rows, start=first))
        if len(self._rows) > KEPT_ROWS:
            kept = sorted(self._rows, key=lambda index: abs(index - near))[: KEPT_ROWS // 2]
            self._rows = {index: self._rows[index] for index in kept}

    def get(self, index: int) -> ListRow | None:
        """The row at an index; None where it has not been read."""
        return self._rows.get(index)

    def items(self) -> list[tuple[int, ListRow]]:
        """The rows read so far, each with its index, in no order."""
        return list(self._rows.items())

    def known(self) -> list[ListRow]:
        """All rows read so far, in no order."""
        return list(self._rows.values())

    def missing(self, first: int, last: int) -> tuple[int, int] | None:
        """The indexes of a half-open range that lack their rows, as a range; None where none does."""
        lacking = [
            index
            for index in range(max(0, first), min(last, self.count))
            if index not in self._rows
        ]
        return (lacking[0], lacking[-1] + 1) if lacking else None

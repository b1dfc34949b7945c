"""The rows of one pane, page by page.

The first page answers a question at once. If there are more rows, the positions of all that fit are
kept in order in a temporary table, from which further pages are read. Without filter and order a page
is a range of the list itself.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from trafficking_explorer.database.connection import Store, as_store_error
from trafficking_explorer.database.read_models import Listing, ListRow, Sort
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.tables import NOTES_VIEW
from trafficking_explorer.database.views import View, searched_table
from trafficking_explorer.errors import QueryInterrupted

PAGE_ROWS = 128
_KEPT_ROWS = 4_096
WRAPPED_ROWS = 2_000
"""Rows of a page of wrapped texts, whose heights all have to be known."""


class RowReader:
    """Answers the questions of one pane, from any thread, one at a time."""

    def __init__(self, store: Store, view: View, after: int = 0) -> None:
        """Prepare to answer.

        Args:
            after: the last number of a question to an earlier reader.
        """
        self._notes = store.notes
        self._cursor = store.new_cursor()
        self._cursor.execute("USE corpus.main")
        self._lock = threading.Lock()
        self._newest = after
        """Number of the newest question."""
        self._kept = 0
        """Number of the question whose rows are in `hits`; others have no pages."""
        self._has_hits = False
        self._all: tuple[ListRow, ...] | None = None
        """All rows that fit, if they are fewer than a page."""
        self._read: dict[int, ListRow] = {}
        """Rows read recently, by position: the next filter mostly keeps some of them."""
        self.page_rows = WRAPPED_ROWS if view.wraps else PAGE_ROWS
        self._table = f"corpus.{view.table}"
        self._asked = f"corpus.{searched_table(view.record_types)}"
        columns = ", ".join(f'l."{column.key}"' for column in view.columns)
        self._cells = f"l.position, l.record_type, l.record_id, {columns}"
        with self._lock:
            first, total = self._rows(
                f"SELECT min(position), count(*) FROM {self._table}",
            )[0]
        self._first: int = first or 0
        self.total: int = total
        """Rows without a filter."""

    def begin(self) -> int:
        """Number a new question and interrupt the answer to the one before, in the asking thread."""
        self._newest += 1
        self._cursor.interrupt()
        return self._newest

    def answer(
        self, number: int, where: SqlCondition, sort: Sort = (), keep: ListRow | None = None
    ) -> Iterator[Listing]:
        """Answer a question: the first page, then the count if there are more.

        Args:
            number: as `begin` gave it.
            sort: keys of columns and whether descending, the most important first.
            keep: a row whose index is wanted, with the page around it.

        Raises:
            QueryInterrupted: a newer question was begun.
            StoreDamaged, StoreError: as `Store.rows`.
        """
        with self._asking(number):
            self._kept, self._has_hits, self._all = number, False, None
            if not sort and where.sql == "TRUE":
                at = self._place(keep)
                yield self._listing(number, self.total, at)
                return
            rows = self._rows_of(self._first_positions(where, sort))
            at = next((i for i, row in enumerate(rows) if _same(row, keep)), None)
            if len(rows) < self.page_rows:
                self._all = rows
                yield Listing(number, len(rows), self.total, 0, rows, at)
                return
            if keep is not None and at is None and not self._fits(keep, where):
                # Usual while typing: then the first rows are shown before the rest is known.
                keep = None
            if keep is None or at is not None:
                yield Listing(number, None, self.total, 0, rows, at)
            sql, params = self._matching(where, sort)
            found = self._rows(f"CREATE OR REPLACE TEMP TABLE hits AS {sql}", params)
            self._has_hits = True
            yield self._listing(number, found[0][0], self._place(keep))

    def page(self, number: int, first: int, count: int) -> tuple[ListRow, ...] | None:
        """Rows of an answered question from an index on; None if it is no longer the newest.

        Raises:
            QueryInterrupted: a newer question was begun.
        """
        with self._asking(number):
            return self._page(first, count) if self._kept == number else None

    def rows_at(self, positions: list[int]) -> tuple[ListRow, ...]:
        """The rows at some positions, in the order of the list."""
        with self._lock:
            return self._rows_of(sorted(positions))

    def find(self, record_type: str, record_id: str) -> ListRow | None:
        """The row of a record; None if the list does not have it."""
        with self._lock:
            found = self._select(
                f"SELECT {self._cells} FROM {self._table} l "
                "WHERE l.record_type = ? AND l.record_id = ?",
                [record_type, record_id],
            )
        return found[0] if found else None

    def rows_of(self, keys: Sequence[tuple[str, str]]) -> tuple[ListRow, ...]:
        """The rows of records that the list has, in its order."""
        if not keys:
            return ()
        types, ids = zip(*keys, strict=True)
        with self._lock:
            return self._select(
                f"SELECT {self._cells} FROM {self._table} l JOIN (SELECT DISTINCT "
                "unnest(?::VARCHAR[]) AS record_type, unnest(?::VARCHAR[]) AS record_id) "
                "USING (record_type, record_id) ORDER BY l.position",
                [list(types), list(ids)],
            )

    def nearest(self, keys: Sequence[tuple[str, str]], where: SqlCondition) -> ListRow | None:
        """The row of the first of some records that fits, else of the first in the list."""
        rows = {row.key: row for row in self.rows_of(keys)}
        found = [rows[key] for key in keys if key in rows]
        if len(found) > 1:
            with self._lock:
                sql = (
                    f"SELECT r.position FROM {self._asked} r "
                    f"WHERE r.position IN (SELECT unnest(?::INTEGER[])) AND ({where.sql})"
                )
                positions = [row.position for row in found]
                fitting = {each for (each,) in self._rows(sql, [positions, *where.params])}
            found = [row for row in found if row.position in fitting] or found
        return found[0] if found else None

    @contextmanager
    def _asking(self, number: int) -> Iterator[None]:
        with self._lock:
            if number != self._newest:
                raise QueryInterrupted("a newer question was begun")
            yield

    def _matching(self, where: SqlCondition, sort: Sort) -> tuple[str, list[object]]:
        """A query for the positions of all that fit, in order."""
        # Records are in the order of their positions. Sorting them again would read all of them
        # before the first is known.
        fits = (
            f"SELECT r.position FROM {self._asked} r "
            f"WHERE r.position BETWEEN ? AND ? AND ({where.sql})"
        )
        params: list[object] = [self._first, self._first + self.total - 1, *where.params]
        if not sort:
            return fits if where.is_scan else f"{fits} ORDER BY r.position", params
        everything = where.sql == "TRUE"
        condition = "" if everything else f"WHERE l.position IN ({fits})"
        return (
            f"SELECT l.position FROM {self._table} l {condition} ORDER BY {_ordering(sort)}",
            [] if everything else params,
        )

    def _first_positions(self, where: SqlCondition, sort: Sort) -> list[int]:
        """The positions of the first page; the limit ends the search early if many fit."""
        sql, params = self._matching(where, sort)
        return [position for (position,) in self._rows(f"{sql} LIMIT {self.page_rows}", params)]

    def _rows_of(self, positions: list[int]) -> tuple[ListRow, ...]:
        """The rows at some positions, in the order given; those read recently are not read again."""
        missing = [position for position in positions if position not in self._read]
        if missing:
            if len(self._read) + len(missing) > _KEPT_ROWS:
                self._read.clear()
                missing = positions
            for row in self._select(
                f"SELECT {self._cells} FROM {self._table} l "
                f"WHERE l.position BETWEEN ? AND ? AND l.position IN (SELECT unnest(?::INTEGER[]))",
                [min(missing), max(missing), missing],
            ):
                self._read[row.position] = row
        return tuple(self._read[position] for position in positions)

    def _listing(self, number: int, count: int, at: int | None) -> Listing:
        first = max(0, (at or 0) - self.page_rows // 2)
        return Listing(number, count, self.total, first, self._page(first, self.page_rows), at)

    def _page(self, first: int, count: int) -> tuple[ListRow, ...]:
        if self._all is not None:
            return self._all[first : first + count]
        if not self._has_hits:
            low = self._first + first
            last = min(low + count, self._first + self.total)
            return self._rows_of(list(range(low, last)))
        found = self._rows(
            "SELECT position FROM hits WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
            [first, first + count - 1],
        )
        return self._rows_of([position for (position,) in found])

    def _fits(self, row: ListRow, where: SqlCondition) -> bool:
        sql = f"SELECT 1 FROM {self._asked} r WHERE r.position = ? AND ({where.sql})"
        return bool(self._rows(sql, [row.position, *where.params]))

    def _place(self, row: ListRow | None) -> int | None:
        """The index of a row among the rows that fit."""
        if row is None:
            return None
        if not self._has_hits:
            index = row.position - self._first
            return index if 0 <= index < self.total else None
        found = self._rows("SELECT rowid FROM hits WHERE position = ?", [row.position])
        return found[0][0] if found else None

    def _select(self, sql: str, params: list[object]) -> tuple[ListRow, ...]:
        return tuple(
            ListRow(type_, id_, tuple(cells), position)
            for position, type_, id_, *cells in self._rows(sql, params)
        )

    def _rows(self, sql: str, params: list[object] | None = None) -> list[tuple[Any, ...]]:
        try:
            if NOTES_VIEW in sql:
                self._notes.teach(self._cursor, sql)
            return self._cursor.execute(sql, params or []).fetchall()
        except duckdb.Error as error:
            raise as_store_error(error) from error


def _ordering(sort: Sort) -> str:
    """The ORDER BY terms for some columns of a view."""
    keys = (f'l."{key}_rank" {"DESC" if down else "ASC"} NULLS LAST' for key, down in sort)
    return ", ".join((*keys, "l.position"))


def _same(row: ListRow, keep: ListRow | None) -> bool:
    return keep is not None and row.position == keep.position

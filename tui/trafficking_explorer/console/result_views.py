"""Rows of a result, read by their place: all of them as they came, or those that match, in some order.

A view keeps the number of each of its rows. The first are found at once: DuckDB needs no more memory
for the first thousand of an order than for a thousand rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import duckdb

from trafficking_explorer.console.background_query import BackgroundQuery
from trafficking_explorer.console.error_messages import FAILURES, as_query_error
from trafficking_explorer.console.lossless_values import Row
from trafficking_explorer.console.result_storage import (
    BATCH_ROWS,
    ResultStorage,
    StoredResult,
    TextRow,
)
from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.errors import QueryError
from trafficking_explorer.text.folding import fold

if TYPE_CHECKING:
    import pyarrow as pa

Order = tuple[tuple[int, bool], ...]
"""Columns by their indexes, and True for descending; the most important first. NULLs come last."""

_COMPARISONS: Mapping[str, str] = MappingProxyType(
    {
        sign: f"{{column}} {sign} CAST($value AS {{type}})"
        for sign in ("=", "<>", "<", "<=", ">", ">=")
    }
    | {"null": "{column} IS NULL", "not null": "{column} IS NOT NULL"}
)
COMPARISONS = ("has", *_COMPARISONS)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on rows.

    Attributes:
        value: for `has`, words that must all occur, ignoring case and accents; else the value to
            compare with, as written in SQL without quotation marks.
        column: index of the column; None, for `has` alone: any.
        comparison: one of `COMPARISONS`.
    """

    value: str = ""
    column: int | None = None
    comparison: str = "has"


class StoredRows(BackgroundQuery):
    """Rows that are stored while they are found, and can be read at any time.

    Reading raises a QueryError if the rows are forgotten or cannot be read.
    """

    columns: tuple[str, ...]
    _kept: StoredResult | None
    """The stored rows; those of a view are among them."""
    _is_forgotten = False

    def numbers(self, start: int, count: int) -> Sequence[int]:
        """The indexes in the result of the rows from a place on."""
        raise NotImplementedError

    def page(self, start: int, count: int) -> list[TextRow]:
        """Rows from a place on, as texts for a table: see `StoredResult.page`."""
        return self._kept.page(self.numbers(start, count)) if self._kept else []

    def values(self, start: int, count: int, columns: Sequence[int] | None = None) -> list[Row]:
        """Rows from a place on, as Python values of these columns, or of all."""
        return self._kept.values(self.numbers(start, count), columns) if self._kept else []

    def batches(self, rows: int = 65_536) -> Iterator["pa.RecordBatch"]:
        """All rows that are known, in batches of Arrow with the names of the columns; one at least."""
        for start in range(0, max(1, self.rows), rows):
            for batch in self._kept.batches(self.numbers(start, rows)) if self._kept else ():
                yield batch.rename_columns(list(self.columns))

    def close(self) -> None:
        """Forget the rows; stops the query first if it still runs."""
        self._is_forgotten = True
        self.stop()
        if self._over.is_set():
            self._forget()

    def _forget(self) -> None:
        raise NotImplementedError

    def _on_thread_exit(self) -> None:
        if self._is_forgotten:
            self._forget()


class ResultView(StoredRows):
    """Some rows of a result in some order, while it is being found and afterwards."""

    def __init__(
        self,
        storage: ResultStorage,
        kept: StoredResult,
        columns: tuple[str, ...],
        where: Condition | None,
        order: Order,
    ) -> None:
        super().__init__(replace(storage.limits, seconds=None))
        self.of = kept.rows
        """The number of rows it was made from: those that were known then."""
        self.columns = columns
        self._kept = self._source = kept
        self._where = where
        self._order = order
        self._first_numbers: list[int] = []
        self._numbers = storage.keep(("BIGINT",))
        self._cursor: duckdb.DuckDBPyConnection | None = None

    @property
    def rows(self) -> int:
        """The number of rows that are known so far; each of them can be read."""
        return max(len(self._first_numbers), self._numbers.rows)

    def numbers(self, start: int, count: int) -> Sequence[int]:
        if start + count <= len(self._first_numbers) or not self._numbers.rows:
            return self._first_numbers[start : start + count]
        wanted = range(start, min(start + count, self._numbers.rows))
        return [number for (number,) in self._numbers.values(wanted)]

    def _work(self) -> None:
        condition, values = self._condition()
        order = ", ".join(
            f"{key} {'DESC' if descending else 'ASC'} NULLS LAST"
            for column, descending in self._order
            for key in self._keys(column)
        )
        with self._source.snapshot() as (cursor, table):
            self._cursor = cursor
            self._check()
            sql = (
                f"SELECT rowid FROM {self._folded(table)} WHERE rowid < $of AND {condition} "
                f"ORDER BY {order or 'rowid'}{', rowid' if order else ''}"
            )
            values["of"] = self.of
            first = cursor.execute(f"{sql} LIMIT {BATCH_ROWS}", values).fetchall()
            self._first_numbers = [number for (number,) in first]
            self._has_more()
            if len(first) == BATCH_ROWS:
                with cursor.sql(sql, params=values).to_arrow_reader(BATCH_ROWS) as reader:
                    self._numbers.fill(reader, self._has_more)

    def _condition(self) -> tuple[str, dict[str, object]]:
        """The condition in SQL, and its values."""
        where = self._where
        if where is None:
            return "TRUE", {}
        types = self._source.types
        if where.comparison != "has":
            if where.column is None:
                raise QueryError("a comparison is about one column")
            pattern = _COMPARISONS[where.comparison]
            sql = pattern.format(column=f"c{where.column}", type=types[where.column])
            return sql, {"value": where.value} if "$value" in pattern else {}
        words = [word for each in where.value.split() for word in fold(each).split()]
        # One text of the whole row would find words across two cells.
        found = (
            " OR ".join(f"contains(folded{column}, $w{i})" for column in self._searched())
            for i in range(len(words))
        )
        sql = " AND ".join(f"({each})" for each in found)
        return sql or "TRUE", {f"w{i}": word for i, word in enumerate(words)}

    def _folded(self, table: str) -> str:
        """A FROM clause with the texts that are searched or that rows are sorted by, each folded once."""
        ordered = (column for column, _ in self._order if self._is_text(column))
        columns = list(dict.fromkeys((*self._searched(), *ordered)))
        if not columns:
            return table
        texts = ", ".join(f"{folded_sql(f'text{column}')} AS folded{column}" for column in columns)
        cells = ", ".join(f"c{column}::VARCHAR AS text{column}" for column in columns)
        return f"(SELECT *, {texts} FROM (SELECT rowid, *, {cells} FROM {table}))"

    def _keys(self, column: int) -> tuple[str, ...]:
        """The SQL that rows are sorted by: of texts first the words, as people sort them."""
        return (f"folded{column}", f"c{column}") if self._is_text(column) else (f"c{column}",)

    def _is_text(self, column: int) -> bool:
        return self._source.types[column] == "VARCHAR"

    def _searched(self) -> Sequence[int]:
        """The columns that words are looked for in."""
        where = self._where
        if where is None or where.comparison != "has":
            return ()
        return range(len(self._source.types)) if where.column is None else (where.column,)

    def _connections(self) -> tuple[duckdb.DuckDBPyConnection, ...]:
        return (self._cursor, self._numbers.writer) if self._cursor else ()

    def _translated(self, error: Exception) -> Exception:
        return as_query_error(error) if isinstance(error, (*FAILURES, QueryError)) else error

    def _forget(self) -> None:
        self._numbers.close()

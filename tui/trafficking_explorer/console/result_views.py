"""Rows of a result that fit a condition, or all of them, in another order.

What is kept is the number of each row. The first are found at once: DuckDB needs no more memory for
the first thousand of an order than for a thousand rows.
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
from trafficking_explorer.database.sql_text import folded_sql
from trafficking_explorer.errors import QueryError

if TYPE_CHECKING:
    import pyarrow as pa

Order = tuple[tuple[int, bool], ...]
"""Columns by their indexes, and whether descending; the most important first. NULLs come last."""

_COMPARISONS: Mapping[str, str] = MappingProxyType(
    {
        "=": "{column} = CAST($value AS {type})",
        "<>": "{column} <> CAST($value AS {type})",
        "<": "{column} < CAST($value AS {type})",
        "<=": "{column} <= CAST($value AS {type})",
        ">": "{column} > CAST($value AS {type})",
        ">=": "{column} >= CAST($value AS {type})",
        "null": "{column} IS NULL",
        "not null": "{column} IS NOT NULL",
    }
)
COMPARISONS = ("has", *_COMPARISONS)


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows have to fit.

    Attributes:
        value: for `has`, words that must all be there, case and accents aside; else what a value
            is compared with, as written in SQL without quotation marks.
        column: index of the column it is about; None, for `has` alone: any.
        comparison: one of `COMPARISONS`.
    """

    value: str = ""
    column: int | None = None
    comparison: str = "has"


class ResultView(BackgroundQuery):
    """Some rows of a result in some order, while it is being found and afterwards."""

    def __init__(
        self, shelf: ResultStorage, kept: StoredResult, where: Condition | None, order: Order
    ) -> None:
        super().__init__(replace(shelf.limits, seconds=None))
        self.of = kept.rows
        """How many rows it was made from: those that were known then."""
        self._source = kept
        self._where = where
        self._order = order
        self._first_numbers: list[int] = []
        self._numbers = shelf.keep(("BIGINT",))
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._forgotten = False

    @property
    def rows(self) -> int:
        """How many are known so far; each of them can be read."""
        return max(len(self._first_numbers), self._numbers.rows)

    def page(self, start: int, count: int) -> list[TextRow]:
        """Its rows from an index on, as texts for a table: see `StoredResult.page`."""
        return self._source.rows_at(self._source.shown, self.numbers(start, count))

    def values(self, start: int, count: int, columns: Sequence[int] | None = None) -> list[Row]:
        """Its rows from an index on, as values of Python, of these columns or of all."""
        return self._source.values_at(self.numbers(start, count), columns)

    def batches(self, rows: int = 65_536) -> Iterator["pa.RecordBatch"]:
        """All its rows that are known, as Arrow has them; one batch at least."""
        for start in range(0, max(1, self.rows), rows):
            yield self._source.batch_at(self.numbers(start, rows))

    def numbers(self, start: int, count: int) -> list[int]:
        """The indexes, in the result, of its rows from an index on."""
        if start + count <= len(self._first_numbers) or not self._numbers.rows:
            return self._first_numbers[start : start + count]
        return [number for (number,) in self._numbers.values(start, count)]

    def close(self) -> None:
        """Forget it; stops it first where it is still being found."""
        self._forgotten = True
        self.stop()
        if self._over.is_set():
            self._numbers.close()

    def _work(self) -> None:
        condition, values = self._condition()
        order = ", ".join(
            f"c{column} {'DESC' if descending else 'ASC'} NULLS LAST"
            for column, descending in self._order
        )
        with self._source.snapshot() as (cursor, table):
            self._cursor = cursor
            self._check()
            sql = (
                f"SELECT rowid FROM {table} WHERE rowid < $of AND {condition} "
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
        columns = range(len(types)) if where.column is None else (where.column,)
        words = where.value.split()
        # One text of the whole row would find words across two cells.
        found = (
            " OR ".join(
                f"contains({folded_sql(f'c{column}::VARCHAR')}, {folded_sql(f'$w{i}::VARCHAR')})"
                for column in columns
            )
            for i in range(len(words))
        )
        sql = " AND ".join(f"({each})" for each in found)
        return sql or "TRUE", {f"w{i}": word for i, word in enumerate(words)}

    def _connections(self) -> tuple[duckdb.DuckDBPyConnection, ...]:
        return (self._cursor, self._numbers.writer) if self._cursor else ()

    def _translated(self, error: Exception) -> Exception:
        return as_query_error(error) if isinstance(error, (*FAILURES, QueryError)) else error

    def _on_thread_exit(self) -> None:
        if self._forgotten:
            self._numbers.close()

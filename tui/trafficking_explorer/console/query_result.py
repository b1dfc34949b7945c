"""The result of one statement, of any size: first rows at once, the rest stored as it comes.

The statement runs once. Its rows go from a stream to the shelf; from there any page is read by its
number, and the rows are sorted and filtered, without running the statement again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from trafficking_explorer.console.background_query import BackgroundQuery
from trafficking_explorer.console.error_messages import FAILURES, as_query_error, with_statement
from trafficking_explorer.console.lossless_values import Row, is_inexact
from trafficking_explorer.console.result_storage import (
    BATCH_ROWS,
    ResultStorage,
    StoredResult,
    TextRow,
)
from trafficking_explorer.console.result_views import Condition, Order, ResultView
from trafficking_explorer.console.tokenizer import KEYWORD, Statement, tokens
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryError

if TYPE_CHECKING:
    import pyarrow as pa

HEAD_ROWS = 200
"""Rows that are there at once, as a table shows them."""
_WRITES = {"INSERT", "UPDATE", "DELETE", "MERGE"}


Admit = Callable[
    [duckdb.DuckDBPyConnection, str, Mapping[str, object]], tuple[Any, dict[str, object]]
]
"""Gives a statement as DuckDB parsed it, and those of the parameters that it names."""


@dataclass(frozen=True, slots=True)
class ExecutionContext:
    """What a statement runs in.

    Attributes:
        cursor: the console's connection.
        shelf: keeps results.
        admit: parses a statement and refuses what is not run.
        settled: told once when the connection is free again, or is not to be used any more.
    """

    cursor: duckdb.DuckDBPyConnection
    shelf: ResultStorage
    admit: Admit
    settled: Callable[[bool], None]


class QueryResult(BackgroundQuery):
    """The rows of one statement."""

    def __init__(
        self,
        session: ExecutionContext,
        statement: Statement,
        params: Mapping[str, object],
        limits: Limits,
    ) -> None:
        super().__init__(limits)
        self.statement = statement
        self.columns: tuple[str, ...] = ()
        """Known when `wait_for_first` returns, as `types` and `is_query` are."""
        self.types: tuple[str, ...] = ()
        """DuckDB's names."""
        self.is_query = False
        """Whether it gives rows; else it does something, and may say how many rows that was."""
        self._session = session
        self._params = dict(params)
        self._kept: StoredResult | None = None
        self._head: list[TextRow] = []
        """The first rows, read before the rest comes: what is asked first waits for nothing."""
        self._forgotten = False

    # Its rows.

    @property
    def rows(self) -> int:
        """How many are known so far; each of them can be read."""
        return self._kept.rows if self._kept else 0

    def page(self, start: int, count: int) -> list[TextRow]:
        """Rows from an index on, as texts for a table: see `StoredResult.page`."""
        if start + count <= len(self._head):
            return self._head[start : start + count]
        return self._kept.page(start, count) if self._kept else []

    def values(self, start: int, count: int, columns: Sequence[int] | None = None) -> list[Row]:
        """Rows from an index on, as values of Python, of these columns or of all."""
        return self._kept.values(start, count, columns) if self._kept else []

    def numbers(self, start: int, count: int) -> list[int]:
        """The indexes of its rows from an index on, as a `ResultView` tells them."""
        return list(range(start, min(start + count, self.rows)))

    def texts(self, numbers: Sequence[int]) -> list[TextRow]:
        """Rows by their indexes, each value whole, as DuckDB writes it."""
        return self._kept.texts_at(numbers) if self._kept else []

    def text(self, row: int, column: int) -> str | None:
        """All of one value, as DuckDB writes it; None for NULL."""
        return self._kept.text(row, column) if self._kept else None

    def batches(self) -> Iterator["pa.RecordBatch"]:
        """All rows that are known, as Arrow has them, with the names of the columns."""
        if self._kept is not None:
            for batch in self._kept.batches():
                yield batch.rename_columns(list(self.columns))

    def batches_of(self, selection: ResultView) -> Iterator["pa.RecordBatch"]:
        """The same of a selection of its rows, in its order."""
        for batch in selection.batches():
            yield batch.rename_columns(list(self.columns))

    def select(self, where: Condition | None = None, order: Order = ()) -> ResultView:
        """Those rows known now that fit a condition, in some order. The statement does not run again.

        Returns:
            A task that has begun; its first rows are there long before all are in order.
        """
        if self._kept is None:
            raise QueryError("there are no rows yet")
        selection = ResultView(self._session.shelf, self._kept, where, order)
        selection.begin()
        return selection

    def close(self) -> None:
        """Forget it; stops it first where it still runs."""
        self._forgotten = True
        self.stop()
        if self._over.is_set():
            self._forget()

    # How it is made.

    def _work(self) -> None:
        cursor, text = self._session.cursor, self.statement.text
        # An answer that nobody has read to its end.
        cursor.abort()
        parsed, params = self._session.admit(cursor, text, self._params)
        self._check()
        kinds = duckdb.StatementType
        if parsed.type == kinds.SELECT and not writes(text):
            self._stream(cursor, text, params)
        else:
            self._execute(cursor, text, params)

    def _stream(
        self, cursor: duckdb.DuckDBPyConnection, text: str, params: dict[str, object]
    ) -> None:
        """Store the rows of a query while they come."""
        try:
            relation = cursor.sql(text, params=params or None)
        except duckdb.Error as error:
            raise self._located(error, params) from error
        self._columns_are(relation.columns, relation.types)
        if any(map(is_inexact, self.types)):
            relation = relation.project(
                ", ".join(
                    f"CAST(#{i} AS VARCHAR)" if is_inexact(type_) else f"#{i}"
                    for i, type_ in enumerate(self.types, 1)
                )
            )
        self._check()
        kept = self._shelve()
        with relation.to_arrow_reader(BATCH_ROWS) as reader:
            kept.fill(reader, self._has_more)

    def _execute(
        self, cursor: duckdb.DuckDBPyConnection, text: str, params: dict[str, object]
    ) -> None:
        """Run what is no query, or changes something, and store what it gives."""
        cursor.execute(text, params or None)
        description = cursor.description or []
        self._columns_are([each[0] for each in description], [each[1] for each in description])
        kept = self._shelve()
        while rows := cursor.fetchmany(2_048):
            kept.add_rows(rows)
            self._has_more()

    def _columns_are(self, names: list[str], types: list[Any]) -> None:
        self.columns, self.types = tuple(names), tuple(map(str, types))
        self.is_query = self.columns not in (("Count",), ("Success",))

    def _shelve(self) -> StoredResult:
        self._kept = self._session.shelf.keep(self.types)
        return self._kept

    def _located(self, error: duckdb.Error, params: dict[str, object]) -> QueryError:
        """The error with its place: a relation's has none where binding failed, EXPLAIN's has."""
        plain = as_query_error(error, self.statement.script, self.statement.start)
        if plain.line is None:
            try:
                self._session.cursor.execute(f"EXPLAIN\n{self.statement.text}", params or None)
            except duckdb.Error as again:
                place = as_query_error(
                    again, self.statement.script, self.statement.start, added_lines=1
                )
                if str(place) == str(plain):
                    return place
        return plain

    def _has_more(self) -> None:
        if self._kept is not None and not self._head:
            self._head = self._kept.page(0, HEAD_ROWS)
        super()._has_more()

    def _connections(self) -> tuple[duckdb.DuckDBPyConnection, ...]:
        kept = self._kept
        return (self._session.cursor, *((kept.writer,) if kept else ()))

    def _translated(self, error: Exception) -> Exception:
        if not isinstance(error, (*FAILURES, QueryError)):
            return error
        found = as_query_error(error, self.statement.script, self.statement.start)
        return with_statement(found, self.statement)

    def _settled(self, *, abandoned: bool) -> None:
        self._session.settled(abandoned)

    def _on_thread_exit(self) -> None:
        if self._forgotten:
            self._forget()

    def _forget(self) -> None:
        if self._kept is not None:
            self._kept.close()


def writes(text: str) -> bool:
    """Whether a query may change something: a CTE that inserts, a sequence.

    Of these DuckDB would hold all rows in memory where they are streamed.
    """
    return any(
        token.text.upper() in _WRITES if token.kind == KEYWORD else token.text.lower() == "nextval"
        for token in tokens(text)
    )

"""The result of one statement, of any size: first rows at once, all others stored as they come.

The statement runs once. Its rows go from a stream to the storage; from there any page is read by its
number, and the rows are sorted and filtered, without running the statement again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from trafficking_explorer.console.error_messages import (
    FAILURES,
    relation_of,
    statement_error,
)
from trafficking_explorer.console.lossless_values import exact_columns, is_inexact
from trafficking_explorer.console.result_storage import (
    BATCH_ROWS,
    ResultStorage,
    StoredResult,
    TextRow,
)
from trafficking_explorer.console.result_views import Condition, Order, ResultView, StoredRows
from trafficking_explorer.console.tokenizer import KEYWORD, Statement, tokens
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryError

HEAD_ROWS = 200
"""Rows that are there at once, as a table shows them."""
_FETCHED_ROWS = 2_048
_WRITES = {"INSERT", "UPDATE", "DELETE", "MERGE"}


Admit = Callable[
    [duckdb.DuckDBPyConnection, str, Mapping[str, object]], tuple[Any, dict[str, object]]
]
"""Gives a statement as DuckDB parsed it, and those of the parameters that it names."""


@dataclass(frozen=True, slots=True)
class ExecutionContext:
    """The surroundings of a statement.

    Attributes:
        cursor: the console's connection.
        storage: keeps results.
        admit: parses a statement and refuses what is not run.
        settled: called once, when the connection is free again, or (True) is not to be used any more.
    """

    cursor: duckdb.DuckDBPyConnection
    storage: ResultStorage
    admit: Admit
    settled: Callable[[bool], None]


class QueryResult(StoredRows):
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
        self.columns = ()
        """Known when `wait_for_first` returns, as `types` and `is_query` are."""
        self.types: tuple[str, ...] = ()
        """DuckDB's names."""
        self.is_query = False
        """True if it gives rows; else it does something, and may say how many rows that was."""
        self._session = session
        self._params = dict(params)
        self._kept = None
        self._head: list[TextRow] = []
        """The first rows, read before more come: they are there without waiting."""

    # Its rows.

    @property
    def rows(self) -> int:
        """The number of rows that are known so far; each of them can be read."""
        return self._kept.rows if self._kept else 0

    def numbers(self, start: int, count: int) -> Sequence[int]:
        return range(start, min(start + count, self.rows))

    def page(self, start: int, count: int) -> list[TextRow]:
        if start + count <= len(self._head):
            return self._head[start : start + count]
        return super().page(start, count)

    def texts(self, numbers: Sequence[int]) -> list[TextRow]:
        """Rows by their indexes, each value in full, as DuckDB writes it."""
        return self._kept.texts(numbers) if self._kept else []

    def text(self, row: int, column: int) -> str | None:
        """One value in full, as DuckDB writes it; None for NULL."""
        return self._kept.texts(range(row, row + 1), [column])[0][0] if self._kept else None

    def select(self, where: Condition | None = None, order: Order = ()) -> ResultView:
        """Find those rows known now that match, in some order, without running the statement again.

        Returns:
            A query that has begun; its first rows are there long before all are in order.
        """
        if self._kept is None:
            raise QueryError("there are no rows yet")
        view = ResultView(self._session.storage, self._kept, self.columns, where, order)
        view.begin()
        return view

    # The work.

    def _work(self) -> None:
        cursor, text = self._session.cursor, self.statement.text
        # An answer that nobody has read to its end.
        cursor.abort()
        parsed, params = self._session.admit(cursor, text, self._params)
        self._check()
        if parsed.type == duckdb.StatementType.SELECT and not writes(text):
            self._stream(cursor, text, params)
        else:
            self._execute(cursor, text, params)

    def _stream(
        self, cursor: duckdb.DuckDBPyConnection, text: str, params: dict[str, object]
    ) -> None:
        """Store the rows of a query while they come."""
        relation = relation_of(cursor, text, params)
        kept = self._store(relation.columns, relation.types)
        if any(map(is_inexact, self.types)):
            columns = [f"#{i}" for i in range(1, len(self.types) + 1)]
            relation = relation.project(", ".join(exact_columns(columns, self.types)))
        self._check()
        with relation.to_arrow_reader(BATCH_ROWS) as reader:
            kept.fill(reader, self._has_more)

    def _execute(
        self, cursor: duckdb.DuckDBPyConnection, text: str, params: dict[str, object]
    ) -> None:
        """Run what is not a query, or changes something, and store what it gives."""
        cursor.execute(text, params or None)
        description = cursor.description or []
        kept = self._store([each[0] for each in description], [each[1] for each in description])
        while rows := cursor.fetchmany(_FETCHED_ROWS):
            kept.add_rows(rows)
            self._has_more()

    def _store(self, names: list[str], types: list[Any]) -> StoredResult:
        self.columns, self.types = tuple(names), tuple(map(str, types))
        self.is_query = self.columns not in (("Count",), ("Success",))
        self._kept = self._session.storage.keep(self.types)
        return self._kept

    def _has_more(self) -> None:
        if self._kept is not None and not self._head:
            self._head = self._kept.page(self.numbers(0, HEAD_ROWS))
        super()._has_more()

    def _connections(self) -> tuple[duckdb.DuckDBPyConnection, ...]:
        kept = self._kept
        return (self._session.cursor, *((kept.writer,) if kept else ()))

    def _translated(self, error: Exception) -> Exception:
        if not isinstance(error, (*FAILURES, QueryError)):
            return error
        return statement_error(error, self.statement)

    def _settled(self, *, abandoned: bool) -> None:
        self._session.settled(abandoned)

    def _forget(self) -> None:
        if self._kept is not None:
            self._kept.close()


def writes(text: str) -> bool:
    """True if a query may change something: a CTE that inserts, a sequence.

    Of these DuckDB would hold all rows in memory if they were streamed.
    """
    return any(
        token.text.upper() in _WRITES if token.kind == KEYWORD else token.text.lower() == "nextval"
        for token in tokens(text)
    )

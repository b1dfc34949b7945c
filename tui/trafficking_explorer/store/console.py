"""Ad-hoc SQL over a store: closed to the world, paged, interruptible."""

import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import duckdb

from trafficking_explorer.errors import QueryError, QueryInterrupted
from trafficking_explorer.store.connection import Store

_POSITION = re.compile(r"^LINE (\d+): ?(.*)\n( *)\^", re.MULTILINE)


@dataclass
class Answer:
    """The answer of one statement, fetched page by page."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """DuckDB's names."""
    _cursor: Any = field(repr=False)

    def fetch(self, rows: int) -> list[tuple[Any, ...]]:
        """The next rows, at most so many; none when there are no more.

        Raises:
            QueryError: the statement failed on the way.
        """
        try:
            found: list[tuple[Any, ...]] = self._cursor.fetchmany(rows)
        except duckdb.Error as error:
            raise as_query_error(error) from error
        return found

    def pages(self, rows: int = 2048) -> Iterator[list[tuple[Any, ...]]]:
        """All that is left, page by page."""
        while page := self.fetch(rows):
            yield page

    def table(self, rows: int) -> tuple[Any, bool]:
        """The next rows as a pyarrow.Table, and whether that is all.

        Raises:
            QueryError: the statement failed on the way.
        """
        import pyarrow as pa

        batches, count = [], 0
        try:
            reader = self.record_batches()
            for batch in reader:
                batches.append(batch)
                count += batch.num_rows
                if count > rows:
                    break
        except duckdb.Error as error:
            raise as_query_error(error) from error
        table = pa.Table.from_batches(batches, reader.schema)
        return table.slice(0, rows), count <= rows

    def record_batches(self) -> Any:
        """All that is left, as a pyarrow.RecordBatchReader."""
        with warnings.catch_warnings():
            # DuckDB advises a relation, which would run the statement again.
            warnings.simplefilter("ignore", UserWarning)
            return self._cursor.to_arrow_reader()


class Console:
    """Runs what a person types. One statement list at a time; another thread may interrupt it."""

    def __init__(self, store: Store) -> None:
        self._cursor = store.new_cursor()
        self._lock = threading.Lock()

    def run(self, sql: str) -> Answer | None:
        """Run a script.

        Returns:
            The answer of its last statement; None where there is no statement.

        Raises:
            QueryError: a statement failed or was refused; what ran before it stays.
        """
        with self._lock:
            try:
                statements = self._cursor.extract_statements(sql)
                if not statements:
                    return None
                for statement in statements:
                    self._cursor.execute(statement)
                description = self._cursor.description or []
            except (duckdb.Error, RuntimeError, ValueError) as error:
                raise as_query_error(error, sql) from error
        return Answer(
            tuple(column[0] for column in description),
            tuple(str(column[1]) for column in description),
            self._cursor,
        )

    def interrupt(self) -> None:
        """Stop what runs; `run` or `fetch` then raises QueryInterrupted."""
        with suppress(duckdb.Error):
            self._cursor.interrupt()


def as_query_error(error: Exception, sql: str = "") -> QueryError:
    """What DuckDB says, without its noise, and with the place in the query where it names one."""
    if isinstance(error, duckdb.InterruptException):
        return QueryInterrupted("interrupted")
    text = str(error)
    line = column = None
    if place := _POSITION.search(text):
        line, shown, caret = int(place[1]), place[2], len(place[3])
        # The excerpt may be cut at its left ("..."): find it in the line to know the column.
        offset = caret - len(f"LINE {place[1]}: ")
        lines = sql.splitlines()
        if 0 < line <= len(lines):
            head = shown.removeprefix("...").removesuffix("...")
            start = lines[line - 1].find(head) - (3 if shown.startswith("...") else 0)
            column = max(0, start + offset) + 1
    message = _POSITION.split(text)[0].strip() or text.strip()
    return QueryError(message, line, column)

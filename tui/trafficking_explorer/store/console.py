"""Ad-hoc SQL over a store: closed to the world, paged, interruptible."""

import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import duckdb

from trafficking_explorer.errors import QueryError, QueryInterrupted
from trafficking_explorer.store.connection import CORPUS, Store
from trafficking_explorer.store.macros import FilterReader, Filters
from trafficking_explorer.terminal import cell_width

_ERRORS = (duckdb.Error, RuntimeError, ValueError)
_ATTACHES = (duckdb.StatementType.ATTACH, duckdb.StatementType.DETACH)
_RENAMES = re.compile(r"\balter(?:\s|/\*.*?\*/|--.*?\n)+database\b", re.IGNORECASE | re.DOTALL)
_POSITION = re.compile(r"^LINE (\d+): ?(.*)\n( *)\^", re.MULTILINE)


@dataclass
class Answer:
    """The answer of one statement, fetched page by page."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """DuckDB's names."""
    _cursor: Any = field(repr=False)
    _sql: str = field(default="", repr=False)
    _at: int = field(default=0, repr=False)
    """Where in the script the statement begins."""

    def fetch(self, rows: int) -> list[tuple[Any, ...]]:
        """The next rows, at most so many; none when there are no more.

        Raises:
            QueryError: the statement failed on the way.
        """
        try:
            found: list[tuple[Any, ...]] = self._cursor.fetchmany(rows)
        except duckdb.Error as error:
            raise as_query_error(error, self._sql, self._at) from error
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
        with self.record_batches() as reader:
            for batch in reader:
                batches.append(batch)
                count += batch.num_rows
                if count > rows:
                    break
            table = pa.Table.from_batches(batches, reader.schema)
        return table.slice(0, rows), count <= rows

    @contextmanager
    def record_batches(self) -> Iterator[Any]:
        """All that is left, as a pyarrow.RecordBatchReader, for as long as the block lasts.

        Raises:
            QueryError: the statement failed on the way, or Arrow cannot hold what it gives.
        """
        import pyarrow as pa

        try:
            with warnings.catch_warnings():
                # DuckDB advises a relation, which would run the statement again.
                warnings.simplefilter("ignore", UserWarning)
                reader = self._cursor.to_arrow_reader()
            with reader:
                yield reader
        except (duckdb.Error, pa.ArrowException) as error:
            raise as_query_error(error, self._sql, self._at) from error


class Console:
    """Runs what a person types. One statement list at a time; another thread may interrupt it."""

    def __init__(self, store: Store, read_filter: FilterReader | None = None) -> None:
        """A console over a store.

        Args:
            read_filter: what `matches` of a statement takes; None where it takes nothing.
        """
        self._cursor = store.new_cursor()
        self._lock = threading.Lock()
        self._filters = Filters(read_filter) if read_filter else None

    def run(self, sql: str) -> Answer | None:
        """Run a script.

        Returns:
            The answer of its last statement; None where there is no statement.

        Raises:
            QueryError: a statement failed or was refused; what ran before it stays.
        """
        with self._lock:
            at = end = 0
            try:
                # DuckDB takes no lone surrogates, and says so in a way that is for programmers.
                sql.encode()
                statements = self._cursor.extract_statements(sql)
                if not statements:
                    return None
                for statement in statements:
                    at = max(end, sql.find(statement.query, end))
                    end = at + len(statement.query)
                    refuse(statement)
                    if self._filters is not None:
                        self._filters.teach(self._cursor, statement.query)
                    # Run as text: of a statement object, DuckDB does not know the place of errors.
                    self._cursor.execute(statement.query)
                description = self._cursor.description or []
            except _ERRORS as error:
                raise as_query_error(error, sql, at) from error
        return Answer(
            tuple(column[0] for column in description),
            tuple(str(column[1]) for column in description),
            self._cursor,
            sql,
            at,
        )

    def interrupt(self) -> None:
        """Stop what runs; `run` or `fetch` then raises QueryInterrupted."""
        with suppress(duckdb.Error):
            self._cursor.interrupt()


def refuse(statement: Any) -> None:
    """Refuse what would put something else in the place of the corpus.

    Raises:
        QueryError: the statement attaches, detaches or renames a database.
    """
    if statement.type in _ATTACHES or (
        statement.type in (duckdb.StatementType.ALTER, duckdb.StatementType.EXPLAIN)
        and _RENAMES.search(statement.query)
    ):
        raise QueryError(
            f"databases stay as they are here: {CORPUS} is attached, read-only, and nothing else "
            "is; make tables of your own with CREATE TABLE"
        )


def as_query_error(error: Exception, sql: str = "", at: int = 0) -> QueryError:
    """What DuckDB says, without its noise, and with the place in the query where it names one.

    Args:
        at: where in `sql` the statement begins that failed.
    """
    if isinstance(error, duckdb.InterruptException):
        return QueryInterrupted("interrupted")
    if isinstance(error, UnicodeEncodeError):
        at = error.start
        return QueryError(
            "this character is no text: write the query as UTF-8",
            sql.count("\n", 0, at) + 1,
            at - sql.rfind("\n", 0, at),
        )
    # Of a module that Python lacks, DuckDB shows the traceback.
    text = str(error).partition(", due to the following Python exception")[0]
    line = column = None
    if place := _POSITION.search(text):
        line, shown, caret = int(place[1]), place[2], len(place[3])
        # The excerpt may be cut at its left ("..."): find it in the line to know the column.
        head = shown.removeprefix("...").removesuffix("...")
        cells = caret - len(f"LINE {place[1]}: ") - (3 if shown.startswith("...") else 0)
        lines = sql[at:].split("\n")
        if 0 < line <= len(lines):
            column = max(0, lines[line - 1].find(head)) + _characters(head, cells) + 1
            if line == 1:
                column += at - (sql.rfind("\n", 0, at) + 1)
            line += sql.count("\n", 0, at)
    message = _POSITION.split(text)[0].strip() or text.strip()
    return QueryError(message, line, column)


def _characters(text: str, cells: int) -> int:
    """How many characters of a text stand before a cell; DuckDB counts cells, and a tab as none."""
    width = 0
    for i, char in enumerate(text):
        cell = cell_width(char) if char >= " " else 0
        if width >= cells and cell:
            return i
        width += cell
    return len(text)

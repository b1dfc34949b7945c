"""Ad-hoc SQL over a store: closed to the world, of any size, interruptible.

`Console.run` answers a script and streams the rows of its last statement once, for those who print
them. `Console.start` begins one statement whose result stays, for those who look at it.
"""

import threading
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

from trafficking_explorer.console.background_query import BackgroundCall
from trafficking_explorer.console.catalog import Catalog, read_catalog
from trafficking_explorer.console.completion import Completer
from trafficking_explorer.console.error_messages import FAILURES, as_query_error, with_statement
from trafficking_explorer.console.lossless_values import (
    is_lossy,
    is_nested,
    may_be_infinite,
    restore_infinities,
    select_list,
)
from trafficking_explorer.console.name_guard import give_names_back, may_take_names
from trafficking_explorer.console.pages import pages
from trafficking_explorer.console.query_result import ExecutionContext, QueryResult, writes
from trafficking_explorer.console.result_storage import ResultStorage
from trafficking_explorer.console.statement_policy import check_allowed
from trafficking_explorer.console.tokenizer import Statement, statements
from trafficking_explorer.database.connection import CORPUS, Store
from trafficking_explorer.database.sandbox import CONSOLE_SETTINGS, Limits
from trafficking_explorer.database.sql_macros import FilterReader, FilterRegistry
from trafficking_explorer.errors import QueryError

Params = Mapping[str, object]
NO_PARAMS: Params = MappingProxyType({})
_PAGE_ROWS = 128
"""Rows that are values of Python at a time; more are not quicker."""
_BATCH_ROWS = 2_048
"""The same as Arrow has them."""


@dataclass
class StreamingAnswer:
    """The answer of one statement, fetched page by page."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """DuckDB's names."""
    _source: Any = field(repr=False)
    """The connection that has run the statement; a relation that will, for `record_batches`."""
    _statement: Statement = field(repr=False)
    _doubled: tuple[int, ...] = field(default=(), repr=False)
    """Columns of dates whose texts, where they are infinite, stand behind the others."""

    def fetch(self, rows: int) -> list[tuple[Any, ...]]:
        """The next rows, at most so many; none when there are no more.

        Raises:
            QueryError: the statement failed on the way.
        """
        try:
            found: list[tuple[Any, ...]] = self._source.fetchmany(rows)
        except duckdb.Error as error:
            raise self._failed(error) from error
        return restore_infinities(found, self._doubled)

    def pages(self) -> Iterator[list[tuple[Any, ...]]]:
        """All that is left, page by page."""
        return pages(self.fetch, _PAGE_ROWS)

    @contextmanager
    def record_batches(self) -> Iterator[Any]:
        """All that is left, as a pyarrow.RecordBatchReader, for as long as the block lasts.

        Raises:
            QueryError: the statement failed on the way, or Arrow cannot hold what it gives.
        """
        try:
            with warnings.catch_warnings():
                # DuckDB advises a relation, which would run the statement again.
                warnings.simplefilter("ignore", UserWarning)
                reader = self._source.to_arrow_reader(_BATCH_ROWS)
            with reader:
                yield reader
        except BrokenPipeError:
            # Not the statement's: whoever took its rows has gone.
            raise
        except FAILURES as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> QueryError:
        found = as_query_error(error, self._statement.script, self._statement.start)
        return with_statement(found, self._statement)


class Console:
    """Runs what a person types. One statement at a time; another thread may interrupt it."""

    def __init__(
        self,
        store: Store,
        read_filter: FilterReader | None = None,
        limits: Limits | None = None,
    ) -> None:
        """A console over a store.

        Args:
            read_filter: what `matches` of a statement takes; None where it takes nothing.
            limits: for the statements and the results; those of the store where left out.
        """
        self._store = store
        self._limits = limits or store.limits
        self._filters = FilterRegistry(read_filter) if read_filter else None
        self._free = threading.Lock()
        """Held while a statement runs."""
        self._cursor = self._new_cursor()
        self._reader = store.new_cursor()
        """Tells what is SQL, also while a statement runs."""
        self._reading = threading.Lock()
        self._running: QueryResult | None = None
        self._shelf: ResultStorage | None = None
        self._corpus_is_fixed: bool | None = None
        self._names_may_be_taken = True
        """By what ran last, here or in another console of this store."""

    # A script, printed.

    def attend(self, do: Callable[[], object], files: Sequence[Path] = ()) -> None:
        """Do what calls `run` and takes the answer: ctrl+c ends it, and so do the limits.

        Args:
            files: what it writes.

        Raises:
            QueryInterrupted, QueryLimited: it was stopped; a thread that does not listen is left.
            QueryError: it needs more memory than it may.
            Exception: as what it does.
        """
        try:
            BackgroundCall(do, (self._cursor, self._reader), self._limits, files).run()
        except MemoryError as error:
            raise as_query_error(error) from error

    def run(
        self, sql: str, params: Params = NO_PARAMS, *, as_arrow: bool = False
    ) -> StreamingAnswer | None:
        """Run a script.

        Args:
            params: values of `$name`; those that a statement does not name are none of its.
            as_arrow: whether the answer will be taken as Arrow has it, which then needs little
                memory however long it is; `fetch` gives nothing.

        Returns:
            The answer of its last statement; None where there is no statement.

        Raises:
            QueryError: a statement failed or was refused; what ran before it stays.
        """
        with self._free:
            cursor = self._cursor
            # An answer that nobody has read to its end.
            cursor.abort()
            found = self.read(sql)
            for statement in found:
                last = statement is found[-1]
                try:
                    parsed, named = self._admit(cursor, statement.text, params)
                    if last and parsed.type == duckdb.StatementType.SELECT:
                        return self._select(cursor, statement, named, as_arrow=as_arrow)
                    # Run as text: of a statement object, DuckDB does not know the place of errors.
                    cursor.execute(statement.text, named or None)
                    if not last:
                        cursor.complete()
                except FAILURES as error:
                    raise self._failed(error, statement) from error
                except QueryError as error:
                    raise with_statement(error, statement) from error
            return _answer(cursor.description or [], cursor, found[-1]) if found else None

    def _select(
        self,
        cursor: duckdb.DuckDBPyConnection,
        statement: Statement,
        named: dict[str, object],
        *,
        as_arrow: bool,
    ) -> StreamingAnswer:
        """The answer of a query, its values as they are."""
        text = statement.text
        if not as_arrow and writes(text):
            cursor.execute(text, named or None)
            return _answer(cursor.description, cursor, statement)
        try:
            relation = cursor.sql(text, params=named or None)
        except FAILURES:
            # A relation does not say where it is wrong; run as text, it fails with the place, before
            # any row is read.
            cursor.execute(text, named or None)
            raise
        if as_arrow:
            return _answer(relation.description, relation, statement)
        types = list(map(str, relation.types))
        doubled = may_be_infinite(types)
        if not doubled and not any(is_lossy(type_) or is_nested(type_) for type_ in types):
            cursor.execute(text, named or None)
            return _answer(relation.description, cursor, statement)
        columns = select_list([f"#{i}" for i in range(1, len(types) + 1)], types, doubled)
        try:
            cursor.execute(f"SELECT {columns} FROM (\n{text}\n)", named or None)
        except FAILURES as error:
            raise as_query_error(error, statement.script, statement.start, added_lines=1) from error
        return _answer(relation.description, cursor, statement, doubled)

    # A statement, looked at.

    def read(self, script: str) -> tuple[Statement, ...]:
        """The statements of a script, to `start` one after another.

        Raises:
            QueryError: one of them is no SQL; none has run.
        """
        found = statements(script)
        for statement in found:
            try:
                # DuckDB takes no lone surrogates, and says so in a way that is for programmers.
                statement.text.encode()
                with self._reading:
                    parsed = self._reader.extract_statements(statement.text)
            except FAILURES as error:
                raise self._failed(error, statement) from error
            if len(parsed) != 1:
                raise with_statement(QueryError("this is more than one statement"), statement)
        return found

    def start(self, statement: Statement, params: Params = NO_PARAMS) -> QueryResult:
        """Begin a statement and return at once; what the result is asked for waits for it.

        Raises:
            QueryError: another one is running.
        """
        shelf = self._shelf = self._shelf or ResultStorage(self._limits)
        if not self._free.acquire(blocking=False):
            raise QueryError("a statement is running; interrupt it first")
        session = ExecutionContext(self._cursor, shelf, self._admit, self._settled)
        self._running = QueryResult(session, statement, params, self._limits)
        self._running.begin()
        return self._running

    def read_catalog(self, before: Catalog | None = None) -> Catalog:
        """What can be named now; while a statement runs, without the reader's temporary tables.

        Args:
            before: what was read earlier: then it takes less time.

        Raises:
            QueryError: the store is closed.
        """
        is_free = self._free.acquire(blocking=False)
        try:
            if is_free:
                self._cursor.abort()
                return read_catalog(self._cursor, before)
            with closing(self._store.new_cursor()) as cursor:
                return read_catalog(cursor, before)
        except duckdb.Error as error:
            raise as_query_error(error) from error
        finally:
            if is_free:
                self._free.release()

    def completer(self) -> Completer:
        """What completes statements, from the catalog as it is now; on a connection of its own."""
        return Completer(self._new_cursor(), self.read_catalog())

    def interrupt(self) -> None:
        """Stop what runs. What waits for it raises QueryInterrupted soon after."""
        if self._running is not None:
            self._running.stop()
        with suppress(duckdb.Error):
            self._cursor.interrupt()

    def close(self) -> None:
        """Stop what runs, and forget all results."""
        self.interrupt()
        if self._shelf is not None:
            self._shelf.close()

    # How it is done.

    def _new_cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._store.new_cursor()
        for name, value in CONSOLE_SETTINGS.items():
            # A store that was not closed by `limits` may not allow it: then there is no progress.
            with suppress(duckdb.Error):
                cursor.execute(f"SET {name} = {str(value).lower()}")
        return cursor

    def _admit(
        self, cursor: duckdb.DuckDBPyConnection, text: str, params: Params
    ) -> tuple[Any, dict[str, object]]:
        """One statement as DuckDB parsed it, and those of the parameters that it names.

        Raises:
            QueryError: it is refused.
            duckdb.Error: it is no statement.
        """
        (parsed,) = cursor.extract_statements(text)
        named = {name: params[name] for name in parsed.named_parameters if name in params}
        if self._names_may_be_taken:
            give_names_back(cursor)
        if self._filters is not None:
            self._filters.teach(cursor, text, _texts(named.values()))
        check_allowed(cursor, parsed, named, corpus_is_fixed=self._has_fixed_corpus(cursor))
        self._names_may_be_taken = may_take_names(parsed, files=self._store.limits.files)
        return parsed, named

    def _has_fixed_corpus(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        if self._corpus_is_fixed is None:
            found = cursor.execute(
                "SELECT readonly FROM duckdb_databases() WHERE database_name = ?", [CORPUS]
            ).fetchall()
            self._corpus_is_fixed = bool(found and found[0][0])
        return self._corpus_is_fixed

    def _failed(self, error: Exception, statement: Statement) -> QueryError:
        found = as_query_error(error, statement.script, statement.start)
        return with_statement(found, statement)

    def _settled(self, abandoned: bool) -> None:
        """A result's statement is through, or left to itself with the connection it has."""
        if abandoned:
            self._cursor = self._new_cursor()
        self._free.release()


def _answer(
    description: Any, source: Any, statement: Statement, doubled: Sequence[int] = ()
) -> StreamingAnswer:
    return StreamingAnswer(
        tuple(column[0] for column in description),
        tuple(str(column[1]) for column in description),
        source,
        statement,
        tuple(doubled),
    )


def _texts(values: Collection[object]) -> Iterator[str]:
    return (value for value in values if isinstance(value, str))

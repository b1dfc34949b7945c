"""The SQL console of a store: sandboxed, for results of any size, interruptible.

`Console.run` answers a script and streams the rows of its last statement once, to print them.
`Console.start` begins one statement whose result stays, to look at it.
"""

import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

from trafficking_explorer.console.background_query import BackgroundCall
from trafficking_explorer.console.catalog import Catalog, read_catalog
from trafficking_explorer.console.completion import Completer
from trafficking_explorer.console.error_messages import (
    FAILURES,
    as_query_error,
    relation_of,
    statement_error,
)
from trafficking_explorer.console.lossless_values import (
    changes_in_python,
    exact_columns,
    may_be_infinite,
    restored,
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
from trafficking_explorer.database.sql_text import quote_name
from trafficking_explorer.errors import ExplorerError, QueryError

Params = Mapping[str, object]
NO_PARAMS: Params = MappingProxyType({})
_PAGE_ROWS = 128
"""Rows that are Python values at a time; more are not quicker."""
_BATCH_ROWS = 2_048
"""Rows of a batch of Arrow."""


@dataclass
class StreamingAnswer:
    """The answer of one statement, fetched page by page."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """DuckDB's names."""
    _source: Any = field(repr=False)
    """The connection that has run the statement; for `record_batches`, a relation that will."""
    _statement: Statement = field(repr=False)
    _doubled: tuple[int, ...] = field(default=(), repr=False)
    """Columns of dates whose texts, if infinite, follow the other columns."""

    def fetch(self, rows: int) -> list[tuple[Any, ...]]:
        """The next rows, at most this many; an empty list at the end.

        Raises:
            QueryError: the statement failed on the way.
        """
        try:
            found: list[tuple[Any, ...]] = self._source.fetchmany(rows)
        except duckdb.Error as error:
            raise statement_error(error, self._statement) from error
        return restored(found, self.types, self._doubled)

    def pages(self) -> Iterator[list[tuple[Any, ...]]]:
        """All rows that are left, page by page."""
        return pages(self.fetch, _PAGE_ROWS)

    @contextmanager
    def record_batches(self) -> Iterator[Any]:
        """All rows that are left, as a pyarrow.RecordBatchReader that is open within the block.

        Raises:
            QueryError: the statement failed on the way, or Arrow cannot hold its values.
        """
        try:
            with warnings.catch_warnings():
                # DuckDB advises a relation, which would run the statement again.
                warnings.simplefilter("ignore", UserWarning)
                reader = self._source.to_arrow_reader(_BATCH_ROWS)
            with reader:
                yield reader
        except BrokenPipeError:
            # Not the statement's: the reader of its rows has gone.
            raise
        except FAILURES as error:
            raise statement_error(error, self._statement) from error


class Console:
    """Runs one statement at a time; another thread may interrupt it."""

    def __init__(
        self,
        store: Store,
        read_filter: FilterReader | None = None,
        limits: Limits | None = None,
    ) -> None:
        """A console over a store.

        Args:
            read_filter: reads the filters of `matches`; without it, statements have no `matches`.
            limits: for statements and results; by default those of the store.
        """
        self._store = store
        self._limits = limits or store.limits
        self._filters = FilterRegistry(read_filter) if read_filter else None
        self._free = threading.Lock()
        """Held while a statement runs."""
        self._cursor = self._new_cursor()
        self._reader = store.new_cursor()
        """Parses statements, also while one runs."""
        self._reading = threading.Lock()
        self._running: QueryResult | None = None
        self._storage: ResultStorage | None = None
        self._corpus_is_fixed: bool | None = None
        self._names_may_be_taken = True
        """True after a statement that may have left something with a name of the corpus."""

    # Scripts, to print the answer.

    def attend(self, do: Callable[[], object], files: Sequence[Path] = ()) -> None:
        """Call a function that uses `run` and its answer; ctrl+c ends it, and so do the limits.

        Args:
            files: those it writes.

        Raises:
            QueryInterrupted, QueryLimited: it was stopped; a thread that does not react is left.
            QueryError: it needs more memory than it may.
            Exception: as the function.
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
            params: values of `$name`; a statement gets those that it names.
            as_arrow: take the answer by `record_batches`, which needs little memory however long
                it is; `fetch` gives nothing.

        Returns:
            The answer of its last statement; None if there is no statement.

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
                except (*FAILURES, QueryError) as error:
                    raise statement_error(error, statement) from error
            return _answer(cursor.description or [], cursor, found[-1]) if found else None

    def _select(
        self,
        cursor: duckdb.DuckDBPyConnection,
        statement: Statement,
        named: dict[str, object],
        *,
        as_arrow: bool,
    ) -> StreamingAnswer:
        """The answer of a query, without loss."""
        text = statement.text
        if not as_arrow and writes(text):
            cursor.execute(text, named or None)
            return _answer(cursor.description, cursor, statement)
        relation = relation_of(cursor, text, named)
        types = list(map(str, relation.types))
        if as_arrow:
            places = [f"#{i}" for i in range(1, len(types) + 1)]
            names = list(map(quote_name, relation.columns))
            columns = exact_columns(places, types, names, for_files=True)
            return _answer(relation.description, relation.project(", ".join(columns)), statement)
        doubled = may_be_infinite(types)
        if not doubled and not any(changes_in_python(type_) for type_ in types):
            cursor.execute(text, named or None)
            return _answer(relation.description, cursor, statement)
        selected = select_list([f"#{i}" for i in range(1, len(types) + 1)], types, doubled)
        try:
            cursor.execute(f"SELECT {selected} FROM (\n{text}\n)", named or None)
        except FAILURES as error:
            raise as_query_error(error, statement.script, statement.start, added_lines=1) from error
        return _answer(relation.description, cursor, statement, doubled)

    # Statements, to look at the result.

    def read(self, script: str) -> tuple[Statement, ...]:
        """The statements of a script, to `start` one after another.

        Raises:
            QueryError: one of them is not SQL; no statement has run.
        """
        found = statements(script)
        for statement in found:
            try:
                # DuckDB takes no lone surrogates; its message would not help.
                statement.text.encode()
                with self._reading:
                    parsed = self._reader.extract_statements(statement.text)
            except FAILURES as error:
                raise statement_error(error, statement) from error
            if len(parsed) != 1:
                raise statement_error(QueryError("this is more than one statement"), statement)
        return found

    def start(self, statement: Statement, params: Params = NO_PARAMS) -> QueryResult:
        """Begin a statement and return at once; reading the result waits for it.

        Raises:
            QueryError: another statement is running.
        """
        storage = self._storage = self._storage or ResultStorage(self._limits)
        if not self._free.acquire(blocking=False):
            raise QueryError("a statement is running; interrupt it first")
        session = ExecutionContext(self._cursor, storage, self._admit, self._settled)
        self._running = QueryResult(session, statement, params, self._limits)
        self._running.begin()
        return self._running

    def read_catalog(self, before: Catalog | None = None) -> Catalog:
        """The catalog as it is now; while a statement runs, without the reader's temporary tables.

        Args:
            before: the catalog read earlier, to save time.

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
        """A completer of statements, with the catalog as it is now and its own connection."""
        return Completer(self._new_cursor(), self.read_catalog())

    def interrupt(self) -> None:
        """Stop the statement that runs; waiting for it raises QueryInterrupted soon after."""
        if self._running is not None:
            self._running.stop()
        with suppress(duckdb.Error):
            self._cursor.interrupt()

    def close(self) -> None:
        """Stop the statement that runs, and forget all results."""
        self.interrupt()
        if self._storage is not None:
            self._storage.close()

    # Internals.

    def _new_cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._store.new_cursor()
        for name, value in CONSOLE_SETTINGS.items():
            # A store outside the sandbox may not allow it: then there is no progress.
            with suppress(duckdb.Error):
                cursor.execute(f"SET {name} = {str(value).lower()}")
        return cursor

    def _admit(
        self, cursor: duckdb.DuckDBPyConnection, text: str, params: Params
    ) -> tuple[Any, dict[str, object]]:
        """One statement as DuckDB parsed it, and the parameters that it names.

        Raises:
            QueryError: it is refused.
            duckdb.Error: it is not a statement.
        """
        (parsed,) = cursor.extract_statements(text)
        named = {name: params[name] for name in parsed.named_parameters if name in params}
        if self._names_may_be_taken:
            give_names_back(cursor)
        if self._filters is not None:
            self._filters.teach(
                cursor, text, (value for value in named.values() if isinstance(value, str))
            )
        try:
            self._store.notes.teach(cursor, "\n".join((text, *map(str, named.values()))))
        except ExplorerError as error:
            raise QueryError(str(error)) from error
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

    def _settled(self, abandoned: bool) -> None:
        """Go on after a statement; an abandoned one keeps its connection."""
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

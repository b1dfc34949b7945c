"""An open store: one interruptible cursor for each thread, without access to anything else.

The corpus is attached read-only to an in-memory database; then access to files, network and
extensions is turned off and the configuration locked. SQL typed at the console can make tables in
the memory database, but neither change the corpus nor reach beyond it.
"""

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from trafficking_explorer.database.notes_table import NotesTable, make_notes_view
from trafficking_explorer.database.sandbox import Limits, lock_down
from trafficking_explorer.database.sql_macros import MACROS
from trafficking_explorer.database.sql_text import quote_text
from trafficking_explorer.database.tables import NOTES_VIEW, table_names
from trafficking_explorer.errors import QueryInterrupted, StoreDamaged, StoreError

Cursor = duckdb.DuckDBPyConnection
CORPUS = "corpus"
"""The name under which the corpus is attached. Our own queries use it (`corpus.records`), so that no
view made at the console can replace a table."""

_DAMAGE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    duckdb.CatalogException,
)


class Store:
    """The tables of one corpus."""

    def __init__(self, connection: Cursor, limits: Limits | None = None) -> None:
        self._connection = connection
        self.limits = limits or Limits()
        self.notes = NotesTable()
        """The reader's notes, for statements and filters that ask for them."""
        self._local = threading.local()

    @classmethod
    def attach(cls, path: Path, limits: Limits | None = None) -> "Store":
        """Open a built store read-only.

        Raises:
            StoreDamaged: the file is not a store as we write them.
        """
        connection = duckdb.connect(":memory:")
        try:
            connection.execute(f"ATTACH {quote_text(str(path))} AS {CORPUS} (READ_ONLY)")
            store = cls(connection, limits)
            store.open_console()
        except duckdb.Error as error:
            connection.close()
            raise StoreDamaged(f"{path}: {error}") from error
        return store

    @staticmethod
    def attach_new(path: Path) -> Cursor:
        """A connection whose current database is a new file, for a build to fill.

        A CHECKPOINT writes it. Until then there is no log and no waiting for the disk: a build that
        is cut short is started again anyway.
        """
        is_file = str(path) != ":memory:"
        connection = duckdb.connect(":memory:") if is_file else connect_without_files()
        connection.execute("SET fsync_mode = 'NONE'")
        # A database in memory has no log to turn off.
        log = " (RECOVERY_MODE no_wal_writes)" if is_file else ""
        connection.execute(f"ATTACH {quote_text(str(path))} AS {CORPUS}{log}")
        connection.execute(f"USE {CORPUS}")
        return connection

    def open_console(self) -> None:
        """Add the views and macros of the console, and lock the connection down."""
        for name in table_names():
            self._connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM {CORPUS}."{name}"')
        make_notes_view(self._connection)
        for macro in MACROS:
            self._connection.execute(macro)
        lock_down(self._connection, self.limits)

    def cursor(self) -> Cursor:
        """This thread's cursor, made when first asked for."""
        cursor: Cursor | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
            # Objects made at the console, in `memory`, must not affect our queries.
            cursor.execute(f"USE {CORPUS}.main")
        return cursor

    def new_cursor(self) -> Cursor:
        """A separate cursor, for a query that another thread may interrupt."""
        return self._connection.cursor()

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one of our own queries on this thread's cursor and take all rows.

        Raises:
            StoreDamaged: the store is not what was built.
            QueryInterrupted: another thread interrupted it.
        """
        try:
            cursor = self.cursor()
            if NOTES_VIEW in sql:
                self.notes.teach(cursor, sql)
            return cursor.execute(sql, list(params)).fetchall()
        except duckdb.Error as error:
            raise as_store_error(error) from error

    def close(self) -> None:
        """Close the file. Queries that are still running fail."""
        with suppress(duckdb.Error):
            self._connection.close()


def as_store_error(error: duckdb.Error) -> QueryInterrupted | StoreDamaged | StoreError:
    """The error of one of our own queries, as one of ours."""
    if isinstance(error, duckdb.InterruptException):
        return QueryInterrupted("interrupted")
    # A failed checksum does not always have a class.
    if isinstance(error, _DAMAGE) or "Corrupt database file" in str(error):
        return StoreDamaged(f"the store is damaged: {error}")
    return StoreError(f"the store cannot answer: {error}")


def connect_without_files() -> Cursor:
    """A database in memory that does not spill; by default it would use the current folder."""
    return duckdb.connect(":memory:", config={"temp_directory": ""})

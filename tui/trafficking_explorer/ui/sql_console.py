"""The console of one store, with its completer, for the threads of the SQL pane."""

import threading
from collections.abc import Mapping

from trafficking_explorer.console.catalog import Catalog
from trafficking_explorer.console.completion import Completer
from trafficking_explorer.console.query_result import QueryResult
from trafficking_explorer.console.session import Console
from trafficking_explorer.console.tokenizer import Statement
from trafficking_explorer.database.connection import Store
from trafficking_explorer.search.filter_sql import filter_reader


class SqlConsole:
    """A console that is opened when it is first needed. All but `interrupt` is for threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._console: Console | None = None
        self._completer: Completer | None = None
        self._lock = threading.Lock()
        """Held while the console is opened, starts a statement or reads its catalog."""

    def read(self, script: str) -> tuple[Statement, ...]:
        """The statements of a script.

        Raises:
            QueryError: one of them is not SQL.
        """
        with self._lock:
            console = self._open()
        return console.read(script)

    def start(self, statement: Statement, params: Mapping[str, object]) -> QueryResult:
        """Start a statement.

        Raises:
            QueryError: another statement is running.
        """
        with self._lock:
            return self._open().start(statement, params)

    def read_catalog(self) -> tuple[Completer, Catalog]:
        """The completer, with the catalog as it is now.

        Raises:
            QueryError: the store is closed.
        """
        with self._lock:
            completer = self._completer
            if completer is None:
                completer = self._completer = self._open().completer()
                return completer, completer.catalog
            catalog = self._open().read_catalog(completer.catalog)
        completer.refresh(catalog)
        return completer, catalog

    def interrupt(self) -> None:
        """Stop the statement that runs."""
        if self._console is not None:
            self._console.interrupt()

    @property
    def own_tables(self) -> list[str]:
        """The names of the reader's tables in the catalog."""
        tables = self._completer.catalog.tables if self._completer else ()
        return [table.name for table in tables if not table.is_of_corpus]

    def _open(self) -> Console:
        """The console; call it with the lock held."""
        if self._console is None:
            self._console = Console(self.store, filter_reader(self.store))
        return self._console

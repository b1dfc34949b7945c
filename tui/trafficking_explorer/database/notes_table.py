"""The table `notes` of the console: the reader's own, which neither the corpus nor its store contains.

It is a view of a variable of the connection, so that nothing can be inserted into it. The variable is
filled when a statement that may read it begins.
"""

import re
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import duckdb

from trafficking_explorer.database.tables import NOTES, NOTES_TABLE
from trafficking_explorer.errors import ExplorerError

_ROWS = "reader_notes"
_STATE = "reader_notes_state"
NOTES_VARIABLES = (_ROWS, _STATE)
"""Variables of a connection: the rows, and the number of the state of the notes that they are from."""
_TYPES = ", ".join(f"{column.name} {column.type}" for column in NOTES_TABLE.columns)
_TYPE = f"STRUCT({_TYPES})[]"
_MENTIONED = re.compile(rf"\b({NOTES}|bookmarked|noted)\b", re.IGNORECASE)
"""The table, and the values of `is:` in a filter that ask for it."""


class ReaderNote(Protocol):
    """A note as it is read; see `workspace.notes.Note`."""

    @property
    def record_type(self) -> str: ...
    @property
    def record_id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def bookmarked(self) -> bool: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def updated_at(self) -> datetime: ...


class NotesSource(Protocol):
    """The notes on one corpus; see `workspace.notes.Notebook`."""

    @property
    def path(self) -> Path: ...
    def read(self) -> Sequence[ReaderNote]:
        """The notes as they are now; the same object as long as they have not changed."""
        ...


class NotesTable:
    """The notes for the connections of one store."""

    def __init__(self) -> None:
        self._open: Callable[[], NotesSource] | None = None
        self._source: NotesSource | None = None
        self._lock = threading.Lock()
        self._notes: Sequence[ReaderNote] = ()
        self._state = 0
        """The number of times that the notes have changed while this store was open."""
        self._is_used = False
        """True once a statement has read them: views may use them invisibly in later ones."""

    def use(self, open_source: Callable[[], NotesSource]) -> None:
        """Take the notes from what a function opens, when they are first asked for."""
        self._open = open_source

    def teach(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
        """Give a connection the present notes before it runs a statement that may read them.

        Raises:
            ExplorerError: the statement names them, and they cannot be read.
            duckdb.InterruptException: the user stopped it.
        """
        is_named = _MENTIONED.search(sql) is not None
        if self._open is None or not (is_named or self._is_used):
            return
        self._is_used = True
        try:
            with self._lock:
                if self._source is None:
                    self._source = self._open()
                notes = self._source.read()
                if notes is not self._notes:
                    self._notes, self._state = notes, self._state + 1
                state = self._state
        except ExplorerError:
            if is_named:
                raise
            return
        try:
            known = cursor.execute(f"SELECT getvariable('{_STATE}')").fetchone()
            if known != (state,) and (state or known != (None,)):
                _fill(cursor, notes, state, str(self._source.path))
        except duckdb.TransactionException:
            # A failed transaction accepts only its end.
            return


def _fill(
    cursor: duckdb.DuckDBPyConnection, notes: Sequence[ReaderNote], state: int, file: str
) -> None:
    columns: list[list[Any]] = [
        [note.record_type for note in notes],
        [note.record_id for note in notes],
        [note.body for note in notes],
        [note.bookmarked for note in notes],
        [note.created_at.isoformat() for note in notes],
        [note.updated_at.isoformat() for note in notes],
        [file] * len(notes),
        [note.title for note in notes],
    ]
    held = ["BOOLEAN" if column.type == "BOOLEAN" else "VARCHAR" for column in NOTES_TABLE.columns]
    lists = ", ".join(f"?::{type_}[]" for type_ in held)
    cursor.execute(f"SET VARIABLE {_ROWS} = CAST(list_zip({lists}) AS {_TYPE})", columns)
    cursor.execute(f"SET VARIABLE {_STATE} = {state}")


def make_notes_view(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the view to the schema of the console."""
    connection.execute(
        f"CREATE VIEW {NOTES} AS SELECT unnest(note) FROM "
        f"(SELECT unnest(CAST(getvariable('{_ROWS}') AS {_TYPE})) AS note)"
    )

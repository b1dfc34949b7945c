"""The reader's state in one SQLite file: earlier queries, editor buffers, and the views of the panes.

Reading and writing never end the program: a disk that is full or read-only, a file that another
version wrote, and a damaged one are all a `StateError`.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TypeVar

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.paths import data_folder
from trafficking_explorer.secure import is_secure

_VERSION = 1
"""Version of the schema; a file with a higher one is left alone."""
_SCHEMA = (
    """
    create table history (
        id integer primary key autoincrement, sql text not null unique,
        at text, seconds real, rows integer, outcome text not null
    )
    """,
    "create table buffers (slot integer primary key, document text not null)",
    "create table views (corpus text primary key, document text not null)",
    f"pragma user_version = {_VERSION}",
)
_BUSY_SECONDS = 1.0
"""Time another explorer may take to write."""
_MOST_OLD_BYTES = 2**26
"""Limit of what is read of the end of a file of an earlier version."""
SENSELESS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""Errors of contents that are not what we wrote."""

T = TypeVar("T")


class StateError(ExplorerError):
    """The state cannot be read or written."""


class State:
    """Reads and writes the file, from any thread; in secure mode it refuses to.

    A damaged file stays where it is and has a successor, `state-2.db` and so on: others may have it
    open, and to rename it beneath them would damage the next one too.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder()

    @property
    def path(self) -> Path:
        """The file in use: the last of its successors."""
        number = 1
        while self._numbered(number + 1).exists():
            number += 1
        return self._numbered(number)

    def read(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Answer a question; creates nothing.

        Raises:
            StateError: there is no file, or it cannot be read.
        """
        path = self.path
        if is_secure() or not path.is_file():
            raise StateError(f"{path}: there is no such file")
        try:
            with closing(self.connect()) as db:
                return question(db)
        except (OSError, sqlite3.Error, *SENSELESS) as error:
            raise _failure(path, error) from error

    def write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Make a change in one transaction; if the file is damaged, in its successor.

        Raises:
            StateError: the change was not made.
        """
        if is_secure():
            raise StateError("secure mode keeps no state")
        path = self.path
        try:
            try:
                return self._write(path, change)
            except sqlite3.DatabaseError as error:
                # Not a subclass: those tell of locks and disks, and not of damage.
                if type(error) is not sqlite3.DatabaseError:
                    raise
            number = int(path.stem.partition("-")[2] or 1)
            return self._write(self._numbered(number + 1), change)
        except (OSError, sqlite3.Error, *SENSELESS) as error:
            raise _failure(path, error) from error

    def take_over(self, name: str, store: Callable[[sqlite3.Connection, bytes], None]) -> None:
        """Store the contents of a file of an earlier version, and then rename it.

        If that is cut short, the file is stored again: `store` has to allow for that. A file that
        makes no sense is renamed too: it may be dear to somebody.
        """
        path = self.folder / name
        if is_secure() or not path.is_file():
            return
        try:
            with path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - _MOST_OLD_BYTES))
                content = file.read()
            self.write(lambda db: store(db, content))
            ending = ".taken-over"
        except OSError:
            return
        except StateError as error:
            if not isinstance(error.__cause__, SENSELESS):
                return
            ending = ".set-aside"
        with suppress(OSError):
            path.replace(path.with_name(path.name + ending))

    def connect(self, path: Path | None = None) -> sqlite3.Connection:
        """Open the file, which has to be there.

        Raises:
            sqlite3.Error: it cannot be opened.
            StateError: a newer version of the program has written it.
        """
        path = path or self.path
        # SQLite reads a write-ahead log only where it may write beside it.
        mode = "mode=rw" if os.access(path.parent, os.W_OK) else "immutable=1"
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        with ExitStack() as unless_returned:
            unless_returned.callback(db.close)
            if _version(db) > _VERSION:
                raise StateError(f"{path}: a newer version of the explorer has written it")
            unless_returned.pop_all()
        return db

    def _write(self, path: Path, change: Callable[[sqlite3.Connection], T]) -> T:
        _create(path)
        # Closing takes back what was not committed.
        with closing(self.connect(path)) as db:
            # Some network disks refuse it; without, readers wait for writers.
            with suppress(sqlite3.OperationalError):
                db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = normal")
            db.execute("begin immediate")
            if _version(db) < _VERSION:
                for statement in _SCHEMA:
                    db.execute(statement)
            result = change(db)
            db.execute("commit")
            return result

    def _numbered(self, number: int) -> Path:
        return self.folder / ("state.db" if number == 1 else f"state-{number}.db")


def storable(text: str) -> str:
    """A text without lone surrogates, which neither SQLite nor an editor takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Private: nobody else is to read what was typed. Not opened if it is there: closing it would
    # release the locks that SQLite holds.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _version(db: sqlite3.Connection) -> int:
    (version,) = db.execute("pragma user_version").fetchone()
    return int(version)


def _failure(path: Path, error: Exception) -> StateError:
    return StateError(f"{path}: {getattr(error, 'strerror', None) or error}")

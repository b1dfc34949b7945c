"""A SQLite file in the reader's data folder, written by several explorers at once.

Reading and writing never end the program: a disk that is full or read-only, a file that another
version wrote, and a damaged one are all a `ReaderFileError`.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import ClassVar, TypeVar

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.paths import data_folder
from trafficking_explorer.secure import is_secure

BUSY_SECONDS = 1.0
"""Time another explorer may take to write."""
SENSELESS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""Errors of contents that are not what we wrote."""

T = TypeVar("T")


class ReaderFileError(ExplorerError):
    """The file cannot be read or written."""


class ReaderFile:
    """Reads and writes the file, from any thread; in secure mode it refuses to.

    A damaged file stays where it is and has a successor, `NAME-2.db` and so on: others may have it
    open, and to rename it beneath them would damage the next one too.
    """

    NAME: ClassVar[str]
    """The name of the file, without its ending."""
    VERSION: ClassVar[int] = 1
    """Version of the schema; a file with a higher one is left alone."""
    SCHEMA: ClassVar[tuple[str, ...]]
    """The statements that make the tables."""
    ERROR: ClassVar[type[ReaderFileError]] = ReaderFileError
    """The class of its errors."""
    SYNCHRONOUS: ClassVar[str] = "normal"
    """SQLite's setting; `full` also keeps the last change if the power fails right after it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """The folder of the file."""
        return self._folder or data_folder()

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
            ReaderFileError: there is no file, or it cannot be read.
        """
        path = self.path
        if is_secure() or not path.is_file():
            raise self.ERROR(f"{path}: there is no such file")
        try:
            with closing(self.connect()) as db:
                return question(db)
        except (OSError, sqlite3.Error, *SENSELESS) as error:
            raise self._failure(path, error) from error

    def write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Make a change in one transaction; if the file is damaged, in its successor.

        Raises:
            ReaderFileError: the change was not made.
        """
        if is_secure():
            raise self.ERROR(f"secure mode keeps no {self.NAME}")
        path = self.path
        try:
            try:
                return self._write(path, change)
            except sqlite3.DatabaseError as error:
                # Not a subclass: those tell of locks and disks, and not of damage.
                if type(error) is not sqlite3.DatabaseError:
                    raise
            number = int(path.stem.rpartition("-")[2]) if path != self._numbered(1) else 1
            return self._write(self._numbered(number + 1), change)
        except (OSError, sqlite3.Error, *SENSELESS) as error:
            raise self._failure(path, error) from error

    def connect(self, path: Path | None = None) -> sqlite3.Connection:
        """Open the file, which has to be there.

        Raises:
            sqlite3.Error: it cannot be opened.
            ReaderFileError: a newer version of the program has written it.
        """
        path = path or self.path
        # SQLite reads a write-ahead log only where it may write beside it.
        mode = "mode=rw" if os.access(path.parent, os.W_OK) else "immutable=1"
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        with ExitStack() as unless_returned:
            unless_returned.callback(db.close)
            if _version(db) > self.VERSION:
                raise self.ERROR(f"{path}: a newer version of the explorer has written it")
            unless_returned.pop_all()
        return db

    def _write(self, path: Path, change: Callable[[sqlite3.Connection], T]) -> T:
        _create(path)
        # Closing takes back what was not committed.
        with closing(self.connect(path)) as db:
            # Some network disks refuse it; without, readers wait for writers.
            with suppress(sqlite3.OperationalError):
                db.execute("pragma journal_mode = wal")
            db.execute(f"pragma synchronous = {self.SYNCHRONOUS}")
            db.execute("begin immediate")
            if _version(db) < self.VERSION:
                for statement in self.SCHEMA:
                    db.execute(statement)
                db.execute(f"pragma user_version = {self.VERSION}")
            result = change(db)
            db.execute("commit")
            return result

    def _numbered(self, number: int) -> Path:
        return self.folder / (f"{self.NAME}.db" if number == 1 else f"{self.NAME}-{number}.db")

    def _failure(self, path: Path, error: Exception) -> ReaderFileError:
        return self.ERROR(f"{path}: {getattr(error, 'strerror', None) or error}")


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

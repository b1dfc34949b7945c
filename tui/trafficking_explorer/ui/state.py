"""The reader's state in one SQLite file: earlier queries, editor buffers, and the views of the panes."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from trafficking_explorer.paths import data_folder
from trafficking_explorer.secure import is_secure
from trafficking_explorer.workspace.reader_file import SENSELESS, ReaderFile, ReaderFileError

_MOST_OLD_BYTES = 2**26
"""Limit of what is read of the end of a file of an earlier version."""


class StateError(ReaderFileError):
    """The state cannot be read or written."""


class State(ReaderFile):
    """The file, `state.db`."""

    NAME = "state"
    SCHEMA = (
        """
        create table history (
            id integer primary key autoincrement, sql text not null unique,
            at text, seconds real, rows integer, outcome text not null
        )
        """,
        "create table buffers (slot integer primary key, document text not null)",
        "create table views (corpus text primary key, document text not null)",
    )
    ERROR = StateError

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(folder or data_folder())

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

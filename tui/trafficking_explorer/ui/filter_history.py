"""Filters that were used before, kept between runs in the reader's data folder."""

import asyncio
import sqlite3
from contextlib import suppress

from trafficking_explorer.ui.state import State, StateError
from trafficking_explorer.workspace.reader_file import storable

_MOST_KEPT = 300
_LONGEST = 4_000
"""Limit of a kept filter, in code points."""
_TABLE = """
create table if not exists filters (id integer primary key autoincrement, line text not null unique)
"""
"""Made with the first filter: a state without it is as good for other versions of the program."""


class FilterHistory:
    """Each filter once, the newest first; without a state, and in secure mode, for this run alone."""

    def __init__(self, state: State | None = None) -> None:
        self._state = state
        self._lines: list[str] = []
        """Of this run, the newest first; after `lines`, with those of earlier ones."""
        self._reading: asyncio.Task[None] | None = None
        """The reading of those of earlier runs, done once."""

    async def lines(self) -> list[str]:
        """All filters; read in a thread the first time."""
        if self._reading is None:
            self._reading = asyncio.create_task(self._take_in_earlier())
        await asyncio.shield(self._reading)
        return list(self._lines)

    async def _take_in_earlier(self) -> None:
        earlier = await asyncio.to_thread(self._read)
        self._lines = list(dict.fromkeys((*self._lines, *earlier)))[:_MOST_KEPT]

    def add(self, line: str) -> bool:
        """Make a filter the newest one; True if it is to be stored with `store`."""
        line = storable(line.strip())
        if not line or len(line) > _LONGEST or self._lines[:1] == [line]:
            return False
        self._lines = [line, *(each for each in self._lines if each != line)][:_MOST_KEPT]
        return self._state is not None

    def store(self, line: str) -> None:
        """Store a filter as the newest, and forget the oldest; called in a thread."""
        if self._state is not None:
            with suppress(StateError):
                self._state.write(lambda db: _add(storable(line.strip()), db))

    def _read(self) -> list[str]:
        if self._state is None:
            return []
        try:
            return self._state.read(_lines)
        except StateError:
            return []


def _add(line: str, db: sqlite3.Connection) -> None:
    db.execute(_TABLE)
    # Replaced, the row has a new number, the highest.
    db.execute("insert or replace into filters (line) values (?)", (line,))
    db.execute(
        "delete from filters where id not in (select id from filters order by id desc limit ?)",
        (_MOST_KEPT,),
    )


def _lines(db: sqlite3.Connection) -> list[str]:
    return [line for (line,) in db.execute("select line from filters order by id desc")]

"""The statements that were run, kept between runs.

A statement is stored when it begins, so that one that ends the program is known too, and again when
it has ended.
"""

import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from trafficking_explorer.ui.state import State, StateError
from trafficking_explorer.workspace.reader_file import SENSELESS, storable

_MOST_KEPT = 500
_LONGEST = 2**18
"""Limit of a stored statement, in code points."""
_MOST_OLD_BYTES = 2**22
"""Limit of what is read of the end of an earlier version's file."""
DONE, FAILED, INTERRUPTED = "done", "failed", "interrupted"
CLOSED = "closed"
"""Outcome of a text that was not run: its buffer was closed."""
OUTCOMES = (DONE, FAILED, INTERRUPTED, CLOSED)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A statement and how it went.

    Attributes:
        at: when it began.
        seconds: how long it took; None if its end is not known.
        rows: how many it returned; None if it returns none, or its end is not known.
        outcome: one of `OUTCOMES`; empty if its end is not known.
    """

    sql: str
    at: datetime | None = None
    seconds: float | None = None
    rows: int | None = None
    outcome: str = ""


class QueryHistory:
    """Reads and adds; what cannot be stored lasts as long as the explorer."""

    def __init__(self, state: State | None = None) -> None:
        self._state = state or State()
        self._here: dict[int, HistoryEntry] = {}
        """Statements that could not be stored, by number."""

    def begin(self, sql: str) -> int:
        """Remember a statement as the newest; returns its number, for `end`."""
        with suppress(StateError):
            if len(sql) <= _LONGEST:
                self._take_over()
                return self._state.write(partial(_add, sql))
        number = -1 - len(self._here)
        self._here[number] = HistoryEntry(sql, datetime.now(UTC))
        return number

    def end(self, number: int, outcome: str, seconds: float, rows: int | None = None) -> None:
        """Remember how a statement went.

        Args:
            outcome: one of `OUTCOMES`.
        """
        if number in self._here:
            entry = self._here[number]
            self._here[number] = replace(entry, outcome=outcome, seconds=seconds, rows=rows)
            return
        with suppress(StateError):
            self._state.write(partial(_end, number, outcome, seconds, rows))

    def runs(self) -> list[HistoryEntry]:
        """Every statement once, as it last went, the newest first."""
        found = list(reversed(self._here.values()))
        with suppress(StateError):
            self._take_over()
            found += self._state.read(_entries)
        newest: dict[str, HistoryEntry] = {}
        for entry in found:
            newest.setdefault(entry.sql, entry)
        return list(newest.values())[:_MOST_KEPT]

    def _take_over(self) -> None:
        self._state.take_over("queries.jsonl", _add_old)


def _add(sql: str, db: sqlite3.Connection) -> int:
    """Store a statement as the newest, instead of its last run, and forget the oldest."""
    number = _insert(sql, datetime.now(UTC).isoformat(timespec="seconds"), db)
    _trim(db)
    return number


def _insert(sql: str, at: str, db: sqlite3.Connection) -> int:
    # Replaced, the row has a new number, the highest.
    insert = "insert or replace into history (sql, at, outcome) values (?, ?, '')"
    return db.execute(insert, (storable(sql), at)).lastrowid or 0


def _end(
    number: int, outcome: object, seconds: object, rows: object, db: sqlite3.Connection
) -> None:
    change = "update history set outcome = ?, seconds = ?, rows = ? where id = ?"
    db.execute(change, (outcome, seconds, rows, number))


def _trim(db: sqlite3.Connection) -> None:
    db.execute(
        "delete from history where id not in (select id from history order by id desc limit ?)",
        (_MOST_KEPT,),
    )


def _entries(db: sqlite3.Connection) -> list[HistoryEntry]:
    """The stored statements, the newest first."""
    return [
        HistoryEntry(sql, _time(at), seconds, rows, outcome)
        for sql, at, seconds, rows, outcome in db.execute(
            "select sql, at, seconds, rows, outcome from history order by id desc"
        )
    ]


def _time(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    return None


def _add_old(db: sqlite3.Connection, content: bytes) -> None:
    """Add the file of an earlier version: JSON objects, one when a statement began, one at its end.

    Stored entries are newer. A line that makes no sense costs only itself.
    """
    stored = {entry.sql for entry in _entries(db)}
    numbers: dict[object, int] = {}
    for line in content[-_MOST_OLD_BYTES:].decode("utf-8", "replace").split("\n"):
        with suppress(*SENSELESS):
            entry = json.loads(line)
            number = entry.get("id")
            if isinstance(sql := entry.get("sql"), str):
                if storable(sql) not in stored:
                    numbers[number] = _insert(sql, str(entry.get("at")), db)
            elif number in numbers and entry["outcome"] in OUTCOMES:
                rows = None if entry["rows"] is None else int(entry["rows"])
                _end(numbers[number], entry["outcome"], float(entry["seconds"]), rows, db)
    _trim(db)

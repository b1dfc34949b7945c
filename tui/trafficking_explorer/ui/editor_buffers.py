"""The texts in the SQL editor, kept between runs and through crashes.

Each running explorer has a slot, and holds its lock as long as it runs. The next one to start takes
over the buffers of every slot that is no longer held.
"""

import json
import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from trafficking_explorer.file_lock import try_lock
from trafficking_explorer.secure import is_secure
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.ui.state import State, StateError
from trafficking_explorer.workspace.reader_file import storable

_FORMAT = "trafficking-explorer buffers 1"
"""Mark of a document that is ours, as in the files of earlier versions."""
_MOST_SLOTS = 100
_NAME = 22
"""Code points of a buffer's name."""


@dataclass(frozen=True, slots=True)
class Buffer:
    """A text in the editor.

    Attributes:
        cursor: line and column, from 0.
        query: the file name of the reader's own query that it came from, without its ending.
    """

    text: str = ""
    cursor: tuple[int, int] = (0, 0)
    query: str = ""

    @property
    def name(self) -> str:
        """The title of its tab."""
        return name_of(self.text)


def name_of(text: str) -> str:
    """The first line of a text's first comment, else its first words."""
    for line in text.splitlines():
        if words := line.strip():
            comment = re.match(r"(?:--|/\*)+\s*(.*?)\s*(?:\*/)?$", words)
            if comment and not comment[1]:
                continue
            return truncate(single_line(comment[1] if comment else text), _NAME)
    return "empty"


class EditorBuffers:
    """Reads and writes; if nothing can be written, `problem` says why.

    In secure mode buffers last as long as the explorer.
    """

    def __init__(self, state: State | None = None) -> None:
        self._state = state or State()
        self._folder = self._state.folder / "buffers"
        """Has the locks of the slots, and the buffers of earlier versions."""
        self.problem: str | None = None
        self._own: int | None = None
        """Our slot."""
        self._held: int | None = None
        """The open lock of our slot."""
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._written = -1
        """The number of the newest state that is stored."""

    def open(self) -> tuple[tuple[Buffer, ...], int]:
        """Take a slot, and the buffers of the slots that nobody holds.

        Returns:
            The buffers, each text once, and the index of the one that was on screen last.
        """
        if is_secure():
            return (), 0
        abandoned: dict[int, int] = {}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for slot, lock in self._free_slots():
                if self._own is None:
                    self._own, self._held = slot, lock
                else:
                    abandoned[slot] = lock
                self._state.take_over(f"buffers/{slot}.json", partial(_add_old, slot))
            found = self._merge(abandoned)
        except (OSError, StateError) as error:
            reason = getattr(error, "strerror", None)
            self.problem = f"{self._folder}: {reason}" if reason else str(error)
            # A file that could not be read is not overwritten.
            self.close()
            return (), 0
        finally:
            for lock in abandoned.values():
                os.close(lock)
        return found

    def write(self, buffers: Sequence[Buffer], active: int, number: int = 0) -> None:
        """Store buffers; from any thread.

        Args:
            active: the index of the one on screen.
            number: a state that is older than the stored one is not written.
        """
        with self._lock:
            if self._own is None or number < self._written:
                return
            self._written = number
            try:
                self._state.write(partial(_store, self._own, buffers, active))
            except StateError as error:
                self.problem = str(error)
            else:
                self.problem = None

    def close(self) -> None:
        """Release the slot: the next explorer takes its buffers over."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            if self._held is not None:
                os.close(self._held)
            self._own = self._held = self._connection = None

    def _free_slots(self) -> Iterator[tuple[int, int]]:
        """Slots that nobody holds, with their locks, which we hold now: used ones, and at least one."""
        used = []
        with suppress(StateError):
            used = self._state.read(lambda db: db.execute("select slot from buffers").fetchall())
        for slot in range(_MOST_SLOTS):
            if self._own is None or (slot,) in used or (self._folder / f"{slot}.json").exists():
                lock = os.open(self._folder / f"{slot}.lock", os.O_RDWR | os.O_CREAT, 0o600)
                if try_lock(lock):
                    yield slot, lock
                else:
                    os.close(lock)

    def _merge(self, abandoned: Iterable[int]) -> tuple[tuple[Buffer, ...], int]:
        """Move the buffers of abandoned slots into ours; returns them all, and the active one."""
        if self._own is None:
            raise StateError(f"{self._folder}: {_MOST_SLOTS} explorers have buffers already")
        slots = (self._own, *abandoned)
        try:
            found = self._state.write(partial(_move, slots))
        except StateError as error:
            self.problem = str(error)
            return self._state.read(partial(_select, slots))
        # The last connection to be closed waits for the disk: with this one, no write is the last.
        self._connection = self._state.connect()
        return found


def _move(slots: Sequence[int], db: sqlite3.Connection) -> tuple[tuple[Buffer, ...], int]:
    """Move the buffers of slots, and those of earlier versions, into the first slot."""
    buffers, active = _select(slots, db)
    db.executemany("delete from buffers where slot < 0 or slot = ?", [(slot,) for slot in slots])
    _store(slots[0], buffers, active, db)
    return buffers, active


def _select(slots: Sequence[int], db: sqlite3.Connection) -> tuple[tuple[Buffer, ...], int]:
    """The buffers of slots, each text once, and the index of the one that was on screen."""
    by_text: dict[str, Buffer] = {}
    active = ""
    for (document,) in db.execute(
        "select document from buffers"
        f" where slot < 0 or slot in ({', '.join('?' * len(slots))}) order by abs(slot)",
        slots,
    ):
        buffers, at = _from_json(document)
        active = active or (buffers[at].text if buffers else "")
        for each in buffers:
            by_text.setdefault(each.text, each)
    texts = [text for text in by_text if text.strip()]
    found = tuple(by_text[text] for text in texts)
    return found, texts.index(active) if active in texts else 0


def _store(slot: int, buffers: Sequence[Buffer], active: int, db: sqlite3.Connection) -> None:
    """Store the buffers of a slot instead of those that it has."""
    document = {
        "format": _FORMAT,
        "active": active,
        "buffers": [[each.text, each.cursor, each.query] for each in buffers],
    }
    db.execute("insert or replace into buffers values (?, ?)", (slot, json.dumps(document)))


def _add_old(slot: int, db: sqlite3.Connection, content: bytes) -> None:
    """Add the file of an earlier version, as a slot that nobody can hold.

    Raises:
        ValueError, TypeError, LookupError, RecursionError: it makes no sense.
    """
    _from_json(content)
    db.execute("insert or replace into buffers values (?, ?)", (-1 - slot, content.decode()))


def _from_json(document: bytes | str) -> tuple[tuple[Buffer, ...], int]:
    """The buffers of a slot, and the index of the active one."""
    value = json.loads(document)
    if value["format"] != _FORMAT:
        raise ValueError(document[:100])
    buffers = tuple(
        Buffer(storable(text), (max(0, int(line)), max(0, int(column))), str(query))
        for text, (line, column), query in value["buffers"]
    )
    active = value["active"]
    return buffers, active if isinstance(active, int) and 0 <= active < len(buffers) else 0

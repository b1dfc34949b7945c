"""The reader's bookmarks and notes, in a file of the data folder: neither in a corpus nor in its store."""

import hashlib
import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from trafficking_explorer.errors import CorpusError
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.secure import is_secure
from trafficking_explorer.workspace.reader_file import ReaderFile, ReaderFileError, storable

Key = tuple[str, str]
"""Type and id of a record, or of a finding."""

LONGEST_NOTE = 50_000
"""Code points of a note."""
_MOST_TITLE = 1_000
"""Code points of a title that are kept."""
_COLUMNS = "record_type, record_id, title, body, bookmarked, created_at, updated_at"


@dataclass(frozen=True, slots=True)
class Note:
    """A bookmark, a note, or both, on one record.

    Attributes:
        title: of the record when it was last bookmarked or noted; it may be gone since.
        body: empty for a mere bookmark.
        created_at: and `updated_at`: in UTC.
    """

    record_type: str
    record_id: str
    title: str
    body: str
    bookmarked: bool
    created_at: datetime
    updated_at: datetime

    @property
    def key(self) -> Key:
        """Type and id of the record."""
        return self.record_type, self.record_id


class NotesFile(ReaderFile):
    """The file of all corpora."""

    NAME = "notes"
    SCHEMA = (
        """
        create table notes (
            corpus text not null,
            record_type text not null,
            record_id text not null,
            title text not null,
            body text not null,
            bookmarked integer not null,
            created_at text not null,
            updated_at text not null,
            primary key (corpus, record_type, record_id)
        )
        """,
        "create table changes (corpus text primary key, number integer not null)",
    )
    SYNCHRONOUS = "full"


class Notebook:
    """The notes on one corpus, read and written from any thread; in secure mode there are none.

    Each change touches one note and only what it is about: of two explorers that write the same note,
    the last one wins, and a bookmark does not undo the words that the other has saved.
    """

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        """Open no file yet.

        Args:
            root: the corpus folder.
            folder: the data folder.
        """
        self._file = NotesFile(folder)
        self._corpus = corpus_key(root)
        self._read: tuple[tuple[Path, int], tuple[Note, ...]] | None = None
        """The notes of a state of the file, by the number of their last change."""

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    def read(self) -> tuple[Note, ...]:
        """All notes, the last changed first; none if there is no file.

        Raises:
            ReaderFileError: the file cannot be read.
        """
        if is_secure() or not self.path.is_file():
            return ()
        path = self.path
        known = self._read

        def question(db: sqlite3.Connection) -> tuple[tuple[Path, int], tuple[Note, ...]]:
            if not db.execute("select 1 from sqlite_master where name = 'notes'").fetchone():
                # Created, and then the disk was full.
                return (path, 0), ()
            db.execute("begin")
            state = path, _number(db, self._corpus)
            if known is not None and known[0] == state:
                return known
            rows = db.execute(
                f"select {_COLUMNS} from notes where corpus = ? "
                "order by updated_at desc, record_type, record_id",
                (self._corpus,),
            )
            return state, tuple(map(_note, rows))

        self._read = self._file.read(question)
        return self._read[1]

    def toggle_bookmark(self, key: Key, title: str) -> bool:
        """Bookmark a record, or remove the bookmark; true if it has one now.

        Raises:
            ReaderFileError: nothing was changed.
        """

        def change(db: sqlite3.Connection) -> bool:
            before = self._find(db, key)
            is_set = not (before and before.bookmarked)
            body = before.body if before else ""
            self._put(db, key, title, body, is_set, before)
            return is_set

        return self._file.write(change)

    def save(self, key: Key, title: str, body: str) -> None:
        """Keep the words of a note; without any, the note is removed, and a bookmark stays.

        Raises:
            ReaderFileError: nothing was changed.
        """
        body = _body(body)
        if len(body) > LONGEST_NOTE:
            raise ReaderFileError(
                f"a note has at most {LONGEST_NOTE:,} characters, and this one {len(body):,}"
            )

        def change(db: sqlite3.Connection) -> None:
            before = self._find(db, key)
            self._put(db, key, title, body, bool(before and before.bookmarked), before)

        self._file.write(change)

    def remove(self, key: Key) -> None:
        """Remove bookmark and note of a record.

        Raises:
            ReaderFileError: nothing was changed.
        """
        self._file.write(partial(self._put, key=key, title="", body="", bookmarked=False))

    def move(self, key: Key, to: Key, title: str) -> bool:
        """Give a note to the record with the new id; false if that one has a note.

        Raises:
            ReaderFileError: nothing was changed.
        """

        def change(db: sqlite3.Connection) -> bool:
            before = self._find(db, key)
            if before is None or self._find(db, to) is not None:
                return False
            db.execute(
                "update notes set record_type = ?, record_id = ?, title = ?, updated_at = ? "
                "where corpus = ? and record_type = ? and record_id = ?",
                (*map(storable, to), _title(title), _now(), self._corpus, *map(storable, key)),
            )
            self._count_up(db)
            return True

        return self._file.write(change)

    def _find(self, db: sqlite3.Connection, key: Key) -> Note | None:
        row = db.execute(
            f"select {_COLUMNS} from notes where corpus = ? and record_type = ? and record_id = ?",
            (self._corpus, *map(storable, key)),
        ).fetchone()
        return _note(row) if row else None

    def _put(
        self,
        db: sqlite3.Connection,
        key: Key,
        title: str,
        body: str,
        bookmarked: bool,
        before: Note | None = None,
    ) -> None:
        place = (self._corpus, *map(storable, key))
        if body or bookmarked:
            now = _now()
            # One that the corpus no longer has keeps the title that it had.
            title = title or (before.title if before else "")
            created = before.created_at.isoformat() if before else now
            db.execute(
                "insert or replace into notes values (?, ?, ?, ?, ?, ?, ?, ?)",
                (*place, _title(title), body, bookmarked, created, now),
            )
        else:
            db.execute(
                "delete from notes where corpus = ? and record_type = ? and record_id = ?", place
            )
        self._count_up(db)

    def _count_up(self, db: sqlite3.Connection) -> None:
        db.execute(
            "insert into changes values (?, 1) "
            "on conflict (corpus) do update set number = number + 1",
            (self._corpus,),
        )


def corpus_key(root: Path) -> str:
    """A name for a corpus that does not reveal its path.

    The bundled corpus has the same one wherever the program is installed: a new version finds the notes.
    """
    resolved = root.resolve()
    with suppress(CorpusError):
        if resolved == bundled_corpus().resolve():
            return "bundled"
    return hashlib.blake2b(os.fsencode(resolved), digest_size=16).hexdigest()


def note_lines(root: Path, key: Key) -> list[str]:
    """The reader's bookmark and note on a record, as lines to print after it."""
    try:
        note = next((each for each in Notebook(root).read() if each.key == key), None)
    except ReaderFileError as error:
        return [f"your notes cannot be read: {error}"]
    if note is None:
        return []
    day = note.updated_at.astimezone().date().isoformat()
    if not note.body:
        return [f"bookmarked by you ({day})"]
    mark = ", bookmarked" if note.bookmarked else ""
    return [f"your note ({day}{mark}):", *(f"    {line}" for line in note.body.split("\n"))]


def _number(db: sqlite3.Connection, corpus: str) -> int:
    """The number of changes to the notes on a corpus."""
    found = db.execute("select number from changes where corpus = ?", (corpus,)).fetchone()
    return int(found[0]) if found else 0


def _note(row: tuple[object, ...]) -> Note:
    """A note from its row.

    Raises:
        ValueError: the row is not one that we wrote.
    """
    *texts, bookmarked, created, updated = row
    record_type, record_id, title, body = map(str, texts)
    return Note(
        record_type, record_id, title, body, bool(bookmarked), _time(created), _time(updated)
    )


def _time(text: object) -> datetime:
    return datetime.fromisoformat(str(text)).astimezone(UTC)


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _title(text: str) -> str:
    return storable(text[:_MOST_TITLE])


def _body(text: str) -> str:
    """The words of a note; one of nothing but white space is empty. NUL ends a text in SQLite's shell."""
    body = storable(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return body.rstrip() if body.strip() else ""

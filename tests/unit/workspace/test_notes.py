"""The file of bookmarks and notes: several explorers, damage, full and read-only disks, hostile text."""

import multiprocessing
import os
import sqlite3
import string
from contextlib import closing
from datetime import UTC
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer import secure
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.workspace import reader_file
from trafficking_explorer.workspace.notes import (
    LONGEST_NOTE,
    Note,
    Notebook,
    NotesFile,
    corpus_key,
    note_lines,
)
from trafficking_explorer.workspace.reader_file import ReaderFileError

CORPUS = Path("/some/corpus")
EPERVIER = ("operation", "epervier")
INTERPOL = ("agency", "interpol")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "a" / "data"


@pytest.fixture
def book(folder: Path) -> Notebook:
    """The notes on a corpus."""
    return Notebook(CORPUS, folder)


def on(book: Notebook, key: tuple[str, str]) -> Note:
    """The note on a record."""
    (found,) = (note for note in book.read() if note.key == key)
    return found


def test_asking_creates_nothing(book: Notebook, folder: Path) -> None:
    """Before the first bookmark there are none, and no file."""
    assert book.read() == ()
    assert not folder.exists()


def test_a_bookmark_comes_and_goes(book: Notebook) -> None:
    """With the title of its record, and its time in UTC."""
    assert book.toggle_bookmark(EPERVIER, "Operation Épervier")
    note = on(book, EPERVIER)
    assert (note.title, note.body, note.bookmarked) == ("Operation Épervier", "", True)
    assert note.created_at == note.updated_at
    assert note.created_at.tzinfo == UTC
    assert not book.toggle_bookmark(EPERVIER, "Operation Épervier")
    assert book.read() == ()


def test_a_note_without_words_is_removed(book: Notebook) -> None:
    """White space does not count; a bookmark on the record stays."""
    book.save(EPERVIER, "E", "first\n\n  second \n")
    assert on(book, EPERVIER).body == "first\n\n  second"
    book.toggle_bookmark(EPERVIER, "E")
    book.save(EPERVIER, "E", " \n\t ")
    assert (on(book, EPERVIER).body, on(book, EPERVIER).bookmarked) == ("", True)
    book.save(INTERPOL, "I", "words")
    book.save(INTERPOL, "I", "")
    assert [note.key for note in book.read()] == [EPERVIER]


def test_a_change_touches_only_what_it_is_about(book: Notebook, folder: Path) -> None:
    """Words that another explorer has saved outlive a bookmark, and the other way round."""
    other = Notebook(CORPUS, folder)
    assert book.read() == ()
    other.save(EPERVIER, "E", "theirs")
    assert book.toggle_bookmark(EPERVIER, "E")
    assert [(note.body, note.bookmarked) for note in other.read()] == [("theirs", True)]
    other.save(EPERVIER, "E", "the last")
    assert [(note.body, note.bookmarked) for note in book.read()] == [("the last", True)]
    created = on(book, EPERVIER).created_at
    assert created < on(book, EPERVIER).updated_at


def test_the_last_changed_comes_first(book: Notebook) -> None:
    """So the list begins with what the reader is at."""
    for name in "abc":
        book.save(("tool", name), name, name)
    book.save(("tool", "a"), "a", "again")
    assert [note.record_id for note in book.read()] == ["a", "c", "b"]


def test_unchanged_notes_are_not_read_again(book: Notebook, folder: Path) -> None:
    """The same object says that nothing has changed, in this explorer and in others."""
    book.save(EPERVIER, "E", "a")
    before = book.read()
    assert book.read() is before
    Notebook(Path("/another"), folder).save(EPERVIER, "E", "elsewhere")
    assert book.read() is before
    Notebook(CORPUS, folder).save(EPERVIER, "E", "b")
    assert on(book, EPERVIER).body == "b"


def test_each_corpus_has_its_own(folder: Path, tmp_path: Path) -> None:
    """By its folder, however that is reached; the file does not tell where it is."""
    real = tmp_path / "real-name"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    Notebook(real, folder).save(EPERVIER, "E", "mine")
    assert Notebook(tmp_path / "link", folder).read() == Notebook(real, folder).read() != ()
    assert Notebook(tmp_path, folder).read() == ()
    assert b"real-name" not in NotesFile(folder).path.read_bytes()
    assert corpus_key(bundled_corpus()) == "bundled"


def test_a_record_that_is_gone_keeps_its_title(book: Notebook) -> None:
    """The title is not known any more when its note is changed."""
    book.toggle_bookmark(EPERVIER, "Operation Épervier")
    book.save(EPERVIER, "", "gone")
    assert on(book, EPERVIER).title == "Operation Épervier"


def test_a_note_moves_to_a_new_id(book: Notebook) -> None:
    """Unless the record of that id has a note already: then both stay."""
    new = ("operation", "epervier-2")
    book.save(EPERVIER, "E", "words")
    assert book.move(EPERVIER, new, "E II")
    assert [(note.key, note.title, note.body) for note in book.read()] == [(new, "E II", "words")]
    book.save(EPERVIER, "E", "old")
    assert not book.move(EPERVIER, new, "E II")
    assert not book.move(INTERPOL, EPERVIER, "")
    assert {note.body for note in book.read()} == {"words", "old"}


HOSTILE = [
    "'; drop table notes; --",
    "\x1b[31mred\x07 \u202eright to left",
    "a\r\nb\rc",
    "e\u0301 \U0001f575\u200d\u2640\ufe0f 漢字",
    "[bold]markup[/bold] %s {0}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back(book: Notebook, text: str) -> None:
    """Lines end alike; nothing in a title, an id or a note is read as SQL."""
    book.save((text, text), text, text)
    (note,) = book.read()
    assert note.key == (text, text)
    assert note.body == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(), st.text(), st.text(string.printable))
def test_no_text_fails(tmp_path_factory: pytest.TempPathFactory, a: str, b: str, c: str) -> None:
    """Surrogates and NUL are replaced."""
    book = Notebook(CORPUS, tmp_path_factory.mktemp("data"))
    book.save((a, b), c, f"{a}{b}")
    book.toggle_bookmark((f"{a}\ud800", b), f"\0{c}")
    assert len(book.read()) == 1 + bool(f"{a}{b}".replace("\0", "").strip())


def test_a_note_has_a_limit(book: Notebook) -> None:
    """A note that is too long is refused, with both numbers, and the one before stays."""
    book.save(EPERVIER, "E" * 5_000, "x" * LONGEST_NOTE)
    assert len(on(book, EPERVIER).title) < 5_000
    with pytest.raises(ReaderFileError, match=r"at most 50,000 characters, and this one 50,001"):
        book.save(EPERVIER, "E", "y" * (LONGEST_NOTE + 1))
    assert on(book, EPERVIER).body[0] == "x"


def test_ten_thousand_notes(book: Notebook, folder: Path) -> None:
    """They are read in a moment, and a further one is written in a moment."""
    book.toggle_bookmark(EPERVIER, "E")
    row = (
        corpus_key(CORPUS),
        "statistic",
        "T",
        "words " * 20,
        1,
        *["2026-01-01T00:00:00+00:00"] * 2,
    )
    rows = ((row[0], row[1], f"s-{i}", *row[2:]) for i in range(10_000))
    NotesFile(folder).write(
        lambda db: db.executemany("insert into notes values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    )
    book.toggle_bookmark(INTERPOL, "I")
    began = process_time()
    assert len(book.read()) == 10_002
    assert book.toggle_bookmark(("statistic", "s-5000"), "T") is False
    assert process_time() - began < 2


# The file.


@pytest.mark.skipif(os.name == "nt", reason="file modes")
def test_nobody_else_can_read_it(book: Notebook, folder: Path) -> None:
    """Notes are private."""
    book.save(EPERVIER, "E", "private")
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


@pytest.mark.parametrize("content", [b"\xff" * 10_000, b"SQLite format 3\0" + bytes(5_000)])
def test_a_damaged_file_has_a_successor(book: Notebook, content: bytes) -> None:
    """It is told, and stays as it is; the next note goes into `notes-2.db`."""
    book.save(EPERVIER, "E", "old")
    damaged = book.path
    damaged.write_bytes(content)
    with pytest.raises(ReaderFileError, match=r"notes\.db: "):
        book.read()
    book.save(EPERVIER, "E", "new")
    assert book.path.name == "notes-2.db"
    assert on(book, EPERVIER).body == "new"
    assert damaged.read_bytes() == content


def test_a_row_that_makes_no_sense_is_told(book: Notebook, folder: Path) -> None:
    """A wrong time, as of another program that wrote into the file."""
    book.save(EPERVIER, "E", "words")
    NotesFile(folder).write(lambda db: db.execute("update notes set updated_at = 'yesterday'"))
    with pytest.raises(ReaderFileError, match="yesterday"):
        Notebook(CORPUS, folder).read()


@pytest.mark.parametrize("content", [b"", b"SQLite"])
def test_a_file_that_was_cut_off_at_once_is_used(
    book: Notebook, folder: Path, content: bytes
) -> None:
    """As after a power failure at the first bookmark."""
    folder.mkdir(parents=True)
    (folder / "notes.db").write_bytes(content)
    if not content:
        assert book.read() == ()
    assert book.toggle_bookmark(EPERVIER, "E")
    assert on(book, EPERVIER).bookmarked


def test_a_newer_version_is_left_alone(book: Notebook) -> None:
    """It is neither read nor written, and that is said."""
    book.save(EPERVIER, "E", "a")
    with closing(sqlite3.connect(book.path)) as db:
        db.execute("pragma user_version = 1000")
    for do in (book.read, lambda: book.save(EPERVIER, "E", "b")):
        with pytest.raises(ReaderFileError, match="newer version"):
            do()


def test_a_disk_that_may_only_be_read(book: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notes are there; a change is refused."""
    book.save(EPERVIER, "E", "a")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert on(book, EPERVIER).body == "a"
    with pytest.raises(ReaderFileError, match="readonly"):
        book.save(EPERVIER, "E", "b")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """The message says where."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ReaderFileError, match=r"notes\.db: "):
        Notebook(CORPUS, tmp_path / "file" / "data").toggle_bookmark(EPERVIER, "E")


def test_a_full_disk_leaves_what_there_was(
    book: Notebook, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A note that does not fit is refused, and the one before stays."""
    book.save(EPERVIER, "E", "before")
    connect = NotesFile.connect

    def connect_to_full_disk(self: NotesFile, path: Path | None = None) -> sqlite3.Connection:
        db = connect(self, path)
        db.execute("pragma max_page_count = 6")
        return db

    monkeypatch.setattr(NotesFile, "connect", connect_to_full_disk)
    with pytest.raises(ReaderFileError, match="full"):
        book.save(EPERVIER, "E", "x" * LONGEST_NOTE)
    assert on(book, EPERVIER).body == "before"


def test_secure_mode_has_no_notes(book: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """None are shown, and none are written."""
    book.save(EPERVIER, "E", "of another visitor")
    monkeypatch.setenv(secure.VARIABLE, "1")
    assert book.read() == ()
    with pytest.raises(ReaderFileError, match="secure mode keeps no notes"):
        book.save(EPERVIER, "E", "mine")


def _write_many(folder: Path, explorer: int, start: Barrier) -> None:
    # However long others that write are in the way.
    reader_file.BUSY_SECONDS = 600
    book = Notebook(CORPUS, folder)
    start.wait(600)
    for i in range(10):
        book.save(("operation", f"{explorer}-{i}"), "T", f"{explorer} {i}")
        book.save(EPERVIER, "E", f"{explorer} {i}")


def test_explorers_that_write_at_once_lose_nothing(book: Notebook, folder: Path) -> None:
    """Also where none has begun yet; of the note that all write, one version is left whole."""
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(3)
    explorers = [spawn.Process(target=_write_many, args=(folder, i, start)) for i in range(3)]
    for explorer in explorers:
        explorer.start()
    for explorer in explorers:
        explorer.join(600)
        assert explorer.exitcode == 0
    bodies = {note.key: note.body for note in book.read()}
    assert bodies.pop(EPERVIER) in {f"{explorer} 9" for explorer in range(3)}
    assert sorted(bodies.values()) == sorted(f"{n} {i}" for n in range(3) for i in range(10))


# As lines.


def test_a_note_as_lines(book: Notebook, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`show` prints it line by line; a file that cannot be read does not keep the record back."""
    monkeypatch.setattr(reader_file, "data_folder", lambda: folder)
    assert note_lines(CORPUS, EPERVIER) == []
    book.toggle_bookmark(EPERVIER, "E")
    day = on(book, EPERVIER).updated_at.astimezone().date()
    assert note_lines(CORPUS, EPERVIER) == [f"bookmarked by you ({day})"]
    book.save(EPERVIER, "E", "one\n\ntwo")
    lines = [f"your note ({day}, bookmarked):", "    one", "    ", "    two"]
    assert note_lines(CORPUS, EPERVIER) == lines
    assert note_lines(CORPUS, INTERPOL) == []
    book.path.write_bytes(b"\xff" * 5_000)
    (line,) = note_lines(CORPUS, EPERVIER)
    assert line.startswith(f"your notes cannot be read: {book.path}: ")

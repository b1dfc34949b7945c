"""The file of the reader's state: damage, full and read-only disks, other versions, other explorers."""

import multiprocessing
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from trafficking_explorer.ui.state import State, StateError
from trafficking_explorer.workspace import reader_file as module


def add(text: str) -> Callable[[sqlite3.Connection], object]:
    """A change that adds a row."""
    return lambda db: db.execute("insert or replace into views values (?, ?)", (text, "x" * 3_000))


def add_many(db: sqlite3.Connection) -> None:
    """A change that adds many rows."""
    for i in range(20):
        add(f"many {i}")(db)


def texts(state: State) -> set[str]:
    """The rows that were added."""
    return {
        text for (text,) in state.read(lambda db: db.execute("select corpus from views").fetchall())
    }


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A state in a folder that is not there yet."""
    return State(tmp_path / "a" / "b")


def test_a_change_is_there_for_all(state: State) -> None:
    """Also for another explorer, and through a connection that is kept open."""
    state.write(add("a"))
    with closing(state.connect()):
        state.write(add("b"))
        assert texts(State(state.folder)) == {"a", "b"}
    assert state.path == state.folder / "state.db"


def test_asking_creates_nothing(state: State) -> None:
    """Before the first change there is nothing to read."""
    with pytest.raises(StateError):
        texts(state)
    assert not state.folder.exists()


def test_a_change_that_fails_changes_nothing(state: State) -> None:
    """Its parts are taken back."""

    def fail(db: sqlite3.Connection) -> None:
        add("b")(db)
        raise ValueError("nonsense")

    state.write(add("a"))
    with pytest.raises(StateError, match="nonsense"):
        state.write(fail)
    assert texts(state) == {"a"}


@pytest.mark.skipif(os.name == "nt", reason="file modes")
def test_nobody_else_can_read_it(state: State) -> None:
    """Neither the file nor those that SQLite puts beside it."""
    state.write(add("a"))
    with closing(state.connect()):
        state.write(add("b"))
        found = list(state.folder.iterdir())
        assert len(found) == 3
        assert all(path.stat().st_mode & 0o077 == 0 for path in found)


def damaged(path: Path) -> bytes:
    """A sound file with rows whose pages are overwritten."""
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    return bytes(data)


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: b"\xff" * 10_000,
        lambda path: b'{"my": "own notes"}' * 100,
        lambda path: b"SQLite format 3\0" + bytes(5_000),
        damaged,
    ],
)
def test_a_damaged_file_has_a_successor(state: State, damage: Callable[[Path], bytes]) -> None:
    """It cannot be read, and stays as it is; from the next change on its successor counts."""
    state.write(add_many)
    for name in ("state.db", "state-2.db"):
        assert state.path.name == name
        content = damage(state.path)
        state.path.write_bytes(content)
        with pytest.raises(StateError):
            texts(state)
        state.write(add("new"))
        assert texts(State(state.folder)) == {"new"}
        assert (state.folder / name).read_bytes() == content
        state.write(add_many)


@pytest.mark.parametrize("content", [b"", b"SQLite"])
def test_a_file_that_was_cut_off_at_once_is_used(state: State, content: bytes) -> None:
    """As after a power failure at the first start."""
    state.folder.mkdir(parents=True)
    state.path.write_bytes(content)
    with pytest.raises(StateError):
        texts(state)
    state.write(add("new"))
    assert texts(state) == {"new"}


def test_a_newer_version_is_left_alone(state: State) -> None:
    """It is neither read nor written, and that can be said."""
    state.write(add("a"))
    with closing(sqlite3.connect(state.path)) as db:
        db.execute("pragma user_version = 1000")
    before = state.path.read_bytes()
    with pytest.raises(StateError, match="newer version"):
        texts(state)
    with pytest.raises(StateError, match="newer version"):
        state.write(add("b"))
    assert state.path.read_bytes() == before


def test_what_is_no_file_is_left_alone(state: State) -> None:
    """A folder of that name, or a pipe, which would keep a reader waiting for ever."""
    state.path.mkdir(parents=True)
    for make in (None, os.mkfifo) if os.name != "nt" else (None,):
        if make:
            state.path.rmdir()
            make(state.path)
        with pytest.raises(StateError):
            texts(state)
        with pytest.raises(StateError):
            state.write(add("a"))
    assert state.path.exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """The message says where."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match=r"state\.db: "):
        State(tmp_path / "file" / "data").write(add("a"))


def test_a_folder_that_may_only_be_read(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file can be read, without anything being written beside it."""
    state.write(add("a"))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with closing(state.connect()) as db:
        assert db.execute("select count(*) from views").fetchone() == (1,)
        assert list(state.folder.iterdir()) == [state.path]
    assert texts(state) == {"a"}
    with pytest.raises(StateError, match="readonly"):
        state.write(add("b"))


def test_a_full_disk_leaves_what_there_was(state: State) -> None:
    """A change that does not fit is not made at all."""
    state.write(add("a"))

    def fill(db: sqlite3.Connection) -> None:
        db.execute("pragma max_page_count = 8")
        for i in range(100):
            add(str(i))(db)

    with pytest.raises(StateError, match="full"):
        state.write(fill)
    assert texts(state) == {"a"}


def _write_many(folder: Path, explorer: int, start: Barrier) -> None:
    # However long others that write are in the way.
    module.BUSY_SECONDS = 600
    start.wait(600)
    for i in range(10):
        State(folder).write(add(f"{explorer} {i}"))


@pytest.mark.parametrize("content", [None, b"\xff" * 10_000], ids=["new", "damaged"])
def test_explorers_that_write_at_once_lose_nothing(state: State, content: bytes | None) -> None:
    """Also where none has begun yet, or where each finds a damaged file."""
    if content is not None:
        state.folder.mkdir(parents=True)
        state.path.write_bytes(content)
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(3)
    explorers = [spawn.Process(target=_write_many, args=(state.folder, i, start)) for i in range(3)]
    for explorer in explorers:
        explorer.start()
    for explorer in explorers:
        explorer.join(600)
        assert explorer.exitcode == 0
    assert texts(state) == {f"{explorer} {i}" for explorer in range(3) for i in range(10)}


def test_an_explorer_that_hangs_holds_nobody_up(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If one was stopped while it wrote, others can read; their changes are refused in the end."""
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    state.write(add("a"))
    with closing(state.connect()) as hanging:
        hanging.execute("begin immediate")
        add("b")(hanging)
        assert texts(state) == {"a"}
        with pytest.raises(StateError, match="locked"):
            state.write(add("c"))
    state.write(add("c"))
    assert texts(state) == {"a", "c"}


# Files of earlier versions.


def store(db: sqlite3.Connection, content: bytes) -> None:
    """Takes over words; digits make no sense."""
    if content.isdigit():
        raise ValueError(content)
    add(content.decode())(db)


def files(state: State) -> set[str]:
    """The names of the files that are not the database's."""
    return {each.name for each in state.folder.iterdir() if not each.name.startswith("state")}


def test_an_old_file_is_taken_over_once(state: State) -> None:
    """It stays under another name; one that appears later is taken over too."""
    state.folder.mkdir(parents=True)
    for content in ("a", "b"):
        (state.folder / "old").write_text(content)
        for _ in range(2):
            state.take_over("old", store)
        assert files(state) == {"old.taken-over"}
    assert texts(state) == {"a", "b"}


def test_a_takeover_that_is_cut_short_is_repeated(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that could not be stored, or not be renamed, is where it was."""
    state.folder.mkdir(parents=True)
    (state.folder / "old").write_text("a")

    def fail(*paths: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_create", fail)
        state.take_over("old", store)
    assert files(state) == {"old"}
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        state.take_over("old", store)
    assert (files(state), texts(state)) == ({"old"}, {"a"})
    state.take_over("old", store)
    assert (files(state), texts(state)) == ({"old.taken-over"}, {"a"})


def test_an_old_file_that_makes_no_sense_is_set_aside(state: State) -> None:
    """It is not deleted: somebody may want it."""
    state.folder.mkdir(parents=True)
    (state.folder / "old").write_text("17")
    (state.folder / "folder").mkdir()
    for name in ("old", "folder", "absent"):
        state.take_over(name, store)
    assert files(state) == {"old.set-aside", "folder"}
    assert (state.folder / "old.set-aside").read_text() == "17"

"""The editor's buffers, kept between runs, through crashes, and beside other explorers."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from trafficking_explorer.file_lock import try_lock
from trafficking_explorer.ui import editor_buffers
from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers, name_of
from trafficking_explorer.ui.state import State

A, B, C = Buffer("select 1", (0, 3)), Buffer("-- b\nselect 'é\ud7ff'", (1, 0), "b"), Buffer("c")

TYPES = """
import sys, time
from pathlib import Path
from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers
from trafficking_explorer.ui.state import State
buffers = EditorBuffers(State(Path(sys.argv[1])))
buffers.open()
for i in range(10**9):
    buffers.write([Buffer(f"select {i} -- " + "x" * 10_000)], 0, i)
    if i == 20:
        print("ready", flush=True)
"""


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A state in a folder that is not there yet."""
    return State(tmp_path / "data")


def test_buffers_come_back(state: State) -> None:
    """As they were, with the cursor, and the one that was on screen."""
    one = EditorBuffers(state)
    assert one.open() == ((), 0)
    one.write([A, B, C], 1)
    one.close()
    assert EditorBuffers(state).open() == ((A, B, C), 1)


def test_two_explorers_do_not_write_over_each_other(state: State) -> None:
    """Each has its own; the next one has what both had."""
    one, other = EditorBuffers(state), EditorBuffers(state)
    one.open()
    one.write([A], 0)
    assert other.open() == ((), 0)
    other.write([B, C], 1)
    one.write([A, C], 0)
    other.close()
    one.close()
    third = EditorBuffers(state)
    assert third.open() == ((A, C, B), 0)
    fourth = EditorBuffers(state)
    assert fourth.open() == ((), 0)
    third.close()
    fourth.close()
    assert EditorBuffers(state).open() == ((A, C, B), 0)


def test_an_older_state_does_not_take_the_place_of_a_newer_one(state: State) -> None:
    """Threads may come late."""
    one = EditorBuffers(state)
    one.open()
    one.write([A, B], 0, 2)
    one.write([A], 0, 1)
    one.close()
    assert EditorBuffers(state).open() == ((A, B), 0)


def test_a_process_that_is_killed_leaves_whole_buffers(state: State) -> None:
    """Killed while it writes, again and again: they are whole, and free for the next one."""
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", TYPES, str(state.folder)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.send_signal(signal.SIGKILL)
        buffers = EditorBuffers(state)
        found, _ = buffers.open()
        assert found
        assert all(each.text.startswith("select ") for each in found)
        assert all(each.text.endswith("x" * 10_000) for each in found)
        assert buffers.problem is None
        buffers.close()
    assert state.path.name == "state.db"


def test_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    """There is nothing kept, and that can be said."""
    (tmp_path / "file").write_text("")
    buffers = EditorBuffers(State(tmp_path / "file" / "data"))
    assert buffers.open() == ((), 0)
    buffers.write([A], 0)
    assert buffers.problem is not None
    assert "buffers: " in buffers.problem


def test_a_full_disk(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """The buffers come back all the same, and a message says that nothing more is kept."""
    one = EditorBuffers(state)
    one.open()
    one.write([A, B], 1)
    one.close()
    with monkeypatch.context() as patch:
        patch.setattr(State, "_write", lambda *_: (_ for _ in ()).throw(OSError(28, "no space")))
        other = EditorBuffers(state)
        assert other.open() == ((A, B), 1)
        assert other.problem is not None
        assert "no space" in other.problem
    other.write([C], 0)
    assert other.problem is None
    other.close()
    assert EditorBuffers(state).open() == ((C,), 0)


def test_what_a_newer_version_wrote_is_not_written_over(state: State) -> None:
    """A message says that nothing is kept."""
    one = EditorBuffers(state)
    one.open()
    one.write([A], 0)
    one.close()
    with closing(state.connect()) as db:
        db.execute("pragma user_version = 99")
    other = EditorBuffers(state)
    assert other.open() == ((), 0)
    other.write([B], 0)
    other.close()
    assert other.problem is not None
    assert "newer version" in other.problem
    with closing(sqlite3.connect(state.path)) as db:
        db.execute("pragma user_version = 1")
    assert EditorBuffers(state).open() == ((A,), 0)


def test_more_explorers_than_there_is_room_for(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last one keeps nothing, and says so."""
    monkeypatch.setattr(editor_buffers, "_MOST_SLOTS", 1)
    one, other = EditorBuffers(state), EditorBuffers(state)
    one.open()
    assert other.open() == ((), 0)
    assert other.problem is not None
    assert "1 explorers" in other.problem


# Files of earlier versions.


def write_old(state: State, slot: int, buffers: object, active: object = 0) -> Path:
    """The file of an earlier version."""
    path = state.folder / "buffers" / f"{slot}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"format": "trafficking-explorer buffers 1", "active": active, "buffers": buffers}
    path.write_text(json.dumps(document))
    return path


def test_buffers_of_an_earlier_version(state: State) -> None:
    """They are taken over once, those of each explorer there was; those of one that runs are its own."""
    paths = [
        write_old(state, 0, [["a", [0, 1], ""], ["b", [0, 0], "q"]], 1),
        write_old(state, 2, [["running", [0, 0], ""]]),
        write_old(state, 3, [["b", [0, 0], ""], ["c", [0, 0], ""]]),
    ]
    running = os.open(paths[1].with_suffix(".lock"), os.O_RDWR | os.O_CREAT)
    assert try_lock(running)
    buffers = EditorBuffers(state)
    expected = (Buffer("a", (0, 1)), Buffer("b", (0, 0), "q"), C)
    assert buffers.open() == (expected, 1)
    assert [path.exists() for path in paths] == [False, True, False]
    buffers.write([C], 0)
    buffers.close()
    os.close(running)
    assert EditorBuffers(state).open() == ((C, Buffer("running")), 0)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff",
        b'{"format": "x"}',
        b'{"format": "trafficking-explorer buffers 1", "active": 0, "buffers": [[1, [0, 0], ""]]}',
        b'{"format": "trafficking-explorer buffers 1", "active": 0, "buffers": [["a", [0], ""]]}',
        b"[" * 100_000,
    ],
    ids=lambda damage: repr(damage[:80]),
)
def test_a_file_that_makes_no_sense_is_set_aside(state: State, damage: bytes) -> None:
    """It is not removed: somebody may want it."""
    path = write_old(state, 0, [])
    path.write_bytes(damage)
    buffers = EditorBuffers(state)
    assert buffers.open() == ((), 0)
    buffers.write([A], 0)
    buffers.close()
    assert path.with_name("0.json.set-aside").read_bytes() == damage
    assert EditorBuffers(state).open() == ((A,), 0)


def test_odd_values_do_no_harm(state: State) -> None:
    """Places outside the text, and lone surrogates."""
    write_old(state, 0, [["a\ud800", [-1, 7], ""], ["", [0, 0], ""], ["a\ud800", [2, 2], ""]], 99)
    assert EditorBuffers(state).open() == ((Buffer("a?", (0, 7)),), 0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        ("-- Claims about Mali\nselect 1", "Claims about Mali"),
        ("--\n--  Second\nselect 1", "Second"),
        ("/* Block */ select", "Block */ select"),
        ("/* Block */\nselect", "Block"),
        ("select a,\n  b\nfrom t", "select a, b from t"),
        ("select 1 -- late", "select 1 -- late"),
        ("select " + "a" * 100, "select aaaaaaaaaaaaaa…"),
        ("\x1b[31m\u202e", "\ufffd[31m\ufffd"),
    ],
)
def test_a_name_is_the_first_comment_or_the_first_words(text: str, name: str) -> None:
    """On one line, short, and fit for a terminal."""
    assert name_of(text) == name

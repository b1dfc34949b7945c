"""The editor's buffers, kept in files: between runs, through crashes, and beside other explorers."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers, name_of

A, B, C = Buffer("select 1", (0, 3)), Buffer("-- b\nselect 'é\ud7ff'", (1, 0), "b"), Buffer("c")

TYPES = """
import sys, time
from pathlib import Path
from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers
buffers = EditorBuffers(Path(sys.argv[1]))
buffers.open()
for i in range(10**9):
    buffers.write([Buffer(f"select {i} -- " + "x" * 10_000)], 0, i)
    if i == 20:
        print("ready", flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "data" / "buffers"


def test_buffers_come_back(folder: Path) -> None:
    """Buffers come back as they were, with cursors, and the one that was on screen."""
    one = EditorBuffers(folder)
    assert one.open() == ((), 0)
    one.write([A, B, C], 1)
    one.close()
    assert EditorBuffers(folder).open() == ((A, B, C), 1)


def test_two_explorers_do_not_write_over_each_other(folder: Path) -> None:
    """Each explorer has its own buffers; the next one has those of both."""
    one, other = EditorBuffers(folder), EditorBuffers(folder)
    one.open()
    one.write([A], 0)
    assert other.open() == ((), 0)
    other.write([B, C], 1)
    one.write([A, C], 0)
    assert json.loads((folder / "0.json").read_text())["buffers"][0][0] == A.text
    other.close()
    one.close()
    third = EditorBuffers(folder)
    assert third.open() == ((A, C, B), 0)
    fourth = EditorBuffers(folder)
    assert fourth.open() == ((), 0)
    third.close()
    fourth.close()
    assert EditorBuffers(folder).open() == ((A, C, B), 0)


def test_an_older_state_does_not_take_the_place_of_a_newer_one(folder: Path) -> None:
    """Threads may come late."""
    one = EditorBuffers(folder)
    one.open()
    one.write([A, B], 0, 2)
    one.write([A], 0, 1)
    one.close()
    assert EditorBuffers(folder).open() == ((A, B), 0)


def test_a_process_that_is_killed_leaves_whole_buffers(folder: Path) -> None:
    """Killed while it writes, again and again: the file is whole, and free for the next one."""
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", TYPES, str(folder)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.send_signal(signal.SIGKILL)
        buffers = EditorBuffers(folder)
        found, _ = buffers.open()
        assert found
        assert all(each.text.startswith("select ") for each in found)
        assert all(each.text.endswith("x" * 10_000) for each in found)
        assert buffers.problem is None
        buffers.close()
    assert not list(folder.glob("*.set-aside"))


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
)
def test_a_file_that_makes_no_sense_is_set_aside(folder: Path, damage: bytes) -> None:
    """It is not written over: whatever it is, somebody may want it."""
    folder.mkdir(parents=True)
    (folder / "0.json").write_bytes(damage)
    buffers = EditorBuffers(folder)
    assert buffers.open() == ((), 0)
    buffers.write([A], 0)
    buffers.close()
    assert (folder / "0.set-aside").read_bytes() == damage
    assert EditorBuffers(folder).open() == ((A,), 0)


def test_odd_values_do_no_harm(folder: Path) -> None:
    """Impossible cursors and invalid characters are passed over."""
    folder.mkdir(parents=True)
    document = {
        "format": "trafficking-explorer buffers 1",
        "active": 99,
        "buffers": [["a\ud800", [-1, 7], ""], ["", [0, 0], ""], ["a\ud800", [2, 2], ""]],
    }
    (folder / "0.json").write_text(json.dumps(document))
    assert EditorBuffers(folder).open() == ((Buffer("a?", (0, 7)),), 0)


def test_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    """There is nothing kept, and that can be said."""
    (tmp_path / "file").write_text("")
    buffers = EditorBuffers(tmp_path / "file" / "buffers")
    assert buffers.open() == ((), 0)
    buffers.write([A], 0)
    assert buffers.problem is not None
    assert "buffers: " in buffers.problem


def test_the_file_is_the_readers_own(folder: Path) -> None:
    """Nobody else can read what was typed."""
    buffers = EditorBuffers(folder)
    buffers.open()
    buffers.write([A], 0)
    assert (folder / "0.json").stat().st_mode & 0o077 == 0


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

"""The queries that were run, kept in a file."""

from pathlib import Path

import pytest

from trafficking_explorer.ui.history import History


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder that is not there yet."""
    return tmp_path / "a" / "b" / "queries.jsonl"


def test_newest_first_and_each_once(path: Path) -> None:
    """Queries come back as they were typed, the newest first, none twice."""
    history = History(path)
    assert history.newest() is None
    queries = ["select 1", "select\n 'é\t\"'", "select 1", "[b]\\", "\x1b"]
    for sql in queries:
        history.add(sql)
    assert history.queries() == ["\x1b", "[b]\\", "select 1", "select\n 'é\t\"'"]
    assert History(path).queries() == history.queries()
    assert History(path).newest() == "\x1b"


def test_two_explorers_share_the_file(path: Path) -> None:
    """What one explorer ran, the other lists."""
    one, other = History(path), History(path)
    one.add("select 1")
    other.add("select 2")
    assert set(one.queries()) == {"select 1", "select 2"}


def test_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    """Without a file, the queries of this run are still there."""
    (tmp_path / "file").write_text("")
    history = History(tmp_path / "file" / "queries.jsonl")
    history.add("select 1")
    assert history.queries() == ["select 1"]


@pytest.mark.parametrize(
    "damage", [b"\xff\xfe\x00", b"{", b"[]", b"17", b'{"sql": 3}', b'{"at": "x"}', b"\n\n", b"null"]
)
def test_a_damaged_line_costs_only_itself(path: Path, damage: bytes) -> None:
    """Lines that make no sense are passed over."""
    history = History(path)
    history.add("select 1")
    with path.open("ab") as file:
        file.write(damage + b"\n")
    history.add("select 2")
    found = History(path).queries()
    assert found[0] == "select 2"
    assert found[-1] == "select 1"


def test_what_is_no_text_can_still_be_shown(path: Path) -> None:
    """A lone surrogate, which JSON can write and no editor can hold, is replaced."""
    path.parent.mkdir(parents=True)
    path.write_text('{"sql": "select \'\\ud800\'"}\n', "utf-8")
    assert History(path).newest() == "select '?'"


def test_the_file_is_the_readers_own(path: Path) -> None:
    """Nobody else can read what was asked."""
    History(path).add("select 1")
    assert path.stat().st_mode & 0o077 == 0

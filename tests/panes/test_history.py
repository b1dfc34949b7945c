"""The statements that were run, kept in a file."""

import json
from pathlib import Path

import pytest

from trafficking_explorer.ui.query_history import DONE, FAILED, INTERRUPTED, QueryHistory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder that is not there yet."""
    return tmp_path / "a" / "b" / "queries.jsonl"


def add(history: QueryHistory, sql: str, outcome: str = DONE) -> None:
    """A statement that took half a second and gave three rows."""
    history.end(history.begin(sql), outcome, 0.5, 3 if outcome == DONE else None)


def texts(history: QueryHistory) -> list[str]:
    """The statements, the newest first."""
    return [run.sql for run in history.runs()]


def test_newest_first_and_each_once(path: Path) -> None:
    """Statements come back as they were typed, the newest first, none twice."""
    history = QueryHistory(path)
    assert history.runs() == []
    for sql in ["select 1", "select\n 'é\t\"'", "select 1", "[b]\\", "\x1b\u2028"]:
        add(history, sql)
    assert texts(history) == ["\x1b\u2028", "[b]\\", "select 1", "select\n 'é\t\"'"]
    assert texts(QueryHistory(path)) == texts(history)


def test_how_it_went_is_known(path: Path) -> None:
    """Time, duration, rows and outcome of the last time; without an end, nothing is claimed."""
    history = QueryHistory(path)
    add(history, "a", FAILED)
    add(history, "a")
    add(history, "b", INTERRUPTED)
    history.begin("c")
    for each in (history, QueryHistory(path)):
        c, b, a = each.runs()
        assert (a.outcome, a.seconds, a.rows) == (DONE, 0.5, 3)
        assert (b.outcome, b.rows) == (INTERRUPTED, None)
        assert (c.outcome, c.seconds, c.rows) == ("", None, None)
        assert all(run.at is not None and run.at.tzinfo is not None for run in (a, b, c))


def test_a_history_of_an_earlier_version(path: Path) -> None:
    """Lines that have but a time and a statement are read."""
    path.parent.mkdir(parents=True)
    lines = ({"at": f"2026-01-0{i}T10:00:00+00:00", "sql": f"select {i}"} for i in (1, 2))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    history = QueryHistory(path)
    assert texts(history) == ["select 2", "select 1"]
    assert history.runs()[0].at is not None
    add(history, "select 1")
    assert texts(QueryHistory(path)) == ["select 1", "select 2"]


def test_two_explorers_share_the_file(path: Path) -> None:
    """Queries of one explorer are listed by the other."""
    one, other = QueryHistory(path), QueryHistory(path)
    add(one, "select 1")
    add(other, "select 2")
    assert set(texts(one)) == set(texts(other)) == {"select 1", "select 2"}


def test_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    """Without a file, the statements of this run are still there."""
    (tmp_path / "file").write_text("")
    history = QueryHistory(tmp_path / "file" / "queries.jsonl")
    add(history, "select 1")
    assert texts(history) == ["select 1"]


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe\x00",
        b"{",
        b"[]",
        b"17",
        b'{"sql": 3}',
        b'{"at": "x"}',
        b'{"at": 3, "sql": "x", "id": []}',
        b'{"id": {}, "rows": "x"}',
        b"[" * 100_000,
        b"\n\n",
        b"null",
    ],
)
def test_a_damaged_line_costs_only_itself(path: Path, damage: bytes) -> None:
    """Lines that make no sense are passed over."""
    add(QueryHistory(path), "select 1")
    with path.open("ab") as file:
        file.write(damage + b"\n")
    add(QueryHistory(path), "select 2")
    found = texts(QueryHistory(path))
    assert found[0] == "select 2"
    assert found[-1] == "select 1"


def test_of_a_long_file_the_end_is_read(path: Path) -> None:
    """However much was ever run, what is read is bounded, and the newest is in it."""
    history = QueryHistory(path)
    add(history, "old")
    with path.open("a") as file:
        file.write(json.dumps({"sql": "x" * 5_000_000}) + "\n")
    add(history, "new")
    assert texts(QueryHistory(path)) == ["new"]


def test_what_is_no_text_can_still_be_shown(path: Path) -> None:
    """A lone surrogate, which JSON can write and no editor can hold, is replaced."""
    path.parent.mkdir(parents=True)
    path.write_text('{"sql": "select \'\\ud800\'"}\n', "utf-8")
    assert texts(QueryHistory(path)) == ["select '?'"]


def test_the_file_is_the_readers_own(path: Path) -> None:
    """Nobody else can read what was asked."""
    add(QueryHistory(path), "select 1")
    assert path.stat().st_mode & 0o077 == 0

"""The statements that were run, kept between runs."""

import json
from pathlib import Path

import pytest

from trafficking_explorer.ui import query_history
from trafficking_explorer.ui.query_history import DONE, FAILED, INTERRUPTED, QueryHistory
from trafficking_explorer.ui.state import State


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A state in a folder that is not there yet."""
    return State(tmp_path / "a" / "b")


def add(history: QueryHistory, sql: str, outcome: str = DONE) -> None:
    """A statement that took half a second and gave three rows."""
    history.end(history.begin(sql), outcome, 0.5, 3 if outcome == DONE else None)


def texts(history: QueryHistory) -> list[str]:
    """The statements, the newest first."""
    return [run.sql for run in history.runs()]


def test_newest_first_and_each_once(state: State) -> None:
    """Statements come back as they were typed, the newest first, none twice."""
    history = QueryHistory(state)
    assert history.runs() == []
    for sql in ["select 1", "select\n 'é\t\"'", "select 1", "[b]\\", "\x1b\u2028"]:
        add(history, sql)
    assert texts(history) == ["\x1b\u2028", "[b]\\", "select 1", "select\n 'é\t\"'"]
    assert texts(QueryHistory(state)) == texts(history)


def test_how_it_went_is_known(state: State) -> None:
    """Time, duration, rows and outcome of the last time; without an end, nothing is claimed."""
    history = QueryHistory(state)
    add(history, "a", FAILED)
    add(history, "a")
    add(history, "b", INTERRUPTED)
    history.begin("c")
    for each in (history, QueryHistory(state)):
        c, b, a = each.runs()
        assert (a.outcome, a.seconds, a.rows) == (DONE, 0.5, 3)
        assert (b.outcome, b.rows) == (INTERRUPTED, None)
        assert (c.outcome, c.seconds, c.rows) == ("", None, None)
        assert all(run.at is not None and run.at.tzinfo is not None for run in (a, b, c))


def test_two_explorers_share_the_file(state: State) -> None:
    """The other lists the statements of the one."""
    one, other = QueryHistory(state), QueryHistory(state)
    add(one, "select 1")
    add(other, "select 2")
    assert set(texts(one)) == set(texts(other)) == {"select 1", "select 2"}


def test_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    """Without it, the statements of this run are still there."""
    (tmp_path / "file").write_text("")
    history = QueryHistory(State(tmp_path / "file" / "data"))
    add(history, "select 1")
    assert texts(history) == ["select 1"]


def test_the_newest_are_kept(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that was run again is among them; one that is huge lasts as long as the explorer."""
    monkeypatch.setattr(query_history, "_MOST_KEPT", 3)
    history = QueryHistory(state)
    for sql in ("a", "b", "c", "a", "d"):
        add(history, sql)
    assert texts(history) == ["d", "a", "c"]
    add(history, "x" * 2**20)
    assert texts(history) == ["x" * 2**20, "d", "a"]
    assert texts(QueryHistory(state)) == ["d", "a", "c"]


def test_the_end_of_what_was_run_again_counts_for_the_last_time(state: State) -> None:
    """As where two explorers run the same statement."""
    one, other = QueryHistory(state), QueryHistory(state)
    first, second = one.begin("a"), other.begin("a")
    other.end(second, DONE, 0.5, 3)
    one.end(first, FAILED, 0.5)
    assert [run.outcome for run in one.runs()] == [DONE]


def test_what_is_no_text_can_still_be_shown(state: State) -> None:
    """A lone surrogate, which no editor can hold, is replaced."""
    add(QueryHistory(state), "select '\ud800'")
    assert texts(QueryHistory(state)) == ["select '?'"]


# Files of earlier versions.


def write_old(state: State, *lines: object) -> Path:
    """The file of an earlier version."""
    path = state.folder / "queries.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_a_history_of_an_earlier_version(state: State) -> None:
    """With and without ends; what has been run since is newer, and taken over once only."""
    at = "2026-01-02T10:00:00+00:00"
    path = write_old(
        state,
        {"at": at, "sql": "select 1"},
        {"at": at, "id": "7-1", "sql": "select 2"},
        {"at": at, "id": "7-2", "sql": "select '\ud800'"},
        {"id": "7-1", "outcome": "done", "seconds": 0.25, "rows": 3},
        {"at": at, "id": "7-3", "sql": "select 1"},
        {"id": "7-3", "outcome": "failed", "seconds": 2, "rows": None},
    )
    old = path.read_bytes()
    history = QueryHistory(state)
    assert texts(history) == ["select 1", "select '?'", "select 2"]
    assert [(run.outcome, run.seconds, run.rows) for run in history.runs()] == [
        (FAILED, 2.0, None),
        ("", None, None),
        (DONE, 0.25, 3),
    ]
    assert all(run.at is not None and run.at.isoformat() == at for run in history.runs())
    assert not path.exists()
    add(history, "select 2")
    # As where the takeover was cut short, or the earlier version is used again.
    path.write_bytes(old)
    assert texts(QueryHistory(state)) == ["select 2", "select 1", "select '?'"]
    assert QueryHistory(state).runs()[0].outcome == DONE


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
        b'{"id": "1", "outcome": "done", "seconds": 1e999, "rows": 99999999999999999999}',
        b'{"id": "1", "outcome": "done", "seconds": "x", "rows": 1}',
        b"[" * 100_000,
        b"\n\n",
        b"null",
    ],
)
def test_a_damaged_line_costs_only_itself(state: State, damage: bytes) -> None:
    """Lines that make no sense are passed over."""
    path = write_old(state, {"sql": "select 1", "id": "1"})
    with path.open("ab") as file:
        file.write(damage + b'\n{"sql": "select 2", "id": "2"}\n')
    found = texts(QueryHistory(state))
    assert found[0] == "select 2"
    assert found[-1] == "select 1"
    assert {run.outcome for run in QueryHistory(state).runs()} == {""}


def test_of_a_long_file_the_end_is_read(state: State) -> None:
    """However much was ever run, what is read is bounded, and the newest is in it."""
    write_old(state, {"sql": "old"}, {"sql": "x" * 5_000_000}, {"sql": "new"})
    assert texts(QueryHistory(state)) == ["new"]

"""The filters that were used before."""

import asyncio
from pathlib import Path
from stat import S_IMODE

import pytest

from trafficking_explorer import secure
from trafficking_explorer.ui import filter_history
from trafficking_explorer.ui.filter_history import FilterHistory
from trafficking_explorer.ui.query_history import QueryHistory
from trafficking_explorer.ui.state import State


def use(history: FilterHistory, *lines: str) -> None:
    for line in lines:
        if history.add(line):
            history.store(line)


def lines(history: FilterHistory) -> list[str]:
    return asyncio.run(history.lines())


def test_the_newest_comes_first_and_each_once(tmp_path: Path) -> None:
    """In this run and in the next one."""
    history = FilterHistory(State(tmp_path))
    use(history, "mali", "chad", "  mali ", "épervier “x”", "chad")
    assert lines(history) == ["chad", "épervier “x”", "mali"]
    assert lines(FilterHistory(State(tmp_path))) == ["chad", "épervier “x”", "mali"]


def test_what_was_used_before_it_was_read_comes_first(tmp_path: Path) -> None:
    """The file is read when the reader first asks, after filters of this run."""
    use(FilterHistory(State(tmp_path)), "old", "both")
    history = FilterHistory(State(tmp_path))
    use(history, "both", "new")
    assert lines(history) == ["new", "both", "old"]


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In memory and in the file."""
    monkeypatch.setattr(filter_history, "_MOST_KEPT", 3)
    history = FilterHistory(State(tmp_path))
    use(history, *(f"filter {number}" for number in range(9)))
    expected = ["filter 8", "filter 7", "filter 6"]
    assert lines(history) == lines(FilterHistory(State(tmp_path))) == expected


@pytest.mark.parametrize("line", ["", "   ", "x" * 4_001])
def test_blank_and_huge_lines_are_not_kept(tmp_path: Path, line: str) -> None:
    """Nobody would look for them."""
    history = FilterHistory(State(tmp_path))
    use(history, line)
    assert lines(history) == []
    assert not State(tmp_path).path.exists()


def test_half_a_character_is_kept_as_a_sign(tmp_path: Path) -> None:
    """SQLite takes no lone surrogates."""
    history = FilterHistory(State(tmp_path))
    use(history, "a\udcffb")
    assert lines(history) == lines(FilterHistory(State(tmp_path))) == ["a?b"]


def test_the_file_is_private_and_shared_with_other_states(tmp_path: Path) -> None:
    """Nobody else reads what was looked for; earlier queries are in the same file."""
    QueryHistory(State(tmp_path)).begin("SELECT 1")
    use(FilterHistory(State(tmp_path)), "mali")
    assert S_IMODE(State(tmp_path).path.stat().st_mode) == 0o600
    assert [each.sql for each in QueryHistory(State(tmp_path)).runs()] == ["SELECT 1"]
    assert lines(FilterHistory(State(tmp_path))) == ["mali"]


def test_without_a_place_it_lasts_for_the_run(tmp_path: Path) -> None:
    """Nothing is written, and a folder that cannot be made raises nothing."""
    history = FilterHistory()
    use(history, "mali")
    assert lines(history) == ["mali"]
    (tmp_path / "file").write_text("")
    broken = FilterHistory(State(tmp_path / "file" / "below"))
    use(broken, "mali")
    assert lines(broken) == ["mali"]


def test_secure_mode_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shared login keeps nothing of its visitors."""
    monkeypatch.setattr("trafficking_explorer.workspace.reader_file.is_secure", lambda: True)
    assert secure.is_secure() is False
    history = FilterHistory(State(tmp_path))
    use(history, "mali")
    assert lines(history) == ["mali"]
    assert list(tmp_path.iterdir()) == []

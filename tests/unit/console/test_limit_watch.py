"""Limits of time, memory and disk: what they are, when they are reached, what is said then."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from trafficking_explorer.console import limit_watch as watch
from trafficking_explorer.console.limit_watch import Watch
from trafficking_explorer.database import memory_ceiling as memory
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryInterrupted, QueryLimited

LOOKS = 40
"""More looks than there are between two at the disk."""


class Machine:
    """A process as a watch sees it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.resident: int | None = 200_000_000


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    found = Machine()
    monkeypatch.setattr(watch, "time", SimpleNamespace(monotonic=lambda: found.now))
    monkeypatch.setattr(memory, "resident", lambda: found.resident)
    return found


def exceeded(watching: Watch) -> QueryLimited | None:
    """The result of one of many looks."""
    return next(filter(None, (watching.exceeded() for _ in range(LOOKS))), None)


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


@pytest.mark.parametrize(
    ("limits", "growth", "is_too_much"),
    [
        (Limits(), 0, False),
        (Limits(), 759_000_000, False),
        (Limits(), 761_000_000, True),
        (Limits(memory="1GB"), 761_000_000, False),
        (Limits(memory="1GB"), 1_441_000_000, True),
        (Limits(results="1 GiB"), 1_441_000_000, False),
        (Limits(memory="64MB", results="64MB"), 409_000_000, True),
        (Limits(), -150_000_000, False),
    ],
)
def test_memory_is_what_the_process_has_grown_by(
    machine: Machine, limits: Limits, growth: int, is_too_much: bool
) -> None:
    """However much it held before; the message says what to do."""
    watching = Watch(limits)
    assert exceeded(watching) is None
    machine.resident = 200_000_000 + growth
    error = exceeded(watching)
    assert (error is not None) is is_too_much
    if error is not None:
        assert "of memory" in str(error)
        assert "--memory of sql" in str(error)
        assert isinstance(error, QueryInterrupted)
        assert error.exit_status == 1


def test_where_the_system_does_not_say_nothing_is_stopped(machine: Machine) -> None:
    """Statements run on without a figure for memory."""
    machine.resident = None
    assert exceeded(Watch(Limits())) is None


@pytest.mark.parametrize(("seconds", "after"), [(60, 59.9), (0.5, 0.4), (None, 1e9)])
def test_time_is_counted_from_the_beginning(
    machine: Machine, seconds: float | None, after: float
) -> None:
    """Without a setting there is no limit."""
    watching = Watch(Limits(seconds=seconds))
    machine.now += after
    assert watching.exceeded() is None
    machine.now += 0.2
    error = watching.exceeded()
    assert str(error) == (
        "None" if seconds is None else f"stopped after {seconds:g} s: that is the time limit"
    )


def test_disk_is_all_files_of_the_folder_and_what_is_written(
    machine: Machine, tmp_path: Path
) -> None:
    """Results, what DuckDB has set aside, a file that is exported: together."""
    spill = tmp_path / "spill"
    spill.mkdir()
    export = sparse(tmp_path / ".claims.csv.x", 0)
    watching = Watch(Limits(spill=spill, disk="100MB"), [export])
    sparse(spill / "r1.duckdb", 50_000_000)
    sparse(spill / "duckdb_temp_storage-0.tmp", 30_000_000)
    sparse(export, 20_000_000)
    assert exceeded(watching) is None
    sparse(export, 20_000_001)
    assert "taken 100 MB on disk" in str(exceeded(watching))
    (spill / "r1.duckdb").unlink()
    assert exceeded(watching) is None


@pytest.mark.parametrize(
    ("free", "says"),
    [(10**12, "20 GB"), (8 * 10**9, "4 GB"), (10**9, "500 MB"), (0, "0 MB")],
)
def test_without_a_setting_disk_is_half_of_what_is_free(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, says: str
) -> None:
    """At most 20 GB."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    watching = Watch(Limits(spill=tmp_path))
    sparse(tmp_path / "r1.duckdb", 30 * 10**9)
    assert f"taken {says} on disk" in str(exceeded(watching))


def test_a_device_or_a_folder_that_has_gone_take_nothing(machine: Machine, tmp_path: Path) -> None:
    """Nobody is stopped for them."""
    limits = replace(Limits(), spill=tmp_path / "gone")
    assert exceeded(Watch(limits, [Path("/dev/null"), tmp_path / "none"])) is None


def test_the_process_holds_memory() -> None:
    """More than some megabytes, whatever the system."""
    held = memory.resident()
    assert held is None or held > 5_000_000

"""A folder to spill into, one a process; what a crash leaves behind goes at the next start."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console_helpers import ask, limited_store
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.database.spill_folder import acquire, release
from trafficking_explorer.paths import bundled_corpus

KEEPS = """
import sys, time
from pathlib import Path
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.console.result_storage import ResultStorage
from trafficking_explorer.database.spill_folder import acquire
import pyarrow as pa
folder = acquire(Path(sys.argv[1]))
kept = ResultStorage(Limits(spill=folder)).keep(["BIGINT"])
for _ in range(8):
    kept.add([pa.record_batch([range(1_000_000)], names=["c0"])])
print(folder, kept.rows, flush=True)
{end}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A cache whose folder to spill into goes at the end."""
    yield tmp_path
    release(tmp_path)


def start(environment: dict[str, str], cache: Path, end: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", KEEPS.format(end=end), str(cache)],
        stdout=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
    )


def test_a_process_has_one_folder(folder: Path) -> None:
    """Always the same; private; gone when it is released."""
    found = acquire(folder)
    assert found is not None
    assert found == acquire(folder)
    assert found.is_dir()
    assert found.stat().st_mode & 0o077 == 0
    release(folder)
    release(folder)
    assert list((folder / "spill").iterdir()) == []


def test_where_nothing_can_be_made_there_is_none(tmp_path: Path) -> None:
    """And nothing is said: what does not need it works."""
    (tmp_path / "cache").write_text("a file")
    assert acquire(tmp_path / "cache") is None


@pytest.mark.slow
def test_a_process_that_ends_leaves_nothing(folder: Path, environment: dict[str, str]) -> None:
    """Its large results lay in its folder."""
    process = start(environment, folder, "assert list(folder.glob('*.duckdb'))")
    out, _ = process.communicate()
    assert process.returncode == 0
    assert out.endswith(" 8000000\n")
    assert list((folder / "spill").iterdir()) == []


@pytest.mark.slow
def test_what_a_crash_leaves_goes_at_the_next_start(
    folder: Path, environment: dict[str, str]
) -> None:
    """A folder of a running process stays."""
    alive = start(environment, folder, "time.sleep(600)")
    dead = start(environment, folder, "time.sleep(600)")
    try:
        assert alive.stdout is not None and dead.stdout is not None
        used = Path(alive.stdout.readline().split()[0])
        left = Path(dead.stdout.readline().split()[0])
        assert used.is_dir() and any(left.glob("*.duckdb"))
        dead.send_signal(signal.SIGKILL)
        dead.wait()
        assert left.is_dir()
        mine = acquire(folder)
        assert not left.exists()
        assert used.is_dir() and any(used.glob("*.duckdb"))
        assert mine not in (used, left, None)
        assert len(list((folder / "spill").iterdir())) == 4
    finally:
        for process in (alive, dead):
            process.kill()
            process.communicate()


def test_a_lock_that_is_taken_meanwhile_is_left_alone(folder: Path) -> None:
    """Two processes that start at once do not take each other's."""
    (folder / "spill").mkdir()
    (folder / "spill" / f"{os.getpid()}-0.lock").write_text("")
    (folder / "spill" / f"{os.getpid()}-0").mkdir()
    assert acquire(folder) == folder / "spill" / f"{os.getpid()}-0"


@pytest.mark.slow
def test_what_a_query_spills_goes_there_too(cache: Path, store: Store, folder: Path) -> None:
    """And nowhere else: not into the current folder."""
    spill = acquire(folder)
    opened = limited_store(
        locate_store(bundled_corpus(), cache), Limits(memory="100MB", spill=spill)
    )
    before = set(Path.cwd().iterdir())
    console = Console(opened, limits=Limits(spill=spill))
    result = ask(
        console, "SELECT count(*) FROM (SELECT i FROM range(30000000) t(i) ORDER BY hash(i))"
    )
    assert result.values(0, 1) == [(30_000_000,)]
    assert set(Path.cwd().iterdir()) == before
    console.close()
    opened.close()

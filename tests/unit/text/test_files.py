"""A written file is complete or not there."""

import os
import stat
from pathlib import Path

import pytest

from trafficking_explorer.errors import UsageError
from trafficking_explorer.text.files import atomic_write


def test_a_file_is_there_when_all_went_well(tmp_path: Path) -> None:
    """In one step, as readable as any new file, and nothing beside it."""
    path = tmp_path / "out.csv"
    with atomic_write(path) as temporary:
        temporary.write_text("all")
        assert not path.exists()
        assert temporary.parent == tmp_path
    assert path.read_text() == "all"
    assert list(tmp_path.iterdir()) == [path]
    (tmp_path / "other").write_text("")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    """The old file or none, and no temporary file."""
    path = tmp_path / "out.csv"
    for before in (None, "old"):
        if before is not None:
            path.write_text(before)
        with pytest.raises(error), atomic_write(path) as temporary:
            temporary.write_text("half")
            raise error
        assert [each.read_text() for each in tmp_path.iterdir()] == ([before] if before else [])


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    """Whole, as readable as before; who has the old one open keeps it."""
    path = tmp_path / "out.csv"
    path.write_text("old and longer")
    path.chmod(0o640)
    with path.open() as old, atomic_write(path) as temporary:
        temporary.write_text("new")
        assert old.read() == "old and longer"
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["gone/out.csv", "file/out.csv", "folder", "a" * 300])
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str) -> None:
    """With the path and the reason; the call is wrong."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with (
        pytest.raises(UsageError, match="cannot be written") as caught,
        atomic_write(tmp_path / name) as path,
    ):
        path.write_text("x")
    assert caught.value.exit_status == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    """The disk may fill up on the way."""
    with pytest.raises(UsageError, match="No space left"), atomic_write(tmp_path / "out"):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_a_device_is_written_and_stays(tmp_path: Path) -> None:
    """A pipe or `/dev/null` is never replaced by a file."""
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with atomic_write(fifo) as path:
            path.write_text("all")
        assert os.read(reader, 9) == b"all"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(fifo.stat().st_mode)
    assert list(tmp_path.iterdir()) == [fifo]

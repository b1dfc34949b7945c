"""Writing files: a written file is complete or does not exist."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from trafficking_explorer.errors import UsageError
from trafficking_explorer.secure import Feature, require


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that replaces it when the block ends without an error.

    Every file of a corpus, and every result, is written through here.

    Raises:
        SecureModeError: nothing is written in secure mode.
        UsageError: the folder cannot be written.
    """
    require(Feature.WRITING)
    try:
        is_device = path.exists() and not (path.is_file() or path.is_dir())
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    if is_device:
        # A device or a pipe is written to, never replaced.
        yield path
        return
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        yield temporary
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def write_durably(path: Path, data: bytes) -> None:
    """Write a file and wait until it is on the disk.

    Raises:
        SecureModeError: nothing is written in secure mode.
    """
    require(Feature.WRITING)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Make a file, or replace one as a whole, durably.

    Raises:
        SecureModeError: nothing is written in secure mode.
        UsageError: the folder cannot be written.
    """
    with atomic_write(path) as temporary:
        write_durably(temporary, data)


def refuse_terminal(stream: IO[Any], format_: str) -> None:
    """Refuse to write a binary format to a terminal.

    Raises:
        UsageError: the stream is a terminal.
    """
    if stream.isatty():
        raise UsageError(f"{format_} is a binary format: use -o FILE or redirect the output")


def _mode(path: Path) -> int:
    """The permissions of a file: as before, or as of any new file; NamedTemporaryFile's are private."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask

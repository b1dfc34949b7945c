"""A folder in the cache for data that does not fit into memory, removed when the process ends.

Each process has one folder beside a file that it keeps locked. After a crash nobody holds the lock,
and the next process removes the folder.
"""

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from trafficking_explorer.file_lock import try_lock
from trafficking_explorer.secure import is_secure

_FOLDER = "spill"
_LOCK = ".lock"
_own: dict[Path, tuple[Path, int]] = {}
"""This process's folder and open lock in each cache folder."""


def acquire(cache: Path) -> Path | None:
    """This process's folder in a cache, made when first needed; None if it cannot be made.

    Folders of crashed processes are removed. In secure mode no folder is made.
    """
    if is_secure():
        return None
    if cache in _own:
        return _own[cache][0]
    parent = cache / _FOLDER
    with suppress(OSError):
        parent.mkdir(parents=True, exist_ok=True)
        for lock in _stale(parent):
            _remove(lock)
        for number in range(100):
            lock = parent / f"{os.getpid()}-{number}{_LOCK}"
            with suppress(FileExistsError):
                held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
                if not try_lock(held):
                    # Another process has just taken it for the lock of a crashed one.
                    os.close(held)
                    continue
                folder = lock.with_suffix("")
                folder.mkdir(mode=0o700, exist_ok=True)
                _own[cache] = folder, held
                atexit.register(release, cache)
                return folder
    return None


def release(cache: Path) -> None:
    """Remove this process's folder in a cache."""
    if cache in _own:
        folder, held = _own.pop(cache)
        _remove(folder.with_name(folder.name + _LOCK))
        with suppress(OSError):
            os.close(held)


def _stale(parent: Path) -> Iterator[Path]:
    """The locks that nobody holds, each locked while it is handled."""
    for lock in parent.glob("*" + _LOCK):
        with suppress(OSError):
            held = os.open(lock, os.O_RDWR)
            try:
                if try_lock(held):
                    yield lock
            finally:
                os.close(held)


def _remove(lock: Path) -> None:
    """Remove a folder and then its lock, so that a folder without a lock is never left."""
    folder = lock.with_suffix("")
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        # A statement that could not be interrupted still writes there: the next process removes it.
        return
    with suppress(OSError):
        lock.unlink()

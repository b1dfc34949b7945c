"""A folder in the cache for what does not fit into memory, gone when the process is.

Each process has a folder of its own beside a file that it keeps locked. A process that ends removes
its folder; what a crash leaves behind has a lock that nobody holds, and the next process removes it.
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
"""For each cache folder, this process's folder in it and the open lock."""


def acquire(cache: Path) -> Path | None:
    """This process's folder in a cache, made when first asked for; None where nothing can be made.

    What processes that are no more have left is removed. In secure mode nothing is made.
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
                    # Another process has just taken it for one that was left behind.
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
    """The locks that nobody holds, each held by us while it is looked at."""
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
        # A statement that does not listen still writes there: the next process removes it.
        return
    with suppress(OSError):
        lock.unlink()

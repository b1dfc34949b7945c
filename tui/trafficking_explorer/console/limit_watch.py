"""A watch over work with DuckDB: it says when that has had enough of time, memory or disk.

DuckDB's own limit of memory counts neither vectors nor texts, and none counts the results that are
kept on disk: so it is the process and its folder that are looked at.
"""

import shutil
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from trafficking_explorer.database import memory_ceiling as memory
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryLimited
from trafficking_explorer.text.sizes import bytes_of, size_of

LOOK_SECONDS = 0.02
"""The time between two looks: in it, a process fills some 20 MB."""
_SPARE = 280_000_000
"""Bytes beyond the limits that DuckDB keeps itself: vectors, texts, rows on their way."""
_LEEWAY = 320_000_000
"""Bytes between what work is stopped at and what the system refuses: that is for what comes in one
piece. Where none is left for small ones, not all that is asked for them can fail in order."""
_MOST_DISK = 20_000_000_000
"""Bytes on disk, where the settings name no other; never more than half of what is free."""
_LOOKS_AT_DISK = 10
"""Every so many looks, the disk is looked at too."""


class Watch:
    """Looks after one piece of work, from now on."""

    def __init__(self, limits: Limits, files: Sequence[Path] = ()) -> None:
        """Begin to watch.

        Args:
            files: what the work writes, apart from the folder to spill into.
        """
        self._seconds = limits.seconds
        self._began = time.monotonic()
        self._memory = bytes_of(limits.memory) + bytes_of(limits.results) + _SPARE
        self._resident = memory.resident()
        self._folders = (limits.spill,) if limits.spill else ()
        self._files = tuple(file for file in files if file.is_file())
        self._disk = bytes_of(limits.disk) if limits.disk else self._usual_disk()
        self._looks = 0
        self.out_of_memory = QueryLimited(
            f"stopped: it took more than {size_of(self._memory)} of memory; narrow the "
            "statement, or allow more: memory in the settings, --memory of sql"
        )

    @property
    def ceiling(self) -> int:
        """The bytes of memory beyond which the system is to refuse more."""
        return self._memory + _LEEWAY

    def exceeded(self) -> QueryLimited | None:
        """Why the work is to stop; None while it may go on. Asked again and again."""
        if self._seconds is not None and time.monotonic() - self._began >= self._seconds:
            return QueryLimited(f"stopped after {self._seconds:g} s: that is the time limit")
        resident = memory.resident()
        if resident is not None and resident - (self._resident or 0) > self._memory:
            return self.out_of_memory
        self._looks += 1
        if self._looks % _LOOKS_AT_DISK == 0 and self._used() > self._disk:
            return QueryLimited(
                f"stopped: it has taken {size_of(self._disk)} on disk; narrow the statement, "
                "or allow more: disk in the settings, --disk of sql"
            )
        return None

    def _used(self) -> int:
        """Bytes on disk now."""
        return sum(map(_size, self._files)) + sum(
            sum(map(_size, _files_in(folder))) for folder in self._folders
        )

    def _usual_disk(self) -> int:
        most = _MOST_DISK
        for folder in (*self._folders, *(file.parent for file in self._files)):
            with suppress(OSError):
                most = min(most, (shutil.disk_usage(folder).free + self._used()) // 2)
        return most


def _files_in(folder: Path) -> Iterable[Path]:
    with suppress(OSError):
        return tuple(folder.iterdir())
    return ()


def _size(file: Path) -> int:
    with suppress(OSError):
        return file.stat().st_size
    return 0

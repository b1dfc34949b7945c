"""The watch over work with DuckDB: its limits of time, memory and disk.

DuckDB's own limit of memory counts neither vectors nor texts, and it has none for results on disk: so
the process and its folder are measured.
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
"""Seconds between two looks: in that time, a process fills some 20 MB."""
_SPARE = 280_000_000
"""Bytes beyond DuckDB's own limits: for vectors, texts, and rows on their way."""
_LEEWAY = 320_000_000
"""Bytes between the limit and the ceiling of the system, which is for allocations in one piece: if none
are left for small ones, not all code can fail in order."""
_MOST_DISK = 20_000_000_000
"""Bytes on disk, unless the settings say otherwise; never more than half of what is free."""
_LOOKS_AT_DISK = 10
"""Looks for each look at the disk."""


class Watch:
    """Watches one piece of work, from now on."""

    def __init__(self, limits: Limits, files: Sequence[Path] = ()) -> None:
        """Begin to watch.

        Args:
            files: those that the work writes, apart from the folder to spill into.
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
        """The memory in bytes that the system is to grant at most."""
        return self._memory + _LEEWAY

    def exceeded(self) -> QueryLimited | None:
        """The reason to stop the work; None while it may go on. Called at every look."""
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
        """The bytes on disk now."""
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

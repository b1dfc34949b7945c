"""The memory of this process: how much it holds, and a ceiling that the system keeps."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_STATM = Path("/proc/self/statm")
_RESIDENT, _DATA = 1, 5
"""The columns of what is held in memory, and of what was asked for; in pages."""


def resident() -> int | None:
    """Bytes that this process holds in memory; None where the system does not say."""
    found = _statm(_RESIDENT)
    if found is None and resource is not None:
        # The most that it ever held: that grows too when it holds more than ever.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    return found


def _statm(column: int) -> int | None:
    with suppress(OSError, ValueError, IndexError):
        pages = int(_STATM.read_bytes().split()[column])
        return pages * resource.getpagesize()
    return None


_ROOM = 200_000_000
"""Bytes that others may ask for, whatever one piece of work has taken."""


class _Ceiling:
    """A limit of this process that is set while anybody holds it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._before: tuple[int, int] | None = None
        """What the limit was; None while nobody holds it, or it cannot be set."""
        self._most = 0

    def hold(self, more: int) -> None:
        with self._lock:
            self._holders += 1
            if self._holders == 1:
                self._set(more)
            else:
                self._widen()

    def widen(self) -> None:
        with self._lock:
            self._widen()

    def release(self) -> None:
        with self._lock:
            self._holders -= 1
            if not self._holders and self._before is not None:
                resource.setrlimit(resource.RLIMIT_DATA, self._before)
                self._before = None

    @contextmanager
    def lifted(self) -> Iterator[None]:
        with self._lock:
            if self._before is None:
                yield
                return
            resource.setrlimit(resource.RLIMIT_DATA, self._before)
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_DATA, (self._most, self._before[1]))

    def _set(self, more: int) -> None:
        asked = _statm(_DATA)
        if asked is None or not sys.platform.startswith("linux"):
            return
        before = resource.getrlimit(resource.RLIMIT_DATA)
        self._most = _least(asked + more, *before)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (self._most, before[1]))
            self._before = before

    def _widen(self) -> None:
        asked = _statm(_DATA)
        if asked is None or self._before is None:
            return
        self._most = max(self._most, _least(asked + _ROOM, *self._before))
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (self._most, self._before[1]))


def _least(*limits: int) -> int:
    return min(each for each in limits if each != resource.RLIM_INFINITY)


_ceiling = _Ceiling()


def widen_ceiling() -> None:
    """Leave room to go on with, where work that does not listen has taken most of what there was."""
    _ceiling.widen()


@contextmanager
def ceiling(more: int) -> Iterator[None]:
    """Let the system refuse more than so many further bytes, for as long as the block lasts.

    One call of a function may ask for gigabytes and fill them faster than anybody can look. What is
    refused is an error of DuckDB's or a MemoryError, and what asked for it can go on. Linux alone
    counts what is asked for; elsewhere this does nothing.
    """
    _ceiling.hold(more)
    try:
        yield
    finally:
        _ceiling.release()


@contextmanager
def without_ceiling() -> Iterator[None]:
    """Start another program, which would inherit the ceiling; not to be held for long."""
    with _ceiling.lifted():
        yield

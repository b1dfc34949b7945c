"""The memory that this process uses, and a ceiling on it that the system enforces."""

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
"""The columns of resident and of requested memory, in pages."""


def resident() -> int | None:
    """Bytes of resident memory; None if the system does not report it."""
    found = _statm(_RESIDENT)
    if found is None and resource is not None:
        # The peak; it also grows when there is more in use than ever before.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    return found


def _statm(column: int) -> int | None:
    with suppress(OSError, ValueError, IndexError):
        pages = int(_STATM.read_bytes().split()[column])
        return pages * resource.getpagesize()
    return None


_ROOM = 200_000_000
"""Bytes that other work may request, whatever one piece of work has taken."""


class _Ceiling:
    """A limit of this process that is set while there is at least one holder."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._before: tuple[int, int] | None = None
        """The limit before; None while there is no holder, or if it cannot be set."""
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
    """Leave room for other work when work that cannot be interrupted has taken most of it."""
    _ceiling.widen()


@contextmanager
def ceiling(more: int) -> Iterator[None]:
    """Let the system refuse requests for more than `more` further bytes during the block.

    One call of a function may request gigabytes and fill them before anything can stop it. A refused
    request is an error of DuckDB's or a MemoryError, after which the program can go on. Only Linux
    counts requested memory; elsewhere this does nothing.
    """
    _ceiling.hold(more)
    try:
        yield
    finally:
        _ceiling.release()


@contextmanager
def without_ceiling() -> Iterator[None]:
    """Lift the ceiling, to start another program, which would inherit it; only for a moment."""
    with _ceiling.lifted():
        yield

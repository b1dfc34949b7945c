"""The end of the explorer without a key: its terminal has gone, or the system asks it to end."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from time import monotonic
from types import FrameType

TERMINAL_GONE = 129
"""Exit status: 128 and the number of SIGHUP, whether or not that signal came."""

_SECONDS_WITHOUT_TERMINAL = 1.2
_SECONDS_ON_REQUEST = 4.0
"""Time for the event loop to end in order."""
_SECONDS_OF_A_STEP = 0.25
"""Time for each step that is taken in its place."""
_SIGNALS = {
    "SIGHUP": _SECONDS_WITHOUT_TERMINAL,
    **dict.fromkeys(("SIGTERM", "SIGQUIT", "SIGUSR1", "SIGUSR2"), _SECONDS_ON_REQUEST),
}
"""Signals that would end the process without restoring the terminal."""


class Shutdown:
    """Asks the event loop to end; if it does not, keeps what was typed and ends the process."""

    def __init__(self, leave: Callable[[int], object], keep: Callable[[], object]) -> None:
        """Prepare for the end.

        Args:
            leave: ends in order, with an exit status; called on the event loop.
            keep: writes what would be lost; called in a thread, whatever the loop does.
        """
        self._leave = leave
        self._keep = keep
        self._give_back: Callable[[], object] = lambda: None
        # A signal may interrupt a put with another; no lock of `threading` allows that.
        self._asked: SimpleQueue[tuple[int, float]] = SimpleQueue()
        self.has_begun = False

    def start(self, give_back: Callable[[], object]) -> None:
        """Wait for the end. Called on the event loop, in the main thread.

        Args:
            give_back: restores the terminal without the loop; called in a thread.
        """
        self._give_back = give_back
        self._loop = asyncio.get_running_loop()
        self._context = copy_context()
        # Started in advance: starting takes a lock, which the code that a signal interrupts may hold.
        threading.Thread(target=self._wait, name="ending", daemon=True).start()
        # Not the loop's own handlers, which a stuck loop never calls.
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), self._on_signal)

    def begin(self, status: int, seconds: float = _SECONDS_WITHOUT_TERMINAL) -> None:
        """Ask for the end, from any thread or signal handler; the first status counts.

        Args:
            seconds: for the loop to end in order.
        """
        self.has_begun = True
        self._asked.put((status, seconds))

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.begin(128 + number, _SIGNALS[signal.Signals(number).name])

    def _wait(self) -> None:
        status, seconds = self._asked.get()
        deadline = monotonic() + seconds
        with suppress(RuntimeError):  # The loop is closed: it ends as it is.
            self._loop.call_soon_threadsafe(self._leave, status, context=self._context)
        while (left := deadline - monotonic()) > 0:
            # A terminal may go while a request is served.
            with suppress(Empty):
                deadline = min(deadline, monotonic() + self._asked.get(timeout=left)[1])
        for step in (self._keep, self._give_back):
            _try(step)
        os._exit(status)


def _try(step: Callable[[], object]) -> None:
    """Take a step for a bounded time; its errors are ignored."""

    def take() -> None:
        with suppress(Exception):
            step()

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    thread.join(_SECONDS_OF_A_STEP)

"""Progress of a long check, on one line of the terminal that is cleared at the end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from trafficking_explorer.output import Trusted

_EMPTY_LINE = Trusted("\r\x1b[K")
_PATIENCE = 0.5
"""Seconds before the first message."""
_PAUSE = 0.1
"""Seconds between two messages."""


class Progress:
    """Shows progress on a terminal; nothing elsewhere."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._next = time.monotonic() + _PATIENCE

    def __call__(self, done: int, steps: int) -> None:
        """Report the number of finished steps."""
        if self._shown and time.monotonic() >= self._next:
            self.say(f"checking the files: {100 * done // max(1, steps)} %")

    def say(self, words: str) -> None:
        """Show a message."""
        if self._shown:
            self._next = time.monotonic() + _PAUSE
            self._stream.write(_EMPTY_LINE + words)
            self._stream.flush()

    def clear(self) -> None:
        """Clear the line."""
        if self._shown:
            self._stream.write(_EMPTY_LINE)
            self._stream.flush()


@contextmanager
def progress_on(stream: IO[str]) -> Iterator[Progress]:
    """Show progress on a stream, cleared at the end in any case."""
    progress = Progress(stream)
    try:
        yield progress
    finally:
        progress.clear()

"""How far a long check is, on one line of the terminal that goes when it is done."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from trafficking_explorer.output import Trusted

_EMPTY_LINE = Trusted("\r\x1b[K")
_PATIENCE = 0.5
"""Seconds that pass before anything is said."""
_PAUSE = 0.1
"""Seconds between two words about it."""


class Progress:
    """Says how far it is, where somebody can see it."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._next = time.monotonic() + _PATIENCE

    def __call__(self, done: int, steps: int) -> None:
        """So many steps of all are done."""
        if self._shown and time.monotonic() >= self._next:
            self.say(f"checking the files: {100 * done // max(1, steps)} %")

    def say(self, words: str) -> None:
        """What is being done."""
        if self._shown:
            self._next = time.monotonic() + _PAUSE
            self._stream.write(_EMPTY_LINE + words)
            self._stream.flush()

    def clear(self) -> None:
        """Leave nothing of it behind."""
        if self._shown:
            self._stream.write(_EMPTY_LINE)
            self._stream.flush()


@contextmanager
def progress_on(stream: IO[str]) -> Iterator[Progress]:
    """Progress on a stream, cleared at the end whatever comes."""
    progress = Progress(stream)
    try:
        yield progress
    finally:
        progress.clear()

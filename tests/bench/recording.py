"""A session in a pseudo-terminal that keeps when each piece of output came, to be looked at afterwards.

While a program is measured nothing is drawn here: an emulator would take the time of a core. What
was on the screen at which moment is found out when the program has ended.
"""

from collections.abc import Iterator
from typing import Any

from tests.terminal.pty_session import PtySession


class Recording(PtySession):
    """A session whose output is kept with its times."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces: list[tuple[float, int]] = []
        """When a piece of output came, on the clock of `time.perf_counter`, and where it ends."""

    def _pump(self, seconds: float) -> bool:
        came = super()._pump(seconds)
        if came:
            self.pieces.append((self.last_output, len(self.raw)))
        return came

    def answered(self, sent: float) -> float:
        """The time of the first output after a moment; infinity if there was none."""
        return next((came for came, _ in self.pieces if came > sent), float("inf"))

    def said(self, words: bytes, after: float) -> float:
        """The time of the first output after a moment that holds some words; infinity if there was none."""
        start = 0
        for came, end in self.pieces:
            if came > after and words in self.raw[start:end]:
                return came
            # Words may come in two pieces.
            start = max(0, end - len(words) + 1) if came > after else end
        return float("inf")

    def screens(self) -> Iterator[tuple[float, "Replay"]]:
        """Each piece of output with its moment, and the screen after it."""
        replay = Replay(self)
        for came, end in self.pieces:
            replay.show(end)
            yield came, replay


class Replay:
    """The screen of a recording, at one moment; drawn only when it is looked at."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._session = PtySession(
            [], cwd=recording.cwd, env={}, columns=recording.columns, rows=recording.rows
        )

    def show(self, end: int) -> None:
        """Go on to where the output is so long."""
        self._session.raw += self._recording.raw[len(self._session.raw) : end]

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return self._session.lines

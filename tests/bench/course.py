"""Lines typed into a pane of records, and the times at which their rows were on screen."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import inf

from tests.bench.expected import Expected, Oracle, Shown
from tests.bench.recording import Recording
from trafficking_explorer.database.views import View

DELETE = "\x7f"
PAUSE = 0.125
"""Seconds between two keys of a person who types."""
_TICK = 0.03
"""Seconds between two keys that only ask whether the program still answers."""
_GIVE_UP = 5.0
"""Seconds without any output after which nothing more is waited for."""

Seen = Mapping[tuple[str, int], Expected | None]
"""What is to be seen by a line and the index of a key in it; None where the line is wrong so far."""


@dataclass
class Step:
    """A key, and what is to be on screen after it.

    Attributes:
        name: what is measured.
        group: steps of one are overtaken by those after them.
        sent: when the key was.
        rows_at, all_at: when the rows were there, and when the count was too; infinity: never.
    """

    name: str
    group: int
    sent: float
    expected: Expected
    rows_at: float = inf
    all_at: float = inf

    @property
    def rows_ms(self) -> float:
        """From key to rows."""
        return (self.rows_at - self.sent) * 1000

    @property
    def all_ms(self) -> float:
        """From key to rows and count."""
        return (self.all_at - self.sent) * 1000


@dataclass
class Course:
    """One session, from key to key.

    Attributes:
        steps: in the order of time.
        ticks: what was under way when a key was sent that is answered at once, and that moment.
    """

    session: Recording
    view: View
    steps: list[Step] = field(default_factory=list)
    ticks: list[tuple[str, float]] = field(default_factory=list)

    # What is typed.

    def key(self, name: str, keys: str, expected: Expected | None, group: int = -1) -> None:
        """Send keys; where something is expected of them, remember it."""
        sent = self.session.send(keys)
        self.ticks.append((name, sent))
        if expected is not None:
            group = len(self.steps) if group < 0 else group
            self.steps.append(Step(name, group, sent, expected))

    def type_lines(self, name: str, lines: Sequence[str], seen: Seen, *, at_once: bool) -> None:
        """Type each line into the empty filter, from the first row on.

        Args:
            at_once: without a pause; then only the end of a line counts.
        """
        for line in lines:
            end = seen[line, len(line) - 1]
            self.session.send("g")
            self.session.settle(0.3)
            self.session.send("/")
            self.session.settle(0.3)
            if at_once:
                self.key(name, line, end)
            else:
                group = len(self.steps)
                for at, key in enumerate(line):
                    self.key(name, key, seen[line, at], group)
                    self.session.watch(PAUSE)
            self.wait(end)
            # Out of the field, then the filter away.
            for _ in range(2):
                self.session.send("\x1b")
                self.session.settle(0.5)

    def press(self, name: str, key: str, expected: Expected) -> None:
        """Press a key in the table, and ask all the time whether the program still answers."""
        self.session.settle(0.5)
        self.key(name, key, expected)
        ends = time.perf_counter() + 1.5
        while time.perf_counter() < ends:
            # To the next column and back: the header shows it at once.
            self.hold(name, "lh")
        self.wait(expected)

    def hold(self, name: str, keys: Iterable[str]) -> None:
        """Send keys as fast as a key repeats that is held down."""
        for key in keys:
            self.ticks.append((name, self.session.send(key)))
            self.session.watch(_TICK)

    def wait(self, expected: Expected | None) -> None:
        """Wait until what is expected has come, or nothing comes any more."""
        self.session.settle(0.5)
        while expected and time.perf_counter() < self.session.last_output + _GIVE_UP:
            shown = Shown(self.session.lines, self.view)
            if shown.has_all(expected):
                return
            self.session.watch(0.2)

    # When it was on screen.

    def look_back(self) -> None:
        """Find out when what is expected of each step was on screen.

        What was expected of a key that was overtaken may never have been: then those of a later one.
        """
        waiting: list[Step] = []
        ahead = list(self.steps)
        for came, replay in self.session.screens():
            while ahead and ahead[0].sent < came:
                if waiting and waiting[-1].group != ahead[0].group:
                    waiting = []
                waiting.append(ahead.pop(0))
            if not waiting:
                continue
            shown = Shown(replay.lines, self.view)
            last = next(
                (
                    at
                    for at in reversed(range(len(waiting)))
                    if shown.has_rows(waiting[at].expected)
                ),
                -1,
            )
            done = last >= 0 and shown.has_all(waiting[last].expected)
            for step in waiting[: last + 1]:
                step.rows_at = min(step.rows_at, came)
                if done:
                    step.all_at = min(step.all_at, came)
            if done:
                del waiting[: last + 1]

    def named(self, name: str) -> list[Step]:
        """The steps of one name."""
        return [step for step in self.steps if step.name == name]

    def last_keys(self, name: str) -> list[Step]:
        """The last key of each line, after which nothing overtakes the rows."""
        return [list(group)[-1] for _, group in groupby(self.named(name), lambda step: step.group)]

    def answered_ms(self, name: str) -> list[float]:
        """From each key that was sent meanwhile to the first output after it."""
        return [
            (self.session.answered(sent) - sent) * 1000 for what, sent in self.ticks if what == name
        ]


def states(line: str) -> Iterator[str]:
    """The text of the filter after each key of a line."""
    text = ""
    for key in line:
        text = text[:-1] if key == DELETE else text + key
        yield text


def foresee(oracle: Oracle, lines: Sequence[str]) -> Seen:
    """The expected screens after each key of each line, typed from the first row on."""
    seen = {}
    for line in lines:
        # The cursor stays on its record as long as that is among the rows.
        stayed = [oracle.first]
        for at, state in enumerate(states(line)):
            seen[line, at] = expected = oracle.expect(state, (), stayed)
            if expected is not None and expected.first is not None:
                stayed.append(expected.first)
    return seen

"""Consoles over the bundled corpus, for tests."""

import threading
import time
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Self

import pytest

from trafficking_explorer.console import background_query as tasks
from trafficking_explorer.console.query_result import QueryResult
from trafficking_explorer.console.session import NO_PARAMS, Console
from trafficking_explorer.database.cache import StoreLocation, open_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sandbox import Limits

ENDLESS = "SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)"
"""Would take hours; interrupted at once."""
DEAF = "SELECT levenshtein(repeat('ab', 16000), repeat('ba', 16000))"
"""One call of a function that takes some seconds and looks at nothing meanwhile."""

PATIENCE = 300.0
"""Seconds until a test gives up; a guard against waiting for ever, far above what anything takes."""


class Alarms:
    """The time limits of statements, which are over when a test says so, and not before."""

    daemon = True

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.set: list[Callable[[], None]] = []
        """What ends the statements that run."""
        own = SimpleNamespace(**vars(threading) | {"Timer": self})
        monkeypatch.setattr(tasks, "threading", own)

    def __call__(self, _: float, stop: Callable[..., None], args: tuple[str]) -> Self:
        self.set.append(lambda: stop(*args))
        return self

    def start(self) -> None:
        """As a timer."""

    def cancel(self) -> None:
        """As a timer: one statement runs at a time."""
        self.set.clear()

    def ring(self) -> None:
        """Let the time be over."""
        for stop in self.set.copy():
            stop()


def wait_until(holds: Callable[[], bool]) -> None:
    """Come back when something holds that another thread brings about."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it does not come about"
        time.sleep(0.005)


def limited_store(place: StoreLocation, limits: Limits) -> Store:
    """A store with these limits."""
    # Built, where a change of the code has made it another one since the session began.
    open_store(place).close()
    return Store.attach(place.database, limits)


def ask(console: Console, sql: str, params: Mapping[str, object] = NO_PARAMS) -> QueryResult:
    """The result of the last statement of a script, complete; one that fails raises its error."""
    result: QueryResult | None = None
    for statement in console.read(sql):
        result = console.start(statement, params)
        result.finish()
    assert result is not None
    return result

"""Consoles over the bundled corpus, for tests."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest

from trafficking_explorer.console.limit_watch import Watch
from trafficking_explorer.console.query_result import QueryResult
from trafficking_explorer.console.session import NO_PARAMS, Console
from trafficking_explorer.database.cache import StoreLocation, open_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryLimited

ENDLESS = "SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)"
"""Would take hours; interrupted at once."""
DEAF = "SELECT levenshtein(repeat('ab', 16000), repeat('ba', 16000))"
"""One call of a function that takes some seconds and looks at nothing meanwhile."""

PATIENCE = 300.0
"""Seconds until a test gives up; a guard against waiting for ever, far above what anything takes."""


class Alarms:
    """The time limits of statements, which are over when a test says so, and not before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_watched = threading.Event()
        """A statement that runs has been looked at."""
        self._is_over = False
        monkeypatch.setattr(Watch, "exceeded", self._exceeded)

    def _exceeded(self) -> QueryLimited | None:
        self.is_watched.set()
        if not self._is_over:
            return None
        self._is_over = False
        return QueryLimited("stopped after 0.3 s: that is the time limit")

    def ring(self) -> None:
        """Let the time of the statement that runs be over."""
        self._is_over = True


def wait_until(holds: Callable[[], bool]) -> None:
    """Come back when something holds that another thread brings about."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it does not come about"
        time.sleep(0.005)


@contextmanager
def interrupting(interrupt: Callable[[], object]) -> Iterator[None]:
    """Interrupt again and again from another thread, until the block is left."""
    done = threading.Event()

    def run() -> None:
        while not done.wait(0.01):
            interrupt()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def limited_store(place: StoreLocation, limits: Limits) -> Store:
    """A store with these limits."""
    # Built, if a change of the code has made it another store since the session began.
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

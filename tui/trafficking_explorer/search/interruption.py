"""Questions that are asked while a filter is typed: a newer one interrupts the answer to an older one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import QueryInterrupted


class InterruptibleReader:
    """Answers one question at a time. Subclasses ask the store inside `asking`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = threading.Lock()
        self._running: Any = None
        """The cursor of the thread that answers, guarded by `_guard`."""
        self._guard = threading.Lock()
        self._newest = 0

    def begin(self) -> int:
        """Number a new question, in the thread that asks it."""
        with self._guard:
            self._newest += 1
            if self._running is not None:
                self._running.interrupt()
            return self._newest

    @contextmanager
    def asking(self, number: int) -> Iterator[None]:
        """Take a turn; queries of this thread inside it can be interrupted.

        Raises:
            QueryInterrupted: a newer question was begun.
        """
        with self._turn:
            with self._guard:
                self.check(number)
                self._running = self._store.cursor()
            try:
                yield
            finally:
                # The cursor is the thread's: later queries must not be interrupted.
                with self._guard:
                    self._running = None

    def check(self, number: int) -> None:
        """Stop between two queries, when there is nothing to interrupt.

        Raises:
            QueryInterrupted: a newer question was begun.
        """
        if number != self._newest:
            raise QueryInterrupted("a newer question was begun")

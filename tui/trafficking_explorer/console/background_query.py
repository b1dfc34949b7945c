"""Run a query in a background thread; report first rows early, interrupt promptly.

DuckDB stops between two pieces of work. A single call of a function over a very large value is one
piece, and may take minutes: stopping does not wait for it. The thread is then abandoned, and its
connection is not used again.
"""

import atexit
import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from weakref import WeakSet

import duckdb

from trafficking_explorer.console.limit_watch import LOOK_SECONDS, Watch
from trafficking_explorer.database.memory_ceiling import ceiling, widen_ceiling
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryInterrupted
from trafficking_explorer.process_exit import ask_at_end

PATIENCE = 0.3
"""Seconds that a query has to stop before it is abandoned."""
_UNWINDING_SECONDS = 5.0
_WAIT_SECONDS = 0.2


class BackgroundQuery:
    """Work with connections of DuckDB. Any thread may wait for it or stop it."""

    def __init__(self, limits: Limits, files: Sequence[Path] = ()) -> None:
        """Prepare the work; `begin` begins it.

        Args:
            files: those it writes, which count as disk.
        """
        self._limits = limits
        self._files = files
        self._lock = threading.Lock()
        self._first = threading.Event()
        """Set when the first rows are there, or it is known that there are none."""
        self._done = threading.Event()
        """Set when the outcome is known."""
        self._over = threading.Event()
        """Set when the thread has ended."""
        self._interrupting = threading.Lock()
        """Held while connections are interrupted, so that their next query is not."""
        self._wake = threading.Event()
        """Set when it is to stop, or the thread has ended."""
        self._stopped: QueryInterrupted | None = None
        """The reason to stop; None without one."""
        self._deaf = False
        """True if it had the time to stop, and did not."""
        self._error: Exception | None = None
        self._began = self._ended = time.monotonic()
        self._threads: list[threading.Thread] = []

    # For any thread.

    @property
    def done(self) -> bool:
        """True if nothing more comes: it is complete, has failed or was stopped."""
        return self._done.is_set()

    @property
    def error(self) -> Exception | None:
        """The reason why it ended early; None while it runs and if it is complete."""
        return self._error

    @property
    def seconds(self) -> float:
        """The time it has taken."""
        return (self._ended if self.done else time.monotonic()) - self._began

    @property
    def rows(self) -> int:
        """The number of rows that are known so far; each of them can be read."""
        raise NotImplementedError

    @property
    def complete(self) -> bool:
        """True if these are all."""
        return self.done and self.error is None

    @property
    def fraction(self) -> float | None:
        """The part of the work that is done, 0 to 1; None if DuckDB does not tell. Does not wait."""
        if not self.done:
            with suppress(duckdb.Error, IndexError):
                percent = self._connections()[0].query_progress()
                return percent / 100 if percent >= 0 else None
        return None

    def wait_for_first(self) -> None:
        """Wait for the first rows.

        Raises:
            QueryError: it failed before there were any.
            QueryInterrupted: it was stopped before.
        """
        self._first.wait()
        if self._done.is_set() and self._error is not None and not self.rows:
            raise self._error

    def finish(self) -> None:
        """Wait for the end.

        Raises:
            QueryError: it failed; rows that were known by then stay.
            QueryInterrupted: it was stopped.
        """
        self._done.wait()
        if self._error is not None:
            raise self._error

    def stop(self, why: QueryInterrupted | None = None) -> None:
        """Ask it to stop, and return at once. It is done soon after, even if DuckDB does not react."""
        with self._lock:
            if self._stopped is not None or self._done.is_set():
                return
            self._stopped = why or QueryInterrupted("interrupted")
            self._wake.set()

    # For subclasses.

    def begin(self) -> None:
        """Start the thread; called once."""
        self._began = time.monotonic()
        self._watch = Watch(self._limits, self._files)
        _running.add(self)
        try:
            # This one first: without memory, no thread can be started to stop the other.
            self._start(self._attend)
            self._start(self._run)
        except RuntimeError:
            self._over.set()
            self._wake.set()
            self._finish_query(self._translated(MemoryError()), abandoned=False)

    def _work(self) -> None:
        """The work itself; calls `_check` between its steps."""
        raise NotImplementedError

    def _connections(self) -> tuple[duckdb.DuckDBPyConnection, ...]:
        """The connections to interrupt."""
        raise NotImplementedError

    def _translated(self, error: Exception) -> Exception:
        """The error to report for an exception of the work."""
        return error

    def _settled(self, *, abandoned: bool) -> None:
        """Called once, when the outcome is known; abandoned work still uses its connections."""

    def _on_thread_exit(self) -> None:
        """Called by the thread at its end, also long after it was abandoned."""

    def _has_more(self) -> None:
        """Report that there are rows, and stop here if that was asked for."""
        self._first.set()
        self._check()

    def _check(self) -> None:
        """Stop here if that was asked for."""
        if self._stopped is not None:
            raise self._stopped

    def _run(self) -> None:
        error: Exception | None = None
        try:
            with ceiling(self._watch.ceiling):
                self._check()
                self._work()
        except Exception as caught:
            # Raised where its end is waited for, foreseen or not.
            error = self._stopped or self._translated(caught)
        finally:
            with self._interrupting:
                self._over.set()
            self._wake.set()
            self._finish_query(error, abandoned=False)
            self._on_thread_exit()

    def _start(self, target: Callable[[], None]) -> None:
        # A thread that DuckDB does not let go of must not keep the program from ending.
        thread = threading.Thread(target=target, name=type(self).__name__, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _attend(self) -> None:
        """Stop the work when that is asked for, or at a limit."""
        while not self._wake.wait(LOOK_SECONDS):
            try:
                why = self._watch.exceeded()
            except MemoryError:
                why = self._watch.out_of_memory
            if why is not None:
                self.stop(why)
        self._keep_interrupting()

    def _finish_query(self, error: Exception | None, *, abandoned: bool) -> None:
        with self._lock:
            if self._done.is_set():
                return
            self._error = error
            self._ended = time.monotonic()
            # The next query may begin as soon as the end is known.
            self._settled(abandoned=abandoned)
            self._done.set()
            self._first.set()

    def _keep_interrupting(self) -> None:
        """Interrupt until it has stopped: between two statements DuckDB forgets an interruption."""
        patience = time.monotonic() + PATIENCE
        pause = 0.01
        while not self._over.wait(pause):
            self._interrupt()
            if not self._done.is_set() and time.monotonic() > patience:
                self._deaf = True
                widen_ceiling()
                self._finish_query(self._stopped, abandoned=True)
                pause = 1.0

    def _interrupt(self) -> None:
        with self._interrupting:
            if not self._over.is_set():
                for connection in self._connections():
                    with suppress(duckdb.Error):
                        connection.interrupt()

    def end(self, patience: float) -> bool:
        """Stop it and wait until its thread has ended.

        Args:
            patience: seconds; a query that has had its time to stop is not waited for again.

        Returns:
            True if it has ended.
        """
        with self._lock:
            self._stopped = self._stopped or QueryInterrupted("the program ends")
        until = time.monotonic() + patience
        while not self._over.wait(0.01):
            self._interrupt()
            if self._deaf or time.monotonic() > until:
                self._deaf = True
                return False
        # The threads also release what they hold before the interpreter goes.
        for thread in self._threads:
            thread.join(_UNWINDING_SECONDS)
        return not any(thread.is_alive() for thread in self._threads)


class BackgroundCall(BackgroundQuery):
    """A function that runs statements in a background thread; it has no rows."""

    def __init__(
        self,
        do: Callable[[], object],
        connections: Sequence[duckdb.DuckDBPyConnection],
        limits: Limits,
        files: Sequence[Path] = (),
    ) -> None:
        """Prepare the call.

        Args:
            connections: those that it uses.
            files: those that it writes.
        """
        super().__init__(limits, files)
        self._do = do
        self._uses = tuple(connections)

    @property
    def rows(self) -> int:
        return 0

    def run(self) -> None:
        """Begin it and wait for its end; called by the main thread, whose ctrl+c stops it.

        Raises:
            QueryInterrupted, QueryLimited: it was stopped.
            Exception: as the function.
        """
        try:
            self.begin()
            # With a limit, since a wait without one is not interrupted on every system.
            while not self._done.wait(_WAIT_SECONDS):
                pass
        except KeyboardInterrupt:
            self.stop()
            # An interrupt may have kept the thread from starting that would report the end.
            if not self._done.wait(_UNWINDING_SECONDS):
                raise
        self.finish()

    def _work(self) -> None:
        self._do()

    def _connections(self) -> tuple[duckdb.DuckDBPyConnection, ...]:
        return self._uses


_running: "WeakSet[BackgroundQuery]" = WeakSet()


def _end_all() -> bool:
    """Stop all queries; True if all have ended."""
    ended = [task.end(PATIENCE) for task in tuple(_running)]
    return all(ended)


ask_at_end(_end_all)


@atexit.register
def _quieten() -> None:
    """Keep threads from returning from DuckDB into an interpreter that is being taken apart."""
    if not _end_all():
        # A thread that does not react goes with the process; messages of DuckDB's bindings about
        # it are kept from the terminal.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)

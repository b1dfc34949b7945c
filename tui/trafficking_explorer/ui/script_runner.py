"""Statements run one after another in a thread that waits for each, until one of them fails."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trafficking_explorer.errors import ExplorerError, QueryError, QueryInterrupted
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.query_history import DONE, FAILED, INTERRUPTED, QueryHistory

if TYPE_CHECKING:
    from trafficking_explorer.console.query_result import QueryResult
    from trafficking_explorer.console.session import Console
    from trafficking_explorer.console.tokenizer import Statement


@dataclass(frozen=True, slots=True)
class ScriptResult:
    """How a script went.

    Attributes:
        ran: the results of the statements that were run to their end.
        of: how many statements there were.
        error: why it ended early.
    """

    ran: tuple["QueryResult", ...]
    of: int
    error: ExplorerError | None = None

    @property
    def may_have_changed(self) -> bool:
        """Whether there may be other tables now, or other rows in them."""
        return self.error is not None or not all(result.is_query for result in self.ran)

    @property
    def seconds(self) -> float:
        """How long those that ran took."""
        return sum(result.seconds for result in self.ran)

    @property
    def summary(self) -> str:
        """What is to be said of it, where it did not fail."""
        seconds = f"{self.seconds:.2f} s"
        if self.of > 1:
            return f"{self.of} statements · {seconds}"
        result = self.ran[0]
        if result.is_query:
            return f"{count_noun(result.rows, 'row')} · {seconds}"
        counted = result.values(0, 1) if result.columns == ("Count",) else []
        if counted and counted[0][0] is not None:
            return f"{count_noun(counted[0][0], 'row')} changed · {seconds}"
        return f"done · {seconds}"


class ScriptRun:
    """The statements of one run; another thread may stop them."""

    def __init__(
        self,
        statements: "Sequence[Statement]",
        params: Mapping[str, object],
        history: QueryHistory,
        lock: threading.Lock,
    ) -> None:
        """A run.

        Args:
            lock: held while a statement is being started.
        """
        self._lock = lock
        self.statements = tuple(statements)
        self._params = params
        self._history = history
        self._console: Console | None = None
        self._stopped = False

    def run(
        self, console: "Console", started: "Callable[[Statement, QueryResult], None]"
    ) -> ScriptResult:
        """Run them, and come back when the last one is through or one has failed.

        Args:
            started: told of each statement as soon as it runs.
        """
        self._console = console
        ran: list[QueryResult] = []
        error: ExplorerError | None = None
        for statement in self.statements:
            error = self._run_one(console, statement, started, ran)
            if error is not None:
                break
        return ScriptResult(tuple(ran), len(self.statements), error)

    def stop(self) -> None:
        """Let what runs stop, and nothing follow it."""
        self._stopped = True
        if self._console is not None:
            self._console.interrupt()

    def _run_one(
        self,
        console: "Console",
        statement: "Statement",
        started: "Callable[[Statement, QueryResult], None]",
        ran: "list[QueryResult]",
    ) -> ExplorerError | None:
        if self._stopped:
            return QueryInterrupted("interrupted")
        number = self._history.begin(statement.text)
        try:
            with self._lock:
                result = console.start(statement, self._params)
        except ExplorerError as error:
            self._history.end(number, FAILED, 0.0)
            return error
        started(statement, result)
        if self._stopped:
            # Asked for while it was being started.
            result.stop()
        try:
            result.finish()
        except QueryInterrupted as error:
            self._history.end(number, INTERRUPTED, result.seconds, result.rows)
            return error
        except ExplorerError as error:
            self._history.end(number, FAILED, result.seconds)
            return error
        rows = result.rows if result.is_query else None
        self._history.end(number, DONE, result.seconds, rows)
        ran.append(result)
        return None


def mask_except(text: str, start: int, end: int) -> str:
    """A script of which nothing is left but one part, so that its places stay those of the whole."""
    before = "\n".join(" " * len(line) for line in text[:start].split("\n"))
    return before + text[start:end]


def place_of(error: ExplorerError) -> tuple[int, int] | None:
    """Line and column, from 0, of an error that has a place."""
    if isinstance(error, QueryError) and error.line and error.column:
        return error.line - 1, error.column - 1
    return None

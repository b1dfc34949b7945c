"""Scripts of the SQL pane: read, asked for their values, and run statement by statement on a console."""

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.widget import Widget

from trafficking_explorer.console.catalog import Catalog
from trafficking_explorer.console.completion import Completer
from trafficking_explorer.console.query_result import QueryResult
from trafficking_explorer.console.saved_queries import Parameter, parameters_of
from trafficking_explorer.console.session import Console
from trafficking_explorer.console.tokenizer import Statement, parameters, statement_at
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import ExplorerError, QueryError, QueryInterrupted, UsageError
from trafficking_explorer.search.filter_sql import filter_reader
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer
from trafficking_explorer.ui.query_history import DONE, FAILED, INTERRUPTED, QueryHistory


class SqlConsole:
    """A console that is opened when it is first needed. All but `interrupt` is for threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._console: Console | None = None
        self._completer: Completer | None = None
        self._lock = threading.Lock()
        """Held while the console is opened, starts a statement or reads its catalog."""

    def read(self, script: str) -> tuple[Statement, ...]:
        """The statements of a script.

        Raises:
            QueryError: one of them is not SQL.
        """
        with self._lock:
            console = self._open()
        return console.read(script)

    def start(self, statement: Statement, params: Mapping[str, object]) -> QueryResult:
        """Start a statement.

        Raises:
            QueryError: another statement is running.
        """
        with self._lock:
            return self._open().start(statement, params)

    def read_catalog(self) -> tuple[Completer, Catalog]:
        """The completer, with the catalog as it is now.

        Raises:
            QueryError: the store is closed.
        """
        with self._lock:
            completer = self._completer
            if completer is None:
                completer = self._completer = self._open().completer()
                return completer, completer.catalog
            catalog = self._open().read_catalog(completer.catalog)
        completer.refresh(catalog)
        return completer, catalog

    def interrupt(self) -> None:
        """Stop the statement that runs."""
        if self._console is not None:
            self._console.interrupt()

    @property
    def own_tables(self) -> list[str]:
        """The names of the reader's tables in the catalog."""
        tables = self._completer.catalog.tables if self._completer else ()
        return [table.name for table in tables if not table.is_of_corpus]

    def _open(self) -> Console:
        """The console; call it with the lock held."""
        if self._console is None:
            self._console = Console(self.store, filter_reader(self.store))
        return self._console


@dataclass(frozen=True, slots=True)
class ScriptResult:
    """The outcome of a script.

    Attributes:
        ran: the results of the statements that ran to their end.
        of: the number of statements.
        error: the reason if it ended early.
    """

    ran: tuple[QueryResult, ...]
    of: int
    error: ExplorerError | None = None

    @property
    def may_have_changed(self) -> bool:
        """True if there may be other tables now, or other rows in them."""
        return self.error is not None or not all(result.is_query for result in self.ran)

    @property
    def seconds(self) -> float:
        """The time that those took that ran."""
        return sum(result.seconds for result in self.ran)

    @property
    def summary(self) -> str:
        """The outcome in words, if it did not fail."""
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


@dataclass(frozen=True, slots=True)
class Script:
    """Statements that can be run.

    Attributes:
        parameters: those it needs values for.
    """

    console: SqlConsole
    statements: tuple[Statement, ...]
    parameters: tuple[Parameter, ...]


@dataclass
class ValuesNeeded(Message):
    """A script waits for the values of its parameters.

    Attributes:
        values: those it was last run with.
    """

    script: Script
    values: Mapping[str, str]


@dataclass
class StatementStarted(Message):
    """A statement runs."""

    statement: Statement
    result: QueryResult


@dataclass
class ScriptEnded(Message):
    """A script has ended.

    Attributes:
        outcome: None if it could not be run at all.
    """

    outcome: ScriptResult | None
    error: Foreseen | None


class ScriptRunner:
    """Run one script at a time in threads, and report to a widget."""

    def __init__(self, owner: Widget, history: QueryHistory) -> None:
        """Prepare to run.

        Args:
            owner: gets the messages.
            history: notes the statements.
        """
        self.is_busy = False
        """True from the request to the end of a script."""
        self._owner = owner
        self._history = history
        self._answers = LatestAnswer(owner, "sql", threads=2, on_error=self._failed)
        self._values: dict[tuple[str, ...], dict[str, str]] = {}
        """The values that scripts were last run with, by the names of their parameters."""
        self._running: SqlConsole | None = None
        """The console whose statements run."""
        self._stopped = False
        self._began = 0.0
        self._at: StatementStarted | None = None

    # On the event loop.

    def begin(
        self, console: SqlConsole, text: str, part: tuple[int, int] | None, place: int = 0
    ) -> None:
        """Run a part of a text; None: the statement at a place."""
        self.is_busy, self._stopped, self._at = True, False, None
        self._began = time.monotonic()
        self._answers.ask(partial(self._prepare, console, text, part, place), self._prepared)

    def _prepared(self, script: Script) -> None:
        if script.parameters:
            values = self._values.get(_names(script), {})
            self._owner.post_message(ValuesNeeded(script, values))
        else:
            self._start(script, {})

    def go_on(self, script: Script, values: Mapping[str, str]) -> None:
        """Run a script that waited for values."""
        self._values[_names(script)] = dict(values)
        self._began = time.monotonic()
        self._start(script, values)

    def _start(self, script: Script, values: Mapping[str, object]) -> None:
        self._running = script.console
        self._answers.add_each(partial(self._run, script, values), self._take)

    def _take(self, news: StatementStarted | ScriptEnded) -> None:
        if isinstance(news, StatementStarted):
            self._at = news
        else:
            self._finish()
        self._owner.post_message(news)

    def _failed(self, error: Foreseen) -> None:
        self._finish()
        self._owner.post_message(ScriptEnded(None, error))

    def _finish(self) -> None:
        self.is_busy, self._running, self._at = False, None, None

    def stop(self) -> bool:
        """Stop what runs, and let nothing follow it.

        Returns:
            False if no statement had been started: then there will be no news of it.
        """
        self._stopped = True
        if self._running is not None:
            self._running.interrupt()
            return True
        self._answers.begin()
        self._finish()
        return False

    def close(self) -> None:
        """Stop, and end the threads."""
        self.stop()
        self._answers.close()

    def progress(self) -> str:
        """The statement that runs and its time, in words."""
        parts = ["running"]
        done = None
        if self._at is not None:
            statement = self._at.statement
            if statement.of > 1:
                parts[0] = f"running statement {statement.number} of {statement.of}"
            done = self._at.result.fraction
        parts.append(f"{time.monotonic() - self._began:.1f} s")
        if done is not None:
            parts.append(f"{done:.0%}")
        parts.append("esc interrupts")
        return " · ".join(parts)

    # In threads.

    def _prepare(
        self, console: SqlConsole, text: str, part: tuple[int, int] | None, place: int
    ) -> Script:
        """Read the statements and the parameters.

        Raises:
            QueryError, UsageError: there is nothing that can be run.
        """
        if part is None:
            statement = statement_at(text, place)
            part = (statement.start, statement.end) if statement else (0, 0)
        script = mask_except(text, *part)
        try:
            statements = console.read(script)
        except QueryError:
            self._history.end(self._history.begin(text[slice(*part)]), FAILED, 0.0)
            raise
        if not statements:
            raise UsageError("there is no statement to run")
        wanted = parameters(script)
        named = tuple(each for each in parameters_of(text) if each.name in wanted)
        return Script(console, statements, named)

    def _run(
        self, script: Script, values: Mapping[str, object]
    ) -> Iterator[StatementStarted | ScriptEnded]:
        """Run the statements one after another until one fails; report each as soon as it runs."""
        ran: list[QueryResult] = []
        error: ExplorerError | None = None
        try:
            for statement in script.statements:
                if self._stopped:
                    raise QueryInterrupted("interrupted")
                yield from self._run_one(script.console, statement, values, ran)
        except ExplorerError as caught:
            error = caught
        except Exception as caught:
            # Whatever was typed: it does not end the program.
            error = QueryError(f"{type(caught).__name__}: {caught}")
        yield ScriptEnded(ScriptResult(tuple(ran), len(script.statements), error), error)

    def _run_one(
        self,
        console: SqlConsole,
        statement: Statement,
        values: Mapping[str, object],
        ran: list[QueryResult],
    ) -> Iterator[StatementStarted]:
        number = self._history.begin(statement.text)
        outcome, seconds = FAILED, 0.0
        rows: int | None = None
        try:
            result = console.start(statement, values)
            yield StatementStarted(statement, result)
            if self._stopped:
                # Asked for while it was being started.
                result.stop()
            try:
                result.finish()
                outcome = DONE
                rows = result.rows if result.is_query else None
                ran.append(result)
            except QueryInterrupted:
                outcome, rows = INTERRUPTED, result.rows
                raise
            finally:
                seconds = result.seconds
        finally:
            self._history.end(number, outcome, seconds, rows)


def _names(script: Script) -> tuple[str, ...]:
    return tuple(parameter.name for parameter in script.parameters)


def mask_except(text: str, start: int, end: int) -> str:
    """A script with all but one part blanked out, so that places in it stay the same."""
    before = "\n".join(" " * len(line) for line in text[:start].split("\n"))
    return before + text[start:end]


def place_of(error: Foreseen) -> tuple[int, int] | None:
    """Line and column, from 0, of an error; None if it has no place."""
    if isinstance(error, QueryError) and error.line and error.column:
        return error.line - 1, error.column - 1
    return None

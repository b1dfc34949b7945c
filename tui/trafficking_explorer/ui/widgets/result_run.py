"""One statement that was run: its result, the rows of it that are shown, and its status in words."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from textual.message import Message

from trafficking_explorer.console.query_result import QueryResult
from trafficking_explorer.console.result_views import Condition, Order, ResultView, StoredRows
from trafficking_explorer.errors import ExplorerError, QueryInterrupted, QueryLimited
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.charts import Chart
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.result_filter import describe_condition
from trafficking_explorer.ui.widgets.result_table import ResultRow

_FIRST_ROWS = 200
_MESSAGE = 300
"""Code points of an error that are shown; the pane shows it where its cause is."""


@dataclass
class FirstRows(Message):
    """Other rows of a run are to be shown.

    Attributes:
        rows: the first of them; none if they have not been read.
    """

    run: "ResultRun"
    rows: list[ResultRow]


@dataclass
class RunEnded(Message):
    """A result, or a selection of its rows, is complete, has failed or was stopped."""

    run: "ResultRun"


@dataclass(eq=False)
class ResultRun:
    """A statement that was started, and the way its result is shown."""

    title: str
    result: QueryResult
    selection: ResultView | None = None
    """The rows that are shown; None for all of them as they came."""
    where: Condition | None = None
    line: str = ""
    """`where` as typed."""
    order: Order = ()
    cursor: tuple[int, int] = (0, 0)
    marked: dict[int, ResultRow] = field(default_factory=dict)
    """The marked rows, by their index in the result."""
    chart: Chart | None = None
    """The chart shown instead of the table."""
    changed: int | None = None
    """The number of rows that a statement other than a query changed, if it tells."""
    closed: bool = False
    _selecting: threading.Lock = field(default_factory=threading.Lock)
    _number: int = 0
    """The number of the newest selection."""

    @property
    def rows(self) -> StoredRows:
        """The rows that are shown."""
        return self.result if self.selection is None else self.selection

    @property
    def running(self) -> bool:
        """True if more rows may come."""
        return not self.result.done or bool(self.selection and not self.selection.done)

    @property
    def has_table(self) -> bool:
        """True if there are columns to look at."""
        return bool(self.result.columns) and self.result.is_query

    # For threads.

    def read(self, first: int, count: int) -> list[ResultRow]:
        """Read rows for the table.

        Raises:
            QueryError: they cannot be read.
        """
        shown = self.rows
        numbers = shown.numbers(first, count)
        return list(map(ResultRow.of, numbers, shown.page(first, count)))

    def follow(self) -> Iterator[Message]:
        """Wait for the first rows and for the end of the result, and report both."""
        rows: list[ResultRow] = []
        with suppress(Exception):
            # Told by the result: foreseen or not, nothing that is typed ends the program.
            self.result.wait_for_first()
            rows = self.read(0, min(_FIRST_ROWS, self.result.rows))
        yield FirstRows(self, rows)
        with suppress(Exception):
            self.result.finish()
        if self.result.columns and not self.result.is_query and not self.closed:
            with suppress(ExplorerError):
                values = self.result.values(0, 1)
                if values and isinstance(values[0][0], int):
                    self.changed = values[0][0]
        yield RunEnded(self)

    def close(self) -> None:
        """Stop it and forget its rows."""
        self.closed = True
        if self.selection is not None:
            self.selection.close()
        self.result.close()

    # Order and filter.

    @property
    def is_selective(self) -> bool:
        """True if there is a condition or an order."""
        return self.where is not None or bool(self.order)

    def begin_selection(self) -> tuple[int, ResultView | None]:
        """Show all rows until others have been found.

        Returns:
            The arguments of `find`: the number of the next selection, and the one before.
        """
        with self._selecting:
            self._number += 1
            old, self.selection = self.selection, None
        if old is not None:
            # At once: its thread may be needed for the next one.
            old.stop()
        return self._number, old

    def find(self, number: int, old: ResultView | None) -> Iterator[Message]:
        """Find the rows that match, in their order, and report the first ones and the end.

        A comparison that cannot be made is reported, and all rows are shown as they came.
        """
        if old is not None:
            old.close()
        if not self.is_selective:
            return
        found: ResultView | None = None
        try:
            found = self.result.select(self.where, self.order)
            if not self._show(number, found):
                found.close()
                return
            found.wait_for_first()
            rows = self.read(0, min(_FIRST_ROWS, found.rows))
        except Exception as error:
            if found is not None:
                found.close()
            if self._show(number, None):
                if not isinstance(error, ExplorerError):
                    raise
                self.where, self.line, self.order = None, "", ()
                if not isinstance(error, QueryInterrupted):
                    yield Notice(str(error).partition("\n")[0], "error")
                yield FirstRows(self, [])
            return
        yield FirstRows(self, rows)
        with suppress(ExplorerError):
            # The selection tells why it ended.
            found.finish()
        yield RunEnded(self)

    def _show(self, number: int, selection: ResultView | None) -> bool:
        """Show a selection; False if it is not the newest any more."""
        with self._selecting:
            if number != self._number or self.closed:
                return False
            self.selection = selection
            return True

    # In words.

    def status(self) -> str:
        """The count of rows, the time, and the reason if it ended early."""
        result = self.result
        if not self.has_table or (not result.rows and not result.done):
            return self._without_rows()
        parts = [self._count()]
        if self.order:
            names = (
                f"{result.columns[i]} {'▾' if descending else '▴'}" for i, descending in self.order
            )
            parts.append(f"by {', '.join(names)}")
        if self.marked:
            parts.append(f"{len(self.marked):,} marked")
        parts.append(self._time(result))
        return single_line(" · ".join(parts))

    def _count(self) -> str:
        result, selection = self.result, self.selection
        known = result.rows
        if result.complete:
            of_all = count_noun(known, "row")
        elif result.done:
            of_all = f"{known:,} rows until then, not all"
        else:
            of_all = f"{known:,} rows so far (counting …)"
        if selection is None:
            if known < 2:
                return of_all
            return f"row {self.cursor[0] + 1:,} of {of_all.removesuffix(' rows')}"
        found = selection.rows
        more = "" if selection.done else " so far (looking …)"
        if self.where is None:
            if selection.complete and selection.of == known:
                return f"row {self.cursor[0] + 1:,} of {of_all.removesuffix(' rows')}"
            return f"{found:,} in order{more} of {of_all}"
        what = describe_condition(self.where, result.columns)
        if selection.done and selection.error is not None:
            more = " until then"
        of_those = "" if selection.of == known else f"the first {selection.of:,} of "
        at = f"row {min(self.cursor[0] + 1, found):,} of " if found > 1 else ""
        return f"{at}{found:,}{more} {truncate(what, 60)}, of {of_those}{of_all}"

    def _without_rows(self) -> str:
        result = self.result
        if result.error is not None or not result.done:
            return self._time(result)
        if result.columns and not result.is_query:
            what = "done"
            if self.changed is not None:
                what = f"done: {count_noun(self.changed, 'row')} changed"
            return f"{what} · {_seconds(result.seconds)}"
        return f"0 rows · {_seconds(result.seconds)}"

    def _time(self, result: QueryResult) -> str:
        if result.error is not None:
            why = self._why(result)
            link = " after " if why == "interrupted" else " · "
            return f"{why}{link}{_seconds(result.seconds)}"
        selection = self.selection
        if selection is not None and selection.error is not None:
            return self._why(selection)
        waited: StoredRows = result
        if result.done:
            if selection is None or selection.done:
                return _seconds(result.seconds)
            waited = selection
        done = waited.fraction
        percent = "" if done is None or not 0 < done < 1 else f" · {done:.0%}"
        return f"running {_seconds(waited.seconds)}{percent} · esc interrupts"

    @staticmethod
    def _why(rows: StoredRows) -> str:
        if isinstance(rows.error, QueryInterrupted):
            return str(rows.error).removesuffix(".")
        return truncate(str(rows.error).partition("\n")[0], _MESSAGE)

    @property
    def has_failed(self) -> bool:
        """True if it ended early and the reader did not stop it."""
        errors = [self.result.error, self.selection.error if self.selection else None]
        return any(
            error and (isinstance(error, QueryLimited) or not isinstance(error, QueryInterrupted))
            for error in errors
        )


def _seconds(seconds: float) -> str:
    """A time in words, rounded."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60):02} s"

"""What the part below the editor knows of one statement: its result, how it is shown, what is said of it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trafficking_explorer.errors import ExplorerError, QueryInterrupted, QueryLimited
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.charts import Chart
from trafficking_explorer.ui.result_filter import describe_condition as condition_told
from trafficking_explorer.ui.widgets.result_table import ResultRow

if TYPE_CHECKING:
    import pyarrow as pa

    from trafficking_explorer.console.background_query import BackgroundQuery
    from trafficking_explorer.console.query_result import QueryResult
    from trafficking_explorer.console.result_views import Condition, Order, ResultView

_MESSAGE = 300
"""Code points of an error that are shown; the pane shows it where its cause is."""


@dataclass(eq=False)
class ResultRun:
    """A statement that was started, and how its result is looked at."""

    title: str
    result: "QueryResult"
    selection: "ResultView | None" = None
    """The rows that are shown, where these are not all as they came."""
    where: "Condition | None" = None
    line: str = ""
    """What was typed for `where`."""
    order: "Order" = ()
    cursor: tuple[int, int] = (0, 0)
    marked: set[int] = field(default_factory=set)
    chart: Chart | None = None
    """What is drawn in place of the table."""
    asked: int = 0
    """How often other rows or another order were asked for: an older answer is not shown."""
    changed: int | None = None
    """How many rows a statement that is no query says to have changed."""
    closed: bool = False

    @property
    def rows(self) -> "QueryResult | ResultView":
        """What is shown."""
        return self.result if self.selection is None else self.selection

    @property
    def running(self) -> bool:
        """Whether more may come."""
        return not self.result.done or bool(self.selection and not self.selection.done)

    @property
    def has_table(self) -> bool:
        """Whether there are columns to look at."""
        return bool(self.result.columns) and self.result.is_query

    def read(self, first: int, count: int) -> list[ResultRow]:
        """Rows of what is shown, for the table; asks the database."""
        shown = self.rows
        numbers = shown.numbers(first, count)
        return list(map(ResultRow.of, numbers, shown.page(first, count)))

    def wait(self) -> None:
        """Wait for the end, whatever it is; for a worker."""
        with suppress(Exception):
            # Why it ended is told by the result.
            self.result.finish()
        if self.result.columns and not self.result.is_query and not self.closed:
            with suppress(ExplorerError):
                values = self.result.values(0, 1)
                if values and isinstance(values[0][0], int):
                    self.changed = values[0][0]

    def batches(self) -> "Iterator[pa.RecordBatch]":
        """All of what is shown, as Arrow has it."""
        if self.selection is None:
            return self.result.batches()
        return self.result.batches_of(self.selection)

    def close(self) -> None:
        """Stop it and forget its rows."""
        self.closed = True
        if self.selection is not None:
            self.selection.close()
        self.result.close()

    # What is said of it: always what is known now.

    def status(self) -> str:
        """Rows, whether there are more, time, and why it ended early."""
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
        what = condition_told(self.where, result.columns)
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

    def _time(self, result: "QueryResult") -> str:
        if result.error is not None:
            why = self._why(result)
            link = " after " if why == "interrupted" else " · "
            return f"{why}{link}{_seconds(result.seconds)}"
        selection = self.selection
        if selection is not None and selection.error is not None:
            return self._why(selection)
        waited: BackgroundQuery = result
        if result.done:
            if selection is None or selection.done:
                return _seconds(result.seconds)
            waited = selection
        now = waited.progress
        done = "" if now.done is None or not 0 < now.done < 1 else f" · {now.done:.0%}"
        return f"running {_seconds(now.seconds)}{done} · esc interrupts"

    @staticmethod
    def _why(task: "BackgroundQuery") -> str:
        if isinstance(task.error, QueryInterrupted):
            return str(task.error).removesuffix(".")
        return truncate(str(task.error).partition("\n")[0], _MESSAGE)

    @property
    def has_failed(self) -> bool:
        """Whether it ended for another reason than that the reader wanted it to."""
        errors = [self.result.error, self.selection.error if self.selection else None]
        return any(
            error and (isinstance(error, QueryLimited) or not isinstance(error, QueryInterrupted))
            for error in errors
        )


def _seconds(seconds: float) -> str:
    """A time, as exact as one cares for."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60):02} s"

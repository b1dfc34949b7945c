"""The results of the statements that were run: one of them as rows or as a chart, and its status."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from trafficking_explorer.console.query_result import QueryResult
from trafficking_explorer.export.write_result import Batches, RowSource
from trafficking_explorer.ui.charts import suggest_chart
from trafficking_explorer.ui.export_job import BUSY, ExportJob
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import Notice, OpenExport
from trafficking_explorer.ui.symbols import marks_of
from trafficking_explorer.ui.widgets.panel_rule import PanelRule
from trafficking_explorer.ui.widgets.result_rows import ResultRows
from trafficking_explorer.ui.widgets.result_run import FirstRows, ResultRun, RunEnded
from trafficking_explorer.ui.widgets.result_table import ResultRow, ResultTable
from trafficking_explorer.ui.widgets.results_chart import ResultChart
from trafficking_explorer.ui.widgets.title_tabs import ResultTabs

_POLL_SECONDS = 0.1
"""While something runs; otherwise no timer does."""


@dataclass(frozen=True)
class _RunRows:
    """The rows of a result on show, for an export."""

    run: ResultRun

    @property
    def columns(self) -> Sequence[str]:
        return self.run.result.columns

    @property
    def source(self) -> RowSource:
        return self.run.rows

    @property
    def batches(self) -> Batches:
        return self.run.rows.batches

    @property
    def is_gone(self) -> bool:
        return self.run.closed

    def texts(self, count: int) -> list[tuple[str | None, ...]]:
        return self.run.result.texts(self.run.rows.numbers(0, count))

    def stop(self) -> None:
        """Leave the result alone: it is stopped between its pages."""

    def close(self) -> None:
        """Leave the result open: it is on screen."""


class ResultExport(ExportJob):
    """Write one result at a time."""

    def request(self, run: ResultRun | None) -> Message:
        """Ask for a format and a file, or say why there is nothing to write."""
        if self.progress is not None:
            return Notice(BUSY)
        if run is None or not run.has_table:
            return Notice("There is no result to export.")
        if run.running:
            return Notice(
                "The result is not complete: wait for its end, or esc takes what there is."
            )
        return OpenExport(run.rows.rows, partial(self._begin, run))

    def _begin(self, run: ResultRun, format_: str, path: Path | None, overwrite: bool) -> None:
        if run.closed:
            self._owner.post_message(
                Notice("The result is gone: another query has run since.", "warning")
            )
        else:
            self.begin(partial(_RunRows, run), format_, path, overwrite)


class ResultsView(Vertical):
    """All results, one of them on screen."""

    DEFAULT_CSS = """
    ResultsView {
        height: 1fr;
        & > #result-tabs { display: none; }
        &.-several > #result-tabs { display: block; }
        & > #result-chart { display: none; }
        &.-chart > #result-chart { display: block; }
        &.-chart > #result-rows { display: none; }
        & > #result-status.-error > .panel-rule--note { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "export", "Export", id="result.export"),
        Binding("v", "chart", "Chart", id="result.chart"),
        Binding(
            "right_square_bracket",
            "turn(1)",
            "Next result",
            key_display="]",
            show=False,
            id="result.next",
        ),
        Binding(
            "left_square_bracket",
            "turn(-1)",
            "Result before",
            key_display="[",
            show=False,
            id="result.previous",
        ),
        Binding("escape", "leave", "Clear", show=False, id="result.clear"),
    ]

    def __init__(self, *, id: str = "sql-results") -> None:
        super().__init__(id=id)
        self.runs: list[ResultRun] = []
        self._at = 0
        self._timer: Timer | None = None
        self._following = LatestAnswer(self, "results", threads=4)
        self._export = ResultExport(self, self._tick)

    def compose(self) -> ComposeResult:
        yield PanelRule("Results", id="result-status", marks=marks_of(self))
        yield ResultTabs(id="result-tabs")
        yield ResultRows(id="result-rows")
        yield ResultChart(id="result-chart")

    def on_unmount(self) -> None:
        self._export.stop()
        for run in self.runs:
            run.closed = True
            # A thread cannot be killed, and the program would wait for the end of its query.
            run.result.stop()
            if run.selection is not None:
                run.selection.stop()
        self._following.close()

    # For the pane.

    def show_run(self, title: str, result: QueryResult) -> None:
        """Show a result that was started, beside the others; its progress shows below it."""
        run = ResultRun(title, result)
        self.runs.append(run)
        self._turn_to(len(self.runs) - 1)
        self._following.add_each(run.follow, self.post_message)
        self._watch()

    def clear_runs(self) -> None:
        """Close and forget all results."""
        closed, self.runs = self.runs, []
        self._at = 0
        self._export.stop()
        self._following.begin()
        for run in closed:
            # At once: the thread that waits for it may be needed to close it.
            run.result.stop()
            self._following.add(run.close, lambda _: None)
        self._show()

    def focus_rows(self) -> None:
        """Put the cursor into the rows, or into the chart."""
        (self.chart if self.has_class("-chart") else self.table).focus()

    def leave(self) -> bool:
        """Take back one thing: the export, the prompt, the chart, the filter, the order, the marks.

        Returns:
            False if there is nothing to take back.
        """
        run = self.run
        if self._export.stop() or self.rows.close_prompt():
            return True
        if run is None:
            return False
        if run.selection is not None and not run.selection.done:
            run.selection.stop()
        elif run.chart is not None:
            run.chart = None
            self._show_chart()
        else:
            return self.rows.take_back()
        return True

    @property
    def run(self) -> ResultRun | None:
        """The result on screen."""
        return self.runs[self._at] if self.runs else None

    @property
    def rows(self) -> ResultRows:
        """Its rows, with the prompt."""
        return self.query_one(ResultRows)

    @property
    def table(self) -> ResultTable:
        """Its rows."""
        return self.rows.table

    @property
    def chart(self) -> ResultChart:
        """Its chart."""
        return self.query_one(ResultChart)

    @property
    def status(self) -> str:
        """The words in the rule above it."""
        return self.query_one("#result-status", PanelRule).note

    # Progress.

    @on(FirstRows)
    def _first(self, event: FirstRows) -> None:
        event.stop()
        if event.run is self.run:
            self._show(event.rows)

    @on(RunEnded)
    def _ended(self, event: RunEnded) -> None:
        event.stop()
        run = event.run
        if run.closed or run not in self.runs:
            return
        selection = run.selection
        found = selection is not None and selection.complete and run.result.done
        if found and selection is not None and selection.of < run.result.rows:
            # More rows have come since: they are wanted too.
            self.rows.select(run, keep_cursor=True)
            return
        if run is self.run:
            if run.has_table and not self.table.names:
                self._show()
            self._tick()
            if run.chart is not None:
                self.chart.read()
        self._watch()

    def _watch(self) -> None:
        """Look at what runs from time to time, as long as something does."""
        if any(run.running for run in self.runs) or self._export.progress is not None:
            self._timer = self._timer or self.set_interval(_POLL_SECONDS, self._tick)
        elif self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _tick(self) -> None:
        run = self.run
        if run is not None and self.table.names:
            self.table.grow(run.rows.rows if run.has_table else 0)
        self._say()
        self._watch()

    @on(ResultTable.Moved)
    @on(ResultTable.Marked)
    def _say(self) -> None:
        run, export = self.run, self._export.progress
        rule = self.query_one("#result-status", PanelRule)
        rule.set_class(bool(run and run.has_failed) and export is None, "-error")
        rule.note = export or (run.status() if run else "")

    # On screen.

    def _turn_to(self, index: int) -> None:
        run = self.run
        if run is not None:
            run.cursor = (self.table.cursor, self.table.column)
        self._at = index
        self.rows.close_prompt()
        self._show()

    def _show(self, rows: list[ResultRow] | None = None) -> None:
        """Show the result on screen.

        Args:
            rows: its first ones, if they have just been read.
        """
        self.set_class(len(self.runs) > 1, "-several")
        self.query_one(ResultTabs).show([each.title for each in self.runs], self._at)
        self.rows.show(self.run, rows)
        self._show_chart()
        self._say()

    def action_turn(self, by: int) -> None:
        if len(self.runs) > 1:
            self._turn_to((self._at + by) % len(self.runs))
        else:
            self.post_message(Notice("There is one result."))

    @on(ResultTabs.Chosen)
    def _tab_chosen(self, event: ResultTabs.Chosen) -> None:
        event.stop()
        self._turn_to(event.index)

    def action_chart(self) -> None:
        """Draw the result, or go back to its rows."""
        run = self.rows.with_rows()
        if run is None:
            return
        if run.chart is not None:
            run.chart = None
        else:
            run.chart = suggest_chart(run.result.types)
            if run.chart is None:
                self.post_message(
                    Notice("Nothing here can be drawn: a chart needs numbers, times or names.")
                )
        self._show_chart()

    def _show_chart(self) -> None:
        run = self.run
        had_focus = self.has_focus_within and not self.rows.prompt.is_open
        self.set_class(run is not None and run.chart is not None, "-chart")
        self.refresh_bindings()
        if run is not None and run.chart is not None:
            self.chart.draw(run, run.chart)
        else:
            self.chart.clear()
        if had_focus:
            self.focus_rows()

    def action_export(self) -> None:
        self.post_message(self._export.request(self.run))

    def action_leave(self) -> None:
        """Take back one thing. What runs is interrupted first: by the pane."""
        runs = self.run is not None and not self.run.result.done
        if (runs and not self.rows.prompt.is_open) or not self.leave():
            raise SkipAction

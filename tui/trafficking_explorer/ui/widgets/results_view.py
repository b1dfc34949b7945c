"""The results of what was run: a table of any length or a chart, and a line that says what is known."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from trafficking_explorer.errors import ExplorerError, QueryInterrupted
from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.charts import MOST_ROWS, Chart, suggest_chart
from trafficking_explorer.ui.clipboard import of_result
from trafficking_explorer.ui.messages import EditRecord, Notice, OpenCell, OpenCopy, OpenExport
from trafficking_explorer.ui.result_filter import condition
from trafficking_explorer.ui.row_targets import PassagePlace, RecordPlace, place_in, record_in
from trafficking_explorer.ui.symbols import PLAIN
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.result_chart import ResultChart
from trafficking_explorer.ui.widgets.result_run import ResultRun
from trafficking_explorer.ui.widgets.result_table import ResultRow, ResultTable
from trafficking_explorer.ui.widgets.result_tabs import ResultTabs
from trafficking_explorer.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from trafficking_explorer.console.query_result import QueryResult

_POLL_SECONDS = 0.1
"""While something runs; otherwise no timer does."""
_FIRST_ROWS = 200
_MOST_MARKED = 10_000
_MOST_COPIED = 10_000
"""Rows that are sent to the clipboard at once: terminals take no more than some megabytes."""
_CHART_PAGE = 5_000
_NO_RECORD = (
    "This row names no record: select record_type and record_id, or a column such as operation_id"
)


class ResultPrompt(Input):
    """Where a condition, or the number of a row, is typed."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True)
        # A caret that blinks is a timer that runs while nothing happens.
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        return sanitize(value)


class ResultsView(Vertical):
    """All results, one of them on screen."""

    DEFAULT_CSS = """
    ResultsView {
        height: 1fr;
        & > #result-tabs { display: none; }
        &.-several > #result-tabs { display: block; }
        & > #result-line { display: none; height: 1; background: $panel; padding: 0 1; }
        &.-asking > #result-line { display: block; }
        & > #result-chart { display: none; }
        &.-chart > #result-chart { display: block; }
        &.-chart > #result-table { display: none; }
        & > #result-status { height: 1; background: $surface; color: $text-muted; }
        & > #result-status.-error { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "sort(False)", "Sort", id="result.sort"),
        Binding("S", "sort(True)", "Sort further", show=False, id="result.sort-further"),
        Binding("slash", "filter", "Filter", key_display="/", id="result.filter"),
        Binding("colon", "go_to", "Row", key_display=":", show=False, id="result.go-to"),
        Binding("o", "cell", "Cell", id="result.cell"),
        Binding("e", "edit", "Edit", id="result.edit"),
        Binding("space", "mark", "Mark", show=False, id="result.mark"),
        Binding("shift+up,K", "mark_to(-1)", "Mark up", show=False, id="result.mark-up"),
        Binding("shift+down,J", "mark_to(1)", "Mark down", show=False, id="result.mark-down"),
        Binding("y", "copy", "Copy", id="result.copy"),
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

    @dataclass
    class RecordChosen(Message):
        """The reader wants to see the record that a row is about."""

        record_type: str
        record_id: str

    @dataclass
    class PassageChosen(Message):
        """The reader wants to see the passage that a row is about, in code points."""

        source_id: str
        start_char: int
        end_char: int

    @dataclass
    class _First(Message):
        """The first rows of a result are known, or that there are none."""

        run: ResultRun
        rows: list[ResultRow]

    @dataclass
    class _Ended(Message):
        """A result, or a selection of it, is complete, has failed or was stopped."""

        run: ResultRun

    @dataclass
    class _Read(Message):
        """Rows that the table asked for."""

        number: int
        first: int
        rows: list[ResultRow]

    @dataclass
    class _Drawn(Message):
        """The values of a chart."""

        run: ResultRun
        chart: Chart
        points: list[tuple[Any, Any]]
        remark: str

    def __init__(self, *, id: str = "sql-results") -> None:
        super().__init__(id=id)
        self._runs: list[ResultRun] = []
        self._at = 0
        self._timer: Timer | None = None
        self._asked_for = ""
        """What the line is for: `filter` or `row`."""
        self._writing: str | None = None
        """What is being written to a file, in words."""
        self._stop_writing = False

    def compose(self) -> ComposeResult:
        yield ResultTabs(id="result-tabs")
        yield ResultTable(id="result-table")
        yield ResultChart(id="result-chart")
        yield ResultPrompt(id="result-line")
        yield StatusLine(id="result-status")

    def on_mount(self) -> None:
        # The mark of plain terminals is the screen's to know.
        self.chart.plain = getattr(self.screen, "marks", None) == PLAIN

    def on_unmount(self) -> None:
        self._stop_writing = True
        for run in self._runs:
            run.closed = True
            # A thread cannot be killed, and the program would wait for the end of its query.
            run.result.stop()
            if run.selection is not None:
                run.selection.stop()

    # What a pane does with it.

    def show_run(self, title: str, result: "QueryResult") -> None:
        """Show a result that was started, beside those there are; it says itself how far it is."""
        run = ResultRun(title, result)
        self._runs.append(run)
        self._turn_to(len(self._runs) - 1)
        self._wait_for(run)
        self._watch()

    def clear_runs(self) -> None:
        """Close and forget all results."""
        closed, self._runs = self._runs, []
        self._at = 0
        self._stop_writing = True
        if closed:
            self._close(closed)
        self._show()

    def focus_rows(self) -> None:
        """Put the cursor into what is shown."""
        (self.chart if self.has_class("-chart") else self.table).focus()

    def leave(self) -> bool:
        """Take back one thing: what is written, the line, the chart, the filter, the order, marks.

        Returns:
            Whether there was one.
        """
        run = self.run
        if self._writing is not None:
            self._stop_writing = True
        elif self.has_class("-asking"):
            self._close_line()
        elif run is None:
            return False
        elif run.selection is not None and not run.selection.done:
            run.selection.stop()
        elif run.chart is not None:
            run.chart = None
            self._show_chart()
        elif run.where is not None:
            run.where, run.line = None, ""
            self._select(run)
        elif run.order:
            run.order = ()
            self._select(run)
        elif run.marked:
            run.marked.clear()
            self.table.refresh()
            self._say()
        else:
            return False
        return True

    @property
    def run(self) -> ResultRun | None:
        """What is on screen."""
        return self._runs[self._at] if self._runs else None

    @property
    def count(self) -> int:
        """How many results there are."""
        return len(self._runs)

    @property
    def table(self) -> ResultTable:
        """The rows."""
        return self.query_one("#result-table", ResultTable)

    @property
    def chart(self) -> ResultChart:
        """The drawing."""
        return self.query_one("#result-chart", ResultChart)

    @property
    def status(self) -> str:
        """What is said of what is on screen."""
        return self.query_one("#result-status", StatusLine).text

    # Waiting.

    @work(thread=True, description="", group="result-first")
    def _wait_for(self, run: ResultRun) -> None:
        rows: list[ResultRow] = []
        try:
            run.result.wait_for_first()
            rows = run.read(0, min(_FIRST_ROWS, run.result.rows))
        except Exception:
            # Told by the result: foreseen or not, nothing that is typed ends the program.
            rows = []
        if not run.closed:
            self.post_message(self._First(run, rows))
        run.wait()
        if not run.closed:
            self.post_message(self._Ended(run))

    @on(_First)
    def _first(self, event: _First) -> None:
        event.stop()
        if event.run is self.run:
            self._show(event.rows)

    @on(_Ended)
    def _ended(self, event: _Ended) -> None:
        event.stop()
        run = event.run
        if run.closed or run not in self._runs:
            return
        selection = run.selection
        found = selection is not None and selection.complete and run.result.done
        if found and selection is not None and selection.of < run.result.rows:
            # More rows have come since: they are wanted too.
            self._select(run, keep=True)
            return
        if run is self.run:
            if run.has_table and not self.table.names:
                self._show()
            self._tick()
            if run.chart is not None:
                self._read_chart(run, run.chart)
        self._watch()

    def _watch(self) -> None:
        """Look at what runs from time to time, as long as something does."""
        if any(run.running for run in self._runs) or self._writing is not None:
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

    def _say(self) -> None:
        run = self.run
        status = self.query_one("#result-status", StatusLine)
        status.set_class(bool(run and run.has_failed) and self._writing is None, "-error")
        status.text = self._writing or (run.status() if run else "")

    @work(thread=True, description="", group="result-close")
    def _close(self, runs: list[ResultRun]) -> None:
        for run in runs:
            run.close()

    # What is on screen.

    def _turn_to(self, index: int) -> None:
        run = self.run
        if run is not None:
            run.cursor = (self.table.cursor, self.table.column)
        self._at = index
        if self.has_class("-asking"):
            self._close_line()
        self._show()

    def _show(self, rows: list[ResultRow] | None = None) -> None:
        """Show what is known of the result on screen.

        Args:
            rows: its first ones, where they have just been read.
        """
        run, table = self.run, self.table
        self.set_class(len(self._runs) > 1, "-several")
        self.query_one(ResultTabs).show([each.title for each in self._runs], self._at)
        if run is None or not run.has_table:
            table.show((), ())
            table.grow(0)
            table.relayout()
        else:
            number = table.show(
                run.result.columns,
                run.result.types,
                order=run.order,
                marked=run.marked,
                cursor=run.cursor,
            )
            if rows:
                table.rows.count = len(rows)
                table.take_rows(number, 0, rows)
            table.grow(run.rows.rows)
            table.relayout()
            table.show_cursor()
        self._show_chart()
        self._say()

    def action_turn(self, by: int) -> None:
        if len(self._runs) > 1:
            self._turn_to((self._at + by) % len(self._runs))
        else:
            self.post_message(Notice("There is one result."))

    @on(ResultTabs.Chosen)
    def _tab_chosen(self, event: ResultTabs.Chosen) -> None:
        event.stop()
        self._turn_to(event.index)

    @on(ResultTable.RowsWanted)
    def _rows_wanted(self, event: ResultTable.RowsWanted) -> None:
        event.stop()
        if self.run is not None:
            self._read(self.run, event.number, event.first, event.count)

    @work(thread=True, description="", group="result-rows")
    def _read(self, run: ResultRun, number: int, first: int, count: int) -> None:
        try:
            rows = run.read(first, count)
        except ExplorerError as error:
            if not run.closed:
                self.post_message(Notice(str(error), "error"))
            return
        if not run.closed:
            self.post_message(self._Read(number, first, rows))

    @on(_Read)
    def _rows_read(self, event: _Read) -> None:
        event.stop()
        self.table.take_rows(event.number, event.first, event.rows)

    @on(ResultTable.Moved)
    def _moved(self, event: ResultTable.Moved) -> None:
        event.stop()
        if self.run is not None:
            self.run.cursor = (self.table.cursor, self.table.column)
            self._say()

    # Order and filter, without running again.

    def action_sort(self, further: bool) -> None:
        """Sort by the column of the cursor: up, down, as before."""
        run = self._with_rows()
        if run is None:
            return
        column = self.table.column
        before = dict(run.order)
        now = {False: True, True: None, None: False}[before.get(column)]
        others = {key: way for key, way in before.items() if key != column} if further else {}
        if further and column in before and now is not None:
            order = tuple((key, now if key == column else way) for key, way in before.items())
        else:
            order = (*others.items(), *(((column, now),) if now is not None else ()))
        run.order = order
        self._select(run)

    @on(ResultTable.ColumnClicked)
    def _column_clicked(self, event: ResultTable.ColumnClicked) -> None:
        event.stop()
        self.action_sort(False)

    def _select(self, run: ResultRun, *, keep: bool = False) -> None:
        """Show the rows that fit, in their order.

        Args:
            keep: whether the cursor stays where it is.
        """
        old, run.selection = run.selection, None
        run.asked += 1
        if not keep:
            run.cursor = (0, self.table.column if run is self.run else run.cursor[1])
        if run.where is None and not run.order:
            if old is not None:
                self._drop(old)
            if run is self.run:
                self._show()
            return
        self._find(run, run.asked, old)

    @work(thread=True, description="", group="result-drop")
    def _drop(self, selection: Any) -> None:
        selection.close()

    @work(thread=True, description="", group="result-select")
    def _find(self, run: ResultRun, asked: int, old: Any) -> None:
        if old is not None:
            old.close()
        found = None
        try:
            found = run.result.select(run.where, run.order)
            if run.asked != asked or run.closed:
                found.close()
                return
            run.selection = found
            found.wait_for_first()
            rows = run.read(0, min(_FIRST_ROWS, found.rows))
        except Exception as error:
            if run.asked == asked:
                self._refuse_selection(run, error)
            elif found is not None:
                found.close()
            return
        if run.selection is found and not run.closed:
            self.post_message(self._First(run, rows))
        with suppress(ExplorerError):
            # Why it ended is told by the selection.
            found.finish()
        if run.selection is found and not run.closed:
            self.post_message(self._Ended(run))

    def _refuse_selection(self, run: ResultRun, error: Exception) -> None:
        """A comparison that cannot be made: the rows stay as they were."""
        if run.closed:
            return
        if not isinstance(error, ExplorerError):
            raise error
        run.asked += 1
        failed, run.selection = run.selection, None
        run.where, run.line, run.order = None, "", ()
        if failed is not None:
            failed.close()
        if not isinstance(error, QueryInterrupted):
            self.post_message(Notice(str(error).partition("\n")[0], "error"))
        self.post_message(self._First(run, []))

    def action_filter(self) -> None:
        run = self._with_rows()
        if run is not None:
            name = single_line(run.result.columns[self.table.column])
            hint = f"words of any column · = value, > value, is null of {name} · name = value"
            self._open_line("filter", hint, run.line)

    def action_go_to(self) -> None:
        if self._with_rows() is not None:
            self._open_line("row", "the number of a row", "")

    def _open_line(self, what: str, hint: str, value: str) -> None:
        line = self.query_one(ResultPrompt)
        self._asked_for = what
        line.placeholder, line.value = hint, value
        line.cursor_position = len(value)
        self.add_class("-asking")
        line.focus()

    def _close_line(self) -> None:
        self.remove_class("-asking")
        self.focus_rows()

    @on(Input.Submitted, "#result-line")
    def _line_done(self, event: Input.Submitted) -> None:
        event.stop()
        self._close_line()
        run = self.run
        if run is None or not run.has_table:
            return
        if self._asked_for == "row":
            self._to_row(run, event.value)
            return
        run.line = event.value
        run.where = condition(event.value, run.result.columns, self.table.column)
        self._select(run)

    def _to_row(self, run: ResultRun, text: str) -> None:
        digits = "".join(text.replace(",", "").split())
        if not digits.isdecimal():
            self.post_message(Notice(f"{single_line(text) or 'Nothing'} is no number of a row."))
            return
        number = int(digits[:18])
        self.table.grow(run.rows.rows)
        self.table.cursor = number - 1
        if number > run.rows.rows:
            more = "" if run.result.complete else " so far"
            self.post_message(Notice(f"There are {run.rows.rows:,} rows{more}."))

    def _with_rows(self) -> ResultRun | None:
        """What is on screen, where there is something to look at; else that is said."""
        run = self.run
        if run is None or not run.has_table or not run.result.rows:
            self.post_message(Notice("There are no rows."))
            return None
        return run

    # One row.

    @on(LineList.Chosen)
    def _row_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        row, run = self.table.current, self.run
        if row is not None and run is not None:
            self._open_place(run, row.number, self.table.column)

    @work(thread=True, description="", exclusive=True, group="result-open")
    def _open_place(self, run: ResultRun, number: int, column: int) -> None:
        values = self._values(run, number)
        if values is None:
            return
        match place_in(run.result.columns, values, column):
            case RecordPlace(record_type, record_id):
                self.post_message(self.RecordChosen(record_type, record_id))
            case PassagePlace(source_id, start_char, end_char):
                self.post_message(self.PassageChosen(source_id, start_char, end_char))
            case _:
                self.post_message(
                    Notice(
                        f"{_NO_RECORD}, or source_id, start_char and end_char. o shows the cell."
                    )
                )

    def action_edit(self) -> None:
        """Open the file of the record that the row is about."""
        row, run = self.table.current, self._with_rows()
        if row is not None and run is not None:
            self._edit_record(run, row.number, self.table.column)

    @work(thread=True, description="", exclusive=True, group="result-open")
    def _edit_record(self, run: ResultRun, number: int, column: int) -> None:
        values = self._values(run, number)
        if values is None:
            return
        found = record_in(run.result.columns, values, column)
        if found is None:
            self.post_message(Notice(f"{_NO_RECORD}."))
        else:
            self.post_message(EditRecord(found.record_type, found.record_id))

    def _values(self, run: ResultRun, number: int) -> Sequence[Any] | None:
        """What a row holds; None where it cannot be read, which is said. For workers."""
        try:
            values = run.result.values(number, 1)
        except ExplorerError as error:
            self.post_message(Notice(str(error), "error"))
            return None
        return values[0] if values else None

    def action_cell(self) -> None:
        row, run = self.table.current, self._with_rows()
        if row is not None and run is not None:
            self._open_cell(run, row.number, self.table.column)

    @work(thread=True, description="", exclusive=True, group="result-open")
    def _open_cell(self, run: ResultRun, number: int, column: int) -> None:
        name, type_ = run.result.columns[column], run.result.types[column]
        try:
            values = run.result.values(number, 1, [column])
            text = run.result.text(number, column)
        except ExplorerError as error:
            self.post_message(Notice(str(error), "error"))
            return
        title = f"{single_line(name)} · row {number + 1:,}"
        self.post_message(OpenCell(title, type_, values[0][0], text))

    # Marks and copies.

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        row = self.table.current
        if row is not None and self.run is not None:
            if row.number in self.run.marked:
                self.run.marked.discard(row.number)
            else:
                self._mark(self.run, row)
            self.table.refresh()
            self.table.cursor += 1
            self._say()

    def action_mark_to(self, by: int) -> None:
        """Mark the row under the cursor and the next one, which the cursor goes to."""
        table, run = self.table, self.run
        if run is None:
            return
        for index in (table.cursor, table.validate_cursor(table.cursor + by)):
            row = table.rows.get(index)
            if row is not None:
                self._mark(run, row)
        table.refresh()
        table.cursor += by
        self._say()

    def _mark(self, run: ResultRun, row: ResultRow) -> None:
        if len(run.marked) < _MOST_MARKED or row.number in run.marked:
            run.marked.add(row.number)
        else:
            self.post_message(Notice(f"No more than {_MOST_MARKED:,} rows are marked at once."))

    def action_copy(self) -> None:
        row, run = self.table.current, self._with_rows()
        if row is not None and run is not None:
            self._copy(run, row.number, self.table.column)

    @work(thread=True, description="", exclusive=True, group="result-open")
    def _copy(self, run: ResultRun, number: int, column: int) -> None:
        try:
            marked = run.result.texts(sorted(run.marked))
            row = run.result.texts([number])[0]
        except ExplorerError as error:
            self.post_message(Notice(str(error), "error"))
            return
        self.post_message(OpenCopy(tuple(of_result(run.result.columns, column, row, marked))))

    # Out.

    def action_export(self) -> None:
        run = self.run
        if self._writing is not None:
            self.post_message(Notice("A file is being written: esc stops it."))
        elif run is None or not run.has_table:
            self.post_message(Notice("There is no result to export."))
        elif run.running:
            self.post_message(
                Notice("The result is not complete: wait for its end, or esc takes what there is.")
            )
        else:
            self.post_message(OpenExport(run.rows.rows, partial(self._export, run)))

    def _export(self, run: ResultRun, format_: str, path: Path | None, overwrite: bool) -> None:
        if run.closed:
            self.post_message(Notice("The result is gone: another query has run since.", "warning"))
            return
        self._stop_writing = False
        if path is None:
            self._send(run)
        else:
            self._writing = f"writing {path.name} …"
            self._write(run, format_, path, overwrite)
        self._say()
        self._watch()

    @work(thread=True, description="", exclusive=True, group="result-out")
    def _write(self, run: ResultRun, format_: str, path: Path, overwrite: bool) -> None:
        from trafficking_explorer.export.write_result import write_result

        total = run.rows.rows

        def written(rows: int) -> None:
            if self._stop_writing or run.closed:
                raise QueryInterrupted("interrupted")
            self._writing = (
                f"writing {path.name}: {rows:,} of {total:,} rows · "
                f"{rows / max(1, total):.0%} · esc stops"
            )

        source, columns = run.rows, run.result.columns
        told, severity = (
            f"{count_noun(total, 'row')} written to {path}",
            "information",
        )
        try:
            write_result(path, format_, columns, source, run.batches, written, overwrite=overwrite)
        except QueryInterrupted:
            told, severity = f"{path.name} was not written: interrupted", "warning"
        except ExplorerError as error:
            told, severity = str(error), "error"
        self.app.call_from_thread(self._written, told, severity)

    def _written(self, told: str, severity: Any) -> None:
        self._writing = None
        self.post_message(Notice(told, severity))
        self._say()
        self._watch()

    @work(thread=True, description="", exclusive=True, group="result-out")
    def _send(self, run: ResultRun) -> None:
        """All that is shown to the clipboard, as cells parted by tabs."""
        from trafficking_explorer.ui.clipboard import as_lines

        count = min(run.rows.rows, _MOST_COPIED)
        try:
            texts = run.result.texts(run.rows.numbers(0, count))
        except ExplorerError as error:
            self.post_message(Notice(str(error), "error"))
            return
        lines = as_lines(texts, run.result.columns)
        of_all = "" if count == run.rows.rows else f", the first of {run.rows.rows:,},"
        self.app.call_from_thread(self.app.copy_to_clipboard, lines)
        self.post_message(Notice(f"{count_noun(count, 'row')}{of_all} sent to the clipboard."))

    # Charts.

    def action_chart(self) -> None:
        """Draw the result, or go back to its rows."""
        run = self._with_rows()
        if run is None:
            return
        if run.chart is not None:
            run.chart = None
        else:
            run.chart = suggest_chart(run.result.types)
            if run.chart is None:
                self.post_message(
                    Notice("Nothing here can be drawn: a chart wants numbers, times or names.")
                )
        self._show_chart()

    @on(ResultChart.Wanted)
    def _chart_wanted(self, event: ResultChart.Wanted) -> None:
        event.stop()
        if self.run is not None and self.run.chart is not None:
            self.run.chart = event.chart
            self._show_chart()

    def _show_chart(self) -> None:
        run = self.run
        chart = run.chart if run else None
        had_focus = self.has_focus_within and not self.has_class("-asking")
        self.set_class(chart is not None, "-chart")
        self.refresh_bindings()
        if run is not None and chart is not None:
            self.chart.show(chart, run.result.columns, run.result.types, None)
            self._read_chart(run, chart)
        if had_focus:
            self.focus_rows()

    @work(thread=True, description="", exclusive=True, group="result-chart")
    def _read_chart(self, run: ResultRun, chart: Chart) -> None:
        shown = run.rows
        columns = [column for column in (chart.x, chart.y) if column is not None]
        total = shown.rows
        points: list[tuple[Any, Any]] = []
        try:
            for start in range(0, min(total, MOST_ROWS), _CHART_PAGE):
                if run.chart != chart or run.closed:
                    return
                count = min(_CHART_PAGE, MOST_ROWS - start)
                for row in shown.values(start, count, columns):
                    values = iter(row)
                    x = next(values) if chart.x is not None else None
                    points.append((x, next(values) if chart.y is not None else None))
        except ExplorerError as error:
            if not run.closed:
                self.post_message(Notice(str(error), "error"))
            return
        more = [f"rows after the first {MOST_ROWS:,} of {total:,}"] if total > MOST_ROWS else []
        if run.running:
            more.append("rows that are still to come")
        self.post_message(self._Drawn(run, chart, points, "; ".join(more)))

    @on(_Drawn)
    def _drawn(self, event: _Drawn) -> None:
        event.stop()
        run = event.run
        if run is self.run and run.chart == event.chart:
            self.chart.show(
                event.chart, run.result.columns, run.result.types, event.points, event.remark
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A chart has no cursor: what is about a row or a column waits for the table."""
        of_table = ("sort", "cell", "edit", "mark", "mark_to", "go_to", "copy", "filter")
        return not (action in of_table and self.has_class("-chart"))

    def action_leave(self) -> None:
        """Take back one thing; what runs is interrupted first, which is not this part's to do."""
        runs = self.run is not None and not self.run.result.done
        if (runs and not self.has_class("-asking")) or not self.leave():
            raise SkipAction

"""The rows of one result: sorted, filtered and marked without running its statement again."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from trafficking_explorer.errors import QueryError
from trafficking_explorer.text.display import clean, single_line
from trafficking_explorer.ui.clipboard import of_result
from trafficking_explorer.ui.duckdb_types import is_numeric, is_temporal
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import (
    EditRecord,
    Notice,
    OpenCell,
    OpenCopy,
    OpenRecord,
    OpenSource,
)
from trafficking_explorer.ui.result_filter import condition
from trafficking_explorer.ui.row_targets import PassagePlace, RecordPlace, place_in, record_in
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.result_run import FirstRows, ResultRun
from trafficking_explorer.ui.widgets.result_table import ResultRow, ResultTable
from trafficking_explorer.ui.widgets.table import next_order


class ResultPrompt(Input):
    """A line for a condition, or for the number of a row."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True)
        # A caret that blinks is a timer that runs while nothing happens.
        self.cursor_blink = False
        self.for_row = False
        """True if it is for the number of a row, else for a condition."""

    def validate_value(self, value: str) -> str:
        return clean(value).replace("\t", " ")

    @property
    def is_open(self) -> bool:
        """True while it is on screen."""
        return self.has_class("-open")

    def open(self, hint: str, value: str = "", *, for_row: bool = False) -> None:
        """Let the reader type."""
        self.for_row = for_row
        self.placeholder, self.value = hint, value
        self.cursor_position = len(value)
        self.add_class("-open")
        self.focus()

    def close(self) -> None:
        """Leave the screen."""
        self.remove_class("-open")


class ResultRows(Vertical):
    """The table of the result on screen, and the line below it that filters it or goes to a row."""

    DEFAULT_CSS = """
    ResultRows {
        height: 1fr;
        & > #result-line { display: none; height: 1; background: $panel; padding: 0 1; }
        & > #result-line.-open { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", key_display="/", id="result.filter"),
        Binding("colon", "go_to", "Row", key_display=":", show=False, id="result.go-to"),
        Binding("o", "request('cell')", "Cell", id="result.cell"),
        Binding("e", "request('edit')", "Edit", id="result.edit"),
        Binding("y", "request('copy')", "Copy", id="result.copy"),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.run: ResultRun | None = None
        """The result on screen."""
        self._pages = LatestAnswer(self, "result rows", threads=2)
        self._requests = LatestAnswer(self, "result requests", threads=2)
        self._searches = LatestAnswer(self, "result searches", threads=4)

    def compose(self) -> ComposeResult:
        yield ResultTable(id="result-table")
        yield ResultPrompt(id="result-line")

    @property
    def table(self) -> ResultTable:
        """The rows."""
        return self.query_one("#result-table", ResultTable)

    @property
    def prompt(self) -> ResultPrompt:
        """The line below the rows."""
        return self.query_one(ResultPrompt)

    def on_unmount(self) -> None:
        for answers in (self._pages, self._requests, self._searches):
            answers.close()

    # Rows.

    def show(self, run: ResultRun | None, rows: list[ResultRow] | None = None) -> None:
        """Show a result.

        Args:
            rows: the first ones, if they have just been read.
        """
        table, self.run = self.table, run
        self._pages.begin()
        if run is None or not run.has_table:
            table.show((), ())
            table.grow(0)
            table.relayout()
            return
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

    @on(ResultTable.RowsWanted)
    def _rows_wanted(self, event: ResultTable.RowsWanted) -> None:
        event.stop()
        if self.run is not None:
            self._pages.ask(
                partial(self.run.read, event.first, event.count),
                partial(self.table.take_rows, event.number, event.first),
            )

    @on(ResultTable.Moved)
    def _moved(self) -> None:
        if self.run is not None:
            self.run.cursor = (self.table.cursor, self.table.column)

    def with_rows(self) -> ResultRun | None:
        """The result on screen; a notice and None if it has no rows."""
        run = self.run
        if run is None or not run.has_table or not run.result.rows:
            self.post_message(Notice("There are no rows."))
            return None
        return run

    # Order and filter.

    @on(ResultTable.SortRequested)
    def _sort_requested(self, event: ResultTable.SortRequested) -> None:
        event.stop()
        run = self.with_rows()
        if run is not None:
            type_ = run.result.types[event.column]
            descending = is_numeric(type_) or is_temporal(type_)
            run.order = next_order(
                run.order, event.column, further=event.further, descending=descending
            )
            self.select(run)

    def select(self, run: ResultRun, *, keep_cursor: bool = False) -> None:
        """Show the rows of a run that match its condition, in its order."""
        selection = run.begin_selection()
        if not keep_cursor:
            run.cursor = (0, self.table.column if run is self.run else run.cursor[1])
        self._searches.add_each(partial(run.find, *selection), self.post_message)
        if not run.is_selective:
            self.post_message(FirstRows(run, []))

    def take_back(self) -> bool:
        """Clear the condition, the order or the marks; False if there are none."""
        run = self.run
        if run is None:
            return False
        if run.where is not None:
            run.where, run.line = None, ""
            self.select(run)
        elif run.order:
            run.order = ()
            self.select(run)
        elif run.marked:
            self.table.clear_marks()
        else:
            return False
        return True

    # The line.

    def action_filter(self) -> None:
        run = self.with_rows()
        if run is not None:
            name = single_line(run.result.columns[self.table.column])
            hint = f"words of any column · = value, > value, is null of {name} · name = value"
            self.prompt.open(hint, run.line)

    def action_go_to(self) -> None:
        if self.with_rows() is not None:
            self.prompt.open("the number of a row", for_row=True)

    def close_prompt(self) -> bool:
        """Go back to the rows from the line below them; False if it is not open."""
        if not self.prompt.is_open:
            return False
        self.prompt.close()
        self.table.focus()
        return True

    @on(Input.Submitted, "#result-line")
    def _line_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.close_prompt()
        run = self.run
        if run is None or not run.has_table:
            return
        if self.prompt.for_row:
            self._go_to_row(run, event.value)
            return
        run.line = event.value
        run.where = condition(event.value, run.result.columns, self.table.column)
        self.select(run)

    def _go_to_row(self, run: ResultRun, text: str) -> None:
        digits = "".join(text.replace(",", "").split())
        if not digits.isdecimal():
            self.post_message(Notice(f"“{single_line(text)}” is not a row number."))
            return
        number = int(digits[:18])
        self.table.grow(run.rows.rows)
        self.table.cursor = number - 1
        if number > run.rows.rows:
            more = "" if run.result.complete else " so far"
            self.post_message(Notice(f"There are {run.rows.rows:,} rows{more}."))

    # One row.

    @on(LineList.Chosen)
    def _row_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.action_request("open")

    def action_request(self, name: str) -> None:
        """Make a request about the row and the column of the cursor."""
        row, run = self.table.current, self.with_rows()
        if row is not None and run is not None:
            request = partial(ROW_REQUESTS[name], run, row.position, self.table.column)
            self._requests.ask(request, self.post_message)


RowRequest = Callable[[ResultRun, int, int], Message]
"""Makes a request from a run, the number of a row in its result, and the index of a column.

It asks the database, for a worker.

Raises:
    ExplorerError: the row cannot be read.
"""
_Row = TypeVar("_Row")
_NO_RECORD = (
    "This row names no record: select record_type and record_id, or a column such as operation_id"
)


def open_place(run: ResultRun, number: int, column: int) -> Message:
    """Show the record or the passage that a row is about."""
    match place_in(run.result.columns, _only(run.result.values(number, 1)), column):
        case RecordPlace(record_type, record_id):
            return OpenRecord(record_type, record_id)
        case PassagePlace(source_id, start_char, end_char):
            return OpenSource(source_id, start_char, end_char)
    return Notice(f"{_NO_RECORD}, or source_id, start_char and end_char. o shows the cell.")


def edit_record(run: ResultRun, number: int, column: int) -> Message:
    """Edit the file of the record that a row is about."""
    found = record_in(run.result.columns, _only(run.result.values(number, 1)), column)
    if found is None:
        return Notice(f"{_NO_RECORD}.")
    return EditRecord(found.record_type, found.record_id)


def open_cell(run: ResultRun, number: int, column: int) -> Message:
    """Show one value in full."""
    name, type_ = run.result.columns[column], run.result.types[column]
    (value,) = _only(run.result.values(number, 1, [column]))
    text = run.result.text(number, column)
    return OpenCell(f"{single_line(name)} · row {number + 1:,}", type_, value, text)


def open_copy(run: ResultRun, number: int, column: int) -> Message:
    """Offer the cell, the row and the marked rows for copying."""
    marked = run.result.texts(sorted(run.marked))
    row = _only(run.result.texts([number]))
    return OpenCopy(tuple(of_result(run.result.columns, column, row, marked)))


ROW_REQUESTS: Mapping[str, RowRequest] = MappingProxyType(
    {"open": open_place, "edit": edit_record, "cell": open_cell, "copy": open_copy}
)


def _only(rows: Sequence[_Row]) -> _Row:
    """The row that was asked for; results are forgotten when another query runs."""
    if not rows:
        raise QueryError("This row is gone: another query has run since.")
    return rows[0]

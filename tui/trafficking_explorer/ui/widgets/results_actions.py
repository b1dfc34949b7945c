"""Requests about one row of a result: its record or passage, its file, one of its cells, a copy of it."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from textual.message import Message

from trafficking_explorer.errors import QueryError
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.clipboard import of_result
from trafficking_explorer.ui.messages import (
    EditRecord,
    Notice,
    OpenCell,
    OpenCopy,
    OpenRecord,
    OpenSource,
)
from trafficking_explorer.ui.row_targets import PassagePlace, RecordPlace, place_in, record_in
from trafficking_explorer.ui.widgets.result_run import ResultRun

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

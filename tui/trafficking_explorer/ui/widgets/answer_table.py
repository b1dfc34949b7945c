"""The table of an SQL answer: the explorer's keys, and texts made fit for a terminal."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual_fastdatatable import ArrowBackend, DataTable

from trafficking_explorer.terminal import printable

_OF_THE_PANE = ("tab", "shift+tab", "enter")
"""Keys that lead from part to part here, and from cell to cell in the library."""


class PrintableRows(ArrowBackend):
    """Rows of an Arrow table whose texts can neither move the cursor nor set colours."""

    def get_row_at(self, index: int) -> Sequence[Any]:
        return [_printable(value) for value in super().get_row_at(index)]

    def get_column_at(self, column_index: int) -> list[Any]:
        return [_printable(value) for value in super().get_column_at(column_index)]

    def get_cell_at(self, row_index: int, column_index: int) -> Any:
        return _printable(super().get_cell_at(row_index, column_index))


class AnswerTable(DataTable, inherit_bindings=False):
    """Rows and columns of an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            binding
            for binding in DataTable.BINDINGS
            if isinstance(binding, Binding) and binding.key not in _OF_THE_PANE
        ),
        Binding("j", "cursor_down", "Down", show=False, id="answer.down"),
        Binding("k", "cursor_up", "Up", show=False, id="answer.up"),
        Binding("h", "cursor_left", "Left", show=False, id="answer.left"),
        Binding("l", "cursor_right", "Right", show=False, id="answer.right"),
        Binding("g", "cursor_table_start", "First", show=False, id="answer.first"),
        Binding("G", "cursor_table_end", "Last", show=False, id="answer.last"),
    ]


def _printable(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    # The table has a sign of its own for a line break.
    return "\n".join(printable(line) for line in value.split("\n"))

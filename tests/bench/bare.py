"""The least Textual app with one table row, or with one input: what the explorer is measured against.

`python bare.py table` or `python bare.py input`; q or ctrl+q quits.
"""

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Input


class BareTable(App[None]):
    """One row."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("Operation")
        table.add_row("▸ one row")


class BareInput(App[None]):
    """One field."""

    def compose(self) -> ComposeResult:
        field = Input(placeholder="▸ type")
        field.cursor_blink = False
        yield field


if __name__ == "__main__":
    (BareInput() if sys.argv[1] == "input" else BareTable()).run()

"""The results of the SQL pane: a stand-in with a plain list of the first rows of each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.terminal import one_line, shorten

if TYPE_CHECKING:
    from trafficking_explorer.store.results import Result

_ROWS = 100


class ResultPart(VerticalScroll):
    """Shows what statements gave."""

    DEFAULT_CSS = "ResultPart > Static { height: auto; padding: 0 1; }"

    @dataclass
    class RecordChosen(Message):
        """The reader wants to see a record."""

        record_type: str
        record_id: str

    @dataclass
    class PassageChosen(Message):
        """The reader wants to see a place of a source."""

        source_id: str
        start_char: int
        end_char: int

    @dataclass
    class _Read(Message):
        text: Text

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.runs: list[tuple[str, Result]] = []

    def compose(self) -> ComposeResult:
        yield Static("")

    def show_run(self, title: str, result: "Result") -> None:
        """Show a statement that has been started."""
        self.runs.append((title, result))
        self._read(len(self.runs), title, result)

    def clear_runs(self) -> None:
        """Close and forget all results."""
        for _, result in self.runs:
            result.close()
        self.runs.clear()
        self.query_one(Static).update("")

    def focus_rows(self) -> None:
        """Put the focus on the rows."""
        self.focus()

    @work(thread=True, group="results")
    def _read(self, number: int, title: str, result: "Result") -> None:
        text = Text(f"{number}. {one_line(title)}\n", "bold")
        try:
            result.wait_for_first()
            text.append("  ".join(map(one_line, result.columns)) + "\n", "bold")
            for row in result.page(0, _ROWS):
                text.append(
                    "  ".join("∅" if v is None else shorten(one_line(v)) for v in row) + "\n"
                )
        except ExplorerError as error:
            text.append(one_line(str(error)))
        self.post_message(self._Read(text))

    def on_result_part__read(self, event: _Read) -> None:
        event.stop()
        self.query_one(Static).update(event.text)

"""The queries that were run before, to take one up again."""

from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trafficking_explorer.terminal import one_line
from trafficking_explorer.ui.history import History


class QueriesScreen(ModalScreen[str | None]):
    """Lists queries, the newest first; enter puts one into the editor."""

    CSS_PATH = "pick.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="queries.close"),
    ]

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history
        self._queries: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="pick"):
            yield Static("Earlier queries", id="pick-title")
            yield OptionList(id="pick-list", markup=False)
            yield Static("⏎ put it into the editor   esc close", id="pick-foot")

    def on_mount(self) -> None:
        self._read()

    @work(thread=True)
    def _read(self) -> None:
        queries = self._history.queries()
        self.app.call_from_thread(self._show, queries)

    def _show(self, queries: list[str]) -> None:
        self._queries = queries
        found = self.query_one(OptionList)
        if queries:
            found.add_options(
                Option(Text(one_line(sql), no_wrap=True, overflow="ellipsis")) for sql in queries
            )
            found.highlighted = 0
        else:
            self.query_one("#pick-title", Static).update("No query has been run yet")
        found.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._queries[event.option_index])

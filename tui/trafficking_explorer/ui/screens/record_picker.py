"""A choice among the records that rest on one passage."""

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.widgets.vim_option_list import VimOptionList

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

Key = tuple[str, str]


class RecordPicker(ModalScreen[Key | None]):
    """Lists records; enter opens one, escape none."""

    CSS_PATH = "record_picker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="pick.close"),
    ]

    def __init__(self, store: "Store", keys: tuple[Key, ...]) -> None:
        super().__init__()
        self.store = store
        self.keys = keys

    def compose(self) -> ComposeResult:
        with Vertical(id="pick"):
            yield Static(f"{len(self.keys)} records rest on this passage", id="pick-title")
            yield VimOptionList(id="pick-list", markup=False)
            yield Static("⏎ open   esc close", id="pick-foot")

    def on_mount(self) -> None:
        self.read()

    @work(thread=True, description="")
    def read(self) -> None:
        """Look up what the records are called."""
        from trafficking_explorer.database.queries import titles

        try:
            names = titles(self.store, self.keys)
        except ExplorerError as error:
            self.app.call_from_thread(self.app.notify, str(error), severity="error", markup=False)
            return
        options = []
        for name in names:
            line = Text(no_wrap=True, overflow="ellipsis")
            line.append(f"{name.record_type:<10}", "dim")
            line.append(single_line(name.title))
            if name.subtitle:
                line.append(f"  {single_line(name.subtitle)}", "dim")
            options.append(Option(line, id=f"{name.record_type}/{name.record_id}"))
        self.app.call_from_thread(self._show, options)

    def _show(self, options: list[Option]) -> None:
        found = self.query_one(VimOptionList)
        found.add_options(options)
        found.highlighted = 0 if options else None
        found.focus()

    @on(VimOptionList.OptionSelected)
    def _selected(self, event: VimOptionList.OptionSelected) -> None:
        record_type, _, record_id = str(event.option.id).partition("/")
        self.dismiss((record_type, record_id))

"""Choose one of the records that use a passage."""

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType
from textual.widgets.option_list import Option

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.dialogs.dialog import PickerScreen

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import Name

Key = tuple[str, str]


class RecordPicker(PickerScreen[Key]):
    """A list of records; enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="pick.close"),
    ]
    CHOICE = "Open"

    def __init__(self, store: "Store", keys: tuple[Key, ...]) -> None:
        super().__init__()
        self.store = store
        self.keys = keys

    @property
    def heading(self) -> str:
        return f"{len(self.keys)} records use this passage"

    def on_mount(self) -> None:
        self.read()

    @work(thread=True, description="")
    def read(self) -> None:
        """Look up the titles of the records."""
        # Loads DuckDB, in a thread.
        from trafficking_explorer.database.queries import titles

        try:
            names = titles(self.store, self.keys)
        except ExplorerError as error:
            self.app.call_from_thread(self.refused, error)
        else:
            self.app.call_from_thread(self.show, list(map(_option, names)))

    def choose(self, index: int) -> None:
        key = str(self.choices.get_option_at_index(index).id)
        record_type, _, record_id = key.partition("/")
        self.dismiss((record_type, record_id))


def _option(name: "Name") -> Option:
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{name.record_type:<10}", "dim")
    line.append(single_line(name.title))
    if name.subtitle:
        line.append(f"  {single_line(name.subtitle)}", "dim")
    return Option(line, id=f"{name.record_type}/{name.record_id}")

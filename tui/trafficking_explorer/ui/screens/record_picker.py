"""Choose one of the records that use a passage."""

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.screens.picker import PickerScreen

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import Name

Key = tuple[str, str]


class RecordPicker(PickerScreen[Key]):
    """A list of records; enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="pick.close"),
    ]
    FOOT = "⏎ open   esc close"

    def __init__(self, store: "Store", keys: tuple[Key, ...]) -> None:
        super().__init__()
        self.store = store
        self.keys = keys
        self._names: tuple[Name, ...] = ()

    @property
    def heading(self) -> str:
        return f"{len(self.keys)} records rest on this passage"

    def on_mount(self) -> None:
        super().on_mount()
        self.read()

    @work(thread=True, description="")
    def read(self) -> None:
        """Look up the titles of the records."""
        # Loads DuckDB, in a thread.
        from trafficking_explorer.database.queries import titles

        try:
            names = titles(self.store, self.keys)
        except ExplorerError as error:
            self.app.call_from_thread(self.app.notify, str(error), severity="error", markup=False)
        else:
            self.app.call_from_thread(self._list, names)

    def _list(self, names: "tuple[Name, ...]") -> None:
        self._names = names
        self.show(map(_line, names))

    def choose(self, index: int) -> None:
        name = self._names[index]
        self.dismiss((name.record_type, name.record_id))


def _line(name: "Name") -> Text:
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"{name.record_type:<10}", "dim")
    line.append(single_line(name.title))
    if name.subtitle:
        line.append(f"  {single_line(name.subtitle)}", "dim")
    return line

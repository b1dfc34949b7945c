"""Choose a form in which to copy something."""

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from trafficking_explorer.text.display import cell_width, sanitize, single_line
from trafficking_explorer.ui.dialogs.dialog import PickerScreen

if TYPE_CHECKING:
    from trafficking_explorer.ui.clipboard import Choice

_PREVIEW = 300
"""Code points of a text that are read for its line; no terminal shows as many."""


class CopyMenu(PickerScreen["Choice"]):
    """A list of forms, each with the beginning of its text; a letter or enter copies one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="copy.close"),
    ]
    HEADING = "Copy"
    FOOT = "press the letter of a line, or choose it"
    CHOICE = "Copy"

    def __init__(self, forms: "tuple[Choice, ...]") -> None:
        super().__init__()
        self.forms = forms
        self.letters = tuple(form.key for form in forms)

    def on_mount(self) -> None:
        room = max((cell_width(sanitize(form.name)) for form in self.forms), default=0)
        self.show(_line(form, room) for form in self.forms)

    def choose(self, index: int) -> None:
        form = self.forms[index]
        self.app.copy_to_clipboard(form.text)
        self.app.notify(f"Copied: {form.name}.", markup=False, timeout=3)
        self.dismiss(form)


def _line(form: "Choice", room: int) -> Text:
    name = sanitize(form.name)
    cut = "…" if len(form.text) > _PREVIEW else ""
    return Text.assemble(
        (form.key, "bold"),
        f"  {name}{' ' * (room - cell_width(name))}  ",
        (single_line(form.text[:_PREVIEW]) + cut, "dim"),
    )

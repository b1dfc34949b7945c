"""An OptionList with the keys that move through rows."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

_CHOOSE = Binding("enter", "select", "Choose", id="options.choose")


class VimOptionList(OptionList):
    """A list of choices, with j, k, g and G."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _CHOOSE,
        Binding("j", "cursor_down", "Down", show=False, id="options.down"),
        Binding("k", "cursor_up", "Up", show=False, id="options.up"),
        Binding("g", "first", "First", show=False, id="options.first"),
        Binding("G", "last", "Last", show=False, id="options.last"),
    ]

    def __init__(self, *content: Any, choice: str = "Choose", **options: Any) -> None:
        """Make a list.

        Args:
            content: its lines.
            choice: the effect of enter, for the line of keys.
            options: as in OptionList.
        """
        super().__init__(*content, **options)
        self.name_choice(choice)

    def name_choice(self, choice: str) -> None:
        """Say what enter does from now on."""
        # In place of the base class's own, which no line of keys shows.
        named = Binding(_CHOOSE.key, _CHOOSE.action, choice, id=_CHOOSE.id)
        self._bindings.key_to_bindings[_CHOOSE.key] = [named]
        if self.is_attached:
            self.refresh_bindings()

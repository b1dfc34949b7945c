"""What can be copied from where the reader is, each with a look at it."""

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from trafficking_explorer.text.display import cell_width, sanitize, single_line
from trafficking_explorer.ui.widgets.vim_option_list import VimOptionList

_PREVIEW = 300
"""Code points of a text that are looked at for its line; no terminal shows as many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One form of what can be copied."""

    key: str
    """The letter that takes it."""
    name: str
    text: str
    """What is copied, to the last character."""


class CopyMenu(ModalScreen[str | None]):
    """Lists what can be copied; a letter or enter takes one, escape none."""

    CSS_PATH = "copy_menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="copy.close"),
    ]

    def __init__(self, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self.choices = choices

    def compose(self) -> ComposeResult:
        with Vertical(id="copy"):
            yield Static("Copy", id="copy-title", markup=False)
            yield VimOptionList(*map(Option, self._lines()), id="copy-list", markup=False)
            yield Static("its letter or ⏎ copies   esc close", id="copy-foot", markup=False)

    def on_mount(self) -> None:
        found = self.query_one(VimOptionList)
        found.highlighted = 0 if self.choices else None
        found.focus()

    def _lines(self) -> list[Text]:
        room = max((cell_width(sanitize(choice.name)) for choice in self.choices), default=0)
        lines = []
        for choice in self.choices:
            name = sanitize(choice.name)
            line = Text()
            line.append(choice.key, "bold")
            line.append(f"  {name}{' ' * (room - cell_width(name))}  ")
            cut = "…" if len(choice.text) > _PREVIEW else ""
            line.append(single_line(choice.text[:_PREVIEW]) + cut, "dim")
            lines.append(line)
        return lines

    def on_key(self, event: events.Key) -> None:
        """Take the choice of a letter, before the letter can mean anything else."""
        for choice in self.choices:
            if event.character == choice.key:
                event.stop()
                self.dismiss(choice.text)
                return

    @on(VimOptionList.OptionSelected)
    def _selected(self, event: VimOptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.choices[event.option_index].text)

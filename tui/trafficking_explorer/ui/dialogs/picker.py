"""A dialog with a list to choose from."""

from collections.abc import Iterable

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets.option_list import Option

from trafficking_explorer.ui.dialogs.dialog import Dialog, Result
from trafficking_explorer.ui.widgets.vim_option_list import VimOptionList


class PickerScreen(Dialog[Result]):
    """A list in a dialog. Subclasses fill it with `show` and say what a choice does."""

    def body(self) -> ComposeResult:
        yield VimOptionList(id="dialog-list", markup=False)

    def on_mount(self) -> None:
        self.choices.focus()

    @property
    def choices(self) -> VimOptionList:
        """The list."""
        return self.query_one(VimOptionList)

    def show(self, lines: Iterable[Text | Option], at: int | None = 0) -> None:
        """Replace the list.

        Args:
            at: the line that the cursor goes to; None for no line.
        """
        found = self.choices
        found.clear_options()
        found.add_options(lines)
        found.highlighted = at if found.option_count else None

    def choose(self, index: int) -> None:
        """Take the line at `index`: the reader pressed enter or clicked it."""
        raise NotImplementedError

    @on(VimOptionList.OptionSelected)
    def _selected(self, event: VimOptionList.OptionSelected) -> None:
        event.stop()
        self.choose(event.option_index)

"""Dialogs: a box over another screen, with a title, a body and its keys; a text or a list in it."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer
from trafficking_explorer.ui.restrictions import offered
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.vim_option_list import VimOptionList

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """A box over another screen. Subclasses provide its body; the ids of the parts are the same in all.

    Its keys are in the bottom line, over those of the screen beneath.
    """

    # Absolute: subclasses in other packages use it too.
    CSS_PATH = Path(__file__).with_name("dialog.tcss")
    HEADING: ClassVar[str] = ""
    FOOT: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.keys", "Help", key_display="?", id="dialog.help"),
    ]

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.answers = LatestAnswer(self, "dialog", on_error=self.refused)
        """Questions to be answered in a thread."""

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        self.answers.close()

    def refused(self, error: Foreseen) -> None:
        """Show the error of a question."""
        self.answers.report(error)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(self.heading, id="dialog-title", markup=False)
            yield from self.body()
            yield Static(self.foot, id="dialog-foot", markup=False)
        yield Footer(id="dialog-keys")

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return offered(super().active_bindings)

    @property
    def heading(self) -> str:
        """The title."""
        return self.HEADING

    @property
    def foot(self) -> str:
        """A remark below the body."""
        return self.FOOT

    def body(self) -> ComposeResult:
        """The widgets between title and keys."""
        raise NotImplementedError

    def show_heading(self, text: str) -> None:
        """Replace the title."""
        self.query_one("#dialog-title", Static).update(text)

    def show_foot(self, text: str) -> None:
        """Replace the remark below the body."""
        self.query_one("#dialog-foot", Static).update(text)


class ScrollDialog(Dialog[Result]):
    """A dialog with a text to scroll through."""

    def body(self) -> ComposeResult:
        with VerticalScroll(id="dialog-body"):
            yield self.content()

    def content(self) -> Widget:
        """The widget with the text."""
        raise NotImplementedError

    @property
    def scroller(self) -> VerticalScroll:
        """The part that scrolls."""
        return self.query_one(VerticalScroll)

    def on_mount(self) -> None:
        self.scroller.focus()

    def action_scroll(self, by: int) -> None:
        self.scroller.scroll_relative(y=by, animate=False)


def scroll_bindings(group: str) -> tuple[Binding, Binding]:
    """The keys that scroll, with ids of their dialog: `GROUP.down` and `GROUP.up`."""
    return (
        Binding("j", "scroll(1)", "Down", show=False, id=f"{group}.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id=f"{group}.up"),
    )


class PickerScreen(Dialog[Result]):
    """A list in a dialog. Subclasses fill it with `show` and say what a choice does."""

    CHOICE: ClassVar[str] = "Choose"
    """The effect of enter, for the line of keys."""
    letters: tuple[str, ...] = ()
    """The letter that takes each line, where lines have letters."""

    def body(self) -> ComposeResult:
        yield VimOptionList(id="dialog-list", markup=False, choice=self.CHOICE)

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

    def on_key(self, event: events.Key) -> None:
        """Take the line of a letter, before the letter can mean anything else."""
        if event.character in self.letters:
            event.stop()
            self.choose(self.letters.index(event.character))

    def choose(self, index: int) -> None:
        """Take the line at `index`: the reader pressed enter or clicked it."""
        raise NotImplementedError

    @on(VimOptionList.OptionSelected)
    def _selected(self, event: VimOptionList.OptionSelected) -> None:
        event.stop()
        self.choose(event.option_index)

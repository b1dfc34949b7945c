"""Choose a format for a result, and a file to write it to."""

from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static

from trafficking_explorer.export.formats import FORMATS
from trafficking_explorer.text.display import sanitize
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.screens.dialog import Dialog

CLIPBOARD = "clipboard"
_NAME = "result"


class _Row(NamedTuple):
    """One line of the list."""

    key: str
    name: str
    label: str
    note: str


class Target(NamedTuple):
    """The format and the file that were chosen.

    Attributes:
        path: None for the clipboard.
        overwrite: replace a file of this name.
    """

    format: str
    path: Path | None
    overwrite: bool


class ExportScreen(Dialog[Target]):
    """A list of formats, then the name of a file; nothing is overwritten without asking."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back, close", id="export.close"),
    ]
    FOOT = "press a letter, or ⏎ to choose   esc close"

    def __init__(self, rows: int, folder: Path | None = None) -> None:
        """Ask for a target.

        Args:
            rows: their number.
            folder: the folder of the file; the current one by default.
        """
        super().__init__()
        self._rows = rows
        self._folder = folder or Path.cwd()
        self._choices = (
            *(_Row(each.key, each.name, each.label, each.note) for each in FORMATS if each.key),
            _Row("b", CLIPBOARD, "clipboard", "tab-separated"),
        )
        self._format = self._choices[0].name
        self._in_list = True
        """True while a format is chosen, False while a name is typed."""
        self._asked: str | None = None
        """The name of an existing file that the reader was asked to overwrite."""

    @property
    def heading(self) -> str:
        return f"Export {count_noun(self._rows, 'row')}"

    def body(self) -> ComposeResult:
        yield OptionList(*self._lines(), id="dialog-list", markup=False)
        yield Static("", id="export-label", markup=False)
        path = Input(id="export-path", compact=True, select_on_focus=False)
        # A caret that blinks is a timer that runs while nothing happens.
        path.cursor_blink = False
        yield path

    def on_mount(self) -> None:
        found = self.query_one(OptionList)
        found.highlighted = 0
        found.focus()

    def _lines(self) -> list[Text]:
        lines = []
        for choice in self._choices:
            line = Text(no_wrap=True, overflow="ellipsis")
            line.append(choice.key, "bold")
            line.append(f"  {choice.label:<12}")
            line.append(choice.note, "dim")
            lines.append(line)
        return lines

    def _tell(self, text: str, *, warn: bool = False) -> None:
        keys = self.FOOT if self._in_list else "⏎ writes the file   esc formats"
        self.query_one("#dialog-foot").set_class(warn, "-warning")
        self.show_foot(text or keys)

    def on_key(self, event: events.Key) -> None:
        """Take the format of a letter."""
        if not self._in_list:
            return
        for choice in self._choices:
            if event.character == choice.key:
                event.stop()
                self._choose(choice.name)
                return

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(self._choices[event.option_index].name)

    def _choose(self, format_: str) -> None:
        if format_ == CLIPBOARD:
            self.dismiss(Target(CLIPBOARD, None, False))
            return
        self._format = format_
        self.query_one(OptionList).highlighted = [each.name for each in self._choices].index(
            format_
        )
        self._propose(FORMATS[format_].suffix)

    @work(thread=True, description="", exclusive=True)
    def _propose(self, suffix: str) -> None:
        """Propose a name that no file has."""
        name, number = self._folder / f"{_NAME}{suffix}", 1
        while name.exists() and number < 1_000:
            number += 1
            name = self._folder / f"{_NAME}-{number}{suffix}"
        self.app.call_from_thread(self._ask, str(name))

    def _ask(self, name: str) -> None:
        found = self.query_one("#export-path", Input)
        self.query_one("#export-label", Static).update(Text("To the file"))
        found.value = name
        found.add_class("-asked")
        found.focus()
        found.cursor_position = len(name)
        self._asked = None
        self._in_list = False
        self._tell("")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._asked is not None and event.value != self._asked:
            self._asked = None
            self._tell("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._look(event.value)

    @work(thread=True, description="", exclusive=True)
    def _look(self, name: str) -> None:
        """Find out about the file of this name."""
        path = self._folder / Path(name.strip()).expanduser()
        try:
            is_folder, is_there = path.is_dir(), path.exists()
            has_folder = path.parent.is_dir()
        except (OSError, ValueError) as error:
            self.app.call_from_thread(self._tell, f"This cannot be a file: {error}", warn=True)
            return
        self.app.call_from_thread(self._decide, name, path, is_folder, is_there, has_folder)

    def _decide(
        self, name: str, path: Path, is_folder: bool, is_there: bool, has_folder: bool
    ) -> None:
        if is_folder:
            self._tell("This is a folder: name a file in it.", warn=True)
        elif not has_folder:
            self._tell(f"There is no folder {sanitize(str(path.parent))}.", warn=True)
        elif is_there and self._asked != name:
            self._asked = name
            self._tell("This file exists: press ⏎ again to overwrite it.", warn=True)
        else:
            self.dismiss(Target(self._format, path, is_there))

    def action_back(self) -> None:
        if self._in_list:
            self.dismiss(None)
            return
        self._asked = None
        self._in_list = True
        self.query_one(OptionList).focus()
        self._tell("")

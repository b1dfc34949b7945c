"""In which format and to which file a result is written."""

from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trafficking_explorer.export.formats import FORMATS
from trafficking_explorer.text.display import sanitize
from trafficking_explorer.text.plural import count_noun

CLIPBOARD = "clipboard"
_NAME = "result"


class _Row(NamedTuple):
    """One line of the list."""

    key: str
    name: str
    label: str
    note: str


class Target(NamedTuple):
    """What was chosen.

    Attributes:
        path: None for the clipboard.
        overwrite: whether a file of this name may go.
    """

    format: str
    path: Path | None
    overwrite: bool


class ExportScreen(ModalScreen[Target | None]):
    """Formats, and the name of a file; nothing is overwritten without asking."""

    CSS_PATH = "export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back, close", id="export.close"),
    ]

    def __init__(self, rows: int, folder: Path | None = None) -> None:
        """Ask for a target.

        Args:
            rows: how many there are to write.
            folder: where files go; left out, the current one.
        """
        super().__init__()
        self._rows = rows
        self._folder = folder or Path.cwd()
        self._choices = (
            *(_Row(each.key, each.name, each.label, each.note) for each in FORMATS if each.key),
            _Row("b", CLIPBOARD, "clipboard", "cells parted by tabs"),
        )
        self._format = self._choices[0].name
        self._in_list = True
        """Whether a format is to be chosen; else a name is to be typed."""
        self._asked: str | None = None
        """The name of a file that is there, of which it was asked whether it may go."""

    def compose(self) -> ComposeResult:
        with Vertical(id="export"):
            yield Static(f"Export {count_noun(self._rows, 'row')}", id="export-title", markup=False)
            yield OptionList(*map(Option, self._lines()), id="export-list", markup=False)
            yield Static("", id="export-label", markup=False)
            path = Input(id="export-path", compact=True, select_on_focus=False)
            # A caret that blinks is a timer that runs while nothing happens.
            path.cursor_blink = False
            yield path
            yield Static("", id="export-foot", markup=False)

    def on_mount(self) -> None:
        found = self.query_one(OptionList)
        found.highlighted = 0
        found.focus()
        self._tell("")

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
        keys = "its letter or ⏎ takes a format   esc close"
        foot = self.query_one("#export-foot", Static)
        foot.set_class(warn, "-warning")
        foot.update(Text(text or (keys if self._in_list else "⏎ writes the file   esc formats")))

    def on_key(self, event: events.Key) -> None:
        """Take the format of a letter, and move as everywhere."""
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
        """A name that no file has."""
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
        """Whether there is such a file."""
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
            self._tell("There is such a file: ⏎ once more overwrites it.", warn=True)
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

"""A dialog for the format and the file of an export."""

from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from trafficking_explorer.errors import UsageError
from trafficking_explorer.export.formats import FORMATS
from trafficking_explorer.text.display import sanitize
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.dialogs.dialog import PickerScreen
from trafficking_explorer.ui.latest_answer import Foreseen

CLIPBOARD = "clipboard"
_NAME = "result"


class _Row(NamedTuple):
    """One line of the list."""

    key: str
    name: str
    label: str
    note: str


class Target(NamedTuple):
    """The chosen format and file.

    Attributes:
        path: None for the clipboard.
        overwrite: True to replace a file of this name.
    """

    format: str
    path: Path | None
    overwrite: bool


class ExportScreen(PickerScreen[Target]):
    """A list of formats, then a line for the file; nothing is overwritten without asking."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back, close", id="export.close"),
    ]
    FOOT = "press the letter of a line, or choose it"

    def __init__(self, rows: int, folder: Path | None = None) -> None:
        """Ask for a target.

        Args:
            rows: their number.
            folder: for the files; by default the current one.
        """
        super().__init__()
        self._count = rows
        self._folder = folder or Path.cwd()
        self._rows = (
            *(_Row(each.key, each.name, each.label, each.note) for each in FORMATS if each.key),
            _Row("b", CLIPBOARD, "clipboard", "tab-separated"),
        )
        self._format = self._rows[0].name
        self.letters = tuple(row.key for row in self._rows)
        self._in_list = True
        """True while a format is to be chosen; then a name is to be typed."""
        self._asked: str | None = None
        """The name of an existing file that the reader was asked about."""

    @property
    def heading(self) -> str:
        return f"Export {count_noun(self._count, 'row')}"

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Static("", id="export-label", markup=False)
        path = Input(id="export-path", compact=True, select_on_focus=False)
        # A caret that blinks is a timer that runs while nothing happens.
        path.cursor_blink = False
        yield path

    def on_mount(self) -> None:
        self.show(map(_line, self._rows))

    def refused(self, error: Foreseen) -> None:
        self._tell(str(error), warn=True)

    def _tell(self, text: str, *, warn: bool = False) -> None:
        keys = self.FOOT if self._in_list else "enter writes the file"
        self.query_one("#dialog-foot").set_class(warn, "-warning")
        self.show_foot(text or keys)

    def choose(self, index: int) -> None:
        format_ = self._rows[index].name
        if format_ == CLIPBOARD:
            self.dismiss(Target(CLIPBOARD, None, False))
            return
        self._format = format_
        self.choices.highlighted = index
        self.answers.ask(partial(_free_name, self._folder, FORMATS[format_].suffix), self._ask)

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
        name = event.value
        if name.strip():
            self.answers.ask(partial(_look_for, self._folder, name), partial(self._decide, name))

    def _decide(self, name: str, found: "_Found") -> None:
        if found.is_folder:
            self._tell("This is a folder: name a file in it.", warn=True)
        elif not found.has_folder:
            self._tell(f"There is no folder {sanitize(str(found.path.parent))}.", warn=True)
        elif found.is_there and self._asked != name:
            self._asked = name
            self._tell("This file exists: ⏎ again overwrites it.", warn=True)
        else:
            self.dismiss(Target(self._format, found.path, found.is_there))

    def action_back(self) -> None:
        if self._in_list:
            self.dismiss(None)
            return
        self._asked = None
        self._in_list = True
        self.choices.focus()
        self._tell("")


def _line(row: _Row) -> Text:
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(row.key, "bold")
    line.append(f"  {row.label:<12}")
    line.append(row.note, "dim")
    return line


class _Found(NamedTuple):
    """The state of a path on disk."""

    path: Path
    is_folder: bool
    is_there: bool
    has_folder: bool


def _free_name(folder: Path, suffix: str) -> str:
    """A name that no file has."""
    path, number = folder / f"{_NAME}{suffix}", 1
    while path.exists() and number < 1_000:
        number += 1
        path = folder / f"{_NAME}-{number}{suffix}"
    return str(path)


def _look_for(folder: Path, name: str) -> _Found:
    """Look for a file.

    Raises:
        UsageError: a file cannot have this name.
    """
    path = folder / Path(name.strip()).expanduser()
    try:
        return _Found(path, path.is_dir(), path.exists(), path.parent.is_dir())
    except (OSError, ValueError) as error:
        raise UsageError(f"This cannot be a file: {error}") from error

"""Offer a copy of the corpus that comes with the program, before anything in it is changed."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.dialogs.dialog import Dialog
from trafficking_explorer.ui.latest_answer import Foreseen

_FOLDER = "trafficking-corpus"
_WHY = (
    "This corpus came with the program; the next version replaces it. Copy it to a folder of yours, "
    "which is then open, and make your changes there."
)
_HERE = "This is the program’s own source tree: ctrl+o changes its files themselves."


class CopyCorpusScreen(Dialog[Path]):
    """A line for the folder of the copy. Its result is that folder, or the corpus itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="copy-corpus.close"),
        Binding("ctrl+o", "here", "Change this one", id="copy-corpus.here", priority=True),
    ]
    HEADING = "Copy this corpus first?"

    def __init__(self, root: Path, *, is_installed: bool, folder: Path | None = None) -> None:
        """Ask for a folder.

        Args:
            root: the corpus.
            is_installed: its files belong to an installed program, and are not offered for changes.
            folder: the first proposal.
        """
        super().__init__()
        self._root = root
        self._is_installed = is_installed
        self._folder = folder or Path.home() / _FOLDER
        self._is_copying = False

    @property
    def foot(self) -> str:
        here = "" if self._is_installed else "   ctrl+o change this one"
        return f"⏎ copy and open the copy{here}   esc close"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer changes to the corpus itself only in a source tree."""
        return action != "here" or not self._is_installed

    def body(self) -> ComposeResult:
        text = _WHY if self._is_installed else f"{_WHY} {_HERE}"
        yield Static(text, id="copy-why", markup=False)
        field = Input(str(self._folder), compact=True, classes="form-field", select_on_focus=False)
        # A caret that blinks is a timer that runs while nothing happens.
        field.cursor_blink = False
        yield field
        yield Static("", id="form-wrong", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        name = event.value.strip()
        if name and not self._is_copying:
            self._is_copying = True
            self._say("copying …")
            self.answers.ask(partial(_copy, self._root, name), self._copied)

    def _copied(self, folder: Path) -> None:
        self.dismiss(folder)

    def action_here(self) -> None:
        if not self._is_copying:
            self.dismiss(self._root)

    def refused(self, error: Foreseen) -> None:
        self._is_copying = False
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.query_one("#form-wrong", Static).update(sanitize(text))


def _copy(root: Path, name: str) -> Path:
    """Copy the corpus; for a thread."""
    # In the thread: it loads YAML.
    from trafficking_explorer.corpus.scaffold import copy_corpus

    folder = Path(name).expanduser().absolute()
    copy_corpus(root, folder)
    return folder

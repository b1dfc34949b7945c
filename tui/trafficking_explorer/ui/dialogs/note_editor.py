"""A small editor for the reader's note on a record."""

from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static, TextArea

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.ui.dialogs.dialog import Dialog
from trafficking_explorer.ui.latest_answer import Foreseen


class NoteEditor(Dialog[str]):
    """Lines of text; saved, the dialog returns a sentence that says so.

    If the explorer is closed meanwhile, what was typed is saved too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="note.save", priority=True),
        Binding("escape", "cancel", "Cancel", id="note.cancel", priority=True),
    ]
    FOOT = "Saved without any words, the note is deleted."

    def __init__(
        self, key: tuple[str, str], title: str, body: str, save: Callable[[str], None]
    ) -> None:
        """Open a note.

        Args:
            key: type and id of the record.
            save: keeps the words; called in a thread.
        """
        super().__init__()
        self._key = key
        self._title = title
        self._body = body
        self._text = body
        """The words by now; the editor is gone before the dialog is."""
        self._save = save
        self._is_warned = False
        self._is_settled = False
        """True once the words were saved, or the reader has discarded them."""

    @property
    def heading(self) -> str:
        name = single_line("/".join(self._key))
        return f"Your note on {truncate(name)} · {truncate(single_line(self._title))}"

    def body(self) -> ComposeResult:
        editor = TextArea(self._body, id="note-text", soft_wrap=True, tab_behavior="focus")
        editor.cursor_blink = False
        yield editor
        yield Static("", id="note-wrong", markup=False)

    def on_mount(self) -> None:
        self.editor.move_cursor(self.editor.document.end)
        self.editor.focus()

    @property
    def editor(self) -> TextArea:
        """The field with the words."""
        return self.query_one(TextArea)

    def action_save(self) -> None:
        text = self._text = self.editor.text
        self._say("saving …")
        self.answers.ask(lambda: self._save(text), lambda _: self._saved(text))

    def _saved(self, text: str) -> None:
        self._is_settled = True
        if text.strip():
            self.dismiss("The note is saved.")
        else:
            self.dismiss("The note is deleted." if self._body else None)

    def refused(self, error: Foreseen) -> None:
        """Say why nothing was saved; the words stay."""
        self._say(f"Not saved: {single_line(str(error))}")

    def action_cancel(self) -> None:
        if self.editor.text == self._body or self._is_warned:
            self._is_settled = True
            self.dismiss(None)
        else:
            self._is_warned = True
            self._say("Not saved. esc again discards the change, ctrl+s saves it.")

    def on_text_area_changed(self) -> None:
        self._text = self.editor.text
        if self._is_warned:
            self._is_warned = False
            self._say("")

    def keep_at_once(self) -> None:
        """Save what was typed when the explorer ends; from any thread."""
        if not self._is_settled and self._text != self._body:
            self._is_settled = True
            with suppress(ExplorerError, OSError):
                self._save(self._text)

    def on_unmount(self) -> None:
        self.keep_at_once()

    def _say(self, text: str) -> None:
        self.query_one("#note-wrong", Static).update(text)

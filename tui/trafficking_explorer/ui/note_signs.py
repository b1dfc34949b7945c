"""Signs of the reader's bookmarks and notes, for the widgets that show records."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.dom import DOMNode
from textual.widget import Widget

from trafficking_explorer.database.read_models import ListRow
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.workspace.notes import Key, Note


@runtime_checkable
class NotesShown(Protocol):
    """A widget or a screen that shows notes."""

    def take_notes(self) -> None:
        """Show the notes as they are now."""


def note_on(node: DOMNode, key: Key) -> Note | None:
    """The bookmark or note of a record; None where an app has none."""
    return _notes(node).get(key)


def note_sign(node: DOMNode, key: Key, marks: Symbols) -> str:
    """The sign of a record in one cell; empty for one without bookmark and note."""
    note = note_on(node, key)
    if note is None:
        return ""
    return marks.note if note.body else marks.bookmark


def note_signs(node: DOMNode, key: Key, marks: Symbols) -> str:
    """The signs of both, for a place with room for them."""
    note = note_on(node, key)
    if note is None:
        return ""
    return f"{marks.bookmark if note.bookmarked else ''}{marks.note if note.body else ''}"


def note_cells(node: DOMNode) -> int:
    """The cells of a table for signs of notes: none as long as there are no notes."""
    return 1 if _notes(node) else 0


def _notes(node: DOMNode) -> Mapping[Key, Note]:
    notes = getattr(node.app, "notes", None)
    found: Mapping[Key, Note] = getattr(notes, "by_key", {})
    return found


class NoteSignsMixin:
    """Signs of notes in a table of records; goes before its class."""

    marks: Symbols

    if TYPE_CHECKING:

        def relayout(self) -> None: ...

    def sign_of(self, row: ListRow) -> str:
        """The sign of a row; empty without one."""
        assert isinstance(self, Widget)
        return note_sign(self, row.key, self.marks)

    def take_notes(self) -> None:
        """Show the signs of the notes as they are now."""
        self.relayout()

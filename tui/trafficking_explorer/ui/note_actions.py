"""The keys `b` and `B`, for whatever has a record under its cursor."""

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widget import Widget

from trafficking_explorer.secure import Feature
from trafficking_explorer.ui.messages import Notice, OpenRecord
from trafficking_explorer.ui.reader_notes import ReaderNotes, notes_of
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.symbols import Symbols

if TYPE_CHECKING:
    from trafficking_explorer.ui.panes.row_question import RowQuestion
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.filter_bar import FilterEditor
    from trafficking_explorer.ui.widgets.record_table import RecordTable
    from trafficking_explorer.workspace.notes import Key


def note_bindings(group: str) -> tuple[Binding, Binding]:
    """The keys, with ids of their part of the screen: `GROUP.bookmark` and `GROUP.note`."""
    return (
        Binding("b", "bookmark", "Bookmark", id=f"{group}.bookmark"),
        Binding("B", "note", "Note", id=f"{group}.note"),
    )


class NoteActions:
    """The actions of the keys; goes before a widget class."""

    def noted_key(self) -> "Key | None":
        """The record under the cursor."""
        raise NotImplementedError

    def action_bookmark(self) -> None:
        """Bookmark the record under the cursor, or remove its bookmark."""
        if found := self._notes_and_key():
            found[0].toggle(found[1])

    def action_note(self) -> None:
        """Write a note on the record under the cursor."""
        if found := self._notes_and_key():
            found[0].edit(found[1])

    def _notes_and_key(self) -> "tuple[ReaderNotes, Key] | None":
        assert isinstance(self, Widget)
        if refuses(self, Feature.NOTES):
            return None
        notes, key = notes_of(self), self.noted_key()
        if notes is None or key is None:
            self.post_message(Notice("There is no record to bookmark or to write a note on."))
            return None
        return notes, key


class RowNoteActions(NoteActions):
    """The same for a pane: the row under the cursor, or the record on the card."""

    if TYPE_CHECKING:
        table: RecordTable
        is_furnished: bool
        typed: FilterEditor
        question: RowQuestion

        @property
        def card(self) -> DetailCard: ...

    def noted_key(self) -> "Key | None":
        if self.is_furnished and not self.table.has_focus and self.card.record is not None:
            return self.card.record.key
        return None if self.table.current is None else self.table.current.key

    def take_notes(self) -> None:
        """Ask for the rows again if the filter may ask for bookmarks or notes."""
        if "is:" in self.typed.text:
            self.question.ask()


class NoteListAction:
    """The key of the list of all bookmarks and notes, for a screen that opens records."""

    _marks: Symbols

    def action_notes(self) -> None:
        """List the reader's bookmarks and notes."""
        assert isinstance(self, Widget)
        notes = notes_of(self)
        if notes is not None and not refuses(self, Feature.NOTES):
            notes.show_list(self._marks, lambda key: self.post_message(OpenRecord(*key)))

"""All bookmarks and notes of the reader, those of records that are gone included."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets.option_list import Option

from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.dialogs.dialog import PickerScreen
from trafficking_explorer.ui.symbols import Symbols

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.workspace.notes import Note, Notebook

Key = tuple[str, str]

_MOST = 1_000
"""Notes that are listed, the last changed ones."""
_TITLE = 70
"""Code points of a title."""
_WORDS = 200
"""Code points of a note that are read for its line."""


class NoteChanges(Protocol):
    """Changes of notes, done in the order in which they are asked for."""

    book: "Notebook"

    def read(self) -> None:
        """Read the notes again."""

    def toggle(self, key: Key) -> None:
        """Bookmark a record, or remove its bookmark."""

    def edit(self, key: Key) -> None:
        """Open the note of a record."""


@dataclass(frozen=True, slots=True)
class NotedRecord:
    """A note, and its record as the corpus has it now.

    Attributes:
        title: of the record, otherwise the one that it had.
        is_gone: true if the corpus does not have it any more.
        heir: the record that it probably is now, under another id.
    """

    note: "Note"
    title: str
    is_gone: bool = False
    heir: Key | None = None


class NoteList(PickerScreen[Key]):
    """A line for each; enter returns the record."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,apostrophe", "dismiss(None)", "Close", id="notes.close"),
        Binding("b", "bookmark", "Bookmark", id="notes.bookmark"),
        Binding("B", "note", "Note", id="notes.note"),
        Binding("m", "move", "Move to the new id", id="notes.move"),
    ]
    HEADING = "Bookmarks and notes"

    def __init__(
        self, notes: NoteChanges, store: "Callable[[], Store | None]", marks: Symbols
    ) -> None:
        """List the notes.

        Args:
            store: gives the store that is open by then; None before there is one.
            marks: the signs of the terminal.
        """
        super().__init__()
        self._marks = marks
        self._notes = notes
        self._store = store
        self._listed: tuple[NotedRecord, ...] = ()

    def on_mount(self) -> None:
        self.take_notes()
        # Another explorer may have changed them.
        self._notes.read()

    def open(self, store: "Store") -> None:
        """Answer from this store from now on."""
        self.take_notes()

    def take_notes(self) -> None:
        """Read the notes again, after a change."""
        self.answers.ask(self._read, self._show)

    def _read(self) -> tuple[int, tuple[NotedRecord, ...]]:
        """The number of notes, and those that are listed; for a thread."""
        # Loads DuckDB, in a thread.
        from trafficking_explorer.database.noted_records import noted_titles, renamed_records

        notes = self._notes.book.read()
        shown, store = notes[:_MOST], self._store()
        if store is None:
            return len(notes), tuple(NotedRecord(note, note.title) for note in shown)
        titles = noted_titles(store, (note.key for note in shown))
        gone = [(note.key, note.title) for note in shown if note.key not in titles]
        noted = {note.key for note in notes}
        heirs = renamed_records(store, gone)
        heirs = {key: heir for key, heir in heirs.items() if heir not in noted}
        return len(notes), tuple(
            NotedRecord(
                note,
                titles.get(note.key, note.title),
                note.key not in titles,
                heirs.get(note.key),
            )
            for note in shown
        )

    def _show(self, answer: tuple[int, tuple[NotedRecord, ...]]) -> None:
        count, listed = answer
        at = self.choices.highlighted
        key = self._listed[at].note.key if at is not None and at < len(self._listed) else None
        self._listed = listed
        keys = [each.note.key for each in listed]
        if key in keys:
            at = keys.index(key)
        at = min(at or 0, max(0, len(keys) - 1))
        self.show(map(self._line, listed), at)
        self.choices.display = bool(listed)
        if not listed:
            self.show_heading(
                f"{self.HEADING}: none yet. In a list or on a card, b bookmarks a record and B "
                "writes a note on it."
            )
        else:
            more = f", the last {_MOST:,} of {count:,}" if count > len(listed) else ""
            records = count_noun(len(listed), "record")
            self.show_heading(f"{self.HEADING}: {records}{more}")
        self.refresh_bindings()

    def _line(self, each: NotedRecord) -> Option:
        note, marks = each.note, self._marks
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{marks.bookmark if note.bookmarked else ' '}")
        line.append(f"{marks.note if note.body else ' '} ")
        line.append(f"{single_line(note.record_type):<10}", "dim")
        line.append(truncate(single_line(each.title or note.record_id), _TITLE))
        if each.heir is not None:
            line.append(f"  now {single_line('/'.join(each.heir))}", "italic")
        elif each.is_gone:
            line.append(f"  {single_line(note.record_id)}: no longer in the corpus", "italic")
        if note.body:
            line.append(f"  {single_line(note.body[:_WORDS])}", "dim")
        return Option(line)

    @property
    def _current(self) -> NotedRecord | None:
        at = self.choices.highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    def on_option_list_option_highlighted(self) -> None:
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to move a note only if its record has another id now."""
        return action != "move" or (self._current is not None and self._current.heir is not None)

    def choose(self, index: int) -> None:
        each = self._listed[index]
        if each.heir is not None:
            self.dismiss(each.heir)
        elif not each.is_gone:
            self.dismiss(each.note.key)
        elif each.note.body:
            self.action_note()
        else:
            self.app.notify("The corpus no longer has this record.", timeout=3)

    def action_bookmark(self) -> None:
        if self._current is not None:
            self._notes.toggle(self._current.note.key)

    def action_note(self) -> None:
        if self._current is not None:
            self._notes.edit(self._current.note.key)

    def action_move(self) -> None:
        """Give the note to the record that has another id now."""
        current = self._current
        if current is None or current.heir is None:
            return
        heir, title = current.heir, current.title
        self.answers.ask(
            lambda: self._notes.book.move(current.note.key, heir, title),
            lambda _: self._notes.read(),
        )

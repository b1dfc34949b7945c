"""The reader's bookmarks and notes in the explorer: read and written in a thread, shown as signs."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.dom import DOMNode
from textual.widget import Widget

from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.note_signs import NotesShown
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.workspace.notes import Key, Note, Notebook

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

# Imports inside functions: the first rows are on screen before DuckDB and any dialog.

_NOTICE_SECONDS = 3.0


class ReaderNotes:
    """The notes on the corpus that is open.

    All changes go through one thread, in the order of the keys, and none is dropped.
    """

    def __init__(self, app: App[Any], root: Path, store: "Callable[[], Store | None]") -> None:
        """Prepare to read.

        Args:
            root: the corpus folder.
            store: gives the store that is open by then; None before there is one.
        """
        self.book = Notebook(root)
        self.by_key: Mapping[Key, Note] = {}
        """The notes as they were when last read."""
        self._app = app
        self._store = store
        self._answers = LatestAnswer(app, "notes")

    async def close(self) -> None:
        """Write what is under way, and end the thread."""
        await self._answers.finish()

    def read(self) -> None:
        """Read the notes, and show their signs."""
        self._answers.add(self.book.read, self._show)

    def toggle(self, key: Key) -> None:
        """Bookmark a record, or remove its bookmark."""

        def change() -> tuple[bool, str, Sequence[Note]]:
            title = self._title(key)
            return self.book.toggle_bookmark(key, title), title, self.book.read()

        def changed(answer: tuple[bool, str, Sequence[Note]]) -> None:
            is_set, title, notes = answer
            self._show(notes)
            name = truncate(single_line(title or "/".join(key)))
            what = "Bookmarked" if is_set else "No longer bookmarked"
            self._app.notify(f"{what}: {name}", markup=False, timeout=_NOTICE_SECONDS)

        self._answers.add(change, changed)

    def edit(self, key: Key) -> None:
        """Open the note of a record in an editor."""
        below = self._app.screen

        def question() -> tuple[str, Sequence[Note]]:
            return self._title(key), self.book.read()

        def opened(answer: tuple[str, Sequence[Note]]) -> None:
            # An editor loads a library that few readers need.
            from trafficking_explorer.ui.dialogs.note_editor import NoteEditor

            title, notes = answer
            self._show(notes)
            if self._app.screen is below:
                known = self.by_key.get(key)
                title = title or (known.title if known else "")
                body = known.body if known else ""
                editor = NoteEditor(key, title, body, partial(self.book.save, key, title))
                self._app.push_screen(editor, self._saved)

        self._answers.add(question, opened)

    def _saved(self, said: str | None) -> None:
        if said:
            self._app.notify(said, markup=False, timeout=_NOTICE_SECONDS)
        self.read()

    def show_list(self, marks: Symbols, open_record: Callable[[Key], object]) -> None:
        """List all bookmarks and notes.

        Args:
            marks: the signs of the terminal.
            open_record: called with the record that the reader chooses.
        """
        from trafficking_explorer.ui.dialogs.note_list import NoteList

        def chosen(key: Key | None) -> None:
            if key is not None:
                open_record(key)

        self._app.push_screen(NoteList(self, self._store, marks), chosen)

    def _title(self, key: Key) -> str:
        """The title of a record; empty if the corpus does not have it. For a thread."""
        from trafficking_explorer.database.noted_records import noted_titles

        store = self._store()
        return noted_titles(store, (key,)).get(key, "") if store is not None else ""

    def _show(self, notes: Sequence[Note]) -> None:
        by_key = {note.key: note for note in notes}
        if by_key == self.by_key:
            return
        self.by_key = by_key
        for screen in self._app.screen_stack:
            for shown in screen.query(Widget):
                if isinstance(shown, NotesShown):
                    shown.take_notes()
            if isinstance(screen, NotesShown):
                screen.take_notes()


def notes_of(node: DOMNode) -> ReaderNotes | None:
    """The notes of the app that a widget is in; None where an app has none."""
    notes = getattr(node.app, "notes", None)
    return notes if isinstance(notes, ReaderNotes) else None

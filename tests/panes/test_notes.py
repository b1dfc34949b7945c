"""Bookmarks and notes: `b`, `B`, the list of all, and their signs."""

from pathlib import Path
from shutil import copytree

import pytest
from textual.widgets import Static, TextArea

from tests.explorer_driver import TINY, Explore, Explorer, explore, lines_of, text_of
from trafficking_explorer import secure
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.ui.dialogs.note_editor import NoteEditor
from trafficking_explorer.ui.dialogs.note_list import NoteList
from trafficking_explorer.ui.panes.overview import OverviewPane
from trafficking_explorer.ui.screens.search import SearchScreen
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.workspace.notes import Note, Notebook, NotesFile
from trafficking_explorer.workspace.reader_file import ReaderFileError

BOOKMARK, NOTE = Symbols().bookmark, Symbols().note


def notes(it: Explorer) -> dict[str, Note]:
    """The notes in the file, by type and id."""
    return {"/".join(note.key): note for note in Notebook(it.app.place.root).read()}


def row(it: Explorer, index: int = 0) -> str:
    """A row of the table as it is drawn."""
    return lines_of(it.table)[1 + index]


def searching(it: Explorer) -> SearchScreen:
    assert isinstance(it.app.screen, SearchScreen)
    return it.app.screen


def editor(it: Explorer) -> TextArea:
    assert isinstance(it.app.screen, NoteEditor)
    return it.app.screen.editor


def listed(it: Explorer) -> list[str]:
    """The lines of the list of notes."""
    assert isinstance(it.app.screen, NoteList)
    return [str(option.prompt) for option in it.app.screen.choices.options]


async def write(it: Explorer, body: str) -> None:
    """Write a note on the record under the cursor."""
    await it.press("B")
    editor(it).text = body
    await it.press("ctrl+s")


async def test_a_record_is_bookmarked_and_not_any_more(open_tiny: Explore) -> None:
    """A sign in its row and on its card; the key takes both away again."""
    async with open_tiny() as it:
        key = f"operation/{it.at}"
        before = row(it)
        await it.press("b")
        assert notes(it)[key].bookmarked
        assert row(it)[1] == BOOKMARK
        assert row(it)[2:].split() == before[1:].split()
        assert lines_of(it.card)[0].startswith(f" {BOOKMARK} ")
        assert it.notices[-1].startswith("Bookmarked: ")
        await it.press("down")
        assert row(it)[1] == BOOKMARK
        assert row(it, 1)[1] == " "
        await it.press("up", "b")
        assert notes(it) == {}
        assert row(it) == before
        assert it.notices[-1].startswith("No longer bookmarked: ")


async def test_a_note_is_written_and_read(open_tiny: Explore) -> None:
    """Several lines; saved at once, on the card, with a sign in the row; opened again to go on."""
    async with open_tiny() as it:
        key = f"operation/{it.at}"
        await it.press("B")
        assert "Operation Épervier" in text_of(it.app.screen.query_one("#dialog-title", Static))
        await it.press(*"ask", "enter", *"b q ?")
        await it.press("ctrl+s")
        assert it.on_main
        assert notes(it)[key].body == "ask\nb q ?"
        assert row(it)[1] == NOTE
        card = "\n".join(lines_of(it.card))
        assert "your note" in card or "your note" in str(it.card._items)
        assert it.notices[-1] == "The note is saved."
        await it.press("B")
        assert editor(it).text == "ask\nb q ?"
        await it.press("!", "ctrl+s")
        assert notes(it)[key].body == "ask\nb q ?!"


async def test_a_note_without_words_is_deleted(open_tiny: Explore) -> None:
    """A bookmark stays; an empty new note leaves nothing."""
    async with open_tiny() as it:
        await write(it, "words")
        await it.press("b")
        assert lines_of(it.card)[0].startswith(f" {BOOKMARK}{NOTE} ")
        await write(it, " \n ")
        assert [(note.body, note.bookmarked) for note in notes(it).values()] == [("", True)]
        assert it.notices[-1] == "The note is deleted."
        assert row(it)[1] == BOOKMARK
        await it.press("down")
        await write(it, "")
        assert len(notes(it)) == 1


async def test_escape_cancels(open_tiny: Explore) -> None:
    """At once where nothing was changed; else the second time, since words would be lost."""
    async with open_tiny() as it:
        await it.press("B", "escape")
        assert it.on_main
        await it.press("B", "a", "escape")
        assert "esc again discards" in it.screen_text()
        await it.press("b", "escape")
        assert "esc again discards" in it.screen_text()
        assert editor(it).text == "ab"
        await it.press("escape")
        assert it.on_main
        assert notes(it) == {}


async def test_a_note_that_cannot_be_saved_stays_in_the_editor(
    open_tiny: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the reason; once it is gone, the same key saves the words."""

    def fail(*args: object) -> None:
        raise ReaderFileError("notes.db: database or disk is full")

    async with open_tiny() as it:
        with monkeypatch.context() as patch:
            patch.setattr(NotesFile, "write", fail)
            await it.press("B", *"dear", "ctrl+s")
            assert "Not saved: notes.db: database or disk is full" in it.screen_text()
            assert editor(it).text == "dear"
        await it.press("ctrl+s")
        assert [note.body for note in notes(it).values()] == ["dear"]
        monkeypatch.setattr(NotesFile, "write", fail)
        await it.press("b")
        assert it.notices[-1] == "notes.db: database or disk is full"


async def test_what_is_typed_when_the_explorer_ends_is_kept(open_tiny: Explore) -> None:
    """The terminal may go, or the program be closed, in the middle of a sentence."""
    async with open_tiny() as it:
        await it.press("B", *"half a")
        it.app.keep_at_once()
        assert [note.body for note in notes(it).values()] == ["half a"]
    async with open_tiny() as it:
        await it.press("down", "B", *"second")
        it.app.exit()
    assert {note.body for note in notes(it).values()} == {"half a", "second"}


async def test_a_bookmark_right_before_the_end_is_kept(open_tiny: Explore) -> None:
    """The explorer waits for it."""
    async with open_tiny() as it:
        it.pane.action_bookmark()
        it.app.exit()
    assert len(notes(it)) == 1


async def test_findings_and_cards(open_tiny: Explore) -> None:
    """A finding has an id too; on a card it is the card's record, wherever its cursor is."""
    async with open_tiny() as it:
        await it.press("7")
        finding = it.at
        await it.press("b")
        assert notes(it)[f"finding/{finding}"].title in it.card.record.fields[0].value  # type: ignore[union-attr]
        await it.press("1", "enter", "down", "down", "b")
        assert it.part == "card"
        assert f"operation/{it.shown}" in notes(it)


async def test_search_hits(open_tiny: Explore) -> None:
    """In the line the keys are letters, in the hits they bookmark; a sentence is its source."""
    async with open_tiny() as it:
        await it.press("a", *"mali")
        await it.press("tab", "b")
        hit = searching(it).hits.current
        assert hit is not None
        assert list(notes(it)) == [f"{hit.record_type}/{hit.record_id}"]
        assert lines_of(searching(it).hits)[0][0] == BOOKMARK
        await write(it, "seen")
        assert lines_of(searching(it).hits)[0][0] == NOTE
        await it.press("tab", "b", "B")
        assert searching(it).line.endswith("bB")


async def test_the_overview(open_tiny: Explore) -> None:
    """A line that is about a record, or about a finding, can be bookmarked too."""
    async with open_tiny() as it:
        await it.press("0")
        pane = it.main.pane
        assert isinstance(pane, OverviewPane)
        for _ in range(pane.view.item_count()):
            if pane.noted_key() is not None:
                break
            await it.press("down")
        key = pane.noted_key()
        assert key is not None
        await it.press("b")
        assert list(notes(it)) == ["/".join(key)]
        assert notes(it)["/".join(key)].title


async def test_letters_in_a_field_are_text(open_tiny: Explore) -> None:
    """Also `b`, `B` and the key of the list."""
    async with open_tiny() as it:
        await it.press("/", *"bB'")
        assert it.field.value == "bB'"
        assert notes(it) == {}


async def test_the_list_of_all(open_tiny: Explore) -> None:
    """Those changed last come first; enter opens one, in the pane of its kind."""
    async with open_tiny() as it:
        await it.press("'")
        assert "none yet" in it.screen_text()
        await it.press("escape")
        operation = it.at
        await write(it, "of the operation")
        await it.press("2", "b", "'")
        assert "2 records" in it.screen_text()
        assert listed(it)[0].startswith(f"{BOOKMARK}  agency")
        assert listed(it)[1].startswith(f" {NOTE} operation")
        assert "of the operation" in listed(it)[1]
        await it.press("j", "enter")
        assert it.pane.view.name == "operations"
        assert it.at == operation


async def test_the_list_changes_notes(open_tiny: Explore) -> None:
    """`b` and `B` as in a table; the list follows."""
    async with open_tiny() as it:
        await it.press("b", "down", "b", "'")
        assert len(listed(it)) == 2
        await it.press("B", *"new", "ctrl+s")
        assert listed(it)[0].startswith(f"{BOOKMARK}{NOTE}")
        await it.press("j", "b")
        assert len(listed(it)) == 1
        assert len(notes(it)) == 1


async def test_the_palette_has_the_list(open_tiny: Explore) -> None:
    """By its name."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        found = await it.search_palette("bookmarks")
        assert any("Bookmarks and notes" in line for line in found)


async def test_a_filter_follows_the_bookmarks(open_tiny: Explore) -> None:
    """`is:bookmarked` is asked again when they change."""
    async with open_tiny() as it:
        first = it.at
        await it.press("b")
        await it.filter("is:bookmarked")
        assert it.ids == [first]
        it.table.focus()
        await it.press("b")
        assert it.ids == []
        Notebook(it.app.place.root).save(("operation", str(first)), "", "elsewhere")
        await it.filter("is:noted")
        assert it.ids == [first]


async def test_notes_of_an_earlier_run_are_there(
    open_tiny: Explore, tiny_place: StoreLocation
) -> None:
    """And plain signs where the terminal lacks the others."""
    async with open_tiny() as it:
        key = ("operation", str(it.at))
        await it.press("b")
    async with open_tiny(config=Config(plain_marks=True)) as it:
        assert row(it)[1] == PLAIN.bookmark
        Notebook(tiny_place.root).save(key, "", "words")
        await it.press("b")
        assert row(it)[1] == PLAIN.note


async def test_a_note_outlives_its_record(tmp_path: Path) -> None:
    """It is listed with what it was about; a record with its title is offered, and takes it over."""
    root = tmp_path / "corpus"
    copytree(TINY, root)
    async with explore(locate_store(root, tmp_path / "cache")) as it:
        operation, title = str(it.at), it.card.record.title  # type: ignore[union-attr]
    book = Notebook(root)
    book.save(("operation", "gone"), "A raid that was taken out", "dear words")
    book.save(("operation", "old-id"), title, "moves")
    async with explore(locate_store(root, tmp_path / "cache")) as it:
        await it.press("'")
        renamed, gone = listed(it)
        assert f"now operation/{operation}" in renamed
        assert "A raid that was taken out" in gone
        assert "no longer in the corpus" in gone
        assert "m Move" in it.screen_text()
        await it.press("m")
        assert notes(it)[f"operation/{operation}"].body == "moves"
        assert len(listed(it)) == 2
        await it.press("G", "enter")
        assert editor(it).text == "dear words"
        await it.press("escape", "g", "enter")
        assert it.at == operation


async def test_hostile_words(open_tiny: Explore, tiny_place: StoreLocation) -> None:
    """Nothing in a note is markup or a control character on the screen."""
    book = Notebook(tiny_place.root)
    book.save(("operation", "x"), "[red]title[/red] \x1b[31m", "[b]body[/b] \x1b]0;x\x07 \u202e")
    async with open_tiny() as it:
        await it.press("'")
        assert "[red]title[/red]" in it.screen_text()
        await it.press("B")
        assert "[b]body[/b]" in it.screen_text()
        assert "\x1b" not in it.screen_text()


async def test_a_damaged_file_is_told(open_tiny: Explore, tiny_place: StoreLocation) -> None:
    """Once; the explorer goes on, and a bookmark begins another file."""
    book = Notebook(tiny_place.root)
    book.save(("operation", "x"), "x", "x")
    book.path.write_bytes(b"\xff" * 10_000)
    async with open_tiny() as it:
        assert "notes.db" in it.notices[0]
        await it.press("b")
        assert row(it)[1] == BOOKMARK


async def test_secure_mode_has_none(open_tiny: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys say so, and nothing is written."""
    monkeypatch.setenv(secure.VARIABLE, "1")
    async with open_tiny() as it:
        for key in ("b", "B", "'"):
            await it.press(key)
            assert it.notices[-1].endswith("bookmarks and notes are off.")
        assert it.on_main
    monkeypatch.delenv(secure.VARIABLE)
    assert notes(it) == {}

"""The editor of the SQL pane: the library's, with our completions and without its access to files.

The library would overwrite any file without asking; text typed here reaches only the files of the
explorer.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.document._document import Document
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Label
from textual_textarea import TextEditor
from textual_textarea.containers import FooterContainer, TextContainer
from textual_textarea.text_editor import TextAreaPlus

from trafficking_explorer.console.completion import (
    Completer,
    CompletionItem,
    CompletionList,
    is_text,
)
from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.keys.key_names import key_in_use
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.widgets.completion_popup import CompletionPopup
from trafficking_explorer.ui.widgets.mixins import OrderedKeysMixin
from trafficking_explorer.ui.widgets.syntax_theme import syntax_theme

_BEFORE_TABLES = re.compile(r"\b(?:from|join|into|describe|summarize|update)\s$", re.IGNORECASE)
"""A table follows these words; tables are offered before the first letter."""
_WORD = re.compile(r"\w+|\S")
_OPENING = ("apostrophe", "quotation_mark", "full_stop")
EXAMPLE = """\
-- Claims about operations
select operation_id, measure, display, population, source_id
from statistics
where operation_id is not null
order by operation_id, measure;
"""
"""A query that an empty buffer suggests."""


class SqlText(TextAreaPlus, OrderedKeysMixin):
    """The text itself."""

    DEFAULT_CSS = """
    SqlText {
        background: $background; scrollbar-size: 1 1;
        & .text-area--gutter { color: $text-muted; }
        & .text-area--cursor-gutter { color: $foreground; }
        & .text-area--matching-bracket { background: $primary-muted; text-style: bold underline; }
        & .text-area--placeholder { color: $text-muted; text-style: italic; }
        & .sql-text--wrong { background: $error-muted; color: $text-error; text-style: underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"sql-text--wrong"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+k", "complete", "Complete", id="sql.complete"),
        Binding(
            "ctrl+underscore,ctrl+slash", "toggle_comment", "Comment", show=False, id="sql.comment"
        ),
        Binding("tab", "take_example", "Take the example", id="sql.example"),
    ]

    @dataclass
    class Asked(Message):
        """Something was typed that may have completions, or the reader asked for them."""

        expressly: bool

    @dataclass
    class Accepted(Message):
        """The reader accepted the chosen completion."""

    def __init__(self, text: str, offers: CompletionPopup) -> None:
        super().__init__(text, language="sql")
        self.offers = offers
        self.wrong: tuple[int, int] | None = None
        """Line and column, from 0, of the mark of an error."""

    def on_mount(self) -> None:
        self.watch(self.app, "theme", self._use_colours)
        key = key_in_use(self.app, "sql.example", "tab")
        self.placeholder = Content(f"{EXAMPLE}\n-- an example: {key} takes it")

    def _use_colours(self) -> None:
        """Take the colours of the explorer's theme: the library's own are for dark grounds."""
        found = syntax_theme(self.app.theme, self.app.theme_variables)
        self.register_theme(found)
        self.theme = found.name

    # The completions of the library, words and names of files, are not wanted.

    def _handle_printable_character(self, event: events.Key) -> None:
        pass

    def _handle_separator(self, event: events.Key) -> None:
        pass

    def _handle_slash(self, event: events.Key) -> None:
        pass

    def _should_complete_brackets(self) -> bool:
        # Within a string, another bracket would change the string.
        assert isinstance(self.document, Document)
        place = self.document.get_index_from_location(self.cursor_location)
        return super()._should_complete_brackets() and not is_text(self.text, place)

    def on_key(self, event: events.Key) -> None:
        if self._is_example_key(event.key):
            self.action_take_example()
            event.stop()
            event.prevent_default()
            return
        if self.offers.is_open and self._steers(event.key):
            event.stop()
            event.prevent_default()
            return
        if event.key == "escape":
            # The library would keep it. Our bindings come after the text, so that text typed before
            # a key is there when the key does something.
            event.prevent_default()
            return
        character = event.character if event.is_printable else None
        if event.key == "ctrl+@" and sys.platform != "win32":
            # Control and space; on Windows control alone sends it too.
            event.stop()
            event.prevent_default()
            self.action_complete()
        elif character and (character.isalnum() or character in "_ " or event.key in _OPENING):
            self.post_message(self.Asked(expressly=False))
        elif event.key == "backspace" and self.offers.is_open:
            self.post_message(self.Asked(expressly=self.offers.chosen is not None))
        else:
            self.offers.is_open = False

    def _steers(self, key: str) -> bool:
        """Move in the open list, or accept a completion; True if the key was for the list."""
        offers = self.offers
        if key == "tab" or (key == "enter" and offers.chosen is not None):
            self.post_message(self.Accepted())
        elif key in ("down", "pagedown"):
            offers.move(1 if key == "down" else 7)
        elif key in ("up", "pageup") and offers.chosen is not None:
            offers.move(-1 if key == "up" else -7)
        else:
            return False
        return True

    def _is_example_key(self, key: str) -> bool:
        """True if a key takes the example over, which the library would indent by."""
        if self.text:
            return False
        # Not from the active bindings: they ask for what is text.
        keys: Mapping[str, str] = getattr(self.app, "keys", {})
        return key in keys.get("sql.example", "tab").split(",")

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Put a key into the text, unless it takes the example over."""
        return super().check_consume_key(key, character) and not self._is_example_key(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the example only while it can be seen."""
        return action != "take_example" or not self.text

    def action_take_example(self) -> None:
        """Put the example into the empty buffer, where it can be changed and run."""
        self.insert(EXAMPLE)

    def action_complete(self) -> None:
        self.post_message(self.Asked(expressly=True))

    # Marks.

    def mark_wrong(self, place: tuple[int, int] | None) -> None:
        """Mark the word at a line and column, from 0, as an error; None removes the mark."""
        if place != self.wrong:
            self.wrong = place
            self.notify_style_update()  # Drawn lines are cached without the mark.
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        text = super().get_line(line_index)
        # Pasted text cannot move the terminal's cursor; the length stays. A tab is drawn.
        plain = "\t".join(map(sanitize, text.plain.split("\t")))
        if plain != text.plain:
            text.plain = plain
        if self.wrong is not None and self.wrong[0] == line_index:
            start = min(self.wrong[1], max(0, len(plain) - 1))
            word = _WORD.match(plain, start)
            style: Style = self.get_component_rich_style("sql-text--wrong", partial=True)
            text.stylize(style, start, max(word.end() if word else 0, start + 1))
        return text


class SqlEditor(TextEditor, inherit_bindings=False):
    """An editor for one text."""

    DEFAULT_CSS = "SqlEditor { border: none; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "find", "Find", show=False, id="sql.find"),
        Binding("ctrl+g", "goto_line", "Go to line", show=False, id="sql.go-to-line"),
        Binding("escape", "leave", "Leave", id="sql.leave"),
    ]

    @dataclass
    class Changed(Message):
        """The text or the cursor changed."""

        editor: "SqlEditor"
        is_edited: bool
        """True if the text did."""

    @dataclass
    class NothingFollows(Message):
        """The reader asked for completions, and there are none."""

    @dataclass
    class Left(Message):
        """The reader wants to leave the editor, or to interrupt."""

    text_input: SqlText | None

    def __init__(self, text: str, cursor: tuple[int, int] = (0, 0)) -> None:
        super().__init__(language="sql", text=text, use_system_clipboard=False)
        self.completer: Completer | None = None
        """Completes statements; None until the catalog has been read."""
        self._first_cursor = cursor
        self._is_blank = not text
        self._completions = LatestAnswer(self, "completion", threads=1)

    def watch_theme(self, theme: str) -> None:
        """Leave the colours to the text itself."""

    def compose(self) -> ComposeResult:
        self.offers = CompletionPopup()
        # The library uses it by this name.
        self.completion_list = self.offers  # type: ignore[assignment]
        self.text_input = SqlText(self._initial_text, self.offers)
        self.text_input.cursor_blink = False
        # Before it can have the focus: what is typed moves the cursor.
        self.cursor = self._first_cursor
        self.footer = FooterContainer(classes="hide")
        self.footer_label = Label("", id="textarea__save_open_input_label", markup=False)
        self.text_container = TextContainer()
        with self.text_container:
            yield self.text_input
            yield self.offers
        with self.footer:
            yield self.footer_label

    def on_mount(self) -> None:
        self.area.scroll_cursor_visible(animate=False)

    def on_unmount(self) -> None:
        self._completions.close()

    # Places.

    @property
    def area(self) -> SqlText:
        """The text area."""
        assert self.text_input is not None
        return self.text_input

    @property
    def _document(self) -> Document:
        document = self.area.document
        assert isinstance(document, Document)
        return document

    @property
    def cursor(self) -> tuple[int, int]:
        """Line and column of the cursor, from 0; the column in code points."""
        location: tuple[int, int] = self.area.cursor_location
        return location

    @cursor.setter
    def cursor(self, place: tuple[int, int]) -> None:
        last = self._document.line_count - 1
        line = min(place[0], last)
        column = min(place[1], len(self._document.get_line(line)))
        self.area.move_cursor((line, column))

    @property
    def place(self) -> int:
        """The cursor in code points of the text."""
        index: int = self._document.get_index_from_location(self.cursor)
        return index

    @property
    def selected(self) -> tuple[int, int] | None:
        """The selection, in code points of the text; None if nothing is selected."""
        start, end = sorted(self.area.selection)
        if start == end:
            return None
        index = self._document.get_index_from_location
        return index(start), index(end)

    def show_wrong(self, line: int, column: int) -> None:
        """Mark a place, from 0, as an error, and put the cursor there unless something is selected."""
        self.area.mark_wrong((line, column))
        if self.selected is None:
            self.cursor = (line, column)
        self.area.scroll_cursor_visible(animate=False)

    def replace_all(self, text: str) -> None:
        """Replace the text in one step that can be undone; the cursor stays at its line."""
        line, column = self.cursor
        self.text = text
        self.cursor = (line, column)

    def insert(self, text: str) -> None:
        """Insert a text at the cursor or over the selection, separated from a word before it."""
        start, _ = sorted(self.area.selection)
        before = self._document.get_line(start[0])[: start[1]]
        apart = " " if before and (before[-1].isalnum() or before[-1] in "_,\"'") else ""
        self.insert_text_at_selection(apart + text)

    # Completion.

    @property
    def is_offering(self) -> bool:
        """True while the list of completions is open."""
        return self.offers.is_open

    def stop_offering(self) -> None:
        """Close the list; an answer that is on its way does not open it again."""
        self._completions.begin()
        self.offers.is_open = False

    @on(SqlText.Asked)
    def _asked(self, event: SqlText.Asked) -> None:
        event.stop()
        line, column = self.cursor
        before = self._document.get_line(line)[:column]
        is_over = before[-1:].isspace() and not _BEFORE_TABLES.search(before)
        if not event.expressly and (is_over or not self.text):
            self.stop_offering()
        elif self.completer is not None:
            self._completions.ask(
                partial(self.completer.complete, self.text, self.place),
                partial(self._offer, expressly=event.expressly),
            )

    def _offer(self, completion: CompletionList, *, expressly: bool) -> None:
        if expressly and not completion.offers:
            self.post_message(self.NothingFollows())
        if not self.area.has_focus:
            return
        offers = completion.offers
        typed = self.text[completion.start : self.place]
        is_done = len(offers) == 1 and offers[0].text == typed
        if not offers or (is_done and not expressly) or typed.isdecimal():
            self.offers.is_open = False
            return
        line, column = self._document.get_location_from_index(completion.start)
        there = self.area.cursor_screen_offset
        x = there.x - (self.cursor[1] - column) if line == self.cursor[0] else there.x
        self.offers.open(completion, Offset(max(0, x - 1), there.y), choose=expressly)

    @on(SqlText.Accepted)
    def _accept(self, event: SqlText.Accepted) -> None:
        event.stop()
        if self.is_offering and self.offers.completion is not None:
            self._take(self.offers.completion, self.offers.take())

    @on(CompletionPopup.Taken)
    def _taken(self, event: CompletionPopup.Taken) -> None:
        event.stop()
        self._take(event.completion, event.offer)

    def _take(self, completion: CompletionList, offer: CompletionItem) -> None:
        """Replace the typed beginning of a completion by the whole."""
        where = self._document.get_location_from_index
        # Text after the cursor may be the next word and stays; a value is replaced as a whole.
        end = where(completion.end) if offer.kind == "value" else self.cursor
        self.area.replace(offer.text, where(completion.start), end, maintain_selection_offset=False)
        self.stop_offering()

    def action_leave(self) -> None:
        """Close the list; without one, leave the editor."""
        if self.is_offering:
            self.stop_offering()
        else:
            self.post_message(self.Left())

    # Other parts of the library.

    @on(SqlText.Changed)
    def _changed(self, event: SqlText.Changed) -> None:
        event.stop()
        if self._is_blank != (not self.text):
            self._is_blank = not self.text
            # The library draws the line that changed; the suggestion has more.
            self.area.refresh()
            self.refresh_bindings()
        self.area.mark_wrong(None)
        self.post_message(self.Changed(self, is_edited=True))

    @on(SqlText.SelectionChanged)
    def _moved(self, event: SqlText.SelectionChanged) -> None:
        self.post_message(self.Changed(self, is_edited=False))

"""A source to be curated from: what is open in it, a way from one to the next, and words selected."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from trafficking_explorer.database.read_models import OpenItem, SourceDocument
from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.ui import text_selection as selecting
from trafficking_explorer.ui.messages import Notice, SuggestRecords
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import Line
from trafficking_explorer.ui.text_selection import Selection, Span, TextUnits
from trafficking_explorer.ui.widgets.passage_view import PassageView, touches
from trafficking_explorer.ui.widgets.segments import Mark

_DRAGGED_CELLS = 2
"""The mouse is moved so far before a click is taken for more than one."""


class SelectableSource(PassageView):
    """One source, and what a curator does with it."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    SelectableSource {
        & > .source-reader--open { color: $open; text-style: italic; }
        & > .source-reader--here { background: $open-here; color: $foreground; text-style: bold underline; }
        & > .source-reader--selection { background: $selection; color: $selection-text; text-style: bold; }
        & > .source-reader--head { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source-reader--open",
        "source-reader--here",
        "source-reader--selection",
        "source-reader--head",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        # Of two for one key the one that applies is taken: these while words are selected.
        Binding("enter", "make_record", "Make a record", id="select.record"),
        Binding("y", "copy_words", "Copy words", id="select.copy"),
        Binding("space", "select_words", "Select words", show=False, id="select.words"),
        Binding("left,h", "by_character(-1)", "Character back", show=False, id="select.left"),
        Binding("right,l", "by_character(1)", "Character", show=False, id="select.right"),
        Binding("w", "by_word(1)", "Word", key_display="w b", id="select.word"),
        Binding("b", "by_word(-1)", "Word back", show=False, id="select.word-back"),
        Binding(
            "right_parenthesis", "by_sentence(1)", "Sentence", key_display=")", id="select.sentence"
        ),
        Binding(
            "left_parenthesis",
            "by_sentence(-1)",
            "Sentence back",
            key_display="(",
            show=False,
            id="select.sentence-back",
        ),
        Binding("dollar_sign,end", "line_edge(1)", "End of line", show=False, id="select.line-end"),
        Binding("0,home", "line_edge(-1)", "Start of line", show=False, id="select.line-start"),
        Binding("o", "other_end", "Other end", id="select.other-end"),
        Binding("escape", "leave_selection", "Leave", id="select.leave"),
        *PassageView.BINDINGS,
    ]

    @dataclass
    class PlaceChanged(Message):
        """Other words are selected, or none; or the reader is at another open item."""

        view: "SelectableSource"

        @property
        def control(self) -> "SelectableSource":
            return self.view

    @dataclass
    class WordsCopied(Message):
        """The reader wants to copy words, with where they stand."""

        source_id: str
        span: Span
        line: int

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id, marks=marks)
        self.selection: Selection | None = None
        self.item: OpenItem | None = None
        """The open item the reader is at."""
        self.written: Span | None = None
        """Words that have become a record, until its passage is there to go to."""
        self._item_starts: list[int] = []
        self._longest_item = 0
        self._words: TextUnits | None = None
        """Of the text on show, once it has been asked for; as the next."""
        self._sentences: TextUnits | None = None
        self._left_at: int | None = None
        """Where the reader last was, which is where the walk goes on."""
        self._column: int | None = None
        """The cell that the moving end keeps to from line to line."""
        self._pressed: tuple[int, int, int] | None = None
        """Where the mouse button went down: a code point, column and row."""
        self._is_dragged = False

    # What is shown.

    def show_document(
        self,
        document: SourceDocument | None,
        record_spans: Iterable[Span] = (),
        needles: tuple[str, ...] = (),
    ) -> None:
        old = self.document
        super().show_document(document, record_spans, needles)
        if document is old:
            return
        items = document.open_items if document else ()
        self._item_starts = [item.start for item in items]
        self._longest_item = max((item.end - item.start for item in items), default=0)
        self._words = self._sentences = None
        self._pressed = None
        is_same = (
            old is not None
            and document is not None
            and (document.source_id, document.text) == (old.source_id, old.text)
        )
        # The same text, read again: whoever selects words of it goes on.
        if not is_same:
            self._left_at = None
        self._set_place(
            self.selection if is_same else None,
            self.item if is_same and self.item in items else None,
        )

    def show_passage(self, span: Span | None, field_spans: Iterable[Span] = ()) -> None:
        self.written = None
        self._set_place(None, None)
        super().show_passage(span, field_spans)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the reader is at a place that is no passage of the record."""
        return self.selection is not None or self.item is not None

    @property
    def place(self) -> Span | None:
        """What the reader has selected, or the open item the reader is at."""
        if self.selection is not None:
            return self.selection.span
        return (self.item.start, self.item.end) if self.item is not None else None

    def _here(self) -> Span | None:
        if self.selection is not None:
            return self._head_span(self.selection)
        return self.place or super()._here()

    def on_focus(self) -> None:
        self._tell_place()

    def on_blur(self) -> None:
        self._tell_place()

    def _tell_place(self) -> None:
        """What may be done with the place is said where the keys for it apply."""
        if self.place is not None:
            self.post_message(self.PlaceChanged(self))

    def _set_place(self, selection: Selection | None, item: OpenItem | None) -> None:
        if (selection, item) == (self.selection, self.item):
            return
        was = (self.selection is None, self.item is None)
        if self.place is not None:
            self._left_at = self.place[0]
        self.selection, self.item = selection, item
        if self._is_mounted:
            self.post_message(self.PlaceChanged(self))
            if was != (selection is None, item is None):
                self.refresh_bindings()
        self.refresh()

    def _marks_of(self, line: Line) -> list[Mark]:
        marks: list[Mark] = []
        if items := self._items_on(line):
            style = self._reader_style("open")
            marks += [(item.start, item.end, style) for item in items]
        marks += super()._marks_of(line)
        if self.item is not None:
            marks.append((self.item.start, self.item.end, self._reader_style("here")))
        if self.selection is not None:
            marks.append((*self.selection.span, self._reader_style("selection")))
            marks.append((*self._head_span(self.selection), self._reader_style("head")))
        return marks

    def _sign(self, line: Line) -> str:
        place = self.place
        if place is not None and touches(line, place):
            return self.marks.bar
        sign = super()._sign(line)
        return self.marks.open if sign == " " and self._items_on(line) else sign

    def _items_on(self, line: Line) -> list[OpenItem]:
        """The open items that touch a line."""
        if self.document is None or not self._item_starts:
            return []
        first = bisect_left(self._item_starts, line.start - self._longest_item)
        last = bisect_left(self._item_starts, line.end)
        found = self.document.open_items[first:last]
        return [item for item in found if item.end > line.start]

    def _reader_style(self, name: str) -> Style:
        return self.get_component_rich_style(f"source-reader--{name}", partial=True)

    def _head_span(self, selection: Selection) -> Span:
        """The character at the end that moves."""
        text = self._text
        if selection.goes_back:
            return selection.start, selecting.step(text, selection.start, 1)
        return selecting.step(text, selection.end, -1), selection.end

    @property
    def _text(self) -> str:
        return self.document.text if self.document is not None else ""

    # From one open item to the next.

    def walk_open(self, by: int) -> bool:
        """Go to the next or previous open item; False where there is none."""
        items = self.document.open_items if self.document is not None else ()
        if self.item is not None and self._is_in_sight(self.item.start):
            at = items.index(self.item) + by
        else:
            place = self._reading_place()
            at = bisect_left(self._item_starts, place) - (by < 0)
        if not 0 <= at < len(items):
            return False
        self.go_to_item(items[at])
        return True

    def go_to_item(self, item: OpenItem) -> None:
        """Go to an open item."""
        self.active, self.field_spans, self.written = None, (), None
        self._set_place(None, item)
        self._scroll_to_span((item.start, item.end))
        self.refresh()

    def _reading_place(self) -> int:
        """Where the reader is: at a passage or behind an item that was left, if it is on screen."""
        if self.active is not None and self._is_in_sight(self.active[0]):
            return self.active[0]
        if self._left_at is not None and self._is_in_sight(self._left_at):
            return self._left_at + 1
        return self._first_on_screen()

    def _first_on_screen(self) -> int:
        top = self.scroll_offset.y
        for line in self._lines[top : top + self._room]:
            if line.end > line.start:
                return line.start
        return 0

    def _is_in_sight(self, position: int) -> bool:
        if not self._room:
            return True  # Behind another part, nobody has scrolled away from it.
        return 0 <= self._line_of(position) - self.scroll_offset.y < self._room

    # Selecting with keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a selection apply while there is one."""
        if action in ("make_record", "copy_words"):
            return self.is_elsewhere
        if action in _WHILE_SELECTING:
            return self.selection is not None
        if action in ("choose", "toggle_furniture"):
            return self.selection is None
        return super().check_action(action, parameters)

    def _units(self, kind: str) -> TextUnits:
        if kind == "sentence":
            self._sentences = self._sentences or selecting.sentences_of(self._text)
            return self._sentences
        self._words = self._words or selecting.words_of(self._text)
        return self._words

    def action_select_words(self) -> None:
        """Begin at the place the reader is at, or with the first word on screen."""
        if self.selection is not None or self.document is None:
            return
        words = self._units("word")
        span = self.place or self.active
        if span is None or not self._is_in_sight(span[0]):
            span = words.at(self._first_on_screen())
        if span is None or span[0] >= span[1]:
            self.post_message(Notice("There are no words to select."))
            return
        self._take(selecting.select(span, words))

    def _take(self, selection: Selection, *, keep_column: bool = False) -> None:
        if not keep_column:
            self._column = None
        self._set_place(selection, self.item)
        self._keep_in_sight(self._head_span(selection)[0])

    def _keep_in_sight(self, position: int) -> None:
        if not self.opened and self._is_folded(position):
            self.opened = True
            self._lay_out()
        line, top, room = self._line_of(position), self.scroll_offset.y, self._room
        if line < top:
            self.scroll_to(y=line, animate=False, force=True)
        elif line >= top + room:
            self.scroll_to(y=line - room + 1, animate=False, force=True)

    def action_by_character(self, by: int) -> None:
        if self.selection is not None:
            self._take(selecting.by_character(self.selection, by, self._text))

    def action_by_word(self, by: int) -> None:
        self._by_unit("word", by)

    def action_by_sentence(self, by: int) -> None:
        self._by_unit("sentence", by)

    def _by_unit(self, kind: str, by: int) -> None:
        if self.selection is not None:
            move = selecting.forward if by > 0 else selecting.backward
            self._take(move(self.selection, self._units(kind)))

    def action_line_edge(self, by: int) -> None:
        if self.selection is not None:
            line = self._lines[self._line_of(self._head_span(self.selection)[0])]
            self._take(selecting.to_place(self.selection, line.end if by > 0 else line.start))

    def action_scroll_by_lines(self, by: int) -> None:
        if self.selection is None:
            super().action_scroll_by_lines(by)
            return
        at = self._head_span(self.selection)[0]
        index = self._line_of(at)
        if self._column is None:
            line = self._lines[index]
            self._column = line.indent + cell_width(sanitize(self._text[line.start : at]))
        index += by
        while 0 <= index < len(self._lines):
            line = self._lines[index]
            if line.end > line.start:
                place = self._position_at(line, self._column - line.indent)
                place = min(place, line.end - 1)
                moved = selecting.to_word(self.selection, place, self._units("word"))
                self._take(moved, keep_column=True)
                return
            index += by

    def action_other_end(self) -> None:
        if self.selection is not None:
            self._take(selecting.other_end(self.selection, self._units("word"), self._text))

    def action_leave_selection(self) -> None:
        self._set_place(None, self.item)

    # What is done with it.

    def action_make_record(self) -> None:
        """Offer what the words could be."""
        span, document = self.place, self.document
        if span is None or document is None:
            return
        words = document.text[slice(*span)]
        start = span[0] + len(words) - len(words.lstrip())
        span = (start, start + len(words.strip()))
        if not words.strip():
            self.post_message(Notice("No words are selected, only the space between them."))
            return
        if not document.is_article(*span):
            self.post_message(
                Notice(
                    "These words lie outside the article, on which records rest. "
                    "y copies them; the source's `article` and `furniture` say where it ends.",
                    "warning",
                )
            )
            return
        self.post_message(SuggestRecords(document.source_id, *span, words.strip(), self._written))

    def _written(self) -> None:
        """The words have become a record."""
        self.written = self.place
        self._set_place(None, None)

    def action_copy_words(self) -> None:
        span, document = self.place, self.document
        if span is not None and document is not None:
            self.post_message(self.WordsCopied(document.source_id, span, self.line_at(span[0])))

    def line_at(self, position: int) -> int:
        """The line of the text, from 1, at which a code point stands."""
        return self._text.count("\n", 0, position) + 1

    # The mouse.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        index = event.y + self.scroll_offset.y
        self._is_dragged = False
        if event.button != 1 or self.document is None or index >= len(self._lines):
            return
        if self._lines[index].kind != "fold":
            self._pressed = (self._place_at(event.x, index), event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        if not event.button:
            # The button went up where nobody told us.
            self.on_mouse_up()
            return
        position, x, y = self._pressed
        if not self._is_dragged and y == event.y and abs(x - event.x) < _DRAGGED_CELLS:
            return
        words = self._units("word")
        word = words.at(position)
        if word is None:
            return
        self._is_dragged = True
        index = event.y + self.scroll_offset.y
        index = min(max(index, 0), len(self._lines) - 1)
        line = self._lines[index]
        place = self._place_at(event.x, index)
        if line.end > line.start:
            place = min(place, line.end - 1)
        moved = selecting.to_word(Selection(word, word[1]), place, words)
        self.active, self.field_spans, self.item = None, (), None
        self._take(moved)

    def on_mouse_up(self) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def _clicked(self, event: events.Click, position: int) -> None:
        if self._is_dragged:
            self._is_dragged = False
            return
        passage, item = self._shortest_passage(position), self._shortest_item(position)
        if item is not None and (
            passage is None or item.end - item.start <= passage.end - passage.start
        ):
            self.go_to_item(item)
            if event.chain > 1:
                self.action_select_words()
        elif passage is None and event.chain > 1:
            word = self._units("word").at(position)
            if word is not None and word[0] <= position < word[1]:
                self._take(Selection(word, word[1]))
        else:
            self.action_leave_selection()
            super()._clicked(event, position)

    def _shortest_item(self, position: int) -> OpenItem | None:
        assert self.document is not None
        at = [item for item in self.document.open_items if item.start <= position < item.end]
        return min(at, key=lambda item: item.end - item.start, default=None)


_WHILE_SELECTING = {
    "by_character",
    "by_word",
    "by_sentence",
    "line_edge",
    "other_end",
    "leave_selection",
}
"""Actions that there is no use for without a selection."""

"""A source in which words can be selected, to be copied or made a record."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from trafficking_explorer.database.read_models import SourceDocument, Span
from trafficking_explorer.ui import text_selection as selecting
from trafficking_explorer.ui.messages import Notice, SuggestRecords
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import Line
from trafficking_explorer.ui.text_selection import Motions, Selection
from trafficking_explorer.ui.widgets.open_items_view import OpenItemsView, Place
from trafficking_explorer.ui.widgets.passage_view import PassageView
from trafficking_explorer.ui.widgets.segments import Mark

_DRAGGED_CELLS = 2
"""Cells that the mouse has to be moved before a click counts as dragging."""
_FOR_A_PLACE = ("make_record", "copy_words")
_FOR_A_SELECTION = ("extend", "line_edge", "other_end", "leave_selection")
_WITHOUT_A_SELECTION = ("choose", "toggle_furniture")
"""Actions by when their keys apply."""


class SelectableSource(OpenItemsView):
    """One source with the words that a curator selects in it."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    SelectableSource {
        & > .source-reader--selection { background: $selection; color: $selection-text; text-style: bold; }
        & > .source-reader--head { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"source-reader--selection", "source-reader--head"}
    BINDINGS: ClassVar[list[BindingType]] = [
        # Of two for one key the one that applies is taken: these while words are selected.
        Binding("enter", "make_record", "Make a record", id="select.record"),
        Binding("y", "copy_words", "Copy words", id="select.copy"),
        Binding("space", "select_words", "Select words", show=False, id="select.words"),
        Binding(
            "left,h", "extend('character', -1)", "Character back", show=False, id="select.left"
        ),
        Binding("right,l", "extend('character', 1)", "Character", show=False, id="select.right"),
        Binding("w", "extend('word', 1)", "Word", key_display="w b", id="select.word"),
        Binding("b", "extend('word', -1)", "Word back", show=False, id="select.word-back"),
        Binding(
            "right_parenthesis",
            "extend('sentence', 1)",
            "Sentence",
            key_display=")",
            id="select.sentence",
        ),
        Binding(
            "left_parenthesis",
            "extend('sentence', -1)",
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
    class WordsCopied(Message):
        """The reader wants to copy words, with their source and line."""

        source_id: str
        span: Span
        line: int

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id, marks=marks)
        self._motions = Motions("")
        self._column: int | None = None
        """The cell that the moving end keeps to from line to line."""
        self._pressed: tuple[int, int, int] | None = None
        """The code point, column and row at which the mouse button went down."""
        self._is_dragged = False

    def _take_document(self, old: SourceDocument | None) -> None:
        self._motions = Motions(self.document.text if self.document is not None else "")
        self._pressed = None
        super()._take_document(old)

    def show_passage(self, span: Span | None, field_spans: Iterable[Span] = ()) -> None:
        self.written = None
        super().show_passage(span, field_spans)

    def _move_to(self, place: Place) -> None:
        if place.span is not None:
            self.written = None
        super()._move_to(place)

    def _here(self) -> Span | None:
        selection = self.place.selection
        return super()._here() if selection is None else self._motions.head(selection)

    def _marks_of(self, line: Line) -> list[Mark]:
        marks = super()._marks_of(line)
        if (selection := self.place.selection) is not None:
            marks.append((*selection.span, self._reader_style("selection")))
            marks.append((*self._motions.head(selection), self._reader_style("head")))
        return marks

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a selection apply while there is one."""
        if action in _FOR_A_PLACE:
            return self.place.span is not None
        if action in _FOR_A_SELECTION:
            return self.place.selection is not None
        if action in _WITHOUT_A_SELECTION:
            return self.place.selection is None
        return super().check_action(action, parameters)

    # Selecting with keys.

    def action_select_words(self) -> None:
        """Begin at the place the reader is at, or with the first word on screen."""
        if self.place.selection is not None or self.document is None:
            return
        words = self._motions.words
        span = self.place.span or self.active
        if span is None or not self._is_in_sight(span[0]):
            span = words.at(self._first_on_screen())
        if span is None or span[0] >= span[1]:
            self.post_message(Notice("There are no words to select."))
            return
        self._select(selecting.select(span, words))

    def _select(self, selection: Selection, *, keep_column: bool = False) -> None:
        if not keep_column:
            self._column = None
        self._move_to(Place(selection, self.place.item))
        self._keep_in_sight(self._motions.head(selection)[0])

    def _keep_in_sight(self, position: int) -> None:
        self._open_at(position)
        line, top, room = self._article.line_of(position), self.scroll_offset.y, self._room
        if line < top:
            self.scroll_to(y=line, animate=False, force=True)
        elif line >= top + room:
            self.scroll_to(y=line - room + 1, animate=False, force=True)

    def action_extend(self, unit: str, by: int) -> None:
        """Move the end of the selection by a unit of the text."""
        if (selection := self.place.selection) is not None:
            self._select(self._motions.extend(selection, unit, by))

    def action_line_edge(self, by: int) -> None:
        if (selection := self.place.selection) is not None:
            head = self._motions.head(selection)[0]
            line = self._article.lines[self._article.line_of(head)]
            self._select(selecting.to_place(selection, line.end if by > 0 else line.start))

    def action_scroll_by_lines(self, by: int) -> None:
        selection, article = self.place.selection, self._article
        if selection is None:
            super().action_scroll_by_lines(by)
            return
        head = self._motions.head(selection)[0]
        if self._column is None:
            self._column = article.cell_of(head)
        index = article.line_of(head) + by
        while 0 <= index < len(article.lines):
            line = article.lines[index]
            if line.end > line.start:
                position = min(article.position_at(index, self._column), line.end - 1)
                self._select(self._motions.to_word(selection, position), keep_column=True)
                return
            index += by

    def action_other_end(self) -> None:
        if (selection := self.place.selection) is not None:
            self._select(self._motions.other_end(selection))

    def action_leave_selection(self) -> None:
        self._move_to(Place(item=self.place.item))

    # Using the words.

    def action_make_record(self) -> None:
        """Offer the records that the words could become."""
        span, document = self.place.span, self.document
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
                    "These words are outside the article. Records need words of the article; y copies "
                    "these. The source's `article` and `furniture` say where it ends.",
                    "warning",
                )
            )
            return
        self.post_message(SuggestRecords(document.source_id, *span, words.strip(), self._written))

    def _written(self) -> None:
        """Leave words that have become a record, and remember them."""
        span = self.place.span
        self._move_to(Place())
        self.written = span

    def action_copy_words(self) -> None:
        span, document = self.place.span, self.document
        if span is not None and document is not None:
            line = document.line_at(span[0])
            self.post_message(self.WordsCopied(document.source_id, span, line))

    # The mouse.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        index = event.y + self.scroll_offset.y
        self._is_dragged = False
        if event.button != 1 or self.document is None or index >= len(self._article.lines):
            return
        if self._article.lines[index].kind != "fold":
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
        word = self._motions.words.at(position)
        if word is None:
            return
        self._is_dragged = True
        lines = self._article.lines
        index = min(max(event.y + self.scroll_offset.y, 0), len(lines) - 1)
        line, place = lines[index], self._place_at(event.x, index)
        if line.end > line.start:
            place = min(place, line.end - 1)
        self.active, self.field_spans = None, ()
        self._move_to(Place(self.place.selection))
        self._select(self._motions.to_word(Selection(word, word[1]), place))

    def on_mouse_up(self) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def _clicked(self, event: events.Click, position: int) -> None:
        assert self.document is not None
        if self._is_dragged:
            self._is_dragged = False
            return
        is_double, item = event.chain > 1, self._item_at(position)
        if is_double and item is None and self.document.passage_at(position) is None:
            word = self._motions.words.at(position)
            if word is not None and word[0] <= position < word[1]:
                self._select(Selection(word, word[1]))
            return
        self.action_leave_selection()
        super()._clicked(event, position)
        if is_double and item is not None:
            self.action_select_words()

"""The list of completions under the cursor of the editor, with their types and meanings."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.console.completion import CompletionItem, CompletionList
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground

_MOST_LINES = 8
_TEXT_CELLS = 34
_TYPE_CELLS = 18
_MOST_CELLS = 92
_HINT = "tab accept · ↓ more · esc close"
_HINT_CHOSEN = "⏎ or tab accept · esc close"


class CompletionPopup(Widget):
    """A list over the other widgets. The editor has the keys, and moves the choice.

    Nothing is chosen until the reader goes into the list: until then, enter is a line break.
    """

    DEFAULT_CSS = """
    CompletionPopup {
        display: none; overlay: screen; constrain: inside inflect; margin: 1 0;
        background: $panel; color: $foreground;
        & > .offer-list--chosen { background: $primary; color: $text; text-style: bold; }
        & > .offer-list--type { color: $text-accent; }
        & > .offer-list--meaning { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "offer-list--chosen",
        "offer-list--type",
        "offer-list--meaning",
    }

    is_open: reactive[bool] = reactive(False)
    cursor_offset: Offset = Offset(0, 0)
    """The place of the cursor in the editor; set by the library, not used here."""

    @dataclass
    class Taken(Message):
        """The reader clicked a completion."""

        completion: CompletionList
        offer: CompletionItem

    def __init__(self) -> None:
        super().__init__()
        self.completion: CompletionList | None = None
        self.chosen: int | None = None
        """The index of the chosen completion."""
        self._top = 0

    @property
    def offers(self) -> tuple[CompletionItem, ...]:
        """The completions."""
        return self.completion.offers if self.completion else ()

    def open(self, completion: CompletionList, at: Offset, *, choose: bool) -> None:
        """Show completions.

        Args:
            at: the cell of the screen below which the list begins.
            choose: True to choose the first, since the reader asked for them.
        """
        self.completion = completion
        self.chosen, self._top = (0 if choose else None), 0
        self.absolute_offset = at
        self.styles.height = min(len(self.offers), _MOST_LINES) + 1
        self.styles.width = self._width()
        self.is_open = True
        self.refresh(layout=True)

    def watch_is_open(self, is_open: bool) -> None:
        self.display = is_open

    def take(self) -> CompletionItem:
        """The chosen completion, else the first."""
        return self.offers[self.chosen or 0]

    def move(self, by: int) -> None:
        """Choose another completion; the choice stops at the first and the last."""
        at = -1 if self.chosen is None else self.chosen
        self.chosen = max(0, min(at + by, len(self.offers) - 1))
        shown = min(len(self.offers), _MOST_LINES)
        self._top = max(self.chosen - shown + 1, min(self._top, self.chosen))
        self.refresh()

    def _columns(self) -> tuple[int, int]:
        """Cells of the texts and of the types."""
        texts = max((cell_width(single_line(offer.text)) for offer in self.offers), default=0)
        types = max((cell_width(_type(offer)) for offer in self.offers), default=0)
        return min(texts, _TEXT_CELLS), min(types, _TYPE_CELLS)

    def _width(self) -> int:
        texts, types = self._columns()
        meanings = max((cell_width(_meaning(offer)) for offer in self.offers), default=0)
        wanted = texts + types + meanings + 6
        return min(max(wanted, cell_width(_HINT) + 2), _MOST_CELLS, self.screen.size.width)

    def render_line(self, y: int) -> Strip:
        style, width = self.rich_style, self.size.width
        dim = foreground(self.get_component_rich_style("offer-list--meaning"))
        index = self._top + y
        if y == self.size.height - 1 or index >= len(self.offers):
            hint, _ = fit_cells(_HINT if self.chosen is None else _HINT_CHOSEN, width - 2)
            return Strip([Segment(f" {hint}", style + dim)]).adjust_cell_length(width, style)
        kind = foreground(self.get_component_rich_style("offer-list--type"))
        if index == self.chosen:
            style = self.get_component_rich_style("offer-list--chosen")
            kind = dim = style
        offer, (texts, types) = self.offers[index], self._columns()
        text, after_text = fit_cells(single_line(offer.text), texts)
        type_, after_type = fit_cells(_type(offer), types)
        meaning, _ = fit_cells(_meaning(offer), max(1, width - texts - types - 5))
        segments = [
            Segment(f" {text}{' ' * (after_text + 1)}", style),
            Segment(f" {type_}{' ' * (after_type + 1)}", style + kind),
            Segment(f" {meaning}", style + dim),
        ]
        return Strip(segments).adjust_cell_length(width, style)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        # Not at the click: the editor loses the focus to it, for a moment, and closes the list.
        event.stop()
        index = self._top + event.y
        if self.completion and event.y < self.size.height - 1 and index < len(self.offers):
            self.post_message(self.Taken(self.completion, self.offers[index]))


def _type(offer: CompletionItem) -> str:
    """The kind of a completion; of a column and a table, its type."""
    if offer.kind in ("column", "table") and offer.type:
        return single_line(offer.type)
    return offer.kind


def _meaning(offer: CompletionItem) -> str:
    """The signature, a value and the meaning, as far as they are known."""
    how = offer.type if offer.kind == "function" else ""
    parts = (how, f"“{offer.sample}”" if offer.sample else "", offer.comment)
    return single_line(" · ".join(part for part in parts if part))

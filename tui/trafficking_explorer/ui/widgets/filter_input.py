"""The field of the filter line."""

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.suggester import SuggestionReady
from textual.widgets import Input

from trafficking_explorer.terminal import printable
from trafficking_explorer.ui.widgets.filter_bar import FilterBar


class Underline(Highlighter):
    """Marks one place of a line."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end

    def highlight(self, text: Text) -> None:
        """Lay the mark over its place, at least one cell wide."""
        text.stylize("underline bold", self.start, max(self.end, self.start + 1))


class FilterInput(Input):
    """Escape clears it and goes back to the rows; enter goes back and keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Clear", id="filter.clear", priority=True),
        Binding("enter,down", "done", "To the rows", id="filter.done"),
    ]

    # The longer line needs no other layout of the screen, which costs more than all the rest of a key.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, *, id: str, compact: bool) -> None:
        super().__init__(placeholder='all words match · "a phrase" · -not', id=id, compact=compact)
        # A caret that blinks is a timer that runs while nothing happens.
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        # What is pasted, or comes with --filter, is drawn as it stands.
        return printable(value)

    def offer(self, text: str, line: str) -> None:
        """Show a way to go on behind what has been typed; `right` at the end takes it.

        Args:
            text: the line it is for; it is dropped if there is another by now.
            line: the whole line with it.
        """
        self.post_message(SuggestionReady(text, line))

    def mark_error(self, place: tuple[int, int] | None) -> None:
        """Underline the place where the line does not make sense yet; None takes the mark away."""
        self.highlighter = None if place is None else Underline(*place)
        self.refresh()

    def action_leave(self) -> None:
        self.query_ancestor(FilterBar).clear()

    def action_done(self) -> None:
        self.post_message(FilterBar.Left())

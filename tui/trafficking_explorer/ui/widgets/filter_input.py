"""The field of the filter line."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.suggester import SuggestionReady

from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.widgets.line_input import LineInput

MOST_TYPED = 50_000
"""Code points of a line; a longer one has been pasted by mistake."""
_EXAMPLES = ("words", '"a phrase"', "-exclude", "in:africa", "arrests>30")


class FilterInput(LineInput):
    """A filter field: escape clears it and goes back to the rows, enter goes back and keeps it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Clear", id="filter.clear", priority=True),
        Binding("enter,down", "done", "Results", id="filter.done"),
    ]

    # A longer line needs no new layout of the screen, which costs more than all the rest of a key.
    virtual_size = Reactive(Size(0, 0), layout=False)

    _hint: str | None = None

    @dataclass
    class Cleared(Message):
        """The reader clears the line and leaves it."""

    @dataclass
    class Left(Message):
        """The reader is done with the line."""

    def __init__(self, *, id: str, compact: bool) -> None:
        super().__init__(
            id=id,
            compact=compact,
            max_length=MOST_TYPED,
        )
        # A caret that blinks is a timer that runs while nothing happens.
        self.cursor_blink = False

    def show_hint(self, text: str | None) -> None:
        """Show a text in the empty line; None for examples, as many as have room."""
        self._hint = text
        self._set_placeholder(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        self._set_placeholder(event.size.width)

    def _set_placeholder(self, width: int) -> None:
        self.placeholder = _examples_within(width) if self._hint is None else self._hint

    def restricted(self) -> None:
        """Say why the line does not change."""
        self.post_message(
            Notice(
                f"A filter has at most {MOST_TYPED:,} characters; this would be more.", "warning"
            )
        )

    def offer(self, text: str, line: str) -> None:
        """Show a completion behind the text; `right` at the end takes it.

        Args:
            text: the line it is for; it is dropped if the line is a different one by now.
            line: the whole line with it.
        """
        self.post_message(SuggestionReady(text, line))

    def mark_error(self, place: tuple[int, int] | None) -> None:
        """Underline the place of an error in the line; None takes the mark away."""
        self.underlined = place
        self.refresh()

    def action_leave(self) -> None:
        self.post_message(self.Cleared())

    def action_done(self) -> None:
        self.post_message(self.Left())


def _examples_within(width: int) -> str:
    """The examples of filters that have room in `width` cells."""
    hints = ("Filter: " + ", ".join(_EXAMPLES[:end]) for end in range(len(_EXAMPLES), 0, -1))
    return next((hint for hint in hints if len(hint) <= width), "Filter")

"""The field of the filter line, for a text that may be very long."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.suggester import SuggestionReady

from trafficking_explorer.text.display import CODE_POINTS_A_CELL, cell_edges, clean
from trafficking_explorer.ui.filter_history import FilterHistory
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.widgets.mixins import OrderedKeysMixin
from trafficking_explorer.ui.widgets.one_line_input import OneLineInput, join_lines

MOST_TYPED = 50_000
"""Code points of a line; a longer one has been pasted by mistake."""
_ALTERNATIVE = "filter.also"
"""The id of the key that takes the other line that is offered."""
_EXAMPLES = ("words", '"a phrase"', "-exclude", "in:africa", "arrests>30")


class FilterInput(OneLineInput, OrderedKeysMixin):
    """A filter field: escape and enter go back to the rows, enter takes what is offered there.

    Up in the empty field goes back through earlier filters, down forward again.

    It measures its line once and draws only the part on screen; Textual's own field measures a whole
    line some twenty times for each key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="filter.leave", priority=True),
        Binding("enter", "done", "Results", id="filter.done"),
        Binding("down", "newer", "Results, later filter", show=False, id="filter.down"),
        Binding("up", "older", "Earlier filter", id="filter.up"),
        Binding("ctrl+n", "alternative", "Other words", show=False, id=_ALTERNATIVE),
    ]

    # A longer line needs no new layout of the screen, which costs more than all the rest of a key.
    virtual_size = Reactive(Size(0, 0), layout=False)

    underlined: tuple[int, int] | None = None
    """The marked place of the line, in code points."""

    _measured: tuple[str, Sequence[int]] = ("", (0,))
    """The line that was measured last, and the cells before each of its code points."""

    _hint: str | None = None

    @dataclass
    class Left(Message):
        """The reader is done with the line."""

        is_taking: bool = False
        """True if the reader pressed enter, and takes what is offered instead of rows."""

    def __init__(self, history: FilterHistory | None = None) -> None:
        super().__init__(
            id="filter-input",
            compact=True,
            max_length=MOST_TYPED,
        )
        self.history = history or FilterHistory()
        """The filters that up goes back to."""
        self.alternative: str | None = None
        """Another line that is offered."""
        self._recalled: str | None = None
        """The earlier filter in the line, until it is changed."""
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

    def on_focus(self) -> None:
        # Read now, so that the first earlier filter is there at once.
        self.run_worker(self.history.lines(), description="", exit_on_error=False)

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def action_done(self) -> None:
        self.post_message(self.Left(is_taking=True))

    async def action_older(self) -> None:
        """Put the filter before this one into the line, if it is empty or has an earlier one."""
        lines = await self.history.lines()
        at = self._place_in(lines)
        if (not self.value or at is not None) and (at or 0) < len(lines):
            self._recall(lines[0 if at is None else min(at + 1, len(lines) - 1)])

    async def action_newer(self) -> None:
        """Put the filter after this earlier one into the line; otherwise go to the rows."""
        lines = await self.history.lines()
        at = self._place_in(lines)
        if at is None:
            self.post_message(self.Left())
        else:
            self._recall(lines[at - 1] if at else "")

    def remember(self) -> None:
        """Add the line to the filters that can be recalled, unless it is wrong."""
        line = self.value
        if self.underlined is None and self.history.add(line):
            self.run_worker(partial(self.history.store, line), thread=True, description="")

    def _place_in(self, lines: list[str]) -> int | None:
        """The place of the earlier filter that is in the line; None if the line is the reader's."""
        is_recalled = self.value and self.value == self._recalled and self.value in lines
        return lines.index(self.value) if is_recalled else None

    def _recall(self, line: str) -> None:
        self.value = line
        self._recalled = self.value
        self.cursor_position = len(self.value)

    def action_alternative(self) -> None:
        """Take the other line that is offered."""
        if self.alternative is not None:
            self.value, self.alternative = self.alternative, None
            self.cursor_position = len(self.value)

    @property
    def alternative_key(self) -> str:
        """The key that takes the other line, as it is bound now."""
        active = (each.binding for each in self.screen.active_bindings.values())
        bound = next((each for each in active if each.id == _ALTERNATIVE), None)
        return self.app.get_key_display(bound) if bound is not None else ""

    # The line.

    def validate_value(self, value: str) -> str:
        # Pasted text, and that of --filter. What cannot be seen is part of it, and not drawn.
        line = join_lines(value) if "\n" in value or "\r" in value else value
        return clean(line).replace("\t", " ")

    @property
    def _edges(self) -> Sequence[int]:
        if self._measured[0] != self.value:
            self._measured = self.value, cell_edges(self.value)
        return self._measured[1]

    def _position_to_cell(self, position: int) -> int:
        return self._edges[min(position, len(self.value))]

    @property
    def content_width(self) -> int:
        if not self.value:
            return super().content_width
        # One cell for the caret at the end.
        return self._edges[-1] + 1

    def render_line(self, y: int) -> Strip:
        if y or not self.value:
            return super().render_line(y)
        width = self.scrollable_content_region.width + 1
        left, edges = int(self.scroll_offset.x), self._edges
        # A code point without a cell is drawn with the one before it.
        first = min(bisect_right(edges, left), len(self.value)) - 1 if left else 0
        line = self._shown(first, first + width * CODE_POINTS_A_CELL)
        options = self.app.console_options.update_width(self.content_width)
        strip = Strip(self.app.console.render(line, options))
        left -= edges[first]
        strip = strip.crop(left, left + width).extend_cell_length(width)
        return strip.apply_style(self.rich_style)

    def _shown(self, first: int, last: int) -> Text:
        """A part of the line with its marks and its completion."""
        line = Text(self.value[first:last], no_wrap=True, overflow="ignore", end="")
        if self.underlined is not None:
            start, end = self.underlined
            line.stylize("underline bold", max(0, start - first), max(end, start + 1) - first)
        if not self.has_focus:
            return line
        goes_on = self._suggestion[len(self.value) :] if last >= len(self.value) else ""
        line.append(goes_on[: last - first], self._style_of("suggestion"))
        if not self.selection.is_empty:
            start, end = sorted(self.selection)
            line.stylize_before(self._style_of("selection"), max(0, start - first), end - first)
        at = self.cursor_position - first
        if self._cursor_visible and at >= 0:
            if self.cursor_at_end and not goes_on:
                line.pad_right(1)
            line.stylize(self._style_of("cursor"), at, at + 1)
        return line

    def _style_of(self, name: str) -> Style:
        return self.get_component_rich_style(f"input--{name}")


def _examples_within(width: int) -> str:
    """The examples of filters that have room in `width` cells."""
    hints = ("Filter: " + ", ".join(_EXAMPLES[:end]) for end in range(len(_EXAMPLES), 0, -1))
    return next((hint for hint in hints if len(hint) <= width), "Filter")

"""The line in which a filter is typed, and what it found."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FilterInput(Input):
    """The field itself: enter goes back to the rows, escape clears it first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Clear", id="filter.clear", priority=True),
        Binding("enter,down", "done", "To the rows", show=False, id="filter.done"),
    ]

    def action_leave(self) -> None:
        if isinstance(self.parent, FilterBar):
            self.parent.clear()

    def action_done(self) -> None:
        self.post_message(FilterBar.Left())


class FilterBar(Horizontal):
    """A filter line with its count."""

    DEFAULT_CSS = """
    FilterBar {
        height: 1; background: $surface;
        & > #filter-sign { width: 3; padding: 0 1; color: $text-muted; }
        & > FilterInput { width: 1fr; border: none; height: 1; padding: 0; background: $surface; }
        & > FilterInput:focus { background: $panel; }
        & > #filter-count { width: auto; min-width: 8; padding: 0 1; color: $text-muted; }
        &.-filtered > #filter-count { color: $text-accent; text-style: bold; }
    }
    """

    @dataclass
    class Changed(Message):
        """The line is another one."""

        text: str

    @dataclass
    class Left(Message):
        """The reader is done with the line."""

    def compose(self) -> ComposeResult:
        yield Static("/", id="filter-sign", markup=False)
        field = FilterInput(
            placeholder='all words match · "a phrase" · -not', id="filter-input", compact=True
        )
        # A caret that blinks is a timer that runs while nothing happens.
        field.cursor_blink = False
        yield field
        yield Static("", id="filter-count", markup=False)

    @property
    def field(self) -> FilterInput:
        """Where text is typed."""
        return self.query_one(FilterInput)

    @property
    def text(self) -> str:
        """What has been typed."""
        return self.field.value

    def show_count(self, shown: int, total: int, noun: str) -> None:
        """Say how many rows there are; "3 of 13" while a filter is on."""
        filtered = bool(self.text.strip())
        self.set_class(filtered, "-filtered")
        text = f"{shown:,} of {total:,}" if filtered else f"{total:,} {noun}"
        self.query_one("#filter-count", Static).update(text)

    def say(self, text: str) -> None:
        """Show a word in place of the count."""
        self.query_one("#filter-count", Static).update(text)

    def clear(self) -> None:
        """Empty the line, and leave it."""
        self.field.value = ""
        self.post_message(self.Left())

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

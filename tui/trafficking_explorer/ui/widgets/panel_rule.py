"""The rule above a panel with its title: heavy and bold while the panel has the focus."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground

_LEAST_NOTE = 8
"""Cells of a note, at least; with less room it is left out."""


class PanelRule(Widget):
    """One line: the title of a panel, a rule, and a note at the right. The mouse can drag it."""

    DEFAULT_CSS = """
    PanelRule {
        height: 1; color: $panel;
        &.-focused { color: $primary; }
        & > .panel-rule--title { color: $text-muted; }
        & > .panel-rule--focused { color: $text-accent; text-style: bold; }
        & > .panel-rule--note { color: $text-muted; }
        & > .panel-rule--warning { color: $text-warning; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "panel-rule--title",
        "panel-rule--focused",
        "panel-rule--note",
        "panel-rule--warning",
    }

    title: reactive[str] = reactive("")
    second: reactive[str] = reactive("")
    """The title of a second column, which begins in the middle; empty if there is none."""
    at_second: reactive[bool] = reactive(False)
    """True if it is the second column that has the focus."""
    note: reactive[str] = reactive("")
    """A few words at the right end, left out without room for them."""

    @dataclass
    class Dragged(Message):
        """The mouse has drawn the rule to a place."""

        rule: "PanelRule"
        to: Offset
        """On the screen."""
        is_end: bool = False
        """True if the button was let go there."""

    def __init__(self, title: str = "", *, id: str, marks: Symbols, movable: bool = True) -> None:
        """Make a rule.

        Args:
            movable: false if there is nothing above it that could take or give room.
        """
        super().__init__(id=id)
        self.marks = marks
        self.is_movable = movable
        self.set_reactive(PanelRule.title, title)

    def show_focus(self, focused: bool) -> None:
        """Say that the panel has the focus, or that it has not."""
        if focused != self.has_class("-focused"):
            self.set_class(focused, "-focused")
            self.refresh()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.rich_style
        if self.marks.is_linear:
            titles = ", ".join(filter(None, (self.title, self.second)))
            return self._sentence(titles, self.note).adjust_cell_length(width, style)
        half = width // 2 if self.second else width
        columns = self._column(self.title, self.note, half, is_here=not self.at_second)
        if self.second:
            columns += self._column(self.second, "", width - half, is_here=self.at_second)
        return Strip(columns).adjust_cell_length(width, style)

    def _sentence(self, title: str, note: str) -> Strip:
        """The panel, announced in words: `> Panel Source 002. passage 1/4`."""
        is_here = self.has_class("-focused")
        words = ". ".join(filter(None, (f"Panel {title}", note)))
        sign = self.marks.here if is_here else " "
        ink = self._ink("focused" if is_here else "title")
        return Strip([Segment(f"{sign} {single_line(words)}", ink)])

    def _column(self, title: str, note: str, width: int, *, is_here: bool = True) -> list[Segment]:
        """A title and a note on a rule of just `width` cells.

        Args:
            is_here: false if the focus is in the other column.
        """
        style = self.rich_style
        rule = self.marks.heavy_rule if self.has_class("-focused") else self.marks.rule
        is_here = is_here and self.has_class("-focused")
        sign = self.marks.here if is_here else rule
        shown, _ = fit_cells(single_line(title), max(0, width - 4))
        if not shown:
            return [Segment(rule * width, style)]
        ink = self._ink("focused" if is_here else "title")
        parts = [Segment(f"{sign} ", ink if is_here else style), Segment(f"{shown} ", ink)]
        room = width - cell_width(shown) - 3
        told, _ = fit_cells(single_line(note), max(0, room - 3))
        if told and cell_width(told) >= min(_LEAST_NOTE, cell_width(note)):
            line = rule * (room - cell_width(told) - 3)
            parts += [Segment(f"{line} ", style), Segment(told, self._ink("note"))]
            return [*parts, Segment(f" {rule}", style)]
        return [*parts, Segment(rule * room, style)]

    def _ink(self, name: str) -> Style:
        found = self.get_component_rich_style(f"panel-rule--{name}")
        return self.rich_style + foreground(found)

    # The mouse.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self.is_movable and event.button == 1:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self.post_message(self.Dragged(self, event.screen_offset))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self.app.mouse_captured is self:
            self.release_mouse()
            self.post_message(self.Dragged(self, event.screen_offset, is_end=True))

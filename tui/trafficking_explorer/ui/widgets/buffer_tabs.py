"""The tabs of the editor's buffers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.ui.widgets.segments import fit_cells

_LEAST_CELLS = 8


class BufferTabs(Widget):
    """A line with the names of buffers, as many as fit around the one on screen, and a note."""

    DEFAULT_CSS = """
    BufferTabs {
        height: 1; background: $surface; color: $text-muted;
        & > .buffer-tabs--active { background: $background; color: $foreground; text-style: bold; }
        & > .buffer-tabs--note { color: $text-warning; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"buffer-tabs--active", "buffer-tabs--note"}

    @dataclass
    class Chosen(Message):
        """The reader clicked a name."""

        index: int

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.names: tuple[str, ...] = ()
        self.active = 0
        self.note = ""
        """Always shown, at the right."""

    def show(self, names: Sequence[str], active: int, note: str = "") -> None:
        """Show other names."""
        if (tuple(names), active, note) != (self.names, self.active, self.note):
            self.names, self.active, self.note = tuple(names), active, note
            self.refresh()

    def _labels(self) -> list[tuple[int, str]]:
        """The labels that fit, each with the index of its buffer; -1 for the sign of those left out."""
        room = self.size.width - (cell_width(self.note) + 2 if self.note else 0)
        labels = [f" {i} {sanitize(name)} " for i, name in enumerate(self.names, 1)]
        if sum(map(cell_width, labels)) > room and len(labels) > 1:
            each = max(_LEAST_CELLS, room // len(labels))
            labels = [
                label
                if i == self.active or cell_width(label) <= each
                else fit_cells(label, each)[0]
                for i, label in enumerate(labels)
            ]
        first = 0
        while first < self.active and sum(map(cell_width, labels[first : self.active + 1])) > room:
            first += 1
        shown = list(enumerate(labels))[first:]
        return [(-1, "…"), *shown] if first else shown

    def render_line(self, y: int) -> Strip:
        style, width = self.rich_style, self.size.width
        active = self.get_component_rich_style("buffer-tabs--active")
        segments = [
            Segment(label, active if i == self.active else style) for i, label in self._labels()
        ]
        strip = Strip(segments)
        if self.note:
            note = self.get_component_rich_style("buffer-tabs--note")
            room = max(0, width - cell_width(self.note) - 1)
            strip = Strip([*strip.adjust_cell_length(room, style), Segment(f"{self.note} ", note)])
        return strip.adjust_cell_length(width, style)

    def on_click(self, event: events.Click) -> None:
        right = 0
        for i, label in self._labels():
            right += cell_width(label)
            if event.x < right:
                if i >= 0:
                    self.post_message(self.Chosen(i))
                return

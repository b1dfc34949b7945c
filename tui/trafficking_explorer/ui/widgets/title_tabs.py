"""Lines of titles, one of them active: the buffers of the editor, the results of a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.text.display import cell_width, sanitize, single_line
from trafficking_explorer.ui.widgets.segments import fit_cells

_TITLE = 24
"""Cells of the title of a result, at most."""
_LEAST_CELLS = 8
"""Cells of the name of a buffer, at least."""


class TitleTabs(Widget):
    """A line of titles; a click chooses one."""

    DEFAULT_CSS = "TitleTabs { height: 1; background: $surface; color: $text-muted; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-tabs--active", "title-tabs--note"}

    @dataclass
    class Chosen(Message):
        """The reader clicked a title."""

        index: int

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.titles: tuple[str, ...] = ()
        self.active = 0

    def labels(self) -> list[tuple[int, str]]:
        """The labels that fit, each with its index; -1 for a sign of those left out."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        active = self.get_component_rich_style("title-tabs--active")
        segments = [
            Segment(label, active if i == self.active else style) for i, label in self.labels()
        ]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        right = 0
        for index, label in self.labels():
            right += cell_width(label)
            if event.x < right:
                if index >= 0:
                    self.post_message(self.Chosen(index))
                return


class ResultTabs(TitleTabs):
    """The first words of the statements that have results."""

    DEFAULT_CSS = """
    ResultTabs > .title-tabs--active { background: $panel; color: $foreground; text-style: bold; }
    """

    def show(self, titles: Sequence[str], active: int) -> None:
        """Show titles, one of them as that of the result on screen."""
        self.titles = tuple(f" {fit_cells(single_line(title), _TITLE)[0]} " for title in titles)
        self.active = active
        self.refresh()

    def labels(self) -> list[tuple[int, str]]:
        shown = [(self.active, self.titles[self.active])] if self.titles else []
        room = self.size.width - 2 - sum(cell_width(title) for _, title in shown)
        before, after = self.active - 1, self.active + 1
        grew = True
        while grew:
            grew = False
            for index in (after, before):
                if 0 <= index < len(self.titles) and cell_width(self.titles[index]) <= room:
                    room -= cell_width(self.titles[index])
                    found = (index, self.titles[index])
                    shown = [found, *shown] if index < self.active else [*shown, found]
                    before, after = shown[0][0] - 1, shown[-1][0] + 1
                    grew = True
        left_out = shown and shown[-1][0] < len(self.titles) - 1
        first = (-1, "‹" if shown and shown[0][0] else " ")
        return [first, *shown, *([(-1, "›")] if left_out else [])]


class BufferTabs(TitleTabs):
    """The names of the buffers, and a note at the right."""

    DEFAULT_CSS = """
    BufferTabs {
        & > .title-tabs--active { background: $background; color: $foreground; text-style: bold; }
        & > .title-tabs--note { color: $text-warning; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.note = ""
        """Always shown, at the right."""

    def show(self, names: Sequence[str], active: int, note: str = "") -> None:
        """Show other names."""
        if (tuple(names), active, note) != (self.titles, self.active, self.note):
            self.titles, self.active, self.note = tuple(names), active, note
            self.refresh()

    def labels(self) -> list[tuple[int, str]]:
        room = self.size.width - (cell_width(self.note) + 2 if self.note else 0)
        labels = [f" {i} {sanitize(name)} " for i, name in enumerate(self.titles, 1)]
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
        strip = super().render_line(y)
        if not self.note:
            return strip
        width, style = self.size.width, self.rich_style
        note = self.get_component_rich_style("title-tabs--note")
        names = strip.adjust_cell_length(max(0, width - cell_width(self.note) - 1), style)
        return Strip([*names, Segment(f"{self.note} ", note)]).adjust_cell_length(width, style)

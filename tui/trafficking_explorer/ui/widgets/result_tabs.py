"""The tabs of results: the first words of their statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.widgets.segments import fit_cells

_TITLE = 24
"""Cells of a title, at most."""


class ResultTabs(Widget):
    """A line of titles; a click chooses one."""

    DEFAULT_CSS = """
    ResultTabs {
        height: 1; background: $surface; color: $text-muted;
        & > .result-tabs--active { background: $panel; color: $foreground; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"result-tabs--active"}

    @dataclass
    class Chosen(Message):
        """The reader clicked a title."""

        index: int

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._titles: tuple[str, ...] = ()
        self._active = 0

    def show(self, titles: Sequence[str], active: int) -> None:
        """Show titles, one of them as that of the result on screen."""
        self._titles = tuple(f" {fit_cells(single_line(title), _TITLE)[0]} " for title in titles)
        self._active = active
        self.refresh()

    def _shown(self) -> list[tuple[int, str]]:
        """The titles that fit around the active one, each with its index."""
        shown = [(self._active, self._titles[self._active])] if self._titles else []
        room = self.size.width - 2 - sum(cell_width(title) for _, title in shown)
        before, after = self._active - 1, self._active + 1
        while before >= 0 or after < len(self._titles):
            grew = False
            for index in (after, before):
                if 0 <= index < len(self._titles) and cell_width(self._titles[index]) <= room:
                    room -= cell_width(self._titles[index])
                    found = (index, self._titles[index])
                    shown = [found, *shown] if index < self._active else [*shown, found]
                    grew = True
                    if index == after:
                        after += 1
                    else:
                        before -= 1
            if not grew:
                break
        return shown

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        active = self.get_component_rich_style("result-tabs--active")
        shown = self._shown()
        segments = [Segment("‹" if shown and shown[0][0] else " ", style)]
        segments += [
            Segment(title, active if index == self._active else style) for index, title in shown
        ]
        if shown and shown[-1][0] < len(self._titles) - 1:
            segments.append(Segment("›", style))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        right = 1
        for index, title in self._shown():
            right += cell_width(title)
            if event.x < right:
                self.post_message(self.Chosen(index))
                return

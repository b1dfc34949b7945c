"""The top line: each pane with its key, and the corpus that is open."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.widgets.segments import fit_cells


@dataclass(frozen=True, slots=True)
class PaneTab:
    """One pane's name and key."""

    name: str
    title: str
    key: str


class PaneTabs(Widget):
    """The names of the panes; a click opens one."""

    DEFAULT_CSS = """
    PaneTabs {
        height: 1; background: $surface; color: $text-muted;
        & > .pane-tabs--active { background: $primary; color: $text; text-style: bold; }
        & > .pane-tabs--key { color: $text-accent; }
        & > .pane-tabs--problems { color: $text-warning; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pane-tabs--active",
        "pane-tabs--key",
        "pane-tabs--problems",
    }

    active: reactive[str] = reactive("")
    info: reactive[str] = reactive("")
    """The corpus, at the right, as far as there is room."""
    problems: reactive[int] = reactive(0)
    """Number of problems in the files, shown before the corpus with the key that lists them."""

    @dataclass
    class Chosen(Message):
        """The reader clicked a pane."""

        name: str

    def __init__(self, tabs: tuple[PaneTab, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.tabs = tabs

    def _labels(self) -> list[tuple[PaneTab, str]]:
        """The label of each pane: shorter if the line is."""
        room = self.size.width - cell_width(self._alert())
        wide = [(tab, f" {tab.key} {tab.title} ") for tab in self.tabs]
        if sum(len(label) for _, label in wide) <= room:
            return wide
        tight = [(tab, f"{tab.key} {tab.title} ") for tab in self.tabs]
        if sum(len(label) for _, label in tight) <= room:
            return tight
        return [
            (tab, f"{tab.key} {tab.title} " if tab.name == self.active else f"{tab.key} ")
            for tab in self.tabs
        ]

    def _fit_info(self, room: int) -> str:
        """The corpus in `room` cells: its name is cut before its contents are."""
        name, dot, holds = sanitize(self.info).rpartition(" · ")
        shown, _ = fit_cells(name, max(1, room - cell_width(dot + holds)))
        return fit_cells(shown + dot + holds, room)[0]

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        key_style = self.get_component_rich_style("pane-tabs--key")
        active = self.get_component_rich_style("pane-tabs--active")
        segments: list[Segment] = []
        used = 0
        for tab, label in self._labels():
            used += len(label)
            if tab.name == self.active:
                segments.append(Segment(label, active))
            else:
                before, key, after = label.partition(tab.key)
                segments += [
                    Segment(before, style),
                    Segment(key, key_style),
                    Segment(after, style),
                ]
        alert = self._alert()
        room = self.size.width - used - 1 - cell_width(alert)
        info = self._fit_info(room) if room > 12 else ""
        if info or alert:
            segments.append(Segment(" " * (room - cell_width(info)), style))
        if alert:
            shown = self.get_component_rich_style("pane-tabs--problems")
            segments += [Segment(alert[0], key_style), Segment(alert[1:], shown)]
        segments.append(Segment(info, style))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _alert(self) -> str:
        """The number of problems, after the key that lists them."""
        if not self.problems:
            return ""
        return f"! {count_noun(self.problems, 'problem')}  "

    async def on_click(self, event: events.Click) -> None:
        right = 0
        for tab, label in self._labels():
            right += len(label)
            if event.x < right:
                self.post_message(self.Chosen(tab.name))
                return
        if self.problems and event.x >= right:
            await self.run_action("app.problems")

"""Lines of titles, one of them active: the panes, the buffers of the editor, the results of a script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.text.display import cell_width, sanitize, single_line
from trafficking_explorer.text.plural import count_noun
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
    counts: reactive[Mapping[str, int]] = reactive(MappingProxyType({}))
    """Numbers after the names of panes; none for 0."""
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
        wide = [(tab, f" {tab.key} {self._named(tab)} ") for tab in self.tabs]
        if sum(len(label) for _, label in wide) <= room:
            return wide
        tight = [(tab, f"{tab.key} {self._named(tab)} ") for tab in self.tabs]
        if sum(len(label) for _, label in tight) <= room:
            return tight
        return [
            (tab, f"{tab.key} {self._named(tab)} " if tab.name == self.active else f"{tab.key} ")
            for tab in self.tabs
        ]

    def _named(self, tab: PaneTab) -> str:
        """The title of a pane, and its number."""
        count = self.counts.get(tab.name)
        return f"{tab.title} {count:,}" if count else tab.title

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

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
_MORE_LEFT, _MORE_RIGHT = "‹ ", "›"
"""Signs of panes that there is no room for."""
_LEAST_CORPUS = 8
"""Cells of the name of the corpus, at least, unless it is shorter."""
_SECURE = ", secure"
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
        &.-focused { color: $text-accent; }
        & > .title-tabs--active { background: $background; color: $foreground; text-style: bold; }
        & > .title-tabs--note { color: $text-warning; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.note = ""
        """Always shown, at the right."""
        self._is_focused = False

    def show_focus(self, focused: bool) -> None:
        """Say that the editor has the focus, or that it has not."""
        if focused != self._is_focused:
            self._is_focused = focused
            self.set_class(focused, "-focused")
            self.refresh()

    def show(self, names: Sequence[str], active: int, note: str = "") -> None:
        """Show other names."""
        if (tuple(names), active, note) != (self.titles, self.active, self.note):
            self.titles, self.active, self.note = tuple(names), active, note
            self.refresh()

    def labels(self) -> list[tuple[int, str]]:
        head = f"{'▸' if self._is_focused else ' '} Editor "
        room = self.size.width - (cell_width(self.note) + 2 if self.note else 0) - len(head)
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
        return [(-1, head), (-1, "…"), *shown] if first else [(-1, head), *shown]

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
    short: str = ""
    """A shorter title for narrow screens; empty if the title is short."""


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
    counts: reactive[Mapping[str, int]] = reactive(MappingProxyType({}))
    """Numbers after the names of panes; none for 0."""

    @dataclass
    class Chosen(Message):
        """The reader clicked a pane."""

        name: str

    def __init__(self, tabs: tuple[PaneTab, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.tabs = tabs
        self.here = ""
        """Before the pane on screen, for readers who do not see that it is lit."""

    def _labels(self) -> list[tuple[PaneTab | None, str]]:
        """The label of each pane, always with a word: shorter ones, or fewer, if the line is short.

        Returns:
            The tabs from left to right; None for a sign that there are more.
        """
        room = self.size.width - cell_width(self._alert())
        titles = {tab.name: tab.title for tab in self.tabs}
        wide = [(tab, f" {self._words(tab, titles)} ") for tab in self.tabs]
        close = [(tab, f"{self._words(tab, titles)} ") for tab in self.tabs]
        corpus = self._corpus_cells()
        # Blanks give way to the name of the corpus, words do not.
        for labels, beside in ((wide, corpus), (close, corpus), (wide, 0)):
            if sum(cell_width(label) for _, label in labels) + beside <= room:
                return [*labels]
        # The last label needs no blank after it.
        while (over := self._cells(titles) - 1 - room) > 0:
            gains = {
                tab: cell_width(tab.title) - cell_width(tab.short)
                for tab in self.tabs
                if tab.short and titles[tab.name] == tab.title
            }
            if not gains:
                break
            enough = [tab for tab in gains if gains[tab] >= over and tab.name != self.active]
            rest = [tab for tab in gains if tab.name != self.active] or list(gains)
            tab = min(enough, key=gains.__getitem__) if enough else max(rest, key=gains.__getitem__)
            titles[tab.name] = tab.short
        for counts in (self.counts, {}):
            if self._cells(titles, counts) - 1 <= room:
                return [(tab, f"{self._words(tab, titles, counts)} ") for tab in self.tabs]
        return self._around_active(titles, room)

    def _words(
        self, tab: PaneTab, titles: dict[str, str], counts: Mapping[str, int] | None = None
    ) -> str:
        """The key, the title and the number of a pane."""
        count = (self.counts if counts is None else counts).get(tab.name)
        here = self.here if tab.name == self.active else ""
        return f"{here}{tab.key} {titles[tab.name]}" + (f" {count:,}" if count else "")

    def _cells(self, titles: dict[str, str], counts: Mapping[str, int] | None = None) -> int:
        return sum(cell_width(self._words(tab, titles, counts)) + 1 for tab in self.tabs)

    def _around_active(self, titles: dict[str, str], room: int) -> list[tuple[PaneTab | None, str]]:
        """As many labels around the active one as there is room for."""
        labels = [f"{self._words(tab, titles, {})} " for tab in self.tabs]
        names = [tab.name for tab in self.tabs]
        first = names.index(self.active) if self.active in names else 0
        last = first + 1
        room -= cell_width(labels[first]) + 2 * cell_width(_MORE_LEFT) - 1
        while True:
            # After it first: most readers go on to the right.
            if last < len(labels) and cell_width(labels[last]) <= room:
                room -= cell_width(labels[last])
                last += 1
            elif first and cell_width(labels[first - 1]) <= room:
                first -= 1
                room -= cell_width(labels[first])
            else:
                break
        shown: list[tuple[PaneTab | None, str]] = [(None, _MORE_LEFT)] if first else []
        shown += zip(self.tabs[first:last], labels[first:last], strict=True)
        return [*shown, (None, _MORE_RIGHT)] if last < len(labels) else shown

    def _info_parts(self) -> tuple[str, str, str]:
        """The name of the corpus, the mode, and its contents."""
        named, dot, holds = sanitize(self.info).partition(" · ")
        mode = _SECURE if named.endswith(_SECURE) else ""
        return named.removesuffix(_SECURE), mode, dot + holds

    def _corpus_cells(self) -> int:
        """Cells of a blank and the name of the corpus, or as much of it as says which it is."""
        name, mode, _ = self._info_parts()
        return 1 + min(cell_width(name), _LEAST_CORPUS) + cell_width(mode) if name else 0

    def _fit_info(self, room: int) -> str:
        """The corpus in `room` cells: its contents are left out before its name says nothing."""
        name, mode, holds = self._info_parts()
        for beside in (mode + holds, mode):
            left = room - cell_width(beside)
            if left >= min(cell_width(name), _LEAST_CORPUS):
                return fit_cells(name, left)[0] + beside
        return ""

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        key_style = self.get_component_rich_style("pane-tabs--key")
        active = self.get_component_rich_style("pane-tabs--active")
        segments: list[Segment] = []
        used = 0
        for tab, label in self._labels():
            used += cell_width(label)
            if tab is None:
                segments.append(Segment(label, key_style))
            elif tab.name == self.active:
                segments.append(Segment(label, active))
            else:
                before, key, after = label.partition(tab.key) if tab.key else (label, "", "")
                segments += [
                    Segment(before, style),
                    Segment(key, key_style),
                    Segment(after, style),
                ]
        alert = self._alert()
        room = self.size.width - used - 1 - cell_width(alert)
        info = self._fit_info(room)
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
        labels = self._labels()
        for at, (tab, label) in enumerate(labels):
            right += cell_width(label)
            if event.x < right:
                if tab is None:
                    # A sign of more: the next one that is not on the line.
                    beside = labels[at - 1 if at else 1][0]
                    assert beside is not None
                    index = self.tabs.index(beside) + (1 if at else -1)
                    self.post_message(self.Chosen(self.tabs[index].name))
                else:
                    self.post_message(self.Chosen(tab.name))
                return
        if self.problems and event.x >= right:
            await self.run_action("app.problems")

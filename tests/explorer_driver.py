"""An explorer to drive in tests of the user interface, and functions to read its screen."""

import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.command import Command, CommandInput, CommandList
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tests.waiting import has_more_to_do, until
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.database.overview import Overview
from trafficking_explorer.database.read_models import Listing, ListRow
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.keys.bindings import all_bindings
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.panes.overview import OverviewPane
from trafficking_explorer.ui.panes.records import RecordsPane
from trafficking_explorer.ui.panes.sql import SqlPane
from trafficking_explorer.ui.reader_choices import ReaderChoices
from trafficking_explorer.ui.screens.main import MainScreen
from trafficking_explorer.ui.view_state import PaneState, ViewStateStore
from trafficking_explorer.ui.widgets.detail_card import DetailCard
from trafficking_explorer.ui.widgets.filter_input import FilterInput
from trafficking_explorer.ui.widgets.panel_rule import PanelRule
from trafficking_explorer.ui.widgets.passage_view import PassageView
from trafficking_explorer.ui.widgets.record_table import RecordTable
from trafficking_explorer.ui.widgets.source_panel import SourcePanel

TINY = Path(__file__).parent / "panes" / "tiny"
"""A corpus of two texts whose records the tests of the panes know."""

_ROUNDS = 200
_MOST_COVERS = 5

Explore = Callable[..., AbstractAsyncContextManager["Explorer"]]


class Explorer:
    """An open explorer, and what a test asks of it."""

    def __init__(self, app: ExplorerApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Come back when nothing is under way: no worker, no message, no missing part."""
        for _ in range(_ROUNDS):
            await self.pilot.pause()
            await self.app.animator.wait_until_complete()
            if self._is_busy():
                await until(lambda: not self._is_busy(), self.screen_text)
            elif not self._is_open or not has_more_to_do(self.app):
                # In this order: a thread that is through may have posted something as its last.
                return
        raise AssertionError("the explorer does not come to rest")

    def _is_busy(self) -> bool:
        """True if anything waits for a thread, a process or a handler."""
        if not self._is_open:
            return False
        if self.app.reloader is not None and self.app.reloader.is_busy:
            return True
        if LatestAnswer.is_any_busy() or self.app.has_keys_waiting:
            return True
        if self.app.store is None or not all(worker.is_finished for worker in self.app.workers):
            return True
        pane = self.main.pane
        if isinstance(pane, RecordsPane):
            return pane.detail is None or pane.question.listing is None or pane.typed.is_waiting
        return isinstance(pane, SqlPane) and not _has_editor(pane)

    @property
    def _is_open(self) -> bool:
        return self.app.is_running and self.app.failure is None

    async def until(self, holds: Callable[[], bool]) -> None:
        """Come back when something holds and what follows from it is done."""
        await until(holds)
        await self.settle()

    async def reload(self) -> None:
        """Have the files looked at, and wait for what that sets off."""
        await until(lambda: self.app.reloader is not None)
        self.app.action_refresh()
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys, waiting after each for what it sets off."""
        for key in keys:
            self._send(key)
            await self.settle()

    def _send(self, key: str) -> None:
        """Send a key as a driver does; `Pilot.press` waits several times for each."""
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character: str | None = key if len(key) == 1 else None
        with suppress(KeyError):
            character = unicodedata.lookup(
                _get_unicode_name_from_key(REPLACED_KEYS.get(name, name))
            )
        event = events.Key(name, character)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def click(self, widget: Widget, x: int, y: int, times: int = 1) -> None:
        """Click a cell of a widget."""
        await self.pilot.click(widget, offset=(x, y), times=times)
        await self.settle()

    async def filter(self, text: str) -> None:
        """Put a whole line into the filter, as if pasted."""
        self.field.value = text
        await self.settle()

    async def search_palette(self, text: str) -> list[str]:
        """Type into the palette, wait until it has found something, and return that, by name."""
        self.app.screen.query_one(CommandInput).value = text
        found = self.app.screen.query_one(CommandList)
        for _ in range(_ROUNDS // 4):
            await self.settle()
            if found.option_count:
                break
        return [str(option.hit.text) for option in found.options if isinstance(option, Command)]

    # Where things are.

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def on_main(self) -> bool:
        """True if nothing covers the main screen."""
        return self.app.screen is self.main

    async def uncover(self) -> None:
        """Press escape until nothing covers the main screen.

        Raises:
            AssertionError: something stays laid over it.
        """
        for _ in range(_MOST_COVERS):
            if self.on_main:
                return
            await self.press("escape")
        assert self.on_main, f"escape does not lead back from {self.app.screen}"

    @property
    def pane(self) -> RecordsPane:
        pane = self.main.pane
        assert isinstance(pane, RecordsPane)
        return pane

    @property
    def overview(self) -> OverviewPane:
        pane = self.main.pane
        assert isinstance(pane, OverviewPane)
        return pane

    @property
    def sql(self) -> SqlPane:
        pane = self.main.pane
        assert isinstance(pane, SqlPane)
        return pane

    @property
    def table(self) -> RecordTable:
        return self.pane.table

    @property
    def card(self) -> DetailCard:
        return self.pane.card

    @property
    def sources(self) -> SourcePanel:
        return self.pane.sources

    @property
    def source(self) -> PassageView:
        return self.sources.first

    @property
    def field(self) -> FilterInput:
        return self.pane.query_one(FilterInput)

    # What they show.

    @property
    def count(self) -> str:
        """The words beside the filter: "3 of 13"."""
        return self.pane.bar.counted

    @property
    def told(self) -> str:
        """The words under the filter: what it asks for, or why it makes no sense."""
        rule = self.pane.bar.rule
        return f"▴ {rule.told}" if rule.pointer is not None else rule.told

    @property
    def rows(self) -> list[ListRow]:
        """The rows of the table that have been read."""
        found = (self.table.rows.get(index) for index in range(self.table.item_count()))
        return [row for row in found if row is not None]

    @property
    def ids(self) -> list[str]:
        """The records of the rows."""
        return [row.record_id for row in self.rows]

    @property
    def at(self) -> str | None:
        """The record under the table's cursor."""
        row = self.table.current
        return None if row is None else row.record_id

    @property
    def shown(self) -> str | None:
        """The record on the card."""
        record = self.card.record
        return None if record is None else record.record_id

    @property
    def passage(self) -> str | None:
        """The words that the source marks as the passage the reader is at."""
        view = self.source
        if self.sources.has_class("-empty") or view.active is None or view.document is None:
            return None
        return " ".join(view.document.text[slice(*view.active)].split())

    @property
    def part(self) -> str:
        """The part of the pane that has the focus."""
        focused = self.app.screen.focused
        assert focused is not None
        return next(
            name
            for name, widget in (
                ("filter", self.pane.bar),
                ("table", self.table),
                ("card", self.card),
                ("source", self.sources),
            )
            if widget in focused.ancestors_with_self
        )

    def title_of(self, part: str) -> str:
        """The title in the rule above a panel."""
        rule = self.pane.bar.rule if part == "table" else self.pane.query_one(f"#{part}-rule")
        assert isinstance(rule, PanelRule)
        return rule.title

    @property
    def notices(self) -> list[str]:
        """The notices so far, the newest last."""
        return [notification.message for notification in self.app._notifications]

    def screen_text(self) -> str:
        """All that is on the screen, a line a row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)


def _has_editor(pane: SqlPane) -> bool:
    """True if the editor is there, and knows the names to complete."""
    return pane.editor is not None and pane.editors.completer is not None


@asynccontextmanager
async def explore(
    place: StoreLocation,
    *,
    size: tuple[int, int] = (140, 34),
    start: LaunchOptions | None = None,
    config: Config | None = None,
    overview: bool = False,
    first: Listing | None = None,
    boxes: Overview | None = None,
    name: str = "",
    remembered: ViewStateStore | None = None,
    choices: ReaderChoices | None = None,
    live: bool = False,
    first_orders: bool = False,
) -> AsyncIterator[Explorer]:
    """Open an explorer without a terminal; on the operations, unless something else is asked for.

    Args:
        overview: open it on the overview, as a reader's own would.
        boxes: those of the overview that are known before the store is open.
        first_orders: open panes in the orders that a reader first meets, instead of that of the records.
    """
    with pytest.MonkeyPatch.context() as patch:
        if not first_orders:
            patch.setattr("trafficking_explorer.ui.view_state._first_state", lambda _: PaneState())
        app = ExplorerApp(
            place,
            start=start,
            config=replace(config or Config(), overview=overview),
            first=first,
            overview=boxes,
            name=name,
            remembered=remembered,
            choices=choices,
            live=live,
        )
        async with app.run_test(size=size) as pilot:
            explorer = Explorer(app, pilot)
            await explorer.settle()
            yield explorer


def text_of(widget: Static) -> str:
    """The words of a Static."""
    return str(widget.render())


def lines_of(widget: Widget) -> list[str]:
    """The text of a widget, row by row, without blanks at the right."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def place_of(widget: Widget, words: str) -> tuple[int, int]:
    """Column and row, within a widget, at which words are on the screen."""
    for y, line in enumerate(lines_of(widget)):
        if words in line:
            return line.index(words), y
    raise AssertionError(f"{words!r} is not to be seen on {widget}")


def painted(widget: Widget, component: str) -> str:
    """The words on a widget that are painted with a component's background."""
    wanted = widget.get_component_rich_style(component, partial=True).bgcolor
    assert wanted is not None
    strips: list[Strip] = [widget.render_line(y) for y in range(widget.size.height)]
    words = [
        "".join(
            segment.text
            for segment in strip
            if segment.style is not None and segment.style.bgcolor == wanted
        )
        for strip in strips
    ]
    return " ".join(" ".join(words).split())


# Keys.


def keys_of(binding_id: str) -> list[str]:
    """The keys of a binding, to run a test with each of them."""
    for bound in all_bindings():
        if bound.binding.id == binding_id:
            return bound.keys
    raise LookupError(f"no binding has the id {binding_id}")

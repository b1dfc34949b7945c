"""The application: opens the store beside the first screen, keeps the theme, finds records by name."""

import asyncio
import gc
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen

from trafficking_explorer.config import Config
from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.store.views import VIEW_OF, VIEWS
from trafficking_explorer.ui.marks import PLAIN, Marks
from trafficking_explorer.ui.messages import StoreBroke
from trafficking_explorer.ui.remembered import CorpusMemory, PaneMemory, Remembered
from trafficking_explorer.ui.screens.main import TABS, MainScreen
from trafficking_explorer.ui.start import Start
from trafficking_explorer.ui.themes import DARK, LIGHT, defaults

if TYPE_CHECKING:
    from textual.command import Provider

    from trafficking_explorer.store.answers import Listing, Sort
    from trafficking_explorer.store.connection import Store
    from trafficking_explorer.store.opening import StorePlace

BUNDLED = "bundled"
"""What the corpus that comes along is called."""
_PANES = {tab.name for tab in TABS}


def _record_names() -> "type[Provider]":
    """The palette's search for records, imported when the palette is first opened."""
    from trafficking_explorer.ui.palette import RecordNames

    return RecordNames


class ExplorerApp(App[int]):
    """Explore one corpus."""

    TITLE = "trafficking-explorer"
    # The first screen is there before a screen's own sheet is read, so the app names it.
    CSS_PATH = ["app.tcss", "screens/main.tcss"]
    COMMANDS = App.COMMANDS | {_record_names}
    BINDINGS: ClassVar[list[BindingType]] = []

    class Opened(Message):
        """The store is open."""

        def __init__(self, store: "Store", sources: int) -> None:
            super().__init__()
            self.store = store
            self.sources = sources

    class NotOpened(Message):
        """There is no store to be had."""

        def __init__(self, error: ExplorerError) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        place: "StorePlace",
        *,
        start: Start | None = None,
        config: Config | None = None,
        first: "Listing | None" = None,
        name: str = "",
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__()
        self._remembered = remembered
        self._main: MainScreen | None = None
        self.place = place
        self.start = start or Start()
        self.config = config or Config()
        self.corpus_name = name or place.root.name
        self.store: Store | None = None
        self.failure: ExplorerError | None = None
        """Why the explorer had to close, to be said on the terminal it came from."""
        self._first = first
        self._rebuilt = False
        """Whether a damaged store has been built again, which is tried once."""
        self._rebuilding = False
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        wanted = self.start.theme or self.config.theme
        theme = wanted if wanted in self.available_themes else DARK.name
        if self.get_theme(theme) is DARK:
            # Nothing is styled yet: being told of the change would style everything twice.
            self.set_reactive(App.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            self.theme = theme
        if self.config.keys:
            self.set_keymap(self.config.keys)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        theme = self.current_theme
        return defaults(theme.to_color_system().generate())

    def get_default_screen(self) -> Screen[None]:
        goto = self.start.goto_key
        memory = self._remembered.read(self.place.root) if self._remembered else CorpusMemory()
        pane = self.start.pane or (VIEW_OF.get(goto[0]) if goto else None)
        if self.start.is_view:
            pane = pane or "operations"
            # Exactly what is asked for: of that pane nothing is remembered but its columns.
            left = memory.panes.get(pane, PaneMemory())
            columns = self._columns(pane) or left.arrangement
            panes = {**memory.panes, pane: PaneMemory(arrangement=columns)}
            memory = CorpusMemory(memory.pane, panes)
        pane = pane or (memory.pane if memory.pane in _PANES else "operations")
        left = memory.panes.get(pane, PaneMemory())
        fresh = pane == "operations" and not (left.filter_text or left.sort or left.record)
        self._main = MainScreen(
            pane=pane,
            filter_text=self.start.filter_text,
            sort=self._sort(pane),
            goto=goto,
            first=self._first if fresh and not self.start.is_view else None,
            marks=PLAIN if self.config.plain_marks else Marks(),
            info=self.corpus_name,
            corpus=None if self.corpus_name == BUNDLED else self.place.root,
            memory=memory,
            remember=partial(self._remembered.write, self.place.root) if self._remembered else None,
        )
        return self._main

    def _sort(self, pane: str) -> "Sort":
        if not self.start.sort or pane not in VIEWS:
            return ()
        from trafficking_explorer.ui.links import parse_sort

        return parse_sort(self.start.sort, VIEWS[pane])

    def on_unmount(self) -> None:
        # What is not collected before Python ends, DuckDB's bindings report as leaks on the terminal.
        gc.unfreeze()

    def _columns(self, pane: str) -> object:
        if not self.start.columns or pane not in VIEWS:
            return None
        from trafficking_explorer.ui.links import parse_columns

        arrangement = parse_columns(self.start.columns, VIEWS[pane])
        return arrangement.to_json() if arrangement else None

    def keep_views(self) -> None:
        """Write down how the panes look; called when the explorer has been closed."""
        main = self._main
        if self._remembered is not None and main is not None and main.has_news:
            self._remembered.write(self.place.root, main.pane_name, main.memories)

    def _end_politely(self) -> None:
        """Give the terminal back when the system asks the explorer to end."""
        if self.is_headless:
            return
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                asyncio.get_running_loop().add_signal_handler(number, self.exit, 128 + number)

    def on_mount(self) -> None:
        self._end_politely()
        self.call_after_refresh(self._collect_garbage)
        # After the first paint: opening imports DuckDB, which the first rows need not wait for.
        self.call_after_refresh(self._open_store)
        wanted = self.start.theme or self.config.theme
        if wanted and wanted not in self.available_themes:
            self.notify(f"There is no theme {wanted}.", markup=False, severity="warning")
        if self.config.problem:
            self.notify(self.config.problem, markup=False, severity="warning", timeout=10)

    def _collect_garbage(self) -> None:
        # What start-up has made stays as long as the explorer does: looking through all of it again
        # and again would make some keys wait.
        gc.freeze()
        gc.enable()
        # A thread with an answer waits so long for one that paints: Python's own 5 ms are more than
        # most answers take.
        sys.setswitchinterval(0.0001)

    @work(thread=True, exclusive=True, group="store")
    def _open_store(self, anew: bool = False) -> None:
        from trafficking_explorer.findings.stores import open_with_findings
        from trafficking_explorer.store.queries import summary

        try:
            store = open_with_findings(self.place, anew=anew)
            sources = summary(store).get("source", 0)
        except ExplorerError as error:
            self.post_message(self.NotOpened(error))
        else:
            self.post_message(self.Opened(store, sources))

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        self.store = event.store
        self._rebuilding = False
        noun = "source" if event.sources == 1 else "sources"
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        screen.open(event.store, f"{self.corpus_name} · {event.sources} {noun}")

    @on(NotOpened)
    def _not_opened(self, event: NotOpened) -> None:
        self.failure = event.error
        self.exit(event.error.exit_status)

    @on(StoreBroke)
    def _store_broke(self, event: StoreBroke) -> None:
        """A damaged cache is built again without a word; once, so that a bad disk does not loop."""
        if self._rebuilding:
            return  # Several questions may meet the same damage.
        if self._rebuilt:
            self.notify(event.reason, severity="error", markup=False)
            return
        self._rebuilt = self._rebuilding = True
        self._open_store(anew=True)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield from super().get_system_commands(screen)
        if isinstance(screen, MainScreen):
            for tab in TABS:
                show = partial(screen.action_pane, tab.name)
                yield SystemCommand(f"Pane: {tab.title}", f"Key {tab.key}", show)
            for what, key, run in getattr(screen.pane, "commands", ()):
                yield SystemCommand(what, f"Key {key}", run)

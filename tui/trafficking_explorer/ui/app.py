"""The explorer: a main screen over one corpus, whose store is opened beside it."""

import asyncio
import gc
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.screen import Screen

from trafficking_explorer.config import Config
from trafficking_explorer.errors import ExplorerError, UnforeseenError
from trafficking_explorer.secure import ignore_suspending, is_secure
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.editing_app import BUNDLED, EditingApp
from trafficking_explorer.ui.key_order import KeyOrderMixin
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.messages import (
    FileStatus,
    StoreCorrupted,
)
from trafficking_explorer.ui.panes.records_pane import records_pane
from trafficking_explorer.ui.reader_notes import ReaderNotes
from trafficking_explorer.ui.screens.main import MainScreen, tabs_with
from trafficking_explorer.ui.store_opening import StoreFailed, StoreOpened, StoreOpening
from trafficking_explorer.ui.themes import defaults
from trafficking_explorer.ui.view_state import ViewMemory, ViewStateStore
from trafficking_explorer.ui.widgets.footer import Footer

if TYPE_CHECKING:
    from trafficking_explorer.database.cache import StoreLocation
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.overview import Overview
    from trafficking_explorer.database.read_models import Listing
    from trafficking_explorer.ui.live_reload import LiveReload, ProblemsChanged, StoreReloaded
    from trafficking_explorer.ui.reader_choices import ReaderChoices

# Imports inside functions: the first rows are on screen before anything that they do not need.


class ExplorerApp(KeyOrderMixin, EditingApp):
    """Explore one corpus."""

    TITLE = "trafficking-explorer"
    # The first screen is there before a screen's own sheet is read, so the app names it.
    CSS_PATH = ["app.tcss", "screens/main.tcss"]

    def __init__(
        self,
        place: "StoreLocation",
        *,
        start: LaunchOptions | None = None,
        config: Config | None = None,
        first: "Listing | None" = None,
        overview: "Overview | None" = None,
        name: str = "",
        remembered: ViewStateStore | None = None,
        choices: "ReaderChoices | None" = None,
        live: bool = False,
        has_lines: bool = True,
        has_colours: bool = True,
        unanswered: int = 0,
    ) -> None:
        """Prepare to explore a corpus.

        Args:
            first: rows of the operations that are known before the store is open.
            overview: the boxes of the overview that are known then.
            choices: what the reader chose in earlier runs; None to keep nothing.
            live: watch its files, and show what is saved.
            unanswered: errors and doubts without an answer, as far as known.
            has_lines: false if the terminal draws no lines and boxes.
            has_colours: false if it has no colours, or the reader wants none.
        """
        start = start or LaunchOptions()
        super().__init__(
            place,
            config or Config(),
            name or place.root.name,
            choices,
            theme=start.theme,
            has_lines=has_lines,
            has_colours=has_colours,
        )
        self.reloader: LiveReload | None = None
        """Reads the corpus again; there once it has been opened."""
        self._live = live
        self._unanswered = unanswered
        self._opening = StoreOpening(place)
        self._problems: ProblemsChanged | None = None
        """The problems in the files; None until they are known."""
        self._is_sound = False
        """True if there were none when the store was built."""
        self._is_view_asked = start.is_view
        self._views = ViewMemory(remembered, place.root, start, has_overview=self.config.overview)
        self._first = first
        self._overview = overview
        self.notes = ReaderNotes(self, place.root, lambda: self.store)
        self._rebuilt = False
        """True once a damaged store has been built again, which is tried once."""
        self._rebuilding = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return defaults(self.current_theme.to_color_system().generate())

    def get_default_screen(self) -> Screen[None]:
        return MainScreen(
            self._views,
            first=self._first if self._views.is_fresh else None,
            overview=self._overview,
            marks=self.marks,
            info=_info(self.corpus_name),
            corpus=None if self.corpus_name == BUNDLED else self.place.root,
            keys=self.keys,
            unanswered=self._unanswered,
        )

    @property
    def record_at(self) -> tuple[str, str] | None:
        pane = records_pane(self.main.pane)
        row = None if pane is None else pane.table.current
        return None if row is None else row.key

    @property
    def main(self) -> MainScreen:
        """The screen that everything else is laid over."""
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    def on_mount(self) -> None:
        if is_secure() and not self.is_headless:
            # The driver listens to it again.
            ignore_suspending()
        asyncio.get_running_loop().set_default_executor(IsolatedContextExecutor())
        self.call_after_refresh(_start_collecting_garbage)
        # After the first paint: opening imports DuckDB, which the first rows need not wait for.
        self.call_after_refresh(self._open_store)
        self.call_after_refresh(self.notes.read)
        self.call_after_refresh(self.show_hint)

    # The end.

    async def on_unmount(self) -> None:
        self._edits.close()
        await self.notes.close()
        self.close_questions()
        if self.reloader is not None:
            await self.reloader.stop()
        await asyncio.to_thread(self._opening.close)
        if self.store is not None:
            # Its threads and memory would stay until garbage is collected.
            await asyncio.to_thread(self.store.close)
        # DuckDB's bindings report objects that are left when Python ends as leaks on the terminal.
        gc.unfreeze()

    def keep_views(self) -> None:
        """Write the states of the panes; called when the explorer has been closed."""
        self._views.write()

    def keep_at_once(self) -> None:
        if self.screen_stack:
            self.main.panes.keep_buffers()
        for screen in self.screen_stack:
            if hasattr(screen, "keep_at_once"):
                screen.keep_at_once()
        self.keep_views()
        for each in (self.reloader, self._opening):
            if each is not None:
                each.abandon()

    # The store.

    @work(thread=True, description="", exclusive=True, group="store")
    def _open_store(self, rebuild: bool = False) -> None:
        self.post_message(self._opening.open(rebuild=rebuild))

    @on(StoreOpened)
    def _opened(self, event: StoreOpened) -> None:
        self._rebuilding = False
        self._show(event.store, event.sources)
        if self._problems is None:
            self.main.tabs.problems = event.problems
            self._is_sound = not event.problems
        if self.reloader is None:
            # Watching begins when the rows are on screen.
            self.call_after_refresh(self._begin_reloading, event.store)
            self.call_after_refresh(self.check_settings)
            if event.errors and not self._is_view_asked:
                self.call_after_refresh(self.action_problems, True)

    def _show(self, store: "Store", sources: int) -> None:
        self.store = store
        self.main.open(store, _info(f"{self.corpus_name} · {count_noun(sources, 'source')}"))

    @on(StoreFailed)
    def _failed(self, event: StoreFailed) -> None:
        self.failure = event.error
        if isinstance(event.error, UnforeseenError):
            # Its cause may be something in the files, which the reader can look at and fix.
            self._find_problems(event.error)
        else:
            self.exit(event.error.exit_status)

    @work(thread=True, description="", exclusive=True, group="store")
    def _find_problems(self, failure: ExplorerError) -> None:
        self.post_message(self._opening.problems_after(failure))
        self.call_from_thread(self.action_problems, True)

    @on(StoreCorrupted)
    def _rebuild(self, event: StoreCorrupted) -> None:
        """Build a damaged cache again without a message; once, so that a bad disk does not loop."""
        if self._rebuilding:
            return  # Several queries may meet the same damage.
        if self._rebuilt:
            self.notify(event.reason, severity="error", markup=False)
            return
        self._rebuilt = self._rebuilding = True
        self._open_store(rebuild=True)

    # The files are edited.

    def _begin_reloading(self, store: "Store") -> None:
        from trafficking_explorer.ui.live_reload import LiveReload

        if self.reloader is None and self.is_running:
            self.reloader = LiveReload(self.place, store, self.post_message, live=self._live)
            self.reloader.start()

    @on(FileStatus)
    def _show_status(self, event: FileStatus) -> None:
        self.main.query_one(Footer).say(event.text, event.seconds, event.delay)

    # Handled by name: the module that reads a corpus again is imported when it is open.

    def on_store_reloaded(self, event: "StoreReloaded") -> None:
        self.place = event.place
        self._show(event.store, event.sources)

    def on_problems_changed(self, event: "ProblemsChanged") -> None:
        self._problems = event
        self.main.tabs.problems = event.count
        for screen in self.screen_stack[1:]:
            if show := getattr(screen, "show_problems", None):
                show(event)

    def action_problems(self, is_first: bool = False) -> None:
        """Show the problems in the files.

        Args:
            is_first: the explorer begins with them: the records on screen are not all there are.
        """
        from trafficking_explorer.ui.live_reload import ProblemsChanged
        from trafficking_explorer.ui.screens.problems import FirstProblemsScreen, ProblemsScreen

        if self._problems is None and self._is_sound:
            self._problems = ProblemsChanged((), 0, refused=False)
        if not is_first or len(self.screen_stack) == 1:
            screen = FirstProblemsScreen if is_first else ProblemsScreen
            self.push_screen(screen(self.place.root, self._problems))
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read the files if they have changed."""
        if self.reloader is not None:
            self.reloader.look()

    # Help and commands.

    def keys_changed(self) -> None:
        self.main.tabs.tabs = tabs_with(self.keys)
        self.main.tabs.refresh()

    def action_manual(self, topic: str) -> None:
        """Show a page of the manual."""
        from trafficking_explorer.ui.screens.manual import ManualScreen

        self.push_screen(ManualScreen(topic))


def _info(corpus: str) -> str:
    """The corpus and the mode, for the top line."""
    return f"{corpus}, secure" if is_secure() else corpus


def _start_collecting_garbage() -> None:
    # Objects of start-up stay as long as the explorer does: collecting all of them again and again
    # would make some keys wait.
    gc.freeze()
    gc.enable()
    # A thread with an answer waits so long for one that paints: Python's own 5 ms are more than
    # most answers take.
    sys.setswitchinterval(0.0001)


class IsolatedContextExecutor(ThreadPoolExecutor):
    """Threads that run each task in a new context, and so keep no reference to the last one.

    Textual records the running worker in the context of its thread. An idle thread would keep the
    last worker, and with it a store, alive for as long as the explorer runs.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit a task, as in the base class."""
        return super().submit(copy_context().run, fn, *args, **kwargs)

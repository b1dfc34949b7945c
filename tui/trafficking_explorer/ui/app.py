"""The application: opens the store beside the first screen, keeps the theme, finds records by name."""

import asyncio
import gc
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from textual import constants, on, work
from textual.app import App, SuspendNotSupported, SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerFailed

from trafficking_explorer.config import Config
from trafficking_explorer.database.views import VIEWS, pane_of
from trafficking_explorer.errors import (
    CorpusError,
    ExplorerError,
    StoreDamaged,
    UnforeseenError,
    UsageError,
    opening_corpus,
    unforeseen,
)
from trafficking_explorer.secure import Feature, ignore_suspending, is_secure, require
from trafficking_explorer.text.display import harmless, shorten_middle, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.isolated_threads import IsolatedContextExecutor
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.line_filter import HARMLESS
from trafficking_explorer.ui.messages import EditFile, EditRecord, Notice, StoreCorrupted
from trafficking_explorer.ui.panes.registry import PANES
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.screens.main import MainScreen
from trafficking_explorer.ui.shutdown import TERMINAL_GONE, Shutdown
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.themes import DARK, LIGHT, defaults
from trafficking_explorer.ui.view_state import CorpusState, PaneState, ViewStateStore

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.notifications import SeverityLevel

    from trafficking_explorer.database.cache import StoreLocation
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import Listing, Sort
    from trafficking_explorer.ui.live_reload import (
        ChangesCounted,
        LiveReload,
        ProblemsChanged,
        StoreReloaded,
    )
    from trafficking_explorer.workspace.build_process import BuildProcess

BUNDLED = "bundled"
"""What the corpus that comes along is called."""
_MOST_SAID = 1_000
"""Code points of a notice that are shown; one that fills the screen hides what it is about."""


def _record_names() -> "type[Provider]":
    """The palette's search for records, imported when the palette is first opened."""
    from trafficking_explorer.ui.palette import RecordNames

    return RecordNames


def _manual_pages() -> "type[Provider]":
    """The palette's search for pages of the manual, imported likewise."""
    from trafficking_explorer.ui.manual_palette import ManualPages

    return ManualPages


class ExplorerApp(App[int]):
    """Explore one corpus."""

    TITLE = "trafficking-explorer"
    # The first screen is there before a screen's own sheet is read, so the app names it.
    CSS_PATH = ["app.tcss", "screens/main.tcss"]
    COMMANDS = App.COMMANDS | {_record_names, _manual_pages}
    BINDINGS: ClassVar[list[BindingType]] = []

    class Opened(Message):
        """The store is open."""

        def __init__(self, store: "Store", sources: int, problems: int, errors: int) -> None:
            super().__init__()
            self.store = store
            self.sources = sources
            self.problems = problems
            self.errors = errors

    class NotOpened(Message):
        """There is no store to be had."""

        def __init__(self, error: ExplorerError) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        place: "StoreLocation",
        *,
        start: LaunchOptions | None = None,
        config: Config | None = None,
        first: "Listing | None" = None,
        name: str = "",
        remembered: ViewStateStore | None = None,
        live: bool = False,
    ) -> None:
        """Prepare to explore a corpus.

        Args:
            live: whether its files are watched, and what is saved is shown.
        """
        super().__init__()
        # A traceback quotes what it was made of, so colours in it would not pass.
        self.error_console = Console(
            stderr=True, color_system=None, markup=False, highlight=False, emoji=False
        )
        self.ending = Shutdown(self.exit, self._keep_at_once)
        """The end where the terminal goes, or the system asks for it."""
        self._live = live
        self.reloader: LiveReload | None = None
        """Reads the corpus again; there once it has been opened."""
        self._builder: BuildProcess | None = None
        """Reads a large corpus for the first time."""
        self._troubled: ProblemsChanged | None = None
        """The problems of the files; None until they are known."""
        self._is_sound = False
        """Whether there were none when the store was built."""
        self._said_until: dict[str, float] = {}
        """How long what has been said stays on screen."""
        self._remembered = remembered
        self._main: MainScreen | None = None
        self.place = place
        self.start = start or LaunchOptions()
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

    def get_line_filters(self) -> "Sequence[LineFilter]":
        return [*super().get_line_filters(), HARMLESS]

    def pop_screen(self) -> AwaitComplete:
        # Two keys in a row can both close a screen before the first has done so.
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def get_default_screen(self) -> Screen[None]:
        goto = self.start.goto_key
        memory = self._remembered.read(self.place.root) if self._remembered else CorpusState()
        pane = self.start.pane or (pane_of(goto[0]) if goto else None)
        asked = None
        if self.start.is_view:
            pane = pane or "operations"
            # Exactly what is asked for: of that pane nothing is remembered but its columns.
            left = memory.panes.get(pane, PaneState())
            columns = self._columns(pane) or left.arrangement
            asked = PaneState(self.start.filter_text, self._sort(pane), columns)
        pane = pane or (memory.pane if memory.pane and memory.pane in PANES else "operations")
        left = memory.panes.get(pane, PaneState())
        fresh = pane == "operations" and not (left.filter_text or left.sort or left.record)
        self._main = MainScreen(
            pane=pane,
            asked=asked,
            goto=goto,
            first=self._first if fresh and not self.start.is_view else None,
            marks=PLAIN if self.config.plain_marks else Symbols(),
            info=self._info(self.corpus_name),
            corpus=None if self.corpus_name == BUNDLED else self.place.root,
            memory=memory,
            remember=partial(self._remembered.write, self.place.root) if self._remembered else None,
        )
        return self._main

    def _sort(self, pane: str) -> "Sort":
        if not self.start.sort or pane not in VIEWS:
            return ()
        from trafficking_explorer.ui.launch_command import parse_sort

        return parse_sort(self.start.sort, VIEWS[pane])

    async def on_unmount(self) -> None:
        if self.reloader is not None:
            await self.reloader.stop()
        if self._builder is not None:
            await asyncio.to_thread(self._builder.close)
        # What is not collected before Python ends, DuckDB's bindings report as leaks on the terminal.
        gc.unfreeze()

    def _columns(self, pane: str) -> object:
        if not self.start.columns or pane not in VIEWS:
            return None
        from trafficking_explorer.ui.launch_command import parse_columns

        arrangement = parse_columns(self.start.columns, VIEWS[pane])
        return arrangement.to_json() if arrangement else None

    def keep_views(self) -> None:
        """Write down how the panes look; called when the explorer has been closed."""
        main = self._main
        if self._remembered is not None and main is not None and main.has_news:
            self._remembered.write(self.place.root, main.pane_name, main.memories)

    def get_driver_class(self) -> "type[Driver]":
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        from trafficking_explorer.ui.terminal_driver import TerminalDriver

        return TerminalDriver

    def _keep_at_once(self) -> None:
        """Keep what would be lost, and leave no process behind; in a thread, whatever the loop does."""
        if self._main is not None:
            self._main.keep_buffers()
        self.keep_views()
        for each in (self.reloader, self._builder):
            if each is not None:
                each.abandon()

    def on_mount(self) -> None:
        if is_secure() and not self.is_headless:
            # The driver listens to it again.
            ignore_suspending()
        asyncio.get_running_loop().set_default_executor(IsolatedContextExecutor())
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

    @work(thread=True, description="", exclusive=True, group="store")
    def _open_store(self, anew: bool = False) -> None:
        from trafficking_explorer.database.queries import first_errors, problem_count, summary
        from trafficking_explorer.workspace.opening import open_with_findings

        try:
            with opening_corpus():
                self._read_apart()
                store = open_with_findings(self.place, anew=anew)
                sources, problems = summary(store).get("source", 0), problem_count(store)
                errors, _ = first_errors(store)
        except ExplorerError as error:
            self.post_message(self.NotOpened(error))
        else:
            self.post_message(self.Opened(store, sources, problems, errors))

    def _read_apart(self) -> None:
        """Have a large corpus that is new read by a process of its own, for which no key waits.

        Raises:
            CorpusError: it cannot be read.
        """
        from trafficking_explorer.database.cache import read_manifest

        if read_manifest(self.place) is not None or is_secure():
            return
        from trafficking_explorer.workspace.build_process import BuildProcess, is_large

        if not is_large(self.place.root):
            return
        self._builder = BuildProcess(self.place.root, self.place.folder)
        found = self._builder.initial_build()
        self._builder.close()
        if found.outcome == "refused":
            raise CorpusError(found.problems[0].message)

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        self._rebuilding = False
        self._show(event.store, event.sources)
        if self._troubled is None:
            self.main.show_problems(event.problems)
            self._is_sound = not event.problems
        if self.reloader is None:
            # Watching begins when the rows are on screen.
            self.call_after_refresh(self._begin_reloading, event.store)
            if event.errors and not self.start.is_view:
                self.call_after_refresh(self._open_on_problems)

    @property
    def main(self) -> MainScreen:
        """The screen that everything else is laid over."""
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    def _show(self, store: "Store", sources: int) -> None:
        self.store = store
        corpus = f"{self.corpus_name} · {count_noun(sources, 'source')}"
        self.main.open(store, self._info(corpus))

    @staticmethod
    def _info(corpus: str) -> str:
        """What the top line says of the corpus, and of the mode."""
        return f"{corpus}, secure" if is_secure() else corpus

    # The corpus is edited.

    def _begin_reloading(self, store: "Store") -> None:
        from trafficking_explorer.ui.live_reload import LiveReload

        if self.reloader is None and self.is_running:
            self.reloader = LiveReload(self.place, store, self.post_message, live=self._live)
            self.reloader.start()

    # Handlers by name: what reads a corpus again is imported when it is open.

    def on_reload_started(self) -> None:
        self.main.say_reading()

    def on_reload_skipped(self) -> None:
        self.main.say("")

    def on_store_reloaded(self, event: "StoreReloaded") -> None:
        self.place = event.place
        self._show(event.store, event.sources)
        self.main.say_reloaded()

    def on_changes_counted(self, event: "ChangesCounted") -> None:
        if event.changed:
            self.main.say_reloaded(event.changed)

    def on_problems_changed(self, event: "ProblemsChanged") -> None:
        self._troubled = event
        self.main.show_problems(event.count)
        for screen in self.screen_stack[1:]:
            if show := getattr(screen, "show_problems", None):
                show(event)

    def action_problems(self) -> None:
        from trafficking_explorer.ui.live_reload import ProblemsChanged
        from trafficking_explorer.ui.screens.problems import ProblemsScreen

        known = self._troubled
        if known is None and self._is_sound:
            known = ProblemsChanged((), 0, refused=False)
        self.push_screen(ProblemsScreen(self.place.root, known))
        self.action_refresh()

    def _open_on_problems(self) -> None:
        """Begin with what is wrong with the files: what is on show without it is not all."""
        from trafficking_explorer.ui.screens.problems import FirstProblemsScreen

        if len(self.screen_stack) == 1:
            self.push_screen(FirstProblemsScreen(self.place.root, self._troubled))
        self.action_refresh()

    def action_keys(self, part: str) -> None:
        """Show the keys of one screen, by their title in the list of all."""
        from trafficking_explorer.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen(part))

    def action_manual(self, topic: str) -> None:
        """Show a page of the manual."""
        from trafficking_explorer.ui.screens.manual import ManualScreen

        self.push_screen(ManualScreen(topic))

    def action_refresh(self) -> None:
        """Look whether the files have changed, where nobody is told that they have."""
        if self.reloader is not None:
            self.reloader.look()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: "SeverityLevel" = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """As in Textual, made harmless; what is on screen already is not put below itself again."""
        message, title = harmless(message), harmless(title)
        now = monotonic()
        if len(message) > _MOST_SAID:
            message = shorten_middle(message, _MOST_SAID)
        self._said_until = {each: end for each, end in self._said_until.items() if end > now}
        if message not in self._said_until:
            self._said_until[message] = now + (timeout or self.NOTIFICATION_TIMEOUT)
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    @on(Notice)
    def _say(self, event: Notice) -> None:
        self.notify(event.text, severity=event.severity, markup=False, timeout=4)

    @on(EditRecord)
    def _edit_record(self, event: EditRecord) -> None:
        if refuses(self, Feature.EDITOR):
            return
        if self.store is not None:
            self._find_file(self.store, event)

    @work(thread=True, description="", exclusive=True, group="edit")
    def _find_file(self, store: "Store", wanted: EditRecord) -> None:
        """Look up where a record is written."""
        from trafficking_explorer.database.queries import detail

        try:
            record = detail(store, wanted.record_type, wanted.record_id)
        except StoreDamaged as error:
            self.post_message(StoreCorrupted(str(error)))
        except ExplorerError as error:
            self.post_message(Notice(str(error), "error"))
        else:
            name = single_line(f"{wanted.record_type}/{wanted.record_id}")
            self.post_message(
                Notice(f"There is no record {name} to edit.", "warning")
                if record is None or not record.file
                else EditFile(Path(record.file), max(1, record.line))
            )

    @on(EditFile)
    def _edit_file(self, event: EditFile) -> None:
        if refuses(self, Feature.EDITOR):
            return
        from trafficking_explorer.ui.external_editor import find_editor

        path = self.place.root / event.path
        try:
            editor = find_editor(self.config.editor)
            if not path.is_file():
                raise UsageError(f"{path}: the file is not there any more")
        except UsageError as error:
            self._complain(error)
            return
        said = [editor.note] if editor.note else []
        if not os.access(path, os.W_OK):
            said.append(f"{path}: may not be written{self._why_not()}")
        argv = editor.call(path, event.line, event.column)
        if editor.has_window:
            self._edit_in_window(argv)
        elif not self._edit_in_terminal(argv, path):
            return
        for each in said:
            self.notify(each, markup=False, timeout=8)

    def _why_not(self) -> str:
        if self.corpus_name != BUNDLED:
            return "."
        return (
            ": it is of the corpus that comes along. trafficking-explorer init DIR makes one of"
            " your own."
        )

    def _edit_in_terminal(self, argv: list[str], path: Path) -> bool:
        """Hand the terminal over until the editor has ended; whether it was there."""
        from trafficking_explorer.ui.external_editor import run_in_terminal

        try:
            with self.suspend():
                # What is raised there would leave the terminal to nobody.
                try:
                    run_in_terminal(argv, self._is_ending)
                except UsageError as error:
                    self.call_next(self._complain, error)
        except SuspendNotSupported:
            self._complain(UsageError(f"no editor can have this terminal; open {path} elsewhere"))
            return False
        if self.reloader is not None:
            self.reloader.look()
        return True

    def _is_ending(self) -> bool:
        """Whether there is no use in waiting for an editor."""
        if not (sys.__stdin__ and sys.__stdin__.isatty()):
            self.ending.begin(TERMINAL_GONE)
        return self.ending.has_begun

    def _edit_in_window(self, argv: list[str]) -> None:
        from trafficking_explorer.ui.external_editor import run_in_window

        def run() -> None:
            try:
                run_in_window(argv)
            except UsageError as error:
                with suppress(RuntimeError):  # The explorer has been closed before it.
                    self.call_from_thread(self._complain, error)

        # No worker: the explorer can be closed while the window is open.
        threading.Thread(target=run, daemon=True).start()

    # What Textual itself writes, opens and starts.

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """As in Textual.

        Raises:
            SecureModeError: suspending is off.
        """
        require(Feature.SUSPENDING)
        with super().suspend():
            yield

    def action_suspend_process(self) -> None:
        if not refuses(self, Feature.SUSPENDING):
            super().action_suspend_process()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        if not refuses(self, Feature.LINKS):
            super().open_url(url, new_tab=new_tab)

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        if refuses(self, Feature.SCREENSHOTS):
            return None
        return super().deliver_screenshot(filename, path, time_format)

    def _complain(self, error: ExplorerError) -> None:
        self.notify(str(error), severity="error", markup=False, timeout=8)

    @on(NotOpened)
    def _not_opened(self, event: NotOpened) -> None:
        self.failure = event.error
        if isinstance(event.error, UnforeseenError):
            # What it comes of may be something in the files, which the reader can look at and mend.
            self._look_at_files(event.error)
        else:
            self.exit(event.error.exit_status)

    @work(thread=True, description="", exclusive=True, group="store")
    def _look_at_files(self, failure: ExplorerError) -> None:
        """Find what is wrong with files of which no store could be built."""
        from trafficking_explorer.ui.live_reload import ProblemsChanged, failed
        from trafficking_explorer.workspace.rebuild import check

        found = failed(failure)
        problems, count = found.problems, found.count
        # What fails again has been said.
        with suppress(Exception):
            wrong = check(self.place.root, self.place.folder)
            problems, count = (*problems, *wrong.problems), count + wrong.count
        self.post_message(ProblemsChanged(problems, count, refused=False, is_open=False))
        self.call_from_thread(self._open_on_problems)

    def _fatal_error(self) -> None:
        """End with a word about an error that nobody foresaw.

        Textual would write a traceback with all that is in memory around it, for a minute.
        """
        error = self._exception
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.failure is None and cause is not None:
            self.failure = unforeseen("exploring", cause)
        self._close_messages_no_wait()

    @on(StoreCorrupted)
    def _store_broke(self, event: StoreCorrupted) -> None:
        """A damaged cache is built again without a word; once, so that a bad disk does not loop."""
        if self._rebuilding:
            return  # Several questions may meet the same damage.
        if self._rebuilt:
            self.notify(event.reason, severity="error", markup=False)
            return
        self._rebuilt = self._rebuilding = True
        self._open_store(anew=True)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        for command in super().get_system_commands(screen):
            if command.title != "Screenshot" or not is_secure():
                yield command
        if isinstance(screen, MainScreen):
            for pane in PANES:
                show = partial(screen.action_pane, pane.name)
                yield SystemCommand(f"Pane: {pane.title}", f"Key {pane.key}", show)
            for what, key, run in getattr(screen.pane, "commands", ()):
                yield SystemCommand(what, f"Key {key}", run)
        yield SystemCommand(
            "Problems of the files", "Key !: what is wrong, and where", self.action_problems
        )
        yield SystemCommand(
            "Look at the files again", "Reads what has been saved", self.action_refresh
        )

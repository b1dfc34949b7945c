"""Show the newest state of a corpus that can be opened, as its files are saved.

One state is read at a time; files that are saved meanwhile are read afterwards, the newest state at
once. Tasks of the event loop wait; files are read, and stores opened, in threads or a process.
"""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.errors import ExplorerError, Location, UnforeseenError, unforeseen
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.messages import FileStatus, Notice
from trafficking_explorer.workspace.build_process import BuildProcess
from trafficking_explorer.workspace.rebuild import ProblemKey, ProblemSummary, RebuildResult
from trafficking_explorer.workspace.watcher import saves

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

_ROWS_FIRST_SECONDS = 0.1
"""Delay after another state is open, so that its rows are on screen before changes are counted."""
_READING_SECONDS = 1.0
"""The files of a small corpus are read in less, without a message."""
_RELOADED_SECONDS = 5.0
_MANUALLY = "“Reload files” in the palette (ctrl+p) reads them."


@dataclass
class StoreReloaded(Message):
    """Another state of the corpus is open."""

    place: StoreLocation
    store: "Store"
    sources: int


@dataclass
class ProblemsChanged(Message):
    """The problems in the files as they are now."""

    problems: tuple[ProblemSummary, ...]
    count: int
    refused: bool
    """True if an earlier state is open, without these problems."""
    is_open: bool = True
    """False if no state could be opened."""


def failed(error: Exception) -> RebuildResult:
    """The result for a corpus that could not be read at all."""
    told = error if isinstance(error, ExplorerError) else unforeseen("reading the corpus", error)
    rule = "unexpected" if isinstance(told, UnforeseenError) else "file"
    problem = ProblemSummary(Location("curated"), rule, str(told), "error")
    return RebuildResult("refused", "", "", (problem,), 1)


class LiveReload:
    """Reads a corpus again when its files have changed."""

    def __init__(
        self,
        place: StoreLocation,
        store: "Store",
        post: Callable[[Message], object],
        *,
        live: bool,
    ) -> None:
        """Begin with the state that is open.

        Args:
            post: takes messages; called on the event loop.
            live: watch the files, and read them in a separate process.
        """
        self._place = place
        self._store = store
        self._post = post
        self._live = live
        self._builder = BuildProcess(place.root, place.folder, apart=live)
        self._known: frozenset[ProblemKey] = frozenset()
        """Errors of the state that is open."""
        self._held = ""
        """The `contents` of that state."""
        self._seen = place.fingerprint
        """Fingerprint of the state that was read last."""
        self._latest = RebuildResult("built", place.fingerprint, "")
        """The result for the state that is open."""
        self._knows_problems = False
        """True once the problems of the state that is open are known."""
        self._wanted = asyncio.Event()
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._busy = False

    def start(self) -> None:
        """Read when asked to; watch the files if that was wanted."""
        tasks = [self._serve()]
        if self._live:
            tasks.append(self._watch())
        self._tasks = [asyncio.create_task(task) for task in tasks]

    async def stop(self) -> None:
        """End all that is under way."""
        self._stop.set()
        for task in self._tasks:
            task.cancel()
        # A task that waits for an answer ends with the process that would have given it.
        await asyncio.to_thread(self._builder.close)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def abandon(self) -> None:
        """Leave no process behind, and wait for nothing; from any thread."""
        self._builder.abandon()

    def look(self) -> None:
        """Read the files if they have changed."""
        self._wanted.set()

    @property
    def is_busy(self) -> bool:
        """True if files are being read, or about to be."""
        return self._busy or self._wanted.is_set()

    async def _watch(self) -> None:
        if os.access(self._place.root / "curated", os.W_OK):
            # Someone who may write here may save at any moment.
            await asyncio.to_thread(self._builder.start)
        try:
            async for _ in saves(self._place.root, self._stop, self._warn):
                self.look()
        except Exception as error:
            self._warn(f"The files are not watched any more: {_shown(error)}. {_MANUALLY}")

    async def _serve(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            self._busy = True
            try:
                await self._renew()
            except Exception as error:
                # After any error, the next save is read again.
                self._keep(failed(error))
                self._warn(f"The files could not be read: {_shown(error)}. {_MANUALLY}")
            finally:
                self._busy = False

    async def _renew(self) -> None:
        place = self._place
        if not self._knows_problems:
            await self._find_problems()
        now = await asyncio.to_thread(locate_store, place.root, place.folder, place.limits)
        if now.fingerprint == self._seen:
            return
        self._post(FileStatus("reading the files …", delay=_READING_SECONDS))
        found = await asyncio.to_thread(self._builder.rebuild, self._known, self._held)
        self._seen = found.fingerprint
        if found.outcome == "built":
            await self._open(found)
        else:
            self._keep(self._latest if found.outcome == "same" else found)

    async def _find_problems(self) -> None:
        """Find the problems of the state that is open, if it has any."""
        # DuckDB is loaded by the first of these, which start-up leaves to a thread.
        from trafficking_explorer.database.queries import problem_count

        if await asyncio.to_thread(problem_count, self._store):
            self._take(await asyncio.to_thread(self._builder.check))
            self._tell(self._latest)
        self._knows_problems = True

    async def _open(self, found: RebuildResult) -> None:
        place = replace(self._place, fingerprint=found.fingerprint)
        try:
            store, sources = await asyncio.to_thread(_open_store, place)
        except ExplorerError as error:
            # It was there a moment ago: the next save, or the next start, will tell.
            self._keep(failed(error))
            return
        # The store before this one is closed when no query needs it any more.
        before, self._place, self._store = self._store, place, store
        self._take(found)
        self._post(StoreReloaded(place, store, sources))
        reloaded = f"reloaded {datetime.now():%H:%M:%S}"
        self._post(FileStatus(reloaded, _RELOADED_SECONDS))
        self._tell(found)
        await asyncio.sleep(_ROWS_FIRST_SECONDS)
        if changed := await asyncio.to_thread(_count_changes, before, store):
            records = f"{count_noun(changed, 'record')} changed"
            self._post(FileStatus(f"{reloaded} · {records}", _RELOADED_SECONDS))

    def _warn(self, text: str) -> None:
        self._post(Notice(text, "warning"))

    def _keep(self, found: RebuildResult) -> None:
        """Keep the state that is open, and show the problems of a newer one."""
        self._post(FileStatus(""))
        self._tell(found)

    def _take(self, found: RebuildResult) -> None:
        self._latest = found
        self._known, self._held = found.errors, found.contents
        self._knows_problems = True

    def _tell(self, found: RebuildResult) -> None:
        refused = found.outcome == "refused"
        self._post(ProblemsChanged(found.problems, found.count, refused))


def _open_store(place: StoreLocation) -> "tuple[Store, int]":
    """The store of a state, and its number of sources."""
    # In a thread, as above.
    from trafficking_explorer.database.cache import open_fresh
    from trafficking_explorer.database.queries import summary
    from trafficking_explorer.workspace.opening import open_with_findings, show_notes

    store = open_fresh(place)
    if store is None:
        store = open_with_findings(place)
    else:
        show_notes(store, place)
    return store, summary(store).get("source", 0)


def _count_changes(before: "Store", after: "Store") -> int | None:
    """The number of records that differ; None if there are too many to compare."""
    # Only loaded when files have changed.
    from trafficking_explorer.database.queries import count_changed

    try:
        return count_changed(before, after)
    except ExplorerError:
        return None  # Damage to the store is reported where its rows are asked for.


def _shown(error: Exception) -> str:
    return truncate(single_line(str(error))) or type(error).__name__

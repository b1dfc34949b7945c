"""Keeps the explorer at the newest state of its corpus that can be opened.

One state is read at a time; what was saved meanwhile is looked at when that is done, the newest at
once. Tasks of the event loop wait; files are read, and stores opened, off it.
"""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.errors import ExplorerError, Location, UnforeseenError, unforeseen
from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.workspace.build_process import BuildProcess
from trafficking_explorer.workspace.rebuild import ProblemKey, ProblemSummary, RebuildResult
from trafficking_explorer.workspace.watcher import saves

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


_ROWS_FIRST_SECONDS = 0.1
"""So long after another state is open: what has changed is counted when its rows are on screen."""


_BY_HAND = "“Look at the files again” in the palette (ctrl+p) reads them."


@dataclass
class ReloadStarted(Message):
    """The corpus is being read; until one of the others is posted."""


@dataclass
class StoreReloaded(Message):
    """Another state of the corpus is open."""

    place: StoreLocation
    store: "Store"
    sources: int


@dataclass
class ChangesCounted(Message):
    """How many records of the new state were added, changed or removed is known."""

    changed: int | None
    """None where there are too many to compare."""


@dataclass
class ReloadSkipped(Message):
    """What is open stays open."""


@dataclass
class ProblemsChanged(Message):
    """The problems of the files, as they are now, are known."""

    problems: tuple[ProblemSummary, ...]
    count: int
    refused: bool
    """Whether what is open is an earlier state, without them."""
    is_open: bool = True
    """Whether anything is open at all."""


def failed(error: Exception) -> RebuildResult:
    """What is told of a corpus that could not be read at all."""
    told = error if isinstance(error, ExplorerError) else unforeseen("reading the corpus", error)
    rule = "unexpected" if isinstance(told, UnforeseenError) else "file"
    trouble = ProblemSummary(Location("curated"), rule, str(told), "error")
    return RebuildResult("refused", "", "", (trouble,), 1)


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
        """Begin with a state that is open.

        Args:
            post: takes what there is to say; called on the event loop.
            live: whether the files are watched, and read in a process of its own.
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
        """The state that was looked at last."""
        self._standing = RebuildResult("built", place.fingerprint, "")
        """What is known of that state."""
        self._is_looked_at = False
        """Whether the problems of the state that is open are known."""
        self._wanted = asyncio.Event()
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._busy = False

    def start(self) -> None:
        """Read whenever it is asked for; watch the files where that was wanted."""
        tasks = [self._serve()]
        if self._live:
            tasks.append(self._watch())
        self._tasks = [asyncio.create_task(task) for task in tasks]

    async def stop(self) -> None:
        """End all that is under way."""
        self._stop.set()
        for task in self._tasks:
            task.cancel()
        # What waits for an answer ends with who would have given it.
        await asyncio.to_thread(self._builder.close)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def abandon(self) -> None:
        """Leave no process behind, and wait for nothing; from any thread."""
        self._builder.abandon()

    def look(self) -> None:
        """Look whether the files have changed."""
        self._wanted.set()

    @property
    def is_busy(self) -> bool:
        """Whether something is under way, or about to be."""
        return self._busy or self._wanted.is_set()

    async def _watch(self) -> None:
        if os.access(self._place.root / "curated", os.W_OK):
            # Whoever may write here may save at any moment.
            await asyncio.to_thread(self._builder.start)
        try:
            async for _ in saves(self._place.root, self._stop, self._warn):
                self.look()
        except Exception as error:
            self._warn(f"The files are not watched any more: {_said(error)}. {_BY_HAND}")

    async def _serve(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            self._busy = True
            try:
                await self._renew()
            except Exception as error:
                # Whatever it is: the next save is to be read again.
                self._post(ReloadSkipped())
                self._tell(failed(error))
                self._warn(f"The files could not be read: {_said(error)}. {_BY_HAND}")
            finally:
                self._busy = False

    async def _renew(self) -> None:
        place = self._place
        if not self._is_looked_at:
            await self._look_at_problems()
        now = await asyncio.to_thread(locate_store, place.root, place.folder, place.limits)
        if now.fingerprint == self._seen:
            return
        self._post(ReloadStarted())
        found = await asyncio.to_thread(self._builder.rebuild, self._known, self._held)
        self._seen = found.fingerprint
        if found.outcome == "built":
            await self._open(found)
        else:
            if found.outcome == "same":
                found = self._standing
            self._post(ReloadSkipped())
            self._tell(found)

    async def _look_at_problems(self) -> None:
        """Find out what is wrong with the state that is open, where something is."""
        from trafficking_explorer.database.queries import problem_count

        if await asyncio.to_thread(problem_count, self._store):
            self._stand_at(await asyncio.to_thread(self._builder.check))
            self._tell(self._standing)
        self._is_looked_at = True

    async def _open(self, found: RebuildResult) -> None:
        place = replace(self._place, fingerprint=found.fingerprint)
        try:
            store, sources = await asyncio.to_thread(self._opened, place)
        except ExplorerError as error:
            # It was there a moment ago: the next save, or the next start, will tell.
            self._post(ReloadSkipped())
            self._tell(failed(error))
            return
        # The store before this one is closed when nothing asks it any more.
        before, self._place, self._store = self._store, place, store
        self._stand_at(found)
        self._post(StoreReloaded(place, store, sources))
        self._tell(found)
        await asyncio.sleep(_ROWS_FIRST_SECONDS)
        self._post(ChangesCounted(await asyncio.to_thread(self._compared, before, store)))

    def _opened(self, place: StoreLocation) -> "tuple[Store, int]":
        from trafficking_explorer.database.cache import open_fresh
        from trafficking_explorer.database.queries import summary
        from trafficking_explorer.workspace.opening import open_with_findings

        store = open_fresh(place) or open_with_findings(place)
        return store, summary(store).get("source", 0)

    def _compared(self, before: "Store", after: "Store") -> int | None:
        from trafficking_explorer.database.queries import count_changed

        try:
            return count_changed(before, after)
        except ExplorerError:
            return None  # What broke the store is said where its rows are asked for.

    def _warn(self, text: str) -> None:
        self._post(Notice(text, "warning"))

    def _stand_at(self, found: RebuildResult) -> None:
        self._standing = found
        self._known, self._held = found.errors, found.contents
        self._is_looked_at = True

    def _tell(self, found: RebuildResult) -> None:
        refused = found.outcome == "refused"
        self._post(ProblemsChanged(found.problems, found.count, refused))


def _said(error: Exception) -> str:
    return truncate(single_line(str(error))) or type(error).__name__

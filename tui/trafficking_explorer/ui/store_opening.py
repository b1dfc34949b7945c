"""Open the store of a corpus, building it if needed, without keeping the explorer waiting."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from trafficking_explorer.errors import CorpusError, ExplorerError, opening_corpus
from trafficking_explorer.secure import is_secure

if TYPE_CHECKING:
    from trafficking_explorer.database.cache import StoreLocation
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.live_reload import ProblemsChanged
    from trafficking_explorer.workspace.build_process import BuildProcess

# Imports inside functions: DuckDB is loaded in a thread, when the first rows are on screen.


@dataclass
class StoreOpened(Message):
    """The store is open."""

    store: "Store"
    sources: int
    problems: int
    errors: int


@dataclass
class StoreFailed(Message):
    """No store can be opened."""

    error: ExplorerError


class StoreOpening:
    """Opens the store of one corpus; the methods are for threads."""

    def __init__(self, place: "StoreLocation") -> None:
        self._place = place
        self._builder: BuildProcess | None = None
        """Reads a large corpus for the first time."""

    def open(self, *, rebuild: bool = False) -> StoreOpened | StoreFailed:
        """Open the store.

        Args:
            rebuild: build it, whatever is in the cache.
        """
        from trafficking_explorer.database.queries import first_errors, problem_count, summary
        from trafficking_explorer.workspace.opening import open_with_findings

        try:
            with opening_corpus():
                self._build_apart()
                store = open_with_findings(self._place, fresh=rebuild)
                sources, problems = summary(store).get("source", 0), problem_count(store)
                errors, _ = first_errors(store)
        except ExplorerError as error:
            return StoreFailed(error)
        return StoreOpened(store, sources, problems, errors)

    def _build_apart(self) -> None:
        """Build the store of a large new corpus in another process, so that no key waits.

        Raises:
            CorpusError: it cannot be read.
        """
        from trafficking_explorer.database.cache import read_manifest

        if read_manifest(self._place) is not None or is_secure():
            return
        from trafficking_explorer.workspace.build_process import BuildProcess, is_large

        if not is_large(self._place.root):
            return
        self._builder = BuildProcess(self._place.root, self._place.folder)
        found = self._builder.initial_build()
        self._builder.close()
        if found.outcome == "refused":
            raise CorpusError(found.problems[0].message)

    def problems_after(self, failure: ExplorerError) -> "ProblemsChanged":
        """The problems in files from which no store could be built, `failure` first."""
        from trafficking_explorer.ui.live_reload import ProblemsChanged, failed
        from trafficking_explorer.workspace.rebuild import check

        found = failed(failure)
        problems, count = found.problems, found.count
        # An error that occurs again is in the list already.
        with suppress(Exception):
            wrong = check(self._place.root, self._place.folder)
            problems, count = (*problems, *wrong.problems), count + wrong.count
        return ProblemsChanged(problems, count, refused=False, is_open=False)

    def close(self) -> None:
        """End the other process, and wait for its end."""
        if self._builder is not None:
            self._builder.close()

    def abandon(self) -> None:
        """Leave no process behind, and wait for nothing."""
        if self._builder is not None:
            self._builder.abandon()

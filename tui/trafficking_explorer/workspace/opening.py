"""Open the store of a corpus, with its findings."""

from typing import TYPE_CHECKING, Any

from trafficking_explorer.database.cache import (
    StoreLocation,
    open_if_valid,
    open_store,
    rebuild,
    write_store,
)
from trafficking_explorer.errors import opening_corpus

if TYPE_CHECKING:
    from trafficking_explorer.corpus.corpus import Corpus
    from trafficking_explorer.database.build import BuildQueries, Read
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.workspace.notes import Notebook


def open_with_findings(place: StoreLocation, *, fresh: bool = False) -> "Store":
    """Open the store of a corpus, building it if necessary.

    Args:
        fresh: build it in any case.

    Raises:
        CorpusError: there is no corpus to build from.
        UnforeseenError: a fault in the program.
    """
    with opening_corpus():
        store = rebuild(place, _finish) if fresh else open_store(place, _finish)
    show_notes(store, place)
    return store


def show_notes(store: "Store", place: StoreLocation) -> None:
    """Let statements and filters read the reader's notes on the corpus of a store."""

    def open_notebook() -> "Notebook":
        # Start-up: only what asks for notes needs SQLite.
        from trafficking_explorer.workspace.notes import Notebook

        return Notebook(place.root)

    store.notes.use(open_notebook)


def write_with_findings(place: StoreLocation, read: "Read") -> bool:
    """Write the store of a corpus into the cache; False if the cache cannot be written.

    Args:
        read: reads the corpus; an exception ends the build.

    Raises:
        CorpusError: there is no corpus to build from.
    """
    return write_store(place, _finish, read)


def open_for_rules(place: StoreLocation, read: "Corpus | None" = None) -> "Store | BuildQueries":
    """Tables for the finding rules: those of the store if there is one, else just these tables.

    A whole store also serves panes and searches, and takes several times as long to build.

    Args:
        read: the corpus, if it has been read just now.

    Raises:
        CorpusError: there is no corpus to read.
    """
    store = open_if_valid(place)
    if store is not None:
        return store
    # Start-up: a built store does not need it.
    from trafficking_explorer.corpus.loader import load
    from trafficking_explorer.database.build import build_for_rules

    return build_for_rules(read or load(place.root))


def _finish(asked: "BuildQueries", corpus: "Corpus") -> dict[str, list[dict[str, Any]]]:
    # Start-up: opening a built store does not need the rules.
    from trafficking_explorer.findings.answers import apply_answers
    from trafficking_explorer.findings.dataset import Dataset
    from trafficking_explorer.findings.engine import run_rules
    from trafficking_explorer.findings.finding_rows import finding_rows, finding_search_rows
    from trafficking_explorer.findings.lineage_rows import lineage_rows
    from trafficking_explorer.findings.rules import RULES

    data = Dataset(asked)
    findings, _ = apply_answers(run_rules(data), corpus.answers)
    titles = {rule.id: rule.title for rule in RULES}
    return (
        finding_rows(findings) | lineage_rows(data) | finding_search_rows(findings, asked, titles)
    )

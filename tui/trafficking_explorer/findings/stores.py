"""Stores that know their findings: what the program opens."""

from typing import TYPE_CHECKING, Any

from trafficking_explorer.errors import opening_corpus
from trafficking_explorer.store.opening import (
    StorePlace,
    open_store,
    ready_store,
    rebuild,
    write_store,
)

if TYPE_CHECKING:
    from trafficking_explorer.corpus.corpus import Corpus
    from trafficking_explorer.store.build import Asked, Read
    from trafficking_explorer.store.connection import Store


def open_with_findings(place: StorePlace, *, anew: bool = False) -> "Store":
    """Open the store of a corpus, building it where need be.

    Args:
        anew: whether to build it in any case.

    Raises:
        CorpusError: there is no corpus to build from.
        UnforeseenError: there is a fault in what builds it.
    """
    with opening_corpus():
        return rebuild(place, _finish) if anew else open_store(place, _finish)


def write_with_findings(place: StorePlace, read: "Read") -> bool:
    """Write the store of a corpus into the cache and leave it there; whether that can be written.

    Args:
        read: reads the corpus; what it raises ends the build.

    Raises:
        CorpusError: there is no corpus to build from.
    """
    return write_store(place, _finish, read)


def ask(place: StorePlace) -> "Store | Asked":
    """What answers the rules: the store where there is one, else tables for them alone.

    A whole store is for panes and searches, and takes several times as long to build.

    Raises:
        CorpusError: there is no corpus to read.
    """
    store = ready_store(place)
    if store is not None:
        return store
    from trafficking_explorer.store.build import ask_about

    return ask_about(place.root)


def _finish(asked: "Asked", corpus: "Corpus") -> dict[str, list[dict[str, Any]]]:
    # Needed for a build alone; a store that is there opens without the rules.
    from trafficking_explorer.findings.answers import settle
    from trafficking_explorer.findings.facts import texts_of
    from trafficking_explorer.findings.find import RULES, find
    from trafficking_explorer.findings.rows import rows_of

    findings, _ = settle(find(asked), corpus.answers)
    titles = {rule.id: rule.title for rule in RULES}
    return rows_of(findings) | texts_of(findings, asked, titles)

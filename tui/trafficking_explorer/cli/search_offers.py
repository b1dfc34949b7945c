"""Other filters that `search` offers where one finds nothing, or little."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from trafficking_explorer.text.display import single_line

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.search.ast import And
    from trafficking_explorer.search.highlights import Hit


class CountedHits:
    """Hits, with the number of records among those that were read; sentences do not count."""

    def __init__(self, hits: "Iterable[Hit]") -> None:
        self._hits = hits
        self.records = 0

    def __iter__(self) -> "Iterator[Hit]":
        for hit in self._hits:
            self.records += not hit.is_sentence
            yield hit


def print_offers(
    store: "Store",
    tree: "And",
    types: tuple[str, ...],
    found: int,
    said: Sequence[str] = (),
) -> None:
    """Print offers to standard error, each with the argument that takes it.

    Args:
        types: the kinds that were asked for.
        found: the records that were found; if they are many, nothing is printed.
        said: lines that have been printed; what they name is not offered again.
    """
    # For start-up: `search --help` loads no database.
    from trafficking_explorer.search.neighbours import find_offers

    for offer in find_offers(store, tree, types, found):
        if any(offer.changed in line for line in said):
            continue
        click.echo(
            f"{single_line(offer.text)}: search {shlex.quote(single_line(offer.line))}", err=True
        )

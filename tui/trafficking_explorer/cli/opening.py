"""The corpus of a command, opened from its store."""

from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.cli_errors import print_errors
from trafficking_explorer.paths import bundled_corpus, cache_folder

if TYPE_CHECKING:
    from trafficking_explorer.database.cache import StoreLocation
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.sandbox import Limits

# Imports inside functions: a command without a corpus, such as `help`, loads no database.


def corpus_folder(*named: Path | None) -> Path:
    """The first folder that was named, otherwise the bundled corpus."""
    return next(filter(None, named), None) or bundled_corpus()


def cache() -> Path:
    """The folder of built stores."""
    return cache_folder()


def locate(root: Path, limits: "Limits | None" = None) -> "StoreLocation":
    """The place of a corpus's store in the cache."""
    from trafficking_explorer.database.cache import locate_store

    return locate_store(root, cache(), limits)


def is_built(corpus: Path | None) -> bool:
    """True if a corpus can be opened without being read first."""
    from trafficking_explorer.database.cache import read_manifest

    return read_manifest(locate(corpus_folder(corpus))) is not None


def open_corpus(
    corpus: Path | None, *, limits: "Limits | None" = None, quiet: bool = False
) -> "Store":
    """Open the store of a corpus; print the errors of its files.

    Args:
        corpus: its folder; None for the bundled one.
        limits: what its queries may use and reach.
        quiet: print nothing, for what tells of the errors itself.
    """
    from trafficking_explorer.database.queries import first_errors
    from trafficking_explorer.workspace.opening import open_with_findings

    root = corpus_folder(corpus)
    if not (root / "curated").is_dir():
        # Reported here, before a cache could answer for a folder that has gone.
        from trafficking_explorer.corpus.loader import curated_files

        curated_files(root)
    store = open_with_findings(locate(root, limits))
    if not quiet:
        print_errors(root, *first_errors(store))
    return store

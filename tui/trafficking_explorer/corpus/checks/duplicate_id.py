"""An id is unique among the records of its kind."""

from collections.abc import Iterable, Iterator

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.errors import Location


def duplicate_id(declared: Iterable[tuple[tuple[str, str], Location]]) -> Iterator[Problem]:
    """Report every record whose id another of its kind bears before it.

    Args:
        declared: type and id of every record of the corpus, with its place, in the order of the
            files: the one rule that looks at all files at once.
    """
    first: dict[tuple[str, str], Location] = {}
    for key, at in declared:
        if key in first:
            message = f"{'/'.join(key)} is there already, at {first[key]}; choose another id"
            yield Problem(at, "duplicate-id", message)
        else:
            first[key] = at

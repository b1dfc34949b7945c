"""Check that ids are unique among the records of a kind."""

from collections.abc import Iterable, Iterator

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.errors import Location


def duplicate_id(declared: Iterable[tuple[tuple[str, str], Location]]) -> Iterator[Problem]:
    """Report each record whose id an earlier record of its kind has.

    Args:
        declared: type and id of each record of the corpus, with its location, in order of the files.
    """
    first: dict[tuple[str, str], Location] = {}
    for key, at in declared:
        if key in first:
            message = f"{'/'.join(key)} already exists at {first[key]}; choose another id"
            yield Problem(at, "duplicate-id", message)
        else:
            first[key] = at

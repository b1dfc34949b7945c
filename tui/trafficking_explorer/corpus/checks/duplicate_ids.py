"""An id is unique among the records of its kind."""

from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.errors import Location


def duplicate_ids(corpus: Corpus) -> Iterator[Problem]:
    """Report every record whose id another of its kind bears before it."""
    first: dict[tuple[str, str], Location] = {}
    for entry in corpus.entries:
        key = (entry.record.record_type, entry.record.id)
        at = entry.at("id")
        if key in first:
            message = f"{'/'.join(key)} is there already, at {first[key]}; choose another id"
            yield Problem(at, "duplicate-id", message)
        else:
            first[key] = at

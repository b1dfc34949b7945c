"""Check that ids are unique among the records of a kind."""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord, Problem


def duplicate_id(corpus: Corpus) -> Iterator[Problem]:
    """Report each record whose id an earlier record of its kind has."""
    entries: dict[tuple[str, str], list[LocatedRecord]] = defaultdict(list)
    for entry in corpus.entries:
        entries[entry.record.record_type, entry.record.id].append(entry)
    for key, (first, *others) in entries.items():
        for other in others:
            message = f"{'/'.join(key)} already exists at {first.at('id')}; choose another id"
            yield Problem(other.at("id"), "duplicate-id", message)

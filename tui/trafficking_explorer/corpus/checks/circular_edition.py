"""Check that no edition leads back to itself."""

from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.records.source import Source


def circular_edition(corpus: Corpus) -> Iterator[Problem]:
    """Report each edition to which `edition_of` leads back."""
    sources = [(each, each.record) for each in corpus.entries if isinstance(each.record, Source)]
    newer: dict[str, str | None] = {}
    for _, source in sources:
        if source.edition_of is not None:
            newer.setdefault(source.id, source.edition_of)
    for entry, source in sources:
        seen: set[str] = set()
        step = source.edition_of
        while step is not None and step != source.id and step not in seen:
            seen.add(step)
            step = newer.get(step)
        if step == source.id:
            message = f"edition_of leads from source {source.id} back to it: which is the newest?"
            yield Problem(entry.at("edition_of"), "circular-editions", message)

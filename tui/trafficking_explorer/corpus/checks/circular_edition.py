"""Check that no edition leads back to itself."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.errors import Location
from trafficking_explorer.records.source import Source


class OlderEdition(NamedTuple):
    """A source that is an older edition of another."""

    source_id: str
    newer_id: str
    at: Location


def older_in(corpus: Corpus) -> Iterator[OlderEdition]:
    """The older editions among the sources of some files."""
    for entry in corpus.entries:
        record = entry.record
        if isinstance(record, Source) and record.edition_of is not None:
            yield OlderEdition(record.id, record.edition_of, entry.at("edition_of"))


def circular_edition(older: Iterable[OlderEdition]) -> Iterator[Problem]:
    """Report each edition to which `edition_of` leads back."""
    listed = list(older)
    newer: dict[str, str] = {}
    for source_id, newer_id, _ in listed:
        newer.setdefault(source_id, newer_id)
    for source_id, newer_id, at in listed:
        seen: set[str] = set()
        step: str | None = newer_id
        while step is not None and step != source_id and step not in seen:
            seen.add(step)
            step = newer.get(step)
        if step == source_id:
            message = f"edition_of leads from source {source_id} back to it: which is the newest?"
            yield Problem(at, "circular-editions", message)

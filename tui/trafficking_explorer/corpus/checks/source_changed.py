"""Check that the text of each source is the one that was curated."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.errors import Location
from trafficking_explorer.paths import APP
from trafficking_explorer.records.source import Source
from trafficking_explorer.text.plural import count_noun


class ChangedText(NamedTuple):
    """A source whose file has a different SHA-256 from its record."""

    source_id: str
    file: str
    sha256: str
    """The SHA-256 of the current file."""
    at: Location


def changed_in(corpus: Corpus) -> Iterator[ChangedText]:
    """The sources of some files whose texts have changed."""
    seen: set[str] = set()
    for entry in corpus.entries:
        record = entry.record
        if isinstance(record, Source) and record.id not in seen:
            seen.add(record.id)
            text = corpus.texts.get(record.id)
            # If two records share an id, the text belongs to the first.
            if text is not None and text.source is record and text.is_changed:
                at = entry.at("sha256")
                yield ChangedText(record.id, f"seeds/{record.path}", text.sha256, at)


def source_changed(
    changed: Iterable[ChangedText], standing: Mapping[tuple[str, str], int]
) -> Iterator[Problem]:
    """Report each changed text, with the state of the quotes from it.

    Args:
        standing: the number of quotes of all files by source and state, as in `Corpus.standing`.
    """
    for source_id, file, sha256, at in changed:
        found, gone, several = (
            standing.get((source_id, what), 0) for what in ("found", "gone", "several")
        )
        message = (
            f"{file} is not the text that was curated: its SHA-256 is {sha256}; "
            f"{counts(found, gone, several)}"
        )
        way = f"next: {APP} edition {source_id} shows what has changed; --write updates to the new text"
        yield Problem(at, "source-changed", message, notes=(way,))


def counts(found: int, gone: int, several: int) -> str:
    """Count the quotes from a text by state: "of 3 quotes, 2 still match, 1 does not, 0 match …"."""
    everything = found + gone + several
    if not everything:
        return "no record quotes it"
    return (
        f"of {count_noun(everything, 'quote')}, {found:,} still {_verb(found, 'matches', 'match')}, "
        f"{gone:,} {_verb(gone, 'does', 'do')} not, "
        f"{several:,} {_verb(several, 'matches', 'match')} several places"
    )


def _verb(number: int, one: str, more: str) -> str:
    return one if number == 1 else more

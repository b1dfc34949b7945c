"""Check that the text of each source is the one that was curated."""

from collections import Counter
from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Corpus, Problem
from trafficking_explorer.paths import APP
from trafficking_explorer.records.source import Source
from trafficking_explorer.text.plural import count_noun


def source_changed(corpus: Corpus) -> Iterator[Problem]:
    """Report each changed text, with the state of the quotes from it in all files."""
    quotes: Counter[tuple[str, str]] = Counter()
    for (_, source_id, state), count in corpus.quote_status.items():
        quotes[source_id, state] += count
    for entry in corpus.entries:
        source = entry.record
        text = corpus.texts.get(source.id) if isinstance(source, Source) else None
        # If two records share an id, the text belongs to the first.
        if text is None or text.source is not source or not text.is_changed:
            continue
        message = (
            f"seeds/{text.source.path} is not the text that was curated: its SHA-256 is {text.sha256}; "
            f"{counts(*(quotes[source.id, state] for state in ('found', 'gone', 'several')))}"
        )
        fix = f"next: {APP} edition {source.id} shows what has changed; --write updates to the new text"
        yield Problem(entry.at("sha256"), "source-changed", message, notes=(fix,))


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

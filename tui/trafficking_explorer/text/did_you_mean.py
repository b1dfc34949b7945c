"""Known words that are spelt much like an unknown one. Imports nothing of ours."""

from collections.abc import Iterable

_MOST_LETTERS = 200
"""Longer than any word that is known here; the time to compare two words grows with both."""


def close_words(word: str, known: Iterable[str], limit: int, *, least: int = 60) -> list[str]:
    """The known words that are most like a word, the nearest first.

    Args:
        least: how like, of 100.
    """
    if len(word) > _MOST_LETTERS:
        return []
    # Only a message about an unknown word pays for it.
    from rapidfuzz import process

    found = process.extract(word, list(known), limit=limit, score_cutoff=least)
    return [match[0] for match in found]

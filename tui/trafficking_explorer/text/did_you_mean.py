"""Known words with a spelling close to an unknown word."""

from collections.abc import Iterable, Sequence

from trafficking_explorer.text.unseen import unseen_differences

_MOST_LETTERS = 200
"""Longer than any known word; the time to compare two words grows with both."""
_LONG = 6
"""Letters from which a word may have two slips."""
_MOST_LISTED = 16
"""Known words up to which a message lists them all."""


def close_words(word: str, known: Iterable[str], limit: int = 2, *, least: int = 60) -> list[str]:
    """Known words that are close to `word`, the closest first.

    Args:
        limit: how many at most.
        least: minimum similarity, 0 to 100.
    """
    if len(word) > _MOST_LETTERS:
        return []
    # For start-up: only a message about an unknown word needs it.
    from rapidfuzz import process

    found = process.extract(word, list(known), limit=limit, score_cutoff=least)
    return [match[0] for match in found]


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """The end of a message about an unknown word: the closest known words, or all of them."""
    if close := close_words(word, known):
        # Two words may look alike.
        unseen = unseen_differences(word, close[0], ("here", "there"))
        return f": did you mean {' or '.join(close)}?" + (f" ({unseen})" if unseen else "")
    few = len(known) <= _MOST_LISTED
    listed = ", ".join(known) if few else f"{', '.join(known[: _MOST_LISTED - 4])}, …"
    return f": known are {listed}"


def misspelt_words(word: str, known: Iterable[str]) -> list[str]:
    """Known words of which `word` is a misspelling: a slip or two, such as letters swapped."""
    if len(word) > _MOST_LETTERS:
        return []
    # As above.
    from rapidfuzz.distance import OSA

    slips = 1 if len(word) < _LONG else 2
    near = ((OSA.distance(word, each, score_cutoff=slips), each) for each in known)
    return [each for distance, each in sorted(near) if distance <= slips]

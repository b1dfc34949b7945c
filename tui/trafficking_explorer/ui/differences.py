"""Which words of two passages differ, so that they can be marked where the passages stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[’'.,:/-]\w+)*")
"""A word or a figure: `1,200,000`, `UNICEF’s`, `Al-Qaida`."""
MOST_WORDS = 300
"""Words of a passage that are compared. Longer ones would hold up the screen."""
_FEWEST_SHARED = 0.25
"""Share of the shorter passage's words below which the two are other sentences altogether."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; all of a passage's, joined, are the passage."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """Two passages, word against word.

    Attributes:
        first, second: the passages in pieces.
        kind: `alike` where no word differs, `some`, `other` where too few words are shared for a
            difference to say anything, `long` where the passages are not compared.
    """

    first: tuple[Piece, ...]
    second: tuple[Piece, ...]
    kind: str


def compare(first: str, second: str) -> Differences:
    """Mark the words of each passage that the other does not have in their place.

    Case and what stands between words are left aside: `Nearly 500` and `nearly 500.` are alike.
    """
    one, other = (list(_WORD.finditer(text)) for text in (first, second))
    if max(len(one), len(other)) > MOST_WORDS:
        return _unmarked(first, second, "long")
    keys = [match[0].casefold() for match in one], [match[0].casefold() for match in other]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    runs = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if not runs:
        return _unmarked(first, second, "alike" if one else "other")
    if shared < _FEWEST_SHARED * min(len(one), len(other)) or not shared:
        return _unmarked(first, second, "other")
    return Differences(
        _pieces(first, one, [(start, end) for _, start, end, _, _ in runs]),
        _pieces(second, other, [(start, end) for _, _, _, start, end in runs]),
        "some",
    )


def _unmarked(first: str, second: str, kind: str) -> Differences:
    return Differences((Piece(first, False),), (Piece(second, False),), kind)


def _pieces(
    text: str, words: Sequence[re.Match[str]], runs: Sequence[tuple[int, int]]
) -> tuple[Piece, ...]:
    """A text cut where runs of its words begin and end.

    Args:
        runs: half-open ranges of words that differ, ascending; some may be empty.
    """
    pieces, at = [], 0
    for start, end in runs:
        if start == end:
            continue
        first, last = words[start].start(), words[end - 1].end()
        pieces += [Piece(text[at:first], False), Piece(text[first:last], True)]
        at = last
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)


def spans(pieces: Sequence[Piece], start: int) -> tuple[tuple[int, int], ...]:
    """Where the pieces that differ stand, in a text in which the passage begins at `start`."""
    found = []
    for piece in pieces:
        end = start + len(piece.text)
        if piece.differs:
            found.append((start, end))
        start = end
    return tuple(found)

"""Which words of two passages differ, so that they can be marked where the passages stand."""

import re
from collections import Counter
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
    """Mark the words of each passage that the other does not have, or has fewer times.

    Case, order and what stands between words are left aside: a figure that both have is not marked
    because one has it earlier.
    """
    one, other = (list(_WORD.finditer(text)) for text in (first, second))
    if max(len(one), len(other)) > MOST_WORDS:
        return _unmarked(first, second, "long")
    keys = [[match[0].casefold() for match in words] for words in (one, other)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    blocks = matcher.get_matching_blocks()
    left = (
        _left_over(len(one), [(block.a, block.size) for block in blocks]),
        _left_over(len(other), [(block.b, block.size) for block in blocks]),
    )
    ours, theirs = (Counter(each[i] for i in rest) for each, rest in zip(keys, left, strict=True))
    marked = (_absent(keys[0], left[0], theirs), _absent(keys[1], left[1], ours))
    shared = len(one) - len(marked[0])
    if not any(marked):
        return _unmarked(first, second, "alike" if one else "other")
    if not shared or shared < _FEWEST_SHARED * min(len(one), len(other)):
        return _unmarked(first, second, "other")
    return Differences(_pieces(first, one, marked[0]), _pieces(second, other, marked[1]), "some")


def _unmarked(first: str, second: str, kind: str) -> Differences:
    return Differences((Piece(first, False),), (Piece(second, False),), kind)


def _left_over(count: int, blocks: Sequence[tuple[int, int]]) -> list[int]:
    """The words that stand in none of some runs, each its first word and its length."""
    found = {i for start, size in blocks for i in range(start, start + size)}
    return [i for i in range(count) if i not in found]


def _absent(keys: Sequence[str], left: Sequence[int], elsewhere: Counter[str]) -> list[int]:
    """Those of the words left over that the other passage does not have elsewhere."""
    rest = elsewhere.copy()
    absent = []
    for i in left:
        if rest[keys[i]] > 0:
            rest[keys[i]] -= 1
        else:
            absent.append(i)
    return absent


def _pieces(text: str, words: Sequence[re.Match[str]], marked: Sequence[int]) -> tuple[Piece, ...]:
    """A text cut where runs of marked words begin and end; the words are given by their index."""
    pieces: list[Piece] = []
    at, last = 0, -2
    for i in marked:
        start, end = words[i].span()
        if i - 1 == last:
            # What stands between two marked words is marked with them.
            pieces[-1] = Piece(pieces[-1].text + text[at:end], True)
        else:
            pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at, last = end, i
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

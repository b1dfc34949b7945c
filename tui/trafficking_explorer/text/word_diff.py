"""Word differences of two passages: marked in each of them, or written on one line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_WORD = re.compile(r"\w+(?:[’'.,:/-]\w+)*")
"""A word or a figure: `1,200,000`, `UNICEF’s`, `Al-Qaida`."""
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_KEPT = 40
"""Code points of equal words that are shown at either side of a difference."""
MOST_WORDS = 300
"""Words of a passage that are compared. Longer ones would hold up the screen."""
_FEWEST_SHARED = 0.25
"""Share of the shorter passage's words below which the two are other sentences altogether."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; the pieces of a passage, joined, are the passage."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Differences:
    """Two passages, word against word.

    Attributes:
        first, second: the passages in pieces.
        kind: `alike` if no word differs, `some`, `other` if too few words are shared for a
            difference to say anything, `long` if the passages are too long to compare.
    """

    first: tuple[Piece, ...]
    second: tuple[Piece, ...]
    kind: str


def compare(first: str, second: str) -> Differences:
    """Mark the words of each passage that the other does not have, or has fewer times.

    Case, order and what is between words do not count: a figure that both have is not marked
    because one has it earlier.
    """
    one, other = (list(_WORD.finditer(text)) for text in (first, second))
    if max(len(one), len(other)) > MOST_WORDS:
        return _unmarked(first, second, "long")
    keys = [[match[0].casefold() for match in words] for words in (one, other)]
    changed = [run for run in _runs(*keys) if not run.is_equal]
    left = ([i for run in changed for i in run.first], [i for run in changed for i in run.second])
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
            # Text between two marked words is marked with them.
            pieces[-1] = Piece(pieces[-1].text + text[at:end], True)
        else:
            pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at, last = end, i
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)


def spans(pieces: Sequence[Piece], start: int) -> tuple[tuple[int, int], ...]:
    """The ranges of the pieces that differ, in a text in which the passage begins at `start`."""
    found = []
    for piece in pieces:
        end = start + len(piece.text)
        if piece.differs:
            found.append((start, end))
        start = end
    return tuple(found)


def inline_diff(old: str, new: str) -> str:
    """Two wordings on one line, `[-old-]` and `{+new+}` where they differ.

    Equal words far from a difference are left out.
    """
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    runs = list(_runs(a, b))
    pieces: list[str] = []
    for at, run in enumerate(runs):
        gone, come = "".join(a[i] for i in run.first), "".join(b[i] for i in run.second)
        if run.is_equal:
            pieces.append(_shortened(gone, first=at == 0, last=at == len(runs) - 1))
        else:
            pieces.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(pieces)


def _shortened(words: str, *, first: bool, last: bool) -> str:
    if first:
        return words if len(words) <= _KEPT else "…" + words[-_KEPT:]
    if last:
        return words if len(words) <= _KEPT else words[:_KEPT] + "…"
    return words if len(words) <= 2 * _KEPT else f"{words[:_KEPT]} … {words[-_KEPT:]}"


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens of two texts, by their indexes: equal, or those between equal ones."""

    is_equal: bool
    first: range
    second: range


def _runs(first: Sequence[str], second: Sequence[str]) -> Iterator[_Run]:
    # For start-up: only differences that are shown need it.
    from rapidfuzz.distance import Indel

    steps = Indel.opcodes(first, second)
    for is_equal, group in groupby(steps, key=lambda step: bool(step.tag == "equal")):
        run = list(group)
        yield _Run(
            is_equal,
            range(run[0].src_start, run[-1].src_end),
            range(run[0].dest_start, run[-1].dest_end),
        )

"""Text as search sees it: case, accents and typographic marks folded. Imports nothing of ours.

One function for what is stored and for what is typed, so that the two always agree.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "…": "...", "ß": "ss"}
)


_NO_WORD = re.compile(r"[\W_]+")
_PIECE = re.compile(
    r"(?P<words>[!-~’‘“”–—‑]+(?:[ \n][!-~’‘“”–—‑]+)*)|(?P<blank>\s+)|(?P<others>[^\s!-~’‘“”–—‑]+)"
)
"""Runs of characters that fold to one each, of white space, and of others."""


def fold(text: str) -> str:
    """`text` without case, accents and typographic marks, white-space runs as one space."""
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    if not text.isascii():
        text = text.translate(_MARKS)
    # Typographic marks are mostly all there is.
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return text.casefold()


def fold_words(text: str) -> str:
    """`text` folded, with a blank for everything that is neither a letter nor a digit."""
    return _NO_WORD.sub(" ", fold(text)).strip(" ")


def find_matches(text: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """The places of folded needles in an unfolded text.

    Args:
        needles: each already folded, as `fold` does it.

    Returns:
        Half-open ranges of code points of `text`, ascending, overlaps merged.
    """
    wanted = [needle for needle in needles if needle]
    if not wanted or not text:
        return []
    if text.isascii() and text.isprintable() and "  " not in text:
        # Most texts of lists: every code point folds to one.
        folded = text.lower()
        origins: Sequence[int] = range(len(text))
    else:
        folded, origins = _fold_with_origins(text)
    found: list[tuple[int, int]] = []
    for needle in wanted:
        start = folded.find(needle)
        while start >= 0:
            end = start + len(needle)
            found.append((origins[start], origins[end - 1] + 1))
            start = folded.find(needle, end)
    return _merge(sorted(found))


@lru_cache(maxsize=64)  # A source is searched again for every key that is typed.
def _fold_with_origins(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its code points the one of `text` it comes from."""
    folded: list[str] = []
    origins = array("I")
    blank = True
    for match in _PIECE.finditer(text):
        piece, start = match[0], match.start()
        if match.lastgroup == "words":
            folded.append(piece.translate(_MARKS).lower().replace("\n", " "))
            origins.extend(range(start, match.end()))
            blank = False
            continue
        # Of a run of white space the first is all that stays.
        for i, char in enumerate(piece if match.lastgroup == "others" else " ", start):
            # A free-standing accent is a blank and a mark, so that one character may have several.
            for plain in _plain_character(char):
                if not (plain.isspace() and blank):
                    folded.append(" " if plain.isspace() else plain)
                    origins.append(i)
                blank = plain.isspace()
    return "".join(folded), origins


@lru_cache(maxsize=4096)
def _plain_character(char: str) -> str:
    return char.lower() if char.isascii() else _plain(char)


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged

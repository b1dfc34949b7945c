"""Text as search sees it: case, accents and typographic marks folded. Imports nothing of ours.

One function for what is stored and for what is typed, so that the two always agree. Each code point
folds by itself; `database.folded_text.folded_sql` is the same in SQL.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

_MARKS = str.maketrans("’‘‛‚‹›ʼʻ′“”„‟«»″‐‑‒–—―−⁄", "'''''''''\"\"\"\"\"\"\"-------/")
_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ı": "i",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ə": "e",
    "ĸ": "k",
    # Persian and Urdu keyboards have their own code points for these letters.
    "ی": "ي",
    "ى": "ي",
    "ک": "ك",
    "ـ": "",
}
"""Letters that Unicode does not take apart, as people write them without their keyboard."""
_NAMED = re.compile(r"((?:LATIN|CYRILLIC) SMALL LETTER \w+) WITH ")
_HIDDEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point of Unicode: soft hyphens, joiners, direction marks and the like."""

_NO_WORD = re.compile(r"[\W_]+")
_PIECE = re.compile(
    r"(?P<words>[!-~’‘“”–—‑]+(?:[ \n][!-~’‘“”–—‑]+)*)|(?P<blank>\s+)|(?P<others>[^\s!-~’‘“”–—‑]+)"
)
"""Runs of characters that fold to one each, of white space, and of others."""


class _Folding(dict[int, str]):
    """The fold of each code point, found when a text first has it."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _fold_character(chr(code))
        return found


def _fold_character(char: str) -> str:
    if _HIDDEN.match(char):
        return ""
    decomposed = unicodedata.normalize("NFKD", char)
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return "".join(map(_plain_letter, letters.translate(_MARKS).casefold()))


def _plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if (plain := _LETTERS.get(letter)) is not None:
        return plain
    # The stroke of a letter, or its hook, is in its name alone.
    if named := _NAMED.match(unicodedata.name(letter, "")):
        try:
            base = unicodedata.lookup(named[1])
        except KeyError:
            return letter
        return _LETTERS.get(base, base)
    return "" if _HIDDEN.match(letter) or unicodedata.combining(letter) else letter


_FOLDED = _Folding()


def fold(text: str) -> str:
    """`text` without case, accents, typographic marks and invisible characters, on one line.

    Runs of white space become one space.
    """
    plain = text.lower() if text.isascii() else text.translate(_FOLDED)
    return " ".join(plain.split())


def fold_letter(char: str) -> str:
    """One code point folded: nothing, a letter, or several."""
    return _FOLDED[ord(char)]


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
            found.append((origins[start], _letter_end(text, origins[end - 1] + 1)))
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
            for plain in _FOLDED[ord(char)]:
                if not (plain.isspace() and blank):
                    folded.append(" " if plain.isspace() else plain)
                    origins.append(i)
                blank = plain.isspace()
    return "".join(folded), origins


def _letter_end(text: str, end: int) -> int:
    """The end of the letter that ends there, with the accents written after it."""
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me"):
        end += 1
    return end


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged

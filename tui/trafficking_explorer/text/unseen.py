"""Differences of two wordings that look alike on a screen, named by their code points.

Accents written in two ways, soft hyphens and joiners, letters of another alphabet with the same shape.
"""

import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from trafficking_explorer.text.folding import fold_letter

_SHAPES = str.maketrans(
    "аеорсухіјѕԁһԛԝѵкАВЕЗКМНОРСТУХЅІЈԀΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρκχօıɡɑ0I1|’‘‛ʼ′`“”„‟″‐‑‒–—―−",
    "aeopcyxijsdhqwvkABE3KMHOPCTYXSlJDABEZHlKMNOPTYXovipkxoigaOlll''''''\"\"\"\"\"-------",
)
"""Characters of the same shape, or one that is easily taken for another."""
_MOST = 3
"""Differences that are named."""
_LONGEST = 4_000
"""Code points of a wording that is compared."""


def unseen_differences(
    quote: str, text: str, names: tuple[str, str] = ("the quote has", "the text")
) -> str:
    """The code points in which two wordings differ though they look alike; empty if there are none.

    Args:
        names: words before those of each.
    """
    pairs = list(dict.fromkeys(_unseen(quote[:_LONGEST], text[:_LONGEST])))
    named = [
        f"{names[0]} {_named(gone)}, {names[1]} {_named(come)}" for gone, come in pairs[:_MOST]
    ]
    if len(pairs) > _MOST:
        named.append(f"and {len(pairs) - _MOST} more")
    return "; ".join(named)


def look_alike(one: str, other: str) -> bool:
    """True if two wordings are shown alike, whatever their code points are."""
    return _shape(one)[0].strip() == _shape(other)[0].strip()


def look_alike_hint(words: str, texts: Iterable[str]) -> str:
    """The end of a message about words that texts do not have, if they have some that look so."""
    for text in texts:
        if found := _find_look_alike(words, text):
            differences = unseen_differences(words, found, ("here", "there"))
            return f" (“{found}” only looks like it: {differences})" if differences else ""
    return ""


def _find_look_alike(words: str, text: str) -> str | None:
    """The first words of a text that look like others; None if there are none."""
    shape, origins = _shape(text)
    sought = _shape(words)[0].strip()
    start = shape.find(sought) if sought else -1
    if start < 0:
        return None
    return text[origins[start] : origins[start + len(sought) - 1] + 1]


def _unseen(quote: str, text: str) -> Iterator[tuple[str, str]]:
    # For start-up: only words that are not found need it.
    from rapidfuzz.distance import Indel

    steps = Indel.opcodes(quote, text)
    for is_equal, group in groupby(steps, key=lambda step: bool(step.tag == "equal")):
        run = list(group)
        gone = quote[run[0].src_start : run[-1].src_end]
        come = text[run[0].dest_start : run[-1].dest_end]
        is_blank = not (gone + come).strip()
        if not is_equal and not is_blank and look_alike(gone, come):
            # One character for one, or else several for a letter with an accent.
            one_for_one = len(gone) == len(come)
            yield from zip(gone, come, strict=True) if one_for_one else ((gone, come),)


def _named(characters: str) -> str:
    names = (f"U+{ord(each):04X} {unicodedata.name(each, '')}".rstrip() for each in characters)
    return ", ".join(names) or "nothing there"


def _shape(text: str) -> tuple[str, Sequence[int]]:
    """A text as it looks, and for each of its code points the one of `text` it comes from."""
    shape: list[str] = []
    origins = array("I")
    for at, char in enumerate(text):
        for each in _character(char):
            if each == " " and shape and shape[-1] == " ":
                continue
            shape.append(each)
            origins.append(at)
    return "".join(shape), origins


@lru_cache(maxsize=4096)
def _character(char: str) -> str:
    if char.isspace():
        return " "
    if not fold_letter(char) and not unicodedata.combining(char):
        return ""
    return unicodedata.normalize("NFKD", char).translate(_SHAPES)

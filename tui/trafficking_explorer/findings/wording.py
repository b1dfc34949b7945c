"""Words reduced so that two people's labels for one thing can be compared."""

import re
from collections.abc import Iterable
from functools import lru_cache

_SPELLINGS = (
    ("our", "or"),
    ("z", "s"),
    ("tre", "ter"),
    ("ll", "l"),
    ("nce", "nse"),
    ("ae", "e"),
    ("oe", "e"),
    ("dge", "dg"),
)
"""Differences between British and American spelling."""
_ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s", "e")
"""The longest first; one is taken off."""
_SHORTEST = 3
"""The fewest letters of a stem."""
_SYNONYMS = {
    word: words.split()[0]
    for words in (
        "rescu fre free sav recover recov liberat releas safeguard",
        "arrest detain apprehend captur",
        "sold sell sale",
        "agency organisation offic body institution",
    )
    for word in words.split()
}
"""Stems that mean the same, by each of them."""
_WORDS = (
    "a an the and or but of in on at by for from to with into than that this these those "
    "which who whom whose there where when while as is are was were be been being has have "
    "had do does did not no it its he she they them their his her we our you your i one ones "
    "also more most less least many much some any all each every other others such only just "
    "about around nearly almost over under up down out said says say told tell according "
    "added reported report reports announced stated think per cent percent percentage "
    "proportion share part fraction ratio rate quarter quarters third thirds half halves "
    "fifth tenth number numbers count total figure figures altogether age ages aged old year "
    "years month months week weeks day days hour hours people person persons individual "
    "individuals human being beings victim victims between among amount amounts how length long last lasted lasting duration"
)
_STOP = frozenset(_WORDS.split())
"""Words that say nothing of what is counted."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def american(word: str) -> str:
    """A folded word in a common spelling for British and American English."""
    for british, american_ in _SPELLINGS:
        word = word.replace(british, american_)
    return word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its ending, in a common spelling: "smugglers" and "smuggler" are one."""
    common = american(word)
    if common.endswith("ies") and len(common) > _SHORTEST + 2:
        common = common[:-3] + "y"
    for ending in _ENDINGS:
        if common.endswith(ending) and len(common) - len(ending) >= _SHORTEST:
            common = common[: -len(ending)]
            break
    return _SYNONYMS.get(common, common)


def content_stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of folded words, without those that say nothing of what is counted."""
    return frozenset(stem(word) for word in words if word not in _STOP and _WORD.fullmatch(word))

"""The population that a figure counts, reduced to what tells it from others.

"victims", "human trafficking victims" and "victims of human trafficking" count the same; "minors"
and "children" are one part of them, "girls" another.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from trafficking_explorer.text.folding import fold_words

_PARTS = {
    "child": "child children kid kids minor minors underage infant infants baby babies juvenile "
    "juveniles teenager teenagers adolescent adolescents",
    "adult": "adult adults",
    "girl": "girl girls",
    "boy": "boy boys",
    "woman": "woman women female females",
    "man": "man men male males",
}
_PART_OF_WORD = {word: part for part, words in _PARTS.items() for word in words.split()}
_GENERIC = frozenset(
    [
        "the",
        "a",
        "an",
        "all",
        "and",
        "or",
        "other",
        "others",
        "several",
        "more",
        "new",
        "people",
        "person",
        "persons",
        "individual",
        "individuals",
        "human",
        "being",
        "beings",
        "trafficking",
        "trafficked",
        "victim",
        "victims",
        "total",
        "country",
        "countries",
        "different",
    ]
)
_SUSPECT = frozenset(
    ["suspect", "suspected", "suspects", "trafficker", "traffickers", "offender", "offenders"]
)
_SUSPECT_MEASURES = frozenset(
    ["arrests", "suspects_identified", "charged", "convicted", "fugitives"]
)
_TAIL = re.compile(
    r"\b(?:of|from|in|who|that|which|for|including|wanted|aged|across|among|with|at|on|by|worldwide)\b"
)


class Population(NamedTuple):
    """The words that tell one population from another."""

    part: frozenset[str]
    """Groups by age and sex; empty for everybody."""
    words: frozenset[str]
    """The other words."""


@lru_cache(maxsize=65536)
def population(text: str | None, measure: str, whole: bool = False) -> Population:
    """A population as written, reduced.

    Args:
        text: as the source writes it.
        measure: the "child sex offenders" of an arrest are not children.
        whole: True to include the words after "of", "in", "who", as claims about the world need,
            which no operation keeps apart.
    """
    words = fold_words(text or "")
    tail = _TAIL.search(words)
    head = words[: tail.start()] if tail else words
    of_suspects = measure in _SUSPECT_MEASURES
    part: set[str] = set()
    if not of_suspects:
        part = {_PART_OF_WORD[word] for word in head.split() if word in _PART_OF_WORD}
    rest = {
        word
        for word in (words if whole else head).split()
        if word not in _GENERIC
        and not (of_suspects and word in _SUSPECT)
        and (of_suspects or word not in _PART_OF_WORD)
    }
    return Population(frozenset(part), frozenset(rest))

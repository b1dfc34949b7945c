"""The subjects of shares, ages, countries and other figures that the measure alone does not tell apart.

Two people give one thing two labels, so labels are compared word by word, with the words for who is
counted and the sentence in which the figure is.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.people import people
from trafficking_explorer.findings.sentence_parts import words_around
from trafficking_explorer.findings.wording import content_stems
from trafficking_explorer.records.measures import measure_words
from trafficking_explorer.text.folding import fold_words

_ASIDE = re.compile(r"\([^)]*\)")
_WORDS = (
    "countries country continents continent the of in which that where was were is are operation "
    "carried out held conducted ran run took take taking part place participating participated "
    "involved mobilised mobilized covered across"
)
_TAKING_PART = frozenset(_WORDS.split())
"""Words with which labels say that an operation took place in a country."""
_SAID = {
    "price": "fee fees price prices cost costs charge charged paid pay sum each",
    "sentence": "sentence sentenced jailed prison imprisonment term fine fined",
    "seized": "seized confiscated seizure seizures",
}
_SAID_ANYWAY = {measure: frozenset(words.split()) for measure, words in _SAID.items()}
"""Words that say no more than the measure."""
_ENDS = "oldest eldest youngest average mean median minimum maximum"
_OF_MEASURE = {"age": frozenset(_ENDS.split())}
"""Words that tell two figures of a measure apart: the oldest is not the youngest."""
_EDGE = re.compile(r"[.!?;:](?=\s)|\n")
_LOWER = re.compile(r"(?<![\w'’-])[^\W\d_A-Z]{3,}(?![\w'’-])")
_REACH = 240
"""Code points of a sentence that are read on either side of a figure."""
_MUCH = 0.6
"""The part of the fewer words that has to be in both sentences."""


class Topic(NamedTuple):
    """Words for what a figure is about."""

    named: frozenset[str]
    """Stems of its label and population."""
    around: frozenset[str]
    """Stems of its sentence, names left out."""
    special: frozenset[str]
    """Words that no other figure of the topic may lack: "youngest"."""


def topic_of(claim: Claim, operation_name: str, texts: Mapping[str, ArticleText]) -> Topic:
    """The topic of a claim.

    Args:
        operation_name: of its operation, whose words say nothing; may be empty.
        texts: for its sentence; without its text, only label and population count.
    """
    label = fold_words(_ASIDE.sub("", claim.label)).split()
    left_out = set(fold_words(operation_name).split()) | {"operation"}
    left_out |= set(fold_words(measure_words(claim.measure)).split())
    if claim.measure in ("countries", "continents"):
        left_out |= _TAKING_PART
    left_out |= _SAID_ANYWAY.get(claim.measure, frozenset())
    who = fold_words(claim.population or "").split()
    words = [word for word in (*label, *who) if word not in left_out]
    counted = people(claim.population, claim.measure, whole=True)
    named = frozenset(content_stems(_without_people(words))) | counted.words
    around = _without_people(_sentence(claim, texts))
    special = _OF_MEASURE.get(claim.measure, frozenset())
    said = {*label, *_sentence(claim, texts)} if special else set()
    return Topic(
        content_stems(named) | (named & counted.words),
        content_stems(word for word in around if word not in left_out),
        special & said,
    )


def _without_people(words: list[str]) -> list[str]:
    return [word for word in words if not _is_person(word)]


@lru_cache(maxsize=16384)
def _is_person(word: str) -> bool:
    return bool(people(word, "rescued").kind) or not any(people(word, "rescued").words)


def _sentence(claim: Claim, texts: Mapping[str, ArticleText]) -> list[str]:
    """The words of a claim's sentence in lower case, which leaves out names."""
    return [
        word
        for each in words_around(claim, texts, _EDGE, _REACH)
        for word in map(fold_words, _LOWER.findall(each))
    ]


def same_topic(one: Topic, other: Topic, measure: str, *, apart: bool) -> bool:
    """True if two figures of one measure and one kind of people are about the same.

    Args:
        apart: they are in different texts; one text tells two things apart by smaller differences.
    """
    if one.special != other.special:
        return False
    if one.named == other.named and (one.named or measure != "share" or one.around == other.around):
        return True
    fewer, more = sorted((one.around, other.around), key=len)
    common = fewer & more
    if fewer and len(common) >= _MUCH * len(fewer) and (measure == "share" or len(common) > 1):
        return measure not in ("countries", "continents")
    if not apart or measure in ("countries", "continents"):
        return False
    fewer, more = sorted((one.named, other.named), key=len)
    if not fewer:
        return measure == "price" or (measure in ("age", "duration") and not more)
    return fewer <= more

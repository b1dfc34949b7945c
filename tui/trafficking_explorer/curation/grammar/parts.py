"""Figures that count a part of those named before: "including 12", "12 of them", "Of the 40, 12 were"."""

from trafficking_explorer.curation.grammar.clause_words import ASIDES, CONJUNCTIONS, ENDS, PARTS
from trafficking_explorer.curation.grammar.noun_phrases import (
    NounPhrase,
    phrase_after,
    phrase_before,
)
from trafficking_explorer.curation.grammar.nouns import PERSONS, find_noun
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import AUXILIARIES, BE, is_adverb
from trafficking_explorer.curation.grammar.word_sets import words

_FILLERS = words(
    "the a an another further additional other some these those his her its their all only just estimated reported "
    "up more than over nearly almost about around approximately roughly at least most total record combined"
)
_COLLECTIVES = words(
    "total number group team crew convoy gang family series string batch set pair list handful shipment load "
    "fleet network ring minimum maximum excess estimate record"
)


def phrase_start(tokens: Tokens, number: int) -> int:
    """The token before a figure and its determiners: a verb, a preposition, a mark."""
    j = tokens.qualified_from(number) - 1
    while True:
        if tokens.lower(j) in _FILLERS or is_adverb(tokens.lower(j)):
            j -= 2 if tokens.lower(j) in ("total", "all") and tokens.lower(j - 1) == "in" else 1
        elif tokens.lower(j) == "of" and tokens.lower(j - 1) in _COLLECTIVES:
            j -= 2
        else:
            return j


def is_part(tokens: Tokens, number: int) -> bool:
    """True if a figure counts a part of those named before: "including 12", "12 of them"."""
    return part_marker(tokens, number) is not None


def part_marker(tokens: Tokens, number: int) -> int | None:
    """The token that says a figure is a part of those before it; None without one.

    It is the "including" also for the second figure of a list after it, and 0 or the beginning of the
    clause for "Of the 40, 12 were …".
    """
    if is_of_them(tokens, number):
        return number
    j = phrase_start(tokens, number)
    while True:
        if tokens.lower(j) in PARTS or tokens.ends_with(j, "such as"):
            return j
        if tokens.lower(j) in ASIDES and _is_plural_of_persons(tokens, j - 1):
            # "30 victims – 18 women and 12 men –", "15 people: 9 women and 6 men"
            return j
        if tokens.lower(j) in ("whom", "them", "which") and tokens.lower(j - 1) in (
            "of",
            "among",
            "amongst",
        ):
            return j - 1
        if tokens.lower(j) not in CONJUNCTIONS:
            break
        before = _number_before(tokens, j)
        if before is None:
            break
        j = phrase_start(tokens, before)
    j = phrase_start(tokens, number)
    start = clause_start(tokens, j)
    if tokens.lower(start) not in ("of", "among", "amongst") or start >= j:
        return None
    is_after = tokens.lower(j) == "," or (tokens.lower(j) in BE and tokens.lower(start) != "of")
    return start if is_after and _names_people(tokens, start + 1, j) else None


def whole_of(tokens: Tokens, number: int) -> int | None:
    """The figure of the whole that a figure is a part of, in the same sentence; None without one."""
    if tokens.has(number + 1, "of the") and tokens[number + 3].number is not None:
        # "8 of the 40 suspects"
        return number + 3
    marker = part_marker(tokens, number)
    if marker is None:
        return None
    if tokens.lower(marker) in ("of", "among", "amongst") and marker == clause_start(
        tokens, marker
    ):
        if tokens.lower(marker + 1) in ("them", "these", "those"):
            # Those of the sentence before.
            return None
        found = [
            k for k in range(marker, phrase_start(tokens, number)) if tokens[k].number is not None
        ]
        return found[0] if found else None
    for k in range(marker - 1, -1, -1):
        if tokens[k].number is not None and part_marker(tokens, k) is None:
            return k
    return None


def phrase_of_whole(tokens: Tokens, number: int) -> NounPhrase | None:
    """The words for the whole that a figure is a part of: "the victims, including 12 …"."""
    at = part_marker(tokens, number)
    if at is None:
        return None
    if at == clause_start(tokens, at) and tokens.lower(at) in ("of", "among", "amongst"):
        # "Of the 19 drivers stopped by the patrol, six …"
        at += 1
        while tokens.lower(at) in ("the", "these", "those", "all") or tokens[at].number is not None:
            at += 1
        return phrase_after(tokens, at)
    for k in range(at - 1, -1, -1):
        if tokens[k].is_word and (found := phrase_before(tokens, k)) is not None:
            return found
    return None


def _is_plural_of_persons(tokens: Tokens, k: int) -> bool:
    noun = find_noun(tokens[k].text) if tokens[k].is_word else None
    return noun is not None and noun.unit == PERSONS and noun.is_plural and not noun.measure


def is_of_them(tokens: Tokens, number: int) -> bool:
    return tokens.lower(number + 1) == "of" and tokens.lower(number + 2) in (
        "them",
        "whom",
        "these",
        "those",
    )


def _number_before(tokens: Tokens, j: int) -> int | None:
    """The figure before it in a list, if only its own words are between."""
    for k in range(j - 1, max(-1, j - 9), -1):
        if tokens[k].number is not None:
            return k
        if not tokens[k].is_word or tokens.lower(k) in AUXILIARIES:
            return None
    return None


def _names_people(tokens: Tokens, start: int, end: int) -> bool:
    """True if words before a figure are the whole it is a part of: "Of the 40", "Among those arrested"."""
    for k in range(start, end):
        if tokens[k].number is not None or tokens.lower(k) in ("them", "these", "those", "whom"):
            return True
        if _is_plural_of_persons(tokens, k):
            return True
    return False


def clause_start(tokens: Tokens, at: int) -> int:
    """The beginning of the sentence, or of its part after the last semicolon."""
    return next((k + 1 for k in range(at, -1, -1) if tokens.lower(k) in ENDS), 0)

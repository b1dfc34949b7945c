"""The words for what a figure counts, after its number or before it."""

from dataclasses import dataclass, replace

from trafficking_explorer.curation.grammar.nouns import PERSONS, Noun, find_noun
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verbs import (
    BASE,
    GERUND,
    PARTICIPLE,
    PAST,
    find_verb,
    looks_like_participle,
)
from trafficking_explorer.curation.grammar.word_sets import words

_STOP = words(
    "in on at from by for with during across after before to into over under between within without including "
    "following than as per since until through throughout around about against among amongst along near off out "
    "up down onto upon towards toward via despite is are was were be been being has have had will would can could "
    "may might must should shall do does did who that which whose whom where when or but while because nor every "
    "each not never if although though whereas unless also so then there here it he she they we you i him her us "
    "still already only just too again today yesterday tomorrow now alone alike ago last next this"
)
"""Words before which the name of what is counted ends."""
_DETERMINERS = words("the a an their its his her our my your these those this that")
_JOINABLE = frozenset(
    {"women", "men", "people", "persons", "police", "staff", "crew", "youth", "female", "male"}
)
"""Plurals that are parts of longer names: "police officers", "women workers"."""
_TAKES_OF = words("victim victims survivor survivors member members case cases way ways form forms")
_DONE_TO = words(
    "rescued freed saved liberated arrested detained recovered detected identified convicted charged assisted "
    "reunited safeguarded located found seized confiscated"
)
"""Participles before a noun that a measure tells: the "rescued children" are children."""
_LONGEST = 8
_FINITE = words("face faces remain remains flee come go die say says lie")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Words for what is counted.

    Attributes:
        first, last: of its tokens, the last one included.
        noun: of its head; None for an unknown one.
        done: the participle before it that tells what was done to them, as an index; -1 without one.
    """

    first: int
    last: int
    noun: Noun | None
    done: int = -1

    @property
    def is_persons(self) -> bool:
        return self.noun is not None and self.noun.unit == PERSONS


def phrase_after(tokens: Tokens, at: int, *, is_one: bool = False) -> NounPhrase | None:
    """The phrase from a token on; None without one.

    Args:
        at: the first token after the number.
        is_one: True if the noun may be a singular.
    """
    start = _skip_of(tokens, at)
    first, head, noun = start, -1, None
    i = start
    while i < start + _LONGEST:
        step = _step(tokens, i, has_noun=noun is not None and noun.is_plural, is_first=i == first)
        if step == 0:
            break
        if step == 1 and (found := find_noun(tokens[i].text)) is not None:
            if noun is not None and not _goes_on(tokens, head, noun, i):
                break
            head, noun = i, found
        elif noun is not None and not _leads_to_noun(tokens, head, noun, i):
            break
        i += step
    if noun is None or not (noun.is_plural or is_one):
        return _unknown(tokens, first, i)
    last = _with_of(tokens, head)
    if last == head:
        last = _joined(tokens, head, noun)
    return _trimmed(tokens, NounPhrase(first, last, noun))


def phrase_before(tokens: Tokens, at: int) -> NounPhrase | None:
    """The phrase whose head is a token; None if that is not a known noun."""
    noun = find_noun(tokens[at].text) if tokens[at].is_word else None
    if noun is None:
        return None
    first = at
    while first > 0 and at - first < 4:
        word = tokens[first - 1]
        if (
            not word.is_word
            or word.lower in _STOP
            or word.lower in _DETERMINERS
            or word.lower in ("and", "of", "all", "some", "several", "many", "most")
            or (
                (verb := find_verb(word.lower)) is not None
                and PARTICIPLE not in verb.forms
                and BASE not in verb.forms
            )
        ):
            break
        first -= 1
    return _trimmed(tokens, NounPhrase(first, at, noun))


def _skip_of(tokens: Tokens, at: int) -> int:
    """Skip "of the", "of these", "other of those"; "of all" keeps its "all"."""
    while tokens.lower(at) in ("of", "them", "whom", "such") or tokens.lower(at) in _DETERMINERS:
        if tokens.lower(at) in ("them", "whom") and tokens.lower(at - 1) != "of":
            break
        at += 1
    if (
        tokens[at].number is not None
        and tokens.lower(at - 1) == "the"
        and tokens.lower(at - 2) == "of"
    ):
        # "8 of the 40 suspects"
        at += 1
    return at


def _step(tokens: Tokens, i: int, *, has_noun: bool, is_first: bool) -> int:
    """The number of tokens that the next part of a phrase has; 0 at its end."""
    token, lower = tokens[i], tokens.lower(i)
    if token.number is not None:
        is_age = tokens.lower(i + 1) == "-" and tokens.lower(i + 2).startswith(
            ("year", "month", "day")
        )
        return 3 if is_age and not has_noun else 0
    if not token.is_word or lower in _STOP or lower in _DETERMINERS or lower in ("and", "of"):
        return 0
    verb = find_verb(lower)
    if has_noun and (looks_like_participle(lower) or (verb is not None and GERUND in verb.forms)):
        return 0
    if verb is not None and find_noun(token.text) is None:
        is_finite = PAST in verb.forms and PARTICIPLE not in verb.forms and BASE not in verb.forms
        if is_finite or (is_first and lower in _FINITE):
            return 0
    return 1


def _goes_on(tokens: Tokens, head: int, noun: Noun, i: int) -> bool:
    """True if a noun after the head is the head itself: "gang members", "police officers"."""
    return not noun.is_plural or (i == head + 1 and tokens.lower(head) in _JOINABLE)


def _leads_to_noun(tokens: Tokens, head: int, noun: Noun, i: int) -> bool:
    """True if an unknown word after a noun goes on to a further noun: "child sex offenders"."""
    if noun.is_plural and tokens.lower(head) not in _JOINABLE:
        return False
    for j in (i + 1, i + 2):
        if _step(tokens, j, has_noun=True, is_first=False) != 1:
            return False
        found = find_noun(tokens[j].text)
        if found is not None and found.is_plural:
            return True
    return False


def _with_of(tokens: Tokens, head: int) -> int:
    """The last token of "victims of human trafficking"; the head itself for other phrases."""
    if tokens.lower(head) not in _TAKES_OF or tokens.lower(head + 1) != "of":
        return head
    at = head + 2
    while tokens.lower(at) in _DETERMINERS:
        at += 1
    last = head
    while at < head + 7 and tokens[at].is_word and tokens.lower(at) not in _STOP | {"and", "of"}:
        if looks_like_participle(tokens.lower(at)) and last != head:
            break
        last = at
        at += 1
    return last


def _joined(tokens: Tokens, head: int, noun: Noun) -> int:
    """The last token of "women and children": a further plural of the same kind without a number."""
    if tokens.lower(head + 1) not in ("and", "or", "&"):
        return head
    at = head + 2
    while at < head + 6 and _step(tokens, at, has_noun=False, is_first=False) == 1:
        found = find_noun(tokens[at].text)
        if found is not None and found.is_plural:
            after = tokens[at + 1]
            verb = find_verb(after.lower)
            is_free = verb is None or PARTICIPLE in verb.forms or find_noun(after.text) is not None
            if tokens.lower(at) == "police" or found.unit != noun.unit or found.measure:
                return head
            return at if is_free else head
        at += 1
    return head


def _unknown(tokens: Tokens, first: int, end: int) -> NounPhrase | None:
    """A phrase with an unknown noun: a few small words with a plural at their end."""
    last = end - 1
    if last < first or last > first + 3:
        return None
    word = tokens[last]
    if not word.is_word or not word.text.islower() or not word.text.endswith("s"):
        return None
    if word.text.endswith(("ss", "us", "is")) or find_verb(word.lower) is not None:
        return None
    return NounPhrase(first, last, None)


def _trimmed(tokens: Tokens, phrase: NounPhrase) -> NounPhrase:
    """A phrase without a participle that its measure tells: "rescued children"."""
    while phrase.first < phrase.last and tokens.lower(phrase.first) in (
        "more",
        "further",
        "additional",
    ):
        phrase = replace(phrase, first=phrase.first + 1)
    if phrase.first < phrase.last and tokens.lower(phrase.first) in _DONE_TO:
        return NounPhrase(phrase.first + 1, phrase.last, phrase.noun, phrase.first)
    return phrase

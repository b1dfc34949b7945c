"""Figures that tell a change ("rose by 12") or the level of something named before ("rose to 57")."""

from trafficking_explorer.curation.grammar.noun_phrases import (
    NounPhrase,
    phrase_after,
    phrase_before,
)
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import BE, HAVE, is_adverb
from trafficking_explorer.curation.grammar.verbs import find_verb, looks_like_participle
from trafficking_explorer.curation.grammar.word_sets import words

_CHANGES = words(
    "rise fall grow increase decrease decline drop climb jump halve double triple surge soar reduce shrink widen "
    "plunge slump swell expand cut slip dip improve"
)
_CHANGE_NOUNS = words(
    "rise rises increase increases decrease decline drop fall growth jump surge reduction cut gain loss difference "
    "change"
)
_COMPARED = words("more fewer less higher lower up down above below over under")
_SHARES = words(
    "proportion share percentage rate price prices cost age average value ratio fee wage"
)
"""Subjects whose level is not a count."""
_LEVELS = words("reach hit exceed total stand top pass near come number be")
_FORMS = {"doubled": "double", "tripled": "triple", "cut": "cut", "shrank": "shrink"}


def _is_change_verb(word: str) -> bool:
    verb = find_verb(word)
    if verb is not None and verb.lemma in _CHANGES:
        return True
    return word in _FORMS or (
        word.endswith("d") and any(word in (c + "d", c + "ed") for c in _CHANGES)
    )


def is_change(tokens: Tokens, number: int) -> bool:
    """True for the amount of a change: "rose by 12", "an increase of 40", "up 12%", "12 per cent more"."""
    j = _before(tokens, number)
    word = tokens.lower(j)
    if word == "by":
        return any(
            _is_change_verb(tokens.lower(k)) or tokens.lower(k) in _COMPARED
            for k in range(j - 1, max(-1, j - 6), -1)
        )
    if word in ("up", "down") and tokens.lower(j - 1) not in (
        "from",
        "made",
        "make",
        "makes",
        "making",
    ):
        return tokens.lower(number - 1) != "to"
    if word == "of" and tokens.lower(j - 1) in _CHANGE_NOUNS:
        return True
    if _is_change_verb(word):
        return True
    after = _after(tokens, number)
    if tokens.lower(after) in _COMPARED and tokens.lower(after) not in (
        "over",
        "above",
        "below",
        "under",
    ):
        return any(tokens.lower(k) == "than" for k in range(after, after + 6))
    if tokens.lower(after) in _CHANGE_NOUNS:
        return True
    return tokens.lower(after) in ("more", "fewer", "less") and number != after - 1


def _before(tokens: Tokens, number: int) -> int:
    """The token before a figure, its sign of money and its qualifiers."""
    j = number - 1
    while tokens.lower(j) in (
        *(
            "$",
            "€",
            "£",
            "¥",
            "about",
            "around",
            "nearly",
            "almost",
            "some",
            "just",
            "only",
            "roughly",
        ),
        *(
            "approximately",
            "at",
            "least",
            "more",
            "over",
            "than",
            "a",
            "an",
            "estimated",
            "further",
            "another",
        ),
    ):
        j -= 1
    return j


def _after(tokens: Tokens, number: int) -> int:
    """The token after a figure and its per cent."""
    i = number + 1
    if tokens.lower(i) == "per" and tokens.lower(i + 1).startswith("cent"):
        return i + 2
    return i + 1 if tokens.lower(i) in ("%", "percent", "percentage", "points", "point") else i


def level_of(tokens: Tokens, number: int) -> NounPhrase | None:
    """Those whose number a figure is: "the number of victims rose to 57", "Arrests: 41"; None otherwise."""
    j = _before(tokens, number)
    if tokens.lower(j) in (":", "–", "—", "-", "="):
        return _label(tokens, j - 1)
    k = j
    if tokens.lower(k) in ("to", "from", "at") or (
        tokens.lower(k) == "up" and tokens.lower(number - 1) == "to"
    ):
        k -= 1
        if tokens.lower(j) == "to":
            # "rose from 41 to 57", "rose from 41 in 2019 to 57"
            k = next(
                (at - 1 for at in range(k, max(-1, k - 8), -1) if tokens.lower(at) == "from"), k
            )
    while is_adverb(tokens.lower(k)):
        k -= 1
    verb = find_verb(tokens.lower(k))
    lemma = (
        "be" if tokens.lower(k) in BE else verb.lemma if verb else _FORMS.get(tokens.lower(k), "")
    )
    is_level = lemma in _LEVELS or (k < j and (_is_change_verb(tokens.lower(k)) or lemma == "go"))
    if not is_level:
        return None
    while tokens.lower(k - 1) in BE | HAVE or is_adverb(tokens.lower(k - 1)):
        k -= 1
    if any(tokens.lower(at) in _SHARES for at in range(k)):
        return None
    for at in range(k - 1, -1, -1):
        if tokens.lower(at) == "number" and tokens.lower(at + 1) == "of":
            return phrase_after(tokens, at + 1)
        if tokens.lower(at) in (";", ":", "."):
            break
    if lemma == "be":
        return None
    return phrase_before(tokens, k - 1)


def _label(tokens: Tokens, at: int) -> NounPhrase | None:
    """The label of a figure after it: "Victims rescued: 41"."""
    if looks_like_participle(tokens.lower(at)):
        found = phrase_before(tokens, at - 1)
        if found is not None:
            return NounPhrase(found.first, found.last, found.noun, at)
        return None
    return phrase_before(tokens, at)

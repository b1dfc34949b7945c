"""A verb with its auxiliaries: active or passive, done, negated or only planned."""

from dataclasses import dataclass

from trafficking_explorer.curation.grammar.tokens import Tokens, is_negation
from trafficking_explorer.curation.grammar.verbs import (
    BASE,
    GERUND,
    PARTICIPLE,
    VerbForm,
    find_verb,
    looks_like_participle,
)
from trafficking_explorer.curation.grammar.word_sets import words

BE = words("is are was were be been being am isn't aren't wasn't weren't got gets")
HAVE = words("has have had having hasn't haven't hadn't")
DO = words("do does did don't doesn't didn't")
MODALS = words(
    "will would shall should can could may might must cannot won't wouldn't shouldn't can't couldn't mightn't"
)
AUXILIARIES = BE | HAVE | DO | MODALS
_BELIEVED = words("believed thought estimated reported said known understood feared found alleged")
"""Participles between "are" and "to have been", after which the rest is stated."""
_PLANNED = words(
    "expected due likely unlikely set scheduled about supposed planned ready hoping going unable yet bound "
    "meant designed intended prepared waiting allowed urged asked ordered told"
)
_ADVERBS = words(
    "also already still now since then later all both each again just only once ever together so far either "
    "first even thus therefore soon safely often always mostly"
)
_ABLE = words("able")
_FACTIVE = words("manage help enable allow lead continue go come assist permit")
"""Verbs before "to" whose infinitive came true."""
_AFTER_FACT = words("in by after while on with since upon to when")
"""Prepositions before a gerund that tells what was done."""


def is_adverb(word: str) -> bool:
    """True for a word that may be within a group of verbs."""
    return word in _ADVERBS or (
        word.endswith("ly") and len(word) > 4 and word not in ("family", "only")
    )


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries.

    Attributes:
        first, last: of its tokens, the last one included.
        verb: the main verb; None for an unknown one, or for a form of "be" alone.
        is_passive: True for "was arrested".
        is_copula: True for a form of "be" without another verb.
        is_open: True if it is negated, planned, possible or asked, not done.
    """

    first: int
    last: int
    verb: VerbForm | None
    is_passive: bool
    is_copula: bool
    is_open: bool


def verb_group(tokens: Tokens, at: int) -> VerbGroup:
    """The group that begins at a token, an auxiliary or a verb."""
    i, auxiliary, is_open = at, "", False
    while True:
        word = tokens.lower(i)
        if word in BE:
            auxiliary = "be"
        elif word in HAVE:
            auxiliary = "have"
        elif word in DO:
            auxiliary = "do"
        elif word in MODALS:
            auxiliary, is_open = "modal", True
        elif auxiliary and word == "to":
            is_open = is_open or tokens.lower(i - 1) != "had"
        elif auxiliary == "be" and tokens.lower(i + 1) == "to" and word in _BELIEVED:
            i += 1
        elif auxiliary == "be" and tokens.lower(i + 1) == "to" and word in _PLANNED:
            is_open = True
            i += 1
        elif not (auxiliary and (is_adverb(word) or is_negation(word))):
            break
        is_open = is_open or is_negation(word)
        i += 1
    word = tokens.lower(i)
    verb = find_verb(word)
    if auxiliary == "be":
        is_passive = (verb is not None and PARTICIPLE in verb.forms) or looks_like_participle(word)
        is_active = verb is not None and GERUND in verb.forms
        if not is_passive and not is_active:
            # "were children": the last auxiliary is the verb.
            return VerbGroup(at, i - 1, None, is_passive=False, is_copula=True, is_open=is_open)
        return VerbGroup(at, i, verb, is_passive=is_passive, is_copula=False, is_open=is_open)
    if auxiliary == "have" and (verb is None or PARTICIPLE not in verb.forms):
        verb, i = find_verb("have"), i - 1
    return VerbGroup(at, i, verb, is_passive=False, is_copula=False, is_open=is_open)


def is_done(tokens: Tokens, at: int, verb: VerbForm) -> bool:
    """True if an active verb tells what was done: not negated, planned, possible or wished.

    Args:
        at: the token of the verb.
    """
    k = at - 1
    while is_adverb(tokens.lower(k)):
        k -= 1
    word = tokens.lower(k)
    if word == "to" and BASE in verb.forms:
        return _is_factive(tokens, k)
    if GERUND in verb.forms and tokens[k].is_word and word not in BE | HAVE:
        before = find_verb(word)
        if word in ("and", "or") or (before is not None and before.lemma in ("include", "involve")):
            return True
        return word in _AFTER_FACT and not _is_wished(tokens, k)
    while word in AUXILIARIES or is_negation(word) or is_adverb(word):
        if word in MODALS or is_negation(word):
            return False
        if word == "having" and tokens.lower(k - 1) in ("of", "for", "without", "to", "from"):
            # "suspected of having trafficked 12"
            return False
        k -= 1
        word = tokens.lower(k)
    if word in ("to", "not"):
        # "to have rescued", "to help rescue"
        return word == "to" and _is_factive(tokens, k)
    if (
        BASE in verb.forms
        and (before := find_verb(word)) is not None
        and before.lemma in ("help", "let")
    ):
        # "helped identify 12": as true as the help.
        return is_done(tokens, k, before)
    return not _is_conditional(tokens, k)


def _is_factive(tokens: Tokens, at: int) -> bool:
    """True if the infinitive after the "to" at a token came true: "managed to", "led police to"."""
    for k in range(at - 1, max(-1, at - 5), -1):
        word = tokens.lower(k)
        if word in _ABLE:
            return tokens.lower(k - 1) in ("was", "were", "been")
        verb = find_verb(word)
        if verb is not None and verb.lemma in _FACTIVE:
            return (
                is_done(tokens, k, verb) if BASE not in verb.forms else _is_plain_present(tokens, k)
            )
        if verb is not None and k == at - 1:
            return False
        if not tokens[k].is_word:
            return False
    return False


def _is_plain_present(tokens: Tokens, at: int) -> bool:
    return tokens.lower(at - 1) not in MODALS | DO | {"to", "not"}


def _is_wished(tokens: Tokens, at: int) -> bool:
    """True if words such as "interested" or "aimed" are before a preposition."""
    verb = find_verb(tokens.lower(at - 1))
    return verb is not None and verb.lemma in ("aim", "hope", "plan", "look", "think", "fail")


def _is_conditional(tokens: Tokens, at: int) -> bool:
    """True if a clause says "if", or that nobody did something."""
    for k in range(at, max(-1, at - 12), -1):
        word = tokens.lower(k)
        if word in ("if", "unless", "whether", "nobody", "none", "neither", "without"):
            return True
        if word == "no" and tokens.lower(k + 1) in ("one", "officer", "police", "agency"):
            return True
        if word in (",", ";", ":", "and", "but"):
            return False
    return False

"""The verb of a clause whose subject a figure counts: "were arrested", "rescued from a house", "are missing"."""

from trafficking_explorer.curation.grammar.action import DONE, OPEN, OTHER, PLAIN, Action
from trafficking_explorer.curation.grammar.clause_words import (
    DASHES,
    ENDS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from trafficking_explorer.curation.grammar.idioms import STATES, idiom, is_contrary
from trafficking_explorer.curation.grammar.noun_phrases import NounPhrase, phrase_after
from trafficking_explorer.curation.grammar.nouns import find_noun
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import (
    AUXILIARIES,
    VerbGroup,
    is_adverb,
    verb_group,
)
from trafficking_explorer.curation.grammar.verbs import (
    BASE,
    PARTICIPLE,
    PAST,
    PRESENT,
    find_verb,
    is_plain,
    looks_like_participle,
)
from trafficking_explorer.curation.grammar.word_sets import words

_INTRANSITIVE = words(
    "flee escape die disappear arrive remain go come appear fall rise drown perish vanish survive happen"
)
"""Verbs whose past is finite after a noun: "60 passengers fled"."""
_PRONOUNS = words("they he she we i you")
_WISHES = words("expect plan seek demand ask hope prevent request want threaten need")
_OBJECT_BEGINS = words(
    "the a an his her their its this that these those another him them it us me more all some several many "
    "dozens hundreds thousands"
)


def predicate(tokens: Tokens, at: int, *, is_subject: bool) -> Action | None:
    """The action told after a figure: "were arrested", "rescued from a house", "are missing"."""
    i = skip_aside(tokens, at)
    reduced = _reduced(tokens, i)
    if not is_subject or (reduced is not None and reduced.state == OTHER):
        return reduced
    group = _finite(tokens, i)
    if group is None:
        return reduced
    told = _told(tokens, group)
    return reduced if reduced is not None and told.state != DONE else told


def complement(tokens: Tokens, at: int) -> NounPhrase | None:
    """Those whom a figure's clause says they are: "12 were children"; None without such words."""
    group = _finite(tokens, skip_aside(tokens, at))
    if group is None or not group.is_copula or group.is_open:
        return None
    i = group.last + 1
    while is_adverb(tokens.lower(i)):
        i += 1
    found = phrase_after(tokens, i)
    return found if found is not None and found.is_persons else None


def is_only_expected(tokens: Tokens, at: int) -> bool:
    """True if a clause says that its subject is only expected, wanted or planned."""
    group = _finite(tokens, skip_aside(tokens, at))
    if group is None:
        return False
    is_wished = group.verb is not None and group.verb.lemma in _WISHES
    return group.is_open or (group.is_passive and is_wished)


def skip_aside(tokens: Tokens, i: int) -> int:
    """Skip "in total", "(…)", adverbs."""
    while True:
        if tokens.lower(i) == "(":
            i = next((k + 1 for k in range(i, len(tokens)) if tokens.lower(k) == ")"), i + 1)
        elif tokens.lower(i) == "in" and tokens.lower(i + 1) in ("total", "all"):
            i += 2
        elif is_adverb(tokens.lower(i)) and i < len(tokens):
            i += 1
        else:
            return i


def _reduced(tokens: Tokens, i: int) -> Action | None:
    """The action of a participle right after a figure: "12 women rescued from a house"."""
    verb = find_verb(tokens.lower(i))
    if verb is None or not verb.forms & {PARTICIPLE, PAST} or BASE in verb.forms:
        return None
    if PARTICIPLE not in verb.forms or verb.lemma in _INTRANSITIVE:
        return None
    if takes_object(tokens, i + 1):
        return Action(OTHER, "", i, i)
    if is_contrary(tokens, verb.lemma, i + 1):
        return Action(OTHER, "", i, i)
    if measure := idiom(tokens, verb.lemma, i + 1):
        return Action(DONE, measure, i, i + 1)
    if verb.frame.measure:
        return Action(DONE, verb.frame.measure, i, i, verb.frame)
    return None


def takes_object(tokens: Tokens, i: int) -> bool:
    token = tokens[i]
    if token.number is not None or token.lower in _OBJECT_BEGINS:
        return True
    if (
        not token.is_word
        or token.lower in PREPOSITIONS
        or token.lower in SUBORDINATORS
        or is_adverb(token.lower)
    ):
        return False
    return find_noun(token.text) is not None and token.lower not in ("last", "this")


def _finite(tokens: Tokens, at: int) -> VerbGroup | None:
    """The verb of the clause whose subject ends before a token."""
    i, is_first, is_reduced = at, True, False
    while i < min(len(tokens), at + 45):
        word = tokens.lower(i)
        if word in DASHES and (after := _after_dash(tokens, i)) is not None:
            i = after
            continue
        if word == ")":
            i += 1
            continue
        if word in ENDS or word in SUBORDINATORS or word in _PRONOUNS:
            return None
        if word == "(":
            i = skip_aside(tokens, i)
            continue
        if word in RELATIVES:
            i = _skip_relative(tokens, i + 1)
            continue
        if word in AUXILIARIES:
            return verb_group(tokens, i)
        if word in ("and", "or") and is_reduced:
            return None
        verb = find_verb(word)
        if verb is not None and tokens.lower(i - 1) in ("and", "or") and not is_thing(tokens, i):
            return None
        if verb is not None and not is_modifier(tokens, i):
            if PAST in verb.forms and (PARTICIPLE not in verb.forms or verb.lemma in _INTRANSITIVE):
                return verb_group(tokens, i)
            if PRESENT in verb.forms and find_noun(tokens[i].text) is None:
                return verb_group(tokens, i)
            if (
                (is_first or tokens.lower(i - 1) == ",")
                and BASE in verb.forms
                and find_noun(tokens[i].text) is None
            ):
                return verb_group(tokens, i)
        if looks_like_participle(word) and not is_modifier(tokens, i):
            is_reduced = True
        is_first = False
        i += 1
    return None


def _after_dash(tokens: Tokens, i: int) -> int | None:
    """The token after words between dashes, or after the second dash; None if there is only one."""
    later = next((k for k in range(i + 1, len(tokens)) if tokens.lower(k) in DASHES), None)
    if later is not None:
        return later + 1
    return i + 1 if any(tokens.lower(k) in DASHES for k in range(i)) else None


def is_thing(tokens: Tokens, i: int) -> bool:
    return find_noun(tokens[i].text) is not None


def is_modifier(tokens: Tokens, i: int) -> bool:
    """True for a verb's form before a noun: "four armed men", "the stolen cars"."""
    before = tokens[i - 1]
    return before.number is not None or before.lower in (
        "the",
        "a",
        "an",
        "their",
        "his",
        "her",
        "of",
        "other",
    )


def _skip_relative(tokens: Tokens, at: int) -> int:
    """The token after the verb of a relative clause."""
    for i in range(at, min(len(tokens), at + 8)):
        word = tokens.lower(i)
        if word in AUXILIARIES or find_verb(word) is not None:
            return verb_group(tokens, i).last + 1
        if word in ENDS:
            return i
    return at


def _told(tokens: Tokens, group: VerbGroup) -> Action:
    """The action that a verb tells of its subject."""
    first, last = group.first, group.last
    if group.is_open:
        return Action(OPEN, "", first, last)
    if group.is_copula:
        return _state(tokens, group)
    verb = group.verb
    if verb is None:
        return Action(OTHER, "", first, last)
    if group.is_passive and tokens.lower(last) in ("wanted", "sought"):
        return Action(DONE, "fugitives", first, last)
    if is_contrary(tokens, verb.lemma, last + 1):
        return Action(OTHER, "", first, last)
    if measure := idiom(tokens, verb.lemma, last + 1):
        is_theirs = (
            group.is_passive == (measure in ("arrests", "rescued", "convicted"))
            or measure == "assisted"
        )
        if is_theirs or measure == "missing":
            return Action(DONE, measure, first, last + 1)
    if group.is_passive and verb.frame.measure:
        return Action(DONE, verb.frame.measure, first, last, verb.frame)
    if not group.is_passive and verb.lemma in ("participate", "attend"):
        return Action(DONE, "participants", first, last)
    return Action(PLAIN if is_plain(verb) else OTHER, "", first, last)


def _state(tokens: Tokens, group: VerbGroup) -> Action:
    at = group.last + 1
    while is_adverb(tokens.lower(at)):
        at += 1
    for told, measure in STATES:
        for each in told:
            if tokens.has(at, each):
                return Action(DONE, measure, group.first, at + len(each.split()) - 1)
    return Action(PLAIN, "", group.first, group.last)

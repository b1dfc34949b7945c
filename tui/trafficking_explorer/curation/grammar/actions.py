"""The action that a clause tells of those a figure counts."""

from collections.abc import Iterator
from dataclasses import replace

from trafficking_explorer.curation.grammar.action import DONE, OPEN, OTHER, PLAIN, Action
from trafficking_explorer.curation.grammar.clause_words import (
    ASIDES,
    CONJUNCTIONS,
    ENDS,
    PARTS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from trafficking_explorer.curation.grammar.idioms import idiom, is_contrary
from trafficking_explorer.curation.grammar.noun_phrases import NounPhrase
from trafficking_explorer.curation.grammar.nouns import find_noun
from trafficking_explorer.curation.grammar.parts import (
    clause_start,
    is_of_them,
    is_part,
    phrase_start,
)
from trafficking_explorer.curation.grammar.predicates import (
    is_modifier,
    is_only_expected,
    is_thing,
    predicate,
    skip_aside,
    takes_object,
)
from trafficking_explorer.curation.grammar.tokens import Tokens, is_negation
from trafficking_explorer.curation.grammar.verb_groups import (
    AUXILIARIES,
    BE,
    is_adverb,
    is_done,
    verb_group,
)
from trafficking_explorer.curation.grammar.verbs import (
    BASE,
    GERUND,
    PARTICIPLE,
    PAST,
    PRESENT,
    VerbForm,
    find_action_noun,
    find_verb,
    is_plain,
    is_saying,
    looks_like_participle,
)
from trafficking_explorer.curation.grammar.word_sets import words

_UNWANTED = words("for against without before prevent avoid")
_WANTED = words(
    "warrant warrants call calls called calling seek seeks sought demand demands plan plans aim aims"
)


def action_of(tokens: Tokens, number: int, phrase: NounPhrase | None) -> Action | None:
    """The action on those that a figure counts; None if no verb is understood.

    Args:
        number: the token of the figure.
        phrase: the words for what it counts, after it.
    """
    found = _by_clause(tokens, number, phrase)
    if (found is None or found.state != DONE) and phrase is not None and phrase.done >= 0:
        # "the 18 arrested men will appear in court"
        verb = find_verb(tokens.lower(phrase.done))
        if verb is not None and verb.frame.measure:
            return Action(DONE, verb.frame.measure, phrase.done, phrase.done, verb.frame)
    return found


def _by_clause(tokens: Tokens, number: int, phrase: NounPhrase | None) -> Action | None:
    end = (phrase.last if phrase else number) + 1
    if phrase is None and is_of_them(tokens, number):
        end = number + 3
    before = phrase_start(tokens, number)
    opening = tokens.lower(clause_start(tokens, before))
    if (
        _is_none_of(tokens, before)
        or _is_question(tokens)
        or opening in ("if", "unless", "whether")
    ):
        return Action(OPEN, "", before, before)
    part = is_part(tokens, number)
    direct = None if part else _direct(tokens, before, end)
    if direct is not None and direct.state != OTHER:
        return direct
    in_phrase = tokens.lower(before) in PREPOSITIONS and not part
    own = predicate(tokens, end, is_subject=not in_phrase)
    if own is not None and own.state == DONE:
        return own
    if direct is not None:
        return direct
    if own is not None and not part:
        return own
    if part or (tokens.lower(before) in CONJUNCTIONS and not _may_have_verb(tokens, end)):
        listed = _listed(tokens, before, is_part=part)
        if listed is not None:
            return listed
    # Of a part, "are children" does not tell what was done to the whole.
    return None if part and own is not None and own.state == PLAIN else own


def _may_have_verb(tokens: Tokens, end: int) -> bool:
    """True if an unknown word after a figure may be its verb: "and 60 passengers absconded"."""
    i = skip_aside(tokens, end)
    return find_verb(tokens.lower(i)) is None and looks_like_participle(tokens.lower(i))


def _is_none_of(tokens: Tokens, before: int) -> bool:
    at = before
    while tokens.lower(at) in ("of", "the") and at > before - 3:
        at -= 1
    return at < before and (
        tokens.lower(at) in ("none", "neither", "few") or is_negation(tokens.lower(at))
    )


def _is_question(tokens: Tokens) -> bool:
    return tokens.lower(len(tokens) - 1) == "?"


def _direct(tokens: Tokens, j: int, end: int) -> Action | None:
    """The action of an active verb before a figure, or of a noun ("the arrest of"), which it is the object of."""
    word = tokens.lower(j)
    if word in ("of", "to", "for") and (found := _action_noun(tokens, j)) is not None:
        # "the arrest of 5 men is expected"
        is_fact = found.state != DONE or not is_only_expected(tokens, end)
        return found if is_fact else replace(found, state=OPEN, measure="")
    inverted = find_verb(tokens.lower(j - 1)) if word in BE else None
    if inverted is not None and inverted.frame.measure and j - 1 == clause_start(tokens, j):
        # "Rescued were 12 women"
        return Action(DONE, inverted.frame.measure, j - 1, j, inverted.frame)
    if word == "there" or (tokens.lower(j - 1) == "there" and word in BE):
        return Action(PLAIN, "", j, j)
    verb = find_verb(word)
    if verb is None or word in BE or _is_noun_here(tokens, j, verb) or is_saying(word):
        return None
    if not _is_active(tokens, j, verb):
        return None
    return _of_verb(tokens, j, verb, end)


def _of_verb(tokens: Tokens, j: int, verb: VerbForm, end: int) -> Action:
    """The action of an active verb on its object."""
    first = j
    # Of "rescued and assisted" the first counts.
    while tokens.lower(first - 1) in ("and", "or") and (
        (other := find_verb(tokens.lower(first - 2))) is not None
        and other.frame.measure
        and other.forms & verb.forms
    ):
        first, verb = first - 2, other
    if not is_done(tokens, first, verb):
        return Action(OPEN, "", j, j)
    figure = tokens[end].number
    if verb.lemma == "charge" and figure is not None and figure.is_money:
        # "charged 40 women 2,000 euros"
        return Action(OTHER, "", first, j)
    if is_contrary(tokens, verb.lemma, end):
        return Action(OTHER, "", first, j)
    for at in _same_clause(tokens, end):
        if measure := idiom(tokens, verb.lemma, at):
            return Action(DONE, measure, first, at)
    if verb.frame.measure:
        return Action(DONE, verb.frame.measure, first, j, verb.frame)
    return Action(PLAIN if is_plain(verb) and verb.lemma != "involve" else OTHER, "", first, j)


def _same_clause(tokens: Tokens, at: int) -> Iterator[int]:
    """The tokens after an object in which the rest of an idiom may be: "54 people, including …, to safety"."""
    for i in range(at, min(len(tokens), at + 14)):
        verb = find_verb(tokens.lower(i))
        if (
            tokens.lower(i) in ENDS
            or tokens.lower(i) in SUBORDINATORS
            or tokens.lower(i) in AUXILIARIES
        ):
            return
        if (
            verb is not None
            and tokens.lower(i) not in PARTS
            and not is_thing(tokens, i)
            and BASE not in verb.forms
        ):
            return
        yield i


def _action_noun(tokens: Tokens, j: int) -> Action | None:
    """The action of "the arrest of 12", "the rescue and assistance of 12", "help for 12"."""
    at = j - 1
    frame = find_action_noun(tokens.lower(at))
    if frame is None or (tokens.lower(j) != "of" and frame.measure != "assisted"):
        return None
    first = at
    while tokens.lower(first - 1) in ("and", "or") and (
        other := find_action_noun(tokens.lower(first - 2))
    ):
        first, frame = first - 2, other
    for k in range(first - 1, max(-1, first - 6), -1):
        word = tokens.lower(k)
        verb = find_verb(word)
        if (
            word in _WANTED | _UNWANTED
            or is_negation(word)
            or (verb is not None and verb.lemma in _WANTED)
        ):
            return Action(OPEN, "", first, j)
        if verb is not None and PARTICIPLE in verb.forms | {word} and not is_done(tokens, k, verb):
            return Action(OPEN, "", first, j)
        if verb is not None and BASE in verb.forms and not is_done(tokens, k, verb):
            return Action(OPEN, "", first, j)
        if not tokens[k].is_word:
            break
    return Action(DONE, frame.measure, first, j, frame)


def _is_noun_here(tokens: Tokens, j: int, verb: VerbForm) -> bool:
    """True if a word that is a noun too is one: after a determiner or an adjective, before a number."""
    return BASE in verb.forms and tokens.lower(j - 1) in (
        "the",
        "a",
        "an",
        "of",
        "this",
        "his",
        "their",
    )


def _is_active(tokens: Tokens, j: int, verb: VerbForm) -> bool:
    """True if a verb before its object is active, not a participle of a passive."""
    if verb.forms == {PARTICIPLE} and not _has(tokens, j):
        return False
    k = j - 1
    while is_adverb(tokens.lower(k)) or is_negation(tokens.lower(k)):
        k -= 1
    if tokens.lower(k) in BE:
        return GERUND in verb.forms
    return True


def _has(tokens: Tokens, j: int) -> bool:
    return any(tokens.lower(k) in ("has", "have", "had", "having") for k in range(j - 4, j))


def _listed(tokens: Tokens, at: int, *, is_part: bool) -> Action | None:
    """The action on the others of a list, or on the whole that a figure is a part of."""
    for k in range(at, -1, -1):
        word = tokens.lower(k)
        is_mark = word in ENDS and not (is_part and word in ASIDES)
        if (is_mark and k != at) or (word in SUBORDINATORS and not is_part):
            return None
        if word in RELATIVES and not is_part:
            return None
        if word == "of" and (found := _action_noun(tokens, k)) is not None:
            return found
        verb = find_verb(word)
        if word in BE and not is_part:
            return None
        if verb is None:
            if word in AUXILIARIES and not is_part:
                return None
            continue
        if _is_noun_here(tokens, k, verb) or (
            find_noun(tokens[k].text) is not None and BASE in verb.forms
        ):
            continue
        if word in PARTS or is_modifier(tokens, k):
            continue
        active = _is_active(tokens, k, verb)
        if not active and not is_part:
            return None
        if active and PARTICIPLE not in verb.forms and verb.forms & {PAST, PRESENT, BASE, GERUND}:
            return _of_verb(tokens, k, verb, k + 1)
        if active and not _ends_clause(tokens, k):
            return _of_verb(tokens, k, verb, k + 1)
        if is_part:
            return _whole(tokens, k, verb)
        return None
    return None


def _ends_clause(tokens: Tokens, k: int) -> bool:
    """True if a participle has no object: "those rescued include", "the 66 people rescued, 20 were"."""
    return not takes_object(tokens, k + 1) and not tokens[k + 1].is_capitalised


def _whole(tokens: Tokens, k: int, verb: VerbForm) -> Action:
    """The action of a passive on the whole."""
    start = k
    while (
        tokens.lower(start - 1) in AUXILIARIES
        or is_adverb(tokens.lower(start - 1))
        or is_negation(tokens.lower(start - 1))
    ):
        start -= 1
    group = verb_group(tokens, start) if start < k else None
    if group is not None and group.is_open:
        return Action(OPEN, "", k, k)
    if not verb.frame.measure:
        return Action(PLAIN if is_plain(verb) else OTHER, "", k, k)
    return Action(DONE, verb.frame.measure, k, k, verb.frame)

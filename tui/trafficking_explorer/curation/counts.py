"""Measure and unit of a count of persons or things, by its noun and the verb of its clause."""

from dataclasses import dataclass, replace

from trafficking_explorer.curation.grammar.action import DONE, OPEN, PLAIN, Action
from trafficking_explorer.curation.grammar.actions import action_of
from trafficking_explorer.curation.grammar.changes import is_change, level_of
from trafficking_explorer.curation.grammar.noun_phrases import (
    NounPhrase,
    phrase_after,
    phrase_before,
)
from trafficking_explorer.curation.grammar.nouns import ITEMS, PERSONS, find_noun
from trafficking_explorer.curation.grammar.parts import (
    is_of_them,
    is_part,
    phrase_of_whole,
    phrase_start,
    whole_of,
)
from trafficking_explorer.curation.grammar.predicates import complement
from trafficking_explorer.curation.grammar.subjects import is_done_by_body
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import AUXILIARIES, BE
from trafficking_explorer.curation.grammar.verbs import find_verb
from trafficking_explorer.curation.grammar.word_sets import words
from trafficking_explorer.curation.types import PLACEHOLDER
from trafficking_explorer.records.evidence import TextPosition

_OF_ROLE = {
    "victim": "victims",
    "fugitive": "fugitives",
    "participant": "participants",
    "user": "users",
}
"""Measures of persons of a role of whom a clause tells nothing else."""
_OF_PERSONS = words(
    "rescued identified detected assisted reunited arrests charged convicted fugitives trafficked"
)
"""Measures of persons, also where no noun names them: "six were charged"."""
_MAYBE = words("potential possible presumed suspected likely alleged")
_DEAD = words("deceased dead")
_UNNAMED = frozenset(["arrests", "convicted", "charged"])
"""Measures of nouns that count persons whom the words do not name: "40 arrests"."""
_IN_ALL = ("in all", "in total", "altogether", "all told")


@dataclass(frozen=True, slots=True)
class Count:
    """The reading of a count.

    Attributes:
        population: the place of the words for those counted.
        needed: places that a passage must have.
        is_part: True if it counts a part of those of another figure.
        whole: the place of that figure, if its sentence has it.
        by_body: True if a police force or another body did it.
    """

    unit: str
    measure: str
    population: TextPosition | None
    needed: tuple[TextPosition, ...]
    is_part: bool
    by_body: bool = False
    whole: TextPosition | None = None


def read_count(tokens: Tokens, number: int, *, is_one: bool) -> Count:
    """The reading of the number at a token."""
    phrase = phrase_after(tokens, number + 1, is_one=is_one)
    part = is_part(tokens, number)
    if is_change(tokens, number):
        return _count(tokens, phrase, PLACEHOLDER, None, part=part)
    if phrase is None and not part and (level := level_of(tokens, number)) is not None:
        # "the number of victims rose to 57", "Arrests: 41"
        return _of_level(tokens, level, number)
    action = action_of(tokens, number, phrase)
    whole = phrase_of_whole(tokens, number) if part else None
    if phrase is None:
        # "12 of whom are children"
        after = number + (3 if is_of_them(tokens, number) else 1)
        phrase = complement(tokens, after) or _named_before(tokens, number)
    measure = _measure(tokens, phrase, whole, action)
    count = _count(tokens, phrase, measure, action, part=part, whole=whole)
    at = whole_of(tokens, number)
    return count if at is None else replace(count, whole=tokens.span(at, at))


def _of_level(tokens: Tokens, level: NounPhrase, number: int) -> Count:
    """The reading of "the number of victims rose to 57"."""
    action = Action(PLAIN, "", number, number)
    verb = find_verb(tokens.lower(level.done)) if level.done >= 0 else None
    if verb is not None and verb.frame.measure:
        action = Action(DONE, verb.frame.measure, level.done, level.done, verb.frame)
    measure = _measure(tokens, level, None, action)
    found = _count(tokens, level, measure, None, part=False)
    if tokens.lower(level.last + 1) in ("in", "who", "at", "from", "under", "with"):
        # "the number of people in forced labour": the words for them go on.
        is_named = measure != "persons"
        return replace(found, measure=measure if is_named else PLACEHOLDER, population=None)
    return found


def _count(
    tokens: Tokens,
    phrase: NounPhrase | None,
    measure: str,
    action: Action | None,
    *,
    part: bool,
    whole: NounPhrase | None = None,
) -> Count:
    unit, population = PLACEHOLDER, None
    needed: list[TextPosition] = []
    if phrase is not None:
        population = tokens.span(phrase.first, phrase.last)
        unit = phrase.noun.unit if phrase.noun else PLACEHOLDER
        if phrase.noun and phrase.noun.unit == PLACEHOLDER:
            population = None
    if (
        unit == PLACEHOLDER
        and (phrase is None or phrase.noun is None)
        and _are_persons(measure, action, phrase, whole)
    ):
        unit = PERSONS
    if action is not None and action.state == DONE:
        needed.append(tokens.span(action.first, action.last))
    if (
        phrase
        and phrase.noun
        and phrase.noun.measure in (*_UNNAMED, "cases")
        and phrase.first == phrase.last
    ):
        needed.append(tokens.span(phrase.first, phrase.last))
        population = None
    by_body = action is not None and action.state == DONE and is_done_by_body(tokens, action.first)
    if action is not None and any(
        tokens.lower(k) in BE for k in range(action.first, action.last + 1)
    ):
        by_body = False
    return Count(unit, measure, population, tuple(needed), part, by_body)


def _are_persons(
    measure: str, action: Action | None, phrase: NounPhrase | None, whole: NounPhrase | None
) -> bool:
    """True if those counted are persons though no known noun says so."""
    if phrase is not None:
        return bool(action and action.frame and action.frame.only_persons and action.state == DONE)
    if whole is not None:
        return whole.is_persons
    return measure in _OF_PERSONS


def _named_before(tokens: Tokens, number: int) -> NounPhrase | None:
    """Those whom a figure counts after them: "the suspects, 14 in all,"."""
    at = phrase_start(tokens, number)
    is_all = any(tokens.has(number + 1, words) for words in _IN_ALL)
    if tokens.lower(at) in (",", "(") and is_all:
        return phrase_before(tokens, at - 1)
    if tokens.lower(at) in ("numbered", "numbering", "totalled", "totaled", "totalling"):
        return phrase_before(tokens, at - (2 if tokens.lower(at - 1) == "," else 1))
    return None


def _measure(
    tokens: Tokens, phrase: NounPhrase | None, whole: NounPhrase | None, action: Action | None
) -> str:
    state = action.state if action else None
    noun = phrase.noun if phrase else None
    if noun is not None and noun.role == "fugitive" and state != DONE:
        return "fugitives"
    if state == OPEN:
        return PLACEHOLDER
    if noun is not None and noun.measure:
        return noun.measure
    if noun is not None and noun.unit == PLACEHOLDER:
        # "6 kg of heroin"
        is_seized = action is not None and action.state == DONE and action.measure == "seized"
        return "seized" if is_seized else PLACEHOLDER
    if noun is not None and noun.unit != PERSONS:
        return _of_things(noun.unit, action)
    done = action.measure if action and state == DONE else ""
    if phrase is not None and noun is None:
        is_of_persons = (
            action is not None and action.frame is not None and action.frame.only_persons
        )
        return done if done == "seized" or is_of_persons else PLACEHOLDER
    counted = _words(tokens, phrase)
    role = noun.role if noun else ""
    if done:
        if whole is not None and not whole.is_persons and noun is None:
            return PLACEHOLDER
        if action is not None and tokens.lower(action.last + 1) == "as":
            # "87 were identified as potential victims"
            told = phrase_after(tokens, action.last + 2)
            counted |= _words(tokens, told)
            role = told.noun.role if told is not None and told.noun is not None else role
        return _of_persons(done, counted, role, action)
    if role == "victim" and (state is not None or not _has_verb(tokens)):
        return "potential_victims" if _MAYBE & counted else "victims"
    if whole is not None and whole.noun and whole.noun.role == "victim" and noun is not None:
        # "Of the 480 victims, 210 were women."
        return "victims"
    if "missing" in counted and state in (PLAIN, None):
        return "missing"
    if role in _OF_ROLE:
        return _OF_ROLE[role]
    return "persons" if noun is not None and state == PLAIN else PLACEHOLDER


def _has_verb(tokens: Tokens) -> bool:
    """True if a sentence has a verb; headings and captions may have none."""
    return any(
        each.lower in AUXILIARIES
        or (find_verb(each.lower) is not None and find_noun(each.text) is None)
        for each in tokens
    )


def _words(tokens: Tokens, phrase: NounPhrase | None) -> frozenset[str]:
    if phrase is None:
        return frozenset()
    return frozenset(tokens.lower(i) for i in range(phrase.first, phrase.last + 1))


def _of_things(unit: str, action: Action | None) -> str:
    """The measure of things: seized, or only counted."""
    if action is not None and action.state == DONE:
        if action.measure == "seized" and unit == ITEMS:
            return "seized"
        if unit == "families" and action.measure in ("reunited", "assisted", "rescued"):
            return action.measure
    return {ITEMS: "items", "families": PLACEHOLDER}.get(unit, unit)


def _of_persons(measure: str, words: frozenset[str], role: str, action: Action | None) -> str:
    """The measure of persons by the verb and by who they are."""
    if measure == "seized":
        return PLACEHOLDER
    if action is not None and action.frame is not None and role in action.frame.spares:
        # "victims were held", not arrested.
        return "victims" if role == "victim" else PLACEHOLDER
    if role == "victim" and _MAYBE & words and measure in ("identified", "detected", "found"):
        return "potential_victims"
    if measure != "identified":
        return measure
    if _DEAD & words:
        return "deceased_identified"
    return {"suspect": "suspects_identified", "migrant": "migrants_identified"}.get(role, measure)

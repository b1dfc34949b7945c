"""Amounts beside counts: shares, money, ages, terms of prison, lengths of time."""

from dataclasses import dataclass

from trafficking_explorer.curation.grammar.changes import is_change
from trafficking_explorer.curation.grammar.noun_phrases import (
    NounPhrase,
    phrase_after,
    phrase_before,
)
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import AUXILIARIES, BE, MODALS, is_adverb
from trafficking_explorer.curation.grammar.verbs import find_verb, looks_like_participle
from trafficking_explorer.curation.grammar.word_sets import words
from trafficking_explorer.curation.types import PLACEHOLDER
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.numbers import Number

_TIMES = {each: f"{each}s" for each in ("year", "month", "week", "day", "hour", "minute")}
_MADE_UP = words("make account represent constitute form comprise")
_MAKES = words("make earn generate gross net yield")
_PROFITS = words(
    "profit profits revenue revenues proceeds turnover earnings income gains takings industry business"
)
_PRICES = words("fee fees price prices fare fares cost costs")
_SELLS = words("cost sell charge buy")
_OTHER_MONEY = words(
    "fine fines fined debt debts ransom bribe bribes wage wages salary salaries reward rewards budget grant grants fund "
    "funds funding donation donations compensation damages bail loan loans aid investment tax taxes loss losses"
)
_JOURNEYS = words(
    "journey trip passage crossing place seat ticket ride transport visa passport job jobs documents document trips "
    "crossings journeys boat service services each"
)
_SENTENCES = words("sentence sentences term terms imprisonment jail prison custody bars")
_SENTENCED = words("sentence jail imprison")
_THREATS = words("face carry risk")
_OLDEST = words("oldest youngest eldest")
_OLDEST_AGE = 120
_ANYONE = words("anyone anybody everyone those people persons all")
_AFTER_AGE = words("when and at who or in to were are have had")
_OF_AGE = 21
"""The highest number of years that "under" makes an age without a further word."""


@dataclass(frozen=True, slots=True)
class Amount:
    """The reading of an amount.

    Attributes:
        value_text: the place of the figure as written, with a sign that belongs to it.
        qualifier: of the words around it, where they tell more than those before it.
    """

    unit: str
    measure: str
    value_text: TextPosition
    needed: tuple[TextPosition, ...]
    population: TextPosition | None = None
    qualifier: str | None = None


def _place(tokens: Tokens, phrase: NounPhrase | None) -> TextPosition | None:
    return tokens.span(phrase.first, phrase.last) if phrase else None


# Shares.


def read_percentage(tokens: Tokens, index: int, number: Number) -> Amount:
    """A share in per cent, or a change of one."""
    last = max(index, tokens.index_at(number.amount_end - 1))
    is_sign = tokens.lower(last) == "%"
    written = tokens.span(index, last if is_sign else index)
    needed = (tokens.span(index, last),)
    if number.kind == "points":
        return Amount(PLACEHOLDER, PLACEHOLDER, written, needed)
    whole = _whole(tokens, last + 1) if tokens.lower(last + 1) in ("of", "in") else None
    measure = "share" if _is_share(tokens, index, last) else PLACEHOLDER
    return Amount("percent", measure, written, needed, _place(tokens, whole))


def _is_share(tokens: Tokens, number: int, last: int) -> bool:
    """True if a percentage is a part of a whole, not a change, a fee or a rate of interest."""
    if is_change(tokens, number):
        return False
    after = last + 1
    if tokens.lower(after) == "of":
        return True
    while is_adverb(tokens.lower(after)):
        after += 1
    verb = find_verb(tokens.lower(after))
    if tokens.lower(after) in AUXILIARIES or (verb is not None and "base" in verb.forms):
        return True
    return any(
        (verb := find_verb(tokens.lower(k))) is not None and verb.lemma in _MADE_UP
        for k in range(max(0, number - 5), number)
    )


def read_ratio(tokens: Tokens, number: int) -> Amount:
    """A share as a fraction or a ratio: "one in four", "two thirds", "most"."""
    after = number + 1
    whole = _whole(tokens, after)
    measure = PLACEHOLDER if is_change(tokens, number) else "share"
    place = tokens.span(number, number)
    return Amount("ratio", measure, place, (place,), _place(tokens, whole))


def _whole(tokens: Tokens, at: int) -> NounPhrase | None:
    """The words for the whole of a share; None if they name it elsewhere: "half of them"."""
    if tokens.lower(at) == "of" and tokens.lower(at + 1) in ("them", "whom", "which", "it"):
        return None
    return phrase_after(tokens, at, is_one=True)


# Money.


def read_money(tokens: Tokens, index: int, number: Number) -> Amount:
    """An amount of money."""
    first = min(index, max(0, tokens.index_at(number.amount_start)))
    last = max(index, tokens.index_at(number.amount_end - 1))
    return Amount(
        number.unit or PLACEHOLDER,
        _money_measure(tokens, first, last),
        tokens.span(index, index),
        (TextPosition(number.amount_start, number.amount_end),),
    )


def _money_measure(tokens: Tokens, first: int, last: int) -> str:
    """`seized`, `revenue` or `price`, by the verb or the noun nearest before; else the placeholder."""
    for k in range(last + 1, min(len(tokens), last + 5)):
        word = tokens.lower(k)
        if word in _PROFITS:
            return "revenue"
        if word in _OTHER_MONEY:
            return PLACEHOLDER
        verb = find_verb(word)
        if verb is not None and verb.frame.measure == "seized":
            return "seized"
        if not tokens[k].is_word or word in ("and", "to", "for", "from"):
            break
    for k in range(first - 1, max(-1, first - 14), -1):
        word = tokens.lower(k)
        if word in (";", ":", "."):
            break
        if word in _OTHER_MONEY or word in MODALS:
            return PLACEHOLDER
        if word in _PROFITS:
            return "revenue"
        if word in _PRICES:
            return "price"
        verb = find_verb(word)
        if verb is None or word in ("estimated", "estimates"):
            continue
        if verb.frame.measure == "seized":
            return "seized"
        if verb.lemma in _MAKES and not _is_passive(tokens, k):
            return "revenue"
        if verb.lemma in _SELLS and word != "charges":
            return "price"
        if verb.lemma in ("demand", "ask"):
            return "price" if _is_for_journey(tokens, last) else PLACEHOLDER
        if verb.lemma == "pay":
            return (
                "price"
                if not _is_passive(tokens, k) and _is_for_journey(tokens, last)
                else PLACEHOLDER
            )
        if verb.lemma not in ("be", "reach", "exceed", "total", "hit"):
            return PLACEHOLDER
    return PLACEHOLDER


def _is_passive(tokens: Tokens, at: int) -> bool:
    return tokens.lower(at - 1) in BE


def _is_for_journey(tokens: Tokens, last: int) -> bool:
    if tokens.lower(last + 1) != "for":
        return False
    return any(tokens.lower(k) in _JOURNEYS for k in range(last + 2, last + 6))


# Ages, sentences, durations.


def read_age_or_time(tokens: Tokens, index: int, number: Number) -> Amount | None:
    """An age, a sentence or a length of time; None for other figures."""
    at = index + 1
    if tokens.lower(at) == "-":
        at += 1
    stem, _, rest = tokens.lower(at).partition("-")
    is_time = stem.removesuffix("s") in _TIMES
    if number.kind == "age" or _is_bare_age(tokens, index, number):
        last = index
        if is_time:
            last = at + (0 if rest else 1)
            last = at + 2 if tokens.lower(at + 1) in ("-", "of") else last
        return _age(tokens, index, last, number.unit or "years")
    if not is_time and number.kind != "duration":
        return None
    unit = number.unit or _TIMES.get(stem.removesuffix("s"), PLACEHOLDER)
    last = at if is_time else index
    measure = _time_measure(tokens, index, last)
    return Amount(unit, measure, tokens.span(index, index), (tokens.span(index, last),))


def _is_bare_age(tokens: Tokens, index: int, number: Number) -> bool:
    """True for "the oldest is 61" and "the suspect, 43, was led away"."""
    if number.value is None or not 0 < number.value < _OLDEST_AGE:
        return False
    after = tokens[index + 1]
    if after.is_word and find_verb(after.lower) is None and after.lower not in _AFTER_AGE:
        return False
    j = index - 1
    if tokens.lower(j) == "," and tokens.lower(index + 1) == ",":
        found = phrase_before(tokens, j - 1)
        return found is not None and found.is_persons and not (found.noun and found.noun.is_plural)
    if (
        tokens.lower(j) in ("under", "over", "below")
        and number.value <= _OF_AGE
        and number.unit is None
    ):
        # "most of the girls were under 18", "anyone under 16"
        found = phrase_before(tokens, j - 1)
        is_beside = found is not None and found.is_persons
        return is_beside or tokens.lower(j - 1) in _ANYONE or _subject(tokens, j) is not None
    if tokens.ends_with(j, "as young as") or tokens.ends_with(j, "as old as"):
        return True
    if tokens.lower(j) in ("was", "is") and tokens.lower(j - 1) in ("she", "he"):
        return tokens.lower(index + 1) in ("when", "and", ",", ".", "at")
    while is_adverb(tokens.lower(j)) or tokens.lower(j) in ("about", "around"):
        j -= 1
    return tokens.lower(j) in BE and any(
        tokens.lower(k) in _OLDEST for k in range(max(0, j - 7), j)
    )


def _is_after_aged(tokens: Tokens, number: int) -> int:
    """The first token of "aged", "under the age of" before a figure; -1 without such words."""
    j = number - 1
    while tokens.lower(j) in (
        "between",
        "from",
        "just",
        "only",
        "about",
        "around",
        "under",
        "over",
        "approximately",
    ):
        j -= 1
    while tokens.lower(j) in ("and", "or", ",", "to") and tokens[j - 1].number is not None:
        # "aged 24 and 31"
        j -= 2 if tokens.lower(j - 2) != "," or tokens[j - 3].number is not None else 1
        while tokens.lower(j) == ",":
            j -= 1
        if tokens[j].number is not None:
            j -= 1
    if tokens.lower(j) in ("aged", "ages"):
        return j
    if tokens.lower(j) == "of" and tokens.lower(j - 1) in ("age", "ages"):
        return j - 1
    return -1


def _age(tokens: Tokens, number: int, last: int, unit: str) -> Amount:
    place = tokens.span(number, number)
    first = number
    population, qualifier = None, None
    aged = _is_after_aged(tokens, number)
    if aged >= 0:
        first = aged
        k = aged - 1
        if tokens.lower(k) == "the":
            k -= 1
        if tokens.lower(k) in ("under", "below", "over", "above"):
            first = k
            qualifier = "less_than" if tokens.lower(k) in ("under", "below") else "more_than"
            k -= 1
        population = _aged(tokens, k)
    elif last > number and tokens[last + 1].is_word and not _is_verb(tokens, last + 1):
        # "a 16-year-old Nigerian girl"
        population = phrase_after(tokens, last + 1, is_one=True)
        if population is not None and not population.is_persons:
            population = None
    if population is None and aged < 0:
        population = _subject(tokens, number - 1)
    return Amount(
        unit, "age", place, (tokens.span(first, last),), _place(tokens, population), qualifier
    )


def _is_verb(tokens: Tokens, at: int) -> bool:
    return tokens.lower(at) in AUXILIARIES


def _aged(tokens: Tokens, k: int) -> NounPhrase | None:
    """Those who are aged so: "victims aged", "the women, aged", "the boys are aged"."""
    while tokens.lower(k) in (
        ",",
        "(",
        "all",
        "mostly",
        "are",
        "were",
        "is",
        "was",
        "been",
        "be",
        "at",
    ):
        k -= 1
    found = phrase_before(tokens, k) if tokens[k].is_word else None
    return found if found is not None and found.is_persons else None


def _subject(tokens: Tokens, k: int) -> NounPhrase | None:
    """Those who "were between 11 and 16 years old", "were all under 12"."""
    while tokens.lower(k) in (
        "between",
        "from",
        "all",
        "only",
        "just",
        "about",
        "around",
        "under",
        "over",
    ):
        k -= 1
    if tokens.lower(k) not in BE:
        return None
    while tokens.lower(k) in BE or is_adverb(tokens.lower(k)):
        k -= 1
    found = phrase_before(tokens, k)
    if found is None and looks_like_participle(tokens.lower(k)):
        found = phrase_before(tokens, k - 1)
    return found if found is not None and found.is_persons else None


def _time_measure(tokens: Tokens, number: int, unit: int) -> str:
    """`sentence`, `duration` or the placeholder."""
    if tokens.lower(unit + 1) in ("ago", "earlier", "later", "before", "after"):
        return PLACEHOLDER
    around = range(max(0, number - 14), min(len(tokens), unit + 6))
    verbs = [(k, verb) for k in around if (verb := find_verb(tokens.lower(k))) is not None]
    if any(verb.lemma in _THREATS for k, verb in verbs if k < number):
        return PLACEHOLDER
    is_sentence = any(verb.lemma in _SENTENCED and k < number for k, verb in verbs) or any(
        tokens.lower(k) in _SENTENCES for k in around if k > unit or k >= number - 4
    )
    if is_sentence:
        is_open = any(
            tokens.lower(k) in MODALS | {"maximum", "demanded", "sought", "asked"}
            for k in around
            if k < number
        )
        return PLACEHOLDER if is_open else "sentence"
    if tokens.lower(number - 1) in ("last", "past", "next", "coming", "previous", "every", "each"):
        return PLACEHOLDER
    return "duration"

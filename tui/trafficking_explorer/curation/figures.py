"""The meaning of a number in its sentence: unit, qualifier, what is counted, and the words for it."""

import math
import re
from dataclasses import dataclass, field

from trafficking_explorer.curation.amounts import (
    Amount,
    read_age_or_time,
    read_money,
    read_percentage,
    read_ratio,
)
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.attribution import find_speaker
from trafficking_explorer.curation.counts import read_count
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.not_counts import is_idiom, is_no_count, is_year
from trafficking_explorer.curation.periods import Period, find_period
from trafficking_explorer.curation.record_index import IndexedName
from trafficking_explorer.curation.types import PLACEHOLDER
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.numbers import Number
from trafficking_explorer.text.qualifiers import qualifier_before

_MONEY_BEFORE = re.compile(r"(?P<USD>US\s?\$|USD\s?)|(?P<EUR>€|EUR\s?)|[$£¥]")
_MONEY_AFTER = re.compile(
    r"\s*(?:of\s+)?(?:(?P<USD>USD\b|US dollars?\b|U\.S\. dollars?\b)|(?P<EUR>EUR\b|euros?\b|€)"
    r"|(?:dollars?|pounds?|francs?|naira|pesos?)\b)",
    re.IGNORECASE,
)
_PART = re.compile(r"\bout\b|half|quarter|third|fifth|\Amost\Z", re.IGNORECASE)
_OF_MILLIONS = re.compile(r"\s+of\s+(?:m|b)illions\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?P<at_least>least|minimum)\b|\b(?P<at_most>maximum)\b", re.IGNORECASE)
VAGUE = {"dozens": "dozens", "hundreds": "hundreds", "thousands": "thousands"}


@dataclass
class ParsedFigure:
    """A number in its sentence.

    Attributes:
        sure: True if a reader would take it for a count; a year is not.
        is_part: True if it counts a part of those of another figure.
        whole: the place of that figure, if the sentence has it.
        speaker: the place of the words for who says so.
        needed: the places that its passage must include.
    """

    number: Number
    value_text: TextPosition
    unit: str = PLACEHOLDER
    measure: str = PLACEHOLDER
    qualifier: str = "exact"
    population: TextPosition | None = None
    operation: IndexedName | None = None
    operation_reason: str = "The sentence names it."
    sure: bool = True
    is_part: bool = False
    whole: TextPosition | None = None
    speaker: TextPosition | None = None
    period: Period | None = None
    needed: list[TextPosition] = field(default_factory=list)


def parse_figure(reading: ArticleText, number: Number) -> ParsedFigure:
    """Read a number by the words of its sentence; what they do not tell is left open."""
    place = TextPosition(number.start, number.end)
    text = reading.text
    if text.endswith("multi-", 0, number.start):
        place = TextPosition(number.start - len("multi-"), number.end)
        number = Number(*place, None)
    elif number.value is None and (more := _OF_MILLIONS.match(text, number.end)):
        place = TextPosition(number.start, more.end())
        number = Number(*place, None)
    sentence = reading.sentence(place)
    before = text[sentence.start : place.start]
    claim = ParsedFigure(number, place, needed=[place])
    if is_no_count(reading, number, sentence) or is_idiom(reading, number, sentence):
        claim.sure = False
        return claim
    _qualify(claim, sentence, before, text)
    others = [n for n in reading.numbers(sentence) if n.end <= place.start or n.start >= place.end]
    tokens = Tokens(text, sentence, sorted([*others, number], key=lambda each: each.start))
    index = tokens.index_at(place.start)
    amount = _amount(tokens, index, claim, text, sentence)
    if amount is not None:
        _take_amount(claim, amount)
    else:
        _take_count(claim, tokens, index, text)
    if claim.sure:
        _take_context(claim, tokens, index, text, sentence)
    if claim.population is not None:
        claim.needed.append(claim.population)
    return claim


def _amount(
    tokens: Tokens, index: int, claim: ParsedFigure, text: str, sentence: TextPosition
) -> Amount | None:
    place, number = claim.value_text, claim.number
    before, after = text[sentence.start : place.start], text[place.end : sentence.end]
    if (percentage := read_percentage(tokens, index)) is not None:
        return percentage
    if _PART.search(text[place.start : place.end]):
        return read_ratio(tokens, index)
    if money := _money(before, after):
        first = tokens.index_at(place.start - money[1])
        last = tokens.index_at(place.end + money[2] - 1)
        return read_money(tokens, first, index, last, money[0])
    return read_age_or_time(tokens, index, number.value)


def _take_amount(claim: ParsedFigure, amount: Amount) -> None:
    claim.unit, claim.measure, claim.value_text = amount.unit, amount.measure, amount.value_text
    claim.population = amount.population
    claim.needed.extend(amount.needed)
    if amount.qualifier is not None and claim.qualifier == "exact":
        claim.qualifier = amount.qualifier


def _take_count(claim: ParsedFigure, tokens: Tokens, index: int, text: str) -> None:
    words = text[claim.number.start : claim.number.end]
    count = read_count(tokens, index, is_one=claim.number.value in (0.0, 1.0))
    if is_year(words) and not count.is_told:
        claim.sure = False
        return
    claim.unit, claim.measure, claim.population = count.unit, count.measure, count.population
    claim.is_part, claim.whole = count.is_part, count.whole
    claim.needed.extend(count.needed)


def _take_context(
    claim: ParsedFigure, tokens: Tokens, index: int, text: str, sentence: TextPosition
) -> None:
    """Who says it, and the time it is about."""
    claim.speaker = find_speaker(tokens, index)
    if claim.measure != "age":
        claim.period = find_period(tokens, index, text, sentence)
    claim.needed += [each for each in (claim.speaker,) if each is not None]
    claim.needed += [claim.period.place] if claim.period is not None else []


def _qualify(claim: ParsedFigure, sentence: TextPosition, before: str, text: str) -> None:
    number = claim.number
    if number.value is None or not math.isfinite(number.value):
        words = text[number.start : number.end].lower()
        claim.qualifier = VAGUE.get(words, "unspecified")
        if words in ("millions", "billions"):
            claim.qualifier = "thousands"
    elif found := qualifier_before(before):
        claim.qualifier = found.code
        claim.needed.append(TextPosition(sentence.start + found.start, number.start))
    elif least := _LEAST.search(before[-120:]):
        # "the least number of people …, is 2.5 million"
        claim.qualifier = str(least.lastgroup)
        start = sentence.start + max(0, len(before) - 120) + least.start()
        claim.needed.append(TextPosition(start, number.start))


def _money(before: str, after: str) -> tuple[str, int, int] | None:
    """The currency of an amount, and how far its sign reaches before and after the number."""
    tail = before[-6:]
    sign = next(
        (match for match in _MONEY_BEFORE.finditer(tail) if not tail[match.end() :].strip()), None
    )
    if sign:
        return sign.lastgroup or "currency", len(tail) - sign.start(), 0
    if sign := _MONEY_AFTER.match(after):
        return sign.lastgroup or "currency", 0, sign.end()
    return None

"""The meaning of a number in its sentence: unit, qualifier, what is counted, and the words for it."""

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
from trafficking_explorer.curation.periods import Period, find_period
from trafficking_explorer.curation.record_index import IndexedName
from trafficking_explorer.curation.types import PLACEHOLDER
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.numbers import Number
from trafficking_explorer.text.qualifiers import VAGUE_CODES

_MOST = re.compile(r"most\Z", re.IGNORECASE)
_OF_MILLIONS = re.compile(r"\s+of\s+(?:m|b)illions\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?P<at_least>least|minimum)\b|\b(?P<at_most>maximum)\b", re.IGNORECASE)
_HANDED_OVER = re.compile(
    r"\b(?:turn|hand|tak|took|go|went|pass|pull|giv|gave|sign|bring|brought|carr)(?:e|ed|s|es|ing|en|y|ied)?\s+over\s+\W*\Z",
    re.IGNORECASE,
)
VAGUE = VAGUE_CODES


@dataclass
class ParsedFigure:
    """A number in its sentence.

    Attributes:
        sure: True if a reader would take it for a count; a year is not.
        is_part: True if it counts a part of those of another figure.
        whole: the place of that figure, if the sentence has it.
        by_body: True if a police force or another body did what is told.
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
    by_body: bool = False
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
    claim = ParsedFigure(number, place, needed=[place])
    if not number.is_figure:
        claim.sure = False
        return claim
    _qualify(claim, sentence, text[sentence.start : place.start])
    others = [n for n in reading.numbers(sentence) if n.end <= place.start or n.start >= place.end]
    tokens = Tokens(text, sentence, sorted([*others, number], key=lambda each: each.start))
    index = tokens.index_at(place.start)
    amount = _amount(tokens, index, claim, text)
    if amount is not None:
        _take_amount(claim, amount)
    else:
        _take_count(claim, tokens, index)
    if claim.sure:
        _take_context(claim, tokens, index, text, sentence)
    if claim.population is not None:
        claim.needed.append(claim.population)
    return claim


def _amount(tokens: Tokens, index: int, claim: ParsedFigure, text: str) -> Amount | None:
    place, number = claim.value_text, claim.number
    if number.kind in ("percent", "points"):
        return read_percentage(tokens, index, number)
    if number.kind == "share" or _MOST.match(text, place.start, place.end):
        return read_ratio(tokens, index)
    if number.is_money:
        return read_money(tokens, index, number)
    return read_age_or_time(tokens, index, number)


def _take_amount(claim: ParsedFigure, amount: Amount) -> None:
    claim.unit, claim.measure, claim.value_text = amount.unit, amount.measure, amount.value_text
    claim.population = amount.population
    claim.needed.extend(amount.needed)
    if amount.qualifier is not None and claim.qualifier == "exact":
        claim.qualifier = amount.qualifier


def _take_count(claim: ParsedFigure, tokens: Tokens, index: int) -> None:
    count = read_count(tokens, index, is_one=claim.number.value in (0, 1))
    claim.unit, claim.measure, claim.population = count.unit, count.measure, count.population
    claim.is_part, claim.whole = count.is_part, count.whole
    claim.by_body = count.by_body
    claim.needed.extend(count.needed)


def _take_context(
    claim: ParsedFigure, tokens: Tokens, index: int, text: str, sentence: TextPosition
) -> None:
    """Find its speaker, and the time it is about."""
    claim.speaker = find_speaker(tokens, index)
    if claim.measure != "age":
        claim.period = find_period(tokens, index, text, sentence)
    claim.needed += [each for each in (claim.speaker,) if each is not None]
    claim.needed += [claim.period.place] if claim.period is not None else []


def _qualify(claim: ParsedFigure, sentence: TextPosition, before: str) -> None:
    number = claim.number
    if number.qualifying and _HANDED_OVER.search(before):
        # "turned over 8 million": the word belongs to the verb.
        return
    if found := number.qualifying:
        claim.qualifier = found.code
        start, end = min(found.start, number.start), max(found.end, number.end)
        claim.needed.append(TextPosition(start, end))
    elif number.qualifier is not None:
        claim.qualifier = number.qualifier
    elif number.value is None:
        claim.qualifier = "unspecified"
    elif least := _LEAST.search(before[-120:]):
        # "the least number of people …, is 2.5 million"
        claim.qualifier = str(least.lastgroup)
        start = sentence.start + max(0, len(before) - 120) + least.start()
        claim.needed.append(TextPosition(start, number.start))

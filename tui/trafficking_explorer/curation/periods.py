"""The time that a figure is about: "in 2018", "since May 2005", "between 2014 and 2018", as EDTF."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.curation.grammar.nouns import find_noun
from trafficking_explorer.curation.grammar.tokens import Tokens
from trafficking_explorer.curation.grammar.verb_groups import AUXILIARIES
from trafficking_explorer.curation.grammar.verbs import find_verb, is_saying, looks_like_participle
from trafficking_explorer.curation.grammar.word_sets import words
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.months import MONTH, MONTH_NUMBERS

_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"


def _point(name: str) -> str:
    """A pattern of a day, a month or a year, with the groups of its parts."""
    return (
        rf"(?:(?P<{name}d>{_DAY})\s+(?:of\s+)?(?P<{name}m>{MONTH})\.?,?\s+(?P<{name}y>{_YEAR})"
        rf"|(?P<{name}m2>{MONTH})\.?\s+(?:(?P<{name}d2>{_DAY}),?\s+)?(?P<{name}y2>{_YEAR})"
        rf"|(?P<{name}y3>{_YEAR}))\b(?!\s?[-–]\s?\d|[.,]\d)"
    )


_PERIODS = re.compile(
    rf"\b(?:between|from)\s+{_point('a')}\s+(?:and|to|until|till|through)\s+{_point('b')}"
    rf"|\b(?P<days>(?:from|between|on)\s+(?P<first>{_DAY})(?:\s+(?P<firstm>{MONTH}))?\s?(?:to|and|until|through|[-–])\s?{_point('c')})"
    rf"|\((?P<in>{_DAY})\s?[-–]\s?{_point('p')}\)|\({_point('q')}\)"
    rf"|\b(?P<until>between|from|since)\s+{_point('u')}\s+(?:to|until|till)\s+(?:date|now|today|the\s+present)"
    rf"|\b(?P<since>since|from)\s+(?:early\s+|late\s+)?{_point('s')}(?P<on>\s+(?:onwards?|on|to\s+date|until\s+now))?"
    rf"|\b(?:in|during|throughout|for|over)\s+(?:the\s+(?:whole\s+)?(?:year|month)\s+(?:of\s+)?)?(?P<span>(?P<sa>{_YEAR})\s?[-–/]\s?(?P<sb>{_YEAR}))\b"
    rf"|\b(?:in|during|throughout|on|for)\s+(?:the\s+(?:whole\s+)?(?:year|month)\s+(?:of\s+)?|(?:all|the\s+whole)\s+of\s+)?{_point('i')}",
    re.IGNORECASE,
)
_ISO = re.compile(rf"{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
_YEARS = re.compile(rf"(?P<first>{_YEAR})\s?[-–/]\s?(?P<last>{_YEAR})")
_ANY_YEAR = re.compile(rf"(?<![\w.,/$€£-]){_YEAR}(?![\w/]|[.,]\d)")
_BARRIERS = words("who which that whose whom where when while whereas but because although if ;")
_OTHER_TIMES = words("since after before until till following by than")
_OPENERS = words("but and however overall meanwhile also in on during")


@dataclass(frozen=True, slots=True)
class Period:
    """A time in a sentence.

    Attributes:
        edtf: for instance 2018, 2018-05, 2015/2018, 2005/..
        place: of its words, with the preposition.
    """

    edtf: str
    place: TextPosition


def written_periods(text: str, place: TextPosition) -> Iterator[Period]:
    """Every time with a year that a part of a text gives, in order."""
    for match in _PERIODS.finditer(text, *place):
        edtf = _edtf(match)
        if edtf is not None:
            yield Period(edtf, TextPosition(*match.span()))


def edtf_of(written: str) -> str | None:
    """A written date or span of years as EDTF; None without a year: "3 March 2019" is 2019-03-03."""
    bare = written.strip(" .,;()")
    if _ISO.fullmatch(bare):
        return bare
    for words_for_it in (f"between {bare}", f"on {bare}"):
        # Both are read as in a sentence, the span first: "2015 to 2018", "14-17 November 2017".
        found = list(written_periods(words_for_it, TextPosition(0, len(words_for_it))))
        if len(found) == 1 and found[0].place.end == len(words_for_it):
            return found[0].edtf
    match = _YEARS.fullmatch(bare)
    return f"{match['first']}/{match['last']}" if match and match["first"] < match["last"] else None


def find_period(tokens: Tokens, number: int, text: str, sentence: TextPosition) -> Period | None:
    """The time of a figure's own clause; None without one, or with several.

    Args:
        number: the token of the figure.
    """
    found = list(written_periods(text, sentence))
    figure = tokens[number]
    years = [
        match
        for match in _ANY_YEAR.finditer(text, *sentence)
        if not (match.start() <= figure.start < match.end())
    ]
    beside = [each for each in found if _is_beside(tokens, number, each)]
    if len(beside) == 1:
        return beside[0]
    if len(found) != 1:
        return None
    (period,) = found
    if any(not period.place.start <= year.start() < period.place.end for year in years):
        # Another time in the sentence: which one is meant?
        return None
    if period.place.start <= figure.start < period.place.end:
        return None
    first = tokens.index_at(period.place.start)
    last = tokens.index_at(period.place.end - 1)
    if first < 0 or last < 0:
        return None
    is_of_figure = (
        _is_before(tokens, first, last, number)
        if last < number
        else _is_after(tokens, number, first)
    )
    return period if is_of_figure else None


def _is_beside(tokens: Tokens, number: int, period: Period) -> bool:
    """True for the times of "310 in 2019" and "310 victims in 2019", after which other times may follow."""
    first = tokens.index_at(period.place.start)
    between = range(number + 1, first)
    return (
        first > number
        and len(between) <= 2
        and all((noun := find_noun(tokens[k].text)) is not None and noun.is_plural for k in between)
    )


def _is_before(tokens: Tokens, first: int, last: int, number: int) -> bool:
    """True for "In 2018, police arrested 12" and "Police in 2018 arrested 12"; not for "founded in 1998"."""
    if any(tokens.lower(k) in _BARRIERS for k in range(last + 1, number)):
        return False
    if any(
        tokens.lower(k) in ("and", "but") and tokens.lower(k - 1) == ","
        for k in range(last + 1, number)
    ):
        return False
    if any(tokens.lower(k) in _OTHER_TIMES for k in range(first)):
        # "since its launch in 2015"
        return False
    before = first - 1
    while before >= 0 and tokens.lower(before) in (*_OPENERS, ","):
        before -= 1
    if before < 0:
        return True
    if tokens.lower(first - 1) in (",", "–", "—"):
        return all(
            tokens.lower(k) not in AUXILIARIES and not _is_verb(tokens, k) for k in range(first)
        )
    return not any(_is_verb(tokens, k) or tokens.lower(k) in _BARRIERS for k in range(first))


def _is_after(tokens: Tokens, number: int, first: int) -> bool:
    """True for "12 people were assisted in 2018"; not where another verb is nearer to the time."""
    between = range(number + 1, first)
    if any(tokens.lower(k) in _BARRIERS for k in between):
        return False
    if any(tokens.lower(k) in _OTHER_TIMES for k in between):
        return False
    if any(tokens.lower(k) == "," and tokens.lower(k + 1) in ("and", "but") for k in between):
        return False
    verbs = [k for k in between if _is_verb(tokens, k)]
    if not verbs:
        return True
    has_own = any(
        _is_verb(tokens, k) and tokens.lower(k + 1) != "that" and not is_saying(tokens.lower(k))
        for k in range(max(0, number - 4), number)
    )
    if has_own or len(verbs) > 1:
        return False
    return not any(tokens.lower(k) == "," for k in range(verbs[0], first))


def _is_verb(tokens: Tokens, k: int) -> bool:
    word = tokens.lower(k)
    if looks_like_participle(word):
        return True
    verb = find_verb(word)
    return (
        verb is not None
        and "base" not in verb.forms
        and "gerund" not in verb.forms
        and "present" not in verb.forms
    )


def _edtf(match: re.Match[str]) -> str | None:
    if match["ay"] or match["ay2"] or match["ay3"]:
        first, last = _date(match, "a"), _date(match, "b")
        return f"{first}/{last}" if first < last else None
    if match["days"]:
        last = _date(match, "c")
        if len(last) != len("2018-05-01"):
            return None
        month = match["firstm"]
        middle = f"{MONTH_NUMBERS[_name(month)]:02}" if month else last[5:7]
        first = f"{last[:4]}-{middle}-{_day(match['first'])}"
        return f"{first}/{last}" if first < last else None
    if match["in"]:
        last = _date(match, "p")
        first = f"{last[:8]}{_day(match['in'])}"
        return f"{first}/{last}" if len(last) == len(first) and first < last else None
    if match["qy"] or match["qy2"] or match["qy3"]:
        return _date(match, "q")
    if match["until"]:
        return f"{_date(match, 'u')}/.."
    if match["since"]:
        if match["since"].lower() == "from" and not match["on"]:
            return None
        return f"{_date(match, 's')}/.."
    if match["span"]:
        return f"{match['sa']}/{match['sb']}" if match["sa"] < match["sb"] else None
    return _date(match, "i")


def _date(match: re.Match[str], name: str) -> str:
    year = match[f"{name}y"] or match[f"{name}y2"] or match[f"{name}y3"]
    month, day = match[f"{name}m"] or match[f"{name}m2"], match[f"{name}d"] or match[f"{name}d2"]
    found = str(year)
    if month:
        found += f"-{MONTH_NUMBERS[_name(month)]:02}"
    if day:
        found += f"-{_day(day)}"
    return found


def _name(month: str) -> str:
    return month.capitalize()


def _day(words: str) -> str:
    return f"{int(re.sub(r'[a-z]+', '', words.lower())):02}"

"""The kind of a number by the words beside it: a share, money, an age, a year, an idiom, a count."""

import re
from dataclasses import dataclass

from trafficking_explorer.text.currencies import Money, money_after, money_before
from trafficking_explorer.text.digit_groups import BLANK
from trafficking_explorer.text.number_tokens import GAP, Phrase, is_year
from trafficking_explorer.text.qualifiers import (
    QualifyingWords,
    qualifier_after,
    qualifier_in_text,
)

_PERCENT = re.compile(
    rf"{BLANK}?[%％٪](?:-age)?|(?:{GAP}|-)(?:per(?:{GAP}|-)?cent|percent|pct\.?|pc)(?!\w)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    rf"(?:{GAP}|-)percentage(?:{GAP}|-)points?\b|{BLANK}?%(?:{GAP}|-)points?\b", re.IGNORECASE
)
_OLD = re.compile(
    rf"(?:{GAP}|-)?(?:years?|yrs?|months?|weeks?|days?)(?:{GAP}|-)(?:olds?\b|of{GAP}age\b)|(?:{GAP}|-)?yos?\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    rf"(?<!\w)(?:aged?|ages(?:{GAP}of)?|age{GAP}of|age{GAP}group|age{GAP}range)(?:{GAP}|-)"
    rf"(?:(?:of|from|between|over|under|about|around|just|only|at{GAP}least){GAP}){{0,2}}\Z",
    re.IGNORECASE,
)
_UNDER = re.compile(rf"(?<!\w)(?:under|over)-\Z|\bthe{GAP}age{GAP}of{GAP}\Z", re.IGNORECASE)
_APPOSITION = re.compile(
    r"(?<!\w)(?:(?!(?:In|At|From|Near|On|Of|To|And|The|By|For)\s)[^\W\d_a-z][\w'’.-]*|said|says|added|told|called|named)"
    rf"{BLANK}[^\W\d_a-z][\w'’-]+{BLANK}?,{BLANK}\Z"
)
"""A name before an age: "Mara Quill, 34,"."""
_PERSON = re.compile(
    rf"\b(?:man|woman|boy|girl|mother|father|driver|suspect|teenager|national|citizen|brother|sister|son|daughter|wife|"
    rf"husband|victim|student|worker|resident){BLANK}?,{BLANK}\Z",
    re.IGNORECASE,
)
_AFTER_AGE = re.compile(r",(?!\s?\d)|\)")
_NO_PERSON = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|In|Since|By|Of|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Operation|Total|However|Also|Overall|Suspects?|"
    r"Police|Officers|Today|Yesterday|Meanwhile)\s?,\s\Z"
)
_SOME = re.compile(r"-some?things?\b|-odd-year")
_PEOPLE_BEFORE = (
    r"(?:child(?:ren)?|girls?|boys?|minors?|teen(?:ager)?s?|youths?|adolescents?|kids?|women|men|people|persons?|victims?|"
    r"anyone|those|everyone|migrants?|adults?|students?|pupils?|young(?:er)?|females?|males?|juveniles?|infants?)"
)
_LIMIT = re.compile(
    rf"\b{_PEOPLE_BEFORE}{GAP}(?:are{GAP}|were{GAP})?(?:under|over|below|above){GAP}\Z",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    rf"\s*[.,;:!?)”’\"]|\s*\Z|{GAP}(?:were|was|are|is|had|have|has|who|and|or|in|at|on|from|to|can|may|must|as|by|for|with|"
    r"living|working|held|found|rescued|made|make)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"\b{_PEOPLE_BEFORE}{BLANK}\((?:aged{BLANK})?\Z", re.IGNORECASE)
_OLDER = re.compile(rf"{GAP}(?:and|or){GAP}(?:older|younger)\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?:\A|[\s(])[-−]|\bminus\s)\Z", re.IGNORECASE)
_TIMES = re.compile(rf"(?:{GAP}|-)(?:times|fold)\b", re.IGNORECASE)
_PER = re.compile(rf"{GAP}(?:per|for{GAP}every|in{GAP}every|to{GAP}every){GAP}\d", re.IGNORECASE)
_RATE = re.compile(rf"\b(?:per|for{GAP}every){GAP}\Z", re.IGNORECASE)
_STREET = re.compile(
    rf"{BLANK}(?:[A-Z][\w'’]+{BLANK}){{1,2}}(?:Street|Road|Avenue|Lane|Square|Drive|Boulevard|Court|Place|Way)\b"
)
_ACRONYM = re.compile(rf"(?<!\w)[A-Z]{{2,7}}{BLANK}\Z")
_CHAINED = re.compile(rf"-?(?:{BLANK}?,{BLANK}?(?:and{GAP}|or{GAP})?|{GAP}(?:and|or|to){GAP})")
_TIME = re.compile(
    rf"(?:{GAP}|-)(?:(?:long|consecutive|full|whole|more|further|additional|calendar|working|straight|solid|successive|"
    rf"other|extra|continuous){GAP})?(?P<unit>year|yr|month|week|day|hour|hr|minute|decade|centur)(?P<many>ies|s)?y?"
    rf"(?!\w|-long|-old)",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"{GAP}(?:sentence|term|prison|jail|period|ban|stretch|wait|trip|journey|shift|stay)",
    re.IGNORECASE,
)
_TIME_UNITS = {
    "year": "years",
    "yr": "years",
    "month": "months",
    "week": "weeks",
    "day": "days",
    "hour": "hours",
    "hr": "hours",
    "minute": "minutes",
}
_SHORT_TIME = re.compile(rf"{BLANK}?(?:hrs?|h|mins?)(?!\w)")
_YEAR_BEFORE = re.compile(
    rf"(?<!\w)(?:in|since|of|by|from|to|until|till|during|early|late|mid|the|before|after|around|circa|year|"
    rf"spring|summer|autumn|fall|winter|and|through|for|between|to{GAP}date|"
    rf"{BLANK}\()(?:{GAP}|-)?\Z|\(\Z|[©,]{BLANK}?\Z",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"{GAP}(?:[a-z]+{GAP})?(?:people|persons|children|women|men|girls|boys|victims|migrants|suspects|officers|cases|"
    r"refugees|minors|workers|families|arrests|calls|dollars|euros|items)\b"
)
_ONE = re.compile(
    rf"{GAP}(?:of{GAP}(?:the|its|their|our|his|her|my|your|those|these|several|many|only)|another|always|can|could|may|might|must|should|"
    r"would|will|cannot|is|was|has|had|does|by|who|that|thing|where|way|such|day|after|at|in|for|to|with|on|and|as|"
    rf"from|than|or|should)\b|{BLANK}*[.,;:!?)”’\"]|{BLANK}*\Z|-(?:off|on|to|way|sided|stop|another)|['’]s|self",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(
    rf"(?<!\w)(?:no|the|this|that|which|any|every|each|some|first|only|another|loved|little|young|big|next|last|latest|"
    rf"new|as){GAP}\Z",
    re.IGNORECASE,
)
_ONE_SURE = re.compile(rf"{GAP}(?:of{GAP}(?:them|whom)\b|in{GAP}\w+\b)", re.IGNORECASE)
_OPERATION = re.compile(
    r"(?:Operation|Project|Camp|Task Force|Task|Team|Route|Channel|Station|Unit|Phase|Taskforce|Camp|Club|Hotel|Bar|"
    rf"Studio|Bay|Fort|Apollo|Radio|Formula|Terminal){BLANK}?[“‘'\"]?(?:[^\W\d_a-z][\w'’-]*{BLANK}){{0,3}}\Z"
)
_CAPITAL_BEFORE = re.compile(rf"(?P<word>[^\W\d_][\w'’.-]*){BLANK}\Z")
_CAPITAL_AFTER = re.compile(rf"(?:{BLANK}|-)(?P<word>[^\W\d_][\w'’-]*)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TITLE_LINE = 0.6
"""The part of capitalised words from which a line is set like a title."""
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "as",
        "is",
    ]
)
_OVER = re.compile(
    r"(?:for|of|lasting|lasted|after|spent|been|well|just|by|took|taking|serve|serving|served)\s+\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Context:
    """The words beside a number.

    Attributes:
        kind, unit, qualifying, sign: as of `numbers.Number`.
        is_decimal: True if a doubtful mark (12,5) is shown to be that of decimals.
    """

    kind: str
    unit: str | None = None
    qualifying: QualifyingWords | None = None
    sign: tuple[int, int] | None = None
    is_decimal: bool = False


def context_of(
    text: str, phrase: Phrase, *, kind_before: str, end_before: int, next_start: int, next_end: int
) -> Context:
    """The context of a number.

    Args:
        kind_before, end_before: of the number before it: "aged 12, 13 and 14" has three ages.
        next_start, next_end: of the number after it, for "17 and 25 years old".
    """
    start, end = phrase.start, phrase.end
    kind, unit, sign, is_decimal = _PLAIN_KINDS.get(phrase.what, "count"), None, None, False
    money: tuple[Money | None, Money | None] = (None, None)
    if phrase.kind == "year":
        kind = "year"
    elif match := _POINTS.match(text, end):
        kind, sign = "points", (start, match.end())
    elif match := _PERCENT.match(text, end):
        kind, unit, sign, is_decimal = "percent", "percent", (start, match.end()), True
    elif (money := _money(text, phrase)) != (None, None):
        unit, sign = _unit_of(*money), _sign(phrase, *money)
        kind = "vague" if kind == "vague" else "money"
        # "€ 12.500" may be thousands, "€ 12,5" is not.
        is_decimal = "," in text[start:end]
        if unit is None:
            kind = "unsure"
    elif kind == "share":
        unit = "ratio"
    elif kind == "count":
        kind, unit = _of_count(text, phrase, kind_before, end_before, next_start, next_end)
    elif kind == "multiple" and _is_name(text, phrase, text[max(0, start - 40) : start]):
        kind = "name"
    elif kind == "vague" and (time := _TIME.match(text, end)) and time["many"]:
        unit = _TIME_UNITS.get(time["unit"].lower())
    qualifying = None
    if kind not in ("year", "name", "idiom", "reference"):
        first, last = sign or (start, end)
        qualifying = qualifier_in_text(text, min(first, start)) or qualifier_after(text, last)
        if qualifying is not None and kind == "duration" and _is_during(text, qualifying):
            qualifying = None
    return Context(kind, unit, qualifying, sign, is_decimal)


_PLAIN_KINDS = {"share": "share", "vague": "vague", "multiple": "multiple", "unsure": "unsure"}


def _is_during(text: str, words: QualifyingWords) -> bool:
    """True for the "over" of "over 12 months", which need not be more than these."""
    if text[words.start : words.end].lower() != "over":
        return False
    return not _OVER.search(text[max(0, words.start - 12) : words.start])


def _money(text: str, phrase: Phrase) -> tuple[Money | None, Money | None]:
    if phrase.what not in ("plain", "vague", "unsure") and phrase.scale == 1:
        return None, None
    return money_before(text, phrase.first), money_after(text, phrase.end)


def _unit_of(before: Money | None, after: Money | None) -> str | None:
    """The currency of an amount: "$5 million Canadian" is not sure, "US$5 million dollars" is."""
    units = [money.unit for money in (before, after) if money]
    sure = {unit for unit in units if unit != "currency"}
    if len(sure) > 1:
        return None
    return sure.pop() if sure else "currency"


def _sign(phrase: Phrase, before: Money | None, after: Money | None) -> tuple[int, int]:
    start = min(phrase.start, before.start) if before else phrase.start
    return start, after.end if after else phrase.end


def _of_count(
    text: str, phrase: Phrase, kind_before: str, end_before: int, next_start: int, next_end: int
) -> tuple[str, str | None]:
    start, end = phrase.start, phrase.end
    before = text[max(0, start - 40) : start]
    if _OLD.match(text, end):
        match = _OLD.match(text, end)
        assert match is not None
        unit = next((each for each in ("month", "week", "day") if each in match[0].lower()), "year")
        return "age", f"{unit}s"
    if _SOME.match(text, end) or _PER.match(text, end) or _RATE.search(before):
        return "unsure", None
    if phrase.figure is not None and _STREET.match(text, end):
        return "address", None
    if _is_age(text, phrase, before) or _is_chained(
        text, phrase, kind_before, end_before, next_start, next_end
    ):
        return "age", "years"
    if match := _TIME.match(text, end):
        if _is_term(text, phrase, match):
            return "duration", _TIME_UNITS.get(match["unit"].lower())
    elif phrase.figure is not None and (match := _SHORT_TIME.match(text, end)):
        return "duration", "minutes" if "m" in match[0] else "hours"
    if _TIMES.match(text, end):
        return "multiple", None
    if phrase.figure is not None and _MINUS.search(before):
        return "unsure", None
    if is_year(phrase) and phrase.high is None and _is_year_here(text, phrase, before):
        return "year", None
    if phrase.figure is None and _is_idiom(text, phrase, before):
        return "idiom", None
    if _is_name(text, phrase, before) or _is_numbered(text, phrase, before):
        return "name", None
    return "count", None


def _is_numbered(text: str, phrase: Phrase, before: str) -> bool:
    """True for the number of an abbreviation: "UNSCR 1325"; "RESCUED 12 WOMEN" is a headline."""
    words = text[phrase.start : phrase.end]
    if phrase.figure is None or phrase.high is not None or not words.isdecimal():
        return False
    return (
        _ACRONYM.search(before) is not None
        and re.match(rf"{GAP}[^\W\d_]{{3,}}s?\b", text[phrase.end : phrase.end + 20]) is None
    )


def _is_term(text: str, phrase: Phrase, time: re.Match[str]) -> bool:
    """True for "12 years" and "a 12-year term", not for "2 day centres"."""
    if time["many"] or text[phrase.end] in "-‐‑":
        return True
    return phrase.value is None or phrase.value <= 1 or _TERM.match(text, time.end()) is not None


def _is_age(text: str, phrase: Phrase, before: str) -> bool:
    if phrase.value is None or phrase.value > 130:
        return False
    if _AGED.search(before) or _UNDER.search(before) or _OLDER.match(text, phrase.end):
        return True
    if _LIMIT.search(before) and _NOT_COUNTED.match(text, phrase.end):
        return True
    if (
        phrase.high
        and _IN_BRACKETS.search(before)
        and text[phrase.end : phrase.end + 1] in (")", ",")
    ):
        return phrase.high <= 110
    if (
        text[phrase.start : phrase.first].lower().startswith("between")
        and "age" in before[-30:].lower()
    ):
        return True
    return bool(
        phrase.figure is not None
        and phrase.value >= 1
        and (_APPOSITION.search(before) or _PERSON.search(before))
        and _AFTER_AGE.match(text, phrase.end)
        and not _NO_PERSON.search(before)
    )


def _is_chained(
    text: str, phrase: Phrase, kind_before: str, end_before: int, next_start: int, next_end: int
) -> bool:
    """True for the second and third of "aged 12, 13 and 14", and the first of "17 and 25 years old"."""
    if phrase.value is None or phrase.value > 130:
        return False
    if kind_before == "age" and _CHAINED.fullmatch(text, end_before, phrase.start):
        return not _TIME.match(text, phrase.end) and not re.match(
            r"\s+[a-z]{3,}s\b", text[phrase.end :][:20]
        )
    return bool(_CHAINED.fullmatch(text, phrase.end, next_start) and _OLD.match(text, next_end))


def _is_year_here(text: str, phrase: Phrase, before: str) -> bool:
    if _PEOPLE.match(text, phrase.end):
        return bool(re.search(r"\b(?:in|since|by|the|of)\s+\Z", before, re.IGNORECASE)) and bool(
            phrase.value and phrase.value % 100
        )
    return True


def _is_idiom(text: str, phrase: Phrase, before: str) -> bool:
    """True for the "one" of "one another" and "no one"."""
    if text[phrase.start : phrase.end].lower() != "one":
        return False
    if _ONE_SURE.match(text, phrase.end):
        return False
    return bool(_ONE.match(text, phrase.end) or _ONE_BEFORE.search(before))


def _is_name(text: str, phrase: Phrase, before: str) -> bool:
    """True for a number that is part of a name: "Seven Oaks", "Operation 7", "Operation Triple Oak"."""
    words = text[phrase.start : phrase.end]
    if _OPERATION.search(before) and (phrase.figure is None or phrase.end - phrase.start < 4):
        return phrase.figure is None or before.rstrip()[-1:].isalpha()
    if not words[0].isupper() or phrase.high is not None or len(words.split()) > 1:
        return False
    after = _CAPITAL_AFTER.match(text, phrase.end)
    known = _CAPITAL_BEFORE.search(before)
    if after is None or not after["word"][0].isupper():
        return False
    if known is None:
        return before.rstrip()[-1:] in (",", ";", "(") and not _is_title(text, phrase.start)
    if known["word"][-1] == ".":
        return False
    if not known["word"][0].isupper() and known["word"].lower() not in ("said", "says", "and"):
        return True
    return not _is_title(text, phrase.start)


def _is_title(text: str, at: int) -> bool:
    """True if most words around a place begin with a capital, as in a headline."""
    first = max(text.rfind("\n", max(0, at - 150), at) + 1, at - 150, 0)
    last = text.find("\n", at, at + 150)
    words = [
        each
        for each in _WORD.findall(text[first : last if last >= 0 else at + 150])
        if each not in _SMALL
    ]
    return not words or sum(word[0].isupper() for word in words) / len(words) >= _TITLE_LINE

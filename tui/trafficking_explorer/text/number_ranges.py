"""Two numbers that are the ends of one range: 10–15, "between 20 and 25", "five to ten million".

"rose from 41 to 57" are two figures, not a range; if it cannot be told, neither has a value.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from trafficking_explorer.text.digit_groups import BLANK
from trafficking_explorer.text.number_tokens import GAP, Phrase, is_year

_JOINT = re.compile(
    rf"(?:{BLANK}?%|{GAP}per{GAP}?cent|-)?"
    rf"(?:(?P<dash>[-‐‑‒–—−])|(?P<spaced>{BLANK}[-–−]{BLANK})|(?:{GAP}|-)(?P<word>to|or|and){GAP}"
    r"|-(?P<hyphens>to|or)-)"
    r"(?:(?:US|AU?|CA?|NZ|HK)?[$€£₹¥]|[A-Z]{3}[ \u00a0]?)?",
    re.IGNORECASE,
)
_SIGN = rf"(?:(?:US|AU?|CA?|NZ|HK)?[$€£₹¥]{BLANK}?|[A-Z]{{3}}{BLANK}?)?"
_BETWEEN = re.compile(
    rf"(?<!\w)between{GAP}(?:the{GAP}ages?{GAP}of{GAP}|an{GAP}estimated{GAP}|about{GAP}|around{GAP})?{_SIGN}\Z",
    re.IGNORECASE,
)
_AGES_OF = re.compile(rf"(?<!\w)ages{GAP}of{GAP}\Z", re.IGNORECASE)
_FROM = re.compile(
    rf"(?<!\w)from{GAP}(?:about{GAP}|around{GAP}|some{GAP}|just{GAP})?{_SIGN}\Z", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|rising|rises|f[ae]ll(?:s|en|ing)?|gr[eo]w(?:s|n|ing)?|growth|increas\w+|decreas\w+|"
    r"dropp?\w*|declin\w+|jump\w*|climb\w*|soar\w*|surg\w+|plung\w+|plummet\w*|sank|shr[aiu]nk\w*|reduc\w+|"
    r"rais\w+|lower\w*|cut|cuts|cutting|up|down|went|go(?:es|ing)?|doubl\w+|tripl\w+|quadrupl\w+|expan\w+|mov\w+|"
    r"chang\w+|shift\w*|improv\w+|slid\w*|halv\w+|revis\w+|upgrad\w+|swell\w*|swoll?en|swelled|dwindl\w+|"
    r"compared|versus|against|voted?|beat|won|score\w*)\b",
    re.IGNORECASE,
)
_NEAR_CHANGE = re.compile(_CHANGE.pattern + r"(?:\s+\w+){0,3}\s*\Z", re.IGNORECASE)
_RANGING = re.compile(
    r"\b(?:rang\w+|vary|varies|varied|varying|aged?|ages|anywhere|between|sentences?|terms?|estimates?|fees?|prices?|"
    r"charg\w+|paid|pay\w*|cost\w*)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    rf"{BLANK}?%|(?:{GAP}|-)(?!(?:in|on|at|by|last|this|between|over|during|within|compared|and|or|but|when|while|"
    r"after|before|since|per\s+(?!cent)|a|an|the|as|for|from|to|were|was|are|is|had|has|according|with|of|it|he|she|"
    r"they|we|who|which|that|than)\b)[^\W\d_]{2,}",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"{GAP}(?:[a-z]+{GAP})?(?:people|children|women|men|persons|girls|boys|victims|migrants|[a-z]+s)\b"
)
_OF_THEM = re.compile(rf"{GAP}of{GAP}(?:them|whom|these|which)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\s*\n")


def join_ranges(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The numbers of a text, those that are ends of one range made one."""
    found: list[Phrase] = []
    for phrase in phrases:
        if found:
            joined = _join(text, found[-1], phrase)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(phrase)
    return found


def _join(text: str, one: Phrase, other: Phrase) -> Phrase | None:
    if other.start - one.end > 16 or one.kind == "mask" or other.kind == "mask":
        return None
    match = _JOINT.fullmatch(text, one.end, other.start)
    if match is None or one.high is not None:
        if match is not None and (match["dash"] or match["hyphens"]):
            # 10-15-20
            one.value = one.high = other.value = None
            one.what = other.what = "unsure"
        return None
    if one.what not in ("plain", "share") or other.what not in ("plain", "share"):
        return None
    start, low, high = one.start, *_ends(one, other)
    before = text[max(0, start - 40) : start]
    if years := _years(text, one, other, match):
        return years
    word = (match["word"] or match["hyphens"] or "").lower()
    lead = None
    if word == "and":
        lead = _BETWEEN.search(before)
        if lead is None and not _AGES_OF.search(before):
            return None
    elif word == "or":
        if low is None or high is None:
            return None
        shared = other.scale if low % other.scale == 0 and high % other.scale == 0 else 1
        if not _is_next(low / shared, high / shared):
            return None
    elif word == "to":
        lead = _FROM.search(before)
        if lead is not None:
            if not _is_range(text, start, other):
                return None
        elif _NEAR_CHANGE.search(before[-40:]):
            return None
    elif match["spaced"] and (
        low is None or high is None or low >= high or _OF_THEM.match(text, other.end)
    ):
        return None
    if low is None or high is None or low >= high or _is_padded(text, other):
        if match["dash"] or (low is None and one.value is not None and other.value is not None):
            # A score, or part of a number of another kind.
            for each in (one, other):
                each.value, each.what = None, "unsure"
        return None
    if lead is not None:
        start -= len(before) - lead.start()
    what = one.what if one.what == other.what else "unsure"
    number = Phrase(start, other.end, low, what, scale=other.scale, high=high, first=one.first)
    if what == "unsure":
        number.value = number.high = None
    return number


def _ends(one: Phrase, other: Phrase) -> tuple[Fraction | None, Fraction | None]:
    """The ends; the "million" of "five to ten million" goes with both."""
    low, high = one.value, other.value
    if low is None or high is None or other.coefficient is None:
        return low, high
    if other.scale > 1 and one.scale == 1 and low < other.coefficient:
        low *= other.scale
    elif one.scale > 1 and other.scale > one.scale and one.coefficient is not None:
        # "one hundred to two hundred thousand"
        more, rest = divmod(other.scale, one.scale)
        if not rest and more in _THOUSANDS and one.coefficient < other.coefficient:
            low *= more
    if low < _THOUSANDS[0] <= other.scale:
        # "500 to 1 million" may leave out the first "thousand".
        return None, None
    return low, high


_THOUSANDS = (10**3, 10**6, 10**9)


def _is_next(low: Fraction, high: Fraction) -> bool:
    """True for "two or three" and "20 or 30"; "12 or 18 months" are two terms."""
    if high == low + 1:
        return True
    return low >= 10 and high - low in (5, 10) and low % (high - low) == 0


def _is_padded(text: str, other: Phrase) -> bool:
    return (
        other.figure is not None and text[other.start] == "0" and other.figure.end - other.start > 1
    )


def _is_range(text: str, start: int, other: Phrase) -> bool:
    """True if "from … to …" is a range; the two numbers have no value if that is not sure."""
    before = _SENTENCE_END.split(text[max(0, start - 160) : start])[-1]
    if _CHANGE.search(before) or re.match(
        rf"{GAP}last|{GAP}this|{GAP}now\b", text[other.end : other.end + 8]
    ):
        return False
    return bool(_RANGING.search(before[-60:]) or _NOUN.match(text, other.end))


def _years(text: str, one: Phrase, other: Phrase, match: re.Match[str]) -> Phrase | None:
    """The years that two figures begin and end with: 2014–2018, 2014-15."""
    if not is_year(one) or other.value is None or one.value is None or match["word"] == "or":
        return None
    last = other.value
    if is_year(other):
        if last <= one.value or (_PEOPLE.match(text, other.end) and last % 50 == 0):
            return None
    elif match["dash"] and other.end - other.start == 2 and one.value % 100 < last:
        last += one.value - one.value % 100
    else:
        return None
    return Phrase(one.start, other.end, one.value, high=last, kind="year", first=one.first)

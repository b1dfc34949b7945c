"""Numbers that count nothing: dates, times of day, telephone numbers, ordinals, numbers in names, idioms."""

import re

from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.months import MONTH
from trafficking_explorer.text.numbers import Number

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:\s?(?:[-–]|and|to|or)\s?{_DAY})?"
_DATE = re.compile(
    rf"\b{_DAYS}\s+(?:of\s+)?(?:{MONTH})\b\.?(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{MONTH})\.?\s+{_DAYS}\b(?:,?\s+\d{{4}}\b)?"
    rf"|\b(?:{MONTH})\.?,?\s+\d{{4}}\b|\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b"
    r"|\b(?:in|since|until|by|of|from|during|and|to|before|after|between|early|late|mid|year|summer|spring|autumn"
    r"|winter|fiscal|FY)[\s-]+(?:1[89]|20)\d\d\b(?!\s+(?:[a-z]+s|people|children|women|men)\b)"
    r"|\b(?:1[89]|20)\d\d\s?[-–/]\s?(?:(?:1[89]|20)\d\d|\d\d)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:\s?(?:[ap]\.?m\.?|hrs?|GMT|UTC|[CE]S?T)\b|(?=\s|[,.;)]|\Z))"
    r"|\b\d{1,2}\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![\w.,$€£])(?:\+\d{1,3}[\s./-]?)?(?:\(\d{1,5}\)[\s./-]?)?\d{2,5}(?:[\s./-]\d{2,5}){1,5}(?!\w|[.,]\d)"
)
_CALL = re.compile(
    r"\b(?:call(?:ing)?|phone|telephone|tel|hotline|helpline|fax|text|whatsapp|dial|contact|number)\b", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?:\b(?:Section|Article|Chapter|Act|Route|Highway|Room|Channel|Unit|Division|Flight|Resolution|Goal|Target|No|"
    r"Part|Annex|Page|Paragraph|Line|Phase|Category|Class|Level|Tier|Gate|Pier|Terminal|Platform|Radio|Studio|Title|"
    r"Regulation|Directive|Interstate|Area|Zone|Sector|District|Ward|Block|Operation(?:\s+[A-Z]\w+)*)\.?\s+"
    r"|\b(?:section|article|chapter|page|paragraph|phase)\s+|#\s?)\Z"
)
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_IDIOMS_OF_ONE = re.compile(
    r"\s+(?:of\b|another\b|day\b|way\b|thing\b|time\b|place\b|example\b|reason\b|step\b|hand\b|such\b|that\b|who\b|"
    r"which\b|month\b|week\b|side\b|point\b|form\b|kind\b|type\b)",
    re.IGNORECASE,
)


def is_no_count(reading: ArticleText, number: Number, sentence: TextPosition) -> bool:
    """True for a number that a reader would not take for a count, whatever follows it."""
    text, start = reading.text, max(sentence.start, number.start - 40)
    for pattern in (_DATE, _CLOCK):
        if any(_is_in(number, match) for match in pattern.finditer(text, start, sentence.end)):
            return True
    for match in _TELEPHONE.finditer(text, start, sentence.end):
        if _is_in(number, match) and _is_telephone(text, match, sentence):
            return True
    if _NAMED.search(text, start, number.start) and not text[number.start : number.end].isalpha():
        return True
    return _ORDINAL_AFTER.match(text, number.end) is not None


def is_year(words: str) -> bool:
    """True for a number that may be a year."""
    return _YEAR.match(words) is not None


def is_idiom(reading: ArticleText, number: Number, sentence: TextPosition) -> bool:
    """True for "one of the largest", "one day"."""
    words = reading.text[number.start : number.end].lower()
    return words == "one" and _IDIOMS_OF_ONE.match(reading.text, number.end, sentence.end) is not None


def _is_in(number: Number, match: re.Match[str]) -> bool:
    return match.start() <= number.start < match.end() and match.start() < number.end <= match.end()


def _is_telephone(text: str, match: re.Match[str], sentence: TextPosition) -> bool:
    digits = sum(char.isdigit() for char in match[0])
    if not re.search(r"[+()./-]|\d\s\d", match[0]) or digits < 7:
        return False
    groups = re.split(r"[\s./()+-]+", match[0].strip("+() "))
    is_called = _CALL.search(text, max(sentence.start, match.start() - 60), match.start()) is not None
    if all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and re.fullmatch(r"[\d\s]+", match[0]):
        # "1 200 300" is a number with spaces, unless somebody is to call it.
        return is_called
    return len(groups) > 1 and ("-" in match[0] or "+" in match[0] or "(" in match[0] or is_called)

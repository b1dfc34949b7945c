"""Dates in running text as far as they are given: days, months with a year, years, and times of day.

For marking them; their values are read by `date_expressions`.
"""

import re
from collections.abc import Iterator

from trafficking_explorer.text.months import MONTH

_MONTHS_ELSEWHERE = (
    "Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|"
    "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|"
    "janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_MONTH = rf"(?:(?:{MONTH}|{_MONTHS_ELSEWHERE})\b\.?)"
_GAP = r"(?:[ \u00a0\u202f]{1,4})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.|º)?"
_DAYS = rf"{_DAY}(?:{_GAP}?(?:[-–—]|to|and|bis|au|al){_GAP}?{_DAY})?"
_YEAR = r"(?:1[89]|20)\d\d"
_OF = rf"(?:(?:de|of|del|di){_GAP})?"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:"
    rf"{_DAYS}{_GAP}{_OF}{_MONTH}(?:{_GAP}?(?:[-–—]|to|bis|au){_GAP}?{_DAY}{_GAP}{_OF}{_MONTH})?(?:,?{_GAP}{_OF}{_YEAR}(?!\d))?"
    rf"|{_MONTH}{_GAP}{_DAYS}(?![\d.,]*\d)(?:,?{_GAP}{_YEAR}(?!\d))?"
    rf"|{_MONTH},?{_GAP}{_OF}{_YEAR}(?!\d)"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|{_DAY}\d{{1,2}}\.{_YEAR}|\d{{1,2}}\.\d{{1,2}}\.{_YEAR}"
    rf"|{_YEAR}[-–/](?:\d{{2}}|{_YEAR})(?![\d,])"
    rf"|{_YEAR}(?![\d%‰’']|[.,]\d|{_GAP}?(?:per|%|euros?|dollars|pounds|people|persons|victims|children|women|men))"
    rf")(?![\w])"
)
_TIME = re.compile(
    r"(?<![\w.,:])(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d(?::[0-5]\d)?)?[ \u00a0]?(?:[ap]\.?m\b\.?|noon\b|o[’']clock|Uhr\b)"
    r"|(?<![\w.,:])(?:[01]?\d|2[0-4])[:][0-5]\d(?![\d:])(?:[ \u00a0]?(?:GMT|UTC|CET|CEST|EST|EDT|BST|h)\b)?"
    r"|(?<![\w.,:])(?:[01]?\d|2[0-4])h[0-5]\d?\b"
    r"|(?<=\bat )(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d|[ \u00a0]?(?:%|per|million|billion|euros?|km))"
)


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """The places of dates, whole or not: “9 May”, “May 2019”, “since 2005” without its “since”."""
    for match in _DATE.finditer(text):
        if not _is_may_verb(match[0]):
            yield match.start(), match.start() + len(match[0].rstrip("."))


def _is_may_verb(words: str) -> bool:
    """True for “may 5”: months are capitalised in English."""
    return words.startswith("may ")


def find_times(text: str) -> Iterator[tuple[int, int]]:
    """The places of times of day: “6 a.m.”, “17:30”."""
    yield from (match.span() for match in _TIME.finditer(text))

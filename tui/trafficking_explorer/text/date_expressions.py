"""Dates in English texts: whole ones, and those relative to the day of writing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trafficking_explorer.text.months import MONTH, MONTH_NUMBERS, MONTHS, WEEKDAYS

_WHOLE = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?[ \u00a0]+)?"
    rf"(?:(?P<month>{MONTH})\.?[ \u00a0]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ \u00a0]+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[ \u00a0]+(?:of[ \u00a0]+)?(?P<month2>{MONTH})\.?,?[ \u00a0]+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))\b"
)
_RELATIVE = re.compile(
    rf"\b(?P<which>(?i:last|this|in))[ \u00a0]+(?P<what>(?i:month|year)|{'|'.join(MONTHS)})\b"
    r"(?![ \u00a0]+(?:of[ \u00a0]+)?\d{4})"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_MONTH_OR_DAYS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:[ \u00a0]?(?:[-–]|to|and)[ \u00a0]?\d{{1,2}})?[ \u00a0]+(?:{'|'.join(MONTHS)})\b"
    rf"|\b(?:{'|'.join(MONTHS)})[ \u00a0]+\d{{1,2}}(?:[ \u00a0]?[-–][ \u00a0]?\d{{1,2}})?\b"
    rf"|\b(?i:in|early|late|since|until)[ \u00a0]+(?:{'|'.join(MONTHS)})\b"
)
_TELLS = re.compile(
    rf"\b(?:1[89]|20)\d\d\b|\b(?:{'|'.join(MONTHS)})\b"
    r"|\b(?i:last|this)[ \u00a0]+(?:week|month|year|spring|summer|autumn|fall|winter)\b"
    r"|\b(?i:yesterday|today)\b"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A whole date in a text."""

    start: int
    end: int
    day: date | None
    """None if there is no such day."""
    weekday: str | None
    """The weekday as written."""

    @property
    def is_possible(self) -> bool:
        """True if the day exists and has the weekday that is written beside it."""
        return self.day is not None and self.weekday in (None, WEEKDAYS[self.day.weekday()])

    @property
    def true_weekday(self) -> str | None:
        """The weekday of the date."""
        return WEEKDAYS[self.day.weekday()] if self.day else None


def whole_dates(text: str, start: int, end: int) -> Iterator[WrittenDate]:
    """Every day, month and year between two places of a text."""
    for match in _WHOLE.finditer(text, start, end):
        yield WrittenDate(match.start(), match.end(), _day(match), match["weekday"])


def _day(match: re.Match[str]) -> date | None:
    try:
        if iso := match["iso"]:
            return date.fromisoformat(iso)
        month = MONTH_NUMBERS[match["month"] or match["month2"]]
        return date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    except ValueError:
        return None


def tells_when(words: str) -> bool:
    """True if words give a year, a month, or a time relative to the day of writing."""
    return _TELLS.search(words) is not None


def has_year(words: str) -> bool:
    """True if words name a year."""
    return _YEAR.search(words) is not None


def without_year(words: str) -> tuple[int, int] | None:
    """The place of a day or a month in words that name no year: "14-17 November"."""
    match = None if has_year(words) else _MONTH_OR_DAYS.search(words)
    return match.span() if match else None


def relative_span(words: str, first: date, last: date) -> tuple[date, date] | None:
    """The days that "last month", "last December" or "in October" mean.

    Args:
        words: as written.
        first, last: the days on which they may have been written.

    Returns:
        First and last day; None if the words are of another kind, or if they mean different times
        on the first and on the last of these days.
    """
    match = _RELATIVE.search(words)
    if match is None:
        return None
    which, what = match["which"].lower(), match["what"].lower()
    spans = {_span(which, what, day) for day in (first, last)}
    return spans.pop() if len(spans) == 1 else None


def _span(which: str, what: str, written: date) -> tuple[date, date] | None:
    if what == "year":
        year = written.year - (which == "last")
        return None if which == "in" else (date(year, 1, 1), date(year, 12, 31))
    if what == "month":
        if which == "in":
            return None
        day = written.replace(day=1)
        return month_of(day - timedelta(days=1) if which == "last" else day)
    month = [each.lower() for each in MONTHS].index(what) + 1
    if which == "last" and month == written.month:
        # In December "last December" may be this one or that of the year before.
        return None
    year = written.year - (which != "this" and month > written.month)
    return month_of(date(year, month, 1))


def month_of(day: date) -> tuple[date, date]:
    """First and last day of a day's month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

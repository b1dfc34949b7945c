"""The words of messages for sources, numbers and dates."""

from collections.abc import Iterable
from datetime import date, timedelta

from trafficking_explorer.database.quantities import number_text
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.text.edtf_words import edtf_words
from trafficking_explorer.text.long_dates import point_words
from trafficking_explorer.text.months import MONTHS
from trafficking_explorer.text.plural import count_noun


def join_list(items: Iterable[str]) -> str:
    """A list in words: "a", "a and b", "a, b and c"."""
    *first, last = list(items)
    return f"{', '.join(first)} and {last}" if first else last


def sources(ids: Iterable[str]) -> str:
    """Texts in words: "source 000", "sources 000 and 002"."""
    names = sorted(set(ids))
    return f"source{'s' if len(names) > 1 else ''} {join_list(names)}"


def span(low: float, high: float) -> str:
    """A range of numbers: "90,000 to 93,000", or one number if both ends are the same."""
    return number_text(low) if low == high else f"{number_text(low)} to {number_text(high)}"


def format_day(value: date) -> str:
    """A day: "3 April 2024"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(first: date, last: date) -> str:
    """A span of days: "12 June 2022", "12 June 2022 to 17 June 2022", "June 2022", or "2022"."""
    if first == last:
        return format_day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return f"{MONTHS[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    return f"{format_day(first)} to {format_day(last)}"


def edtf_phrase(edtf: str | None) -> str:
    """A date of some precision: "2017", "June 2016", "2017 to 2019", "until 16 March 2011".

    Seasons, sets and unknown digits stay as they are curated. None gives no words.
    """
    return edtf_words(edtf or "", point_words, "{} to {}".format)


def claim_phrase(claim: Claim) -> str:
    """A claim in words: "source 002 gives nearly 500"."""
    return f"source {claim.source} gives {claim.figure}"


_DAYS_OF_MONTH = 30.44
_MANY_DAYS = 61
"""Days from which a span is told in months."""
_MANY_MONTHS = 24


def how_much_later(data: Dataset, earlier: str, later: str) -> str:
    """The time between two texts in words: "18 days later", "3 months later", or "later".

    Empty if it is not known that the second was published later.
    """
    first, second = data.texts.get(earlier), data.texts.get(later)
    if first is None or second is None or first.last is None or second.first is None:
        return ""
    gap = (second.first - first.last).days
    if gap <= 0:
        return ""
    if first.first != first.last or second.first != second.last:
        return "later"
    if gap < _MANY_DAYS:
        return f"{count_noun(gap, 'day')} later"
    months = round(gap / _DAYS_OF_MONTH)
    if months < _MANY_MONTHS:
        return f"{months} months later"
    return f"{round(months / 12)} years later"

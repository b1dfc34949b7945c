"""How messages name things: plain words, so that a finding is one sober sentence."""

from collections.abc import Iterable
from datetime import date, timedelta

from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.store.display import number_text

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def listed(items: Iterable[str]) -> str:
    """A row of things: "a", "a and b", "a, b and c"."""
    *first, last = list(items)
    return f"{', '.join(first)} and {last}" if first else last


def sources(ids: Iterable[str]) -> str:
    """Texts by id: "source 000", "sources 000 and 002"."""
    names = sorted(set(ids))
    return f"source{'s' if len(names) > 1 else ''} {listed(names)}"


def span(low: float, high: float) -> str:
    """Numbers from one to another: "90,000 to 93,000"; one number where both ends are one."""
    return number_text(low) if low == high else f"{number_text(low)} to {number_text(high)}"


def counted(number: int, what: str) -> str:
    """A number of things: "1 claim", "3 claims"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def day(value: date) -> str:
    """A day: "3 April 2024"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(first: date, last: date) -> str:
    """A span of days: "12 June 2022", "12 June 2022 to 17 June 2022", "June 2022", or "2022"."""
    if first == last:
        return day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return f"{MONTHS[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    return f"{day(first)} to {day(last)}"


def given(claim: Claim) -> str:
    """What a text claims: "source 002 gives nearly 500"."""
    return f"source {claim.source} gives {claim.figure}"

"""The numbers that a claim allows, in units that two claims can share.

A quarter and 25 per cent are one figure, and so are two weeks and 14 days. What is rounded in the text
may be off by half of its last digit: "1.2 million" fits 1,230,000.
"""

import re
from typing import NamedTuple, Protocol

from trafficking_explorer.text.currencies import is_money

SHARE, TIME, MONEY = "share", "time", "money"
_DAYS = {
    "minutes": (1 / 1440, 1 / 1440),
    "hours": (1 / 24, 1 / 24),
    "days": (1.0, 1.0),
    "weeks": (7.0, 7.0),
    "months": (28.0, 31.0),
    "years": (365.0, 366.0),
}
"""The least and the greatest number of days of a unit."""
_FRACTION = 2.0
"""Percentage points by which "a third" or "half" may be off."""
_PERCENT = 0.5
_SCALED = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)?)\s?(?P<scale>thousand|million|billion|trillion|mn?|bn|k|lakh|crore)\b",
    re.IGNORECASE,
)
_POWERS = {"t": 1e3, "k": 1e3, "m": 1e6, "b": 1e9, "l": 1e5, "c": 1e7}
"""Scales by their first letter; a trillion is told from a thousand below."""


class Figure(Protocol):
    """A claim, as far as it is read here."""

    @property
    def measure(self) -> str:
        """Its measure."""
        ...

    @property
    def unit(self) -> str:
        """Its unit."""
        ...

    @property
    def value(self) -> float | None:
        """Its value."""
        ...

    @property
    def value_text(self) -> str | None:
        """The figure as the text writes it."""
        ...

    @property
    def qualifier(self) -> str:
        """The word before it."""
        ...

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The least and the greatest number that it allows, in its own unit."""
        ...


class Reach(NamedTuple):
    """The least and the greatest number of something, in a common unit."""

    low: float
    high: float


def unit_class(unit: str, measure: str) -> str:
    """The group of units in which figures can be compared; the unit itself if it has none."""
    if unit in ("percent", "ratio"):
        return SHARE
    if unit in _DAYS and measure != "age":
        return TIME
    if is_money(unit):
        return MONEY
    return unit


def common_value(value: float, unit: str, measure: str) -> float:
    """A value in the common unit of its group; a share to the whole per cent if it is a fraction."""
    if unit == "ratio":
        return float(round(value * 100))
    if unit in _DAYS and measure != "age":
        low, high = _DAYS[unit]
        return value * (low + high) / 2
    return value


def reach_of(claim: Figure) -> Reach | None:
    """The numbers that a claim allows, roundings included; None if it gives no quantity."""
    if claim.bounds is None:
        return None
    low, high = claim.bounds
    if claim.unit in ("ratio", "percent"):
        return _share(claim, low, high)
    if claim.unit in _DAYS and claim.measure != "age":
        shortest, longest = _DAYS[claim.unit]
        return Reach(low * shortest, high * longest)
    slack = _rounding(claim)
    return Reach(low - slack, high + slack)


def _share(claim: Figure, low: float, high: float) -> Reach:
    # What the text itself calls rough is not rounded once more.
    is_rough = claim.qualifier in ("around", "nearly")
    if claim.unit == "ratio":
        slack = 0.0 if is_rough else _FRACTION
        return Reach(low * 100 - slack, high * 100 + slack)
    whole = claim.value is not None and claim.value.is_integer()
    slack = _PERCENT if whole and not is_rough else 0.0
    return Reach(low - slack, high + slack)


def _rounding(claim: Figure) -> float:
    """Half of the last digit of a figure with a scale: 50,000 for "1.2 million"."""
    match = _SCALED.search(claim.value_text or "")
    if match is None or claim.value is None:
        return 0.0
    word = match["scale"].lower()
    power = 1e12 if word == "trillion" else _POWERS[word[0]]
    _, _, decimals = match["digits"].replace(",", ".").partition(".")
    slack = float(power / 10 ** len(decimals) / 2)
    return slack if slack < claim.value else 0.0


def same_currency(one: Figure, other: Figure) -> bool:
    """True unless two sums of money are in two currencies, or one in a currency nobody knows."""
    return one.unit == other.unit or not (is_money(one.unit) and is_money(other.unit))

"""Figures as lists show them: with their qualifier, their digits grouped."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from trafficking_explorer.text.currency_names import NAMES as CURRENCIES
from trafficking_explorer.text.qualifiers import PHRASES, SIGNS, find_qualifiers

if TYPE_CHECKING:
    from trafficking_explorer.records.statistic import Statistic

# The model is for the type checker alone: a built store is read without pydantic.

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_HUNDREDTHS = 100
"""A figure of two decimals at most is written with its scale: "1.25 million"."""
NO_FIGURE = "no figure"
"""The value of a claim without a number and without words for one."""

UNIT_SIGNS = {
    "percent": " %",
    "minutes": " minutes",
    "hours": " hours",
    "days": " days",
    "weeks": " weeks",
    "months": " months",
    "years": " years",
    **{code: f" {code}" for code in CURRENCIES},
}
"""Words after a figure for units that neither measure nor population says."""
_EXACT = 2**53
"""From here on, a double may have other digits than the text."""


def number_text(value: float) -> str:
    """A number with thousands separators and no decimals that the source does not give."""
    return f"{int(value):,}" if value == int(value) else f"{Decimal(repr(value)):,f}"


def display(record: "Statistic") -> str:
    """A statistic's value with its qualifier: "~ 700"."""
    if record.value is None or record.unit == "ratio":
        return record.value_text or ("" if record.qualifier == "unspecified" else record.qualifier)
    text = number_text(record.value)
    if record.value_to is not None:
        text += f" – {number_text(record.value_to)}"
    return SIGNS.get(record.qualifier, "") + text + UNIT_SIGNS.get(record.unit, "")


def value_words(
    value: float | None,
    value_to: float | None,
    value_text: str | None,
    unit: str,
    qualifier: str,
) -> str:
    """A statistic's value as people read it: "nearly 500", "at least 1.2 million", "dozens".

    Without a number, and for ratios, it is in the words of the source.
    """
    phrase = PHRASES.get(qualifier, "")
    if value is None or unit == "ratio" or (value_text and abs(value) >= _EXACT):
        if not value_text:
            return (
                NO_FIGURE if phrase or qualifier in _WITHOUT_WORDS else qualifier.replace("_", " ")
            )
        said = {each.code for each in find_qualifiers(value_text)}
        return value_text if qualifier in said else phrase + value_text
    text = scaled_number(value)
    if value_to is not None:
        text += f" to {scaled_number(value_to)}"
    is_one = value == 1 and value_to is None
    return phrase + text + _unit_words(unit, is_one=is_one)


_WITHOUT_WORDS = ("exact", "unspecified")


def scaled_number(value: float) -> str:
    """A number, from a million on with its scale if that is exact: "1.2 million", "830,001.4"."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            hundredths = Fraction(repr(value)) * _HUNDREDTHS / int(scale)
            if hundredths.denominator == 1:
                return f"{number_text(float(hundredths / _HUNDREDTHS))} {word}"
            break
    return number_text(value)


def _unit_words(unit: str, *, is_one: bool) -> str:
    """A unit that neither the measure nor the population says; a currency by its ISO code."""
    sign = UNIT_SIGNS.get(unit, "")
    return sign.removesuffix("s") if is_one else sign

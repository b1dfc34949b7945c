"""Figures as lists show them: with their qualifier, their digits grouped."""

from decimal import Decimal
from typing import TYPE_CHECKING

from trafficking_explorer.text.qualifiers import SIGNS

if TYPE_CHECKING:
    from trafficking_explorer.records.statistic import Statistic

UNIT_SIGNS = {
    "percent": " %",
    "USD": " USD",
    "EUR": " EUR",
    "days": " days",
    "months": " months",
    "years": " years",
}


def number_text(value: float) -> str:
    """A number with thousands separators and no decimals that the source does not give."""
    return f"{value:,.0f}" if value == int(value) else f"{Decimal(repr(value)):,f}"


def display(record: "Statistic") -> str:
    """A statistic's value with its qualifier: "~ 700"."""
    if record.value is None or record.unit == "ratio":
        return record.value_text or ("" if record.qualifier == "unspecified" else record.qualifier)
    text = number_text(record.value)
    if record.value_to is not None:
        text += f" – {number_text(record.value_to)}"
    return SIGNS.get(record.qualifier, "") + text + UNIT_SIGNS.get(record.unit, "")

"""A value without its unit."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.missing_units import RULE

from .conftest import Ask, claim


@pytest.mark.parametrize(
    ("unit", "value", "fault"),
    [
        ("none", 1.4, "1.4 without a unit"),
        ("currency", 10.0, "10 without a currency"),
        ("persons", 1.4, "1.4, which cannot be a number of persons"),
        ("countries", 2.5, "2.5, which cannot be a number of countries"),
    ],
)
def test_a_figure_that_cannot_be_read(ask: Ask, unit: str, value: float, fault: str) -> None:
    """No unit, no currency, a fraction of a person."""
    statistics = [claim("x", f"and {value:g} are in Asia", value, unit=unit)]
    (finding,) = ask(RULE, {"a": f"and {value:g} are in Asia"}, statistics=statistics)
    assert finding.id == "missing-units:statistic/x"
    # Pounds and dollars are those of many countries, which a text need not say.
    assert finding.severity == ("note" if unit == "currency" else "error")
    assert finding.message == f"x: source a gives {fault}"
    assert finding.other is None


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 1400000, "unit": "persons", "value_text": "1.4 million"},
        {"value": 1.4, "unit": "years", "value_text": "1.4"},
        {"value": 1.4, "unit": "percent", "value_text": "1.4"},
        {"value": None, "unit": "currency", "value_text": "multi-billion", "qualifier": "unspecified"},
        {"value": None, "unit": "none", "value_text": "many", "qualifier": "unspecified"},
    ],
)  # fmt: skip
def test_figures_with_a_unit_and_quantities_in_words_are_sound(
    ask: Ask, fields: dict[str, Any]
) -> None:
    """Years and shares may have decimals; “many” needs no unit."""
    noun = {"years": " years", "percent": " per cent"}.get(fields["unit"], "")
    words = f"There are {fields['value_text']}{noun} here"
    assert ask(RULE, {"a": words}, statistics=[claim("x", words, **fields)]) == []

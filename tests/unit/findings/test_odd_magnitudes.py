"""A figure that is orders of magnitude away from its siblings."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.odd_magnitudes import RULE

from .conftest import Ask, claim


def siblings(*values: float, **more: Any) -> tuple[str, list[dict[str, Any]]]:
    quotes = [f"{value:,} in place {'abcdef'[i]}" for i, value in enumerate(values)]
    statistics = [claim("whole", "9,999,999 victims", 9999999)]
    statistics += [
        claim(f"p{i}", quote, values[i], place=f"place {'abcdef'[i]}", part_of="whole", **more)
        for i, quote in enumerate(quotes)
    ]
    return f"9,999,999 victims: {', '.join(quotes)}", statistics


def test_a_lost_million(ask: Ask) -> None:
    """1.4 among hundreds of thousands; 1,400,000 would fit among them."""
    text, statistics = siblings(130000, 200000, 1.4, 270000)
    statistics[3]["unit"] = "none"
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.id == "odd-magnitudes:statistic/p2"
    assert finding.severity == "doubt"
    assert finding.message == (
        "p2: 1.4, but the other parts are 130,000 to 270,000; 1,400,000 would fit among them"
    )
    assert finding.other is not None
    assert len(finding.other.passages) == 6


def test_a_figure_that_no_million_explains(ask: Ask) -> None:
    """It is told without a guess."""
    text, statistics = siblings(3, 5, 800000, 4)
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.message == "p2: 800,000, but the other parts are 3 to 5"


@pytest.mark.parametrize("values", [(130000, 200000, 270000), (130000, 150, 270000), (130000, 1)])
def test_siblings_of_one_size_are_left_alone(ask: Ask, values: tuple[float, ...]) -> None:
    """Similar sizes; a factor below a thousand; two figures, either of which may be odd."""
    text, statistics = siblings(*values)
    assert ask(RULE, {"a": text}, statistics=statistics) == []


def test_siblings_of_another_measure_are_no_siblings(ask: Ask) -> None:
    """Three arrests among hundreds of thousands of victims."""
    text, statistics = siblings(130000, 200000, 3, 270000)
    statistics[3]["measure"] = "arrests"
    assert ask(RULE, {"a": text}, statistics=statistics) == []

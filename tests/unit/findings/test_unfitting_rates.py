"""The same quantity per day, week, month and year that do not fit together."""

import re
from typing import Any

import pytest

from trafficking_explorer.findings.rules.unfitting_rates import RULE

from .conftest import Ask, claim


def rates(*sentences: str) -> tuple[str, list[dict[str, Any]]]:
    """A text of sentences, and a claim for the first number of each."""
    statistics = []
    for i, sentence in enumerate(sentences):
        number = re.search(r"\d[\d,]*", sentence)
        assert number
        around = "around" if "around" in sentence else "exact"
        value = float(number[0].replace(",", ""))
        words = {"measure": "trafficked", "population": "children", "qualifier": around}
        statistics.append(claim(f"c{i}", sentence, value, value_text=number[0], **words))
    return ". ".join(sentences) + ".", statistics


def test_four_weeks_are_no_month(ask: Ask) -> None:
    """21,000 a week make 90,000 in a month of 30 days, not 84,000."""
    text, statistics = rates("3,000 children every day", "21,000 children weekly", "84,000 children monthly")  # fmt: skip
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.id == "unfitting-rates:statistic/c1+statistic/c2"
    assert finding.severity == "doubt"
    assert finding.message == "c2: 84,000 a month, but 21,000 a week make 90,000 to 93,000"


@pytest.mark.parametrize(
    "sentences",
    [
        ("3,000 children every day", "21,000 children weekly"),
        ("3,000 children every day", "around 1,200,000 children every year"),
        ("3,000 children every day", "1,100,000 children annually"),
        ("7,000 children a month", "84,000 children per annum"),
        ("3,000 children every day", "5,000 children"),
        ("3,000 children every day", "5,000 children each day"),
    ],
)
def test_rates_that_fit_are_left_alone(ask: Ask, sentences: tuple[str, ...]) -> None:
    """Exactly; within “around”; to the last digit given; without a rate; of one rate."""
    text, statistics = rates(*sentences)
    assert ask(RULE, {"a": text}, statistics=statistics) == []


def test_rates_of_other_times_are_left_alone(ask: Ask) -> None:
    """3,000 a day in 2010 say nothing of 2020; of 2010 and the years since 2005 they do."""
    text, statistics = rates("3,000 children every day", "5,000 children weekly")
    for statistic, period in zip(statistics, ("2010", "2020"), strict=True):
        statistic |= {"period": period, "resolved": {"period": "For the test."}}
    assert ask(RULE, {"a": text}, statistics=statistics) == []
    statistics[1]["period"] = "2005/.."
    assert len(ask(RULE, {"a": text}, statistics=statistics)) == 1


def test_rates_of_other_things_are_left_alone(ask: Ask) -> None:
    """Children trafficked and women trafficked; children trafficked and children rescued."""
    text, statistics = rates("3,000 children every day", "5,000 women weekly")
    statistics[1]["population"] = "women"
    assert ask(RULE, {"a": text}, statistics=statistics) == []
    text, statistics = rates("3,000 children every day", "5,000 children weekly")
    statistics[1]["measure"] = "rescued"
    assert ask(RULE, {"a": text}, statistics=statistics) == []

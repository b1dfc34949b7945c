"""A part that is larger than its whole."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.oversized_parts import RULE

from .conftest import Ask, claim, record

FORM = record("labour", "forced labour", name="forced labour", code="forced_labour", resolved={"code": "x."})  # fmt: skip
LINK = [{"relation": "involves", "to": "form/labour", "resolved": "For the test."}]


def test_a_part_beyond_its_whole_is_an_error(ask: Ask) -> None:
    """“200 victims, including 300 minors”."""
    text = "There were 200 victims, including 300 minors."
    statistics = [
        claim("whole", "200 victims", 200),
        claim("part", "300 minors", 300, population="minors", part_of="whole"),
    ]
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.id == "oversized-parts:statistic/part+statistic/whole"
    assert finding.severity == "error"
    assert finding.message == "part: 300, more than the 200 of which it is a part (“whole”)"


@pytest.mark.parametrize(
    ("quote", "value", "qualifier"), [("200 minors", 200, "exact"), ("nearly 201 minors", 201, "nearly")]
)  # fmt: skip
def test_a_part_that_may_be_all_of_it_is_sound(
    ask: Ask, quote: str, value: float, qualifier: str
) -> None:
    """All of them were minors, perhaps."""
    statistics = [
        claim("whole", "200 victims", 200),
        claim("part", quote, value, population="minors", part_of="whole", qualifier=qualifier),
    ]
    assert (
        ask(RULE, {"a": f"There were 200 victims, including {quote}."}, statistics=statistics) == []
    )


def labour(children: str, value: float, **more: Any) -> dict[str, Any]:
    fields = {"measure": "victims", "links": LINK}
    return {
        "forms": [FORM],
        "statistics": [
            claim("children", children, value, population="kids", **{**fields, **more}),
            claim("everybody", "at least 2,500,000 people", 2500000, population="people",
                  qualifier="at_least", evidence={"qualifier": "at least 2,500,000 people"}, **fields),
        ],
    }  # fmt: skip


def test_a_group_that_is_far_larger_than_everybody(ask: Ask) -> None:
    """A lower bound does not exclude more, but hardly ten times as much."""
    text = "168,000,000 kids are victims of forced labour. There are at least 2,500,000 people."
    (finding,) = ask(RULE, {"a": text}, **labour("168,000,000 kids", 168000000))
    assert finding.severity == "doubt"
    assert finding.message == (
        "children: source a gives 168,000,000 for this group, but source a gives "
        "at least 2,500,000 for everybody (“everybody”)"
    )


@pytest.mark.parametrize(
    ("quote", "value", "more"),
    [
        ("2,000,000 kids", 2000000, {}),
        ("3,000,000 kids", 3000000, {}),
        ("168,000,000 kids", 168000000, {"links": []}),
        ("168,000,000 kids", 168000000, {"measure": "persons"}),
        ("168,000,000 kids every year", 168000000, {}),
    ],
)
def test_groups_that_may_be_a_part_are_left_alone(
    ask: Ask, quote: str, value: float, more: dict[str, Any]
) -> None:
    """Smaller; within a lower bound; not said of the same form or measure; per year."""
    text = f"{quote} are victims of forced labour. There are at least 2,500,000 people."
    assert ask(RULE, {"a": text}, **labour(quote, value, **more)) == []

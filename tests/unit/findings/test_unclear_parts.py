"""Two counts of one thing in one text, and nothing says whether one contains the other."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.unclear_parts import RULE

from .conftest import Ask, claim, operation

TEXT = "Operation Alba resulted in 216 arrests, and the arrest of 27 people in El Salvador."
ALBA = operation("alba", "Operation Alba", name="Operation Alba")
ARRESTS = {"operation": "alba", "measure": "arrests"}


def local(**more: Any) -> dict[str, Any]:
    return claim(
        "local", "27 people in El Salvador", 27, **{**ARRESTS, "place": "El Salvador", **more}
    )


def whole(**more: Any) -> dict[str, Any]:
    return claim("whole", "216 arrests", 216, **ARRESTS, **more)


def test_a_count_of_one_place_beside_one_of_all(ask: Ask) -> None:
    """216 arrests, or 243: the text does not say."""
    (finding,) = ask(RULE, {"a": TEXT}, operations=[ALBA], statistics=[local(), whole()])
    assert finding.id == "unclear-parts:statistic/local+statistic/whole"
    assert finding.severity == "doubt"
    assert finding.message == (
        "whole: source a gives 216 and does not say whether it includes the 27 of “local”"
    )


def test_a_count_of_one_group_beside_one_of_all(ask: Ask) -> None:
    """“80 victims rescued … 30 children rescued”."""
    text = "Operation Alba: 80 victims were rescued. Police rescued 30 children."
    everybody = claim("all", "80 victims", 80, operation="alba", population="victims")
    children = claim("children", "30 children", 30, operation="alba", population="children")
    (finding,) = ask(RULE, {"a": text}, operations=[ALBA], statistics=[everybody, children])
    assert "includes the 30 of “children”" in finding.message


@pytest.mark.parametrize(
    "more",
    [{"part_of": "whole"}, {"measure": "charged"}, {"place": None}, {"operation": None, "scope": "world"}],
)  # fmt: skip
def test_what_is_tied_or_of_another_kind_is_left_alone(ask: Ask, more: dict[str, Any]) -> None:
    """A part that says so; another measure; no narrower than the other; another operation."""
    assert ask(RULE, {"a": TEXT}, operations=[ALBA], statistics=[local(**more), whole()]) == []


def test_two_places_add_up(ask: Ask) -> None:
    """El Salvador and Panama are beside each other."""
    text = "Operation Alba: 216 arrests in Panama, 27 people in El Salvador."
    panama = claim("panama", "216 arrests in Panama", 216, **ARRESTS, place="Panama")
    assert ask(RULE, {"a": text}, operations=[ALBA], statistics=[local(), panama]) == []


@pytest.mark.parametrize("rounded", [200, 220])
def test_a_rounded_heading_is_no_part(ask: Ask, rounded: int) -> None:
    """“220 arrests” over “216 arrests in Panama”, rounded down or up."""
    text = f"{rounded} arrests\n\nOperation Alba: 216 arrests in Panama."
    heading = claim("heading", f"{rounded} arrests", rounded, **ARRESTS)
    body = claim("body", "216 arrests in Panama", 216, **ARRESTS, place="Panama")
    assert ask(RULE, {"a": text}, operations=[ALBA], statistics=[heading, body]) == []


def test_a_part_of_the_body_is_a_part_under_the_heading_too(ask: Ask) -> None:
    """It is tied to the body's figure; the heading gives the same one."""
    text = "Operation Alba: 500 victims\n\nNearly 500 victims, including 236 minors."
    statistics = [
        claim("heading", "Operation Alba: 500 victims", 500, operation="alba", population="victims"),
        claim("body", "Nearly 500 victims", 500, operation="alba", population="victims", qualifier="nearly"),
        claim("minors", "236 minors", 236, operation="alba", population="minors", part_of="body"),
    ]  # fmt: skip
    assert ask(RULE, {"a": text}, operations=[ALBA], statistics=statistics) == []

"""Headings and captions against the article: their figures, and the crimes they name."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules import heading_crimes, heading_figures

from .conftest import Ask, claim

BODY = "Police rescued 45 young people from farms near Port Amber, and arrested nearly 20 men."


def claims(**more: Any) -> list[dict[str, Any]]:
    return [
        claim("freed", "rescued 45 young people", 45, population="young people", **more),
        claim("held", "arrested nearly 20 men", 20, measure="arrests", population="men", qualifier="nearly", **more),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("40 teens freed in raid", 1),
        ("Police free forty teenagers", 1),
        ("Officers who rescued 50 young people in Port Amber", 1),
        ("20 men arrested in Amber", 1),
        ("More than 30 arrested", 1),
        ("45 teens freed in raid", 0),
        ("More than 40 teens freed in raid", 0),
        ("Nearly 20 arrested", 0),
        ("40 women freed in raid", 0),
        ("40 homes searched", 0),
        ("40 officers", 0),
        ("Raid of 12 March frees teenagers", 0),
        ("40 per cent of teens freed", 0),
        ("40-year-old man arrested", 0),
        ("$40 bribe leads to arrest", 0),
    ],
)
def test_figures_of_headings(ask: Ask, heading: str, number: int) -> None:
    """One that no figure for the same act and people fits is reported."""
    found = ask(heading_figures.RULE, {"a": f"{heading}\n\n{BODY}"}, statistics=claims())
    assert [finding.severity for finding in found] == ["doubt"] * number
    if found:
        assert found[0].other is not None
        assert found[0].other.passages[0].exact == heading


def test_figures_of_headings_on_record_are_left_to_another_rule(ask: Ask) -> None:
    """They are compared like all others."""
    text = f"40 teens freed in raid\n\n{BODY}"
    curated = claim("heading", "40 teens freed", 40, population="teens")
    assert ask(heading_figures.RULE, {"a": text}, statistics=[*claims(), curated]) == []


def test_figures_of_parts_are_not_held_against_a_heading(ask: Ask) -> None:
    """Nor those of one place."""
    text = f"90 teens freed in raid\n\n{BODY}"
    (freed, _) = claims(place="Port Amber")
    assert ask(heading_figures.RULE, {"a": text}, statistics=[freed]) == []


CHARGED = "Two men were charged with promoting prostitution. The sea was calm."


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Four held for human trafficking", CHARGED),
        ("Trafficking ring broken up", "They are accused of smuggling migrants over the border."),
        ("Sex trafficking bust in Amber", "Quill was arrested for soliciting. He pleaded guilty to drug possession."),
        ("Trafficking in children", "Each faces two counts of kidnapping."),
        ("Migrant smuggling ring", "All are charged with human trafficking."),
    ],
)  # fmt: skip
def test_headings_that_name_another_crime(ask: Ask, heading: str, body: str) -> None:
    """The charges are those of something else."""
    (finding,) = ask(heading_crimes.RULE, {"a": f"{heading}\n\n{body}"})
    assert finding.severity == "doubt"
    assert finding.other is not None
    assert finding.side.passages[0].exact == heading


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Four held for human trafficking", "Two men were charged with human trafficking and prostitution."),
        ("Four held for human trafficking", "They are accused of forcing women into prostitution."),
        ("Four held for modern slavery", "They were convicted of trafficking in persons."),
        ("Four held for drug trafficking", "They were charged with drug offences."),
        ("Migrant smuggling ring", "They are accused of facilitating illegal entry."),
        ("Four held", CHARGED),
        ("Human trafficking: what it is", "The sea was calm. Prostitution is not always trafficking."),
        ("Human trafficking", "The men were taken away.\n\nProstitution\n\nTwo were charged with pimping, two with trafficking people."),
    ],
)  # fmt: skip
def test_headings_that_fit(ask: Ask, heading: str, body: str) -> None:
    """The same crime, a part of it, or no charges."""
    assert ask(heading_crimes.RULE, {"a": f"{heading}\n\n{body}"}) == []


def test_a_heading_speaks_for_its_section(ask: Ask) -> None:
    """The charges of the next one are another case."""
    text = (
        "News of Amber\n\nThe sea was calm.\n\nHuman trafficking\n\nTwo were charged with trafficking "
        f"people.\n\nOther cases\n\n{CHARGED}"
    )
    assert ask(heading_crimes.RULE, {"a": text}) == []
    text = text.replace("trafficking people", "fraud")
    assert len(ask(heading_crimes.RULE, {"a": text})) == 1

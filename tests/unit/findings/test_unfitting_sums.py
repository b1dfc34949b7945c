"""Parts that do not add up to their whole."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.unfitting_sums import RULE

from .conftest import Ask, claim, words_of

PLACES = ("Togo", "Mali", "Chad")


def breakdown(
    whole: float, *parts: float, joint: str = "Among these", qualifier: str = "exact", **more: Any
) -> tuple[str, list[dict[str, Any]]]:
    said = {"exact": "", "at_least": "at least ", "around": "around "}[qualifier]
    text = f"There are {said}{whole:,} victims. {joint}, " + ", ".join(
        f"{part:,} are in {place}" for part, place in zip(parts, PLACES, strict=False)
    )
    statistics = [claim("whole", f"{said}{whole:,} victims", whole, qualifier=qualifier)]
    for part, place in zip(parts, PLACES, strict=False):
        quote = f"{part:,} are in {place}"
        statistics.append(claim(place.lower(), quote, part, part_of="whole", place=place, **more))
    return text, statistics


def test_parts_that_fall_short(ask: Ask) -> None:
    """A part has been lost, or a figure is wrong."""
    text, statistics = breakdown(2500, 900, 800, 300)
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.id == "unfitting-sums:statistic/whole"
    assert finding.severity == "doubt"
    assert finding.message == "whole: 3 parts by place make 2,000, short of 2,500"
    assert words_of(finding.other, {"a": text})[:2] == ["900 are in Togo", "800 are in Mali"]


def test_parts_that_are_more_than_the_whole(ask: Ask) -> None:
    """Separate places cannot hold more than all of them."""
    text, statistics = breakdown(2500, 900, 800, 1300)
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.severity == "error"
    assert finding.message == "whole: 3 parts by place make 3,000, more than 2,500"


def test_a_sum_of_bounds_is_about_so_much(ask: Ask) -> None:
    """“At least 1,300” and more may be added."""
    text, statistics = breakdown(2500, 900, 800, 1300)
    statistics[-1] |= {"qualifier": "at_least", "evidence": {"qualifier": "at least so many"}}
    (finding,) = ask(RULE, {"a": f"{text}, at least so many"}, statistics=statistics)
    assert finding.message == "whole: 3 parts by place make about 3,000, more than 2,500"


def test_a_part_that_lost_its_million_is_read_so(ask: Ask) -> None:
    """And still falls short."""
    text, statistics = breakdown(2500000, 230000, 270000, 1.4, qualifier="at_least")
    statistics[-1]["unit"] = "none"
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.message == (
        "whole: 3 parts by place make 500,001.4, short of at least 2,500,000; "
        "with 1.4 read as 1,400,000, 1,900,000"
    )


@pytest.mark.parametrize(
    ("whole", "parts", "more"),
    [
        (2500, (900, 800, 800), {}),
        (2500, (900, 800, 790), {}),
        (2500, (900, 800, 300), {"joint": "They come from many countries, including these"}),
        (2500, (900,), {}),
        (2500, (900, 800, 1300), {"qualifier": "at_least"}),
        (2500, (900, 800, 300), {"measure": "arrests"}),
    ],
)
def test_sums_that_fit(
    ask: Ask, whole: float, parts: tuple[float, ...], more: dict[str, Any]
) -> None:
    """Exactly; to a rounding; said to be some only; one part; a lower bound; another measure."""
    text, statistics = breakdown(whole, *parts, **more)
    assert ask(RULE, {"a": text}, statistics=statistics) == []


def test_groups_overlap_and_are_not_added(ask: Ask) -> None:
    """Minors and women: a girl may be neither, or both."""
    text = "There are 500 victims. Among these, 236 are minors, 100 are women."
    statistics = [
        claim("whole", "500 victims", 500),
        claim("minors", "236 are minors", 236, part_of="whole", population="minors"),
        claim("women", "100 are women", 100, part_of="whole", population="women"),
    ]
    assert ask(RULE, {"a": text}, statistics=statistics) == []

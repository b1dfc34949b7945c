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
    assert finding.message == "whole: 3 parts by place add up to 2,000, but the whole is 2,500"
    assert words_of(finding.other, {"a": text})[:2] == ["900 are in Togo", "800 are in Mali"]


def test_parts_that_are_more_than_the_whole(ask: Ask) -> None:
    """Separate places cannot hold more than all of them."""
    text, statistics = breakdown(2500, 900, 800, 1300)
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.severity == "error"
    assert finding.message == "whole: 3 parts by place add up to 3,000, but the whole is 2,500"


def test_a_sum_of_bounds_is_about_so_much(ask: Ask) -> None:
    """“At least 1,300” and more may be added."""
    text, statistics = breakdown(2500, 900, 800, 1300)
    statistics[-1] |= {"qualifier": "at_least", "evidence": {"qualifier": "at least that number"}}
    (finding,) = ask(RULE, {"a": f"{text}, at least that number"}, statistics=statistics)
    assert (
        finding.message == "whole: 3 parts by place add up to about 3,000, but the whole is 2,500"
    )


def test_a_part_that_lost_its_million_is_read_so(ask: Ask) -> None:
    """The corrected sum still falls short."""
    text, statistics = breakdown(2500000, 230000, 270000, 1.4, qualifier="at_least")
    statistics[-1]["unit"] = "none"
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.message == (
        "whole: 3 parts by place add up to 500,001.4, but the whole is at least 2,500,000; "
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


def test_places_within_one_another_are_not_added(ask: Ask) -> None:
    """Mali is in West Africa; Peru is not."""
    text = "There are 500 victims. Among these, 400 are in West Africa, 300 are in Mali or Peru."
    statistics = [
        claim("whole", "500 victims", 500),
        claim("west", "400 are in West Africa", 400, part_of="whole", place="West Africa"),
        claim("one", "300 are in Mali", 300, part_of="whole", place="Mali", country="ML"),
    ]
    assert ask(RULE, {"a": text}, statistics=statistics) == []
    statistics[2] |= {"quote": "300 are in Mali or Peru", "place": "Peru", "country": "PE"}
    assert len(ask(RULE, {"a": text}, statistics=statistics)) == 1


def groups(
    *parts: tuple[int, str], whole: str = "500 victims", **more: Any
) -> tuple[str, list[dict[str, Any]]]:
    """A whole of 500 and parts by age and sex."""
    text = f"There are {whole}. Among these, " + ", ".join(f"{n} are {who}" for n, who in parts)
    statistics = [claim("whole", whole, 500, population=whole.partition(" ")[2])]
    for number, who in parts:
        quote = f"{number} are {who}"
        statistics.append(
            claim(
                who.lower().replace(" ", "-"),
                quote,
                number,
                part_of="whole",
                population=who,
                **more,
            )
        )
    return text, statistics


@pytest.mark.parametrize(
    ("parts", "severity", "made"),
    [
        (((236, "minors"), (300, "adults")), "error", "536, but the whole is 500"),
        (((300, "women"), (250, "men")), "error", "550, but the whole is 500"),
        (((300, "girls"), (250, "boys")), "error", "550, but the whole is 500"),
        (((236, "minors"), (200, "adults")), "doubt", "436, but the whole is 500"),
    ],
)
def test_groups_that_exclude_each_other(
    ask: Ask, parts: tuple[tuple[int, str], ...], severity: str, made: str
) -> None:
    """Nobody is counted in two; minors and adults leave nobody out."""
    text, statistics = groups(*parts)
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.id == "unfitting-sums:statistic/whole@groups"
    assert finding.severity == severity
    assert finding.message == f"whole: 2 parts by age and sex add up to {made}"


def test_girls_and_boys_are_all_children(ask: Ask) -> None:
    """Victims may be of other groups too."""
    parts = ((300, "girls"), (100, "boys"))
    text, statistics = groups(*parts, whole="500 children")
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.message == "whole: 2 parts by age and sex add up to 400, but the whole is 500"
    text, statistics = groups(*parts)
    assert ask(RULE, {"a": text}, statistics=statistics) == []


@pytest.mark.parametrize(
    "parts",
    [
        ((236, "minors"), (264, "adults")),
        ((200, "women"), (200, "men")),
        ((236, "minors"), (400, "women")),
        ((300, "adults"), (300, "Nigerian minors")),
        ((236, "minors"),),
    ],
)
def test_groups_that_may_fit(ask: Ask, parts: tuple[tuple[int, str], ...]) -> None:
    """All of them; children left out; groups that overlap; a group of another whole; one alone."""
    text, statistics = groups(*parts)
    assert ask(RULE, {"a": text}, statistics=statistics) == []

"""More countries than their region has."""

import pycountry
import pytest

from trafficking_explorer.corpus.regions import all_countries, region_members
from trafficking_explorer.findings.finding import Finding
from trafficking_explorer.findings.rules.too_many_countries import RULE

from .conftest import Ask, claim


def told(ask: Ask, number: str, place: str | None, **fields: object) -> list[Finding]:
    words = f"in {number} countries in {place}" if place else f"in {number} countries"
    given = {"measure": "countries", "unit": "countries", "place": place, **fields}
    return ask(RULE, {"a": words}, statistics=[claim("x", words, float(number), **given)])


def test_more_countries_than_there_are(ask: Ask) -> None:
    """Central and South America have 24 with every territory."""
    (finding,) = told(ask, "25", "Central and South America")
    assert finding.id == "too-many-countries:statistic/x"
    assert finding.severity == "doubt"
    assert finding.message == (
        "x: 25, but Central and South America has 24 countries and areas by the United Nations' M49"
    )
    assert told(ask, "300", None)


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("24", "Central and South America"),
        ("33", "Latin America"),
        ("40", "West Africa and the Sahel"),
        ("30", "Southern Africa"),
        ("194", None),
    ],
)
def test_what_a_region_can_hold_is_left_alone(ask: Ask, number: str, place: str | None) -> None:
    """All of them; fewer; a region that M49 does not draw, or draws narrower than papers do."""
    assert told(ask, number, place) == []


def test_other_counts_are_left_alone(ask: Ask) -> None:
    """25 offices in South America."""
    assert told(ask, "25", "South America", unit="organisations", measure="organisations") == []


def test_every_country_lies_in_one_region() -> None:
    """ISO 3166-1 without Antarctica, and Kosovo, each once."""
    codes = all_countries()
    assert len(codes) == len(set(codes))
    assert set(codes) == {country.alpha_2 for country in pycountry.countries} - {"AQ"} | {"XK"}


@pytest.mark.parametrize(
    ("place", "number"),
    [
        ("Africa", 60),
        ("north and west Africa", 24),
        ("South-East Asia", 11),
        ("Europe", 52),
        # Nothing is guessed.
        *(
            (each, None)
            for each in ("", "Chad, Mali", "the Sahel", "Asia and the Pacific", "north")
        ),
    ],
)
def test_regions_as_texts_name_them(place: str, number: int | None) -> None:
    """Case, hyphens, short adjectives, two directions of one noun."""
    found = region_members(place)
    assert (None if found is None else len(found)) == number

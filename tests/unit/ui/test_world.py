"""Outlines of countries, and their drawing in braille."""

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.ui.world.outlines import Country, read_outlines
from trafficking_explorer.ui.world.raster import BOTTOM, TOP, Viewport, draw

SQUARE = Country("AA", (((0, 0), (10, 0), (10, 10), (0, 10)),), (5, 5))
NEIGHBOUR = Country("BB", (((10, 0), (20, 0), (20, 10), (10, 10)),), (15, 5))


def test_every_country_has_an_outline_or_a_point() -> None:
    """Each code of ISO 3166-1, and the one that Kosovo has in common use."""
    outlines = read_outlines()
    codes = {country.code for country in outlines.countries}
    assert codes - {""} == {country.alpha_2 for country in pycountry.countries} | {"XK"}
    assert "Natural Earth" in outlines.note
    for country in outlines.countries:
        assert country.rings or country.code
        for ring in country.rings:
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((2.3, 47.0), "FR"),
        ((-1.0, 52.5), "GB"),
        ((8.0, 9.5), "NG"),
        ((-2.0, 17.5), "ML"),
        ((-89.0, 13.8), "SV"),
        ((134.0, -25.0), "AU"),
        ((-30.0, 30.0), None),
    ],
)
def test_a_place_is_in_its_country(place: tuple[float, float], code: str | None) -> None:
    """Points well inside some countries, and one in the Atlantic."""
    part = Viewport.around(place, 0.1, 3, 3)
    assert draw(read_outlines().countries, part).owners[1][1] == code


def test_the_smallest_country_has_a_dot() -> None:
    """Also where a dot is larger than the country."""
    part = Viewport.of_world(40, 12)
    drawn = {owner for row in draw(read_outlines().countries, part).owners for owner in row}
    assert {"FR", "BR"} <= drawn
    alone = draw([Country("VA", (), (12.45, 41.9))], part)
    assert [owner for row in alone.owners for owner in row if owner is not None] == ["VA"]


def test_a_square_fills_its_dots() -> None:
    """Two dots across and four down are a cell; the sea is a space."""
    raster = draw([SQUARE], Viewport(0, 10, 2.5, 3, 2))
    assert raster.land == ("⣿⣿ ", "   ")
    assert raster.owners[0] == ("AA", "AA", None)


def test_neighbours_are_parted_near_by() -> None:
    """By a gap of a dot, which far away would eat small countries."""
    near = draw([SQUARE, NEIGHBOUR], Viewport(0, 10, 0.5, 20, 5))
    assert near.land[0] == "⣿" * 9 + "⡇" + "⣿" * 10
    far = draw([SQUARE, NEIGHBOUR], Viewport(0, 10, 2.5, 4, 1))
    assert far.land == ("⣿⣿⣿⣿",)


def test_a_hole_is_no_land() -> None:
    """By the even-odd rule, a ring in a ring is a hole."""
    hole: tuple[tuple[float, float], ...] = ((2.5, 2.5), (7.5, 2.5), (7.5, 7.5), (2.5, 7.5))
    holed = Country("AA", (*SQUARE.rings, hole), (1, 1))
    assert draw([holed], Viewport(0, 10, 0.625, 8, 4)).owners[1][3] is None


@given(
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.floats(0.02, 5),
    st.integers(1, 40),
    st.integers(1, 20),
)
def test_any_part_can_be_drawn(x: float, y: float, degrees: float, width: int, height: int) -> None:
    """Every row is as wide as the part, wherever it is; its middle is what it is around."""
    part = Viewport.around((x, y), degrees, width, height)
    assert part.centre == pytest.approx((x, y), abs=1e-6)
    raster = draw([SQUARE, NEIGHBOUR], part)
    assert [len(line) for line in raster.land] == [width] * height
    assert all(
        (owner is None) == (character == " ")
        for line, owners in zip(raster.land, raster.owners, strict=True)
        for character, owner in zip(line, owners, strict=True)
        if owner is None or degrees > 0.6
    )


def test_the_world_fits() -> None:
    """From the top to the bottom, in any shape of a window."""
    for width, height in ((80, 20), (20, 80), (300, 90)):
        part = Viewport.of_world(width, height)
        assert part.cell((0, TOP - 1)) is not None
        assert part.cell((-179.9, BOTTOM + 1)) is not None
        assert part.cell((0, 91)) is None or part.top > 91

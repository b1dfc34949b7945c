"""The places of the panels of a pane in any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset, Region, Size

from trafficking_explorer.ui.panes.panel_layout import (
    CARD,
    FINDING_PLANS,
    RECORD_PLANS,
    SOURCE,
    TABLE,
    Boundary,
    PanelPlan,
    Plans,
    plan_for,
    share_at,
)

_SHARES = st.dictionaries(st.sampled_from([TABLE, CARD, SOURCE]), st.floats(0, 1))


@pytest.mark.parametrize("plans", [RECORD_PLANS, FINDING_PLANS])
@given(
    width=st.integers(1, 400),
    height=st.integers(0, 120),
    shares=_SHARES,
    needed=st.integers(0, 500),
)
def test_the_panels_fill_the_pane(
    plans: Plans, width: int, height: int, shares: dict[str, float], needed: int
) -> None:
    """Every cell belongs to just one panel, and each of them can be used."""
    size = Size(width, height)
    places = plan_for(plans, width).fit(size, shares, needed)
    regions = list(places.values())
    assert sum(region.area for region in regions) == size.area
    assert all(size.region.contains_region(region) for region in regions if region)
    assert not any(
        one.overlaps(other) for i, one in enumerate(regions) for other in regions[i + 1 :]
    )
    if height >= 9:
        assert set(places) == {TABLE, CARD, SOURCE}
        assert all(region.height >= 3 for region in regions)
    if height >= 6:
        assert SOURCE in places


@pytest.mark.parametrize(
    ("lines", "expected"), [(20, (7, 9, 4)), (11, (3, 4, 4)), (46, (16, 21, 9))]
)
def test_the_stacked_panels(lines: int, expected: tuple[int, int, int]) -> None:
    """In 80x24 the table has a header and six rows, the card a rule and eight lines, the strip three."""
    places = plan_for(RECORD_PLANS, 80).fit(Size(80, lines), {})
    assert tuple(places[name].height for name in (TABLE, CARD, SOURCE)) == expected


@pytest.mark.parametrize(
    ("width", "needed", "expected"),
    [(140, 0, 70), (140, 75, 75), (140, 400, 80), (200, 0, 60), (200, 85, 85), (200, 400, 90)],
)
def test_a_wide_table_takes_cells_from_the_others(width: int, needed: int, expected: int) -> None:
    """As many as it needs and source and card can do without, unless the reader has chosen a size."""
    plan, size = plan_for(RECORD_PLANS, width), Size(width, 40)
    assert plan.fit(size, {}, needed)[TABLE].width == expected
    chosen = plan.fit(size, {SOURCE: 0.6, TABLE: 0.2}, needed)
    assert chosen[SOURCE].width == round(width * 0.6)


@pytest.mark.parametrize(
    ("width", "name"),
    [
        (99, "stacked"),
        (100, "low"),
        (119, "low"),
        (120, "beside"),
        (179, "beside"),
        (180, "columns"),
    ],
)
def test_the_plan_for_a_width(width: int, name: str) -> None:
    """Each plan begins at its width."""
    assert plan_for(RECORD_PLANS, width).name == name


@pytest.mark.parametrize(
    ("plan", "panel", "is_upright", "boundary"),
    [
        (plan, *place, boundary)
        for _, plan in (*RECORD_PLANS, *FINDING_PLANS)
        for place, boundary in plan.boundaries.items()
    ],
)
def test_a_boundary_goes_where_it_is_drawn(
    plan: PanelPlan, panel: str, is_upright: bool, boundary: Boundary
) -> None:
    """The panel below a rule, or right of a line, begins at the place the mouse drew it to."""
    size = Size(200, 60)
    for by in (-7, 0, 5):
        before = plan.fit(size, {})[panel]
        to = Offset(before.x + by, before.y) if is_upright else Offset(before.x, before.y + by)
        after = plan.fit(size, {boundary.panel: share_at(boundary, size, to)})[panel]
        reached = after.x - to.x if is_upright else after.y - to.y
        assert abs(reached) <= 1


def test_a_place_outside_the_pane() -> None:
    """The mouse may leave the pane; the panels keep some room."""
    plan, size = plan_for(RECORD_PLANS, 80), Size(80, 20)
    boundary = plan.boundaries[CARD, False]
    for y, expected in ((-9, 3), (99, 14)):
        share = share_at(boundary, size, Offset(0, y))
        table = plan.fit(size, {TABLE: share})[TABLE]
        assert table == Region(0, 0, 80, expected)

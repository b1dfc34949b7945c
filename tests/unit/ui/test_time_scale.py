"""The scale of a timeline and the bars on it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.database.drawn_rows import DatedRow
from trafficking_explorer.ui.time_scale import PLAIN_BARS, Bars, TimeScale

SCALE = TimeScale(date(2010, 1, 1).toordinal(), 365.25, 10)
"""A year a cell, from 2010 on."""


def row(first: date | None, last: date | None) -> DatedRow:
    return DatedRow("operation", "a", "A", 0, "", first, last, "stated")


@pytest.mark.parametrize(
    ("first", "last", "plain"),
    [
        (date(2012, 5, 1), date(2012, 5, 9), ":  o     :"),
        (date(2012, 5, 1), date(2015, 5, 1), ":  [==]  :"),
        (date(2013, 5, 1), None, ":  |----->"),
        (None, date(2013, 5, 1), "<--|    : "),
        (None, None, "<-------->"),
        (date(2001, 1, 1), date(2002, 1, 1), "<"),
        (date(2031, 1, 1), date(2032, 1, 1), ">"),
        (date(2001, 1, 1), date(2012, 6, 1), "==]"),
        (date(2018, 6, 1), date(2032, 1, 1), "[="),
        (None, date(2001, 1, 1), "<"),
        (date(2031, 1, 1), None, ">"),
    ],
)
def test_a_bar_shows_open_and_hidden_ends(
    first: date | None, last: date | None, plain: str
) -> None:
    """A point, a range, arrows for open ends, and marks for what is beyond the edges."""
    bar = SCALE.bar(row(first, last), PLAIN_BARS)
    assert len(bar) == 10
    assert bar.replace(":", " ").strip() == plain.replace(":", " ").strip()


def test_the_scale_shows_all_rows() -> None:
    """With room at both ends, also if all is one day or nothing is dated."""
    rows = [row(date(2014, 1, 1), None), row(date(2017, 1, 1), date(2019, 12, 31))]
    scale = TimeScale.of(rows, 50)
    assert 0 < scale.cell(date(2014, 1, 1)) < 4
    assert 46 < scale.cell(date(2019, 12, 31)) < 50
    assert (
        0 <= TimeScale.of([row(date(2014, 1, 1), date(2014, 1, 1))], 50).cell(date(2014, 1, 1)) < 50
    )
    assert TimeScale.of([], 50).width == 50


def test_ticks_are_years_or_months() -> None:
    """As close as their labels allow."""
    years = TimeScale(date(2010, 1, 1).toordinal(), 60, 60)
    assert [label for _, label in years.ticks()] == ["2010", "2012", "2014", "2016", "2018"]
    months = TimeScale(date(2010, 1, 1).toordinal(), 5, 60)
    assert [label for _, label in months.ticks()] == ["2010-01", "2010-04", "2010-07", "2010-10"]
    assert years.header().split() == ["2010", "2012", "2014", "2016", "2018"]


def test_zooming_keeps_the_middle() -> None:
    """Not wider than all, not below two weeks."""
    most = TimeScale(date(2000, 1, 1).toordinal(), 100, 60)
    near = most.zoomed(0.5, most)
    assert near.start + near.days * 30 == pytest.approx(most.start + most.days * 30)
    assert near.zoomed(4, most).days == most.days
    for _ in range(40):
        near = near.zoomed(0.5, most)
    assert near.days * near.width == pytest.approx(14)
    assert near.panned(3).start - near.start == pytest.approx(3 * near.days)


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(
    st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=5),
    st.integers(1, 200),
    st.integers(-30, 30),
    st.floats(0.01, 1),
)
def test_any_dates_can_be_drawn(
    pairs: list[tuple[date | None, date | None]], width: int, cells: int, factor: float
) -> None:
    """Bars and header are as wide as the scale, however it is moved."""
    rows = [
        row(first, last if first is None or last is None else max(first, last))
        for first, last in pairs
    ]
    scale = TimeScale.of(rows, width)
    for each in (scale, scale.zoomed(factor, scale).panned(cells)):
        assert len(each.header()) == width
        assert all(len(each.bar(one, Bars())) == width for one in rows)
        assert all(0 <= cell < width for cell, _ in each.ticks())


def test_a_day_has_one_cell() -> None:
    """Later days are further right."""
    scale = TimeScale.of([row(date(2014, 1, 1), date(2014, 3, 1))], 40)
    cells = [scale.cell(date(2014, 1, 1) + timedelta(days)) for days in range(60)]
    assert cells == sorted(cells)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1 / 24, "1 hour"),
        (0.4, "10 hours"),
        (1, "1 day"),
        (12, "12 days"),
        (14, "2 weeks"),
        (91, "3 months"),
        (731, "2 years"),
        (36_525, "100 years"),
    ],
)
def test_the_time_of_a_cell_in_words(days: float, words: str) -> None:
    """In the largest unit that says enough."""
    assert TimeScale(0, days, 10).words == words

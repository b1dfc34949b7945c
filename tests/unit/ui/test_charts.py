"""Charts of characters: what suits which types, and that nothing that a result holds breaks them."""

import math
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.charts import (
    BAR,
    HISTOGRAM,
    KINDS,
    LINE,
    SCATTER,
    Chart,
    choices,
    next_kind,
    render_chart,
    suggest_chart,
    with_column,
)


@pytest.mark.parametrize(
    ("types", "chart"),
    [
        (["VARCHAR", "INTEGER"], Chart(BAR, 0, 1)),
        (["DOUBLE", "ENUM('a', 'b')"], Chart(BAR, 1, 0)),
        (["DATE", "HUGEINT"], Chart(LINE, 0, 1)),
        (["DECIMAL(18,3)", "TIMESTAMP WITH TIME ZONE"], Chart(LINE, 1, 0)),
        (["INTEGER", "UBIGINT"], Chart(SCATTER, 0, 1)),
        (["FLOAT"], Chart(HISTOGRAM, None, 0)),
        (["VARCHAR"], Chart(BAR, 0, None)),
        (["DATE"], Chart(HISTOGRAM, None, 0)),
        (["BLOB", "INTEGER[]", "STRUCT(a INTEGER)"], None),
        ([], None),
    ],
)
def test_the_kind_follows_from_the_types(types: list[str], chart: Chart | None) -> None:
    """Names and figures, times and figures, two figures, one; or nothing."""
    assert suggest_chart(types) == chart


def test_every_kind_comes_round() -> None:
    """Each that the types allow, and no other."""
    types = ["VARCHAR", "INTEGER", "DATE"]
    chart = suggest_chart(types)
    assert chart is not None
    seen = []
    for _ in range(4):
        seen.append(chart.kind)
        chart = next_kind(chart, types)
    assert seen == [BAR, LINE, SCATTER, HISTOGRAM]
    assert next_kind(Chart(BAR, 0, None), ["VARCHAR"]) == Chart(BAR, 0, None)


def test_the_columns_of_an_axis_come_round() -> None:
    """Those whose types it can show."""
    types = ["VARCHAR", "INTEGER", "DATE", "DOUBLE"]
    assert choices(types, LINE, "x") == [1, 2, 3, None]
    assert choices(types, LINE, "y") == [1, 3]
    assert with_column(Chart(LINE, 3, 1), types, "x", 1) == Chart(LINE, None, 1)
    assert with_column(Chart(LINE, 2, 3), types, "y", 1) == Chart(LINE, 2, 1)


def test_bars_are_as_long_as_their_values() -> None:
    """From zero on, to the left where they are negative; each with its figure."""
    found = render_chart(Chart(BAR, 0, 1), [("a", 10), ("b", 5), ("c", 0)], 20, 10)
    bars = [line.count("█") for line in found.lines]
    assert bars[0] == 2 * bars[1] > 0 == bars[2]
    assert [line.split()[-1] for line in found.lines] == ["10", "5", "0"]
    lines = render_chart(Chart(BAR, 0, 1), [("a", 10), ("b", -10)], 30, 10, plain=True).lines
    assert lines[1].index("#") < lines[0].index("#")
    assert lines[0].count("#") == lines[1].count("#")
    assert all(line.isascii() for line in lines)


def test_however_small_a_bar_is_seen() -> None:
    """But none for nothing."""
    lines = render_chart(Chart(BAR, 0, 1), [("a", 10**9), ("b", 1), ("c", 0)], 40, 10).lines
    assert "▏" in lines[1]
    assert lines[2].split() == ["c", "0"]


def test_names_are_counted_where_there_are_no_figures() -> None:
    """The most frequent first."""
    points: list[tuple[Any, Any]] = [("a", None), ("b", None), ("b", None), (None, None)]
    lines = render_chart(Chart(BAR, 0, None), points, 30, 10).lines
    assert [(line.split()[0], line.split()[-1]) for line in lines] == [
        ("b", "2"),
        ("a", "1"),
        ("NULL", "1"),
    ]


def test_what_is_left_out_is_said() -> None:
    """Rows without a value, infinite ones among them, and bars without room."""
    points = [("a", 1), ("b", None), ("c", math.inf), *((str(i), i) for i in range(20))]
    found = render_chart(Chart(BAR, 0, 1), points, 30, 10)
    assert found.remarks == ("2 rows without a value", "11 of 21 bars, for lack of room")
    assert render_chart(Chart(LINE, 0, 1), [(1, None), (2, 2)], 30, 10).remarks == (
        "1 row without a value",
    )


def test_a_histogram_counts_every_value_once() -> None:
    """Between round figures, the greatest value among them."""
    lines = render_chart(Chart(HISTOGRAM, None, 1), [(None, i) for i in range(100)], 60, 12).lines
    assert sum(int(line.split()[-1]) for line in lines) == 100
    days = [(None, date(2016, 1, 1) + timedelta(days=i)) for i in range(60)]
    lines = render_chart(Chart(HISTOGRAM, None, 1), days, 60, 12).lines
    assert sum(int(line.split()[-1]) for line in lines) == 60
    assert all(":" not in line for line in lines)


def test_lines_have_the_ends_of_both_axes() -> None:
    """Dates as dates."""
    points = [(date(2016, 1, 1), 5), (date(2016, 3, 1), 25)]
    text = "\n".join(render_chart(Chart(LINE, 0, 1), points, 60, 12).lines)
    for words in ("2016-01-01", "2016-03-01", "5 │", "25 │"):
        assert words in text


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(-(2**127), 2**127),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(Decimal),
    st.dates(),
    st.datetimes(),
    st.text(),
    st.sampled_from([datetime.min, datetime.max, date.min, date.max, "日本語" * 50]),
)


@given(
    st.sampled_from(KINDS),
    st.lists(st.tuples(VALUES, VALUES), max_size=40),
    st.integers(-5, 90),
    st.integers(-5, 30),
    st.booleans(),
)
def test_any_values_can_be_drawn(
    kind: str, points: list[tuple[Any, Any]], width: int, height: int, plain: bool
) -> None:
    """Within the room there is."""
    for chart in (Chart(kind, 0, 1), Chart(kind, None, 1)):
        found = render_chart(chart, points, width, height, plain=plain)
        if width >= 16 and height >= 5:
            assert len(found.lines) <= height
            assert all(cell_width(line) <= width for line in found.lines) or len(found.lines) == 1

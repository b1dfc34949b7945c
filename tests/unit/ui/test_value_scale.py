"""Bars from 0 and their axis."""

import pytest

from trafficking_explorer.ui.value_scale import PLAIN_SIGNS, BarSigns, ValueScale

SCALE = ValueScale(100, 11)


@pytest.mark.parametrize(
    ("value", "value_to", "qualifier", "bar"),
    [
        (100, None, "exact", "##########"),
        (50, None, "exact", "#####"),
        (50, None, "at_least", "#####>"),
        (100, None, "more_than", "##########>"),
        (50, None, "at_most", "#####<"),
        (50, None, "less_than", "#####<"),
        (50, None, "nearly", "#####~"),
        (50, None, "around", "#####~"),
        (20, 60, "exact", "##::::"),
        (20, 21, "around", "##:~"),
        (0, None, "exact", "#"),
        (-3, None, "exact", "#"),
        (50, None, "unspecified", "#####"),
    ],
)
def test_bars(value: float, value_to: float | None, qualifier: str, bar: str) -> None:
    """From 0, with the sign of the qualifier at the end; a range is hatched."""
    assert SCALE.bar(value, value_to, qualifier, PLAIN_SIGNS) == bar


def test_a_bar_of_eighths() -> None:
    """Blocks show parts of a cell."""
    assert ValueScale(80, 11).bar(10, None, "exact", BarSigns()) == "█▎"
    assert BarSigns().of("around") == "≈"


@pytest.mark.parametrize("width", [1, 2, 5, 40, 200])
@pytest.mark.parametrize("top", [0.0, 0.3, 1.0, 7.0, 236.0, 999.0, 40_300_000.0, 1e15])
def test_no_bar_and_no_axis_is_too_wide(top: float, width: int) -> None:
    """However high and narrow a chart is; the axis begins at 0."""
    scale = ValueScale(top, width)
    for qualifier in ("exact", "at_least"):
        assert 1 <= len(scale.bar(top, None, qualifier, PLAIN_SIGNS)) <= width
    axis = scale.axis(lambda value: f"{value:g}")
    assert axis.startswith("0")
    assert len(axis) <= max(1, width)


def test_an_axis_has_round_numbers() -> None:
    """Each where its value is."""
    axis = ValueScale(500, 61).axis(lambda value: f"{value:g}")
    assert axis.split() == ["0", "100", "200", "300", "400"]
    assert axis.index("200") == 24

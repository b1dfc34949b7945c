"""The names of the panes on the top line, at every width."""

import pytest
from textual.geometry import Size

from trafficking_explorer.ui.panes.registry import PANES
from trafficking_explorer.ui.widgets.title_tabs import PaneTab, PaneTabs

TEN = (
    PaneTab("overview", "Overview", "0", "Start"),
    *(PaneTab(pane.name, pane.title, pane.key, pane.short) for pane in PANES if pane.key != "0"),
)


class TopLine(PaneTabs):
    """The top line of a screen of some width."""

    cells = 80

    @property
    def size(self) -> Size:
        return Size(self.cells, 1)


def line(width: int, *, active: str = "operations", count: int = 17, problems: int = 0) -> str:
    """The labels on a line, one after the other."""
    tabs = TopLine(TEN)
    tabs.cells = width
    tabs.set_reactive(PaneTabs.active, active)
    tabs.set_reactive(PaneTabs.counts, {"findings": count})
    tabs.set_reactive(PaneTabs.problems, problems)
    return "".join(label for _, label in tabs._labels())


def test_full_names_where_there_is_room() -> None:
    """With a blank at both sides, or only between them."""
    assert line(130).startswith(" 0 Overview  1 Operations  2 Agencies  3 Quotes ")
    assert line(130).endswith(" 7 Findings 17  8 SQL  9 More ")
    assert line(105).startswith("0 Overview 1 Operations 2 Agencies")


def test_some_are_short_if_that_is_enough() -> None:
    """The name of the pane on screen stays whole the longest."""
    assert line(100) == line(105).replace("Overview", "Start")
    assert "4 Statistics" in line(90, active="statistics")
    assert "4 Stats" in line(90)


@pytest.mark.parametrize("active", [tab.name for tab in TEN])
def test_ten_panes_on_eighty_columns(active: str) -> None:
    """All of them by name, with the number of findings."""
    shown = line(80, active=active)
    assert len(shown.rstrip()) <= 80
    for tab in TEN:
        assert f"{tab.key} {tab.title}" in shown or f"{tab.key} {tab.short}" in shown
    assert "7 Finds 17" in shown or "7 Findings 17" in shown


@pytest.mark.parametrize("width", range(12, 140))
@pytest.mark.parametrize(("count", "problems"), [(0, 0), (17, 0), (12_345, 3)])
def test_no_pane_is_a_bare_digit(width: int, count: int, problems: int) -> None:
    """Without room for all there are signs of more, and the pane on screen is among those that are left."""
    for active in ("overview", "tools", "more"):
        shown = line(width, active=active, count=count, problems=problems)
        words = [word for word in shown.replace("‹", "").replace("›", "").split() if word]
        assert all(
            not word.isdigit() or following.replace(",", "").isalnum()
            for word, following in zip(words, [*words[1:], ""], strict=True)
            if word in "0123456789"
        )
        (tab,) = (tab for tab in TEN if tab.name == active)
        assert f"{tab.key} {tab.title}" in shown or f"{tab.key} {tab.short}" in shown
        if width >= 30 and not problems:
            assert len(shown.rstrip()) <= width


def test_a_longer_number_goes_before_a_name() -> None:
    """Without room for it, the names stay."""
    assert "Finds " in line(80, count=1_234_567)
    assert "1,234,567" not in line(80, count=1_234_567)

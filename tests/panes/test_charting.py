"""Charts of claims in the place of a pane's table."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.chart_corpus import RECORDS, TEXT
from tests.conftest import declare
from tests.explorer_driver import Explore, Explorer, explore, keys_of
from trafficking_explorer.config import Config
from trafficking_explorer.database import claim_charts
from trafficking_explorer.database.cache import StoreLocation, locate_store
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.panes.chart_drawing import ChartDrawing
from trafficking_explorer.ui.panes.drawing import Drawing
from trafficking_explorer.workspace.opening import open_with_findings

(CHART,) = keys_of("pane.chart")
OPERATIONS, STATISTICS = LaunchOptions(pane="operations"), LaunchOptions(pane="statistics")


@pytest.fixture(scope="session")
def charted_place(
    tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]
) -> StoreLocation:
    """The store of that corpus, built."""
    curated = {"source.yaml": declare("s", "s.txt", TEXT), "r.yaml": f"{RECORDS}source: s\n"}
    root = write(tmp_path_factory.mktemp("charted") / "corpus", curated, {"s.txt": TEXT})
    place = locate_store(root, tmp_path_factory.mktemp("charted-cache"))
    open_with_findings(place).close()
    return place


@pytest.fixture
def open_charted(charted_place: StoreLocation) -> Explore:
    """Opens an explorer on it."""
    return partial(explore, charted_place, size=(100, 40))


def chart_of(it: Explorer) -> ChartDrawing:
    return it.pane.query_one(ChartDrawing)


def bars(it: Explorer) -> list[str]:
    """The claims of the chart on screen."""
    return [bar.statistic_id for bar in chart_of(it).chart.chart.bars]


def line_with(it: Explorer, words: str) -> str:
    """The line of the screen that has some words."""
    return next(line for line in it.screen_text().splitlines() if words in line)


def is_table(it: Explorer) -> bool:
    return not it.pane.query(Drawing) and it.table.display and it.pane.front is it.table


async def test_a_chart_takes_the_place_of_the_table(open_charted: Explore) -> None:
    """Qualifiers are at the ends of bars and in words; every bar leads to its passage."""
    async with open_charted(start=STATISTICS) as it:
        await it.filter("measure:arrests operation:sun")
        it.pane.focus_first()
        await it.press(CHART)
        assert not it.table.display
        assert set(bars(it)) == {"near", "least", "range"}
        screen = it.screen_text()
        assert "arrests · persons  1/2" in screen
        assert "2 claims give no number (d lists them): dozens, many" in screen
        assert "▶ at least" in screen
        assert line_with(it, "nearly 500").count("█") > 20
        assert "█~" in line_with(it, "nearly 500")
        assert "▶" in line_with(it, "at least 40")
        assert "▒" in line_with(it, "20 to 30, a part")
        while chart_of(it).pointed != ("statistic", "range"):
            await it.press("down")
        assert (it.shown, it.at) == ("range", "range")
        assert it.passage == "20 to 30"
        await it.press("enter")
        assert it.part == "source"
        assert it.passage == "20 to 30"
        await it.press("escape")
        await it.press(CHART)
        assert is_table(it)
        assert (it.at, it.part) == ("range", "table")


async def test_stepping_through_measures_and_units(open_charted: Explore) -> None:
    """Both ways and around; no chart has two units."""
    async with open_charted(start=OPERATIONS) as it:
        await it.press(CHART)
        seen = []
        for _ in range(4):
            chart = chart_of(it).chart
            seen.append(chart.chart.title)
            assert chart.heading in it.screen_text()
            await it.press("right")
        assert seen == ["arrests · persons", "arrests · percent", "items · cars", "items · phones"]
        assert chart_of(it).chart.chart.title == "arrests · persons"
        await it.press("left")
        assert (bars(it), it.shown) == (["phones"], "phones")
        assert "Operations 2 › chart" in it.screen_text()
        # The row of the claim, not the claim, is in this pane.
        await it.press("escape")
        assert is_table(it)
        assert it.at == "sun"
        assert it.notices == []


async def test_a_chart_follows_the_filter(open_charted: Explore) -> None:
    """Live, and its list of what is not drawn is a filter too."""
    async with open_charted(start=STATISTICS) as it:
        await it.press(CHART)
        await it.filter("moon")
        assert bars(it) == ["moons"]
        await it.filter("dozens")
        assert bars(it) == []
        assert "No claim about these rows gives a number." in it.screen_text()
        await it.filter("measure:arrests")
        it.pane.focus_first()
        await it.press("d")
        assert is_table(it)
        assert sorted(it.ids) == ["dozens", "many"]


async def test_the_chart_begins_with_the_column_of_the_cursor(open_charted: Explore) -> None:
    """And with the record of the cursor."""
    async with open_charted(start=OPERATIONS) as it:
        await it.press("down")
        at = it.at
        await it.press(CHART)
        current = chart_of(it).chart.current
        assert current is not None
        assert current.owner == ("operation", at)


async def test_plain_marks(open_charted: Explore) -> None:
    """Bars and ends of ASCII; signs of findings too."""
    async with open_charted(start=STATISTICS, config=Config(plain_marks=True)) as it:
        await it.press(CHART)
        await it.until(lambda: bool(it.pane.query(ChartDrawing)))
        while "arrests · persons" not in chart_of(it).chart.chart.title:
            await it.press("right")
        line = line_with(it, "at least 40")
        assert "#>" in line
        assert not set("█▶≠▒") & set(it.screen_text())
        assert ":" in line_with(it, "20 to 30")


async def test_a_long_chart_says_what_it_leaves_out(
    open_charted: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first claims in the order of the rows are drawn."""
    monkeypatch.setattr(claim_charts, "MOST_BARS", 2)
    async with open_charted(start=OPERATIONS) as it:
        await it.press(CHART)
        assert len(bars(it)) == 2
        assert "2 more are beyond the 2 drawn, in order: filter" in it.screen_text()


async def test_findings_have_no_chart(open_charted: Explore) -> None:
    """It says so."""
    async with open_charted(start=LaunchOptions(pane="findings")) as it:
        await it.press(CHART)
        assert it.notices[-1].startswith("Findings have no figures")
        assert is_table(it)

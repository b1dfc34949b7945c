"""Charts of claims: units apart, nothing summed, what cannot be drawn counted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chart_corpus import RECORDS, TEXT
from trafficking_explorer.database import claim_charts as module
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.claim_charts import ClaimCharts, claim_charts
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Sort
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter

Folder = Callable[[str, str], Path]


@pytest.fixture
def made(text_folder: Folder) -> Store:
    """Claims with qualifiers, ranges and units of all sorts."""
    return build_in_memory(text_folder(TEXT, RECORDS), "test")


def charts(store: Store, pane: str, line: str = "", sort: Sort = ()) -> ClaimCharts:
    return claim_charts(store, VIEWS[pane], compile_filter(parse_filter(line)), sort)


def titles(found: ClaimCharts) -> dict[str, list[str]]:
    """The claims of each chart."""
    return {chart.title: [bar.statistic_id for bar in chart.bars] for chart in found.charts}


@pytest.mark.parametrize("pane", ["statistics", "operations"])
def test_measures_and_units_are_apart(made: Store, pane: str) -> None:
    """Each claim is a bar; things that no unit tells apart are not in one chart either."""
    found = titles(charts(made, pane, "-saved"))
    assert {title: sorted(ids) for title, ids in found.items()} == {
        "arrests · persons": ["least", "moons", "near", "range"],
        "arrests · percent": ["boys"],
        "items · cars": ["cars"],
        "items · phones": ["phones"],
    }
    assert list(found)[:2] == ["arrests · persons", "arrests · percent"]


def test_bars_keep_what_the_texts_say(made: Store) -> None:
    """Qualifiers in words, both ends of a range, parts as parts, the row and the claim."""
    chart = charts(made, "operations", "sun").charts[0]
    bars = {bar.statistic_id: bar for bar in chart.bars}
    assert bars["near"].words == "nearly 500"
    assert bars["near"].name == "Sun, people"
    assert bars["least"].words == "at least 40"
    assert (bars["range"].value, bars["range"].value_to) == (20, 30)
    assert (bars["range"].words, bars["range"].is_part) == ("20 to 30", True)
    assert bars["range"].highest == 30
    assert bars["near"].owner == ("operation", "sun")
    assert bars["near"].key == ("statistic", "near")
    assert chart.top == 500


def test_claims_without_a_number_are_counted(made: Store) -> None:
    """And named in the words of the text."""
    found = charts(made, "operations")
    assert (found.total, found.without, found.beyond) == (7, 2, 0)
    assert found.words == ("dozens", "many")
    assert charts(made, "statistics", "dozens") == ClaimCharts((), 0, 1, ("dozens",))


def test_the_order_is_that_of_the_rows(made: Store) -> None:
    """And a filter of the pane narrows the charts."""
    down = charts(made, "statistics", "measure:arrests", (("value", True),)).charts[0]
    assert [bar.value for bar in down.bars] == [500, 40, 40, 20]
    moon = charts(made, "operations", "moon")
    assert titles(moon) == {"arrests · persons": ["moons"]}
    by_name = charts(made, "operations", "", (("name", False),)).charts[0]
    assert by_name.bars[0].statistic_id == "moons"
    assert charts(made, "operations", "nothing-like-this") == ClaimCharts(())


def test_other_panes_have_the_claims_about_their_rows(made: Store) -> None:
    """Those attributed to an agency, all of a source; findings have none."""
    assert titles(charts(made, "agencies")) == {"rescued · persons": ["said"]}
    assert charts(made, "sources").total == 8
    assert charts(made, "tools") == ClaimCharts(())
    assert claim_charts(made, VIEWS["findings"], SqlCondition()) == ClaimCharts(())


def test_charts_are_bounded(made: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of the order are drawn, and the rest is counted."""
    monkeypatch.setattr(module, "MOST_BARS", 2)
    chart = charts(made, "statistics", "measure:arrests", (("value", True),)).charts[0]
    assert ([bar.value for bar in chart.bars], chart.total) == ([500, 40], 4)
    monkeypatch.setattr(module, "_MOST_OF_ALL", 1)
    found = charts(made, "statistics", "", (("value", True),))
    assert len(found.charts) == 1
    assert found.total == found.beyond + found.charts[0].total == 8

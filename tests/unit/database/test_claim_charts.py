"""Charts of claims: units apart, nothing summed, what cannot be drawn counted."""

from collections.abc import Callable
from pathlib import Path

import pytest

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
TEXT = (
    "Sun arrested nearly 500 people. Sun arrested at least 40. Sun arrested 20 to 30 men. Sun arrested dozens. "
    "Sun arrested many. Half of them were men. 7 per cent were boys. They seized 3 phones and 4 cars. "
    "Moon arrested 40 too. The Desk said 9 were saved."
)


def _statistic(id_: str, quote: str, measure: str, value: str, unit: str, *more: str) -> str:
    fields = (
        f"id: {id_}",
        f'quote: "{quote}"',
        f"label: Label {id_}",
        f"measure: {measure}",
        value,
        f"unit: {unit}",
        "scope: operation",
        *more,
    )
    return f"  - {{{', '.join(fields)}}}\n"


MADE = (
    """
operations:
  - {id: sun, quote: Sun arrested nearly, name: Sun, kind: operation}
  - {id: moon, quote: Moon arrested, name: Moon, kind: operation}
agencies:
  - {id: desk, quote: The Desk, name: The Desk, kind: unit, resolved: {kind: w}}
statistics:
"""
    + _statistic(
        "near",
        "Sun arrested nearly 500 people",
        "arrests",
        "value: 500, value_text: 500",
        "persons",
        "qualifier: nearly",
        "population: people",
        "operation: sun",
    )
    + _statistic(
        "least",
        "Sun arrested at least 40",
        "arrests",
        "value: 40, value_text: 40",
        "persons",
        "qualifier: at_least",
        "operation: sun",
    )
    + _statistic(
        "range",
        "Sun arrested 20 to 30 men",
        "arrests",
        "value: 20, value_to: 30, value_text: 20 to 30",
        "persons",
        "qualifier: exact",
        "population: men",
        "operation: sun",
        "part_of: near",
    )
    + _statistic(
        "dozens",
        "Sun arrested dozens",
        "arrests",
        "value_text: dozens",
        "persons",
        "qualifier: dozens",
        "operation: sun",
    )
    + _statistic(
        "many",
        "Sun arrested many",
        "arrests",
        "value_text: many",
        "persons",
        "qualifier: unspecified",
        "operation: sun",
    )
    + _statistic(
        "boys",
        "7 per cent were boys",
        "arrests",
        "value: 7, value_text: 7 per cent",
        "percent",
        "qualifier: exact",
        "population: boys",
        "operation: sun",
        "resolved: {operation: w}",
    )
    + _statistic(
        "phones",
        "3 phones",
        "items",
        "value: 3, value_text: 3",
        "items",
        "qualifier: exact",
        "population: phones",
        "operation: sun",
        "resolved: {operation: w}",
    )
    + _statistic(
        "cars",
        "4 cars",
        "items",
        "value: 4, value_text: 4",
        "items",
        "qualifier: exact",
        "population: cars",
        "operation: sun",
        "resolved: {operation: w}",
    )
    + _statistic(
        "moons",
        "Moon arrested 40 too",
        "arrests",
        "value: 40, value_text: 40",
        "persons",
        "qualifier: exact",
        "operation: moon",
    )
    + _statistic(
        "said",
        "The Desk said 9 were saved",
        "rescued",
        "value: 9, value_text: 9",
        "persons",
        "qualifier: exact",
        "attributed_to: The Desk",
    )
)


@pytest.fixture
def made(text_folder: Folder) -> Store:
    """Claims with qualifiers, ranges and units of all sorts."""
    return build_in_memory(text_folder(TEXT, MADE), "test")


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

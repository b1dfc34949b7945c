"""Rows of a pane for a timeline and a map, and what these cannot show."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from trafficking_explorer.database import drawn_rows
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.drawn_rows import country_claims, placed, timeline
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter

Folder = Callable[[str, str], Path]
OPERATIONS = VIEWS["operations"]
EVERYTHING = SqlCondition()
WORDS = ("one", "two", "three", "four", "five", "six")
MADE = """
operations:
  - {id: one, quote: one, name: one, kind: operation, date: 2015-05/.., countries: [FR, DE], resolved: {date: w, countries: w}}
  - {id: two, quote: two, name: two, kind: operation, date: ../2010, regions: [western Africa], resolved: {date: w, regions: w}}
  - {id: three, quote: three, name: three, kind: operation, date: 2016, countries: [CI], regions: [Sahel], resolved: {date: w, countries: w, regions: w}}
  - {id: four, quote: four, name: four, kind: operation}
  - {id: five, quote: five, name: five, kind: operation, date: 2010-07-03, resolved: {date: w}}
  - {id: six, quote: six, name: six, kind: operation}
"""


@pytest.fixture
def made(text_folder: Folder) -> Store:
    """Six operations with dates and places of all shapes."""
    return build_in_memory(text_folder(" ".join(WORDS), MADE), "test")


def where(line: str) -> SqlCondition:
    return compile_filter(parse_filter(line))


def test_a_timeline_has_the_earliest_first(made: Store) -> None:
    """An open beginning is placed by its end; open bounds are None."""
    found = timeline(made, OPERATIONS, EVERYTHING)
    assert [(row.record_id, row.first, row.last) for row in found.rows] == [
        ("five", date(2010, 7, 3), date(2010, 7, 3)),
        ("two", None, date(2010, 12, 31)),
        ("one", date(2015, 5, 1), None),
        ("three", date(2016, 1, 1), date(2016, 12, 31)),
    ]
    assert {row.basis for row in found.rows} == {"resolved"}
    assert found.undrawn.count == 2
    assert [row.record_id for row in found.undrawn.named] == ["four", "six"]


def test_a_map_has_countries_and_regions_apart(made: Store) -> None:
    """Regions have no codes; those of countries are in their own order."""
    found = placed(made, OPERATIONS, EVERYTHING)
    assert [(row.record_id, row.countries, row.regions) for row in found.rows] == [
        ("one", ("DE", "FR"), ()),
        ("two", (), ("western Africa",)),
        ("three", ("CI",), ("Sahel",)),
    ]
    assert [row.record_id for row in found.undrawn.named] == ["four", "five", "six"]


@pytest.mark.parametrize(
    ("line", "dated", "without", "on_map"),
    [
        ("year>2014", ["one", "three"], 0, ["one", "three"]),
        ("country:france or four", ["one"], 1, ["one"]),
        ("zebra", [], 0, []),
        ("-kind:operation", [], 0, []),
    ],
)
def test_only_what_fits_is_drawn(
    made: Store, line: str, dated: list[str], without: int, on_map: list[str]
) -> None:
    """The filter of the pane counts for both, and for what they leave out."""
    found = timeline(made, OPERATIONS, where(line))
    assert ([row.record_id for row in found.rows], found.undrawn.count) == (dated, without)
    assert [row.record_id for row in placed(made, OPERATIONS, where(line)).rows] == on_map


def test_what_is_beyond_the_limit_is_counted(made: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could be drawn, so it is not among what cannot."""
    monkeypatch.setattr(drawn_rows, "MOST", 3)
    found = timeline(made, OPERATIONS, EVERYTHING)
    assert (len(found.rows), found.undrawn.beyond, found.undrawn.count) == (3, 1, 2)


@pytest.mark.parametrize("name", VIEWS)
def test_every_pane_adds_up(store: Store, name: str) -> None:
    """Drawn, beyond and without are all rows, in each pane of the bundled corpus."""
    view = VIEWS[name]
    ((total,),) = store.rows(f"SELECT count(*) FROM corpus.{view.table}")
    for found in (timeline(store, view, EVERYTHING), placed(store, view, EVERYTHING)):
        assert len(found.rows) + found.undrawn.beyond + found.undrawn.count == total
        assert len({row.key for row in found.rows}) == len(found.rows)


def test_claims_of_one_country_are_not_those_of_all(text_folder: Folder) -> None:
    """Only a claim that names the country counts, once for the same words; others are of the operation."""
    made = """
    operations:
      - {id: one, quote: one, name: one, kind: operation, countries: [FR, DE], resolved: {countries: w}}
    statistics:
      - {id: all, quote: 40 arrests, label: a, measure: arrests, value: 40, value_text: 40, unit: persons, qualifier: exact, operation: one, scope: operation, resolved: {operation: w}}
      - {id: france, quote: 7 freed, label: b, measure: rescued, value: 7, value_text: 7, unit: persons, qualifier: exact, country: FR, operation: one, scope: operation, resolved: {operation: w, country: w}}
      - {id: again, quote: France 7, label: c, measure: rescued, value: 7, value_text: 7, unit: persons, qualifier: exact, country: FR, operation: one, scope: operation, resolved: {operation: w}, evidence: {country: France}}
    """
    store = build_in_memory(text_folder("one 40 arrests 7 freed France 7", made), "test")
    assert country_claims(store, ["one", "two"]) == {("one", "FR"): ["rescued 7"]}
    assert country_claims(store, []) == {}

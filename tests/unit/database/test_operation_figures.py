"""Figures of operations in their table: every claim, and which of them disagree."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.operation_figures import MAYBE_PART, PART_AS_WHOLE
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.workspace.opening import open_with_findings

FIRST = """Operation Sun freed 500 people.
Nearly 500 victims, including 236 minors, were freed in Operation Sun.
Operation Moon led to 216 arrests. In Chad, 27 people were arrested in Operation Moon.
Operation Star freed 12 girls and 8 boys.
Operation Tide freed more than 520 people.
Operation Dawn freed many people.
Operation Reef freed 90 people, of whom 40 were girls.
"""
SECOND = """Operation Sun freed a total of 236 minors. Operation Tide freed 530 people.
Operation Reef freed 40 girls, and 60 people in all.
"""


def claim(id_: str, quote: str, operation: str, value: int | None, more: str = "") -> str:
    figure = f", value: {value}, value_text: {value}" if value is not None else ""
    qualifier = "" if "qualifier" in more else ", qualifier: exact"
    measure = "" if "measure" in more else ", measure: rescued"
    return (
        f"  - {{id: {id_}, quote: {quote!r}, label: {id_}, unit: persons, operation: {operation}, "
        f"scope: operation, resolved: {{operation: why, part_of: why, population: why}}"
        f"{figure}{qualifier}{measure}{', ' + more if more else ''}}}\n"
    )


NAMES = ("Sun", "Moon", "Star", "Tide", "Dawn", "Reef")
RECORDS = {
    "a": "operations:\n"
    + "".join(
        f"  - {{id: {name.lower()}, quote: {quote!r}, name: Operation {name}, kind: operation}}\n"
        for name, quote in zip(
            NAMES,
            (
                "Operation Sun freed 500 people",
                "Operation Moon led to 216 arrests",
                "Operation Star",
                "Operation Tide",
                "Operation Dawn",
                "Operation Reef",
            ),
            strict=True,
        )
    )
    + "statistics:\n"
    + claim("sun-heading", "freed 500 people", "sun", 500)
    + claim("sun", "Nearly 500 victims", "sun", 500, "qualifier: nearly")
    + claim("sun-minors", "236 minors", "sun", 236, "part_of: sun, population: minors")
    + claim("moon", "216 arrests", "moon", 216, "measure: arrests")
    + claim(
        "moon-chad",
        "In Chad, 27 people were arrested",
        "moon",
        27,
        "measure: arrests, country: TD, evidence: {country: In Chad}",
    )
    + claim("star-girls", "12 girls", "star", 12, "population: girls")
    + claim("star-boys", "8 boys", "star", 8, "population: boys")
    + claim("tide", "more than 520 people", "tide", 520, "qualifier: more_than")
    + claim("dawn", "freed many people", "dawn", None, "value_text: many, qualifier: unspecified")
    + claim("reef", "freed 90 people", "reef", 90)
    + claim("reef-girls", "40 were girls", "reef", 40, "part_of: reef, population: girls"),
    "b": "statistics:\n"
    + claim("sun-total", "236 minors", "sun", 236, "population: minors")
    + claim("tide-b", "530 people", "tide", 530)
    + claim("reef-b", "60 people in all", "reef", 60)
    + claim("reef-girls-b", "40 girls", "reef", 40, "part_of: reef-b, population: girls"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]) -> Iterator[Store]:
    texts = {"a.txt": FIRST, "b.txt": SECOND}
    edges = {
        "a": ("Operation Sun freed 500", "40 were girls."),
        "b": ("Operation Sun freed a total", "60 people in all."),
    }
    curated = {
        f"{id_}.yaml": f"source: {id_}\n"
        f"sources:\n  - {{id: {id_}, path: {id_}.txt, title: T, resolved: {{title: none}}, "
        f"article: {{from: {edges[id_][0]!r}, to: {edges[id_][1]!r}}}}}\n{records}"
        for id_, records in RECORDS.items()
    }
    root = write(tmp_path_factory.mktemp("figures") / "corpus", curated, texts)
    opened = open_with_findings(locate_store(root, tmp_path_factory.mktemp("cache")))
    yield opened
    opened.close()


def cell(store: Store, operation: str, key: str = "rescued") -> str | None:
    (row,) = store.rows(
        f"SELECT {key} FROM corpus.listed_operations WHERE record_id = ?", (operation,)
    )
    found: str | None = row[0]
    return found


def test_the_rules_are_there() -> None:
    """The cells read findings of two rules by their ids."""
    assert {MAYBE_PART, PART_AS_WHOLE} <= {rule.id for rule in RULES}


def test_nothing_that_dissents_is_hidden(store: Store) -> None:
    """Two figures that differ, and one that another text gives as a part."""
    assert cell(store, "sun") == "500 ≠ nearly 500 ≠ 236?"


def test_what_may_be_a_part_is_a_question(store: Store) -> None:
    """The text does not say whether the 27 are among the 216."""
    assert cell(store, "moon", "arrests") == "216 (27 of them?)"


def test_figures_of_different_people_do_not_disagree(store: Store) -> None:
    """Girls and boys are beside each other, and so are figures that fit together."""
    assert cell(store, "star") == "12 · 8"
    assert cell(store, "tide") == "530 · more than 520"


def test_parts_of_a_figure_that_is_shown_are_left_out(store: Store) -> None:
    """In either text; the wholes differ."""
    assert cell(store, "reef") == "90 ≠ 60"
    assert cell(store, "dawn") is None


def test_they_are_sorted_by_the_largest(store: Store) -> None:
    """Whatever else is in the cell; blanks last."""
    rows = store.rows(
        "SELECT record_id FROM corpus.listed_operations ORDER BY rescued_rank DESC NULLS LAST"
    )
    assert [id_ for (id_,) in rows][:4] == ["tide", "sun", "reef", "star"]


def test_signs_are_those_of_the_findings(store: Store) -> None:
    """The strongest, also of the claims of an operation; a date that is missing is worth knowing."""
    signs = dict(store.rows("SELECT record_id, sign FROM corpus.listed_operations"))
    assert (signs["sun"], signs["moon"], signs["dawn"]) == ("≠", "≠", "·")
    signs = dict(store.rows("SELECT record_id, sign FROM corpus.listed_statistics"))
    assert (signs["sun-total"], signs["dawn"]) == ("≠", None)
    assert not store.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'short_dates'")

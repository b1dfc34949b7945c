"""Agencies that took part in the same operations."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trafficking_explorer.database import shared_operations as module
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.shared_operations import shared_operations
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter


@pytest.fixture
def made(text_folder: Callable[[str, str], Path]) -> Store:
    """Two operations; a took part in both, b and c in one each, d in none."""
    link = "{{relation: {}, to: agency/{}, resolved: w}}"
    sun = ", ".join(link.format(*each) for each in (("led_by", "a"), ("participant", "b")))
    moon = ", ".join(
        link.format(*each)
        for each in (("conducted_by", "a"), ("participant", "a"), ("participant", "c"))
    )
    agencies = "".join(
        f"  - {{id: {id_}, quote: {id_}-office, name: {id_}-office, kind: bureau}}\n"
        for id_ in "abcd"
    )
    yaml = (
        "operations:\n"
        f"  - {{id: sun, quote: sun, name: sun, kind: operation, links: [{sun}]}}\n"
        f"  - {{id: moon, quote: moon, name: moon, kind: operation, links: [{moon}]}}\n"
        f"agencies:\n{agencies}"
    )
    return build_in_memory(
        text_folder("sun moon a-office b-office c-office d-office", yaml), "test"
    )


def test_agencies_share_operations(made: Store) -> None:
    """The busiest first; an operation counts once however often an agency is linked to it."""
    found = shared_operations(made, SqlCondition())
    assert [name.record_id for name in found.agencies] == ["a", "b", "c"]
    assert [[each.record_id for each in of] for of in found.operations] == [
        ["sun", "moon"],
        ["sun"],
        ["moon"],
    ]
    assert [each.record_id for each in found.of_both(0, 1)] == ["sun"]
    assert found.of_both(1, 2) == ()
    assert len(found.of_both(0, 0)) == 2
    assert (found.beyond, found.without) == (0, 1)


def test_only_agencies_that_fit_are_there(made: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no more than can be drawn; the rest is counted."""
    found = shared_operations(made, compile_filter(parse_filter("b-office or d-office")))
    assert ([name.record_id for name in found.agencies], found.without) == (["b"], 1)
    monkeypatch.setattr(module, "MOST_AGENCIES", 2)
    assert (len(shared_operations(made, SqlCondition()).agencies)) == 2
    assert shared_operations(made, SqlCondition()).beyond == 1

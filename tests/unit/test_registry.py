"""Registries: a wrong declaration is refused, with the reason."""

from dataclasses import replace
from typing import Any

import pytest

from trafficking_explorer.export.base import Format, Formats
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.ui.panes.registry import PANES, Panes

CSV = Format("csv", "CSV", print, suffix=".csv", key="c")


def test_a_name_is_declared_once() -> None:
    """The second would silently replace the first."""
    with pytest.raises(ValueError, match="two declarations have the name 'csv'"):
        Formats((CSV, replace(CSV, suffix=".txt", key="t")))


@pytest.mark.parametrize(
    ("same", "message"),
    [({"key": "t"}, r"the suffix '\.csv' of 'csv'"), ({"suffix": ".t"}, "the key 'c' of 'csv'")],
)
def test_formats_do_not_share_a_suffix_or_key(same: dict[str, Any], message: str) -> None:
    """Neither in the list nor if registered later; a refused one is not added."""
    other = replace(CSV, name="other", **same)
    with pytest.raises(ValueError, match=message):
        Formats((CSV, other))
    formats = Formats((CSV,))
    with pytest.raises(ValueError, match=message):
        formats.register(other)
    assert formats.names == ("csv",)


def test_formats_may_have_no_suffix_and_no_key() -> None:
    """They share nothing then."""
    bare = [Format(name, name, print) for name in ("a", "b")]
    assert Formats(bare).names == ("a", "b")


def test_a_declaration_may_replace_that_of_its_name() -> None:
    """With the same suffix and key."""
    formats = Formats((CSV,))
    formats.register(replace(CSV, label="Commas"))
    assert formats["csv"].label == "Commas"


def test_panes_do_not_share_a_key() -> None:
    """The key would open only one of them."""
    with pytest.raises(ValueError, match="'twin' has the key '1' of 'operations'"):
        Panes((*PANES, replace(PANES["operations"], name="twin")))


def test_a_rule_has_a_known_severity() -> None:
    """The message names all of them."""
    with pytest.raises(ValueError, match="'warning' is not one of error, doubt, note"):
        replace(RULES["lone-claims"], severity="warning")

"""A figure that is a part of a larger one in one text, and is alone in another."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.parts_as_wholes import RULE

from .conftest import Ask, claim, operation

A = "Operation Alba freed a total of 236 minors."
B = "Nearly 500 victims, including 236 minors, were freed in Operation Alba."


def records(**more: Any) -> dict[str, Any]:
    common = {"operation": "alba", "population": "minors"}
    return {
        "operations": [
            operation("alba", {"a": "Operation Alba", "b": "Operation Alba"}, name="Operation Alba")
        ],
        "statistics": [
            claim("alone", {"a": "a total of 236 minors"}, 236, **common),
            claim("whole", {"b": "Nearly 500 victims"}, 500, qualifier="nearly", operation="alba", population="victims"),
            claim("part", {"b": "236 minors"}, 236, **{"part_of": "whole", **common, **more}),
        ],
    }  # fmt: skip


def test_a_part_without_its_whole_is_told(ask: Ask) -> None:
    """A reader of the first text alone takes 236 for the whole result."""
    (finding,) = ask(RULE, {"a": A, "b": B}, **records())
    assert finding.id == "parts-as-wholes:statistic/alone"
    assert finding.severity == "note"
    assert finding.message == (
        "alone: source a gives 236 and no larger figure; source b gives it as a part of nearly 500"
    )
    assert finding.other is not None
    assert finding.other.record_id == "part"
    assert [passage.source_id for passage in finding.other.passages] == ["b"] * 4


@pytest.mark.parametrize("more", [{"part_of": None}, {"measure": "identified"}])
def test_what_is_no_part_of_the_same_is_left_alone(ask: Ask, more: dict[str, Any]) -> None:
    """No record says that it is a part; or another measure."""
    assert ask(RULE, {"a": A, "b": B}, **records(**more)) == []


def test_a_text_that_has_a_larger_figure_too_is_left_alone(ask: Ask) -> None:
    """It may give the whole in its own way."""
    more = records()
    more["statistics"].append(claim("more", {"a": "almost 480 people"}, 480, operation="alba", qualifier="nearly"))  # fmt: skip
    assert ask(RULE, {"a": f"{A} There were almost 480 people.", "b": B}, **more) == []

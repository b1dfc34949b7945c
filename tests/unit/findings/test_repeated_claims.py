"""A figure that several texts give: confirmed, or only repeated."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.repeated_claims import RULE

from .conftest import Ask, Source, claim, operation

SHARED = "“We will go on with this work for as long as it takes,” said the head of police."
FIRST = "Operation Alba freed 236 minors in Mali."
SECOND = "In all, 236 children were freed in Operation Alba, police say."


def two(second: float = 236, **fields: Any) -> dict[str, Any]:
    common = {"operation": "alba", "population": "minors"}
    return {
        "operations": [
            operation("alba", {"a": "Operation Alba", "b": "Operation Alba"}, name="Operation Alba")
        ],
        "statistics": [
            claim("one", {"a": "236 minors"}, 236, **common),
            claim("two", {"b": "236 children"}, second, **{**common, "population": "children", **fields}),
        ],
    }  # fmt: skip


def test_independent_texts_confirm_each_other(ask: Ask) -> None:
    """Nothing in the texts speaks against it, and the finding claims no more."""
    (finding,) = ask(RULE, {"a": FIRST, "b": SECOND}, **two())
    assert finding.id == "repeated-claims:statistic/one+statistic/two"
    assert finding.severity == "note"
    assert finding.message == (
        "two: sources a and b both give 236, and nothing in them shows that one has it from the other"
    )


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        (
            Source(f"{FIRST} {SHARED}", published="2021"),
            Source(f"{SECOND}\n\n{SHARED}", published="2019"),
            "they are not independent: source a has words of source b word for word",
        ),
        (
            Source(f"{FIRST} The Daily.", publisher="The Daily"),
            Source(f"{SECOND} The Daily.", publisher="The Daily"),
            "both have the same publisher",
        ),
    ],
)
def test_texts_that_depend_on_each_other_are_one_witness(
    ask: Ask, a: Source, b: Source, why: str
) -> None:
    """The later one has a sentence of the earlier, or both are of one paper."""
    (finding,) = ask(RULE, {"a": a, "b": b}, **two())
    assert finding.message.endswith(why)


def test_texts_that_name_one_origin_are_one_witness(ask: Ask) -> None:
    """Two papers after one press office."""
    records = two(attributed_to="police", evidence={"attributed_to": {"b": "police say"}})
    records["statistics"][0] |= {"attributed_to": "police", "evidence": {"attributed_to": {"a": "police said"}}}  # fmt: skip
    sources = {"a": f"{FIRST} So police said.", "b": SECOND}
    (finding,) = ask(RULE, sources, **records)
    assert finding.message.endswith("both cite police for it")


def test_the_same_figure_twice_in_one_text_confirms_nothing(ask: Ask) -> None:
    """A heading and its body are one text."""
    text = "236 minors\n\nOperation Alba freed 236 children."
    records = two()
    records["operations"] = [operation("alba", "Operation Alba", name="Operation Alba")]
    records["statistics"][0]["quote"] = "236 minors"
    records["statistics"][1]["quote"] = "236 children"
    assert ask(RULE, {"a": text}, **records) == []


def test_the_same_figure_of_other_things_confirms_nothing(ask: Ask) -> None:
    """“At least 700 children” since 2014 and “nearly 700 victims” of one operation."""
    assert ask(RULE, {"a": FIRST, "b": SECOND}, **two(measure="identified")) == []
    records = two(qualifier="at_least", evidence={"qualifier": {"b": "at least"}})
    assert ask(RULE, {"a": FIRST, "b": f"{SECOND} There are at least"}, **records) == []

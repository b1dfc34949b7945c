"""Claims in only one source."""

from collections.abc import Callable
from typing import Any

from trafficking_explorer.findings.engine import run_rules
from trafficking_explorer.findings.rules.lone_claims import RULE

from .conftest import Ask, Tables, claim, operation, record

A = "Operation Alba freed 80 people and led to 121 arrests, several of them later."
ALBA = operation("alba", "Operation Alba", name="Operation Alba")


def figures(**more: Any) -> list[dict[str, Any]]:
    return [
        claim("freed", "freed 80 people", 80, operation="alba", **more),
        claim("arrests", "121 arrests", 121, operation="alba", measure="arrests", **more),
        claim("vague", "several of them", None, operation="alba", value_text="several", qualifier="unspecified"),
    ]  # fmt: skip


def test_the_figures_of_an_operation_are_one_finding(ask: Ask) -> None:
    """With the text that gives them; quantities in words are not figures."""
    (finding,) = ask(RULE, {"a": A}, operations=[ALBA], statistics=figures())
    assert finding.id == "lone-claims:operation/alba+source/a"
    assert finding.severity == "note"
    assert finding.message == (
        "Operation Alba: 2 figures only in source a: rescued 80, arrests 121"
    )
    assert len(finding.side.passages) == 4


def test_figures_without_a_passage_stand_in_no_source(tables_of: Callable[..., Tables]) -> None:
    """That they have none is a problem, which `check` goes on to tell."""
    tables = tables_of({"a": A}, operations=[ALBA], statistics=figures())
    for left in ("rescued 80", None):
        tables.connection.execute("UPDATE statistics SET source_id = NULL WHERE value = 121")
        messages = [finding.message for finding in run_rules(tables, [RULE])]
        assert messages == ([f"Operation Alba: 1 figure only in source a: {left}"] if left else [])
        tables.connection.execute("UPDATE statistics SET source_id = NULL")


def test_what_a_second_text_gives_is_not_alone(ask: Ask) -> None:
    """Nor is what it gives otherwise: that is disputed. What it leaves out is alone."""
    sources = {"a": A, "b": "Police freed 85 people in Operation Alba."}
    alba = operation("alba", {"a": "Operation Alba", "b": "Operation Alba"}, name="Operation Alba")
    other = claim("other", {"b": "85 people"}, 85, operation="alba")
    (finding,) = ask(RULE, sources, operations=[alba], statistics=[*figures(), other])
    assert finding.message == (
        "Operation Alba: 1 figure only in source a: arrests 121; the operation is also in source b"
    )


def test_further_texts_that_are_silent_are_named(ask: Ask) -> None:
    """The message lists one other text or several."""
    sources = {"a": A, "b": "Operation Alba began.", "c": "Operation Alba ended."}
    alba = operation("alba", dict.fromkeys(sources, "Operation Alba"), name="Operation Alba")
    (finding,) = ask(RULE, sources, operations=[alba], statistics=figures())
    assert finding.message.endswith("; the operation is also in sources b and c")


def test_a_claim_about_the_world_for_which_nobody_is_named(ask: Ask) -> None:
    """A figure without an origin is a doubt."""
    (finding,) = ask(
        RULE, {"a": "Around 168 kids work."}, statistics=[claim("x", "168 kids", 168, qualifier="around", evidence={"qualifier": "Around 168 kids"})]
    )  # fmt: skip
    assert finding.id == "lone-claims:source/a+statistic/x"
    assert finding.severity == "doubt"
    assert finding.message == "x: only source a gives around 168, and it cites no one"


def test_a_claim_about_the_world_with_its_parts_and_rates(ask: Ask) -> None:
    """One finding for one thing, and whom the text names for it."""
    text = "UNICEF says 1200 children every year, half of them girls; 23 weekly."
    statistics = [
        claim("year", "1200 children every year", 1200, value_text="1200", population="children",
              attributed_to="UNICEF", evidence={"attributed_to": "UNICEF says"}),
        claim("girls", "half of them girls", 0.5, value_text="half", unit="ratio", measure="share",
              population="girls", part_of="year"),
        claim("week", "23 weekly", 23, population="children", evidence={"population": "1200 children"}),
    ]  # fmt: skip
    (finding,) = ask(RULE, {"a": text}, statistics=statistics)
    assert finding.severity == "note"
    assert finding.message == (
        "year: only source a gives 1,200 and 2 figures with it, and it cites UNICEF"
    )


def test_an_organisation_and_its_figures(ask: Ask) -> None:
    """By the link that says whose they are."""
    fbi = record("fbi", "the FBI", name="FBI", kind="law_enforcement", resolved={"kind": "x."})
    link = [{"relation": "conducted_by", "to": "agency/fbi", "resolved": "For the test."}]
    statistic = claim("x", "recovered 6600 victims", 6600, value_text="6600", scope="organisation", links=link)  # fmt: skip
    (finding,) = ask(RULE, {"a": "the FBI recovered 6600 victims"}, agencies=[fbi], statistics=[statistic])  # fmt: skip
    assert finding.id == "lone-claims:agency/fbi+source/a"
    assert finding.message == "FBI: 1 figure only in source a: rescued 6,600"


def test_single_cases_are_left_alone(ask: Ask) -> None:
    """One text tells of a girl of 15; nobody else could."""
    age = claim("x", "a 15-year old", 15, measure="age", unit="years", scope="case")
    assert ask(RULE, {"a": "a 15-year old girl"}, statistics=[age]) == []


def test_a_confirmed_claim_is_left_alone(ask: Ask) -> None:
    """A figure of two texts is not alone."""
    sources = {"a": "There are 168 kids.", "b": "Some count 168 kids."}
    both = [claim("x", {"a": "168 kids"}, 168), claim("y", {"b": "168 kids"}, 168)]
    assert ask(RULE, sources, statistics=both) == []

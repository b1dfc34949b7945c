"""Parts in one text against the total in another."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.sums_across_texts import RULE

from .conftest import Ask, Source, claim, operation

NAME = "Operation Kettle"


def corpus(total: int, *parts: tuple[str, int, dict[str, Any]], **days: str) -> dict[str, Any]:
    """The total in text z, and parts, each `(text, number, fields)`, in other texts."""
    sentences: dict[str, list[str]] = {"z": [f"Police arrested {total} people in all."]}
    common = {"operation": "kettle", "measure": "arrests"}
    statistics = [claim("total", {"z": sentences["z"][0]}, total, population="people", **common)]
    for at, (text, number, fields) in enumerate(parts):
        who, where = fields.get("population", "people"), fields.get("place", "the area")
        words = f"They arrested {number} {who} of {where}"
        sentences.setdefault(text, []).append(f"{words}.")
        statistics.append(claim(f"p{at}", {text: words}, number, **common, **fields))
    sources = {
        text: Source(f"{NAME}. {' '.join(said)}", published=days.get(text))
        for text, said in sentences.items()
    }
    kettle = operation("kettle", dict.fromkeys(sources, NAME), name=NAME)
    return {"sources": sources, "operations": [kettle], "statistics": statistics}


AMBER, COLD, PINE = ({"place": place} for place in ("Port Amber", "Cold Bay", "Tall Pine"))


@pytest.mark.parametrize(
    ("total", "parts", "severity"),
    [
        (60, [("a", 40, AMBER), ("a", 30, COLD)], "doubt"),
        (60, [("a", 40, AMBER), ("b", 30, COLD)], "doubt"),
        (60, [("z", 40, AMBER), ("b", 30, COLD)], "doubt"),
        (60, [("a", 20, AMBER), ("b", 20, COLD), ("c", 15, PINE)], "note"),
        (60, [("a", 20, AMBER), ("b", 20, COLD), ("c", 20, PINE)], None),
        (60, [("a", 9, AMBER), ("b", 12, COLD)], None),
        (60, [("a", 70, AMBER)], None),
        (60, [("z", 40, AMBER), ("z", 30, COLD)], None),
        (60, [("a", 40, AMBER), ("b", 40, AMBER)], None),
        (60, [("a", 40, {"place": "West Africa"}), ("b", 30, {"place": "Nigeria", "country": "NG"})], None),
    ],
)  # fmt: skip
def test_counts_by_place(
    ask: Ask, total: int, parts: list[tuple[str, int, dict[str, Any]]], severity: str | None
) -> None:
    """More than the total is a doubt, nearly all of it a note; a few places of many say nothing."""
    found = ask(RULE, **corpus(total, *parts))
    assert [finding.severity for finding in found] == ([severity] if severity else [])
    if found:
        assert found[0].other is not None
        assert f"{total} in all" in found[0].message


@pytest.mark.parametrize(
    ("total", "groups", "severity"),
    [
        (20, [(12, "women"), (8, "men")], None),
        (20, [(14, "women"), (8, "men")], "doubt"),
        (23, [(12, "women"), (8, "men")], "note"),
        (40, [(12, "women"), (8, "men")], None),
        (23, [(12, "adults"), (8, "children")], "doubt"),
        (20, [(12, "adults"), (8, "minors")], None),
        (30, [(12, "women"), (8, "men"), (5, "children")], "doubt"),
        (10, [(8, "children"), (8, "minors")], None),
        (10, [(8, "children"), (7, "girls")], None),
    ],
)
def test_groups_that_exclude_each_other(
    ask: Ask, total: int, groups: list[tuple[int, str]], severity: str | None
) -> None:
    """Women and men may leave out children; children and adults leave out nobody."""
    given = corpus(total, *[("a", count, {"population": who}) for count, who in groups])
    for statistic in given["statistics"]:
        statistic["measure"] = "rescued"
    assert [each.severity for each in ask(RULE, **given)] == ([severity] if severity else [])


def test_groups_of_a_list(ask: Ask) -> None:
    """“20 smugglers and 15 drivers” where another text has 30 people."""
    sources = {
        "a": f"{NAME}: 20 smugglers and 15 drivers were arrested.",
        "b": f"{NAME}: 30 people were arrested.",
    }
    kettle = operation("kettle", dict.fromkeys(sources, NAME), name=NAME)
    common = {"operation": "kettle", "measure": "arrests"}
    statistics = [
        claim("x", {"a": "20 smugglers"}, 20, population="smugglers", **common),
        claim("y", {"a": "15 drivers"}, 15, population="drivers", **common),
        claim("all", {"b": "30 people"}, 30, population="people", **common),
    ]
    (finding,) = ask(RULE, sources, operations=[kettle], statistics=statistics)
    assert finding.severity == "doubt"
    assert finding.message.endswith("2 parts by group in source a add up to 35")
    statistics[2] |= {"value": "35", "value_text": "35", "quote": {"b": "35 people"}}
    sources["b"] = sources["b"].replace("30", "35")
    assert ask(RULE, sources, operations=[kettle], statistics=statistics) == []


def test_curated_parts_of_another_text(ask: Ask) -> None:
    """Parts curated as such have to make the total."""
    parts = [("a", 20, {**AMBER, "part_of": "total"}), ("b", 20, {**COLD, "part_of": "total"})]
    (finding,) = ask(RULE, **corpus(60, *parts))
    assert finding.severity == "doubt"


def test_parts_of_a_later_text(ask: Ask) -> None:
    """They are told so: more may have been arrested since."""
    parts = [("a", 40, AMBER), ("a", 30, COLD)]
    (finding,) = ask(RULE, **corpus(60, *parts, z="2018-02-18", a="2018-03-08"))
    assert finding.severity == "note"
    assert "; 18 days later, 2 parts by place in source a add up to 70" in finding.message
    (finding,) = ask(RULE, **corpus(60, *parts, z="2018-03-08", a="2018-02-18"))
    assert finding.severity == "doubt"


@pytest.mark.parametrize(
    ("text", "total", "number"), [("a", 52, 1), ("b", 52, 1), ("a", 55, 0), ("b", 60, 1)]
)
def test_girls_and_boys_of_children(ask: Ask, text: str, total: int, number: int) -> None:
    """They have to make the children, in another text or in the same."""
    sources = {
        "a": f"{NAME}: {total} minors freed.",
        "b": f"{NAME}: {total} minors freed, 30 girls and 25 boys.",
    }
    kettle = operation("kettle", dict.fromkeys(sources, NAME), name=NAME)
    statistics = [
        claim("all", {text: f"{total} minors"}, total, population="minors", operation="kettle"),
        claim("girls", {"b": "30 girls"}, 30, population="girls", operation="kettle"),
        claim("boys", {"b": "25 boys"}, 25, population="boys", operation="kettle"),
    ]  # fmt: skip
    found = ask(RULE, sources, operations=[kettle], statistics=statistics)
    assert [finding.severity for finding in found] == ["doubt"] * number

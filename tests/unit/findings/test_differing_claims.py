"""The same claim with different values, or with different qualifiers."""

from typing import Any

import pytest

from trafficking_explorer.findings.rules.differing_claims import RULE

from .conftest import Ask, claim, operation, record, words_of

HEADING = "Operation Alba rescues 500 victims"
TEXT = f"{HEADING}\n\nNearly 500 victims of human trafficking were rescued in Operation Alba."
ALBA = operation("alba", "rescued in Operation Alba", name="Operation Alba")


def heading(value: float = 500, **fields: object) -> dict[str, object]:
    return claim("heading", HEADING, value, operation="alba", population="victims", **fields)


def test_a_heading_and_its_body_are_held_against_each_other(ask: Ask) -> None:
    """“500” and “nearly 500” are two claims, and no number fits both."""
    body = claim(
        "body",
        "Nearly 500 victims of human trafficking",
        500,
        qualifier="nearly",
        operation="alba",
        population="victims of human trafficking",
    )
    (finding,) = ask(RULE, {"a": TEXT}, operations=[ALBA], statistics=[heading(), body])
    assert finding.id == "differing-claims:statistic/body+statistic/heading"
    assert finding.severity == "doubt"
    assert finding.message == "body: source a gives 500 in one place, nearly 500 in another"
    assert words_of(finding.side, {"a": TEXT}) == [HEADING, "500"]
    assert words_of(finding.other, {"a": TEXT}) == [
        "Nearly 500 victims of human trafficking",
        "500",
    ]


def two(first: str, second: str, **fields: Any) -> dict[str, Any]:
    texts = {"a": f"{first}.", "b": f"{second}."}
    both = {
        "operations": [operation("alba", {"a": "Alba", "b": "Alba"}, name="Alba")],
        "statistics": [
            claim("one", {"a": first}, 40, operation="alba", population="people"),
            claim("two", {"b": second}, **{"operation": "alba", "population": "people", **fields}),
        ],
    }
    return {"sources": texts, **both}


@pytest.mark.parametrize(
    ("second", "fields", "severity"),
    [
        ("Alba: 45 people were rescued", {"value": 45}, "doubt"),
        ("Alba: more than 45 people", {"value": 45, "qualifier": "more_than"}, "doubt"),
        ("Alba: dozens of people", {"value": None, "value_text": "dozens", "qualifier": "dozens"}, "note"),
        ("Alba: hundreds of people", {"value": None, "value_text": "hundreds", "qualifier": "hundreds"}, "doubt"),
        ("Alba: around 41 people", {"value": 41, "qualifier": "around"}, "note"),
        ("Alba: at least 30 people", {"value": 30, "qualifier": "at_least"}, "note"),
    ],
)  # fmt: skip
def test_two_texts_are_held_against_each_other(
    ask: Ask, second: str, fields: dict[str, object], severity: str
) -> None:
    """A doubt where no number fits both, a note where one does."""
    (finding,) = ask(RULE, **two("Alba: 40 people were rescued", second, **fields))
    assert finding.severity == severity
    assert finding.message.startswith("two: source a gives 40, source b gives ")


def test_figures_of_another_order_are_told_so(ask: Ask) -> None:
    """A thousandfold is mostly a lost or a doubled “thousand”."""
    (finding,) = ask(RULE, **two("Alba: 40 people", "Alba: 40,000 people", value=40000))
    assert finding.message.endswith("; one is 1,000 times the other")


@pytest.mark.parametrize(
    ("second", "fields"),
    [
        ("Alba: 40 people in all", {"value": 40}),
        ("Alba: 45 people arrested", {"value": 45, "measure": "arrests"}),
        ("Alba: 45 children", {"value": 45, "population": "children"}),
        ("Alba: 15 people in Togo", {"value": 15, "place": "Togo"}),
        ("Brisa, unlike Alba: 45 people", {"value": 45, "operation": None}),
        ("Alba: several people", {"value": None, "value_text": "several", "qualifier": "unspecified"}),
    ],
)  # fmt: skip
def test_other_things_are_left_alone(ask: Ask, second: str, fields: dict[str, object]) -> None:
    """Another measure, group, place or operation; the same figure; no figure."""
    assert ask(RULE, **two("Alba: 40 people", second, **fields)) == []


def test_parts_of_one_whole_are_no_variants(ask: Ask) -> None:
    """“50 victims, among them 20 of Togo and 25 of Mali” says three things."""
    text = "Operation Alba: 50 victims, 20 first and 25 later."
    whole = claim("whole", "50 victims", 50, operation="alba", population="victims")
    parts = [
        claim("first", "20 first", 20, operation="alba", part_of="whole"),
        claim("later", "25 later", 25, operation="alba", part_of="whole"),
    ]
    alba = operation("alba", "Operation Alba", name="Operation Alba")
    assert ask(RULE, {"a": text}, operations=[alba], statistics=[whole, *parts]) == []


def test_countries_of_one_operation(ask: Ask) -> None:
    """Two texts, two numbers, two labels that say the same."""
    sources = {"a": "Operation Alba in 12 countries.", "b": "Operation Alba: 14 countries."}
    quote = dict.fromkeys(sources, "Operation Alba")
    alba = operation("alba", quote, name="Operation Alba")
    counts = {"measure": "countries", "unit": "countries", "operation": "alba"}
    statistics = [
        claim("x", {"a": "12 countries"}, 12, label="Countries in which Operation Alba was carried out", **counts),
        claim("y", {"b": "14 countries"}, 14, label="Countries taking part in Operation Alba", **counts),
    ]  # fmt: skip
    (finding,) = ask(RULE, sources, operations=[alba], statistics=statistics)
    assert finding.severity == "doubt"
    assert finding.message.endswith("source a gives 12, source b gives 14")
    statistics[1]["label"] = "Countries of the migrants of Operation Alba"
    assert ask(RULE, sources, operations=[alba], statistics=statistics) == []


def test_countries_are_told_apart_by_their_label(ask: Ask) -> None:
    """The migrants' 30 countries are not the 20 that took part, though both are countries."""
    text = "Operation Alba: migrants from 30 different countries, checks in 20 countries."
    alba = operation("alba", "Operation Alba", name="Operation Alba")
    counts = {"measure": "countries", "unit": "countries", "operation": "alba"}
    statistics = [
        claim(
            "of-migrants", "30 different countries", 30, population="different countries", **counts
        ),
        claim("of-checks", "20 countries", 20, population="countries", **counts),
    ]
    assert ask(RULE, {"a": text}, operations=[alba], statistics=statistics) == []


def test_claims_about_the_world_are_told_apart_by_their_form(ask: Ask) -> None:
    """215 children in child labour and 115 in forced labour are two claims."""
    text = "215 children in child labour, 115 children in forced labour."
    forms, statistics = [], []
    for number, form in ((215, "child_labour"), (115, "forced_labour")):
        words = form.replace("_", " ")
        id_ = form.replace("_", "-")
        forms.append(record(id_, words, name=words, code=form, resolved={"code": "The term."}))
        link = [{"relation": "involves", "to": f"form/{id_}", "resolved": "For the test."}]
        statistics.append(
            claim(words, f"{number} children in {words}", number, population="children", links=link)
            | {"id": id_}
        )
    assert ask(RULE, {"a": text}, forms=forms, statistics=statistics) == []
    for statistic in statistics:
        del statistic["links"]
    assert len(ask(RULE, {"a": text}, forms=forms, statistics=statistics)) == 1


def test_years_of_a_recurring_operation_are_told_apart(ask: Ask) -> None:
    """An operation of every year has different figures every year."""
    text = "Operation Alba: 40 people rescued in 2015, 50 people rescued in 2016."
    alba = operation("alba", "Operation Alba", name="Operation Alba", kind="recurring_operation")
    statistics = [
        claim("y2015", "40 people rescued in 2015", 40, operation="alba", period="2015"),
        claim("y2016", "50 people rescued in 2016", 50, operation="alba", period="2016"),
    ]
    assert ask(RULE, {"a": text}, operations=[alba], statistics=statistics) == []

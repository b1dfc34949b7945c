"""Figures that mean the same in other words, and figures that only look alike."""

from typing import Any

import pytest

from trafficking_explorer.findings.people import people, same_kind
from trafficking_explorer.findings.rules import (
    differing_claims,
    lone_claims,
    missing_units,
    repeated_claims,
)
from trafficking_explorer.findings.wording import stem

from .conftest import Ask, Source, claim, operation

NAME = "Operation Kettle"


def of_kettle(a: str, b: str, ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Two texts on one operation, with a claim from each; `words` are the passage."""
    sources = {"a": f"{NAME} began. {a}", "b": f"{NAME} went on. {b}"}
    statistics = []
    for key, id_, fields in (("a", "one", ours), ("b", "two", theirs)):
        given = dict(fields)
        statistics.append(
            claim(id_, {key: given.pop("words")}, given.pop("value"), operation="kettle", **given)
        )
    kettle = operation("kettle", dict.fromkeys(sources, NAME), name=NAME)
    return {"sources": sources, "operations": [kettle], "statistics": statistics}


def freed(number: int, who: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    """A sentence with its claim."""
    words = f"Police freed {number} {who}."
    return words, {"words": words, "value": number, "population": who, **fields}


SAME_PEOPLE = [
    ("teenagers", "young people"),
    ("children", "minors"),
    ("kids", "juveniles"),
    ("women and girls", "females"),
    ("boys and girls", "children"),
    ("female minors", "girls"),
    ("victims", "people"),
    ("men, women and children", "persons"),
    ("alleged victims", "victims"),
    ("teens", "youths"),
]
OTHER_PEOPLE = [
    ("children", "girls"),
    ("women", "girls"),
    ("women", "women and girls"),
    ("people", "children"),
    ("men", "women"),
    ("children", "infants"),
    ("migrants", "fishermen"),
]


@pytest.mark.parametrize(("ours", "theirs"), SAME_PEOPLE)
def test_the_same_people_in_other_words(ask: Ask, ours: str, theirs: str) -> None:
    """Another figure for them is held against the first; the same is neither alone nor disputed."""
    a, one = freed(40, ours)
    b, two = freed(52, theirs)
    (finding,) = ask(differing_claims.RULE, **of_kettle(a, b, one, two))
    assert finding.severity == "doubt"
    b, two = freed(40, theirs)
    assert ask(differing_claims.RULE, **of_kettle(a, b, one, two)) == []
    assert ask(lone_claims.RULE, **of_kettle(a, b, one, two)) == []
    assert len(ask(repeated_claims.RULE, **of_kettle(a, b, one, two))) == 1


@pytest.mark.parametrize(("ours", "theirs"), OTHER_PEOPLE)
def test_other_people(ask: Ask, ours: str, theirs: str) -> None:
    """Some of them, or others, are never held against them."""
    a, one = freed(40, ours)
    b, two = freed(25, theirs)
    assert ask(differing_claims.RULE, **of_kettle(a, b, one, two)) == []


@pytest.mark.parametrize("theirs", ["young people", "migrants", "men from Peru", "family members"])
def test_one_figure_of_two_texts_is_not_alone(ask: Ask, theirs: str) -> None:
    """The population has to be in the text's words, so it cannot be curated away."""
    a, one = freed(40, "teenagers")
    b, two = freed(40, theirs)
    assert ask(lone_claims.RULE, **of_kettle(a, b, one, two)) == []
    b, two = freed(41, theirs)
    found = ask(lone_claims.RULE, **of_kettle(a, b, one, two))
    assert [finding.id for finding in found] == (
        []
        if theirs == "young people"
        else ["lone-claims:operation/kettle+source/a", "lone-claims:operation/kettle+source/b"]
    )


def test_fewer_teenagers_than_children_may_be_a_part(ask: Ask) -> None:
    """A note; more of them cannot be."""
    a, one = freed(52, "children")
    b, two = freed(40, "teenagers")
    (finding,) = ask(differing_claims.RULE, **of_kettle(a, b, one, two))
    assert finding.severity == "note"
    assert finding.message.endswith("; one may count only a part of the people")
    a, one = freed(40, "children")
    b, two = freed(52, "teenagers")
    (finding,) = ask(differing_claims.RULE, **of_kettle(a, b, one, two))
    assert finding.severity == "doubt"


@pytest.mark.parametrize(
    ("ours", "theirs", "number"),
    [("rescued", "recovered", 1), ("rescued", "found", 1), ("identified", "detected", 1),
     ("rescued", "victims", 0), ("arrests", "charged", 0), ("arrests", "convicted", 0)],
)  # fmt: skip
def test_measures_that_texts_use_for_one_thing(
    ask: Ask, ours: str, theirs: str, number: int
) -> None:
    """Recovered is what another text calls rescued; charged is not arrested."""
    a, one = freed(40, "people", measure=ours)
    b, two = freed(52, "people", measure=theirs)
    assert len(ask(differing_claims.RULE, **of_kettle(a, b, one, two))) == number
    # A text that has both means two things.
    both = of_kettle(f"{a} {b}", "So it ended.", one, two)
    both["statistics"][1]["quote"] = {"a": two["words"]}
    both["operations"][0]["quote"] = {"a": NAME, "b": NAME}
    assert ask(differing_claims.RULE, **both) == []


SHARES = [
    ("About a quarter had been sold, Quill said.", "a quarter", 0.25, "around",
     "The office said about 20 per cent had been sold.", 20.0, "around", "doubt"),
    ("One out of four had been sold at the border.", "One out of four", 0.25, "exact",
     "In all 30 per cent had been sold at the border.", 30.0, "exact", "doubt"),
    ("Half of them were forced to beg.", "Half", 0.5, "exact",
     "Of them 70 per cent were forced to beg.", 70.0, "exact", "doubt"),
    ("Three out of 4 worked in brick kilns.", "Three out of 4", 0.75, "exact",
     "As many as 60 per cent worked in brick kilns.", 60.0, "at_most", "doubt"),
    ("A quarter had been sold.", "A quarter", 0.25, "exact",
     "The office says 25 per cent had been sold.", 25.0, "exact", None),
    ("Half had been sold.", "Half", 0.5, "exact",
     "The office says 51 per cent had been sold.", 51.0, "exact", "note"),
    ("A quarter had been sold.", "A quarter", 0.25, "exact",
     "The office says 60 per cent went to school.", 60.0, "exact", None),
    ("A quarter of the girls had been sold.", "A quarter", 0.25, "exact",
     "The office says 60 per cent of the boys had been sold.", 60.0, "exact", None),
]  # fmt: skip


@pytest.mark.parametrize("label", ["Share sold", "Proportion of those who were sold", None])
@pytest.mark.parametrize(("a", "words", "value", "how", "b", "percent", "also", "severity"), SHARES)
def test_shares_in_words_and_per_cent(
    ask: Ask,
    label: str | None,
    a: str,
    words: str,
    value: float,
    how: str,
    b: str,
    percent: float,
    also: str,
    severity: str | None,
) -> None:
    """A quarter is 25 per cent, whatever the labels; other things are left alone."""
    if severity is None and ("school" in b or "boys" in b):
        label = None
    share: dict[str, Any] = {"measure": "share"}
    people_of = {"population": "girls"} if "girls" in a else {}
    boys = {"population": "boys"} if "boys" in b else {}
    one = {"words": a, "value": value, "value_text": words, "unit": "ratio", "qualifier": how,
           "label": "Share", **share, **people_of}  # fmt: skip
    two = {"words": b, "value": percent, "value_text": f"{percent:g}", "unit": "percent",
           "qualifier": also, "label": label or "Per cent", **share, **boys}  # fmt: skip
    found = ask(differing_claims.RULE, **of_kettle(a, b, one, two))
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_two_shares_in_one_text(ask: Ask) -> None:
    """One sentence says a quarter, the next 20 per cent."""
    text = f"{NAME} began. About a quarter had been sold, Quill said. The office said about 20 per cent had been sold."
    share = {"measure": "share", "operation": "kettle", "qualifier": "around"}
    statistics = [
        claim("one", "About a quarter had been sold", 0.25, value_text="a quarter", unit="ratio", label="Sold", **share),
        claim("two", "about 20 per cent had been sold", 20, unit="percent", label="Share of those sold", **share),
    ]  # fmt: skip
    kettle = operation("kettle", NAME, name=NAME)
    (finding,) = ask(differing_claims.RULE, {"a": text}, operations=[kettle], statistics=statistics)
    assert finding.severity == "doubt"


@pytest.mark.parametrize(
    ("ours", "theirs", "number"),
    [
        ({"value": 11, "value_to": 16}, {"value": 17, "value_to": 19}, 1),
        ({"value": 11, "value_to": 16}, {"value": 12, "value_to": 16}, 1),
        ({"value": 11, "value_to": 16}, {"value": 11, "value_to": 16}, 0),
        ({"value": 11, "value_to": 16, "population": "girls"}, {"value": 17, "value_to": 19, "population": "men"}, 0),
    ],
)  # fmt: skip
def test_ages_whatever_their_labels(
    ask: Ask, ours: dict[str, Any], theirs: dict[str, Any], number: int
) -> None:
    """The age of the same people, in two texts and under two labels."""
    given: list[dict[str, Any]] = []
    for fields, label in ((ours, "Age of the children freed"), (theirs, "Ages of those rescued")):
        words = f"The girls and the men were {fields['value']} to {fields['value_to']} years old."
        given.append(
            {"words": words, "label": label, "measure": "age", "unit": "years", "population": "girls",
             "value_text": f"{fields['value']} to {fields['value_to']}", **fields}
        )  # fmt: skip
    found = ask(
        differing_claims.RULE, **of_kettle(given[0]["words"], given[1]["words"], given[0], given[1])
    )
    assert len(found) == number


@pytest.mark.parametrize(
    ("ours", "theirs", "number"),
    [((2, "weeks"), (14, "days"), 0), ((2, "weeks"), (20, "days"), 1), ((1, "months"), (30, "days"), 0),
     ((2, "years"), (18, "months"), 1)],
)  # fmt: skip
def test_spans_of_time(
    ask: Ask, ours: tuple[int, str], theirs: tuple[int, str], number: int
) -> None:
    """Two weeks are 14 days."""
    given: list[dict[str, Any]] = [
        {"words": f"It lasted {value} {unit} in all.", "label": label, "measure": "duration",
         "unit": unit, "value": value}
        for (value, unit), label in ((ours, "Duration"), (theirs, "Length of the operation"))
    ]  # fmt: skip
    found = ask(
        differing_claims.RULE, **of_kettle(given[0]["words"], given[1]["words"], given[0], given[1])
    )
    assert [each.severity for each in found] == ["doubt"] * number


MONEY = {"currency": "dollars", "USD": "US dollars", "EUR": "euros"}
PRICES = [
    (3000, "currency", 3000, "EUR"),
    (3000, "USD", 2700, "EUR"),
    (3000, "currency", 3500, "EUR"),
]


@pytest.mark.parametrize(("value", "unit", "other", "currency"), PRICES)
def test_one_price_in_two_currencies(
    ask: Ask, value: int, unit: str, other: int, currency: str
) -> None:
    """Neither an error nor a difference, nor alone."""
    given: list[dict[str, Any]] = [
        {"words": f"The fee was {amount:,} {MONEY[of]} a person.", "value": amount, "unit": of,
         "measure": "price", "label": label}
        for amount, of, label in ((value, unit, "Fee"), (other, currency, "Price of a journey"))
    ]  # fmt: skip
    texts = of_kettle(given[0]["words"], given[1]["words"], given[0], given[1])
    assert ask(differing_claims.RULE, **texts) == []
    assert ask(lone_claims.RULE, **texts) == []
    assert all(each.severity == "note" for each in ask(missing_units.RULE, **texts))


def test_two_prices_in_one_currency_differ(ask: Ask) -> None:
    """Whatever other currencies there are."""
    given: list[dict[str, Any]] = [
        {"words": f"The fee was {amount:,} euros a person.", "value": amount, "unit": "EUR",
         "measure": "price", "label": label}
        for amount, label in ((3000, "Fee"), (4000, "Price of a journey"))
    ]  # fmt: skip
    texts = of_kettle(given[0]["words"], given[1]["words"], given[0], given[1])
    (finding,) = ask(differing_claims.RULE, **texts)
    assert finding.severity == "doubt"


@pytest.mark.parametrize(
    ("value", "text", "other", "severity"),
    [(1.2e6, "1.2 million", 1_234_000, "note"), (1.2e6, "1.2 million", 1_300_000, "doubt"),
     (2e6, "2 million", 1_700_000, "note"), (2e6, "2 million", 2_600_000, "doubt")],
)  # fmt: skip
def test_a_rounded_figure_fits(
    ask: Ask, value: float, text: str, other: int, severity: str
) -> None:
    """1.2 million may be 1,234,000, not 1,300,000."""
    a, b = f"Police freed {text} people.", f"Police freed {other:,} people."
    one = {"words": a, "value": value, "value_text": text, "population": "people"}
    two = {"words": b, "value": other, "population": "people"}
    (finding,) = ask(differing_claims.RULE, **of_kettle(a, b, one, two))
    assert finding.severity == severity


DAYS = [
    ("2018-02-18", "2018-03-08", "18 days later", "note"),
    ("2018-02-18", "2018-02-19", "1 day later", "note"),
    ("2018-02-18", "2018-06-20", "4 months later", "note"),
    ("2018-02", "2018-06", "later", "note"),
    ("2018-02-18", "2018-02-18", "", "doubt"),
    (None, "2018-02-18", "", "doubt"),
]


@pytest.mark.parametrize(("first", "second", "when", "severity"), DAYS)
def test_a_later_text_supersedes(
    ask: Ask, first: str | None, second: str, when: str, severity: str
) -> None:
    """The higher figure of a later text is named as such."""
    a, one = freed(40, "people")
    b, two = freed(52, "people")
    texts = of_kettle(a, b, one, two)
    for later in (False, True):
        # The order of the ids says nothing.
        days = (second, first) if later else (first, second)
        sources = {
            key: Source(text, published=day)
            for (key, text), day in zip(texts["sources"].items(), days, strict=True)
        }
        if later:
            texts["statistics"][0] |= {
                "value": "52",
                "value_text": "52",
                "quote": {"a": "Police freed 52 people."},
            }
            texts["statistics"][1] |= {
                "value": "40",
                "value_text": "40",
                "quote": {"b": "Police freed 40 people."},
            }
            sources = {
                "a": Source(f"{NAME} began. {b}", published=second),
                "b": Source(f"{NAME} went on. {a}", published=first),
            }
        (finding,) = ask(
            differing_claims.RULE,
            sources,
            operations=texts["operations"],
            statistics=texts["statistics"],
        )
        assert finding.severity == severity
        assert (when in finding.message) and ("supersedes" in finding.message) == bool(when)


def test_a_lower_figure_of_a_later_text_is_a_doubt(ask: Ask) -> None:
    """It may be a correction; the days are told."""
    a, one = freed(52, "people")
    b, two = freed(40, "people")
    texts = of_kettle(a, b, one, two)
    texts["sources"] = {
        "a": Source(texts["sources"]["a"], published="2018-02-18"),
        "b": Source(texts["sources"]["b"], published="2018-03-08"),
    }
    (finding,) = ask(differing_claims.RULE, **texts)
    assert finding.severity == "doubt"
    assert finding.message == ("two: source a gives 52; 18 days later, source b gives 40")


R16 = [
    ("Police arrested 60 smugglers.", 60, "smugglers",
     "In Port Amber they arrested 9 people, including 5 smugglers.", 9, "people", 5, "smugglers", "arrests"),
    ("Police freed 60 children.", 60, "children",
     "Later they freed 9 people, including 5 children.", 9, "people", 5, "children", "rescued"),
    ("Police freed 60 women.", 60, "women",
     "At Cold Bay they freed 30 people, 20 of them women.", 30, "people", 20, "women", "rescued"),
    ("Police arrested 60 men.", 60, "men",
     "A further raid led to 9 arrests, 5 men among them.", 9, None, 5, "men", "arrests"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "all_", "who", "b", "whole", "of", "part", "whom", "measure"), R16)
def test_parts_are_never_compared_with_another_whole(
    ask: Ask, a: str, all_: int, who: str, b: str, whole: int, of: str | None, part: int, whom: str, measure: str
) -> None:  # fmt: skip
    """The 5 of 9 are not another figure for the 60."""
    sources = {"a": f"{NAME}. {a}", "b": f"{NAME}. {b}"}
    kettle = operation("kettle", dict.fromkeys(sources, NAME), name=NAME)
    common = {"operation": "kettle", "measure": measure}
    statistics = [
        claim("all", {"a": a}, all_, population=who, **common),
        claim("whole", {"b": b}, whole, population=of, **common),
        claim("part", {"b": b}, part, population=whom, part_of="whole", **common),
    ]
    found = ask(differing_claims.RULE, sources, operations=[kettle], statistics=statistics)
    assert not any("part" in finding.id for finding in found)


def test_parts_of_one_whole_in_two_texts_are_compared(ask: Ask) -> None:
    """236 minors among nearly 500 victims, and 250; also where the second text has no whole."""
    sources = {
        "a": f"{NAME}: nearly 500 victims, including 236 minors.",
        "b": f"{NAME}: nearly 500 victims, among them 250 children.",
    }
    kettle = operation("kettle", dict.fromkeys(sources, NAME), name=NAME)
    statistics = []
    for key, number, who in (("a", 236, "minors"), ("b", 250, "children")):
        statistics += [
            claim(f"all-{key}", {key: "nearly 500 victims"}, 500, qualifier="nearly", population="victims", operation="kettle"),
            claim(f"of-{key}", {key: f"{number} {who}"}, number, population=who, part_of=f"all-{key}", operation="kettle"),
        ]  # fmt: skip
    (finding,) = ask(differing_claims.RULE, sources, operations=[kettle], statistics=statistics)
    assert finding.id == "differing-claims:statistic/of-a+statistic/of-b"
    del statistics[2], statistics[2]["part_of"], statistics[2]["resolved"]["part_of"]
    (finding,) = ask(differing_claims.RULE, sources, operations=[kettle], statistics=statistics)
    assert finding.id == "differing-claims:statistic/of-a+statistic/of-b"


def test_a_place_that_only_the_sentence_names(ask: Ask) -> None:
    """The 9 of Port Amber are not the operation's 60."""
    sources = {
        "a": f"{NAME} led to 60 arrests.",
        "b": f"{NAME} went on. In Port Amber, police made 9 arrests.",
    }
    kettle = operation("kettle", dict.fromkeys(sources, NAME), name=NAME)
    statistics = [
        claim("all", {"a": "led to 60 arrests"}, 60, measure="arrests", operation="kettle"),
        claim("here", {"b": "police made 9 arrests"}, 9, measure="arrests", operation="kettle"),
    ]
    assert ask(differing_claims.RULE, sources, operations=[kettle], statistics=statistics) == []
    sources["b"] = f"{NAME} went on. In March, police made 9 arrests."
    assert len(ask(differing_claims.RULE, sources, operations=[kettle], statistics=statistics)) == 1


def test_people_and_stems() -> None:
    """Words reduced so that they can be compared."""
    assert same_kind(people("teenagers", "rescued").kind, people("young people", "rescued").kind)
    assert not same_kind(people("babies", "rescued").kind, people("children", "rescued").kind)
    assert people("alleged human smugglers", "arrests") == people("smuggler", "arrests")
    assert stem("organisations") == stem("organization") == stem("agencies")
    assert stem("labourers") == stem("labour")


FURTHER = [
    ("Police freed 12 people.", "Then another 20 people were freed.", 0),
    ("Police freed 12 people.", "They freed a further 20 people.", 0),
    ("Police freed 12 people.", "They freed 20 more people.", 0),
    ("On Monday they freed 12 people.", "On Friday they freed 20 people.", 0),
    ("Police freed 12 people.", "In all they freed 20 people.", 1),
]


@pytest.mark.parametrize(("first", "second", "number"), FURTHER)
def test_counts_that_add_to_others(ask: Ask, first: str, second: str, number: int) -> None:
    """“Another 20” do not contradict the first 12, nor do those of another day."""
    text = f"{NAME} began. {first} {second}"
    statistics = [
        claim("one", first, 12, operation="kettle"),
        claim("two", second, 20, operation="kettle"),
    ]
    kettle = operation("kettle", NAME, name=NAME)
    found = ask(differing_claims.RULE, {"a": text}, operations=[kettle], statistics=statistics)
    assert len(found) == number

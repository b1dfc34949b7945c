"""Names that differ by a letter or two for what the evidence shows to be the same thing."""

from typing import Any

import pytest

from trafficking_explorer.findings.names import differ_by_letters, leaves_words_out
from trafficking_explorer.findings.rules.near_names import RULE

from .conftest import Ask, claim, operation, record, words_of

A = "In Operation Opervier 236 minors were freed."
B = "Operation Epervier freed 236 minors."


def test_two_spellings_of_one_record(ask: Ask) -> None:
    """Each with the text that has it."""
    epervier = operation(
        "epervier",
        {"a": "Operation Opervier", "b": "Operation Epervier"},
        name="Operation Epervier",
        aliases=["Operation Opervier"],
    )
    sources = {"a": A, "b": B}
    (finding,) = ask(RULE, sources, operations=[epervier])
    assert finding.id == "near-names:operation/epervier@operation-epervier~operation-opervier"
    assert finding.severity == "doubt"
    assert finding.message == (
        "One operation, two spellings: “Operation Epervier” in source b and “Operation Opervier” "
        "in source a"
    )
    assert words_of(finding.side, sources) == ["Operation Epervier"]
    assert words_of(finding.other, sources) == ["Operation Opervier"]


def two(a: str = "Opervier", b: str = "Epervier", second: float = 236) -> dict[str, Any]:
    first = {"operation": "one", "population": "minors"}
    return {
        "operations": [
            operation("one", {"a": f"Operation {a}"}, name=f"Operation {a}"),
            operation("two", {"b": f"Operation {b}"}, name=f"Operation {b}"),
        ],
        "statistics": [
            claim("c1", {"a": "236 minors"}, 236, **first),
            claim("c2", {"b": f"{second:g} minors"}, second, **{**first, "operation": "two"}),
        ],
    }


def test_two_records_that_share_a_figure(ask: Ask) -> None:
    """They may be one operation."""
    (finding,) = ask(RULE, {"a": A, "b": B}, **two())
    assert finding.id == "near-names:operation/one+operation/two"
    assert "have the same figure for “rescued”, 236" in finding.message


def test_two_people_with_the_same_words(ask: Ask) -> None:
    """Yoro Traore and Yoro Traoré fold alike; Traorre does not."""
    words = "“We will go on with this work for as long as it takes,”"
    people = [
        record("one", {"a": "Yoro Traore"}, name="Yoro Traore"),
        record("two", {"b": "Yoro Traorre"}, name="Yoro Traorre"),
    ]
    quotes = [
        record(
            f"q{key}", {key: words}, speaker=name, speaker_id=id_, evidence={"speaker, speaker_id": {key: name}}
        )
        for key, name, id_ in (("a", "Yoro Traore", "one"), ("b", "Yoro Traorre", "two"))
    ]  # fmt: skip
    sources = {"a": f"{words} said Yoro Traore.", "b": f"{words} said Yoro Traorre."}
    (finding,) = ask(RULE, sources, people=people, quotes=quotes)
    assert "are quoted with the same words" in finding.message


def test_names_alone_tie_nothing(ask: Ask) -> None:
    """Near names of two records that share no figure are two things."""
    assert ask(RULE, {"a": A, "b": "Operation Epervier freed 90 minors."}, **two(second=90)) == []


def test_figures_alone_tie_nothing(ask: Ask) -> None:
    """The same figure under another name is another operation's."""
    sources = {"a": A, "b": "Operation Brisa freed 236 minors."}
    assert ask(RULE, sources, **two(b="Brisa")) == []


def test_near_names_of_other_things_are_left_alone(ask: Ask) -> None:
    """MIND and FIND, Niger and Nigeria."""
    text = "MIND and FIND are solutions. Police of Niger and Nigeria met."
    tools = [record(n.lower(), n, name=n, kind="system", resolved={"kind": "x."}) for n in ("MIND", "FIND")]  # fmt: skip
    places = [
        record("niger", "Niger and", name="Niger", kind="country", country="NE"),
        record("nigeria", "Nigeria", name="Nigeria", kind="country", country="NG"),
    ]
    assert ask(RULE, {"a": text}, tools=tools, places=places) == []


SLIPS = [
    ("operation epervier", "operation opervier"),
    ("yoro traore", "yoro traorre"),
    ("kenya police", "kemya police"),
    ("international organization", "intranational organization"),
    ("operation epervier", "operation opervier two"),
    ("operation blue kettle iii", "operation blue ketle"),
    ("navigant office", "navigan office"),
    ("amber migration board", "amber migratio board"),
    ("operation kestrel", "operation kestel"),
]
NO_SLIPS = [
    ("operation weka", "operation weka ii"),
    ("operation weka i", "operation weka ii"),
    ("nigeria", "nigerian"),
    ("labour unit", "labor unit"),
    ("ministry of defence", "ministry of defense"),
    ("anaesthesia unit", "anesthesia unit"),
    ("organization of migrants", "organisation of migrants"),
    ("mind", "find"),
    ("operation 2016", "operation 2017"),
    ("kenya police", "kemia police"),
    ("bureau one", "bureaus one"),
    ("central office", "general office"),
    ("maria lopez", "mario lopez"),
    ("german police", "germany police"),
    ("israel office", "israeli office"),
    ("operation kettle ii", "operation kettle"),
    ("operation kettle ii", "operation kettle iii"),
]


@pytest.mark.parametrize(("a", "b"), [*SLIPS, *NO_SLIPS])
def test_slips(a: str, b: str) -> None:
    """One letter, or two in a long word; not numerals, endings, spellings, years or other words."""
    assert differ_by_letters(a, b) is differ_by_letters(b, a) is ((a, b) in SLIPS)


def agency(id_: str, name: str, quote: Any, **fields: Any) -> dict[str, Any]:
    return record(id_, quote, name=name, kind="unit", resolved={"kind": "x."}, **fields)


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("Navigant Office", "Navigan Office"),
        ("Navigan Office", "Navigant Office"),
        ("Operation Blue Kettle III", "Operation Blue Ketle"),
        ("Amber Migration Board", "Amber Migratio Board"),
    ],
)
def test_an_alias_that_leaves_a_letter_out(ask: Ask, name: str, alias: str) -> None:
    """At the end of a word too, and beside a numeral."""
    text = f"The {name} and the {alias} helped."
    both = agency("x", name, [f"The {name} and", f"{alias} helped"], aliases=[alias])
    (finding,) = ask(RULE, {"a": text}, agencies=[both])
    assert finding.message.startswith("One agency, two spellings: ")


def test_an_alias_that_leaves_a_word_out_is_a_short_form(ask: Ask) -> None:
    """Most names have one."""
    text = "The Amber Bay Police Department and the Amber Police helped."
    both = agency("x", "Amber Bay Police Department", ["Amber Bay Police Department", "Amber Police helped"], aliases=["Amber Police"])  # fmt: skip
    assert ask(RULE, {"a": text}, agencies=[both]) == []


def in_one_operation(first: str, second: str, relation: str = "participant") -> dict[str, Any]:
    sources = {"a": f"The {first} helped with Kettle.", "b": f"The {second} helped with Kettle."}
    links = [
        {"relation": rel, "to": f"agency/{id_}", "quote": {key: f"The {name} helped"}}
        for key, id_, name, rel in (("a", "one", first, "participant"), ("b", "two", second, relation))
    ]  # fmt: skip
    kettle = operation("kettle", {"a": "Kettle", "b": "Kettle"}, name="Kettle", links=links)
    agencies = [agency("one", first, {"a": first}), agency("two", second, {"b": second})]
    return {"sources": sources, "operations": [kettle], "agencies": agencies}


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        ("Navigant Office", "Navigan Office", "a letter"),
        ("Amber Bay Police", "Amber Police", "a word"),
        ("Office of Amber Bay Migration", "Office of Amber Migration", "a word"),
        ("Amber Police II", "Amber Police", None),
        ("Amber Bay Police", "Cold Bay Police", None),
        ("Amber Police", "Police", None),
    ],
)
def test_two_agencies_with_one_part(ask: Ask, first: str, second: str, how: str | None) -> None:
    """Two texts, two names, one part in the operation: they may be one."""
    found = ask(RULE, **in_one_operation(first, second))
    assert len(found) == (how is not None)
    if how:
        assert f"differ by {how}, and have the same part in one operation" in found[0].message
        assert ask(RULE, **in_one_operation(first, second, "led_by")) == []


def test_two_records_in_one_text(ask: Ask) -> None:
    """A letter makes them suspect, a word does not."""
    text = "The Navigant Office and the Navigan Office helped; the Amber Bay Police and the Amber Police too."
    agencies = [
        agency(f"x{at}", name, words)
        for at, (name, words) in enumerate(
            [("Navigant Office", "Navigant Office"), ("Navigan Office", "Navigan Office"),
             ("Amber Bay Police", "Amber Bay Police"), ("Amber Police", "Amber Police too")]
        )
    ]  # fmt: skip
    (finding,) = ask(RULE, {"a": text}, agencies=agencies)
    assert finding.id == "near-names:agency/x0+agency/x1"
    assert finding.message.endswith("a letter, and are in one text: they may be one agency")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("operation blue kettle", "operation kettle", True),
        ("amber bay police department", "amber police", True),
        ("ministry of justice", "ministry of justice", False),
        ("operation kettle ii", "operation kettle", False),
        ("police", "amber police", False),
        ("amber police", "police amber bay", False),
    ],
)
def test_words_left_out(a: str, b: str, expected: bool) -> None:
    """One or two, in the same order; two words are left at least."""
    assert leaves_words_out(a, b) is leaves_words_out(b, a) is expected


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("Operation Blue Kettle", "Operation Blue Ketle", 1),
        ("Operation Blue Kettle III", "Operation Blue Ketle", 1),
        ("Amber Migration Board", "Amber Migratio Board", 1),
        ("Operation Kettle", "Operation Ketle", 0),
        ("Operation Kettle II", "Operation Ketle", 0),
        ("Operation Blue Kettle", "Operation Red Kettle", 0),
        ("Police of Upper Zambia", "Police of Upper Gambia", 0),
    ],
)
def test_two_records_with_long_names(ask: Ask, first: str, second: str, number: int) -> None:
    """Two words in common and a letter apart need no figure in common."""
    sources = {"a": f"{first} freed 40 people.", "b": f"{second} freed 52 people."}
    operations = [
        operation("one", {"a": first}, name=first),
        operation("two", {"b": second}, name=second),
    ]
    assert len(ask(RULE, sources, operations=operations)) == number

"""One organisation under several full names."""

import pytest

from trafficking_explorer.findings.rules.several_names import RULE

from .conftest import Ask, Source, record, words_of

A = "The International Organization for Migration estimates"
B = "the International Office for Migration (IOM) helped"


def agency(id_: str, quote: object, name: str, **fields: object) -> dict[str, object]:
    return record(id_, quote, name=name, kind="ngo", **fields, resolved={"kind": "For the test."})


def test_two_full_names_of_one_agency(ask: Ask) -> None:
    """Each with the text that has it."""
    iom = agency(
        "iom",
        {"a": "International Organization for Migration", "b": "International Office for Migration (IOM)"},
        "International Organization for Migration",
        aliases=["International Office for Migration"],
        acronym="IOM",
    )  # fmt: skip
    sources = {"a": A, "b": B}
    (finding,) = ask(RULE, sources, agencies=[iom])
    assert finding.severity == "note"
    assert finding.message == (
        "One organisation, two full names: “International Organization for Migration” in source a "
        "and “International Office for Migration” in source b"
    )
    assert words_of(finding.other, sources) == ["International Office for Migration"]
    sources_of_languages = {"a": Source(f"{A} en", language="en"), "b": Source(f"{B} fr", language="fr")}  # fmt: skip
    assert ask(RULE, sources_of_languages, agencies=[iom]) == []


def test_two_agencies_with_one_acronym(ask: Ask) -> None:
    """They share half of their words, so they may be one."""
    agencies = [
        agency("one", {"a": "International Organization for Migration (IOM)"}, "International Organization for Migration", acronym="IOM"),
        agency("two", {"b": "International Office for Migration (IOM)"}, "International Office for Migration", acronym="IOM"),
    ]  # fmt: skip
    text = "The International Organization for Migration (IOM) estimates"
    (finding,) = ask(RULE, {"a": text, "b": B}, agencies=agencies)
    assert finding.id == "several-names:agency/one+agency/two"
    assert finding.severity == "doubt"


def test_one_acronym_of_quite_different_names_is_left_alone(ask: Ask) -> None:
    """An acronym has many owners."""
    agencies = [
        agency("one", "International Organization for Migration (IOM)", "International Organization for Migration", acronym="IOM"),
        agency("two", "Institute of Medicine (IOM)", "Institute of Medicine", acronym="IOM"),
    ]  # fmt: skip
    text = "The International Organization for Migration (IOM), the Institute of Medicine (IOM)"
    assert ask(RULE, {"a": text}, agencies=agencies) == []


@pytest.mark.parametrize(
    ("name", "alias", "count"),
    [
        ("International Criminal Police Organization", "INTERPOL", 0),
        ("UN Women", "@UNWomen", 0),
        ("UK National Crime Agency", "National Crime Agency", 0),
        ("WePROTECT Global Alliance", "WePROTECT Global Alliance to End Exploitation", 0),
        ("Trafficking in Human Beings unit", "Trafficking in Human Beings Unit", 0),
        ("The Association of Chiefs", "Association of Chief", 0),
        ("Kenya Police Service", "Kenia Police Service", 0),
        ("National Centre for Missing Children", "National Center for Missing Children", 0),
        ("Organisation for Migration Aid", "Organization for Migration Aid", 0),
        ("Ministry of Defence Police", "Ministry of Defense Police", 0),
        ("Kenya Police", "Kenyan Police", 0),
        ("National Police of Colombia", "Colombian National Police", 0),
        ("United Nations Office on Drugs", "UN Office on Drugs", 0),
        ("Crime Police", "Criminal Police", 0),
        ("United Nations Office on Drugs", "UN Agency on Drugs", 1),
        ("Kenya Police", "Kenya Guard", 1),
    ],
)
def test_short_forms_are_no_second_name(ask: Ask, name: str, alias: str, count: int) -> None:
    """An acronym, a handle, fewer words, another case, ending or spelling; another word is one."""
    quotes = [f"First {name};", f"or {alias}."]
    one = agency("one", quotes, name, aliases=[alias])
    assert len(ask(RULE, {"a": f"First {name}; later or {alias}."}, agencies=[one])) == count


def test_other_kinds_may_have_many_names(ask: Ask) -> None:
    """An operation may be renamed, and its text say so."""
    text = "Operation Cross Country became Operation Independence Day."
    renamed = record("x", text, name="Operation Cross Country", kind="operation", aliases=["Operation Independence Day"])  # fmt: skip
    assert ask(RULE, {"a": text}, operations=[renamed]) == []

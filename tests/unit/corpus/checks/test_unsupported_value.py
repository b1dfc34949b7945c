"""Stated values and the words of their passages."""

from collections.abc import Callable

import pytest

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.rule_docs import rule_doc

Read = Callable[[str, str], Corpus]
Place = Callable[..., tuple[int, int]]

TEXT = "Nearly 500 victims were rescued in Niger. Earlier, 20 of Nigeria. In March 2016, Mr Stock spoke."


def statistic(**fields: str) -> str:
    values = {
        "quote": "Nearly 500 victims were rescued in Niger",
        "label": "x",
        "measure": "rescued",
        "value": "500",
        "value_text": "500",
        "unit": "persons",
        "qualifier": "nearly",
        "scope": "operation",
    } | fields
    lines = "".join(f"    {key}: {value}\n" for key, value in values.items())
    return f"statistics:\n  - id: a\n{lines}"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"country": "NE"},
        {
            "value": "20",
            "value_text": "20",
            "qualifier": "exact",
            "evidence": "{'value, value_text': 20 of Nigeria}",
        },
        {"period": "2016-03", "evidence": "{period: [Earlier, In March 2016]}"},
        {"value": "7", "resolved": "{value: Worked out.}"},
    ],
)
def test_what_the_passage_says_or_the_curator_resolves(
    read_text: Read, fields: dict[str, str]
) -> None:
    """A value in a passage of its field, or an inferred one, is not a problem."""
    assert not read_text(TEXT, statistic(**fields)).problems


@pytest.mark.parametrize(
    ("fields", "token", "says"),
    [
        ({"value": "50"}, "value: 50\n", "value: no number 50 in “500”"),
        (
            {"country": "NG"},
            "country",
            "country: no “Nigeria” / “Federal Republic of Nigeria” in “Nearly",
        ),
        ({"qualifier": "at_least"}, "qualifier", "qualifier: “Nearly” says nearly, not at_least"),
        (
            {"period": "2016-04", "evidence": "{period: In March 2016}"},
            "period: 2016",
            "period: no April in “In March 2016”",
        ),
    ],
)
def test_what_the_passage_does_not_say(
    read_text: Read, place_of: Place, fields: dict[str, str], token: str, says: str
) -> None:
    """It is reported at the field, with what is missing and the passage."""
    yaml = statistic(**fields)
    (problem,) = read_text(TEXT, yaml).problems
    assert problem.rule == "unsupported-value"
    assert says in problem.message
    page = rule_doc(problem.rule)
    assert page is not None
    assert "under evidence" in page.fix, "the advice is the page's"
    assert "under evidence" not in problem.message, "and is not given twice"
    assert (problem.at.line, problem.at.column) == place_of(yaml, token)


def test_each_value_of_a_list_is_held_against_the_passages(
    read_text: Read, place_of: Place
) -> None:
    """The one that is missing is reported at its place in the list."""
    yaml = "operations:\n  - {id: a, quote: rescued in Niger, name: rescued, kind: operation, countries: [NE, ML]}\n"
    (problem,) = read_text(TEXT, yaml).problems
    assert "no “Mali”" in problem.message
    assert (problem.at.line, problem.at.column) == place_of(yaml, "ML")


@pytest.mark.parametrize(
    ("quote", "reported"), [("Mr Stock spoke", False), ("In March 2016", True)]
)
def test_a_reference_is_named_in_its_passage(
    read_text: Read, quote: str, *, reported: bool
) -> None:
    """A speaker is stated by name, or the curator says how they are known."""
    yaml = f"""
        people:
          - {{id: stock, quote: Mr Stock spoke, name: Mr Stock}}
        quotes:
          - {{id: q, quote: {quote}, speaker_id: stock}}
        """
    rules = [problem.rule for problem in read_text(TEXT, yaml).problems]
    assert rules == (["unsupported-value"] if reported else [])


def test_the_curators_own_fields_are_held_against_nothing(read_text: Read) -> None:
    """A label may have any number in it, a note any name."""
    yaml = statistic(label="9 in Peru", note="7 in Chad", scope="world")
    assert not read_text(TEXT, yaml).problems

"""A person's name that is printed as one word."""

import pytest

from trafficking_explorer.findings.rules.run_together_names import RULE

from .conftest import Ask, record


def test_two_words_in_one(ask: Ask) -> None:
    """The halves are named."""
    person = record("x", "said InnocentiaApovo", name="InnocentiaApovo")
    (finding,) = ask(RULE, {"a": "said InnocentiaApovo, an officer"}, people=[person])
    assert finding.id == "run-together-names:person/x"
    assert finding.severity == "doubt"
    assert finding.message == (
        "“InnocentiaApovo” in source a is one word: a space between “Innocentia” and “Apovo” may "
        "have been lost"
    )


@pytest.mark.parametrize(
    "name", ["Michelle DeLaune", "McDonald", "MacArthur", "DeLaune", "Zeus", "ZEUS", "Anke-Luise"]
)
def test_names_that_are_written_so(ask: Ask, name: str) -> None:
    """A capital inside belongs to many names."""
    assert ask(RULE, {"a": f"said {name}"}, people=[record("x", f"said {name}", name=name)]) == []


def test_a_person_who_is_named_in_two_words_too(ask: Ask) -> None:
    """The text has the name with its space elsewhere."""
    text = "said InnocentiaApovo. Mrs Innocentia Apovo added"
    person = record("x", text, name="InnocentiaApovo", aliases=["Innocentia Apovo"])
    assert ask(RULE, {"a": text}, people=[person]) == []


def test_agencies_are_written_as_they_like(ask: Ask) -> None:
    """SecurityLink is a name."""
    agency = record(
        "x", "SecurityLink", name="SecurityLink", kind="company", resolved={"kind": "x."}
    )
    assert ask(RULE, {"a": "by SecurityLink"}, agencies=[agency]) == []

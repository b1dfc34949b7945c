"""An operation that a text tells of without saying when."""

import pytest

from trafficking_explorer.findings.rules.missing_dates import RULE

from .conftest import Ask, claim, operation, words_of


def test_an_operation_without_a_date(ask: Ask) -> None:
    """What the record says was worked out."""
    nawa = operation("nawa", "Operation Nawa", name="Operation Nawa", date="2014-02")
    (finding,) = ask(RULE, {"a": "Operation Nawa freed 76."}, operations=[nawa])
    assert finding.id == "missing-dates:operation/nawa"
    assert finding.severity == "note"
    assert finding.message == (
        "Operation Nawa: source a tells of it and does not say when it was; “2014-02” was worked out"
    )


def test_a_length_is_no_date(ask: Ask) -> None:
    """“A two-year crackdown”."""
    text = "Operation Wrist, a two-year crackdown"
    wrist = operation("wrist", "Operation Wrist", name="Operation Wrist", date_note="two-year")
    (finding,) = ask(RULE, {"a": text}, operations=[wrist])
    assert finding.message.endswith("does not say when it was")


SOURCES = {"a": "The largest was Operation Alba, in 2017.", "b": "Operation Alba freed 500 people."}


def test_a_year_that_one_text_alone_gives(ask: Ask) -> None:
    """The other text tells of the operation and is silent."""
    alba = operation("alba", {"a": "Operation Alba", "b": "Operation Alba"}, name="Operation Alba", date_note="in 2017")  # fmt: skip
    (finding,) = ask(RULE, SOURCES, operations=[alba])
    assert finding.id == "missing-dates:operation/alba+source/b"
    assert finding.message == (
        "Operation Alba: of 2 sources only source a says when it was (“in 2017”); the other (b) does "
        "not"
    )
    assert words_of(finding.other, SOURCES) == ["Operation Alba"]


def test_the_period_of_a_claim_says_when(ask: Ask) -> None:
    """The text gives the year with the figure."""
    alba = operation("alba", "Operation Alba", name="Operation Alba")
    dated = claim(
        "x", "Operation Alba freed 500 people in 2017", 500, operation="alba", period="2017"
    )
    dated["resolved"].pop("period")
    sources = {"a": "Operation Alba freed 500 people in 2017."}
    assert ask(RULE, sources, operations=[alba], statistics=[dated]) == []
    dated["resolved"]["period"] = "From elsewhere."
    assert len(ask(RULE, sources, operations=[alba], statistics=[dated])) == 1


@pytest.mark.parametrize("note", ["June 2016", "Last month", "In October", "in 2017", "last year"])
def test_words_that_say_when(ask: Ask, note: str) -> None:
    """A year, a month, or a time that counts from the text's own."""
    alba = operation("alba", "Operation Alba", name="Operation Alba", date_note=note)
    assert ask(RULE, {"a": f"{note} Operation Alba began"}, operations=[alba]) == []


@pytest.mark.parametrize("kind", ["initiative", "recurring_operation", "appeal"])
def test_what_has_no_one_date_needs_none(ask: Ask, kind: str) -> None:
    """Initiatives and what is held every year."""
    alba = operation("alba", "Operation Alba", name="Operation Alba", kind=kind)
    assert ask(RULE, {"a": "Operation Alba."}, operations=[alba]) == []


def test_two_texts_that_say_when_are_enough(ask: Ask) -> None:
    """A third may be silent."""
    sources = {
        "a": "In 2017 Operation Alba.",
        "b": "Operation Alba of 2017.",
        "c": "Operation Alba.",
    }
    quote = dict.fromkeys(sources, "Operation Alba")
    alba = operation("alba", quote, name="Operation Alba", date="2017", resolved=None)
    alba["evidence"] = {"date": {"a": "In 2017", "b": "of 2017"}}
    assert ask(RULE, sources, operations=[alba]) == []

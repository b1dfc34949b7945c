"""An operation that a text tells of without saying when, or a day that it gives without a year."""

import pytest

from trafficking_explorer.findings.rules.missing_dates import RULE

from .conftest import Ask, Record, Source, claim, operation, record, words_of


def test_an_operation_without_a_date(ask: Ask) -> None:
    """The date of the record is inferred."""
    nawa = operation("nawa", "Operation Nawa", name="Operation Nawa", date="2014-02")
    (finding,) = ask(RULE, {"a": "Operation Nawa freed 76."}, operations=[nawa])
    assert finding.id == "missing-dates:operation/nawa"
    assert finding.severity == "note"
    assert finding.message == (
        "Operation Nawa: no date for it in source a; its date, February 2014, was inferred"
    )


def test_a_length_is_no_date(ask: Ask) -> None:
    """“A two-year crackdown”."""
    text = "Operation Wrist, a two-year crackdown"
    wrist = operation("wrist", "Operation Wrist", name="Operation Wrist", date_note="two-year")
    (finding,) = ask(RULE, {"a": text}, operations=[wrist])
    assert finding.message == (
        "Operation Wrist: its record has no date, and none of its passages in source a says when it was"
    )


def test_a_record_without_a_date_says_nothing_of_its_text(ask: Ask) -> None:
    """The text may give one: the record has none yet."""
    sources = {"a": "On 7 June 2022 Operation Sun began.", "b": "Operation Sun ended."}
    sun = operation("sun", {"a": "Operation Sun", "b": "Operation Sun"}, name="Operation Sun")
    (finding,) = ask(RULE, sources, operations=[sun])
    assert finding.message == (
        "Operation Sun: its record has no date, and none of its passages in sources a and b says when "
        "it was"
    )
    dated = operation("sun", {"a": "On 7 June 2022 Operation Sun"}, name="Operation Sun")
    dated |= {"date": "2022-06-07", "date_note": "On 7 June 2022"}
    assert ask(RULE, sources, operations=[dated]) == []


SOURCES = {"a": "The largest was Operation Alba, in 2017.", "b": "Operation Alba freed 500 people."}


def test_a_year_that_one_text_alone_gives(ask: Ask) -> None:
    """The other text tells of the operation and is silent."""
    alba = operation("alba", {"a": "Operation Alba", "b": "Operation Alba"}, name="Operation Alba", date_note="in 2017")  # fmt: skip
    (finding,) = ask(RULE, SOURCES, operations=[alba])
    assert finding.id == "missing-dates:operation/alba+source/b"
    assert finding.message == (
        "Operation Alba: of 2 sources only source a says when it was (“in 2017”), not source b"
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
    text = Source(f"{note} Operation Alba began", above="29 July 2018")
    assert ask(RULE, {"a": text}, operations=[alba]) == []


@pytest.mark.parametrize("note", ["Last month", "In October", "on 25 November"])
@pytest.mark.parametrize("kind", ["operation", "appeal"])
def test_a_day_without_a_year(ask: Ask, note: str, kind: str) -> None:
    """Nothing in the text tells of what year it is; a number of another size does not."""
    alba = operation(
        "alba", "Operation Alba", name="Operation Alba", date="2019-10", date_note=note, kind=kind
    )
    sources = {"a": Source(f"{note} Operation Alba made 63,000 checks.", published="2019")}
    (finding,) = ask(RULE, sources, operations=[alba])
    assert finding.id == "missing-dates:operation/alba"
    assert finding.severity == "note"
    assert finding.message == (
        f"Operation Alba: “{note}” in source a, but no year anywhere; its date, October 2019, was "
        "inferred"
    )
    assert words_of(finding.side, sources)[0] == note


@pytest.mark.parametrize(
    "source",
    [
        Source("In October Operation Alba began.", above="The Daily, 2 November 2019"),
        Source("In October Operation Alba began. It was the largest of 2019."),
        Source(
            "In October Operation Alba began, the Daily of 2 November 2019 writes.",
            published="2019-11-02",
            stated="2 November 2019",
        ),
    ],
)
def test_a_text_that_tells_of_what_year_it_is(ask: Ask, source: Source) -> None:
    """Above the article, in another sentence, as the day on which it was published."""
    alba = operation("alba", "Operation Alba", name="Operation Alba", date="2019-10", date_note="In October")  # fmt: skip
    assert ask(RULE, {"a": source}, operations=[alba]) == []


@pytest.mark.parametrize(
    ("sources", "date"),
    [
        ({"a": "In October Operation Alba.", "b": "Operation Alba of 2017."}, "2017-10"),
        (
            {
                "a": "In 2017 Operation Alba.",
                "b": "Operation Alba of 2017.",
                "c": "Operation Alba.",
            },
            "2017",
        ),
    ],
)
def test_a_year_that_another_text_gives(ask: Ask, sources: dict[str, str], date: str) -> None:
    """One text says “in October” and the other the year; of three texts, one may be silent."""
    quote = dict.fromkeys(sources, "Operation Alba")
    alba = operation("alba", quote, name="Operation Alba", date=date, resolved=None)
    alba["evidence"] = {"date": {"a": sources["a"].partition(" Oper")[0], "b": "of 2017"}}
    assert ask(RULE, sources, operations=[alba]) == []


MEETING = "The four-day (14-17 November) meeting of experts"


def meeting(quote: str = MEETING, **fields: object) -> Record:
    given = {"name": "meeting", "kind": "meeting", "date": "2017-11-14/2017-11-17"}
    return record("m", quote, **{**given, **fields}, resolved={"date": "For the test."})


def test_an_event_without_a_year(ask: Ask) -> None:
    """By the words of its passage, if none are those of its date alone."""
    sources = {"a": f"{MEETING} ended."}
    (finding,) = ask(RULE, sources, events=[meeting()])
    assert finding.id == "missing-dates:event/m"
    assert finding.message == (
        "meeting: “14-17 November” in source a, but no year anywhere; its date, 14 November 2017 "
        "to 17 November 2017, was inferred"
    )
    assert words_of(finding.side, sources) == ["14-17 November", "meeting"]
    (finding,) = ask(RULE, sources, events=[meeting(evidence={"date": "(14-17 November)"})])
    assert "“(14-17 November)”" in finding.message


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (f"{MEETING} of 2017 ended.", meeting()),
        (f"{MEETING} ended.", meeting(kind="observance")),
        ("The meeting of experts ended.", meeting("The meeting of experts")),
        ("The meeting of 14 experts may go on.", meeting("The meeting of 14 experts may go on.")),
    ],
)
def test_events_that_need_no_year(ask: Ask, text: str, event: Record) -> None:
    """The text has one; it is every year; no day is given; a number is not a day."""
    assert ask(RULE, {"a": text}, events=[event]) == []


@pytest.mark.parametrize("kind", ["initiative", "recurring_operation", "appeal"])
def test_what_has_no_one_date_needs_none(ask: Ask, kind: str) -> None:
    """Initiatives and what is held every year."""
    alba = operation("alba", "Operation Alba", name="Operation Alba", kind=kind)
    assert ask(RULE, {"a": "Operation Alba."}, operations=[alba]) == []

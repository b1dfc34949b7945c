"""Words such as "last month", held against the day of publication."""

from datetime import date

import pytest

from trafficking_explorer.findings.finding import Finding
from trafficking_explorer.findings.rules.relative_dates import RULE
from trafficking_explorer.text.date_expressions import relative_span

from .conftest import Ask, Source, operation, record


def told(ask: Ask, words: str, when: str, published: str | None) -> list[Finding]:
    alba = operation("alba", "Operation Alba", name="Operation Alba", date=when, date_note=words)
    return ask(
        RULE, {"a": Source(f"{words} Operation Alba.", published=published)}, operations=[alba]
    )


def test_an_operation_of_another_month(ask: Ask) -> None:
    """“Last month” in July is June."""
    (finding,) = told(ask, "Last month", "2022-03-21/2022-03-25", "2022-07-29")
    assert finding.id == "relative-dates:operation/alba+source/a"
    assert finding.severity == "doubt"
    assert finding.message == (
        "Operation Alba: “Last month” in source a (29 July 2022) means June 2022; the operation was "
        "21 March 2022 to 25 March 2022"
    )


def test_an_operation_that_began_before(ask: Ask) -> None:
    """“Last December” is only partly true."""
    (finding,) = told(ask, "Last December", "2021-11-29/2021-12-03", "2022-07-29")
    assert finding.severity == "note"
    assert finding.message.endswith("29 November 2021 to 3 December 2021, partly outside")


def test_an_event_of_another_month(ask: Ask) -> None:
    """Events are dated so too."""
    event = record(
        "m", "The meeting", name="meeting", kind="meeting", date="2022-03-21",
        evidence={"date": "last month"}, resolved={"date": "For the test."},
    )  # fmt: skip
    sources = {"a": Source("The meeting of last month ended.", published="2022-07-29")}
    (finding,) = ask(RULE, sources, events=[event])
    assert finding.id == "relative-dates:event/m+source/a"
    assert finding.message == (
        "meeting: “last month” in source a (29 July 2022) means June 2022; the event was 21 March 2022"
    )
    assert ask(RULE, sources, events=[{**event, "date": "2022-06-21"}]) == []


@pytest.mark.parametrize(
    ("words", "when", "published"),
    [
        ("Last month", "2022-06-12/2022-06-17", "2022-07-29"),
        ("Last year", "2021-11-29/2021-12-03", "2022-07-29"),
        ("In October", "2019-10-28/2019-10-31", "2019"),
        ("Last December", "2020-12", "2021-12-20"),
        ("Last month", "2022-03", None),
        ("In October 2018", "2018-10", "2022-07-29"),
        ("in 2017", "2017", "2022-07-29"),
        ("Recently", "2022-03", "2022-07-29"),
    ],
)
def test_words_that_fit_or_settle_nothing(
    ask: Ask, words: str, when: str, published: str | None
) -> None:
    """Within; two meanings; no date of publication; words of another kind."""
    assert told(ask, words, when, published) == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("last month", (date(2022, 6, 1), date(2022, 6, 30))),
        ("This month", (date(2022, 7, 1), date(2022, 7, 31))),
        ("last year", (date(2021, 1, 1), date(2021, 12, 31))),
        ("this year", (date(2022, 1, 1), date(2022, 12, 31))),
        ("Last December", (date(2021, 12, 1), date(2021, 12, 31))),
        ("last March", (date(2022, 3, 1), date(2022, 3, 31))),
        ("In October", (date(2021, 10, 1), date(2021, 10, 31))),
        ("this October", (date(2022, 10, 1), date(2022, 10, 31))),
        ("last July", None),
        ("in october", None),
        ("in month", None),
        ("in March 2020", None),
        ("last March of 2020", None),
        ("yesterday", None),
    ],
)
def test_what_words_mean_in_july(words: str, meant: tuple[date, date] | None) -> None:
    """Counted from 29 July 2022."""
    assert relative_span(words, date(2022, 7, 29), date(2022, 7, 29)) == meant


def test_january_is_no_trap() -> None:
    """The month before is of the year before."""
    day = date(2022, 1, 31)
    assert relative_span("last month", day, day) == (date(2021, 12, 1), date(2021, 12, 31))

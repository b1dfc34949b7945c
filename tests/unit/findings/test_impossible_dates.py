"""Impossible dates."""

import pytest

from trafficking_explorer.findings.rules.impossible_dates import RULE

from .conftest import Ask, Source, claim, operation, words_of

ALBA = {"id_": "alba", "quote": "Operation Alba", "name": "Operation Alba"}


def test_an_operation_that_is_told_before_it_began(ask: Ask) -> None:
    """The text cannot know; its claims are not told again."""
    alba = operation(**ALBA, date="2018-03")
    figure = claim("x", "freed 76", 76, operation="alba", period="2018-03")
    sources = {"a": Source("Operation Alba freed 76.", published="2017-09-20")}
    (finding,) = ask(RULE, sources, operations=[alba], statistics=[figure])
    assert finding.id == "impossible-dates:operation/alba+source/a"
    assert finding.severity == "error"
    assert finding.message == (
        "Operation Alba: begins 1 March 2018, after source a was published (20 September 2017)"
    )


def test_a_period_after_the_text(ask: Ask) -> None:
    """A text cannot know of a later operation; a figure about the world may be a forecast."""
    sources = {"a": Source("They freed 76.", published="2017")}
    (finding,) = ask(RULE, sources, statistics=[claim("x", "freed 76", 76, period="2018")])
    assert finding.id == "impossible-dates:source/a+statistic/x"
    assert finding.severity == "doubt"
    alba = operation(**ALBA)
    sources = {"a": Source("Operation Alba freed 76.", published="2017")}
    figure = claim("x", "freed 76", 76, operation="alba", period="2018")
    (finding,) = ask(RULE, sources, operations=[alba], statistics=[figure])
    assert finding.severity == "error"


def test_a_programme_may_be_announced(ask: Ask) -> None:
    """A text may announce a programme that is repeated, or that goes on for years."""
    alba = operation(**ALBA, date="2018-03", kind="initiative")
    (finding,) = ask(RULE, {"a": Source("Operation Alba.", published="2017")}, operations=[alba])
    assert finding.severity == "doubt"


def test_a_period_apart_from_its_operation(ask: Ask) -> None:
    """The claim is of another year than the operation."""
    figure = claim("x", "freed 76", 76, operation="alba", period="2016")
    sources = {"a": Source("Operation Alba freed 76.")}
    records = {
        "operations": [operation(**ALBA, date="2017-11-06/2017-11-10")],
        "statistics": [figure],
    }
    (finding,) = ask(RULE, sources, **records)
    assert finding.message == (
        "x: its period is 2016, but Operation Alba was 6 November 2017 to 10 November 2017"
    )


def test_what_is_held_every_year_has_figures_of_every_year(ask: Ask) -> None:
    """Its date is that of one time."""
    figure = claim("x", "freed 76", 76, operation="alba", period="2016")
    alba = operation(**ALBA, date="2017", kind="recurring_operation")
    sources = {"a": "Operation Alba freed 76."}
    assert ask(RULE, sources, operations=[alba], statistics=[figure]) == []


def test_a_period_apart_from_its_whole(ask: Ask) -> None:
    """A part is of the time of its whole."""
    whole = claim("whole", "90 since 2014", 90, period="2014/..")
    part = claim("part", "76 in all", 76, period="2012", part_of="whole")
    (finding,) = ask(RULE, {"a": "They freed 90 since 2014, 76 in all."}, statistics=[whole, part])
    assert finding.id == "impossible-dates:statistic/part+statistic/whole"


def test_a_length_that_does_not_fit_its_days(ask: Ask) -> None:
    """“Four-day (14-18 November)”."""
    length = {"unit": "days", "measure": "duration"}
    five = claim("x", "4 days", 4, period="2017-11-14/2017-11-18", **length)
    (finding,) = ask(RULE, {"a": "It took 4 days."}, statistics=[five])
    assert finding.message == "x: 4 days, but 14 November 2017 to 18 November 2017 are 5"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Tuesday, April 3, 2024", "“Tuesday, April 3, 2024”: that day was a Wednesday"),
        ("31 June 2016", "“31 June 2016”: no such day exists"),
        ("between 2018 and 2014", "“between 2018 and 2014” ends before it begins"),
        ("from 2018 to 2014", "“from 2018 to 2014” ends before it begins"),
        ("17-14 November", "“17-14 November” ends before it begins"),
        ("November 17–14", "“November 17–14” ends before it begins"),
    ],
)
def test_words_that_cannot_be(ask: Ask, words: str, what: str) -> None:
    """The finding points at just these words."""
    sources = {"a": f"They met ({words}) in Cotonou."}
    (finding,) = ask(RULE, sources)
    assert finding.message == f"Source a has {what}"
    assert finding.id.startswith("impossible-dates:source/a@")
    assert words_of(finding.side, sources) == [words]


@pytest.mark.parametrize(
    "words",
    [
        "Wednesday, April 3, 2024",
        "29 February 2016",
        "between 2014 and 2018",
        "between 500 and 200",
        "cases fell from 2018 to 1987",
        "a decrease from 2018 to 1987",
        "from 3018 to 2987",
        "14-17 November",
        "2017-11-14 November",
        "may 31 June bugs",
    ],
)
def test_words_that_can_be(ask: Ask, words: str) -> None:
    """Real days, leap years, spans in order, numbers that are not dates."""
    assert ask(RULE, {"a": f"They met ({words}) in Cotonou."}) == []


def test_dates_that_touch_are_possible(ask: Ask) -> None:
    """A year that holds the days; a text of the same year; an open end; a fitting length."""
    alba = operation(**ALBA, date="2017-11-06/2017-11-10")
    statistics = [
        claim("year", "freed 76", 76, operation="alba", period="2017"),
        claim("since", "90 since 2014", 90, period="2014/.."),
        claim("part", "80 of them", 80, period="2017", part_of="since"),
        claim("days", "4 days", 4, unit="days", measure="duration", period="2017-11-14/2017-11-17"),
        claim("month", "3 days", 3, unit="days", measure="duration", period="2017-11"),
    ]
    text = "Operation Alba freed 76, 90 since 2014, 80 of them in 4 days and 3 days."
    sources = {"a": Source(text, published="2017")}
    assert ask(RULE, sources, operations=[alba], statistics=statistics) == []


def test_a_text_may_announce_an_event(ask: Ask) -> None:
    """A day that is observed is known beforehand."""
    event = {
        "id": "day",
        "quote": "World Day on 30 July",
        "name": "World Day",
        "kind": "observance",
        "date": "2022-07-30",
        "resolved": {"date": "The year of the text."},
    }
    sources = {"a": Source("For World Day on 30 July we say this.", published="2022-07-29")}
    assert ask(RULE, sources, events=[event]) == []

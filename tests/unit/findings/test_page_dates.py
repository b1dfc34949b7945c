"""A date above the article that is not the article's."""

import pytest

from trafficking_explorer.findings.rules.page_dates import RULE

from .conftest import Ask, Source, operation, words_of

SHOWN = "Wednesday, April 3, 2024"


def test_a_page_that_shows_another_day(ask: Ask) -> None:
    """The day on which it was saved, most likely."""
    sources = {"a": Source("Police met.", above=f"The Daily\n{SHOWN}", published="2022-07-29")}
    (finding,) = ask(RULE, sources)
    assert finding.id == "page-dates:source/a@2024-04-03"
    assert finding.severity == "doubt"
    assert finding.message == (
        f"“{SHOWN}” is above the article of source a, which was published 29 July 2022 (inferred)"
    )
    assert words_of(finding.side, sources) == [SHOWN]


def test_what_last_month_would_mean(ask: Ask) -> None:
    """Counted from the page's date it is a month two years later."""
    alba = operation("alba", "Operation Alba", name="Operation Alba", date="2022-06-12/2022-06-17", date_note="Last month")  # fmt: skip
    sources = {"a": Source("Last month Operation Alba.", above=SHOWN, published="2022-07-29")}
    (finding,) = ask(RULE, sources, operations=[alba])
    assert finding.id == "page-dates:operation/alba+source/a@2024-04-03"
    assert finding.message.endswith(
        "; “Last month” would mean March 2024, and Operation Alba began 12 June 2022"
    )
    assert words_of(finding.other, sources) == ["Last month"]


@pytest.mark.parametrize(
    "source",
    [
        Source("Police met.", above="29 July 2022", published="2022-07-29"),
        Source("Police met.", above="15 May 2022", published="2022"),
        Source("Police met on April 3, 2024.", published="2022-07-29"),
        Source("Police met.", above=SHOWN),
        Source("Police met.", above="03/04/2024 · 2024", published="2022-07-29"),
    ],
)
def test_dates_that_say_nothing_against_it(ask: Ask, source: Source) -> None:
    """Its own; within the year; in the article; nothing to hold it against; two days in one."""
    assert ask(RULE, {"a": source}) == []

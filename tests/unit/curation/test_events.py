"""Dates of a text, offered as dates."""

import pytest

from tests.curation_fakes import fields, known, place, reading
from trafficking_explorer.curation.events import dated_event
from trafficking_explorer.curation.periods import edtf_of


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("3 March 2019", "2019-03-03"),
        ("May 3, 2021", "2021-05-03"),
        ("May 2019", "2019-05"),
        ("2019", "2019"),
        ("2015 to 2018", "2015/2018"),
        ("2015–2018", "2015/2018"),
        ("14-17 November 2017", "2017-11-14/2017-11-17"),
        ("2021-05-03", "2021-05-03"),
        ("4 May", None),
        ("2018 to 2015", None),
    ],
)
def test_a_written_date(written: str, edtf: str | None) -> None:
    """As EDTF; a date without a year, or a span that ends before it begins, is left open."""
    assert edtf_of(written) == edtf


def test_the_event_of_a_date() -> None:
    """The clause is its passage; its name and kind are for the curator."""
    text = "The trial opened on 3 March 2019, and 12 people came. Call 888-555-0199."
    source = reading(text)
    (date,) = source.numbers(place(text, "2019"))
    found = dated_event(source, date, known())
    assert found is not None
    record = fields(found[1])
    assert (record["date"], record["name"], record["kind"]) == ("2019-03-03", "…", "…")
    assert record["quote"] == "The trial opened on 3 March 2019"
    for other in ("12", "555"):
        (number,) = source.numbers(place(text, other))
        assert dated_event(source, number, known()) is None

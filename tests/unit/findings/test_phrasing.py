"""Names of things in messages."""

import pytest

from trafficking_explorer.findings.phrasing import edtf_phrase


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2017", "2017"),
        ("2016-06", "June 2016"),
        ("2017-11-06", "6 November 2017"),
        ("2017/2019", "2017 to 2019"),
        ("2014/..", "since 2014"),
        ("../2011-03-16", "until 16 March 2011"),
        ("2017?", "perhaps 2017"),
        ("2017-06~/2019", "about June 2017 to 2019"),
        (None, ""),
        # Words would change seasons, unknown digits and far years.
        *((each, each) for each in ("2017-21", "201X", "Y17000", "2017-11-06/2017-11-10/2018")),
    ],
)
def test_dates_in_words(edtf: str | None, words: str) -> None:
    """As precise as they were curated, and no more."""
    assert edtf_phrase(edtf) == words

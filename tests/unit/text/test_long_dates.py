"""EDTF dates in full words."""

import pytest

from trafficking_explorer.text.long_dates import long_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2016", "2016"),
        ("2016-06", "June 2016"),
        ("2021-01-08", "8 January 2021"),
        ("2014/..", "since 2014"),
        ("2014-03/", "since March 2014"),
        ("../2011-03-16", "until 16 March 2011"),
        ("2017-11-06/2017-11-10", "6–10 November 2017"),
        ("2021-11-29/2021-12-03", "29 November – 3 December 2021"),
        ("2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2021-11/2021-12", "November–December 2021"),
        ("2017/2019", "2017–2019"),
        ("2017/2019-03", "2017 – March 2019"),
        ("2017-03/2019-03", "March 2017 – March 2019"),
        ("2017-03-01/2017-03-01", "1 March 2017"),
        ("2016~", "about 2016"),
        ("2017-06~/2019", "about June 2017 to 2019"),
        ("2016-06?", "perhaps June 2016"),
        ("2021-23", "2021-23"),
        ("201X", "201X"),
        ("../..", "../.."),
        ("", ""),
        ("not a date", "not a date"),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    """Month and year are said once; rare forms stay as they are curated."""
    assert long_date(edtf) == words

"""Dates as tables show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.text.short_dates import short_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2017", "2017"),
        ("2017-11", "Nov 2017"),
        ("2017-09-06", "Sep 2017"),
        ("2017-11-06/2017-11-10", "Nov 2017"),
        ("2014/..", "since 2014"),
        ("2014-03/", "since Mar 2014"),
        ("../2011-03-16", "until Mar 2011"),
        ("/2011", "until 2011"),
        ("2021-11/2021-12", "Nov–Dec 2021"),
        ("2021-11/2022-02", "Nov 2021 – Feb 2022"),
        ("2017/2019", "2017–2019"),
        ("2017/2019-03", "2017 – Mar 2019"),
        ("2017-21", "spring 2017"),
        ("2017?", "2017?"),
        ("2017-11~", "about Nov 2017"),
        ("2017%", "about 2017?"),
        ("2017~/..", "since about 2017"),
    ],
)
def test_a_date_in_words(edtf: str, words: str) -> None:
    """Without its days, which the card shows; open ends and doubts stay."""
    assert short_date(edtf) == words


@pytest.mark.parametrize("edtf", ["", "/", "../..", "201X", "Y170000002", "[1667,1668]", "2017-13"])
def test_rare_forms_stay(edtf: str) -> None:
    """They say more than words for them would."""
    assert short_date(edtf) == edtf


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_text_has_words(text: str) -> None:
    """No form raises an error, and none becomes nothing."""
    assert bool(short_date(text)) == bool(text)

"""Dates of known precision."""

from datetime import date

import pytest

from trafficking_explorer.records import edtf as dates
from trafficking_explorer.records.edtf import DateRange, parse_date


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-06", "2016-06-01", "2016-06-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-11-06", "2017-11-06", "2017-11-06"),
        ("2017-11-06/2017-11-10", "2017-11-06", "2017-11-10"),
        ("2014/2018", "2014-01-01", "2018-12-31"),
        ("2014-03/2018-02-01", "2014-03-01", "2018-02-01"),
        ("2014/..", "2014-01-01", None),
        ("2014/", "2014-01-01", None),
        ("../2018", None, "2018-12-31"),
        ("/2018", None, "2018-12-31"),
        ("2021-12~", "2021-12-01", "2021-12-31"),
        ("2016?", "2016-01-01", "2016-12-31"),
        ("2016-21", "2016-03-01", "2016-05-31"),
        ("201X", "2010-01-01", "2019-12-31"),
    ],
)
def test_a_date_spans_days(edtf: str, first: str | None, last: str | None) -> None:
    """A date has a first and a last day, as far as it is not open there."""
    span = parse_date(edtf)
    assert span.edtf == edtf
    assert span.first == (date.fromisoformat(first) if first else None)
    assert span.last == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "soon",
        "06/2016",
        "2016/06/01",
        "6 June 2016",
        "2016-6",
        "2016-13",
        "2016-00",
        "2016-02-30",
        "2015-02-29",
        "2016-06-31",
        "2018/2014",
        "2017-11-10/2017-11-06",
        "16",
        "0000",
        "-0602-X2",
        "/",
        "[",
        "2016\n",
        " 2016",
        "2016-06 / 2017",
        "２０１６",
    ],
)
def test_what_is_no_date_is_said(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A ValueError names the text and nothing else is raised, or printed."""
    with pytest.raises(ValueError, match=r"is not an EDTF date|ends before it begins") as caught:
        parse_date(written)
    assert repr(written) in str(caught.value)
    assert capsys.readouterr().out == ""


def spoken(edtf: str) -> DateRange | str:
    """The result of a date, or of an invalid one."""
    parse_date.cache_clear()
    try:
        return parse_date(edtf)
    except ValueError as error:
        return str(error)


@pytest.mark.slow
def test_plain_dates_are_what_the_package_makes_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Years, months and days, those included that there are not, are read alike without it."""
    years = ("1900", "2016")
    months = ("", *(f"-{month:02}" for month in (0, 1, 2, 4, 12, 13, 21)), "-2")
    days = ("", "-00", "-01", "-28", "-29", "-30", "-31", "-32", "-1")
    written = [f"{year}{month}{day}" for year in years for month in months for day in days]
    # The package is slow with invalid dates, so few years have every day.
    written += [f"{year}{rest}" for year in ("0000", "0999", "2000") for rest in ("", "-02-29")]
    ours = [spoken(each) for each in written]
    assert sum(isinstance(each, DateRange) for each in ours) > 40
    monkeypatch.setattr(dates, "_plain_day", lambda edtf: None)
    assert ours == [spoken(each) for each in written]

"""Whole dates in many languages, and those that could be two days."""

import pytest

from trafficking_explorer.text.languages import guess_language, writes_day_first
from trafficking_explorer.text.world_dates import months_in, possible_days, written_days


@pytest.mark.parametrize(
    "words",
    [
        "4 May 2021", "May 4, 2021", "Tuesday, 4th May 2021", "4 de mayo de 2021", "4 de mayo del 2021",
        "Mayo 4, 2021", "le 4 mai 2021", "mardi 4 mai 2021", "4. Mai 2021", "04.05.2021", "2021-05-04",
        "2021/05/04", "2021-05-04T10:12:00Z", "٤ مايو ٢٠٢١", "4 أيار 2021", "4 ماي 2021", "2021年5月4日",
        "2021년 5월 4일", "2021. május 4.", "4 Mayıs 2021 Salı", "4 мая 2021 г.", "4 maja 2021", "4 maggio 2021",
        "4 de maio de 2021", "4 mei 2021", "4 mai 2021", "04-May-2021", "4 May\n2021", "MAY 4 2021",
        "4 Μαΐου 2021", "4 травня 2021", "4 toukokuuta 2021", "Tuesday 04/05/2021", "4 May, 2021", "4.5.2021",
    ],
)  # fmt: skip
def test_one_day(words: str) -> None:
    """The fourth of May 2021, however it is written."""
    (found,) = written_days(words)
    day = found.day()
    assert day is not None
    assert day.isoformat() == "2021-05-04"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1er juin 2021", "2021-06-01"),
        ("17 août 2021", "2021-08-17"),
        ("4. Jänner 2021", "2021-01-04"),
        ("13 تشرين الأول/أكتوبر 2020", "2020-10-13"),
        ("3 kwietnia 2020", "2020-04-03"),
        ("29 Feb 2020", "2020-02-29"),
        ("30/07/2018", "2018-07-30"),
        ("07/30/2018", "2018-07-30"),
        ("09:59 EST, 29 July 2013", "2013-07-29"),
    ],
)
def test_other_days(words: str, day: str) -> None:
    """With ordinals, marks, times, and months of two names."""
    (found,) = written_days(words)
    assert found.day() is not None
    assert str(found.day()) == day


@pytest.mark.parametrize(
    "words",
    [
        "Wednesday, 4 May 2021", "30 February 2021", "29 Feb 2021", "12 arrests 2021", "May 2021", "in 2021",
        "1.2.2021.3", "192.168.2021", "888-555-0199", "4/2021", "31/02/2021", "4 listopada 20211",
        "13 كانون الأول/أكتوبر 2020", "version 10.11.12",
    ],
)  # fmt: skip
def test_no_day(words: str) -> None:
    """A wrong weekday, a day that no month has, other numbers."""
    assert list(written_days(words)) == []


def test_a_date_that_could_be_two() -> None:
    """Is not read unless the order is known."""
    (found,) = written_days("04/05/2021")
    assert found.day() is None
    assert str(found.day(day_first=True)) == "2021-05-04"
    assert str(found.day(day_first=False)) == "2021-04-05"
    assert {str(day) for day in possible_days("04/05/2021")} == {"2021-05-04", "2021-04-05"}


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("in May 2016", {5}), ("en mayo de 2016", {5}), ("im März", {3}), ("it may be", set()),
        ("set in 2016", set()), ("long ago", set()), ("they march on", set()), ("en août", {8}), ("في أيار", {5}),
    ],
)  # fmt: skip
def test_months_alone(words: str, months: set[int]) -> None:
    """Words that are months in one language and other words in another are left out."""
    assert months_in(words) == months


@pytest.mark.parametrize(
    ("words", "language", "order"),
    [
        ("The police of the town freed twelve in May.", "en", None),
        ("La policía de la ciudad liberó a los hombres en mayo.", "es", True),
        ("La police a libéré des hommes dans une maison, selon le parquet.", "fr", True),
        ("Die Polizei hat mit der Justiz und den Behörden ermittelt.", "de", True),
        ("Полиция освободила двенадцать человек", None, True),
        ("12 34 56", None, None),
    ],
)
def test_the_order_of_day_and_month(words: str, language: str | None, order: bool | None) -> None:
    """By the language; English has both."""
    assert guess_language(words) == language
    assert writes_day_first(words) is order

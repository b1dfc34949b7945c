"""Words that support a value."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.support import missing_name, support_check
from trafficking_explorer.records.agency import Agency
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.event import Event
from trafficking_explorer.records.fields import fields_of
from trafficking_explorer.records.person import Person
from trafficking_explorer.records.place import Place
from trafficking_explorer.records.statistic import Statistic

support_check.__test__ = False  # type: ignore[attr-defined]


def missing(model: type[Record], field: str, value: object, passages: Sequence[str]) -> str | None:
    spec = next(each for each in fields_of(model) if each.name == field)
    test = support_check(spec)
    assert test is not None
    return test(value, passages, Corpus(Path()))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (500.0, "Nearly 500 victims"),
        (3000.0, "some 3, 000 people"),
        (8.0, "Eight officers"),
        (1_200_000.0, "1.2 million"),
        (0.75, "3 out of 4"),
        (24.0, "two dozen"),
    ],
)
def test_a_number_stands_in_digits_or_words(value: float, words: str) -> None:
    """The number or its word, whole."""
    assert missing(Statistic, "value", value, [words]) is None
    assert missing(Statistic, "value", value, ["nothing here", words]) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (500.0, "5000 victims"),
        (500.0, "1,500 victims"),
        (27.0, "127"),
        (20.0, "twenty-five"),
        (15.0, "between five and ten"),
        (12.0, "dozens"),
        (500.0, ""),
    ],
)
def test_a_part_of_a_number_is_none(value: float, words: str) -> None:
    """Neither a longer number nor a vague one will do."""
    assert missing(Statistic, "value", value, [words]) == f"no number {value:,.10g}"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("TD", "across Chad, Mali"),
        ("NE", "Niger"),
        ("GB", "the UK’s police"),
        ("CI", "Côte\nd’Ivoire"),
        ("US", "the United\u00a0States"),
        ("US", "in the U.S. and"),
    ],
)
def test_a_country_is_named(code: str, words: str) -> None:
    """Any of its names, whole, whatever the white space."""
    assert missing(Place, "country", code, [words]) is None


@pytest.mark.parametrize(
    ("code", "words"),
    [("NE", "Nigeria"), ("OM", "Romania"), ("ML", "Somalia"), ("US", "join us"), ("TD", "Africa")],
)
def test_another_countrys_name_is_none(code: str, words: str) -> None:
    """A name inside another, a pronoun or a region does not name the country."""
    assert str(missing(Place, "country", code, [words])).startswith("no “")


@pytest.mark.parametrize(
    ("date", "passages"),
    [
        ("2016", ["in 2016"]),
        ("2016-06", ["in June 2016"]),
        ("2016-06", ["Jun 2016"]),
        ("2016-09", ["Sept. 2016"]),
        ("2017-11-06", ["6 November 2017"]),
        ("2017-11-06", ["on 06 Nov", "in 2017"]),
        ("2017-11-06", ["on 2017-11-06"]),
        ("2017-11-06/2017-11-10", ["from 6 to 10 November 2017"]),
        ("2014/2018", ["between 2014 and 2018"]),
        ("2014/..", ["since 2014"]),
        ("2016-21", ["in the spring of 2016"]),
        ("2021-12~", ["around December 2021"]),
    ],
)
def test_a_date_stands_in_its_parts(date: str, passages: list[str]) -> None:
    """Year, month and day, in the passages taken together."""
    assert missing(Event, "date", date, passages) is None


@pytest.mark.parametrize(
    ("date", "words", "lacks"),
    [
        ("2016", "in 2017", "no 2016"),
        ("2016", "12016", "no 2016"),
        ("2016-06", "in 2016", "no June"),
        ("2016-03", "in Marrakesh, 2016", "no March"),
        ("2016-05", "it may, in 2016", "no May"),
        ("2016-09", "Separate, 2016", "no September"),
        ("2017-11-06", "in November 2017", "no day 6"),
        ("2017-11-06", "16 November 2017", "no day 6"),
        ("2016-21", "in 2016", "no spring"),
        ("2014/2018", "since 2014", "no 2018"),
        ("2016-06-01", "", "no 2016, June, day 1"),
    ],
)
def test_what_a_date_lacks_is_said(date: str, words: str, lacks: str) -> None:
    """Each part that is missing, once."""
    assert missing(Event, "date", date, [words]) == lacks


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("at_least", "at least 20"),
        ("at_most", "up to 20"),
        ("at_most", "as many as 20"),
        ("more_than", "More than 20"),
        ("more_than", "over 20"),
        ("nearly", "Nearly\n500"),
        ("around", "some 50"),
        ("dozens", "dozens of victims"),
        ("hundreds", "hundreds"),
        ("thousands", "thousands of millions"),
    ],
)
def test_a_qualifier_has_its_word(code: str, words: str) -> None:
    """One of the words that mean it."""
    assert missing(Statistic, "qualifier", code, [words]) is None
    assert missing(Statistic, "qualifier", code, ["500 victims"]) == f"no word for {code!r}"


@pytest.mark.parametrize("code", ["exact", "unspecified"])
def test_some_qualifiers_need_no_word(code: str) -> None:
    """A plain figure, and a quantity without a figure, have no qualifying word."""
    assert missing(Statistic, "qualifier", code, ["500 victims"]) is None


def test_a_qualifier_inside_another_word_is_none() -> None:
    """“recovered” does not contain “over”."""
    assert missing(Statistic, "qualifier", "more_than", ["500 recovered"]) is not None


IOM = Agency(
    id="iom", name="International Office", acronym="IOM", aliases=("The Office",), kind="ngo"
)


@pytest.mark.parametrize("words", ["International\nOffice", "(IOM)", "IOM’s chief", "the office"])
def test_a_record_is_named(words: str) -> None:
    """By its name, an alias or its acronym, in any case."""
    assert missing_name(IOM.all_names, [words]) is None


@pytest.mark.parametrize("words", ["IOMs", "International Offices", ""])
def test_a_record_is_not_named(words: str) -> None:
    """A part of a longer word is not its name; the message has its names."""
    assert (
        missing_name(IOM.all_names, [words]) == "no “International Office” / “The Office” / “IOM”"
    )


def test_a_person_may_go_by_the_last_name() -> None:
    """“Mr Stock” is Jürgen Stock, but “Jürgen” is not enough."""
    stock = Person(id="stock", name="Jürgen Stock")
    assert missing_name(stock.all_names, ["Mr Stock said"]) is None
    assert missing_name(stock.all_names, ["Jürgen said"]) is not None


def test_a_record_that_is_not_there_is_reported_elsewhere() -> None:
    """A dangling reference is not also a missing name."""
    assert missing_name(None, ["anything"]) is None


@pytest.mark.parametrize("field", ["name", "kind", "label", "part_of"])
def test_words_cannot_settle_everything(field: str) -> None:
    """Words of the source are found or not; kinds are a judgement; a part is another figure."""
    specs = [
        each for model in (Agency, Statistic) for each in fields_of(model) if each.name == field
    ]
    assert [support_check(spec) for spec in specs] == [None] * len(specs)

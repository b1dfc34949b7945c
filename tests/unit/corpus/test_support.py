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


MODELS: dict[str, type[Record]] = {
    "value": Statistic,
    "qualifier": Statistic,
    "country": Place,
    "date": Event,
}


def missing(field: str, value: object, passages: Sequence[str]) -> str | None:
    spec = next(each for each in fields_of(MODELS[field]) if each.name == field)
    test = support_check(spec)
    assert test is not None
    return test(value, passages, Corpus(Path()))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        # A number in digits or words.
        ("value", 500.0, "Nearly 500 victims"),
        ("value", 3000.0, "some 3, 000 people"),
        ("value", 8.0, "Eight officers"),
        ("value", 1_200_000.0, "1.2 million"),
        ("value", 0.75, "3 out of 4"),
        ("value", 24.0, "two dozen"),
        # Any name of a country, with any white space.
        ("country", "TD", "across Chad, Mali"),
        ("country", "NE", "Niger"),
        ("country", "GB", "the UK’s police"),
        ("country", "CI", "Côte\nd’Ivoire"),
        ("country", "US", "the United\u00a0States"),
        ("country", "US", "in the U.S. and"),
        # Year, month and day of a date.
        ("date", "2016", "in 2016"),
        ("date", "2016-06", "in June 2016"),
        ("date", "2016-06", "Jun 2016"),
        ("date", "2016-09", "Sept. 2016"),
        ("date", "2017-11-06", "6 November 2017"),
        ("date", "2017-11-06", "on 2017-11-06"),
        ("date", "2017-11-06/2017-11-10", "from 6 to 10 November 2017"),
        ("date", "2014/2018", "between 2014 and 2018"),
        ("date", "2014/..", "since 2014"),
        ("date", "2016-21", "in the spring of 2016"),
        ("date", "2021-12~", "around December 2021"),
        # A qualifier that the words express, or that needs no word.
        ("qualifier", "at_least", "at least 20"),
        ("qualifier", "at_most", "as many as 20"),
        ("qualifier", "more_than", "More than 20"),
        ("qualifier", "nearly", "Nearly\n500"),
        ("qualifier", "around", "some 50"),
        ("qualifier", "dozens", "dozens of victims"),
        ("qualifier", "thousands", "thousands of millions"),
        ("qualifier", "exact", "500 victims"),
        ("qualifier", "unspecified", "500 victims"),
    ],
)
def test_a_passage_supports_a_value(field: str, value: object, words: str) -> None:
    """Alone or among other passages."""
    assert missing(field, value, [words]) is None
    assert missing(field, value, ["nothing here", words]) is None


@pytest.mark.parametrize(
    ("field", "value", "words", "lacks"),
    [
        # A part of a longer number, or a vague one.
        ("value", 500.0, "5000 victims", "no number 500"),
        ("value", 500.0, "1,500 victims", "no number 500"),
        ("value", 27.0, "127", "no number 27"),
        ("value", 20.0, "twenty-five", "no number 20"),
        ("value", 15.0, "between five and ten", "no number 15"),
        ("value", 12.0, "dozens", "no number 12"),
        ("value", 5000.0, "", "no number 5,000"),
        # A name inside another, a pronoun or a region.
        ("country", "NE", "Nigeria", "no “Niger”"),
        ("country", "OM", "Romania", "no “Oman”"),
        ("country", "ML", "Somalia", "no “Mali”"),
        ("country", "US", "join us", "no “United States”"),
        ("country", "TD", "Africa", "no “Chad”"),
        # Each part of a date that is missing, once.
        ("date", "2016", "in 2017", "no 2016"),
        ("date", "2016", "12016", "no 2016"),
        ("date", "2016-06", "in 2016", "no June"),
        ("date", "2016-03", "in Marrakesh, 2016", "no March"),
        ("date", "2016-05", "it may, in 2016", "no May"),
        ("date", "2016-09", "Separate, 2016", "no September"),
        ("date", "2017-11-06", "in November 2017", "no day 6"),
        ("date", "2017-11-06", "16 November 2017", "no day 6"),
        ("date", "2016-21", "in 2016", "no spring"),
        ("date", "2014/2018", "since 2014", "no 2018"),
        ("date", "2016-06-01", "", "no 2016, June, day 1"),
        # Plain figures, and a word inside another.
        ("qualifier", "nearly", "500 victims", "no word for 'nearly'"),
        ("qualifier", "more_than", "500 recovered", "no word for 'more_than'"),
    ],
)
def test_the_message_says_what_is_missing(
    field: str, value: object, words: str, lacks: str
) -> None:
    """Neither a longer word nor a similar one will do."""
    found = missing(field, value, [words])
    assert found is not None
    assert found.split(" / ")[0] == lacks


def test_parts_of_a_date_may_be_in_several_passages() -> None:
    """The passages are taken together."""
    assert missing("date", "2017-11-06", ["on 06 Nov", "in 2017"]) is None


IOM = Agency(
    id="iom", name="International Office", acronym="IOM", aliases=("The Office",), kind="ngo"
)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("International\nOffice", True),
        ("(IOM)", True),
        ("IOM’s chief", True),
        ("the office", True),
        ("IOMs", False),
        ("International Offices", False),
        ("", False),
    ],
)
def test_a_record_is_named(words: str, *, named: bool) -> None:
    """By its name, an alias or its acronym, in any case; not by a part of a longer word."""
    lacks = "no “International Office” / “The Office” / “IOM”"
    assert missing_name(IOM.all_names, [words]) == (None if named else lacks)


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

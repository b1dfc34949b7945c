"""Texts and claims as rules read them: paragraphs, populations, rates, figures."""

import pytest

from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim, at_odds
from trafficking_explorer.findings.populations import population
from trafficking_explorer.findings.rates import rate_of
from trafficking_explorer.text.date_expressions import tells_when, whole_dates


def text_of(words: str, *furniture: tuple[int, int]) -> ArticleText:
    return ArticleText("a", None, None, None, None, None, None, words, 0, len(words), furniture)


def claim_of(value: float | None, qualifier: str = "exact", **more: object) -> Claim:
    fields: dict[str, object] = {
        "id": "x",
        "label": "x",
        "measure": "rescued",
        "value": value,
        "value_to": None,
        "value_text": None,
        "unit": "persons",
        "qualifier": qualifier,
        **dict.fromkeys(
            ("population", "place", "country", "period", "first", "last", "attributed_to", "operation", "part_of")
        ),
        "scope": "world",
        "source": "a",
    }  # fmt: skip
    return Claim(**{**fields, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("“One.” Two.", ["“One.”", "Two."]),
        ("said Mr. Allen. It", ["said Mr. Allen.", "It"]),
        ("1.4 are in Asia. 2 are not", ["1.4 are in Asia.", "2 are not"]),
        ("J. Smith came. He left", ["J. Smith came.", "He left"]),
        ("A heading\n\nA line\nand its second.", ["A heading", "A line\nand its second."]),
        ("of the U.S. and more", ["of the U.S. and more"]),
        ("", []),
    ],
)
def test_sentences(words: str, sentences: list[str]) -> None:
    """A full stop ends one where a new one begins; a blank line always does."""
    text = text_of(words)
    assert [words[start:end] for start, end in text.sentences()] == sentences


def test_furniture_is_no_paragraph() -> None:
    """A paragraph with page furniture in it is left out."""
    text = text_of("One.\n\nShare this.\n\nTwo.", (6, 17))
    assert [text.text[start:end] for start, end in text.paragraphs()] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("a", "b", "measure"),
    [
        ("victims", "victims of human trafficking", "rescued"),
        ("human trafficking victims", "victims", "rescued"),
        ("minors", "children from all over western Africa", "rescued"),
        ("suspects", "suspected traffickers", "arrests"),
        (None, "people", "arrests"),
    ],
)
def test_populations_that_are_one(a: str | None, b: str | None, measure: str) -> None:
    """A person who is rescued in an operation against trafficking is its victim."""
    assert population(a, measure) == population(b, measure)


@pytest.mark.parametrize(
    ("a", "b", "measure"),
    [
        ("victims", "child victims", "rescued"),
        ("girls", "children", "rescued"),
        ("women", "women and girls", "rescued"),
        ("suspects", "suspected traffickers and migrant smugglers", "arrests"),
        ("migrants", "victims", "rescued"),
    ],
)
def test_populations_that_are_two(a: str, b: str, measure: str) -> None:
    """Groups by age and sex, and whatever else is said of them."""
    assert population(a, measure) != population(b, measure)


def test_child_sex_offenders_are_no_children() -> None:
    """The words do not give the age of the arrested."""
    assert not population("child sex offenders", "arrests").part
    assert population("child victims", "rescued").part == {"child"}


def test_claims_about_the_world_are_told_apart_by_more() -> None:
    """No operation holds them together."""
    people = ("people in forced labour", "people in domestic work")
    assert len({population(each, "victims") for each in people}) == 1
    assert len({population(each, "victims", whole=True) for each in people}) == 2


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("[3,000] children every day", "day"),
        ("[21,000] children weekly and 84,000 monthly", "week"),
        ("21,000 weekly and [84,000] children monthly.", "month"),
        ("[10] billion USD per annum", "year"),
        ("Every year, [1.2] million children", "year"),
        ("a week later [12] children", None),
        ("[12] children a week later", None),
        ("[12] children. Every day it rains", None),
        ("[12] children, 40 a day", None),
        ("20 a day, and [12] children", None),
        ("[12] children in a daycare", None),
    ],
)
def test_rates(words: str, rate: str | None) -> None:
    """The word behind a figure, up to the next number or the end of the sentence."""
    start = words.index("[")
    plain = words.replace("[", "").replace("]", "")
    claim = claim_of(
        12, at=Passage("", "", "value_text", "a", start, words.index("]") - 1, "12", 1)
    )
    assert rate_of(claim, {"a": text_of(plain)}) == rate


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((500, "exact"), (500, "nearly")),
        ((40, "exact"), (45, "more_than")),
        ((40, "exact"), (30, "at_most")),
        ((40, "exact"), (45, "around")),
        ((2700, "more_than"), (None, "dozens")),
    ],
)
def test_figures_that_no_number_fits(
    a: tuple[float | None, str], b: tuple[float | None, str]
) -> None:
    """Nearly 500 are fewer than 500; dozens end where hundreds begin."""
    assert at_odds(claim_of(*a), claim_of(*b))
    assert at_odds(claim_of(*b), claim_of(*a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((480, "exact"), (500, "nearly")),
        ((50, "exact"), (45, "more_than")),
        ((49, "exact"), (45, "around")),
        ((50, "exact"), (None, "dozens")),
        ((50, "exact"), (None, "unspecified")),
        ((700, "at_least"), (100000, "exact")),
    ],
)
def test_figures_that_some_number_fits(
    a: tuple[float | None, str], b: tuple[float | None, str]
) -> None:
    """Bounds, roundings, words without a figure."""
    assert not at_odds(claim_of(*a), claim_of(*b))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Wednesday, April 3, 2024,", "2024-04-03"),
        ("08 Jan 2021", "2021-01-08"),
        ("the 3rd of April 2024", "2024-04-03"),
        ("2021-01-08", "2021-01-08"),
        ("Sept. 3, 2020 or 3 Sep 2020", "2020-09-03"),
    ],
)
def test_whole_dates(words: str, day: str) -> None:
    """As English texts write them."""
    dates = list(whole_dates(words, 0, len(words)))
    assert [str(each.day) for each in dates][-1] == day
    assert all(each.is_possible for each in dates)


@pytest.mark.parametrize("words", ["in 2017", "since May", "last summer", "Yesterday", "1999/2000"])
def test_words_that_tell_when(words: str) -> None:
    """A year, a month, a time that counts from the writer's day."""
    assert tells_when(words)


@pytest.mark.parametrize("words", ["two-year", "it may be", "recently", "2,017 people", "in 3017"])
def test_words_that_do_not(words: str) -> None:
    """A length, a verb, a large number."""
    assert not tells_when(words)

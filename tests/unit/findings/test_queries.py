"""Texts and claims as rules read them: paragraphs, populations, rates, figures."""

import pytest

from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim, at_odds
from trafficking_explorer.findings.rates import rate_of
from trafficking_explorer.records.populations import population
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


def test_furniture_is_no_paragraph() -> None:
    """A paragraph with page furniture in it is left out."""
    text = text_of("One.\n\nShare this.\n\nTwo.", (6, 17))
    assert [text.text[start:end] for start, end in text.paragraphs()] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("a", "b", "measure", "alike"),
    [
        ("victims", "victims of human trafficking", "rescued", True),
        ("human trafficking victims", "victims", "rescued", True),
        ("minors", "children from all over western Africa", "rescued", True),
        ("suspects", "suspected traffickers", "arrests", True),
        (None, "people", "arrests", True),
        ("victims", "child victims", "rescued", False),
        ("girls", "children", "rescued", False),
        ("women", "women and girls", "rescued", False),
        ("suspects", "suspected traffickers and migrant smugglers", "arrests", False),
        ("migrants", "victims", "rescued", False),
    ],
)
def test_populations_are_compared(a: str | None, b: str, measure: str, *, alike: bool) -> None:
    """A person who is rescued is a victim; groups by age and sex, or of more words, are others."""
    assert (population(a, measure) == population(b, measure)) is alike


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
    ("a", "b", "odds"),
    [
        ((500, "exact"), (500, "nearly"), True),
        ((40, "exact"), (45, "more_than"), True),
        ((40, "exact"), (30, "at_most"), True),
        ((40, "exact"), (45, "around"), True),
        ((2700, "more_than"), (None, "dozens"), True),
        ((480, "exact"), (500, "nearly"), False),
        ((50, "exact"), (45, "more_than"), False),
        ((49, "exact"), (45, "around"), False),
        ((50, "exact"), (None, "dozens"), False),
        ((50, "exact"), (None, "unspecified"), False),
        ((700, "at_least"), (100000, "exact"), False),
    ],
)
def test_figures_at_odds(
    a: tuple[float | None, str], b: tuple[float | None, str], *, odds: bool
) -> None:
    """Nearly 500 are fewer than 500; dozens end where hundreds begin; bounds leave room."""
    assert at_odds(claim_of(*a), claim_of(*b)) is odds
    assert at_odds(claim_of(*b), claim_of(*a)) is odds


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


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (True, ["in 2017", "since May", "last summer", "Yesterday", "1999/2000"]),
        (False, ["two-year", "it may be", "recently", "2,017 people", "in 3017"]),
    ],
)
def test_words_that_tell_when(words: list[str], *, says: bool) -> None:
    """A year, a month or a time that counts from today; not a length, a verb or a large number."""
    assert [tells_when(each) for each in words] == [says] * len(words)

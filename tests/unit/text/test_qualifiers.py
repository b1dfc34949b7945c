"""One list of qualifying words serves offers, checks, cells and findings."""

import pytest

from trafficking_explorer.records.vocabulary import QUALIFIER
from trafficking_explorer.text.qualifiers import (
    QUALIFIER_CODES,
    QualifyingWords,
    find_qualifiers,
    qualifier_before,
)

WORDS = {
    "at_least": ["at least", "no less than", "no fewer than", "not fewer than", "a minimum of"],
    "at_most": ["at most", "up to", "as many as", "no more than", "not more than", "a maximum of"],
    "more_than": ["more than", "over", "above", "exceeding", "upwards of", "in excess of"],
    "less_than": ["less than", "fewer than", "under", "below", "well under"],
    "nearly": ["nearly", "almost", "close to", "just under"],
    "around": ["around", "about", "some", "circa", "c.", "approx.", "roughly", "an estimated"],
}
PAIRS = [(code, words) for code, each in WORDS.items() for words in each]


def test_every_code_is_a_term_of_the_vocabulary() -> None:
    """Those that need no word aside."""
    assert {*QUALIFIER.codes} - {"exact", "unspecified"} == QUALIFIER_CODES


@pytest.mark.parametrize(("code", "words"), PAIRS)
def test_a_qualifier_precedes_a_figure(code: str, words: str) -> None:
    """Blanks of any kind, a currency sign or a filler may come between."""
    for text in ("police found {} ", "{}\u00a0\n", "Of the {} US$", "{} a total of "):
        before = text.format(words)
        start = before.index(words)
        assert qualifier_before(before) == QualifyingWords(code, start, start + len(words))


@pytest.mark.parametrize(("code", "words"), PAIRS)
def test_a_passage_has_the_qualifier_it_is_written_with_and_no_other(code: str, words: str) -> None:
    """“no less than” is not “less than”; letter case does not matter."""
    for text in (f"{words} 500 people", f"{words.capitalize()} 500 people"):
        assert [found.code for found in find_qualifiers(text)] == [code]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "around the globe ",
        "dozens ",
        "thereabout ",
        "they recovered ",
        "handsome, ",
        "nearly all of the ",
        "over. ",
        "at least, ",
    ],
)
def test_words_that_qualify_something_else_are_not_found(before: str) -> None:
    """Parts of longer words, and words further away."""
    assert qualifier_before(before) is None


def test_a_qualifier_of_long_ago_is_not_looked_for() -> None:
    """The search is bounded, however long the text before a figure."""
    assert qualifier_before("over " + "a " * 100) is None

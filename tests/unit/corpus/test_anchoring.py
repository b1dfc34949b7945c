"""A quote and a text to a position."""

import pytest

from trafficking_explorer.corpus.anchoring import (
    CONTEXT,
    IndexedText,
    anchor,
)
from trafficking_explorer.errors import QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.evidence import TextPosition, TextQuote


def quote(exact: str, prefix: str = "", suffix: str = "") -> TextQuote:
    return TextQuote(exact=exact, prefix=prefix, suffix=suffix)


def found(exact: str, text: str, *, whole_words: bool = False) -> list[str]:
    places = IndexedText(text).find_all(quote(exact), whole_words=whole_words)
    return [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("exact", "text", "stands_as"),
    [
        ("forced labour", "of forced labour and", "forced labour"),
        ("forced labour", "of forced\nlabour and", "forced\nlabour"),
        ("forced labour", "of forced \n\t labour and", "forced \n\t labour"),
        ("forced labour", "of forced\u00a0labour and", "forced\u00a0labour"),
        ("forced labour", "of forced\u202f\u2009labour and", "forced\u202f\u2009labour"),
        ("forced\n  labour", "of forced labour and", "forced labour"),
        ("  forced labour\n", "of forced labour and", "forced labour"),
        ("forced\u00a0labour", "forced labour", "forced labour"),
        ("labour", "\n\n labour \n", "labour"),
        ("é", "e\u0301 é", "é"),
    ],
)
def test_white_space_counts_as_equal(exact: str, text: str, stands_as: str) -> None:
    """Line breaks, no-break spaces and runs are a blank; the position has the text's own."""
    start, end = anchor(quote(exact), text)
    assert text[start:end] == stands_as


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("IOM's", "IOM’s"),
        ('"so"', "“so”"),
        ("2016-2018", "2016–2018"),
        ("Forced", "forced"),
        ("labor", "labour"),
        ("é", "e\u0301"),
        ("forced labour", "forcedlabour"),
        ("forcedlabour", "forced labour"),
        ("500", "50"),
        ("a", ""),
    ],
)
def test_nothing_else_counts_as_equal(exact: str, text: str) -> None:
    """Quotation marks, dashes, case, accents and spelling must match."""
    with pytest.raises(QuoteNotFound, match="is not in the text"):
        anchor(quote(exact), text)


TEXT = (
    "Victims of human trafficking, including minors.\nThe fight against human trafficking goes on."
)


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        ("Victims of", "", 11),
        ("Victims of ", "", 11),
        ("of", ", including", 11),
        ("", ",", 11),
        ("against ", "", 66),
        ("", " goes on", 66),
        ("The\nfight  against", "goes\u00a0on.", 66),
        ("Victims of human trafficking, including minors. The fight against", "", 66),
    ],
)
def test_prefix_and_suffix_tell_repeats_apart(prefix: str, suffix: str, start: int) -> None:
    """The neighbours count, white space between them and the quote does not."""
    assert anchor(quote("human trafficking", prefix, suffix), TEXT) == (start, start + 17)


@pytest.mark.parametrize(
    ("prefix", "suffix"), [("behind", ""), ("", "goes off"), ("x Victims of", "")]
)
def test_neighbours_that_are_not_there_find_nothing(prefix: str, suffix: str) -> None:
    """A prefix from elsewhere, or beyond the text, matches nothing."""
    with pytest.raises(QuoteNotFound):
        anchor(quote("human trafficking", prefix, suffix), TEXT)


def test_several_places_are_ambiguous() -> None:
    """The message has their lines, the error their starts."""
    with pytest.raises(QuoteAmbiguous, match=r"fits 2 places \(lines 1, 2\)") as caught:
        anchor(quote("human trafficking"), TEXT)
    assert caught.value.starts == (11, 66)


def test_many_places_are_not_all_listed() -> None:
    """A message names six lines at most."""
    with pytest.raises(QuoteAmbiguous, match=r"\(lines 1, 2, 3, 4, 5, 6 …\)"):
        anchor(quote("x"), "x\n" * 40)


PARTS = [
    ("27", "127 people"),
    ("27", "270 people"),
    ("27", "27,000 people"),
    ("27", "27.5 people"),
    ("27", "3.27 people"),
    ("27", "1,27 people"),
    ("27", "27th"),
    ("000", "3,000 people"),
    ("000", "3, 000 people"),
    ("3", "3, 000 people"),
    ("300", "12, 300 people"),
    ("234", "1, 234, 567"),
    ("land", "Ireland"),
    ("Niger", "Nigeria"),
    ("op", "operation"),
]
"""A letter, a digit or a group of thousands goes on."""
WHOLE = [
    ("27", "27 people"),
    ("27", "(27)"),
    ("27", "27% of"),
    ("27", "27, of whom"),
    ("27", "on the 27."),
    ("27", "27-year-old"),
    ("3, 000", "nearly 3, 000 people"),
    ("3,000", "nearly 3,000 people"),
    ("300", "in 2019, 300 people"),
    ("2019", "in 2019, 300 people"),
    ("12", "12, 30 and 40"),
    ("30", "12, 30 and 40"),
    ("Mali", "Chad, Mali."),
    ("IOM", "IOM’s"),
    ("“stay", "“stay vigilant"),
    ("Niger", "\nNiger\n"),
]
"""Punctuation ends a word; a year before a comma does not belong to the next number."""


@pytest.mark.parametrize(("exact", "text"), [*PARTS, *WHOLE])
def test_whole_words(exact: str, text: str) -> None:
    """A part of a word or of a number is only found on request."""
    assert found(exact, text)
    assert found(exact, text, whole_words=True) == ([exact] if (exact, text) in WHOLE else [])


def test_lines_are_counted_from_one() -> None:
    """A code point is on the line of the last line break before it."""
    text = IndexedText("a\nbc\n\nd")
    assert [text.line_of(i) for i in range(7)] == [1, 1, 2, 2, 2, 3, 4]


def test_context_is_what_stands_around() -> None:
    """At most CONTEXT code points on each side, cut by the text's ends."""
    text = IndexedText("x" * 50 + "here" + "y" * 3)
    assert text.context(TextPosition(50, 54)) == ("x" * CONTEXT, "yyy")
    assert IndexedText("here").context(TextPosition(0, 4)) == ("", "")

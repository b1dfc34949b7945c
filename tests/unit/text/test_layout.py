"""Headings of a text."""

import pytest

from trafficking_explorer.text.layout import find_headings, unwrap_lines

BY_HAND = (
    "Police in Chad arrested 12 suspected traffickers during\n"
    "Operation Bridge, the National Border Police said on Monday\n"
    "More than 80 victims were identified and were handed over\n"
    "to social services"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A heading\n\nA sentence.", ["A heading"]),
        ("A heading\nA sentence of a paragraph.", ["A heading"]),
        (f"First\n{'word ' * 60}.\nSecond\n{'word ' * 40}.", ["First", "Second"]),
        (
            "12 arrests\nBy Ana Ferro, 3 May 2021\n\nThey met.",
            ["12 arrests", "By Ana Ferro, 3 May 2021"],
        ),
        (BY_HAND, []),
        (f"Operation Bridge: 12 arrests\n\n{BY_HAND}.", ["Operation Bridge: 12 arrests"]),
        ("They met.", []),
        ("  • Begging\n  • Forced labour", []),
        ("one 1\ntwo 2\nthree 3\nfour 4\nfive 5", []),
        ("3\n\n71%", []),
        ("x" * 81, []),
        ("“Never,” he said", ["“Never,” he said"]),
        ("“We go on.”", []),
        (" \n\n \n", []),
        ("", []),
    ],
)
def test_headings(text: str, found: list[str]) -> None:
    """Short lines without a full stop, by themselves; a paragraph broken by hand has none."""
    assert [text[start:end] for start, end in find_headings(text, 0, len(text))] == found


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        # There was room for "victims", but it begins nothing.
        ("Police freed nearly 500\nvictims of trafficking in the markets of Chad.", True),
        ("Police freed nearly 500.\nvictims of trafficking in the markets of Chad.", False),
        ("Police freed nearly 500\nVictims of trafficking in the markets of Chad.", False),
        ("Police freed nearly 500\n\nvictims of trafficking in the markets of Chad.", False),
        (f"Police freed nearly 500\nvictims of {'trafficking ' * 12}.", False),
        ("Police freed nearly 500 victims\n• trafficking in markets of Chad.", False),
        ("Police freed nearly 500 victims\n2. trafficking in markets of Chad.", False),
    ],
)
def test_a_line_that_begins_nothing_goes_on_the_one_before(text: str, goes_on: bool) -> None:
    """Lower case after words without a stop, in a paragraph that is broken by hand."""
    assert ("\n" not in unwrap_lines(text, 0, len(text))) == goes_on


def test_a_range_of_a_text() -> None:
    """Only lines of the range count, and their places are those of the whole text."""
    text = "Menu\n\nA heading\n\nA sentence.\n\nFooter"
    start, end = text.index("A heading"), text.index("\n\nFooter")
    assert list(find_headings(text, start, end)) == [(start, start + len("A heading"))]

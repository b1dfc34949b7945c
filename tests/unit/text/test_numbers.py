"""Numbers in running English text."""

import pytest

from trafficking_explorer.text.numbers import find_numbers


def numbers(text: str) -> list[tuple[str, float | None]]:
    return [(text[each.start : each.end], each.value) for each in find_numbers(text)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0),
        ("3, 000", 3000),
        ("3,\u00a0000", 3000),
        ("1, 234, 567", 1_234_567),
        ("1.2 million", 1_200_000),
        ("10 billion", 10_000_000_000),
        ("150\u00a0billion", 150_000_000_000),
        ("2-million", 2_000_000),
        ("3 dozen", 36),
        ("zero", 0),
        ("Eight", 8),
        ("twenty five", 25),
        ("hundred", 100),
        ("one-hundred", 100),
        ("two million", 2_000_000),
        ("dozen", 12),
        ("two dozen", 24),
        ("half", 0.5),
        ("a quarter", 0.25),
        ("three quarters", 0.75),
        ("3 out of 4", 0.75),
        ("one out of five", 0.2),
        ("dozens", None),
        ("hundreds", None),
        ("thousands", None),
        ("several", None),
    ],
)
def test_a_number_is_found_whole(words: str, value: float | None) -> None:
    """A number in digits or words is one number; `tests/properties` has all the plain ones."""
    for sentence in ("{}", "In all, {} of them.", "({})", "“{}”", "{}, then", "the {}\nof"):
        assert numbers(sentence.format(words)) == [(words, value)], sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("236 minors and 40 arrests", [("236", 236), ("40", 40)]),
        ("between five and ten", [("between five and ten", 5)]),
        ("two and three", [("two", 2), ("three", 3)]),
        ("in 2019, 300 people", [("2019", 2019), ("300", 300)]),
        ("aged 12, 13 and 14", [("12", 12), ("13", 13), ("14", 14)]),
        ("2014-2018", [("2014-2018", 2014)]),
        ("6 to 10 November 2017", [("6 to 10 November 2017", None)]),
        ("27% of 40%", [("27", 27), ("40", 40)]),
        ("USD 32 billion, EUR 5", [("32 billion", 32e9), ("5", 5)]),
        ("3 out of 4,000", [("3 out of 4,000", 0.00075)]),
        ("five-year-old", [("five", 5)]),
        ("both of the two, both 12 and 14", [("two", 2), ("12", 12), ("14", 14)]),
        ("thousands of millions", [("thousands of millions", None)]),
        ("the 1990s", [("1990", 1990)]),
        ("3.", [("3", 3)]),
        ("", []),
        # Footnote marks, names, ordinals, articles and words with a number word inside.
        ("months2", []),
        ("v1.2", []),
        ("A4", []),
        ("the 21st century", []),
        (
            "on 3rd May, 22nd June and 6th July",
            [("3rd May", None), ("22nd June", None), ("6th July", None)],
        ),
        ("someone", []),
        ("often", []),
        ("tense", []),
        ("weight", []),
        ("a man, an aim", []),
        ("the first and the second", []),
        ("both", []),
        ("Both men, both adult and under-age", []),
        ("fourteenth", []),
    ],
)
def test_numbers_among_other_words(text: str, found: list[tuple[str, float | None]]) -> None:
    """A comma, an "and" or a dash separates numbers; other words are not numbers."""
    assert numbers(text) == found

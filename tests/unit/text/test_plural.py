"""Numbers agree with their nouns."""

import pytest

from trafficking_explorer.text.plural import count_noun


@pytest.mark.parametrize(
    ("number", "noun", "plural", "text"),
    [
        (0, "row", "", "0 rows"),
        (1, "row", "", "1 row"),
        (2, "agency", "agencies", "2 agencies"),
        (1, "agency", "agencies", "1 agency"),
        (1_234_567, "claim", "", "1,234,567 claims"),
    ],
)
def test_a_count_has_the_right_form(number: int, noun: str, plural: str, text: str) -> None:
    """One is singular, all others are plural; thousands are grouped."""
    assert count_noun(number, noun, plural) == text

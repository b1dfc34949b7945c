"""Wrapping: no word is broken, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.text.display import cell_width
from trafficking_explorer.text.wrapping import wrap, wrap_text

ID = "lone-claims:statistic/children-in-forced-labor-000+statistic/ilo-children-in-forced-labor-000"


@pytest.mark.parametrize(
    ("line", "width", "parts"),
    [
        ("", 20, [""]),
        ("it fits in here", 20, ["it fits in here"]),
        ("a line of any length" * 9, None, ["a line of any length" * 9]),
        ("one two three", 7, ["one two", "three"]),
        ("exactly twenty cells", 20, ["exactly twenty cells"]),
        ("exactly twenty cells.", 20, ["exactly twenty", "cells."]),
        ("    set in words go on", 18, ["    set in words", "    go on"]),
        (f"answer id: {ID}", 60, ["answer id:", ID]),
        (f"{ID} and more", 20, [ID, "and more"]),
        ("two  blanks  stay  inside", 20, ["two  blanks  stay", "inside"]),
        ("日本語の文章には空白がない。", 10, ["日本語の文", "章には空白", "がない。"]),
        ("日本語の文章。", 12, ["日本語の文", "章。"]),
        ("id-of-a-record 日本語の文", 18, ["id-of-a-record 日", "本語の文"]),
    ],
)
def test_lines_break_between_words(line: str, width: int | None, parts: list[str]) -> None:
    """Ids stay whole, indentation is kept, and only writing without blanks breaks anywhere."""
    assert wrap(line, width) == parts


def test_continuations_may_hang() -> None:
    """Further in than the line, but never so far that words have no room."""
    assert wrap("  a b c d", 6, 2) == ["  a b", "  c d"]
    assert wrap("  a b c d e f", 12, 2) == ["  a b c d e", "    f"]
    assert wrap(" " * 30 + "a b c", 32) == [" " * 30 + "a", " " * 10 + "b c"]


def test_each_line_of_a_text_is_wrapped() -> None:
    """Its own line breaks stay."""
    assert wrap_text("one two\n\nthree", 5) == ["one", "two", "", "three"]
    assert wrap_text("one two\nthree", None) == ["one two", "three"]


@given(st.text(alphabet="ab -日語。é\u0301👩", max_size=60), st.integers(4, 30), st.integers(0, 5))
def test_no_word_is_lost_or_broken(text: str, width: int, hanging: int) -> None:
    """Parts are too wide only where one word is, and all words come in their order."""
    line = text.strip()
    parts = wrap(line, width, hanging)
    assert "".join("".join(parts).split()) == "".join(line.split())
    words = {word for part in parts for word in part.split()}
    assert {word for word in line.split() if word.isascii()} <= words
    for part in parts:
        assert cell_width(part) <= width or len(part.split()) == 1

"""Lines of a text, parted the same way everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.text.lines import (
    count_breaks,
    line_at,
    line_end,
    line_number,
    line_start,
    line_starts,
    split_lines,
    with_plain_breaks,
    without_mail_marks,
)

BREAKS = ["\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029"]


@pytest.mark.parametrize("mark", BREAKS, ids=["LF", "CRLF", "CR", "NEL", "LS", "PS"])
def test_every_break_parts_lines(mark: str) -> None:
    """Each once, and all functions agree."""
    text = mark.join(("one", "", "three", ""))
    assert split_lines(text) == ["one", "", "three", ""]
    assert count_breaks(text) == 3
    at = text.index("three")
    assert line_number(text, at) == line_at(line_starts(text), at) == 3
    assert text[line_start(text, at + 2) : line_end(text, at + 2)] == "three"
    assert with_plain_breaks(text).replace(" ", "").split("\n") == ["one", "", "three", ""]


@pytest.mark.parametrize("other", ["\t", "\v", "\f", "\x1c", "\u00a0", "\u2009"])
def test_nothing_else_does(other: str) -> None:
    """White space of other kinds."""
    assert split_lines(f"a{other}b") == [f"a{other}b"]


@given(st.text(st.sampled_from("ab> \n\r\u0085\u2028\u2029\v"), max_size=40), st.integers(0, 40))
def test_all_count_alike(text: str, at: int) -> None:
    """At every place, and texts keep their length."""
    at = min(at, len(text))
    assert len(with_plain_breaks(text)) == len(without_mail_marks(text)) == len(text)
    assert len(split_lines(text)) == len(line_starts(text)) == count_breaks(text) + 1
    assert line_at(line_starts(text), at) == line_number(text, at)
    assert line_starts(text)[line_number(text, at) - 1] == line_start(text, at)
    assert with_plain_breaks(text).count("\n") == count_breaks(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("> one\n> two", "  one\n  two"),
        (">> one\n>\n> > two", "   one\n \n    two"),
        # Signs, not quoted lines.
        ("> 3 people\nand more", "> 3 people\nand more"),
        ("a > b\nc > d", "a > b\nc > d"),
        (">one\n>two", ">one\n>two"),
    ],
)
def test_marks_of_quoted_mail_become_blanks(text: str, plain: str) -> None:
    """At the beginning of two lines at least, before a blank."""
    assert without_mail_marks(text) == plain

"""Text made fit for a terminal."""

import pytest

from tests.tame import wild
from trafficking_explorer.text.display import cell_width, sanitize, single_line, truncate

HOSTILE = [
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\x1b]8;;http://x\x1b\\link",
    "\x9b31m",
    "a\rb",
    "a\x08b",
    "\x00",
    "\x7f",
    "\u202eevil",
    "\u2066a\u2069",
    "\u061c",
    "a\u200bb",
    "\u200e\u200f",
    "\ufeff",
    "\u2028\u2029",
    "\ufff9",
    "\ud800",
    "\U000e0041\U000e007f",
    "\u180e",
    "\u206e",
    "\u034f",
    "\u3164\uffa0\u115f",
    "\ufff0",
    "\U000e0001",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_reaches_the_terminal_but_text(text: str) -> None:
    """Every control, override and invisible mark becomes visible or a blank; the length stays."""
    shown = sanitize(text)
    assert len(shown) == len(text)
    assert shown != text
    assert not wild(shown)
    assert sanitize(shown) == shown


TEXTS = [
    "",
    "plain",
    "Épervier",
    "“so” – 日本",
    "e\u0301",
    "🧭",
    "a\u00a0b",
    "שלום",
    "soft\u00adhyphen",
]
"""Letters of every script, marks and emoji, which stay as they are."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *zip(TEXTS, TEXTS, strict=True),
        ("a\tb", "a b"),
        ("a\nb", "a b"),
        ("a\x85b", "a b"),
        ("a\u2028b", "a b"),
        ("a\x1bb", "a\ufffdb"),
        ("a\u202eb", "a\ufffdb"),
    ],
)
def test_white_space_is_a_blank_and_the_rest_a_mark(text: str, shown: str) -> None:
    """A reader sees that something was there; text is shown as it is."""
    assert sanitize(text) == shown


def test_one_line_has_no_runs() -> None:
    """White space of any kind and length is one blank, and the ends have none."""
    assert single_line("  a \r\n\t b\u00a0\u2028c \x1b ") == "a b c \ufffd"
    assert single_line("") == ""


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("a…", 2)]
)
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    """Wide characters take two cells, combining ones none."""
    assert cell_width(text) == cells


def test_words_are_shortened_for_a_message() -> None:
    """On one line and with an ellipsis; as they are where they fit."""
    assert truncate(" a \n b ") == "a b"
    assert truncate("a" * 70) == "a" * 70
    assert truncate("a" * 71) == "a" * 69 + "…"
    assert truncate("abcdef", 3) == "ab…"

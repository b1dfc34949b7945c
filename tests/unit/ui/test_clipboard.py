"""Texts that are copied: the words themselves, not what a screen shows of them."""

import pytest

from trafficking_explorer.database.read_models import ListRow, Passage
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.ui.clipboard import of_result, of_table, of_words
from trafficking_explorer.ui.widgets.filter_input import FilterInput

UNSEEN = [
    "می\u200cخواهیم now",
    "traf\u00adfick\u00ading ring",
    "a\u200bb",
    "क\u200dष",
    "\u202bحمله\u202c",
    "x\u2060y\ufeff",
]


@pytest.mark.parametrize("words", UNSEEN)
def test_what_nobody_sees_is_copied(words: str) -> None:
    """Joiners, soft hyphens and marks of direction, from cells, rows, results and sources."""
    view = VIEWS["quotes"]
    row = ListRow("quote", "q", ("", words, None, None, None), 0)
    texts = [choice.text for choice in of_table(view, ["text"], 1, row, [row])]
    assert texts[0] == words
    assert texts[1] == words
    texts = [choice.text for choice in of_result(["a"], 0, [words], [])]
    assert texts[0] == words
    assert texts[1] == words
    assert words in texts[2]
    assert of_words(Passage("source", "s", "", "s", 0, 1, words, 1), None)[0].text == words


def test_what_a_shell_acts_on_is_not_copied() -> None:
    """Control characters; line breaks of a cell of a result stay."""
    cell, row, _ = of_result(["a"], 0, ["one\r\ntwo\x1b[2J\x00"], [])
    assert cell.text == "one\ntwo\ufffd[2J\ufffd"
    assert row.text == "one two\ufffd[2J\ufffd"


@pytest.mark.parametrize("words", UNSEEN)
def test_a_filter_has_the_words_that_were_typed(words: str) -> None:
    """Those of `--filter` and of a paste; control characters are shown by a mark."""
    field = FilterInput()
    assert field.validate_value(words) == words
    assert field.validate_value("a\x1bb\tc") == "a\ufffdb c"

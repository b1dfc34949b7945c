"""Selecting words of a text by motions."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.ui.text_selection import (
    Selection,
    backward,
    by_character,
    forward,
    other_end,
    select,
    sentences_of,
    step,
    to_place,
    to_word,
    words_of,
)

TEXT = "Police, in Chad (again), freed 3, 000 “young people”. It was May.\n\nA heading\n\nThe end"


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in words_of(text).spans]


def taken(keys: str, begin: str = "Chad", text: str = TEXT) -> str:
    """The selection after some keys, beginning with words of the text."""
    start = text.index(begin)
    units, sentences = words_of(text), sentences_of(text)
    moves: dict[str, Callable[[Selection], Selection]] = {
        "w": lambda each: forward(each, units),
        "b": lambda each: backward(each, units),
        ")": lambda each: forward(each, sentences),
        "(": lambda each: backward(each, sentences),
        "l": lambda each: by_character(each, 1, text),
        "h": lambda each: by_character(each, -1, text),
        "o": lambda each: other_end(each, units, text),
    }
    selection = select((start, start + len(begin)), units)
    for key in keys:
        selection = moves[key](selection)
    return text[slice(*selection.span)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chad, Mali.", ["Chad", "Mali"]),
        ("(again), 71% of “them”.", ["again", "71%", "of", "“them”"]),
        ("“Well,” he said", ["“Well,”", "he", "said"]),
        ("IOM’s 16-year old — I-24/7", ["IOM’s", "16-year", "old", "—", "I-24/7"]),
        ("... a", ["...", "a"]),
        ("بكم 人身売買 e\u0301te\u0301", ["بكم", "人身売買", "e\u0301te\u0301"]),
        (" \n\u00a0", []),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """Without the punctuation of the sentence; quotation marks belong to a word."""
    assert words(text) == found


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", "Chad"),
        ("w", "Chad (again"),
        ("ww", "Chad (again), freed"),
        ("wwb", "Chad (again"),
        ("wb", "Chad"),
        # What stays is never lost: the end goes on at its other side.
        ("wbb", "in Chad"),
        ("bb", "Police, in Chad"),
        ("bbb", "Police, in Chad"),
        ("bbw", "in Chad"),
        ("bbww", "Chad"),
        ("bbwww", "Chad (again"),
        (")", "Chad (again), freed 3, 000 “young people”."),
        ("))", "Chad (again), freed 3, 000 “young people”. It was May."),
        (")))", "Chad (again), freed 3, 000 “young people”. It was May.\n\nA heading"),
        (")(", "Chad"),
        ("(", "Police, in Chad"),
        ("(o)", "Police, in Chad (again), freed 3, 000 “young people”."),
        ("l", "Chad "),
        ("ll", "Chad ("),
        ("h", "Cha"),
        ("hhh", "C"),
        ("hhhh", " C"),
        ("hhhhh", "n C"),
        ("hhhhhl", " C"),
        ("hhhhhll", "C"),
        ("o", "Chad"),
        ("oh", " Chad"),
        ("ol", "had"),
        ("olll", "d"),
        ("ollll", "d "),
        ("ob", "in Chad"),
        ("wwoww", "freed"),
        ("wwowo", "again), freed"),
        ("wlohw", "Chad (again)"),
    ],
)
def test_motions(keys: str, expected: str) -> None:
    """By word, sentence and character, over and back, with either end."""
    assert taken(keys) == expected


def test_an_item_of_several_words() -> None:
    """All of it is selected at first; its end can be taken back to its first word."""
    item = "3, 000 “young people”"
    assert taken("", item) == item
    assert taken("b", item) == "3, 000 “young"
    assert taken("bbbb", item) == "freed 3"
    assert taken("o", item) == item
    assert taken("oww", item) == "“young people”"
    # Words that begin or end within a word.
    assert taken("", "ha") == "ha"
    assert taken("b", "ad") == "Chad"


def test_the_ends_of_the_text() -> None:
    """Motions stop there."""
    assert taken("www", "end") == "end"
    assert taken("l)", "end") == "end"
    assert taken("b(", "Police") == "Police"
    assert taken("", "x", "x") == "x"


def test_a_place_that_is_pointed_at() -> None:
    """The mouse takes whole words; a place between words counts as the next one."""
    units = words_of(TEXT)
    chad = TEXT.index("Chad")
    selection = select((chad, chad + 4), units)

    def pointed(at: str) -> str:
        return TEXT[slice(*to_word(selection, TEXT.index(at), units).span)]

    assert pointed("oung people") == "Chad (again), freed 3, 000 “young"
    assert pointed("lice") == "Police, in Chad"
    assert pointed("had") == "Chad"
    assert pointed(" (again") == "Chad (again"
    assert TEXT[slice(*to_word(selection, len(TEXT), units).span)].endswith("The end")
    assert TEXT[slice(*to_place(selection, 3).span)] == "ice, in Chad"
    assert TEXT[slice(*to_place(selection, chad + 2).span)] == "Chad"


def test_characters_keep_their_marks() -> None:
    """A combining accent, or a sign that changes the width, is never cut off."""
    text = "e\u0301t e\u0301 \u200f人\ufe0f x"
    assert [step(text, 0, 1), step(text, 2, -1), step(text, 6, -1)] == [2, 0, 4]
    assert step("\u0301", 1, -1) == 0
    assert taken("h", "e\u0301t", text) == "e\u0301"
    assert taken("hh", "te\u0301", "(te\u0301)") == "(t"


MOTIONS = "wb()lho"


@given(text=st.text(min_size=1, max_size=60), keys=st.text(MOTIONS, max_size=12), data=st.data())
def test_something_is_always_selected(text: str, keys: str, data: st.DataObject) -> None:
    """Whatever the text and the keys: a range of the text, not empty, that cuts no mark off."""
    start = data.draw(st.integers(0, len(text) - 1))
    units, sentences = words_of(text), sentences_of(text)
    selection = select((start, start + 1), units)
    cut = {start, start + 1}
    for key in keys:
        match key:
            case "w":
                selection = forward(selection, units)
            case "b":
                selection = backward(selection, units)
            case ")":
                selection = forward(selection, sentences)
            case "(":
                selection = backward(selection, sentences)
            case "o":
                selection = other_end(selection, units, text)
            case _:
                selection = by_character(selection, 1 if key == "l" else -1, text)
        first, last = selection.span
        assert 0 <= first < last <= len(text)
        if key in "lh":
            edge = selection.start if selection.goes_back else selection.end
            assert edge in cut or edge in (0, len(text)) or not unicodedata.combining(text[edge])

"""The ranges of a text that a passage view marks, and the sentence it begins with."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.ui.widgets.passage_view import join_spans, sentence_start

_TEXTS = st.text("ab \n", min_size=1, max_size=40)


@st.composite
def _spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(_TEXTS)
    place = st.integers(0, len(text) - 1)
    pairs = draw(st.lists(st.tuples(place, place), max_size=6))
    return text, [(min(pair), max(pair) + 1) for pair in pairs]


@given(_spans())
def test_joined_ranges(given: tuple[str, list[tuple[int, int]]]) -> None:
    """They cover what they covered, and white space between; no two touch or have only blanks between."""
    text, spans = given
    joined = join_spans(text, spans)
    before = {at for start, end in spans for at in range(start, end)}
    after = {at for start, end in joined for at in range(start, end)}
    assert before <= after
    assert all(text[at].isspace() for at in after - before)
    for (_, end), (start, _) in itertools.pairwise(joined):
        assert text[end:start].strip()


@pytest.mark.parametrize(
    ("text", "word", "beginning"),
    [
        ("One came. Two went to the sea.", "sea", "Two"),
        ("One came. Two went.", "One", "One"),
        ("A heading\n\nMr. Stock said so. They came.", "said", "Mr."),
        ("In all, 40 were arrested", "arrested", "In"),
    ],
)
def test_the_sentence_of_a_word(text: str, word: str, beginning: str) -> None:
    """Its first word; a heading before it, or an abbreviation within, is not its beginning or end."""
    start = sentence_start(text, text.index(word))
    assert text[start:].startswith(beginning)


def test_a_place_between_sentences() -> None:
    """White space is in no sentence, and is its own beginning."""
    assert sentence_start("One.  Two.", 5) == 5


def test_a_sentence_in_a_very_long_text() -> None:
    """Only the words around a place are looked at."""
    text = "word " * 200_000
    assert 0 < sentence_start(text, 500_000) <= 500_000

"""Words of two passages that differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.text.word_diff import (
    MOST_WORDS,
    Differences,
    Piece,
    compare,
    inline_diff,
    spans,
)

TEXTS = st.text(
    st.sampled_from("ab AB1,.-’'“ \n\té中\u0301\u202e\x1b") | st.characters(), max_size=60
)
SENTENCES = st.lists(
    st.sampled_from(["nearly", "Nearly", "500", "1,200", "victims", "of", "—", "“"]), max_size=12
).map(" ".join)


def differing(pieces: tuple[Piece, ...]) -> list[str]:
    """The runs that are marked."""
    return [piece.text for piece in pieces if piece.differs]


@given(first=TEXTS | SENTENCES, second=TEXTS | SENTENCES)
def test_joining_the_pieces_gives_back_the_text(first: str, second: str) -> None:
    """Whatever the passages hold; no piece is empty, and marked ones are where `spans` says."""
    found = compare(first, second)
    for text, pieces in ((first, found.first), (second, found.second)):
        assert "".join(piece.text for piece in pieces) == text
        assert all(piece.text for piece in pieces) or pieces == (Piece("", False),)
        places = spans(pieces, 100)
        assert [text[a - 100 : b - 100] for a, b in places] == differing(pieces)
        assert not (places and found.kind != "some")


@given(text=SENTENCES)
def test_a_passage_is_like_itself(text: str) -> None:
    """Nothing is marked, whatever the case."""
    found = compare(text, text.upper())
    assert (differing(found.first), differing(found.second)) == ([], [])
    assert found.kind == ("alike" if any(char.isalnum() for char in text) else "other")


@given(first=SENTENCES, second=SENTENCES)
def test_what_is_not_marked_is_shared(first: str, second: str) -> None:
    """Read without the marked runs, the two have the same words, be it in another order."""
    found = compare(first, second)
    if found.kind == "some":
        rests = [
            "".join(" " if piece.differs else piece.text for piece in pieces).casefold()
            for pieces in (found.first, found.second)
        ]
        words = [[w.strip("—“") for w in rest.split() if w.strip("—“")] for rest in rests]
        assert sorted(words[0]) == sorted(words[1])


def test_a_qualifier_that_one_leaves_out() -> None:
    """It alone is marked; punctuation and case are left aside."""
    found = compare("Police freed nearly 500 victims.", "police freed 500 victims")
    assert (differing(found.first), differing(found.second)) == (["nearly"], [])
    assert found.kind == "some"


def test_a_word_that_stands_elsewhere_is_shared() -> None:
    """A figure that both have is not marked, wherever the sentence has it; a second one is."""
    found = compare("Operation Sun freed 500 men", "500 men were freed in Operation Sun, 500")
    assert (differing(found.first), differing(found.second)) == ([], ["500", "were", "in"])
    assert compare("500 men freed", "freed 500 men").kind == "alike"


def test_figures_and_names_are_words() -> None:
    """Neither a thousands separator nor an apostrophe parts them."""
    found = compare("UNICEF’s 1,200,000 children", "UNICEF’s 1,300,000 children")
    assert (differing(found.first), differing(found.second)) == (["1,200,000"], ["1,300,000"])


def test_other_sentences_are_not_marked_all_over() -> None:
    """Texts that share next to nothing have no marks: one on every word would say nothing."""
    first, second = "a b c d e f g h", "i j k l m n o h p q"
    assert compare(first, second) == Differences(
        (Piece(first, False),), (Piece(second, False),), "other"
    )


def test_very_long_passages_are_left_alone() -> None:
    """Comparing them would hold up the screen."""
    long = "word " * (MOST_WORDS + 1)
    assert compare(long, "word").kind == "long"
    assert compare("word " * MOST_WORDS, "word").kind == "some"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a b c", "a b c", "a b c"),
        ("a 41 c", "a 40 c", "a [-41-]{+40+} c"),
        ("a b", "a x b", "a {+x +}b"),
        ("a x b", "a b", "a [-x -]b"),
        ("", "a", "{+a+}"),
        ("x" * 60 + " 1", "x" * 60 + " 2", "…" + "x" * 39 + " [-1-]{+2+}"),
        ("“Well”", '"Well"', '[-“-]{+"+}Well[-”-]{+"+}'),
    ],
)
def test_differences_are_marked(old: str, new: str, shown: str) -> None:
    """Word by word, as a word diff writes them; what is equal and far off is left out."""
    assert inline_diff(old, new) == shown

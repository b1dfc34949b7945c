"""How a text is cut into sentences."""

import time

import pytest

from trafficking_explorer.database.sentence_index import cut


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in cut(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mr. Stock spoke. He left.", ["Mr. Stock spoke.", "He left."]),
        ("It is e.g. here. And i.e. there.", ["It is e.g. here.", "And i.e. there."]),
        ("Prof. A. B. Lind left. So did I. Then", ["Prof. A. B. Lind left.", "So did I. Then"]),
        ("The fedprof. It went.", ["The fedprof.", "It went."]),
        ("He asked “why?!” Nobody… knew.", ["He asked “why?!”", "Nobody…", "knew."]),
        ("3.5 of 4. Yes.", ["3.5 of 4.", "Yes."]),
        ("One.”. Two", ["One.”.", "Two"]),
    ],
)
def test_where_sentences_end(text: str, wanted: list[str]) -> None:
    """At full stops, but not at those of abbreviations, which are looked for at the end alone."""
    assert sentences(text) == wanted


@pytest.mark.parametrize("piece", ["A. ", "Mr. ", "e.g. ", ".", "?!", "x.”", "No "])
def test_a_line_without_end(piece: str) -> None:
    """Eight times as long takes about eight times the processor's time, not sixty-four times."""
    short, long = piece * (30_000 // len(piece)), piece * (240_000 // len(piece))
    took = []
    for text in (short, long):
        began = time.thread_time()
        found = sentences(text)
        took.append(time.thread_time() - began)
        assert "".join(found).replace(" ", "") == text.replace(" ", "")
    # Quadratic, it takes minutes; a busy machine and a collection of garbage take some tenths.
    assert took[1] < 30 * took[0] + 2

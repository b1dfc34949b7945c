"""Sentences of a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.text.sentences import find_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("“Quoted.” He said (so.) Done.", ["“Quoted.”", "He said (so.)", "Done."]),
        ("A value of 3.5 or 1,000.50 %. Next.", ["A value of 3.5 or 1,000.50 %.", "Next."]),
        ("He asked “why?!” Nobody… knew.", ["He asked “why?!”", "Nobody… knew."]),
        ("Wait ... what?! Yes…", ["Wait ... what?!", "Yes…"]),
        ("“We saved them. All of them,” he said.", ["“We saved them.", "All of them,” he said."]),
        ("“One.” “Two.” said Ana.", ["“One.”", "“Two.” said Ana."]),
        ("3.5 of 4. Yes. 40 were freed.", ["3.5 of 4.", "Yes.", "40 were freed."]),
        ("One.”. Two", ["One.”.", "Two"]),
        ("Visit HLS.Today or ludci.eu now. Bye.", ["Visit HLS.Today or ludci.eu now.", "Bye."]),
        ("  blank around  \n\t\n", ["blank around"]),
        ("", []),
        # The full stop of an abbreviation, unless a sentence plainly begins after it.
        ("Mr. Stock spoke. He left.", ["Mr. Stock spoke.", "He left."]),
        ("It is e.g. Here. And i.e. there.", ["It is e.g. Here.", "And i.e. there."]),
        ("Lt. Col. Ali met Gen. Sow. Then", ["Lt. Col. Ali met Gen. Sow.", "Then"]),
        ("Prof. A. B. Lind left. So did I. Then", ["Prof. A. B. Lind left.", "So did I.", "Then"]),
        ("The U.S. Army came to the U.S. It left.", ["The U.S. Army came to the U.S.", "It left."]),
        ("Acme Inc. Ghana was fined by B Ltd. The", ["Acme Inc. Ghana was fined by B Ltd.", "The"]),
        ("See No. 5 and pp. 3. No. Yes.", ["See No. 5 and pp. 3.", "No.", "Yes."]),
        ("On Sept. 5 approx. 40 came. Oct. Two.", ["On Sept. 5 approx. 40 came.", "Oct.", "Two."]),
        ("At 5 p.m. on Monday. At 5 p.m. Police", ["At 5 p.m. on Monday.", "At 5 p.m.", "Police"]),
        ("“No.” She said “Mr.” He", ["“No.”", "She said “Mr.”", "He"]),
        ("The fedprof. It went.", ["The fedprof.", "It went."]),
        # The end of a line, except in a paragraph that was broken by hand.
        ("A Heading\n\nBody text. More", ["A Heading", "Body text.", "More"]),
        ("12 arrests\nThe police came.", ["12 arrests", "The police came."]),
        ("  • Begging. All\n  • Labour", ["• Begging.", "All", "• Labour"]),
        ("1. Begging. All\n12. Labour\n40.", ["1. Begging.", "All", "12. Labour", "40."]),
        ("How many? 40. Then", ["How many?", "40.", "Then"]),
        (
            "• May 2025 (2)\n• September 2024 (2)\n• August",
            ["• May 2025 (2)", "• September 2024 (2)", "• August"],
        ),
        (
            "Police came to the\ntown on Monday. They\nfreed 40 children.",
            ["Police came to the\ntown on Monday.", "They\nfreed 40 children."],
        ),
    ],
)
def test_where_sentences_end(text: str, wanted: list[str]) -> None:
    """At marks before white space, closing marks included, unless a small letter follows."""
    assert sentences(text) == wanted


@given(st.text(st.sampled_from("ab AB.!?…\n\r\t”“\xa0é•1"), max_size=60), st.integers(0, 60))
def test_nothing_is_lost(text: str, start: int) -> None:
    """In order, trimmed, and nothing but white space between two of them."""
    at = start = min(start, len(text))
    for first, last in find_sentences(text, start, len(text)):
        assert text[at:first].strip() == ""
        assert text[first:last] == text[first:last].strip() != ""
        at = last
    assert text[at:].strip() == ""


@pytest.mark.parametrize("piece", ["A. ", "Mr. ", "e.g. ", ".", "?!", "x.”", "No ", "“a. ", ". ““"])
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

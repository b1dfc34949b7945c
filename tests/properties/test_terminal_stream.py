"""Whatever is written, and in whatever pieces, a terminal gets only text."""

import json
from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.tame import wild

from trafficking_explorer.export.cell_text import json_text
from trafficking_explorer.export.formats import FORMATS
from trafficking_explorer.output import TerminalStream, Trusted
from trafficking_explorer.text.display import escape_json, harmless, sanitize

HOSTILE = "\x1b[]0;m\x07\x08\x7f\x85\x9b\x9c\x9d\r\u061c\u200b\u200e\u2028\u202e\u2066\ufeff\U000e0041\ud800"
TEXT = st.text(st.one_of(st.sampled_from(HOSTILE), st.characters()), max_size=30)
VALUE: st.SearchStrategy[Any] = st.recursive(
    st.none() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(TEXT))
def test_only_text_reaches_a_terminal(pieces: list[str]) -> None:
    """Each code point is judged for itself, so that no cut lets one through."""
    under = StringIO(newline="")
    stream = TerminalStream(under)
    for piece in pieces:
        assert stream.write(piece) == len(piece)
    whole = "".join(pieces)
    shown = under.getvalue()
    assert shown == harmless(whole)
    assert len(shown) == len(whole)
    assert not wild(shown)
    assert shown.split("\n") == [harmless(line) for line in whole.split("\n")]


@given(TEXT, TEXT)
def test_our_own_sequences_carry_no_others(before: str, after: str) -> None:
    """Text on either side of them is harmless, and loses nothing else."""
    under = StringIO(newline="")
    TerminalStream(under).write(before + Trusted("\x1b[1m") + after)
    assert under.getvalue() == f"{harmless(before)}\x1b[1m{harmless(after)}"


@given(TEXT)
def test_what_is_printable_is_harmless(text: str) -> None:
    """One rule: lines and tabs are all the difference."""
    assert harmless(sanitize(text)) == sanitize(text) == sanitize(harmless(text))
    assert harmless(text).replace("\n", " ").replace("\t", " ") == sanitize(text)


@given(VALUE)
def test_json_means_the_same_and_is_harmless(value: Any) -> None:
    """A value, a document, and the rows of both formats."""
    for text in (
        json_text(value),
        escape_json(json.dumps(value, ensure_ascii=False, indent=2)),
    ):
        assert json.loads(text) == value
        assert not wild(text)
    for name, count in (("json", 1), ("jsonl", 1)):
        stream = StringIO(newline="")
        FORMATS[name].writer(stream, ["a\x9b\u202e"], [[value]] * count)
        found = json.loads(stream.getvalue())
        assert (found[0] if name == "json" else found) == {"a\x9b\u202e": value}
        assert not wild(stream.getvalue())

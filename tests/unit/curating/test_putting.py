"""Values set by their trails: the value changes, and no other byte."""

from pathlib import Path

import pytest

from trafficking_explorer.curating.house import Id, Value
from trafficking_explorer.curating.putting import Copy, Drop, Edit, Put, changed_text, changed_value
from trafficking_explorer.curating.splicing import parse_yaml
from trafficking_explorer.errors import CuratingError

LONG = "word " * 40 + "end"


def change(before: str, *edits: Edit) -> str:
    """The text after edits, which reads as it should."""
    text = parse_yaml(Path("f.yaml"), "f.yaml", before.encode())
    after = changed_text(text, "f.yaml", edits)
    read = parse_yaml(Path("f.yaml"), "f.yaml", after.encode())
    assert read.document.value == changed_value(text.document.value, edits)
    return after


BOUND: Value = {"exact": "a word", "source": Id("s-1")}
LONG_BOUND: Value = {"exact": LONG, "source": Id("s")}
SHA = "0" * 64


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        # Quotes bound to a source, in every way of writing them.
        (
            "p:\n  - id: a\n    quote: a word  # why\n    name: b\n",
            Put(("p", 0, "quote"), BOUND),
            "p:\n  - id: a\n    quote: {exact: a word, source: s-1}  # why\n    name: b\n",
        ),
        (
            "p:\n- {id: a, quote: 'a word', name: b}\n",
            Put(("p", 0, "quote"), BOUND),
            "p:\n- {id: a, quote: {exact: a word, source: s-1}, name: b}\n",
        ),
        (
            "p:\n  - quote: [x, a word]\n",
            Put(("p", 0, "quote", 1), BOUND),
            "p:\n  - quote: [x, {exact: a word, source: s-1}]\n",
        ),
        (
            "p:\n  - quote:\n      - x\n      - >-\n        a\n        word\n    # note\n    name: b\n",
            Put(("p", 0, "quote", 1), BOUND),
            "p:\n  - quote:\n      - x\n      - {exact: a word, source: s-1}\n    # note\n    name: b\n",
        ),
        (
            "p:\n  - quote: {exact: a word, prefix: x}\n",
            Put(("p", 0, "quote", "source"), Id("s-1")),
            "p:\n  - quote: {exact: a word, prefix: x, source: s-1}\n",
        ),
        (
            "p:\n  - quote:\n      exact: a word   # kept\n\n# end\n",
            Put(("p", 0, "quote", "source"), Id("s-1")),
            "p:\n  - quote:\n      exact: a word   # kept\n      source: s-1\n\n# end\n",
        ),
        (
            "p:\n  - quote: {exact: a word, source: s}\n",
            Put(("p", 0, "quote", "source"), Id("s-1")),
            "p:\n  - quote: {exact: a word, source: s-1}\n",
        ),
        (
            'p:\n  - quote: {"002": [x, a word]}\n',
            Put(("p", 0, "quote", "002", 1), BOUND),
            'p:\n  - quote: {"002": [x, {exact: a word, source: s-1}]}\n',
        ),
        # Long words keep to lines of the house's width, short ones to one.
        (
            f"p:\n  - quote: {LONG}\n",
            Put(("p", 0, "quote"), LONG_BOUND),
            None,
        ),
        # Values of a record, there or not.
        ("p:\n  - sha256:\n    id: a\n", Put(("p", 0, "sha256"), Id(SHA)), f'p:\n  - sha256: "{SHA}"\n    id: a\n'),
        ("p:\n  - id: a\n", Put(("p", 0, "sha256"), Id(SHA)), f'p:\n  - id: a\n    sha256: "{SHA}"\n'),
        ("p: [{id: a}]", Put(("p", 0, "sha256"), Id(SHA)), f'p: [{{id: a, sha256: "{SHA}"}}]'),
        ("p:\r\n  - id: a\r\n", Put(("p", 0, "x"), "y"), "p:\r\n  - id: a\r\n    x: y\r\n"),
        ("p:\n  - id: a", Put(("p", 0, "x"), "y"), "p:\n  - id: a\n    x: y"),
        (
            "p:\n  - id: a\n    evidence:\n      b: c\n",
            Put(("p", 0, "evidence", "name"), BOUND),
            "p:\n  - id: a\n    evidence:\n      b: c\n      name: {exact: a word, source: s-1}\n",
        ),
        (
            "p:\n  - id: a\n",
            Put(("p", 0, "evidence"), {"name": BOUND}),
            "p:\n  - id: a\n    evidence:\n      name: {exact: a word, source: s-1}\n",
        ),
        # Furniture that goes.
        ("p:\n  - id: a\n    f: [x, y]\n    g: z\n", Put(("p", 0, "f"), ("y",)), "p:\n  - id: a\n    f: [y]\n    g: z\n"),
        ("p:\n  - id: a\n    f: [x]  # gone\n    g: z\n", Drop(("p", 0, "f")), "p:\n  - id: a\n    g: z\n"),
        ("p:\n  - id: a\n    f:\n      - x\n    g: z\n", Drop(("p", 0, "f")), "p:\n  - id: a\n    g: z\n"),
        ("p:\n  - {id: a, f: [x], g: z}\n", Drop(("p", 0, "f")), "p:\n  - {id: a, g: z}\n"),
        ("p:\n  - f: [x]\n    g: z\n", Drop(("p", 0, "f")), "p:\n  - g: z\n"),
        ("p:\n  - {f: [x], g: z}\n", Drop(("p", 0, "f")), "p:\n  - {g: z}\n"),
        # A record once more, at the end of its list.
        (
            "s:\n  - id: a\n    # remark\n    p: x   # why\n  - id: b\nq: []\n",
            Copy(("s", 0), (Put(("id",), "c"), Put(("of",), "a"))),
            "s:\n  - id: a\n    # remark\n    p: x   # why\n  - id: b\n\n  - id: c\n    # remark\n    p: x   # why\n    of: a\nq: []\n",
        ),
        (
            "s:\n- {id: a, p: x}  # why\n",
            Copy(("s", 0), (Put(("id",), "c"), Put(("of",), "a"))),
            "s:\n- {id: a, p: x}  # why\n- {id: c, p: x, of: a}  # why\n",
        ),
        ("s: [{id: a, p: x}]\n", Copy(("s", 0), (Put(("id",), "c"),)), "s: [{id: a, p: x}, {id: c, p: x}]\n"),
        (
            "s:\n  -\n    id: a\n    t: |\n      x - y\n",
            Copy(("s", 0), (Put(("id",), "c"),)),
            "s:\n  -\n    id: a\n    t: |\n      x - y\n\n  -\n    id: c\n    t: |\n      x - y\n",
        ),
    ],
)  # fmt: skip
def test_a_value_changes_and_nothing_else(before: str, edit: Edit, after: str | None) -> None:
    """Layout, comments, line breaks and quotation marks of all else stay."""
    found = change(before, edit)
    if after is None:
        assert max(map(len, found.splitlines())) <= 120
    else:
        assert found == after


def test_several_edits_are_one_change() -> None:
    """Also beside each other."""
    before = "s:\n  - {id: a, path: x}\n  - id: b\n    quote: [x, y]\n"
    after = change(
        before,
        Put(("s", 0, "path"), "z"),
        Put(("s", 0, "sha256"), "f" * 8),
        Put(("s", 1, "quote", 0), BOUND),
        Put(("s", 1, "quote", 1), BOUND),
        Put(("s", 1, "more"), "m"),
    )
    assert after == (
        "s:\n  - {id: a, path: z, sha256: ffffffff}\n  - id: b\n"
        "    quote: [{exact: a word, source: s-1}, {exact: a word, source: s-1}]\n    more: m\n"
    )


@pytest.mark.parametrize(
    "edit",
    [
        Put(("p", 3), "x"),
        Put(("q", "x"), "x"),
        Put(("e", "x"), "x"),
        Drop(("o", "only")),
        Drop(("p", 0)),
    ],
)
def test_what_has_no_place_is_refused(edit: Edit) -> None:
    """With the file and what it was about; a mapping never loses its last key."""
    text = parse_yaml(Path("f.yaml"), "f.yaml", b"p: [x]\ne: {}\no: {only: x}\n")
    with pytest.raises(CuratingError, match=r"f\.yaml"):
        changed_text(text, "f.yaml", [edit])

"""Values set by their trails: the value changes, and no other byte."""

from pathlib import Path

import pytest

from trafficking_explorer.corpus.loader import curated_files
from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.curation.yaml_edit import CuratedFile
from trafficking_explorer.curation.yaml_style import QuotedScalar, Value
from trafficking_explorer.curation.yaml_tree import AppendItem, Edit, SetValue, YamlTree
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.paths import bundled_corpus

LONG = "word " * 40 + "end"


def change(before: str, *edits: Edit) -> str:
    """The text after edits, which reads as it should."""
    return file_of(before).edited(edits).text


def file_of(text: str) -> CuratedFile:
    return CuratedFile(Path("f.yaml"), "f.yaml", text, read_yaml("f.yaml", text.encode()))


BOUND: Value = {"exact": "a word", "source": QuotedScalar("s-1")}
LONG_BOUND: Value = {"exact": LONG, "source": QuotedScalar("s")}
SHA = "0" * 64


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        # Quotes bound to a source, in every way of writing them.
        (
            "p:\n  - id: a\n    quote: a word  # why\n    name: b\n",
            SetValue(("p", 0, "quote"), BOUND),
            "p:\n  - id: a\n    quote: {exact: a word, source: s-1}  # why\n    name: b\n",
        ),
        (
            "p:\n- {id: a, quote: 'a word', name: b}\n",
            SetValue(("p", 0, "quote"), BOUND),
            "p:\n- {id: a, quote: {exact: a word, source: s-1}, name: b}\n",
        ),
        (
            "p:\n  - quote: [x, a word]\n",
            SetValue(("p", 0, "quote", 1), BOUND),
            "p:\n  - quote: [x, {exact: a word, source: s-1}]\n",
        ),
        (
            "p:\n  - quote:\n      - x\n      - >-\n        a\n        word\n    # note\n    name: b\n",
            SetValue(("p", 0, "quote", 1), BOUND),
            "p:\n  - quote:\n      - x\n      - {exact: a word, source: s-1}\n    # note\n    name: b\n",
        ),
        (
            "p:\n  - quote: {exact: a word, prefix: x}\n",
            SetValue(("p", 0, "quote", "source"), QuotedScalar("s-1")),
            "p:\n  - quote: {exact: a word, prefix: x, source: s-1}\n",
        ),
        (
            "p:\n  - quote:\n      exact: a word   # kept\n\n# end\n",
            SetValue(("p", 0, "quote", "source"), QuotedScalar("s-1")),
            "p:\n  - quote:\n      exact: a word   # kept\n      source: s-1\n\n# end\n",
        ),
        (
            "p:\n  - quote: {exact: a word, source: s}\n",
            SetValue(("p", 0, "quote", "source"), QuotedScalar("s-1")),
            "p:\n  - quote: {exact: a word, source: s-1}\n",
        ),
        (
            'p:\n  - quote: {"002": [x, a word]}\n',
            SetValue(("p", 0, "quote", "002", 1), BOUND),
            'p:\n  - quote: {"002": [x, {exact: a word, source: s-1}]}\n',
        ),
        # Long words keep to lines of the house's width, short ones to one.
        (
            f"p:\n  - quote: {LONG}\n",
            SetValue(("p", 0, "quote"), LONG_BOUND),
            None,
        ),
        # Values of a record, there or not.
        ("p:\n  - sha256:\n    id: a\n", SetValue(("p", 0, "sha256"), QuotedScalar(SHA)), f'p:\n  - sha256: "{SHA}"\n    id: a\n'),
        ("p:\n  - id: a\n", SetValue(("p", 0, "sha256"), QuotedScalar(SHA)), f'p:\n  - id: a\n    sha256: "{SHA}"\n'),
        ("p: [{id: a}]", SetValue(("p", 0, "sha256"), QuotedScalar(SHA)), f'p: [{{id: a, sha256: "{SHA}"}}]'),
        ("p:\r\n  - id: a\r\n", SetValue(("p", 0, "x"), "y"), "p:\r\n  - id: a\r\n    x: y\r\n"),
        ("p:\n  - id: a", SetValue(("p", 0, "x"), "y"), "p:\n  - id: a\n    x: y"),
        (
            "p:\n  - id: a\n    evidence:\n      b: c\n",
            SetValue(("p", 0, "evidence", "name"), BOUND),
            "p:\n  - id: a\n    evidence:\n      b: c\n      name: {exact: a word, source: s-1}\n",
        ),
        (
            "p:\n  - id: a\n",
            SetValue(("p", 0, "evidence"), {"name": BOUND}),
            "p:\n  - id: a\n    evidence:\n      name: {exact: a word, source: s-1}\n",
        ),
        # Furniture that goes.
        ("p:\n  - id: a\n    f: [x, y]\n    g: z\n", SetValue(("p", 0, "f"), ("y",)), "p:\n  - id: a\n    f: [y]\n    g: z\n"),
        ("p:\n  - id: a\n    f: [x]  # gone\n    g: z\n", SetValue(("p", 0, "f"), ()), "p:\n  - id: a\n    f: []  # gone\n    g: z\n"),
        ("p:\n  - id: a\n    f:\n      - x\n      # y\n    # z\n    g: z\n", SetValue(("p", 0, "f"), ()), "p:\n  - id: a\n    f: []\n    # z\n    g: z\n"),
        ("p:\n  - {id: a, f: [x], g: z}\n", SetValue(("p", 0, "f"), ()), "p:\n  - {id: a, f: [], g: z}\n"),
        # A record at the end of its list.
        (
            "s:\n  - id: a\n    # remark\n    p: x   # why\n  - id: b\nq: []\n",
            AppendItem(("s",), {"id": "c", "p": ("x", "y"), "of": None}),
            "s:\n  - id: a\n    # remark\n    p: x   # why\n  - id: b\n  - id: c\n    p:\n      - x\n      - y\n    of:\nq: []\n",
        ),
        (
            "s:\n- {id: a, p: x}  # why\n",
            AppendItem(("s",), {"id": QuotedScalar("02"), "p": BOUND}),
            's:\n- {id: a, p: x}  # why\n\n- id: "02"\n  p: {exact: a word, source: s-1}\n',
        ),
        ("s: [{id: a, p: x}]\n", AppendItem(("s",), {"id": "c", "p": None}), "s: [{id: a, p: x}, {id: c, p: null}]\n"),
        ("{s: []}\n", AppendItem(("t",), {"id": "c"}), "{s: [], t: [{id: c}]}\n"),
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
    """Edits of neighbouring values fit together."""
    before = "s:\n  - {id: a, path: x}\n  - id: b\n    quote: [x, y]\n"
    after = change(
        before,
        SetValue(("s", 0, "path"), "z"),
        SetValue(("s", 0, "sha256"), "f" * 8),
        SetValue(("s", 1, "quote", 0), BOUND),
        SetValue(("s", 1, "quote", 1), BOUND),
        SetValue(("s", 1, "more"), "m"),
    )
    assert after == (
        "s:\n  - {id: a, path: z, sha256: ffffffff}\n  - id: b\n"
        "    quote: [{exact: a word, source: s-1}, {exact: a word, source: s-1}]\n    more: m\n"
    )


@pytest.mark.parametrize(
    "edit",
    [
        SetValue(("p", 3), "x"),
        SetValue(("q", "x"), "x"),
        AppendItem(("o", "only"), "x"),
        AppendItem(("o", "only", "x"), "x"),
    ],
)
def test_what_has_no_place_is_refused(edit: Edit) -> None:
    """The message names the file."""
    file = file_of("p: [x]\ne: {}\no: {only: x}\n")
    with pytest.raises(CuratingError, match=r"f\.yaml"):
        file.edited([edit])


@pytest.mark.slow
def test_the_bundled_corpus_comes_back_byte_for_byte() -> None:
    """All of each file, no record set aside."""
    files = list(curated_files(bundled_corpus()))
    assert len(files) >= 50
    for path in files:
        text = path.read_bytes().decode()
        assert YamlTree(text, 1).text() == text, path


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (SetValue(("p", 1, "quote"), "x"), "f.yaml:5:1: the layout of this line"),
        (AppendItem(("p",), "x"), "f.yaml:5:1: the layout of this line"),
        (SetValue(("p", 0, "quote"), "x"), "f.yaml:5:1: the layout of this line"),
    ],
)
def test_a_layout_that_cannot_be_kept_is_said(edit: Edit, says: str) -> None:
    """With its line, below any comment; nothing is changed."""
    file = file_of("# Of it.\np:\n  - id: a\n    quote: b\n  - id:   c\n    quote: d\n")
    with pytest.raises(CuratingError) as refused:
        file.edited([edit], "- x")
    assert str(refused.value).startswith(says)
    assert str(refused.value).endswith("nothing is written: add this manually:\n- x")

"""One more passage for a record that is there."""

from pathlib import Path
from textwrap import dedent

import pytest

from trafficking_explorer.curation.add_evidence import Place, add_passage
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import TextQuote

NEW = TextQuote(exact="new words")


def after(tmp_path: Path, record: str, field: str = "record", source: str = "s") -> str:
    path = tmp_path / "f.yaml"
    text = "source: s\n\nplaces:\n" + dedent(record) + "\n# The end.\n"
    path.write_text(text)
    place = Place(path, "f.yaml", ("place", "a"))
    lines = place.read().preview(field, NEW, source)
    assert path.read_text() == text
    written = add_passage(place, field, NEW, source)
    found = path.read_text()
    assert found.splitlines()[written.line - 1][written.column - 1 :].startswith(
        ("id: a", "{id: a")
    )
    assert lines.splitlines()[0] in found
    assert found.startswith("source: s\n\nplaces:\n") and found.endswith("\n# The end.\n")
    return found.removeprefix("source: s\n\nplaces:\n").removesuffix("\n# The end.\n")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("quote: old words", "quote:\n    - old words\n    - new words"),
        ("quote: old words  # why", "quote:\n    - old words  # why\n    - new words"),
        (
            "quote: >-\n    old words\n    go on",
            "quote:\n    - >-\n      old words\n      go on\n    - new words",
        ),
        ("quote:\n    - old\n    - older", "quote:\n    - old\n    - older\n    - new words"),
        ("quote: [old, older]", "quote: [old, older, new words]"),
        (
            "quote: {exact: old, prefix: an}",
            "quote:\n    - {exact: old, prefix: an}\n    - new words",
        ),
        (
            "quote:\n    exact: old\n    prefix: an",
            "quote:\n    - exact: old\n      prefix: an\n    - new words",
        ),
        (
            "quote:\n    s: old\n    t: other",
            "quote:\n    s:\n      - old\n      - new words\n    t: other",
        ),
        ("quote:\n    t: other", "quote:\n    t: other\n    s: new words"),
        ("quote: {t: other}", "quote: {t: other, s: new words}"),
    ],
)
def test_a_quote_becomes_a_list(tmp_path: Path, before: str, expected: str) -> None:
    """In any layout; everything around it stays."""
    record = "- id: a\n  {}\n  name: A\n  kind: city\n- id: b\n  name: B"
    assert after(tmp_path, record.format(before)) == record.format(expected)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("quote: old words", "quote:\n    s: old words\n    t: new words"),
        (
            "quote:\n    - old\n    - older",
            "quote:\n    s:\n      - old\n      - older\n    t: new words",
        ),
        (
            "quote: >-\n    old words",
            "quote:\n    s: >-\n      old words\n    t: new words",
        ),
        ("quote:\n    s: old", "quote:\n    s: old\n    t: new words"),
        ("quote:\n    t: [other]", "quote:\n    t: [other, new words]"),
    ],
)
def test_another_source_is_named(tmp_path: Path, before: str, expected: str) -> None:
    """The older passages then name their source too."""
    record = "- id: a\n  {}\n  name: A"
    assert after(tmp_path, record.format(before), source="t") == record.format(expected)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (
            "- id: a\n  quote: q\n  kind: city\n  resolved:\n    kind: why\n  note: n",
            "- id: a\n  quote: q\n  kind: city\n  evidence:\n    kind: new words\n  resolved:\n    kind: why\n  note: n",
        ),
        (
            "- id: a\n  evidence:\n    name: old\n  note: n",
            "- id: a\n  evidence:\n    name: old\n    kind: new words\n  note: n",
        ),
        (
            "- id: a\n  evidence: {name: old, kind: q}\n  note: n",
            "- id: a\n  evidence: {name: old, kind: [q, new words]}\n  note: n",
        ),
        ("- {id: a, quote: q}", "- {id: a, quote: q, evidence: {kind: new words}}"),
    ],
)
def test_a_field_gets_evidence(tmp_path: Path, before: str, expected: str) -> None:
    """Under `evidence`, which is before `resolved` and `note`."""
    assert after(tmp_path, before, "kind") == expected


def test_fields_that_share_a_passage_go_on_sharing(tmp_path: Path) -> None:
    found = after(tmp_path, "- id: a\n  evidence:\n    name, kind: old", "name, kind")
    assert found == "- id: a\n  evidence:\n    name, kind:\n      - old\n      - new words"


def test_a_record_without_a_quote_gets_one(tmp_path: Path) -> None:
    assert after(tmp_path, "- id: a\n  name: A") == "- id: a\n  quote: new words\n  name: A"
    assert after(tmp_path, "- {id: a}", source="t") == "- {id: a, quote: {t: new words}}"


def test_a_record_that_has_gone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("source: s\nplaces:\n  - id: b\n")
    with pytest.raises(CuratingError, match="place/a does not exist any more"):
        add_passage(Place(path, "f.yaml", ("place", "a")), "record", NEW, "s")
    assert path.read_text() == "source: s\nplaces:\n  - id: b\n"


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("- id: a\n  quote: |+\n    old\n\n", "f.yaml:8:1: the layout of this line"),
        ("- id:   a\n  quote: old\n", "f.yaml:4:1: the layout of this line"),
        ("- id: a\n  quote:\n     exact: old\n", "f.yaml:6:1: the layout of this line"),
        ("- id: a \n  quote: old\n", "f.yaml:4:1: the layout of this line"),
    ],
    ids=["blank lines of a text", "aligned values", "three columns", "a blank at the end"],
)
def test_what_cannot_take_it_is_refused(tmp_path: Path, record: str, says: str) -> None:
    """With the lines to add manually; the file stays."""
    path = tmp_path / "f.yaml"
    text = f"source: s\n# All of them.\nplaces:\n{record}# The end.\n"
    path.write_text(text)
    with pytest.raises(CuratingError) as refused:
        add_passage(Place(path, "f.yaml", ("place", "a")), "record", NEW, "s")
    assert str(refused.value).startswith(says)
    assert str(refused.value).endswith("add this manually:\nquote: new words")
    assert path.read_text() == text


def test_records_that_do_not_change_may_have_any_layout(tmp_path: Path) -> None:
    """Only the record itself, and the last one, have to come back as they are."""
    odd = "- id:   z\n  quote:   [ odd ]\n  name : Z\n\n"
    record = f"{odd}- id: a\n  quote: old\n{odd}- id: b\n  quote: x"
    assert after(tmp_path, record) == record.replace(
        "quote: old", "quote:\n    - old\n    - new words"
    )


def test_further_lines_of_a_text_stay(tmp_path: Path) -> None:
    """Quoted or plain, they are indented with it."""
    record = '- id: a\n  quote: "old\n    \\u00e9"  # why\n  name: two plain\n    lines  # here'
    expected = record.replace('quote: "old\n    ', 'quote:\n    - "old\n      ').replace(
        "# why", "# why\n    - new words"
    )
    assert after(tmp_path, record) == expected

"""A record at the end of its list."""

import os
import re
import stat
from pathlib import Path

import pytest

from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.curation import yaml_edit as splicing
from trafficking_explorer.curation.append_record import append, check_writable
from trafficking_explorer.curation.types import Draft, TargetFile, WriteResult
from trafficking_explorer.errors import CuratingError, ExplorerError
from trafficking_explorer.records.evidence import TextQuote

DRAFT = Draft("place", "chad", (TextQuote(exact="in Chad"),), (("name", "Chad"),))


def after(tmp_path: Path, text: str, source: str = "s") -> str:
    path = tmp_path / "f.yaml"
    path.write_bytes(text.encode())
    written = append(DRAFT, source, TargetFile(path, False, "curated/f.yaml"))
    found = path.read_bytes().decode()
    line = found.lstrip("\ufeff").splitlines()[written.line - 1]
    assert line[written.column - 1 :].startswith(("id: chad", "{id: chad"))
    assert written == WriteResult(path, written.line, written.column, ("place", "chad"))
    return found


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (
            "source: s\nplaces:\n  - id: a\n    name: A\n",
            "source: s\nplaces:\n  - id: a\n    name: A\n\n  - id: chad\n    quote: in Chad\n    name: Chad\n",
        ),
        (
            "source: s\nplaces:\n- id: a\n- id: b\n# The end.\n",
            "source: s\nplaces:\n- id: a\n- id: b\n- id: chad\n  quote: in Chad\n  name: Chad\n# The end.\n",
        ),
        (
            "source: s\r\nplaces:\r\n  - id: a",
            "source: s\r\nplaces:\r\n  - id: a\r\n\r\n  - id: chad\r\n    quote: in Chad\r\n    name: Chad",
        ),
        (
            "source: s\nplaces:\n  - id: a  # here\n    # of a\n\n# of b\nevents: []\n",
            "source: s\nplaces:\n  - id: a  # here\n    # of a\n\n  - id: chad\n    quote: in Chad\n    name: Chad\n\n# of b\nevents: []\n",
        ),
        (
            "\ufeffsource: s\nevents:\n- id: e\n",
            "\ufeffsource: s\nevents:\n- id: e\n\nplaces:\n- id: chad\n  quote: in Chad\n  name: Chad\n",
        ),
        (
            "source: s\nplaces: []  # none yet\n",
            "source: s\nplaces:  # none yet\n  - id: chad\n    quote: in Chad\n    name: Chad\n",
        ),
        (
            "source: t\nplaces:\n",
            "source: t\nplaces:\n  - id: chad\n    quote:\n      s: in Chad\n    name: Chad\n",
        ),
        (
            "---\n# All.\nsource: s\nplaces: [{id: a}]  # in brackets\n...\n",
            "---\n# All.\nsource: s\nplaces: [{id: a}, {id: chad, quote: in Chad, name: Chad}]  # in brackets\n...\n",
        ),
        ("", "places:\n  - id: chad\n    quote:\n      s: in Chad\n    name: Chad\n"),
    ],
    ids=["house", "column 0", "crlf, no last break", "comments", "mark, new key", "brackets", "other source", "brackets with a record", "empty"],
)  # fmt: skip
def test_it_is_written_as_the_file_is(tmp_path: Path, before: str, expected: str) -> None:
    """Indentation, blank lines, line breaks, comments, mark and the file's source."""
    assert after(tmp_path, before) == expected


def test_an_id_that_the_file_has_is_counted_on(tmp_path: Path) -> None:
    """Somebody may have written it since the explorer has read the corpus."""
    path = tmp_path / "f.yaml"
    path.write_text("source: s\n")
    ids = [append(DRAFT, "s", TargetFile(path, False, "f.yaml")).record[1] for _ in range(3)]
    assert ids == ["chad", "chad-2", "chad-3"]
    assert re.findall("id: (.*)", path.read_text()) == ids


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("places:\n  - id: a\n bad", "curated/f.yaml:3:"),
        ("places: {id: a}\n", "curated/f.yaml:1:1: places is not a list"),
        ("- id: a\n", "curated/f.yaml:1:1: has no place for places"),
        ("source:   s\nplaces:\n  - id: a\n", "curated/f.yaml:1:1: the layout of this line"),
        ("source: s\r\nplaces:\n  - id: a\n", "curated/f.yaml: its lines end in several ways"),
        ("places:\n  - &a {id: a}\n", "curated/f.yaml:2:5: anchors and aliases"),
        ("places:\nplaces:\n", "curated/f.yaml:2:1: 'places' appears twice"),
    ],
)
def test_what_has_no_place_for_it_is_refused(tmp_path: Path, text: str, says: str) -> None:
    """The message has the place; the file is as it was."""
    path = tmp_path / "f.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(CuratingError) as refused:
        append(DRAFT, "s", TargetFile(path, False, "curated/f.yaml"))
    assert str(refused.value).startswith(says)
    assert path.read_bytes() == text.encode()
    assert [each.name for each in tmp_path.iterdir()] == ["f.yaml"]


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"places:\n  - id: \xff\n")
    with pytest.raises(CuratingError, match=r"f\.yaml:2:9: not UTF-8"):
        append(DRAFT, "s", TargetFile(path, False, "f.yaml"))


def test_mode_and_link_stay(tmp_path: Path) -> None:
    """The file behind a link is replaced, not the link."""
    real, link = tmp_path / "real.yaml", tmp_path / "f.yaml"
    real.write_text("source: s\n")
    real.chmod(0o640)
    link.symlink_to(real.name)
    append(DRAFT, "s", TargetFile(link, False, "f.yaml"))
    assert link.is_symlink()
    assert "id: chad" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_file_that_is_saved_meanwhile_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines of another program stay, even in a file that changes all the time."""
    path = tmp_path / "f.yaml"
    path.write_text("source: s\n")
    times = iter(range(3))

    def read_then_save(label: str, data: bytes) -> object:
        if b"chad" in data and (n := next(times, None)) is not None:
            with path.open("a") as file:
                file.write(f"# Saved {n}.\n")
        return read_yaml(label, data)

    monkeypatch.setattr(splicing, "read_yaml", read_then_save)
    append(DRAFT, "s", TargetFile(path, False, "f.yaml"))
    text = path.read_text()
    assert all(f"# Saved {n}." in text for n in range(3))
    assert "id: chad" in text
    times = iter(range(100))
    with pytest.raises(CuratingError, match="changed by another program"):
        append(Draft("place", "mali", DRAFT.quote, ()), "s", TargetFile(path, False, "f.yaml"))


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("source: s\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExplorerError, match="No space left"):
        append(DRAFT, "s", TargetFile(path, False, "f.yaml"))
    assert path.read_text() == "source: s\n"
    assert [each.name for each in tmp_path.iterdir()] == ["f.yaml"]


def test_a_new_file_names_schema_and_source(tmp_path: Path) -> None:
    """The schema where the corpus has one; never over a file that is there."""
    path = tmp_path / "curated" / "002" / "places.yaml"
    (tmp_path / "curated").mkdir()
    (tmp_path / "curated" / "corpus.schema.json").write_text("{}")
    target = TargetFile(path, True, "curated/002/places.yaml")
    written = append(DRAFT, "002", target)
    assert path.read_text() == (
        "# yaml-language-server: $schema=../corpus.schema.json\n"
        'source: "002"\n\nplaces:\n  - id: chad\n    quote: in Chad\n    name: Chad\n'
    )
    assert (written.line, written.column) == (5, 5)
    with pytest.raises(CuratingError, match="exists by now"):
        append(DRAFT, "002", target)


def test_a_corpus_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is the one in the installed package; the message says what to do."""
    (tmp_path / "curated").mkdir()
    check_writable(tmp_path)
    with pytest.raises(CuratingError, match=r"init DIR"):
        check_writable(Path(splicing.__file__).parents[1] / "bundled")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CuratingError, match=r"this corpus cannot be written"):
        check_writable(tmp_path)

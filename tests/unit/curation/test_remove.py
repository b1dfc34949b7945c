"""A source that is removed, with what is drawn from it alone; and the undoing of writes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.curation import remove_apply
from trafficking_explorer.curation.remove_apply import apply_removal
from trafficking_explorer.curation.remove_plan import plan_removal
from trafficking_explorer.curation.write_journal import WriteJournal
from trafficking_explorer.errors import CuratingError, UsageError
from trafficking_explorer.text.files import replace_file

Call = Callable[..., Result]
Folder = Callable[..., Path]
A = "Operation Sun freed 12 people.\n\nThe Lake Bureau took part, on 4 May 2021.\n"
B = "Operation Sun, in Mali, began in June 2021.\n\nThe Lake Bureau said so.\n"
SOURCES = """
    sources:
      - id: a
        path: a.txt
        title: Operation Sun freed 12 people
        article: {from: Operation Sun, to: on 4 May 2021.}
      - id: b
        path: b.txt
        title: Operation Sun, in Mali
        article: {from: "Operation Sun, in", to: said so.}
    """
SHARED = """
    operations:
      # The one that both tell of.
      - id: sun
        quote:
          a: Operation Sun
          b: Operation Sun, in Mali
        name: Operation Sun
        kind: operation
        date: 2021-06
        countries: [ML]
        evidence:
          date: {b: in June 2021}
        links:
          - relation: participant
            to: agency/lake
            quote: {a: The Lake Bureau took part}

    agencies:
      - id: lake
        quote: {a: The Lake Bureau took part}
        name: Lake Bureau
        kind: bureau
    """
OWN = """
    source: a

    statistics:
      - id: freed
        quote: freed 12 people
        label: Freed
        measure: rescued
        value: 12
        value_text: 12 people
        unit: persons
        qualifier: exact
        operation: sun
        scope: operation
        evidence: {operation: Operation Sun freed}
    """


@pytest.fixture
def root(corpus_folder: Folder) -> Path:
    files = {"sources.yaml": SOURCES, "shared.yaml": SHARED, "a/records.yaml": OWN}
    folder = corpus_folder(files, {"a.txt": A, "b.txt": B})
    assert load(folder).problems == []
    return folder


def state(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_all_that_would_go_is_shown_first(call: Call, root: Path) -> None:
    """Nothing is written without --write."""
    before = state(root)
    result = call("--corpus", str(root), "remove", "a")
    assert result.exit_code == 0, result.output
    assert state(root) == before
    lines = result.stdout.splitlines()
    assert lines[0] == "source a: Operation Sun freed 12 people"
    assert "its text: seeds/a.txt" in lines
    assert "2 records drawn from it alone:" in lines
    assert any(line.startswith("  statistic/freed  curated/a/records.yaml:") for line in lines)
    assert any(line.startswith("  agency/lake  ") for line in lines)
    assert "  operation/sun  loses 2 of 4 passages, and link to agency/lake" in lines
    assert "nothing is removed: --write removes all of this" in result.stderr


def test_what_is_drawn_from_it_alone_goes(call: Call, root: Path) -> None:
    """Others keep their passages, comments and layout; the corpus has no problem afterwards."""
    before = state(root)
    result = call("--corpus", str(root), "remove", "a", "--write")
    assert result.exit_code == 0, result.output
    corpus = load(root)
    assert corpus.problems == []
    assert sorted(corpus.by_id) == [("operation", "sun"), ("source", "b")]
    shared = (root / "curated/shared.yaml").read_text("utf-8")
    assert "# The one that both tell of." in shared
    assert "agency/lake" not in shared
    assert "date: {b: in June 2021}" in shared
    assert not (root / "seeds/a.txt").exists()
    assert not (root / "curated/a").exists()
    undone = call("--corpus", str(root), "remove", "--undo")
    assert undone.exit_code == 0, undone.output
    assert state(root) == before


def test_a_field_that_it_alone_supports_goes(call: Call, root: Path) -> None:
    """The date of the operation, which only the other text gives."""
    result = call("--corpus", str(root), "remove", "b", "--write")
    assert result.exit_code == 0, result.output
    assert "  operation/sun  loses 2 of 4 passages, and countries, date" in result.stdout
    corpus = load(root)
    assert corpus.problems == []
    assert ("statistic", "freed") in corpus.by_id


def test_an_interrupted_removal_loses_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be undone, or run again."""
    before = state(root)
    calls = 0

    def fail(path: Path, data: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise KeyboardInterrupt
        replace_file(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(remove_apply, "replace_file", fail)
        with pytest.raises(KeyboardInterrupt):
            apply_removal(plan_removal(root, "a"))
    assert state(root) != before
    assert WriteJournal(root).undo().what == "remove a"
    assert state(root) == before


def test_the_last_source_can_go(call: Call, tmp_path: Path) -> None:
    """An empty corpus is left, to which a text can be added."""
    root = tmp_path / "corpus"
    create_corpus(root)
    assert call("--corpus", str(root), "remove", "example", "--write").exit_code == 0
    assert load(root).by_id == {}
    (tmp_path / "a.txt").write_text("A title of it\n\nIts words.\n", "utf-8")
    assert call("--corpus", str(root), "add", str(tmp_path / "a.txt")).exit_code == 0
    assert load(root).problems == []


def test_a_text_can_be_the_first(call: Call, tmp_path: Path) -> None:
    """It is added to a corpus whose example was deleted."""
    root = tmp_path / "corpus"
    create_corpus(root)
    for path in (*(root / "curated").glob("*.yaml"), *(root / "seeds").iterdir()):
        path.unlink()
    (tmp_path / "a.txt").write_text("A title of it\n\nIts words.\n", "utf-8")
    result = call("--corpus", str(root), "add", str(tmp_path / "a.txt"))
    assert result.exit_code == 0, result.output


def test_what_cannot_be_removed(root: Path) -> None:
    """In a sentence."""
    with pytest.raises(UsageError, match="there is no source c"):
        plan_removal(root, "c")
    plan = plan_removal(root, "a")
    with (root / "curated/shared.yaml").open("a") as file:
        file.write("# A remark.\n")
    with pytest.raises(CuratingError, match="has changed since it was read"):
        apply_removal(plan)


# Undo.


def test_writes_are_undone_one_by_one(call: Call, tmp_path: Path) -> None:
    """The last first; each file exactly as before, a new one gone."""
    root = tmp_path / "corpus"
    create_corpus(root)
    states = [state(root)]
    article = tmp_path / "lake.txt"
    article.write_text("Operation Lake frees 12\n\nPolice freed 12 people in Mali.\n", "utf-8")
    for args in (
        ("add", str(article)),
        ("anchor", "lake", "12 people", "--record", "statistic", "--into", str(root / "curated/lake.yaml")),
        ("add", str(article), "--redo", "--author", "Ana Ferro"),
    ):  # fmt: skip
        result = call("--corpus", str(root), *args)
        if args[0] == "anchor" and result.exit_code == 2 and "--set" in result.stderr:
            # Which fields are open is for others to test.
            continue
        assert result.exit_code == 0, result.output
        states.append(state(root))
    assert len(states) >= 3
    while len(states) > 1:
        states.pop()
        result = call("--corpus", str(root), "anchor", "--undo")
        assert result.exit_code == 0, result.output
        assert "undone: " in result.stderr
        assert state(root) == states[-1]
    result = call("--corpus", str(root), "add", "--undo")
    assert result.exit_code == 2
    assert "no write to undo is known" in result.stderr


def test_a_changed_file_is_not_undone(call: Call, tmp_path: Path) -> None:
    """The change would be lost; nothing else is undone either."""
    root = tmp_path / "corpus"
    create_corpus(root)
    (tmp_path / "a.txt").write_text("A title of it\n\nIts words.\n", "utf-8")
    assert call("--corpus", str(root), "add", str(tmp_path / "a.txt")).exit_code == 0
    with (root / "curated/a.yaml").open("a") as file:
        file.write("# Mine.\n")
    before = state(root)
    result = call("--corpus", str(root), "remove", "--undo")
    assert result.exit_code == 2
    assert "curated/a.yaml: has changed since “add a”" in result.stderr
    assert state(root) == before


def test_an_edition_is_undone(call: Call, tmp_path: Path) -> None:
    """The old text is back, and its record."""
    root = tmp_path / "corpus"
    create_corpus(root)
    before = state(root)
    new = tmp_path / "new.txt"
    new.write_text((root / "seeds/example.txt").read_text("utf-8") + "\nCorrected.\n", "utf-8")
    assert call("--corpus", str(root), "edition", "example", str(new), "--write").exit_code == 0
    assert state(root) != before
    assert call("--corpus", str(root), "edition", "--undo").exit_code == 0
    assert state(root) == before


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'[{"what": 1}]'])
def test_a_damaged_journal_stops_nothing(tmp_path: Path, content: bytes) -> None:
    """There is nothing to undo then; the next write is kept."""
    root, path = tmp_path / "c", tmp_path / "c/f"
    root.mkdir()
    journal = WriteJournal(root, tmp_path / "journal")
    journal.path.parent.mkdir()
    journal.path.write_bytes(content)
    with pytest.raises(CuratingError, match="no write to undo"):
        journal.undo()
    with journal.recording("a write", [path]):
        path.write_bytes(b"x")
    assert journal.undo().what == "a write"
    assert not path.exists()

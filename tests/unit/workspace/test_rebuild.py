"""The next state of a corpus: built, refused or the same, with and without the build process."""

import io
import os
import pickle
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from trafficking_explorer.database.cache import locate_store, read_manifest
from trafficking_explorer.database.queries import count_changed
from trafficking_explorer.workspace import build_process as building
from trafficking_explorer.workspace.build_process import BuildProcess, serve
from trafficking_explorer.workspace.opening import open_with_findings
from trafficking_explorer.workspace.rebuild import RebuildResult, check, initial_build, rebuild

TEXT = "The bureau lent 3 boats.\nThe bureau of Lomé lent 4 boats.\n"
GOOD = """
    agencies:
      - id: bureau
        quote: The bureau lent 3 boats
        name: bureau
        kind: bureau
      - id: lome
        quote: The bureau of Lomé
        name: bureau of Lomé
        kind: bureau
    """
NONE: frozenset[tuple[str, str, str]] = frozenset()


@pytest.fixture
def root(text_folder: Callable[..., Path]) -> Path:
    return text_folder(TEXT, GOOD)


def save(root: Path, old: str, new: str) -> None:
    path = root / "curated/records.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_state_that_counts_is_built(root: Path, tmp_path: Path) -> None:
    """Its store is in the cache; nothing is done again for the same contents."""
    cache = tmp_path / "cache"
    found = rebuild(root, cache, NONE, "")
    assert (found.outcome, found.count) == ("built", 0)
    place = locate_store(root, cache)
    assert place.fingerprint == found.fingerprint
    assert read_manifest(place) is not None
    (root / "curated/records.yaml").touch()
    assert rebuild(root, cache, NONE, found.contents).outcome == "same"


def test_a_record_with_an_error_does_not_hold_up_others(root: Path, tmp_path: Path) -> None:
    """The state is built, without what is wrong; each problem has its place and what helps."""
    cache = tmp_path / "cache"
    save(root, "lent 3 boats", "lent 5 boats")
    found = rebuild(root, cache, NONE, "")
    assert found.outcome == "built"
    (problem,) = found.problems
    assert (problem.at.path, problem.at.line, problem.rule) == (
        "curated/records.yaml",
        4,
        "unanchored-quote",
    )
    assert any("nearest" in note for note in problem.notes)
    assert read_manifest(locate_store(root, cache)) is not None
    assert check(root, cache).errors == found.errors
    save(root, "kind: bureau", "kind: unheard-of")
    again = rebuild(root, cache, found.errors, found.contents)
    assert (again.outcome, again.count) == ("built", 1)
    store = open_with_findings(locate_store(root, cache))
    assert store.rows("SELECT agency_id FROM corpus.agencies") == [("lome",)]
    store.close()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"agencies: [", b"{"])
def test_a_state_that_has_lost_a_file_is_refused(
    root: Path, tmp_path: Path, content: bytes
) -> None:
    """The file may just be being written. An error known before does not count."""
    cache = tmp_path / "cache"
    (root / "curated/records.yaml").write_bytes(content)
    found = rebuild(root, cache, NONE, "")
    assert (found.outcome, found.count) == ("refused", 1)
    assert read_manifest(locate_store(root, cache)) is None
    assert rebuild(root, cache, found.errors, "").outcome == "built"


def test_a_state_that_has_lost_a_text_is_refused(root: Path, tmp_path: Path) -> None:
    """An editor may write it in several steps."""
    (root / "seeds/s.txt").unlink()
    assert rebuild(root, tmp_path / "cache", NONE, "").outcome == "refused"


def test_a_corpus_without_files(root: Path, tmp_path: Path) -> None:
    """The reason why it cannot be read is a problem like others."""
    for path in (root / "curated").iterdir():
        path.unlink()
    found = rebuild(root, tmp_path / "cache", NONE, "")
    assert found.outcome == "refused"
    assert "no YAML files" in found.problems[0].message
    assert check(root, tmp_path / "cache").outcome == "refused"


def test_how_many_records_have_changed(root: Path, tmp_path: Path) -> None:
    """One changed, one gone, one new; moving within a file is not a change."""
    before = open_with_findings(locate_store(root, tmp_path / "one"))
    save(root, "agencies:", "# A comment\nagencies:")
    moved = open_with_findings(locate_store(root, tmp_path / "two"))
    assert count_changed(before, moved) == 0
    save(root, "id: lome", "id: lome-two")
    save(root, "kind: bureau", "kind: bureau\n    note: A word.")
    after = open_with_findings(locate_store(root, tmp_path / "three"))
    assert count_changed(before, after) == 3
    for store in (before, moved, after):
        store.close()


def test_a_process_of_its_own(root: Path, tmp_path: Path) -> None:
    """It answers one question after the other; killed, another does its work; closed, it ends."""
    builder = BuildProcess(root, tmp_path / "cache")
    try:
        builder.start()
        process = builder._process
        assert process is not None
        found = builder.rebuild(NONE, "")
        assert found.outcome == "built"
        save(root, "lent 3 boats", "lent 5 boats")
        assert builder.check().count == 1
        os.kill(process.pid, signal.SIGKILL)
        again = builder.rebuild(NONE, "")
        assert (again.outcome, again.count) == ("built", 1)
        builder.start()
        process = builder._process
        assert process is not None
    finally:
        builder.close()
    assert process.poll() is not None


def test_processes_that_are_killed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a second process ends without an answer, this is reported and nothing is read."""

    def ended(_: object) -> RebuildResult:
        raise EOFError

    monkeypatch.setattr(pickle, "load", ended)
    builder = BuildProcess(root, tmp_path / "cache")
    try:
        found = builder.rebuild(NONE, "")
    finally:
        builder.close()
    assert found.outcome == "refused"
    assert found.fingerprint == locate_store(root, tmp_path).fingerprint
    assert "was ended (out of memory?)" in found.problems[0].message
    assert not (tmp_path / "cache").exists()


def test_a_process_that_has_taken_much(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gives its answer and ends; with little memory it goes on."""
    request = pickle.dumps((check, root, tmp_path))
    for most, count in ((0, 1), (2**50, 2)):
        monkeypatch.setattr(building, "_MOST_MEMORY", most)
        answers = io.BytesIO()
        serve(io.BytesIO(2 * request), answers)
        answers.seek(0)
        for _ in range(count):
            assert pickle.load(answers).outcome == "same"
        assert not answers.read()


def test_the_first_state(root: Path, tmp_path: Path) -> None:
    """Its store is built despite errors; without a corpus, the reason is given."""
    save(root, "lent 3 boats", "lent 5 boats")
    found = initial_build(root, tmp_path / "cache")
    assert found.outcome == "built"
    assert read_manifest(locate_store(root, tmp_path / "cache")) is not None
    refused = initial_build(tmp_path / "nowhere", tmp_path / "cache")
    assert refused.outcome == "refused"
    assert "no such folder" in refused.problems[0].message

"""The state of the panes, kept in a file."""

import json
import multiprocessing
import os
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.ui import view_state as remembered
from trafficking_explorer.ui.view_state import CorpusState, PaneState, ViewStateStore

CORPUS = Path("/a corpus/of mine")
MEMORY = PaneState(
    'girl "nearly 500"',
    (("value", True), ("measure", False)),
    {"order": ["value"], "hidden": [], "widths": {"value": 9}, "frozen": 1},
    ("statistic", "x"),
)

texts = st.text(max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
)
memories = st.builds(
    PaneState,
    texts,
    st.lists(st.tuples(texts, st.booleans()), max_size=3).map(tuple),
    plain,
    st.none() | st.tuples(texts, texts),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder that is not there yet."""
    return tmp_path / "a" / "b" / "views.json"


def read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_panes_come_back_as_they_were_left(path: Path) -> None:
    """To another explorer too; a corpus that is not known has none."""
    ViewStateStore(path).write(CORPUS, "statistics", {"statistics": MEMORY, "quotes": PaneState()})
    found = ViewStateStore(path).read(CORPUS)
    assert found == CorpusState("statistics", {"statistics": MEMORY, "quotes": PaneState()})
    assert ViewStateStore(path).read(Path("/another")) == CorpusState()


def test_nothing_is_remembered_before_anything_was_kept(path: Path) -> None:
    """And asking writes nothing."""
    assert ViewStateStore(path).read(CORPUS) == CorpusState()
    assert not path.parent.exists()


def test_it_lies_in_the_readers_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default folder is used if no other is named."""
    monkeypatch.setattr(remembered, "data_folder", lambda: tmp_path)
    assert ViewStateStore().path == tmp_path / "views.json"


@given(st.dictionaries(texts, memories, max_size=3))
def test_whatever_a_pane_holds_comes_back(
    tmp_path_factory: pytest.TempPathFactory, panes: dict[str, PaneState]
) -> None:
    """Any words, lone surrogates too; what is kept of the columns is given back unread."""
    path = tmp_path_factory.mktemp("data") / "views.json"
    ViewStateStore(path).write(CORPUS, "quotes", panes)
    assert ViewStateStore(path).read(CORPUS) == CorpusState("quotes", panes)


def test_a_corpus_is_found_by_any_way_to_it(tmp_path: Path, path: Path) -> None:
    """A link and a detour lead to the same folder."""
    (tmp_path / "corpus" / "curated").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "corpus", target_is_directory=True)
    ViewStateStore(path).write(tmp_path / "corpus", "quotes", {"quotes": MEMORY})
    for way in (tmp_path / "link", tmp_path / "corpus" / "curated" / ".."):
        assert ViewStateStore(path).read(way).panes == {"quotes": MEMORY}


def test_the_file_does_not_tell_where_things_lie(path: Path) -> None:
    """It names no path, and nobody else can read it."""
    ViewStateStore(path).write(CORPUS, "statistics", {"statistics": MEMORY})
    text = path.read_text("utf-8")
    assert "corpus/of" not in text
    assert "of mine" not in text
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_known_of_other_panes_stays(path: Path) -> None:
    """A pane that was not opened this time looks as it did the time before."""
    memory = ViewStateStore(path)
    memory.write(CORPUS, "quotes", {"quotes": MEMORY, "tools": MEMORY})
    memory.write(CORPUS, "tools", {"tools": PaneState("new")})
    memory.write(Path("/another"), "more", {"more": MEMORY})
    found = memory.read(CORPUS)
    assert found == CorpusState("tools", {"quotes": MEMORY, "tools": PaneState("new")})
    assert memory.read(Path("/another")).panes == {"more": MEMORY}


def _write_many(path: Path, explorer: int, start: Barrier) -> None:
    # However long another one that writes is kept from it.
    remembered._LOCK_SECONDS = 600
    start.wait(600)
    for round_ in range(25):
        memory = {f"pane-{explorer}": PaneState(str(round_))}
        ViewStateStore(path).write(CORPUS, f"pane-{explorer}", memory)


def test_explorers_that_write_at_once_lose_nothing(path: Path) -> None:
    """The last state of each pane is there, and no half-written file."""
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(3)
    explorers = [spawn.Process(target=_write_many, args=(path, i, start)) for i in range(3)]
    for explorer in explorers:
        explorer.start()
    for explorer in explorers:
        explorer.join(600)
        assert explorer.exitcode == 0
    assert ViewStateStore(path).read(CORPUS).panes == {
        f"pane-{i}": PaneState("24") for i in range(3)
    }
    assert {each.name for each in path.parent.iterdir()} == {"views.json", ".views.json.lock"}


def test_an_explorer_waits_for_another_that_writes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changes of the other explorer are not overwritten unread."""
    monkeypatch.setattr(remembered, "_LOCK_SECONDS", 600)
    one, other = ViewStateStore(path), ViewStateStore(path)
    path.parent.mkdir(parents=True)
    writer = Thread(target=other.write, args=(CORPUS, "tools", {"tools": MEMORY}))
    with one._alone():
        writer.start()
        writer.join(0.1)
        assert writer.is_alive()
        assert not path.exists()
    writer.join(600)
    assert one.read(CORPUS).panes == {"tools": MEMORY}


def test_an_explorer_that_hangs_holds_nobody_up(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An explorer stopped while it wrote holds up the next for a moment only."""
    monkeypatch.setattr(remembered, "_LOCK_SECONDS", 0.05)
    one, other = ViewStateStore(path), ViewStateStore(path)
    path.parent.mkdir(parents=True)
    with one._alone():
        other.write(CORPUS, "quotes", {"quotes": MEMORY})
    assert one.read(CORPUS).panes == {"quotes": MEMORY}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"[]",
        b"17",
        b"null",
        b"[" * 100_000,
        b"9" * 10_000,
        b'{"format": "trafficking-explorer views 2", "corpora": {}}',
        b'{"my": "own notes"}',
        b'{"format": "trafficking-explorer views 1", "corpora": {}}' + b" " * 2**20,
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_file_that_is_not_ours_is_set_aside(path: Path, content: bytes) -> None:
    """Damaged, huge, or of another version: nothing is remembered, and nothing of it is lost."""
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    memory = ViewStateStore(path)
    assert memory.read(CORPUS) == CorpusState()
    assert path.read_bytes() == content
    memory.write(CORPUS, "quotes", {"quotes": MEMORY})
    assert memory.read(CORPUS).panes == {"quotes": MEMORY}
    assert path.with_name("views.json.set-aside").read_bytes() == content


@given(plain, plain)
def test_a_file_of_ours_can_hold_anything(
    tmp_path_factory: pytest.TempPathFactory, corpus: object, pane: object
) -> None:
    """Senseless entries are passed over, and all others read."""
    path = tmp_path_factory.mktemp("data") / "views.json"
    memory = ViewStateStore(path)
    memory.write(CORPUS, "quotes", {"quotes": MEMORY})
    document = read_json(path)
    (name,) = document["corpora"]
    document["corpora"][name]["panes"]["tools"] = pane
    document["corpora"]["other"] = corpus
    path.write_text(json.dumps(document), "utf-8")
    found = memory.read(CORPUS)
    assert found.panes["quotes"] == MEMORY
    assert isinstance(found.panes["tools"], PaneState)
    document["corpora"][name] = corpus
    path.write_text(json.dumps(document), "utf-8")
    assert isinstance(memory.read(CORPUS), CorpusState)
    memory.write(CORPUS, "more", {"more": MEMORY})
    assert memory.read(CORPUS).panes["more"] == MEMORY


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ({"filter": 3}, PaneState()),
        (
            {"sort": [["value", True], ["measure"], ["x", "y"], 4]},
            PaneState("", (("value", True),)),
        ),
        ({"record": ["quote", 3]}, PaneState()),
        ({"record": "quote/x"}, PaneState()),
        ({"filter": "x", "record": ["quote", "y"]}, PaneState("x", record=("quote", "y"))),
        (None, PaneState()),
    ],
)
def test_a_wrong_value_costs_only_itself(path: Path, value: object, read_as: PaneState) -> None:
    """The others of its pane are read."""
    memory = ViewStateStore(path)
    memory.write(CORPUS, "quotes", {})
    document = read_json(path)
    (corpus,) = document["corpora"].values()
    corpus["panes"]["quotes"] = value
    path.write_text(json.dumps(document), "utf-8")
    assert memory.read(CORPUS).panes == {"quotes": read_as}


def test_a_disk_that_cannot_be_written_is_silent(tmp_path: Path) -> None:
    """Nothing is remembered, and nothing is said."""
    (tmp_path / "file").write_text("")
    memory = ViewStateStore(tmp_path / "file" / "views.json")
    memory.write(CORPUS, "quotes", {"quotes": MEMORY})
    assert memory.read(CORPUS) == CorpusState()


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be written in full replaces nothing, and nothing is left behind."""
    memory = ViewStateStore(path)
    memory.write(CORPUS, "quotes", {"quotes": MEMORY})
    before = path.read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    memory.write(CORPUS, "tools", {"tools": MEMORY})
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == {"views.json", ".views.json.lock"}


def test_what_is_no_file_is_left_alone(path: Path) -> None:
    """A folder of that name, or a pipe, which would keep a reader waiting for ever."""
    path.mkdir(parents=True)
    memory = ViewStateStore(path)
    memory.write(CORPUS, "quotes", {"quotes": MEMORY})
    assert memory.read(CORPUS) == CorpusState()
    assert path.is_dir()
    path.rmdir()
    os.mkfifo(path)
    assert memory.read(CORPUS) == CorpusState()


def test_the_file_does_not_grow_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The corpora opened last are kept, and no filter of a megabyte."""
    memory = ViewStateStore(path)
    monkeypatch.setattr(remembered, "_MOST_CORPORA", 3)
    for i in (0, 1, 2, 0, 3):
        memory.write(Path(f"/{i}"), "quotes", {"quotes": MEMORY})
    assert [bool(memory.read(Path(f"/{i}")).panes) for i in range(4)] == [True, False, True, True]
    memory.write(CORPUS, "quotes", {"quotes": PaneState("x" * 10**6, record=("a", "x" * 10**6))})
    assert memory.read(CORPUS).panes == {"quotes": PaneState()}


def test_a_file_of_ours_is_never_too_large_to_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest corpora go, and that of now stays."""
    memory = ViewStateStore(path)
    monkeypatch.setattr(remembered, "_MOST_BYTES", 1500)
    for i in range(6):
        memory.write(Path(f"/{i}"), "quotes", {"quotes": MEMORY})
        assert path.stat().st_size <= 1500
        assert memory.read(Path(f"/{i}")).panes == {"quotes": MEMORY}
    assert memory.read(Path("/0")) == CorpusState()
    assert memory.read(Path("/4")).panes == {"quotes": MEMORY}


LEFT = PaneState("kayak", (("value", True),), {"order": ["value"]}, ("statistic", "a"))
ASKED = PaneState("zebra", (("date", False),), {"order": ["date"]})


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        (ASKED, replace(LEFT, record=None)),
        (replace(ASKED, filter_text=""), replace(LEFT, record=None)),
        (replace(ASKED, record=("statistic", "b")), replace(LEFT, record=("statistic", "b"))),
        (replace(ASKED, filter_text="own"), replace(LEFT, filter_text="own", record=None)),
        (replace(ASKED, sort=()), replace(LEFT, sort=(), record=None)),
        (replace(ASKED, arrangement=None), replace(LEFT, arrangement=None, record=None)),
    ],
)
def test_what_was_asked_for_is_no_choice(now: PaneState, kept: PaneState) -> None:
    """Filter, order and columns of the call leave those of the reader; what was changed since counts."""
    assert now.without_overrides(ASKED, LEFT) == kept

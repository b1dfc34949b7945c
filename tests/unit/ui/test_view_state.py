"""The look of the panes, kept between runs."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trafficking_explorer.ui import view_state
from trafficking_explorer.ui.state import State
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
    """The file of an earlier version, in a folder that is not there yet."""
    return tmp_path / "a" / "b" / "views.json"


@pytest.fixture
def state(path: Path) -> State:
    """A state in that folder."""
    return State(path.parent)


def test_panes_come_back_as_they_were_left(state: State) -> None:
    """To another explorer too; a corpus that is not known has none."""
    ViewStateStore(state).write(CORPUS, "statistics", {"statistics": MEMORY, "quotes": PaneState()})
    found = ViewStateStore(state).read(CORPUS)
    assert found == CorpusState("statistics", {"statistics": MEMORY, "quotes": PaneState()})
    assert ViewStateStore(state).read(Path("/another")) == CorpusState()


def test_nothing_is_remembered_before_anything_was_kept(state: State) -> None:
    """And asking writes nothing."""
    assert ViewStateStore(state).read(CORPUS) == CorpusState()
    assert not state.folder.exists()


def test_it_is_kept_in_the_readers_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless another folder is given."""
    monkeypatch.setattr("trafficking_explorer.ui.state.data_folder", lambda: tmp_path)
    ViewStateStore().write(CORPUS, "quotes", {"quotes": MEMORY})
    assert (tmp_path / "state.db").is_file()


@given(st.dictionaries(texts, memories, max_size=3))
@settings(max_examples=15)
def test_whatever_a_pane_holds_comes_back(
    tmp_path_factory: pytest.TempPathFactory, panes: dict[str, PaneState]
) -> None:
    """Any words; what is kept of the columns is given back unread."""
    state = State(tmp_path_factory.mktemp("data"))
    ViewStateStore(state).write(CORPUS, "quotes", panes)
    assert ViewStateStore(state).read(CORPUS) == CorpusState("quotes", panes)


def test_a_corpus_is_found_by_any_way_to_it(tmp_path: Path, state: State) -> None:
    """A link and a detour lead to the same folder."""
    (tmp_path / "corpus" / "curated").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "corpus", target_is_directory=True)
    ViewStateStore(state).write(tmp_path / "corpus", "quotes", {"quotes": MEMORY})
    for way in (tmp_path / "link", tmp_path / "corpus" / "curated" / ".."):
        assert ViewStateStore(state).read(way).panes == {"quotes": MEMORY}


def test_the_file_names_no_folder(state: State) -> None:
    """It does not tell others where a corpus is."""
    ViewStateStore(state).write(CORPUS, "statistics", {"statistics": MEMORY})
    content = state.path.read_bytes()
    assert b"nearly 500" in content
    assert b"of mine" not in content


def test_other_panes_stay_as_they_were(state: State) -> None:
    """A pane that was not opened this time looks as it did the time before."""
    memory = ViewStateStore(state)
    memory.write(CORPUS, "quotes", {"quotes": MEMORY, "tools": MEMORY})
    memory.write(CORPUS, "tools", {"tools": PaneState("new")})
    memory.write(Path("/another"), "more", {"more": MEMORY})
    found = memory.read(CORPUS)
    assert found == CorpusState("tools", {"quotes": MEMORY, "tools": PaneState("new")})
    assert memory.read(Path("/another")).panes == {"more": MEMORY}


def test_a_disk_that_cannot_be_written_is_silent(tmp_path: Path) -> None:
    """Nothing is remembered, and nothing is said."""
    (tmp_path / "file").write_text("")
    memory = ViewStateStore(State(tmp_path / "file" / "data"))
    memory.write(CORPUS, "quotes", {"quotes": MEMORY})
    assert memory.read(CORPUS) == CorpusState()


def test_the_corpora_opened_last_are_kept(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no filter of a megabyte."""
    memory = ViewStateStore(state)
    monkeypatch.setattr(view_state, "_MOST_CORPORA", 3)
    for i in (0, 1, 2, 0, 3):
        memory.write(Path(f"/{i}"), "quotes", {"quotes": MEMORY})
    assert [bool(memory.read(Path(f"/{i}")).panes) for i in range(4)] == [True, False, True, True]
    memory.write(CORPUS, "quotes", {"quotes": PaneState("x" * 10**6, record=("a", "x" * 10**6))})
    assert memory.read(CORPUS).panes == {"quotes": PaneState()}


# Files of earlier versions.


def write_old(path: Path, corpora: object) -> None:
    """The file of an earlier version."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"format": "trafficking-explorer views 1", "corpora": corpora}))


def name_of(root: Path) -> str:
    """A corpus as the file names it."""
    return hashlib.blake2b(os.fsencode(root), digest_size=16).hexdigest()


def test_views_of_an_earlier_version(path: Path, state: State) -> None:
    """They are taken over once; what has been looked at since is newer."""
    pane = {"filter": "x", "sort": [["value", True]], "columns": None, "record": ["quote", "y"]}
    old = {
        name_of(CORPUS): {"pane": "tools", "panes": {"tools": pane, "more": {"filter": "m"}}},
        name_of(Path("/b")): {"pane": "quotes", "panes": {}},
    }
    write_old(path, old)
    memory = ViewStateStore(state)
    taken = PaneState("x", (("value", True),), None, ("quote", "y"))
    assert memory.read(CORPUS) == CorpusState("tools", {"tools": taken, "more": PaneState("m")})
    assert memory.read(Path("/b")) == CorpusState("quotes")
    assert not path.exists()
    memory.write(CORPUS, "quotes", {"quotes": MEMORY})
    write_old(path, old)
    assert memory.read(CORPUS).panes["quotes"] == MEMORY


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
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_file_that_is_not_ours_is_set_aside(path: Path, state: State, content: bytes) -> None:
    """Damaged, or of another version: nothing is remembered, and nothing of it is lost."""
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    memory = ViewStateStore(state)
    assert memory.read(CORPUS) == CorpusState()
    memory.write(CORPUS, "quotes", {"quotes": MEMORY})
    assert memory.read(CORPUS).panes == {"quotes": MEMORY}
    assert path.with_name("views.json.set-aside").read_bytes() == content


@given(plain, plain)
@settings(max_examples=15)
def test_a_file_of_ours_can_hold_anything(
    tmp_path_factory: pytest.TempPathFactory, corpus: object, pane: object
) -> None:
    """Values that make no sense are passed over, and the others are read."""
    path = tmp_path_factory.mktemp("data") / "views.json"
    write_old(
        path, {name_of(CORPUS): {"pane": 3, "panes": {"tools": pane, "more": {"filter": "m"}}}}
    )
    memory = ViewStateStore(State(path.parent))
    found = memory.read(CORPUS)
    assert found.panes["more"] == PaneState("m")
    assert isinstance(found.panes["tools"], PaneState)
    other = Path("/other")
    write_old(path, {name_of(other): corpus})
    assert isinstance(memory.read(other), CorpusState)
    memory.write(other, "more", {"more": MEMORY})
    assert memory.read(other).panes["more"] == MEMORY


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
def test_a_wrong_value_costs_only_itself(
    path: Path, state: State, value: object, read_as: PaneState
) -> None:
    """The others of its pane are read."""
    write_old(path, {name_of(CORPUS): {"pane": "quotes", "panes": {"quotes": value}}})
    assert ViewStateStore(state).read(CORPUS).panes == {"quotes": read_as}


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


def test_sizes_of_panels_are_kept(tmp_path: Path) -> None:
    """Each by its arrangement; a value that makes no sense costs only itself."""
    memory = ViewStateStore(State(tmp_path))
    sizes = {"stacked.table": 0.35, "beside.source": 0.6}
    memory.write(CORPUS, "quotes", {"quotes": PaneState(panels=sizes)})
    assert memory.read(CORPUS).panes["quotes"].panels == sizes
    wrong = {**sizes, "low.table": 7.0, "low.card": "half", "columns.card": None}
    memory.write(CORPUS, "quotes", {"quotes": PaneState(panels=wrong)})  # type: ignore[arg-type]
    assert memory.read(CORPUS).panes["quotes"].panels == sizes

"""Changes of a corpus, and their reports."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, cast

import pytest
import watchfiles
from hypothesis import given
from hypothesis import strategies as st
from textual.message import Message

from tests.waiting import PATIENCE, until
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.ui import live_reload as reloading
from trafficking_explorer.ui.live_reload import LiveReload
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.workspace import watcher as watching
from trafficking_explorer.workspace.watcher import is_ours, saves

ROOT = Path("/c")


@pytest.mark.parametrize(
    "path",
    [
        "curated/a.yaml",
        "curated/deep/er/a.yml",
        "curated/a.YAML.yaml",
        "seeds/a.txt",
        "seeds/a.html",
        "seeds/notes",
        "seeds/tmp.txt",
        "curated",
        "seeds",
        "curated/new-folder",
        "",
        ".",
        "curated/../curated/a.yaml",
        "curated/old.bak/a.yaml",
        "curated/v1.2/b~/a.yaml",
    ],
)
def test_files_of_a_corpus(path: str) -> None:
    """YAML and folders below `curated`, anything below `seeds`."""
    assert is_ours(ROOT, f"{ROOT}/{path}")


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        ".git/index",
        "curated/README.md",
        "curated/corpus.schema.json",
        "curated/.a.yaml.swp",
        "curated/.a.yaml.swx",
        "curated/a.yaml~",
        "curated/a.yaml.~1~",
        "curated/#a.yaml#",
        "curated/.#a.yaml",
        "curated/4913",
        "curated/a.yaml.tmp",
        "curated/a.yaml.tmp.1234.5678",
        "curated/a.yaml___jb_tmp___",
        "curated/a.yaml.bak",
        "curated/.goutputstream-AB12",
        "curated/.hidden/a.yaml",
        "curated/__pycache__",
        "seeds/a.txt.orig",
        "seeds/.DS_Store",
        "curated2/a.yaml",
        "..",
        "../curated/a.yaml",
        "curated/no-such-folder.v2",
    ],
)
def test_droppings_of_editors(path: str) -> None:
    """Temporary files of editors and systems are ignored."""
    assert not is_ours(ROOT, f"{ROOT}/{path}")


@given(
    root=st.sampled_from([".", "..", "/", "/c", "c/d", "/c/../c"]),
    path=st.text()
    | st.lists(st.sampled_from(["curated", "seeds", ".", "..", "a.yaml", ".x", ""])).map("/".join),
)
def test_any_path_is_judged(root: str, path: str) -> None:
    """Nothing that a file may be called ends the watch."""
    assert is_ours(Path(root), path) in (True, False)


def test_a_folder_counts_whatever_it_is_called(tmp_path: Path) -> None:
    """It may contain records; hidden folders are not part of a corpus."""
    names = ["v1.2", "old.bak", "notes.txt", "draft~", "a", ".git", "__pycache__"]
    for name in names:
        (tmp_path / "curated" / name).mkdir(parents=True)
    ours = [name for name in names if is_ours(tmp_path, f"{tmp_path}/curated/{name}")]
    assert ours == names[:5]
    watched = {Path(path).name for path in watching.folders(tmp_path)}
    assert watched == {tmp_path.name, "curated", *ours}


async def test_saves_are_told_of(
    corpus_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file written in place, a renamed file, a new folder, and its files.

    Temporary files are seen but not reported.
    """
    seen: dict[str, bool] = {}

    def is_told_of(root: Path, path: str) -> bool:
        seen[path] = is_ours(root, path)
        return seen[path]

    monkeypatch.setattr(watching, "is_ours", is_told_of)
    root = corpus_folder({"a.yaml": "tools: []\n"}, {"a.txt": "x"})
    stop = asyncio.Event()
    told: asyncio.Queue[None] = asyncio.Queue()
    said: list[str] = []

    async def listen() -> None:
        async for _ in saves(root, stop, said.append):
            told.put_nowait(None)

    async def is_told() -> None:
        await asyncio.wait_for(told.get(), PATIENCE)
        # Further news of the same change, and of a watch that starts again, as a rule.
        await asyncio.sleep(0.25)
        while not told.empty():
            told.get_nowait()

    listening = asyncio.create_task(listen())
    await is_told()  # Watching has begun.
    (root / "curated/a.yaml").write_text("tools:\n")
    await is_told()
    (root / "curated/.a.yaml.new").write_text("tools: []\n")
    (root / "curated/.a.yaml.new").replace(root / "curated/a.yaml")
    await is_told()
    (root / "curated/a.yaml").write_text("tools:\n")  # It is another file by now.
    await is_told()
    (root / "curated/b").mkdir()
    await is_told()
    (root / "curated/b/b.yaml").write_text("tools:\n")
    await is_told()
    (root / "seeds").rename(root / "old")
    await is_told()
    (root / "old").rename(root / "seeds")
    await is_told()
    (root / "seeds/a.txt").write_text("y")
    await is_told()
    (root / "curated/.a.yaml.swp").write_text("")
    (root / "README.md").write_text("")
    droppings = {f"{root}/curated/.a.yaml.swp", f"{root}/README.md"}
    await until(lambda: droppings <= seen.keys())
    assert not any(seen[path] for path in droppings)
    assert seen[f"{root}/seeds/a.txt"]
    stop.set()
    await asyncio.wait_for(listening, PATIENCE)


# Folders that go and come.

Until = Callable[[str | None], Any]
"""Waits until the text of the file was seen, None for its absence, after a word of the watch."""


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for what happens every two seconds."""
    monkeypatch.setattr(watching, "_TICK_MS", 50)
    monkeypatch.setattr(watching, "_RETRY_SECONDS", 0.01)


@asynccontextmanager
async def followed(root: Path, said: list[str] | None = None) -> AsyncIterator[Until]:
    """Look at a file whenever the watch says so."""
    stop = asyncio.Event()
    seen: asyncio.Queue[str | None] = asyncio.Queue()
    file = root / "curated/a.yaml"

    async def listen() -> None:
        async for _ in saves(root, stop, (said if said is not None else []).append):
            seen.put_nowait(file.read_text() if file.exists() else None)

    async def until(text: str | None) -> None:
        while await asyncio.wait_for(seen.get(), 60) != text:
            pass

    listening = asyncio.create_task(listen())
    yield until
    stop.set()
    await listening


def move_away_and_back(root: Path) -> None:
    root.rename(root.with_name("away"))
    root.with_name("away").rename(root)


def delete_and_make_again(root: Path) -> None:
    shutil.rmtree(root)
    make(root)


def delete_records_and_make_again(root: Path) -> None:
    shutil.rmtree(root / "curated")
    make(root)


def put_another_in_its_place(root: Path) -> None:
    make(root.with_name("new"))
    root.rename(root.with_name("old"))
    root.with_name("new").rename(root)


def put_other_records_in_their_place(root: Path) -> None:
    make(root.with_name("new"))
    (root / "curated").rename(root / "old")
    (root.with_name("new") / "curated").rename(root / "curated")


def move_the_folder_above(root: Path) -> None:
    above = root.parent
    above.rename(above.with_name("above"))
    make(root)


def make(root: Path, text: str = "0") -> None:
    """A corpus of one file."""
    (root / "curated").mkdir(parents=True)
    (root / "curated/a.yaml").write_text(text)


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("is_slow", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        move_away_and_back,
        delete_and_make_again,
        delete_records_and_make_again,
        put_another_in_its_place,
        put_other_records_in_their_place,
        move_the_folder_above,
    ],
)
async def test_folders_that_go_and_come_are_followed(
    change: Callable[[Path], None], is_slow: bool, tmp_path: Path
) -> None:
    """Later saves in them are reported, even if their removal was not noticed."""
    root = tmp_path / "in/corpus"
    make(root, "first")
    async with followed(root) as until:
        await until("first")
        if is_slow:
            root.parent.rename(tmp_path / "hidden")
            await until(None)
            (tmp_path / "hidden").rename(root.parent)
            await until("first")
        change(root)
        for text in ("1", "2", "3"):
            (root / "curated/a.yaml").write_text(text)
            await until(text)


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("part", [".", "curated"])
async def test_links_that_lead_elsewhere_are_followed(part: str, tmp_path: Path) -> None:
    """The corpus, or its records, are a link that is made to lead to others."""
    for name in ("one", "two"):
        make(tmp_path / name, name)
    root = tmp_path / "corpus"
    link = root if part == "." else root / part
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "one" / part)
    async with followed(root) as until:
        await until("one")
        new = tmp_path / "new"
        new.symlink_to(tmp_path / "two" / part)
        new.rename(link)
        await until("two")
        for text in ("1", "2"):
            (tmp_path / "two/curated/a.yaml").write_text(text)
            await until(text)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            OSError('OS file watch limit reached. about ["/c"]'),
            "raise the limit fs.inotify.max_user_watches",
        ),
        (
            RuntimeError("Error creating watcher: Too many open files (os error 24)"),
            "raise the limit fs.inotify.max_user_instances",
        ),
        (ValueError("no\x1b[31m such\nthing " * 99), "no\ufffd[31m such thing"),
        (KeyError(), "KeyError"),
        (ExceptionGroup("in a task", [OSError("it is gone")]), "it is gone"),
    ],
)
@pytest.mark.usefixtures("quickly")
async def test_where_nothing_can_be_watched(
    error: Exception, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saves are noticed all the same, and the delay is explained once, on one line."""

    async def refuse(*_: object, **__: object) -> AsyncIterator[None]:
        raise error
        yield

    monkeypatch.setattr(watchfiles, "awatch", refuse)
    make(tmp_path)
    said: list[str] = []
    async with followed(tmp_path, said) as until:
        for text in ("1", "2", "3", "4"):
            (tmp_path / "curated/a.yaml").write_text(text)
            await until(text)
    assert len(said) == 1
    assert reason.lower() in said[0].lower()
    assert said[0].isprintable()


@pytest.mark.usefixtures("quickly")
async def test_names_that_are_no_text(tmp_path: Path) -> None:
    """The watch breaks off at them, and begins again."""
    make(tmp_path, "first")
    async with followed(tmp_path) as until:
        await until("first")
        for text in ("1", "2"):
            name = b"curated/\xff" + text.encode() + b".yaml"
            with suppress(OSError):  # Some systems have no such names.
                Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text("")
            (tmp_path / "curated/a.yaml").write_text(text)
            await until(text)


async def test_no_end_of_the_watch_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any unforeseen error is reported with a remedy; reading goes on."""
    posted: asyncio.Queue[Message] = asyncio.Queue()
    place = locate_store(tmp_path / "nowhere", tmp_path / "cache")
    reloader = LiveReload(place, cast(Any, None), posted.put_nowait, live=True)

    def fail(*_: object) -> Any:
        raise RuntimeError("it broke")

    monkeypatch.setattr(reloading, "saves", fail)
    monkeypatch.setattr(reloader, "_renew", fail)

    async def next_said() -> str:
        while not isinstance(message := await asyncio.wait_for(posted.get(), 60), Notice):
            pass
        assert message.severity == "warning"
        return message.text

    reloader.start()
    assert "not watched any more: it broke. “Reload" in await next_said()
    for _ in range(2):
        reloader.look()
        assert "could not be read: it broke. “Reload" in await next_said()
    await reloader.stop()

"""Which changes are those of a corpus, and that they are told of."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.resting import PATIENCE, until

from trafficking_explorer.ui import watching
from trafficking_explorer.ui.watching import is_ours, saves

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
    ],
)
def test_droppings_of_editors(path: str) -> None:
    """What editors and systems write beside the files is not looked at."""
    assert not is_ours(ROOT, f"{ROOT}/{path}")


async def test_saves_are_told_of(
    corpus_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file written in place, one that takes another's place, a folder that comes, and its files.

    Droppings are seen, and not told of.
    """
    seen: dict[str, bool] = {}

    def is_told_of(root: Path, path: str) -> bool:
        seen[path] = is_ours(root, path)
        return seen[path]

    monkeypatch.setattr(watching, "is_ours", is_told_of)
    root = corpus_folder({"a.yaml": "tools: []\n"}, {"a.txt": "x"})
    stop = asyncio.Event()
    told: asyncio.Queue[None] = asyncio.Queue()

    async def listen() -> None:
        async for _ in saves(root, stop):
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

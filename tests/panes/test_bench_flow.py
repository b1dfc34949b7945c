"""The flow of curating: the place after a write, open codes, undo, and what stays in sight."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.widgets._toast import ToastRack

from tests.explorer_driver import Explorer, explore
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.curation.add_source import add_article
from trafficking_explorer.curation.source_record import SourceOptions
from trafficking_explorer.curation.text_input import read_file
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.status_line import StatusLine
from trafficking_explorer.workspace.opening import open_with_findings

TEXT = """Raids in Port Amber on Monday

Four people were arrested during Operation Blue Kettle in Port Amber. Officers of Cold Bay took part.

Among them was a man from Tall Pine. Overall, the operation resulted in 744 arrests worldwide, with 180 related to boats.
"""


@asynccontextmanager
async def bench(folder: Path, size: tuple[int, int] = (120, 34)) -> AsyncIterator[Explorer]:
    """The explorer at an article that has just been added."""
    root = folder / "corpus"
    create_corpus(root)
    (folder / "kettle.txt").write_text(TEXT, "utf-8")
    store = open_with_findings(locate_store(root, folder / "cache"))
    add_article(store, root, read_file(folder / "kettle.txt"), SourceOptions())
    store.close()
    place = locate_store(root, folder / "cache")
    start = LaunchOptions(goto="source/kettle")
    async with explore(place, size=size, start=start) as it:
        await it.press("shift+tab") if it.part != "source" else None
        yield it


def item(it: Explorer) -> str:
    """The words of the open item that the reader is at."""
    view = it.source
    assert isinstance(view, SelectableSource) and view.document is not None
    assert view.place.item is not None
    return view.document.text[slice(*view.place.item.span)]


async def walk_to(it: Explorer, words: str) -> None:
    for _ in range(20):
        await it.press("u")
        if item(it) == words:
            return
    raise AssertionError(f"no open item {words!r}")


async def write(it: Explorer) -> None:
    """Write what is offered, with the first value for each field that is open."""
    await it.press("enter", "w")
    for _ in range(6):
        if it.on_main:
            return
        await it.press("w")
    raise AssertionError(it.screen_text())


async def test_after_a_write_the_walk_goes_on_from_there(tmp_path: Path) -> None:
    """Not from the beginning of the text, also after files were read again."""
    async with bench(tmp_path) as it:
        await walk_to(it, "744")
        await write(it)
        await it.reload()
        assert it.passage is not None
        await it.press("u")
        assert item(it) == "180"


async def test_an_open_code_is_chosen_before_writing(tmp_path: Path) -> None:
    """Nothing with … is ever written; escape leads back, and writes nothing."""
    async with bench(tmp_path) as it:
        await walk_to(it, "Tall Pine")
        before = sorted((tmp_path / "corpus").rglob("*"))
        await it.press("enter", "w")
        assert not it.on_main
        assert "which is it?" in it.screen_text()
        await it.press("escape")
        assert "could be" in it.screen_text()
        assert sorted((tmp_path / "corpus").rglob("*")) == before
        await it.press("w")
        for _ in range(6):
            if it.on_main:
                break
            await it.press("enter")
        assert it.on_main
        corpus = load(tmp_path / "corpus")
        written = [
            each for each in (tmp_path / "corpus/curated").iterdir() if each.suffix == ".yaml"
        ]
        assert not any("…" in each.read_text("utf-8") for each in written)
        assert corpus.problems == []


async def test_the_last_write_is_undone(tmp_path: Path) -> None:
    """Byte for byte; not if the file has been changed since."""
    async with bench(tmp_path) as it:
        curated = tmp_path / "corpus/curated"
        before = {path.name: path.read_bytes() for path in curated.iterdir()}
        await walk_to(it, "Four")
        await write(it)
        assert {path.name: path.read_bytes() for path in curated.iterdir()} != before
        await it.press("ctrl+z")
        assert it.notices[-1].startswith("Undone: statistic/")
        assert {path.name: path.read_bytes() for path in curated.iterdir()} == before
        await it.reload()
        await it.press("U")
        assert item(it) == "Four"
        await write(it)
        changed = next(
            path for path in curated.iterdir() if before.get(path.name) != path.read_bytes()
        )
        with changed.open("a") as file:
            file.write("# A remark.\n")
        await it.press("ctrl+z")
        assert "has changed since" in it.notices[-1]
        assert changed.read_text("utf-8").endswith("# A remark.\n")


async def test_notices_leave_the_count_in_sight(tmp_path: Path) -> None:
    """Also on a small screen; the selected words are named there."""
    async with bench(tmp_path, size=(80, 24)) as it:
        await it.press("z")
        # Tests show no notices: they would be in this.
        rack = ToastRack()
        await it.app.screen.mount(rack)
        assert rack.styles.dock == "top"
        foot = it.pane.query_one("#first-foot", StatusLine)
        await it.press("u", "space", "w")
        assert foot.text.startswith("“")
        assert "words" in foot.text

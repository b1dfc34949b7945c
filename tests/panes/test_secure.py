"""Secure mode in the explorer: what is off is not offered, says so when it is asked for, and leaves nothing."""

import re
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.explorer_driver import TINY, Explore, Explorer, explore, keys_of
from tests.panes.sql import SQL, run
from tests.trees import tree_of
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.errors import SecureModeError
from trafficking_explorer.secure import VARIABLE, Feature, refusal
from trafficking_explorer.ui.restrictions import FEATURES
from trafficking_explorer.ui.screens.help import keys_offered
from trafficking_explorer.ui.screens.problems import ProblemsScreen
from trafficking_explorer.ui.screens.search import SearchScreen
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.view_state import ViewStateStore
from trafficking_explorer.ui.widgets.status_line import StatusLine

Open = Callable[..., AbstractAsyncContextManager[Explorer]]

EDITOR, CURATION = refusal(Feature.EDITOR), refusal(Feature.CURATION)
OFF = ("your editor", "e Edit", "x Export", "^s Save", "make a record", "u 8 open", "save one")
"""Words by which keys that are off would be offered."""


@pytest.fixture(autouse=True)
def secure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    # One that would leave something, if it were started.
    monkeypatch.setenv("EDITOR", "touch edited")


@pytest.fixture
def open_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a corpus that may be edited, without a built store, from an empty folder."""
    shutil.copytree(TINY, tmp_path / "corpus")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def opening(**options: object) -> AbstractAsyncContextManager[Explorer]:
        place = locate_store(tmp_path / "corpus", tmp_path / "cache")
        remembered = ViewStateStore(State(tmp_path))
        return explore(place, remembered=remembered, **options)  # type: ignore[arg-type]

    return opening


async def is_said(it: Explorer, words: str) -> bool:
    """True if there was a notice since the last call."""
    await it.settle()
    found = words in it.notices
    it.app.clear_notifications()
    it.app._notices.clear()
    return found


def offers(it: Explorer) -> set[str]:
    """Actions that are off, but on screen or in the lists of keys."""
    ids = {each.binding.id or "" for each in it.app.screen.active_bindings.values()}
    return (ids & FEATURES.keys()) | {word for word in OFF if word in it.screen_text()}


async def test_a_visit_leaves_nothing_behind(open_copy: Open, tmp_path: Path) -> None:
    """Keys that are off say so and do nothing; home, corpus, cache and folder are as before."""
    before = tree_of(tmp_path)
    async with open_copy(size=(140, 30)) as it:
        assert it.screen_text().splitlines()[0].endswith("2 sources, secure")
        for id_ in ("pane.edit", "pane.next-open", "pane.previous-open"):
            for key in keys_of(id_):
                await it.press(key)
                assert await is_said(it, refusal(FEATURES[id_])), id_
        assert it.part == "table"
        assert not offers(it)
        await it.press("s", "c", "escape", "6")
        foot = it.sources.query_one("#first-foot", StatusLine).text
        assert re.search(r" % curated · \d+ open$", foot)
        await it.press("tab", "tab", "space", "w")
        assert not offers(it)
        await it.press("enter")
        assert await is_said(it, CURATION)
        assert it.on_main
        await it.press("1", "3", "q")
    it.app.keep_views()
    assert tree_of(tmp_path) == before


async def test_the_sql_pane_runs_and_keeps_nothing(open_copy: Open, tmp_path: Path) -> None:
    """Queries run, their results are copied; they are neither saved nor exported."""
    before = tree_of(tmp_path)
    async with open_copy(start=SQL, config=Config(), size=(120, 30)) as it:
        said = await run(it, "select record_type, record_id from records")
        assert said.startswith("40 rows")
        await it.press("ctrl+s")
        assert await is_said(it, refusal(Feature.SAVING_QUERIES))
        assert it.on_main
        await it.press("escape")
        assert not offers(it)
        await it.press("e")
        assert await is_said(it, EDITOR)
        await it.press("x")
        assert await is_said(it, refusal(Feature.EXPORTS))
        assert it.on_main
        await it.press("y")
        assert not it.on_main
        await it.press("escape", "ctrl+o")
        assert not it.on_main
        await it.press("escape", "ctrl+p")
        found = await it.search_palette("SQL: ")
        assert "SQL: saved queries" in found
        assert "SQL: save the buffer as a query" not in found
        assert not [hit for hit in await it.search_palette("picture") if hit.startswith("Save")]
    assert tree_of(tmp_path) == before


async def test_hits_are_not_edited(open_tiny: Explore) -> None:
    async with open_tiny(size=(120, 30)) as it:
        await it.press("a", *"alba", "tab")
        assert isinstance(it.app.screen, SearchScreen)
        assert not offers(it)
        await it.press("e")
        assert await is_said(it, EDITOR)


async def test_problems_are_listed_and_followed(open_copy: Open, tmp_path: Path) -> None:
    """Files saved by others are shown; the place of a problem opens no editor."""
    records = tmp_path / "corpus/curated/a/records.yaml"
    good = records.read_text("utf-8")
    async with open_copy(size=(120, 30)) as it:
        records.write_text(good.replace("name: Operation Alba", "name: Operation Albatros"))
        await it.reload()
        assert "Operation Alba" in it.screen_text()
        await it.press("exclamation_mark")
        assert isinstance(it.app.screen, ProblemsScreen)
        assert not offers(it)
        assert "e edit" not in it.screen_text()
        for key in ("e", "enter"):
            await it.press(key)
            assert await is_said(it, EDITOR)
        await it.press("escape")
        records.write_text(good.replace("alba\n", "alba\n    note: Something new.\n", 1))
        before = tree_of(tmp_path)
        await it.reload()
        await it.press("/", *"something new", "enter")
        assert it.ids == ["alba"]
        assert tree_of(tmp_path) == before


async def test_what_textual_would_write_or_start(open_copy: Open, tmp_path: Path) -> None:
    """Screenshots, browsers, and the shell that the explorer was started from."""
    before = tree_of(tmp_path)
    async with open_copy() as it:
        assert it.app.deliver_screenshot() is None
        assert await is_said(it, refusal(Feature.SCREENSHOTS))
        it.app.open_url("http://localhost")
        assert await is_said(it, refusal(Feature.LINKS))
        it.app.action_suspend_process()
        assert await is_said(it, refusal(Feature.SUSPENDING))
        with pytest.raises(SecureModeError), it.app.suspend():
            pass
    assert tree_of(tmp_path) == before


def test_the_list_of_keys_has_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines about what is off are gone, others are as they were."""
    left = {line for _, lines in keys_offered() for line in lines}
    assert ("y", "copy cell, rows, Markdown") in left
    assert not any(word in f"{key} {what}" for key, what in left for word in (*OFF, "export"))
    monkeypatch.delenv(VARIABLE)
    all_ = {line for _, lines in keys_offered() for line in lines}
    assert left < all_

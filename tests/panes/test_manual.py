"""The manual in the explorer, and what the README says that its screens show."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.command import CommandList

from tests.explorer_driver import Explore, Explorer, explore, keys_of
from tests.manual_blocks import README, all_blocks
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.manual.pages import TOPICS
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.ui.screens.manual import ManualScreen

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


def page_on(it: Explorer) -> str:
    """The page on screen, from the line at its foot."""
    match = re.search(r"([a-z-]+) · page \d+ of \d+", it.screen_text())
    assert match
    return match[1]


async def test_the_help_screen_opens_the_manual(open_tiny: Explore) -> None:
    """At its first page, from which one goes on to the others, and back."""
    for key in keys_of("help.manual"):
        async with open_tiny(size=(80, 24)) as it:
            await it.press("question_mark", key)
            assert isinstance(it.app.screen, ManualScreen)
            assert page_on(it) == TOPICS[0]
            for next_, previous in zip(
                keys_of("manual.next"), keys_of("manual.previous"), strict=True
            ):
                await it.press(next_, next_)
                assert page_on(it) == TOPICS[2]
                await it.press(previous)
                assert page_on(it) == TOPICS[1]
            await it.press("[", "[")
            assert page_on(it) == TOPICS[-1]


async def test_a_page_scrolls_and_closes(open_tiny: Explore) -> None:
    """With the keys of other texts."""
    for close in keys_of("manual.close"):
        async with open_tiny(size=(80, 24)) as it:
            await it.press("question_mark", "m")
            body = it.app.screen.query_one("#dialog-body")
            for down, up in zip(keys_of("manual.down"), keys_of("manual.up"), strict=True):
                await it.press(down, down)
                assert body.scroll_offset.y == 2
                await it.press(up)
                assert body.scroll_offset.y == 1
            await it.press(close)
            assert not isinstance(it.app.screen, ManualScreen)


@pytest.mark.slow
async def test_a_page_is_laid_out_again_for_another_size(open_tiny: Explore) -> None:
    """Its lines are as long as there is room for."""
    async with open_tiny(size=(120, 30)) as it:
        await it.press("question_mark", "m")
        wide = it.screen_text()
        await it.pilot.resize_terminal(80, 24)
        await it.settle()
        narrow = it.screen_text()
        assert max(map(len, narrow.splitlines())) <= 80
        assert "The screen of a record has three panels" in wide
        assert "The screen of a record has three panels" in narrow


@pytest.mark.parametrize("topic", ["filters", "keys", "commands"])
async def test_the_palette_opens_a_page(open_tiny: Explore, topic: str) -> None:
    """By its name; those with generated parts too."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        hits = await it.search_palette(f"manual {topic}")
        it.app.screen.query_one(CommandList).highlighted = hits.index(f"Manual: {topic}")
        await it.press("enter")
        for _ in range(5):
            await it.settle()
        assert page_on(it) == topic


async def test_the_palette_offers_the_manual(open_tiny: Explore) -> None:
    """Before anything is typed, as a single entry."""
    async with open_tiny() as it:
        await it.press("ctrl+p")
        for _ in range(5):
            await it.settle()
        entries = [str(option.prompt) for option in it.app.screen.query_one(CommandList).options]
        assert sum("Manual" in entry for entry in entries) == 1


MINUTE = (
    ("7",),
    ("1", "right", "right", "s"),
    ("a", *"darkweb"),
    ("4", "/", *"epervier rescued", "enter", "y", "q"),
)
"""What the four questions of the README tell readers to press."""


@pytest.mark.slow
async def test_the_minute_of_the_readme(cache: Path, store: "Store") -> None:
    """Its keys lead to what it shows."""
    shown = [block.text for block in all_blocks("text") if block.page == "README"]
    assert README.read_text("utf-8").count("\n**") - 1 == len(MINUTE) == len(shown)
    place = locate_store(bundled_corpus(), cache)
    async with explore(place, size=(140, 34)) as it:
        for keys, lines in zip(MINUTE, shown, strict=True):
            await it.press(*keys)
            # How far apart columns are depends on the width.
            seen = " ".join((it.screen_text() + it.app.clipboard).split())
            for line in lines.splitlines():
                assert " ".join(line.rstrip("…").split()) in seen
            if not it.on_main:
                await it.press("escape")

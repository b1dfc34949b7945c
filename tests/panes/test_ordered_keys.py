"""Keys that come in one go, as over a slow line: each is done before the next."""

import asyncio
from collections.abc import Iterable

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from tests.explorer_driver import Explore, Explorer
from tests.panes.sql import SQL, names, status, text, write
from tests.waiting import until
from trafficking_explorer.config import Config
from trafficking_explorer.ui.key_order import KeyOrderMixin


async def send(it: Explorer, keys: Iterable[str]) -> None:
    """Send keys without waiting for what they set off."""
    for key in keys:
        it._send(key)
    await it.settle()


async def test_keys_of_the_filter(open_tiny: Explore) -> None:
    """Letters do not overtake those that edit the line, nor the one that leaves it."""
    async with open_tiny() as it:
        await send(it, ["slash", "a", "b", "backspace", "c", "home", "x", "end", "y"])
        assert it.field.value == "xacy"
        await send(it, ["ctrl+u", "k", "a", "left", "left", "delete", "j", "enter"])
        assert it.field.value == "ja"
        assert it.part == "table"


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["ctrl+a", "x"], "x"),
        (["home", "x", "end", "y"], "xselect 1y"),
        (["end", "backspace", "2", "left", "left", "backspace"], "selec 2"),
        (["end", " ", "2", "ctrl+z", "ctrl+a", "y"], "y"),
    ],
)
async def test_keys_of_the_editor(open_tiny: Explore, keys: list[str], left: str) -> None:
    """Letters do not overtake those that select, move or take back."""
    async with open_tiny(start=SQL) as it:
        await write(it, "select 1", (0, 3))
        await send(it, keys)
        assert text(it) == left


async def test_the_query_that_was_typed_is_run(open_tiny: Explore) -> None:
    """All of it, and nothing of the one before."""
    async with open_tiny(start=SQL) as it:
        await send(it, ["i", *"select 42", "ctrl+r"])
        assert text(it) == "select 42"
        assert status(it).startswith("1 row")


async def test_keys_of_the_readers_choice(open_tiny: Explore) -> None:
    """A binding that has another key is not run by its usual one."""
    keys = {"sql.complete": "ctrl+j", "sql.comment": "ctrl+k"}
    async with open_tiny(start=SQL, config=Config(keys=keys)) as it:
        await write(it, "select 1", (0, 3))
        await it.press("ctrl+k")
        assert text(it) == "-- select 1"


@pytest.mark.parametrize("words", ["select 1 as q", "a?q<", "8"])
async def test_letters_right_behind_the_key_of_the_sql_pane(open_tiny: Explore, words: str) -> None:
    """They wait for its editor, and are text."""
    async with open_tiny() as it:
        await send(it, ["8", *words])
        assert text(it) == words


async def test_letters_right_behind_a_new_buffer(open_tiny: Explore) -> None:
    """They are its text, and not that of the one before."""
    async with open_tiny() as it:
        await send(it, ["8", "x", "ctrl+t", *"select 2", "ctrl+t", "z", "ctrl+b", "0"])
        assert names(it) == ["x", "select 20", "z"]


async def test_keys_at_the_start_of_the_sql_pane(open_tiny: Explore) -> None:
    """They are those of the pane, until the reader goes into the editor."""
    async with open_tiny(start=SQL) as it:
        await send(it, ["i", *"1 ", "escape", "2"])
        assert it.main.pane_name == "agencies"
        await it.press("8")
        assert text(it) == "1 "


@pytest.mark.parametrize(
    ("keys", "pane", "left"),
    [
        ("4/mali", "statistics", "mali"),
        ("3/q0", "quotes", "q0"),
        ("24/x", "statistics", "x"),
        ("0/a1", "operations", "a1"),
    ],
)
async def test_a_filter_right_behind_the_key_of_a_pane(
    open_tiny: Explore, keys: str, pane: str, left: str
) -> None:
    """The pane is made first; its filter takes what follows."""
    async with open_tiny() as it:
        await send(it, ("slash" if key == "/" else key for key in keys))
        assert (it.main.pane_name, it.field.value) == (pane, left)


@pytest.mark.parametrize("words", ["mali", "q1"])
async def test_words_right_behind_the_key_of_a_dialog(open_tiny: Explore, words: str) -> None:
    """They are typed into its line."""
    async with open_tiny() as it:
        await send(it, ["a", *words])
        assert it.app.screen.query_one(Input).value == words
    async with open_tiny() as it:
        await send(it, ["ctrl+p", *words])
        assert it.app.screen.query_one(Input).value == words


class Slow(KeyOrderMixin, App[None]):
    """A line, in a screen that does nothing until the test says so."""

    patience_seconds = 0.1

    def __init__(self) -> None:
        super().__init__()
        self.end = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Input()


async def test_a_key_that_takes_long_does_not_keep_others_for_ever() -> None:
    """The effects of a key are waited for, but only so long."""
    app = Slow()
    async with app.run_test():
        app.let_keys_go()
        field = app.query_one(Input)
        field.call_later(app.screen.call_later, app.end.wait)
        for key in "abc":
            app.post_message(events.Key(key, key))
        app.post_message(events.Paste("pasted"))
        await until(lambda: field.value == "abcpasted")
        app.end.set()
        await until(lambda: not app.has_keys_waiting)

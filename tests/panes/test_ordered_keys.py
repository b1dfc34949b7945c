"""Keys that come in one go, as over a slow line: each is done before the next."""

from collections.abc import Iterable

import pytest

from tests.explorer_driver import Explore, Explorer
from tests.panes.sql import SQL, status, text, write
from trafficking_explorer.config import Config


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
        await send(it, ["ctrl+a", *"select 42", "ctrl+r"])
        assert text(it) == "select 42"
        assert status(it).startswith("1 row")


async def test_keys_of_the_readers_choice(open_tiny: Explore) -> None:
    """A binding that has another key is not run by its usual one."""
    keys = {"sql.complete": "ctrl+j", "sql.comment": "ctrl+k"}
    async with open_tiny(start=SQL, config=Config(keys=keys)) as it:
        await write(it, "select 1", (0, 3))
        await it.press("ctrl+k")
        assert text(it) == "-- select 1"

"""The menu of forms to copy."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.explorer_driver import keys_of
from tests.slow import first_quick
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.clipboard import Choice
from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu

HOSTILE = "[b]\x1b[31m\u202e被害者\nand more"
CHOICES = (
    Choice("v", "value", "~ 500"),
    Choice("q", "quote with citation", "“words” — A ministry"),
    Choice("j", "[i]rows[/]\x1b", HOSTILE * 50_000),
    Choice("x", "nothing", ""),
)


class Host(App[None]):
    """An app that notes what was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[Choice | None] = []

    @property
    def found(self) -> OptionList:
        return self.screen.query_one(OptionList)

    def lines(self) -> list[str]:
        """All that is on the screen."""
        return [strip.text for strip in self.screen._compositor.render_strips()]


@asynccontextmanager
async def opened(
    choices: tuple[Choice, ...] = CHOICES, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(CopyMenu(choices), app.chosen.append)
        await pilot.pause()
        yield app, pilot


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.key)
async def test_a_letter_takes_its_choice(choice: Choice) -> None:
    """With all of its text, even where the letter means something else in a list."""
    async with opened() as (app, pilot):
        await pilot.press(choice.key)
        await pilot.pause()
        assert app.chosen == [choice]
        assert not isinstance(app.screen, CopyMenu)


async def test_enter_takes_what_the_cursor_is_on() -> None:
    """At first that is the first."""
    async with opened() as (app, pilot):
        await pilot.press("enter")
        assert app.chosen == [CHOICES[0]]
    async with opened() as (app, pilot):
        await pilot.press("down", "enter")
        assert app.chosen == [CHOICES[1]]


async def test_a_click_takes_a_choice() -> None:
    """The mouse does what enter does."""
    async with opened() as (app, pilot):
        await pilot.click(OptionList, offset=(3, 1))
        await pilot.pause()
        assert app.chosen == [CHOICES[1]]


@pytest.mark.parametrize("key", first_quick(keys_of("copy.close")))
async def test_nothing_is_taken(key: str) -> None:
    """The reader thought better of it."""
    async with opened() as (app, pilot):
        await pilot.press("down", key)
        await pilot.pause()
        assert app.chosen == [None]


async def test_a_key_without_a_choice_does_nothing() -> None:
    """Nor does the capital of one that has."""
    async with opened() as (app, pilot):
        await pilot.press("w", "Q", "space")
        assert app.chosen == []
        assert isinstance(app.screen, CopyMenu)


@pytest.mark.parametrize("key", first_quick(keys_of("options.down")))
async def test_the_cursor_moves_down(key: str) -> None:
    """Unless the letter is that of a choice."""
    async with opened(CHOICES[:2]) as (app, pilot):
        await pilot.press(key)
        assert app.found.highlighted == 1


@pytest.mark.parametrize("key", first_quick(keys_of("options.up")))
async def test_the_cursor_moves_up(key: str) -> None:
    """And back."""
    async with opened(CHOICES[:2]) as (app, pilot):
        await pilot.press("down", key)
        assert app.found.highlighted == 0


@pytest.mark.parametrize("size", first_quick([(80, 24), (40, 12), (140, 40)]))
async def test_each_choice_has_one_line_that_fits(size: tuple[int, int]) -> None:
    """Nothing in a text is read as markup or steers the terminal; a long one is cut there only."""
    async with opened(size=size) as (app, _):
        lines = app.lines()
        assert all(cell_width(line) == size[0] for line in lines)
        text = "\n".join(lines)
        assert "v  value                ~ 500" in text
        assert "j  [i]rows[/]\ufffd" in text
        if size[0] >= 80:
            assert "[b]\ufffd[31m\ufffd被害者 and more[b]" in text
            assert "…" in text
        assert not any(mark in text for mark in ("\x1b", "\u202e"))
        assert app.found.option_count == len(CHOICES)


async def test_the_names_stand_above_each_other() -> None:
    """The choices are aligned, so that their texts can be compared."""
    async with opened() as (app, _):
        lines = [str(option.prompt) for option in app.found.options]
        assert lines[0].index("~ 500") == lines[1].index("“words”")

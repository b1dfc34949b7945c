"""The columns of a table, set in a screen over it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.explorer_driver import keys_of
from tests.slow import first_quick
from trafficking_explorer.database.views import VIEWS, View
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.dialogs.columns import ColumnsScreen

VIEW = replace(VIEWS["operations"], columns=VIEWS["operations"].columns[1:])
"""Without the signs: the first column has a name."""
OWN = ColumnLayout.of(VIEW)
KEYS = OWN.order


class Host:
    """A screen of columns over an app that only notes what it is told."""

    def __init__(self, app: App[None], pilot: Pilot[None], told: list[ColumnLayout]) -> None:
        self.app, self.pilot, self.told = app, pilot, told

    @property
    def found(self) -> OptionList:
        return self.app.screen.query_one(OptionList)

    @property
    def lines(self) -> list[str]:
        """The lines of the list, blanks folded."""
        return [" ".join(str(option.prompt).split()) for option in self.found.options]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def go_to(self, key: str) -> None:
        """Put the cursor on a column."""
        screen = self.app.screen
        assert isinstance(screen, ColumnsScreen)
        self.found.highlighted = screen.arrangement.order.index(key)
        await self.pilot.pause()


def _view(name: str) -> View:
    return VIEW if name == VIEW.name else VIEWS[name]


@asynccontextmanager
async def opened(
    arrangement: ColumnLayout = OWN,
    view: str = "operations",
    cells: Mapping[str, int] | None = None,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Host]:
    told: list[ColumnLayout] = []
    app: App[None] = App()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(ColumnsScreen(_view(view), arrangement, told.append, cells=cells))
        await pilot.pause()
        yield Host(app, pilot, told)


async def test_columns_are_listed_as_they_are_set() -> None:
    """In their order, hidden ones too, with the widths that were set and what stays in place."""
    arrangement = OWN.moved("sources", -9).toggled("date").resized("name", 30)
    async with opened(arrangement.frozen_through("name")) as it:
        assert it.lines == [
            "■ Sources default width frozen",
            "■ Operation 30 frozen",
            "□ When default width",
            "■ Arrests default width",
            "■ Rescued default width",
            "■ Countries default width",
        ]
        assert it.told == []


@pytest.mark.parametrize("key", first_quick([*keys_of("columns.toggle"), "enter"]))
async def test_a_column_is_hidden_and_shown(key: str) -> None:
    """The table is told at once, and again when it is taken back."""
    async with opened() as it:
        await it.press("j", key)
        assert it.told == [OWN.toggled("date")]
        assert it.lines[1] == "□ When default width"
        await it.press(key)
        assert it.told[-1] == OWN
        assert it.lines[1] == "■ When default width"


async def test_a_column_is_hidden_by_a_click() -> None:
    """The mouse does what enter does."""
    async with opened() as it:
        await it.pilot.click(OptionList, offset=(3, 2))
        await it.pilot.pause()
        assert it.told == [OWN.toggled("arrests")]


async def test_the_last_column_stays_and_says_so() -> None:
    """A table without columns would show nothing."""
    only = OWN
    for key in KEYS[1:]:
        only = only.toggled(key)
    async with opened(only) as it:
        await it.press("space")
        assert it.told == []
        notices = [notice.message for notice in it.app._notifications]
        assert notices == ["At least one column must stay visible."]


@pytest.mark.parametrize("key", first_quick(keys_of("columns.later")))
async def test_a_column_moves_down(key: str) -> None:
    """The cursor goes with it; below the last there is nothing."""
    async with opened() as it:
        await it.press(key)
        assert it.told == [OWN.moved("name", 1)]
        assert it.lines[:2] == ["■ When default width", "■ Operation default width"]
        assert it.found.highlighted == 1
        for _ in KEYS:
            await it.press(key)
        assert it.told[-1].order == (*KEYS[1:], "name")
        assert len(it.told) == len(KEYS) - 1


@pytest.mark.parametrize("key", first_quick(keys_of("columns.earlier")))
async def test_a_column_moves_up(key: str) -> None:
    """And stops at the first place."""
    async with opened() as it:
        await it.go_to("arrests")
        await it.press(key, key, key)
        assert it.told == [OWN.moved("arrests", -1), OWN.moved("arrests", -2)]
        assert it.found.highlighted == 0


@pytest.mark.parametrize("key", first_quick(keys_of("columns.wider")))
async def test_a_column_is_made_wider(key: str) -> None:
    """From the width that it has on screen, and on from there."""
    async with opened(cells={"name": 31}) as it:
        await it.press(key, key)
        assert [each.width("name") for each in it.told] == [33, 35]
        assert it.lines[0] == "■ Operation 35"


@pytest.mark.parametrize("key", first_quick(keys_of("columns.narrower")))
async def test_a_column_is_made_narrower(key: str) -> None:
    """Down to a width at which there is still something to see."""
    async with opened(OWN.resized("name", 7), cells={"name": 31}) as it:
        await it.press(key, key, key, key)
        assert [each.width("name") for each in it.told] == [5, 3]


async def test_a_column_that_is_not_on_screen_has_a_width_to_begin_with() -> None:
    """The most that it would take."""
    async with opened() as it:
        await it.go_to("sources")
        await it.press("plus")
        assert it.told[-1].width("sources") == VIEW.column("sources").max_cells + 2


@pytest.mark.parametrize("key", first_quick(keys_of("columns.own-width")))
async def test_a_column_fits_its_content_again(key: str) -> None:
    """The width is as if it had never been set; without one, nothing happens."""
    async with opened(OWN.resized("name", 7)) as it:
        await it.press(key, key)
        assert it.told == [OWN]


@pytest.mark.parametrize("key", first_quick(keys_of("columns.freeze")))
async def test_columns_up_to_one_stay_in_place(key: str) -> None:
    """The same key again sets them free."""
    async with opened() as it:
        await it.go_to("date")
        await it.press(key)
        assert it.told == [OWN.frozen_through("date")]
        assert [line.endswith("frozen") for line in it.lines] == [True, True, *[False] * 4]
        await it.press(key)
        assert it.told[-1] == OWN


@pytest.mark.parametrize("key", first_quick(keys_of("columns.reset")))
async def test_everything_is_as_the_view_has_it_again(key: str) -> None:
    """Order, widths, and what is hidden or stays; the cursor stays on its column."""
    arrangement = OWN.moved("name", 3).toggled("date").resized("name", 9).frozen_through("arrests")
    async with opened(arrangement) as it:
        await it.go_to("name")
        await it.press(key, key)
        assert it.told == [OWN]
        assert it.found.highlighted == 0


@pytest.mark.parametrize("key", first_quick(keys_of("options.down")))
async def test_the_cursor_moves_down(key: str) -> None:
    """From column to column."""
    async with opened() as it:
        await it.press(key, key)
        assert it.found.highlighted == 2


@pytest.mark.parametrize("key", first_quick(keys_of("options.up")))
async def test_the_cursor_moves_up(key: str) -> None:
    """And back."""
    async with opened() as it:
        await it.go_to("arrests")
        await it.press(key)
        assert it.found.highlighted == 1


@pytest.mark.parametrize("key", first_quick(keys_of("columns.close")))
async def test_the_columns_close(key: str) -> None:
    """Settings outlive the dialog."""
    async with opened() as it:
        await it.press("space", key)
        assert not isinstance(it.app.screen, ColumnsScreen)
        assert it.told == [OWN.toggled("name")]


async def test_what_stands_under_a_text_has_no_place_of_its_own() -> None:
    """It can be hidden, but it has no width, does not stay, and nothing moves past it."""
    own = ColumnLayout.of(VIEWS["quotes"])
    async with opened(own, "quotes") as it:
        assert it.lines[-1] == "■ Role under the text"
        await it.go_to("role")
        await it.press("plus", "f", "K")
        await it.go_to("sources")
        await it.press("J")
        assert it.told == []
        await it.go_to("role")
        await it.press("space")
        assert it.told == [own.toggled("role")]


@pytest.mark.parametrize("view", list(VIEWS))
async def test_columns_and_keys_are_all_to_be_seen_at_80_by_24(view: str) -> None:
    """No column and no key is cut off."""
    async with opened(ColumnLayout.of(_view(view)), view) as it:
        text = "\n".join(strip.text for strip in it.app.screen._compositor.render_strips())
        for column in _view(view).columns:
            assert f"■ {column.title} " in text
        for words in ("⏎ Show/hide", "J K Move", "+ - Width", "= Fit", "r Reset", "esc Close"):
            assert words in text

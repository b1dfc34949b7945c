"""Sorting by the key and by a click on a title; the orders themselves are tests of `RowReader`."""

import re

from tests.explorer_driver import Explore, keys_of, lines_of


async def test_a_column_with_the_key(open_tiny: Explore) -> None:
    """The key sorts up, then down, then as before; the title shows it, the record stays."""
    (sort,) = keys_of("table.sort")
    async with open_tiny(size=(300, 16)) as it:
        plain, column = it.ids, it.pane.view.columns[0]
        await it.press("G")
        record = it.at
        for descending, sign in ((False, "▴"), (True, "▾")):
            await it.press(sort)
            assert it.pane.question.sort == ((column.key, descending),)
            assert sorted(it.ids) == sorted(plain)
            assert it.ids != plain
            assert it.at == it.shown == record
            assert f"{column.title} {sign}" in lines_of(it.table)[0]
        await it.press(sort)
        assert it.ids == plain


async def test_every_column_is_reached_with_the_keys(open_tiny: Explore) -> None:
    """The cursor stops at the last column, and at the first."""
    async with open_tiny(size=(300, 16)) as it:
        last = len(it.pane.view.columns) - 1
        for right, left in zip(keys_of("table.right"), keys_of("table.left"), strict=True):
            await it.press(*[right] * (last + 1))
            assert it.table.column == last
            await it.press(*[left] * (last + 1))
            assert it.table.column == 0


async def test_a_column_with_a_click(open_tiny: Explore) -> None:
    """A click on any title sorts up by its column, a second click down."""
    async with open_tiny(size=(300, 16)) as it:
        for column in it.pane.view.columns:
            title = re.search(rf"(?<=\s){column.title}\b", lines_of(it.table)[0])
            assert title is not None
            for descending in (False, True):
                await it.click(it.table, title.start(), 0)
                assert it.pane.question.sort == ((column.key, descending),)


async def test_order_and_filter_go_together(open_tiny: Explore) -> None:
    """A filter keeps the order, an order the filter."""
    async with open_tiny() as it:
        await it.press("s", "s")
        await it.filter("chad")
        assert it.ids == ["epervier", "kayak", "jade"]
        await it.press("s")
        assert it.ids == ["epervier", "jade", "kayak"]


async def test_another_column_begins_upwards(open_tiny: Explore) -> None:
    """Sorting by another column starts over, whatever the first was at."""
    async with open_tiny() as it:
        await it.press("s", "s", "l", "l", "s")
        assert it.pane.question.sort == (("arrests", False),)

"""Sorting by the key and by a click on a title; the orders themselves are tests of `RowReader`."""

import re

from tests.explorer_driver import Explore, keys_of, lines_of


async def test_a_column_with_the_key(open_tiny: Explore) -> None:
    """The key sorts text up, then down, then as before; the title shows it."""
    (sort,) = keys_of("table.sort")
    async with open_tiny(size=(300, 16)) as it:
        plain, column = it.ids, it.pane.view.columns[1]
        await it.press("G")
        for descending, sign in ((False, "▴"), (True, "▾")):
            await it.press(sort)
            assert it.pane.question.sort == ((column.key, descending),)
            assert sorted(it.ids) == sorted(plain)
            assert it.ids != plain
            assert it.table.cursor == 0, "the first row is what it was sorted for"
            assert it.at == it.shown == it.ids[0]
            assert f"{column.title} {sign}" in lines_of(it.table)[0]
        await it.press(sort)
        assert it.ids == plain


async def test_every_column_is_reached_with_the_keys(open_tiny: Explore) -> None:
    """The cursor stops at the last column, and at the first."""
    async with open_tiny(size=(300, 16)) as it:
        last = len(it.pane.view.columns) - 1
        assert it.table.column == 1, "the signs are sorted by less often"
        await it.press("h")
        for right, left in zip(keys_of("table.right"), keys_of("table.left"), strict=True):
            await it.press(*[right] * (last + 1))
            assert it.table.column == last
            await it.press(*[left] * (last + 1))
            assert it.table.column == 0


async def test_a_column_with_a_click(open_tiny: Explore) -> None:
    """A click on any title sorts by its column, a second click the other way round."""
    async with open_tiny(size=(300, 16)) as it:
        for column in it.pane.view.columns[1:]:
            title = re.search(rf"(?<=\s){column.title}\b", lines_of(it.table)[0])
            assert title is not None
            first = column.starts_descending
            for descending in (first, not first):
                await it.click(it.table, title.start(), 0)
                assert it.pane.question.sort == ((column.key, descending),)


async def test_order_and_filter_go_together(open_tiny: Explore) -> None:
    """A filter keeps the order, an order the filter."""
    async with open_tiny() as it:
        await it.press("s", "s")
        await it.filter("chad")
        assert it.ids == ["kayak", "jade", "epervier"]
        await it.press("s")
        assert it.ids == ["epervier", "jade", "kayak"]


async def test_another_column_begins_anew(open_tiny: Explore) -> None:
    """Sorting by another column starts over, numbers with the largest."""
    async with open_tiny() as it:
        await it.press("s", "s", "l", "l", "s")
        assert it.pane.question.sort == (("arrests", True),)
        await it.press("s")
        assert it.pane.question.sort == (("arrests", False),)


async def test_sorting_goes_to_the_top(open_tiny: Explore) -> None:
    """From the end of a list that is longer than the screen, also back to the usual order."""
    async with open_tiny(size=(100, 12)) as it:
        for column in ("l", "h"):
            for _ in range(3):
                await it.press("G", "s")
                assert (it.table.cursor, it.table.scroll_offset.y) == (0, 0)
                assert it.shown == it.ids[0]
            await it.press(column)


async def test_a_filter_keeps_the_row_that_a_sort_does_not(open_tiny: Explore) -> None:
    """Only the reader's own sorting leaves the record."""
    async with open_tiny() as it:
        await it.press("s", "G")
        record = it.at
        await it.filter("operation")
        assert it.at == record


async def test_the_strongest_signs_come_first(open_tiny: Explore) -> None:
    """The column of the signs explains itself in the place of the titles."""
    async with open_tiny() as it:
        await it.press("h", "s")
        assert it.pane.question.sort == (("sign", False),)
        signs = [row.cells[0] for row in it.rows]
        assert signs[0] == "≠"
        assert signs == sorted(signs, key=lambda sign: "✗≠~=1·".index(sign) if sign else 9)
        assert "≠ differs, or may be wrong" in lines_of(it.table)[0]


async def test_agencies_and_statistics_open_in_an_order(open_tiny: Explore) -> None:
    """Agencies with most links first, statistics by operation and measure; said beside the count."""
    async with open_tiny(first_orders=True, size=(160, 40)) as it:
        await it.press("2")
        assert "by links ▾" in it.screen_text()
        links = [
            int(row.cells[it.pane.view.columns.index(it.pane.view.column("links"))] or 0)
            for row in it.rows
        ]
        assert links == sorted(links, reverse=True)
        await it.press("4")
        assert "by operation ▴, measure ▴" in it.screen_text()
        await it.press("1")
        assert "by " not in it.count

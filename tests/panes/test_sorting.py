"""Sorting: by every column of every view, with the key and with a click on the title."""

import itertools
import re

import pytest

from tests.explorer_driver import Explore, Explorer, keys_of, lines_of
from trafficking_explorer.database.views import ViewColumn
from trafficking_explorer.ui.panes import registry

PANES = {pane.name: pane.key for pane in registry.PANES if pane.view is not None}
_DATES = ("date", "published", "period")


def weight(column: ViewColumn, cell: str | None) -> float | str | None:
    """What a cell counts when rows are sorted, told from what it shows."""
    if cell is None:
        return None
    if column.numeric:
        numbers = [float(number.replace(",", "")) for number in re.findall(r"[\d,.]+", cell)]
        return max(numbers, default=None)
    if column.key in _DATES:
        return cell.split(" ")[0].split("/")[0].ljust(10, "-")
    return cell.lower()


def is_sorted(it: Explorer, index: int, descending: bool) -> bool:
    """Whether the rows stand in the order of a column, blanks last."""
    column = it.pane.view.columns[index]
    found = [weight(column, row.cells[index]) for row in it.rows]
    known = [value for value in found if value is not None]
    pairs = itertools.pairwise(known)
    return found[: len(known)] == known and all(
        (b <= a if descending else a <= b)  # type: ignore[operator]
        for a, b in pairs
    )


@pytest.mark.parametrize("pane", PANES)
async def test_every_column_with_the_key(open_tiny: Explore, pane: str) -> None:
    """The key sorts up, then down, then as before; the title shows it, the record stays."""
    (sort,) = keys_of("table.sort")
    right, left = keys_of("table.right"), keys_of("table.left")
    async with open_tiny(size=(300, 16)) as it:
        await it.press(PANES[pane])
        plain = it.ids
        await it.press("G")
        record = it.at
        # Where texts are wrapped the last column has no room of its own.
        columns = it.pane.view.columns[: -1 if it.pane.view.wraps else None]
        for index, column in enumerate(columns):
            assert it.table.column == index
            for descending, sign in ((False, "▴"), (True, "▾")):
                await it.press(sort)
                assert is_sorted(it, index, descending)
                assert sorted(it.ids) == sorted(plain)
                assert it.at == it.shown == record
                assert f"{column.title} {sign}" in lines_of(it.table)[0]
            await it.press(sort)
            assert it.ids == plain
            await it.press(right[index % len(right)])
        await it.press(*left)
        assert it.table.column == len(columns) - 1 - len(left)


@pytest.mark.parametrize("pane", PANES)
async def test_every_column_with_a_click(open_tiny: Explore, pane: str) -> None:
    """A click on a title sorts by its column."""
    async with open_tiny(size=(300, 16)) as it:
        await it.press(PANES[pane])
        view = it.pane.view
        for index, column in enumerate(view.columns[:-1] if view.wraps else view.columns):
            header = lines_of(it.table)[0]
            x = re.search(rf"(?<=\s){column.title}\b", header)
            assert x is not None
            await it.click(it.table, x.start(), 0)
            assert it.pane.question.sort == ((column.key, False),)
            assert is_sorted(it, index, descending=False)
            await it.click(it.table, x.start(), 0)
            assert is_sorted(it, index, descending=True)


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

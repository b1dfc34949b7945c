"""Tests of the columns of tables: order, widths, room behind figures."""

import itertools

import pytest

from trafficking_explorer.database.read_models import ListRow
from trafficking_explorer.database.views import VIEWS, View, ViewColumn
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.widgets.column_fit import RecordColumns, split_unit
from trafficking_explorer.ui.widgets.result_table import ResultColumns
from trafficking_explorer.ui.widgets.table import next_order

NUMERIC, COLUMN = next(
    (view, index)
    for view in VIEWS.values()
    for index, column in enumerate(view.columns)
    if column.numeric
)


def columns_of(view: View) -> RecordColumns:
    return RecordColumns(view, ColumnLayout.of(view))


def row(position: int, text: str) -> ListRow:
    cells: list[str | None] = [None] * len(NUMERIC.columns)
    cells[COLUMN] = text
    return ListRow("statistic", f"s-{position}", tuple(cells), position)


@pytest.mark.parametrize(
    ("order", "further", "after"),
    [
        ((), False, (("a", False),)),
        ((("a", False),), False, (("a", True),)),
        ((("a", True),), False, ()),
        ((("b", True),), False, (("a", False),)),
        ((("b", True),), True, (("b", True), ("a", False))),
        ((("a", False), ("b", True)), True, (("a", True), ("b", True))),
        ((("a", True), ("b", True)), True, (("b", True),)),
    ],
)
def test_the_order_after_a_key(
    order: tuple[tuple[str, bool], ...], further: bool, after: tuple[tuple[str, bool], ...]
) -> None:
    assert next_order(order, "a", further=further) == after


@pytest.mark.parametrize(
    ("order", "after"),
    [
        ((), (("a", True),)),
        ((("a", True),), (("a", False),)),
        ((("a", False),), ()),
        ((("b", False),), (("a", True),)),
    ],
)
def test_numbers_begin_with_the_largest(
    order: tuple[tuple[str, bool], ...], after: tuple[tuple[str, bool], ...]
) -> None:
    assert next_order(order, "a", further=False, descending=True) == after


@pytest.mark.parametrize("texts", itertools.permutations(("1,000", "27 %", "3")))
def test_figures_leave_room_for_the_longest_unit(texts: tuple[str, ...]) -> None:
    """Whichever row is read first."""
    columns = columns_of(NUMERIC)
    for position, text in enumerate(texts):
        columns.measure([row(position, text)])
    assert columns.widest[COLUMN] == len("1,000 %")
    assert [columns.behind(COLUMN, text) for text in ("1,000", "27 %", "", "3")] == [2, 0, 0, 2]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("27 %", ("27", " %")),
        ("27", ("27", "")),
        ("many", ("many", "")),
        ("27 kilometres", ("27 kilometres", "")),
        ("", ("", "")),
    ],
)
def test_units_are_split_from_figures(text: str, parts: tuple[str, str]) -> None:
    assert split_unit(text) == parts


def test_spare_room_goes_to_columns_that_are_cut() -> None:
    """And the next column is begun if it gets enough of it."""
    columns = ResultColumns(("a", "b", "c"), ("VARCHAR", "VARCHAR", "BIGINT"))
    for column, width in enumerate((70, 20, 40)):
        columns.widen(column, [width])
    whole = columns.fit(200, 0, 0)
    assert [room.cells for room in whole.rooms] == [70, 20, 40]
    assert (whole.left, whole.right) == (0, 0)
    cut = columns.fit(100, 0, 0)
    assert [room.cells for room in cut.rooms] == [60, 20, 14]
    assert cut.right == 0


def test_without_columns_there_is_nothing_to_fit() -> None:
    assert ResultColumns().fit(80, 0, 0).rooms == ()


def test_the_mark_of_the_order_is_part_of_a_heading() -> None:
    view = View("x", "X", "x", (ViewColumn("a", "A", "a"), ViewColumn("b", "B", "b")))
    columns = columns_of(view)
    columns.order = (("b", True), ("a", False))
    assert [columns.heading(i, 0) for i in range(2)] == ["A ▴2", "B ▾1"]
    columns.order = (("a", False),)
    assert [columns.heading(i, 0) for i in range(2)] == ["A ▴", "B"]

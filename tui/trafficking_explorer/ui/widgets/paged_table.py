"""What tables of records and of results share: rows read by the page, and a cursor in a column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.message import Message
from textual.reactive import reactive

from trafficking_explorer.ui.widgets.column_fit import FittedColumns
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.row_cache import RowCache

R = TypeVar("R")
K = TypeVar("K")


class PagedTable(LineList, Generic[R]):
    """Rows of which those on screen, and some around them, have been read."""

    column: reactive[int] = reactive(0, repaint=False)
    """The column that the cursor is in, which `s` sorts by."""

    @dataclass
    class RowsWanted(Message):
        """Rows are to be shown that have not been read."""

        number: int
        """Of what is shown."""
        first: int
        count: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: RowCache[R] = RowCache()
        self.number = 0
        """Of what is shown: rows of anything else are dropped."""
        self._wanted: tuple[int, int] | None = None
        """Rows that were asked for and are not there yet."""
        self._fit = FittedColumns()

    @property
    def current(self) -> R | None:
        """The row the cursor is on; None where there is none, or it has not been read yet."""
        return self.rows.get(self.cursor)

    def item_count(self) -> int:
        return self.rows.count

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_rows()

    def _ask_for_rows(self) -> None:
        """Ask for rows on screen that are missing, and for those a page above and below."""
        page = max(1, self.size.height)
        wanted = self.rows.around(int(self.scroll_offset.y), page)
        if wanted is None or self._wanted is not None:
            return
        first, last = wanted[0], min(wanted[1], self.rows.count)
        self._wanted = (first, last)
        self.post_message(self.RowsWanted(self.number, first, last - first))

    def marker(self, index: int, *, marked: bool) -> str:
        """What stands before a row: whether the cursor is on it, and whether it is marked."""
        return {(True, True): "»", (True, False): "▸", (False, True): "*"}.get(
            (index == self.cursor, marked), " "
        )

    def watch_has_focus(self, _has_focus: bool) -> None:
        # The header shows the column only while the table has the focus.
        super().watch_has_focus(_has_focus)
        self.refresh()


def sort_mark(order: Sequence[tuple[object, bool]], key: object) -> str:
    """What follows the title of a column that rows are sorted by; nothing where they are not.

    Args:
        order: columns and whether descending, the most important first.
    """
    for place, (each, descending) in enumerate(order, start=1):
        if each == key:
            return f" {'▾' if descending else '▴'}{place if len(order) > 1 else ''}"
    return ""


def next_order(
    order: Sequence[tuple[K, bool]], key: K, *, further: bool
) -> tuple[tuple[K, bool], ...]:
    """The order after `s` in a column: first ascending, then descending, then not by this column.

    Args:
        order: columns and whether descending, the most important first.
        further: keep the other columns; a column that is sorted by keeps its place among them.
    """
    old = dict(order)
    wanted = {None: False, False: True, True: None}[old.get(key)]
    kept = old if further else {}
    if wanted is None:
        kept.pop(key, None)
    else:
        kept[key] = wanted
    return tuple(kept.items())

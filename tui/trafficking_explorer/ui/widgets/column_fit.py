"""The columns of a table: the ones there is room for, and their widths."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from trafficking_explorer.database.read_models import ListRow
from trafficking_explorer.database.views import View
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.widgets.cell_words import short_figure

GAP = 2
"""Cells between columns."""
FLEX_CELLS = 22
"""The least width of the column that takes the rest; before it gets less, others are left out."""
_NUMBER_CELLS, _WORDS_CELLS = 8, 16
"""Cells of a number and of a few words, before any are known."""
_MEASURED_CELLS = 64
"""Cells of a text in the column that takes the rest, up to which it is measured."""


@dataclass(frozen=True, slots=True)
class ColumnWidth:
    """A column and the width it wants.

    Attributes:
        index: of the column in its view.
        cells: its own width; the least one if it is flexible.
        flex: True if it takes the room that the others leave.
    """

    index: int
    cells: int
    flex: bool = False


@dataclass(frozen=True, slots=True)
class FittedColumns:
    """The columns that are shown.

    Attributes:
        rooms: those columns, with the width each has.
        left: number of movable columns off the left edge.
        right: number of columns off the right edge.
    """

    rooms: tuple[ColumnWidth, ...] = ()
    left: int = 0
    right: int = 0


class Columns:
    """The columns of one table: headings, and widths that grow with the texts seen."""

    order: Sequence[tuple[object, bool]] = ()
    """Columns that rows are sorted by and whether descending, the most important first."""

    def __init__(self, numeric: Iterable[bool] = ()) -> None:
        self.numeric = tuple(numeric)
        """True for each column that is aligned at the right, hidden ones included."""
        self.count = len(self.numeric)
        self.widest = [0] * self.count
        """Cells of the widest text seen in each: columns never shrink before the reader's eyes."""

    def shown(self) -> Sequence[int]:
        """The columns that are not hidden, from left to right."""
        return range(self.count)

    def heading(self, column: int, line: int) -> str:
        """The text of a column on a line of the header."""
        raise NotImplementedError

    def fit(self, width: int, left: int, cursor: int) -> FittedColumns:
        """Fit the columns into a width, as `fit_columns` does."""
        raise NotImplementedError

    def widen(self, column: int, widths: Iterable[int]) -> bool:
        """Widen a column for texts of some widths, in cells; true if it became wider."""
        widest = max(widths, default=0)
        is_wider = widest > self.widest[column]
        if is_wider:
            self.widest[column] = widest
        return is_wider

    def sort_mark(self, key: object) -> str:
        """The sign after the title of a column that rows are sorted by; else empty."""
        for place, (each, descending) in enumerate(self.order, start=1):
            if each == key:
                sign = "▾" if descending else "▴"
                return f" {sign}{place if len(self.order) > 1 else ''}"
        return ""


def fit_columns(
    columns: Sequence[ColumnWidth], width: int, frozen: int, left: int, cursor: int
) -> FittedColumns:
    """Choose the columns that fit into a width.

    Args:
        columns: in their order.
        width: cells there are.
        frozen: number of the first ones that stay in place.
        left: number of the others that are to be off the left edge.
        cursor: index in its view of a column that must be shown.
    """
    frozen = min(frozen, len(columns) - 1)
    place = next((i for i, column in enumerate(columns) if column.index == cursor), 0)
    most = max(0, len(columns) - frozen - 1)
    left = max(0, min(left, most, place - frozen if place >= frozen else left))
    if place >= frozen:
        # The more are off the left edge, the more room there is for the cursor's column.
        tried = range(left, place - frozen + 1)
        enough = bisect_left(tried, True, key=lambda at: _shows(columns, width, frozen, at, cursor))
        left = tried[enough] if enough < len(tried) else most
    return _fit(columns, width, frozen, left)


def _shows(columns: Sequence[ColumnWidth], width: int, frozen: int, left: int, cursor: int) -> bool:
    return any(room.index == cursor for room in _fit(columns, width, frozen, left).rooms)


def _fit(columns: Sequence[ColumnWidth], width: int, frozen: int, left: int) -> FittedColumns:
    shown = [*columns[:frozen], *columns[frozen + left :]]
    count = len(shown)
    used = sum(each.cells + GAP for each in shown if not each.flex)
    flexible = sum(each.flex for each in shown)

    def rest() -> int:
        """The room left for the column that takes the rest."""
        # The gap after the last column is off the edge, unless it says that there are more.
        return width - 1 - used - (GAP if len(shown) < count else 0)

    def least() -> int:
        return max((each.cells for each in shown if each.flex), default=FLEX_CELLS)

    while len(shown) > 1 and rest() < (least() if flexible else -GAP):
        last = len(shown) - 1
        gone = shown.pop(next((i for i in range(last, frozen - 1, -1) if not shown[i].flex), last))
        used -= 0 if gone.flex else gone.cells + GAP
        flexible -= gone.flex
    # A table that is narrower than that shows one column at least, and cuts it.
    room = max(FLEX_CELLS, rest())
    rooms = tuple(
        ColumnWidth(each.index, room if each.flex else each.cells, each.flex) for each in shown
    )
    return FittedColumns(rooms, left, count - len(shown))


_UNIT = re.compile(r"[^\d]*\Z")
_UNIT_CELLS = 5
"""A longer end of a figure is a word and is not set apart."""


class RecordColumns(Columns):
    """The columns of a view."""

    def __init__(self, view: View, arrangement: ColumnLayout) -> None:
        super().__init__(column.numeric for column in view.columns)
        self.arrangement = arrangement
        self._view = view
        self._keys = [column.key for column in view.columns]
        self._figures = [0] * self.count
        """Cells of the longest figure of each column, without its unit."""
        self._short = [0] * self.count
        """Cells of the longest figure with signs instead of words, its unit included."""
        self._units = [0] * self.count
        """Cells of the longest unit behind a figure."""

    def shown(self) -> Sequence[int]:
        # The last column of a view of wrapped texts is drawn under them.
        under = self._keys[-1] if self._view.wraps else None
        keys = [key for key in self.arrangement.shown() if key != under]
        return [self._keys.index(key) for key in keys] or [0]

    def heading(self, column: int, line: int) -> str:
        shown = self._view.columns[column]
        words = shown.title if shown.heading is None else shown.heading
        return (words + self.sort_mark(shown.key)).lstrip()

    def fit(self, width: int, left: int, cursor: int) -> FittedColumns:
        own = dict(self.arrangement.widths)
        shown = self.shown()
        flex = next((i for i in shown if self._view.columns[i].flex), None)
        wanted = []
        for i in shown:
            column = self._view.columns[i]
            if i == flex and column.key not in own:
                wanted.append(ColumnWidth(i, column.least_cells, flex=True))
            else:
                cells = own.get(column.key) or min(self._content(i), column.max_cells)
                wanted.append(ColumnWidth(i, max(cells, self._title(i)), flex=False))
        frozen = self.arrangement.frozen
        fitted = fit_columns(wanted, width, frozen, left, cursor)
        if fitted.left or fitted.right:
            # Signs instead of words before columns are off the edge.
            short = [
                self._shorter(each) if self._keys[each.index] not in own else each
                for each in wanted
            ]
            fitted = fit_columns(short, width, frozen, left, cursor)
        return self._widened(fitted, own)

    def _shorter(self, column: ColumnWidth) -> ColumnWidth:
        """The width of a column of figures with signs instead of words."""
        if column.flex or not self.numeric[column.index]:
            return column
        least = max(self._title(column.index), self._short[column.index])
        return replace(column, cells=min(column.cells, least))

    def _title(self, column: int) -> int:
        """Cells of a heading; the mark of the order follows it."""
        return max(1, cell_width(self.heading(column, 0)))

    def _content(self, column: int) -> int:
        return max(self.widest[column], self._title(column))

    def _widened(self, fitted: FittedColumns, own: Mapping[str, int]) -> FittedColumns:
        """Columns whose texts are cut, as wide as the texts if the flexible one can spare the cells."""
        rest = next((room for room in fitted.rooms if room.flex), None)
        if rest is None or fitted.left or fitted.right:
            return fitted
        spare = rest.cells - self._content(rest.index)
        rooms = []
        for room in fitted.rooms:
            is_own = self._keys[room.index] in own
            more = 0 if room.flex or is_own else self._content(room.index) - room.cells
            more = max(0, min(more, spare))
            spare -= more
            rooms.append(replace(room, cells=room.cells + more))
        gone = sum(room.cells for room in rooms) - sum(room.cells for room in fitted.rooms)
        return replace(
            fitted,
            rooms=tuple(
                replace(room, cells=room.cells - gone) if room.flex else room for room in rooms
            ),
        )

    @property
    def needed_cells(self) -> int:
        """The width in which nothing is cut; of long texts, the beginning."""
        return self._cells(self._content)

    @property
    def expected_cells(self) -> int:
        """The width that rows need which are not known yet, as far as columns tell."""
        return self._cells(self._expected)

    def _cells(self, content: Callable[[int], int]) -> int:
        """The width of all columns that are shown, by that of what is in each."""
        own = dict(self.arrangement.widths)
        return 1 + sum((own.get(self._keys[i]) or content(i)) + GAP for i in self.shown())

    def _expected(self, index: int) -> int:
        column = self._view.columns[index]
        if column.flex:
            return _MEASURED_CELLS
        usual = 0 if column.is_sign else _NUMBER_CELLS if column.numeric else _WORDS_CELLS
        return max(self._content(index), min(usual, column.max_cells))

    def behind(self, column: int, text: str) -> int:
        """The blank cells behind a figure that align its last digit with those of the others."""
        if not text or not self.numeric[column]:
            return 0
        return self._units[column] - cell_width(split_unit(text)[1])

    def measure(self, rows: Sequence[ListRow]) -> bool:
        """Widen columns for the texts of rows; true if any became wider."""
        is_wider = False
        for i, column in enumerate(self._view.columns):
            most = _MEASURED_CELLS if column.flex else None
            texts = {single_line(text[:most]) for row in rows if (text := row.cells[i])}
            is_wider |= self.widen(i, map(cell_width, texts))
            is_wider |= column.numeric and self._widen_figures(i, texts)
        return is_wider

    def _widen_figures(self, column: int, texts: Iterable[str]) -> bool:
        """Leave room behind figures for the longest unit; true if there was too little."""
        before = self._units[column], self._short[column]
        short = 0
        for text in texts:
            figure, unit = split_unit(text)
            self._figures[column] = max(self._figures[column], cell_width(figure))
            self._units[column] = max(self._units[column], cell_width(unit))
            short = max(short, cell_width(short_figure(text)) - cell_width(unit))
        self._short[column] = max(self._short[column], short + self._units[column])
        is_wider = self.widen(column, [self._figures[column] + self._units[column]])
        return is_wider or (self._units[column], self._short[column]) != before


def split_unit(text: str) -> tuple[str, str]:
    """Split a figure from the text behind its last digit: `27` and ` %`; words are all figure."""
    match = _UNIT.search(text)
    unit = match[0] if match else ""
    if unit == text or len(unit) > _UNIT_CELLS:
        return text, ""
    return text[: len(text) - len(unit)], unit

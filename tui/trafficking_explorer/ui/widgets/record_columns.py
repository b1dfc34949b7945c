"""The columns of a view, as the reader has arranged them."""

import re
from collections.abc import Iterable, Sequence

from trafficking_explorer.database.read_models import ListRow
from trafficking_explorer.database.views import View
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.widgets.column_fit import (
    Columns,
    ColumnWidth,
    FittedColumns,
    fit_columns,
)

_UNIT = re.compile(r"[^\d]*\Z")
_UNIT_CELLS = 5
"""A longer end of a figure is a word and is not set apart."""
_MOST_MEASURED = 10_000


class RecordColumns(Columns):
    """The columns of a view."""

    def __init__(self, view: View, arrangement: ColumnLayout) -> None:
        super().__init__(column.numeric for column in view.columns)
        self.arrangement = arrangement
        self._view = view
        self._keys = [column.key for column in view.columns]
        self._measured: set[int] = set()
        """Positions of the rows whose texts have been measured."""
        self._figures = [0] * self.count
        """Cells of the longest figure of each column, without its unit."""
        self._units = [0] * self.count
        """Cells of the longest unit behind a figure."""

    def shown(self) -> Sequence[int]:
        # The last column of a view of wrapped texts is drawn under them.
        under = self._keys[-1] if self._view.wraps else None
        keys = [key for key in self.arrangement.shown() if key != under]
        return [self._keys.index(key) for key in keys] or [0]

    def heading(self, column: int, line: int) -> str:
        shown = self._view.columns[column]
        return shown.title + self.sort_mark(shown.key)

    def fit(self, width: int, left: int, cursor: int) -> FittedColumns:
        own = dict(self.arrangement.widths)
        shown = self.shown()
        flex = next((i for i in shown if self._view.columns[i].flex), None)
        wanted = []
        for i in shown:
            column = self._view.columns[i]
            # The mark of the order follows the title.
            title = cell_width(self.heading(i, 0))
            cells = own.get(column.key) or max(title, min(self.widest[i], column.max_cells))
            wanted.append(ColumnWidth(i, cells, flex=i == flex and column.key not in own))
        return fit_columns(wanted, width, self.arrangement.frozen, left, cursor)

    def behind(self, column: int, text: str) -> int:
        """The blank cells behind a figure that align its last digit with those of the others."""
        if not text or not self.numeric[column]:
            return 0
        return self._units[column] - cell_width(split_unit(text)[1])

    def measure(self, rows: Sequence[ListRow]) -> bool:
        """Widen columns for the texts of rows; true if any became wider."""
        new = [row for row in rows if row.position not in self._measured]
        if len(self._measured) > _MOST_MEASURED:
            self._measured.clear()
        self._measured.update(row.position for row in new)
        is_wider = False
        for i, column in enumerate(self._view.columns):
            if not column.flex:
                texts = {single_line(text) for row in new if (text := row.cells[i])}
                is_wider |= self.widen(i, map(cell_width, texts))
                is_wider |= column.numeric and self._widen_figures(i, texts)
        return is_wider

    def measure_again(self) -> None:
        """Measure rows that have been measured too: their positions mean other rows by now."""
        self._measured.clear()

    def _widen_figures(self, column: int, texts: Iterable[str]) -> bool:
        """Leave room behind figures for the longest unit; true if there was too little."""
        before = self._units[column]
        for figure, unit in map(split_unit, texts):
            self._figures[column] = max(self._figures[column], cell_width(figure))
            self._units[column] = max(self._units[column], cell_width(unit))
        is_wider = self.widen(column, [self._figures[column] + self._units[column]])
        return is_wider or self._units[column] != before


def split_unit(text: str) -> tuple[str, str]:
    """Split a figure from the text behind its last digit: `27` and ` %`; words are all figure."""
    match = _UNIT.search(text)
    unit = match[0] if match else ""
    if unit == text or len(unit) > _UNIT_CELLS:
        return text, ""
    return text[: len(text) - len(unit)], unit

"""The cells of a comparison, wrapped for the width there is."""

from trafficking_explorer.findings.comparison import Comparison, ComparisonRow, Saying
from trafficking_explorer.reports.comparison_words import place, quoted_words, row_name
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.text_layout import wrap_lines

GAP = 2
"""Cells between two columns."""
_MARKER_CELLS = 1
_SIGN_CELLS = 2
_LABEL_CELLS = 24
"""The widest that the labels become."""
_LEAST_CELLS = 24
"""The narrowest column; more sources are reached by moving to the right."""
_MOST_LINES = 4
"""Lines of the same words in a cell; below the table they are whole."""
_DEEPEST = 4
"""Levels of parts that are indented."""

Words = list[tuple[Saying, list[str]]]
"""The words of a cell, each with its lines."""


class ComparisonLayout:
    """The widths of labels and columns, the columns on screen, and the lines of the cells."""

    def __init__(self) -> None:
        self.comparison: Comparison | None = None
        self.label = 0
        """Cells of the labels."""
        self.column = 0
        """Cells of each source."""
        self.left = 0
        """The first column on screen."""
        self.shown = 0
        """The number of columns on screen."""
        self.labels: list[list[str]] = []
        """The lines of the label of each row."""
        self._cells: dict[tuple[int, int], Words] = {}

    @property
    def rows(self) -> tuple[ComparisonRow, ...]:
        """All rows."""
        return self.comparison.rows if self.comparison else ()

    @property
    def columns(self) -> range:
        """The columns on screen."""
        return range(self.left, self.left + self.shown)

    @property
    def has_more(self) -> bool:
        """True if there are columns right of those on screen."""
        return self.comparison is not None and self.columns.stop < len(self.comparison.sources)

    def fit(self, width: int) -> list[int]:
        """Fit everything into a width, in cells.

        Returns:
            The number of lines of each row.
        """
        if self.comparison is None:
            return []
        names = [2 * min(row.indent, _DEEPEST) + cell_width(row_name(row)) for row in self.rows]
        self.label = min(_LABEL_CELLS, max(names, default=0), max(8, width // 4))
        room = max(1, width - _MARKER_CELLS - self.label - GAP - _SIGN_CELLS)
        count = len(self.comparison.sources)
        self.shown = max(1, min(count, (room + GAP) // (_LEAST_CELLS + GAP)))
        self.column = max(1, room // self.shown - GAP)
        self.left = max(0, min(self.left, count - self.shown))
        self._cells.clear()
        self.labels = [self._label_lines(row) for row in self.rows]
        return [self._height(index) for index in range(len(self.rows))]

    def bring(self, column: int) -> bool:
        """Scroll sideways as far as a column needs; True if that changed the columns on screen."""
        if not self.shown:
            return False
        left = max(min(self.left, column), column - self.shown + 1)
        moved, self.left = left != self.left, left
        return moved

    def column_at(self, x: int) -> int | None:
        """The column at a cell of the screen; None beside the columns."""
        left = x - _MARKER_CELLS - self.label - GAP
        at = left // (self.column + GAP) if self.column else -1
        return self.left + at if left >= 0 and at < self.shown else None

    def heading_lines(self, index: int) -> int:
        """The lines above a row with the name of its section: one if the section begins with it."""
        before = self.rows[index - 1].section if index else ""
        return int(self.rows[index].section not in ("", before))

    def cell(self, index: int, column: int) -> Words:
        """The words of a source in a row; empty if it is silent."""
        assert self.comparison is not None
        found = self._cells.get((index, column))
        if found is None:
            source = self.comparison.sources[column]
            sayings = self.rows[index].cell(source.source_id)
            found = [(each, self._words(each)) for each in sayings]
            self._cells[index, column] = found
        return found

    def _label_lines(self, row: ComparisonRow) -> list[str]:
        indent = "  " * min(row.indent, _DEEPEST)
        lines = wrap_lines(row_name(row), max(4, self.label - len(indent)))
        return [indent + line for line in lines]

    def _height(self, index: int) -> int:
        cells = (
            sum(len(lines) for _, lines in self.cell(index, column)) or 1 for column in self.columns
        )
        return self.heading_lines(index) + max(len(self.labels[index]), *cells)

    def _words(self, saying: Saying) -> list[str]:
        where = place(saying, "l.")
        lines = wrap_lines(f"{quoted_words(saying)} {where}", self.column)
        if len(lines) <= _MOST_LINES:
            return lines
        # The place is always to be seen.
        room = self.column - cell_width(where) - 3
        last = wrap_lines(lines[_MOST_LINES - 1], max(1, room))[0]
        return [*lines[: _MOST_LINES - 1], f"{last} … {where}"]

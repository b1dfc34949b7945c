"""Expected rows of a pane under a filter and an order, asked of the store beforehand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Sort
from trafficking_explorer.database.views import View
from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter

CURSOR = "▸"
_RULE = "─"
_SIDE = "│"
_SCROLLBAR = re.compile("[▀-▟]")
_SORTED = re.compile(r" [▴▾]\d?$")
_ROWS_ASKED = 60
"""On either side of the cursor; no table shows more."""

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Window:
    """Rows that may be on screen together.

    Attributes:
        rows: their cells, without white space.
        cursor: index of the one that the cursor is on.
    """

    rows: tuple[Cells, ...]
    cursor: int


@dataclass(frozen=True)
class Expected:
    """The rows that have to be on screen.

    Attributes:
        line: in the filter.
        said: beside it, when all is known.
        first: position of the first record; None where nothing fits.
        windows: the rows, by where the cursor may have stayed; none where nothing fits.
        titles: of the columns that the rows are sorted by, with their marks.
    """

    line: str
    said: str
    first: int | None
    windows: tuple[Window, ...]
    titles: tuple[str, ...] = ()


class Oracle:
    """Asks a store what a view lists; slowly, and all of it."""

    def __init__(self, store: Store, view: View) -> None:
        self._store = store
        self._view = view
        self._cells = ", ".join(f'"{column.key}"' for column in view.columns)
        self.first, self._last, self.total = store.rows(
            f"SELECT min(position), max(position), count(*) FROM corpus.listed_{view.name}"
        )[0]

    def expect(self, line: str, sort: Sort = (), stayed: Sequence[int] = ()) -> Expected | None:
        """The expected screen under a filter and an order; None for a line that is wrong.

        Args:
            stayed: positions of records that the cursor may have stayed on.
        """
        try:
            found = self.positions(line, sort)
        except FilterError:
            return None
        wanted = set(stayed)
        places = {place for place, position in enumerate(found) if position in wanted}
        windows = tuple(self._window(found, place) for place in sorted(places | {0}) if found)
        titles = tuple(
            f"{self._view.column(key).title} {'▾' if down else '▴'}{place if len(sort) > 1 else ''}"
            for place, (key, down) in enumerate(sort, start=1)
        )
        first = found[0] if found else None
        return Expected(line, self._said(line, len(found)), first, windows, titles)

    def last_row(self) -> Expected:
        """The expected screen at the end of all rows."""
        found = self.positions("", ())
        window = self._window(found, len(found) - 1)
        return Expected("", self._said("", len(found)), self.first, (window,))

    def _said(self, line: str, count: int) -> str:
        title = f"{self._view.title} {self.total:,}"
        return f"{count:,} of {self.total:,}" if line.strip() else title

    def positions(self, line: str, sort: Sort) -> list[int]:
        """All records that fit a filter line, in their order."""
        where = compile_filter(parse_filter(line))
        keys = [f'l."{key}_rank" {"DESC" if down else "ASC"} NULLS LAST' for key, down in sort]
        rows = self._store.rows(
            f"SELECT r.position FROM corpus.records r JOIN corpus.listed_{self._view.name} l "
            f"ON l.position = r.position WHERE r.position BETWEEN ? AND ? AND ({where.sql}) "
            f"ORDER BY {', '.join([*keys, 'r.position'])}",
            [self.first, self._last, *where.params],
        )
        return [position for (position,) in rows]

    def _window(self, found: list[int], place: int) -> Window:
        first = max(0, place - _ROWS_ASKED)
        positions = found[first : place + _ROWS_ASKED]
        rows = {
            position: tuple(_squash(str(cell or "")) for cell in cells)
            for position, *cells in self._store.rows(
                f"SELECT position, {self._cells} FROM corpus.listed_{self._view.name} "
                "WHERE position IN (SELECT unnest(?::INTEGER[]))",
                [positions],
            )
        }
        return Window(tuple(rows[position] for position in positions), place - first)


class Shown:
    """The table of a pane, read off the screen."""

    def __init__(self, lines: Sequence[str], view: View) -> None:
        self.filter, self.title = lines[1:3]
        known = {column.title: i for i, column in enumerate(view.columns)}
        left = [line.partition(_SIDE)[0] for line in lines[3:]]
        end = next((i for i, line in enumerate(left) if line.startswith(_RULE)), len(left))
        self._marked = re.split(r"\s{2,}", left[0].strip(" ‹›"))
        self._titles = [_title(each) for each in self._marked]
        self.columns = [known[title] for title in self._titles if title in known]
        self.rows = [_squash(_SCROLLBAR.sub("", line)) for line in left[1:end]]

    def has_rows(self, expected: Expected) -> bool:
        """True if the rows are those expected, and the cursor is on one it may be on.

        Only the beginning of the text in the filter is compared: a proposal may follow it.
        """
        if not self.columns or not self.filter[3:].startswith(expected.line):
            return False
        if any(
            _title(title) in self._titles and title not in self._marked for title in expected.titles
        ):
            return False
        if not expected.windows:
            return any(row.startswith("Noneofthe") for row in self.rows)
        cursor = next((i for i, row in enumerate(self.rows) if row.startswith(CURSOR)), None)
        return cursor is not None and any(self._fits(window, cursor) for window in expected.windows)

    def has_all(self, expected: Expected) -> bool:
        """True if the count is in the title of the table too."""
        said = re.search(rf"(?<![\d,]){re.escape(expected.said)}\b", self.title)
        return bool(said) and self.has_rows(expected)

    def _fits(self, window: Window, cursor: int) -> bool:
        shift = window.cursor - cursor
        if shift < 0:
            return False
        for i, row in enumerate(self.rows):
            index = i + shift
            cells = window.rows[index] if index < len(window.rows) else None
            if cells is None:
                if row:
                    return False
            elif not self._is_row(row.removeprefix(CURSOR), cells):
                return False
        return True

    def _is_row(self, row: str, cells: Cells) -> bool:
        """True if a line shows the cells, which may be cut."""
        at = 0
        for column in self.columns:
            cell = cells[column]
            if row.startswith(cell, at):
                at += len(cell)
                continue
            cut = row.find("…", at)
            if cut <= at or not cell.startswith(row[at:cut]):
                return False
            at = cut + 1
        return at == len(row)


def _title(marked: str) -> str:
    return _SORTED.sub("", marked)


def _squash(text: str) -> str:
    return "".join(text.split())

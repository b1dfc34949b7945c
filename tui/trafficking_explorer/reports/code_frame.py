"""The line of a problem, with a caret below its column."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from pathlib import Path

from trafficking_explorer.errors import Location
from trafficking_explorer.text.display import cell_width, sanitize

_BREAK = re.compile(rb"\r\n?|\n")
_BEFORE = 2 / 3
"""The part of the width that a shortened line shows before the caret."""
_BYTES_A_CELL = 16
"""Code points considered for each cell: letters with combining marks take several."""
_MOST_BYTES = 64 * 2**20
"""Larger files are not read again to show one line."""


def code_frame(root: Path, at: Location, width: int) -> list[str]:
    """The line at a location and the caret below it; nothing if the file cannot be read.

    Args:
        root: the folder to which the location's path is relative.
        width: the available cells.
    """
    if not at.line:
        return []
    path = root / at.path
    try:
        status = path.stat()
    except (OSError, ValueError):
        return []
    if status.st_size > _MOST_BYTES:
        return []
    data, starts = _lines(path, status.st_mtime_ns)
    if at.line > len(starts):
        return []
    start = starts[at.line - 1]
    end = starts[at.line] if at.line < len(starts) else len(data)
    gutter = f"{at.line:>5} | "
    room = max(20, width - len(gutter))
    # Of a very long line, only the part around the column is made printable.
    before, after = _around(_line(data[start:end]), at.column - 1, room)
    shown, caret = _cut(before, after, room)
    return [f"{gutter}{shown}", f"{'| ':>{len(gutter)}}{' ' * caret}^"]


@lru_cache(maxsize=2)
def _lines(path: Path, _changed: int) -> tuple[bytes, list[int]]:
    """The content of a file and the starts of its lines; cached, as problems come file by file."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        return b"", []
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data, [0, *(match.end() for match in _BREAK.finditer(data))]


@lru_cache(maxsize=2)
def _line(line: bytes) -> str:
    """A line decoded; cached, as a file may be one line with very many problems."""
    return line.rstrip(b"\r\n").decode("utf-8", "replace")


def _around(text: str, column: int, room: int) -> tuple[str, str]:
    """The text before and after a code point of a line, printable."""
    reach = room * _BYTES_A_CELL
    before = sanitize(text[max(0, column - reach) : column])
    if column > reach:
        before = "…" + before
    return before, sanitize(text[column : column + reach])


def _cut(before: str, after: str, room: int) -> tuple[str, int]:
    """The line shortened around its caret, and the cells before the caret."""
    if cell_width(before) + cell_width(after) <= room:
        return before + after, cell_width(before)
    left = int(room * _BEFORE) if cell_width(after) > room * (1 - _BEFORE) else 0
    left = left or room - cell_width(after)
    if cell_width(before) > left:
        starts = range(len(before) + 1)
        start = bisect_left(starts, 1 - left, key=lambda at: -cell_width(before[at:]))
        before = "…" + before[start:]
    right = room - cell_width(before)
    if cell_width(after) > right:
        ends = range(len(after) + 1)
        end = bisect_right(ends, right - 1, key=lambda at: cell_width(after[:at])) - 1
        after = after[: max(0, end)] + "…"
    return before + after, cell_width(before)

"""Parts that all boxes of the overview are drawn with: rows of pieces, characters, text cut to a width."""

from dataclasses import dataclass

from trafficking_explorer.database.overview import Box, OverviewLine
from trafficking_explorer.text.display import (
    cell_edges,
    cell_width,
    end_of_fitting,
    has_room,
    sanitize,
)
from trafficking_explorer.ui.time_scale import Bars
from trafficking_explorer.ui.value_scale import FINE_SIGNS, BarSigns
from trafficking_explorer.ui.widgets.segments import fit_cells

_REMARK_ROWS = 8
"""Rows of a box from which one is kept for its remark."""

_TIMES = Bars(tick=" ")
Piece = tuple[str, str]
"""Printable text, and the name of its ink."""
Pieces = list[Piece]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that boxes and bars are made of.

    Attributes:
        corners: upper left, upper right, lower left, lower right.
        times: those of the timeline.
        signs: what is written for the signs of findings, where it differs.
        is_linear: true for one column of words, without frames and bars.
    """

    corners: str = "╭╮╰╯"
    across: str = "─"
    upright: str = "│"
    cursor: str = "▸"
    bars: BarSigns = FINE_SIGNS
    times: Bars = _TIMES
    inferred: str = "◇"
    stated: str = "◆"
    signs: tuple[tuple[str, str], ...] = ()
    is_linear: bool = False

    def sign(self, sign: str) -> str:
        """A sign of a finding, one cell wide; a blank for none."""
        return dict(self.signs).get(sign, sign) or " "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a box, as wide as the box or less.

    Attributes:
        line: what the cursor can go to; None for a remark or an axis.
        is_more: True if it goes on with the line of the row before.
    """

    pieces: Pieces
    line: OverviewLine | None = None
    is_more: bool = False


def fit(text: str, width: int, *, fill: bool = False, right: bool = False) -> str:
    """Text made printable and cut to a width.

    Args:
        fill: add blanks up to the width; at the left if `right` is set.
    """
    if width <= 0:
        return ""
    shown, blank = fit_cells(sanitize(text), width)
    if not fill:
        return shown
    return " " * blank + shown if right else shown + " " * blank


def fit_middle(text: str, width: int) -> str:
    """Text made printable, with an ellipsis in its middle if it is too wide."""
    text = sanitize(text)
    if has_room(text, width) or width < 3:
        return fit(text, width)
    head = text[: end_of_fitting(text, (width - 1) // 2)].rstrip()
    room = width - 1 - cell_width(head)
    edges = cell_edges(text)
    first = next(at for at, cells in enumerate(edges) if edges[-1] - cells <= room)
    return f"{head}…{text[first:].lstrip()}"


def clip(pieces: Pieces, width: int) -> Pieces:
    """Pieces made printable, cut to a width in cells."""
    clipped: Pieces = []
    for text, ink in pieces:
        shown = fit(text, width)
        clipped.append((shown, ink))
        width -= cell_width(shown)
    return clipped


def short_name(name: str) -> str:
    """The name of an operation without the word that all have."""
    return name.removeprefix("Operation ") or name


def line_rows(box: Box, room: int) -> int:
    """The rows that lines may take of those there are."""
    return room - 1 if box.remark and room >= _REMARK_ROWS else room


def with_remark(rows: list[Row], box: Box, width: int, room: int) -> list[Row]:
    """Rows with the remark below them, if there is room."""
    if box.remark and len(rows) < room:
        rows.append(Row([(fit(box.remark, width), "muted")]))
    return rows


def ink_of(sign: str) -> str:
    return {"✗": "wrong", "≠": "differs"}.get(sign, "muted")

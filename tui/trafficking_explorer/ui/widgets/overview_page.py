"""The page of the overview: where each box is, for the room there is, and what is in its lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trafficking_explorer.database.overview import (
    ABOUT,
    ARRESTS,
    DISAGREEMENTS,
    QUOTATION,
    RESCUED,
    SPEAKERS,
    START,
    WHEN,
    Box,
    Overview,
    OverviewLine,
)
from trafficking_explorer.database.signs import SIGNS
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.widgets.overview_boxes import (
    LEAST_ROWS,
    TITLES,
    door,
    door_columns,
    rows_of,
    shown_lines,
    wanted_rows,
)
from trafficking_explorer.ui.widgets.overview_drawing import Glyphs, Pieces, Row, clip, fit

SENTENCE = "Press reports about human trafficking, every figure beside the words it comes from."
_SHORT_SENTENCE = "Press reports about human trafficking, word by word."

Grid = tuple[tuple[tuple[str, int], ...], ...]
"""Boxes side by side, each with its share of the width; from the top."""

NARROW: Grid = tuple(
    ((name, 1),) for name in (DISAGREEMENTS, ARRESTS, WHEN, SPEAKERS, QUOTATION, START)
)
MEDIUM: Grid = (
    ((DISAGREEMENTS, 1),),
    ((ARRESTS, 1), (WHEN, 1)),
    ((SPEAKERS, 1), (QUOTATION, 1)),
    ((START, 1),),
)
BROAD: Grid = (
    ((DISAGREEMENTS, 62), (ARRESTS, 38)),
    ((WHEN, 62), (SPEAKERS, 38)),
    ((START, 62), (QUOTATION, 38)),
)
BROADEST: Grid = (
    ((DISAGREEMENTS, 50), (ARRESTS, 25), (SPEAKERS, 25)),
    ((WHEN, 50), (QUOTATION, 25), (START, 25)),
)
_MEDIUM_CELLS = 72
_BROAD_CELLS = 120
_BROADEST_CELLS = 200
_SHORT_MEANINGS = ("impossible", "differs", "spellings", "copied", "one text")
"""The meanings of the first signs, in few words."""
_SCROLLED_ROWS = 8
"""Rows of a box if the page has to be scrolled anyway."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A line that the cursor can go to.

    Attributes:
        box: its box.
        top, bottom: its rows on the page, the last one exclusive.
        left, width: its cells.
    """

    box: str
    line: OverviewLine
    top: int
    bottom: int
    left: int
    width: int


@dataclass(slots=True)
class Page:
    """Lines of pieces, each with the cell at which it begins, and the stops among them."""

    rows: list[list[tuple[int, Pieces, int | None]]] = field(default_factory=list)
    """Of each line what is on it: the cell, the pieces, and the index of its stop."""
    stops: list[Stop] = field(default_factory=list)

    def put(self, y: int, left: int, pieces: Pieces, stop: int | None = None) -> None:
        """Write into a line."""
        while len(self.rows) <= y:
            self.rows.append([])
        self.rows[y].append((left, pieces, stop))


@dataclass(frozen=True, slots=True)
class Look:
    """The content of the page, and the characters it is drawn with.

    Attributes:
        boxes: those that are known.
        bars: the box of bars on show, ARRESTS or RESCUED.
        glyphs: the characters it is drawn with.
        key_of: the key of a pane, by its name.
    """

    boxes: Overview
    bars: str
    glyphs: Glyphs
    key_of: Callable[[str], str]


def lay_out(look: Look, width: int, height: int) -> Page:
    """The page for a width and a height in cells; it may be longer than that."""
    page = Page()
    grid = NARROW if look.glyphs.is_linear else _grid(width)
    is_framed_start = len(grid[-1]) > 1 or height > 26
    page.put(0, 0, _sentence(look.boxes.get(ABOUT), width))
    legend = _legend(look.glyphs, width - 2)
    spare = 1 if height >= 30 else 0
    y = 1 + spare
    room = height - y - 1
    for (names, rows), framed in zip(
        _heights(look, grid, width, room, is_framed_start=is_framed_start),
        [True] * (len(grid) - 1) + [is_framed_start],
        strict=True,
    ):
        left = 0
        for name, cells in names:
            _put_box(page, look, name, (left, y, cells, rows), is_framed=framed)
            left += cells + 1
        y += rows + (2 if framed else 0)
    # Below the boxes, at the bottom of the screen if there is room.
    page.put(max(y, height - 1), 1, legend)
    return page


def _grid(width: int) -> Grid:
    if width >= _BROADEST_CELLS:
        return BROADEST
    if width >= _BROAD_CELLS:
        return BROAD
    return MEDIUM if width >= _MEDIUM_CELLS else NARROW


def _sentence(about: Box | None, width: int) -> Pieces:
    counted = about.remark if about is not None else ""
    sentence = SENTENCE
    if cell_width(sentence) + cell_width(counted) + 5 > width:
        # Passages and findings are counted in the boxes too.
        counted = " · ".join(counted.split(" · ")[:2])
    if cell_width(sentence) + cell_width(counted) + 5 > width:
        sentence = _SHORT_SENTENCE
    left = width - cell_width(counted) - 1
    return [(" " + fit(sentence, left - 2, fill=True), "title"), (fit(counted, width), "muted")]


def _legend(glyphs: Glyphs, width: int) -> Pieces:
    """The signs that there is room for."""
    bases = [(glyphs.stated, "in the text"), (glyphs.inferred, "inferred")]
    signs = [(glyphs.sign(each.text), each.meaning) for each in SIGNS]
    pieces: Pieces = []
    used = 0
    meanings = [*bases, *signs]
    if sum(cell_width(sign) + len(meaning) + 3 for sign, meaning in meanings) > width + 2:
        meanings = [*bases, *zip([sign for sign, _ in signs], _SHORT_MEANINGS, strict=False)]
    for sign, meaning in meanings:
        used += cell_width(sign) + 1 + len(meaning) + 2
        if used > width + 2:
            break
        pieces += [(sign, "label"), (f" {meaning}  ", "muted")]
    return pieces


Placed = tuple[tuple[str, int], ...]
"""Boxes side by side, each with its width in cells, the frame included."""


def _heights(
    look: Look, grid: Grid, width: int, room: int, *, is_framed_start: bool
) -> list[tuple[Placed, int]]:
    """The widths of the boxes, and the rows inside those of each line of boxes."""
    placed = [_widths(look, boxes, width) for boxes in grid]
    wanted = [max(_wanted(look, name, cells - 4) for name, cells in boxes) for boxes in placed]
    least = [
        min(most, max(_least(look, name) for name, _ in boxes))
        for boxes, most in zip(placed, wanted, strict=True)
    ]
    frames = 2 * len(grid) - (0 if is_framed_start else 2)
    left = room - frames - sum(least)
    if left < 0:
        return [
            (boxes, min(most, _SCROLLED_ROWS)) for boxes, most in zip(placed, wanted, strict=True)
        ]
    while left > 0 and any(has < most for has, most in zip(least, wanted, strict=True)):
        for index, most in enumerate(wanted):
            if left > 0 and least[index] < most:
                least[index] += 1
                left -= 1
    return list(zip(placed, least, strict=True))


def _widths(look: Look, boxes: Sequence[tuple[str, int]], width: int) -> Placed:
    names = [look.bars if name == ARRESTS else name for name, _ in boxes]
    shares = [share for _, share in boxes]
    room = width - (len(boxes) - 1)
    cells = [room * share // sum(shares) for share in shares]
    cells[0] += room - sum(cells)
    return tuple(zip(names, cells, strict=True))


def _wanted(look: Look, name: str, width: int) -> int:
    box = look.boxes.get(name)
    if name == START and box is not None:
        return -(-len(box.lines) // door_columns(width))
    return max(1, wanted_rows(name, box, width))


def _least(look: Look, name: str) -> int:
    return LEAST_ROWS.get(ARRESTS if name == RESCUED else name, 1)


def _put_box(
    page: Page, look: Look, name: str, place: tuple[int, int, int, int], *, is_framed: bool
) -> None:
    """Draw a box.

    Args:
        place: its left cell, its upper line, its width and the rows inside.
    """
    left, top, width, height = place
    box = look.boxes.get(name)
    inner = width - 4
    first = top + 1 if is_framed else top
    if name == START and box is not None:
        shown = _put_doors(page, box, (left + 2, first, inner, height))
    else:
        rows = rows_of(name, box, inner, height, look.glyphs)
        _put_rows(page, name, rows, (left + 2, first, inner))
        shown = shown_lines(rows)
    if is_framed:
        _put_frame(page, look.glyphs, name, _notes(look, name, box, shown), place)


def _put_rows(page: Page, name: str, rows: Sequence[Row], place: tuple[int, int, int]) -> None:
    left, top, width = place
    for y, row in enumerate(rows, top):
        stop = None
        if row.line is not None:
            if row.is_more:
                last = page.stops.pop()
                page.stops.append(Stop(name, last.line, last.top, y + 1, left, width))
            else:
                page.stops.append(Stop(name, row.line, y, y + 1, left, width))
            stop = len(page.stops) - 1
        page.put(y, left, clip(row.pieces, width), stop)


def _put_doors(page: Page, box: Box, place: tuple[int, int, int, int]) -> int:
    """Doors in columns, the first ones first; returns how many there is room for."""
    left, top, width, height = place
    columns = door_columns(width)
    cells = width // columns
    lines = box.lines[: columns * height]
    rows = -(-len(lines) // columns)
    for index, line in enumerate(lines):
        column, row = divmod(index, rows)
        x, y = left + column * cells, top + row
        page.stops.append(Stop(START, line, y, y + 1, x, cells))
        page.put(y, x, clip(door(line, cells), cells), len(page.stops) - 1)
    return len(lines)


def _notes(look: Look, name: str, box: Box | None, shown: int) -> Sequence[str]:
    """The share of a box that is shown, and the key of the pane with the rest; the longest first."""
    pane = {DISAGREEMENTS: "findings", WHEN: "operations", START: ""}.get(name)
    if pane is None:
        pane = "quotes" if name in (SPEAKERS, QUOTATION) else "statistics"
    key = look.key_of(pane) if pane else ""
    if box is None or not box.total or name == START:
        return ()
    if name == QUOTATION:
        return (f"1 of {box.total:,} · {key}",)
    what = f"{shown:,} of {box.total:,}" if shown < box.total else f"{box.total:,}"
    if name in (ARRESTS, RESCUED):
        more = f"r {'rescued' if name == ARRESTS else 'arrests'}"
    elif name == DISAGREEMENTS:
        # The notes that are not listed are counted.
        more = box.remark.partition(",")[0]
    else:
        more = box.remark
    return (*([f"{what} · {more} · {key}"] if more else []), f"{what} · {key}", what)


def _put_frame(
    page: Page, glyphs: Glyphs, name: str, notes: Sequence[str], place: tuple[int, int, int, int]
) -> None:
    """Draw the frame of a box, with its title and the longest note that there is room for."""
    left, top, width, height = place
    upper_left, upper_right, lower_left, lower_right = tuple(glyphs.corners)
    ink = f"frame {name}"
    title = fit(TITLES[name], width - 6)
    room = width - 6 - cell_width(title)
    note = next((each for each in notes if cell_width(each) + 3 <= room), "")
    across = glyphs.across * (room - (cell_width(note) + 2 if note else 0))
    pieces: Pieces = [
        (upper_left + glyphs.across, ink),
        (f" {title} ", f"heading {name}"),
        (across, ink),
        (f" {note} " if note else "", "muted"),
        (glyphs.across + upper_right, ink),
    ]
    page.put(top, left, pieces)
    for y in range(top + 1, top + 1 + height):
        page.put(y, left, [(glyphs.upright, ink)])
        page.put(y, left + width - 1, [(glyphs.upright, ink)])
    page.put(
        top + 1 + height, left, [(lower_left + glyphs.across * (width - 2) + lower_right, ink)]
    )

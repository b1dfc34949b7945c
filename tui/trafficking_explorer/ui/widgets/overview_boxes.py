"""The lines of each box of the overview, drawn in cells: messages, bars, a timeline, doors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from trafficking_explorer.database.overview import (
    ARRESTS,
    DISAGREEMENTS,
    QUOTATION,
    RESCUED,
    SPEAKERS,
    START,
    WHEN,
    Box,
    OverviewLine,
)
from trafficking_explorer.text.display import (
    cell_edges,
    cell_width,
    end_of_fitting,
    has_room,
    sanitize,
)
from trafficking_explorer.ui.text_layout import wrap_lines
from trafficking_explorer.ui.widgets.segments import fit_cells

Piece = tuple[str, str]
"""Printable text, and the name of its ink."""
Pieces = list[Piece]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that boxes and bars are made of.

    Attributes:
        corners: upper left, upper right, lower left, lower right.
        eighths: a cell filled from the left, by eighths; the last one is full.
        between: a cell from the lower to the upper end of a figure.
        more, less: the end of a bar that may be longer, or shorter.
        open_left, open_right, from_left, to_right: the ends of a time with an open end.
        signs: what is written for the signs of findings, where it differs.
    """

    corners: str = "╭╮╰╯"
    across: str = "─"
    upright: str = "│"
    cursor: str = "▸"
    eighths: str = "▏▎▍▌▋▊▉█"
    between: str = "▒"
    more: str = "▶"
    less: str = "◀"
    day: str = "●"
    span: str = "▓"
    line: str = "─"
    open_left: str = "◀"
    open_right: str = "▶"
    until: str = "┤"
    since: str = "├"
    ellipsis: str = "…"
    inferred: str = "◇"
    stated: str = "◆"
    signs: tuple[tuple[str, str], ...] = ()

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


TITLES = {
    DISAGREEMENTS: "Where the texts disagree",
    ARRESTS: "Arrests by operation",
    RESCUED: "Rescued by operation",
    WHEN: "When",
    SPEAKERS: "Who speaks",
    QUOTATION: "A quotation",
    START: "Start here",
}
IF_EMPTY = {
    DISAGREEMENTS: "No finding says that figures or names differ. Records of two texts about the same "
    "thing are compared.",
    ARRESTS: "No operation has a figure of arrests. A statistic with measure: arrests and an operation "
    "is drawn here.",
    RESCUED: "No operation has a figure of people rescued. A statistic with measure: rescued and an "
    "operation is drawn here.",
    WHEN: "No operation has a date. The field date of an operation is drawn here.",
    SPEAKERS: "No quotation names who speaks. The field speaker of a quote is counted here.",
    QUOTATION: "No whole sentence of a named speaker. One of the records of kind quote is shown here.",
}
LEAST_ROWS = {DISAGREEMENTS: 4, ARRESTS: 5, WHEN: 5, SPEAKERS: 2, QUOTATION: 2, START: 2}
"""Rows of a box that has more to show, on a small screen."""

_WIDE = 88
"""Cells from which there is room for a further column."""
_DOOR_CELLS = 36
"""Cells that a door needs."""
_SUBJECT_PERCENT = 45
"""The share of a line that a subject may take, however much is said of it."""
_REMARK_ROWS = 8
"""Rows of a box from which one is kept for its remark."""


def wanted_rows(name: str, box: Box | None, width: int) -> int:
    """Rows that would show all of a box."""
    return len(rows_of(name, box, width, 10_000, Glyphs()))


def rows_of(name: str, box: Box | None, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """At most `room` rows of a box, each at most `width` cells.

    Args:
        box: None if it is not known yet.
    """
    if box is None:
        return [Row([("reading …", "muted")])]
    if not box.lines:
        words = [*wrap_lines(IF_EMPTY.get(name, ""), width), box.remark]
        return [Row([(fit(each, width), "muted")]) for each in words[:room] if each]
    return _DRAWN[name](box, width, room, glyphs)


def shown_lines(rows: Sequence[Row]) -> int:
    """The number of lines among rows."""
    return sum(row.line is not None and not row.is_more for row in rows)


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
    if has_room(text, width):
        return text
    head = text[: end_of_fitting(text, (width - 1) // 2)].rstrip()
    room = width - 1 - cell_width(head)
    edges = cell_edges(text)
    first = next(at for at, cells in enumerate(edges) if edges[-1] - cells <= room)
    return f"{head}…{text[first:].lstrip()}"


def short_name(name: str) -> str:
    """The name of an operation without the word that all have."""
    return name.removeprefix("Operation ") or name


def _line_rows(box: Box, room: int) -> int:
    """The rows that lines may take of those there are."""
    return room - 1 if box.remark and room >= _REMARK_ROWS else room


def _with_remark(rows: list[Row], box: Box, width: int, room: int) -> list[Row]:
    """Rows with the remark below them, if there is room."""
    if box.remark and len(rows) < room:
        rows.append(Row([(fit(box.remark, width), "muted")]))
    return rows


# Findings.


def _disagreements(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    lines = box.lines[: _line_rows(box, room)]
    is_wide = width >= _WIDE
    place = min(max((cell_width(each.place) for each in lines), default=0), 22 if is_wide else 18)
    note = max((cell_width(each.note) for each in lines), default=0) if is_wide else 0
    left = width - 3 - place - (note + 2 if note else 0) - 1
    rows = []
    for line in lines:
        subject, text = _share(line.label, line.text, left)
        pieces = [(f"{glyphs.sign(line.sign)} ", _ink_of(line.sign)), (subject, "label")]
        pieces.append((fit(text, left - cell_width(subject), fill=True), "text"))
        pieces.append((" " + fit(line.place, place, fill=True, right=True), "muted"))
        if note:
            pieces.append(("  " + fit(line.note, note, fill=True), "muted"))
        rows.append(Row(pieces, line))
    return _with_remark(rows, box, width, room)


def _share(subject: str, text: str, width: int) -> tuple[str, str]:
    """A subject and what is said of it in one line.

    What is said has the room first, as far as enough is left for the subject. Of a long subject both
    ends are shown: it may end with the name of an operation.
    """
    if not subject:
        return "", text
    room = max(width * _SUBJECT_PERCENT // 100, width - cell_width(text) - 2)
    return fit_middle(subject, room) + ": ", text


def _ink_of(sign: str) -> str:
    return {"✗": "wrong", "≠": "differs"}.get(sign, "muted")


# Bars.


def _bars(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """Figures as bars on one scale, with their qualifiers, and the sources if there is room."""
    lines = box.lines[: _line_rows(box, room)]
    labels = [short_name(each.label) for each in lines]
    text = max(cell_width(each.text) for each in lines)
    place = max(cell_width(each.place) for each in lines) if width >= 46 else 0
    place = min(place, 11)
    label = min(max(map(cell_width, labels)), max(8, (width - text - place - 6) // 2))
    track = max(1, width - 2 - label - 1 - 1 - text - (place + 2 if place else 0) - 1)
    most = max((each.high or 0 for each in lines), default=0)
    rows = []
    for line, name in zip(lines, labels, strict=True):
        bar = _bar(line, most, track, glyphs)
        value = (
            f" {fit(line.text, text)}" if line.high is not None else f"“{fit(line.text, track)}”"
        )
        blank = track + 2 + text - cell_width(bar) - cell_width(value)
        pieces = [
            (f"{glyphs.sign(line.sign)} ", _ink_of(line.sign)),
            (fit(name, label, fill=True) + " ", "text"),
            (bar, "bar"),
            (value + " " * blank, "value"),
        ]
        if place:
            pieces.append(("  " + fit(line.place, place, fill=True), "muted"))
        rows.append(Row(pieces, line))
    return _with_remark(rows, box, width, room)


def _bar(line: OverviewLine, most: float, track: int, glyphs: Glyphs) -> str:
    """A bar from 0 to a figure; hatched from the lower to the upper end of a range."""
    if line.low is None or line.high is None or most <= 0:
        return ""
    end = {"≥": glyphs.more, ">": glyphs.more, "≤": glyphs.less, "<": glyphs.less}.get(
        line.text[:1], ""
    )
    room = track - len(end)
    solid = _filled(line.low / most * room, glyphs)
    whole = round(line.high / most * room)
    return solid + glyphs.between * max(0, whole - len(solid)) + end


def _filled(cells: float, glyphs: Glyphs) -> str:
    """A bar of a length in cells; never empty."""
    steps = len(glyphs.eighths)
    filled = max(1, round(max(0.0, cells) * steps))
    full, part = divmod(filled, steps)
    return glyphs.eighths[-1] * full + (glyphs.eighths[part - 1] if part else "")


def _speakers(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """Names with the number of quotations; copied ones are hatched."""
    lines = box.lines[:room]
    name = min(max(cell_width(each.label) for each in lines), width // 2)
    most = max((each.low or 0 for each in lines), default=1)
    track = min(10, max(1, int(most)), max(1, width // 5))
    number = max(cell_width(each.text) for each in lines)
    left = width - 2 - name - 1 - track - 1 - number - 2
    rows = []
    for line in lines:
        own = round((line.high or 0) / most * track)
        every = max(1, round((line.low or 0) / most * track))
        bar = glyphs.eighths[-1] * own + glyphs.between * (every - own)
        pieces = [
            (f"{glyphs.sign(line.sign)} ", _ink_of(line.sign)),
            (fit(line.label, name, fill=True) + " ", "text"),
            (f"{bar:<{track}} ", "bar"),
            (fit(line.text, number, fill=True, right=True), "value"),
            ("  " + fit(line.note, left), "muted") if left > 6 else ("", "muted"),
        ]
        rows.append(Row(pieces, line))
    return _with_remark(rows, box, width, room)


# Time.


def _when(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """The last operations that there is room for, or periods."""
    if box.lines[0].opens.record is None:
        return _periods(box, width, room, glyphs)
    room_for_axis = 1 if room > 1 else 0
    lines = box.lines[-max(1, room - room_for_axis) :]
    labels = [short_name(each.label) for each in lines]
    texts = [f"{each.text} {glyphs.inferred}" if each.is_inferred else each.text for each in lines]
    text = max(map(cell_width, texts)) if width >= 60 else 0
    label = min(max(map(cell_width, labels)), width * 2 // 5, 34)
    track = max(4, width - 2 - label - 1 - (text + 2 if text else 0))
    scale = Scale.of(lines, track)
    rows = [Row([(" " * (label + 3) + scale.axis(), "muted")])] if room_for_axis else []
    for line, name, said in zip(lines, labels, texts, strict=True):
        pieces = [
            (f"{glyphs.sign(line.sign)} ", _ink_of(line.sign)),
            (fit(name, label, fill=True) + " ", "text"),
            (f"{_span(line, scale, glyphs):<{track}}", "bar"),
        ]
        if text:
            pieces.append(("  " + fit(said, text, fill=True), "muted"))
        rows.append(Row(pieces, line))
    return _with_remark(rows, box, width, room)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days on a line of cells, from the beginning of a year to the end of another."""

    first: int
    last: int
    cells: int

    @classmethod
    def of(cls, lines: Sequence[OverviewLine], cells: int) -> "Scale":
        """The scale that has room for all ends of some lines."""
        ends = [int(end) for each in lines for end in (each.low, each.high) if end is not None]
        first, last = date.fromordinal(min(ends)).year, date.fromordinal(max(ends)).year
        beyond = max(1, (last - first) // 10)
        if any(each.low is None for each in lines):
            first = max(1, first - beyond)
        if any(each.high is None for each in lines):
            last = min(9999, last + beyond)
        return cls(first, last, cells)

    def cell(self, ordinal: float) -> int:
        """The cell of a day."""
        start = date(self.first, 1, 1).toordinal()
        end = date(self.last, 12, 31).toordinal()
        return min(self.cells - 1, int((ordinal - start) / (end - start + 1) * self.cells))

    def axis(self) -> str:
        """Years, as many as there is room for, each where it begins."""
        years = self.last - self.first + 1
        steps = (1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000)
        step = next((each for each in steps if years / each * 6 <= self.cells), 1000)
        text = ""
        for year in range(-(-self.first // step) * step, self.last + 1, step):
            at = self.cell(date(year, 1, 1).toordinal())
            if at >= len(text) and at + 4 <= self.cells:
                text = f"{text:<{at}}{year:04} "
        return text.rstrip() or f"{self.first:04}"[: self.cells]


def _span(line: OverviewLine, scale: Scale, glyphs: Glyphs) -> str:
    """A time on the scale: a day, a range, or a line with an open end."""
    if line.low is None and line.high is not None:
        at = scale.cell(line.high)
        return glyphs.open_left + glyphs.line * (at - 1) + glyphs.until if at else glyphs.open_left
    if line.low is None:
        return ""
    first = scale.cell(line.low)
    if line.high is None:
        room = scale.cells - first - 2
        return " " * first + glyphs.since + glyphs.line * max(0, room) + glyphs.open_right
    last = scale.cell(line.high)
    return " " * first + (glyphs.day if first == last else glyphs.span * (last - first + 1))


def _periods(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """The number of operations in each period, as bars."""
    lines = box.lines[-room:]
    label = max(cell_width(each.label) for each in lines)
    number = max(cell_width(each.text) for each in lines)
    most = max(each.low or 0 for each in lines)
    track = max(1, width - 2 - label - 1 - 1 - number)
    rows = []
    for line in lines:
        bar = _filled((line.low or 0) / most * track, glyphs) if line.low else ""
        pieces = [
            ("  " + fit(line.label, label, fill=True) + " ", "text"),
            (bar, "bar"),
            (f" {line.text}", "value"),
        ]
        rows.append(Row(pieces, line))
    return _with_remark(rows, box, width, room)


# Words.


def _quotation(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """A sentence, cut if need be, and who says it where."""
    line = box.lines[0]
    cells = max(1, min(width, 90) - 2)
    words = [sanitize(each) for each in wrap_lines(f"“{line.text}”", cells)]
    most = max(1, room - 1)
    if len(words) > most:
        words = words[:most]
        words[-1] = fit(words[-1] + " …" * cells, cells - 1) + "”"
    rows = [
        Row([("  " + each, "quote")], line, is_more=bool(index)) for index, each in enumerate(words)
    ]
    if len(rows) < room:
        said = fit(f"{line.label} · {line.place}", width - 2)
        rows.append(Row([("  " + said, "muted")], line, is_more=True))
    return rows


def _start(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """Doors in one column; see `doors` for several."""
    return [Row(door(line, width), line) for line in box.lines[:room]]


def door(line: OverviewLine, width: int) -> Pieces:
    """A task, and what it opens."""
    label = fit(line.label, width - 2)
    left = width - 2 - cell_width(label) - 3
    return [
        ("  " + label, "text"),
        (f"  {line.text}" if cell_width(line.text) <= left else "", "muted"),
    ]


def door_columns(width: int) -> int:
    """The number of doors side by side."""
    return max(1, min(3, width // _DOOR_CELLS))


_DRAWN: dict[str, Callable[[Box, int, int, Glyphs], list[Row]]] = {
    DISAGREEMENTS: _disagreements,
    ARRESTS: _bars,
    RESCUED: _bars,
    WHEN: _when,
    SPEAKERS: _speakers,
    QUOTATION: _quotation,
    START: _start,
}

"""The box of the overview that shows when operations took place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trafficking_explorer.database.overview import Box, OverviewLine
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.widgets.overview_drawing import (
    Glyphs,
    Row,
    filled_bar,
    fit,
    ink_of,
    short_name,
    with_remark,
)


def when_rows(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
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
            (f"{glyphs.sign(line.sign)} ", ink_of(line.sign)),
            (fit(name, label, fill=True) + " ", "text"),
            (f"{_span(line, scale, glyphs):<{track}}", "bar"),
        ]
        if text:
            pieces.append(("  " + fit(said, text, fill=True), "muted"))
        rows.append(Row(pieces, line))
    return with_remark(rows, box, width, room)


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
        bar = filled_bar((line.low or 0) / most * track, glyphs) if line.low else ""
        pieces = [
            ("  " + fit(line.label, label, fill=True) + " ", "text"),
            (bar, "bar"),
            (f" {line.text}", "value"),
        ]
        rows.append(Row(pieces, line))
    return with_remark(rows, box, width, room)

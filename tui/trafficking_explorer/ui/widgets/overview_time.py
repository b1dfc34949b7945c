"""The box of the overview that shows when operations took place."""

from dataclasses import dataclass
from datetime import date

from trafficking_explorer.database.overview import Box, OverviewLine
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.time_scale import TimeScale
from trafficking_explorer.ui.value_scale import filled_bar
from trafficking_explorer.ui.widgets.overview_drawing import (
    Glyphs,
    Row,
    fit,
    ink_of,
    short_name,
    with_remark,
)


def when_rows(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """The last operations that there is room for, or periods."""
    if box.lines[0].opens.record is None:
        return _periods(box, width, room, glyphs)
    room_for_axis = 1 if room > 1 and not glyphs.is_linear else 0
    lines = box.lines[-max(1, room - room_for_axis) :]
    labels = [short_name(each.label) for each in lines]
    texts = [f"{each.text} {glyphs.inferred}" if each.is_inferred else each.text for each in lines]
    text = max(map(cell_width, texts)) if width >= 60 or glyphs.is_linear else 0
    label = min(max(map(cell_width, labels)), width * 2 // 5, 34)
    track = max(4, width - 2 - label - 1 - (text + 2 if text else 0))
    times = [_Days.of(line) for line in lines]
    scale = TimeScale.of(times, track)
    rows = [Row([(" " * (label + 3) + scale.header(), "muted")])] if room_for_axis else []
    for line, name, said, time in zip(lines, labels, texts, times, strict=True):
        drawn = scale.bar(time, glyphs.times)
        pieces = [
            (f"{glyphs.sign(line.sign)} ", ink_of(line.sign)),
            (fit(name, label, fill=True) + " ", "text"),
            (" " if glyphs.is_linear else drawn, "bar"),
        ]
        if text:
            pieces.append(("  " + fit(said, text, fill=True), "muted"))
        rows.append(Row(pieces, line))
    return with_remark(rows, box, width, room)


@dataclass(frozen=True, slots=True)
class _Days:
    """The ends of a line's time."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, line: OverviewLine) -> "_Days":
        """The days that a line counts as ordinals."""
        first, last = (
            None if day is None else date.fromordinal(int(day)) for day in (line.low, line.high)
        )
        return cls(first, last)


def _periods(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """The number of operations in each period, as bars."""
    lines = box.lines[-room:]
    label = max(cell_width(each.label) for each in lines)
    number = max(cell_width(each.text) for each in lines)
    most = max(each.low or 0 for each in lines)
    track = max(1, width - 2 - label - 1 - 1 - number)
    rows = []
    for line in lines:
        share = 0 if glyphs.is_linear else (line.low or 0) / most
        bar = filled_bar(share * track, glyphs.bars.eighths) if share else ""
        pieces = [
            ("  " + fit(line.label, label, fill=True) + " ", "text"),
            (bar, "bar"),
            (f" {line.text}", "value"),
        ]
        rows.append(Row(pieces, line))
    return with_remark(rows, box, width, room)

"""The lines of each box of the overview, drawn in cells: messages, bars, a timeline, doors."""

from collections.abc import Callable, Sequence

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
from trafficking_explorer.text.display import cell_width, has_room, sanitize
from trafficking_explorer.text.quoting import in_marks
from trafficking_explorer.ui.text_layout import wrap_lines
from trafficking_explorer.ui.value_scale import filled_bar
from trafficking_explorer.ui.widgets.overview_drawing import (
    Glyphs,
    Pieces,
    Row,
    fit,
    fit_middle,
    ink_of,
    line_rows,
    short_name,
    with_remark,
)
from trafficking_explorer.ui.widgets.overview_time import when_rows

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


# Findings.


def _disagreements(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    lines = box.lines[: line_rows(box, room)]
    if glyphs.is_linear:
        # Fewer, none of them cut.
        lines = lines[: max(1, line_rows(box, room) // 2)]
    is_wide = width >= _WIDE
    place = min(max((cell_width(each.place) for each in lines), default=0), 22 if is_wide else 18)
    note = min(max((cell_width(each.note) for each in lines), default=0), 12) if is_wide else 0
    left = width - 3 - place - (note + 2 if note else 0) - 1
    spare = line_rows(box, room) - len(lines)
    rows = []
    for line in lines:
        whole = ": ".join(filter(None, (line.label, line.text)))
        first, second = _share(line.label, line.text, left), ""
        if spare > 0 and left > 20 and not has_room(sanitize(whole), left):
            # There is room for all of the strongest ones.
            spare -= 1
            words, *more = wrap_lines(sanitize(whole), left)
            subject = words[: len(line.label) + 2] if line.label else ""
            first, second = (subject, words[len(subject) :]), " ".join(more)
        pieces = [(f"{glyphs.sign(line.sign)} ", ink_of(line.sign)), (first[0], "label")]
        pieces.append((fit(first[1], left - cell_width(first[0]), fill=True), "text"))
        pieces.append((" " + fit(line.place, place, fill=True, right=True), "muted"))
        if note:
            pieces.append(("  " + fit(line.note, note, fill=True), "muted"))
        rows.append(Row(pieces, line))
        if second:
            rows.append(Row([("  " + fit(second, left), "text")], line, is_more=True))
    return with_remark(rows, box, width, room)


def _share(subject: str, text: str, width: int) -> tuple[str, str]:
    """A subject and what is said of it in one line.

    What is said has the room first, as far as enough is left for the subject. Of a long subject both
    ends are shown: it may end with the name of an operation.
    """
    if not subject:
        return "", text
    room = max(width * _SUBJECT_PERCENT // 100, width - cell_width(text) - 2)
    return fit_middle(subject, room) + ": ", text


# Bars.


def _bars(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """Figures as bars on one scale, with their qualifiers, and the sources if there is room."""
    lines = box.lines[: line_rows(box, room)]
    labels = [short_name(each.label) for each in lines]
    text = min(max(cell_width(each.text) for each in lines), width // 3)
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
            (f"{glyphs.sign(line.sign)} ", ink_of(line.sign)),
            (fit(name, label, fill=True) + " ", "text"),
            (bar, "bar"),
            (value + " " * blank, "value"),
        ]
        if place:
            pieces.append(("  " + fit(line.place, place, fill=True), "muted"))
        rows.append(Row(pieces, line))
    return with_remark(rows, box, width, room)


def _bar(line: OverviewLine, most: float, track: int, glyphs: Glyphs) -> str:
    """A bar from 0 to a figure; hatched from the lower to the upper end of a range."""
    if glyphs.is_linear or line.low is None or line.high is None or most <= 0:
        return ""
    more, less = glyphs.bars.more, glyphs.bars.less
    end = {"≥": more, ">": more, "≤": less, "<": less}.get(line.text[:1], "")
    room = track - len(end)
    solid = filled_bar(line.low / most * room, glyphs.bars.eighths)
    whole = round(line.high / most * room)
    return solid + glyphs.bars.between * max(0, whole - len(solid)) + end


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
        bar = glyphs.bars.eighths[-1] * own + glyphs.bars.between * (every - own)
        if glyphs.is_linear:
            bar, track = "", 1
        pieces = [
            (f"{glyphs.sign(line.sign)} ", ink_of(line.sign)),
            (fit(line.label, name, fill=True) + " ", "text"),
            (f"{bar:<{track}} ", "bar"),
            (fit(line.text, number, fill=True, right=True), "value"),
            ("  " + fit(line.note, left), "muted") if left > 6 else ("", "muted"),
        ]
        rows.append(Row(pieces, line))
    return with_remark(rows, box, width, room)


# Words.


def _quotation(box: Box, width: int, room: int, glyphs: Glyphs) -> list[Row]:
    """A sentence, cut if need be, and who says it where."""
    line = box.lines[0]
    cells = max(1, min(width, 90) - 2)
    words = [sanitize(each) for each in wrap_lines(in_marks(line.text), cells)]
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
    WHEN: when_rows,
    SPEAKERS: _speakers,
    QUOTATION: _quotation,
    START: _start,
}

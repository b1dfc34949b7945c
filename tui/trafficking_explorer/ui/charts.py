"""Charts of results, drawn with characters: bars, lines, points and histograms.

No library fits: textual-plotext pins a plotext of 2024 with one figure for the whole process,
textual-plot needs numpy, which nothing else here does, and neither writes the exact digits of a
value beside its bar or has a fallback in ASCII.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.duckdb_types import is_name, is_numeric, is_temporal
from trafficking_explorer.ui.value_scale import filled_bar
from trafficking_explorer.ui.widgets.segments import fit_cells

MOST_ROWS = 50_000
"""Limit of the rows that are drawn; a remark says if there are more."""
BAR, LINE, SCATTER, HISTOGRAM = "bar", "line", "scatter", "histogram"
KINDS = (BAR, LINE, SCATTER, HISTOGRAM)

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Bits of braille's dots, by column and row of a cell."""
_DAY = 86_400.0
"""Seconds."""
_LABEL_SHARE = 3
"""Divisor of the width: names of bars take at most that part of it."""
_LEAST = (16, 5)
"""Minimum of cells and lines; with less, nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The kind of a chart and its columns.

    Attributes:
        x, y: indexes of columns. Bars: names and lengths; without `y`, the count of each name.
            Lines and points: the two axes; without `x`, the number of the row. A histogram:
            `y` alone.
    """

    kind: str
    x: int | None
    y: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, drawn.

    Attributes:
        lines: of the screen, none wider than asked for.
        remarks: values that it leaves out, and why.
    """

    lines: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def suggest_chart(types: Sequence[str]) -> Chart | None:
    """The chart that suits the types of a result; None if nothing in it can be drawn."""
    numbers = [i for i, type_ in enumerate(types) if is_numeric(type_)]
    times = [i for i, type_ in enumerate(types) if is_temporal(type_)]
    names = [i for i, type_ in enumerate(types) if is_name(type_)]
    if names and numbers:
        return Chart(BAR, names[0], numbers[0])
    if times and numbers:
        return Chart(LINE, times[0], numbers[0])
    if len(numbers) > 1:
        return Chart(SCATTER, numbers[0], numbers[1])
    if numbers:
        return Chart(HISTOGRAM, None, numbers[0])
    if names:
        return Chart(BAR, names[0], None)
    if times:
        return Chart(HISTOGRAM, None, times[0])
    return None


def choices(types: Sequence[str], kind: str, axis: str) -> list[int | None]:
    """The columns that an axis can show; None is the count of rows, or the number of the row."""
    numbers = [i for i, type_ in enumerate(types) if is_numeric(type_)]
    times = [i for i, type_ in enumerate(types) if is_temporal(type_)]
    names = [i for i, type_ in enumerate(types) if is_name(type_)]
    found: list[int | None] = []
    match kind, axis:
        case "bar", "x":
            return found + sorted([*names, *times, *numbers])
        case "bar", _:
            return [*numbers, None]
        case "histogram", "x":
            return [None]
        case "histogram", _:
            return found + sorted([*numbers, *times])
        case _, "x":
            return [*sorted([*numbers, *times]), None]
    return found + numbers


def next_kind(chart: Chart, types: Sequence[str], by: int = 1) -> Chart:
    """The next kind that can be drawn, with the same columns as far as they suit it."""
    at = KINDS.index(chart.kind)
    for step in range(1, len(KINDS) + 1):
        kind = KINDS[(at + by * step) % len(KINDS)]
        axes: dict[str, int | None] = {}
        for axis in ("x", "y"):
            known = choices(types, kind, axis)
            if not known:
                break
            other = axes.get("x")
            now = getattr(chart, axis)
            free = [each for each in known if each is None or each != other]
            # A histogram keeps the column that the bars or the line measured.
            axes[axis] = now if now in free else (free or known)[0]
        else:
            return Chart(kind, axes["x"], axes["y"])
    return chart


def with_column(chart: Chart, types: Sequence[str], axis: str, by: int) -> Chart:
    """The next column on an axis."""
    known = choices(types, chart.kind, axis)
    now = getattr(chart, axis)
    at = known.index(now) if now in known else 0
    found = known[(at + by) % len(known)]
    return replace(chart, x=found) if axis == "x" else replace(chart, y=found)


def render_chart(
    chart: Chart,
    points: Sequence[tuple[Any, Any]],
    width: int,
    height: int,
    *,
    plain: bool = False,
) -> Drawing:
    """Draw a chart.

    Args:
        points: the values of its columns, row by row; None for a column that it lacks.
        width, height: cells and lines of the room.
        plain: use ASCII only.
    """
    if width < _LEAST[0] or height < _LEAST[1]:
        return Drawing(("There is no room for a chart: z zooms.",))
    if chart.kind == BAR:
        return _bars(chart, points, width, height, plain)
    if chart.kind == HISTOGRAM:
        return _histogram(points, width, height, plain)
    return _plane(chart, points, width, height, plain)


# Bars.


def _bars(
    chart: Chart, points: Sequence[tuple[Any, Any]], width: int, height: int, plain: bool
) -> Drawing:
    if chart.y is None:
        counts = Counter(_name(x) for x, _ in points)
        bars = [(name, str(count), float(count)) for name, count in counts.most_common()]
        left_out = 0
    else:
        found = [(_name(x), _digits(y), _number(y)) for x, y in points]
        bars = [(name, digits, y) for name, digits, y in found if y is not None]
        left_out = len(found) - len(bars)
    remarks = _without(left_out)
    most = width // _LABEL_SHARE
    shown = [(name, fit_cells(text, most)[0], y) for name, text, y in bars[:height]]
    if len(bars) > len(shown):
        remarks.append(f"{len(bars) - len(shown):,} of {len(bars):,} bars, for lack of room")
    if not shown:
        return Drawing(("There are no values to draw.",), tuple(remarks))
    room = min(max(cell_width(name) for name, _, _ in shown), most)
    digits = max(len(text) for _, text, _ in shown)
    lowest = min(0.0, *(y for _, _, y in shown))
    highest = max(0.0, *(y for _, _, y in shown))
    cells = max(1, width - room - digits - 3)
    zero, scale = _zero(lowest, highest, cells)
    lines = []
    for name, text, y in shown:
        label, blank = fit_cells(name, room)
        bar = _bar(y, zero, scale, plain)
        lines.append(f"{label}{' ' * blank} {bar} {text}")
    return Drawing(tuple(lines), tuple(remarks))


def _zero(lowest: float, highest: float, cells: int) -> tuple[int, float]:
    """The cell at which bars begin, and the length of a value of 1, in cells.

    Halves are taken before differences, which for the largest floats would be infinite.
    """
    span = highest / 2 - lowest / 2
    if not span:
        return 0, 0.0
    zero = round(-lowest / 2 / span * cells)
    return zero, cells / 2 / span


def _bar(y: float, zero: int, scale: float, plain: bool) -> str:
    length = abs(y) * scale
    if y < 0:
        whole = min(zero, max(1, round(length)))
        return " " * (zero - whole) + ("#" if plain else "█") * whole
    before = " " * zero
    if plain:
        return before + "#" * (max(1, round(length)) if y else 0)
    # A small value is not zero.
    return before + (filled_bar(length) if y else "")


# Points and lines.


class _Plane:
    """Dots on cells: in braille eight to a cell, in ASCII one."""

    def __init__(self, width: int, height: int, plain: bool) -> None:
        self.width, self.height, self.plain = width, height, plain
        self.across, self.down = (1, 1) if plain else (2, 4)
        self._cells = [[0] * width for _ in range(height)]

    def dot(self, x: int, y: int) -> None:
        """Set a dot, counted from the left and from below."""
        y = self.height * self.down - 1 - y
        bit = 1 if self.plain else _DOTS[x % 2][y % 4]
        self._cells[y // self.down][x // self.across] |= bit

    def line(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        """Set the dots between two."""
        steps = max(abs(other[0] - one[0]), abs(other[1] - one[1]), 1)
        for step in range(steps + 1):
            self.dot(
                round(one[0] + (other[0] - one[0]) * step / steps),
                round(one[1] + (other[1] - one[1]) * step / steps),
            )

    def lines(self) -> list[str]:
        """The cells as texts."""
        if self.plain:
            return ["".join("*" if cell else " " for cell in row) for row in self._cells]
        return ["".join(chr(0x2800 + cell) if cell else " " for cell in row) for row in self._cells]


def _plane(
    chart: Chart, points: Sequence[tuple[Any, Any]], width: int, height: int, plain: bool
) -> Drawing:
    xs = range(1, len(points) + 1) if chart.x is None else (x for x, _ in points)
    found = [(_number(x), _number(y), x) for x, (_, y) in zip(xs, points, strict=True)]
    drawn = [(x, y) for x, y, _ in found if x is not None and y is not None]
    remarks = _without(len(found) - len(drawn))
    if not drawn:
        return Drawing(("There are no values to draw.",), tuple(remarks))
    if chart.kind == LINE:
        drawn.sort(key=lambda point: point[0])
    told_x = _teller([value for x, _, value in found if x is not None])
    left, right = _range([x for x, _ in drawn])
    bottom, top = _range([y for _, y in drawn])
    rows = height - 2
    share = 1 - (rows // 2) / max(1, rows - 1)
    labels = {
        0: _figure(top),
        rows // 2: _figure(bottom * (1 - share) + top * share),
        rows - 1: _figure(bottom),
    }
    margin = min(max(map(len, labels.values())), width // 2)
    plane = _Plane(width - margin - 2, rows, plain)
    last_x, last_y = plane.width * plane.across - 1, plane.height * plane.down - 1
    before: tuple[int, int] | None = None
    for x, y in drawn:
        dot = (_at(x, left, right, last_x), _at(y, bottom, top, last_y))
        if chart.kind == LINE and before is not None:
            plane.line(before, dot)
        else:
            plane.dot(*dot)
        before = dot
    side, corner, floor = ("|", "+", "-") if plain else ("│", "└", "─")
    lines = [
        f"{fit_cells(labels.get(i, ''), margin)[0]:>{margin}} {side}{row}".rstrip()
        for i, row in enumerate(plane.lines())
    ]
    lines.append(" " * margin + f" {corner}" + floor * plane.width)
    lines.append(_under(margin + 2, plane.width, told_x(left), told_x(right)))
    return Drawing(tuple(lines), tuple(remarks))


def _histogram(points: Sequence[tuple[Any, Any]], width: int, height: int, plain: bool) -> Drawing:
    found = [(_number(y), y) for _, y in points]
    values = [number for number, _ in found if number is not None]
    remarks = _without(len(found) - len(values))
    if not values:
        return Drawing(("There are no values to draw.",), tuple(remarks))
    told = _teller([value for number, value in found if number is not None])
    lowest, highest = min(values), max(values)
    unit = 1.0
    if told is _moment:
        # Round times are whole days, or whole seconds if there are few days.
        unit = _DAY if highest - lowest > 3 * _DAY else 1.0
    whole = told is _moment or all(value.is_integer() for value in values)
    bins = max(1, min(height, math.ceil(math.log2(len(values))) + 1))
    if lowest == highest:
        bins = 1
    edges = [edge * unit for edge in _edges(lowest / unit, highest / unit, bins, whole)]
    counts = [0] * (len(edges) - 1)
    for value in values:
        counts[_bin(value, edges)] += 1
    labels = [
        told(low) if low == high else f"{told(low)} …" + f" {told(high)}" * (told is _figure)
        for low, high in pairwise(edges)
    ]
    room = min(max(map(len, labels)), width // 2)
    most, digits = max(counts), len(f"{max(counts):,}")
    cells = max(1, width - room - digits - 3)
    lines = [
        f"{fit_cells(label, room)[0]:>{room}} {_bar(count, 0, cells / most, plain)} {count:,}"
        for label, count in zip(labels, counts, strict=True)
    ]
    return Drawing(tuple(lines), tuple(remarks))


def _edges(lowest: float, highest: float, bins: int, whole: bool) -> list[float]:
    """The edges of the bars of a histogram: round figures around all values."""
    if lowest == highest:
        return [lowest, highest]
    step = (highest / bins) - (lowest / bins)
    size = 10.0 ** math.floor(math.log10(step)) if step > 0 else 1.0
    step = next(each * size for each in (1, 2, 2.5, 5, 10) if each * size >= step * 0.999)
    if whole:
        step = max(1.0, math.ceil(step))
    first = math.floor(lowest / step)
    # Divided first, so that the largest floats stay finite.
    count = math.ceil(highest / step - first)
    if count > bins:
        # Round figures begin below the lowest value: one bar too many.
        return _edges(lowest, highest, bins - 1, whole) if bins > 2 else [lowest, highest]
    return [(first + i) * step for i in range(max(1, count) + 1)]


def _bin(value: float, edges: Sequence[float]) -> int:
    return max(0, min(bisect_right(edges, value) - 1, len(edges) - 2))


# Values.


def _number(value: Any) -> float | None:
    """The place of a value on an axis; None if it has none."""
    match value:
        case bool():
            return float(value)
        case int() | float() | Decimal():
            try:
                number = float(value)
            except OverflowError:
                return None
            return number if math.isfinite(number) else None
        case datetime():
            moment = value if value.tzinfo else value.replace(tzinfo=UTC)
            return (moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1)
        case date():
            return (value - date(1970, 1, 1)).days * _DAY
        case time():
            return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return None


def _name(value: Any) -> str:
    """The name beside a bar."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return single_line(value[:200]) or '""'
    return single_line(_digits(value)) if not isinstance(value, date) else value.isoformat()


def _digits(value: Any) -> str:
    """A figure with all its digits; a float with as few as identify it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:,}" if abs(value) < 10**15 else f"{Decimal(value):.6g}"
    return str(value)


def _figure(value: float) -> str:
    """A figure of an axis."""
    if float(value).is_integer() and abs(value) < 1e12:
        return f"{int(value):,}"
    return f"{value:.4g}"


def _moment(value: float) -> str:
    """A time of an axis."""
    try:
        found = datetime(1970, 1, 1) + timedelta(seconds=value)
    except OverflowError:
        # A round figure before the first year, or after the last.
        return "…"
    text = found.isoformat(sep=" ", timespec="seconds")
    return text.removesuffix(" 00:00:00")


def _teller(values: Sequence[Any]) -> Callable[[float], str]:
    """The format of the figures of an axis."""
    return _moment if values and isinstance(values[0], date) else _figure


def _without(count: int) -> list[str]:
    """The remark on rows that have no place in a chart."""
    return [f"{count_noun(count, 'row')} without a value"] if count else []


def _range(values: Sequence[float]) -> tuple[float, float]:
    """The lowest and the highest value, moved apart if they are equal."""
    lowest, highest = min(values), max(values)
    if lowest == highest:
        more = abs(lowest) / 10 or 1.0
        return lowest - more, highest + more
    return lowest, highest


def _at(value: float, lowest: float, highest: float, last: int) -> int:
    """The place of a value in 0 … `last`. Halves keep the difference of large floats finite."""
    span = highest / 2 - lowest / 2
    share = (value / 2 - lowest / 2) / span if span else 0.5
    return max(0, min(last, round(share * last)))


def _under(margin: int, width: int, left: str, right: str) -> str:
    """The ends of the lower axis."""
    gap = width - len(left) - len(right)
    if gap < 1:
        return " " * margin + fit_cells(left, width)[0]
    return " " * margin + left + " " * gap + right

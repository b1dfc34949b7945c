"""A chart of claims: a bar a line from 0, its qualifier at its end, its value in words."""

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from trafficking_explorer.database.claim_charts import ChartBar, ClaimChart, ClaimCharts
from trafficking_explorer.database.quantities import scaled_number
from trafficking_explorer.database.read_models import Key
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.value_scale import BarSigns, ValueScale
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground

_NAME_SHARE = 0.34
"""The part of the width that names take at most."""
_MOST_NAME = 60
_MOST_WORDS = 30
_MARKER = 2
"""Cells before a name, for the sign of the cursor."""
_SIGN = 2
"""Cells before a bar, for the sign of a finding."""
_LEAST_BAR = 8

_NOTHING = ClaimCharts(())
_EMPTY = ClaimChart("", "", "", (), 0)


class BarChart(LineList):
    """Claims of one measure and unit under a cursor; the reader steps to those of others."""

    HEADER_LINES = 2
    DEFAULT_CSS = """
    BarChart {
        & > .bar-chart--title { text-style: bold; }
        & > .bar-chart--axis { color: $text-muted; }
        & > .bar-chart--bar { color: $accent; }
        & > .bar-chart--sign { color: $text-warning; }
        & > .bar-chart--words { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar-chart--title",
        "bar-chart--axis",
        "bar-chart--bar",
        "bar-chart--sign",
        "bar-chart--words",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "step(1)", "Measure", key_display="← →", id="chart.next"),
        Binding("left,h", "step(-1)", "Measure before", show=False, id="chart.previous"),
    ]

    class Stepped(Message):
        """The reader went to the chart of another measure or unit."""

    def __init__(self, *, signs: BarSigns, marks: Symbols, id: str) -> None:
        """Prepare an empty chart.

        Args:
            signs: the characters of its bars.
            marks: the sign of the cursor.
        """
        super().__init__(id=id)
        self.found = _NOTHING
        self.at = 0
        """The index of the chart on screen."""
        self.findings: Mapping[Key, str] = {}
        """The signs of claims that findings are about."""
        self._signs = signs
        self._marks = marks
        self._word_cells = 0
        self._name_cells = 0

    def show(self, found: ClaimCharts, findings: Mapping[Key, str], at: int, cursor: int) -> None:
        """Show other charts.

        Args:
            at: the index of the one on screen.
            cursor: the index of the bar under the cursor.
        """
        self.found, self.findings = found, findings
        self._turn_to(at, cursor)

    def _turn_to(self, at: int, cursor: int) -> None:
        self.at = at
        bars = self.chart.bars
        self._word_cells = min(
            _MOST_WORDS, max((cell_width(_words(bar)) for bar in bars), default=0)
        )
        self._name_cells = max((cell_width(single_line(bar.name)) for bar in bars), default=0)
        self.show_items(cursor)

    @property
    def chart(self) -> ClaimChart:
        """The one on screen; one without bars if there is none."""
        return self.found.charts[self.at] if self.found.charts else _EMPTY

    @property
    def current(self) -> ChartBar | None:
        """The claim under the cursor."""
        return self.chart.bars[self.cursor] if self.chart.bars else None

    @property
    def heading(self) -> str:
        """Measure and unit, and the number of the chart among all."""
        count = len(self.found.charts)
        return f"{single_line(self.chart.title)}  {self.at + 1:,}/{count:,}" if count else ""

    def item_count(self) -> int:
        return len(self.chart.bars)

    def _widths(self, width: int) -> tuple[int, int, int]:
        """Cells of names, of bars, and of words."""
        if self._marks.is_linear:
            words = min(self._word_cells, width // 2)
            return max(1, min(self._name_cells, width - words - _MARKER - _SIGN - 4)), 1, words
        name = min(self._name_cells, _MOST_NAME, int(width * _NAME_SHARE))
        words = min(self._word_cells, max(0, width - name - _MARKER - _SIGN - 3 - _LEAST_BAR))
        return name, max(1, width - name - words - _MARKER - _SIGN - 3), words

    def draw_header(self, line: int, width: int) -> list[Segment]:
        name, bar, _ = self._widths(width)
        style = self.frame_style
        if line == 0:
            ink = self.get_component_rich_style("bar-chart--title", partial=True)
            return [
                Segment(" " * _MARKER + fit_cells(self.heading, width - _MARKER)[0], style + ink)
            ]
        if not self.chart.bars or self._marks.is_linear:
            return []
        axis = ValueScale(self.chart.top, bar).axis(scaled_number)
        style += foreground(self.get_component_rich_style("bar-chart--axis"))
        return [Segment(" " * (_MARKER + name + 1 + _SIGN) + axis, style)]

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        found = self.chart.bars[index]
        name, bar, words = self._widths(width)
        sign_style, bar_style, words_style = (
            style + foreground(self.get_component_rich_style(f"bar-chart--{each}"))
            for each in ("sign", "bar", "words")
        )
        title, blank = fit_cells(single_line(found.name), name)
        marker = self._marks.here if index == self.cursor else " "
        scale = ValueScale(self.chart.top, bar)
        drawn = ""
        if not self._marks.is_linear:
            drawn = scale.bar(found.value, found.value_to, found.qualifier, self._signs)
        return [
            Segment(f"{marker} {title}{' ' * (blank + 1)}", style),
            Segment(f"{self.findings.get(found.key, ''):<{_SIGN}}", sign_style),
            Segment(drawn.ljust(bar), bar_style),
            Segment(" " + fit_cells(single_line(_words(found)), words)[0], words_style),
        ]

    def action_step(self, by: int) -> None:
        """Go to the chart of another measure or unit, and to the same row there if it has a bar."""
        count = len(self.found.charts)
        if count < 2:
            return
        owner = self.current.owner if self.current else None
        at = (self.at + by) % count
        owners = [bar.owner for bar in self.found.charts[at].bars]
        self._turn_to(at, owners.index(owner) if owner in owners else 0)
        self.post_message(self.Stepped())


def _words(bar: ChartBar) -> str:
    return f"{bar.words}, a part" if bar.is_part else bar.words

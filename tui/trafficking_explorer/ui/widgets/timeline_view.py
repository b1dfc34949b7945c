"""A timeline: a record a line, its bar under the years, and its date in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType

from trafficking_explorer.database.drawn_rows import DatedRow, Timeline, Undrawn
from trafficking_explorer.database.read_models import Key
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.time_scale import Bars, TimeScale
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground

_NAME_SHARE = 0.28
"""The part of the width that names take at most."""
_MOST_NAME = 44
_MARKER = 2
"""Cells before a name, for the sign of the cursor."""
_MOST_WORDS = 20, 36
"""The most cells of a date in words, short and in full."""
_WITH_WORDS, _WITH_LONG_WORDS = 70, 120
"""The widths from which there is room for them."""
_ZOOM = 0.6
_PAN_SHARE = 8
"""A key moves the view by this fraction of its width (one part of eight)."""

_LEAST_BARS = 30
"""Cells that bars keep where there are figures."""
_MOST_FIGURES = 24
"""The most cells of a figure."""
_GAP = 2
"""Cells before a figure."""

_NOTHING = Timeline((), Undrawn(0, ()))


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of records.

    Attributes:
        titles: of the figures.
        words: for a record its figures, one for each title; empty for none.
    """

    titles: tuple[str, ...] = ()
    words: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> tuple[int, ...]:
        """The cells that each figure needs; 0 if no record has it."""
        needed = [
            max((cell_width(words[at]) for words in self.words.values()), default=0)
            for at in range(len(self.titles))
        ]
        return tuple(
            min(_MOST_FIGURES, max(cell_width(title), cells)) if cells else 0
            for title, cells in zip(self.titles, needed, strict=True)
        )


class TimelineView(LineList):
    """Dated records under a cursor; the first is the earliest."""

    HEADER_LINES = 1
    DEFAULT_CSS = """
    TimelineView {
        & > .timeline--axis { color: $text-muted; }
        & > .timeline--bar { color: $accent; }
        & > .timeline--sign { color: $warning; }
        & > .timeline--when { color: $text-muted; }
        & > .timeline--figure { color: $foreground; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--axis",
        "timeline--bar",
        "timeline--sign",
        "timeline--when",
        "timeline--figure",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "pan(-1)", "Earlier", key_display="← →", id="timeline.earlier"),
        Binding("right,l", "pan(1)", "Later", show=False, id="timeline.later"),
        Binding("plus,equals_sign", "zoom(1)", "Zoom", key_display="+ -", id="timeline.in"),
        Binding("minus", "zoom(-1)", "Zoom out", show=False, id="timeline.out"),
    ]

    def __init__(
        self,
        *,
        bars: Bars,
        marks: Symbols,
        words: Callable[[str], str],
        long_words: Callable[[str], str] | None = None,
        id: str | None = None,
    ) -> None:
        """Prepare an empty timeline.

        Args:
            bars: the characters of its bars.
            marks: the signs beside dates.
            words: a date of EDTF in words.
            long_words: the same in full, where there is room.
        """
        super().__init__(id=id)
        self.found = _NOTHING
        self.signs: Mapping[Key, str] = {}
        """The signs of records that findings are about."""
        self._bars = bars
        self._marks = marks
        self._words = words, long_words or words
        self._figures = Figures()
        self._figure_cells: tuple[int, ...] = ()
        self._words_cells = (0, 0)
        """Cells that the dates on show need, short and in full."""
        self._longest = 0
        """Code points of the longest name."""
        self._scale = TimeScale.of((), 1)
        self._whole = self._scale

    def show(
        self,
        found: Timeline,
        signs: Mapping[Key, str],
        keep: Key | None = None,
        figures: Figures | None = None,
    ) -> None:
        """Show other rows, all of them in view.

        Args:
            keep: the record that the cursor goes to, if it is among them.
            figures: shown at the right, as many as there is room for.
        """
        self._figures = figures or Figures()
        self._figure_cells = self._figures.cells
        self.found, self.signs = found, signs
        self._whole = TimeScale.of((), 1)
        self._words_cells = (self._cells_of(False), self._cells_of(True))
        self._longest = max((len(row.title) for row in found.rows), default=0)
        keys = [row.key for row in found.rows]
        self.show_items(keys.index(keep) if keep in keys else 0)

    def _when(self, row: DatedRow, long: bool) -> str:
        return f"{self._words[long](row.edtf)} {self._marks.of(row.basis)}".rstrip()

    def _cells_of(self, long: bool) -> int:
        cells = (cell_width(self._when(row, long)) for row in self.found.rows)
        return min(_MOST_WORDS[long], max(cells, default=0))

    @property
    def current(self) -> DatedRow | None:
        """The row under the cursor."""
        return self.found.rows[self.cursor] if self.found.rows else None

    def item_count(self) -> int:
        return len(self.found.rows)

    def _shown_figures(self, width: int) -> list[tuple[int, int]]:
        """The figures that there is room for beside names, bars and dates, with their cells."""
        shown, room = [], self._widths_without(width)[1] - _LEAST_BARS
        for at, cells in enumerate(self._figure_cells):
            if cells and cells + _GAP <= room:
                shown.append((at, cells))
                room -= cells + _GAP
        return shown

    def _widths(self, width: int) -> tuple[int, int, int]:
        """Cells of names, of bars, and of dates in words."""
        name, bar, words = self._widths_without(width)
        return name, bar - sum(cells + _GAP for _, cells in self._shown_figures(width)), words

    def _widths_without(self, width: int) -> tuple[int, int, int]:
        """The same where there are no figures."""
        name = min(self._longest + 2, _MOST_NAME, int(width * _NAME_SHARE))
        words = 0
        if self._marks.is_linear:
            words = self._words_cells[width >= _WITH_WORDS]
            return max(1, min(self._longest + 2, width - words - _MARKER - 4)), 1, words
        if width >= _WITH_WORDS:
            words = self._words_cells[width >= _WITH_LONG_WORDS]
        return name, max(1, width - name - words - _MARKER - 3), words

    def _scale_of(self, width: int) -> TimeScale:
        """The scale for a width of bars; all rows are in view if the width or the rows are new."""
        if self._whole.width != width:
            self._whole = self._scale = TimeScale.of(self.found.rows, width)
        return self._scale

    def draw_header(self, line: int, width: int) -> list[Segment]:
        name, bar, words = self._widths(width)
        style = self.frame_style + foreground(self.get_component_rich_style("timeline--axis"))
        header = self._scale_of(bar).header()
        if self._marks.is_linear:
            return [Segment(f"{' ' * _MARKER}Earliest first{' ' * max(0, width - 16)}", style)]
        scale, blank = fit_cells(f" 1 cell = {self._scale.words}", name + _MARKER + 1)
        titles = self._beside(self._figures.titles, width)
        return [Segment(f"{scale}{' ' * (blank + 1)}{header}{' ' * (words + 1)}{titles}", style)]

    def _beside(self, words: Sequence[str], width: int) -> str:
        """Figures, or their titles, in their places."""
        fitted = (fit_cells(words[at], cells) for at, cells in self._shown_figures(width))
        return "".join(f"{' ' * (_GAP + blank)}{shown}" for shown, blank in fitted)

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        row = self.found.rows[index]
        name, bar, words = self._widths(width)
        sign_style, bar_style, when_style, figure_style = (
            style + foreground(self.get_component_rich_style(f"timeline--{each}"))
            for each in ("sign", "bar", "when", "figure")
        )
        title, blank = fit_cells(single_line(row.title), name - 1)
        marker = self._marks.here if index == self.cursor else " "
        segments = [
            Segment(f"{marker} {title}{' ' * (blank + 1)}", style),
            Segment(self.signs.get(row.key, " ") + " ", sign_style),
            Segment(
                " " if self._marks.is_linear else self._scale_of(bar).bar(row, self._bars),
                bar_style,
            ),
        ]
        if words:
            long = _WITH_WORDS if self._marks.is_linear else _WITH_LONG_WORDS
            shown, blank = fit_cells(self._when(row, width >= long), words)
            segments.append(Segment(f" {shown}{' ' * blank}", when_style))
        if found := self._figures.words.get(row.key):
            segments.append(Segment(self._beside(found, width), figure_style))
        return segments

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no other years where there are only dates in words."""
        return not (self._marks.is_linear and action in ("pan", "zoom"))

    def action_pan(self, towards: int) -> None:
        """Show earlier or later years."""
        cells = towards * max(1, self._scale.width // _PAN_SHARE)
        self._scale = self._scale.panned(cells)
        self.refresh()

    def action_zoom(self, towards: int) -> None:
        """Show fewer years, or more."""
        self._scale = self._scale.zoomed(_ZOOM if towards > 0 else 1 / _ZOOM, self._whole)
        self.refresh()

"""The table of a comparison: claims down, sources across, the words of each source in the cells."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from trafficking_explorer.findings.comparison import Comparison, ComparisonRow, Saying, sign_of
from trafficking_explorer.reports.comparison_words import (
    SILENT,
    source_date,
    source_name,
)
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.widgets.comparison_layout import GAP, ComparisonLayout
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the cursor in a row.

    Attributes:
        column: the source, as the comparison counts.
        saying: the words in its cell; None where it is silent.
    """

    column: int
    saying: Saying | None


class ComparisonTable(LineList):
    """Rows of a comparison under a cursor that also moves from source to source."""

    DEFAULT_CSS = """
    ComparisonTable {
        & > .comparison-table--header { color: $text-muted; text-style: bold; }
        & > .comparison-table--column { color: $text-accent; text-style: bold underline; }
        & > .comparison-table--faint { color: $text-muted; }
        & > .comparison-table--section { color: $text-accent; text-style: bold; }
        & > .comparison-table--here { color: $evidence-text; background: $evidence; text-style: bold underline; }
        & > .comparison-table--strong { color: $text-error; text-style: bold; }
        & > .comparison-table--differs { color: $text-warning; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "comparison-table--header",
        "comparison-table--column",
        "comparison-table--faint",
        "comparison-table--section",
        "comparison-table--here",
        "comparison-table--strong",
        "comparison-table--differs",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", "Source", key_display="← →", id="compare.left"),
        Binding("right,l", "turn(1)", "Next source", show=False, id="compare.right"),
        Binding("enter", "choose", "In its text", id="compare.open"),
    ]
    HEADER_LINES = 3
    """Source, date, and a rule; where there is little room, no date."""

    class Turned(Message):
        """The cursor came to another source, or to other words of the same."""

    def __init__(self, *, id: str, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.cells = ComparisonLayout()
        self._at = 0
        """The stop of the cursor in its row."""

    # What is compared.

    def show_comparison(self, comparison: Comparison, at: int, source_id: str | None) -> None:
        """Show a comparison with the cursor on a row.

        Args:
            source_id: the source that the cursor goes to, if the row has words of it.
        """
        self.cells.comparison = comparison
        self.cells.left = self._at = 0
        self.show_items(min(at, max(0, len(comparison.rows) - 1)))
        self._at = self._stop_of(source_id)
        self._bring_column()
        self.relayout()
        self.show_cursor()
        self.announce()

    @property
    def comparison(self) -> Comparison | None:
        """The comparison on screen; None while it is read."""
        return self.cells.comparison

    @property
    def rows(self) -> tuple[ComparisonRow, ...]:
        """All rows."""
        return self.cells.rows

    @property
    def row(self) -> ComparisonRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def stops(self) -> list[Stop]:
        """The stops of the row under the cursor, from the left to the right."""
        if self.comparison is None or self.row is None:
            return []
        return [
            Stop(column, saying)
            for column, source in enumerate(self.comparison.sources)
            for saying in self.row.cell(source.source_id) or (None,)
        ]

    @property
    def stop(self) -> Stop | None:
        """The stop of the cursor."""
        stops = self.stops
        return stops[min(self._at, len(stops) - 1)] if stops else None

    def _stop_of(self, source_id: str | None) -> int:
        """The first words of a source in the row; else the first words of any."""
        stops = self.stops
        for at, stop in enumerate(stops):
            if stop.saying is not None and stop.saying.source_id == source_id:
                return at
        return next((at for at, stop in enumerate(stops) if stop.saying is not None), 0)

    def watch_cursor(self, old: int, new: int) -> None:
        if old != new and self.comparison is not None and old < len(self.rows):
            # The cursor stays with its source, also where that is silent.
            sources = self.comparison.sources
            before = [
                column
                for column, source in enumerate(sources)
                for _ in self.rows[old].cell(source.source_id) or (None,)
            ]
            column = before[min(self._at, len(before) - 1)] if before else 0
            self._at = next((at for at, each in enumerate(self.stops) if each.column == column), 0)
        super().watch_cursor(old, new)

    def action_turn(self, by: int) -> None:
        """Go to the words at the left or the right."""
        at = max(0, min(self._at + by, len(self.stops) - 1))
        if at != self._at:
            self._at = at
            self._bring_column()
            self.refresh()
            self.post_message(self.Turned())

    def go_to(self, row: int) -> None:
        """Put the cursor on a row, at its first words."""
        self.cursor = row
        if self.stop is not None and self.stop.saying is None:
            self._at = self._stop_of(None)
            self._bring_column()
            self.refresh()
            self.post_message(self.Turned())

    def on_click(self, event: events.Click) -> None:
        super().on_click(event)
        column = self.cells.column_at(event.x)
        stop = self.stop
        if column is None or stop is None or stop.column == column:
            return
        self._at = next(at for at, each in enumerate(self.stops) if each.column == column)
        self.refresh()
        self.post_message(self.Turned())

    def next_difference(self, by: int) -> int | None:
        """The next or the previous row whose sign calls for a look; None if there is none."""
        following = range(self.cursor + by, len(self.rows) if by > 0 else -1, by)
        return next((at for at in following if self.rows[at].differs), None)

    # Layout.

    def set_dates(self, *, shown: bool) -> None:
        """Show the dates of the sources, or leave their line to the rows."""
        lines = ComparisonTable.HEADER_LINES - (not shown)
        if lines != self.HEADER_LINES:
            self.HEADER_LINES = lines
            self.relayout()

    def _bring_column(self) -> None:
        """Scroll sideways as far as the column under the cursor needs."""
        stop = self.stop
        if stop is not None and self.cells.bring(stop.column):
            self.relayout()

    def item_count(self) -> int:
        return len(self.rows)

    def item_heights(self, width: int) -> list[int] | None:
        return self.cells.fit(width)

    # Drawing.

    @property
    def _is_plain(self) -> bool:
        return self.marks == PLAIN

    def draw_header(self, line: int, width: int) -> list[Segment]:
        style = self.get_component_rich_style("comparison-table--header")
        if self.comparison is None or not self.cells.shown:
            return []
        if line == self.HEADER_LINES - 1:
            return [
                Segment(("-" if self._is_plain else "─") * width, self._faint(self.frame_style))
            ]
        segments = [Segment(" " * (1 + self.cells.label), style)]
        here = self.stop
        for column in self.cells.columns:
            source = self.comparison.sources[column]
            text = source_date(source, self.marks.resolved) if line else source_name(source)
            shown, blank = fit_cells(text, self.cells.column)
            is_here = here is not None and here.column == column and not line
            name = "comparison-table--column" if is_here else "comparison-table--header"
            before = "‹ " if column == self.cells.left > 0 and not line else "  "
            segments += [
                Segment(before, style),
                Segment(shown, self.get_component_rich_style(name)),
                Segment(" " * blank, style),
            ]
        if self.cells.has_more and not line:
            segments.append(Segment(" ›", style))
        return segments

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        row = self.rows[index]
        line -= self.cells.heading_lines(index)
        if line < 0:
            section = self.get_component_rich_style("comparison-table--section", partial=True)
            return [
                Segment(f" {fit_cells(single_line(row.section), width - 1)[0]}", style + section)
            ]
        marker = ("▸" if not self._is_plain else ">") if index == self.cursor and not line else " "
        label = self.cells.labels[index][line] if line < len(self.cells.labels[index]) else ""
        shown, blank = fit_cells(label, self.cells.label)
        segments = [Segment(f"{marker}{shown}{' ' * blank}", style)]
        for column in self.cells.columns:
            segments.append(Segment(" " * GAP, style))
            segments += self._draw_cell(index, column, line, style)
        if not line and row.sign:
            segments += [Segment(" ", style), self._sign(row, style)]
        return segments

    def _draw_cell(self, index: int, column: int, line: int, style: Style) -> list[Segment]:
        lines = self.cells.cell(index, column)
        stop = self.stop if index == self.cursor else None
        is_here = stop is not None and stop.column == column
        if not lines:
            silent = ("-" if self._is_plain else SILENT) if not line else ""
            drawn = self._here(style) if is_here and not line else self._faint(style)
            blank = Segment(" " * (self.cells.column - len(silent)), style)
            return [Segment(silent, drawn), blank] if silent else [blank]
        for saying, words in lines:
            if line < len(words):
                drawn = style
                if is_here and stop is not None and stop.saying is saying:
                    drawn = self._here(style)
                shown, blank_cells = fit_cells(words[line], self.cells.column)
                return [Segment(shown, drawn), Segment(" " * blank_cells, style)]
            line -= len(words)
        return [Segment(" " * self.cells.column, style)]

    def _sign(self, row: ComparisonRow, style: Style) -> Segment:
        sign = sign_of(row.sign)
        text = sign.plain if self._is_plain else sign.text
        if row.sign == "✗":
            name = "strong"
        elif row.differs:
            name = "differs"
        else:
            return Segment(text, self._faint(style))
        colour = self.get_component_rich_style(f"comparison-table--{name}", partial=True)
        return Segment(text, style + foreground(colour))

    def _faint(self, style: Style) -> Style:
        faint = self.get_component_rich_style("comparison-table--faint", partial=True)
        return style + foreground(faint)

    def _here(self, style: Style) -> Style:
        return style + self.get_component_rich_style("comparison-table--here", partial=True)

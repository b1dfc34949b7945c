"""A chart of a result, shown instead of its table."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.charts import (
    BAR,
    HISTOGRAM,
    MOST_ROWS,
    Chart,
    Drawing,
    next_kind,
    render_chart,
    with_column,
)
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.symbols import PLAIN, marks_of
from trafficking_explorer.ui.widgets.line_list import LineView
from trafficking_explorer.ui.widgets.result_run import ResultRun
from trafficking_explorer.ui.widgets.segments import fit_cells

_PAGE = 5_000
"""Rows that are read at a time."""


class ResultChart(LineView, can_focus=True):
    """A chart; keys change its kind and its columns."""

    DEFAULT_CSS = """
    ResultChart {
        height: 1fr; background: $background; color: $accent; overflow-y: hidden;
        & > .result-chart--title { color: $foreground; text-style: bold; }
        & > .result-chart--remark { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"result-chart--title", "result-chart--remark"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "kind(1)", "Chart type", id="chart.kind"),
        Binding("T", "kind(-1)", "Previous chart type", show=False, id="chart.kind-before"),
        Binding("right,l", "column('x', 1)", "x-axis", key_display="← →", id="chart.x"),
        Binding("left,h", "column('x', -1)", "x-axis", show=False, id="chart.x-before"),
        Binding("down,j", "column('y', 1)", "y-axis", key_display="↑ ↓", id="chart.y"),
        Binding("up,k", "column('y', -1)", "y-axis", show=False, id="chart.y-before"),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.run: ResultRun | None = None
        self.plain = False
        """True if drawn with ASCII only."""
        self._points: Sequence[tuple[Any, Any]] | None = None
        """The values of its columns; None while they are read."""
        self._remark = ""
        """Rows that are left out, in words."""
        self._drawing = Drawing(())
        self._answers = LatestAnswer(self, "result chart")

    def on_mount(self) -> None:
        self.plain = marks_of(self) == PLAIN

    def on_unmount(self) -> None:
        self._answers.close()

    @property
    def chart(self) -> Chart | None:
        """The kind of chart and its columns."""
        return self.run.chart if self.run else None

    def draw(self, run: ResultRun, chart: Chart) -> None:
        """Draw a result."""
        self.run, run.chart = run, chart
        self._points, self._remark = None, ""
        self._redraw()
        self.read()

    def clear(self) -> None:
        """Draw nothing."""
        self.run = None
        self._answers.begin()

    def read(self) -> None:
        """Read the values again; the result may have more rows now."""
        run, chart = self.run, self.chart
        if run is not None and chart is not None:
            self._answers.ask(partial(_read_points, run, chart), self._take)

    def _take(self, found: tuple[Sequence[tuple[Any, Any]], str]) -> None:
        self._points, self._remark = found
        self._redraw()

    def _redraw(self) -> None:
        if self.chart is None or self._points is None:
            self._drawing = Drawing(("reading …",))
        else:
            # A line above says what it is, one below what is missing.
            size = self.size
            self._drawing = render_chart(
                self.chart, self._points, size.width - 2, size.height - 2, plain=self.plain
            )
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._redraw()

    @property
    def title(self) -> str:
        """A description of the chart."""
        if self.chart is None:
            return ""
        kind, x, y = self.chart.kind, self.chart.x, self.chart.y
        names = self.run.result.columns if self.run else ()
        upwards = "number of rows" if y is None else names[y]
        if kind == HISTOGRAM:
            return f"histogram · number of rows by {upwards}"
        across = "number of the row" if x is None else names[x]
        return f"{kind} · {upwards} {'by' if kind == BAR else 'over'} {across}"

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.frame_style
        if y == 0:
            style = self.get_component_rich_style("result-chart--title")
            text = self.title
        elif y == self.size.height - 1:
            style = self.get_component_rich_style("result-chart--remark")
            remarks = [*self._drawing.remarks, *([self._remark] if self._remark else [])]
            text = f"not drawn: {'; '.join(remarks)}" if remarks else ""
        else:
            lines = self._drawing.lines
            text = lines[y - 1] if y - 1 < len(lines) else ""
        shown, _ = fit_cells(sanitize(text), max(0, width - 2))
        return Strip([Segment(" " + shown, style)]).adjust_cell_length(width, style)

    def action_kind(self, by: int) -> None:
        if self.run is not None and self.chart is not None:
            self.draw(self.run, next_kind(self.chart, self.run.result.types, by))

    def action_column(self, axis: str, by: int) -> None:
        if self.run is not None and self.chart is not None:
            self.draw(self.run, with_column(self.chart, self.run.result.types, axis, by))


def _read_points(run: ResultRun, chart: Chart) -> tuple[list[tuple[Any, Any]], str]:
    """The values of a chart's columns, and the rows that are left out, in words.

    Raises:
        QueryError: the rows cannot be read.
    """
    shown = run.rows
    columns = [column for column in (chart.x, chart.y) if column is not None]
    total = shown.rows
    points: list[tuple[Any, Any]] = []
    for start in range(0, min(total, MOST_ROWS), _PAGE):
        if run.chart != chart or run.closed:
            break  # Another chart is wanted by now.
        for row in shown.values(start, min(_PAGE, MOST_ROWS - start), columns):
            values = iter(row)
            x = next(values) if chart.x is not None else None
            points.append((x, next(values) if chart.y is not None else None))
    more = [f"rows after the first {MOST_ROWS:,} of {total:,}"] if total > MOST_ROWS else []
    if run.running:
        more.append("rows that are not there yet")
    return points, "; ".join(more)

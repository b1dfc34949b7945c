"""A result drawn in the place of its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.charts import (
    BAR,
    HISTOGRAM,
    Chart,
    Drawing,
    next_kind,
    render_chart,
    with_column,
)
from trafficking_explorer.ui.widgets.line_view import LineView
from trafficking_explorer.ui.widgets.segments import fit_cells


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
        Binding("t", "kind(1)", "Kind", id="chart.kind"),
        Binding("T", "kind(-1)", "Kind before", show=False, id="chart.kind-before"),
        Binding("right,l", "column('x', 1)", "Across", key_display="← →", id="chart.x"),
        Binding("left,h", "column('x', -1)", "Across", show=False, id="chart.x-before"),
        Binding("down,j", "column('y', 1)", "Upwards", key_display="↑ ↓", id="chart.y"),
        Binding("up,k", "column('y', -1)", "Upwards", show=False, id="chart.y-before"),
    ]

    @dataclass
    class Wanted(Message):
        """The reader wants another chart."""

        chart: Chart

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.chart: Chart | None = None
        self.plain = False
        """Whether with ASCII alone."""
        self._names: Sequence[str] = ()
        self._types: Sequence[str] = ()
        self._points: Sequence[tuple[Any, Any]] | None = None
        self._remark = ""
        self._drawing = Drawing(())

    def show(
        self,
        chart: Chart,
        names: Sequence[str],
        types: Sequence[str],
        points: Sequence[tuple[Any, Any]] | None,
        remark: str = "",
    ) -> None:
        """Draw a chart.

        Args:
            points: the values of its columns; None while they are read.
            remark: what else it leaves out.
        """
        self.chart, self._names, self._types = chart, names, types
        self._points, self._remark = points, remark
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
        """What is drawn, in words."""
        if self.chart is None:
            return ""
        kind, x, y = self.chart.kind, self.chart.x, self.chart.y
        upwards = "number of rows" if y is None else self._names[y]
        if kind == HISTOGRAM:
            return f"histogram · how many rows have which {upwards}"
        across = "number of the row" if x is None else self._names[x]
        return f"{kind} · {upwards} {'of' if kind == BAR else 'over'} {across}"

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
        if self.chart is not None:
            self.post_message(self.Wanted(next_kind(self.chart, self._types, by)))

    def action_column(self, axis: str, by: int) -> None:
        if self.chart is not None:
            self.post_message(self.Wanted(with_column(self.chart, self._types, axis, by)))

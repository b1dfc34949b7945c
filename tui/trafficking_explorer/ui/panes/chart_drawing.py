"""The figures of a pane's rows as charts."""

from textual import on
from textual.widget import Widget

from trafficking_explorer.database.claim_charts import ClaimCharts, claim_charts
from trafficking_explorer.database.read_models import Key, ListRow
from trafficking_explorer.database.signs import record_signs
from trafficking_explorer.database.views import View
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.text.qualifiers import PHRASES
from trafficking_explorer.ui.panes.drawing import Answer, Drawing, Question, shown_signs
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.value_scale import FINE_SIGNS, PLAIN_SIGNS
from trafficking_explorer.ui.widgets.bar_chart import BarChart
from trafficking_explorer.ui.widgets.line_list import LineList


class ChartDrawing(Drawing):
    """Claims of one measure and unit, in the order of the rows; below, the signs and what is not drawn."""

    NAME = "chart"
    EVIDENCE = ("value_text", "value", "record")

    def __init__(self, view: View, *, marks: Symbols) -> None:
        super().__init__(view, marks=marks)
        self.signs = PLAIN_SIGNS if self.is_plain else FINE_SIGNS
        self.chart = BarChart(signs=self.signs, marks=marks, id="bar-chart")
        self._findings: dict[Key, str] = {}
        if "statistic" in view.record_types:
            self.lacks = ("value",)

    @staticmethod
    def read(question: Question) -> Answer:
        found = claim_charts(question.store, question.view, question.where, question.sort)
        bars = [bar for chart in found.charts for bar in chart.bars]
        keys = [bar.key for bar in bars]
        if "statistic" in question.view.record_types:
            rows = question.rows(keys)
        else:
            # The pane does not list claims; the card shows them all the same.
            columns = question.view.columns
            rows = {
                bar.key: ListRow(
                    *bar.key,
                    tuple(bar.name if column.flex else None for column in columns),
                    bar.position,
                )
                for bar in bars
            }
        return Answer(found, rows, (record_signs(question.store, keys), question.measures))

    def take(self, answer: Answer, keep: Key | None) -> None:
        found: ClaimCharts = answer.found
        self._findings, preferred = answer.more
        shown, _ = shown_signs(self._findings, plain=self.is_plain)
        self.chart.if_empty = ("No claim about these rows gives a number.",)
        before = self.chart.chart
        same = (before.measure, before.unit, before.things)
        self.chart.show(found, shown, *_place(found, keep, same, preferred))
        self._tell()

    def _tell(self) -> None:
        self.notes.texts = tuple(filter(None, (self._missing, self._legend)))

    @property
    def _missing(self) -> str:
        found, chart = self.chart.found, self.chart.chart
        parts = []
        if chart.total > len(chart.bars):
            left = chart.total - len(chart.bars)
            parts.append(f"{left:,} more are beyond the {len(chart.bars)} drawn, in order: filter")
        if found.beyond:
            parts.append(f"{found.beyond:,} claims are in further charts: filter")
        if found.without:
            words = ", ".join(map(single_line, found.words))
            way = " (d lists them)" if self.lacks else ""
            verb = "gives" if found.without == 1 else "give"
            said = f"{count_noun(found.without, 'claim')} {verb} no number{way}"
            parts.append(f"{said}: {words}" if words else said)
        return " · ".join(parts)

    @property
    def _legend(self) -> str:
        if not self.chart.chart.bars:
            return ""
        bars, signs = self.chart.chart.bars, self.signs
        used = {bar.qualifier for bar in bars}
        told: dict[str, list[str]] = {}
        for qualifier, phrase in PHRASES.items():
            if qualifier in used and signs.of(qualifier):
                told.setdefault(signs.of(qualifier), []).append(phrase.strip())
        parts = [f"{sign} {', '.join(phrases)}" for sign, phrases in told.items()]
        if self.is_linear:
            # The figures have their qualifiers in words.
            parts = []
        elif any(bar.value_to is not None for bar in bars):
            parts.append(f"{signs.between} from … to")
        findings = {bar.key: self._findings.get(bar.key, "") for bar in bars}
        _, meanings = shown_signs(findings, plain=self.is_plain)
        return "  ".join((*parts, *meanings))

    @property
    def front(self) -> Widget:
        return self.chart

    @property
    def pointed(self) -> Key | None:
        bar = self.chart.current
        return None if bar is None else bar.key

    @property
    def row(self) -> Key | None:
        bar = self.chart.current
        return None if bar is None else bar.owner

    @property
    def told(self) -> str:
        found = self.chart.found
        drawn = count_noun(self.chart.chart.total, "claim")
        without = f"{found.without:,} without a number" if found.without else ""
        return " · ".join(filter(None, (self.chart.heading, drawn, without)))

    @on(BarChart.Stepped)
    def _stepped(self, event: BarChart.Stepped) -> None:
        event.stop()
        self._tell()
        self.post_message(self.Retold(self))
        self.point()

    @on(LineList.Highlighted, "#bar-chart")
    def _moved(self, event: LineList.Highlighted) -> None:
        event.stop()
        self.point()

    @on(LineList.Chosen, "#bar-chart")
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if self.pointed is not None:
            self.post_message(self.Opened(self, self.pointed))


def _place(
    found: ClaimCharts,
    keep: Key | None,
    same: tuple[str, str, str],
    preferred: tuple[str, ...],
) -> tuple[int, int]:
    """The chart to show and the bar under the cursor: those of a record, in the same chart if it is there.

    Args:
        keep: a claim or a row.
        same: measure, unit and things of the chart before.
        preferred: measures of the column that the reader was in.
    """
    charts = list(enumerate(found.charts))
    charts.sort(
        key=lambda each: (
            (each[1].measure, each[1].unit, each[1].things) != same,
            each[1].measure not in preferred,
        )
    )
    for at, chart in charts:
        for cursor, bar in enumerate(chart.bars):
            if keep in (bar.key, bar.owner):
                return at, cursor
    return (charts[0][0], 0) if charts else (0, 0)

"""The rows of a pane on a timeline."""

from collections.abc import Mapping

from textual import on
from textual.widget import Widget

from trafficking_explorer.database.drawn_rows import Timeline, Undrawn, timeline
from trafficking_explorer.database.read_models import Key, ListRow
from trafficking_explorer.database.signs import record_signs
from trafficking_explorer.database.views import View
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.long_dates import long_date
from trafficking_explorer.text.short_dates import short_date
from trafficking_explorer.ui.panes.drawing import (
    Answer,
    Drawing,
    Question,
    beyond_limit,
    not_drawn,
    shown_signs,
)
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.time_scale import PLAIN_BARS, Bars
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.timeline_view import Figures, TimelineView


class TimelineDrawing(Drawing):
    """Dated records, the earliest first; below, the signs and the rows without a date."""

    NAME = "timeline"
    EVIDENCE = ("date", "period", "published", "date_note")
    LACKS = ("date",)

    def __init__(self, view: View, *, marks: Symbols) -> None:
        super().__init__(view, marks=marks)
        self.bars = PLAIN_BARS if self.is_plain else Bars()
        self.timeline = TimelineView(
            bars=self.bars, marks=marks, words=short_date, long_words=long_date, id="timeline"
        )
        self._undrawn = Undrawn(0, ())

    @staticmethod
    def read(question: Question) -> Answer:
        found = timeline(question.store, question.view, question.where)
        keys = [row.key for row in found.rows]
        return Answer(found, question.rows(keys), record_signs(question.store, keys))

    def take(self, answer: Answer, keep: Key | None) -> None:
        found: Timeline = answer.found
        signs, meanings = shown_signs(answer.more, plain=self.is_plain)
        self._undrawn = found.undrawn
        self.timeline.if_empty = ("Nothing here has a date.",)
        self.timeline.show(found, signs, keep, _figures(self.view, answer.rows))
        self.notes.texts = tuple(filter(None, (self._missing, self._legend(meanings))))

    @property
    def _missing(self) -> str:
        return " · ".join(
            filter(None, (beyond_limit(self._undrawn), not_drawn(self._undrawn, "without a date")))
        )

    def _legend(self, meanings: list[str]) -> str:
        if self.is_linear:
            return "  ".join((f"{self.marks.resolved} inferred", *meanings))
        bars = self.bars
        parts = [
            f"{bars.point} short",
            f"{bars.first}{bars.inside}{bars.last} within this time",
            f"{bars.before}{bars.line}{bars.ends} until",
            f"{bars.begins}{bars.line}{bars.after} since",
            f"{self.marks.resolved} inferred",
        ]
        return "  ".join((*parts, *meanings))

    @property
    def front(self) -> Widget:
        return self.timeline

    @property
    def pointed(self) -> Key | None:
        row = self.timeline.current
        return None if row is None else row.key

    @property
    def told(self) -> str:
        drawn = f"{len(self.timeline.found.rows):,} dated"
        more = f"{self._undrawn.beyond:,} beyond the limit" if self._undrawn.beyond else ""
        without = f"{self._undrawn.count:,} without a date" if self._undrawn.count else ""
        return " · ".join(filter(None, (drawn, more, without)))

    @on(LineList.Highlighted, "#timeline")
    def _moved(self, event: LineList.Highlighted) -> None:
        event.stop()
        self.point()

    @on(LineList.Chosen, "#timeline")
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if self.pointed is not None:
            self.post_message(self.Opened(self, self.pointed))


def _figures(view: View, rows: Mapping[Key, ListRow]) -> Figures:
    """The figures of rows, as the table shows them, under the titles of its columns."""
    columns = [
        (at, column.title.lower())
        for at, column in enumerate(view.columns)
        if column.measures or column.key == "value"
    ]
    words = {
        key: tuple(single_line(str(row.cells[at] or "")) for at, _ in columns)
        for key, row in rows.items()
    }
    return Figures(tuple(title for _, title in columns), words)

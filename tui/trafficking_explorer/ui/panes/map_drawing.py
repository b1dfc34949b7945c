"""The rows of a pane on a map."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.database.drawn_rows import (
    Map,
    PlacedRow,
    Undrawn,
    country_claims,
    placed,
)
from trafficking_explorer.database.read_models import Key, ListRow
from trafficking_explorer.database.views import View
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.text.short_dates import short_date
from trafficking_explorer.ui.panes.drawing import (
    Answer,
    Drawing,
    Question,
    beyond_limit,
    not_drawn,
)
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.country_lines import CountryLines
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.map_view import MapView
from trafficking_explorer.ui.widgets.name_lines import NameLine, NameLines
from trafficking_explorer.ui.widgets.region_counts import RegionCounts
from trafficking_explorer.ui.widgets.status_line import StatusLine

_WIDE = 120
"""The width from which counts by region are beside the map."""
_DATES = ("date", "period", "published")
_LOW, _ROOMY = 12, 18
"""Up to the first height there is only a line for each thing below the map; from the second on, more."""
_RESOLVED = " ◇"


class MapDrawing(Drawing):
    """Countries that records name; below, the records of the one under the cursor.

    A figure is that of all the countries of its record, and is written once, with the record.
    """

    NAME = "map"
    EVIDENCE = ("countries", "country", "regions")
    LACKS = ("country", "regions")
    DEFAULT_CSS = """
    MapDrawing {
        & > #map-line { height: 1fr; }
        & RegionCounts { width: 46; display: none; }
        &.-wide RegionCounts { display: block; }
        & > #map-place { height: 1; color: $text-accent; text-style: bold; }
        & > #map-records { height: 3; }
        &.-roomy > #map-records { height: 5; }
        &.-roomy > .drawing-notes { height: 3; }
        &.-low > #map-records, &.-low > .drawing-notes { height: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "only", "Only this country", id="map.only"),
        Binding("r", "regions", "Regions", id="map.regions"),
    ]

    def __init__(self, view: View, *, marks: Symbols) -> None:
        super().__init__(view, marks=marks)
        draw = CountryLines if self.is_linear else MapView
        self.map = draw(plain=self.is_plain, id="map")
        self.regions = RegionCounts(plain=self.is_plain)
        self.place = StatusLine(id="map-place")
        self.records = NameLines(marks=marks, id="map-records")
        self._undrawn = Undrawn(0, ())
        self._rows: dict[Key, ListRow] = {}
        self._claims: dict[tuple[str, str], list[str]] = {}

    def compose(self) -> ComposeResult:
        with Horizontal(id="map-line"):
            yield self.map
            yield self.regions
        yield self.place
        yield self.records
        yield self.notes

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _WIDE and not self.is_linear, "-wide")
        self.set_class(event.size.height >= _ROOMY, "-roomy")
        self.set_class(event.size.height < _LOW, "-low")

    @staticmethod
    def read(question: Question) -> Answer:
        found = placed(question.store, question.view, question.where)
        operations = [row.record_id for row in found.rows if row.record_type == "operation"]
        claims = country_claims(question.store, operations) if operations else {}
        return Answer(found, question.rows(row.key for row in found.rows), claims)

    def take(self, answer: Answer, keep: Key | None) -> None:
        found: Map = answer.found
        self._rows, self._claims, self._undrawn = answer.rows, answer.more, found.undrawn
        kept = next((row for row in found.rows if row.key == keep), None)
        code = self.map.code
        if kept is not None and kept.countries and code not in kept.countries:
            code = kept.countries[0]
        self.map.show(found, code)
        self.regions.show(found)
        self._show_place(keep)
        self.notes.texts = tuple(filter(None, (self._regions, self._missing, self._legend)))

    # What is said.

    @property
    def told(self) -> str:
        drawn = sum(bool(row.countries) for row in self.map.found.rows)
        only = len(self.map.found.rows) - drawn
        count = self._undrawn.count
        parts = (
            f"{drawn:,} placed",
            f"{only:,} only in a region" if only else "",
            f"{count:,} without a country" if count else "",
            f"{self._undrawn.beyond:,} beyond the limit" if self._undrawn.beyond else "",
        )
        return " · ".join(filter(None, parts))

    @property
    def _regions(self) -> str:
        """The regions that texts name, each with its number of records."""
        counts: dict[str, int] = {}
        for row in self.map.found.rows:
            for region in row.regions:
                counts[region] = counts.get(region, 0) + 1
        if not counts:
            return ""
        named = ", ".join(f"{single_line(name)} ({count})" for name, count in counts.items())
        return f"regions, not drawn (r lists them): {named}"

    @property
    def _missing(self) -> str:
        lack = not_drawn(self._undrawn, "without a country")
        return " · ".join(filter(None, (beyond_limit(self._undrawn), lack)))

    @property
    def _legend(self) -> str:
        if self.is_linear:
            return ""
        alone, shared = self.map.shades
        return (
            f"{alone} named alone  {shared} only with others: their figure is one  "
            "outlines: Natural Earth, public domain"
        )

    def _show_place(self, keep: Key | None = None) -> None:
        """List the records of the country under the cursor, from the one that is to be kept."""
        self.place.text = self.map.legend or "No country is named by a record here."
        rows = self.map.rows_of(self.map.code)
        lines = tuple(self._line(row, self.map.code) for row in rows)
        self.records.show(lines)
        at = next((i for i, row in enumerate(rows) if row.key == keep), 0)
        self.records.show_items(at)

    def _line(self, row: PlacedRow, code: str) -> NameLine:
        listed = self._rows.get(row.key)
        remarks = [] if listed is None else list(self._remarks(row, listed, code))
        return NameLine(row.key, row.title, " · ".join(remarks))

    def _remarks(self, row: PlacedRow, listed: ListRow, code: str) -> Iterator[str]:
        """The date of a record, and its figures with all that they are for."""
        figures = []
        for column, cell in zip(self.view.columns, listed.cells, strict=True):
            if cell and column.key in _DATES:
                yield self._when(cell)
            elif cell and column.key == "value":
                yield cell
            elif cell and column.measures and column.key != "countries":
                figures.append(f"{column.title.lower()} {cell}")
        count = len(row.countries)
        own = self._claims.get((row.record_id, code)) if row.record_type == "operation" else None
        name = country_names(code)[0] if code else ""
        if figures:
            whole = f"for {count} countries together" if count > 1 else "for the whole operation"
            yield f"{', '.join(figures)}: {whole}"
        elif count > 1:
            yield f"{count} countries"
        if own:
            yield f"{name} alone: {', '.join(own)}"
        elif figures and count > 1 and name:
            yield f"no text gives a share of {name}"
        if row.regions:
            yield f"region: {', '.join(map(single_line, row.regions))}"

    def _when(self, cell: str) -> str:
        """A date of the table in words."""
        sign = f" {self.marks.resolved}" if cell.endswith(_RESOLVED) else ""
        return f"{short_date(cell.removesuffix(_RESOLVED))}{sign}"

    # The cursor.

    @property
    def front(self) -> Widget:
        return self.map

    @property
    def pointed(self) -> Key | None:
        line = self.records.current
        return None if line is None else line.key

    @on(MapView.Highlighted)
    def _moved(self, event: MapView.Highlighted) -> None:
        event.stop()
        if event.moved:
            self._show_place()
            self.point()

    @on(MapView.Chosen)
    def _chosen(self, event: MapView.Chosen) -> None:
        event.stop()
        self.screen.set_focus(self.records)

    @on(LineList.Highlighted, "#map-records")
    def _record_moved(self, event: LineList.Highlighted) -> None:
        event.stop()
        self.point()

    @on(LineList.Chosen, "#map-records")
    def _record_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if self.pointed is not None:
            self.post_message(self.Opened(self, self.pointed))

    def action_only(self) -> None:
        """List only the records that name the country under the cursor."""
        if self.map.code:
            self.post_message(self.Narrowed("country", country_names(self.map.code)[0]))

    def action_regions(self) -> None:
        """Put the cursor into the records that name a region."""
        rows = [row for row in self.map.found.rows if row.regions]
        if rows:
            self.place.text = f"In regions, as texts name them · {count_noun(len(rows), 'record')}"
            self.records.show(tuple(self._line(row, "") for row in rows))
            self.screen.set_focus(self.records)
            self.point()

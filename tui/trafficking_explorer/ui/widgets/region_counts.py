"""Records by the regions of the world that their countries are in, as bars."""

from rich.segment import Segment
from textual.strip import Strip

from trafficking_explorer.corpus.regions import subregion_of
from trafficking_explorer.database.drawn_rows import Map
from trafficking_explorer.ui.widgets.line_list import LineView
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground

_NAME_CELLS = 26
_COUNT_CELLS = 6
_HEADING = "Records by region (UN M49)"


class RegionCounts(LineView):
    """A region a line; a record counts once in each region that it names a country of."""

    DEFAULT_CSS = """
    RegionCounts {
        height: 1fr; background: $background; color: $foreground; border-left: solid $panel;
        & > .region-counts--heading { color: $text-muted; }
        & > .region-counts--bar { color: $accent; }
    }
    """
    COMPONENT_CLASSES = {"region-counts--heading", "region-counts--bar"}

    def __init__(self, *, plain: bool) -> None:
        super().__init__()
        self._bar = "#" if plain else "█"
        self.counts: tuple[tuple[str, int], ...] = ()
        """Names of regions, those with most records first."""

    def show(self, found: Map) -> None:
        """Count other records."""
        counts: dict[str, int] = {}
        for row in found.rows:
            for region in {subregion_of(code) or "elsewhere" for code in row.countries}:
                counts[region] = counts.get(region, 0) + 1
        self.counts = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        self.take_lines(len(self.counts) + 2)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, style = self.frame_width, self.frame_style
        heading, ink = (
            style + foreground(self.get_component_rich_style(f"region-counts--{name}"))
            for name in ("heading", "bar")
        )
        at = y + self.frame_top
        if at == 0:
            return Strip([Segment(f" {fit_cells(_HEADING, max(1, width - 1))[0]}", heading)])
        if not 0 <= at - 2 < len(self.counts):
            return Strip([])
        name, count = self.counts[at - 2]
        shown, blank = fit_cells(name, _NAME_CELLS)
        room = max(1, width - _NAME_CELLS - _COUNT_CELLS - 3)
        cells = max(1, round(room * count / self.counts[0][1]))
        return Strip(
            [
                Segment(f" {shown}{' ' * blank} ", style),
                Segment(f"{count:>{_COUNT_CELLS},} ", style),
                Segment(self._bar * cells, ink),
            ]
        )

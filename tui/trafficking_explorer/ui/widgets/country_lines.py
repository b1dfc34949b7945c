"""The countries that records name, a line each, in place of the map."""

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.symbols import LINEAR
from trafficking_explorer.ui.widgets.map_view import MapView
from trafficking_explorer.ui.widgets.segments import fit_cells


class CountryLines(MapView):
    """A map in words, for readers who have the screen read aloud; those with most records first.

    All arrows go through the lines: up and left to the country before, down and right to the next.
    """

    def _first(self) -> int:
        """The country in the first line, so that the one under the cursor is on screen."""
        return max(0, self._at() - max(1, self.size.height) + 1)

    def _at(self) -> int:
        return self.codes.index(self.code) if self.code in self.codes else 0

    def render_line(self, y: int) -> Strip:
        index = y + self._first()
        if index >= len(self.codes):
            return Strip([])
        code = self.codes[index]
        here = LINEAR.here if code == self.code else " "
        records = count_noun(len(self.rows_of(code)), "record")
        shared = ", with other countries only" if self.is_shared(code) else ""
        words, _ = fit_cells(f"{here} {country_names(code)[0]}: {records}{shared}", self.size.width)
        style = self.get_component_rich_style("map--cursor") if here != " " else self.frame_style
        return Strip([Segment(words, style)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no zoom: there is nothing to draw larger."""
        return action != "zoom"

    def action_go(self, east: int, north: int) -> None:
        """Go to the country before, or to the next."""
        index = self._at() + (1 if east > 0 or north < 0 else -1)
        if 0 <= index < len(self.codes):
            self._go_to(self.codes[index])

    def on_click(self, event: events.Click) -> None:
        """Go to the country that was clicked."""
        event.prevent_default()
        index = event.y + self._first()
        if index >= len(self.codes):
            return
        if self.codes[index] != self.code:
            self._go_to(self.codes[index])
        elif event.chain > 1:
            self.action_choose()

"""The widgets of a pane of records: filter, table, card and sources."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from trafficking_explorer.database.views import View
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.panes.panel_layout import RECORD_PLANS, Plans
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.filter_bar import FilterBar
from trafficking_explorer.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.source_panel import SourcePanel

# Imports inside functions: the first rows need not wait for card and source.


class PaneBase(Widget):
    """The widgets of a pane; card and sources come after the first rows."""

    PARTS: ClassVar[tuple[str, ...]] = ("table", "card", "source")
    """In the order in which `tab` leads through them."""
    PLANS: ClassVar[Plans] = RECORD_PLANS
    """The arrangements of the panels, by width."""
    TABLE: ClassVar[type[RecordTable]] = RecordTable
    ROW = "record"
    """The noun for a row."""
    ALONE = "This record has only one source."
    """Notice if there is no other source, or side, to turn to."""

    def __init__(
        self, view: View, *, marks: Symbols, arrangement: ColumnLayout | None = None
    ) -> None:
        super().__init__(id=f"pane-{view.name}")
        self.view = view
        self.store: Store | None = None
        self.corpus: Path | None = None
        """The folder that is open; None for the bundled one."""
        self.marks = marks
        self.bar = FilterBar(view.title, id="filter", marks=marks)
        self.table = self.TABLE(view, id="table", marks=marks, arrangement=arrangement)
        self.is_furnished = False
        """True once filter, card and source are in their places."""
        self._card: DetailCard | None = None
        self._sources: SourcePanel | None = None

    async def mount_details(self) -> None:
        """Put the filter's field, the card and the source in their places."""
        from trafficking_explorer.ui.widgets.detail_card import DetailCard

        with self.app.batch_update():
            self._card = DetailCard(id="card", marks=self.marks)
            self._sources = self.make_sources()
            await self.bar.mount_details()
            await self.query_one("#card-part").mount(self._card)
            await self.query_one("#source-part").mount(self._sources)
        self.is_furnished = True

    def make_sources(self) -> "SourcePanel":
        """Make the widget that shows the passages."""
        from trafficking_explorer.ui.widgets.source_panel import SourcePanel

        return SourcePanel(id="source", marks=self.marks)

    @property
    def card(self) -> "DetailCard":
        """The record; made when the pane is furnished."""
        assert self._card is not None
        return self._card

    @property
    def sources(self) -> "SourcePanel":
        """The texts; made when the pane is furnished."""
        assert self._sources is not None
        return self._sources

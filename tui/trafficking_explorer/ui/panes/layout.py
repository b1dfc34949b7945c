"""The parts of a pane (filter, table, card and source), their places, and the way between them."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from trafficking_explorer.database.views import View
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.secure import Feature
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.messages import (
    Notice,
    OpenFindings,
    OpenRecord,
    OpenSource,
    SuggestRecords,
)
from trafficking_explorer.ui.note_actions import RowNoteActions, note_bindings
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.filter_bar import FilterBar
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.mixins import (
    ResizeMixin,
    TransparentHorizontal,
    TransparentMixin,
    TransparentVertical,
)
from trafficking_explorer.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.widgets.comparison_panel import SideView
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.passage_view import PassageView
    from trafficking_explorer.ui.widgets.source_panel import SourcePanel

# Imports inside functions: nothing on the first screen needs a dialog, and its rows need not wait for
# card and source.

NARROW_CELLS = 110
"""Below this width the parts are stacked, card and source two leaves of one place."""
WIDE_CELLS = 180
"""From this width on the card has its own column."""


class RecordPart(Vertical):
    """The place of the card, or of the sources: choices made there lead to other panes and to dialogs.

    Handlers go by name where the classes of their messages are imported late.
    """

    @property
    def _pane(self) -> "ThreePartPane":
        return self.query_ancestor(ThreePartPane)

    def on_detail_card_records_chosen(
        self, event: "DetailCard.RecordsChosen | PassageView.PassageChosen"
    ) -> None:
        event.stop()
        store = self._pane.store
        if len(event.keys) == 1:
            self._open_record(event.keys[0])
        elif event.keys and store is not None:
            from trafficking_explorer.ui.dialogs.record_picker import RecordPicker

            self.app.push_screen(RecordPicker(store, event.keys), self._open_record)

    on_passage_view_passage_chosen = on_detail_card_records_chosen

    def _open_record(self, key: tuple[str, str] | None) -> None:
        if key is not None:
            self.post_message(OpenRecord(*key))

    @on(SuggestRecords)
    def _suggest_records(self, event: SuggestRecords) -> None:
        event.stop()
        store = self._pane.store
        if refuses(self, Feature.CURATION) or store is None:
            return
        from trafficking_explorer.ui.dialogs.record_suggestions import RecordSuggestionsScreen

        def closed(is_written: bool | None) -> None:
            if is_written:
                event.written()

        root = (self._pane.corpus or bundled_corpus()).resolve()
        place = (event.source_id, event.start, event.end)
        # On small screens they would cover what can be pressed there.
        self.app.clear_notifications()
        self.app.push_screen(RecordSuggestionsScreen(store, root, event.words, *place), closed)

    def on_detail_card_findings_chosen(self, event: "DetailCard.FindingsChosen") -> None:
        event.stop()
        self.post_message(OpenFindings(event.record_type, event.record_id))

    def on_side_view_opened(self, event: "SideView.Opened") -> None:
        event.stop()
        self.post_message(OpenSource(event.source_id, *event.span))


class ThreePartPane(RowNoteActions, ResizeMixin, TransparentMixin, Widget):
    """A filter line over table, card and source, laid out for the room there is."""

    DEFAULT_CSS = """
    ThreePartPane {
        height: 1fr; layout: vertical;
        & #body { height: 1fr; }
        & #left { width: 1fr; height: 1fr; }
        & #table-part { height: 1fr; }
        & #card-part { height: 1fr; border-top: solid $panel; }
        & #source-part { width: 1fr; height: 1fr; border-left: solid $panel; }
        & #card-part:focus-within { border-top: solid $primary; }
        & #source-part:focus-within { border-left: solid $primary; }

        &.-narrow #body { layout: vertical; }
        &.-narrow #left { width: 1fr; height: 1fr; layout: vertical; }
        &.-narrow #source-part { display: none; border-left: none; border-top: solid $panel; }
        &.-narrow #source-part:focus-within { border-top: solid $primary; }
        &.-narrow.-source-leaf #source-part { display: block; height: 1fr; }
        &.-narrow.-source-leaf #left { height: 1fr; }
        &.-narrow.-source-leaf #card-part { display: none; }

        &.-wide #left { width: 11fr; layout: horizontal; }
        &.-wide #table-part { width: 6fr; height: 1fr; }
        &.-wide #card-part { width: 5fr; height: 1fr; border-top: none; border-left: solid $panel; }
        &.-wide #card-part:focus-within { border-top: none; border-left: solid $primary; }
        &.-wide #source-part { width: 9fr; }

        &.-zoom-table #card-part, &.-zoom-table #source-part { display: none; }
        &.-zoom-card #table-part, &.-zoom-card #source-part { display: none; }
        &.-zoom-card #card-part { display: block; border: none; }
        &.-zoom-source #left { display: none; }
        &.-zoom-source #source-part { display: block; border: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Taken before the focused part sees it, so that what is typed right behind it is text.
        Binding("slash", "filter", "Filter", key_display="/", id="pane.filter", priority=True),
        Binding("f", "facets", "Facets", id="pane.facets"),
        Binding("Q", "statement", "SQL of the filter", show=False, id="pane.statement"),
        Binding("c", "columns", "Columns", show=False, id="pane.columns"),
        Binding("escape", "clear", "Clear", show=False, id="pane.clear"),
        Binding("tab", "next_part(1)", "Next panel", id="pane.next-part"),
        Binding(
            "shift+tab", "next_part(-1)", "Previous panel", show=False, id="pane.previous-part"
        ),
        Binding("n", "walk(1)", "Next passage", id="pane.next-passage"),
        Binding("N", "walk(-1)", "Previous passage", show=False, id="pane.previous-passage"),
        Binding("u", "walk_open(1)", "Open item", show=False, id="pane.next-open"),
        Binding("U", "walk_open(-1)", "Previous open item", show=False, id="pane.previous-open"),
        Binding(
            "right_square_bracket",
            "turn(1)",
            "Next source",
            key_display="]",
            id="pane.next-source",
            show=False,
        ),
        Binding(
            "left_square_bracket",
            "turn(-1)",
            "Other source",
            key_display="[ ]",
            id="pane.previous-source",
        ),
        Binding("w", "two", "Two sources", show=False, id="pane.two-sources"),
        Binding("z", "zoom", "Zoom", id="pane.zoom"),
        Binding("y", "copy", "Copy", id="pane.copy"),
        *note_bindings("pane"),
        Binding("e", "edit", "Edit", id="pane.edit"),
    ]

    PARTS: ClassVar[tuple[str, ...]] = ("table", "card", "source")
    """In the order in which `tab` leads through them."""
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
        self.bar = FilterBar(id="filter")
        self.table = RecordTable(view, id="table", marks=marks, arrangement=arrangement)
        self.zoomed: str | None = None
        """The part that has the whole pane."""
        self.is_furnished = False
        """True once filter, card and source are in their places."""
        self._card: DetailCard | None = None
        self._sources: SourcePanel | None = None

    def compose(self) -> ComposeResult:
        yield self.bar
        with TransparentHorizontal(id="body"):
            with TransparentVertical(id="left"):
                with TransparentVertical(id="table-part", classes="part"):
                    yield self.table
                yield RecordPart(id="card-part", classes="part")
            yield RecordPart(id="source-part", classes="part")

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

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW_CELLS, "-narrow")
        self.set_class(event.size.width >= WIDE_CELLS, "-wide")

    def _part(self) -> str:
        """The part that has the focus."""
        focused = self.screen.focused
        if focused is not None and self.is_furnished:
            for part, widget in (("card", self.card), ("source", self.sources)):
                if widget in focused.ancestors_with_self:
                    return part
        return "table"

    # Handlers by name, since the classes of these messages are imported late.

    def on_detail_card_field_highlighted(self, event: "DetailCard.FieldHighlighted") -> None:
        event.stop()
        if event.field is not None and self.card.has_focus:
            self.sources.show_field(event.field)

    def on_passage_view_passage_highlighted(self, event: "PassageView.PassageHighlighted") -> None:
        event.stop()
        self.sources.go_to_span(event.span)

    @on(LineList.Chosen, "#table")
    def _row_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.show_part(self.PARTS[1])

    @on(RecordTable.Marked)
    def _marked(self, event: RecordTable.Marked) -> None:
        event.stop()
        self.bar.show_marked(event.count)

    @on(FilterBar.Left)
    def focus_first(self) -> None:
        """Put the cursor into the rows."""
        self.table.focus()

    def show_part(self, part: str) -> None:
        """Put the cursor into a part, and bring it on screen."""
        if not self.is_furnished:
            return
        if part != "table":
            self.set_class(part == "source", "-source-leaf")
        if self.zoomed is not None:
            self._zoom(part)
        if part == "table":
            self.table.focus()
        elif part == "card":
            self.card.focus()
        else:
            self.sources.focus_text()

    def action_next_part(self, by: int) -> None:
        at = self.PARTS.index(self._part())
        self.show_part(self.PARTS[(at + by) % len(self.PARTS)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `/` to the filter line: there it is text."""
        return action != "filter" or not self.bar.is_typed_into

    def action_filter(self) -> None:
        if self.zoomed not in (None, "table"):
            self._zoom(None)
        self.bar.focus_field()

    def action_clear(self) -> None:
        if self.zoomed is not None:
            self._zoom(None)
        elif self._part() != "table":
            self.table.focus()
        elif self.table.marked:
            self.table.clear_marks()
        elif self.bar.text:
            self.bar.clear()

    def action_walk(self, by: int) -> None:
        if not self.is_furnished:
            return
        if self.has_class("-narrow") and not self.has_class("-source-leaf") and self.zoomed is None:
            self.set_class(True, "-source-leaf")
        if not self.sources.walk(by):
            where = "last" if by > 0 else "first"
            self._refuse(f"This is the {where} passage of the {self.ROW}.")

    def action_walk_open(self, by: int) -> None:
        if refuses(self, Feature.CURATION) or not self.is_furnished:
            return
        if why := self.sources.walk_open(by):
            self.post_message(Notice(why))
        elif self._part() != "source":
            # What comes next, a record or further words, is done in the text.
            self.show_part("source")

    def action_turn(self, by: int) -> None:
        if self.is_furnished and not self.sources.turn(by):
            self._refuse(self.ALONE)

    def action_two(self) -> None:
        if self.is_furnished and not self.sources.toggle_two():
            self._refuse(self.ALONE)

    def _refuse(self, why: str) -> None:
        """Say why nothing happens."""
        self.post_message(
            Notice(why if self.sources.documents else "There is no passage to go to.")
        )

    def action_zoom(self) -> None:
        self._zoom(None if self.zoomed is not None else self._part())

    def _zoom(self, part: str | None) -> None:
        self.zoomed = part
        for name in self.PARTS:
            self.set_class(name == part, f"-zoom-{name}")

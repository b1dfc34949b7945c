"""The parts of a pane (filter, table, card and source), and the way between them."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from trafficking_explorer.database.views import View
from trafficking_explorer.secure import Feature
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.messages import Notice, OpenFindings
from trafficking_explorer.ui.note_actions import RowNoteActions, note_bindings
from trafficking_explorer.ui.panes.pane_base import PaneBase
from trafficking_explorer.ui.panes.panel_body import PanelBody
from trafficking_explorer.ui.panes.panels import Panels
from trafficking_explorer.ui.panes.record_part import RecordPart
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.filter_bar import FilterBar
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.mixins import (
    ResizeMixin,
    TransparentMixin,
    TransparentVertical,
)
from trafficking_explorer.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.passage_view import PassageView

# Imports inside functions: nothing on the first screen needs a dialog, and its rows need not wait for
# card and source.


class ThreePartPane(RowNoteActions, ResizeMixin, TransparentMixin, PaneBase):
    """A filter line over table, card and source, laid out for the room there is."""

    DEFAULT_CSS = """
    ThreePartPane {
        height: 1fr; layout: vertical;
        & #body { height: 1fr; }

        &.-low #source-part { border-left: solid $panel; }
        &.-beside #source-part { border-left: solid $panel; }
        &.-columns #card-part, &.-columns #source-part { border-left: solid $panel; }
        &.-findings-wide #card-part { border-left: solid $panel; }
        &.-drawn-wide #source-part { border-left: solid $panel; }
        &.-drawn-wide #source-part:focus-within { border-left: heavy $primary; }
        &.-drawn-stacked .source-foot { display: none; }
        &.-drawn-stacked .source-empty { padding: 0 3; }
        &.-low #source-part:focus-within { border-left: heavy $primary; }
        &.-beside #source-part:focus-within { border-left: heavy $primary; }
        &.-columns #card-part:focus-within { border-left: heavy $primary; }
        &.-columns #source-part:focus-within { border-left: heavy $primary; }
        &.-findings-wide #card-part:focus-within { border-left: heavy $primary; }
        &.-stacked .source-foot { display: none; }
        &.-stacked .source-empty { padding: 0 3; }

        &.-zoom-table #card-part, &.-zoom-table #source-part { display: none; }
        &.-zoom-card #table-part, &.-zoom-card #source-part { display: none; }
        &.-zoom-source #table-part, &.-zoom-source #card-part { display: none; }
        &.-zoom-card #card-part, &.-zoom-source #source-part { border-left: none; }
        &.-zoom-card #filter-told, &.-zoom-source #filter-told { display: none; }
        &.-zoom-card FilterBar, &.-zoom-source FilterBar { height: 1; }
        &.-zoom-source .source-foot { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Taken before the focused part sees it, so that what is typed right behind it is text.
        Binding("slash", "filter", "Filter", key_display="/", id="pane.filter", priority=True),
        Binding("f", "facets", "Facets", id="pane.facets"),
        Binding("c", "compare", "Compare", id="pane.compare"),
        Binding("Q", "statement", "SQL of the filter", show=False, id="pane.statement"),
        Binding("C", "columns", "Columns", show=False, id="pane.columns"),
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
        Binding(
            "t", "draw('timeline')", "Timeline, map, chart", key_display="t m v", id="pane.timeline"
        ),
        Binding("m", "draw('map')", "Map", show=False, id="pane.map"),
        Binding("v", "draw('chart')", "Chart", show=False, id="pane.chart"),
        Binding("W", "draw('shared')", "Who with whom", show=False, id="pane.shared"),
    ]

    def __init__(
        self, view: View, *, marks: Symbols, arrangement: ColumnLayout | None = None
    ) -> None:
        super().__init__(view, marks=marks, arrangement=arrangement)
        self.panels = Panels(self, self.PLANS)

    def compose(self) -> ComposeResult:
        self.panels.take_room(self.app.size.width)
        yield self.bar
        with PanelBody(self.panels):
            with TransparentVertical(id="table-part", classes="part"):
                yield self.table
            yield RecordPart("Card", self, self.panels, id="card-part")
            yield RecordPart("Source", self, self.panels, id="source-part")

    @property
    def zoomed(self) -> str | None:
        """The part that has the whole pane."""
        return self.panels.zoomed

    def on_resize(self, event: events.Resize) -> None:
        self.panels.take_room(event.size.width)

    def on_descendant_focus(self) -> None:
        self.panels.show_focus()

    def on_descendant_blur(self) -> None:
        self.panels.show_focus()

    def footer_hint(self, action: str) -> tuple[str, bool] | None:
        """Words for an action in the footer, as the focus is; true if they are always shown."""
        if action == "zoom" and self.zoomed is not None:
            return "Leave zoom", True
        if action == "next_part(1)":
            return self.panels.titles[self.panels.next_part(1)], True
        return None

    # Handlers by name, since the classes of these messages are imported late.

    def on_detail_card_field_highlighted(self, event: "DetailCard.FieldHighlighted") -> None:
        event.stop()
        if not self.card.has_focus:
            return
        if self.sources.has_claims:
            self.sources.end_claims()
        if event.field is not None:
            self.sources.show_field(event.field)

    def on_passage_view_passage_highlighted(self, event: "PassageView.PassageHighlighted") -> None:
        event.stop()
        self.sources.go_to_span(event.span)

    @on(LineList.Chosen, "#table")
    def _row_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        row = self.table.current
        if row is not None and self.table.is_at_sign:
            self.post_message(OpenFindings(*row.key))
        else:
            self.open_cell()

    def open_cell(self) -> None:
        """Go to what the cursor of the table is on: its record."""
        self.show_part(self.PARTS[1])

    def on_detail_card_sentence_chosen(self, event: "DetailCard.SentenceChosen") -> None:
        event.stop()
        self.panels.read()

    @on(RecordTable.Marked)
    def _marked(self, event: RecordTable.Marked) -> None:
        event.stop()
        self.bar.show_marked(event.count)

    @on(FilterBar.Left)
    def focus_first(self, event: FilterBar.Left | None = None) -> None:
        """Put the cursor into the rows, or into the panel that has the whole pane.

        Without rows, enter in the filter takes what is offered instead.
        """
        self.panels.focus(self.zoomed or "table")
        if event is not None and event.is_taking:
            self.table.choose_offer()

    def show_part(self, part: str) -> None:
        """Put the cursor into a part, and bring it on screen."""
        if self.is_furnished:
            self.panels.show(part)

    def action_next_part(self, by: int) -> None:
        self.show_part(self.panels.next_part(by))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `/` to the filter line: there it is text."""
        return action != "filter" or not self.bar.is_typed_into

    def action_filter(self) -> None:
        if self.zoomed not in (None, "table"):
            self.panels.zoom(None)
        self.bar.focus_field()

    def action_clear(self) -> None:
        if self.zoomed is not None:
            self.panels.leave_zoom()
        elif self.panels.focused() != "table":
            self.panels.focus("table")
        elif self.table.marked:
            self.table.clear_marks()
        else:
            self.bar.clear()

    def action_walk(self, by: int) -> None:
        if not self.is_furnished:
            return
        if self.zoomed not in (None, "source"):
            self.panels.zoom(None)
        if not self.sources.walk(by):
            where = "last" if by > 0 else "first"
            self._refuse(f"This is the {where} {self.sources.stop_noun} of the {self.ROW}.")

    def action_walk_open(self, by: int) -> None:
        if refuses(self, Feature.CURATION) or not self.is_furnished:
            return
        if why := self.sources.walk_open(by):
            self.post_message(Notice(why))
        elif self.panels.focused() != "source":
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
        if self.zoomed is not None:
            self.panels.leave_zoom()
        else:
            self.panels.zoom(self.panels.focused())

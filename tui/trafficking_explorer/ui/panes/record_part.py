"""The place of a card or of sources in a pane: a rule with a title, and the way to other panes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.message import Message

from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.secure import Feature
from trafficking_explorer.ui.messages import (
    ChangeCorpus,
    OpenFiltered,
    OpenFindings,
    OpenRecord,
    OpenSource,
    SuggestRecords,
)
from trafficking_explorer.ui.panes.pane_base import PaneBase
from trafficking_explorer.ui.panes.panels import Panels
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.widgets.panel_rule import PanelRule

if TYPE_CHECKING:
    from trafficking_explorer.ui.widgets.comparison_panel import SideView
    from trafficking_explorer.ui.widgets.detail_card import DetailCard
    from trafficking_explorer.ui.widgets.passage_view import PassageView
    from trafficking_explorer.ui.widgets.source_columns import SourceColumns

# Imports inside functions: nothing on the first screen needs a dialog.


class RecordPart(Vertical):
    """The place of the card, or of the sources: choices made there lead to other panes and to dialogs.

    Handlers go by name where the classes of their messages are imported late.
    """

    DEFAULT_CSS = "RecordPart { height: 1fr; }"

    @dataclass
    class EdgeDragged(Message):
        """The mouse has drawn the line at the left of the panel to a place on the screen."""

        part: "RecordPart"
        to: Offset
        is_end: bool = False

    def __init__(self, title: str, pane: PaneBase, panels: Panels, *, id: str) -> None:
        super().__init__(id=id, classes="part")
        self._pane, self._panels = pane, panels
        name = id.removesuffix("-part")
        self.rule = PanelRule(title, id=f"{name}-rule", marks=pane.marks)

    def compose(self) -> ComposeResult:
        yield self.rule

    # The line at the left.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.widget is self and event.button == 1 and self.styles.border_left[0]:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self.post_message(self.EdgeDragged(self, event.screen_offset))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self.app.mouse_captured is self:
            self.release_mouse()
            self.post_message(self.EdgeDragged(self, event.screen_offset, is_end=True))

    # Choices.

    def on_detail_card_records_chosen(
        self, event: "DetailCard.RecordsChosen | PassageView.PassageChosen"
    ) -> None:
        event.stop()
        store = self._pane.store
        if self._panels.is_strip(self):
            # The whole text first; from there, its records.
            self._panels.read()
        elif len(event.keys) == 1:
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
        dialog = RecordSuggestionsScreen(store, root, event.words, *place)
        self.post_message(ChangeCorpus(lambda: self.app.push_screen(dialog, closed)))

    def on_detail_card_findings_chosen(self, event: "DetailCard.FindingsChosen") -> None:
        event.stop()
        self.post_message(OpenFindings(event.record_type, event.record_id))

    def on_detail_card_figures_chosen(self, event: "DetailCard.FiguresChosen") -> None:
        event.stop()
        self.post_message(OpenFiltered("statistics", event.filter))

    def on_side_view_opened(self, event: "SideView.Opened") -> None:
        event.stop()
        self.post_message(OpenSource(event.source_id, *event.span))

    def on_source_columns_titled(self, event: "SourceColumns.Titled") -> None:
        event.stop()
        self.rule.title, self.rule.second = event.title, event.second
        self.rule.at_second = event.at_second
        self.rule.note = event.note if self._panels.is_strip(self) else ""

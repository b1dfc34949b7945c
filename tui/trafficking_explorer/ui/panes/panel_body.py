"""The place of the panels of a pane."""

from trafficking_explorer.ui.panes.panel_layout import PanelLayout, panel_of
from trafficking_explorer.ui.panes.panels import Panels
from trafficking_explorer.ui.panes.record_part import RecordPart
from trafficking_explorer.ui.widgets.mixins import TransparentVertical
from trafficking_explorer.ui.widgets.panel_rule import PanelRule


class PanelBody(TransparentVertical):
    """The panels, placed by a plan; the mouse can draw the lines between them."""

    def __init__(self, panels: Panels) -> None:
        super().__init__(id="body")
        self._panels = panels

    @property
    def layout(self) -> PanelLayout:
        # Styles take only Textual's own, by name.
        return self._panels.layout

    def on_panel_rule_dragged(self, event: PanelRule.Dragged) -> None:
        event.stop()
        panel = (event.rule.id or "").removesuffix("-rule")
        self._panels.drag(panel, event.to, is_upright=False, is_end=event.is_end)

    def on_record_part_edge_dragged(self, event: RecordPart.EdgeDragged) -> None:
        event.stop()
        self._panels.drag(panel_of(event.part), event.to, is_upright=True, is_end=event.is_end)

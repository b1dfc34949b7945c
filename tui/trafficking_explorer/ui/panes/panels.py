"""The panels of a pane: the one with the focus, the one that has the whole screen, and their sizes."""

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.widget import Widget

from trafficking_explorer.ui.messages import PaneStateChanged
from trafficking_explorer.ui.panes.panel_layout import (
    CARD,
    SOURCE,
    TABLE,
    PanelLayout,
    Plans,
    plan_for,
    share_at,
)
from trafficking_explorer.ui.widgets.panel_rule import PanelRule

if TYPE_CHECKING:
    from trafficking_explorer.ui.panes.pane_base import PaneBase


class Panels:
    """Focus, zoom and sizes of the panels of a pane."""

    def __init__(self, pane: "PaneBase", plans: Plans) -> None:
        self._is_stacked = pane.marks.is_linear
        """True if the panels are one below the other whatever the width, to be read line by line."""
        plans = self._usable(plans)
        self.layout = PanelLayout(plans)
        self.zoomed: str | None = None
        """The panel that has the whole pane."""
        self.titles = {TABLE: pane.view.title, CARD: "Card", SOURCE: "Source"}
        """The names of the panels, for the footer."""
        self._pane = pane
        self._plan = plan_for(plans, 0)
        self._came_from: str | None = None
        """The panel to return to from a text that was opened in full."""

    # Places.

    def take_room(self, width: int) -> None:
        """Arrange the panels for a width in cells."""
        self._plan = plan_for(self.layout.plans, width)
        for _, plan in self.layout.plans:
            self._pane.set_class(plan is self._plan, f"-{plan.name}")

    def plan_with(self, plans: Plans) -> None:
        """Arrange the panels by other plans."""
        for _, plan in self.layout.plans:
            self._pane.set_class(False, f"-{plan.name}")
        self.layout.plans = self._usable(plans)
        self.take_room(self._pane.app.size.width)
        self.part(TABLE).refresh(layout=True)

    def _usable(self, plans: Plans) -> Plans:
        return plans[:1] if self._is_stacked else plans

    def part(self, name: str) -> Widget:
        """The place of a panel."""
        return self._pane.query_one(f"#{name}-part")

    def is_strip(self, part: Widget) -> bool:
        """True for a source of which only some lines are on screen."""
        return part.id == f"{SOURCE}-part" and self._plan.has_strip and self.zoomed != SOURCE

    def drag(self, panel: str, to: Offset, *, is_upright: bool, is_end: bool) -> None:
        """Move the boundary above a panel, or at its left, to a place on the screen."""
        boundary = self._plan.boundaries.get((panel, is_upright))
        if boundary is None or self.zoomed is not None:
            return
        body = self._pane.query_one("#body")
        share = share_at(boundary, body.size, to - body.region.offset)
        self.layout.shares[f"{self._plan.name}.{boundary.panel}"] = round(share, 3)
        # A widget asks those around it to arrange themselves again, not itself.
        self.part(TABLE).refresh(layout=True)
        if is_end:
            self._pane.post_message(PaneStateChanged(self._pane.view.name))

    # Focus.

    def focused(self) -> str:
        """The panel that has the focus; the table if none has."""
        pane = self._pane
        focused = pane.screen.focused
        if focused is not None and pane.is_furnished:
            for name, widget in ((CARD, pane.card), (SOURCE, pane.sources)):
                if widget in focused.ancestors_with_self:
                    return name
        return TABLE

    def next_part(self, by: int) -> str:
        """The panel that follows the focused one by some steps."""
        parts = self._pane.PARTS
        return parts[(parts.index(self.focused()) + by) % len(parts)]

    def focus(self, name: str) -> None:
        """Put the cursor into a panel; at once, or a pane that is shown next would lose it to this one."""
        pane = self._pane
        if not pane.display:
            return
        if name == TABLE or not pane.is_furnished:
            pane.screen.set_focus(pane.front)
        elif name == CARD:
            pane.screen.set_focus(pane.card)
        else:
            pane.sources.focus_text()

    def show(self, name: str) -> None:
        """Put the cursor into a panel, and bring it on screen."""
        is_placed = self.zoomed is not None or not self._pane.size or self.part(name).region
        if self.zoomed not in (None, name) or not is_placed:
            # Without room for all, a panel has the whole pane while it is used.
            self.zoom(name)
        self.focus(name)

    def show_focus(self) -> None:
        """Mark the panel that has the focus."""
        pane = self._pane
        focused = self.focused() if pane.screen.focused is not None else ""
        pane.bar.rule.show_focus(focused == TABLE and not pane.bar.is_typed_into)
        for name in (CARD, SOURCE):
            pane.query_one(f"#{name}-rule", PanelRule).show_focus(focused == name)

    # Zoom.

    def zoom(self, name: str | None) -> None:
        """Give the whole pane to a panel, or put all of them back."""
        self.zoomed, self._came_from = name, None
        for each in self._pane.PARTS:
            self._pane.set_class(each == name, f"-zoom-{each}")
        self._pane.refresh_bindings()

    def read(self) -> None:
        """Go to the source; where only a strip of it is on screen, to the whole text until it is left."""
        came_from = self.focused()
        if self._plan.has_strip and self.zoomed != SOURCE:
            self.zoom(SOURCE)
            self._came_from = came_from
        self.show(SOURCE)

    def leave_zoom(self) -> None:
        """Put all panels back, and the cursor where it was before a text was opened in full."""
        back = self._came_from
        self.zoom(None)
        if back is not None:
            self.focus(back)

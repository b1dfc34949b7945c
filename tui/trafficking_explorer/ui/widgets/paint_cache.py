"""Widgets that take little of a repaint: those that show nothing, and those that seldom change.

Textual draws every container that lies under a change anew, and cuts each of its lines to pieces, to
find that its children cover it. Blank ones give no lines: what no child covers is the screen's own
blank. It asks as well for the lines of every widget beside a change, and looks up some forty style
rules to find that they are those it has: kept ones give them at once. Most of the time of a repaint
goes there otherwise.
"""

from typing import Self

from textual import events
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher


class TransparentMixin:
    """What its children cover; its background is the screen's.

    No widget of its own, since widgets take their styles from the first widget they derive from.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        return []


class CachedRenderMixin:
    """What gives the lines it gave last until it is refreshed; goes before a widget class."""

    _lines: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._lines is None or self._lines[0] != crop:
            self._lines = crop, super().render_lines(crop)  # type: ignore[misc]
        return self._lines[1]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        self._lines = None
        super().refresh(  # type: ignore[misc]
            *regions, repaint=repaint, layout=layout, recompose=recompose
        )
        return self

    def notify_style_update(self) -> None:
        self._lines = None
        super().notify_style_update()  # type: ignore[misc]


class ResizeMixin:
    """Resize events for each new size; goes before a widget class.

    Textual sends none to a widget that appears in a layout right after another one was scrolled, if
    somebody has asked for a region in between: it then takes it for one that was there before.
    """

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        assert isinstance(self, Widget)
        before = self._size
        is_changed: bool = super()._size_updated(size, virtual_size, container_size, layout)  # type: ignore[misc]
        if size != before:
            # Where Textual sends one too, the two are handled as one.
            self.post_message(events.Resize(size, virtual_size, container_size))
        return is_changed


class CachedVertical(CachedRenderMixin, Vertical):
    """Parts one below the other, in a frame."""


class TransparentVertical(TransparentMixin, Vertical):
    """Parts one below the other."""


class TransparentHorizontal(TransparentMixin, Horizontal):
    """Parts side by side."""


class TransparentSwitcher(TransparentMixin, ContentSwitcher):
    """Parts of which one is shown."""

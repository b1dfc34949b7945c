"""Mixins that avoid repainting containers and static widgets.

Textual draws every container under a change again, and cuts each of its lines to pieces, only to
find that its children cover it. Transparent ones give no lines: cells that no child covers are the
screen's own blanks. It also asks for the lines of every widget beside a change, and looks up some
forty style rules to find them unchanged: cached ones give them at once. Otherwise most of the time of
a repaint goes there.
"""

from typing import Self

from textual import events
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher


class TransparentMixin:
    """A container that draws no lines; its background is the screen's.

    Not a widget, since widgets take their styles from the first widget they derive from.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        return []


class CachedRenderMixin:
    """A widget that keeps its lines until it is refreshed; goes before the widget class."""

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

    Textual sends none to a widget that appears in a layout right after another was scrolled, if
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
    """Parts of which one is on screen."""

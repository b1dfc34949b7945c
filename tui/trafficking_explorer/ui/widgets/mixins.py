"""Mixins that correct Textual's widgets: their painting, their size, and the order of their keys."""

from textual import events
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import ContentSwitcher


class TransparentMixin:
    """A container that draws no lines; its background is the screen's.

    Textual draws every container under a change again, and cuts each of its lines to pieces, only to
    find that its children cover it. Cells that no child covers are the screen's own blanks.

    Not a widget, since widgets take their styles from the first widget they derive from.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        return []


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
            # If Textual sends one too, both are handled as one.
            self.post_message(events.Resize(size, virtual_size, container_size))
        return is_changed


class OrderedKeysMixin:
    """Bindings of a text field, run where its letters are put in; goes after a widget class.

    Textual puts letters in at once, but asks for a binding only when the key has come up to the app.
    Text typed right behind it has overtaken it by then: over a slow line or on a busy machine
    `a`, `backspace`, `b` became `a`.
    """

    async def _on_key(self, event: events.Key) -> None:
        assert isinstance(self, Widget)
        if event.key not in self._bindings.key_to_bindings:
            return  # Also the keys of the reader's choice: they are asked for later, as all are.
        for namespace, bindings in self.screen._modal_binding_chain:
            if namespace is not self:
                return
            for binding in bindings.key_to_bindings.get(event.key, ()):
                if not binding.priority and await self.app.run_action(binding.action, self):
                    event.stop()
                    event.prevent_default()
                    return


class TransparentVertical(TransparentMixin, Vertical):
    """Parts one below the other."""


class TransparentHorizontal(TransparentMixin, Horizontal):
    """Parts side by side."""


class TransparentSwitcher(TransparentMixin, ContentSwitcher):
    """Parts of which one is on screen."""

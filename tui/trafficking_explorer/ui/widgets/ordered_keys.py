"""Keys of a text field, done in the order in which they were typed."""

from textual import events
from textual.widget import Widget


class OrderedKeysMixin:
    """Bindings of a text field, run where its letters are put in; goes after a widget class.

    Textual puts letters in at once, but asks for a binding only when the key has come up to the app.
    What was typed right behind it has overtaken it by then: over a slow line or on a busy machine
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

"""Keys that are typed before the first pane is there."""

from textual import events
from textual.app import App


class EarlyKeysMixin:
    """An app that keeps early keys until something has the focus; goes before an app class.

    Without it they would be offered to the screen alone, which takes none of them for text, and those
    that a pane binds would be lost.
    """

    _early: tuple[events.Key, ...] = ()
    _are_kept = True

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and self._are_kept:
            self._early = (*self._early, event)
            return
        await super().on_event(event)  # type: ignore[misc]

    def let_keys_go(self) -> None:
        """Take the keys that were kept, and those to come, as they are."""
        self._are_kept = False
        early, self._early = self._early, ()
        assert isinstance(self, App)
        for event in early:
            self.post_message(event)

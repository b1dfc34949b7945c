"""An app with a hint in its bottom line."""

from textual import events

from trafficking_explorer.ui.safe_app import SafeApp
from trafficking_explorer.ui.widgets.footer import Footer


class HintedApp(SafeApp):
    """An app whose hint goes with `esc`, whichever part takes the key."""

    _has_hint = False
    """True while a hint is on screen."""

    def say_hint(self, text: str) -> None:
        """Show a hint until it is taken away."""
        for footer in self.screen.query(Footer):
            footer.say(text)
        self._has_hint = True

    def end_hint(self) -> None:
        """Take the hint away."""
        if self._has_hint:
            self._has_hint = False
            for footer in self.screen_stack[0].query(Footer):
                footer.say("")

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "escape":
            self.end_hint()
        await super().on_event(event)

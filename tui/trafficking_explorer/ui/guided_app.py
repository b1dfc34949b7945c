"""An app that explains itself: help for the focused part, the palette, and keys that do nothing here."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual._dispatch_key import dispatch_key
from textual.screen import Screen

from trafficking_explorer.config import Config
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.safe_app import SafeApp
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.widgets.footer import Footer

if TYPE_CHECKING:
    from trafficking_explorer.ui.keys.sections import KeyNames, KeyPlaces

# Imports inside functions: help is loaded when it is asked for.

_MOVING = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "escape", "enter")
)
"""Keys that are pressed to move about; a word on each would be a nuisance."""


class GuidedApp(SafeApp):
    """An app with help."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.is_plain = bool(config.plain_marks)
        """True to write signs in ASCII."""
        self._dead_keys = LatestAnswer(self, "dead-key")

    @property
    def marks(self) -> Symbols:
        """The signs beside values and passages."""
        return PLAIN if self.is_plain else Symbols()

    # Keys.

    def key_names(self) -> "KeyNames":
        """Shows keys as this terminal can."""
        from trafficking_explorer.ui.keys.key_names import shown_keys

        return partial(shown_keys, plain=self.is_plain)

    def action_keys(self) -> None:
        """Show the keys of the part that has the focus; close them if they are shown."""
        from trafficking_explorer.ui.keys.sections import all_sections, sections_of
        from trafficking_explorer.ui.screens.help import HelpScreen

        screen: Screen[object] = self.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss(None)
            return
        names = self.key_names()
        here = sections_of(screen, names)
        everything = partial(all_sections, self.config.keys, names)
        self.push_screen(HelpScreen(here, everything, self.marks, plain=self.is_plain))

    async def _on_key(self, event: events.Key) -> None:
        # In place of Textual's own, which says nothing about a key that nobody takes.
        event.prevent_default()
        if not await self._check_bindings(event.key):
            await dispatch_key(self, event)
            self._explain(event.key)

    def _explain(self, key: str) -> None:
        """Say where a key works that does nothing here."""
        if key in _MOVING or not self.screen.query(Footer):
            return
        screen = self.screen

        def tell(known: "KeyPlaces") -> None:
            from trafficking_explorer.ui.keys.dead_keys import where_it_works

            if self.screen is screen:
                words = where_it_works(key, screen, known, plain=self.is_plain)
                for footer in screen.query(Footer):
                    footer.tell(words)

        # In a thread: the first such key imports every part of the explorer.
        self._dead_keys.ask(partial(_key_places, self.config.keys), tell)


def _key_places(keymap: Mapping[str, str]) -> "KeyPlaces":
    from trafficking_explorer.ui.keys.sections import KeyPlaces

    return KeyPlaces(keymap)

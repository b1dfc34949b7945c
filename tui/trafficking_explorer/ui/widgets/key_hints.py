"""The bottom line: what can be pressed here."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.keys import key_to_character
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trafficking_explorer.terminal import printable, shorten

_GAP = 2
"""Cells between two hints."""
_OFFER = 30
"""Code points of an offered value that are shown."""


class KeyHints(Widget):
    """The bindings that apply where the focus is, as many as fit, each to be clicked too.

    Textual's Footer makes a widget of every key each time the focus moves; this draws one line.
    """

    DEFAULT_CSS = """
    KeyHints {
        height: 1; background: $surface; color: $text-muted;
        & > .key-hints--key { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-hints--key"}

    offers: reactive[tuple[tuple[str, int | None], ...]] = reactive(())
    """Ways to go on with what is typed, and how many records have each; shown before the keys."""

    _hints: tuple[tuple[str, str, str], ...] = ()
    """(key as shown, what it does, key as sent)."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.update())
        self.update()

    def update(self) -> None:
        """Read the bindings again."""
        found: dict[str, tuple[int, tuple[str, str, str]]] = {}
        focused = self.screen.focused
        for active in self.screen.active_bindings.values():
            binding: Binding = active.binding
            # Textual knows no character for "slash", but its display is one.
            character = key_to_character(binding.key) or binding.key_display
            if focused is not None and focused.check_consume_key(binding.key, character):
                continue  # Here the key is text.
            if binding.show and active.enabled and binding.action not in found:
                shown = self.app.get_key_display(binding)
                # Ours have an id; those of a library's widget come after them.
                hint = (shown, binding.description, binding.key)
                found[binding.action] = (0 if binding.id else 1, hint)
        hints = tuple(hint for _, hint in sorted(found.values(), key=lambda item: item[0]))
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def _fitting(self) -> list[tuple[str, str, str]]:
        room = self.size.width - 1 + _GAP
        fitting = []
        for key, what, sent in self._hints:
            cells = len(key) + 1 + len(what) + _GAP
            if cells > room:
                continue
            fitting.append((key, what, sent))
            room -= cells
        return fitting

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        key_style = self.get_component_rich_style("key-hints--key")
        segments = [Segment(" ", style)]
        for what, count in self.offers:
            shown = shorten(printable(what), _OFFER)
            number = "" if count is None else f" {count:,}"
            segments += [Segment(shown, key_style), Segment(f"{number}{' ' * _GAP}", style)]
        if self.offers:
            segments.append(Segment("→ takes the first", style))
            return Strip(segments).adjust_cell_length(self.size.width, style)
        for key, what, _ in self._fitting():
            segments += [Segment(key, key_style), Segment(f" {what}{' ' * _GAP}", style)]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    async def on_click(self, event: events.Click) -> None:
        right = 1
        for key, what, sent in self._fitting():
            right += len(key) + 1 + len(what) + _GAP
            if event.x < right:
                self.app.simulate_key(sent)
                return

"""The bottom line: the keys of the focused part, and messages about the files."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.keys import key_to_character
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from trafficking_explorer.text.display import cell_width, sanitize, truncate
from trafficking_explorer.ui.widgets.segments import fit_cells

_GAP = 2
"""Cells between two hints."""
_OFFER = 30
"""Code points of a suggested value to show."""
_ALWAYS = ("app.keys", "app.quit")
"""Actions that are shown however short the line is."""
_LAST = 1_000_000
_REMARK_SECONDS = 5.0


def _no_hint(_action: str) -> tuple[str, bool] | None:
    """Other words for an action, and whether they are always shown; a widget's `footer_hint` has its own."""
    return None


@dataclass(frozen=True, slots=True)
class Hint:
    """One key and its action."""

    shown: str
    what: str
    key: str
    """As Textual names it."""
    action: str
    place: int
    """Its place among all, which another key does not change."""
    is_always: bool

    @property
    def is_leaving(self) -> bool:
        """True for the key that closes a dialog, which comes behind those that do something in it."""
        return self.action.rpartition(".")[2].startswith(("dismiss", "close", "back"))

    @property
    def cells(self) -> int:
        """The width of the hint, with the gap behind it."""
        return cell_width(self.shown) + 1 + len(self.what) + _GAP


class Footer(Widget):
    """The bindings of the focused part, as many as fit; a click presses a key.

    Textual's Footer makes a widget of every key each time the focus moves; this draws one line.
    """

    DEFAULT_CSS = """
    Footer {
        height: 1; background: $surface; color: $text-muted;
        & > .key-hints--key { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-hints--key"}

    offers: reactive[tuple[tuple[str, int | None], ...]] = reactive(())
    """Completions of the filter, each with its number of records; shown before the keys."""

    said: reactive[str] = reactive("")
    """A message at the right end; hints without room beside it are left out."""

    remark: reactive[str] = reactive("")
    """A sentence in place of the keys, for a moment."""

    _hints: tuple[Hint, ...] = ()
    _remarking: Timer | None = None
    _saying: Timer | None = None
    """Until the message changes."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.update())
        self.update()

    def update(self) -> None:
        """Read the bindings again."""
        found: dict[str, Hint] = {}
        focused = self.screen.focused
        places = self._places()
        for active in self.screen.active_bindings.values():
            binding: Binding = active.binding
            # Textual knows no character for "slash", but its display is one.
            character = key_to_character(binding.key) or binding.key_display
            if (
                not binding.priority
                and focused
                and focused.check_consume_key(binding.key, character)
            ):
                continue  # Here the key is text.
            known = found.get(binding.action)
            # A library's place for tab comes before our other keys.
            is_new = known is None or (known.key == "tab" and binding.key != "shift+tab")
            if binding.show and active.enabled and is_new:
                shown = self.app.get_key_display(binding)
                described = getattr(active.node, "footer_hint", _no_hint)(binding.action)
                what, is_always = described or (binding.description, False)
                found[binding.action] = Hint(
                    shown,
                    what,
                    binding.key,
                    binding.action,
                    place=places.get(binding.id or "", _LAST),
                    is_always=is_always or binding.action in _ALWAYS,
                )
        hints = tuple(sorted(found.values(), key=lambda hint: (hint.is_leaving, hint.place)))
        if hints != self._hints:
            self._hints = hints
            self.tell("")
            self.refresh()

    def _places(self) -> dict[str, int]:
        """The order of bindings by their ids: as declared, those of the focused part first.

        Those of a library's widget, which have no id, come last.
        """
        focused = self.screen.focused
        nodes = (self.screen,) if focused is None else focused.ancestors_with_self
        ids = (binding.id for node in (*nodes, self.app) for _, binding in node._bindings)
        return {id_: place for place, id_ in enumerate(dict.fromkeys(ids)) if id_}

    def say(self, text: str, seconds: float = 0, delay: float = 0) -> None:
        """Show a message at the right end, in place of the one before.

        Args:
            seconds: time on screen; 0 until the next message.
            delay: seconds before it is shown; the next message may come first.
        """
        if self._saying is not None:
            self._saying.stop()
            self._saying = None
        if delay:
            self._saying = self.set_timer(delay, partial(self.say, text, seconds))
            return
        self.said = text
        if seconds:
            self._saying = self.set_timer(seconds, partial(self.say, ""))

    def tell(self, text: str) -> None:
        """Show a sentence in place of the keys, until the focus moves or a moment has passed."""
        if self._remarking is not None:
            self._remarking.stop()
            self._remarking = None
        self.remark = text
        if text:
            self._remarking = self.set_timer(_REMARK_SECONDS, partial(self.tell, ""))

    def _fitting(self) -> list[Hint]:
        """The hints that there is room for; the way out, help and quit always."""
        kept = [
            hint
            for hint in self._hints
            if hint.is_leaving or (hint.is_always and hint.action not in _ALWAYS)
        ]
        kept += [
            hint
            for action in _ALWAYS
            for hint in self._hints
            if hint.is_always and hint.action == action
        ]
        room = self.size.width - 1 + _GAP - sum(hint.cells for hint in kept)
        if self.said:
            room -= cell_width(sanitize(self.said)) + _GAP
        fitting = []
        for hint in self._hints:
            if hint not in kept and hint.cells <= room:
                fitting.append(hint)
                room -= hint.cells
        return [*fitting, *kept]

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        key_style = self.get_component_rich_style("key-hints--key")
        segments = [Segment(" ", style)]
        for what, count in self.offers:
            shown = truncate(sanitize(what), _OFFER)
            number = "" if count is None else f" {count:,}"
            segments += [Segment(shown, key_style), Segment(f"{number}{' ' * _GAP}", style)]
        if self.offers:
            segments.append(Segment("→ takes the first", style))
            return self._line(segments, style)
        if self.remark:
            shown, _ = fit_cells(sanitize(self.remark), max(0, self.size.width - 2))
            strip = Strip([*segments, Segment(shown, style)])
            return strip.adjust_cell_length(self.size.width, style)
        for hint in self._fitting():
            segments.append(Segment(hint.shown, key_style))
            segments.append(Segment(f" {hint.what}{' ' * _GAP}", style))
        return self._line(segments, style)

    def _line(self, segments: list[Segment], style: Style) -> Strip:
        """The whole line, with the message at its right end if there is room for it."""
        width, said = self.size.width, sanitize(self.said)
        strip = Strip(segments)
        room = width - 1 - cell_width(said)
        # The gap behind the last hint may be shorter.
        if said and strip.cell_length < room + _GAP:
            strip = Strip([*strip.adjust_cell_length(room, style), Segment(said, style)])
        return strip.adjust_cell_length(width, style)

    async def on_click(self, event: events.Click) -> None:
        right = 1
        for hint in self._fitting():
            right += hint.cells
            if event.x < right:
                self.app.simulate_key(hint.key)
                return

"""The line in which a filter is typed: parsed, explained in words and completed, with the number of rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import And, highlight_terms
from trafficking_explorer.search.describe import asks_for_fields, describe
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.filter_history import FilterHistory
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import FilterSuggestions
from trafficking_explorer.ui.widgets.mixins import TransparentHorizontal, TransparentMixin
from trafficking_explorer.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.widgets import Input

    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.search.autocomplete import Candidate
    from trafficking_explorer.ui.widgets.filter_input import FilterInput

_FIELD_CELL = 3
"""The first cell of the field."""
_MOST_COUNT_CELLS = 48
_STILL = "still "
"""Before the count while the rows do not answer the line."""


class FilterBar(TransparentMixin, Vertical):
    """A filter line with its count; under it the filter in words, or the error in it.

    The second line is there while the first is typed into, even if it is empty: rows that move with
    every key cannot be read.
    """

    DEFAULT_CSS = """
    FilterBar {
        height: auto;
        & > #filter-line { height: 1; }
        & #filter-sign { width: 3; background: $surface; color: $text-muted; }
        & FilterInput { width: 1fr; border: none; height: 1; padding: 0; background: $surface; }
        & FilterInput:focus { background: $panel; }
        & StatusLine { height: 1; background: $surface; color: $text-muted; }
        & #filter-count { width: 20; }
        & #filter-told { display: none; }
        &.-typing > #filter-told, &.-told > #filter-told { display: block; }
        &.-wrong > #filter-told { color: $text-warning; }
        &.-filtered #filter-count { color: $text-accent; text-style: bold; }
    }
    """

    is_wrong: reactive[bool] = reactive(False, init=False)
    """True while the line is unfinished or wrong, so that rows and count are those of an earlier one."""

    @dataclass
    class Left(Message):
        """The reader is done with the line."""

        is_taking: bool = False
        """True if the reader takes what is offered instead of rows."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._field: FilterInput | None = None
        self._typed_ahead = ""
        """Text typed before there was a field."""
        self.history = FilterHistory()
        """Takes each filter that was used."""
        self._count = ""
        self._widest = ""
        """The longest count of the present rows."""
        self._marked = 0
        self._told = ""
        """The words under the line, without other words that are offered."""

    def compose(self) -> ComposeResult:
        with TransparentHorizontal(id="filter-line"):
            sign = StatusLine(id="filter-sign")
            sign.text = "/"
            yield sign
            yield StatusLine(id="filter-count", at_right=True)
        yield StatusLine(id="filter-told")

    async def mount_details(self) -> None:
        """Put the field in its place; until then the bar only counts."""
        self._field = self.make_field()
        await self.query_one("#filter-line").mount(self._field, after="#filter-sign")
        if self.has_focus:
            self._field.value = self._typed_ahead
            self.screen.set_focus(self._field)
        self.can_focus = False

    def make_field(self) -> "FilterInput":
        """Make the field."""
        # Imported here, since the first rows need not wait for it.
        from trafficking_explorer.ui.widgets.filter_input import FilterInput

        return FilterInput(self.history)

    def focus_field(self) -> None:
        """Let the reader type, at once: the next key may be there already."""
        if self._field is None:
            self.can_focus = True
        self.screen.set_focus(self._field or self)

    @property
    def field(self) -> "FilterInput":
        """The field; made by `mount_details`."""
        assert self._field is not None
        return self._field

    @property
    def is_typed_into(self) -> bool:
        """True if keys go into the line."""
        return self.has_focus or (self._field is not None and self._field.has_focus)

    def on_descendant_focus(self) -> None:
        self.add_class("-typing")

    def on_descendant_blur(self) -> None:
        self.remove_class("-typing")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before there is a field."""
        if self._field is None and event.character and event.is_printable:
            self._typed_ahead += event.character
            event.stop()
            event.prevent_default()

    @property
    def text(self) -> str:
        """The text of the line."""
        return self._field.value if self._field is not None else ""

    @text.setter
    def text(self, text: str) -> None:
        if self._field is not None:
            self._field.value = text

    def show_count(self, shown: int | None, total: int, noun: str, order: str = "") -> None:
        """Show the number of rows: "3 of 13" under a filter, "…" while they are counted.

        Args:
            order: the order in words; the columns may be off the screen.
        """
        filtered = bool(self.text.strip())
        self.set_class(filtered, "-filtered")
        count = "…" if shown is None else f"{shown:,}"
        text = f"{count} of {total:,}" if filtered else f"{total:,} {noun}"
        by = f" · by {order}" if order else ""
        self._count = text + by
        self._widest = max(f"{total:,} of {total:,}{by}", f"{total:,} {noun}{by}", key=cell_width)
        self._show()

    def show_marked(self, count: int) -> None:
        """Show the number of marked rows."""
        self._marked = count
        self._show()

    def _show(self) -> None:
        marked = f"{self._marked:,} marked · " if self._marked else ""
        # As much of the line as its longest text needs, so that no key moves the field.
        wanted = min(cell_width(f"{_STILL}{marked}{self._widest}") + 2, _MOST_COUNT_CELLS)
        width = self.query_one("#filter-count").styles.width
        if width is None or width.value != wanted:
            self.query_one("#filter-count").styles.width = wanted
        self.say((_STILL if self.is_wrong and self._count else "") + marked + self._count)

    def show_error(self, error: FilterError) -> None:
        """Mark the place at which the line is unfinished or wrong, and explain it below."""
        self.explain(str(error), (error.start, error.end))

    def explain(self, text: str, wrong: tuple[int, int] | None = None) -> None:
        """Show words under the line, or none; `wrong` is a place of the line to point at."""
        if self._field is not None:
            self._field.alternative = None
        told = self.query_one("#filter-told", StatusLine)
        indent = _FIELD_CELL
        if self._field is not None:
            self._field.mark_error(wrong)
            if wrong is not None:
                place = cell_width(self.text[: wrong[0]]) - self._field.scroll_offset.x
                indent = max(indent, min(indent + place, told.size.width - cell_width(text) - 4))
        told.text = " " * (indent - 1) + ("▴ " if wrong else "") + text if text else ""
        self._told = told.text
        self.set_class(bool(text), "-told")
        self.set_class(wrong is not None, "-wrong")
        if self.is_wrong != (wrong is not None):
            self.is_wrong = wrong is not None
            self._show()

    def show_alternative(self, text: str, words: str, line: str) -> None:
        """Offer another line under this one; a key takes it.

        Args:
            text: the line it is for; it is dropped if the line is a different one by now.
            words: the offer, such as "also darknet 9".
            line: the whole other line.
        """
        if self._field is None or text != self.text:
            return
        self._field.alternative = line
        told = self._told or " " * (_FIELD_CELL - 1)
        if key := self._field.alternative_key:
            words = f"{words} · {key}"
        self.query_one("#filter-told", StatusLine).text = (
            f"{told} · {words}" if self._told else told + words
        )
        self.set_class(True, "-told")

    def offer(self, text: str, candidates: "tuple[Candidate, ...]") -> None:
        """Show the first completion; those for another line than the one typed are dropped."""
        if self._field is None or text != self.text:
            return
        first = next((each.line for each in candidates if each.line.startswith(text)), None)
        if first is not None:
            self._field.offer(text, first)

    def say(self, text: str) -> None:
        """Show a text in place of the count."""
        self.query_one("#filter-count", StatusLine).text = text

    def clear(self) -> None:
        """Empty the line, and leave it."""
        if self._field is not None:
            self._field.remember()
        self.text = ""
        self.leave()

    def leave(self, *, is_taking: bool = False) -> None:
        """Have the reader go on elsewhere, without suggestions for the line."""
        if self._field is not None:
            self._field.remember()
        self.post_message(FilterSuggestions(()))
        self.post_message(self.Left(is_taking))

    def on_filter_input_left(self, event: "FilterInput.Left") -> None:
        event.stop()
        self.leave(is_taking=event.is_taking)

    def on_input_changed(self, event: "Input.Changed") -> None:
        # Told by the field itself, see `FilterEditor`.
        event.stop()


class FilterEditor:
    """The filter in a bar."""

    def __init__(
        self,
        bar: FilterBar,
        *,
        noun: str,
        types: tuple[str, ...],
        pause_seconds: float,
        changed: Callable[[], object] | None = None,
        paused: Callable[[], object] | None = None,
    ) -> None:
        """Prepare to follow a bar.

        Args:
            noun: of the rows, for the sentence under the filter.
            types: the kinds of record to complete fields and values of.
            pause_seconds: from the last key to the completion, and to `paused`.
            changed: see `changed`.
            paused: called after typing, and as long after `wait`.
        """
        self.bar = bar
        self.store: Store | None = None
        self.text = ""
        """The last text that could be parsed."""
        self.tree = And()
        """That text as a filter."""
        self.changed = changed
        """Called for each text that can be parsed, before the key is painted."""
        self._noun = noun
        self._types = types
        self._pause_seconds = pause_seconds
        self._paused = paused
        self._timer: Timer | None = None
        self._completions = LatestAnswer(bar, "completion")

    def follow(self) -> None:
        """Take in what is typed from now on; the bar's field has to be mounted."""
        # Told by the field itself, not by a message, which would come after the echo is painted.
        self.bar.watch(self.bar.field, "value", self._typed, init=False)
        if self.bar.text:
            # Typed before there was a field.
            self._typed(self.bar.text)

    @property
    def terms(self) -> tuple[str, ...]:
        """Folded words of the filter, to be marked in texts."""
        return highlight_terms(self.tree)

    @property
    def is_waiting(self) -> bool:
        """True between a key and the pause after it."""
        return self._timer is not None

    def _typed(self, text: str) -> None:
        try:
            tree = parse_filter(text)
        except FilterError as error:
            # The last good answer stays while the text is unfinished or wrong.
            self.bar.show_error(error)
        else:
            self.text, self.tree = text, tree
            if self.changed is not None:
                self.changed()
            self.bar.explain(describe(tree, self._noun) if asks_for_fields(tree) else "")
        self.wait()

    def wait(self) -> None:
        """Wait for the pause after typing (again)."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.bar.set_timer(self._pause_seconds, self._pause)

    def _pause(self) -> None:
        self._timer = None
        if self.bar.is_typed_into and self.store is not None:
            self._complete(self.store, self.bar.text)
        if self._paused is not None:
            self._paused()

    def _complete(self, store: "Store", text: str) -> None:
        def question() -> "tuple[Candidate, ...]":
            # Imported here, since the first rows need not wait for it.
            from trafficking_explorer.search.autocomplete import complete

            return complete(store, self._types, text)

        self._completions.ask(question, partial(self._offer, text))

    def _offer(self, text: str, candidates: "tuple[Candidate, ...]") -> None:
        if text == self.bar.text and self.bar.is_typed_into:
            self.bar.offer(text, candidates)
            shown = tuple((each.shown, each.count) for each in candidates)
            self.bar.post_message(FilterSuggestions(shown))

    def close(self) -> None:
        """End its thread."""
        self._completions.close()

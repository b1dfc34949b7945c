"""The line in which a filter is typed: parsed, explained in words and completed, with the number of rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import And, highlight_terms
from trafficking_explorer.search.describe import asks_for_fields, describe
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.ui.filter_history import FilterHistory
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import FilterSuggestions
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.widgets.mixins import TransparentHorizontal, TransparentMixin
from trafficking_explorer.ui.widgets.panel_rule import PanelRule
from trafficking_explorer.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.widgets import Input

    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.search.autocomplete import Candidate
    from trafficking_explorer.ui.widgets.filter_input import FilterInput

_FIELD_CELL = 3
"""The first cell of the field."""
_STILL = "still "
"""Before the count while the rows do not answer the line."""


class FilterRule(PanelRule):
    """The rule between a filter and its rows: their number, and what the filter asks for."""

    told: reactive[str] = reactive("")
    """The filter in words, or what is wrong with it."""
    aside: reactive[str] = reactive("")
    """The order of the rows, and the number of marked ones."""
    drawing: reactive[tuple[str, str]] = reactive(("", ""))
    """The drawing in the place of the rows, and what it draws; empty for the rows."""
    pointer: reactive[int | None] = reactive(None)
    """The cell to point at if something is wrong; else None."""

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.rich_style
        if self.marks.is_linear and self.pointer is not None and self.title:
            wrong = sanitize(self.told)
            return self._sentence(self.title, wrong).adjust_cell_length(width, style)
        if self.pointer is None:
            name, drawn = self.drawing
            told = (drawn, sanitize(self.told)) if name else (sanitize(self.told), self.aside)
            note = " · ".join(filter(None, told))
            if self.title:
                if self.marks.is_linear:
                    titles = ", ".join(filter(None, (self.title, name)))
                    return self._sentence(titles, note).adjust_cell_length(width, style)
                sign = " > " if self.marks == PLAIN else " › "
                title = sign.join(filter(None, (self.title, name)))
                return Strip(self._column(title, note, width)).adjust_cell_length(width, style)
            ink = self._ink("note")
            return Strip([Segment(" " * _FIELD_CELL + note, ink)]).adjust_cell_length(width, style)
        words = f"▴ {sanitize(self.told)}"
        at = max(0, min(self.pointer, width - cell_width(words) - 1))
        # The sign points at a place of the line above: without room, the title goes.
        has_title = self.title and cell_width(self.title) + 4 <= at
        before = self._column(self.title, "", at - 1) if has_title else []
        segments = Segment.adjust_line_length(before, at, style)
        return Strip([*segments, Segment(words, self._ink("warning"))]).adjust_cell_length(
            width, style
        )


class FilterBar(TransparentMixin, Vertical):
    """A filter line over the rule of its rows, which has the filter in words, or the error in it.

    The rule is there from the start: rows that move when the reader begins to type cannot be read.
    """

    DEFAULT_CSS = """
    FilterBar {
        height: 2;
        & > #filter-line { height: 1; }
        & #filter-sign { width: 3; background: $surface; color: $text-muted; }
        & FilterInput { width: 1fr; border: none; height: 1; padding: 0; background: $surface; }
        & FilterInput:focus { background: $panel; }
    }
    """

    is_wrong: reactive[bool] = reactive(False, init=False)
    """True while the line is unfinished or wrong, so that rows and count are those of an earlier one."""

    @dataclass
    class Left(Message):
        """The reader is done with the line."""

        is_taking: bool = False
        """True if the reader takes what is offered instead of rows."""

    def __init__(
        self, title: str = "", *, id: str | None = None, marks: Symbols | None = None
    ) -> None:
        """Make the bar.

        Args:
            title: of the panel of the rows.
        """
        super().__init__(id=id)
        self.rule = FilterRule(title, id="filter-told", marks=marks or Symbols(), movable=False)
        self._title = title
        self._field: FilterInput | None = None
        self._typed_ahead = ""
        """Text typed before there was a field."""
        self.history = FilterHistory()
        """Takes each filter that was used."""
        self._count = ""
        self._order = ""
        self._numbers = ""
        """The numbers of rows that fit and of all."""
        self._marked = 0

    def compose(self) -> ComposeResult:
        with TransparentHorizontal(id="filter-line"):
            sign = StatusLine(id="filter-sign")
            sign.text = "/"
            yield sign
        yield self.rule

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

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before there is a field."""
        if self._field is None and event.character and event.is_printable:
            self._typed_ahead += event.character
            event.stop()
            event.prevent_default()

    def forget_typed(self) -> None:
        """Forget what was typed before there was a field."""
        self._typed_ahead = ""

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
        count = "…" if shown is None else f"{shown:,}"
        self._numbers = f"{count} of {total:,}" if self.text.strip() else f"{total:,}"
        text = self._numbers if self.text.strip() else f"{total:,} {noun}"
        self._order = f"by {order}" if order else ""
        self._count = " · ".join(filter(None, (text, self._order)))
        self._show()

    def show_no_count(self) -> None:
        """Show only the title of the rows."""
        self._numbers, self._count, self._order = "", "", ""
        self._show()

    def show_marked(self, count: int) -> None:
        """Show the number of marked rows."""
        self._marked = count
        self._show()

    @property
    def counted(self) -> str:
        """The numbers of rows and marks, and the order, in a line."""
        still = _STILL if self.is_wrong and self._count else ""
        return still + (f"{self._marked:,} marked · " if self._marked else "") + self._count

    def _show(self) -> None:
        still = _STILL if self.is_wrong and self._numbers else ""
        self.rule.title = f"{self._title} {still}{self._numbers}".strip()
        marked = f"{self._marked:,} marked" if self._marked else ""
        self.say(" · ".join(filter(None, (marked, self._order))))

    def show_error(self, error: FilterError) -> None:
        """Mark the place at which the line is unfinished or wrong, and explain it below."""
        self.explain(str(error), (error.start, error.end))

    def explain(self, text: str, wrong: tuple[int, int] | None = None) -> None:
        """Show words under the line, or none; `wrong` is a place of the line to point at."""
        pointer = None
        if self._field is not None:
            self._field.alternative = None
            self._field.mark_error(wrong)
            if wrong is not None:
                before = cell_width(self.text[: wrong[0]]) - self._field.scroll_offset.x
                pointer = max(0, _FIELD_CELL + before)
        self.rule.told, self.rule.pointer = text, pointer
        if self.is_wrong != (wrong is not None):
            self.is_wrong = wrong is not None
            self._show()

    def offer(self, text: str, candidates: "tuple[Candidate, ...]") -> None:
        """Show the first completion; those for another line than the one typed are dropped."""
        if self._field is None or text != self.text:
            return
        first = next((each.line for each in candidates if each.line.startswith(text)), None)
        if first is not None:
            self._field.offer(text, first)

    def say(self, text: str) -> None:
        """Show a few words at the right of the rule."""
        self.rule.aside = text

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

    def show_alternative(self, text: str, words: str, line: str) -> None:
        """Offer another line under this one; a key takes it.

        Args:
            text: the line it is for; it is dropped if the line is a different one by now.
            words: the offer, such as "also darknet 9".
            line: the whole other line.
        """
        if text != self.bar.text:
            return
        field = self.bar.field
        field.alternative = line
        told = describe(self.tree, self._noun) if asks_for_fields(self.tree) else ""
        self.bar.rule.told = " · ".join(filter(None, (told, words, field.alternative_key)))

    def close(self) -> None:
        """End its thread."""
        self._completions.close()

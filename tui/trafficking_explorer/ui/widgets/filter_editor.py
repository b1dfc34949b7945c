"""A filter as it is typed: parsed, explained in words, and completed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import And, highlight_terms
from trafficking_explorer.search.describe import asks_for_fields, describe
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import FilterSuggestions
from trafficking_explorer.ui.widgets.filter_bar import FilterBar

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.search.autocomplete import Candidate


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

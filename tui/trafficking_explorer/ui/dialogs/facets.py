"""Narrow the rows of a pane by the values of their fields, with the count and the share of each."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from trafficking_explorer.database.views import View
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.facets import (
    Facet,
    FacetValue,
    choose,
    count_facets,
    exclude,
    words_of,
)
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.text.display import cell_width, sanitize, shorten_middle, truncate
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.ui.dialogs.dialog import Dialog
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.value_scale import filled_bar
from trafficking_explorer.ui.widgets.one_line_input import OneLineInput

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

_SIGNS = {"in": "■", "out": "−", "": " "}
_PLAIN_SIGNS = {"in": "*", "out": "-", "": " "}
_VALUE_CELLS = 22
_BAR_CELLS = 8
_TITLE = 300
"""Code points of the filter that are shown."""

Key = tuple[str, str]
"""A field and a value of it."""


class FacetScreen(Dialog[None]):
    """The values of a view's fields, with a line to narrow them; every choice goes into the filter at once."""

    # Letters go into the line: these are taken before it sees them.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Close", id="facets.close", priority=True),
        Binding("enter", "choose", "Include", id="facets.choose", priority=True),
        Binding("minus", "exclude", "Exclude", key_display="-", id="facets.exclude", priority=True),
        Binding("tab", "group(1)", "Next group", id="facets.next-group", priority=True),
        Binding(
            "shift+tab",
            "group(-1)",
            "Previous group",
            show=False,
            id="facets.previous-group",
            priority=True,
        ),
        Binding(
            "down,ctrl+n",
            "move('cursor_down')",
            "Down",
            show=False,
            id="facets.down",
            priority=True,
        ),
        Binding("up,ctrl+b", "move('cursor_up')", "Up", show=False, id="facets.up", priority=True),
        Binding("pagedown", "move('page_down')", "Page down", show=False, id="facets.page-down"),
        Binding("pageup", "move('page_up')", "Page up", show=False, id="facets.page-up"),
    ]
    HEADING = "Narrow by …"
    FOOT = "type to narrow the list"

    def __init__(
        self,
        store: "Store",
        view: View,
        fields: tuple[str, ...],
        filter_text: str,
        changed: Callable[[str], None],
        marks: Symbols | None = None,
    ) -> None:
        """Prepare to count.

        Args:
            fields: those whose values are listed.
            changed: called with each new filter.
        """
        super().__init__()
        self.store = store
        self.view = view
        self._fields = fields
        self.asked = parse_filter(filter_text)
        self._changed = changed
        self._plain = marks is not None and marks != Symbols()
        self._has_bars = marks is None or not marks.is_linear
        self._facets: list[Facet] = []
        """Those on screen."""
        self._counted: list[Facet] = []
        """Those of the question under way."""
        self._keys: list[Key | None] = []
        """The field and value of each line; None for a heading."""
        self._has_more = False
        """True if a field had more values than were listed."""
        self._number = 0
        """Number of the newest question."""

    def body(self) -> ComposeResult:
        yield OneLineInput(placeholder="type to narrow", id="facet-words", compact=True)
        yield OptionList(id="dialog-list", markup=False)

    def on_mount(self) -> None:
        self.words.cursor_blink = False
        self.words.focus()
        self.choices.can_focus = False
        self._show_title()
        self._count()

    @property
    def words(self) -> OneLineInput:
        """The line that narrows the values."""
        return self.query_one(OneLineInput)

    @property
    def choices(self) -> OptionList:
        """The values, below a heading for each field."""
        return self.query_one(OptionList)

    def open(self, store: "Store") -> None:
        """Count in this store from now on."""
        self.store = store
        self._count()

    # Counting.

    def _count(self) -> None:
        self._number += 1
        self._counted = []
        number, store, tree, words = self._number, self.store, self.asked, self.words.value
        types = self.view.record_types

        def question() -> Iterator[Facet | None]:
            for facet in count_facets(store, self._fields, types, tree, fold_words(words)):
                if number != self._number:
                    return
                yield facet
            yield None

        self.answers.begin()
        self.answers.add_each(question, self._take)

    def _take(self, facet: Facet | None) -> None:
        """Take in the values of one more field; None if there are no more."""
        if facet is not None:
            self._counted.append(facet)
            self._has_more |= facet.is_cut
        if facet is None or len(self._counted) > len(self._facets):
            # Before the last one is there, old counts are better than none.
            self._facets = list(self._counted)
            self._show()

    # Showing.

    def _show_title(self) -> None:
        text = str(self.asked)
        self.show_heading(self.HEADING + (f"\n/ {shorten_middle(text, _TITLE)}" if text else ""))

    def _show(self) -> None:
        current = self._current
        wanted = fold_words(self.words.value).split()
        options: list[Option] = []
        self._keys = []
        for facet in self._facets:
            values = [value for value in facet.values if _has_words(facet, value, wanted)]
            if not values:
                continue
            options.append(Option(self._heading_of(facet), disabled=True))
            self._keys.append(None)
            most = max(value.count for value in facet.values)
            for value in values:
                options.append(Option(self._line(facet, value, most)))
                self._keys.append((facet.field, value.value))
        first = next((i for i, key in enumerate(self._keys) if key), None)
        is_kept = current is not None and current in self._keys
        choices = self.choices
        choices.clear_options()
        choices.add_options(
            options or [Option("No value matches." if wanted else "", disabled=True)]
        )
        choices.highlighted = self._keys.index(current) if is_kept else first

    def _heading_of(self, facet: Facet) -> Text:
        heading = Text(facet.field.replace("_", " "), "bold", no_wrap=True)
        if facet.is_cut:
            heading.append(f"   the first {len(facet.values)}; type to find others", "not bold dim")
        return heading

    def _line(self, facet: Facet, value: FacetValue, most: int) -> Text:
        shown = truncate(sanitize(value.value.replace("_", " ")), _VALUE_CELLS)
        sign = (_PLAIN_SIGNS if self._plain else _SIGNS)[value.state]
        line = Text(f" {sign} {shown}", no_wrap=True, overflow="ellipsis")
        line.append(" " * (_VALUE_CELLS + 1 - cell_width(shown)))
        if self._has_bars:
            line.append(f"{_bar(value.count, most, plain=self._plain):<{_BAR_CELLS}} ", "dim")
        line.append(f"{value.count:>7,}")
        line.append(f" {_share(value.count, facet.total):>6}", "dim")
        if value.copied:
            line.append(f"  {value.copied:,} copied", "dim")
        return line

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()
        if self._has_more:
            # Values that have not been read may match too.
            self._count()

    @property
    def _current(self) -> Key | None:
        """The field and the value under the cursor."""
        index = self.choices.highlighted
        return self._keys[index] if index is not None and index < len(self._keys) else None

    # Keys.

    def action_back(self) -> None:
        """Clear the line; close if it is empty."""
        if self.words.value:
            self.words.value = ""
        else:
            self.dismiss(None)

    def action_move(self, by: str) -> None:
        getattr(self.choices, f"action_{by}")()

    def action_group(self, by: int) -> None:
        """Go to the first value of the next or the previous field."""
        firsts = [i for i, key in enumerate(self._keys) if key and self._keys[i - 1] is None]
        at = self.choices.highlighted
        if not firsts or at is None:
            return
        own = max((i for i, first in enumerate(firsts) if first <= at), default=0)
        self.choices.highlighted = firsts[(own + by) % len(firsts)]

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self, event: Message) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        if key := self._current:
            self._change(choose(self.asked, *key))

    def action_exclude(self) -> None:
        if key := self._current:
            self._change(exclude(self.asked, *key))

    def _change(self, tree: And) -> None:
        self.asked = tree
        self._changed(str(tree))
        self._show_title()
        self._count()


def _has_words(facet: Facet, value: FacetValue, wanted: list[str]) -> bool:
    words = words_of(facet.field, value.value)
    return all(word in words for word in wanted)


def _bar(count: int, most: int, *, plain: bool) -> str:
    """A bar for a part of the largest count, in eighths of a cell."""
    cells = count * _BAR_CELLS / most if most else 0
    if plain:
        return "#" * max(1, round(cells * 8) // 8)
    return filled_bar(cells) if most else ""


def _share(count: int, total: int) -> str:
    """A share of all rows; rounded, but never to nothing or to all."""
    if not total:
        return ""
    percent = round(count * 100 / total)
    if percent == 0:
        return "<1 %"
    return f"{percent if count == total else min(percent, 99)} %"

"""Narrow the rows of a pane by the values of their fields, with the count of each."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets.option_list import Option

from trafficking_explorer.database.views import View
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.facets import Facet, FacetValue, choose, count_facets, exclude
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.text.display import cell_width, shorten_middle, truncate
from trafficking_explorer.ui.dialogs.dialog import PickerScreen

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

_SIGNS = {"in": "■", "out": "−", "": " "}
_VALUE_CELLS = 34
_TITLE = 300
"""Code points of the filter that are shown."""


class FacetScreen(PickerScreen[None]):
    """A list of the values of a view's fields; every choice goes into the filter at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f", "dismiss(None)", "Close", id="facets.close"),
        Binding("space", "choose", "Include", show=False, id="facets.choose"),
        Binding("minus", "exclude", "Exclude", key_display="-", id="facets.exclude"),
    ]
    CHOICE = "Include"

    def __init__(
        self,
        store: "Store",
        view: View,
        fields: tuple[str, ...],
        filter_text: str,
        changed: Callable[[str], None],
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
        self._keys: list[tuple[str, str] | None] = []

    def on_mount(self) -> None:
        self._count()

    def open(self, store: "Store") -> None:
        """Count in this store from now on."""
        self.store = store
        self._count()

    def _count(self) -> None:
        types = self.view.record_types
        question = partial(count_facets, self.store, self._fields, types, self.asked)
        self.answers.ask(question, self._show_facets)

    def _show_facets(self, facets: tuple[Facet, ...]) -> None:
        current = self._current
        options: list[Option] = []
        self._keys = []
        for facet in facets:
            options.append(Option(Text(facet.field.replace("_", " "), "bold"), disabled=True))
            self._keys.append(None)
            for value in facet.values:
                options.append(Option(_line(value)))
                self._keys.append((facet.field, value.value))
        first = next((i for i, key in enumerate(self._keys) if key), None)
        kept = current and current in self._keys
        self.show(options, self._keys.index(current) if kept else first)
        text = str(self.asked)
        self.show_heading(f"/ {shorten_middle(text, _TITLE)}" if text else "Narrow by …")

    @property
    def _current(self) -> tuple[str, str] | None:
        """The field and the value under the cursor."""
        index = self.choices.highlighted
        return self._keys[index] if index is not None and index < len(self._keys) else None

    def _change(self, tree: And) -> None:
        self.asked = tree
        self._changed(str(tree))
        self._count()

    def choose(self, index: int) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        if key := self._current:
            self._change(choose(self.asked, *key))

    def action_exclude(self) -> None:
        if key := self._current:
            self._change(exclude(self.asked, *key))


def _line(value: FacetValue) -> Text:
    shown = truncate(value.value.replace("_", " "), _VALUE_CELLS)
    line = Text(f" {_SIGNS[value.state]} {shown}", no_wrap=True)
    line.append(" " * max(1, _VALUE_CELLS + 2 - cell_width(shown)))
    line.append(f"{value.count:>7,}", "dim")
    return line

"""What the rows have in common: fields, values and counts, to be chosen into the filter line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from trafficking_explorer.database.views import View
from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.facets import Facet, choose, count_facets, exclude
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.text.display import cell_width, shorten_middle, truncate
from trafficking_explorer.ui.panes.registry import PANES
from trafficking_explorer.ui.widgets.vim_option_list import VimOptionList

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

_SIGNS = {"in": "■", "out": "−", "": " "}
_VALUE_CELLS = 34
_TITLE = 300
"""Code points of the filter that are shown."""


class FacetScreen(ModalScreen[None]):
    """Lists the values of a view's fields; every choice is written into the filter at once."""

    CSS_PATH = "facets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f", "dismiss(None)", "Close", id="facets.close"),
        Binding("space", "choose", "Choose", id="facets.choose"),
        Binding("minus", "exclude", "Leave out", key_display="-", id="facets.exclude"),
    ]

    @dataclass
    class Counted(Message):
        """The counts under a filter are there."""

        tree: And
        facets: tuple[Facet, ...]

    def __init__(
        self, store: "Store", view: View, filter_text: str, changed: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.store = store
        self.view = view
        self.asked = parse_filter(filter_text)
        self._changed = changed
        self._keys: list[tuple[str, str] | None] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="facets"):
            yield Static("", id="facets-title", markup=False)
            yield VimOptionList(id="facets-list", markup=False)
            yield Static("⏎ choose   - leave out   esc close", id="facets-foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(VimOptionList).focus()
        self.count(self.asked)

    def open(self, store: "Store") -> None:
        """Count in this store from now on."""
        self.store = store
        self.count(self.asked)

    @work(thread=True, description="", exclusive=True)
    def count(self, tree: And) -> None:
        """Count under a filter."""
        try:
            facets = count_facets(
                self.store, PANES[self.view.name].facets, self.view.record_types, tree
            )
        except ExplorerError as error:
            self.app.call_from_thread(self.app.notify, str(error), severity="error", markup=False)
        else:
            self.post_message(self.Counted(tree, facets))

    @on(Counted)
    def _show(self, event: Counted) -> None:
        if event.tree != self.asked:
            return
        found = self.query_one(VimOptionList)
        at = self._key_at(found.highlighted)
        options: list[Option] = []
        self._keys = []
        for facet in event.facets:
            options.append(Option(Text(facet.field.replace("_", " "), "bold"), disabled=True))
            self._keys.append(None)
            for value in facet.values:
                shown = truncate(value.value.replace("_", " "), _VALUE_CELLS)
                line = Text(f" {_SIGNS[value.state]} {shown}", no_wrap=True)
                line.append(" " * max(1, _VALUE_CELLS + 2 - cell_width(shown)))
                line.append(f"{value.count:>7,}", "dim")
                options.append(Option(line))
                self._keys.append((facet.field, value.value))
        found.clear_options()
        found.add_options(options)
        if at is not None and at in self._keys:
            found.highlighted = self._keys.index(at)
        else:
            found.highlighted = next((i for i, key in enumerate(self._keys) if key), None)
        text = str(self.asked)
        self.query_one("#facets-title", Static).update(
            f"/ {shorten_middle(text, _TITLE)}" if text else "What there is"
        )

    def _key_at(self, index: int | None) -> tuple[str, str] | None:
        return self._keys[index] if index is not None and index < len(self._keys) else None

    def _change(self, tree: And) -> None:
        self.asked = tree
        self._changed(str(tree))
        self.count(tree)

    @on(VimOptionList.OptionSelected)
    def _selected(self, event: VimOptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        if key := self._key_at(self.query_one(VimOptionList).highlighted):
            self._change(choose(self.asked, *key))

    def action_exclude(self) -> None:
        if key := self._key_at(self.query_one(VimOptionList).highlighted):
            self._change(exclude(self.asked, *key))

"""Search over records of all kinds and the sentences of the sources, while it is typed."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen

from trafficking_explorer.database.views import FINDING, panes_by_type
from trafficking_explorer.errors import FilterError
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.search.highlights import Hit
from trafficking_explorer.search.hits import SENTENCE, HitReader, SearchResult
from trafficking_explorer.search.neighbours import FEW, NeighbourReader, Offer
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.filter_history import FilterHistory
from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer
from trafficking_explorer.ui.messages import EditRecord, FilterSuggestions, Notice
from trafficking_explorer.ui.note_actions import NoteActions, note_bindings
from trafficking_explorer.ui.restrictions import offered
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.filter_bar import FilterBar, FilterEditor
from trafficking_explorer.ui.widgets.filter_input import FilterInput
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.hit_list import HitList
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

HITS_SHOWN = 200
"""The number of hits that are fetched, the best ones; the count says if there are more."""
_DEBOUNCE_SECONDS = 0.08
_QUOTATIONS = {"quotes": "quotations"}
"""Plurals of kinds in a sentence that need a longer word to be clear."""
_NOTHING = (
    "No record of any kind matches, and no sentence of the sources. Findings are searched in their pane.",
    "Try fewer words. Esc goes back.",
)


def _welcome() -> tuple[str, ...]:
    """The paragraphs before a search: the kinds and the syntax."""
    plurals = [KINDS[name].plural for name in panes_by_type() if name != FINDING]
    *kinds, last = (_QUOTATIONS.get(plural, plural) for plural in plurals)
    return (
        f"{', '.join(kinds).capitalize()} and {last}, and the sentences of the sources: what fits is "
        "listed here, the best first, with the passage it was found by.",
        'Words, "phrases", field:value, arrests>=100, year:2016..2019: the filter language of the '
        "panes.",
    )


class SearchInput(FilterInput):
    """A filter field whose escape leaves the search; what was typed is kept for the next time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.dismiss(None)", "Back", id="search.leave", priority=True),
    ]


class SearchBar(FilterBar):
    """The filter line of the search."""

    def make_field(self) -> SearchInput:
        return SearchInput(self.history)


class SearchScreen(NoteActions, Screen[Hit | None]):
    """A filter line over the hits of all kinds; enter opens one, escape leaves."""

    CSS_PATH = "search.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="search.close"),
        Binding(
            "slash", "filter", "Search line", key_display="/", id="search.filter", priority=True
        ),
        Binding("tab,shift+tab", "switch", "Line, hits", show=False, id="search.switch"),
        Binding("e", "edit", "Edit", id="search.edit"),
        *note_bindings("search"),
    ]

    def __init__(
        self,
        store: "Store",
        line: str = "",
        history: FilterHistory | None = None,
        *,
        marks: Symbols | None = None,
    ) -> None:
        """Prepare to search.

        Args:
            line: the filter to begin with.
            history: the filters that were used before.
        """
        super().__init__()
        self.store = store
        self.line = line
        """The text of the filter line, kept for the next search."""
        self.bar = SearchBar("Hits", id="search-bar", marks=marks)
        if history is not None:
            self.bar.history = history
        self.kinds = StatusLine(id="search-kinds")
        """The number of hits of each kind."""
        self.hits = HitList(id="search-hits", marks=marks)
        self.hits.take_offer = self._take_offer
        self.typed = FilterEditor(
            self.bar,
            noun="all kinds",
            types=tuple(KINDS),
            pause_seconds=_DEBOUNCE_SECONDS,
            changed=self._ask,
        )
        self.typed.store = store
        self._answers = LatestAnswer(self, "hits", on_error=self._show_error)
        self._reader = self._answers.reader = HitReader(store)
        self._hints = LatestAnswer(self, "neighbours", beside=self._answers)
        self._neighbours = self._hints.reader = NeighbourReader(store)
        self._offers: tuple[Offer, ...] = ()
        """Filters that are offered instead of hits."""
        self._shown: str | None = None
        """The filter whose hits are on screen."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return offered(super().active_bindings)

    def compose(self) -> ComposeResult:
        yield self.bar
        yield self.kinds
        yield self.hits
        yield Footer(id="search-keys")

    async def on_mount(self) -> None:
        self.kinds.text = "All kinds"
        self.hits.show_hits((), _welcome())
        self.bar.focus_field()
        await self.bar.mount_details()
        self.typed.follow()
        self.watch(self.bar.field, "value", self._keep_line, init=False)
        # The hits do not answer the line while it is wrong.
        self.watch(self.bar, "is_wrong", self.hits.show_stale, init=False)
        if self.line:
            self.bar.text = self.line

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        self._hints.begin()
        self._answers.close()
        self.typed.close()

    def open(self, store: "Store") -> None:
        """Answer from this store from now on; the hits of the line are asked for again."""
        self._answers.begin()
        self.store = self.typed.store = store
        self._reader = self._answers.reader = HitReader(store)
        self._hints.begin()
        self._neighbours = self._hints.reader = NeighbourReader(store)
        if self.typed.tree.nodes:
            self._ask()

    # Asking.

    def _keep_line(self, text: str) -> None:
        self.line = text

    def _ask(self) -> None:
        number = self._answers.begin()
        self._hints.begin()
        reader, text, tree = self._reader, self.typed.text, self.typed.tree
        if tree.nodes:
            self._answers.add(
                lambda: reader.answer(number, tree, HITS_SHOWN), partial(self._show, text)
            )
        else:
            self._show_nothing()

    def _show(self, text: str, found: SearchResult) -> None:
        self.hits.show_hits(found.hits, _NOTHING, stay=text == self._shown)
        self._shown = text
        self.kinds.text = " · ".join(
            count_noun(count, kind, KINDS[kind].plural if kind in KINDS else "")
            for kind, count in found.counts
        )
        if text == self.bar.text:
            self.bar.show_count(len(found.hits), found.total, "hits")

        records = sum(number for kind, number in found.counts if kind != SENTENCE)
        if records <= FEW:
            self._ask_for_offers(text, records)

    def _ask_for_offers(self, text: str, found: int) -> None:
        """Ask for filters that find something, or more, after the hits."""
        number, reader, tree = self._hints.begin(), self._neighbours, self.typed.tree
        self._hints.add_each(
            lambda: reader.offers(number, tree, (), found), partial(self._show_offers, text, found)
        )

    def _show_offers(self, text: str, found: int, offers: tuple[Offer, ...]) -> None:
        if not self.hits.item_count():
            self._offers = offers
            self.hits.show_empty(_NOTHING, tuple(each.text for each in offers))
        elif offers and found:
            words = " · ".join(each.text for each in offers)
            self.typed.show_alternative(text, words, offers[0].line)

    def _take_offer(self, index: int) -> None:
        self.bar.text = self._offers[index].line
        self.bar.field.remember()

    def _show_nothing(self) -> None:
        self._shown = None
        self.kinds.text = "All kinds"
        self.hits.show_hits((), _welcome())
        self.bar.show_no_count()

    def _show_error(self, error: Foreseen) -> None:
        if isinstance(error, FilterError):
            self.bar.show_error(error)
        else:
            self._answers.report(error)

    @on(FilterSuggestions)
    def _offer(self, event: FilterSuggestions) -> None:
        event.stop()
        self.query_one(Footer).offers = event.candidates

    # Moving about.

    @on(FilterBar.Left)
    def _to_hits(self, event: FilterBar.Left) -> None:
        event.stop()
        if self.hits.item_count() or self.hits.offers:
            self.hits.focus()
        if event.is_taking:
            self.hits.choose_offer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `/` to the filter line: there it is text."""
        return action != "filter" or not self.bar.is_typed_into

    def action_filter(self) -> None:
        self.bar.focus_field()

    def action_edit(self) -> None:
        """Open the file of the hit; of a sentence that of its source, as among the sources."""
        hit = self.hits.current
        if hit is None:
            self.post_message(Notice("There is no record to edit."))
        else:
            self.post_message(EditRecord(hit.record_type, hit.record_id))

    def noted_key(self) -> tuple[str, str] | None:
        """The record of the hit; of a sentence its source."""
        hit = self.hits.current
        return None if hit is None else (hit.record_type, hit.record_id)

    def action_switch(self) -> None:
        if not self.bar.is_typed_into:
            self.bar.focus_field()
        else:
            self.bar.leave()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(self.hits.current)

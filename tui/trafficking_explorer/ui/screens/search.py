"""One search over records of all kinds and the sentences of the sources, while it is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from trafficking_explorer.database.views import FINDING, panes_by_type
from trafficking_explorer.errors import ExplorerError, FilterError, QueryInterrupted, StoreDamaged
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.autocomplete import Candidate, complete
from trafficking_explorer.search.describe import asks_for_fields, describe
from trafficking_explorer.search.highlights import Hit
from trafficking_explorer.search.hits import HitReader, SearchResult
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.messages import EditRecord, Notice, StoreCorrupted
from trafficking_explorer.ui.restrictions import offered
from trafficking_explorer.ui.widgets.filter_bar import FilterBar
from trafficking_explorer.ui.widgets.filter_input import FilterInput
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.hit_list import HitList
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

HITS_SHOWN = 200
"""Hits that are fetched, the best; that there are more is said."""
_DEBOUNCE_SECONDS = 0.08
_QUOTATIONS = {"quotes": "quotations"}
"""What the plural of a kind is in a sentence, where a longer word is clearer."""
_NOTHING = (
    "No record of any kind fits, and no sentence of the sources. Findings are searched in their pane.",
    "Fewer words find more; esc goes back.",
)


def _welcome() -> tuple[str, ...]:
    """What can be searched for, and how."""
    plurals = [KINDS[name].plural for name in panes_by_type() if name != FINDING]
    *kinds, last = (_QUOTATIONS.get(plural, plural) for plural in plurals)
    return (
        f"{', '.join(kinds).capitalize()} and {last}, and the sentences of the sources: what fits is "
        "listed here, the best first, with the passage it was found by.",
        'Words, "phrases", field:value, arrests>=100, year:2016..2019: the filter language of the '
        "panes.",
    )


class SearchInput(FilterInput):
    """Escape leaves the search, and keeps what was typed for the next time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.dismiss(None)", "Back", id="search.leave", priority=True),
    ]


class SearchBar(FilterBar):
    """The line of the search."""

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    def make_field(self) -> SearchInput:
        return SearchInput(id="filter-input", compact=True)


class SearchScreen(Screen[Hit | None]):
    """A filter line over the hits of all kinds; enter opens one, escape none."""

    CSS_PATH = "search.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="search.close"),
        Binding(
            "slash", "filter", "Search line", key_display="/", id="search.filter", priority=True
        ),
        Binding("tab,shift+tab", "switch", "Line, hits", show=False, id="search.switch"),
        Binding("e", "edit", "Edit", id="search.edit"),
        Binding(
            "question_mark", "app.keys('All kinds (a)')", "Keys", key_display="?", id="search.keys"
        ),
    ]

    @dataclass
    class Answered(Message):
        """The hits of a line are there."""

        line: str
        found: SearchResult

    @dataclass
    class Refused(Message):
        """The store does not know what a line asks."""

        line: str
        error: FilterError

    @dataclass
    class Completed(Message):
        """Ways to go on with a line are there."""

        line: str
        candidates: tuple[Candidate, ...]

    def __init__(self, store: "Store", line: str = "") -> None:
        super().__init__()
        self.store = store
        self.line = line
        """What has been typed, for the next time too."""
        self._asked: str | None = None
        """The last line that made sense."""
        self._shown: str | None = None
        """The line whose hits are on screen."""
        self._reader = HitReader(store)
        self._after_typing: Timer | None = None

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return offered(super().active_bindings)

    def compose(self) -> ComposeResult:
        yield SearchBar(id="search-bar")
        yield StatusLine(id="search-kinds")
        yield HitList(id="search-hits")
        yield Footer(id="search-keys")

    async def on_mount(self) -> None:
        self.kinds.text = "All kinds"
        self.hits.show_hits((), _welcome())
        self.bar.focus_field()
        await self.bar.mount_details()
        if self.line:
            self.bar.text = self.line

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        self._reader.begin()

    @property
    def bar(self) -> FilterBar:
        """The line."""
        return self.query_one(FilterBar)

    @property
    def kinds(self) -> StatusLine:
        """How many hits of each kind there are."""
        return self.query_one("#search-kinds", StatusLine)

    @property
    def hits(self) -> HitList:
        """The hits."""
        return self.query_one(HitList)

    def open(self, store: "Store") -> None:
        """Answer from this store from now on; the hits of the line are asked for again."""
        self._reader.begin()
        self.store, self._reader = store, HitReader(store)
        if self._asked is not None and (tree := parse_filter(self._asked)).nodes:
            self._answer(self._reader.begin(), self._asked, tree)

    # Asking.

    @on(FilterBar.Changed)
    def _line_changed(self, event: FilterBar.Changed) -> None:
        event.stop()
        self.line = event.text
        self._debounce()
        try:
            tree = parse_filter(event.text)
        except FilterError as error:
            # The last good answer stays while a line is unfinished or wrong.
            self.bar.show_error(error)
            return
        self.bar.show_sentence(describe(tree, "all kinds") if asks_for_fields(tree) else "")
        self._asked = event.text
        number = self._reader.begin()
        if tree.nodes:
            self._answer(number, event.text, tree)
        else:
            self._show_nothing()

    @work(thread=True, description="", exclusive=True, group="hits")
    def _answer(self, number: int, line: str, tree: And) -> None:
        reader = self._reader

        def answer() -> Message:
            try:
                return self.Answered(line, reader.answer(number, tree, HITS_SHOWN))
            except FilterError as error:
                return self.Refused(line, error)

        self._post(answer)

    def _post(self, answer: Callable[[], Message]) -> None:
        """Post what a query answers, or what went wrong; for workers."""
        try:
            message = answer()
        except QueryInterrupted:
            return
        except StoreDamaged as error:
            message = StoreCorrupted(str(error))
        except ExplorerError as error:
            message = Notice(str(error), "error")
        self.post_message(message)

    @on(Answered)
    def _show(self, event: Answered) -> None:
        event.stop()
        # A thread cannot be killed, so an old answer may come after a newer question.
        if event.line != self._asked:
            return
        found = event.found
        self.hits.show_hits(found.hits, _NOTHING, stay=event.line == self._shown)
        self._shown = event.line
        self.kinds.text = " · ".join(
            count_noun(count, kind, KINDS[kind].plural if kind in KINDS else "")
            for kind, count in found.counts
        )
        if event.line == self.bar.text:
            self.bar.show_count(len(found.hits), found.total, "hits")

    def _show_nothing(self) -> None:
        self._shown = None
        self.kinds.text = "All kinds"
        self.hits.show_hits((), _welcome())
        self.bar.remove_class("-filtered")
        self.bar.say("")

    @on(Refused)
    def _say_why(self, event: Refused) -> None:
        event.stop()
        if event.line == self.bar.text:
            self.bar.show_error(event.error)

    # Going on with the line.

    def _debounce(self) -> None:
        if self._after_typing is not None:
            self._after_typing.stop()
        self._after_typing = self.set_timer(_DEBOUNCE_SECONDS, self._after_debounce)

    def _after_debounce(self) -> None:
        if self.bar.is_typed_into:
            self._complete(self.line)

    @work(thread=True, description="", exclusive=True, group="completion")
    def _complete(self, line: str) -> None:
        self._post(lambda: self.Completed(line, complete(self.store, tuple(KINDS), line)))

    @on(Completed)
    def _offer(self, event: Completed) -> None:
        event.stop()
        if event.line == self.bar.text and self.bar.is_typed_into:
            self.bar.offer(event.line, event.candidates)
            offers = tuple((each.shown, each.count) for each in event.candidates)
            self.query_one(Footer).offers = offers

    # Moving about.

    @on(FilterBar.Left)
    def _to_hits(self, event: FilterBar.Left) -> None:
        event.stop()
        self.query_one(Footer).offers = ()
        if self.hits.item_count():
            self.hits.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the line its own key is text."""
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

    def action_switch(self) -> None:
        if not self.bar.is_typed_into:
            self.bar.focus_field()
        else:
            self._to_hits(FilterBar.Left())

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.dismiss(self.hits.current)

"""The palette: every action, records by name, filters, themes, and pages of the manual."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import (
    Command,
    CommandInput,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from trafficking_explorer.database.views import FINDING
from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.manual.pages import TOPICS
from trafficking_explorer.text.display import sanitize, single_line, truncate
from trafficking_explorer.text.folding import fold
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.messages import OpenRecord
from trafficking_explorer.ui.palette_actions import Actions, ThemeChoice, has_words
from trafficking_explorer.ui.panes.records import RecordsPane
from trafficking_explorer.ui.screens.main import MainScreen
from trafficking_explorer.ui.widgets.footer import Footer

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import Name
    from trafficking_explorer.search.hits import HitReader

_LIMIT = 40
_TITLE = 72
"""Code points of a title to show."""
_ALL_KINDS = "All kinds"
_NOTHING = 0.3
"""Score of a filter that nothing matches."""


Offer = tuple[float, str, str, Callable[[], object]]
"""Score, title, number of hits, and the function that takes it."""


class Palette(CommandPalette):
    """Textual's palette with our lines; a theme is shown while the cursor is on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "escape", "Close", id="palette.close"),
    ]

    def __init__(self, typed: str = "") -> None:
        """Prepare to search.

        Args:
            typed: the words in its line at first.
        """
        super().__init__(placeholder="an action, a record, a filter, a theme, a page of the manual")
        self._typed = typed
        self._theme = ""
        """The theme before any was shown."""

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield Footer(id="palette-keys")

    def on_mount(self) -> None:
        self._theme = self.app.theme
        # Textual's own sign is two cells wide, and a box in many fonts.
        self.query_one(SearchIcon).icon = ">"
        self.query_one(CommandInput).cursor_blink = False
        if self._typed:
            self.query_one(CommandInput).value = self._typed
            self.query_one(CommandInput).action_end()

    @property
    def _provider_classes(self) -> set[type[Provider]]:
        return {Actions, RecordNames, ManualPages}

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        """Show the theme under the cursor."""
        command = event.option.hit.command if isinstance(event.option, Command) else None
        self._show_theme(command.name if isinstance(command, ThemeChoice) else self._theme)

    def _show_theme(self, name: str) -> None:
        if self.app.theme != name:
            self.app.theme = name

    def on_unmount(self) -> None:
        chosen = self._selected_command
        if chosen is None or not isinstance(chosen.command, ThemeChoice):
            self._show_theme(self._theme)


class RecordNames(Provider):
    """Records whose name has all the words that are typed, and filters made of them."""

    _reader: "HitReader | None" = None
    """Counts the hits of filters; created by the first."""
    _counted: "Store | None" = None
    """The store that it counts in."""

    async def search(self, query: str) -> Hits:
        """Yield records, best first, and the number of hits of a filter."""
        store: Store | None = self.app.store  # type: ignore[attr-defined]
        words = tuple(fold(query).split())
        if store is None or not words:
            return
        # The palette is open before DuckDB and the filter language are needed.
        from trafficking_explorer.database.queries import find_names

        try:
            names = await asyncio.to_thread(find_names, store, words, _LIMIT)
        except ExplorerError:
            return
        for rank, name in enumerate(names):
            # Records come before actions of the same words, in the order of the store.
            yield self._record(name, 1.0 - rank / 1000)
        for offer in await asyncio.to_thread(
            self._filters, store, query, self._main.pane, are_names=bool(names)
        ):
            yield self._offer(*offer)
        if (score := self.matcher(query).match(_ALL_KINDS)) > 0:
            text = "Search records of all kinds, and the sources"
            yield Hit(
                score,
                self.matcher(query).highlight(_ALL_KINDS),
                self._main.action_search,
                text=_ALL_KINDS,
                help=text,
            )

    async def discover(self) -> Hits:
        """Yield examples of words to type."""
        yield DiscoveryHit(
            "Find a record",
            lambda: None,
            help="Type a part of its name: epervier, unicef, traore …",
        )
        yield DiscoveryHit(
            _ALL_KINDS,
            self._main.action_search,
            help="Search records of all kinds, and the sources; or type a filter here",
        )

    @property
    def _main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    def _record(self, name: "Name", score: float) -> Hit:
        title = truncate(sanitize(name.title), _TITLE)
        what = " · ".join(part for part in (name.record_type, name.subtitle) if part)
        return Hit(
            score,
            # Content, not text: a name is never read as markup, as the palette reads help.
            Content.assemble(title, "\n", (single_line(what), "dim")),
            partial(self._main.post_message, OpenRecord(name.record_type, name.record_id)),
            text=title,
        )

    def _offer(self, score: float, what: str, count: str, take: Callable[[], object]) -> Hit:
        title = truncate(sanitize(what), _TITLE)
        content = Content.assemble(title, "\n", (count, "dim"))
        return Hit(score, content, take, text=title)

    def _filters(self, store: "Store", line: str, pane: Widget, *, are_names: bool) -> list[Offer]:
        """Filter commands for the typed text; none if it does not parse, or is part of a name."""
        # As above.
        from trafficking_explorer.database.queries import counts as count_rows
        from trafficking_explorer.search.describe import asks_for_fields
        from trafficking_explorer.search.hits import SENTENCE, HitReader
        from trafficking_explorer.search.parser import parse_filter
        from trafficking_explorer.search.sql_compiler import compile_filter

        try:
            tree = parse_filter(line)
            if not tree.nodes or (are_names and not asks_for_fields(tree)):
                return []
            if self._reader is None or self._counted is not store:
                self._reader, self._counted = HitReader(store), store
            counts = self._reader.count(self._reader.begin(), tree)
            view = pane.view if isinstance(pane, RecordsPane) else None
            of_view = counts
            if view is not None and FINDING in view.record_types:
                of_view = count_rows(store, compile_filter(tree), view.record_types)
        except ExplorerError:
            return []
        sentences = counts.pop(SENTENCE, 0)
        found = count_noun(sum(counts.values()), "record")
        if sentences:
            found += f" and {count_noun(sentences, 'sentence')}"
        search = partial(self._main.action_search, line)
        # Nothing is offered before an action of these words.
        score = 0.89 if counts or sentences else _NOTHING
        offers: list[Offer] = [(score, f"Search all kinds for “{line}”", found, search)]
        if isinstance(pane, RecordsPane):
            view = pane.view
            rows = sum(of_view.get(type_, 0) for type_ in view.record_types)
            matches = count_noun(rows, "match", "matches") if rows else "no match"
            title = f"Filter {view.noun or view.name} by “{line}”"
            score = 0.9 if rows else _NOTHING
            offers.insert(0, (score, title, matches, partial(pane.filter, line)))
        return offers


class ManualPages(Provider):
    """Each page by its name; before anything is typed, the manual as a whole."""

    async def search(self, query: str) -> Hits:
        """Yield the pages whose name matches."""
        words = tuple(fold(query).split())
        for place, topic in enumerate(TOPICS):
            name = f"Manual: {topic}"
            if has_words(name, words):
                show = partial(self._show, topic)
                yield Hit(0.65 - place / 10_000, Content(name), show, text=name)

    async def discover(self) -> Hits:
        """Offer the manual."""
        show = partial(self._show, TOPICS[0])
        yield DiscoveryHit("Manual", show, help="Type manual and a topic: filters, sql, keys …")

    async def _show(self, topic: str) -> None:
        await self.app.run_action(f"manual({topic!r})")

"""The main screen: tabs, panes, and the way between records."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from trafficking_explorer.database.views import FINDINGS, pane_of
from trafficking_explorer.ui.key_order import KeyOrderMixin
from trafficking_explorer.ui.keys.key_names import bound_keys, shown_key
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import (
    FilterSuggestions,
    OpenComparison,
    OpenFiltered,
    OpenFindings,
    OpenPane,
    OpenRecord,
    OpenSource,
    OpenSql,
)
from trafficking_explorer.ui.note_actions import NoteListAction
from trafficking_explorer.ui.panes.records_pane import records_pane
from trafficking_explorer.ui.panes.registry import OVERVIEW, PANES, Pane
from trafficking_explorer.ui.panes.switcher import PaneSwitcher
from trafficking_explorer.ui.restrictions import offered
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.view_state import ViewMemory
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.title_tabs import PaneTab, PaneTabs

if TYPE_CHECKING:
    from textual.message import Message

    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.overview import Overview
    from trafficking_explorer.database.read_models import Listing
    from trafficking_explorer.search.highlights import Hit
    from trafficking_explorer.ui.panes.records import RecordsPane

Key = tuple[str, str]
"""Type and id of a record."""

_MOST = 200
"""Records that the way back remembers."""
_AT_OVERVIEW: Key = ("", OVERVIEW)
"""The overview on the way back."""


def _pane_binding(pane: Pane) -> Binding:
    return Binding(pane.key, f"pane('{pane.name}')", pane.title, show=False, id=f"pane.{pane.name}")


def tabs_with(keys: Mapping[str, str]) -> tuple[PaneTab, ...]:
    """The tabs with the keys that panes have under the reader's settings."""
    usual = {f"pane.{pane.name}": [pane.key] for pane in PANES}
    bound = {id_: next(iter(found), "") for id_, found in bound_keys(usual, keys).items()}
    shown = {id_: shown_key(key) if key else "" for id_, key in bound.items()}
    return tuple(
        PaneTab(pane.name, pane.title, shown[f"pane.{pane.name}"], pane.short) for pane in PANES
    )


class MainScreen(NoteListAction, Screen[None]):
    """The screen that dialogs are laid over."""

    BLANK: ClassVar[bool] = True

    BINDINGS: ClassVar[list[BindingType]] = [
        *map(_pane_binding, PANES),
        Binding("less_than_sign", "travel(-1)", "Back", key_display="<", show=False, id="go.back"),
        Binding(
            "greater_than_sign",
            "travel(1)",
            "Forward",
            key_display=">",
            show=False,
            id="go.forward",
        ),
        Binding("D", "findings", "Findings about it", show=False, id="go.findings"),
        Binding("a", "search", "Search all", id="app.search"),
        Binding(
            "apostrophe",
            "notes",
            "Bookmarks and notes",
            key_display="'",
            show=False,
            id="app.notes",
        ),
        Binding(
            "exclamation_mark",
            "app.problems",
            "Problems",
            key_display="!",
            show=False,
            id="app.problems",
        ),
        Binding("ctrl+z", "app.undo_write", "Undo the last write", show=False, id="app.undo"),
        Binding("ctrl+p", "app.command_palette", "Palette", show=False, id="app.palette"),
        Binding("q", "app.quit", "Quit", id="app.quit"),
    ]

    def __init__(
        self,
        memory: ViewMemory,
        *,
        marks: Symbols,
        info: str,
        first: "Listing | None" = None,
        overview: "Overview | None" = None,
        corpus: Path | None = None,
        keys: Mapping[str, str] | None = None,
        unanswered: int = 0,
    ) -> None:
        """Lay out the first pane.

        Args:
            memory: the states of the panes, and the first one to show.
            info: the corpus, for the top line.
            first: rows of the first pane that are known before the store is open.
            overview: the boxes of the overview that are known then.
            corpus: the folder that is open; None for the bundled one.
            keys: the reader's keys, by the ids of bindings.
            unanswered: errors and doubts without an answer, for the tab of the findings.
        """
        super().__init__()
        self._keys = keys or {}
        bound = {binding.id for _, binding in self._bindings}
        for added in map(_pane_binding, PANES):
            # A pane may have been registered after this module was loaded.
            if added.id not in bound:
                self._bindings.key_to_bindings.setdefault(added.key, []).append(added)
        self.panes = PaneSwitcher(
            memory, marks=marks, corpus=corpus, first=first, overview=overview
        )
        self.pane_name = memory.pane
        """The pane on screen."""
        self._info = info
        self._unanswered = unanswered
        self._counts = LatestAnswer(self, "unanswered")
        self._marks, self._corpus = marks, corpus
        self._history = History()
        self._filters = memory.filters
        self._source_jump: SourceJump | None = None
        self._searched = ""
        """The last search of all kinds."""
        self._search_waits = False
        """True if one was asked for before there was a store."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return offered(super().active_bindings)

    def compose(self) -> ComposeResult:
        tabs = PaneTabs(tabs_with(self._keys), id="tabs")
        tabs.active, tabs.info = self.pane_name, self._info
        tabs.here = self._marks.here if self._marks.is_linear else ""
        tabs.counts = {FINDINGS: self._unanswered}
        yield tabs
        yield self.panes
        yield Footer(id="keys")

    def on_mount(self) -> None:
        self.panes.begin()
        if isinstance(self.app, KeyOrderMixin):
            self.app.let_keys_go()

    @property
    def pane(self) -> Widget:
        """The pane on screen."""
        return self.panes.pane

    @property
    def tabs(self) -> PaneTabs:
        """The top line."""
        return self.query_one(PaneTabs)

    def open(self, store: "Store", info: str) -> None:
        """Answer from this store from now on."""
        self.tabs.info = info
        self.panes.open(store)
        self._counts.ask(
            partial(_unanswered, store),
            lambda count: setattr(self.tabs, "counts", {FINDINGS: count}),
        )
        for screen in self.app.screen_stack[1:]:
            if hasattr(screen, "open"):
                screen.open(store)
        if self._search_waits:
            self._search_waits = False
            self.action_search()

    def on_unmount(self) -> None:
        self._counts.close()

    # Panes.

    async def show_pane(self, name: str, *, focus: bool = True) -> Widget:
        """Bring a pane to the front.

        Args:
            focus: put the cursor into it.
        """
        pane = await self.panes.show(name, focus=focus)
        self.tabs.active = self.pane_name = name
        return pane

    async def action_pane(self, name: str) -> None:
        if not self.panes.is_mounted:
            # A key that came before the first paint.
            self.call_after_refresh(self.action_pane, name)
            return
        if self.pane_name == name:
            if (here := records_pane(self.pane)) is not None:
                # The key of the pane leads from a drawing back to its table.
                await here.show_table()
            return
        self._jump()
        pane = records_pane(await self.show_pane(name))
        if name == OVERVIEW:
            self._history.visit(_AT_OVERVIEW)
        elif pane is not None and pane.detail is not None and pane.detail.key:
            self._history.visit(pane.detail.key)

    def _jump(self) -> None:
        """Make what is shown next a new stop of the way back; the overview is one too."""
        self._history.jump()
        if self.pane_name == OVERVIEW and not self._history.is_travelling:
            self._history.visit(_AT_OVERVIEW)
            self._history.jump()

    @on(OpenPane)
    async def _open_pane(self, event: OpenPane) -> None:
        self._jump()
        pane = records_pane(await self.show_pane(event.pane))
        if pane is not None:
            pane.question.sort_by(event.sort)
            pane.filter(event.filter_text)
            pane.open_drawing(event.drawing)

    async def action_filter_records(self) -> None:
        """Type a filter where the pane on screen has none: that of the operations."""
        self._jump()
        pane = records_pane(await self.show_pane("operations", focus=False))
        if pane is not None:
            pane.action_filter()

    @on(PaneTabs.Chosen)
    async def _tab_chosen(self, event: PaneTabs.Chosen) -> None:
        await self.action_pane(event.name)

    @on(FilterSuggestions)
    def _suggest(self, event: FilterSuggestions) -> None:
        self.query_one(Footer).offers = event.candidates

    @on(OpenSql)
    async def _open_sql(self, event: OpenSql) -> None:
        # Imported with the pane: it is the one that loads an editor.
        from trafficking_explorer.ui.panes.sql import SqlPane

        pane = await self.show_pane("sql")
        if isinstance(pane, SqlPane):
            await pane.editors.take_up(event.sql)

    # Records.

    @on(OpenRecord)
    async def open_record(self, event: OpenRecord) -> None:
        """Show a record in the pane of its kind."""
        name = pane_of(event.record_type)
        if name is None:
            return
        self._jump()
        self._source_jump = None
        pane = records_pane(await self.show_pane(name))
        if pane is not None:
            pane.go_to(event.record_type, event.record_id)

    @on(OpenSource)
    async def _open_source(self, event: OpenSource) -> None:
        await self.open_record(OpenRecord("source", event.source_id))
        self._source_jump = SourceJump(event)

    @on(OpenFindings)
    async def _open_findings(self, event: OpenFindings) -> None:
        # The filter language is loaded by the first filter.
        from trafficking_explorer.search.ast import FieldMatch

        about = FieldMatch("record", (f"{event.record_type}/{event.record_id}",))
        await self._open_filtered(OpenFiltered("findings", str(about)))

    def action_findings(self) -> None:
        pane = records_pane(self.pane)
        record = pane.card.record if pane is not None and pane.is_furnished else None
        if record is None:
            self.app.notify("There is no record on the card.")
        elif not record.findings:
            self.app.notify(f"There are no findings about this {record.record_type}.")
        else:
            self.post_message(OpenFindings(*record.key))

    @on(OpenFiltered)
    async def _open_filtered(self, event: OpenFiltered) -> None:
        pane = records_pane(await self.show_pane(event.pane))
        if pane is not None:
            self._history.jump()
            pane.filter(event.filter)
            pane.open_drawing("")

    # By name: the panes of records are loaded when the first one is shown.

    def on_records_pane_shown(self, event: "RecordsPane.Shown") -> None:
        key, pane = (event.record_type, event.record_id), records_pane(self.pane)
        self._history.visit(key)
        jump = self._source_jump
        if jump is not None and pane is not None and not jump.follow(pane, key):
            self._source_jump = None

    async def action_travel(self, by: int) -> None:
        key = self._history.travel(by)
        if key == _AT_OVERVIEW:
            await self.show_pane(OVERVIEW)
            self._history.visit(key)
        elif key is None:
            end = "first" if by < 0 else "last"
            self.app.notify(f"You are at the {end} record you opened.")
        else:
            self.post_message(OpenRecord(*key))

    @on(OpenComparison)
    def _open_comparison(self, event: OpenComparison) -> None:
        # Imported here: few sessions open this screen.
        from trafficking_explorer.ui.screens.compare import CompareScreen

        def closed(wanted: "Message | None") -> None:
            if wanted is not None:
                self.post_message(wanted)

        if self.panes.store is not None:
            screen = CompareScreen(
                self.panes.store, event.keys, marks=self._marks, corpus=self._corpus
            )
            self.app.push_screen(screen, closed)

    # Search.

    def action_search(self, line: str | None = None) -> None:
        """Search all kinds; without a line by the filter of the pane, or the last search."""
        # Imported here: the first search loads the filter language.
        from trafficking_explorer.ui.screens.search import SearchScreen

        if line is None:
            pane = records_pane(self.pane)
            line = pane.bar.text if pane is not None else ""
            line = line if line.strip() else self._searched
        if self.panes.store is None:
            self._search_waits = True
            return
        search = SearchScreen(self.panes.store, line, self._filters, marks=self._marks)

        def chosen(hit: "Hit | None") -> None:
            self._searched = search.line
            if hit is None:
                return
            if hit.is_sentence and hit.at is not None:
                self.post_message(OpenSource(hit.at.source_id, *hit.at.span))
            else:
                self.post_message(OpenRecord(hit.record_type, hit.record_id))

        self.app.push_screen(search, chosen)


def _unanswered(store: "Store") -> int:
    # In a thread: it loads the database.
    from trafficking_explorer.database.queries import unanswered

    return unanswered(store)


class History:
    """The records that were opened, oldest first, and the one the reader is at."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._at = -1
        self._is_jump = False
        self._is_travel = False

    @property
    def is_travelling(self) -> bool:
        """True until what going back or forward leads to is shown."""
        return self._is_travel

    def jump(self) -> None:
        """Make the next record that is shown a new stop, unless going back or forward shows it."""
        self._is_jump = not self._is_travel

    def visit(self, key: Key) -> None:
        """Note the record on screen: after a jump a new stop, otherwise in place of the last."""
        if self._is_travel:
            self._is_travel = False
        elif self._is_jump or not self._keys:
            if not self._keys or self._keys[self._at] != key:
                self._keys[self._at + 1 :] = [key]
                del self._keys[:-_MOST]
                self._at = len(self._keys) - 1
        else:
            self._keys[self._at] = key
        self._is_jump = False

    def travel(self, by: int) -> Key | None:
        """Go back (-1) or forward (1); None if there is nothing."""
        if not 0 <= self._at + by < len(self._keys):
            return None
        self._at += by
        self._is_travel = True
        return self._keys[self._at]


class SourceJump:
    """A place of a source to go to as soon as the source is on screen, and to stay at."""

    def __init__(self, place: OpenSource) -> None:
        self._place = place
        self._is_reached = False

    def follow(self, pane: "RecordsPane", key: Key) -> bool:
        """Go to the place, again each time its source is filled again.

        Args:
            key: the record that `pane` shows.

        Returns:
            False once the reader has left the source.
        """
        if key != ("source", self._place.source_id):
            return not self._is_reached
        if not self._is_reached:
            pane.show_part("source")
        # A passage that the reader has gone to since is left alone.
        if not self._is_reached or pane.sources.passage is None:
            pane.sources.go_to_span((self._place.start, self._place.end))
        self._is_reached = True
        return True

"""The screen the explorer opens on: panes under their keys, and the way between records."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from trafficking_explorer.database.views import pane_of
from trafficking_explorer.secure import Feature
from trafficking_explorer.text.display import sanitize
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.messages import (
    EditFile,
    FilterPane,
    FilterSuggestions,
    Notice,
    OpenCell,
    OpenColumns,
    OpenCopy,
    OpenExport,
    OpenFacets,
    OpenFindings,
    OpenRecord,
    OpenRecords,
    OpenSearch,
    OpenSource,
    OpenSql,
    OpenStatement,
    OpenText,
    PaneStateChanged,
    SuggestRecords,
)
from trafficking_explorer.ui.panes.records import RecordsPane
from trafficking_explorer.ui.panes.registry import PANES, Pane
from trafficking_explorer.ui.restrictions import offered, refuses
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.view_state import CorpusState, PaneState
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.paint_cache import TransparentSwitcher
from trafficking_explorer.ui.widgets.pane_tabs import PaneTab, PaneTabs

if TYPE_CHECKING:
    from trafficking_explorer.curation.service import CurationService
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import Listing
    from trafficking_explorer.search.highlights import Hit
    from trafficking_explorer.ui.panes.sql import SqlPane

_KEEP_SECONDS = 2.0
"""So long after a change what is remembered is written; also when the explorer is closed."""
_READING_SECONDS = 1.0
"""The files of a small corpus are read in less, and nobody needs to be told."""
_SAID_SECONDS = 5.0
_HISTORY = 200
"""How many opened records the way back remembers."""


def _pane_binding(pane: Pane) -> Binding:
    return Binding(pane.key, f"pane('{pane.name}')", pane.title, show=False, id=f"pane.{pane.name}")


class MainScreen(Screen[None]):
    """All panes, each built when it is first shown."""

    BLANK: ClassVar[bool] = True

    BINDINGS: ClassVar[list[BindingType]] = [
        *map(_pane_binding, PANES),
        Binding("less_than_sign", "back", "Back", key_display="<", show=False, id="go.back"),
        Binding(
            "greater_than_sign", "forward", "Forward", key_display=">", show=False, id="go.forward"
        ),
        Binding("a", "search", "All kinds", id="app.search"),
        Binding(
            "exclamation_mark",
            "app.problems",
            "Problems",
            key_display="!",
            show=False,
            id="app.problems",
        ),
        Binding("question_mark", "help", "Keys", key_display="?", id="app.help"),
        Binding("ctrl+p", "app.command_palette", "Palette", show=False, id="app.palette"),
        Binding("q", "app.quit", "Quit", id="app.quit"),
    ]

    def __init__(
        self,
        *,
        pane: str,
        goto: tuple[str, str] | None,
        first: "Listing | None",
        marks: Symbols,
        info: str,
        asked: PaneState | None = None,
        corpus: Path | None = None,
        memory: CorpusState | None = None,
        remember: Callable[[str, dict[str, PaneState]], None] | None = None,
    ) -> None:
        """Lay out the first pane.

        Args:
            pane: the one to open on.
            goto: the record it is to show.
            first: rows for it that are known before the store is open.
            asked: how it is to look, whatever is remembered of it; that is not remembered itself.
            corpus: the folder that is opened; None for the bundled one.
            memory: how the panes looked when the reader left.
            remember: keeps how they look; called off the event loop.
        """
        super().__init__()
        bound = {binding.id for _, binding in self._bindings}
        for added in map(_pane_binding, PANES):
            # Of a pane that was registered after this module was loaded.
            if added.id not in bound:
                self._bindings.key_to_bindings.setdefault(added.key, []).append(added)
        self.corpus = corpus
        self.memories = dict(memory.panes) if memory else {}
        """How each pane looks that is worth remembering."""
        self._remember_views = remember
        self._asked = asked
        self._kept = dict(self.memories)
        self._first_pane = (goto and pane_of(goto[0])) or pane
        self._left = self.memories.get(self._first_pane, PaneState())
        """How the first pane looked when the reader left it."""
        self._kept_pane = memory.pane if memory else None
        self._keeping: Timer | None = None
        self.marks = marks
        self.store: Store | None = None
        self.pane_name = self._first_pane
        """The pane on screen."""
        self._first_goto = goto
        self._first_listing = first
        self._info = info
        self._opened: list[tuple[str, str]] = []
        """The records that were opened, oldest first."""
        self._at = -1
        """The one the reader is at."""
        self._travelling = False
        """Whether the next record comes from going back or forward."""
        self._jumped = False
        """Whether the next record is a new stop on the way."""
        self._place: OpenSource | None = None
        """Where to go in a source as soon as it is on screen, and to stay."""
        self._place_reached = False
        self._searched = ""
        """What was last searched for among all kinds."""
        self._saying: Timer | None = None
        """Until something else is said of the files."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return offered(super().active_bindings)

    def compose(self) -> ComposeResult:
        shown = tuple(PaneTab(pane.name, pane.title, pane.key) for pane in PANES)
        tabs = PaneTabs(shown, id="tabs")
        tabs.active, tabs.info = self._first_pane, self._info
        yield tabs
        with TransparentSwitcher(initial=f"pane-{self._first_pane}", id="panes"):
            yield self._make_pane(self._first_pane, self._first_listing)
        yield Footer(id="keys")

    def _make_pane(self, name: str, first: "Listing | None" = None) -> Widget:
        module, _, factory = PANES[name].factory.partition(":")
        make, view = getattr(import_module(module), factory), PANES[name].view
        pane: Any
        if view is None:
            pane = make()
        else:
            memory = self.memories.get(name)
            if name == self._first_pane and self._asked is not None:
                memory = self._asked
            pane = make(view, marks=self.marks, first=first, memory=memory)
            pane.corpus = self.corpus
        pane.store = self.store
        assert isinstance(pane, Widget)
        if pane.id is None:
            pane.id = f"pane-{name}"
        return pane

    def on_mount(self) -> None:
        pane = self.pane
        if isinstance(pane, RecordsPane):
            pane.focus_first()
            if self._first_goto:
                pane.go_to(*self._first_goto)
        elif hasattr(pane, "focus_first"):
            # Its editor may be there before this is called, and would lose the focus to the pane.
            self.call_after_refresh(pane.focus_first)

    @property
    def pane(self) -> Widget:
        """The pane on screen."""
        switcher = self.query_one("#panes", ContentSwitcher)
        return switcher.get_child_by_id(str(switcher.current))

    def open(self, store: "Store", info: str) -> None:
        """Answer from this store from now on."""
        self.store = store
        self.query_one(PaneTabs).info = info
        panes = self.query_one("#panes", ContentSwitcher).children
        for part in (*panes, *self.app.screen_stack[1:]):
            if hasattr(part, "open"):
                part.open(store)

    # What has become of the files.

    def show_problems(self, count: int) -> None:
        """Say how many problems the files have."""
        self.query_one(PaneTabs).problems = count

    def say(self, text: str, seconds: float = 0) -> None:
        """Say something at the end of the bottom line, for so long; for good where left out."""
        if self._saying is not None:
            self._saying.stop()
            self._saying = None
        self.query_one(Footer).said = text
        if seconds:
            self._saying = self.set_timer(seconds, partial(self.say, ""))

    def say_reading(self) -> None:
        """Say that the files are read, where that takes longer than a moment."""
        if self._saying is not None:
            self._saying.stop()
        self._saying = self.set_timer(_READING_SECONDS, partial(self.say, "reading the files …"))

    def say_reloaded(self, changed: int = 0) -> None:
        """Say that another state of the corpus is on show."""
        when = f"reloaded {datetime.now():%H:%M:%S}"
        if changed:
            when += f" · {count_noun(changed, 'record')} changed"
        self.say(when, _SAID_SECONDS)

    async def show_pane(self, name: str) -> Widget:
        """Bring a pane to the front, building it if it has not been there yet."""
        switcher = self.query_one("#panes", ContentSwitcher)
        id_ = f"pane-{name}"
        if not switcher.query(f"#{id_}"):
            pane = self._make_pane(name)
            await switcher.add_content(pane, id=id_, set_current=True)
        else:
            switcher.current = id_
        self.query_one(PaneTabs).active = self.pane_name = name
        pane = self.pane
        if hasattr(pane, "focus_first"):
            pane.focus_first()
        return pane

    async def action_pane(self, name: str) -> None:
        switchers = self.query(TransparentSwitcher)
        if not switchers or not switchers.first().is_mounted:
            # A key that came before the first paint.
            self.call_after_refresh(self.action_pane, name)
            return
        if self.pane.id == f"pane-{name}":
            return
        self._jumped = True
        pane = await self.show_pane(name)
        if isinstance(pane, RecordsPane) and (key := pane.current_key) is not None:
            self._remember(key)

    @on(PaneTabs.Chosen)
    async def _tab_chosen(self, event: PaneTabs.Chosen) -> None:
        await self.action_pane(event.name)

    @on(PaneTabs.ProblemsChosen)
    async def _problems_chosen(self) -> None:
        await self.run_action("app.problems")

    @on(OpenRecord)
    async def open_record(self, event: OpenRecord) -> None:
        """Show a record in the pane of its kind."""
        name = pane_of(event.record_type)
        if name is None:
            return
        self._jumped = not self._travelling
        self._place = None
        pane = await self.show_pane(name)
        if isinstance(pane, RecordsPane):
            pane.go_to(event.record_type, event.record_id)

    @on(OpenSource)
    async def _open_source(self, event: OpenSource) -> None:
        await self.open_record(OpenRecord("source", event.source_id))
        self._place, self._place_reached = event, False

    @on(OpenFindings)
    async def _open_findings(self, event: OpenFindings) -> None:
        from trafficking_explorer.search.ast import FieldMatch

        pane = await self.show_pane("findings")
        if isinstance(pane, RecordsPane):
            self._jumped = True
            pane.filter(str(FieldMatch("record", (f"{event.record_type}/{event.record_id}",))))

    @on(OpenRecords)
    def _open_records(self, event: OpenRecords) -> None:
        from trafficking_explorer.ui.screens.record_picker import RecordPicker

        def chosen(key: tuple[str, str] | None) -> None:
            if key is not None:
                self.post_message(OpenRecord(*key))

        if self.store is not None:
            self.app.push_screen(RecordPicker(self.store, event.keys), chosen)

    @on(FilterSuggestions)
    def _offer(self, event: FilterSuggestions) -> None:
        self.query_one(Footer).offers = event.candidates

    @on(SuggestRecords)
    def _offer_records(self, event: SuggestRecords) -> None:
        if refuses(self, Feature.CURATION):
            return
        from trafficking_explorer.paths import bundled_corpus
        from trafficking_explorer.ui.screens.record_suggestions import (
            RecordSuggestionsScreen,
            SuggestionOutcome,
        )

        store, root = self.store, (self.corpus or bundled_corpus()).resolve()
        if store is None:
            return

        def make_bench() -> "CurationService":
            from trafficking_explorer.curation.service import CurationService

            return CurationService(store, root)

        def done(outcome: SuggestionOutcome | None) -> None:
            if outcome is None:
                return
            event.written()
            path, line = outcome.written.path, outcome.written.line
            at = root.resolve()
            shown = path.relative_to(at) if path.is_relative_to(at) else path
            self.post_message(Notice(f"Written to {sanitize(str(shown))}:{line}."))
            if outcome.edit:
                self.post_message(EditFile(path, line, outcome.written.column))

        place = (event.source_id, event.start, event.end)
        # On small screens they would lie over what can be pressed there.
        self.app.clear_notifications()
        self.app.push_screen(RecordSuggestionsScreen(make_bench, event.words, *place), done)

    @on(OpenFacets)
    def _open_facets(self, event: OpenFacets) -> None:
        from trafficking_explorer.ui.screens.facets import FacetScreen

        if self.store is not None:
            self.app.push_screen(
                FacetScreen(self.store, event.view, event.filter_text, event.changed)
            )

    # All kinds, and what a filter is in SQL.

    def action_search(self) -> None:
        """Search all kinds, for what the pane is filtered by."""
        pane = self.pane
        line = pane.bar.text if isinstance(pane, RecordsPane) else ""
        self.post_message(OpenSearch(line if line.strip() else self._searched))

    @on(OpenSearch)
    def _open_search(self, event: OpenSearch) -> None:
        from trafficking_explorer.ui.screens.search import SearchScreen

        if self.store is None:
            return
        search = SearchScreen(self.store, event.filter_text)

        def chosen(hit: "Hit | None") -> None:
            self._searched = search.line
            if hit is None:
                return
            if hit.is_sentence and hit.at is not None:
                self.post_message(OpenSource(hit.at.source_id, *hit.at.span))
            else:
                self.post_message(OpenRecord(hit.record_type, hit.record_id))

        self.app.push_screen(search, chosen)

    @on(FilterPane)
    def _filter_pane(self, event: FilterPane) -> None:
        pane = self.pane
        if isinstance(pane, RecordsPane):
            pane.filter(event.filter_text)

    @on(OpenStatement)
    def _open_statement(self, event: OpenStatement) -> None:
        from trafficking_explorer.search.filter_sql import statement
        from trafficking_explorer.search.parser import parse_filter
        from trafficking_explorer.ui.screens.filter_sql import FilterSqlScreen

        def chosen(sql: str | None) -> None:
            if sql is not None:
                self.post_message(OpenSql(sql))

        sql = statement(event.view, parse_filter(event.filter_text), event.sort)
        self.app.push_screen(FilterSqlScreen(sql), chosen)

    @on(OpenSql)
    async def _open_sql(self, event: OpenSql) -> None:
        from trafficking_explorer.ui.panes.sql import SqlPane

        pane = await self.show_pane("sql")
        if isinstance(pane, SqlPane):
            await pane.take_up(event.sql)

    @on(OpenColumns)
    def _open_columns(self, event: OpenColumns) -> None:
        from trafficking_explorer.ui.screens.columns import ColumnsScreen

        self.app.push_screen(
            ColumnsScreen(event.view, event.arrangement, event.changed, cells=event.cells)
        )

    @on(OpenCopy)
    def _open_copy(self, event: OpenCopy) -> None:
        from trafficking_explorer.ui.screens.copy_menu import Choice, CopyMenu

        def chosen(text: str | None) -> None:
            if text is not None:
                self.app.copy_to_clipboard(text)
                count = count_noun(len(text), "character")
                self.app.notify(f"{count} sent to the clipboard.", markup=False, timeout=3)

        choices = tuple(Choice(*choice) for choice in event.choices)
        self.app.push_screen(CopyMenu(choices), chosen)

    @on(OpenText)
    def _open_text(self, event: OpenText) -> None:
        from trafficking_explorer.ui.screens.text_viewer import TextViewer

        self.app.push_screen(TextViewer(event.title, event.text))

    @on(OpenCell)
    def _open_cell(self, event: OpenCell) -> None:
        from trafficking_explorer.ui.screens.cell_viewer import CellViewer

        self.app.push_screen(CellViewer(event.title, event.type, event.value, event.text))

    @on(OpenExport)
    def _open_export(self, event: OpenExport) -> None:
        if refuses(self, Feature.EXPORTS):
            return
        from trafficking_explorer.ui.screens.export import ExportScreen, Target

        def chosen(target: Target | None) -> None:
            if target is not None:
                event.chosen(*target)

        self.app.push_screen(ExportScreen(event.rows), chosen)

    # What is remembered between runs.

    @on(PaneStateChanged)
    def _view_changed(self, event: PaneStateChanged) -> None:
        pane = self.query(f"#pane-{event.pane}").first(RecordsPane)
        memory = pane.memory
        if event.pane == self._first_pane and self._asked is not None:
            memory = memory.without_overrides(self._asked, self._left)
        self.memories[event.pane] = memory
        if self._keeping is None and self.has_news:
            self._keeping = self.set_timer(_KEEP_SECONDS, self._keep_views)

    @property
    def has_news(self) -> bool:
        """Whether a pane looks otherwise than what was last kept, or another one is on screen."""
        blank = PaneState()
        return self.pane_name != self._kept_pane or any(
            memory != self._kept.get(name, blank) for name, memory in self.memories.items()
        )

    def _keep_views(self) -> None:
        self._keeping = None
        if self._remember_views is not None and self.has_news:
            self._kept, self._kept_pane = dict(self.memories), self.pane_name
            remember, pane, memories = self._remember_views, self.pane_name, self._kept
            self.run_worker(lambda: remember(pane, memories), thread=True, group="memory")

    def keep_buffers(self) -> None:
        """Write what is typed in the SQL pane; from any thread."""
        for pane in self.query("#pane-sql"):
            if hasattr(pane, "keep_buffers"):
                pane.keep_buffers()

    def on_sql_pane_history_wanted(self, event: "SqlPane.HistoryWanted") -> None:
        """Handled by name: the SQL pane is imported when it is first shown."""
        from trafficking_explorer.ui.screens.query_history import QueryHistoryScreen

        self.app.push_screen(QueryHistoryScreen(event.history), event.pane.take_up_choice)

    def on_sql_pane_saved_wanted(self, event: "SqlPane.SavedWanted") -> None:
        from trafficking_explorer.ui.screens.saved_queries import SavedQueriesScreen

        self.app.push_screen(SavedQueriesScreen(event.folder), event.pane.take_up_choice)

    def on_sql_pane_save_wanted(self, event: "SqlPane.SaveWanted") -> None:
        if refuses(self, Feature.SAVING_QUERIES):
            return
        from trafficking_explorer.ui.screens.save_query import SaveQueryScreen

        def saved(found: tuple[Path, str] | None) -> None:
            if found is not None:
                event.pane.saved_as(*found)

        self.app.push_screen(SaveQueryScreen(event.folder, event.sql, event.query), saved)

    def on_sql_pane_parameters_wanted(self, event: "SqlPane.ParametersWanted") -> None:
        from trafficking_explorer.ui.screens.parameters import ParametersScreen

        def given(values: dict[str, str] | None) -> None:
            event.pane.run_with(event.prepared, values)

        self.app.push_screen(ParametersScreen(event.parameters, event.values), given)

    @on(RecordsPane.Shown)
    def _shown(self, event: RecordsPane.Shown) -> None:
        self._remember((event.record_type, event.record_id))
        self._go_to_place((event.record_type, event.record_id))

    def _go_to_place(self, key: tuple[str, str]) -> None:
        """Go to the place that was asked for; again where its source is filled again."""
        place, pane = self._place, self.pane
        if place is None or not isinstance(pane, RecordsPane):
            return
        if key != ("source", place.source_id):
            if self._place_reached:
                self._place = None
            return
        if not self._place_reached:
            pane.show_part("source")
        # A passage that the reader has gone to since is left alone.
        if not self._place_reached or pane.sources.passage is None:
            pane.sources.go_to_span((place.start, place.end))
        self._place_reached = True

    def _remember(self, key: tuple[str, str]) -> None:
        """Keep the way: a jump is a new stop, moving the cursor only moves the stop one is at."""
        if self._travelling:
            self._travelling = False
        elif self._jumped or not self._opened:
            if not self._opened or self._opened[self._at] != key:
                del self._opened[self._at + 1 :]
                self._opened.append(key)
                del self._opened[:-_HISTORY]
                self._at = len(self._opened) - 1
        else:
            self._opened[self._at] = key
        self._jumped = False

    def action_back(self) -> None:
        self._travel(-1)

    def action_forward(self) -> None:
        self._travel(1)

    def _travel(self, by: int) -> None:
        if not 0 <= self._at + by < len(self._opened):
            self.app.notify("There is nothing further " + ("back." if by < 0 else "forward."))
            return
        self._at += by
        self._travelling = True
        self.post_message(OpenRecord(*self._opened[self._at]))

    def action_help(self) -> None:
        from trafficking_explorer.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

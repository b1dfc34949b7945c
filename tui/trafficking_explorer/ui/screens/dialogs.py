"""The dialogs that panes ask for, and what follows from their answers."""

from functools import singledispatchmethod
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from trafficking_explorer.secure import Feature
from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.messages import (
    DialogRequest,
    EditFile,
    Notice,
    OpenCell,
    OpenColumns,
    OpenCopy,
    OpenExport,
    OpenFacets,
    OpenRecord,
    OpenRecords,
    OpenSearch,
    OpenSource,
    OpenSql,
    OpenStatement,
    OpenText,
    SuggestRecords,
)
from trafficking_explorer.ui.restrictions import refuses

if TYPE_CHECKING:
    from trafficking_explorer.curation.service import CurationService
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.search.highlights import Hit
    from trafficking_explorer.ui.panes.sql import SqlPane

# Imports inside functions: the explorer starts before any dialog is asked for, and most never are.


class Dialogs:
    """Opens dialogs over a screen and passes on the answers."""

    def __init__(self, screen: Screen[None], corpus: Path | None) -> None:
        """Prepare for requests.

        Args:
            screen: gets the messages that follow from an answer.
            corpus: the folder that is open; None for the bundled one.
        """
        self._screen = screen
        self._corpus = corpus
        self.store: Store | None = None
        self.searched = ""
        """The last search of all kinds."""

    @singledispatchmethod
    def open(self, request: DialogRequest) -> None:
        """Open the dialog that a message asks for."""
        raise NotImplementedError(type(request).__name__)

    @open.register
    def _records(self, request: OpenRecords) -> None:
        from trafficking_explorer.ui.screens.record_picker import RecordPicker

        def chosen(key: tuple[str, str] | None) -> None:
            if key is not None:
                self._screen.post_message(OpenRecord(*key))

        if self.store is not None:
            self._screen.app.push_screen(RecordPicker(self.store, request.keys), chosen)

    @open.register
    def _suggestions(self, request: SuggestRecords) -> None:
        if refuses(self._screen, Feature.CURATION) or self.store is None:
            return
        from trafficking_explorer.paths import bundled_corpus
        from trafficking_explorer.ui.screens.record_suggestions import (
            RecordSuggestionsScreen,
            SuggestionOutcome,
        )

        store, root = self.store, (self._corpus or bundled_corpus()).resolve()

        def make_service() -> "CurationService":
            from trafficking_explorer.curation.service import CurationService

            return CurationService(store, root)

        def done(outcome: SuggestionOutcome | None) -> None:
            if outcome is None:
                return
            request.written()
            path, line = outcome.written.path, outcome.written.line
            shown = path.relative_to(root) if path.is_relative_to(root) else path
            self._screen.post_message(Notice(f"Written to {sanitize(str(shown))}:{line}."))
            if outcome.edit:
                self._screen.post_message(EditFile(path, line, outcome.written.column))

        place = (request.source_id, request.start, request.end)
        # On small screens they would cover what can be pressed there.
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(
            RecordSuggestionsScreen(make_service, request.words, *place), done
        )

    @open.register
    def _facets(self, request: OpenFacets) -> None:
        from trafficking_explorer.ui.screens.facets import FacetScreen

        if self.store is not None:
            self._screen.app.push_screen(
                FacetScreen(self.store, request.view, request.filter_text, request.changed)
            )

    @open.register
    def _search(self, request: OpenSearch) -> None:
        from trafficking_explorer.ui.screens.search import SearchScreen

        if self.store is None:
            return
        search = SearchScreen(self.store, request.filter_text)

        def chosen(hit: "Hit | None") -> None:
            self.searched = search.line
            if hit is None:
                return
            if hit.is_sentence and hit.at is not None:
                self._screen.post_message(OpenSource(hit.at.source_id, *hit.at.span))
            else:
                self._screen.post_message(OpenRecord(hit.record_type, hit.record_id))

        self._screen.app.push_screen(search, chosen)

    @open.register
    def _statement(self, request: OpenStatement) -> None:
        from trafficking_explorer.search.filter_sql import statement
        from trafficking_explorer.search.parser import parse_filter
        from trafficking_explorer.ui.screens.filter_sql import FilterSqlScreen

        def chosen(sql: str | None) -> None:
            if sql is not None:
                self._screen.post_message(OpenSql(sql))

        sql = statement(request.view, parse_filter(request.filter_text), request.sort)
        self._screen.app.push_screen(FilterSqlScreen(sql), chosen)

    @open.register
    def _columns(self, request: OpenColumns) -> None:
        from trafficking_explorer.ui.screens.columns import ColumnsScreen

        self._screen.app.push_screen(
            ColumnsScreen(request.view, request.arrangement, request.changed, cells=request.cells)
        )

    @open.register
    def _copy(self, request: OpenCopy) -> None:
        from trafficking_explorer.ui.screens.copy_menu import Choice, CopyMenu

        def chosen(form: Choice | None) -> None:
            if form is not None:
                self._screen.app.copy_to_clipboard(form.text)
                self._screen.app.notify(f"Copied: {form.name}.", markup=False, timeout=3)

        forms = tuple(Choice(*choice) for choice in request.choices)
        self._screen.app.push_screen(CopyMenu(forms), chosen)

    @open.register
    def _text(self, request: OpenText) -> None:
        from trafficking_explorer.ui.screens.text_viewer import TextViewer

        self._screen.app.push_screen(TextViewer(request.title, request.text))

    @open.register
    def _cell(self, request: OpenCell) -> None:
        from trafficking_explorer.ui.screens.cell_viewer import CellViewer

        self._screen.app.push_screen(
            CellViewer(request.title, request.type, request.value, request.text)
        )

    @open.register
    def _export(self, request: OpenExport) -> None:
        if refuses(self._screen, Feature.EXPORTS):
            return
        from trafficking_explorer.ui.screens.export import ExportScreen, Target

        def chosen(target: Target | None) -> None:
            if target is not None:
                request.chosen(*target)

        self._screen.app.push_screen(ExportScreen(request.rows), chosen)

    # The SQL pane is imported when it is first shown, and its messages with it.

    def open_history(self, request: "SqlPane.HistoryWanted") -> None:
        """Let the reader choose a statement that was run before."""
        from trafficking_explorer.ui.screens.query_history import QueryHistoryScreen

        screen = QueryHistoryScreen(request.history)
        self._screen.app.push_screen(screen, request.pane.take_up_choice)

    def open_saved(self, request: "SqlPane.SavedWanted") -> None:
        """Let the reader choose a query with a name."""
        from trafficking_explorer.ui.screens.saved_queries import SavedQueriesScreen

        screen = SavedQueriesScreen(request.folder)
        self._screen.app.push_screen(screen, request.pane.take_up_choice)

    def open_save(self, request: "SqlPane.SaveWanted") -> None:
        """Let the reader save a query."""
        if refuses(self._screen, Feature.SAVING_QUERIES):
            return
        from trafficking_explorer.ui.screens.save_query import SaveQueryScreen

        def saved(found: tuple[Path, str] | None) -> None:
            if found is not None:
                request.pane.saved_as(*found)

        screen = SaveQueryScreen(request.folder, request.sql, request.query)
        self._screen.app.push_screen(screen, saved)

    def open_parameters(self, request: "SqlPane.ParametersWanted") -> None:
        """Let the reader give the values that a query asks for."""
        from trafficking_explorer.ui.screens.parameters import ParametersScreen

        def given(values: dict[str, str] | None) -> None:
            request.pane.run_with(request.prepared, values)

        screen = ParametersScreen(request.parameters, request.values)
        self._screen.app.push_screen(screen, given)

"""The overview: what the corpus is, where its texts disagree, and where to begin."""

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trafficking_explorer.database.overview import RESCUED, Box, Opens, Overview
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import (
    Notice,
    OpenComparison,
    OpenPane,
    OpenRecord,
    PaneStateChanged,
)
from trafficking_explorer.ui.note_actions import NoteActions, note_bindings
from trafficking_explorer.ui.panes.registry import OVERVIEW, PANES
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.view_state import PaneState
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.mixins import ResizeMixin, TransparentMixin
from trafficking_explorer.ui.widgets.overview_view import OverviewView
from trafficking_explorer.ui.widgets.overview_words import OverviewWords

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.clipboard import Choice

# Imports inside functions: a copy is rare, and the first boxes need not wait for what it takes.

_TALL_ROWS = 30
"""Lines of the pane from which the words of a line have several."""


class OverviewPane(NoteActions, ResizeMixin, TransparentMixin, Widget):
    """Boxes of lines, each of which opens what it is about, and the words behind the current one."""

    DEFAULT_CSS = """
    OverviewPane {
        height: 1fr; layout: vertical;
        &.-tall > #overview-words { height: 3; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # As in the other panes: what is typed right behind it is text for the filter.
        Binding("slash", "filter", "Filter", key_display="/", id="overview.filter", priority=True),
        Binding("c", "compare", "Compare", id="overview.compare"),
        Binding("y", "copy", "Copy", id="overview.copy"),
        *note_bindings("overview"),
        Binding("t", "draw('timeline')", "Timeline", id="overview.timeline"),
        Binding("m", "draw('map')", "Map", id="overview.map"),
        Binding("v", "draw('chart')", "Chart", show=False, id="overview.chart"),
    ]

    def __init__(self, *, marks: Symbols, first: Overview, memory: PaneState | None) -> None:
        """Show what is known before the store is open.

        Args:
            first: the boxes in the manifest; empty if there is none.
            memory: the line at which the reader was.
        """
        super().__init__(id=f"pane-{OVERVIEW}")
        self.store: Store | None = None
        self.view = OverviewView(first, marks=marks, key_of=_key_of, id="overview")
        self.words = OverviewWords(id="overview-words")
        self._answers = LatestAnswer(self, "overview")
        self._copies = LatestAnswer(self, "overview-copies")
        self._is_current = bool(first)
        """True if the boxes are those of the store, or of the one that is about to be opened."""
        self._left = memory.record if memory else None
        if self._left and self._left[0] == RESCUED:
            self.view.set_reactive(OverviewView.bars, RESCUED)

    def compose(self) -> ComposeResult:
        yield self.view
        yield self.words

    def on_mount(self) -> None:
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._return()
        self.view.announce()
        if self.store is not None and not self._is_current:
            self._ask(self.store)

    def on_unmount(self) -> None:
        self._answers.close()
        self._copies.close()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height >= _TALL_ROWS, "-tall")

    def focus_first(self) -> None:
        """Put the cursor into the boxes, at once: the first key may be there already."""
        self.screen.set_focus(self.view)

    # The store.

    def open(self, store: "Store") -> None:
        """Answer from this store from now on."""
        is_first, self.store = self.store is None, store
        if is_first:
            # Whatever the reader opens next is quicker then.
            load = partial(import_module, "trafficking_explorer.ui.panes.records")
            self.run_worker(load, thread=True, description="", group="load")
        if is_first and self._is_current:
            return  # What the manifest says of it is on screen.
        self._is_current = False
        if self.display:
            self._ask(store)

    def on_show(self) -> None:
        """Ask a store that was opened while another pane was on screen."""
        if self.store is not None and not self._is_current:
            self._ask(self.store)

    def _ask(self, store: "Store") -> None:
        self._is_current = True

        def question() -> Iterator[Box]:
            # Imported here: boxes of the last run are shown before DuckDB is loaded.
            from trafficking_explorer.database.overview_queries import ask_overview

            yield from ask_overview(store)

        self._answers.begin()
        self._answers.add_each(question, self._take)

    def _take(self, box: Box) -> None:
        self.view.take(box)
        self._return()
        self._show_words()

    # The line under the cursor.

    @property
    def memory(self) -> PaneState:
        """The line at which the reader is, kept for the next run."""
        stop = self.view.stop
        if stop is None:
            return PaneState(record=self._left)
        lines = self.view.boxes[stop.box].lines
        return PaneState(record=(stop.box, str(lines.index(stop.line))))

    def _return(self) -> None:
        """Go to the line of the last run, once its box is there."""
        if self._left is None:
            return
        name, number = self._left
        if name in self.view.boxes and number.isdecimal():
            self._left = None
            self.view.go_to(name, int(number))

    @on(LineList.Highlighted, "#overview")
    def _highlighted(self, event: LineList.Highlighted) -> None:
        event.stop()
        self._show_words()
        self.post_message(PaneStateChanged(OVERVIEW))

    def _show_words(self) -> None:
        stop = self.view.stop
        self.words.show(stop.line if stop is not None else None)

    # Opening.

    @on(LineList.Chosen, "#overview")
    async def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        stop = self.view.stop
        if stop is not None:
            await self._open(stop.line.opens)

    async def _open(self, opens: Opens) -> None:
        if opens.record is not None:
            self.post_message(OpenRecord(*opens.record))
        elif opens.pane == "search":
            await self.run_action("screen.search")
        else:
            sort = ((opens.sort, True),) if opens.sort else ()
            self.post_message(OpenPane(opens.pane, _filter_text(opens), sort))

    def action_compare(self) -> None:
        """Show what the texts say of the record, or of the finding, of the line."""
        key = self.noted_key()
        if key is None:
            self.post_message(Notice("This line is not about one record."))
        else:
            self.post_message(OpenComparison((key,)))

    def action_copy(self) -> None:
        """Offer the line, and what it is about, for copying."""
        from trafficking_explorer.ui.overview_copies import choices_of_line

        stop, store = self.view.stop, self.store
        if stop is None or store is None:
            self.post_message(Notice("There is nothing to copy yet."))
        else:
            self._copies.ask(partial(choices_of_line, store, stop.line), self._offer_copies)

    def _offer_copies(self, choices: "tuple[Choice, ...]") -> None:
        from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu

        self.app.push_screen(CopyMenu(choices))

    def action_draw(self, kind: str) -> None:
        """Draw the operations, which the boxes show some of."""
        self.post_message(OpenPane("operations", drawing=kind))

    def noted_key(self) -> tuple[str, str] | None:
        """The record, or the finding, of the line; None if it is not about one."""
        stop = self.view.stop
        return stop.line.opens.record if stop is not None else None

    async def action_filter(self) -> None:
        """Type a filter of the operations; the keys behind this one wait for it."""
        await self.run_action("screen.filter_records")


def _filter_text(opens: Opens) -> str:
    if not opens.filters:
        return ""
    # Imported here: the filter language is loaded by the first filter.
    from trafficking_explorer.search.ast import FieldMatch

    return " ".join(
        f"{field}:{value}" if field == "date" else str(FieldMatch(field, (value,)))
        for field, value in opens.filters
    )


def _key_of(pane: str) -> str:
    return PANES[pane].key if pane in PANES else ""

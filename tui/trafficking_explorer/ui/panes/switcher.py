"""The panes of the explorer, one of them on screen."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widget import Widget

from trafficking_explorer.ui.messages import PaneStateChanged
from trafficking_explorer.ui.panes.records_pane import records_pane
from trafficking_explorer.ui.panes.registry import OVERVIEW, PANES
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.view_state import ViewMemory
from trafficking_explorer.ui.widgets.mixins import TransparentSwitcher

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.overview import Overview
    from trafficking_explorer.database.read_models import Listing

_WRITE_SECONDS = 2.0
"""Delay after a change until it is written; closing the explorer writes too."""


class PaneSwitcher(TransparentSwitcher):
    """All panes, each built when it is first shown."""

    def __init__(
        self,
        memory: ViewMemory,
        *,
        marks: Symbols,
        corpus: Path | None,
        first: "Listing | None" = None,
        overview: "Overview | None" = None,
    ) -> None:
        """Prepare the first pane.

        Args:
            corpus: the folder that is open; None for the bundled one.
            first: rows of the first pane that are known before the store is open.
            overview: the boxes of the overview that are known then.
        """
        super().__init__(initial=_id(memory.first.pane), id="panes")
        self.store: Store | None = None
        self._memory = memory
        self._marks = marks
        self._corpus = corpus
        self._first_listing = first
        self._overview = overview
        self._writing: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self._make(self._memory.first.pane, self._first_listing)

    def _make(self, name: str, first: "Listing | None" = None) -> Widget:
        module, _, factory = PANES[name].factory.partition(":")
        make, view = getattr(import_module(module), factory), PANES[name].view
        pane: Any
        if name == OVERVIEW:
            # Those of the last run are of the store that is about to be opened.
            known = self._overview if self.store is None else None
            pane = make(marks=self._marks, first=known or {}, memory=self._memory.state_of(name))
        elif view is None:
            pane = make()
        else:
            pane = make(view, marks=self._marks, first=first, memory=self._memory.state_of(name))
            pane.corpus = self._corpus
        pane.store = self.store
        assert isinstance(pane, Widget)
        if (records := records_pane(pane)) is not None:
            records.bar.history = self._memory.filters
        if pane.id is None:
            pane.id = _id(name)
        return pane

    def begin(self) -> None:
        """Give the first pane the focus, and show the record that was asked for."""
        pane, goto = self.pane, self._memory.first.goto
        records = records_pane(pane)
        if records is not None:
            records.focus_first()
            if goto:
                records.go_to(*goto)
        elif pane.id == _id(OVERVIEW):
            pane.focus_first()  # type: ignore[attr-defined]
        else:
            # Keys that are typed at the start are commands, not text for an editor that comes later.
            self.screen.set_focus(pane)

    @property
    def pane(self) -> Widget:
        """The pane on screen."""
        return self.get_child_by_id(str(self.current))

    def open(self, store: "Store") -> None:
        """Answer from this store from now on."""
        self.store = store
        for pane in self.children:
            if hasattr(pane, "open"):
                pane.open(store)

    async def show(self, name: str, *, focus: bool = True) -> Widget:
        """Bring a pane to the front; build it if it has not been there yet.

        Args:
            focus: put the cursor into it.
        """
        if not self.query_children(f"#{_id(name)}"):
            await self.add_content(self._make(name), id=_id(name), set_current=True)
        else:
            self.current = _id(name)
        self._memory.pane = name
        pane = self.pane
        if focus and hasattr(pane, "focus_first"):
            pane.focus_first()
        return pane

    def on_descendant_blur(self) -> None:
        # What had the focus may have left the screen.
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        """Put the cursor into the pane on screen if it is in nothing that is on screen."""
        if not (self.is_attached and self.app.screen is self.screen and self.app.app_focus):
            return
        focused, pane = self.screen.focused, self.pane
        # One that has just been shown may have no place yet, and keeps what is typed.
        is_there = focused is not None and (focused.is_on_screen or _is_shown(focused))
        if not is_there and hasattr(pane, "focus_first"):
            pane.focus_first()

    def keep_buffers(self) -> None:
        """Write the buffers of the SQL pane; from any thread."""
        for pane in self.children:
            if hasattr(pane, "keep_buffers"):
                pane.keep_buffers()

    @on(PaneStateChanged)
    def _state_changed(self, event: PaneStateChanged) -> None:
        event.stop()
        pane: Any = self.get_child_by_id(_id(event.pane))
        self._memory.update(event.pane, pane.memory)
        if self._writing is None and self._memory.has_news:
            self._writing = self.set_timer(_WRITE_SECONDS, self._write)

    def _write(self) -> None:
        self._writing = None
        self.run_worker(self._memory.write, thread=True, group="memory")


def _is_shown(widget: Widget) -> bool:
    """True if a widget and all around it are displayed, in their places or about to be."""
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))


def _id(pane: str) -> str:
    return f"pane-{pane}"

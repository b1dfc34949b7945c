"""The states of the panes: read at the start, and written when they have changed."""

from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.database.views import VIEWS, pane_of
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.panes.registry import PANES
from trafficking_explorer.ui.view_state import CorpusState, PaneState, ViewStateStore

_FIRST_PANE = "operations"


@dataclass(frozen=True, slots=True)
class FirstView:
    """The pane that the explorer opens on.

    Attributes:
        goto: type and id of the record to show.
        asked: the state that options of the command ask for, whatever is remembered.
    """

    pane: str
    goto: tuple[str, str] | None = None
    asked: PaneState | None = None


def first_view(start: LaunchOptions, known: CorpusState) -> FirstView:
    """The pane that options of the command name, else the one on screen last time."""
    goto = start.goto_key
    pane = start.pane or (pane_of(goto[0]) if goto else None)
    if start.is_view:
        pane = pane or _FIRST_PANE
        return FirstView(pane, goto, _asked_state(start, pane, known.panes.get(pane, PaneState())))
    return FirstView(known.pane if known.pane and known.pane in PANES else _FIRST_PANE)


def _asked_state(start: LaunchOptions, pane: str, left: PaneState) -> PaneState:
    """Exactly what is asked for: of that pane nothing is remembered but its columns."""
    if pane not in VIEWS or not (start.sort or start.columns):
        return PaneState(start.filter_text, (), left.arrangement)
    # Imported for these options alone: no other start needs it.
    from trafficking_explorer.ui.launch_command import parse_columns, parse_sort

    view = VIEWS[pane]
    columns = parse_columns(start.columns, view) if start.columns else None
    sort = parse_sort(start.sort, view) if start.sort else ()
    return PaneState(start.filter_text, sort, columns.to_json() if columns else left.arrangement)


class ViewMemory:
    """The state of each pane of a corpus."""

    def __init__(self, store: ViewStateStore | None, root: Path, start: LaunchOptions) -> None:
        """Read the states.

        Args:
            store: where they are kept; None to keep nothing.
            root: the corpus folder.
            start: the options of the command.
        """
        self._store = store
        self._root = root
        known = store.read(root) if store else CorpusState()
        self.first = first_view(start, known)
        self.pane = self.first.pane
        """The pane on screen."""
        self._states = dict(known.panes)
        self._left = self._states.get(self.pane, PaneState())
        """The first pane as the reader had left it."""
        self._written, self._written_pane = dict(self._states), known.pane

    @property
    def is_fresh(self) -> bool:
        """True if the explorer opens on the first pane as it is without any memory."""
        left = self._left
        is_changed = bool(left.filter_text or left.sort or left.record)
        return self.first == FirstView(_FIRST_PANE) and not is_changed

    def state_of(self, pane: str) -> PaneState | None:
        """The state in which a pane opens; None if none is known."""
        if pane == self.first.pane and self.first.asked is not None:
            return self.first.asked
        return self._states.get(pane)

    def update(self, pane: str, state: PaneState) -> None:
        """Take the present state of a pane."""
        if pane == self.first.pane and self.first.asked is not None:
            state = state.without_overrides(self.first.asked, self._left)
        self._states[pane] = state

    @property
    def has_news(self) -> bool:
        """True if something differs from what was last written."""
        blank = PaneState()
        return self.pane != self._written_pane or any(
            state != self._written.get(name, blank) for name, state in self._states.items()
        )

    def write(self) -> None:
        """Write what has changed; from any thread."""
        if self._store is None or not self.has_news:
            return
        self._written, self._written_pane = dict(self._states), self.pane
        self._store.write(self._root, self._written_pane, self._written)

"""The look of each pane, kept between runs."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeGuard

from trafficking_explorer.database.views import VIEWS, pane_of
from trafficking_explorer.ui.filter_history import FilterHistory
from trafficking_explorer.ui.launch_options import LaunchOptions, parse_columns, parse_sort
from trafficking_explorer.ui.panes.registry import OVERVIEW, PANES
from trafficking_explorer.ui.state import State, StateError

_FIRST_PANE = "operations"
_MOST_CORPORA = 50
"""Number of corpora that are kept: those that were opened last."""
_MOST_TEXT = 4_000
"""Limit of a filter, and of an id, in code points."""
_MOST_CELLS = 1_000
"""Limit of the width of a table."""


@dataclass(frozen=True, slots=True)
class PaneState:
    """One pane as the reader left it."""

    filter_text: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    """(key of a column, True if descending); the view may no longer have the column."""
    arrangement: object = None
    """The value of `ColumnLayout.to_json`, unread."""
    record: tuple[str, str] | None = None
    """Type and id of the record under the cursor; it may be gone."""
    panels: Mapping[str, float] = field(default_factory=dict)
    """The sizes of panels that the reader has chosen, as `PanelLayout.shares`."""
    is_unfolded: bool = False
    """True if routine notes are listed among the findings."""
    drawing: str = ""
    """The kind of the drawing in the table's place; empty for the table."""
    cells: int = field(default=0, compare=False)
    """The width in which the rows seen last cut nothing; 0 if none has been seen. Nothing to keep by itself."""

    def without_overrides(self, asked: "PaneState", left: "PaneState") -> "PaneState":
        """The state to keep of a pane that was opened with options of the call.

        Args:
            asked: the state by those options; values that are still the same were not chosen by the
                reader, and are not kept.
            left: the state in which the reader left the pane before.
        """
        # A filter that hid the record of the call was cleared: that was not the reader's choice.
        is_asked = self.filter_text in (asked.filter_text, "")
        return replace(
            self,
            filter_text=left.filter_text if is_asked else self.filter_text,
            sort=left.sort if self.sort == asked.sort else self.sort,
            arrangement=(
                left.arrangement if self.arrangement == asked.arrangement else self.arrangement
            ),
            drawing=left.drawing if self.drawing == asked.drawing else self.drawing,
        )


@dataclass(frozen=True, slots=True)
class CorpusState:
    """The panes of a corpus as the reader left them."""

    pane: str | None = None
    """The one on screen last."""
    panes: Mapping[str, PaneState] = field(default_factory=dict)


class ViewStateStore:
    """Reads and writes; views that cannot be stored are forgotten without a message.

    In secure mode nothing is kept, and nothing of other visitors is shown.
    """

    def __init__(self, state: State | None = None) -> None:
        self._state = state or State()

    @property
    def state(self) -> State:
        """The file of the views."""
        return self._state

    def read(self, root: Path) -> CorpusState:
        """The panes of the corpus in a folder, as they were left."""
        self._state.take_over("views.json", _add_old)
        try:
            corpus = self._state.read(partial(_find, _name(root)))
        except StateError:
            return CorpusState()
        pane, panes = corpus.get("pane"), _mapping(corpus.get("panes"))
        return CorpusState(
            pane if isinstance(pane, str) else None,
            {name: _from_json(_mapping(value)) for name, value in panes.items()},
        )

    def write(self, root: Path, pane: str, panes: Mapping[str, PaneState]) -> None:
        """Keep the pane on screen, and the look of some panes; the other panes stay as they were."""
        with suppress(StateError):
            self._state.write(partial(_store, _name(root), pane, panes))


def _find(corpus: str, db: sqlite3.Connection) -> dict[str, Any]:
    found = db.execute("select document from views where corpus = ?", (corpus,)).fetchone()
    return _mapping(json.loads(found[0])) if found else {}


def _store(corpus: str, pane: str, panes: Mapping[str, PaneState], db: sqlite3.Connection) -> None:
    known = _mapping(_find(corpus, db).get("panes"))
    known |= {name: _to_json(memory) for name, memory in panes.items()}
    # Replaced, the row becomes the last one: the corpus that was opened last.
    db.execute(
        "insert or replace into views values (?, ?)",
        (corpus, json.dumps({"pane": pane, "panes": known})),
    )
    db.execute(
        "delete from views where rowid not in (select rowid from views order by rowid desc limit ?)",
        (_MOST_CORPORA,),
    )


def _add_old(db: sqlite3.Connection, content: bytes) -> None:
    """Add the views in the file of an earlier version; what is stored already is newer.

    Raises:
        ValueError, RecursionError: the file makes no sense.
    """
    document = _mapping(json.loads(content))
    if document.get("format") != "trafficking-explorer views 1":
        raise ValueError("views.json")
    for corpus, value in _mapping(document.get("corpora")).items():
        db.execute("insert or ignore into views values (?, ?)", (corpus, json.dumps(value)))


def _name(root: Path) -> str:
    """A name for a corpus that does not reveal its path."""
    path = os.fsencode(root.resolve())
    return hashlib.blake2b(path, digest_size=16).hexdigest()


def _to_json(memory: PaneState) -> dict[str, Any]:
    # A part of a filter would match other rows than the whole.
    record = memory.record
    return {
        "filter": memory.filter_text if len(memory.filter_text) <= _MOST_TEXT else "",
        "sort": memory.sort,
        "columns": memory.arrangement,
        "record": record if record and len(record[1]) <= _MOST_TEXT else None,
        **({"unfolded": True} if memory.is_unfolded else {}),
        **({"drawing": memory.drawing} if memory.drawing else {}),
        **({"cells": memory.cells} if memory.cells else {}),
        "panels": dict(memory.panels),
    }


def _from_json(value: dict[str, Any]) -> PaneState:
    """Read a state; a wrong value in it costs only itself."""
    text, record, drawing = value.get("filter"), value.get("record"), value.get("drawing")
    keys, cells = value.get("sort"), value.get("cells")
    return PaneState(
        text if isinstance(text, str) else "",
        tuple(
            (key[0], key[1])
            for key in (keys if isinstance(keys, list) else ())
            if _is_list_of(key, str, bool)
        ),
        value.get("columns"),
        (record[0], record[1]) if _is_list_of(record, str, str) else None,
        {
            name: share
            for name, share in _mapping(value.get("panels")).items()
            if isinstance(share, float) and 0 <= share <= 1
        },
        value.get("unfolded") is True,
        drawing if isinstance(drawing, str) else "",
        cells if isinstance(cells, int) and 0 <= cells <= _MOST_CELLS else 0,
    )


def _first_state(pane: str) -> PaneState:
    """The state of a pane that nobody has opened."""
    return PaneState(sort=VIEWS[pane].first_sort if pane in VIEWS else ())


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_list_of(value: object, *types: type) -> TypeGuard[list[Any]]:
    return (
        isinstance(value, list)
        and len(value) == len(types)
        and all(isinstance(item, type_) for item, type_ in zip(value, types, strict=True))
    )


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


def first_view(start: LaunchOptions, known: CorpusState, *, has_overview: bool = True) -> FirstView:
    """The pane that options of the command name, else the one on screen last time.

    Args:
        has_overview: begin with the overview where nothing is asked for or remembered.
    """
    goto = start.goto_key
    pane = start.pane or (pane_of(goto[0]) if goto else None)
    if start.is_view:
        pane = pane or _FIRST_PANE
        return FirstView(
            pane, goto, _asked_state(start, pane, known.panes.get(pane, _first_state(pane)))
        )
    usual = OVERVIEW if has_overview else _FIRST_PANE
    is_off = known.pane == OVERVIEW and not has_overview
    return FirstView(known.pane if known.pane in PANES and known.pane and not is_off else usual)


def _asked_state(start: LaunchOptions, pane: str, left: PaneState) -> PaneState:
    """Exactly what is asked for: of that pane nothing is remembered but its columns."""
    if pane not in VIEWS or not (start.sort or start.columns):
        return PaneState(start.filter_text, _first_state(pane).sort, left.arrangement)
    view = VIEWS[pane]
    columns = parse_columns(start.columns, view) if start.columns else None
    sort = parse_sort(start.sort, view) if start.sort else _first_state(pane).sort
    return PaneState(start.filter_text, sort, columns.to_json() if columns else left.arrangement)


class ViewMemory:
    """The state of each pane of a corpus."""

    def __init__(
        self,
        store: ViewStateStore | None,
        root: Path,
        start: LaunchOptions,
        *,
        has_overview: bool = True,
    ) -> None:
        """Read the states.

        Args:
            store: where they are kept; None to keep nothing.
            root: the corpus folder.
            start: the options of the command.
            has_overview: as for `first_view`.
        """
        self._store = store
        self._root = root
        known = store.read(root) if store else CorpusState()
        self.first = first_view(start, known, has_overview=has_overview)
        self.pane = self.first.pane
        """The pane on screen."""
        self._states = dict(known.panes)
        self._left = self._states.get(self.pane, _first_state(self.pane))
        """The first pane as the reader had left it."""
        self._written, self._written_pane = dict(self._states), known.pane
        self.filters = FilterHistory(store.state if store else None)
        """The filters that were used, of all panes and corpora."""

    @property
    def is_fresh(self) -> bool:
        """True if the explorer opens on the operations as they are without any memory."""
        left = self._left
        is_changed = bool(left.filter_text or left.sort or left.record or left.drawing)
        return self.first == FirstView(_FIRST_PANE) and not is_changed

    def state_of(self, pane: str) -> PaneState:
        """The state in which a pane opens."""
        if pane == self.first.pane and self.first.asked is not None:
            return self.first.asked
        return self._states.get(pane, _first_state(pane))

    def update(self, pane: str, state: PaneState) -> None:
        """Take the present state of a pane."""
        if pane == self.first.pane and self.first.asked is not None:
            state = state.without_overrides(self.first.asked, self._left)
        self._states[pane] = state

    @property
    def has_news(self) -> bool:
        """True if something differs from what was last written."""
        return self.pane != self._written_pane or any(
            state != self._written.get(name, _first_state(name))
            for name, state in self._states.items()
        )

    def write(self) -> None:
        """Write what has changed; from any thread."""
        if self._store is None or not self.has_news:
            return
        self._written, self._written_pane = dict(self._states), self.pane
        self._store.write(self._root, self._written_pane, self._written)

"""Small choices that the reader makes in the explorer, kept for the next start: the theme, a hint that was seen."""

import json
import sqlite3
from contextlib import suppress
from functools import partial

from trafficking_explorer.ui.state import State, StateError

_TABLE = "create table if not exists choices (name text primary key, value text not null)"
_THEME = "theme"
_HINT = "first hint"


class ReaderChoices:
    """Reads and writes; what cannot be stored is forgotten without a message. In secure mode nothing is kept."""

    def __init__(self, state: State | None = None) -> None:
        self._state = state or State()
        self._known: dict[str, str] | None = None

    def theme(self, configured: str | None) -> str | None:
        """The theme that was chosen in the palette, unless the settings have been changed since.

        Args:
            configured: the theme in config.toml.
        """
        try:
            name, instead_of = json.loads(self._all().get(_THEME, "null") or "null") or (None, None)
        except (ValueError, TypeError):
            return None
        return name if isinstance(name, str) and instead_of == configured else None

    def keep_theme(self, name: str, configured: str | None) -> None:
        """Keep a theme; from any thread."""
        self._write(_THEME, json.dumps([name, configured]))

    @property
    def has_seen_hint(self) -> bool:
        """True if the hint of the first start has been shown before."""
        return _HINT in self._all()

    def keep_hint_seen(self) -> None:
        """Never show the hint again; from any thread."""
        self._write(_HINT, "seen")

    def _all(self) -> dict[str, str]:
        if self._known is None:
            try:
                self._known = self._state.read(_read)
            except StateError:
                self._known = {}
        return self._known

    def _write(self, name: str, value: str) -> None:
        self._all()[name] = value
        with suppress(StateError):
            self._state.write(partial(_store, name, value))


def _read(db: sqlite3.Connection) -> dict[str, str]:
    try:
        return dict(db.execute("select name, value from choices").fetchall())
    except sqlite3.OperationalError:
        # The file is older than the table.
        return {}


def _store(name: str, value: str, db: sqlite3.Connection) -> None:
    # Made here, not with a new version of the file: earlier programs read the rest of it all the same.
    db.execute(_TABLE)
    db.execute("insert or replace into choices values (?, ?)", (name, value))

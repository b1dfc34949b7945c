"""Every action in the palette: those that work now, those of other parts, themes, settings and keys."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from textual.command import Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode

from trafficking_explorer.config import Config, SettingProblem
from trafficking_explorer.secure import is_secure
from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.text.folding import fold
from trafficking_explorer.ui.keys.key_names import shown_keys
from trafficking_explorer.ui.keys.sections import KeyPlaces, Places, owner_of
from trafficking_explorer.ui.panes.records import RecordsPane
from trafficking_explorer.ui.restrictions import is_offered
from trafficking_explorer.ui.screens.main import MainScreen
from trafficking_explorer.ui.themes import theme_names
from trafficking_explorer.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from textual.binding import Binding

    from trafficking_explorer.ui.keys.place import Place

Run = Callable[[], object]

_TITLE_CELLS = 38
"""Cells of a title, after which its keys begin."""
_ACTIVE, _THEMES, _ELSEWHERE, _KEYS = 0.8, 0.7, 0.6, 0.5
"""Scores of actions that have the words: those that work come first."""
_NAMES = {
    "app.search": "Search all kinds, and the sentences of the sources",
    "app.problems": "Problems in the files",
    "app.help": "Help: this panel",
    "app.quit": "Quit",
    "app.undo": "Undo the last write",
    "go.back": "Go: back",
    "go.forward": "Go: forward",
    "pane.zoom": "Zoom this panel",
    "sql.zoom": "Zoom this panel",
}
"""Names of actions that need no part of the screen before them."""
_LEFT_OUT = ("app.palette",)
_GROUPS = {
    "Panes of records": "Records",
    "Everywhere": "Explorer",
    "Lists": "List",
    "Choices": "List",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette.

    Attributes:
        title: group and action: “Table: sort by Arrests”.
        keys: as they are bound now; empty if there are none.
        run: does it.
        score: its place among lines that have the typed words.
        note: shown in place of keys.
    """

    title: str
    keys: str
    run: Run
    score: float = _ACTIVE
    note: str = ""


class Guide(Protocol):
    """The app, as far as the palette asks it for something."""

    config: Config
    keys: dict[str, str]
    is_plain: bool
    setting_problems: list[SettingProblem]

    def choose_theme(self, name: str) -> None:
        """Change the colours, and keep them."""

    def open_palette(self, typed: str = "") -> None:
        """Open the palette, with words in its line."""

    def change_key(self, binding_id: str, name: str) -> None:
        """Ask for another key of an action."""

    async def explain_key(self, key: str, way: str) -> None:
        """Go to the part of the screen where a key works, and say so."""


class ThemeChoice:
    """The command of a theme, which the palette shows before it is chosen."""

    def __init__(self, app: Guide, name: str) -> None:
        self.name = name
        self._app = app

    def __call__(self) -> None:
        """Change to the theme, and keep it."""
        self._app.choose_theme(self.name)


class Actions(Provider):
    """The actions that work now, themes and settings; what is typed also finds those of other parts."""

    _entries: tuple[Entry, ...] = ()
    _elsewhere: tuple[Entry, ...] | None = None

    async def startup(self) -> None:
        """Collect what works now."""
        self._entries = tuple(self._now())

    @property
    def _app(self) -> Guide:
        return cast(Guide, self.app)

    async def discover(self) -> Hits:
        """Yield all that works now, in groups."""
        for place, entry in enumerate(self._entries):
            yield self._hit(entry, (), 0.4 - place / 10_000)

    async def search(self, query: str) -> Hits:
        """Yield what has all the words."""
        words = tuple(fold(query).split())
        if self._elsewhere is None:
            # In a thread: it imports every part of the explorer.
            places = await asyncio.to_thread(KeyPlaces, self._app.keys)
            self._elsewhere = tuple(self._others(places))
        for place, entry in enumerate((*self._entries, *self._elsewhere)):
            if has_words(entry.title, words, entry.note):
                yield self._hit(entry, words, entry.score - place / 10_000)

    def _hit(self, entry: Entry, words: Iterable[str], score: float) -> Hit:
        title = Content(entry.title)
        folded = fold(entry.title)
        for word in words:
            at = folded.find(word)
            if at >= 0 and len(folded) == len(entry.title):
                title = title.stylize(self.match_style or "bold", at, at + len(word))
        gap = " " * max(2, _TITLE_CELLS - cell_width(entry.title))
        beside = (entry.note, "dim") if entry.note else (entry.keys, "bold")
        return Hit(score, Content.assemble(title, gap, beside), entry.run, text=entry.title)

    # What there is.

    def _now(self) -> Iterator[Entry]:
        seen: set[str] = set()
        for entry in (
            *self._bindings(),
            *self._columns(),
            *self._general(),
            *self._settings(),
            *self._themes(),
        ):
            if entry.title not in seen:
                seen.add(entry.title)
                yield entry

    def _bindings(self) -> Iterator[Entry]:
        """The bindings that work where the palette was asked for."""
        places = Places()
        found: dict[tuple[str, str], tuple[Place, DOMNode, Binding, list[str]]] = {}
        for key, active in self.screen.active_bindings.items():
            id_ = active.binding.id
            if id_ and id_ not in _LEFT_OUT and active.enabled:
                owner = owner_of(active.node, id_)
                place = places.of(id_, owner.__name__, owner.__doc__ or "")
                keys: list[str] = []
                known = (place, active.node, active.binding, keys)
                found.setdefault((place.name, id_), known)[3].append(key)
        for place, node, binding, keys in sorted(
            found.values(), key=lambda each: each[0].is_general
        ):
            yield Entry(_title(place, binding), self._shown(keys), self._run(binding.action, node))

    def _columns(self) -> Iterator[Entry]:
        pane = self._pane
        if isinstance(pane, RecordsPane):
            for index, column in enumerate(pane.view.columns):
                sort = RecordTable.SortRequested(index, further=False)
                yield Entry(
                    f"Table: sort by {sanitize(column.title)}",
                    "",
                    partial(pane.table.post_message, sort),
                )

    def _general(self) -> Iterator[Entry]:
        yield Entry("Help: all keys", "", self._run("all_keys"))
        yield Entry("Reload files", "", self._run("refresh"))
        if not is_secure():
            yield Entry("Save a picture of the screen (SVG)", "", self._run("screenshot"))

    def _settings(self) -> Iterator[Entry]:
        app = self._app
        if app.config.path is None:
            return
        if not is_secure():
            yield Entry("Settings: open config.toml", "", self._run("open_settings"))
            yield Entry("Keys: change …", "", partial(app.open_palette, "keys: change "))
        count = len(app.setting_problems)
        note = f"{count} now" if count else ""
        yield Entry("Settings: problems", "", self._run("setting_problems"), note=note)

    def _themes(self) -> Iterator[Entry]:
        for name in theme_names():
            note = "now" if name == self.app.theme else ""
            yield Entry(f"Theme: {name}", "", ThemeChoice(self._app, name), _THEMES, note)

    def _others(self, known: KeyPlaces) -> Iterator[Entry]:
        """Actions of other parts, which lead there, and an entry for each key that can be changed."""
        now = {entry.title for entry in self._entries}
        for each in known.all:
            title = _title(each.place, each.binding)
            id_ = each.binding.id
            if id_ in _LEFT_OUT or not each.binding.description or not is_offered(id_):
                continue
            keys = self._shown(each.keys)
            if title not in now and each.place.where:
                key = each.keys[0] if each.keys else ""
                explain = partial(self._app.explain_key, key, each.place.way)
                yield Entry(title, keys, explain, _ELSEWHERE, f"{keys}  {each.place.where}")
            if self._app.config.path is not None and not is_secure():
                change = partial(self._app.change_key, each.binding.id or "", title)
                yield Entry(f"Keys: change {title}", keys, change, _KEYS)

    @property
    def _pane(self) -> DOMNode | None:
        return self.screen.pane if isinstance(self.screen, MainScreen) else None

    def _shown(self, keys: Iterable[str]) -> str:
        return shown_keys(keys, plain=self._app.is_plain)

    def _run(self, action: str, node: DOMNode | None = None) -> Callable[[], Awaitable[object]]:
        return partial(self.app.run_action, action, node or self.app)


def _title(place: "Place", binding: "Binding") -> str:
    """The name of an action."""
    id_ = binding.id or ""
    if id_ in _NAMES:
        return _NAMES[id_]
    if binding.action.startswith("pane("):
        return f"Pane: {binding.description}"
    # The help's own words, unless they are a sentence, or about several keys.
    what = next((what for ids, what in place.lines if ids == id_ and not set(":;") & set(what)), "")
    words = what or binding.description
    words = words if words[1:2].isupper() else words[:1].lower() + words[1:]
    return f"{_GROUPS.get(place.name, place.name)}: {words}"


def has_words(title: str, words: Iterable[str], note: str = "") -> bool:
    """True if a line has all words, folded: one of its words begins with each, or has it if it is long."""
    folded = fold(title)
    text = f" {folded} {fold(note)}"
    return all(f" {word}" in text or (len(word) > 3 and word in folded) for word in words)

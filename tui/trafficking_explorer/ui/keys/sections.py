"""The help: sections of keys with what they do, for what is on screen and for everything."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from trafficking_explorer.ui.keys.bindings import BoundKey, all_bindings
from trafficking_explorer.ui.keys.key_names import (
    alternating,
    bound_keys,
    shown_keys,
    split_keys,
)
from trafficking_explorer.ui.keys.place import Place
from trafficking_explorer.ui.keys.places import places
from trafficking_explorer.ui.panes.registry import PANES
from trafficking_explorer.ui.restrictions import is_offered

KeyNames = Callable[[Iterable[str]], str]
"""Shows the keys of a line."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the screen, with its keys.

    Attributes:
        title: its name.
        about: what it is.
        lines: keys as they are shown, and what they do.
        examples: words to type there.
    """

    title: str
    about: str
    lines: tuple[tuple[str, str], ...]
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to show."""
        return not (self.about or self.lines or self.examples)


@dataclass
class _Found:
    """The bindings of one part."""

    place: Place
    keys: dict[str, list[str]] = field(default_factory=dict)
    """Keys by the id of their binding."""
    words: dict[str, str] = field(default_factory=dict)
    """The bindings' own words."""

    def add(self, binding: Binding, keys: Iterable[str]) -> None:
        """Add a binding, or further keys of one."""
        if binding.id and is_offered(binding.id):
            known = self.keys.setdefault(binding.id, [])
            known += [key for key in keys if key not in known]
            self.words[binding.id] = binding.description

    def section(self, name: KeyNames) -> Section:
        """The lines that have keys; what no line describes comes last, in its own words."""
        lines, left = [], dict(self.keys)
        for ids, what in self.place.lines:
            keys = [left.pop(each) for each in ids.split() if each in left]
            if keys:
                lines.append((name(alternating(keys)), what))
        lines += [
            (name(keys), words[:1].lower() + words[1:])
            for id_, keys in left.items()
            if (words := self.words[id_])
        ]
        return Section(self.place.name, self.place.about, tuple(lines), self.place.examples)


def sections_of(screen: Screen[object], name: KeyNames = shown_keys) -> list[Section]:
    """The keys that work now, those of the focused part first.

    Args:
        name: shows the keys of a line.
    """
    known = Places()
    found: dict[str, _Found] = {}
    focused = screen.focused
    for node in (*(focused.ancestors_with_self if focused is not None else (screen,)), screen.app):
        for owner in type(node).__mro__:
            place = known.by_owner.get(owner.__name__)
            if place is not None:
                found.setdefault(place.name, _Found(place))
    for key, active in screen.active_bindings.items():
        if active.enabled and active.binding.id:
            owner = owner_of(active.node, active.binding.id)
            place = known.of(active.binding.id, owner.__name__, owner.__doc__ or "")
            if place.name not in found and not place.owners:
                # A state of the focused part, which comes first.
                found = {place.name: _Found(place), **found}
            found.setdefault(place.name, _Found(place)).add(active.binding, [key])
    ordered = sorted(found.values(), key=lambda each: each.place.is_general)
    sections = [each.section(name) for each in ordered]
    return [each for each in sections if not each.is_empty]


def all_sections(keymap: Mapping[str, str], name: KeyNames = shown_keys) -> list[Section]:
    """The keys of the whole explorer under the reader's settings; imports all of it."""
    known = KeyPlaces(keymap)
    found = {place.name: _Found(place) for place in known.places}
    for each in known.all:
        found.setdefault(each.place.name, _Found(each.place)).add(each.binding, each.keys)
    sections = [each.section(name) for each in found.values()]
    return [each for each in sections if each.lines or each.examples]


class Places:
    """The parts, by the classes and the bindings that belong to them."""

    def __init__(self) -> None:
        self.all = list(places())
        self.by_owner = {owner: place for place in self.all for owner in place.owners}
        self._by_id = {
            id_: place for place in self.all for ids, _ in place.lines for id_ in ids.split()
        }

    def of(self, id_: str, owner: str, about: str) -> Place:
        """The part of a binding; one made of its class if it is not listed."""
        place = self._by_id.get(id_) or self.by_owner.get(owner)
        if place is None:
            words = about.strip().partition("\n")[0]
            title = id_.partition(".")[0].replace("-", " ").capitalize()
            place = Place(title, (owner,), words, where=f"in “{title}”")
            self.all.append(place)
            self.by_owner[owner] = place
        return place


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """A binding, the part it belongs to, and its keys now."""

    binding: Binding
    place: Place
    keys: list[str]


class KeyPlaces:
    """Every binding with its part and its keys under the reader's settings."""

    def __init__(self, keymap: Mapping[str, str]) -> None:
        """Import every part of the explorer."""
        known = Places()
        self.all: list[PlacedKey] = []
        owners: dict[str, list[BoundKey]] = {}
        for bound in (*all_bindings(), *_registered_panes()):
            owners.setdefault(bound.owner, []).append(bound)
        for owner, declared in owners.items():
            usual = {each.binding.id or "": split_keys(each.binding.key) for each in declared}
            keys = bound_keys(usual, keymap)
            self.all += [
                PlacedKey(
                    each.binding,
                    known.of(each.binding.id, owner, each.about),
                    keys[each.binding.id],
                )
                for each in declared
                if each.binding.id
            ]
        self.places = known.all

    def of(self, binding_id: str) -> PlacedKey | None:
        """A binding by its id."""
        return next((each for each in self.all if each.binding.id == binding_id), None)


def _registered_panes() -> Iterator[BoundKey]:
    """The keys of panes that were registered after the main screen was loaded."""
    known = {each.binding.id for each in all_bindings()}
    for pane in PANES:
        if f"pane.{pane.name}" not in known:
            action = f"pane({pane.name!r})"
            yield BoundKey(
                "MainScreen", Binding(pane.key, action, pane.title, id=f"pane.{pane.name}")
            )


def owner_of(node: DOMNode, id_: str) -> type:
    """The class that declares a binding of a node."""
    for owner in type(node).__mro__:
        declared = vars(owner).get("BINDINGS", ())
        if any(isinstance(each, Binding) and each.id == id_ for each in declared):
            return owner
    return type(node)

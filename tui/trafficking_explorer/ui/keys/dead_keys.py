"""The answer to a key that does nothing here: where it works."""

from textual.screen import Screen

from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.keys.key_names import shown_key
from trafficking_explorer.ui.keys.sections import KeyPlaces, PlacedKey
from trafficking_explorer.ui.restrictions import is_offered

_LEAVING = ("dismiss", "close", "back", "quit")
"""Actions that close a dialog, which nobody looks for outside."""
_MOST = 2
"""Parts that one sentence names."""


def where_it_works(
    key: str, screen: Screen[object], known: KeyPlaces, *, plain: bool = False
) -> str:
    """A sentence about a key that does nothing on a screen; empty if no part of the explorer has it.

    Args:
        known: every binding.
        plain: in ASCII.
    """
    found = [
        each
        for each in known.all
        if key in each.keys and each.place.where and is_offered(each.binding.id)
        if not each.binding.action.rpartition(".")[2].startswith(_LEAVING)
    ]
    nearby = _owners(screen)
    # The parts of what is on screen come first, dialogs last.
    found.sort(
        key=lambda each: (
            not nearby.intersection(each.place.owners),
            "Dialogs" in each.place.inside,
        )
    )
    said: dict[str, str] = {}
    for each in found:
        if len(said) < _MOST:
            said.setdefault(each.place.where, _sentence(each, screen, known, plain=plain))
    left = len({each.place.where for each in found}) - len(said)
    if not said:
        return ""
    more = f"; and in {count_noun(left, 'other part')}" if left else ""
    return f"{shown_key(key, plain=plain)} works {'; '.join(said.values())}{more}"


def _sentence(each: PlacedKey, screen: Screen[object], known: KeyPlaces, *, plain: bool) -> str:
    what = each.binding.description
    way = _way(each, screen, known, plain=plain)
    return f"{each.place.where}{f' ({what})' if what else ''}{f': press {way}' if way else ''}"


def _way(each: PlacedKey, screen: Screen[object], known: KeyPlaces, *, plain: bool) -> str:
    """The key that leads to the part; empty if none does from here."""
    way = known.of(each.place.way)
    active = screen.active_bindings
    for key in way.keys if way else ():
        if key in active and active[key].binding.id == each.place.way:
            return shown_key(key, plain=plain)
    return ""


def _owners(screen: Screen[object]) -> set[str]:
    """The names of the classes on a screen."""
    return {
        owner.__name__
        for node in screen.walk_children(with_self=True)
        if node.display
        for owner in type(node).__mro__
    }

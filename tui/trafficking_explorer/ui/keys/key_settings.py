"""Mistakes in the reader's keys: unknown actions, impossible keys, and keys that two actions share."""

from collections.abc import Iterator, Mapping

from trafficking_explorer.config import SettingProblem
from trafficking_explorer.text.did_you_mean import close_words, did_you_mean
from trafficking_explorer.ui.keys.key_names import SPECIAL_KEYS, is_key, shown_key, split_keys
from trafficking_explorer.ui.keys.sections import KeyPlaces, PlacedKey

_NAMED_KEYS = (
    *SPECIAL_KEYS,
    *("question_mark", "slash", "colon", "minus", "plus", "comma", "dollar_sign", "underscore"),
)


def wrong_keys(keymap: Mapping[str, str]) -> list[SettingProblem]:
    """The mistakes in a reader's keys; imports every part of the explorer.

    Args:
        keymap: keys by the ids of bindings.
    """
    usual, known = KeyPlaces({}), KeyPlaces(keymap)
    ids = {each.binding.id or "": each for each in usual.all}
    found: list[SettingProblem] = []
    for id_, keys in keymap.items():
        place = ("keys", id_)
        if id_ not in ids:
            message = f"there is no action “{id_}”{did_you_mean(id_, sorted(ids))}"
            found.append(SettingProblem(message, place, is_name=True))
            continue
        found += (SettingProblem(message, place) for message in _impossible(id_, keys, ids))
        found += (
            SettingProblem(f"“{id_}”: {message}", place)
            for message in _conflicts(id_, keymap, usual, known)
        )
    return found


def _impossible(id_: str, keys: str, usual: Mapping[str, PlacedKey]) -> Iterator[str]:
    """Mistakes in the names of keys."""
    if not keys.strip():
        shown = ", ".join(map(shown_key, usual[id_].keys))
        yield f"“{id_}” has no key: write one, such as “ctrl+t”; until then it is {shown}"
        return
    for key in keys.split(","):
        name = key.strip()
        if not name:
            yield f"“{id_}”: a key is missing beside a comma; the comma itself is “comma”"
        elif not is_key(split_keys(name)[0]):
            yield f"“{id_}”: “{name}” is not a key{_nearest_key(name)}"


def _nearest_key(name: str) -> str:
    """The end of a message about an unknown key."""
    lower = name.lower().replace("-", "+").replace("control", "ctrl")
    if is_key(lower):
        return f": did you mean {lower}?"
    *modifiers, last = lower.split("+")
    close = close_words(last, _NAMED_KEYS, limit=1)
    if close and is_key(nearest := "+".join((*modifiers, close[0]))):
        return f": did you mean {nearest}?"
    return "; keys are written like s, ?, f5, ctrl+r, shift+up or question_mark"


def _conflicts(
    id_: str, keymap: Mapping[str, str], usual: KeyPlaces, known: KeyPlaces
) -> Iterator[str]:
    """The actions that share a key of an action in one part of the screen, but usually do not."""
    mine, before = known.of(id_), usual.of(id_)
    order = list(keymap)
    if mine is None or before is None:
        return
    for other in known.all:
        other_id = other.binding.id or ""
        was = usual.of(other_id)
        if other_id == id_ or was is None or not _meet(mine, other, known):
            continue
        if other_id in keymap and order.index(other_id) < order.index(id_):
            continue  # Told once, for the first of the two in the file.
        # Where both belong to one part, the other has lost the key by now.
        has = other.keys if other_id in keymap else was.keys
        shared = [
            key for key in mine.keys if key in has and not (key in before.keys and key in was.keys)
        ]
        if shared and (message := _conflict(shared, mine, other)):
            yield message


def _conflict(shared: list[str], mine: PlacedKey, other: PlacedKey) -> str:
    """The cost of keys that two actions share; empty if there is none."""
    shown = ", ".join(map(shown_key, shared))
    what = f" ({other.binding.description})" if other.binding.description else ""
    name = f"{other.binding.id}{what}"
    if mine.place.name in other.place.inside or other.place.name in ("Lists", "Choices"):
        # Keys of an inner part come first.
        if len(shared) < len(mine.keys):
            return ""
        where = other.place.where or f"in {other.place.name.lower()}"
        return f"{shown} means {name} {where}, so this action has no key there"
    left = [key for key in other.keys if key not in shared]
    if left:
        return (
            f"{shown} is a key of {name} too, which is left with {', '.join(map(shown_key, left))}"
        )
    return f"{shown} is the key of {name}, which is left without one: give it another"


def _meet(one: PlacedKey, other: PlacedKey, known: KeyPlaces) -> bool:
    """True if the keys of two actions can work at the same time."""
    names = {one.place.name, other.place.name}
    if len(names) == 1:
        return True
    return any(
        names <= {place.name, *place.inside} for place in known.places
    ) and not _is_either_general(one, other)


def _is_either_general(one: PlacedKey, other: PlacedKey) -> bool:
    """True for keys of lists, which every list and dialog may use for something else."""
    general = {"Lists", "Choices", "Dialogs"}
    return one.place.name in general and other.place.name in general

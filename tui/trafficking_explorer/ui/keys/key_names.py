"""Names of keys: as Textual has them, as config.toml may have them, and as they are shown."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from textual.keys import (
    REPLACED_KEYS,
    _character_to_key,
    _get_unicode_name_from_key,
    format_key,
    key_to_character,
)

if TYPE_CHECKING:
    from textual.app import App

MODIFIERS = ("alt", "ctrl", "shift", "super", "hyper", "meta")
SPECIAL_KEYS = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("enter", "escape", "tab", "backspace", "delete", "insert", "space"),
    *(f"f{number}" for number in range(1, 25)),
)
"""Keys without a character, as Textual names them."""
_PLAIN = {
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "enter": "enter",
    "backspace": "backspace",
}
"""Names of keys that are shown as signs elsewhere."""


def standard_name(key: str) -> str:
    """A key as Textual names it: `question_mark` for `?`."""
    *modifiers, last = _parts(key.strip())
    return "+".join((*modifiers, _character_to_key(last) if len(last) == 1 else last))


def split_keys(keys: str) -> list[str]:
    """The keys of a list separated by commas, as Textual names them; a blank one is empty."""
    return [standard_name(key) for key in keys.split(",")]


def is_key(key: str) -> bool:
    """True if a terminal may send a key of this name."""
    *modifiers, last = _parts(key)
    if any(modifier not in MODIFIERS for modifier in modifiers) or not last:
        return False
    if len(last) == 1 or last in SPECIAL_KEYS:
        return last.isprintable() and not last.isspace()
    # Such as question_mark.
    char = key_to_character(_get_unicode_name_from_key(REPLACED_KEYS.get(last, last)))
    # Unicode has a character called “key” too, but no keyboard does.
    return last.islower() and char is not None and (char.isascii() or char.isalpha())


def usable_keys(keymap: Mapping[str, str]) -> dict[str, str]:
    """A reader's keys without those that cannot be; an action that has no other keeps its usual one."""
    found = {}
    for id_, keys in keymap.items():
        if usable := [key for key in split_keys(keys) if is_key(key)]:
            found[id_] = ",".join(usable)
    return found


def shown_key(key: str, *, plain: bool = False) -> str:
    """A key for readers: `ctrl+r`, `?`, `⏎`.

    Args:
        plain: in ASCII.
    """
    *modifiers, last = _parts(key)
    name = _PLAIN.get(last) if plain else None
    return "+".join((*modifiers, name or format_key(last)))


def key_in_use(app: "App[object]", binding_id: str, usual: str) -> str:
    """The first key of a binding as it is bound in an app; the usual one in an app without settings."""
    shown = getattr(app, "shown_key", None)
    return usual if shown is None else str(shown(binding_id, usual))


def shown_keys(keys: Iterable[str], *, plain: bool = False) -> str:
    """Several keys, each once."""
    return " ".join(dict.fromkeys(shown_key(key, plain=plain) for key in keys))


def alternating(keys: Iterable[list[str]]) -> list[str]:
    """The first key of each list, then the second of each: ↑ ↓ k j."""
    lists = list(keys)
    longest = max(map(len, lists), default=0)
    return [each[at] for at in range(longest) for each in lists if at < len(each)]


def bound_keys(
    usual: Mapping[str, Iterable[str]], keymap: Mapping[str, str]
) -> dict[str, list[str]]:
    """The keys of bindings of one part of the screen under the reader's settings.

    As in Textual, a key of the reader's is taken from the binding that usually has it.

    Args:
        usual: the keys of each binding, by its id.
        keymap: the reader's keys, by the same ids.
    """
    chosen = {id_: split_keys(keymap[id_]) for id_ in usual if keymap.get(id_)}
    taken = {key for keys in chosen.values() for key in keys}
    return {
        id_: chosen[id_] if id_ in chosen else [key for key in keys if key not in taken]
        for id_, keys in usual.items()
    }


def _parts(key: str) -> list[str]:
    """Modifiers and key; the key may itself be a plus."""
    if key.endswith("++") or key == "+":
        return [*filter(None, key[:-1].split("+")), "+"]
    return key.split("+")

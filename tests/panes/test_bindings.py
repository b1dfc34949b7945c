"""Key bindings: ids, the list of keys, terminals that can send them, keys of the reader's."""

import re
from collections import Counter

from tests.explorer_driver import Explore
from trafficking_explorer.config import Config
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.screens.help import all_bindings, keys_offered

BINDINGS = all_bindings()

_SHOWN = {
    "slash": "/",
    "apostrophe": "'",
    "colon": ":",
    "dollar_sign": "$",
    "escape": "esc",
    "minus": "-",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "⏎",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "question_mark": "?",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "exclamation_mark": "!",
    "plus": "+",
    "equals_sign": "=",
    "shift+up": "shift+↑",
    "shift+down": "shift+↓",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pageup": "page keys",
    "pagedown": "page keys",
}


_NO_KEYS = ("Signs", "Filter")
"""Parts of the list about signs and about words to be typed."""


def listed() -> str:
    """The words of the list of keys, without its signs."""
    return " ".join(
        f"{key} {what}"
        for title, keys in keys_offered()
        if title not in _NO_KEYS
        for key, what in keys
    )


def test_every_key_of_the_app_has_an_action() -> None:
    """A binding of any screen may name one of the app."""
    named = {
        bound.binding.action.removeprefix("app.").partition("(")[0]
        for bound in BINDINGS
        if bound.binding.action.startswith("app.")
    }
    assert [name for name in sorted(named) if not hasattr(ExplorerApp, f"action_{name}")] == []


def test_every_binding_has_its_id() -> None:
    """Readers change keys by the id of a binding; two bindings never share one."""
    assert [bound for bound in BINDINGS if not bound.binding.id] == []
    ids = Counter(bound.binding.id for bound in BINDINGS)
    assert [id_ for id_, count in ids.items() if count > 1] == []


def test_any_terminal_can_send_a_key_of_every_binding() -> None:
    """No action needs alt, a function key, or a control key that terminals do not send."""
    needy = re.compile(r"alt\+|f\d+$|ctrl\+(enter|shift|[^a-z_\\\]@^])|shift\+(?!tab$)")
    unreachable = [
        bound.binding.id for bound in BINDINGS if all(needy.match(key) for key in bound.keys)
    ]
    assert unreachable == []


def test_every_binding_is_in_the_list_of_keys() -> None:
    """The list of keys has at least one key of every binding."""
    words = f" {listed()} ".replace(";", " ")
    missing = [
        bound.binding.id
        for bound in BINDINGS
        if not any(f" {_SHOWN.get(key, key)} " in words for key in bound.keys)
    ]
    assert missing == []


def test_the_list_names_no_key_that_does_nothing() -> None:
    """Every key in the list is bound somewhere."""
    known = {_SHOWN.get(key, key) for bound in BINDINGS for key in bound.keys}
    keys = {
        key
        for title, keys in keys_offered()
        if title not in _NO_KEYS
        for names, _ in keys
        for key in names.split()
    }
    assert keys <= known


async def test_keys_can_be_changed(open_tiny: Explore) -> None:
    """A configured key replaces the usual one; several keys may do the same."""
    keys = {
        "table.sort": "o",
        "pane.statistics": "4,ctrl+t",
        "pane.zoom": "Z",
        "app.quit": "ctrl+x",
    }
    async with open_tiny(config=Config(keys=keys)) as it:
        await it.press("o")
        assert it.pane.question.sort == (("name", False),)
        await it.press("s")
        assert it.pane.question.sort == (("name", False),)
        await it.press("z")
        assert it.pane.zoomed is None
        await it.press("Z")
        assert it.pane.zoomed == "table"
        await it.press("ctrl+t")
        assert it.pane.view.name == "statistics"
        await it.press("1", "4")
        assert it.pane.view.name == "statistics"
        await it.press("q")
        assert it.app.is_running
        assert "o Sort" in it.screen_text().splitlines()[-1]
        await it.pilot.press("ctrl+x")
        assert it.app.return_code == 0


async def test_a_wrong_name_of_a_binding_does_no_harm(open_tiny: Explore) -> None:
    """Keys for bindings that do not exist change nothing."""
    async with open_tiny(config=Config(keys={"no.such": "x", "": "", "table.sort": ""})) as it:
        await it.press("x", "down")
        assert it.table.cursor == 1

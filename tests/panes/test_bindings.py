"""Key bindings: ids, the list of keys, terminals that can send them, keys of the reader's."""

import re
from collections import Counter

import pytest
from textual.screen import Screen

from tests.explorer_driver import Explore
from trafficking_explorer.config import Config
from trafficking_explorer.manual.pages import read_page
from trafficking_explorer.ui.app import ExplorerApp
from trafficking_explorer.ui.keys.bindings import all_bindings, ui_classes
from trafficking_explorer.ui.keys.key_names import shown_key
from trafficking_explorer.ui.keys.places import places
from trafficking_explorer.ui.keys.sections import KeyPlaces, all_sections
from trafficking_explorer.ui.restrictions import is_offered
from trafficking_explorer.ui.screens.main import MainScreen

BINDINGS = all_bindings()


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


def test_every_part_of_the_screen_is_described_once() -> None:
    """No action is described twice, and no description is about an action that is gone."""
    described = [id_ for place in places() for ids, _ in place.lines for id_ in ids.split()]
    assert [id_ for id_, count in Counter(described).items() if count > 1] == []
    # Panes that other packages register bring no binding.
    assert set(described) <= {bound.binding.id for bound in BINDINGS}
    names = Counter(place.name for place in places())
    assert [name for name, count in names.items() if count > 1] == []
    assert {inside for place in places() for inside in place.inside} <= set(names)
    owners = Counter(owner for place in places() for owner in place.owners)
    assert [owner for owner, count in owners.items() if count > 1] == []


def test_the_parts_of_the_screen_are_led_to_by_bindings() -> None:
    """The key that a dead key names exists."""
    ids = {bound.binding.id for bound in BINDINGS}
    assert [place.name for place in places() if place.way and place.way not in ids] == []
    classes = {owner.__name__ for owner in ui_classes()}
    assert [owner for place in places() for owner in place.owners if owner not in classes] == []


@pytest.mark.parametrize(
    "keymap", [{}, {"pane.filter": "F", "table.sort": "o,ctrl+y", "select.word": "question_mark"}]
)
def test_the_list_has_every_key_of_every_binding(keymap: dict[str, str]) -> None:
    """Help, manual and footer name the same keys, as they are bound."""
    listed: dict[str, set[str]] = {}
    for section in all_sections(keymap):
        listed[section.title] = {key for shown, _ in section.lines for key in shown.split()}
    for each in KeyPlaces(keymap).all:
        if is_offered(each.binding.id) and each.binding.description:
            assert {shown_key(key) for key in each.keys} <= listed[each.place.name], each


def test_the_manual_lists_every_binding() -> None:
    """With its id and its usual keys."""
    page = read_page("keys").text
    for bound in BINDINGS:
        assert f"| `{bound.binding.id}` | `{bound.binding.key}` |" in page


def test_every_binding_can_be_invoked() -> None:
    """Its action exists on the class that declares it, on a screen, or on the app."""
    classes = {owner.__name__: owner for owner in ui_classes()}
    for bound in BINDINGS:
        namespace, _, name = bound.binding.action.partition("(")[0].rpartition(".")
        # A base class may leave an action to those that derive from it.
        owners: list[type] = [
            each for each in classes.values() if issubclass(each, classes[bound.owner])
        ]
        if namespace:
            owners = [ExplorerApp] if namespace == "app" else [Screen, MainScreen]
        assert any(
            hasattr(owner, f"action_{name}") or hasattr(owner, f"_action_{name}")
            for owner in owners
        ), bound


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
        await it.press("down")
        assert "o Sort" in it.screen_text().splitlines()[-1]
        await it.press("question_mark")
        assert "o                  sort by that column" in it.screen_text()
        await it.press("escape")
        await it.pilot.press("ctrl+x")
        assert it.app.return_code == 0


async def test_a_wrong_name_of_a_binding_does_no_harm(open_tiny: Explore) -> None:
    """Keys for bindings that do not exist change nothing."""
    async with open_tiny(config=Config(keys={"no.such": "x", "": "", "table.sort": ""})) as it:
        await it.press("x", "down")
        assert it.table.cursor == 1

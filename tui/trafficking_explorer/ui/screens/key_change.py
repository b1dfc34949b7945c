"""Give an action another key: press it, and it is written to config.toml."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from trafficking_explorer.config import SettingProblem
from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.settings.edit import change_key
from trafficking_explorer.ui.dialogs.dialog import Dialog
from trafficking_explorer.ui.keys.key_names import shown_key, shown_keys
from trafficking_explorer.ui.keys.sections import KeyPlaces


class _Catcher(Vertical, can_focus=True):
    """Has the focus while a key is awaited."""


class KeyChangeScreen(Dialog[bool]):
    """Waits for a key; its result is True if config.toml has been changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write it", id="rebind.write"),
        Binding("delete,backspace", "reset", "Back to the usual key", id="rebind.reset"),
        Binding("escape", "dismiss(False)", "Close", id="rebind.close"),
    ]

    def __init__(self, binding_id: str, name: str, keymap: Mapping[str, str], path: Path) -> None:
        """Prepare to change a key.

        Args:
            binding_id: the action.
            name: of the action, for readers.
            keymap: the reader's keys.
            path: the file that they are in.
        """
        super().__init__()
        self._binding_id = binding_id
        self._action = name
        self._keymap = keymap
        self._path = path
        self.pressed: str | None = None

    @property
    def heading(self) -> str:
        return f"{self._action}: press the new key"

    def body(self) -> ComposeResult:
        with _Catcher():
            yield Static("", id="rebind-now", markup=False)
            yield Static("", id="rebind-new", markup=False)
            yield Static("", id="rebind-wrong", markup=False)

    def on_mount(self) -> None:
        self.query_one(_Catcher).focus()
        self.show_foot(str(self._path))
        self.answers.ask(partial(_keys_of, self._binding_id, self._keymap), self._show_now)

    def _show_now(self, keys: list[str]) -> None:
        self.query_one("#rebind-now", Static).update(f"now: {shown_keys(keys) or 'no key'}")

    def on_key(self, event: events.Key) -> None:
        """Take a key before it can mean anything else."""
        if event.key in ("enter", "escape", "delete", "backspace"):
            return
        event.stop()
        event.prevent_default()
        self.pressed = event.key
        self.query_one("#rebind-new", Static).update(f"new: {shown_key(event.key)}")
        self.query_one("#rebind-wrong", Static).update("")
        changed = {**self._keymap, self._binding_id: event.key}
        self.answers.ask(partial(_problems_with, self._binding_id, changed), self._show_problems)

    def _show_problems(self, found: list[SettingProblem]) -> None:
        words = "\n".join(each.message for each in found)
        self.query_one("#rebind-wrong", Static).update(words)

    def action_write(self) -> None:
        if self.pressed is not None:
            self._write(self.pressed)

    def action_reset(self) -> None:
        self._write(None)

    def _write(self, keys: str | None) -> None:
        change = partial(change_key, self._path, self._binding_id, keys)
        self.answers.ask(change, self._written)

    def _written(self, _: None) -> None:
        self.dismiss(True)

    def refused(self, error: ExplorerError | OSError) -> None:
        self.query_one("#rebind-wrong", Static).update(str(error))


def _keys_of(binding_id: str, keymap: Mapping[str, str]) -> list[str]:
    found = KeyPlaces(keymap).of(binding_id)
    return found.keys if found else []


def _problems_with(binding_id: str, keymap: Mapping[str, str]) -> list[SettingProblem]:
    """The mistakes in the keys of one action."""
    # Loaded for its messages.
    from trafficking_explorer.ui.keys.key_settings import wrong_keys

    return [each for each in wrong_keys(keymap) if each.keys == ("keys", binding_id)]

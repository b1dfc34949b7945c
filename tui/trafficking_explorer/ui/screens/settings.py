"""The mistakes in config.toml, each with the way to its place in the editor."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from trafficking_explorer.config import SettingProblem
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.dialogs.dialog import PickerScreen


class SettingsScreen(PickerScreen[None]):
    """A list of mistakes; enter opens the file at the place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="settings.close"),
        Binding("e", "edit", "Edit", show=False, id="settings.edit"),
    ]
    HEADING = "reading config.toml …"
    CHOICE = "Edit"

    def __init__(self, path: Path, check: Callable[[], list[SettingProblem]]) -> None:
        """List mistakes.

        Args:
            check: finds them; called in a thread.
        """
        super().__init__()
        self._path = path
        self._check = check
        self.found: list[SettingProblem] = []

    def on_mount(self) -> None:
        super().on_mount()
        self.answers.ask(self._check, self._show)
        self.show_foot(str(self._path))

    def change_keys(self, keys: object) -> None:
        """Look again: the file has been read."""
        self.dismiss(None)

    def _show(self, found: list[SettingProblem]) -> None:
        self.found = found
        if found:
            self.show_heading(f"config.toml: {count_noun(len(found), 'problem')}")
        else:
            self.show_heading("No problems found in config.toml.")
        self.show(_line(problem) for problem in found)

    def choose(self, index: int) -> None:
        self.call_later(self.action_edit)

    async def action_edit(self) -> None:
        at = self.choices.highlighted
        problem = self.found[at] if at is not None and at < len(self.found) else SettingProblem("")
        place = (max(1, problem.line), max(1, problem.column))
        await self.run_action(f"app.open_settings{place}")


def _line(problem: SettingProblem) -> Text:
    place = f"{problem.line}:{problem.column}" if problem.line else ""
    return Text.assemble((f"{place:<7}", "dim"), single_line(problem.message))

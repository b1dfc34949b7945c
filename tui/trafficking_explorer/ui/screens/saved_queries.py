"""Queries with names: those that come with the program, and the reader's own."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.ui.panes.sql import Choice
from trafficking_explorer.ui.screens.picker import PickerScreen

if TYPE_CHECKING:
    from trafficking_explorer.console.saved_queries import SavedQuery


class SavedQueriesScreen(PickerScreen["SavedQuery", Choice]):
    """Lists queries with what they answer; enter puts one into the editor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "run", "Run", id="saved.run", priority=True),
    ]
    TITLE_TEXT = "Queries"
    IF_NONE = "There are no queries"
    FOOT = "↑ ↓ move   ⏎ into the editor   ctrl+r run   esc close"

    def __init__(self, folder: Path) -> None:
        """A list of what there is.

        Args:
            folder: of the reader's own.
        """
        super().__init__()
        self._folder = folder

    def read(self) -> tuple[Sequence["SavedQuery"], str]:
        from trafficking_explorer.console.saved_queries import read_queries

        queries, problems = read_queries(self._folder)
        note = ""
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            note = single_line(f"{problems[0]}{more}")
        # The reader's own are looked for more often.
        return sorted(queries, key=lambda query: not query.is_own), note

    def words(self, item: "SavedQuery") -> str:
        return f"{item.title} {item.explanation} {item.name}"

    def line(self, item: "SavedQuery") -> Text:
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(single_line(item.title))
        if item.parameters:
            names = ", ".join(f"${parameter.name}" for parameter in item.parameters)
            line.append(f"  {single_line(names)}", "dim")
        if item.is_own:
            line.append("  yours", "italic dim")
        return line

    def whole(self, item: "SavedQuery") -> Text:
        text = Text(_lines(item.explanation or item.title))
        for each in item.parameters:
            text.append(f"\n${single_line(each.name)}", "bold")
            if each.default is not None:
                text.append(f" = {single_line(each.default)}")
            if each.explanation:
                text.append(f"   {single_line(each.explanation)}", "dim")
        if item.is_own:
            text.append(f"\n{single_line(str(item.path))}", "dim")
        body = "\n".join(line for line in item.sql.splitlines() if not line.startswith("--"))
        text.append(f"\n\n{_lines(body.strip())}", "dim")
        return text

    def choice(self, item: "SavedQuery") -> Choice:
        return Choice(item.sql, item.name if item.is_own else "")

    def action_run(self) -> None:
        if (item := self.current) is not None:
            self.dismiss(Choice(item.sql, item.name if item.is_own else "", run=True))


def _lines(text: str) -> str:
    return "\n".join(map(sanitize, text.splitlines()))

"""Choose a query with a name: one that comes with the program, or one of the reader's."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.ui.dialogs.query_picker import Choice, QueryPicker

if TYPE_CHECKING:
    from trafficking_explorer.console.saved_queries import SavedQuery


class SavedQueriesScreen(QueryPicker["SavedQuery"]):
    """Queries with the question that each answers, the reader's own first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "run", "Run", id="saved.run", priority=True),
    ]
    HEADING = "Queries"
    EMPTY = "There are no queries"

    def __init__(self, folder: Path) -> None:
        """List queries.

        Args:
            folder: contains those of the reader.
        """
        super().__init__()
        self._folder = folder

    def read(self) -> tuple[Sequence["SavedQuery"], str]:
        # Imported in the thread that reads them.
        from trafficking_explorer.console.saved_queries import read_queries

        queries, problems = read_queries(self._folder)
        note = ""
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            note = single_line(f"{problems[0]}{more}")
        # Readers look for their own more often.
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


def _lines(text: str) -> str:
    return "\n".join(map(sanitize, text.splitlines()))

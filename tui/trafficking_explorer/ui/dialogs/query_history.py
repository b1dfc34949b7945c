"""Choose one of the statements that were run before."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.dialogs.query_picker import Choice, QueryPicker
from trafficking_explorer.ui.query_history import CLOSED, DONE, HistoryEntry, QueryHistory


class QueryHistoryScreen(QueryPicker[HistoryEntry]):
    """Statements with their outcome, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "run", "Run", id="queries.run", priority=True),
    ]
    HEADING = "Earlier queries"
    EMPTY = "No query has been run yet"

    def __init__(self, history: QueryHistory) -> None:
        super().__init__()
        self._history = history

    def read(self) -> tuple[Sequence[HistoryEntry], str]:
        return self._history.runs(), ""

    def words(self, item: HistoryEntry) -> str:
        return f"{item.sql} {item.outcome}"

    def line(self, item: HistoryEntry) -> Text:
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append(f"{when(item):<11}  {_took(item):>8}  {_gave(item):>12}  ", "dim")
        line.append(single_line(item.sql))
        return line

    def whole(self, item: HistoryEntry) -> Text:
        outcome = item.outcome or "its end is not known"
        facts = [when(item, exact=True), outcome, _took(item)]
        if item.rows is not None:
            facts.append(count_noun(item.rows, "row"))
        text = Text(" · ".join(fact for fact in facts if fact) + "\n", "dim")
        text.append("\n".join(sanitize(line) for line in item.sql.splitlines()), "not dim")
        return text

    def choice(self, item: HistoryEntry) -> Choice:
        return Choice(item.sql)


def when(run: HistoryEntry, *, exact: bool = False) -> str:
    """The local time at which a statement began."""
    if run.at is None:
        return ""
    return run.at.astimezone().strftime("%Y-%m-%d %H:%M:%S" if exact else "%m-%d %H:%M")


def _took(run: HistoryEntry) -> str:
    return "" if run.seconds is None or run.outcome == CLOSED else f"{run.seconds:,.2f} s"


def _gave(run: HistoryEntry) -> str:
    """The number of its rows, or why there are none."""
    if run.outcome == DONE:
        return "" if run.rows is None else count_noun(run.rows, "row")
    return run.outcome

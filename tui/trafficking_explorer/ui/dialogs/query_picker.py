"""Choose a query: one that was run before, or one with a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.text.folding import fold
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.dialogs.dialog import Dialog
from trafficking_explorer.ui.query_history import CLOSED, DONE, HistoryEntry, QueryHistory

if TYPE_CHECKING:
    from trafficking_explorer.console.saved_queries import SavedQuery

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Choice:
    """A query that the reader chose from a list.

    Attributes:
        query: the name of its file, if the reader saved it.
        run: True to run it at once.
    """

    sql: str
    query: str = ""
    run: bool = False


class QueryPicker(Dialog[Choice], Generic[Item]):
    """Type to search, arrows to move, enter to put a query into the editor. Subclasses provide the queries."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="choose.close"),
        Binding("down,ctrl+n", "cursor(1)", "Down", show=False, id="choose.down", priority=True),
        Binding("up,ctrl+b", "cursor(-1)", "Up", show=False, id="choose.up", priority=True),
        Binding("pagedown", "page(1)", "Page down", show=False, id="choose.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="choose.page-up"),
    ]
    FOOT = "enter puts the query into the editor"
    EMPTY: ClassVar[str] = ""
    """The title if there are no queries."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[tuple[str, str, Item]] = []
        """Each with the text it is searched by and its line, folded."""
        self._shown: list[Item] = []

    # Provided by subclasses.

    def read(self) -> tuple[Sequence[Item], str]:
        """The queries, and a line about those that could not be read. Called off the event loop."""
        raise NotImplementedError

    def words(self, item: Item) -> str:
        """The text that a query is searched by."""
        raise NotImplementedError

    def line(self, item: Item) -> Text:
        """A query in the list."""
        raise NotImplementedError

    def whole(self, item: Item) -> Text:
        """All of a query, for the lower half."""
        raise NotImplementedError

    def choice(self, item: Item) -> Choice:
        """A query as the SQL pane takes it."""
        raise NotImplementedError

    # The dialog.

    def body(self) -> ComposeResult:
        yield Input(placeholder="type to search", id="query-words", compact=True)
        yield OptionList(id="dialog-list", markup=False)
        with VerticalScroll(id="query-whole", can_focus=False):
            yield Static("", id="query-text", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()
        self.query_one(OptionList).can_focus = False
        self.answers.ask(self.read, self._have)

    def _have(self, found: tuple[Sequence[Item], str]) -> None:
        items, note = found
        self._items = [
            (fold(self.words(item)), fold(self.line(item).plain), item) for item in items
        ]
        if note:
            self.show_foot(f"{self.FOOT}\n{note}")
        self._search("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(event.value)

    def _search(self, line: str) -> None:
        words = fold(line).split()
        found = [entry for entry in self._items if all(word in entry[0] for word in words)]
        # Queries with the words where they can be seen come first.
        found.sort(key=lambda entry: not all(word in entry[1] for word in words))
        self._shown = [item for *_, item in found]
        title = self.HEADING if self._items else self.EMPTY
        if words and self._items:
            title = f"{title}: {len(self._shown)} of {len(self._items)}"
        self.show_heading(title)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(self.line(item)) for item in self._shown)
        options.highlighted = 0 if self._shown else None
        self._show_whole()

    @property
    def current(self) -> Item | None:
        """The query under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @on(OptionList.OptionHighlighted)
    def _show_whole(self) -> None:
        item = self.current
        text = Text() if item is None else self.whole(item)
        self.query_one("#query-text", Static).update(text)
        self.query_one("#query-whole").scroll_home(animate=False)

    def action_cursor(self, by: int) -> None:
        found = self.query_one(OptionList)
        if by > 0:
            found.action_cursor_down()
        else:
            found.action_cursor_up()

    def action_page(self, by: int) -> None:
        self.query_one("#query-whole", VerticalScroll).scroll_relative(y=by * 5, animate=False)

    def action_run(self) -> None:
        if (item := self.current) is not None:
            self.dismiss(replace(self.choice(item), run=True))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self, event: Message) -> None:
        event.stop()
        if (item := self.current) is not None:
            self.dismiss(self.choice(item))


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

"""A dialog to search a list of queries, with the whole of the current one below it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trafficking_explorer.text.folding import fold
from trafficking_explorer.ui.dialogs.dialog import Dialog

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
    FOOT = "↑ ↓ move   ⏎ into the editor   ctrl+r run   esc close"
    EMPTY: ClassVar[str] = ""
    """The title if there are no queries."""

    class Read(Message):
        """The queries have been read."""

        def __init__(self, items: Sequence[object], note: str) -> None:
            super().__init__()
            self.items = items
            self.note = note

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
        self._read()

    @work(thread=True, description="")
    def _read(self) -> None:
        self.post_message(self.Read(*self.read()))

    @on(Read)
    def _have(self, event: Read) -> None:
        event.stop()
        items: Sequence[Item] = event.items  # type: ignore[assignment]
        self._items = [
            (fold(self.words(item)), fold(self.line(item).plain), item) for item in items
        ]
        if event.note:
            self.show_foot(f"{self.FOOT}\n{event.note}")
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

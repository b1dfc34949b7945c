"""A list to be searched, with the whole of what is under its cursor below it."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trafficking_explorer.text.folding import fold

Item = TypeVar("Item")
Result = TypeVar("Result")


class PickerScreen(ModalScreen[Result | None], Generic[Item, Result]):
    """Type to search, arrows to move, enter to choose. Subclasses say what there is."""

    CSS_PATH = "picker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="choose.close"),
        Binding("down,ctrl+n", "cursor(1)", "Down", show=False, id="choose.down", priority=True),
        Binding("up,ctrl+b", "cursor(-1)", "Up", show=False, id="choose.up", priority=True),
        Binding("pagedown", "page(1)", "Page down", show=False, id="choose.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="choose.page-up"),
    ]
    TITLE_TEXT = ""
    FOOT = "↑ ↓ move   ⏎ into the editor   esc close"
    IF_NONE = ""
    """What to say where there is nothing to choose from."""

    class Read(Message):
        """What there is has been read."""

        def __init__(self, items: Sequence[object], note: str) -> None:
            super().__init__()
            self.items = items
            self.note = note

    def __init__(self) -> None:
        super().__init__()
        self._items: list[tuple[str, str, Item]] = []
        """Each with what it is searched by and its line, folded."""
        self._shown: list[Item] = []

    # What subclasses say.

    def read(self) -> tuple[Sequence[Item], str]:
        """What there is, and a line on what could not be read. Called off the event loop."""
        raise NotImplementedError

    def words(self, item: Item) -> str:
        """What an item is searched by."""
        raise NotImplementedError

    def line(self, item: Item) -> Text:
        """An item in the list."""
        raise NotImplementedError

    def whole(self, item: Item) -> Text:
        """All there is to say of an item."""
        raise NotImplementedError

    def choice(self, item: Item) -> Result:
        """What choosing an item gives."""
        raise NotImplementedError

    # What the screen does.

    def compose(self) -> ComposeResult:
        with Vertical(id="choose"):
            yield Static(self.TITLE_TEXT, id="choose-title", markup=False)
            yield Input(placeholder="type to search", id="choose-words", compact=True)
            yield OptionList(id="choose-list", markup=False)
            with VerticalScroll(id="choose-whole", can_focus=False):
                yield Static("", id="choose-text", markup=False)
            yield Static(self.FOOT, id="choose-foot", markup=False)

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
            self.query_one("#choose-foot", Static).update(f"{self.FOOT}\n{event.note}")
        self._search("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(event.value)

    def _search(self, line: str) -> None:
        words = fold(line).split()
        found = [entry for entry in self._items if all(word in entry[0] for word in words)]
        # What has them where it can be seen comes first.
        found.sort(key=lambda entry: not all(word in entry[1] for word in words))
        self._shown = [item for *_, item in found]
        title = self.TITLE_TEXT if self._items else self.IF_NONE
        if words and self._items:
            title = f"{title}: {len(self._shown)} of {len(self._items)}"
        self.query_one("#choose-title", Static).update(title)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(self.line(item)) for item in self._shown)
        options.highlighted = 0 if self._shown else None
        self._show_whole()

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @on(OptionList.OptionHighlighted)
    def _show_whole(self) -> None:
        item = self.current
        text = Text() if item is None else self.whole(item)
        self.query_one("#choose-text", Static).update(text)
        self.query_one("#choose-whole").scroll_home(animate=False)

    def action_cursor(self, by: int) -> None:
        found = self.query_one(OptionList)
        if by > 0:
            found.action_cursor_down()
        else:
            found.action_cursor_up()

    def action_page(self, by: int) -> None:
        self.query_one("#choose-whole", VerticalScroll).scroll_relative(y=by * 5, animate=False)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _chosen(self, event: Message) -> None:
        event.stop()
        if (item := self.current) is not None:
            self.dismiss(self.choice(item))

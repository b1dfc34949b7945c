"""A drawing in the place of a pane's table: what it reads, and the widgets around its view."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from trafficking_explorer.database.drawn_rows import MOST, DrawnRow, Undrawn
from trafficking_explorer.database.read_models import Key, ListRow, Sort
from trafficking_explorer.database.signs import SIGNS
from trafficking_explorer.database.views import View
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.widgets.name_lines import NameLines
from trafficking_explorer.ui.widgets.wrapped_text import WrappedText

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.sql_text import SqlCondition

RowsOf = Callable[[Sequence[Key]], tuple[ListRow, ...]]
"""Reads the rows of records as the table has them."""


@dataclass(frozen=True, slots=True)
class Question:
    """The rows to be drawn, asked for in a thread."""

    store: "Store"
    view: View
    where: "SqlCondition"
    rows_of: RowsOf
    sort: Sort = ()
    """The order of the table."""
    measures: tuple[str, ...] = ()
    """The measures of the column that the table's cursor is in."""

    def rows(self, keys: Iterable[Key]) -> dict[Key, ListRow]:
        """The rows of records, by key."""
        return {row.key: row for row in self.rows_of(tuple(keys))}


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that are drawn.

    Attributes:
        found: rows with their places, as the drawing has asked for them.
        rows: the same as the table has them, by key.
        more: further facts, as the drawing needs them.
    """

    found: Any
    rows: dict[Key, ListRow]
    more: Any = None


class Drawing(Vertical):
    """A view with a cursor, and what is said around it. Subclasses read, show and compose."""

    DEFAULT_CSS = """
    Drawing {
        height: 1fr; background: $background;
        & > .drawing-notes { height: 2; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "undrawn", "Not drawn", id="drawing.undrawn"),
        Binding("escape", "leave", "Table", id="drawing.leave"),
    ]

    @dataclass
    class Pointed(Message, namespace="drawing"):
        """The cursor came to a record, or to none."""

        drawing: "Drawing"
        key: Key | None

    @dataclass
    class Opened(Message, namespace="drawing"):
        """The reader pressed enter on a record."""

        drawing: "Drawing"
        key: Key

    @dataclass
    class Narrowed(Message, namespace="drawing"):
        """The reader wants the table of just some rows: fields that these have, or lack."""

        field: str = ""
        value: str = ""
        lacks: tuple[str, ...] = ()

    @dataclass
    class Retold(Message, namespace="drawing"):
        """The words for the title have changed."""

        drawing: "Drawing"

    class Left(Message, namespace="drawing"):
        """The reader goes back: out of a zoom, then to the table."""

    NAME: ClassVar[str] = ""
    """In the title of the panel."""
    EVIDENCE: ClassVar[tuple[str, ...]] = ()
    """The fields of a record whose passages go with it."""
    LACKS: ClassVar[tuple[str, ...]] = ()
    """The fields of the filter, all of which a row that cannot be drawn lacks."""

    def __init__(self, view: View, *, marks: Symbols) -> None:
        super().__init__(classes="drawing")
        self.view = view
        self.marks = marks
        self.is_plain = marks == PLAIN
        self.is_linear = marks.is_linear
        self.lacks = self.LACKS
        self.notes = WrappedText(classes="drawing-notes")

    @staticmethod
    def read(question: Question) -> Answer:
        """Read what is to be drawn; called in a thread."""
        raise NotImplementedError

    def take(self, answer: Answer, keep: Key | None) -> None:
        """Show an answer, with the cursor on a record if it is there."""
        raise NotImplementedError

    @property
    def front(self) -> Widget:
        """The widget that has the cursor."""
        raise NotImplementedError

    @property
    def pointed(self) -> Key | None:
        """The record under the cursor."""
        raise NotImplementedError

    @property
    def row(self) -> Key | None:
        """The row of the table that the record under the cursor belongs to."""
        return self.pointed

    @property
    def told(self) -> str:
        """The numbers of rows that are drawn and that are not, for the title."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield self.front
        yield self.notes

    def point(self) -> None:
        """Tell of the record under the cursor."""
        self.post_message(self.Pointed(self, self.pointed))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to list what is not drawn where a filter can."""
        return action != "undrawn" or bool(self.lacks)

    def footer_hint(self, action: str) -> tuple[str, bool] | None:
        """The way back is always in the footer."""
        return ("Table", True) if action == "leave" else None

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def action_undrawn(self) -> None:
        """List the rows that cannot be drawn."""
        if self.lacks:
            self.post_message(self.Narrowed(lacks=self.lacks))

    @on(NameLines.Left)
    def _back(self, event: NameLines.Left) -> None:
        event.stop()
        self.screen.set_focus(self.front)


def not_drawn(undrawn: Undrawn, lack: str) -> str:
    """A line about rows that cannot be drawn: their number, the first of them, the key that lists them.

    Args:
        lack: "without a date".
    """
    if not undrawn.count:
        return ""
    return f"{undrawn.count:,} {lack} (d lists them): {names(undrawn.named, undrawn.count)}"


def beyond_limit(undrawn: Undrawn) -> str:
    """A line about rows that there are too many of; empty if all are drawn."""
    return f"{undrawn.beyond:,} more are beyond the {MOST} drawn: filter" if undrawn.beyond else ""


def names(rows: Iterable[DrawnRow], count: int = 0) -> str:
    """Titles of rows, with an ellipsis if there are more."""
    titles = [single_line(row.title) for row in rows]
    return ", ".join(titles) + (", …" if count > len(titles) else "")


def shown_signs(signs: Mapping[Key, str], *, plain: bool) -> tuple[dict[Key, str], list[str]]:
    """The signs of records as the terminal can show them, and the meaning of each that occurs."""
    found = {each.text: each.plain if plain else each.text for each in SIGNS}
    shown = {key: found.get(sign, sign) for key, sign in signs.items()}
    occur = set(signs.values())
    return shown, [f"{found[each.text]} {each.meaning}" for each in SIGNS if each.text in occur]

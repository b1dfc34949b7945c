"""Records by name, each with a few words, below a drawing."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message

from trafficking_explorer.database.read_models import Key
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import wrap
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import foreground, highlight

_INDENT = 2
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class NameLine:
    """A record in the list.

    Attributes:
        remark: what is said of it, behind its title.
    """

    key: Key
    title: str
    remark: str = ""

    @property
    def text(self) -> str:
        """Title and remark on one line, printable."""
        return " · ".join(filter(None, (single_line(self.title), single_line(self.remark))))


class NameLines(LineList):
    """Records under a cursor, wrapped to the width there is."""

    DEFAULT_CSS = """
    NameLines {
        & > .name-lines--title { color: $text-accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"name-lines--title"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back to the drawing", id="drawing.back"),
    ]

    class Left(Message):
        """The reader goes back to the drawing."""

    def __init__(self, *, marks: Symbols, id: str) -> None:
        super().__init__(id=id)
        self._marker = f"{marks.here} "
        self.lines: tuple[NameLine, ...] = ()

    def show(self, lines: tuple[NameLine, ...], if_empty: str = "") -> None:
        """Show other records, from the first."""
        self.lines, self.if_empty = lines, (if_empty,) if if_empty else ()
        self.show_items(0)

    @property
    def current(self) -> NameLine | None:
        """The record under the cursor."""
        return self.lines[self.cursor] if self.lines else None

    def item_count(self) -> int:
        return len(self.lines)

    def item_heights(self, width: int) -> list[int] | None:
        return [max(1, len(self._wrapped(line.text, width))) for line in self.lines]

    def _wrapped(self, text: str, width: int) -> list[tuple[int, int]]:
        return list(wrap(text, 0, len(text), max(10, width - 2 * _INDENT)))[:_MOST_LINES]

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        item = self.lines[index]
        spans = self._wrapped(item.text, width)
        if line >= len(spans):
            return []
        start, end = spans[line]
        ink = foreground(self.get_component_rich_style("name-lines--title"))
        title = (0, len(single_line(item.title)), ink)
        before = (
            self._marker if index == self.cursor and not line and self.has_focus else " " * _INDENT
        )
        return [Segment(before, style), *highlight(item.text[start:end], style, [title], start)]

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self.refresh()

    def action_leave(self) -> None:
        self.post_message(self.Left())

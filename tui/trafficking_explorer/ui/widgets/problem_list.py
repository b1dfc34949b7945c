"""Problems of a corpus as `check` prints them: place, message, the line with a caret, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from trafficking_explorer.errors import Location
from trafficking_explorer.ui.text_layout import wrap_lines
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground, highlight

_INDENT = 8
"""Cells before the lines below a place, as far as the lines of the file are indented."""


@dataclass(frozen=True, slots=True)
class ProblemItem:
    """One problem, ready to be shown.

    Attributes:
        at: its place, relative to the corpus folder.
        severity: `error` or `warning`.
        message: with its rule.
        excerpt: the line of the file, and the caret below it; may be empty.
        notes: further facts, a line each.
    """

    at: Location
    severity: str
    message: str
    excerpt: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class ProblemList(LineList):
    """Problems to move through."""

    DEFAULT_CSS = """
    ProblemList {
        & > .problem-list--place { text-style: bold; }
        & > .problem-list--error { color: $text-error; }
        & > .problem-list--warning { color: $text-warning; }
        & > .problem-list--faint { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "problem-list--place",
        "problem-list--error",
        "problem-list--warning",
        "problem-list--faint",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: tuple[ProblemItem, ...] = ()
        self._lines: list[list[tuple[str, str]]] = []
        """The lines of each item: their kind and their text."""

    def show_problems(self, items: Sequence[ProblemItem]) -> None:
        """Replace the problems; the cursor stays on the same problem if it is still listed."""
        old = self.current
        self.items = tuple(items)
        at = next(
            (
                i
                for i, each in enumerate(self.items)
                if old and (each.at.path, each.message) == (old.at.path, old.message)
            ),
            min(self.cursor, max(0, len(self.items) - 1)),
        )
        self.show_items(at)

    @property
    def current(self) -> ProblemItem | None:
        """The problem under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def item_count(self) -> int:
        return len(self.items)

    def item_heights(self, width: int) -> list[int]:
        self._lines = [list(_lines(item, width)) for item in self.items]
        return [len(lines) + 1 for lines in self._lines]

    @property
    def line_count(self) -> int:
        """The number of lines of all problems."""
        return sum(len(lines) + 1 for lines in self._lines)

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        lines = self._lines[index]
        kind, text = lines[line] if line < len(lines) else ("", "")
        if line:
            # The bar of the cursor covers the place alone: below it readers look for a caret.
            style = self.frame_style
        marker = "▸" if index == self.cursor and line == 0 else " "
        ours = style
        if kind:
            ours += foreground(self.get_component_rich_style(f"problem-list--{kind}"))
        shown, blank = fit_cells(text, width - 1)
        return [Segment(marker, style), *highlight(shown, ours), Segment(" " * blank, style)]


def _lines(item: ProblemItem, width: int) -> list[tuple[str, str]]:
    """The lines of a problem, each with its kind, at most `width` cells wide."""
    room = max(20, width - _INDENT - 1)
    lines = [("place", str(item.at))]
    lines += [(item.severity, " " * _INDENT + text) for text in wrap_lines(item.message, room)]
    for number, text in enumerate(item.excerpt):
        lines.append(((item.severity if number else ""), text))
    for note in item.notes:
        for number, text in enumerate(wrap_lines(note, room - 2)):
            lines.append(("faint", " " * (_INDENT - 2) + ("= " if number == 0 else "  ") + text))
    return lines

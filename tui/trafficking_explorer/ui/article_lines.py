"""An article set in lines of a width, and the way between places of its text and cells of the screen."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from trafficking_explorer.database.read_models import SourceDocument
from trafficking_explorer.text.display import cell_width, sanitize
from trafficking_explorer.ui.text_layout import Line, typeset
from trafficking_explorer.ui.text_selection import step

_typeset = lru_cache(maxsize=8)(typeset)
"""Several views show one text, and readers go back and forth between texts."""


class ArticleLines:
    """The lines of one document, empty until there is room for them."""

    def __init__(self) -> None:
        self.lines: Sequence[Line] = ()
        self._text = ""
        self._starts: list[int] = []
        self._laid_out: tuple[object, ...] | None = None

    def lay_out(self, document: SourceDocument | None, width: int, *, opened: bool) -> bool:
        """Set a document; False if it is set already or is None.

        Args:
            width: cells of running text.
            opened: True to show page furniture instead of folding it.
        """
        wanted = None if document is None else (document, width, opened)
        if wanted == self._laid_out:
            return False
        self._laid_out = wanted
        if document is None:
            self.lines, self._starts, self._text = (), [], ""
            return False
        self._text = document.text
        self.lines = _typeset(
            document.text, document.body, document.furniture, width, opened=opened
        )
        self._starts = [line.start for line in self.lines]
        return True

    def line_of(self, position: int) -> int:
        """The index of the line that shows a code point of the text."""
        index = bisect_left(self._starts, position + 1) - 1
        while index > 0 and self.lines[index].end <= self.lines[index].start:
            index -= 1
        return max(0, index)

    def cell_of(self, position: int) -> int:
        """The cell of its line in which a code point is shown."""
        line = self.lines[self.line_of(position)]
        return line.indent + cell_width(sanitize(self._text[line.start : position]))

    def position_at(self, index: int, cell: int) -> int:
        """The code point that a cell of a line shows, or the end of the line."""
        line = self.lines[index]
        position, cell = line.start, cell - line.indent
        while position < line.end:
            # Characters that are drawn as one move together: a combining accent has no cell.
            after = min(line.end, step(self._text, position, 1))
            cell -= cell_width(sanitize(self._text[position:after]))
            if cell < 0:
                return position
            position = after
        return line.end

    def first_position(self, top: int, count: int) -> int:
        """The first code point that some lines show; 0 if they show no text."""
        shown = (line.start for line in self.lines[top : top + count] if line.end > line.start)
        return next(shown, 0)

"""The hits of a search: kind, title and reason of each, and the passage with the words that match."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style

from trafficking_explorer.database.read_models import Span, field_label
from trafficking_explorer.search.highlights import Hit
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.ui.note_signs import note_sign
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.text_layout import wrap
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground, highlight

_INDENT = 12
"""Cells before a title and a passage, for the kind."""
_PASSAGE_LINES = 2
_WHERE_SHARE = 3
"""The reason takes at most this fraction of a line (one part of three)."""


class HitList(LineList):
    """Hits under a cursor, each on two or three lines."""

    DEFAULT_CSS = """
    HitList {
        & > .hit-list--kind { color: $text-muted; }
        & > .hit-list--title { text-style: bold; }
        & > .hit-list--where { color: $text-muted; }
        & > .hit-list--match { background: $match; color: $match-text; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hit-list--kind",
        "hit-list--title",
        "hit-list--where",
        "hit-list--match",
    }

    def __init__(self, *, id: str, marks: Symbols | None = None) -> None:
        super().__init__(id=id)
        self.marks = marks or Symbols()
        self.hits: tuple[Hit, ...] = ()
        self._passages: list[list[Span]] = []
        """The lines of each passage that are shown."""

    def show_hits(
        self, hits: Sequence[Hit], if_empty: tuple[str, ...], *, stay: bool = False
    ) -> None:
        """Show hits, the best first.

        Args:
            stay: stay at the hit under the cursor, if it is among them.
        """
        old = self.current
        self.hits = tuple(hits)
        self.show_empty(if_empty)
        keys = [_key(each) for each in self.hits]
        key = _key(old) if stay and old is not None else None
        self.show_items(keys.index(key) if key in keys else 0)

    def take_notes(self) -> None:
        """Show the signs of the reader's notes as they are now."""
        self.refresh()

    @property
    def current(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def item_count(self) -> int:
        return len(self.hits)

    def item_heights(self, width: int) -> list[int]:
        self._passages = [_shown_lines(hit, max(1, width - _INDENT - 1)) for hit in self.hits]
        return [1 + len(lines) for lines in self._passages]

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        hit = self.hits[index]
        if line == 0:
            return self._head(hit, width, style)
        lines = self._passages[index]
        start, end = lines[line - 1]
        match = self.get_component_rich_style("hit-list--match", partial=True)
        marks = [(*mark, match) for mark in hit.marks]
        # An ellipsis at either end says that there is more of the passage.
        before = "…" if line == 1 and start > 0 else " "
        after = "…" if line == len(lines) and end < len(hit.passage.rstrip()) else ""
        return [
            Segment(" " * (_INDENT - 1) + before, style),
            *highlight(hit.passage[start:end], style, marks, start),
            Segment(after, style),
        ]

    def _head(self, hit: Hit, width: int, style: Style) -> list[Segment]:
        kind, title, dim = (
            style + foreground(self.get_component_rich_style(f"hit-list--{name}"))
            for name in ("kind", "title", "where")
        )
        where, _ = fit_cells(_where(hit), width // _WHERE_SHARE)
        room = width - _INDENT - cell_width(where) - 2
        shown, blank = fit_cells(single_line(hit.title), max(1, room))
        name = "sentence" if hit.is_sentence else hit.record_type
        sign = note_sign(self, (hit.record_type, hit.record_id), self.marks)
        return [
            Segment(f"{sign or ' '}{name:<{_INDENT - 1}}", kind),
            Segment(shown, title),
            Segment(" " * (blank + 1), style),
            Segment(where + " ", dim),
        ]


def _key(hit: Hit) -> tuple[object, ...]:
    """The record, or the sentence, of a hit."""
    sentence = hit.at.span if hit.is_sentence and hit.at is not None else None
    return hit.record_type, hit.record_id, sentence


def _where(hit: Hit) -> str:
    """The field by which a hit was found, and the place of its passage."""
    parts = [] if hit.is_sentence else [field_label(hit.field)]
    if hit.source_id is not None:
        parts.append(f"{hit.source_id}:{hit.line}")
    return single_line(" · ".join(parts))


def _shown_lines(hit: Hit, width: int) -> list[Span]:
    """The lines of a passage around the first words that match."""
    lines = list(wrap(hit.passage, 0, len(hit.passage), width))
    first = hit.marks[0][0] if hit.marks else 0
    at = next((i for i, (_, end) in enumerate(lines) if first < end), 0)
    top = max(0, at - _PASSAGE_LINES + 1)
    return lines[top : top + _PASSAGE_LINES]

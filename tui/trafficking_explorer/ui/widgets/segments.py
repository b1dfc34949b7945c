"""Segments of a terminal line, from text and marks."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from trafficking_explorer.text.display import cell_width, end_of_fitting, has_room, sanitize

Mark = tuple[int, int, Style]
"""A half-open range of code points and the style laid over it; later marks are on top."""


def foreground(style: Style) -> Style:
    """A style without its background, to be laid over one that has its own."""
    return Style(color=style.color, bold=style.bold, italic=style.italic, underline=style.underline)


def highlight(
    text: str, style: Style, marks: Sequence[Mark] = (), offset: int = 0
) -> list[Segment]:
    """Segments of a piece of text with marks laid over it.

    Args:
        text: the piece; made printable here.
        offset: where the piece begins in the text that the marks count in.
    """
    text = sanitize(text)
    if not text:
        return []
    end = offset + len(text)
    inside = [mark for mark in marks if mark[0] < end and offset < mark[1]]
    if not inside:
        return [Segment(text, style)]
    edges = sorted(
        {offset, end}
        | {max(offset, start) for start, _, _ in inside}
        | {min(end, stop) for _, stop, _ in inside}
    )
    segments = []
    for first, last in pairwise(edges):
        laid = style
        for start, stop, mark in inside:
            if start <= first and last <= stop:
                laid += mark
        segments.append(Segment(text[first - offset : last - offset], laid))
    return segments


def fit_cells(text: str, width: int) -> tuple[str, int]:
    """Text cut to a width, with an ellipsis if it is cut, and the number of blank cells left."""
    if has_room(text, width):
        return text, max(0, width - cell_width(text))
    shown = text[: end_of_fitting(text, width - 1)] + "…"
    return shown, max(0, width - cell_width(shown))


def flatten(parts: Iterable[list[Segment]]) -> list[Segment]:
    """Segments of several pieces, one after the other."""
    return [segment for part in parts for segment in part]

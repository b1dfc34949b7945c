"""Lines wrapped between words to a width in cells, for what the commands print."""

import re

from trafficking_explorer.text.display import cell_width, has_room, single_line

_RUNNING = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of writing that puts no blanks between words, such as Chinese."""
_PIECE = re.compile(
    rf"(?P<gap> *)(?P<word>[「『（【〈《]*[{_RUNNING}][、。，．：；！？」』）】〉》]*|[^ {_RUNNING}]+)"
)
_MOST_INDENT = 3
"""Continuations are indented by at most a third of the width: words keep some room."""


def wrap(line: str, width: int | None, hanging: int = 0) -> list[str]:
    """Break a printable line between its words.

    A word is never broken, even one wider than a line: ids and addresses stay whole. Only writing
    without blanks between words is broken at any character. Continuations are indented as the line
    is.

    Args:
        width: the most cells of a part; None for a line of any length, such as in a pipe.
        hanging: cells by which continuations are indented further.

    Returns:
        The parts; one, maybe empty, for a line that fits.
    """
    if width is None or has_room(line, width):
        return [line]
    indent = len(line) - len(line.lstrip(" "))
    later = " " * min(indent + hanging, width // _MOST_INDENT)
    parts: list[str] = []
    pieces, used = [line[:indent]], indent
    for match in _PIECE.finditer(line, indent):
        gap, word = match["gap"], match["word"]
        cells = cell_width(word)
        if used + len(gap) + cells > width and len(pieces) > 1:
            parts.append("".join(pieces))
            pieces, used, gap = [later], len(later), ""
        pieces += (gap, word)
        used += len(gap) + cells
    return [*parts, "".join(pieces)]


def wrap_text(text: str, width: int | None) -> list[str]:
    """Break each line of a printable text, as `wrap` does."""
    return [part for line in text.split("\n") for part in wrap(line, width)]


def wrap_words(text: str, width: int) -> list[str]:
    """The lines of any text, made printable and its white space single; at least one."""
    return wrap(single_line(text), width)


def longest_word(text: str) -> int:
    """The width of the longest word of a text, in cells."""
    return max(map(cell_width, single_line(text).split(" ")))


def pad(text: str, width: int) -> str:
    """A text with blanks at its right, up to a width in cells."""
    return text + " " * max(0, width - cell_width(text))

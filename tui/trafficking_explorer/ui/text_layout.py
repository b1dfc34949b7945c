"""Text in lines: wrapped at words, measured in terminal cells, with positions in code points.

A line is a half-open range of its text, so that marks in the text can be shown on the screen.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trafficking_explorer.text.display import end_of_fitting, has_room, sanitize
from trafficking_explorer.text.layout import BULLET, find_headings, unwrap_lines
from trafficking_explorer.text.lines import with_plain_breaks
from trafficking_explorer.text.plural import count_noun

MEASURE_CELLS = 90
"""The longest line of running text that is comfortable to read."""

_WORD_START = re.compile(r"\S")
_LINE = re.compile(r"[^\n]+\n?|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen.

    Attributes:
        start, end: its range in the text; empty for a blank line or a fold.
        indent: cells of blank before it.
        kind: `text`, `heading`, `blank`, `fold` (page furniture, closed), `furniture` (opened).
        label: the words of a fold.
    """

    start: int
    end: int
    indent: int = 0
    kind: str = "text"
    label: str = ""


def wrap(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Break a range of a text into lines of at most `width` cells, at white space if possible.

    White space at the break belongs to no line; within a line it stays as it is.
    """
    width = max(1, width)
    shown = sanitize(text[start:end])
    first = 0
    while (word := _WORD_START.search(shown, first)) is not None:
        first = word.start()
        last = max(end_of_fitting(shown, width, first), first + 1)
        line = shown[first:last]
        if last < len(shown) and not line[-1].isspace() and not shown[last].isspace():
            # The last word has no room: it moves to the next line. One that is longer than a line,
            # such as a URL, is cut at the end of the line.
            line = line.rsplit(maxsplit=1)[0]
        last = first + len(line.rstrip())
        yield start + first, start + last
        first = last


def wrap_lines(text: str, width: int) -> list[str]:
    """The lines of a text, broken as by `wrap`; an empty one has one."""
    return [text[start:end] for start, end in wrap(text, 0, len(text), width)] or [""]


def typeset(
    text: str,
    body: tuple[int, int],
    furniture: Sequence[tuple[int, int]],
    width: int,
    *,
    opened: bool = False,
) -> list[Line]:
    """Set a source text as an article.

    Paragraphs keep their line breaks, except those made for wider lines than these. Runs of blank
    lines become one, headings are set apart, and each piece of page furniture before, within and after
    the article is folded into one line.

    Args:
        body: the article, a range of the text.
        furniture: ranges inside it that are not part of it, ascending.
        width: cells; running text takes at most `MEASURE_CELLS` of them.
        opened: show the furniture instead of folding it.
    """
    width = max(8, min(width, MEASURE_CELLS))
    start, end = body
    lines: list[Line] = []
    at = start
    _fold(lines, text, 0, start, width, opened)
    for piece_start, piece_end in (*furniture, (end, end)):
        _paragraphs(lines, text, at, max(at, piece_start), width, "text")
        if piece_end > piece_start:
            _fold(lines, text, piece_start, piece_end, width, opened)
        at = max(at, piece_end)
    _fold(lines, text, end, len(text), width, opened)
    while lines and lines[-1].kind == "blank":
        lines.pop()
    return lines


def _fold(lines: list[Line], text: str, start: int, end: int, width: int, opened: bool) -> None:
    words = len(text[start:end].split())
    if not words:
        return
    _blank(lines, start)
    if opened:
        _paragraphs(lines, text, start, end, width, "furniture")
    else:
        label = f"· {count_noun(words, 'word')} of page furniture hidden: o shows them ·"
        lines.append(Line(start, start, 0, "fold", label))
    _blank(lines, end)


def _blank(lines: list[Line], at: int) -> None:
    if lines and lines[-1].kind != "blank":
        lines.append(Line(at, at, 0, "blank"))


def _paragraphs(lines: list[Line], text: str, start: int, end: int, width: int, kind: str) -> None:
    at = start
    headings = {first for first, _ in find_headings(text, start, end)} if kind == "text" else ()
    for first, last in _lines(text, start, end, width, kind):
        words = text[first:last].strip()
        if not words:
            _blank(lines, at)
            continue
        bullet = BULLET.match(text, first, last)
        shown_as = kind
        if first in headings:
            _blank(lines, first)
            shown_as = "heading"
        broken = list(wrap(text, first, last, width - (2 if bullet else 0)))
        for i, (line_start, line_end) in enumerate(broken):
            indent = 2 if bullet and i else 0
            lines.append(Line(line_start, line_end, indent, shown_as))
        at = last


def _lines(text: str, start: int, end: int, width: int, kind: str) -> Iterator[tuple[int, int]]:
    """The lines of a text with their ends; a paragraph that has to be wrapped again is one line."""
    plain = with_plain_breaks(text[start:end])
    joined = unwrap_lines(text, start, end) if kind == "text" else plain
    for match in _LINE.finditer(joined):
        first, last = start + match.start(), start + match.end()
        lines = [
            (first + each.start(), first + each.end())
            for each in _LINE.finditer(plain[first - start : last - start])
        ]
        if len(lines) > 1 and _is_too_wide(text, lines, width):
            yield first, last
        else:
            yield from lines


def _is_too_wide(text: str, lines: Sequence[tuple[int, int]], width: int) -> bool:
    """True if a paragraph with line breaks is too wide as it is; one with indents stays."""
    return not all(
        has_room(sanitize(text[first:last].strip()), width) for first, last in lines
    ) and not any(text[first].isspace() or text[first] == ">" for first, _ in lines[1:])

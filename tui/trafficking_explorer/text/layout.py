"""Headings and hard-wrapped paragraphs, recognized by their looks."""

import re
from collections.abc import Iterator

from trafficking_explorer.text.display import cell_width, has_room

BULLET = re.compile(r"\s*[•–-]\s+")
_ITEM = re.compile(r"\s*(?:[•·*]|\d{1,2}[.)])\s")
"""Begins a point of a list; a dash may also be the first of a line within a sentence."""
_LINE = re.compile(r"[^\n]+")
_HEADING_CELLS = 80
_MOST_LINES = 3
"""Lines of a heading with those right below it, such as author and date."""
_STOPS = ".!?:;"
_BROKEN_CELLS = 120
"""Longer lines are not hard-wrapped."""


def find_headings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a range that are headings, as half-open ranges of code points.

    A heading is a short line without a full stop, by itself.
    """
    for block in _blocks(text, start, end):
        looking_so = {span for span in block if _looks_like_heading(text[slice(*span)])}
        if len(looking_so) == len(block) <= _MOST_LINES:
            yield from block
            continue
        goes_on = _continues(text, block)
        for span, before, after in zip(block, [False, *goes_on], [*goes_on, False], strict=True):
            if span in looking_so and not before and not after:
                yield span


def unwrap_lines(text: str, start: int, end: int) -> str:
    """A range with a blank for each line break within a hard-wrapped paragraph."""
    pieces = []
    at = start
    for block in _blocks(text, start, end):
        if len(block) <= _MOST_LINES and all(
            _looks_like_heading(text[slice(*span)]) for span in block
        ):
            continue
        for (_, last), goes_on in zip(block, _continues(text, block), strict=False):
            if goes_on:
                pieces += [text[at:last], " "]
                at = last + 1
    return "".join((*pieces, text[at:end]))


def _blocks(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Lines without an empty one between them."""
    block: list[tuple[int, int]] = []
    for first, last in _lines(text, start, end):
        if first < last:
            block.append((first, last))
        elif block:
            yield block
            block = []


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a range, an empty one after each run of them."""
    before = start
    for match in _LINE.finditer(text, start, end):
        if match[0].isspace():
            continue
        if text.count("\n", before, match.start()) > 1:
            yield before, before
        yield match.span()
        before = match.end()
    yield end, end


def _continues(text: str, block: list[tuple[int, int]]) -> list[bool]:
    """For each line but the last, True if it goes on in the next.

    Then the first word there had no room here, or is in lower case after words without a stop.
    """
    lines = [text[first:last].rstrip() for first, last in block]
    if not all(has_room(line, _BROKEN_CELLS) for line in lines):
        return [False] * (len(lines) - 1)
    widths = [cell_width(line) for line in lines]
    widest = max(widths)
    return [
        not _ITEM.match(after)
        and (
            width + 1 + cell_width(after.split(maxsplit=1)[0]) > widest
            or (after.lstrip()[0].islower() and line[-1] not in _STOPS)
        )
        for line, width, after in zip(lines, widths, lines[1:], strict=False)
    ]


def _looks_like_heading(line: str) -> bool:
    words = line.strip()
    return (
        has_room(words, _HEADING_CELLS)
        and words[-1] not in '.!?,;”’")'
        and any(char.isalpha() for char in words)
        and not BULLET.match(line)
    )

"""What of a text is a heading, told by its looks: a short line without a full stop, by itself."""

import re
from collections.abc import Iterator

from trafficking_explorer.terminal import cell_width

BULLET = re.compile(r"\s*[•–-]\s+")
_LINE = re.compile(r"[^\n]+")
_HEADING_CELLS = 80
_MOST_LINES = 3
"""A heading and what stands right below it, such as who wrote the text, and when."""
_BROKEN_CELLS = 120
"""Nobody breaks lines by hand that are longer."""


def find_headings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a range that are headings, as half-open ranges of code points."""
    block: list[tuple[int, int]] = []
    for first, last in _lines(text, start, end):
        if first < last:
            block.append((first, last))
        elif block:
            yield from _of_block(text, block)
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


def _of_block(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The headings among lines without an empty one between them."""
    looking_so = [span for span in block if _looks_so(text[slice(*span)])]
    if len(looking_so) == len(block) <= _MOST_LINES:
        yield from block
        return
    widths = [cell_width(text[first:last].rstrip()) for first, last in block]
    # In a paragraph that is broken by hand, the first word of a line had no room in the one before.
    goes_on = [
        max(widths) <= _BROKEN_CELLS
        and width + 1 + cell_width(text[first:last].split(maxsplit=1)[0]) > max(widths)
        for width, (first, last) in zip(widths, block[1:], strict=False)
    ]
    for span, from_before, to_next in zip(block, [False, *goes_on], [*goes_on, False], strict=True):
        if span in looking_so and not from_before and not to_next:
            yield span


def _looks_so(line: str) -> bool:
    words = line.strip()
    return (
        cell_width(words) <= _HEADING_CELLS
        and words[-1] not in '.!?,;”’")'
        and any(char.isalpha() for char in words)
        and not BULLET.match(line)
    )

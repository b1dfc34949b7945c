"""Markdown: tables for the generated parts of the manual, and pages as plain text of a given width."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

_FENCE = "```"
_CODE_INDENT = " " * 4
_LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<target>[^)\s]+)\)")
_BOLD = re.compile(r"\*\*(?P<words>[^*]+)\*\*")
_COMMENT = re.compile(r"^<!--.*-->$")
_ITEM = re.compile(r"(?P<mark>[-*]|\d+\.) ")
_CODE = re.compile(r"`([^`]+)`")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_GAP = "  "
_LEAST_CELLS = 8
"""Narrowest width that a column of a table is cut to."""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a header."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_escape, line))} |" for line in lines)


def code(text: str) -> str:
    """Words to be typed or read as they are; "" stays empty."""
    return f"`{text}`" if text else ""


def _escape(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def plain_text(markdown: str, width: int) -> Iterator[str]:
    """Lay out a page.

    Headings, paragraphs, lists, tables and fenced code are known; links lose their target unless
    it is a web address. Code keeps its lines, however long they are.

    Args:
        markdown: the page.
        width: the most cells of a line; longer words stay whole.

    Yields:
        Lines without their line ends.
    """
    lines = iter(markdown.splitlines())
    block: list[str] = []
    for line in lines:
        if line.startswith(_FENCE):
            yield from _block(block, width)
            for code in lines:
                if code.startswith(_FENCE):
                    break
                yield f"{_CODE_INDENT}{code}".rstrip()
            block = []
        elif line.strip():
            if not _COMMENT.match(line):
                block.append(line)
        else:
            yield from _block(block, width)
            yield ""
            block = []
    yield from _block(block, width)


def _block(lines: list[str], width: int) -> Iterator[str]:
    """Lines without an empty one among them."""
    if not lines:
        return
    if lines[0].startswith("#"):
        yield from _heading(lines[0])
        yield from _block(lines[1:], width)
    elif lines[0].startswith("|"):
        yield from _table(lines, width)
    else:
        for item in _items(lines):
            yield from _wrap(item, width)


def _heading(line: str) -> Iterator[str]:
    marks, _, words = line.partition(" ")
    title = _inline(words)
    yield title
    if len(marks) <= 2:
        yield ("═" if len(marks) == 1 else "─") * len(title)


def _items(lines: Sequence[str]) -> Iterator[str]:
    """The items of a list, each on one line; a paragraph is one item."""
    item = ""
    for line in lines:
        if _ITEM.match(line.lstrip()):
            if item:
                yield item
            item = line
        else:
            item = f"{item} {line.strip()}" if item else line
    yield item


def _wrap(text: str, width: int) -> list[str]:
    words = text.lstrip()
    indent = " " * (len(text) - len(words))
    mark = _ITEM.match(words)
    hanging = indent + " " * (mark.end() if mark else 0)
    return textwrap.wrap(
        _inline(words),
        max(width, len(hanging) + 1),
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _inline(text: str) -> str:
    return _BOLD.sub(r"\g<words>", _LINK.sub(_link, text))


def _link(match: re.Match[str]) -> str:
    if match["target"].startswith("http"):
        return f"{match['words']} ({match['target']})"
    return match["words"]


def _table(lines: Sequence[str], width: int) -> Iterator[str]:
    rows = [_cells(line) for line in lines]
    del rows[1]
    widths = _column_widths(rows, width)
    for number, row in enumerate(rows):
        cells = [
            textwrap.wrap(cell, room, break_long_words=False, break_on_hyphens=False) or [""]
            for cell, room in zip(row, widths, strict=True)
        ]
        for at in range(max(map(len, cells))):
            parts = (cell[at] if at < len(cell) else "" for cell in cells)
            padded = (part.ljust(room) for part, room in zip(parts, widths, strict=True))
            yield _GAP.join(padded).rstrip()
        if not number:
            yield _GAP.join("─" * room for room in widths)


def _cells(line: str) -> list[str]:
    inside = _CELL_BORDER.split(line.strip())[1:-1]
    return [_cell(cell.strip().replace("\\|", "|")) for cell in inside]


def _cell(text: str) -> str:
    # A cell of nothing but code needs no marks to stand out.
    match = _CODE.fullmatch(text)
    return match[1] if match else _inline(text)


def _column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: what it holds, the widest cut until the table fits."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    # No column becomes narrower than its longest word.
    least = [
        max(_LEAST_CELLS, *(len(word) for cell in column for word in (cell.split() or [""])))
        for column in zip(*rows, strict=True)
    ]
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        spare, widest = max(
            (w - low, number) for number, (w, low) in enumerate(zip(widths, least, strict=True))
        )
        if spare <= 0:
            break
        widths[widest] -= 1
    return widths

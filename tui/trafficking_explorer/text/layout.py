"""Headings, tables, lists and hard-wrapped paragraphs, recognized by their looks."""

import re
from collections.abc import Iterator

from trafficking_explorer.text.display import cell_width, has_room
from trafficking_explorer.text.lines import with_plain_breaks, without_mail_marks

BULLET = re.compile(r"\s*[•·‣▪▫◦●○■□➢►✓*–—-]\s+")
_ITEM = re.compile(r"\s*(?:[•·‣▪▫◦●○■□➢►✓*]|\d{1,2}[.)]|\(?[a-z]\))\s")
"""Begins a point of a list; a dash may also be the first of a line within a sentence."""
_LINE = re.compile(r"[^\n]+")
_CELLS = re.compile(r"\t[\t ]*| {2,}|[ \u00a0]?[|¦][ \u00a0]?")
"""What parts the cells of a table in plain text."""
_FIGURE_CELL = re.compile(
    r"[<>≈~£$€+±(–−-]*\d[\d.,\s\u00a0\u202f]*(?:%|‰|[a-zA-Z]{1,3})?[)*]*|[–—-]|n/?a"
)
_HEADING_CELLS = 80
_MOST_LINES = 3
"""Lines of a heading with those right below it, such as author and date."""
_STOPS = ".!?:;"
_BROKEN_CELLS = 120
"""Longer lines are not hard-wrapped."""
_LEAST_WORDS = 5
"""Words of a caption; fewer are a heading, whatever they are."""
_CREDIT = re.compile(
    r"\s*(?:photos?|pictures?|images?|credits?|fotos?|bild|copyright|©|source|quelle|fuente|fonte)\b"
    r"[^:]{0,20}(?::|©|\bby\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"'‘«„][^“”\"«»„\n]*[^“”\"«»„.!?,…;:’'\n][”\"'’»“]")
"""A headline in quotation marks, without a stop."""
_QUESTION = re.compile(
    r"\s*(?:how|why|what|where|when|who|which|whose|wie|warum|was|wo|wer|comment|pourquoi|où|qui|"
    r"cómo|por qué|qué|come|perché|chi)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:has|have|had|is|are|was|were|been|being|will|would|can|could|may|might|must|do|does|did|"
    r"said|says|told|who|whom|whose|that|which|where|"
    r"hat|haben|hatte|ist|sind|war|waren|wurde|wurden|wird|werden|"
    r"ont|est|sont|était|étaient|été|sera|qui|"
    r"fue|fueron|ha|han|está|están|eran|fueron|"
    r"è|sono|hanno|stato|stati|stata|state|erano)\b"
)
"""Small words that a sentence has and the heading of a part seldom."""


def find_headings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a range that are headings, as half-open ranges of code points.

    A heading is a short line without a full stop, by itself. Rows of a table, points of a list and
    captions that are sentences do not count; but above the first paragraph every such line is one.
    """
    plain = _plain(text, start, end)
    is_head, is_list = True, False
    for block in _blocks(plain, start, end):
        lines = [plain[slice(*span)] for span in block]
        rows, points = _rows(lines), _points(lines, is_list)
        looking_so = {
            span
            for span, line, row, point in zip(block, lines, rows, points, strict=True)
            if not row and not point and _looks_like_heading(line, is_head=is_head)
        }
        is_list = lines[-1].rstrip().endswith(":") or (is_list and all(points))
        if len(looking_so) == len(block) <= _MOST_LINES:
            yield from block
            continue
        is_head = False
        goes_on = _continues(lines)
        for span, before, after in zip(block, [False, *goes_on], [*goes_on, False], strict=True):
            if span in looking_so and not before and not after:
                yield span


def unwrap_lines(text: str, start: int, end: int) -> str:
    """A range with a blank for each line break within a hard-wrapped paragraph.

    Other line breaks become LF, and the ">" of a quoted mail a blank, so that places stay.
    """
    plain = _plain(text, start, end)
    pieces = []
    at = start
    for block in _blocks(plain, start, end):
        lines = [plain[slice(*span)] for span in block]
        if len(block) <= _MOST_LINES and all(map(_looks_like_heading, lines)):
            continue
        rows = _rows(lines)
        for i, ((_, last), goes_on) in enumerate(zip(block, _continues(lines), strict=False)):
            if goes_on and not rows[i] and not rows[i + 1]:
                pieces += [plain[at:last], " "]
                at = last + 1
    return "".join((*pieces, plain[at:end]))


def table_cells(line: str) -> list[tuple[int, int]]:
    """The cells of a row of a table, as half-open ranges of the line; one for any other line."""
    cells, at = [], 0
    for match in (*_CELLS.finditer(line), None):
        last = len(line) if match is None else match.start()
        if line[at:last].strip():
            cells.append((at, last))
        at = last if match is None else match.end()
    return cells


def _plain(text: str, start: int, end: int) -> str:
    """The text as far as a range goes, with plain line breaks and without marks of a mail."""
    if start > 0 or end < len(text):
        # What is before keeps its length, and is not looked at.
        piece = without_mail_marks(with_plain_breaks(text[start:end]))
        return text[:start] + piece
    return without_mail_marks(with_plain_breaks(text))


def _rows(lines: list[str]) -> list[bool]:
    """For each line of a block, True if it is a row of a table, as some of them plainly are."""
    cells = [
        [line[first:last].strip() for first, last in table_cells(line)]
        if _CELLS.search(line.strip())
        else []
        for line in lines
    ]
    # The first cell may be the number of a heading.
    plainly = [len(row) > 1 and any(map(_FIGURE_CELL.fullmatch, row[1:])) for row in cells]
    if not any(plainly):
        return [False] * len(lines)
    return [is_row or len(row) > 1 for is_row, row in zip(plainly, cells, strict=True)]


def _points(lines: list[str], is_list: bool) -> list[bool]:
    """For each line of a block, True if it is a point of a list, with a bullet or below a colon."""
    numbered = sum(_ITEM.match(line) is not None for line in lines) > 1
    found = []
    for line in lines:
        is_point = BULLET.match(line) is not None or (numbered and _ITEM.match(line) is not None)
        found.append(is_point or (is_list and _is_short(line)))
        is_list = line.rstrip().endswith(":") or (is_list and found[-1])
    return found


def _is_short(line: str) -> bool:
    """True for the words of a name."""
    return len(line.split()) <= _MOST_POINT_WORDS and line.strip()[-1:] not in ".!?"


_MOST_POINT_WORDS = 8


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


def _continues(lines: list[str]) -> list[bool]:
    """For each line but the last, True if it goes on in the next.

    Then the first word there had no room here, or is in lower case after words without a stop.
    """
    lines = [line.rstrip() for line in lines]
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


def _looks_like_heading(line: str, *, is_head: bool = True) -> bool:
    words = line.strip()
    return (
        has_room(words, _HEADING_CELLS)
        and (words[-1] not in '.!?,;”’")»」' or (is_head and _QUOTED.fullmatch(words) is not None))
        and any(char.isalpha() for char in words)
        and not BULLET.match(line)
        and (is_head or _CREDIT.match(line) is not None or not _reads_like_sentence(words))
    )


def _reads_like_sentence(words: str) -> bool:
    """True for a caption: a whole sentence in lower case, though without its full stop."""
    each = words.split()
    if len(each) < _LEAST_WORDS or _QUESTION.match(words):
        return False
    capitals = sum(word[0].isupper() for word in each[1:])
    return 2 * capitals < len(each) and _FINITE.search(words) is not None

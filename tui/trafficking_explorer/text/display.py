"""Text fit for a terminal: nothing in it can move the cursor, set colours or hide itself."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from json.encoder import encode_basestring_ascii

_RANGES = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e00ff"
)
"""Control characters, line separators, lone surrogates, direction overrides, tags and others that
have no glyph. Not among them are soft hyphens, which terminals show, and variation selectors, which
choose a glyph."""
_HARMFUL = re.compile(f"[{_RANGES}]")
_UNPRINTABLE = re.compile(f"[\t\n{_RANGES}]")

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_NOT_NARROW = re.compile("[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]")
"""Characters that may not take just one cell; most texts have none of them."""
CODE_POINTS_A_CELL = 16
"""Most code points that one cell may take: letters with marks need several, ten thousand marks on
one letter are meant to harm."""
_WIDENING = "\ufe0f"
"""Makes some characters before it one cell wider."""


def sanitize(text: str) -> str:
    """`text` with white space as blanks and everything unprintable as one visible mark each.

    The length in code points stays, so that positions still fit.
    """
    return _UNPRINTABLE.sub(_stand_in, text) if _UNPRINTABLE.search(text) else text


def _stand_in(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else "\ufffd"


def harmless(text: str) -> str:
    """`text` as printable as `sanitize` makes it, but with its line breaks and tabs."""
    return _HARMFUL.sub(_stand_in, text)


def escape_json(text: str) -> str:
    """JSON with escapes in place of unprintable characters."""
    return _HARMFUL.sub(lambda match: encode_basestring_ascii(match[0])[1:-1], text)


def clean(text: str) -> str:
    """`text` to pass on: its own characters, without those that a shell or an editor acts on.

    Invisible characters, such as joiners and soft hyphens, belong to the words. Only a screen shows
    a mark in their place.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(_stand_in, lines) if _CONTROL.search(lines) else lines


def clean_line(text: str) -> str:
    """`text` to pass on, on one line, white-space runs as one blank."""
    return clean(" ".join(text.split()))


def single_line(text: str) -> str:
    """`text` printable and on one line, white-space runs as one blank."""
    return sanitize(" ".join(text.split()))


def truncate(text: str, limit: int = 70) -> str:
    """`text` on one line, cut with an ellipsis after `limit` code points."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def shorten_middle(text: str, limit: int = 60) -> str:
    """`text` on one line, of a long one both ends and the length: "aaaa…aaaa (30,000 characters)"."""
    if len(text) <= limit:
        return single_line(text)
    end = (limit - 1) // 2
    return f"{single_line(text[:end])}…{single_line(text[-end:])} ({len(text):,} characters)"


def cell_width(text: str) -> int:
    """The width of printable text in terminal cells."""
    if text.isascii() or not _NOT_NARROW.search(text):
        return len(text)
    # For start-up, here and below: most commands never need Rich's tables of widths.
    from rich.cells import cell_len

    return cell_len(text)


def end_of_fitting(text: str, width: int, start: int = 0) -> int:
    """The end of the longest part of printable text from `start` that fits in `width` cells.

    The time it takes depends on the width, not on the text: a line may have megabytes.
    """
    end = min(len(text), start + max(0, width))
    if text.isascii() or not _NOT_NARROW.search(text, start, end + 1):
        return end
    used = 0
    end = min(len(text), start + CODE_POINTS_A_CELL * max(1, width))
    for at, cells in enumerate(_cells(text[start:end]), start):
        used += cells
        if used > width:
            # A mark that only makes a character wider goes with it.
            return at if text[at] != _WIDENING else max(start, at - 1)
    return end


def has_room(text: str, width: int) -> bool:
    """True if printable text fits in `width` cells."""
    return end_of_fitting(text, width) == len(text)


def cell_edges(text: str) -> Sequence[int]:
    """The cells before each code point of printable text, and the cells of all of it."""
    if text.isascii() or not _NOT_NARROW.search(text):
        return range(len(text) + 1)
    return list(accumulate(_cells(text), initial=0))


def _cells(text: str) -> Iterator[int]:
    """The cells that each code point of printable text adds to those before it."""
    from rich.cells import get_character_cell_size

    if _WIDENING not in text:
        yield from map(get_character_cell_size, text)
        return
    letter = ""
    for char in text:
        if char == _WIDENING:
            cells, letter = _cells_more(letter), ""
        elif cells := get_character_cell_size(char):
            letter = char
        yield cells


@lru_cache(maxsize=256)
def _cells_more(letter: str) -> int:
    """The cells by which a character becomes wider."""
    return cell_width(letter + _WIDENING) - cell_width(letter)


def short_digest(sha256: str) -> str:
    """The first digits of a text's SHA-256, enough for a reader to tell texts apart."""
    return sha256[:12]

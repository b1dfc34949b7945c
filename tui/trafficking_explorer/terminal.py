"""Text made fit for a terminal: nothing in it can move the cursor, set colours or hide itself."""

import re
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


def printable(text: str) -> str:
    """`text` with white space as blanks and everything unprintable as one visible mark each.

    The length in code points stays, so that positions still fit.
    """
    return _UNPRINTABLE.sub(_stand_in, text) if _UNPRINTABLE.search(text) else text


def _stand_in(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else "\ufffd"


def harmless(text: str) -> str:
    """`text` as printable as `printable` makes it, but with its line breaks and tabs."""
    return _HARMFUL.sub(_stand_in, text)


def escape_json(text: str) -> str:
    """JSON whose strings hold nothing unprintable, but escapes that mean the same."""
    return _HARMFUL.sub(lambda match: encode_basestring_ascii(match[0])[1:-1], text)


def one_line(text: str) -> str:
    """`text` printable and on one line, white-space runs as one blank."""
    return printable(" ".join(text.split()))


def shorten(text: str, limit: int = 70) -> str:
    """`text` on one line, cut with an ellipsis after `limit` code points."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def cell_width(text: str) -> int:
    """The width of printable text in terminal cells."""
    from rich.cells import cell_len

    return len(text) if text.isascii() else cell_len(text)


def short_hash(sha256: str) -> str:
    """As many digits of a text's SHA-256 as tell texts apart for a reader."""
    return sha256[:12]

"""Lines of a text: one way to part them, for everything that counts, shows or reads lines.

A line ends at LF, CRLF, CR, NEL (U+0085), LS (U+2028) or PS (U+2029), as the Unicode Standard has it
in 5.8. A vertical tab and a form feed are white space, as in most editors. Imports nothing of ours.
"""

import re
from bisect import bisect_right

_BREAK = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")
_RARE = re.compile("[\r\u0085\u2028\u2029]")
_OTHER = str.maketrans({"\r": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n"})
_MAIL = re.compile(r"^(?:[ \t]?>)+(?=[ \t]|$)", re.MULTILINE)
"""The marks before each line of a quoted mail; "> 3 people" within a line does not count."""
_LEAST_MAIL_LINES = 2


def with_plain_breaks(text: str) -> str:
    """A text of the same length in which each line break is one LF; of CRLF the CR is a blank."""
    if _RARE.search(text) is None:
        return text
    return text.replace("\r\n", " \n").translate(_OTHER)


def without_mail_marks(text: str) -> str:
    """A text of the same length with blanks for the ">" before the lines of a quoted mail.

    A single line of the kind is left: it is more likely a sign of something else.
    """
    if ">" not in text:
        return text
    plain = with_plain_breaks(text)
    marks = list(_MAIL.finditer(plain))
    if len(marks) < _LEAST_MAIL_LINES:
        return text
    pieces, at = [], 0
    for mark in marks:
        pieces += [text[at : mark.start()], " " * (mark.end() - mark.start())]
        at = mark.end()
    return "".join((*pieces, text[at:]))


def line_starts(text: str) -> list[int]:
    """The first code point of each line, from 0."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]


def split_lines(text: str) -> list[str]:
    """The lines without their breaks; an empty last one after a break at the end."""
    return _BREAK.split(text)


def count_breaks(text: str, start: int = 0, end: int | None = None) -> int:
    """The line breaks that begin in a range."""
    piece = text[start:end]
    if _RARE.search(piece) is None:
        return piece.count("\n")
    count = sum(1 for _ in _BREAK.finditer(piece))
    # A range that ends within CRLF does not end the line.
    goes_on = end is not None and piece.endswith("\r") and text[end : end + 1] == "\n"
    return count - goes_on


def line_number(text: str, position: int) -> int:
    """The line of a code point, from 1."""
    return count_breaks(text, 0, position) + 1


def line_start(text: str, position: int) -> int:
    """The first code point of the line of a position."""
    at = max(text.rfind(mark, 0, position) for mark in "\n\r\u0085\u2028\u2029") + 1
    if text[at - 1 : at + 1] == "\r\n" and at == position:
        # Between CR and LF, still the line before.
        return line_start(text, position - 1)
    return at


def line_end(text: str, position: int) -> int:
    """The end of the line of a position, without its break."""
    found = _BREAK.search(text, position)
    return found.start() if found else len(text)


def line_at(starts: list[int], position: int) -> int:
    """The line of a code point, from 1, by the starts of all lines."""
    return bisect_right(starts, position)

"""Find the record with a syntax error, so that the others can be read without it."""

import re
from typing import NamedTuple

_KEY = re.compile(r"^(\w[\w-]*):[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
"""A line that begins a list of records."""
_DASH = re.compile(r"^( *)-(?=[ \r\n])", re.MULTILINE)
_ID = re.compile(r"^[ \t]*(?:-[ \t]+)?id:[ \t]*['\"]?([a-z0-9]+(?:-[a-z0-9]+)*)", re.MULTILINE)
_NOT_BLANK = re.compile(r"[^\r\n]")


class SkippedRecord(NamedTuple):
    """A record that is skipped.

    Attributes:
        start, end: its lines, as code points.
        key: of its list.
        id: None if it cannot be found; other records may refer to it.
    """

    start: int
    end: int
    key: str
    id: str | None


def record_at(text: str, at: int) -> SkippedRecord | None:
    """The record at a place; None if no record is there.

    Args:
        at: a code point of the text.
    """
    line = text.rfind("\n", 0, at) + 1
    keys = list(_KEY.finditer(text, 0, line))
    first = _DASH.search(text, keys[-1].end()) if keys else None
    if first is None or first.start() > line:
        return None
    own = first[1]
    begins = re.compile(rf"^(?:{own}-(?=[ \r\n])|[^\s#-])", re.MULTILINE)
    before = [each.start() for each in begins.finditer(text, first.start(), line + len(own) + 2)]
    start = before[-1]
    if start != first.start() and not text.startswith(f"{own}-", start):
        # Below the list: not one of its records.
        return None
    indent = re.compile(" *").match(text, line)
    if start < line and indent and len(indent[0]) <= len(own):
        # The dash of the record is missing or misplaced; the record before it is complete.
        start = line
    after = begins.search(text, text.find("\n", line) + 1 or len(text))
    end = after.start() if after else len(text)
    found = _ID.search(text, start, end)
    return SkippedRecord(start, end, keys[-1][1], found[1] if found else None)


def blank_out(text: str, broken: SkippedRecord) -> str:
    """Replace a record by blanks; the rest keeps its places."""
    start, end, *_ = broken
    return f"{text[:start]}{_NOT_BLANK.sub(' ', text[start:end])}{text[end:]}"

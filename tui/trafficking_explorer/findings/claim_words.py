"""The few words of a passage that say a figure: "Nearly 500 victims", "a total of 236 minors"."""

import re
from collections.abc import Iterable

from trafficking_explorer.database.read_models import Passage, Span

_SHORT = 60
"""Code points of a passage that is shown whole."""
_WORDS_BEFORE = 4
_WORDS_AFTER = 3
"""Words of the same clause that are shown with a figure."""
_FAR = 80
"""Code points between the figure and what is counted beyond which they are not shown as one."""
_STOP = re.compile(r"[,;:.!?—–()\[\]“”\"\n](?=\s|$)|[(\[“\"\n]")
"""Ends of clauses, but not points and commas within a number."""
_WORD = re.compile(r"\S+")
_VERB = re.compile(r"\s+(?:was|were|is|are|has|have|had|been)\s+[^\s,;.:!?]{4,}")


def claim_words(value: Passage | None, counted: Passage | None, around: Passage) -> Span:
    """The words to show for a claim, as a range of its source.

    Args:
        value: the place of the figure, or of the words used for one.
        counted: the place of the words for who or what is counted.
        around: the passage that the claim is drawn from.
    """
    if value is None or not _is_inside(value, around):
        return around.span if value is None else value.span
    if len(around.exact) <= _SHORT:
        return around.span
    text, offset = around.exact, around.start
    start, end = value.start - offset, value.end - offset
    has_counted = counted is not None and _is_inside(counted, around)
    if counted is not None and has_counted:
        first, last = counted.start - offset, counted.end - offset
        between = text[end:first] if first >= end else text[last:start]
        if len(between) <= _FAR and not re.search(r"[.!?;]\s", between):
            start, end = min(start, first), max(end, last)
        else:
            has_counted = False
    start = _earlier(text, start)
    if not has_counted:
        end = _later(text, end)
    elif verb := _VERB.match(text, end):
        end = verb.end()
    return offset + start, offset + end


def smallest_around(place: Passage, passages: Iterable[Passage]) -> Passage:
    """The shortest passage that contains a place and more; the place itself if none does."""
    wider = (each for each in passages if each.exact != place.exact and _is_inside(place, each))
    return min(wider, key=lambda each: len(each.exact), default=place)


def _is_inside(inner: Passage, outer: Passage) -> bool:
    same = inner.source_id == outer.source_id
    return same and outer.start <= inner.start and inner.end <= outer.end


def _earlier(text: str, start: int) -> int:
    """The start of the words before a figure that belong to its clause, a few at most."""
    first = max((stop.end() for stop in _STOP.finditer(text, 0, start)), default=0)
    words = list(_WORD.finditer(text, first, start))[-_WORDS_BEFORE:]
    return words[0].start() if words else start


def _later(text: str, end: int) -> int:
    """The end of the words after a figure that belong to its clause, a few at most."""
    stop = _STOP.search(text, end)
    last = stop.start() if stop else len(text)
    words = list(_WORD.finditer(text, end, last))[:_WORDS_AFTER]
    return words[-1].end() if words else end

"""Lists in a text, with the words that introduce each and the number of its items."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.findings.article_texts import ArticleText

_MARK = re.compile(r"[ \t\u00a0]*(?:[•·*▪●◦‣■–—-]|\(?(?:\d{1,2}|[a-z])[.)])[ \t\u00a0]+(?=\S)")
_LINE = re.compile(r"[^\n]+")
_REACH = 300
"""Code points before a list that may introduce it."""
_LONGEST = 400
"""Code points of a list within a sentence."""
_SHORT = 80
"""Code points of a line that may be an item without a mark."""
_INLINE = re.compile(r":[ \u00a0](?=[^\W\d_a-z])|[ \u00a0]\((?=[^\W\d_a-z])")
_STOP = re.compile(r"[.;!?)\n](?=\s|$)|\)")
_ITEM = r"(?:the |a )?[^\W\d_a-z][^,;]*"
_COMMAS = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+(?=(?:the )?[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list in a text.

    Attributes:
        intro: the range of the sentence or two before it.
        items: the range from its first item to its last.
        fewest: the number of items; `most` is larger if an "and" may be within a name.
    """

    intro: tuple[int, int]
    items: tuple[int, int]
    fewest: int
    most: int


def find_lists(text: ArticleText) -> Iterator[ItemList]:
    """The lists of an article: points after a line that introduces them, and names after a colon."""
    yield from _points(text)
    yield from _inline(text)


def _points(text: ArticleText) -> Iterator[ItemList]:
    lines = [match.span() for match in _LINE.finditer(text.text, text.start, text.end)]
    lines = [span for span in lines if text.text[slice(*span)].strip()]
    at = 0
    while at < len(lines):
        first = at
        intro = text.text[slice(*lines[at - 1])].rstrip() if at else ""
        marked = _MARK.match(text.text, *lines[at]) is not None
        is_item = _is_marked if marked else _is_short
        while at < len(lines) and is_item(text.text, lines[at]):
            if not marked and at > first and "\n" in text.text[lines[at - 1][1] : lines[at][0]][1:]:
                break
            at += 1
        count = at - first
        if count > 1 and (intro.endswith(":") or (marked and intro)):
            start = max(text.start, lines[first - 1][1] - _REACH)
            yield ItemList(
                (start, lines[first - 1][1]), (lines[first][0], lines[at - 1][1]), count, count
            )
        at = max(at, first + 1)


def _is_marked(text: str, span: tuple[int, int]) -> bool:
    return _MARK.match(text, *span) is not None


def _is_short(text: str, span: tuple[int, int]) -> bool:
    """True for a line that may be an item without a mark: short, with a capital, without a stop."""
    line = text[slice(*span)].strip()
    return len(line) <= _SHORT and line[0].isupper() and line[-1] not in ".!?:"


def _inline(text: ArticleText) -> Iterator[ItemList]:
    for match in _INLINE.finditer(text.text, text.start, text.end):
        end = min(text.end, match.end() + _LONGEST)
        stop = _STOP.search(text.text, match.end(), end)
        if stop is None:
            continue
        words = text.text[match.end() : stop.start()]
        pieces = [piece.strip() for piece in words.split(",")]
        if len(pieces) < 2 or not all(re.match(rf"(?:and )?{_ITEM}\Z", each) for each in pieces):
            continue
        last = re.split(r"\s+(?:and|&)\s+", pieces[-1].removeprefix("and "))
        fewest = len(pieces) + (1 if len(last) > 1 and not pieces[-1].startswith("and ") else 0)
        most = len([each for each in _COMMAS.split(words) if each])
        start = max(text.start, match.start() - _REACH)
        yield ItemList(
            (start, match.start() + 1), (match.end(), stop.start()), fewest, max(fewest, most)
        )

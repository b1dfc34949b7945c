"""Motions that select words of a text: pure functions over positions, in code points.

One end of a selection stays, the other moves. The fixed end is not a point but a unit, the word or
the character that the selection began with, so that it is never empty: an end that moves past the
unit continues on its other side.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from trafficking_explorer.database.read_models import Span
from trafficking_explorer.text.sentences import find_sentences

_RUN = re.compile(r"\S+")
_BEFORE, _BEHIND = "([", ",.;:!?…)]"
"""Marks beside a word that belong to the sentence; quotation marks are part of the word."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected words."""

    anchor: Span
    """The fixed unit; never empty."""
    head: int
    """Position of the moving end: outside the anchor, or at one of its edges."""

    @property
    def start(self) -> int:
        """The first code point."""
        return min(self.anchor[0], self.head)

    @property
    def end(self) -> int:
        """The code point after the last."""
        return max(self.anchor[1], self.head)

    @property
    def span(self) -> Span:
        """The whole selection."""
        return self.start, self.end

    @property
    def goes_back(self) -> bool:
        """True if the moving end is the first."""
        return self.head <= self.anchor[0]


class TextUnits:
    """The words or the sentences of a text: ranges that do not touch, in their order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = list(spans)
        self._starts = [start for start, _ in self.spans]
        self._ends = [end for _, end in self.spans]

    def start_after(self, position: int) -> int | None:
        """The next beginning of a unit; None after the last."""
        at = bisect_right(self._starts, position)
        return self._starts[at] if at < len(self.spans) else None

    def end_after(self, position: int) -> int | None:
        """The next end of a unit; None after the last."""
        at = bisect_right(self._ends, position)
        return self._ends[at] if at < len(self.spans) else None

    def start_before(self, position: int) -> int | None:
        """The beginning of a unit before a position; None before the first."""
        at = bisect_left(self._starts, position)
        return self._starts[at - 1] if at else None

    def end_before(self, position: int) -> int | None:
        """The end of a unit before a position; None before the first."""
        at = bisect_left(self._ends, position)
        return self._ends[at - 1] if at else None

    def at(self, position: int) -> Span | None:
        """The unit at a position, or the next one, or the last; None if there are no units."""
        at = bisect_right(self._ends, position)
        return self.spans[min(at, len(self.spans) - 1)] if self.spans else None


def words_of(text: str) -> TextUnits:
    """The words of a text, without the punctuation beside them."""
    return TextUnits(_words(text))


def _words(text: str) -> Iterator[Span]:
    for match in _RUN.finditer(text):
        run = match[0].lstrip(_BEFORE)
        start = match.end() - len(run)
        end = start + len(run.rstrip(_BEHIND))
        # Punctuation between spaces, such as a dash, is a word.
        yield (start, end) if start < end else match.span()


def sentences_of(text: str) -> TextUnits:
    """The sentences of a text; a heading or a point of a list is one too."""
    return TextUnits(find_sentences(text, 0, len(text)))


def select(span: Span, words: TextUnits) -> Selection:
    """Select a range; its end can be moved, back to its first word."""
    word = words.at(span[0])
    if word is None or word[1] <= span[0] or span[1] <= word[0]:
        return Selection(span, span[1])
    return Selection((span[0], min(word[1], span[1])), span[1])


def forward(selection: Selection, units: TextUnits) -> Selection:
    """Move the end to the next edge of a unit."""
    first, last = selection.anchor
    if selection.head < first:
        start = units.start_after(selection.head)
        return _at(selection, last if start is None or start > first else start)
    end = units.end_after(selection.end)
    return selection if end is None else _at(selection, end)


def backward(selection: Selection, units: TextUnits) -> Selection:
    """Move the end to the edge of a unit before."""
    last = selection.anchor[1]
    if selection.head > last:
        end = units.end_before(selection.head)
        return _at(selection, last if end is None or end < last else end)
    start = units.start_before(selection.start)
    return selection if start is None else _at(selection, start)


def to_word(selection: Selection, position: int, words: TextUnits) -> Selection:
    """Move the end to a place, with whole words."""
    word = words.at(position)
    if word is None:
        return selection
    if word[0] < selection.anchor[0]:
        return _at(selection, word[0])
    return _at(selection, max(word[1], selection.anchor[1]))


def to_place(selection: Selection, position: int) -> Selection:
    """Move the end to exactly this place; within the anchor, only the anchor is selected."""
    first, last = selection.anchor
    return _at(selection, position if position < first or last < position else last)


def by_character(selection: Selection, by: int, text: str) -> Selection:
    """Move the end by one visible character; the anchor is then a character too."""
    first, last = selection.anchor
    back = selection.goes_back
    head = step(text, selection.start if back else selection.end, by)
    if (by > 0) != back or (head <= first if back else head >= last):
        return _at(selection, head)
    # The end moves into the anchor: of that, the character at the far edge stays fixed, and past
    # it the end continues on its other side.
    if back:
        far = (step(text, last, -1), last)
        return Selection(far, head if head <= far[0] else step(text, last, 1))
    far = (first, step(text, first, 1))
    return Selection(far, head if head >= far[1] else step(text, first, -1))


def other_end(selection: Selection, words: TextUnits, text: str) -> Selection:
    """Move the other end from now on: the word at this end, or its part, becomes the anchor."""
    start, end = selection.span
    if selection.goes_back:
        word = words.at(start)
        last = min(word[1], end) if word and word[0] <= start < word[1] else step(text, start, 1)
        return Selection((start, last), end)
    word = words.at(end - 1)
    first = max(word[0], start) if word and word[0] < end <= word[1] else step(text, end, -1)
    return Selection((first, end), start)


def step(text: str, position: int, by: int) -> int:
    """The edge of the next or previous visible character, with all its marks."""
    if by > 0:
        position += 1
        while position < len(text) and _joins(text[position]):
            position += 1
        return min(position, len(text))
    position -= 1
    while position > 0 and _joins(text[position]):
        position -= 1
    return max(position, 0)


def _joins(character: str) -> bool:
    """True if it is drawn on the character before it."""
    return unicodedata.category(character) in ("Mn", "Me", "Mc")


def _at(selection: Selection, head: int) -> Selection:
    return Selection(selection.anchor, head)


class Motions:
    """Motions over one text, whose words and sentences are found when first needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def words(self) -> TextUnits:
        """The words of the text."""
        return words_of(self._text)

    @cached_property
    def _sentences(self) -> TextUnits:
        return sentences_of(self._text)

    def head(self, selection: Selection) -> Span:
        """The character at the end that moves."""
        if selection.goes_back:
            return selection.start, step(self._text, selection.start, 1)
        return step(self._text, selection.end, -1), selection.end

    def extend(self, selection: Selection, unit: str, by: int) -> Selection:
        """Move the end by one `character`, `word` or `sentence`, forward or back."""
        if unit == "character":
            return by_character(selection, by, self._text)
        move = forward if by > 0 else backward
        return move(selection, self._sentences if unit == "sentence" else self.words)

    def to_word(self, selection: Selection, position: int) -> Selection:
        """Move the end to a place, whole words included."""
        return to_word(selection, position, self.words)

    def other_end(self, selection: Selection) -> Selection:
        """Let the other end move."""
        return other_end(selection, self.words, self._text)

"""Quotations in a text: their parts, their speakers, and which of them are speech.

One reader for coverage and for offers. Titles and scare quotes are in quotation marks too: they are found,
but not as speech.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trafficking_explorer.text.layout import unwrap_lines
from trafficking_explorer.text.name_words import OPENERS
from trafficking_explorer.text.quotation_marks import Marked, marked_words
from trafficking_explorer.text.sentences import split_paragraph
from trafficking_explorer.text.speakers import (
    REACH,
    Attribution,
    attribution_after,
    attribution_at_end,
    attribution_before,
    attribution_inside,
    name_after,
)
from trafficking_explorer.text.speech_words import JUDGES
from trafficking_explorer.text.tokens import with_whole_letters

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_STOP = re.compile(r"[.!?…]+[”’\"')\]]*\Z")
_TITLE_CUE = re.compile(
    r"(?:so[- ]called|dubbed|named|called|known as|titled|entitled|code-?named|nicknamed|branded|labell?ed|"
    r"termed|headlined|(?:word|term|phrase|slogan|hashtag|film|book|series|song|report|documentary|operation|"
    r"project|campaign|programme|program|website|ship|vessel|boat|app|course|article|study)s?|"
    r"sogenannten?|namens|genannt|soi-disant|intitulée?|baptisée?|dite?|llamad[oa]|denominad[oa]|titulad[oa]|"
    r"cosiddett[oa]|denominat[oa]|intitolat[oa]|chamad[oa])[ \u00a0,:]*\Z",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:^|\s|[’'])(?:an?|the|this|that|these|those|his|her|its|their|our|my|your|no|some|any|every|"
    r"der|die|das|den|dem|ein|eine|einen|le|la|les|un|une|des|l|el|los|las|una|il|lo|gli|i|uno)[ \u00a0’']*\Z",
    re.IGNORECASE,
)
_JUDGED = re.compile(rf"\b(?:{JUDGES})\s*\Z")
_NEXT_WORD = re.compile(r"[ \u00a0](\w+)")
_OPERATION = re.compile(r"(?:Operation|Opération|Operación|Operazione|Operação|Operatie|Project)\b")
_ENDS = re.compile(r"[.!?…,;][’'”\"»]*\s*\Z")
_SHORT = 4
"""Words of a scare quote at most; longer ones are somebody's words."""
_LONGEST_BETWEEN = 300
_CLAUSE = re.compile(r"(?:[.!?;]|,?\s(?:while|and|but|whereas|before|as))\s", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\s*,?\s*(?:and|or|but|und|oder|et|ou|y|o|e|that|,)\s+(?:that\s+)?\Z")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one speaker, with their quotation marks.

    Attributes:
        parts: ranges of code points; several if words interrupt it, or paragraphs divide it.
        attribution: the words that say who speaks, if any do.
        is_speech: False for a title, and for single words that the writer does not make his own.
    """

    parts: tuple[tuple[int, int], ...]
    attribution: Attribution | None
    is_speech: bool


@lru_cache(maxsize=64)  # A text is asked again for every selection.
def find_quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """Everything in quotation marks in a range of a text, in order."""
    # The text before the range is not looked at.
    words = text[:start] + with_whole_letters(unwrap_lines(text, start, end))
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(words, start)]
    found = [list(marked_words(words, *paragraph)) for paragraph in paragraphs]
    pieces = [
        _Piece(marked, paragraph, i, of)
        for paragraph, of in zip(paragraphs, found, strict=True)
        for i, marked in enumerate(of)
    ]
    groups = _groups(words, [piece for piece in pieces if _is_meant(words, piece, pieces)])
    return tuple(_quotation(words, group) for group in groups)


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """Marked words with their paragraph and those marked in it."""

    marked: Marked
    paragraph: tuple[int, int]
    index: int
    of: list[Marked]

    @property
    def is_first(self) -> bool:
        return self.index == 0

    @property
    def is_last(self) -> bool:
        return self.index == len(self.of) - 1

    def begins_paragraph(self, words: str) -> bool:
        return not words[self.paragraph[0] : self.marked.start].strip()

    def reach_before(self) -> int:
        """The end of the marked words before, or the beginning of the paragraph."""
        return self.of[self.index - 1].end if self.index else self.paragraph[0]

    def reach_after(self) -> int:
        """The beginning of the marked words after, or the end of the paragraph."""
        following = self.paragraph[1] if self.is_last else self.of[self.index + 1].start
        return min(following, self.marked.end + REACH)


def _is_meant(words: str, piece: _Piece, pieces: Sequence[_Piece]) -> bool:
    """False for an open mark that is astray: a straight or single one that nothing goes on."""
    marked = piece.marked
    if marked.is_closed or marked.mark in "“„«" or not piece.is_last:
        return True
    later = [each for each in _next_paragraph(piece, pieces) if each.is_first]
    return bool(later) and _goes_on_below(words, piece, later[0])


def _next_paragraph(piece: _Piece, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    at = _index_of(piece, pieces) + 1
    if at < len(pieces):
        yield pieces[at]


def _index_of(piece: _Piece, pieces: Sequence[_Piece]) -> int:
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high) // 2
        if pieces[middle].marked.start < piece.marked.start:
            low = middle + 1
        else:
            high = middle
    return low


def _groups(words: str, pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    group: list[_Piece] = []
    for piece in pieces:
        if group and not (_goes_on_below(words, group[-1], piece) or _goes_on(words, group, piece)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _goes_on_below(words: str, one: _Piece, other: _Piece) -> bool:
    """True if a quotation that its paragraph leaves open goes on in the next one."""
    return (
        not one.marked.is_closed
        and one.is_last
        and one.marked.end >= one.paragraph[1] - 1
        and other.is_first
        and other.begins_paragraph(words)
        and not words[one.paragraph[1] : other.paragraph[0]].strip()
        and (
            other.marked.mark == one.marked.mark
            or {one.marked.mark, other.marked.mark} <= {"«", "»"}
        )
    )


def _goes_on(words: str, group: Sequence[_Piece], piece: _Piece) -> bool:
    """True if only "… said …" is between two parts, and nobody else says the second one."""
    one = group[-1]
    if one.paragraph != piece.paragraph:
        return False
    between = words[one.marked.end : piece.marked.start]
    if len(between) > _LONGEST_BETWEEN:
        return False
    if not one.marked.is_closed and one.marked.mark == piece.marked.mark:
        return attribution_after(words, one.marked.end, piece.marked.start) is not None
    said = None if _introduces_next(words, one) else _after(words, one)
    if said is None or _sentences_between(words, said, one, piece) > 1:
        return False
    own = _after(words, piece)
    if own is not None and own.name is not None and not _same(words, said, own):
        return False
    introduced = attribution_before(words, said.place[1], piece.marked.start)
    return introduced is None or introduced.name is None


def _introduces_next(words: str, piece: _Piece) -> bool:
    """True if the words after a whole sentence lead to the next quotation: “….” Bo Lind said, “…”."""
    if piece.is_last:
        return False
    first, last = piece.marked.inner
    following = piece.of[piece.index + 1]
    return words[first:last].rstrip().endswith(".") and words[
        piece.marked.end : following.start
    ].rstrip().endswith((",", ":"))


def _sentences_between(words: str, said: Attribution, one: _Piece, piece: _Piece) -> int:
    """The sentences between two parts, that with the speaker included."""
    found = list(split_paragraph(words, one.marked.end, piece.marked.start))
    return len([each for each in found if any(map(str.isalnum, words[slice(*each)]))])


def _same(words: str, one: Attribution, other: Attribution) -> bool:
    if one.name is None or other.name is None:
        return one.name is None
    return (
        words[slice(*one.name)].rsplit(maxsplit=1)[-1]
        == words[slice(*other.name)].rsplit(maxsplit=1)[-1]
    )


def _after(words: str, piece: _Piece) -> Attribution | None:
    end = _end_of_sentence(words, piece.marked.end, piece.reach_after())
    return attribution_after(words, piece.marked.end, end)


def _end_of_sentence(words: str, start: int, end: int) -> int:
    """The full stop of the sentence that goes on after a quotation; `end` without one."""
    _, last = next(split_paragraph(words, start, end), (start, end))
    stop = _STOP.search(words, start, last)
    return stop.start() if stop else end


def _quotation(words: str, group: Sequence[_Piece]) -> Quotation:
    parts = tuple((piece.marked.start, piece.marked.end) for piece in group)
    attribution = _attribution(words, group)
    is_speech = any(_is_speech(words, piece, attribution) for piece in group)
    return Quotation(parts, attribution, is_speech)


def _attribution(words: str, group: Sequence[_Piece]) -> Attribution | None:
    """The speaker: named after one of the parts, before the first, or after it by a name alone."""
    unnamed: Attribution | None = None
    for piece in group:
        found = None if _introduces_next(words, piece) else _after(words, piece)
        if found is not None and found.name is not None:
            return found
        unnamed = unnamed or found
    if unnamed is None:
        for piece in group:
            if alone := _name_alone(words, piece):
                return alone
    before = _before(words, group[0])
    if unnamed is None and before is None and group[0].marked.mark in "«“":
        before = attribution_inside(words, *group[0].marked.inner)
    if unnamed is None and before is None and (found := _at_end(words, group[-1])):
        return found
    if unnamed is not None and not unnamed.is_pronoun:
        return unnamed
    if before is not None and (unnamed is None or before.name is not None):
        return before
    return unnamed


def _at_end(words: str, piece: _Piece) -> Attribution | None:
    """The speaker at the end of the sentence of which the quotation is a part."""
    inner = words[slice(*piece.marked.inner)].rstrip()
    if inner[-1:] in ".!?":
        return None
    reach = piece.reach_after()
    end = _end_of_sentence(words, piece.marked.end, reach)
    return attribution_at_end(words, piece.marked.end, end) if end < reach else None


def _name_alone(words: str, piece: _Piece) -> Attribution | None:
    reach = piece.reach_after()
    end = _end_of_sentence(words, piece.marked.end, reach)
    # A name alone is the speaker's only where nothing else follows but the role.
    if re.match(r"[.!?]", words[end:reach].strip()) or not _may_be_signed(words, piece):
        return None
    return name_after(words, piece.marked.end, end)


def _may_be_signed(words: str, piece: _Piece) -> bool:
    """True for a whole sentence in quotation marks; a name after a title does not sign it."""
    first, last = piece.marked.inner
    return _ENDS.search(words, first, last) is not None or last - first > 60


def _before(words: str, piece: _Piece) -> Attribution | None:
    """The speaker by the words before a quotation, or before an earlier one of the sentence."""
    start = piece.reach_before()
    found = attribution_before(words, start, piece.marked.start)
    index = piece.index
    while found is None and index and _CONJUNCTION.fullmatch(words, start, piece.marked.start):
        # He spoke of “this” and “that”.
        index -= 1
        other = piece.of[index]
        start = piece.of[index - 1].end if index else piece.paragraph[0]
        found = attribution_before(words, start, other.start)
        if not _CONJUNCTION.fullmatch(words, piece.of[index - 1].end, other.start) and index:
            break
    return found


def _is_speech(words: str, piece: _Piece, attribution: Attribution | None) -> bool:
    marked = piece.marked
    if not marked.is_closed:
        return True
    inner = words[slice(*marked.inner)].strip()
    before = words[max(piece.reach_before(), marked.start - 40) : marked.start]
    count = max(len(inner.split()), _unspaced_words(inner))
    is_sentence = _ENDS.search(inner) is not None
    if not any(map(str.isalpha, inner)):
        return False
    if _OPERATION.match(inner) and not is_sentence and count <= _SHORT + 2:
        return False
    is_title = _is_title(inner) and not is_sentence
    if (is_sentence and count > 1) or _is_said_after(words, marked, attribution):
        return True
    if (
        is_title
        or (count < 2 and _JUDGED.search(before))
        or (_TITLE_CUE.search(before) and count <= 2 * _SHORT)
    ):
        return False
    if count > _SHORT:
        return True
    if attribution is None:
        return False
    if before.rstrip()[-1:] in (":", ","):
        return True
    following = _NEXT_WORD.match(words, marked.end)
    if count < 3 and following and following[1].lower() not in OPENERS:
        # There are “only” 600.
        return False
    return is_sentence or not (_DETERMINER.search(before) or (inner[0].isupper() and count > 1))


def _is_said_after(words: str, marked: Marked, attribution: Attribution | None) -> bool:
    """True if the speaker follows at once; without a name, only after a comma."""
    if attribution is None or attribution.place[0] < marked.end:
        return False
    between = words[marked.end : attribution.place[0]]
    is_plain = attribution.name is not None or attribution.is_pronoun or "," in between
    return is_plain and not between.strip(" \u00a0,–—-")


def _unspaced_words(inner: str) -> int:
    """An estimate of the words in a script without blanks."""
    return 2 * sum(char > "\u2e80" for char in inner) // 3


def _is_title(inner: str) -> bool:
    """True if the words are capitalised but for small ones: a film, a ship, a team."""
    each = inner.split()
    long = [word for word in each if len(word) > 3]
    return (
        bool(long)
        and each[0][0].isupper()
        and all(word[0].isupper() for word in long)
        and (len(each) > 1 or len(each[0]) > 1)
    )

"""Numbers of a text as phrases: words and digits that make up one value, whatever they count.

"two and a half million", "12K", "one in four", "tens of thousands". `number_ranges` joins two of them
to a range, `number_contexts` tells dates and the like apart; `numbers` is what other modules use.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from trafficking_explorer.text.number_parts import Parts
from trafficking_explorer.text.number_tokens import GAP, Phrase
from trafficking_explorer.text.number_words import (
    MANY_PARTS,
    MULTIPLES,
    PARTS,
    SCALES_ELSEWHERE,
    SHORT_SCALES,
    UNSURE_SCALES,
    VAGUE,
    VULGAR,
    size_code,
)

_OF = re.compile(rf"{GAP}of{GAP}", re.IGNORECASE)
_OR_MORE_OF = re.compile(rf"{GAP}(?:of|and|upon){GAP}", re.IGNORECASE)
_ARTICLE = re.compile(rf"(?<![\w'’])an?{GAP}\Z", re.IGNORECASE)
_NOT_ONE = re.compile(
    rf"(?<!\w)(?:not|without|never){GAP}(?:even{GAP})?(?:an?{GAP})?\Z", re.IGNORECASE
)
_OF_AT = re.compile(rf"{GAP}of\b", re.IGNORECASE)
_COUPLE_OF = re.compile(rf"{GAP}of{GAP}(?![Tt]he\b|[Tt]hem\b)", re.IGNORECASE)


def find_phrases(text: str) -> Iterator[Phrase]:
    """Every number of a text, in order, ranges not yet joined; ordinals and codes are left out."""
    reader = _Reader(text)
    at = 0
    while at < len(reader.tokens):
        phrase, after = reader.phrase(at)
        at = max(after, at + 1)
        if phrase is not None:
            yield phrase


class _Reader(Parts):
    """The numbers and quantities of a text, whatever they count."""

    def phrase(self, at: int) -> tuple[Phrase | None, int]:
        """The number that begins with a token, and the token after it."""
        token = self.tokens[at]
        if token.figure is None and token.word not in VULGAR:
            if token.word in VAGUE:
                return self.vague(at)
            if token.word in PARTS or token.word in MANY_PARTS:
                return self.part(at)
            if token.word in SHORT_SCALES or token.word in UNSURE_SCALES:
                return None, at + 1
            if token.word in SCALES_ELSEWHERE and token.word not in VAGUE:
                return None, at + 1
            if token.word == "single":
                return self.none(at), at + 1
        number, after = self.cardinal(at)
        if number is None or number.what == "ordinal":
            return None, after
        if number.value is not None and number.what == "plain":
            found = self.fraction(number, after) or self.ratio(number, after)
            if found:
                return found
        return number, after

    def none(self, at: int) -> Phrase | None:
        """The "not a single" before what is not there."""
        token = self.tokens[at]
        start = self.before(token.start, _NOT_ONE)
        return None if start is None else Phrase(start, token.end, Fraction(0))

    def vague(self, at: int) -> tuple[Phrase | None, int]:
        token, text = self.tokens[at], self.text
        word, after = token.word, at + 1
        if word == "quarters" or (word in ("tens", "scores") and not _OF_AT.match(text, token.end)):
            return None, after
        what = "multiple" if word in MULTIPLES else "vague"
        found = Phrase(token.start, token.end, None, what, VAGUE[word])
        if word in ("couple", "pair"):
            return self.couple(found, after)
        if word == "several" and self.gap(after) and self.scale_of(self.word(after)):
            scale, after = self.words(after)
            if scale is not None:
                found.end, found.qualifier = scale.end, size_code(scale.value)
            return found, after
        while (
            self.gap(after, _OR_MORE_OF) and self.word(after) in VAGUE and VAGUE[self.word(after)]
        ):
            found.qualifier = _of_vague(word, self.word(after), found.qualifier)
            found.end, word, after = self.tokens[after].end, self.word(after), after + 1
        return found, after

    def couple(self, found: Phrase, after: int) -> tuple[Phrase, int]:
        """The "a couple of" lorries, which are two; a couple of people need not be."""
        if (start := self.before(found.start, _ARTICLE)) is None:
            return found, after
        if _COUPLE_OF.match(self.text, found.end):
            if self.scale_of(self.word(after)) and self.gap(after, _OF):
                scale, after = self.cardinal(after)
                if scale is not None:
                    found.start, found.end = start, scale.end
                    found.qualifier = scale.qualifier or size_code(scale.value)
                return found, after
            found.start, found.value, found.what = start, Fraction(2), "plain"
        return found, after


def _of_vague(one: str, of: str, known: str | None) -> str | None:
    if of in ("millions", "billions", "trillions"):
        return "millions"
    if of == "thousands" and one in ("tens", "dozens", "scores"):
        return "tens_of_thousands"
    if of == "thousands" and one == "hundreds":
        return "hundreds_of_thousands"
    return VAGUE[of] if one == of else known

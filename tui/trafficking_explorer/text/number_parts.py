"""Parts of a whole: halves and thirds, "one in four", "3 out of 10"."""

import re
from fractions import Fraction

from trafficking_explorer.text.number_cardinals import Cardinals
from trafficking_explorer.text.number_tokens import GAP, Phrase, is_year
from trafficking_explorer.text.number_words import (
    MANY_PARTS,
    PARTS,
    SHORT_SCALES,
)

_OF_A = re.compile(rf"(?:{GAP}|-)(?:of{GAP})?(?:an?(?:{GAP}|-))?", re.IGNORECASE)
_ARTICLE = re.compile(rf"(?<![\w'’])an?{GAP}\Z", re.IGNORECASE)
_AFTER_PART = re.compile(
    rf"{GAP}of(?!{GAP}a{GAP}century)\b|\s*(?:[.,;:!?)\]”’\"]|\Z)|{GAP}(?:in|by|to|as|from|since|over|"
    r"had|were|was|are|have|said|came|believed|believe|the|their|these|those|all|that|who|than|at|on|and|but|were|"
    r"more|less|fewer|higher|lower)\b",
    re.IGNORECASE,
)
_OF_AT = re.compile(rf"{GAP}of\b", re.IGNORECASE)
_BY = re.compile(
    rf"(?<!\w)(?:by|than|to|nearly|almost|about|around|over|under|only|just|roughly|approximately|least|most|"
    rf"up{GAP}to|some|estimated){GAP}an?{GAP}\Z",
    re.IGNORECASE,
)
_NOT_HALF = re.compile(
    rf"(?<!\w)(?:first|second|other|latter|last|next|better|former|top|bottom|my|your|each|and){GAP}\Z",
    re.IGNORECASE,
)
_HALF_PAST = re.compile(
    rf"[-‐‑]\w|{GAP}(?:an?{GAP}hour|past|way|brothers?|sisters?|price|term|time|hearted|empty|full)\b",
    re.IGNORECASE,
)
_QUARTER_NOT = re.compile(
    rf"(?:{GAP}|-)(?:cent|final|past|to{GAP}\w+{GAP}o|century|master)", re.IGNORECASE
)
_PARTY = re.compile(
    rf"(?:{GAP}|-)(?:part(?:y|ies)|person|countr(?:y|ies)|nationals?)\b", re.IGNORECASE
)
_RATIO = re.compile(
    rf"(?:{GAP}|-)(?P<word>in|out{GAP}of|of)(?:{GAP}|-)(?P<every>every{GAP})?(?P<a>an?{GAP})?",
    re.IGNORECASE,
)
_PLACES = re.compile(
    rf"{GAP}(?:different{GAP}|separate{GAP}|other{GAP})?(?:countr|cit|state|province|location|place|region|town|"
    r"district|raid|operation|month|year|week|day|hour|minute|lorr|truck|house|flat|hotel|vehicle|car|boat|"
    r"village|count|site|venue|premise|search|inspection|case|incident|group)",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"(?:\A|[.,;:!?(“\"‘\n—–•]|\b(?:that|as|about|around|nearly|almost|only|just|some|than|least|most|where|and|"
    r"but|while|to|an estimated|estimated|roughly|approximately|over|for|is|are|was|were|by|the|with|says?|said))"
    r"\s*\Z",
    re.IGNORECASE,
)
_WHOLES = frozenset(
    [
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        12,
        15,
        20,
        25,
        30,
        40,
        50,
        100,
        200,
        500,
        1000,
        10**4,
        10**5,
        10**6,
    ]
)


class Parts(Cardinals):
    """The shares of a text: fractions, and ratios of two numbers."""

    def fraction(self, number: Phrase, after: int) -> tuple[Phrase | None, int] | None:
        """The fraction that a number and a part make: "two thirds", "one-quarter", "3/4 of"."""
        assert number.value is not None
        word, count = self.word(after), number.value
        if number.figure is not None and (found := self.over(number, after)):
            return found
        if not word or not self.gap(after) or count.denominator != 1:
            return None
        if word in MANY_PARTS and 1 < count < 100:
            value = count * MANY_PARTS[word]
        elif word in PARTS and count == 1:
            if _PARTY.match(self.text, self.tokens[after].end):
                return None
            value = PARTS[word]
        elif word in PARTS and word not in ("half", "quarter"):
            # "twenty-fifth"
            return None, after + 1
        else:
            return None
        if value > 1:
            return None
        share = Phrase(number.start, self.tokens[after].end, value, "share")
        return self.of_scale(share, after + 1)

    def over(self, number: Phrase, after: int) -> tuple[Phrase, int] | None:
        """A fraction with a slash; a fraction only before "of", else a score, a date or a name."""
        other = self.tokens[after].figure if after < len(self.tokens) else None
        if other is None or other.value is None or self.text[number.end : other.start] not in "/⁄":
            return None
        if number.end == other.start:
            return None
        one, whole = number.value or Fraction(0), other.value
        if is_year(number) and other.end - other.start == 2 and one % 100 + 1 == whole:
            years = Phrase(number.start, other.end, one, kind="year", high=one + 1)
            return years, after + 1
        is_part = 0 < one < whole <= 100 and _OF_AT.match(self.text, other.end)
        if not is_part:
            return Phrase(number.start, other.end, None, "unsure", figure=number.figure), after + 1
        return Phrase(number.start, other.end, one / whole, "share"), after + 1

    def of_scale(self, share: Phrase, after: int) -> tuple[Phrase, int]:
        """A share of a million is a number: "three quarters of a million"."""
        scale = self.scale_of(self.word(after))
        if scale and self.gap(after, _OF_A) and self.word(after) not in SHORT_SCALES:
            assert share.value is not None
            value = share.value * scale
            if value.denominator == 1:
                end = self.tokens[after].end
                return Phrase(
                    share.start, end, value, coefficient=share.value, scale=scale
                ), after + 1
        return share, after

    def part(self, at: int) -> tuple[Phrase | None, int]:
        """A part without a number before it: "half", "a third of", "half a dozen"."""
        token, text = self.tokens[at], self.text
        value = (PARTS | MANY_PARTS)[token.word]
        article = self.before(token.start, _ARTICLE)
        start = token.start if article is None else article
        share = Phrase(start, token.end, value, "share")
        scaled, after = self.of_scale(share, at + 1)
        if scaled is not share and token.word in ("half", "quarter", "third"):
            return scaled, after
        if token.word == "half":
            if _HALF_PAST.match(text, token.end) or self.before(start, _NOT_HALF) is not None:
                return Phrase(start, token.end, None, "unsure"), at + 1
            return share, at + 1
        if article is None or token.word in MANY_PARTS:
            return None, at + 1
        if token.word == "quarter":
            sure = not _QUARTER_NOT.match(text, token.end) and _AFTER_PART.match(text, token.end)
        else:
            # "a third suspect" is one more.
            sure = _OF_AT.match(text, token.end) or (
                self.before(token.start, _BY) is not None and _AFTER_PART.match(text, token.end)
            )
        return (share if sure else None), at + 1

    def ratio(self, number: Phrase, after: int) -> tuple[Phrase | None, int] | None:
        """The share that "one in four" and "3 out of 10" are."""
        if after >= len(self.tokens) or number.value is None or number.value.denominator != 1:
            return None
        next_start = self.tokens[after].start
        match = _RATIO.match(self.text, number.end, next_start)
        if match is None or match.end() != next_start:
            return None
        whole, end = self.cardinal(after)
        if (
            whole is None
            or whole.value is None
            or whole.what != "plain"
            or whole.value.denominator != 1
        ):
            return None
        if whole.start > next_start:
            return None
        one, of = number.value, whole.value
        if not 0 < one < of or is_year(whole):
            return None
        joint = match["word"].lower()
        if joint == "of" and not match["every"]:
            return None
        share = Phrase(number.start, whole.end, one / of, "share")
        if joint.startswith("out"):
            if of not in _WHOLES or of > 12:
                share.parts = (number, whole)
            return share, end
        if joint == "in" and not match["every"]:
            if of not in _WHOLES and one != 1:
                return None
            before = self.text[max(0, number.start - 20) : number.start]
            at_start = _CLAUSE_START.search(before) is not None
            if not (at_start or one == 1) or (
                _PLACES.match(self.text, whole.end) and not (one == 1 and at_start)
            ):
                # "arrested 3 in 10 countries"
                share.value, share.what = None, "unsure"
                share.parts = (number, whole)
        return share, end

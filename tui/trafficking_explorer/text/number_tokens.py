"""The words and figures of a text that numbers are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from trafficking_explorer.text.currency_names import NAMES as CURRENCIES
from trafficking_explorer.text.digit_groups import BLANK, Figure, figure_at
from trafficking_explorer.text.number_words import (
    LEXICON,
    VULGAR,
)

GAP = rf"(?:{BLANK}{{1,2}}|{BLANK}?\r?\n{BLANK}?)"
"""Blanks between two words of one number; a line may end there."""
_TOKEN = re.compile(rf"\d|[^\W\d_]+|[{''.join(VULGAR)}]")
_GAP = re.compile(rf"{GAP}|[-‐‑]")
_LETTERS = re.compile(r"[^\W\d_]+")
_MONEY = re.compile(
    rf"(?<!\w)(?:Rs|K[Ss]h|Sh|T[Ss]h|U[Ss]h|Tk|RM|Rp|kr|Kr|SFr|RMB|{'|'.join(CURRENCIES)})\Z"
)
"""Signs of money that are letters and may touch the figure."""
_LETTER = re.compile(r"(?<!\w)[RNKPBLC]\Z")
_SCALED = re.compile(r"(?:\.\d+)?(?:[mM]|bn|mn| million| billion)\b")
_PREFIX = re.compile(
    r"(?<!\w)(?:mid|pre|post|under|over|sub|plus|early|late|some|from|to|of|in|or|and)-\Z", re.I
)
_LONGEST = max(map(len, LEXICON))


@dataclass(slots=True)
class Phrase:
    """The words of one number, before their context is known.

    Attributes:
        start, end: code points of the text.
        value: None if there is none, or it is not sure.
        what: "plain", "share", "vague", "multiple", "unsure" or "ordinal".
        qualifier: of a quantity without a figure: "dozens".
        figure: the digits that it begins with.
        coefficient, scale: 5 and 1,000,000 of "5 million"; the scale of "5" is 1.
        decimal: the value if a decimal is meant, of figures such as 12,5 and 1.250.
        high: the upper end of a range.
        parts: the numbers of a literal "24 out of 30", each of which is one too.
        kind: "year" if the words say so, "mask" for a part of the text that is not a quantity.
        first: the first word of the number itself, after "between".
    """

    start: int
    end: int
    value: Fraction | None
    what: str = "plain"
    qualifier: str | None = None
    figure: Figure | None = None
    coefficient: Fraction | None = None
    scale: int = 1
    decimal: Fraction | None = None
    high: Fraction | None = None
    parts: tuple["Phrase", ...] = ()
    kind: str = ""
    first: int = -1

    def __post_init__(self) -> None:
        if self.first < 0:
            self.first = self.start


@dataclass(slots=True)
class Token:
    """A word or a figure that numbers are made of."""

    start: int
    end: int
    word: str
    figure: Figure | None = None


def find_tokens(text: str) -> Iterator[Token]:
    """The words and figures of a text that numbers are made of, in order."""
    search, at = _TOKEN.search, 0
    while match := search(text, at):
        start, at = match.span()
        word = match[0]
        if word.isdecimal():
            figure = figure_at(text, start)
            at = figure.end
            if _is_code(text, start, at):
                if letters := _LETTERS.match(text, at):
                    at = letters.end()
                continue
            yield Token(start, at, "", figure)
        elif word in VULGAR:
            yield Token(start, at, word)
        elif len(word) <= _LONGEST and (lower := word.lower()) in LEXICON:
            before = text[start - 1] if start else ""
            if before != "_" and text[at : at + 1] != "_":
                yield Token(start, at, lower)


def _is_code(text: str, start: int, end: int) -> bool:
    """True for digits in a code, a name or a footnote: A4, v1.2, MS-13, 3_4."""
    before = text[start - 1] if start else ""
    if before.isalpha() and _MONEY.search(text[max(0, start - 6) : start]):
        return False
    if before.isalpha() and _LETTER.search(text[max(0, start - 2) : start]):
        # "R500,000" is money, "R5" a name.
        return not ("," in text[start:end] or _SCALED.match(text, end))
    if before.isalnum() or before == "_" or text[end : end + 1] == "_":
        return True
    if before == "." and start > 1 and (text[start - 2].isalnum() or text[start - 2] == "."):
        return True
    if before in "-‐‑/#." and before:
        if before in ("#", "."):
            return True
        letter = start > 1 and text[start - 2].isalpha()
        return letter and not _PREFIX.search(text[max(0, start - 8) : start])
    return False


class TokenText:
    """A text and the words of it that numbers are made of."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(find_tokens(text))

    def gap(self, at: int, pattern: re.Pattern[str] = _GAP) -> bool:
        """True if only such words are between a token and the one before it."""
        if not 0 < at < len(self.tokens):
            return False
        return (
            pattern.fullmatch(self.text, self.tokens[at - 1].end, self.tokens[at].start) is not None
        )

    def word(self, at: int) -> str:
        return self.tokens[at].word if at < len(self.tokens) else ""

    def before(self, start: int, pattern: re.Pattern[str]) -> int | None:
        """The beginning of certain words that end at a place."""
        first = max(0, start - 30)
        match = pattern.search(self.text[first:start])
        return first + match.start() if match else None


def plus(value: Fraction | None, more: Fraction) -> Fraction | None:
    """The sum of a value, if there is one, and a fraction."""
    return None if value is None else value + more


def is_year(number: Phrase) -> bool:
    """True for digits that may be a year: four of them, without a separator."""
    figure = number.figure
    return (
        figure is not None
        and number.end == figure.end
        and figure.end - figure.start == 4
        and number.value is not None
        and 1700 <= number.value <= 2100
    )

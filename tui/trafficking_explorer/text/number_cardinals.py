"""Cardinal numbers: digits and words with the scales that multiply them."""

import re
from fractions import Fraction

from trafficking_explorer.text.digit_groups import BLANK, Figure
from trafficking_explorer.text.number_tokens import GAP, Phrase, TokenText, plus
from trafficking_explorer.text.number_words import (
    DOZEN,
    HUNDRED,
    MANY_PARTS,
    PARTS,
    SCALE_LETTERS,
    SCALES,
    SCALES_ELSEWHERE,
    SHORT_SCALES,
    TENS,
    UNITS,
    UNSURE_SCALES,
    VULGAR,
    size_code,
)
from trafficking_explorer.text.spelled_numbers import SpelledNumber

_AND = re.compile(rf"{GAP}and{GAP}|-and-", re.IGNORECASE)
_COMMA = re.compile(rf",{GAP}")
_AND_A = re.compile(rf"(?:{GAP}|-)and(?:{GAP}|-)an?(?:{GAP}|-)", re.IGNORECASE)
_ARTICLE = re.compile(rf"(?<![\w'’])an?{GAP}\Z", re.IGNORECASE)
_FEW = re.compile(
    rf"(?<!\w)(?:(?:a{GAP})?few|many|some{GAP}few|multiple|(?:a{GAP})?couple(?:{GAP}of)?|countless|"
    rf"untold){GAP}\Z",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(
    rf"(?<!\w)(?:not|without|never){GAP}(?:even{GAP})?(?:an?{GAP})?\Z", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_METRES = re.compile(
    rf"[-{BLANK[1:-1]}](?:long|wide|tall|high|deep|away|off|apart|across|from|north|south|east|west|above|"
    r"below|radius|race|race|sprint|run|tower|wall|fence|boat|vessel|yacht|ship|dinghy|trawler|by|x|×)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(rf"{BLANK}[^\W\d_a-z][a-z]")
_APART = re.compile(rf"{BLANK}(?P<scale>[kKmMbB])(?![\w'’])")
_ADJECTIVE = re.compile(r"-[^\W\d_]")
_SEES = re.compile(r"[$€£₹¥]")
_AGES = re.compile(r"\b(?:under|over)[- ]\Z", re.IGNORECASE)
_UNIT_LETTERS = frozenset(
    [
        "kg",
        "kgs",
        "g",
        "mg",
        "t",
        "km",
        "kms",
        "cm",
        "mm",
        "mi",
        "ft",
        "lb",
        "lbs",
        "oz",
        "h",
        "hr",
        "hrs",
        "min",
        "mins",
        "s",
        "sec",
        "secs",
        "mph",
        "kph",
        "kmh",
        "kw",
        "mw",
        "gb",
        "mb",
        "tb",
        "ha",
        "l",
        "ml",
        "yr",
        "yrs",
        "yo",
        "am",
        "pm",
        "th",
        "x",
    ]
)
_ORDINAL = frozenset(["st", "nd", "rd", "th"])
_COMPOUND = re.compile(r"-[^\W\d_]|[- ](?:year|month|week|day|hour|member)", re.IGNORECASE)


class Cardinals(TokenText):
    """The cardinal numbers of a text, in digits and words, with what multiplies them."""

    def cardinal(self, at: int) -> tuple[Phrase | None, int]:
        token = self.tokens[at]
        if token.figure is not None:
            return self.digits(at)
        if token.word in VULGAR:
            number = Phrase(token.start, token.end, VULGAR[token.word], "share")
            return self.scaled(number, at + 1)
        return self.words(at)

    def digits(self, at: int) -> tuple[Phrase | None, int]:
        token = self.tokens[at]
        figure = token.figure
        assert figure is not None
        number = Phrase(
            token.start, figure.end, figure.value, figure=figure, decimal=figure.decimal
        )
        after = at + 1
        if self.word(after) in VULGAR and self.text[figure.end : self.tokens[after].start] in (
            "",
            " ",
            "\u00a0",
            "\u2009",
            "\u202f",
            "-",
        ):
            number.end = self.tokens[after].end
            number.value = plus(number.value, VULGAR[self.word(after)])
            after += 1
        elif mixed := self.slashed(after, figure):
            number.end, number.value = mixed[0], plus(number.value, mixed[1])
            after += 2
        elif (letters := _LETTERS.match(self.text, figure.end)) is not None:
            return self.lettered(number, letters, after)
        elif (letter := _APART.match(self.text, figure.end)) is not None:
            # "5 m" may be metres; "£5 m" is not.
            if _SEES.search(self.text, max(0, number.start - 2), number.start):
                self.multiply(number, SCALE_LETTERS[letter["scale"].lower()], letter.end())
            else:
                number.value, number.what = None, "unsure"
            return number, after
        return self.scaled(number, after)

    def slashed(self, at: int, figure: Figure) -> tuple[int, Fraction] | None:
        """The end and the value of the fraction in "1 1/2"."""
        if at + 1 >= len(self.tokens):
            return None
        one, other = self.tokens[at].figure, self.tokens[at + 1].figure
        if one is None or other is None or not one.value or not other.value:
            return None
        gaps = self.text[figure.end : one.start], self.text[one.end : other.start]
        if gaps in ((" ", "/"), ("\u00a0", "/"), (" ", "⁄")) and one.value < other.value <= 10:
            return other.end, one.value / other.value
        return None

    def lettered(
        self, number: Phrase, letters: re.Match[str], after: int
    ) -> tuple[Phrase | None, int]:
        """A figure with letters directly after it: 12K, 5m, 3bn, 21st, 5kg, 1990s."""
        word, lower, text = letters[0], letters[0].lower(), self.text
        if after < len(self.tokens) and self.tokens[after].start == letters.start():
            after += 1
        if lower in _ORDINAL:
            number.what = "ordinal"
        elif lower in SHORT_SCALES or lower in SCALES:
            self.multiply(number, (SHORT_SCALES | SCALES)[lower], letters.end())
        elif lower in SCALE_LETTERS and (word in "kKmMbB"):
            start = max(0, number.start - 2)
            is_money = _SEES.search(text, start, number.start) is not None
            sure = is_money or not _METRES.match(text, letters.end(), letters.end() + 20)
            if word == "b":
                sure = is_money
            elif word in "BM" and not is_money and _CAPITAL.match(text, letters.end()):
                # "221B Baker Street"
                sure = False
            self.multiply(number, SCALE_LETTERS[lower], letters.end())
            if not sure:
                number.value, number.what = None, "unsure"
        elif lower in _UNIT_LETTERS:
            if lower == "s" and _AGES.search(text[max(0, number.start - 6) : number.start]):
                number.end = letters.start()
            elif lower == "s":
                number.what = "unsure"
                number.kind = "year" if number.end - number.start == 4 else ""
                number.value = number.value if number.kind else None
        else:
            return None, after
        return number, after

    def multiply(self, number: Phrase, scale: int, end: int) -> None:
        number.value = number.value if number.value is not None else number.decimal
        number.decimal = None
        number.coefficient, number.scale = number.value, number.scale * scale
        number.value = None if number.value is None else number.value * scale
        number.end = end
        number.what = "plain"

    def scaled(self, number: Phrase, after: int) -> tuple[Phrase, int]:
        """A figure with "and a half", "million", "hundred thousand", "dozen" after it."""
        after = self.halves(number, after)
        least = 0
        while (word := self.word(after)) and self.gap(after):
            scale = self.scale_of(word)
            if number.figure is not None:
                scale = scale or SCALES_ELSEWHERE.get(word, 0)
                if word in UNSURE_SCALES:
                    number.value, number.what = None, "unsure"
                    number.end, after = self.tokens[after].end, after + 1
                    break
            if not scale or (scale == 12 and number.scale > 1):
                break
            self.multiply(number, scale, self.tokens[after].end)
            least = scale
            after += 1
        if least:
            after = self.halves(number, after)
        if least > 1000 and number.figure is not None:
            after = self.further(number, after, least)
        return number, after

    @staticmethod
    def scale_of(word: str) -> int:
        if word == HUNDRED:
            return 100
        if word == DOZEN:
            return 12
        return SCALES.get(word) or SHORT_SCALES.get(word) or 0

    def further(self, number: Phrase, after: int, least: int) -> int:
        """The "50 thousand" of "2 lakh 50 thousand"."""
        if after + 1 >= len(self.tokens) or not (self.gap(after) and self.gap(after + 1)):
            return after
        figure, scale = self.tokens[after].figure, self.scale_of(self.word(after + 1))
        if figure is None or figure.value is None or not 1000 <= scale < least:
            return after
        number.value = plus(number.value, figure.value * scale)
        number.end, number.scale = self.tokens[after + 1].end, 1
        return after + 2

    def halves(self, number: Phrase, after: int) -> int:
        """The "and a half" or "and three quarters" of a number; it belongs to what multiplies both."""
        if number.value is None:
            return after
        word = self.word(after)
        if word in ("half", "quarter") and self.gap(after, _AND_A):
            number.value += PARTS[word] * number.scale
        elif (
            word in UNITS
            and self.gap(after, _AND)
            and (many := self.word(after + 1)) in MANY_PARTS
            and self.gap(after + 1)
            and 1 < UNITS[word] * MANY_PARTS[many] * 8 < 8
        ):
            number.value += UNITS[word] * MANY_PARTS[many] * number.scale
            after += 1
        else:
            return after
        number.end = self.tokens[after].end
        return after + 1

    def words(self, at: int) -> tuple[Phrase | None, int]:
        """The number that words make: "three hundred and forty-two thousand"."""
        first = self.tokens[at]
        number = Phrase(first.start, first.end, None)
        spelled, after, is_listed = SpelledNumber(), at, False
        while word := self.word(after):
            joined = after == at or self.gap(after) or (spelled.takes_and and self.gap(after, _AND))
            if not joined and spelled.last == "scale" and self.gap(after, _COMMA):
                # "ten thousand, two hundred" is one number or two.
                joined = is_listed = True
            if not joined or not spelled.add(word):
                break
            number.end, after = self.tokens[after].end, after + 1
        number.value = Fraction(spelled.value)
        number.coefficient, number.scale = Fraction(spelled.coefficient), spelled.scale
        last = spelled.last
        if is_listed and number.end > self.tokens[at].end:
            number.value, number.what = None, "unsure"
        if last in ("unit", "ten") and number.scale == 1:
            after = self.scaled_half(number, after)
        elif last == "scale":
            after = self.halves(number, after)
        if last in ("unit", "ten") and self.runs_on(number, after):
            number.value, number.what = None, "unsure"
            while self.word(after) in UNITS | TENS and self.gap(after):
                number.end, after = self.tokens[after].end, after + 1
        if first.word in (DOZEN, HUNDRED) or first.word in SCALES:
            self.with_article(number)
        elif first.word == "one":
            self.not_one(number)
        return number, after

    def scaled_half(self, number: Phrase, after: int) -> int:
        more = self.halves(number, after)
        return self.scaled(number, more)[1] if more > after else after

    def runs_on(self, number: Phrase, after: int) -> bool:
        """True for "nineteen eighty-four" and "nine one one"; "two five-year-olds" are two numbers."""
        if not self.gap(after) or self.word(after) not in UNITS | TENS:
            return False
        if self.gap(after + 1) and self.word(after + 1) in UNITS:
            return True
        return not _COMPOUND.match(self.text, self.tokens[after].end)

    def with_article(self, number: Phrase) -> None:
        """Begin "a dozen" with its article; "a few hundred" has no figure."""
        few, size = self.before(number.start, _FEW), size_code(number.value)
        if self.text[max(0, number.start - 6) : number.start].lower() == "multi-":
            number.start, number.value, number.what = number.start - 6, None, "vague"
        elif few is not None:
            number.start, number.value, number.scale = few, None, 1
            number.what, number.qualifier = "vague", size
        elif (article := self.before(number.start, _ARTICLE)) is not None:
            number.start = article
        elif _ADJECTIVE.match(self.text, number.end):
            number.value, number.what = None, "unsure"

    def not_one(self, number: Phrase) -> None:
        """Read "not one victim" as none."""
        start = self.before(number.start, _NOT_ONE)
        if start is not None and number.value == 1:
            but = re.match(rf"{GAP}(?:but|of\b|or\b)", self.text[number.end : number.end + 8])
            number.start, number.value = start, None if but else Fraction(0)
            number.what = "unsure" if but else "plain"

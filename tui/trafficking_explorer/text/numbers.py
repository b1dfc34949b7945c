"""Numbers as people write them: the place, the value and the kind of each number of a text.

    for number in find_numbers(text):
        text[number.start : number.end]       # "two and a half million", "between 20 and 25"
        number.value, number.value_to         # 2500000, None; 20, 25
        number.kind                           # "count", "share", "money", "age", "date" …
        number.unit                           # "percent", "ratio", "GBP", "years"; None if left open
        number.qualifier                      # "at_most" of "not more than 20"; None without one
        text[number.amount_start : number.amount_end]   # with its sign: "£3,000", "16 per cent"

Only what is sure has a value: of "1.250", "12,5", "3-1" or "from 41 to 57" without a word that tells, the
value is None and the kind "unsure". `number.is_figure` is True for what a statistic may record; dates,
times, telephone numbers, addresses, references ("Article 3"), names and idioms ("one another") are
found too, each whole, so that nobody takes their digits for counts. Ordinals, footnotes and codes
("the 21st", "A4", "3_4") are not numbers and are not found.

`number.agrees(value)` compares exactly, with every digit; a curator may round what no decimal is equal to
("two thirds": 0.67). `numbers_at(text, start, end)` reads the numbers of a place with the words around it.
A text is read in linear time.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from trafficking_explorer.text.currencies import is_money
from trafficking_explorer.text.number_contexts import Context, context_of
from trafficking_explorer.text.number_masks import Mask, find_masks
from trafficking_explorer.text.number_phrases import find_phrases
from trafficking_explorer.text.number_ranges import join_ranges
from trafficking_explorer.text.number_tokens import Phrase
from trafficking_explorer.text.plain_counts import plain_count
from trafficking_explorer.text.qualifiers import QualifyingWords

CONTEXT = 200
"""Code points on either side that decide about a number; further ones hardly ever do."""
FIGURE_KINDS = frozenset(
    [
        "count",
        "share",
        "percent",
        "points",
        "money",
        "age",
        "duration",
        "vague",
        "multiple",
        "unsure",
    ]
)
"""Kinds of numbers that a statistic may record."""
NO_FIGURE_KINDS = frozenset(
    ["date", "year", "time", "telephone", "address", "reference", "name", "idiom"]
)
"""The other kinds."""
_CHAIN = 8
"""Code points at most between two numbers of which one tells what the other is."""
_ROUNDED = 4
"""Decimals of a value that no decimal is equal to, such as two thirds."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number or quantity in a text.

    Attributes:
        start, end: its words, in code points from 0, end exclusive; "between" is among those of a range.
        value: None for a quantity without a figure ("dozens"), a date, or what is not sure. Integers
            keep every digit.
        value_to: the upper end of a range.
        kind: one of `FIGURE_KINDS` or `NO_FIGURE_KINDS`.
        unit: a code of the vocabulary that the words beside it say: "percent", "ratio", an ISO 4217 code,
            "currency" for money of an unnamed currency, "years", "months", "weeks", "days", "hours".
        qualifier: a code of the vocabulary, from words before or after it; "dozens" and the like
            for a quantity without a figure; None for none.
        qualifying: the place of these words, if they are not part of the number itself.
        sign: the place of the number with its currency or per cent sign.
        exact, exact_to: the values as fractions.
        parts: the numbers inside a literal ratio, "24 out of 31": each may be meant as well.
    """

    start: int
    end: int
    value: int | float | None
    value_to: int | float | None = None
    kind: str = "count"
    unit: str | None = None
    qualifier: str | None = None
    qualifying: QualifyingWords | None = None
    sign: tuple[int, int] | None = None
    exact: Fraction | None = None
    exact_to: Fraction | None = None
    parts: tuple["Number", ...] = ()

    @property
    def is_figure(self) -> bool:
        """True if a statistic may record it; False for a date, a name and the like."""
        return self.kind in FIGURE_KINDS

    @property
    def is_money(self) -> bool:
        """True for an amount of money, also without a figure: "millions of euros"."""
        return is_money(self.unit)

    @property
    def whole_count(self) -> int | None:
        """The number of people or things, if it is whole and larger than one; None if it is not a count."""
        if self.kind != "count" or self.unit or self.value is None or self.value < 2:
            return None
        return int(self.value) if float(self.value).is_integer() else None

    @property
    def amount_start(self) -> int:
        """The beginning of the number with its sign: "£3,000"."""
        return self.sign[0] if self.sign else self.start

    @property
    def amount_end(self) -> int:
        """The end of the number with its sign: "16 per cent"."""
        return self.sign[1] if self.sign else self.end

    def agrees(self, value: float | Decimal) -> bool:
        """True if a value is that of this number, or of the lower end of this range."""
        return _agree(self.exact, value)

    def agrees_to(self, value: float | Decimal | None) -> bool:
        """True if a value is the upper end of this range; None if it is not a range."""
        if value is None:
            return self.exact_to is None
        return _agree(self.exact_to, value)

    def shifted(self, by: int) -> "Number":
        """The same number in a text that begins `by` code points earlier."""
        words, sign = self.qualifying, self.sign
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            qualifying=words and replace(words, start=words.start + by, end=words.end + by),
            sign=sign and (sign[0] + by, sign[1] + by),
            parts=tuple(part.shifted(by) for part in self.parts),
        )


def find_numbers(text: str) -> Iterator[Number]:
    """Every number and number word of a text, in order and apart from one another."""
    phrases = join_ranges(text, list(_masked(text)))
    yield from _numbers(text, phrases, 0, len(phrases))


def numbers_at(text: str, start: int, end: int) -> list[Number]:
    """The numbers that share words with a place, as they are in the whole text.

    Only the words around the place are read, and only its own numbers are told apart.
    """
    if (count := plain_count(text, start, end)) is not None:
        return [Number(start, end, count, exact=Fraction(count))]
    first = max(0, start - CONTEXT)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    part = text[first : end + CONTEXT]
    phrases = join_ranges(part, list(_masked(part)))
    starts = [at for at, each in enumerate(phrases) if each.end > start - first]
    low = starts[0] if starts else len(phrases)
    high = sum(each.start < end - first for each in phrases)
    inside = low
    # "aged 12, 13 and 14": the words before the first tell of all.
    while low > 0 and phrases[low].start - phrases[low - 1].end <= _CHAIN if low < high else False:
        low -= 1
    found = list(_numbers(part, phrases, low, high))
    return [each.shifted(first) for each in found[inside - low :]]


def _numbers(text: str, phrases: Sequence[Phrase], low: int, high: int) -> Iterator[Number]:
    before: Number | None = None
    for at in range(low, high):
        following = phrases[at + 1] if at + 1 < len(phrases) else None
        before = _number(text, phrases[at], before, following)
        yield before


def _masked(text: str) -> Iterator[Phrase]:
    """The phrases of a text; a date, a time and so on is one, whatever digits it has."""
    masks = deque(find_masks(text))
    for phrase in find_phrases(text):
        while masks and masks[0].end <= phrase.start:
            yield from _shown(masks.popleft())
        if not masks or phrase.end <= masks[0].start:
            yield phrase
        else:
            masks[0] = masks[0]._replace(has_number=True)
    while masks:
        yield from _shown(masks.popleft())


def _shown(mask: Mask) -> Iterator[Phrase]:
    """A part of the text as one phrase; an address only if it has a number."""
    if mask.has_number or mask.kind in ("date", "time", "telephone"):
        yield Phrase(mask.start, mask.end, None, mask.kind, kind="mask")


def _number(text: str, phrase: Phrase, before: Number | None, following: Phrase | None) -> Number:
    if phrase.kind == "mask":
        return Number(phrase.start, phrase.end, None, kind=phrase.what)
    context: Context = context_of(
        text,
        phrase,
        kind_before=before.kind if before else "",
        end_before=before.end if before else 0,
        next_start=following.start if following else len(text),
        next_end=following.end if following else len(text),
    )
    exact = phrase.value
    if exact is None and context.is_decimal:
        exact = phrase.decimal
    kind = context.kind
    if kind == "unsure":
        exact = None
    elif exact is None and kind not in ("vague", "multiple", *NO_FIGURE_KINDS):
        kind = "unsure"
    return Number(
        phrase.start,
        phrase.end,
        _plain(exact),
        _plain(phrase.high) if exact is not None else None,
        kind,
        context.unit,
        phrase.qualifier or (context.qualifying.code if context.qualifying else None),
        context.qualifying,
        context.sign,
        exact,
        phrase.high if exact is not None else None,
        tuple(
            Number(part.start, part.end, _plain(part.value), exact=part.value)
            for part in phrase.parts
        ),
    )


def _plain(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    if value.denominator == 1:
        return int(value)
    return float(value) if _is_decimal(value) else round(float(value), _ROUNDED)


def _is_decimal(value: Fraction) -> bool:
    """True if a decimal number is equal to it."""
    below = value.denominator
    for prime in (2, 5):
        while below % prime == 0:
            below //= prime
    return below == 1


def _agree(exact: Fraction | None, value: float | Decimal) -> bool:
    if exact is None:
        return False
    # The shortest decimal of a float is what its file has.
    given = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not given.is_finite():
        return False
    if Fraction(given) == exact:
        return True
    exponent = given.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    if _is_decimal(exact) or decimals < 2:
        return False
    return abs(Fraction(given) - exact) * 2 <= Fraction(1, 10**decimals)

"""Numbers in running English text: digits and words, with the place and the value of each.

Press texts write 3,000 as "3, 000", 1,200,000 as "1.2 million" and 8 as "eight". A number is found
whole: "27" is not found in "127".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS: dict[str, float] = {
    **{word: float(i) for i, word in enumerate(_UNITS)},
    **{word: 10.0 * i for i, word in enumerate(_TENS, start=2)},
    **{
        f"{ten}-{unit}": 10.0 * i + j
        for i, ten in enumerate(_TENS, start=2)
        for j, unit in enumerate(_UNITS[1:10], start=1)
    },
}
_SCALES: dict[str, float] = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_PARTS: dict[str, float] = {"half": 0.5, "a quarter": 0.25, "three quarters": 0.75}
_VAGUE = (
    "dozens|tens|hundreds|thousands|millions|billions|quarter|thirds?|twice|double|triple|several|"
    "couple|pair"
)
"""Quantities that have no figure, or a figure of something else."""

_DIGITS = r"\d{1,3}(?:,[ \u00a0]?\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?"
_WORD = "|".join(sorted((*_WORDS, *_SCALES), key=len, reverse=True))
# "two hundred and five" is one number, "two and three" are two.
_AND = f"(?:{'|'.join(f'(?<={scale})' for scale in _SCALES)})[ \u00a0]and[ \u00a0]"
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<part>\d+|{_WORD})[ \u00a0]out[ \u00a0]of[ \u00a0](?P<whole>\d+|{_WORD})(?!\w|[.,]\d)"
    rf"|(?<!\w)(?P<fraction>{'|'.join(_PARTS)})(?!\w)"
    rf"|(?<![\w.])(?P<digits>{_DIGITS})(?:[ \u00a0-]?(?P<scale>{'|'.join(_SCALES)})\b)?(?!\d|(?:st|nd|rd|th)\b)"
    rf"|(?<![\w])(?P<words>(?:{_WORD})(?:(?:[ \u00a0-]|{_AND})(?:{_WORD}))*)(?![\w])"
    rf"|(?<![\w])(?P<vague>{_VAGUE})(?![\w])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number or quantity in a text."""

    start: int
    """Code points from 0; end exclusive."""
    end: int
    value: float | None
    """None for a quantity without a figure, such as "dozens"."""


def find_numbers(text: str) -> Iterator[Number]:
    """Every number and number word of a text, in order.

    "1.2 million" is one number, and so are "three thousand" and "3 out of 4" (0.75). Ordinals,
    articles and pronouns do not count, and neither does "both".
    """
    for match in _NUMBER.finditer(text):
        if part := match["part"]:
            whole = _value([match["whole"].lower()])
            value: float | None = _value([part.lower()]) / whole if whole else None
        elif fraction := match["fraction"]:
            value = _PARTS[fraction.lower()]
        elif digits := match["digits"]:
            value = float(re.sub(r"[,\s]", "", digits))
            if scale := match["scale"]:
                value = (value or 0.0) * _SCALES[scale.lower()]
        elif words := match["words"]:
            value = _value(re.findall(_WORD, words.lower()))
        else:
            value = None
        yield Number(match.start(), match.end(), value)


def _value(words: list[str]) -> float:
    """The value of "two hundred and five thousand", given word by word."""
    total = part = 0.0
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            part = (part or 1.0) * scale
            if scale >= 1e3:
                total, part = total + part, 0.0
        else:
            part += float(word) if word.isdecimal() else _WORDS.get(word, 0.0)
    return total + part

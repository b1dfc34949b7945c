"""Figures in digits as texts of the world write them: 1,250, 1 250, 1’250, 12,50,000, 1.250,5.

A figure that may be read in two ways (1.250, 12,5) has no value, unless what follows it decides.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

BLANK = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
"""One blank of any width, inside a line."""

_TIGHT = re.compile(r"\d+(?:[.,'’٬٫]\d+)*")
_PLAIN = re.compile(r"\d+(?:[.٫]\d+)?")
_GROUPED = re.compile(
    r"\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?"  # 1,234,567.8
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"  # 12,34,567
    r"|\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?"  # 1’234’567.80
)
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
"""1.234,5 and 1.234.567: points part thousands."""
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""1.234: a decimal, or thousands."""
_COMMA = re.compile(r"\d+,\d{1,2}")
"""12,5: a decimal, or a list."""
_NEXT_GROUP = re.compile(rf"(?:,(?:{BLANK}|\r?\n)|(?P<blank>{BLANK}))(?P<group>\d{{3}})(?![\d'’])")
_BROKEN_GROUP = re.compile(r",(?P<blank>)\r?\n(?P<group>\d{3})(?![\d'’])")
_DECIMALS = re.compile(r"\.\d+(?![.,]?\d)")
_BLANK_DECIMALS = re.compile(r"[.,]\d{1,2}(?![.,]?\d)")
_LIST_AFTER = re.compile(rf",{BLANK}?\d|,?{BLANK}(?:and|or|&){BLANK}\d")
_LIST_BEFORE = re.compile(rf"\d,{BLANK}?\Z")
_WHOLE_BEFORE = re.compile(r"\b(?:of|in|aged?|ages|at|the|to|than|from)\s\Z", re.IGNORECASE)
_VERB_AFTER = re.compile(
    r"\s+(?:were|was|are|is|had|have|has|came|got|died|went|who|remain\w*|said|will|would|could|can|did)\b"
)
_DIGIT_BEFORE = re.compile(rf"\d{BLANK}\Z")
MOST_DIGITS = 30
"""A longer run of digits is a code, not a quantity."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in digits.

    Attributes:
        start, end: code points of the text.
        value: None if it is not sure.
        decimal: the value that it has if what follows shows it to be a decimal.
    """

    start: int
    end: int
    value: Fraction | None
    decimal: Fraction | None = None


def figure_at(text: str, start: int) -> Figure:
    """The figure that begins with the digit at a place."""
    match = _TIGHT.match(text, start)
    assert match is not None
    words, end = match[0], match.end()
    if len(words) > MOST_DIGITS or (words[0] == "0" and words[1:2].isdecimal()):
        # A code: counts have no leading zeros.
        return Figure(start, end, None)
    if _EITHER.fullmatch(words):
        return Figure(start, end, None, Fraction(_ascii(words)))
    if _PLAIN.fullmatch(words) or _GROUPED.fullmatch(words):
        return _with_groups(text, start, end, words)
    if _EUROPEAN.fullmatch(words):
        return Figure(start, end, Fraction(_ascii(words.replace(".", "").replace(",", "."))))
    if _COMMA.fullmatch(words):
        return Figure(start, end, None, Fraction(_ascii(words.replace(",", "."))))
    return Figure(start, end, None)


def _is_two(text: str, start: int, end: int, stop: int) -> bool:
    """True if "12, 300" may be two numbers: "of 12, 300 were", "520, 521"."""
    if stop - start > 7 and int(text[stop - 3 : stop]) - int(text[start:end]) == 1:
        return True
    return bool(
        _WHOLE_BEFORE.search(text[max(0, start - 12) : start]) and _VERB_AFTER.match(text, stop)
    )


def _ascii(words: str) -> str:
    """Digits of any script as those of ASCII."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in words)


def _value(words: str) -> Fraction:
    """The value of digits; marks between them part thousands, but for a point."""
    return Fraction(_ascii(re.sub(r"[^\d.٫]", "", words).replace("٫", ".")))


def _with_groups(text: str, start: int, end: int, words: str) -> Figure:
    """A figure with the groups of thousands that follow it after a blank: 3, 000 and 12 500."""
    alone = Figure(start, end, _value(words))
    whole = words.partition(".")[0]
    if (
        "." in words
        or len(re.split(r"\D", whole)[-1 if "," in whole else 0]) > 3
        or words[0] == "0"
    ):
        return alone
    stop, blank, groups = end, None, 0
    # "1,234,\n567" is one number, "5,000, 100" are two.
    pattern = _BROKEN_GROUP if "," in words else _NEXT_GROUP
    while match := pattern.match(text, stop):
        if groups and match["blank"] != blank:
            # "3, 000 250": two figures.
            break
        blank, stop, groups = match["blank"], match.end(), groups + 1
    if not groups:
        return alone
    before = text[max(0, start - 4) : start]
    decimals = (_BLANK_DECIMALS if blank else _DECIMALS).match(text, stop)
    if blank:
        if _DIGIT_BEFORE.search(before) or re.match(rf"{BLANK}\d", text[stop : stop + 2]):
            # Columns of a table, or a telephone number.
            return Figure(start, stop, None)
    elif _LIST_BEFORE.search(before) or (not decimals and _LIST_AFTER.match(text[stop : stop + 8])):
        # "12, 130, 140 and 150"
        return Figure(start, end, None if groups > 1 else alone.value)
    elif groups == 1 and "," not in words and _is_two(text, start, end, stop):
        return Figure(start, stop, None)
    written = text[start:stop]
    if decimals:
        stop = decimals.end()
        return Figure(start, stop, _value(written + decimals[0].replace(",", ".")))
    return Figure(start, stop, _value(written))

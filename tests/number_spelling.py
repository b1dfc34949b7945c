"""Numbers in English words, for tests of what reads them."""

UNITS = [
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
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int) -> str:
    """A number from 1 to 999,999 as English spells it."""
    if value >= 1000:
        rest = value % 1000
        joint = " and " if 0 < rest < 100 else " "
        return f"{in_words(value // 1000)} thousand{joint + in_words(rest) if rest else ''}"
    if value >= 100:
        rest = value % 100
        return f"{UNITS[value // 100 - 1]} hundred{' and ' + in_words(rest) if rest else ''}"
    if value >= 20:
        return TENS[value // 10 - 2] + (f"-{UNITS[value % 10 - 1]}" if value % 10 else "")
    return UNITS[value - 1]

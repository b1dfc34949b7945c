"""Patterns of capital and small letters of every script that tells them apart."""

import unicodedata
from itertools import groupby


def _ranges(code_points: list[int]) -> str:
    """Code points as the inside of a class of characters."""
    pieces = []
    for _, group in groupby(enumerate(code_points), lambda each: each[1] - each[0]):
        run = [code_point for _, code_point in group]
        pieces.append(f"\\U{run[0]:08x}-\\U{run[-1]:08x}")
    return "".join(pieces)


_LETTERS = [*range(0x41, 0x590), *range(0x10A0, 0x1100), *range(0x13A0, 0x1400)]
_LETTERS += [*range(0x1C80, 0x1CC0), *range(0x1D00, 0x2000), *range(0x2C00, 0x2E00)]
_LETTERS += [*range(0xA640, 0xA800), *range(0xFF21, 0xFF5B)]
"""Blocks with letters that have cases; those of the planes above are of historical scripts."""

LOWER = f"[{_ranges([each for each in _LETTERS if chr(each).islower()])}]"
"""A pattern of one small letter."""
UPPER = rf"[^\W\d_{LOWER[1:-1]}]"
"""A pattern of one letter that is not a small one, also of scripts without cases."""


def is_cased(char: str) -> bool:
    """True for a letter of a script that has capital and small letters."""
    return unicodedata.category(char) in ("Lu", "Ll", "Lt")

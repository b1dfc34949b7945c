"""Quotation marks around words that may have some already."""

import re

_PAIRS = (
    "“”", '""', "«»", "»«", "„“", "„”", "””", "‘’", "''", "‚‘", "’’", "‹›", "›‹", "「」", "『』", "《》",
)  # fmt: skip
"""An opening mark and its closing one, as different languages have them."""
_MARKS = frozenset("".join(_PAIRS))
_SINGLE = frozenset("‘’‚'‹›")
_WITHIN_WORDS = re.compile(r"(?<=\w)['’](?=\w)")
"""Apostrophes, which look like single marks."""


def in_marks(words: str) -> str:
    """Words on one line in one pair of quotation marks: their own if these enclose them all.

    Words with double marks at one end get single ones, so that no mark is doubled.
    """
    if _has_own(words):
        return words
    ends = {words[:1], words[-1:]} & _MARKS
    return f"“{words}”" if ends <= _SINGLE else f"‘{words}’"


def _has_own(words: str) -> bool:
    if len(words) < 3 or words[0] + words[-1] not in _PAIRS:
        return False
    inner = _WITHIN_WORDS.sub("", words[1:-1])
    return words[0] not in inner and words[-1] not in inner

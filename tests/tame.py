"""Judge what came to a terminal, by Unicode's own categories."""

import re
import unicodedata

OUR_SEQUENCES = re.compile(r"\x1b\[(?:0|1|3[1-6])m|\r\x1b\[K")
"""Colours of `check`, and the line of its progress."""

_HARMLESS_FORMATS = re.compile(
    "[\xad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001345f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
"""Soft hyphens, and what belongs to the writing of one script or of music."""


def wild(text: str) -> set[str]:
    """The characters that do anything but fill a cell; line breaks and tabs may."""
    return {
        char
        for char in set(text) - {"\n", "\t"}
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and not _HARMLESS_FORMATS.fullmatch(char)
    }

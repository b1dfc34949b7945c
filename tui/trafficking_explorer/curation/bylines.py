"""Who wrote an article, where a line of its head plainly says so."""

import re

from trafficking_explorer.text.months import MONTHS, WEEKDAYS

_BYLINE = re.compile(
    r"(?P<by>by|(?:written|reported|text|words|story)\s+by:?|authors?\s*:)\s+"
    r"(?P<names>[^,|·•–—(:\d]+?)\s*(?:[,|·•–—(].*)?\Z",
    re.IGNORECASE,
)
"""“By Ana Ferro”, “Author: Ana Ferro”; a date, a place or an office may follow a comma or a dash."""
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_SMALL = re.compile(r"al|bin|da|del?|den|der|di|du|el|la|le|van|von")
"""Parts of names that are not capitalised."""
_NO_NAME = re.compile(
    rf"{'|'.join((*MONTHS, *WEEKDAYS))}|an?|in|of|on|or|our|the|to|your", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<!\b[JS]r)[.!?…]\Z")
_MOST_WORDS = 5


def byline(line: str) -> tuple[int, int] | None:
    """The names in a line, as a range of it; None where it is no byline.

    Who is named after a mere “by” needs two names: “By Land and Sea” is a heading, and “By Monday” a time.
    """
    found = _BYLINE.match(line)
    if found is None or _SENTENCE_END.search(line):
        return None
    least = 2 if found["by"].casefold() == "by" else 1
    names = _AND.split(found["names"])
    return found.span("names") if all(_is_name(each, least) for each in names) else None


def _is_name(words: str, least: int) -> bool:
    parts = words.split()
    return (
        least <= len(parts) <= _MOST_WORDS
        and parts[0][0].isupper()
        and all(each[0].isupper() or _SMALL.fullmatch(each) for each in parts)
        and not any(map(_NO_NAME.fullmatch, parts))
    )

"""Sex and age group of those whom words name, where the words give just one."""

import re
from collections.abc import Callable

from trafficking_explorer.curation.grammar.nouns import find_noun
from trafficking_explorer.curation.grammar.word_sets import words
from trafficking_explorer.records.populations import age_group_of, sex_of

_PARTS = re.compile(r"\s+(?:and|or|&)\s+|\s*,\s*")
_TAIL = re.compile(r"\s+(?:of|from|in|who|that|with|at|under|aged)\b.*")
_DESCRIBED = words(
    "people persons individuals workers labourers laborers slaves soldiers brides nationals citizens passengers "
    "prisoners detainees inmates patients students pupils relatives residents beggars dancers prostitutes"
)
"""Nouns before which "child" or "female" tells who they are; a "child protection officer" is not a child."""


def sex(words: str) -> str | None:
    """The sex of all of them, by its code; None if the words leave it open."""
    return _one(words, sex_of)


def age_group(words: str) -> str | None:
    """The age group of all of them, by its code; None if the words leave it open."""
    return _one(words, age_group_of)


def _one(words: str, codes_of: Callable[[str], frozenset[str]]) -> str | None:
    found: set[str | None] = set()
    for part in _PARTS.split(_TAIL.sub("", words)):
        codes = codes_of(_telling(part))
        # "women and children" are not all female.
        found.add(next(iter(codes)) if len(codes) == 1 else None)
    return found.pop() if len(found) == 1 else None


def _telling(part: str) -> str:
    """The words that tell who somebody is: the noun, and those before it if it leaves that open."""
    head = part.rsplit(maxsplit=1)[-1] if part.split() else ""
    noun = find_noun(head)
    is_described = noun is not None and noun.role in ("victim", "migrant", "child")
    return part if is_described or head.lower() in _DESCRIBED else head

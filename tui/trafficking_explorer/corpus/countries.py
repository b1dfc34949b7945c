"""Countries and areas in the words of a text."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from trafficking_explorer.records.country_names import codes, country_names, names_in, part_names
from trafficking_explorer.text.folding import find_matches, fold

__all__ = ["country_names", "is_country_name", "names_country"]

_OTHER_PLACES = (
    "New Mexico", "New Jersey", "New England", "New South Wales", "New Guinea", "New Britain",
    "Gulf of Mexico", "Gulf of Guinea", "Gulf of Oman", "South China Sea", "East China Sea",
    "Sea of Japan", "State of Georgia", "Georgia, USA", "Georgia, US", "Atlanta, Georgia",
)  # fmt: skip
"""Places elsewhere with the name of a country in theirs."""
_COMMON_WORDS = frozenset(
    ("turkey", "china", "jersey", "reunion", "guinea", "chad", "saba", "wales")
)
"""Names, folded, that are other words if they are not capitalised."""
_ACRONYMS = {"CF": r"\bCAR\b", "US": r"\bUS\b(?!\$| dollar)"}
"""Acronyms that are other words in small letters. Filters do not have them as names."""


def names_country(code: str, text: str, languages: Iterable[str] = ()) -> bool:
    """True if a text names a country, or a part of it that is named like one.

    Case and accents do not count. The name of a country within that of another place is not the
    country: "Guinea-Bissau" is not Guinea, "Northern Ireland" not Ireland.

    Args:
        languages: BCP 47; those besides English whose names count too.
    """
    if any(_names(name, text) for name in (*country_names(code), *part_names(code))):
        return True
    acronym = _ACRONYMS.get(code)
    if acronym is not None and re.search(acronym, text):
        return True
    return any(_names(name, text) for each in set(languages) for name in names_in(code, each))


def _names(name: str, text: str) -> bool:
    places = list(_places(name, text))
    if not places:
        return False
    around = [place for longer in _longer(fold(name)) for place in _places(longer, text)]
    return any(
        not any(start <= place[0] and place[1] <= end for start, end in around) for place in places
    )


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """The places of a name in a text, as whole words."""
    folded = fold(name)
    is_acronym = len(name) <= 5 and name.isalpha() and name.isupper()
    for start, end in find_matches(text, (folded,)):
        words = text[start:end]
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        if is_acronym and words != name:
            continue
        if folded not in _COMMON_WORDS or words[:1].isupper():
            yield start, end


@lru_cache(maxsize=1024)
def _longer(name: str) -> tuple[str, ...]:
    """The names of other places that have a name, folded, among their words."""
    of = {code for code, names in _folded_names().items() if name in names}
    others = [each for code, names in _folded_names().items() if code not in of for each in names]
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return tuple(
        each
        for each in (*others, *map(fold, _OTHER_PLACES))
        if each != name and pattern.search(each)
    )


@lru_cache(maxsize=1)
def _folded_names() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(map(fold, (*country_names(code), *part_names(code)))) for code in codes()
    }


def is_country_name(words: str) -> bool:
    """True for a name of a country, in English."""
    return words in _all_names() or words.replace("'", "’") in _all_names()


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    return frozenset(name for code in codes() for name in country_names(code))

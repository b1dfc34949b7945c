"""Countries that words of a text mean: by their name, unless the words beside it say something else."""

import re
from collections.abc import Iterator
from functools import cache

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.record_index import countries
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.folding import fold_words

_KINDS = "state|province|county|city|town|village|district|suburb|borough|region|municipality|port|island|street"
_SMALLER = re.compile(
    rf"\s*[,(–—]\s*(?:an?|the|one\s+of\s+the|in\s+the)\s+(?:[\w-]+\s+){{0,3}}(?:{_KINDS})s?\b(?!\s+of\s+(?:origin|transit))",
    re.IGNORECASE,
)
"""Words after a name that say it is a smaller place: ", a state of the US"."""
_SMALLER_BEFORE = re.compile(
    rf"\b(?:{_KINDS})\s+of\s+\Z|\b(?:gulf|strait|bay|sea|lake|cape|mount)\s+(?:of\s+)?\Z",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"\b(?!(?:In|From|To|Across|Near|Via|Through|And|Both|The|Of|Between|Within|Outside|Throughout|For|At|By|On|But|"
    r"With|While|When|Since|After|Before|Meanwhile|Police|Officers|Authorities|Customs)\b)[^\W\d_a-z][\w.’'-]*[ \u00a0]\Z"
)
"""A capitalised word that makes a longer name of the next one: "New Mexico", "Michael Jordan"."""
_NAME_AFTER = re.compile(
    r"[ \u00a0](?!(?:Police|Customs|Government|Embassy)\b)[^\W\d_a-z][a-zà-öø-ÿ][\w’'-]*"
)
_ALSO_STATES = {"georgia": "GE"}
"""Folded names that a state of the United States has too."""
_OF_STATES = re.compile(
    r"\b(?:US|USA|U\.S\.?A?\.?|United States|America|American|FBI|Atlanta|Savannah|Augusta|County|Sheriff|Alabama|"
    r"Florida|Texas|California|Tennessee|Carolina|Virginia|Ohio|Louisiana|Mississippi|Arizona|Nevada|Kentucky|"
    r"federal|state\s+(?:police|trooper|of))\b"
)
_CITY_BEFORE = re.compile(r"\b[^\W\d_a-z][\w’'-]+,\s+\Z")


def country_of(reading: ArticleText, place: TextPosition) -> str | None:
    """The ISO 3166-1 code of the country that words name; None if they do not, or may not."""
    words = reading.words(place)
    code = countries().get(fold_words(re.sub(r"^[Tt]he\s+", "", words)))
    if code is None:
        return None
    text = reading.unbroken
    before, after = text[max(0, place.start - 60) : place.start], text[place.end : place.end + 80]
    if _SMALLER.match(after) or _SMALLER_BEFORE.search(before):
        return None
    if " " not in words and (_NAME_BEFORE.search(before) or _NAME_AFTER.match(after)):
        return None
    if fold_words(words) in _ALSO_STATES and not _is_country(reading, place, before):
        return None
    return code


def _is_country(reading: ArticleText, place: TextPosition, before: str) -> bool:
    """True if words beside an ambiguous name tell that the country is meant."""
    sentence = reading.sentence(place)
    words = reading.words(sentence)
    if _OF_STATES.search(words):
        return False
    others = [each for each in named_countries(reading, sentence) if each[1] != place]
    if others:
        return True
    return (
        "Tbilisi" in words
        or "Caucasus" in words
        or ("Republic of" in before and not _CITY_BEFORE.search(before))
    )


def named_countries(reading: ArticleText, part: TextPosition) -> Iterator[tuple[str, TextPosition]]:
    """Codes and places of unambiguous names of countries in a part of a text, in order."""
    for match in _all_names().finditer(reading.unbroken, *part):
        place = TextPosition(*match.span())
        if fold_words(match[0]) in _ALSO_STATES:
            continue
        code = country_of(reading, place)
        if code is not None:
            yield code, place


@cache
def _all_names() -> re.Pattern[str]:
    """A pattern of all names of countries, the longest first."""
    found = {name for code in set(countries().values()) for name in country_names(code)}
    pattern = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")

"""Counts that add to others of their text: "another 20", "a further 20", "20 more", or of another day."""

import re
from collections.abc import Mapping

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.sentence_parts import words_around
from trafficking_explorer.text.months import MONTHS

_BEFORE = re.compile(r"\b(?:another|further|additional|extra|second|third)\s+\S*$", re.IGNORECASE)
_AFTER = re.compile(r"(?:\s+[^\W\d_]+)?\s+(?:more|others?|further|additional)\b", re.IGNORECASE)
_WORDS = "monday tuesday wednesday thursday friday saturday sunday"
_DAY = re.compile(
    rf"\b(?:{'|'.join([*_WORDS.split(), *(month.casefold() for month in MONTHS)])}|(?:19|20)\d\d)\b"
)
_EDGE = re.compile(r"[.!?](?=\s)|\n")
_REACH = 200


def is_further(claim: Claim, texts: Mapping[str, ArticleText]) -> bool:
    """True if the text adds a count to others."""
    before, after = words_around(claim, texts, _EDGE, _REACH)
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def are_of_two_days(one: Claim, other: Claim, texts: Mapping[str, ArticleText]) -> bool:
    """True if the sentences of two counts name different days, months or years."""
    ours, theirs = (
        set(_DAY.findall(" ".join(words_around(claim, texts, _EDGE, _REACH)).casefold()))
        for claim in (one, other)
    )
    return bool(ours and theirs) and ours.isdisjoint(theirs)

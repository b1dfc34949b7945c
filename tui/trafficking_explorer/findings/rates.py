"""Rates: "per day", "a week", "monthly", "every year", just after a figure or before it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.sentence_parts import words_around

UNITS = ("day", "week", "month", "year")
_RATE = re.compile(
    r"\b(?:(?P<how>every|each|a|per)[ \u00a0]+(?P<noun>day|week|month|year)"
    r"|(?P<adverb>daily|weekly|monthly|yearly|annually)|per[ \u00a0]+annum)\b"
    # "A week later" is a time, not a rate.
    r"(?![ \u00a0]+(?:later|after|before|earlier|ago|long)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d")
_BREAK = re.compile(r"[.;:!?\n](?=\s|$)")
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month"}
_REACH = 160
"""Code points of a sentence that are read in either direction."""


class Factor(NamedTuple):
    """The least and the greatest number of a shorter span in a longer one."""

    low: float
    high: float


FACTORS = {
    ("day", "week"): Factor(7, 7),
    ("day", "month"): Factor(30, 31),
    ("day", "year"): Factor(365, 366),
    ("week", "month"): Factor(30 / 7, 31 / 7),
    ("week", "year"): Factor(52, 366 / 7),
    ("month", "year"): Factor(12, 12),
}


def rate_of(claim: Claim, texts: Mapping[str, ArticleText]) -> str | None:
    """`day`, `week`, `month` or `year`; None if the text gives no rate.

    A word after the figure counts up to the next number or the end of the sentence; one before it
    only at the beginning of the sentence ("Every year, 1.2 million children …").
    """
    if claim.unit in UNITS:
        return None
    before, behind = words_around(claim, texts, _BREAK, _REACH)
    if stop := _NUMBER.search(behind):
        behind = behind[: stop.start()]
    match = _RATE.search(behind) or (None if _NUMBER.search(before) else _opening(before))
    if match is None:
        return None
    word = (match["noun"] or match["adverb"] or "year").lower()
    return _ADVERBS.get(word, word if word in UNITS else "year")


def _opening(before: str) -> "re.Match[str] | None":
    match = _RATE.match(before.lstrip())
    return None if match and (match["how"] or "").lower() == "a" else match

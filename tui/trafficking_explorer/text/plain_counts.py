"""Most figures, told without reading the text around them: digits between words that cannot change them.

"arrested 40 suspects" needs no reader. Where any word beside the digits might be part of the number, its
unit or its qualifier, nothing is told. A property test holds both readings together.
"""

import re

from trafficking_explorer.text.number_words import LEXICON

_DIGITS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,4}|[1-9]\d{0,2}", re.ASCII)
_BEFORE = re.compile(
    r"(?:(?<![\w-])(?:the|their|were|freed|found|held|met|saw|had|[a-z]{2,12}ed) |[a-z]{3}, )\Z"
)
_NOT_BEFORE = frozenset(
    [
        "aged",
        "exceeded",
        "estimated",
        "surpassed",
        "topped",
        "reported",
        "numbered",
        "called",
        "dubbed",
        "named",
        "limited",
        "capped",
        "phased",
        "increased",
        "decreased",
        "dropped",
        "climbed",
        "jumped",
        "doubled",
        "tripled",
        "reduced",
        "raised",
        "halved",
        "surged",
        "soared",
    ]
)
_AFTER = re.compile(
    r" (?P<word>[a-z]{4,20})(?= [a-z]|[.;:]?\n|[.;:] [A-Z])(?! (?:or|and|at|max|min|plus|odd)[a-z]* )"
)
_NOT_AFTER = LEXICON | frozenset(
    [
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "days",
        "hour",
        "hours",
        "minute",
        "minutes",
        "decade",
        "decades",
        "century",
        "centuries",
        "second",
        "seconds",
        "times",
        "percent",
        "percentage",
        "point",
        "points",
        "score",
        "more",
        "less",
        "fewer",
        "long",
        "consecutive",
        "full",
        "whole",
        "further",
        "additional",
        "calendar",
        "working",
        "straight",
        "solid",
        "successive",
        "other",
        "extra",
        "continuous",
        "minimum",
        "maximum",
        "tops",
        "approximately",
        "roughly",
        "give",
        "plus",
        "older",
        "younger",
        "hundred",
        "thousand",
        "hundreds",
        "thousands",
        "millions",
        "metres",
        "meters",
        "score",
        "odd",
        "night",
        "nights",
        "dollar",
        "dollars",
        "euro",
        "euros",
        "pound",
        "pounds",
        "pence",
        "cents",
        "yuan",
        "rupee",
        "rupees",
        "peso",
        "pesos",
        "franc",
        "francs",
        "dinar",
        "dinars",
        "rial",
        "rials",
        "riyal",
        "riyals",
        "krone",
        "kroner",
        "kronor",
        "krona",
        "kronur",
        "crown",
        "crowns",
        "lira",
        "liras",
        "real",
        "reais",
        "rand",
        "rands",
        "naira",
        "baht",
        "bahts",
        "birr",
        "cedi",
        "cedis",
        "taka",
        "takas",
        "kwacha",
        "shilling",
        "shillings",
        "dirham",
        "dirhams",
        "rouble",
        "roubles",
        "ruble",
        "rubles",
        "ringgit",
        "ringgits",
        "rupiah",
        "rupiahs",
        "zloty",
        "zlotys",
        "zloties",
        "forint",
        "forints",
        "lempira",
        "lempiras",
        "quetzal",
        "quetzals",
        "hryvnia",
        "hryvnias",
        "lakh",
        "lakhs",
        "crore",
        "crores",
        "renminbi",
        "shekel",
        "shekels",
        "sterling",
        "money",
        "kyat",
        "kyats",
        "gourde",
        "gourdes",
        "guilder",
        "guilders",
    ]
)
_COUNTED = re.compile(r"[a-z]+(?:s|men|women|children|people|ed|al|ian|ing|le)\Z")


def plain_count(text: str, start: int, end: int) -> int | None:
    """The value of the digits at a place, if they are a count whatever else the text says.

    Returns:
        None if it takes the reader to tell.
    """
    digits = text[start:end]
    if not _DIGITS.fullmatch(digits):
        return None
    before = text[max(0, start - 16) : start]
    found = _BEFORE.search(before)
    if found is None or found[0].strip(" ,") in _NOT_BEFORE:
        return None
    if found[0].endswith(", ") and "," not in digits:
        return None
    after = _AFTER.match(text, end, end + 80)
    if after is None or after["word"] in _NOT_AFTER or not _COUNTED.match(after["word"]):
        return None
    return int(digits.replace(",", ""))

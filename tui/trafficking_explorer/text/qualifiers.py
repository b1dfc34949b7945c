"""Words that qualify a figure ("nearly 500", "521 or more"), for offers, checks, cells and findings alike."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One way to qualify a quantity.

    Attributes:
        code: the term of the vocabulary.
        words: a pattern of the words before a figure that say it, without word boundaries.
        sign: before a figure in a cell; empty for a quantity without a figure.
        phrase: before a figure in a sentence; empty likewise.
        after: a pattern of the words that say it after a figure.
        marks: signs that say it directly before a figure.
    """

    code: str
    words: str
    sign: str = ""
    phrase: str = ""
    after: str = ""
    marks: str = ""


_BY_FAR = "(?:well |far |just |slightly |a little |little |a bit |significantly |considerably |much |barely |hardly )?"
_JUST = "(?:just |slightly |a little |little |a bit |a shade |marginally |fractionally )"

QUALIFIERS = (
    Qualifier(
        "at_least",
        r"at (?:the )?(?:very )?least|(?:no|not|never|nothing) (?:less|fewer|smaller|lower) than|not (?:under|below)"
        r"|(?:a |the )?(?:bare )?minimum(?: of)?|as few as|as little as|as low as|least",
        "≥ ",
        "at least ",
        r"(?:or|and) (?:more|above|over|higher|greater|older|upwards?|up)|at (?:the )?(?:very )?least|minimum|plus",
        r"≥|⩾|>=",
    ),
    Qualifier(
        "at_most",
        r"at (?:the )?(?:very )?most|up to|as (?:many|much|high) as"
        r"|(?:no|not|never|nothing) (?:more|greater|larger|higher|bigger|over|above) (?:than)?|(?:no|not|never) (?:more|greater|larger|higher) than"
        r"|(?:not|n['’]t|never|without)(?: to)? (?:exceed(?:ed|ing)?|over|above|surpass(?:ed|ing)?)"
        r"|(?:a |the )?maximum(?: of)?|max\.?|capped at|limited to",
        "≤ ",
        "at most ",
        r"(?:or|and) (?:less|fewer|under|below|lower|younger)|at (?:the )?(?:very )?most|maximum|max\.?|tops",
        r"≤|⩽|<=",
    ),
    Qualifier(
        "more_than",
        rf"{_BY_FAR}(?:more than|over|above|beyond|exceeding|in excess of)|upwards? of|exceed(?:s|ed)?"
        r"|(?:greater|higher|larger|bigger|better) than|north of|surpass(?:es|ed|ing)|topp(?:ed|ing)",
        "> ",
        "more than ",
        marks=r">|＞",
    ),
    Qualifier(
        "less_than",
        r"(?:well |far |much |significantly |considerably )?(?:less than|fewer than|under|below)|(?:smaller|lower) than"
        r"|short of|nowhere near|not (?:even|nearly)|south of",
        "< ",
        "less than ",
        marks=r"<|＜",
    ),
    Qualifier(
        "nearly",
        rf"nearly|almost|(?:very )?close to|{_JUST}(?:under|below|short of|shy of|less than|fewer than)|approaching"
        r"|not quite|nearing|shy of|nigh on|close on|bordering on|verging on",
        "~ ",
        "nearly ",
    ),
    Qualifier(
        "around",
        r"around|about|approximately|approx\.?|roughly|circa|c\.|ca\.?|some|an estimated|estimated(?: (?:at|to be|to "
        r"number|to total))?|estimates?(?: of| at)?|in the (?:region|order|vicinity|neighbou?rhood|area|range) of"
        r"|(?:on|of) the order of|more or less|or so|give or take|somewhere (?:around|near|in the region of)|or thereabouts",
        "≈ ",
        "around ",
        r"or so|or thereabouts|odd|approximately|approx\.?|roughly|more or less|give or take|ish|in round (?:numbers|figures)",
        r"~|≈|∼|±|≃|≅",
    ),
    Qualifier("dozens", r"dozens|(?:several|a few|many) dozen"),
    Qualifier("tens_of_thousands", r"(?:tens|dozens|scores) of thousands"),
    Qualifier(
        "hundreds_of_thousands",
        r"hundreds of thousands|lakhs|(?:several|a few|many) (?:lakhs?|hundred thousand)",
    ),
    Qualifier("hundreds", r"hundreds|(?:several|a few|many) hundred"),
    Qualifier("thousands", r"thousands|(?:several|a few|many) thousand"),
    Qualifier(
        "millions",
        r"(?:(?:tens|dozens|scores|hundreds|thousands|millions|billions) of )?(?:millions|billions|trillions|crores)"
        r"|(?:several|a few|many) (?:million|billion|trillion|crores?)",
    ),
)
"""Longer words of one code before those of another that they begin with."""

SIGNS = {each.code: each.sign for each in QUALIFIERS if each.sign}
PHRASES = {each.code: each.phrase for each in QUALIFIERS if each.phrase}
EXAMPLES = {
    "at_least": "at least, no fewer than, a minimum of, … or more",
    "at_most": "at most, up to, no more than, … or fewer",
    "more_than": "more than, over, exceeding, upwards of",
    "less_than": "less than, fewer than, under, below",
    "nearly": "nearly, almost, close to, just under",
    "around": "around, about, some, an estimated, … or so",
    "dozens": "dozens, several dozen",
    "hundreds": "hundreds, several hundred",
    "thousands": "thousands, several thousand",
    "tens_of_thousands": "tens of thousands",
    "hundreds_of_thousands": "hundreds of thousands",
    "millions": "millions, billions",
}
"""Words that messages name for each code."""
QUALIFIER_CODES = frozenset(each.code for each in QUALIFIERS)
VAGUE_CODES = frozenset(each.code for each in QUALIFIERS if not each.sign)
"""Codes of quantities without a figure."""


def _pattern(qualifiers: Iterable[Qualifier]) -> str:
    """A group named by its code for each qualifier, blanks of any kind between words.

    Alternatives are tried at each place from the left, so "no less than" is read before "less
    than", and "just under" before "under".
    """
    groups = (f"(?P<{each.code}>{each.words})" for each in qualifiers)
    return "|".join(groups).replace(" ", r"\s+")


# Compiled when first needed: the lists of the explorer need only the signs.


@cache
def _words() -> re.Pattern[str]:
    # "just under" is nearly, "under" less than: the narrower meaning is tried first.
    return re.compile(rf"(?<!\w)(?:{_pattern(_ordered())})(?!\w)", re.IGNORECASE)


def _ordered() -> list[Qualifier]:
    first = ("at_least", "at_most", "nearly")
    return sorted(QUALIFIERS, key=lambda each: each.code not in first)


_FILLERS = (
    r"(?:\s+(?:a|an|estimated|total|of|just|some|the\s+(?:figure|number|sum|total|equivalent)\s+of|reported|record|further"
    r"|additional|another|about|around|approximately))*"
)


@cache
def _before() -> re.Pattern[str]:
    marks = "|".join(f"(?P<mark_{each.code}>{each.marks})" for each in QUALIFIERS if each.marks)
    return re.compile(
        rf"(?:(?<!\w)(?:{_pattern(each for each in _ordered() if each.sign)}){_FILLERS}\s*|(?<![\w=<>~-])(?:{marks})\s?)"
        r"(?:US)?[$€£]?\Z",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{each.code}>{each.after})" for each in QUALIFIERS if each.after)
    groups = groups.replace(" ", r"\s+")
    no_other = r"(?!\w|\s+than|\s+(?:\d|an?\b|the\b|another\b|one\b))"
    # "12 women or more", "20 at the most"; not "12 people at most sites".
    ends = r"(?=\s*[.,;:!?)\]”’\"–—]|\s*\Z|\s+(?:were|was|are|is|had|have|has|in|of|on|since|from|by|to|each|per|who|that)\b)"
    return re.compile(
        r"(?P<plus>\+)(?!\d)|-(?P<joined>plus|odd|ish)(?!\w)"
        rf"|,?\s+\(?(?:{groups}){no_other}"
        rf"|(?:\s+[a-z][a-z-]+){{1,3}}?,?\s+\(?(?:{_renamed(groups)}){no_other}{ends}",
        re.IGNORECASE,
    )


def _renamed(groups: str) -> str:
    return groups.replace("(?P<", "(?P<far_")


_REACH = 80
"""Code points before a figure in which its qualifier is looked for."""
_REACH_AFTER = 60
_FAR = r"(?i:(?:or|and)\b|at\b|maximum|max|minimum|plus|odd)"


@dataclass(frozen=True, slots=True)
class QualifyingWords:
    """Words that qualify a figure, in some text.

    Attributes:
        code: of the qualifier.
        start: where they begin, in code points of the text.
        end: where they end, exclusive; fillers such as "a total of" are not among them.
    """

    code: str
    start: int
    end: int


def find_qualifiers(text: str) -> Iterator[QualifyingWords]:
    """Every qualifier of a text, in order, without those that are part of a longer one."""
    for match in _words().finditer(text):
        yield _found(match)


def qualifier_before(words: str) -> QualifyingWords | None:
    """The qualifier with which some words end, such as those before a number; None without one."""
    found = _before().search(words, max(0, len(words) - _REACH))
    return None if found is None else _found(found)


def qualifier_in_text(text: str, at: int) -> QualifyingWords | None:
    """The qualifier before a place of a text, such as the start of a number or of its sign."""
    first = max(0, at - _REACH)
    found = qualifier_before(text[first:at])
    if found is None:
        return None
    return QualifyingWords(found.code, first + found.start, first + found.end)


def qualifier_after(text: str, at: int) -> QualifyingWords | None:
    """The qualifier after a place: "521 or more", "500-odd", "20 women at the most"."""
    following = text[at : at + 1]
    if not following or not (following.isspace() or following in "+-,"):
        return None
    match = _after().match(text, at, at + _REACH_AFTER)
    if match is None:
        return None
    group = str(match.lastgroup)
    code = group.removeprefix("far_")
    if group in ("plus", "joined"):
        code = "around" if match[group].lower() in ("odd", "ish") else "at_least"
    elif group.startswith("far_") and not re.match(_FAR, match[group]):
        return None
    return QualifyingWords(code, match.start(group), match.end(group))


def _found(match: re.Match[str]) -> QualifyingWords:
    group = str(match.lastgroup)
    return QualifyingWords(group.removeprefix("mark_"), match.start(group), match.end(group))

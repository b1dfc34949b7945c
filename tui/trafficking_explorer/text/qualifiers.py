"""Words that qualify a figure ("nearly 500"), for offers, checks, cells and findings alike."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One way to qualify a quantity.

    Attributes:
        code: the term of the vocabulary.
        words: a pattern of the words that say it, without word boundaries.
        sign: before a figure in a cell; empty for a quantity without a figure.
        phrase: before a figure in a sentence; empty likewise.
    """

    code: str
    words: str
    sign: str = ""
    phrase: str = ""


QUALIFIERS = (
    Qualifier(
        "at_least",
        r"at (?:the )?(?:very )?least|(?:no|not) (?:less|fewer) than|(?:a )?minimum(?: of)?|least",
        "≥ ",
        "at least ",
    ),
    Qualifier(
        "at_most",
        r"at (?:the )?(?:very )?most|up to|as many as|(?:no|not) more than|not (?:exceeding|above)"
        r"|(?:a )?maximum(?: of)?",
        "≤ ",
        "at most ",
    ),
    Qualifier(
        "more_than",
        r"(?:well |far )?(?:more than|over|above)|upwards? of|in excess of|exceed(?:s|ed|ing)?"
        r"|greater than|north of",
        "> ",
        "more than ",
    ),
    Qualifier(
        "less_than",
        r"(?:well |far )?(?:less than|fewer than|under|below)|short of",
        "< ",
        "less than ",
    ),
    Qualifier(
        "nearly",
        r"nearly|almost|close to|just (?:under|below|short of)|approaching|not quite",
        "~ ",
        "nearly ",
    ),
    Qualifier(
        "around",
        r"around|about|approximately|approx\.?|roughly|circa|c\.|ca\.?|some|an estimated|estimated"
        r"|in the region of|more or less|or so",
        "≈ ",
        "around ",
    ),
    Qualifier("dozens", r"dozens?"),
    Qualifier("hundreds", r"hundreds?"),
    Qualifier("thousands", r"thousands?|millions?|billions?"),
)
"""In the order of the vocabulary."""

SIGNS = {each.code: each.sign for each in QUALIFIERS if each.sign}
PHRASES = {each.code: each.phrase for each in QUALIFIERS if each.phrase}
QUALIFIER_CODES = frozenset(each.code for each in QUALIFIERS)


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
    return re.compile(rf"(?<!\w)(?:{_pattern(QUALIFIERS)})(?!\w)", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{_pattern(each for each in QUALIFIERS if each.sign)})"
        r"(?:\s+(?:a|an|estimated|total|of|just|some))*\s*(?:US)?[$€£]?\Z",
        re.IGNORECASE,
    )


_REACH = 80
"""Code points before a figure in which its qualifier is looked for."""


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


def _found(match: re.Match[str]) -> QualifyingWords:
    code = str(match.lastgroup)
    return QualifyingWords(code, match.start(code), match.end(code))

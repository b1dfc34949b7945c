"""Names in running text: runs of capitalised words, without those that only begin a sentence.

A reader of looks, not of meaning: it knows function words, offices, nationalities and months, and what
else the text itself writes in small letters.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trafficking_explorer.text.layout import unwrap_lines
from trafficking_explorer.text.name_runs import Run, runs
from trafficking_explorer.text.name_words import (
    AFTER_NAMES,
    AMBIGUOUS,
    COMMON,
    DEMONYMS,
    DIRECTIONS,
    HEADS,
    JOINED_BY_AND,
    KNOWN,
    LONG_TIMES,
    NO_NAMES,
    OFFICE_MODIFIERS,
    OFFICES,
    OPENERS,
    REFERENCES,
    TIMES,
    TITLES,
    is_office,
)
from trafficking_explorer.text.speech_words import ALL_SAYS
from trafficking_explorer.text.tokens import with_whole_letters, without_addresses

_SMALL_WORD = re.compile(r"(?<![\w’'])[^\W\d_A-Z][^\W\d_]*")
_IS_SUBJECT = re.compile(
    rf"[ \u00a0](?:has |had |also )?(?:{ALL_SAYS})\b|[’']s\b|[ \u00a0]and (?:the )?[A-Z]"
)
"""Follows a name that begins a sentence: “Quill said”, “Quill’s”, “Quill and the Coast Office”."""
_ADJECTIVE = re.compile(r"\A\w{3,}(?:ish|ese)[ \u00a0][a-z]")
_COUNTED = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|many|several|some|most|few|more|other|"
    r"fellow|dozens of|hundreds of|thousands of))[ \u00a0]\Z"
)
_CONTRACTION = re.compile(
    r"(?:i|you|he|she|it|we|they|who|that|there|what|let)[’'](?:s|m|d|ll|ve|re)\Z"
)
_OFFICE_NEXT = re.compile(r"[ \u00a0](\w+)")
_FIGURE = re.compile(r"[ \u00a0]\d")
_ROAD = re.compile(r"[abem]\d{1,3}")
_AGENCY_MODIFIERS = frozenset(
    ("police", "national", "regional", "federal", "state", "county", "district", "crown")
)
"""Words between an agency and an office that belong to the agency: “Lake Police Commissioner”."""
_RANKS = frozenset(("acting", "assistant", "deputy", "former", "then", "vice"))
_SURE_HEADS = HEADS - OFFICES
_ALONE = NO_NAMES | OFFICES | OFFICE_MODIFIERS | HEADS | TITLES | COMMON
"""Words that alone name nothing."""
_GERMAN_NOUNS = frozenset(
    (
        "millionen",
        "milliarden",
        "prozent",
        "euro",
        "ende",
        "anfang",
        "mitte",
        "tausende",
        "hunderte",
    )
) | frozenset(("dutzende", "opfer", "menschen", "personen", "jahre", "uhr", "teil", "art", "zahl"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with what it says about its own words.

    Attributes:
        shadow: the text in whole letters, without addresses.
        small: the words that it writes in small letters.
        inner: names within sentences.
        surnames: the last words of names of two or three.
    """

    shadow: str
    small: frozenset[str]
    inner: frozenset[str]
    surnames: frozenset[str]
    language: str
    is_place: Callable[[str], bool]


def find_names(
    text: str,
    start: int,
    end: int,
    *,
    language: str | None = None,
    is_place: Callable[[str], bool] = lambda _: False,
) -> Iterator[tuple[int, int]]:
    """The names of a range, as half-open ranges of code points, in order.

    Args:
        language: of the text, as BCP 47; German nouns are capitalised too.
        is_place: True for the name of a country.
    """
    shadow = without_addresses(with_whole_letters(unwrap_lines(text, start, end)))
    code = (language or "").partition("-")[0].lower()
    found = list(runs(shadow, text[start:end], code, is_place))
    small = frozenset(match[0] for match in _SMALL_WORD.finditer(shadow))
    inner = frozenset(run.words for run in found if not run.begins)
    surnames = frozenset(_surnames(found))
    reading = _Reading(shadow, small, inner, surnames, code, is_place)
    for run in found:
        for first, last in _names_of(run, reading):
            yield start + first, start + last


def _surnames(found: Sequence[Run]) -> Iterator[str]:
    """The last words of what looks like the names of people."""
    for run in found:
        words = run.lower
        if len(words) > 1 and words[-1] not in _ALONE and words[-1] not in JOINED_BY_AND:
            yield run.tokens[-1]
        if len(words) > 1 and words[0] in TITLES:
            yield run.tokens[1]


def _names_of(run: Run, reading: _Reading) -> Iterator[tuple[int, int]]:
    run = _without_opener(run, reading)
    run = _without_times(run)
    if not run:
        return
    for part in _around_office(run):
        named = _without_times(part)
        if named and _names_something(named, reading):
            yield named.span


def _without_opener(run: Run, reading: _Reading) -> Run:
    """A run without the word that is capitalised only since it begins a sentence."""
    while run and run.begins and _is_function(run.tokens[0], reading.language):
        run = run.rest(1)
    if not run or not run.begins or len(run) == 1:
        return run
    first = run.tokens[0]
    rest = run.rest(1)
    if run.words not in reading.inner and rest.words in reading.inner:
        is_common = first.lower() in COMMON or first.lower() in reading.small
        return rest if is_common else run
    # A small word follows: "Police of Chad", but "Ministry of Justice".
    if run.has_small_word_after_first and first.lower() in COMMON | OPENERS:
        return rest
    return run


def _is_function(token: str, language: str) -> bool:
    word = re.split(r"[’']", token.lower(), maxsplit=1)[0]
    if word in AMBIGUOUS and language in ("", "en"):
        return False
    # Acronyms do not count: "US", "IT".
    return (word in OPENERS or (word in TIMES and word != "may" and not language)) and not (
        len(token) > 1 and token.isupper() and word not in OPENERS - {"us", "who", "it"}
    )


def _without_times(run: Run) -> Run:
    """A run without months and days at its ends: "Operation Sun in November"."""
    first, last = 0, len(run)
    words = run.lower
    while first < last and (words[first] in TIMES or words[first] in ("i",)):
        first += 1
    while last > first and (words[last - 1] in LONG_TIMES or words[last - 1] in AFTER_NAMES):
        last -= 1
    return run.part(first, last)


def _around_office(run: Run) -> Iterator[Run]:
    """The agency before an office and the person after it: “FBI Director Ana Ruiz”."""
    words = run.lower
    ends = len(words) - 1
    last = max((i for i, word in enumerate(words) if _is_office(word, i < ends)), default=-1)
    if last < 0 or words[0] in TITLES:
        yield run
        return
    right = run.part(last + 1, len(run))
    if (right and right.lower[-1] in _SURE_HEADS) or any(map(run.joins_at, range(1, last + 2))):
        # Not an office: "General Secretariat", "Chiefs of Police".
        yield run
        return
    first = last
    while first and (is_office(words[first - 1]) or words[first - 1] in OFFICE_MODIFIERS):
        first -= 1
    if not right and first and words[first - 1] in HEADS and words[last] == "general":
        yield run
        return
    while 0 < first < last and words[first] in _AGENCY_MODIFIERS:
        first += 1
    left = run.part(0, first)
    while left and left.lower[0] in _RANKS:
        left = left.rest(1)
    if left and (right or not all(map(_is_common, left.lower))):
        yield from _around_office(left)
    if right:
        yield right.within()


def _is_office(word: str, goes_on: bool) -> bool:
    """True for an office, before a name also for several: “Attorneys Ana Ruiz and Bo Lind”."""
    return is_office(word) or (goes_on and word.removesuffix("s") in OFFICES)


def _names_something(run: Run, reading: _Reading) -> bool:
    words = run.lower
    is_capitals = all(len(token) > 1 and token.isupper() for token in run.tokens)
    if all(word in DEMONYMS or word in TIMES for word in words):
        return is_capitals and len(words) == 1 and words[0] not in TIMES
    if all(word in DEMONYMS | DIRECTIONS for word in words) and any(
        map(DEMONYMS.__contains__, words)
    ):
        return False
    if all(word in OFFICES | OFFICE_MODIFIERS | TITLES for word in words):
        return _is_agency(words)
    if len(words) == 1:
        return _is_single_name(run, reading, is_capitals)
    if all(word in NO_NAMES for word in words):
        return _is_agency(words)
    office = _OFFICE_NEXT.match(reading.shadow, run.span[1])
    is_plural = words[-1].endswith("s") and not any(run.joined)
    if (is_plural or (office and office[1] in OFFICES)) and all(map(_is_common, words)):
        # "Regional Bureaus", "Police Services".
        return False
    if run.begins and run.words not in reading.inner:
        # "Global law enforcement", which somebody capitalised.
        return not all(word in COMMON or word in reading.small for word in words)
    if reading.language == "de":
        return words[0] not in _GERMAN_NOUNS
    return True


def _is_common(word: str) -> bool:
    """True for a word of agencies and offices that alone names none, also in the plural."""
    return any(each in _ALONE or each in JOINED_BY_AND for each in (word, word.removesuffix("s")))


def _is_agency(words: tuple[str, ...]) -> bool:
    """True for “National Police”: common words that are one agency's."""
    return len(words) > 1 and words[-1] in ("police", "court", "government")


def _is_single_name(run: Run, reading: _Reading, is_capitals: bool) -> bool:
    token, word = run.tokens[0], run.lower[0]
    after = reading.shadow[run.span[1] : run.span[1] + 24]
    if (
        len(word.strip(".")) < 2
        or word in NO_NAMES
        or _CONTRACTION.match(word)
        or _is_reference(word, after)
    ):
        return False
    if reading.is_place(token) or word in KNOWN or ("." in token and len(token) > 3):
        return True
    if is_capitals:
        return word not in _ALONE
    if word in _ALONE or word in DEMONYMS or _ADJECTIVE.search(word + after):
        return False
    if reading.language == "de":
        return run.after_office
    before = reading.shadow[max(0, run.span[0] - 24) : run.span[0]]
    if word.endswith("s") and _COUNTED.search(before):
        # "six Sudlanders"
        return False
    if word.partition("-")[0] in OPENERS and token not in reading.surnames:
        return False
    if not run.begins:
        return True
    if token in reading.inner:
        return True
    if word in reading.small:
        return False
    if token in reading.surnames:
        return True
    return (run.is_weak and not word.endswith(("ly", "ing"))) or _IS_SUBJECT.match(
        after
    ) is not None


def _is_reference(word: str, after: str) -> bool:
    """True for “Station 12”, and for a road."""
    return (word in REFERENCES and _FIGURE.match(after) is not None) or (
        _ROAD.fullmatch(word) is not None
    )

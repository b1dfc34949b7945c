"""The people that a byline names."""

import re

from trafficking_explorer.text.months import MONTHS, WEEKDAYS
from trafficking_explorer.text.world_dates import written_days

_LABEL = (
    r"(?P<by>by|por|par|von|di|door|av|بقلم|كتب|كتبت)|(?:written|reported|text|words|story)\s+by:?|"
    r"authors?\s*:|(?:texte?|texto|testo|autore?s?|auteure?s?|autoren|autora|автор|الكاتب|الكاتبة)\s*:|"
    r"(?:escrito|redactado)\s+por|(?:écrit|rédigé)\s+par|geschrieben\s+von|作者[:：]?"
)
_BYLINE = re.compile(rf"(?:{_LABEL})\s+(?=\S)", re.I)
"""The beginning of “By Ana Ferro”, “Author: Ana Ferro”."""
_AFTER = re.compile(r"[|·•–—(:\d]|\s-\s")
"""The beginning of a date, a place or an office after the names."""
_ALONE = re.compile(rf"(?:{_LABEL}|authors?|written|auteur|autor|autore)[:：]?\Z", re.I)
_AND = re.compile(r"\s+(?:and|&|y|e|et|und|en|och|oraz|и|و)\s+", re.I)
_SMALL = re.compile(r"al|bin|bint|da|das|del?|den|der|di|do|dos|du|el|la|las|le|los|ter|van|von|zu")
"""Parts of names that are not capitalised."""
_NO_NAME = re.compile(
    rf"{'|'.join((*MONTHS, *WEEKDAYS))}|an?|in|of|on|or|our|the|to|your", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:agenc\w+|associated|bbc|bureau|corp|correspondent|daily|desk|department|editors?|foundation|gazette|"
    r"herald|inc|journal|mag\w*|media|ministry|network|news\w*|office|police|post|press\w*|radio|redac\w+|redaktion|"
    r"report\w*|reuters|services?|staff|team|times|today|tribune|tv|university|weekly|wire|writers?)\b",
    re.IGNORECASE,
)
"""Words of an office, a paper or a post, which may follow a name."""
_ROLES = re.compile(r"(?:staff |special )?(?:writers|reporters|correspondents|editors)", re.I)
_STOP = re.compile(r"(?<!\b[JS]r)[.!?…]\Z")
_MOST_NAME_WORDS = 5


def byline(line: str) -> tuple[int, int] | None:
    """The names in a line, as a range of it; None if it is not a byline, or unsure whom it names.

    After “by” alone, a person needs two names: “By Land and Sea” is a heading, and “By Monday” a time.
    """
    found = _BYLINE.match(line)
    if found is None or _STOP.search(line):
        return None
    start = found.end()
    dates = [each.start for each in written_days(line, start)]
    after = _AFTER.search(line, start)
    end = min([after.start() if after else len(line), *dates])
    words = line[start:end].rstrip(" ,-\r\n\t")
    if line[end : end + 1].isdigit() and end not in dates and "," not in line[start:end]:
        # “By Operation Bridge 12 people were freed”.
        return None
    return _names_in(words, start, 2 if found["by"] else 1) if words else None


def is_label(line: str) -> bool:
    """True if a line only says that names follow: “By”, “Written by:”."""
    return _ALONE.fullmatch(line) is not None


def is_person(words: str, least: int = 2) -> bool:
    """True if words look like the name of a person, of `least` parts or more."""
    parts = words.split()
    return (
        least <= len(parts) <= _MOST_NAME_WORDS
        and _is_capital(parts[0])
        and all(_is_capital(each) or _SMALL.fullmatch(each) for each in parts)
        and not any(map(_NO_NAME.fullmatch, parts))
    )


def is_people(words: str) -> bool:
    """True if words are names of people, and nothing else."""
    return _names_in(words, 0, 2) == (0, len(words))


def _is_capital(word: str) -> bool:
    """True if a word begins with a capital letter, or with one of a script without capitals."""
    return word[0].isalpha() and (word[0].isupper() or word[0].lower() == word[0].upper())


def _all_persons(words: str, least: int) -> bool:
    return all(is_person(each, least) for each in _AND.split(words))


def _names_in(words: str, start: int, least: int) -> tuple[int, int] | None:
    """The names at the beginning of some words; all of them, or none."""
    pieces = [(m.start(), m.end()) for m in re.finditer(r"[^,]+", words)]
    named = 0
    joined = False
    for first, last in pieces:
        piece = re.sub(r"\A\s*(?:and|&|y|e|et|und|en|و)\s+", "", words[first:last]).strip()
        joined = joined or piece != words[first:last].strip() or bool(_AND.search(piece))
        if _OFFICE.search(piece) or not _all_persons(piece, least):
            break
        named += 1
        if joined:
            break
    rest = [words[first:last].strip() for first, last in pieces[named:]]
    if not named or (joined and not rest and named < len(pieces)):
        return None
    if not joined and named == 2 and not (rest and _ROLES.fullmatch(rest[0])):
        # “Ana Ferro, Port Amber” and “Ana Ferro, Bo Lind” look the same.
        return None
    if not joined and named > 2 and rest and not _OFFICE.search(rest[0]):
        return None
    if rest and any(_AND.search(each) for each in rest) and not _OFFICE.search(rest[0]):
        return None
    end = pieces[named - 1][1]
    return start, start + len(words[:end].rstrip())

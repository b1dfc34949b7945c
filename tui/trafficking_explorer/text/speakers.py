"""Speakers of quotations: “said NAME” after one, “NAME, a judge, said” before one.

Texts come in whole letters (`tokens.with_whole_letters`), with blanks for breaks within a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.text.letters import LOWER, UPPER
from trafficking_explorer.text.name_words import (
    AMBIGUOUS,
    DEMONYMS,
    LONG_TIMES,
    OPENERS,
    TITLES,
    is_office,
)
from trafficking_explorer.text.speech_words import (
    ACCORDING,
    ALL_SAYS,
    JUDGES,
    PRONOUNS,
    SAYS_ELSEWHERE,
)
from trafficking_explorer.text.tokens import plain_word

REACH = 400
"""Code points before and after a quotation in which its speaker is looked for."""
_GAP = r"(?:[ \u00a0\u202f]{1,4})"
_WORD = rf"(?:{UPPER}[\w.’'-]*)"
_NAME = rf"(?:(?:{_WORD}|de|da|del|della|di|du|la|van|von|der|bin|al|el){_GAP}){{0,7}}{_WORD}"
_SMALL = (
    rf"(?:(?!(?:in|on|at|that|to|after|when|as|by|during|from|with|before|he|she|they|it|we|and|but|who)\b)"
    rf"{LOWER}[\w’'-]*{_GAP})"
)
"""A small word of an office before a name: “said the harbour master Ivo Rask”."""
_ADVERB = rf"(?:(?:also|later|then|has|had|have|today|yesterday|previously|recently|simply|hat|haben){_GAP})"
_OPENING = r"[\s,–—-]{0,4}"
_VERB_NAME = re.compile(
    rf"{_OPENING}{_ADVERB}?(?P<verb>(?:{ALL_SAYS})|(?<=, )so){_GAP}(?P<small>{_SMALL}{{0,5}})(?P<name>{_NAME})"
)
"""…” said NAME; …“, sagte die Kommissarin NAME"""
_VERB_ROLE_NAME = re.compile(
    rf"{_OPENING}(?P<verb>{ALL_SAYS}){_GAP}(?P<role>{_SMALL}{{1,6}}?{LOWER}[\w’'-]*),{_GAP}(?P<name>{_NAME})"
    r"(?=[,.;]|\s*\Z)"
)
"""…” said her husband, NAME."""
_ROLE_NAME_VERB = re.compile(
    rf"{_OPENING}(?P<role>(?:(?i:the|a|an|her|his|their|my){_GAP})?{_SMALL}{{0,6}}{LOWER}[\w’'-]*),{_GAP}"
    rf"(?P<name>{_NAME}),?{_GAP}{_ADVERB}{{0,2}}(?P<verb>{ALL_SAYS})\b"
)
"""…” the harbour master, NAME, told"""
_NAME_VERB = re.compile(
    rf"{_OPENING}(?P<name>{_NAME})(?:,{_GAP}(?P<role>[^,“”\n]{{1,150}}(?:,[^,“”\n]{{1,150}})??),)?"
    rf"{_GAP}{_ADVERB}{{0,2}}(?P<verb>{ALL_SAYS})\b"
)
"""…” NAME said; …” NAME, a victim, told"""
_NAME_ONLY = re.compile(rf"\s*[–—-]?\s*(?P<name>{_NAME})(?=,|\s*\Z)")
_PRONOUN = re.compile(
    rf"{_OPENING}(?:(?i:{PRONOUNS}){_GAP}{_ADVERB}?(?:{ALL_SAYS})|(?:{ALL_SAYS}){_GAP}(?i:{PRONOUNS}))\b"
)
_NAMELESS = re.compile(
    rf"{_OPENING}(?:(?:{ALL_SAYS}){_GAP}(?:{_SMALL}{{0,5}}{LOWER}|(?:the|a|an){_GAP}{_WORD})"
    rf"|(?:(?i:the|a|an|one|another|der|die|ein|eine|le|la|un|une|el|il){_GAP})(?:[\w’'-]+{_GAP}){{0,6}}?(?:{ALL_SAYS})\b)"
)
"""…” said a neighbour; …” the director said"""
_ACCORDING = re.compile(
    rf"\b(?P<verb>(?i:{ACCORDING})){_GAP}(?P<small>{_SMALL}{{0,5}})(?P<name>{_NAME})"
)
_NAME_SAID_LAST = re.compile(
    rf"(?P<name>{_NAME})(?:,{_GAP}(?P<role>[^,“”\n.!?]{{1,150}}),)?"
    rf"{_GAP}{_ADVERB}{{0,2}}(?P<verb>{ALL_SAYS}|{JUDGES})\b[^.!?;]{{0,200}}\Z"
)
_SAID_NAME_LAST = re.compile(
    rf"\b(?P<verb>{ALL_SAYS}){_GAP}(?P<small>{_SMALL}{{0,4}})(?P<name>{_NAME})[^.!?;]{{0,200}}\Z"
)
_NAME_COLON = re.compile(
    rf"\s*(?P<name>{_NAME})(?:(?:,{_GAP}|{_GAP}?\()(?P<role>(?:(?!\b(?:{ALL_SAYS})\b)[^“”\n:)]){{1,100}})\)?)?:\s*\Z"
)
_PRONOUN_LAST = re.compile(
    rf"\b(?:(?i:{PRONOUNS}){_GAP}{_ADVERB}?(?:{ALL_SAYS})|(?:{ALL_SAYS}){_GAP}(?i:{PRONOUNS}))\b[^.!?;]{{0,200}}\Z"
)
_SAYS_LAST = re.compile(rf"\b(?:{ALL_SAYS}|{JUDGES}|(?i:{ACCORDING}))\b[^.!?;]{{0,200}}\Z")
_INSIDE = re.compile(
    rf",{_GAP}(?P<verb>{SAYS_ELSEWHERE}){_GAP}(?P<small>{_SMALL}{{0,5}})(?P<name>{_NAME})(?=[,.])"
)
"""«…, a déclaré NAME, …»"""
_NO_ROLE = re.compile(
    r"(?:who|whose|whom|which|that|where|when|while|after|before|as|in|on|at|but|and|not|adding|speaking|referring|"
    r"during|citing|noting|qui|dont|que|quien|che|der|die|das)\b",
    re.IGNORECASE,
)
"""Begins what follows a name without being an office."""
_PREPOSITIONS = frozenset(
    ("for", "of", "de", "des", "du", "von", "vom", "di", "del", "della", "da", "dos", "van", "para")
)
_DETERMINERS = frozenset(("the", "a", "an", "her", "his", "their", "my"))
_INITIAL = re.compile(rf"(?:\A|\s){UPPER}\.\Z")
_ROLE_AFTER = re.compile(rf"(?:,{_GAP}|{_GAP}\()(?P<role>[^“”«»„\n()]{{2,300}})")
_AGE = re.compile(r"\d{1,3}\b,?\s*")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that say who speaks; without a name for a pronoun or “a neighbour”.

    Attributes:
        place: the words that say so.
        is_pronoun: True for “she said”.
    """

    place: tuple[int, int]
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    is_pronoun: bool = False


def attribution_after(text: str, at: int, end: int) -> Attribution | None:
    """The speaker named right after a quotation, within its sentence.

    Args:
        at: the end of the quotation.
        end: that of the sentence that goes on after it.
    """
    for pattern in (_VERB_ROLE_NAME, _VERB_NAME, _NAME_VERB, _ROLE_NAME_VERB):
        if (match := pattern.match(text, at, end)) and (
            found := _named(text, match, end, is_before=False)
        ):
            return found
    if match := _PRONOUN.match(text, at, end):
        return Attribution(match.span(), is_pronoun=True)
    if match := _NAMELESS.match(text, at, end):
        return Attribution(match.span())
    return None


def name_after(text: str, at: int, end: int) -> Attribution | None:
    """A name alone after a quotation, with nothing but a role: …” Ana Ruiz, Coordinator."""
    match = _NAME_ONLY.match(text, at, end)
    return _named(text, match, end, is_before=False) if match else None


def attribution_at_end(text: str, at: int, end: int) -> Attribution | None:
    """The speaker whom the sentence names last: It was “a good day” for all, Ana Ruiz said."""
    comma = text.rfind(",", at, end)
    while comma >= 0:
        if (found := attribution_after(text, comma, end)) and not text[
            found.place[1] : end
        ].strip():
            return found
        # A role has commas too.
        comma = text.rfind(",", max(at, comma - REACH), comma)
    return None


def attribution_inside(text: str, start: int, end: int) -> Attribution | None:
    """The speaker named within the marks, as in French: «…, a déclaré Anne Roux, …»."""
    match = _INSIDE.search(text, start, min(end, start + REACH))
    return _named(text, match, end, is_before=True) if match else None


def attribution_before(text: str, start: int, at: int) -> Attribution | None:
    """The speaker that the words before a quotation name, the last one."""
    start = max(start, at - REACH)
    if match := _NAME_COLON.fullmatch(text, start, at):
        return _named(text, match, at, is_before=True)
    found: Attribution | None = None
    for match in _ACCORDING.finditer(text, start, at):
        found = _named(text, match, at, is_before=True) or found
    for pattern in (_NAME_SAID_LAST, _SAID_NAME_LAST):
        for said in _last_matches(pattern, text, start, at):
            if named := _named(text, said, at, is_before=True):
                return named
    if found is not None:
        return found
    if match := _PRONOUN_LAST.search(text, start, at):
        return Attribution(match.span(), is_pronoun=True)
    if match := _SAYS_LAST.search(text, start, at):
        return Attribution(match.span())
    return None


def _last_matches(
    pattern: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that goes to the end, the last first."""
    found = []
    while match := pattern.search(text, start, end):
        found.append(match)
        start = match.end("name")
    yield from reversed(found)


def _named(text: str, match: re.Match[str], end: int, *, is_before: bool) -> Attribution | None:
    """The speaker of a match; None if its words name nobody."""
    groups = match.groupdict()
    words = list(re.finditer(r"[^\s]+", text[match.start("name") : match.end("name")]))
    first = match.start("name")
    spans = [(first + word.start(), first + word.end()) for word in words]
    while spans and _is_opener(text[slice(*spans[0])]):
        spans.pop(0)
    while spans and _bare(text[slice(*spans[-1])]) in LONG_TIMES:
        spans.pop()
    if not spans:
        return None
    office = max(
        (i for i, span in enumerate(spans) if is_office(_bare(text[slice(*span)]))), default=-1
    )
    if office == len(spans) - 1 or all(_bare(text[slice(*span)]) in DEMONYMS for span in spans):
        # A role without a name, such as "the Director".
        return None
    named = spans[office + 1 :]
    if len(named) == 1 and _bare(text[slice(*named[0])]) in TITLES:
        return None
    name = named[0][0], named[-1][1]
    if not _INITIAL.search(text[slice(*name)]):
        name = name[0], name[0] + len(text[slice(*name)].rstrip(".,;:"))
    small = (groups.get("small") or "").split()
    if small and small[-1].lower() in _PREPOSITIONS:
        # "a spokesman for Europol"
        return None
    if match.re is _ROLE_NAME_VERB and not _is_role(match["role"]):
        return None
    verb = match.span("verb") if groups.get("verb") else None
    place = min(name[0], spans[0][0]), name[1]
    role: tuple[int, int] | None = (spans[0][0], spans[office][1]) if office >= 0 else None
    if verb:
        place = min(place[0], verb[0]), max(place[1], verb[1])
    if groups.get("role"):
        role = match.span("role")
        place = min(place[0], role[0]), max(place[1], role[1])
    if role is None:
        role = _role_before(text, match, spans[0][0])
    if role is None and (verb is None or verb[0] < name[0]):
        role = _role_after(text, name[1], end, is_before=is_before)
    if role is not None:
        role = _without_age(text, role)
    if role is not None and _NO_ROLE.match(text, *role):
        role = None
    if role is not None:
        place = min(place[0], role[0]), max(place[1], role[1])
    if name[1] - name[0] > 100:
        return None
    return Attribution(place, name, role)


def _role_before(text: str, match: re.Match[str], name: int) -> tuple[int, int] | None:
    """Small words before the name that end with an office: “prosecutor Ana Ruiz”."""
    if "small" not in match.re.groupindex or match["small"] is None:
        return None
    words = list(re.finditer(r"\S+", match["small"]))
    if not words or not is_office(_bare(words[-1][0])):
        return None
    first = match.start("small")
    start = 1 if len(words) > 1 and _bare(words[0][0]) in OPENERS else 0
    return first + words[start].start(), first + words[-1].end()


def _role_after(text: str, at: int, end: int, *, is_before: bool) -> tuple[int, int] | None:
    """The words after a name up to the end of the sentence; before a quotation, up to its comma."""
    found = _ROLE_AFTER.match(text, at, end)
    if found is None:
        return None
    role = found["role"]
    if is_before:
        role = role.partition(",")[0]
        if len(role) == len(found["role"]):
            return None
    role = role.rstrip().rstrip(",.;: ")
    return (found.start("role"), found.start("role") + len(role)) if role else None


def _without_age(text: str, role: tuple[int, int]) -> tuple[int, int] | None:
    """A role without the age that newspapers put before it; None for an age alone."""
    start, end = role
    if age := _AGE.match(text, start, end):
        start = age.end()
    return (start, end) if _LETTERS.search(text, start, end) else None


def _is_role(words: str) -> bool:
    """True for “the harbour master” and “prosecutor”, not for “here”."""
    first, *_, last = *words.split(), words.rsplit(maxsplit=1)[-1]
    return first.lower() in _DETERMINERS or is_office(_bare(last))


def _is_opener(word: str) -> bool:
    bare = _bare(word)
    return bare in OPENERS and bare not in AMBIGUOUS and not (len(bare) > 1 and word.isupper())


def _bare(word: str) -> str:
    return plain_word(word).lower().strip(".,;:'’")

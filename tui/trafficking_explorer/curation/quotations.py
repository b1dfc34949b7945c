"""Suggestions of quotations: their parts, and their speakers."""

import re
from dataclasses import dataclass

from trafficking_explorer.corpus.anchoring import fold_white_space
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.names import OFFICES, SAYS, TITLES, UPPER
from trafficking_explorer.curation.record_index import IndexedName, RecordIndex
from trafficking_explorer.curation.types import Draft
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.sentences import split_paragraph

_MARKED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|«[^«»]*»|„[^„“”]*[“”]")
_UNCLOSED = re.compile(rf"“[^“”\n]*?,?(?=\s+(?:{SAYS})\b[^“”\n]*“)")
"""A quotation whose mark never closes before "said …" and the next one."""
_CAPITALISED = rf"(?:{UPPER}[\w.’'-]*)"
_NAME = rf"(?:(?:{_CAPITALISED}|de|da|van|von|bin|al)[ \u00a0])*{_CAPITALISED}"
_TITLE = re.compile(rf"(?:{TITLES})\.?\Z")
_ROLE = re.compile(rf"(?:{OFFICES})\Z")
_LEADING = re.compile(
    r"(?:(?:As|But|And|Also|While|When|Meanwhile|However|Later|Then|Yet|So|In|On|At|The|An?)\s+)+"
)
"""Words before a name at the beginning of a sentence."""
_AFTER = re.compile(rf"\s*,?\s*(?P<verb>{SAYS})\s+(?P<name>{_NAME})")
"""…” said NAME"""
_NAME_SAYS = re.compile(
    rf"\s*,?\s*(?P<name>{_NAME})(?:,\s+(?P<role>[^,“”\n]+(?:,[^,“”\n]+)??),)?\s+(?:has\s+)?(?P<verb>{SAYS})\b"
)
"""…” NAME said; …” NAME, a victim, told"""
_NAME_ONLY = re.compile(rf"\s*[–—-]?\s*(?P<name>{_NAME})(?=,|\s*\Z)")
_ACCORDING = re.compile(rf"\b(?P<verb>[Aa]ccording\s+to)\s+(?P<name>{_NAME})")
_NAME_SAID_LAST = re.compile(
    rf"(?P<name>{_NAME})(?:,\s+(?P<role>[^,“”\n]+),)?\s+(?:has\s+)?(?P<verb>{SAYS})\b[^.!?]*\Z"
)
_SAID_NAME_LAST = re.compile(rf"\b(?P<verb>{SAYS})\s+(?P<name>{_NAME})[^.!?]*\Z")
_BETWEEN = re.compile(rf"[^\n]{{0,200}}?\b(?:{SAYS})\b[^\n]{{0,200}}")
_STOP = re.compile(r"[.!?…]+[”’\"')\]]*\Z")
_REACH = 400
"""Code points before and after a quotation in which its speaker is looked for."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker of a quotation.

    Attributes:
        place: the words that say so.
    """

    name: str
    role: str | None
    place: TextPosition


def quotations(reading: ArticleText, place: TextPosition) -> list[TextPosition]:
    """The parts of the quotation that a place touches; empty without one."""
    paragraph = reading.paragraph(place)
    if paragraph.start > place.start or paragraph.end < place.end:
        return []
    marked = _marked(reading.unbroken, paragraph)
    touched = [
        i for i, part in enumerate(marked) if part.start < place.end and place.start < part.end
    ]
    if not touched:
        return []
    first, last = touched[0], touched[-1]
    while first and _goes_on(reading.unbroken, marked[first - 1], marked[first]):
        first -= 1
    while last + 1 < len(marked) and _goes_on(reading.unbroken, marked[last], marked[last + 1]):
        last += 1
    return marked[first : last + 1]


def _marked(text: str, paragraph: TextPosition) -> list[TextPosition]:
    spans = [match.span() for match in _MARKED.finditer(text, *paragraph)]
    spans += [
        match.span()
        for match in _UNCLOSED.finditer(text, *paragraph)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    ]
    return [TextPosition(*span) for span in sorted(spans)]


def _goes_on(text: str, one: TextPosition, other: TextPosition) -> bool:
    """True if only "… said …" is between two parts."""
    between = text[one.end : other.start]
    return _BETWEEN.fullmatch(between) is not None


def quotation(
    reading: ArticleText, parts: list[TextPosition], known: RecordIndex
) -> tuple[Draft, str]:
    """The record of a quotation, and a line about it.

    Raises:
        CuratingError: no selector fits one of its parts alone.
    """
    speaker = find_speaker(reading, parts)
    fields: list[tuple[str, str]] = []
    evidence: tuple[tuple[str, TextQuote], ...] = ()
    words = reading.words(parts[0])
    if speaker is not None:
        fields.append(("speaker", speaker.name))
        names = ["speaker"]
        if (person := known_person(speaker, reading, known)) is not None:
            fields.append(("speaker_id", person.record_id))
            names.append("speaker_id")
        if speaker.role:
            fields.append(("speaker_role", speaker.role))
            names.append("speaker_role")
        evidence = ((", ".join(names), reading.quote(speaker.place)),)
    about = speaker.name if speaker else " ".join(words.split()[:4])
    record_id = known.new_id("quote", about)
    draft = Draft(
        "quote",
        record_id,
        tuple(map(reading.quote, parts)),
        tuple(fields),
        evidence,
        of=tuple(parts),
    )
    return (
        draft,
        f"quote · {truncate(words, 50)} · {speaker.name if speaker else 'no speaker found'}",
    )


def known_person(speaker: Speaker, reading: ArticleText, known: RecordIndex) -> IndexedName | None:
    """The one person of the corpus with the speaker's name, or the surname."""
    spoken = fold_words(speaker.name)
    exact = [person for person in known.named("person") if spoken in person.folded]
    if len(exact) == 1:
        return exact[0]
    surname = spoken.split()[-1:]
    near = [
        person
        for person in known.named("person")
        if any(name.split()[-1:] == surname for name in person.folded if name)
    ]
    if len(speaker.name.split()) > 1 and not _TITLE.match(speaker.name.split()[0]):
        return None
    return near[0] if len(near) == 1 and not exact else None


def find_speaker(reading: ArticleText, parts: list[TextPosition]) -> Speaker | None:
    """The speaker, who is named after one of the parts or before the first."""
    text = reading.unbroken
    paragraph = reading.paragraph(TextPosition(parts[0].start, parts[-1].end))
    marked = _marked(text, paragraph)
    for part in parts:
        following = min(
            (each.start for each in marked if each.start >= part.end), default=paragraph.end
        )
        end = min(following, part.end + _REACH)
        sentence_end = _end_of_sentence(text, part.end, end)
        for pattern in (_AFTER, _NAME_SAYS, _NAME_ONLY):
            match = pattern.match(text, part.end, sentence_end)
            # A name alone is the speaker's only where nothing else follows but the role.
            if match and (
                pattern is not _NAME_ONLY or not re.match(r"[.!?]", text[sentence_end:end].strip())
            ):
                return _speaker(reading, match, sentence_end)
    start = max(
        paragraph.start,
        parts[0].start - _REACH,
        max((each.end for each in marked if each.end <= parts[0].start), default=0),
    )
    return _before(reading, start, parts[0].start)


def _before(reading: ArticleText, start: int, end: int) -> Speaker | None:
    """The last "NAME said" or "according to NAME" of the words that lead to a quotation."""
    found: Speaker | None = None
    text = reading.unbroken
    for match in _ACCORDING.finditer(text, start, end):
        found = _speaker(reading, match, end)
    for pattern in (_NAME_SAID_LAST, _SAID_NAME_LAST):
        if said := pattern.search(text, start, end):
            return _speaker(reading, said, end)
    return found


def _end_of_sentence(text: str, start: int, end: int) -> int:
    """The full stop of the sentence that goes on after a quotation; `end` without one."""
    _, last = next(split_paragraph(text, start, end), (start, end))
    stop = _STOP.search(text, start, last)
    return stop.start() if stop else end


def _speaker(reading: ArticleText, match: re.Match[str], end: int) -> Speaker | None:
    text = reading.unbroken
    name_start, name_end = match.span("name")
    if leading := _LEADING.match(text, name_start, name_end):
        name_start = leading.end()
    words = list(re.finditer(r"\S+", text[name_start:name_end]))
    role: str | None = None
    groups = match.groupdict()
    place_start, place_end = name_start, match.end()
    if groups.get("verb") and match.start("verb") < name_start:
        place_start = match.start("verb")
    # "FBI Director Christopher Wray": the role is before the name.
    split = max((i for i, word in enumerate(words) if _ROLE.match(word[0])), default=-1)
    if 0 <= split < len(words) - 1:
        role = text[name_start : name_start + words[split].end()]
        name_start += words[split + 1].start()
    elif split >= 0:
        # A role without a name, such as "the Director".
        return None
    if groups.get("role"):
        role = groups["role"]
    following = re.compile(r",\s+(?P<role>[^“”\n]+)").match(text, match.end(), end)
    if role is None and following and (not groups.get("verb") or match.start("verb") < name_start):
        role = following["role"].strip().rstrip(",.;: ")
        place_end = following.start("role") + len(role)
    name = fold_white_space(text[name_start:name_end]).rstrip(".,;:")
    if not name or len(name) > 100:
        return None
    if groups.get("verb") and match.start("verb") >= name_end:
        place_end = match.end("verb")
    return Speaker(
        name,
        fold_white_space(role) if role and len(role) <= 300 else None,
        TextPosition(place_start, place_end),
    )

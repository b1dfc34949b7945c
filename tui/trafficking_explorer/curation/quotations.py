"""Suggestions of quotations: their parts, and their speakers."""

from dataclasses import dataclass

from trafficking_explorer.corpus.anchoring import fold_white_space
from trafficking_explorer.curation.article import ArticleText
from trafficking_explorer.curation.record_index import IndexedName, RecordIndex
from trafficking_explorer.curation.types import Draft
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.name_words import TITLES
from trafficking_explorer.text.quotations import Quotation, find_quotations

_LONGEST_ROLE = 300


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker of a quotation.

    Attributes:
        place: the words that say so.
    """

    name: str
    role: str | None
    place: TextPosition


def find_quotation(reading: ArticleText, place: TextPosition) -> Quotation | None:
    """The quotation that a place touches, or the first of several; None without one."""
    for found in find_quotations(reading.text, *reading.body):
        if any(start < place.end and place.start < end for start, end in found.parts):
            return found
    return None


def quotations(reading: ArticleText, place: TextPosition) -> list[TextPosition]:
    """The parts of the quotation that a place touches; empty without one."""
    found = find_quotation(reading, place)
    return [TextPosition(*part) for part in found.parts] if found else []


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
    first, *rest = speaker.name.split()
    if rest and first.lower().strip(".") not in TITLES:
        return None
    return near[0] if len(near) == 1 and not exact else None


def find_speaker(reading: ArticleText, parts: list[TextPosition]) -> Speaker | None:
    """The speaker, who is named after one of the parts or before the first."""
    found = find_quotation(reading, parts[0])
    said = found.attribution if found else None
    if said is None or said.name is None:
        return None
    role = reading.words(TextPosition(*said.role)) if said.role else None
    return Speaker(
        fold_white_space(reading.words(TextPosition(*said.name))),
        role if role and len(role) <= _LONGEST_ROLE else None,
        TextPosition(*said.place),
    )

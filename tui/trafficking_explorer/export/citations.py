"""A passage with the source it stands in, in the forms in which people quote.

Nothing is left out in silence and nothing is made up: what a source does not state is marked as
resolved, and a missing date, publisher or URL is said to be missing.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from trafficking_explorer.database.read_models import Detail, Field, Passage
from trafficking_explorer.text.months import MONTHS

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What may not reach another program; marks of direction and joiners are part of the words."""

_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>~$]"  # These have a meaning anywhere,
    r"|&(?=#?\w+;)"  # an ampersand where it begins an entity,
    r"|^(?:#(?=[# ]|$)|[+-](?=[ -]|$)|\d{1,9}(?=[.)](?: |$)))"  # and these where a line begins.
)
_BIBTEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces, with a backslash before them or not.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#_%"},
}
_PLAIN_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")
_NEEDED = {"publisher": "publisher", "published": "date", "url": "URL"}
"""What is said to be missing where a source is without it, by field."""
_NAMED = {"author": "author", "title": "title"} | _NEEDED


@dataclass(frozen=True, slots=True)
class BibliographicSource:
    """A source as a citation names it."""

    source_id: str
    title: str
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """EDTF."""
    url: str | None = None
    language: str | None = None
    resolved: tuple[tuple[str, str], ...] = ()
    """(field, reason) of what the curator worked out."""
    sha256: str | None = None
    """How the SHA-256 of the text begins that was read."""

    @classmethod
    def of(cls, source: Detail) -> "BibliographicSource":
        """What the record of a source says of it."""
        values = {field.name: field.value for field in source.fields}
        return cls(
            source.record_id,
            source.title,
            values.get("publisher"),
            values.get("author"),
            values.get("published"),
            values.get("url"),
            values.get("language"),
            tuple(
                (field.name, field.reason or "")
                for field in source.fields
                if field.basis == "resolved"
            ),
            values.get("sha256"),
        )


def value(record: Detail, field: Field | None = None) -> str:
    """A field as it is, or what a record says: its figure, its words, its name.

    A figure has its qualifier with it: nearly 500 are not 500.
    """
    is_figure = record.record_type == "statistic" and (field is None or field.name == "value")
    if is_figure and record.subtitle:
        return _plain(record.subtitle)
    if field is not None:
        return _plain(field.value)
    return _plain(record.title)


def quoted(work: BibliographicSource, passage: Passage) -> str:
    """The passage in quotation marks, and where it stands, on one line."""
    parts = ", ".join(_parts(work).values())
    return f"{_in_marks(_plain(passage.exact))} — {parts}, {_place(passage)}"


def markdown(work: BibliographicSource, passage: Passage) -> str:
    """The passage as a block quote, and where it stands, its address as a link."""
    parts = {name: _escape_markdown(words) for name, words in _parts(work).items()}
    if address := _address(work):
        parts["url"] = f"<{address}>{_mark(work, 'url')}"
    words, place = _escape_markdown(_plain(passage.exact)), _escape_markdown(_place(passage))
    return f"> {words}\n>\n> — {', '.join(parts.values())}, {place}\n"


def bibtex(work: BibliographicSource) -> str:
    """The source as an entry that BibTeX, biblatex and reference managers read.

    Of a source alone, and with a key that is made of its id alone: however many of its passages are
    quoted, and however often its record is mended, it stays one entry.
    """
    address = _address(work)
    fields = {
        "author": _braced(work.author),
        "title": _braced(work.title),
        "organization": _braced(work.publisher),
        **_date(work.published),
        # A standard that TeX reads as it is, so nothing is escaped but what ends the field.
        "url": f"{{{address}}}" if address else "",
        "language": f"{{{_escape_bibtex(work.language)}}}" if work.language else "",
        "note": f"{{{_escape_bibtex(_notes(work))}}}" if _notes(work) else "",
    }
    lines = [f"  {name} = {text}," for name, text in fields.items() if text]
    kind = "online" if address else "misc"
    return "\n".join([f"@{kind}{{source-{_key(work.source_id)},", *lines, "}"]) + "\n"


def _parts(work: BibliographicSource) -> dict[str, str]:
    """What a source is cited by, by field; what is not known is said, but for an author."""
    title = f"“{_plain(work.title)}”"
    parts = {"author": work.author, "publisher": work.publisher, "title": title}
    parts |= {"published": work.published, "url": work.url}
    return {
        name: f"{_plain(words)}{_mark(work, name)}" if words else f"no {_NEEDED[name]}"
        for name, words in parts.items()
        if words or name in _NEEDED
    }


def _mark(work: BibliographicSource, field: str) -> str:
    return " (resolved)" if field in dict(work.resolved) else ""


def _place(passage: Passage) -> str:
    return f"source {passage.source_id}, line {passage.line}"


def _plain(text: str) -> str:
    """Words without what a terminal or an editor would act on, white-space runs as one blank."""
    return _CONTROLS.sub("\ufffd", " ".join(text.split()))


def _in_marks(words: str) -> str:
    """Words in quotation marks; the source's own will do where they are around the whole."""
    inner = words[1:-1]
    if words[:1] == "“" and words[-1:] == "”" and not ("“" in inner or "”" in inner):
        return words
    return f"“{words}”"


def _address(work: BibliographicSource) -> str | None:
    """The source's URL, fit to stand in braces or brackets; None where it is none of the web."""
    if work.url is None or not re.match(r"https?://", work.url, re.IGNORECASE):
        return None
    return quote(_plain(work.url), safe="!#$%&'*+,/:;=?@[]~-._", errors="replace")


def _escape_markdown(text: str) -> str:
    """Words that GitHub's Markdown shows as they are."""

    def escape(match: re.Match[str]) -> str:
        # A number that would begin a list is escaped at the mark behind it.
        return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"

    return _MARKDOWN.sub(escape, text)


def _escape_bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in _plain(text))


def _braced(text: str | None) -> str:
    """A field whose capitals stay, and in which “and” joins no names: everything as written."""
    return f"{{{{{_escape_bibtex(text)}}}}}" if text else ""


def _date(published: str | None) -> dict[str, str]:
    """A plain date in the parts that every BibTeX knows; another as EDTF, which biblatex reads."""
    if not published:
        return {}
    plain = _PLAIN_DATE.fullmatch(published)
    if plain is None:
        return {"date": f"{{{_escape_bibtex(published)}}}"}
    year, month, day = plain.groups()
    parts = {"year": f"{{{year}}}"}
    if month:
        parts["month"] = MONTHS[int(month) - 1][:3].lower()
    if day:
        parts["day"] = f"{{{int(day)}}}"
    return parts


def _notes(work: BibliographicSource) -> str:
    """What is missing, and what was worked out and why."""
    reasons = dict(work.resolved)
    notes = []
    for field, name in _NAMED.items():
        if field in reasons:
            notes.append(f"{name} resolved: {reasons[field]}".removesuffix(": "))
        elif field in _NEEDED and not getattr(work, field):
            notes.append(f"no {name}")
    if work.sha256:
        notes.append(f"text as read: SHA-256 {work.sha256}")
    return " ".join(f"{note[0].upper()}{note[1:].rstrip('.')}." for note in notes)


def _key(source_id: str) -> str:
    """An id as a BibTeX key, in which some characters have a meaning."""
    return re.sub(r"[^\w:.+/-]", "-", source_id, flags=re.ASCII)

"""Quotations and citations of passages: plain text, Markdown and BibTeX.

Nothing is silently left out or made up: values that a source does not state are marked as resolved,
and a missing date, publisher or URL is named as missing.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from trafficking_explorer.database.read_models import Detail, Field, Passage
from trafficking_explorer.text.display import clean_line
from trafficking_explorer.text.markdown import escape_markdown
from trafficking_explorer.text.months import MONTHS
from trafficking_explorer.text.quoting import in_marks

_BIBTEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces even after a backslash.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#_%"},
}
_PLAIN_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")
_NEEDED = {"publisher": "publisher", "published": "date", "url": "URL"}
"""The fields whose absence is mentioned."""
_NAMED = {"author": "author", "title": "title"} | _NEEDED


@dataclass(frozen=True, slots=True)
class BibliographicSource:
    """The fields of a source for citations."""

    source_id: str
    title: str
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    """EDTF."""
    url: str | None = None
    language: str | None = None
    resolved: tuple[tuple[str, str], ...] = ()
    """(field, reason) of each inferred value."""
    sha256: str | None = None
    """The beginning of the text's SHA-256."""

    @classmethod
    def of(cls, source: Detail) -> "BibliographicSource":
        """The fields from the record of a source."""
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
    """A field's value, or a record's main value: its figure, its words or its name.

    A figure includes its qualifier: nearly 500 is not 500.
    """
    is_figure = record.record_type == "statistic" and (field is None or field.name == "value")
    if is_figure and record.subtitle:
        return clean_line(record.subtitle)
    if field is not None:
        return clean_line(field.value)
    return clean_line(record.title)


def quoted(work: BibliographicSource, passage: Passage) -> str:
    """The passage in quotation marks with its citation, on one line."""
    parts = ", ".join(_parts(work).values())
    return f"{in_marks(clean_line(passage.exact))} — {parts}, {_place(passage)}"


def markdown(work: BibliographicSource, passage: Passage) -> str:
    """The passage as a Markdown block quote with its citation; the URL is a link."""
    parts = {name: escape_markdown(words) for name, words in _parts(work).items()}
    if address := _address(work):
        parts["url"] = f"<{address}>{_mark(work, 'url')}"
    words, place = escape_markdown(clean_line(passage.exact)), escape_markdown(_place(passage))
    return f"> {words}\n>\n> — {', '.join(parts.values())}, {place}\n"


def bibtex(work: BibliographicSource) -> str:
    """The source as an entry for BibTeX, biblatex and reference managers.

    The key is made from the source's id alone, so that the entry stays the same for all its passages
    and after changes of its record.
    """
    address = _address(work)
    fields = {
        "author": _braced(work.author),
        "title": _braced(work.title),
        "organization": _braced(work.publisher),
        **_date(work.published),
        # TeX reads a URL verbatim; only the end of the field needs escaping.
        "url": f"{{{address}}}" if address else "",
        "language": f"{{{_escape_bibtex(work.language)}}}" if work.language else "",
        "note": f"{{{_escape_bibtex(_notes(work))}}}" if _notes(work) else "",
    }
    lines = [f"  {name} = {text}," for name, text in fields.items() if text]
    kind = "online" if address else "misc"
    return "\n".join([f"@{kind}{{source-{_key(work.source_id)},", *lines, "}"]) + "\n"


def _parts(work: BibliographicSource) -> dict[str, str]:
    """The parts of a citation, by field; missing ones are named, except an author."""
    title = in_marks(clean_line(work.title))
    parts = {"author": work.author, "publisher": work.publisher, "title": title}
    parts |= {"published": work.published, "url": work.url}
    return {
        name: f"{clean_line(words)}{_mark(work, name)}" if words else f"no {_NEEDED[name]}"
        for name, words in parts.items()
        if words or name in _NEEDED
    }


def _mark(work: BibliographicSource, field: str) -> str:
    return " (resolved)" if field in dict(work.resolved) else ""


def _place(passage: Passage) -> str:
    return f"source {passage.source_id}, line {passage.line}"


def _address(work: BibliographicSource) -> str | None:
    """The source's URL, escaped for braces and brackets; None if it is not a web address."""
    if work.url is None or not re.match(r"https?://", work.url, re.IGNORECASE):
        return None
    return quote(clean_line(work.url), safe="!#$%&'*+,/:;=?@[]~-._", errors="replace")


def _escape_bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in clean_line(text))


def _braced(text: str | None) -> str:
    """A field in double braces: capitals stay, and “and” does not separate names."""
    return f"{{{{{_escape_bibtex(text)}}}}}" if text else ""


def _date(published: str | None) -> dict[str, str]:
    """A plain date as year, month and day; any other as EDTF, which biblatex reads."""
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
    """A note on missing and inferred fields, with the reasons."""
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
    """Turn an id into a BibTeX key, without special characters."""
    return re.sub(r"[^\w:.+/-]", "-", source_id, flags=re.ASCII)

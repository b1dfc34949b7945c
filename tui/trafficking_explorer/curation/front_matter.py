"""Entries above a text: front matter, or the head of a mail."""

import re
from dataclasses import dataclass, field

from trafficking_explorer.records.evidence import TextPosition

_FENCE = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<inside>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M | re.S
)
_ENTRY = re.compile(r"^(?P<name>[^\W\d][\w .-]*?)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t\r]*$", re.M)
_ITEM = re.compile(r"\r?\n[ \t]*-[ \t]+(?P<value>\S.*?)[ \t\r]*(?=\n|\Z)")
_NAMES = {
    "title": ("title", "headline"),
    "published": (
        *("published", "date", "published date", "publication date", "pubdate", "datepublished"),
        *("publish date", "published at", "published on"),
    ),
    "author": ("author", "authors", "by", "byline", "creator"),
    "publisher": ("publisher", "site", "site name", "sitename", "website", "publication", "source"),
    "url": ("url", "link", "source url", "canonical", "permalink", "address", "source"),
    "language": ("lang", "language", "locale"),
    "captured": ("captured", "retrieved", "accessed", "saved", "clipped", "access date"),
    "archived": ("archived", "archive", "archive url", "archived url"),
}
"""Names of entries, by the field that they fill, the surest first."""
_HEADER = re.compile(
    r"\ufeff?(?:(?:[A-Z][\w-]*|À|Envoyé|من|إلى|التاريخ|الموضوع)[ \u00a0]?:[ \t\u00a0].*(?:\r?\n[ \t]+\S.*)*(?:\r?\n|\Z))+"
)
_HEADER_LINE = re.compile(r"^(?P<name>[^\s:]+)[ \u00a0]?:[ \t\u00a0]+(?P<value>.*\S)", re.M)
_MAIL = {
    "title": (
        "subject",
        "betreff",
        "objet",
        "asunto",
        "oggetto",
        "assunto",
        "onderwerp",
        "الموضوع",
    ),
    "published": (
        *("date", "sent", "gesendet", "datum", "envoyé", "enviado", "fecha", "inviato", "data"),
        *("verzonden", "التاريخ"),
    ),
}


@dataclass(frozen=True)
class FrontMatter:
    """Entries before a text.

    Attributes:
        end: the place at which the text begins.
        places: the values, by the field that they fill.
        is_mail: True for the head of a mail.
    """

    end: int = 0
    places: dict[str, TextPosition] = field(default_factory=dict)
    is_mail: bool = False


def find_front_matter(text: str) -> FrontMatter:
    """The entries before a text; none if it begins at once."""
    fence = _FENCE.match(text)
    if fence is not None:
        found = _entries(text, *fence.span("inside"))
        if found:
            return FrontMatter(fence.end(), found)
    return _mail_head(text)


def _entries(text: str, start: int, end: int) -> dict[str, TextPosition]:
    named: dict[str, TextPosition] = {}
    for match in _ENTRY.finditer(text, start, end):
        name = re.sub(r"[ ._-]+", " ", match["name"]).casefold()
        item = _ITEM.match(text, match.end(), end) if match["value"] is None else None
        place = item.span("value") if item else match.span("value")
        if place[0] >= 0:
            named.setdefault(name, _unquoted(text, *place))
    found: dict[str, TextPosition] = {}
    for key, names in _NAMES.items():
        for name in names:
            where = named.get(name)
            if where is None or where.start >= where.end:
                continue
            is_address = re.match(r"https?://", text[where.start : where.end]) is not None
            if is_address == (key in ("url", "archived")):
                found[key] = where
                break
    return found


def _unquoted(text: str, start: int, end: int) -> TextPosition:
    """A value without its quotation marks, or the only one of a list in brackets."""
    if text[start] == "[" and text[end - 1] == "]":
        start, end = start + 1, end - 1
        if "," in text[start:end]:
            return TextPosition(start, start)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1 and text[start] in "\"'" and text[start] == text[end - 1]:
        start, end = start + 1, end - 1
    return TextPosition(start, end)


def _mail_head(text: str) -> FrontMatter:
    head = _HEADER.match(text)
    if head is None:
        return FrontMatter()
    values = {
        match["name"].casefold(): TextPosition(*match.span("value"))
        for match in reversed(list(_HEADER_LINE.finditer(text, 0, head.end())))
    }
    found = {
        key: values[name]
        for key, names in _MAIL.items()
        for name in reversed(names)
        if name in values
    }
    if len(values) < 2 or "title" not in found:
        return FrontMatter()
    return FrontMatter(head.end(), found, is_mail=True)

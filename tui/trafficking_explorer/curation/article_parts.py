"""Parts of a copied article by their looks: title, edges, author, publisher, day of publication."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from trafficking_explorer.curation.article_end import find_end, last_words
from trafficking_explorer.curation.article_lines import Line, lines_of
from trafficking_explorer.curation.article_title import find_title, without_site
from trafficking_explorer.curation.byline import byline, is_label, is_people
from trafficking_explorer.curation.front_matter import FrontMatter, find_front_matter
from trafficking_explorer.curation.publication_day import (
    HEAD_LINES,
    FoundDay,
    day_at,
    find_published,
)
from trafficking_explorer.curation.publisher_name import find_publisher, host_of
from trafficking_explorer.records.evidence import TextPosition

_LONG = 120
"""Code points of a line that is a paragraph."""
_LEAST_SENTENCE_WORDS = 9
_LINES_ABOVE = 12
_BYLINES = 8
"""Lines of a head in which a byline may be."""


@dataclass(frozen=True)
class Named:
    """Words of a text that name something, and the words around them that say so."""

    name: TextPosition
    says: TextPosition


@dataclass(frozen=True)
class ArticleParts:
    """The parts of a text.

    Attributes:
        title: None if no line is short enough.
        first: the line with which the article begins.
        last: its last words.
        author, publisher, published: None if the text does not plainly give just one.
        entries: values of front matter, by the field that they fill.
    """

    title: TextPosition | None
    first: TextPosition
    last: TextPosition
    author: Named | None
    publisher: Named | None
    published: FoundDay | None
    entries: dict[str, str]


def find_parts(
    text: str, *, address: str = "", site: str = "", title: TextPosition | None = None
) -> ArticleParts:
    """Find the parts of an article.

    Args:
        address: of its page, if it is known.
        site: name of its site, if it is known.
        title: the title, if it is known.
    """
    front = find_front_matter(text)
    entries = {key: text[slice(*place)] for key, place in front.places.items()}
    lines = list(lines_of(text, front.end))
    if not lines:
        # There is nothing but entries.
        front, lines = FrontMatter(), list(lines_of(text))
    if not lines:
        nowhere = TextPosition(0, 0)
        return ArticleParts(None, nowhere, nowhere, None, None, None, entries)
    publisher = _entry(front, "publisher") or _publisher(lines)
    names = [site, entries.get("site", ""), host_of(address or entries.get("url", ""))]
    if publisher is not None:
        names.append(text[slice(*publisher.name)])
    at, line = _title_line(front, lines, title, text)
    place: TextPosition | None = title
    if title is None and line is not None:
        place, suffix = without_site(line, names)
        if publisher is None and suffix is not None:
            publisher = Named(suffix, suffix)
    head = _head(lines, at)
    rest = lines[at + len(head) :]
    above = lines[max(0, at - _LINES_ABOVE) : at]
    first = _first_place(front, lines, at, place)
    inside = [each for each in lines if each.end > first.start]
    last = find_end(inside) or TextPosition(first.start, len(text))
    published = _published_entry(text, front, address) or find_published(
        text, above, head, rest, address or entries.get("url", "")
    )
    author = _entry(front, "author") or _author(text, head)
    return ArticleParts(place, first, last, author, publisher, published, entries)


def end_after(text: str, start: int) -> TextPosition:
    """The last words of an article that begins at a place."""
    lines = [
        each if each.start >= start else Line(start, each.end, text[start : each.end])
        for each in lines_of(text)
        if each.end > start
    ]
    return find_end(lines) or (last_words(lines[-1]) if lines else TextPosition(start, len(text)))


def _entry(front: FrontMatter, key: str) -> Named | None:
    place = front.places.get(key)
    return None if place is None or front.is_mail else Named(place, place)


def _published_entry(text: str, front: FrontMatter, address: str) -> FoundDay | None:
    place = front.places.get("published")
    day: date | None = day_at(text, place, address) if place is not None else None
    return None if day is None or place is None else FoundDay(day, place)


def _publisher(lines: Sequence[Line]) -> Named | None:
    place = find_publisher(lines)
    return None if place is None else Named(place, place)


def _title_line(
    front: FrontMatter, lines: Sequence[Line], title: TextPosition | None, text: str
) -> tuple[int, Line | None]:
    """The index of the line that begins the head, and the line with the title."""
    given = front.places.get("title")
    if title is not None or given is not None:
        place = title or given
        assert place is not None
        words = text[slice(*place)]
        at = next((i for i, each in enumerate(lines) if each.start <= place.start < each.end), None)
        if at is None:
            # The entries have the title; the article may repeat it.
            at = next((i for i, each in enumerate(lines[:3]) if words in each.text), 0)
        return at, Line(*place, words)
    line = find_title(lines)
    if line is None:
        return 0, None
    return next(i for i, each in enumerate(lines) if each.end == line.end), line


def _head(lines: Sequence[Line], at: int) -> Sequence[Line]:
    """The lines from the title to the first paragraph."""
    for i in range(at + 1, min(len(lines), at + HEAD_LINES)):
        line = lines[i]
        is_paragraph = line.is_sentence and len(line.words) >= _LEAST_SENTENCE_WORDS
        if len(line.text) > _LONG or is_paragraph:
            return lines[at:i]
    return lines[at : at + HEAD_LINES]


def _first_place(
    front: FrontMatter, lines: Sequence[Line], at: int, title: TextPosition | None
) -> TextPosition:
    if title is not None and title.start >= front.end:
        return title
    line = lines[at]
    return TextPosition(line.start, line.end)


def _author(text: str, head: Sequence[Line]) -> Named | None:
    """The author if just one line of the head plainly names them."""
    found: dict[str, Named] = {}
    lines = head[:_BYLINES]
    for i, line in enumerate(lines):
        following = lines[i + 1 : i + 3]
        named = (
            _after_label(line, following)
            if is_label(line.text)
            else _in_line(text, line, following)
        )
        if named is not None:
            found.setdefault(text[slice(*named.name)], named)
    return next(iter(found.values())) if len(found) == 1 else None


def _after_label(line: Line, following: Sequence[Line]) -> Named | None:
    if not following or not is_people(following[0].text):
        return None
    name = TextPosition(following[0].start, following[0].end)
    return Named(name, TextPosition(line.start, name.end))


def _in_line(text: str, line: Line, following: Sequence[Line]) -> Named | None:
    """The names of a byline, which may go on below after a comma or before “and”."""
    end = line.end
    for each in following:
        is_joined = text[:end].rstrip().endswith(",") or each.text.casefold().startswith(
            ("and ", "& ")
        )
        if not is_joined:
            break
        end = each.end
    span = byline(text[line.start : end])
    if span is None:
        return None
    name = TextPosition(line.start + span[0], line.start + span[1])
    return Named(name, TextPosition(line.start, name.end))


def with_title(parts: ArticleParts, title: TextPosition) -> ArticleParts:
    """The same parts under another title."""
    return replace(parts, title=title)

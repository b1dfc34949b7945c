"""Parts of a copied article by their looks: title, last words, author, day of publication."""

import re
from collections.abc import Iterator
from itertools import islice

from trafficking_explorer.corpus.anchoring import IndexedText, fold_white_space
from trafficking_explorer.corpus.text_quote_selector import shortest_unique_quote
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.date_expressions import whole_dates
from trafficking_explorer.text.months import MONTHS, WEEKDAYS

_MENU = re.compile(r"[|»›>•·]|\A\s*[•*–-]\s|https?://|\bcookies?\b", re.IGNORECASE)
_LONGEST_TITLE = 300
"""Code points of a line that may be a title."""
_LONGEST_DATE_LINE = 120
_HEAD_LINES = 8
"""Most lines of a head; a text of short paragraphs does not end it."""
_PUBLISHED = re.compile(r"\A(?:first\s+)?(?:published|posted|date|updated)\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:related (?:articles?|posts?|news|stories)|share (?:this|on)|leave a (?:reply|comment)|comments?\b|"
    r"subscribe|newsletter|you (?:may|might) also like|more (?:news|stories)|read (?:more|next|also)|"
    r"tags\b|topics\b|about us|skip to content|privacy policy|(?:©|copyright)|(?:log|sign) (?:in|up)\b|"
    r"search(?: (?:this|the|our))?(?: (?:web)?site)?\W*\Z)",
    re.IGNORECASE,
)
"""Beginnings of the lines that sites put above and below an article."""
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\Z")
_BYLINE = re.compile(
    r"(?P<by>by|(?:written|reported|text|words|story)\s+by:?|authors?\s*:)\s+"
    r"(?P<names>[^,|·•–—(:\d]+?)\s*(?:[,|·•–—(].*)?\Z",
    re.IGNORECASE,
)
"""“By Ana Ferro”, “Author: Ana Ferro”; a date, a place or an office may follow a comma or a dash."""
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_SMALL = re.compile(r"al|bin|da|del?|den|der|di|du|el|la|le|van|von")
"""Parts of names that are not capitalised."""
_NO_NAME = re.compile(
    rf"{'|'.join((*MONTHS, *WEEKDAYS))}|an?|in|of|on|or|our|the|to|your", re.IGNORECASE
)
_STOP = re.compile(r"(?<!\b[JS]r)[.!?…]\Z")
_MOST_NAME_WORDS = 5


def find_title(text: str) -> TextPosition | None:
    """The first line that reads like a title: some words, no menu and no date.

    Returns:
        The first line that is short enough if none does; None without one.
    """
    fallback: TextPosition | None = None
    for start, end in _lines(text):
        line = text[start:end]
        if len(line) > _LONGEST_TITLE:
            continue
        fallback = fallback or TextPosition(start, end)
        words = line.split()
        looks_so = len(words) >= 3 and not words[0][0].islower()
        looks_so = looks_so and not (_MENU.search(line) or _FURNITURE.match(line))
        is_date = any(whole_dates(line, 0, len(line))) and len(words) <= 5
        if looks_so and not is_date:
            return TextPosition(start, end)
    return fallback


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Every line that has words, without the white space around them."""
    for match in re.finditer(r"[^\r\n\v\f]+", text):
        line = match[0].strip("\ufeff").strip()
        if line:
            start = match.start() + match[0].index(line)
            yield start, start + len(line)


def find_end(text: str, start: int) -> TextPosition:
    """The last words of the last line that ends like a sentence; of the last line without one."""
    found = last = None
    for first, end in _lines(text):
        if end <= start:
            continue
        if found is not None and _FURNITURE.match(text, first, end):
            break
        last = TextPosition(first, end)
        if _SENTENCE_END.search(text[max(first, end - 8) : end]) and not _FURNITURE.match(
            text, first, end
        ):
            found = last
    whole = found or last
    return _last_words(text, whole) if whole else TextPosition(start, len(text))


def _last_words(text: str, place: TextPosition) -> TextPosition:
    """The last three words of a place."""
    words = list(re.finditer(r"\S+", text[max(place.start, place.end - 400) : place.end]))
    at = max(place.start, place.end - 400)
    return TextPosition(at + words[max(0, len(words) - 3)].start(), place.end)


def _short_lines(text: str, title: TextPosition) -> Iterator[tuple[int, int, bool]]:
    """Every line but paragraphs, and True if it is in the head of the article."""
    is_head = False
    for start, end in _lines(text):
        if start == title.start:
            is_head = True
        if end - start > _LONGEST_DATE_LINE:
            # The first paragraph ends the head of the article.
            is_head = False
        else:
            yield start, end, is_head


def find_author(text: IndexedText, title: TextPosition, first: int) -> tuple[str, TextQuote] | None:
    """The author, and the words that say so, if just one line of the head plainly does.

    Args:
        first: start of the article.
    """
    found: dict[str, TextQuote] = {}
    head = (span for *span, is_head in _short_lines(text.text, title) if is_head)
    for start, end in islice(head, _HEAD_LINES):
        names = byline(text.text[start:end])
        if names is not None and start >= first:
            place = TextPosition(start, start + names[1])
            quote = shortest_unique_quote(place, text)
            if text.fits_once(quote):
                name = fold_white_space(text.text[start + names[0] : place.end])
                found.setdefault(name, quote)
    return next(iter(found.items())) if len(found) == 1 else None


def find_published(text: str, title: TextPosition) -> tuple[str, TextPosition] | None:
    """The day of publication, and the line that gives it, if just one line clearly does.

    A line that says “Published” counts before the others of the head, which in a text that is
    wrapped by hand may be those of its first paragraphs.
    """
    said: dict[str, TextPosition] = {}
    found: dict[str, TextPosition] = {}
    for start, end, is_head in _short_lines(text, title):
        says_so = _PUBLISHED.match(text[start:end]) is not None
        days = list(whole_dates(text, start, end)) if is_head or says_so else []
        if len(days) == 1 and days[0].day is not None and days[0].is_possible:
            (said if says_so else found).setdefault(
                days[0].day.isoformat(), TextPosition(start, end)
            )
    days_found = said or found
    return next(iter(days_found.items())) if len(days_found) == 1 else None


def byline(line: str) -> tuple[int, int] | None:
    """The names in a line, as a range of it; None if it is not a byline.

    After “by” alone, a person needs two names: “By Land and Sea” is a heading, and “By Monday” a time.
    """
    found = _BYLINE.match(line)
    if found is None or _STOP.search(line):
        return None
    least = 2 if found["by"].casefold() == "by" else 1
    names = _AND.split(found["names"])
    return found.span("names") if all(_is_person(each, least) for each in names) else None


def _is_person(words: str, least: int) -> bool:
    parts = words.split()
    return (
        least <= len(parts) <= _MOST_NAME_WORDS
        and parts[0][0].isupper()
        and all(each[0].isupper() or _SMALL.fullmatch(each) for each in parts)
        and not any(map(_NO_NAME.fullmatch, parts))
    )

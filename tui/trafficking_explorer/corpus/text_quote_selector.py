"""Selectors for words of a text: prefix and suffix grow until only one place matches.

Origin: the method of apache-annotator and dom-anchor-text-quote, word by word.
"""

from collections.abc import Sequence

import yaml

from trafficking_explorer.corpus.anchoring import IndexedText, fold_white_space
from trafficking_explorer.records.evidence import TextPosition, TextQuote

_MAX_WORDS = 40
_REACH = 10_000
"""Code points on either side from which neighbouring words are taken."""


def selectors_yaml(
    words: str,
    text: str,
    body: tuple[int, int],
    furniture: Sequence[tuple[int, int]] = (),
) -> list[str]:
    """The YAML of a selector for each place of some words in an article.

    If there are several, a comment after each names its line.
    """
    if not words.strip():
        return []
    prepared = IndexedText(text)
    places = find_in_article(words, prepared, body, furniture)
    if len(places) == 1:
        return [as_yaml(shortest_unique_quote(places[0], prepared), single=True)]
    return [
        f"{as_yaml(shortest_unique_quote(place, prepared), single=False)}  # line {prepared.line_of(place.start)}"
        for place in places
    ]


def find_in_article(
    words: str,
    text: IndexedText,
    body: tuple[int, int],
    furniture: Sequence[tuple[int, int]] = (),
) -> list[TextPosition]:
    """All places of some words in an article, without furniture."""
    start, end = body
    return [
        place
        for place in text.find_all(TextQuote(exact=words))
        if start <= place.start
        and place.end <= end
        and all(place.end <= first or last <= place.start for first, last in furniture)
    ]


def shortest_unique_quote(place: TextPosition, text: IndexedText) -> TextQuote:
    """A quote for a place, with as few neighbouring words as make it unique."""
    exact = fold_white_space(text.plain[place.start : place.end])
    start, end = place
    before = text.plain[max(0, start - _REACH) : start].split()
    after = text.plain[end : end + _REACH].split()
    for count in range(_MAX_WORDS):
        prefix = " ".join(before[max(0, len(before) - (count + 1) // 2) :]) if count else ""
        suffix = " ".join(after[: count // 2])
        quote = TextQuote(exact=exact, prefix=prefix, suffix=suffix)
        if text.fits_once(quote):
            break
    return quote


def as_yaml(quote: TextQuote, *, single: bool) -> str:
    """The lines for a curator to paste below an id."""
    value: object = quote.exact
    if not single or quote.prefix or quote.suffix:
        value = {
            key: words for key in ("exact", "prefix", "suffix") if (words := getattr(quote, key))
        }
    # Flow style for a mapping inside, never for the whole, which goes under a record's id.
    flow = None if isinstance(value, dict) else False
    return yaml.safe_dump(
        {"quote": value}, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=flow
    ).strip()

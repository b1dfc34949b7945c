"""Words of a text to the YAML that anchors them: prefix and suffix grown until they fit one place.

Origin: the method of apache-annotator and dom-anchor-text-quote, word by word.
"""

from collections.abc import Sequence

import yaml

from trafficking_explorer.corpus.anchoring import IndexedText, fold_white_space
from trafficking_explorer.records.evidence import TextPosition, TextQuote

_MAX_WORDS = 40
_REACH = 10_000
"""Code points at either side in which these words stand."""


def selectors_yaml(
    words: str,
    text: str,
    body: tuple[int, int],
    furniture: Sequence[tuple[int, int]] = (),
) -> list[str]:
    """The YAML of one selector for each place of the article that has these words.

    Where there are several, a comment after each says its line.
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
    """Every place of the article that has some words, none of them in its furniture."""
    start, end = body
    return [
        place
        for place in text.find_all(TextQuote(exact=words))
        if start <= place.start
        and place.end <= end
        and all(place.end <= first or last <= place.start for first, last in furniture)
    ]


def shortest_unique_quote(place: TextPosition, text: IndexedText) -> TextQuote:
    """A quote for a place, with as few neighbouring words as tell it from every other."""
    exact = fold_white_space(text.text[place.start : place.end])
    start, end = place
    before = text.text[max(0, start - _REACH) : start].split()
    after = text.text[end : end + _REACH].split()
    for count in range(_MAX_WORDS):
        prefix = " ".join(before[max(0, len(before) - (count + 1) // 2) :]) if count else ""
        suffix = " ".join(after[: count // 2])
        quote = TextQuote(exact=exact, prefix=prefix, suffix=suffix)
        if text.fits_once(quote):
            break
    return quote


def as_yaml(quote: TextQuote, *, single: bool) -> str:
    """The lines that a curator pastes below an id."""
    value: object = quote.exact
    if not single or quote.prefix or quote.suffix:
        value = {
            key: words for key in ("exact", "prefix", "suffix") if (words := getattr(quote, key))
        }
    # In braces where it is a mapping, and never as a whole: it is pasted under a record's id.
    flow = None if isinstance(value, dict) else False
    return yaml.safe_dump(
        {"quote": value}, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=flow
    ).strip()

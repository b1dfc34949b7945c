"""What helps with a quote that fits no place of its text, or several.

The nearest passage is a suggestion to the curator and never an anchor: one wrong digit is near.
"""

import re
from dataclasses import replace
from functools import lru_cache

from trafficking_explorer.corpus.anchoring import MOST_PLACES, IndexedText, fold_white_space
from trafficking_explorer.corpus.corpus import Corpus, Problem, QuoteLookup, SourceText
from trafficking_explorer.corpus.grounding import places_in
from trafficking_explorer.corpus.text_quote_selector import as_yaml, shortest_unique_quote
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.layout import unwrap_lines
from trafficking_explorer.text.word_diff import inline_diff

_MOST_PLACES = 4
"""Places of a quote that fits several that are told apart."""
_MOST_HINTS = 1_000
"""Quotes of which something is looked for: nobody reads of more, and each look takes long."""
_LONGEST_QUOTE = 1_000
_LONGEST_TEXT = 4 * 2**20
"""Code points of a quote and of a text within which the nearest passage is looked for."""
_LEAST_LIKE = 60
"""Likeness, of 100, below which a passage is another one."""
_ABOUT = 10
"""Likeness, of 100, that a passage within one paragraph may lack to one that goes over its end."""
_AROUND = 2_000
"""Code points at either side of a passage in which one within a paragraph is looked for."""
_LONGEST_LINE = 4_000
_OUTSIDE = (
    "the words are right, but no part of the article: quote words of it, or mend article: or "
    "furniture: of the source"
)
_PIECE = re.compile(r"[^\n]+")


def suggest(problem: Problem, corpus: Corpus) -> Problem:
    """The problem with what is known of the words it is about."""
    sought = problem.sought
    text = corpus.texts.get(sought.source_id) if sought else None
    if sought is None or text is None:
        return replace(problem, sought=None)
    quote = sought.quote
    key = (sought.source_id, quote.exact, quote.prefix, quote.suffix, sought.whole_words)
    if key not in corpus.hints:
        corpus.hints[key] = _known_of(sought, text) if len(corpus.hints) < _MOST_HINTS else ()
    return replace(problem, notes=(*problem.notes, *corpus.hints[key]), sought=None)


def _known_of(sought: QuoteLookup, text: SourceText) -> tuple[str, ...]:
    quote, prepared = sought.quote, text.anchor_text
    places = places_in(text, quote, whole_words=sought.whole_words)
    if len(places) > 1:
        return disambiguate(places, prepared)
    if not places and any(prepared.find_each(quote, whole_words=sought.whole_words)):
        return (_OUTSIDE,)
    return closest_passage(quote, text)


def disambiguate(places: list[TextPosition], text: IndexedText) -> tuple[str, ...]:
    """For each place of a quote the selector that means this place alone."""
    if len(places) >= MOST_PLACES:
        return ()  # The words say too little, and each look takes long.
    notes = []
    for place in places[:_MOST_PLACES]:
        quote = shortest_unique_quote(place, text)
        notes.append(
            f"line {text.line_of(place.start)}: {single_line(as_yaml(quote, single=False))}"
        )
    if len(places) > _MOST_PLACES:
        notes.append(f"… and {len(places) - _MOST_PLACES} more")
    return tuple(notes)


def closest_passage(quote: TextQuote, text: SourceText) -> tuple[str, ...]:
    """The passage of a text that is most like a quote, with the difference marked; none if none is.

    Where the words stand as they are and only their neighbours are others, this is said instead.
    """
    prepared = text.anchor_text
    if quote.prefix or quote.suffix:
        bare = places_in(text, TextQuote(exact=quote.exact))
        if bare:
            return ("the words are there, after or before others:", *disambiguate(bare, prepared))
    return nearest_words(quote.exact, text.text, text.article)


def nearest_words(sought: str, text: str, body: tuple[int, int]) -> tuple[str, ...]:
    """What the article has instead of some words, and the difference; nothing where nothing is like."""
    place = nearest_place(sought, text, body)
    if place is None:
        return ()
    old = single_line(sought)[:_LONGEST_LINE]
    words = single_line(text[place.start : place.end])[:_LONGEST_LINE]
    line = text.count("\n", 0, place.start) + 1
    return (
        f"nearest, line {line}: “{words}”",
        f"differs: {inline_diff(old, words)}   ([-quote-] {{+text+}})",
    )


def nearest_place(words: str, text: str, body: tuple[int, int]) -> TextPosition | None:
    """Where the passage of the article stands that is most like some words."""
    # Only a quote that is not there pays for it.
    from rapidfuzz import fuzz

    start, end = body
    article, prepared = _article(text, start, min(end, start + _LONGEST_TEXT))
    sought = fold_white_space(words)[:_LONGEST_QUOTE]
    # White space and case aside, code point by code point, so that places stay.
    found = fuzz.partial_ratio_alignment(normalise(sought), prepared, score_cutoff=_LEAST_LIKE)
    if found is None or found.dest_start == found.dest_end:
        return None
    place = TextPosition(found.dest_start, found.dest_end)
    first, last = _whole_words(article, *_in_paragraph(sought, article, place, found.score))
    if fuzz.ratio(normalise(sought), normalise(article[first:last])) < _LEAST_LIKE:
        # As it is shown, in whole words: "information" is not near "IOM".
        return None
    return TextPosition(start + first, start + last)


@lru_cache(maxsize=2)
def _article(text: str, start: int, end: int) -> tuple[str, str]:
    """A part of a text, as it is and as words are compared with it; a file asks for it often."""
    return text[start:end], normalise(text[start:end])


def _in_paragraph(sought: str, article: str, place: TextPosition, score: float) -> TextPosition:
    """A place, or where one paragraph that it touches, or a neighbour, is about as like the words.

    Curators quote what stands together: what only the end of one paragraph and the beginning of
    the next make up is seldom meant.

    Args:
        score: how like the words the place is, of 100.
    """
    if "\n" not in article[place.start : place.end].strip():
        return place
    from rapidfuzz import fuzz

    first = max(0, place.start - _AROUND)
    around = unwrap_lines(article, first, min(len(article), place.end + _AROUND))
    if "\n" not in around[place.start - first : place.end - first].strip():
        return place
    words, least, best = normalise(sought), max(score - _ABOUT, _LEAST_LIKE), place
    for piece in _PIECE.finditer(around):
        at, one = first + piece.start(), normalise(piece[0])
        if len(one) <= len(words):
            # A part of the words is like the whole of them only as far as it is as long.
            like, span = fuzz.ratio(words, one, score_cutoff=least), (0, len(one))
        else:
            found = fuzz.partial_ratio_alignment(words, one, score_cutoff=least)
            like, span = (found.score, (found.dest_start, found.dest_end)) if found else (0, (0, 0))
        if like > least or (like == least and best is place):
            least, best = like, TextPosition(at + span[0], at + span[1])
    return best


def normalise(text: str) -> str:
    lower = text.lower()
    # A few letters become two in lower case.
    return re.sub(r"\s", " ", lower if len(lower) == len(text) else text)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without a part of a word or white space at its ends: grown to the word's end."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end

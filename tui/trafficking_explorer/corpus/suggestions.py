"""Suggestions for a quote that matches no place of its text, or several.

The closest passage is a suggestion to the curator, never an anchor: it may differ in a digit.
"""

import re
from dataclasses import replace
from functools import lru_cache

from trafficking_explorer.corpus.anchoring import MOST_PLACES, IndexedText, fold_white_space
from trafficking_explorer.corpus.corpus import Corpus, Problem, QuoteLookup, SourceText
from trafficking_explorer.corpus.grounding import places_in
from trafficking_explorer.corpus.text_quote_selector import as_yaml, shortest_unique_quote
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.text.display import clean_line, single_line
from trafficking_explorer.text.layout import unwrap_lines
from trafficking_explorer.text.lines import count_breaks, line_number
from trafficking_explorer.text.unseen import look_alike, unseen_differences
from trafficking_explorer.text.word_diff import inline_diff

_MOST_PLACES = 4
"""Places of an ambiguous quote for which a selector is suggested."""
_MOST_HINTS = 1_000
"""Quotes with suggestions; nobody reads more, and each lookup is slow."""
_LONGEST_QUOTE = 1_000
_LONGEST_TEXT = 4 * 2**20
"""Code points of a quote, and of a text, that are searched for the closest passage."""
_LEAST_LIKE = 60
"""Minimum similarity (0-100) of a suggested passage."""
_ABOUT = 10
"""Similarity (0-100) by which a passage across paragraphs must beat one within a paragraph."""
_AROUND = 2_000
"""Code points on either side of a passage that are searched for one within a paragraph."""
_LONGEST_LINE = 4_000
_WIDENED = 120
"""Code points on either side of an end of a passage in which it is looked for again."""
_MOST_EDGES = 24
_OUTSIDE = (
    "the words are in the text but outside the article: quote other words, or fix article: or "
    "furniture: of the source"
)
_PIECE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w[\w\u0300-\u036f]*|[^\w\s]+")


def suggest(problem: Problem, corpus: Corpus) -> Problem:
    """Add suggestions for the words of a problem to its notes."""
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
    """A selector for each place of an ambiguous quote."""
    if len(places) >= MOST_PLACES:
        return ()  # The words are too unspecific, and each selector takes long.
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
    """The passage of a text most similar to a quote, with differences marked; () if there is none.

    If the exact words are there with other neighbours, they are suggested instead.
    """
    prepared = text.anchor_text
    if quote.prefix or quote.suffix:
        bare = places_in(text, TextQuote(exact=quote.exact))
        if bare:
            return ("the words occur with other neighbours:", *disambiguate(bare, prepared))
    return nearest_words(quote.exact, text.text, text.article)


def nearest_words(sought: str, text: str, body: tuple[int, int]) -> tuple[str, ...]:
    """The closest words in an article, and the difference; () if nothing is similar."""
    place = nearest_place(sought, text, body)
    if place is None:
        return ()
    exact = text[place.start : place.end]
    old, words = (clean_line(each)[:_LONGEST_LINE] for each in (sought, exact))
    line = line_number(text, place.start)
    notes = [
        f"nearest, line {line}: “{words}”",
        f"differs: {inline_diff(old, words)}   ([-quote-] {{+text+}})",
    ]
    if unseen := unseen_differences(old, words):
        notes.append(f"looks alike: {unseen}")
        if look_alike(old, words):
            quote = shortest_unique_quote(place, IndexedText(text))
            notes.append(f"as the text has it: {single_line(as_yaml(quote, single=False))}")
    return tuple(notes)


def nearest_place(words: str, text: str, body: tuple[int, int]) -> TextPosition | None:
    """The position of the passage most similar to some words."""
    # Start-up: only a quote that is not found needs it; so below.
    from rapidfuzz import fuzz

    start, end = body
    article, prepared = _article(text, start, min(end, start + _LONGEST_TEXT))
    sought = fold_white_space(words)[:_LONGEST_QUOTE]
    # Normalised code point by code point, so that positions stay valid.
    found = fuzz.partial_ratio_alignment(normalise(sought), prepared, score_cutoff=_LEAST_LIKE)
    if found is None or found.dest_start == found.dest_end:
        return None
    place = TextPosition(found.dest_start, found.dest_end)
    place = _in_paragraph(sought, article, place, found.score)
    first, last = _whole_words(article, *_widened(sought, article, place))
    if fuzz.ratio(normalise(sought), normalise(article[first:last])) < _LEAST_LIKE:
        # Compared again in whole words, as shown: "information" is not close to "IOM".
        return None
    return TextPosition(start + first, start + last)


@lru_cache(maxsize=2)
def _article(text: str, start: int, end: int) -> tuple[str, str]:
    """A part of a text, unchanged and normalised; one file needs it often."""
    return text[start:end], normalise(text[start:end])


def _in_paragraph(sought: str, article: str, place: TextPosition, score: float) -> TextPosition:
    """The place, or a nearly as similar passage within one paragraph nearby.

    Curators seldom quote across the end of a paragraph.

    Args:
        score: the similarity (0-100) of the place.
    """
    if not count_breaks(article[place.start : place.end].strip()):
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
            # Shorter than the words: compared with all of them.
            like, span = fuzz.ratio(words, one, score_cutoff=least), (0, len(one))
        else:
            found = fuzz.partial_ratio_alignment(words, one, score_cutoff=least)
            like, span = (found.score, (found.dest_start, found.dest_end)) if found else (0, (0, 0))
        if like > least or (like == least and best is place):
            least, best = like, TextPosition(at + span[0], at + span[1])
    return best


def _widened(sought: str, article: str, place: TextPosition) -> TextPosition:
    """The place with words at its ends that make it more similar, or without such as make it less.

    The alignment is as long as the words; a passage with more blanks and marks is longer.
    """
    from rapidfuzz import fuzz

    words = normalise(sought)
    least = fuzz.ratio(words, normalise(article[place.start : place.end]))
    best = place
    for is_start in (True, False):
        at = best.start if is_start else best.end
        for each in _edges(article, at, is_start=is_start):
            start, end = (each, best.end) if is_start else (best.start, each)
            inside = article[min(at, each) : max(at, each)]
            if start >= end or "\n\n" in inside:
                continue
            like = fuzz.ratio(words, normalise(article[start:end]))
            if like > least:
                least, best = like, TextPosition(start, end)
    return best


def _edges(article: str, at: int, *, is_start: bool) -> list[int]:
    """The nearest places at which words begin, or end."""
    first, last = max(0, at - _WIDENED), at + _WIDENED
    edges = [
        each.start() if is_start else each.end() for each in _WORD.finditer(article, first, last)
    ]
    return sorted(edges, key=lambda edge: abs(edge - at))[:_MOST_EDGES]


def normalise(text: str) -> str:
    lower = text.lower()
    # A few letters become two in lower case, which would move positions.
    return re.sub(r"\s", " ", lower if len(lower) == len(text) else text)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range grown to whole words, without white space at its ends."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end

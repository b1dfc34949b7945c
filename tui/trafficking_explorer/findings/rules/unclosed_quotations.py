"""A quotation mark that never closes.

What it looks for
  An opening quotation mark, “ or « or a straight one at the beginning of a word, without a closing one
  before the next opening one or the end of the paragraph. A quotation may continue in the next
  paragraph, with or without another opening mark there.

Why it matters
  Nobody can tell where the speaker ends and the writer begins.

What to do
  Keep the text as it is printed. Curate as a quotation only words that certainly are one, and say in a
  note that the mark is missing.

Severity
  doubt.

What it does not see
  Single marks (‘ ’), which are also apostrophes; German „ “; an extra closing mark; an open straight
  mark (") if a later one means inches.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.database.signs import NOTE
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.dataset_rows import Quotation
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.folding import fold_words

_PAIRS = (("“", "”"), ("«", "»"))
_OPENS = re.compile(r"(?<![^\s(\[—–])\"(?=[^\s\"])")


class Mark(NamedTuple):
    """An opening mark without a closing one, and the latest end of its quotation."""

    start: int
    end: int


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Every such mark, with the record of its quotation if there is one."""
    covered: dict[str, list[tuple[Passage, Quotation]]] = {}
    for quotation in data.quotations:
        for place in quotation.places:
            covered.setdefault(place.source_id, []).append((place, quotation))
    for text in data.newest_texts:
        for mark in unclosed(text):
            words = text.text[mark.start : mark.end]
            message = (
                f"Source {text.id} opens a quotation and does not close it: {truncate(words, 60)}"
            )
            record = next(
                (
                    quotation
                    for passage, quotation in covered.get(text.id, ())
                    if passage.start <= mark.start < passage.end
                ),
                None,
            )
            side = (
                replace(record.ref(), passages=(text.place(mark.start, mark.end),))
                if record
                else text.ref(mark.start, mark.end)
            )
            begin = "-".join(fold_words(words[:60]).split()[:6])
            yield RuleMatch(message, side, apart=begin)


def unclosed(text: ArticleText) -> Iterator[Mark]:
    """The opening marks of an article that are never closed, in order."""
    paragraphs = list(text.paragraphs())
    for opening, closing in _PAIRS:
        open_: Mark | None = None
        for start, end in paragraphs:
            words = _curled(text.text[start:end])
            skip = 0
            if open_ is not None:
                first, last = words.find(opening), words.find(closing)
                if last >= 0 and (first < 0 or last < first):
                    skip = last + 1
                elif not words.lstrip().startswith(opening):
                    yield open_
            open_ = None
            if (opening == "“" and "„" in words) or words.count(opening, skip) <= words.count(
                closing, skip
            ):
                # German marks; or every mark has a closing one, perhaps one inside the other.
                continue
            for at, char in enumerate(words[skip:], start + skip):
                if char == opening:
                    if open_ is not None:
                        yield Mark(open_.start, at)
                    open_ = Mark(at, end)
                elif char == closing:
                    open_ = None
        if open_ is not None:
            yield open_


def _curled(words: str) -> str:
    """The text with straight marks as curly ones, so that both are handled alike."""
    return _OPENS.sub("“", words).replace('"', "”") if '"' in words else words


RULE = Rule(
    "unclosed-quotations",
    "A quotation mark that never closes",
    "doubt",
    __doc__,
    find,
    order=120,
    sign=NOTE.text,
)

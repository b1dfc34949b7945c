"""Sentences and quotations that two texts share word for word, so that they are not independent."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Passage, Span
from trafficking_explorer.findings.article_texts import ArticleText, in_order
from trafficking_explorer.findings.dataset_rows import Quotation
from trafficking_explorer.text.folding import fold_words

_WORD = re.compile(r"\w+")
MIN_WORDS = 8
"""Shorter sentences and quotations may be alike by chance, or by custom."""


@dataclass(frozen=True)
class SharedPassage:
    """Sentences, or a quotation, that two texts share."""

    earlier: str
    """Id of the text that was published first, if both dates are known."""
    later: str
    ours: tuple[Passage, ...]
    """In the earlier text."""
    theirs: tuple[Passage, ...]
    """In the later one, in the same order."""
    quotations: tuple[Quotation, Quotation] | None = None
    """The records of a shared quotation, that of the earlier text first."""

    @property
    def pair(self) -> frozenset[str]:
        """Both texts."""
        return frozenset((self.earlier, self.later))


def find_copies(
    texts: Iterable[ArticleText], quotations: Sequence[Quotation]
) -> Iterator[SharedPassage]:
    """Shared quotations, then for each two texts the other sentences that they share.

    A sentence of many texts counts as copied from the first. Editions of one work are one text:
    what they share with each other is not reported, what they share with another text once.
    """
    ordered = in_order(texts)
    quoted: dict[str, list[Passage]] = defaultdict(list)
    works = {text.id: text.work or text.id for text in ordered}
    known_in: set[tuple[str, str]] = set()
    for copy in _quotations(quotations, [text.id for text in ordered]):
        for passage in (*copy.ours, *copy.theirs):
            quoted[passage.source_id].append(passage)
        yield copy
    first: dict[str, tuple[ArticleText, Span]] = {}
    shared: dict[tuple[str, str], list[tuple[Passage, Passage]]] = defaultdict(list)
    for text in ordered:
        for start, end in text.sentences():
            # Folding accents too would take seven times as long, over the whole of all texts.
            words = _WORD.findall(text.text[start:end].casefold())
            if len(words) < MIN_WORDS:
                continue
            sentence, work = " ".join(words), works[text.id]
            known, span = first.setdefault(sentence, (text, (start, end)))
            if works[known.id] == work or (sentence, work) in known_in:
                continue
            known_in.add((sentence, work))
            if not any(each.start < end and start < each.end for each in quoted[text.id]):
                shared[known.id, text.id].append((known.place(*span), text.place(start, end)))
    for (earlier, later), places in shared.items():
        ours, theirs = zip(*places, strict=True)
        yield SharedPassage(earlier, later, ours, theirs)


def _quotations(quotations: Sequence[Quotation], order: Sequence[str]) -> Iterator[SharedPassage]:
    place = {source_id: i for i, source_id in enumerate(order)}
    first: dict[str, Quotation] = {}
    for quotation in sorted(quotations, key=lambda each: place.get(each.source, len(place))):
        folded = fold_words(quotation.text)
        if folded.count(" ") + 1 < MIN_WORDS:
            continue
        known = first.setdefault(folded, quotation)
        if known.source != quotation.source and (not known.work or known.work != quotation.work):
            yield SharedPassage(
                known.source, quotation.source, known.places, quotation.places, (known, quotation)
            )

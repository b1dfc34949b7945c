"""The items of an article that no record covers: numbers, dates, quotations, operations, names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trafficking_explorer.corpus.corpus import Corpus, SourceText
from trafficking_explorer.corpus.covering import Covering
from trafficking_explorer.corpus.items import KINDS, Item, find_in_text, headings_of
from trafficking_explorer.corpus.places import Places
from trafficking_explorer.records.evidence import Evidence, TextPosition
from trafficking_explorer.text.scripts import unread_words


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of an article that no evidence of a suitable record covers."""

    source_id: str
    position: TextPosition
    kind: str
    """`number`, `date`, `quotation`, `operation` or `name`."""
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The curated share of an article."""

    items: int
    """Places that a record should cover; a place that is two things, such as a name, counts once."""
    gaps: tuple[Gap, ...]
    """The places without a record, each once, in the order of the text."""
    unread: str | None = None
    """What is not looked for, since its language or script cannot be read; None if all is."""


def find_gaps(corpus: Corpus) -> Iterator[Gap]:
    """All uncovered items that are not excused, in the order of the texts."""
    for coverage in measure_coverage(corpus).values():
        yield from coverage.gaps


def measure_coverage(corpus: Corpus) -> dict[str, Coverage]:
    """The coverage of each text, by source."""
    evidence, excused = _by_source(corpus)
    found = {}
    for source_id, text in corpus.texts.items():
        if text.source.edition_of is not None:
            # Only the newest edition of a text is measured.
            continue
        covering = Covering(corpus, text.text, evidence[source_id])
        open_: dict[TextPosition, Gap] = {}
        items = _items(text, excused[source_id])
        for kind, position in items:
            if position not in open_ and not covering.has(kind, position):
                open_[position] = _gap(text, kind, position)
        distinct = {position for _, position in items}
        unread = unread_words(text.text[slice(*text.article)], text.source.language)
        found[source_id] = Coverage(len(distinct), tuple(open_.values()), unread)
    return found


def _by_source(
    corpus: Corpus,
) -> tuple[Mapping[str, list[Evidence]], Mapping[str, list[TextPosition]]]:
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for item in corpus.evidence:
        evidence[item.source_id].append(item)
    excused: dict[str, list[TextPosition]] = defaultdict(list)
    for place in corpus.uncovered:
        excused[place.source_id].append(place.position)
    return evidence, excused


def _items(text: SourceText, excused: list[TextPosition]) -> list[Item]:
    """The items that a record should cover, in text order, without headings and excused ones."""
    left_out = Places([*headings_of(text.text, *text.article), *excused])
    return sorted(
        (item for item in find_items(text) if not left_out.contain(item[1])),
        # If the same words are two things, the more specific one comes first.
        key=lambda item: (item[1], KINDS.index(item[0])),
    )


def _gap(text: SourceText, kind: str, position: TextPosition) -> Gap:
    words = text.text[position.start : position.end]
    line = text.anchor_text.line_of(position.start)
    return Gap(text.source.id, position, kind, words, line)


def find_items(text: SourceText) -> Iterator[Item]:
    """The items of an article that a record should cover: (kind, position)."""
    for kind, position in find_in_text(text.text, *text.article, text.source.language):
        if text.is_article(position):
            yield kind, position

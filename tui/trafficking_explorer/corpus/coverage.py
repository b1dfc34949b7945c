"""What an article says that no record rests on: numbers, quotations, operations, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.corpus.corpus import Corpus, SourceText
from trafficking_explorer.corpus.numbers import find_numbers
from trafficking_explorer.model.evidence import Evidence, TextPosition

_QUOTATION = re.compile(r"“[^“”]*(?:”|\Z)|‘[^‘’]*’|\"[^\"\n]*\"")
_OPERATION = re.compile(r"Operation(?: [A-Z][\w’-]*)+")
_CAPITALISED = r"[A-Z@][\w’'&@-]*"
_RUN = re.compile(
    rf"{_CAPITALISED}(?:[ \u00a0](?:(?:of|the|and|for|against|in|de)[ \u00a0])*{_CAPITALISED})*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['”’\"]?\s+|\n\s*(?:[•–-]\s*)?|[“‘\"(])$")

_DATE_FIELDS = {"date", "period", "published", "date_note"}
_NAMES = {"name", "aliases", "title"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of an article that no evidence of a fitting record covers."""

    source_id: str
    position: TextPosition
    kind: str
    """`number`, `quotation`, `operation` or `name`."""
    words: str
    line: int


def find_gaps(corpus: Corpus) -> Iterator[Gap]:
    """Everything uncovered that is not listed with a reason, in the order of the texts."""
    for source_id, text in corpus.texts.items():
        if text.source.edition_of is not None:
            # What an older edition said is looked for in the newest.
            continue
        evidence = [item for item in corpus.evidence if item.source_id == source_id]
        excused = [item.position for item in corpus.uncovered if item.source_id == source_id]
        for kind, position in sorted(find_items(text), key=lambda item: item[1]):
            if any(_inside(position, place) for place in excused):
                continue
            if not any(
                _inside(position, TextPosition(item.start, item.end)) and _fits(kind, item)
                for item in evidence
            ):
                yield Gap(
                    source_id,
                    position,
                    kind,
                    text.text[position.start : position.end],
                    text.anchor_text.line_of(position.start),
                )


def find_items(text: SourceText) -> Iterator[tuple[str, TextPosition]]:
    """What a record should rest on: (kind, position) for each item of an article."""
    start, end = text.article
    words = text.text[start:end]
    found = [("number", number.start, number.end) for number in find_numbers(words)]
    found += [("quotation", *match.span()) for match in _QUOTATION.finditer(words)]
    found += [("operation", *match.span()) for match in _OPERATION.finditer(words)]
    found += [("name", *span) for span in _names(words)]
    for kind, first, last in found:
        position = TextPosition(start + first, start + last)
        if text.is_article(position):
            yield kind, position


def _names(words: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; a sentence's first word only where it is a name elsewhere too."""
    runs = list(_RUN.finditer(words))
    inner: set[str] = set()
    for run in runs:
        if not _SENTENCE_START.search(words[max(0, run.start() - 8) : run.start()]):
            inner.add(run[0])
    for run in runs:
        start = run.start()
        at_start = _SENTENCE_START.search(words[max(0, start - 8) : start])
        first, _, rest = run[0].partition(" ")
        if at_start and first not in inner and not (len(first) > 1 and first.isupper()):
            if not rest:
                continue
            start += len(first) + 1
            lower = re.match(r"(?:[a-z]+ )*", words[start : run.end()])
            start += lower.end() if lower else 0
        if run[0] not in ("I",):
            yield start, run.end()


def _inside(inner: TextPosition, outer: TextPosition) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _fits(kind: str, item: Evidence) -> bool:
    """Whether evidence is of a kind of record that may hold such an item."""
    match kind:
        case "number":
            return (
                item.record_type == "statistic"
                or item.field in _DATE_FIELDS
                or item.field in _NAMES
            )
        case "quotation":
            return item.record_type == "quote" or item.field in {*_NAMES, "summary"}
        case "operation":
            return item.record_type == "operation" or item.field in ("operation", "title")
    return True

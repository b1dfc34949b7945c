"""Edits that tie quotes and values to the old edition of a text, which a corpus keeps."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trafficking_explorer.corpus.corpus import LocatedRecord, SourceText
from trafficking_explorer.corpus.grounding import find_quote, key_of
from trafficking_explorer.corpus.loader import UNCOVERED
from trafficking_explorer.corpus.text_quote_selector import shortest_unique_quote
from trafficking_explorer.curation.edition_trial import EditionTrial, Item
from trafficking_explorer.curation.yaml_style import QuotedScalar, Value, as_mapping
from trafficking_explorer.curation.yaml_tree import AppendItem, Edit, SetValue, changed_value
from trafficking_explorer.errors import Location, QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.evidence import TextPosition, TextQuote, YamlPath
from trafficking_explorer.records.fields import Verbatim, fields_of
from trafficking_explorer.records.quote import Quote

LEVELS = 3
"""Degrees to which a record is tied to the old text: lost quotes (0), all quotes, all words."""


@dataclass(frozen=True)
class PinnedQuote:
    """A quote or a value, and the record that has it."""

    at: Location
    what: str
    words: str


class EditionPins:
    """Ties records to the old text.

    Args:
        edition_id: source of the old text.
        new: the new text, with the article of the source in it.
        old: the old text.
        levels: degree of each record.

    Attributes:
        edits: by file.
        quotes: what they tie.
    """

    def __init__(
        self,
        trial: EditionTrial,
        edition_id: str,
        new: SourceText,
        old: SourceText,
        levels: Mapping[Item, int],
    ) -> None:
        self._trial, self._new, self._old = trial, new, old
        self._edition = QuotedScalar(edition_id)
        self.edits: dict[str, list[Edit]] = defaultdict(list)
        self.quotes: list[PinnedQuote] = []
        for entry in trial.corpus.entries:
            self._pin_record(entry, levels.get((entry.document.path, entry.trail), 0))
        for quote, document, trail in trial.uncovered():
            if not _is_found(trial.entry, quote, new, in_article=True):
                self.edits[document.path].append(SetValue((*trail, "source"), self._edition))
                self.quotes.append(PinnedQuote(document.at(trail), UNCOVERED, quote.exact))

    def _pin_record(self, entry: LocatedRecord, level: int) -> None:
        source_id = self._trial.source.id
        mine = [
            (trail, quote)
            for trail, quote in written_quotes(entry)
            if entry.source_of(quote) == source_id and quote.sha256 is None
        ]
        lost = [(trail, quote) for trail, quote in mine if not _is_found(entry, quote, self._new)]
        if isinstance(entry.record, Quote) and any(trail[0] == "quote" for trail, _ in lost):
            # The parts of a quotation are of one text.
            lost += [each for each in mine if each[0][0] == "quote" and each not in lost]
        for trail, quote in mine if level > 1 else lost:
            edit = _bind(entry, trail, self._edition, below=entry.trail)
            self.edits[entry.document.path].append(edit)
            self.quotes.append(PinnedQuote(entry.at(*trail), _name(entry), quote.exact))
        if level >= LEVELS:
            self._pin_words(entry)

    def _pin_words(self, entry: LocatedRecord) -> None:
        """Give words without evidence their passages in the old text."""
        record, source_id = entry.record, self._trial.source.id
        evidence: dict[str, Value] = {}
        for spec in fields_of(type(record)):
            if not isinstance(spec.role, Verbatim) or spec.name in {
                *record.evidence,
                *record.resolved,
            }:
                continue
            passages = [
                shortest_unique_quote(TextPosition(item.start, item.end), self._old.anchor_text)
                for item in self._trial.now.evidence_of.get((record.record_type, record.id), ())
                if item.field == spec.name and item.source_id == source_id
            ]
            values = tuple(
                as_mapping(quote.model_copy(update={"source": self._edition})) for quote in passages
            )
            if values:
                evidence[spec.name] = values[0] if len(values) == 1 else values
                words = "; ".join(quote.exact for quote in passages)
                self.quotes.append(PinnedQuote(entry.at(spec.name), _name(entry), words))
        edits = self.edits[entry.document.path]
        if record.evidence:
            edits += [
                SetValue((*entry.trail, "evidence", name), each) for name, each in evidence.items()
            ]
        elif evidence:
            edits.append(SetValue((*entry.trail, "evidence"), evidence))


def old_record(trial: EditionTrial, edition_id: str, sha256: str) -> AppendItem:
    """A copy of the source's record for the old text."""
    named = QuotedScalar(edition_id)
    edits = [
        SetValue(("id",), named),
        SetValue(("sha256",), QuotedScalar(sha256)),
        SetValue(("edition_of",), QuotedScalar(trial.source.id)),
    ]
    # A quote that names the source by its id would lead to the new text.
    edits += [
        _bind(trial.entry, trail, named)
        for trail, quote in written_quotes(trial.entry)
        if quote.source == trial.source.id
    ]
    return AppendItem(trial.entry.trail[:1], changed_value(trial.raw(), edits))


def written_quotes(entry: LocatedRecord) -> Iterator[tuple[YamlPath, TextQuote]]:
    """Every quote that is written in a record, once, with its trail from the record."""
    record = entry.record
    groups: list[tuple[YamlPath, Sequence[TextQuote]]] = [(("quote",), record.quote)]
    groups += [
        (("evidence", key_of(entry, "evidence", name)), quotes)
        for name, quotes in record.evidence.items()
    ]
    groups += [(("links", i, "quote"), link.quote) for i, link in enumerate(record.links)]
    seen: set[YamlPath] = set()
    for head, quotes in groups:
        for quote in quotes:
            trail = (*head, *quote.trail)
            if trail not in seen:
                seen.add(trail)
                yield trail, quote


def _is_found(
    entry: LocatedRecord, quote: TextQuote, text: SourceText, *, in_article: bool = False
) -> bool:
    try:
        if in_article:
            places = [p for p in text.anchor_text.find_all(quote) if text.is_article(p)]
            return len(places) == 1
        find_quote(entry.record, quote, text)
    except (QuoteNotFound, QuoteAmbiguous):
        return False
    return True


def _bind(
    entry: LocatedRecord, trail: YamlPath, source: QuotedScalar, *, below: YamlPath = ()
) -> SetValue:
    """Give a quote of a record the source that it is from."""
    value: Any = entry.document.value
    for step in (*entry.trail, *trail):
        value = value[step]
    if isinstance(value, str):
        return SetValue((*below, *trail), {"exact": value, "source": source})
    return SetValue((*below, *trail, "source"), source)


def _name(entry: LocatedRecord) -> str:
    return f"{entry.record.record_type}/{entry.record.id}"

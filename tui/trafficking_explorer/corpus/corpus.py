"""A corpus in memory: texts, records, the evidence that ties them, and what is wrong."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from trafficking_explorer.corpus.anchoring import IndexedText
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.errors import Location, QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.answer import FindingAnswer
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.evidence import Evidence, TextPosition, TextQuote, YamlPath
from trafficking_explorer.records.source import Source, newest_edition

_LONGEST_MESSAGE = 1_000
_MOST_NEAR = 100
"""Ids of a file that are not there for which those that are near are looked for."""
SourcePosition = tuple[str, TextPosition]
"""A source id and a position in it."""


@dataclass(frozen=True, slots=True)
class QuoteLookup:
    """Words that were looked for in the text of a source."""

    source_id: str
    quote: TextQuote
    whole_words: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with a file."""

    at: Location
    rule: str
    """The id of the rule that found it; `explain.page_of` has a page on each."""
    message: str
    """What is wrong, and what to do about it."""
    severity: str = "error"
    """`error` or `warning`."""
    notes: tuple[str, ...] = ()
    """What is known of it beyond that, a line each; filled in by `suggesting.suggest`."""
    sought: QuoteLookup | None = field(default=None, compare=False)
    """What was not found, or found too often, in a text."""

    def __post_init__(self) -> None:
        # Values are quoted in messages, and may be as long as a file.
        if len(self.message) > _LONGEST_MESSAGE:
            cut = f"{self.message[:_LONGEST_MESSAGE]}…"
            object.__setattr__(self, "message", cut)


class LocatedRecord(NamedTuple):
    """A record where it stands."""

    record: Record
    document: YamlDocument
    trail: YamlPath
    """Its place in the document: key and index."""
    default_source: str | None
    """The `source` of its file."""

    def at(self, *trail: str | int) -> Location:
        """Where the record, or a value inside it, is written."""
        return self.document.at((*self.trail, *trail))

    @property
    def text_ids(self) -> list[str]:
        """The ids of the sources whose texts the record's quotes may be from."""
        own = [quote.source for quote in self.record.all_quotes if quote.source is not None]
        return own if self.default_source is None else [self.default_source, *own]

    def source_of(self, quote: TextQuote) -> str | None:
        """The id of the text that a quote of this record is from."""
        # The type by its name: to ask a model whether it is of another class takes long.
        if quote.source is not None or self.record.record_type != Source.record_type:
            return quote.source or self.default_source
        return self.record.id


GroundedRecord = tuple[LocatedRecord, list[tuple[str, SourcePosition]]]
"""A record, and the fields and places that they rest on, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source, and which part of it is the article."""

    source: Source
    anchor_text: IndexedText
    sha256: str
    article: TextPosition
    furniture: tuple[TextPosition, ...]
    """Passages inside the article that are not part of it, ascending."""

    @property
    def is_changed(self) -> bool:
        """Whether it is another text than the one that was curated."""
        return self.source.sha256 is not None and self.source.sha256 != self.sha256

    @property
    def text(self) -> str:
        """The whole file, decoded."""
        return self.anchor_text.text

    def once(self, quote: TextQuote) -> TextPosition | None:
        """Where a quote stands whose words are in the text once, and in the article.

        None says nothing of it: neither of other editions, nor of a text that has changed.
        """
        if quote.prefix or quote.suffix or quote.sha256 is not None or self.is_changed:
            return None
        position = self.anchor_text.once(quote.exact)
        return position if position and self.is_article(position) else None

    def is_article(self, position: TextPosition) -> bool:
        """Whether a position lies in the article and touches no furniture."""
        return (
            self.article.start <= position.start
            and position.end <= self.article.end
            and not (
                self.furniture
                and any(
                    piece.start < position.end and position.start < piece.end
                    for piece in self.furniture
                )
            )
        )


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A place of an article that no record rests on, and why that is right."""

    source_id: str
    position: TextPosition
    why: str


@dataclass
class Corpus:
    """Everything read from one folder. What could not be read stands in `problems`."""

    root: Path
    entries: list[LocatedRecord] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)
    """By source id."""
    grounds: list[GroundedRecord] = field(default_factory=list)
    """For each record, in the order of the files."""
    uncovered: list[Uncovered] = field(default_factory=list)
    answers: list[tuple[FindingAnswer, Location]] = field(default_factory=list)
    """What curators say to findings, each with the place of the finding's id."""
    problems: list[Problem] = field(default_factory=list)
    declared: set[tuple[str, str]] = field(default_factory=set)
    """Every (record type, id) that a file has, also of records that are refused."""

    declarations: list[tuple[str, tuple[str, str]]] = field(default_factory=list)
    """The same with the file of each, in their order."""
    elsewhere: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """The names of records in files that were not read again; see `incremental_check`."""
    standing: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Of changed texts alone: how many quotes of a file (its path), from a source (its id), have
    their `found` (in one place), `gone` or `several`."""

    found: dict[tuple[object, ...], TextPosition | QuoteNotFound | QuoteAmbiguous] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What has become of quotes that are not found at once, by all that it depends on."""
    hints: dict[tuple[object, ...], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What is known of quotes that were not found, likewise."""
    _asked: Counter[str] = field(default_factory=Counter, init=False, compare=False)

    def may_ask_for_near(self, path: str) -> bool:
        """Whether ids near to one that is not there are still to be looked for, for a file.

        A file that has many of them has one mistake in many places, and each look takes long.
        """
        self._asked[path] += 1
        return self._asked[path] <= _MOST_NEAR

    @cached_property
    def declared_ids(self) -> dict[str, tuple[str, ...]]:
        """The ids that are declared, by the type of record; asked for once all are."""
        ids: dict[str, list[str]] = defaultdict(list)
        for type_, id_ in sorted(self.declared):
            ids[type_].append(id_)
        return {type_: tuple(each) for type_, each in ids.items()}

    def edition(self, source_id: str, sha256: str) -> SourceText | None:
        """The text of a source, or of another edition of it, whose SHA-256 begins so."""
        fitting = [id_ for id_, text in self.texts.items() if text.sha256.startswith(sha256)]
        if not fitting:
            return None
        work = self.work_of(source_id)
        # Its own first: two editions have one text while the newer one is being put in its place.
        for id_ in sorted(fitting, key=lambda id_: id_ != source_id):
            if self.work_of(id_) == work:
                return self.texts[id_]
        return None

    def has_unreadable_text(self, entry: LocatedRecord) -> bool:
        """Whether a text that a record quotes could not be read: what its words are is not known."""
        quotes = entry.record.all_quotes
        return bool(self._unread) and any(entry.source_of(each) in self._unread for each in quotes)

    @cached_property
    def _unread(self) -> set[str]:
        """Sources that are there without their texts; asked for once all are read."""
        return {
            id_ for type_, id_ in self.declared if type_ == Source.record_type
        } - self.texts.keys()

    def work_of(self, source_id: str) -> str:
        """The work that a source belongs to, by the id of its newest edition."""
        return newest_edition(source_id, self._newer)

    @cached_property
    def _newer(self) -> dict[str, str | None]:
        """The newer edition of each source whose text was read; asked for once all are."""
        return {id_: text.source.edition_of for id_, text in self.texts.items()}

    _names: dict[tuple[str, str], tuple[str, ...] | None] = field(
        default_factory=dict, init=False, compare=False
    )

    def names_of(self, record_type: str, record_id: str) -> tuple[str, ...] | None:
        """Every name that a record goes by; None where there is no such record."""
        key = (record_type, record_id)
        if key not in self._names:
            record = self.by_id.get(key)
            own = None if record is None else record.all_names
            self._names[key] = self.elsewhere.get(key, own)
        return self._names[key]

    @cached_property
    def by_id(self) -> dict[tuple[str, str], Record]:
        """Records by type and id; of two with one id, the first."""
        found: dict[tuple[str, str], Record] = {}
        for entry in self.entries:
            found.setdefault((entry.record.record_type, entry.record.id), entry.record)
        return found

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What every field of every record rests on; asked for once all texts are read."""
        return [
            Evidence(
                entry.record.record_type,
                entry.record.id,
                field,
                source_id,
                *position,
                self.texts[source_id].anchor_text,
            )
            for entry, places in self.grounds
            for field, (source_id, position) in places
        ]

    def words_at(self, place: SourcePosition) -> str:
        """The words of a source at a place."""
        source_id, (start, end) = place
        return self.texts[source_id].text[start:end]

    @cached_property
    def evidence_of(self) -> dict[tuple[str, str], list[Evidence]]:
        """Evidence by record type and id, in the order of the record's fields."""
        found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for evidence in self.evidence:
            found[evidence.record_type, evidence.record_id].append(evidence)
        return found

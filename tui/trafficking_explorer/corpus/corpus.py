"""A corpus in memory: texts, records, the evidence that links them, and problems."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from trafficking_explorer.corpus.anchoring import IndexedText
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.errors import Location, QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.answer import FindingAnswer
from trafficking_explorer.records.base import STRICT, Record
from trafficking_explorer.records.evidence import Evidence, TextPosition, TextQuote, YamlPath
from trafficking_explorer.records.fields import NonBlankStr
from trafficking_explorer.records.source import Source, newest_edition

_LONGEST_MESSAGE = 1_000
_MOST_NEAR = 100
"""Unknown ids of one file for which close ids are looked up."""
SourcePosition = tuple[str, TextPosition]
"""A source id and a position in its text."""


@dataclass(frozen=True, slots=True)
class QuoteLookup:
    """Words that were searched for in the text of a source."""

    source_id: str
    quote: TextQuote
    whole_words: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with a file."""

    at: Location
    rule: str
    """The id of the rule that found it; `rule_docs.rule_doc` has its page."""
    message: str
    """The fault, and how to fix it."""
    severity: str = "error"
    """`error` or `warning`."""
    notes: tuple[str, ...] = ()
    """Further details, a line each; added by `suggestions.suggest`."""
    sought: QuoteLookup | None = field(default=None, compare=False)
    """The quote that has no place, or several, in a text."""

    def __post_init__(self) -> None:
        # Messages quote values, which may be as long as a file.
        if len(self.message) > _LONGEST_MESSAGE:
            cut = f"{self.message[:_LONGEST_MESSAGE]}…"
            object.__setattr__(self, "message", cut)


class LocatedRecord(NamedTuple):
    """A record with its place in a file."""

    record: Record
    document: YamlDocument
    trail: YamlPath
    """Its path in the document: key and index."""
    default_source: str | None
    """The `source` of its file."""

    def at(self, *trail: str | int) -> Location:
        """The location of the record, or of a value inside it."""
        return self.document.at((*self.trail, *trail))

    @property
    def text_ids(self) -> list[str]:
        """The ids of the sources that the record's quotes may come from."""
        own = [quote.source for quote in self.record.all_quotes if quote.source is not None]
        return own if self.default_source is None else [self.default_source, *own]

    def source_of(self, quote: TextQuote) -> str | None:
        """The id of the source that a quote of this record comes from."""
        # Comparing names is faster than isinstance on a pydantic model.
        if quote.source is not None or self.record.record_type != Source.record_type:
            return quote.source or self.default_source
        return self.record.id


GroundedRecord = tuple[LocatedRecord, list[tuple[str, SourcePosition]]]
"""A record, and the positions that support each field, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source, with the range of the article."""

    source: Source
    anchor_text: IndexedText
    sha256: str
    article: TextPosition
    furniture: tuple[TextPosition, ...]
    """Passages inside the article that do not belong to it, ascending."""

    @property
    def is_changed(self) -> bool:
        """True if it is not the text that was curated."""
        return self.source.sha256 is not None and self.source.sha256 != self.sha256

    @property
    def text(self) -> str:
        """The whole file, decoded."""
        return self.anchor_text.text

    def once(self, quote: TextQuote) -> TextPosition | None:
        """The position of a quote whose words occur once in the text, and in the article.

        None proves nothing: other editions and changed texts are not considered.
        """
        if quote.prefix or quote.suffix or quote.sha256 is not None or self.is_changed:
            return None
        position = self.anchor_text.once(quote.exact)
        return position if position and self.is_article(position) else None

    def is_article(self, position: TextPosition) -> bool:
        """True if a position is inside the article and touches no furniture."""
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


class UncoveredEntry(BaseModel):
    """An entry of `uncovered:`: words without a record, and the reason."""

    model_config = STRICT

    source: str | None = None
    exact: NonBlankStr
    prefix: str = ""
    suffix: str = ""
    why: NonBlankStr

    @property
    def quote(self) -> TextQuote:
        """The words as a quote."""
        return TextQuote(exact=self.exact, prefix=self.prefix, suffix=self.suffix)


class LocatedEntry(NamedTuple):
    """An entry of `uncovered:` with its place in a file."""

    entry: UncoveredEntry
    document: YamlDocument
    trail: YamlPath
    default_source: str | None
    """The `source` of its file."""

    @property
    def source_id(self) -> str | None:
        """The id of the source of its words."""
        return self.entry.source or self.default_source


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A place of an article without a record, and the reason."""

    source_id: str
    position: TextPosition
    why: str


@dataclass
class Corpus:
    """Everything read from one folder. `problems` has everything that could not be read."""

    root: Path
    entries: list[LocatedRecord] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)
    """By source id."""
    grounds: list[GroundedRecord] = field(default_factory=list)
    """For each record, in the order of the files."""
    listed: list[LocatedEntry] = field(default_factory=list)
    """The entries of `uncovered:`."""
    uncovered: list[Uncovered] = field(default_factory=list)
    """The places of their words, found once all texts are read."""
    answers: list[tuple[FindingAnswer, Location]] = field(default_factory=list)
    """The curators' answers to findings, each with the location of the finding's id."""
    problems: list[Problem] = field(default_factory=list)
    declared: set[tuple[str, str]] = field(default_factory=set)
    """(record type, id) of every record, including rejected ones."""

    declarations: list[tuple[str, tuple[str, str]]] = field(default_factory=list)
    """The same with the file of each, in order."""
    elsewhere: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """The names of records in files that were not read; see `incremental_check`."""
    digests: dict[str, str] = field(default_factory=dict)
    """Content digests of the files that could be read, by name."""
    quote_status: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """For changed texts only: the number of quotes by file path, source id and state: `found` (in
    one place), `gone` or `several`."""

    found: dict[tuple[object, ...], TextPosition | QuoteNotFound | QuoteAmbiguous] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Results of the slower searches for quotes, by everything that they depend on."""
    hints: dict[tuple[object, ...], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Suggestions for quotes that were not found, likewise."""
    _asked: Counter[str] = field(default_factory=Counter, init=False, compare=False)

    def add(self, other: "Corpus") -> None:
        """Add the records of further files, which have not been resolved."""
        self.entries += other.entries
        self.answers += other.answers
        self.listed += other.listed
        self.problems += other.problems
        self.declared |= other.declared
        self.declarations += other.declarations

    def may_ask_for_near(self, path: str) -> bool:
        """True if close ids for an unknown one should still be looked up for a file.

        A file with many unknown ids has one mistake in many places, and each lookup is slow.
        """
        self._asked[path] += 1
        return self._asked[path] <= _MOST_NEAR

    @cached_property
    def declared_ids(self) -> dict[str, tuple[str, ...]]:
        """All ids by record type; not to be used before all are declared."""
        ids: dict[str, list[str]] = defaultdict(list)
        for type_, id_ in sorted(self.declared):
            ids[type_].append(id_)
        return {type_: tuple(each) for type_, each in ids.items()}

    def edition(self, source_id: str, sha256: str) -> SourceText | None:
        """The text of a source or of another edition of it, by the beginning of its SHA-256."""
        fitting = [id_ for id_, text in self.texts.items() if text.sha256.startswith(sha256)]
        if not fitting:
            return None
        work = self.work_of(source_id)
        # Its own first: two editions share a text while the newer one is being installed.
        for id_ in sorted(fitting, key=lambda id_: id_ != source_id):
            if self.work_of(id_) == work:
                return self.texts[id_]
        return None

    def has_unreadable_text(self, entry: LocatedRecord) -> bool:
        """True if a text that a record quotes could not be read."""
        quotes = entry.record.all_quotes
        return bool(self._unread) and any(entry.source_of(each) in self._unread for each in quotes)

    @cached_property
    def _unread(self) -> set[str]:
        """Sources whose texts could not be read; not to be used before all texts are read."""
        return {
            id_ for type_, id_ in self.declared if type_ == Source.record_type
        } - self.texts.keys()

    def work_of(self, source_id: str) -> str:
        """The id of a source's newest edition."""
        return newest_edition(source_id, self._newer)

    @cached_property
    def _newer(self) -> dict[str, str | None]:
        """The newer edition of each source with a text; not to be used before all are read."""
        return {id_: text.source.edition_of for id_, text in self.texts.items()}

    _names: dict[tuple[str, str], tuple[str, ...] | None] = field(
        default_factory=dict, init=False, compare=False
    )

    def names_of(self, record_type: str, record_id: str) -> tuple[str, ...] | None:
        """All names of a record; None if there is no such record."""
        key = (record_type, record_id)
        if key not in self._names:
            record = self.by_id.get(key)
            own = None if record is None else record.all_names
            self._names[key] = self.elsewhere.get(key, own)
        return self._names[key]

    @cached_property
    def by_id(self) -> dict[tuple[str, str], Record]:
        """Records by type and id; the first, if two share an id."""
        found: dict[tuple[str, str], Record] = {}
        for entry in self.entries:
            found.setdefault((entry.record.record_type, entry.record.id), entry.record)
        return found

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The evidence of all records; not to be used before all texts are read."""
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
        """The words at a position of a source."""
        source_id, (start, end) = place
        return self.texts[source_id].anchor_text.plain[start:end]

    @cached_property
    def evidence_of(self) -> dict[tuple[str, str], list[Evidence]]:
        """Evidence by record type and id, in the order of the record's fields."""
        found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for evidence in self.evidence:
            found[evidence.record_type, evidence.record_id].append(evidence)
        return found

"""The rows of the store that a comparison is made of, each kind read by one query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trafficking_explorer.database.read_models import PASSAGE_COLUMNS, Key, Passage, Span
from trafficking_explorer.database.views import FINDING
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import CLAIM_COLUMNS, CLAIM_WIDTH, Claim
from trafficking_explorer.findings.comparison import ComparedSource, RowFinding, strength
from trafficking_explorer.findings.comparison_subject import Subject
from trafficking_explorer.findings.dataset_rows import DatedRecord
from trafficking_explorer.text.layout import find_headings
from trafficking_explorer.text.lines import line_start

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

MOST_CLAIMS = 500
"""Claims that are compared at once; a count says how many there are."""
MOST_SOURCES = 60
"""Columns of a comparison; those that say most are kept."""
_MOST_QUOTES = 200
_MOST_PASSAGES = 20_000
_MOST_FINDINGS = 1_000
_TOP = 1_500
"""Code points at the beginning of an article in which its headings are looked for."""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A row of `quotes`."""

    id: str
    text: str
    speaker: str | None
    speaker_id: str | None
    source_id: str

    @property
    def key(self) -> Key:
        """The record."""
        return "quote", self.id


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source, with the range of the headings above its article."""

    source: ComparedSource
    headings: Span


@dataclass(frozen=True, slots=True)
class ComparisonData:
    """Everything that a comparison is made of.

    Attributes:
        claims: in the order of the sources, then of the text.
        evidence: the passages of each record, by source and place.
        sources: in the order of their columns.
        findings: those about the claims, quotations and the record, the strongest sign first.
        wrong: those that a curator has called wrong.
        fields: the fields of the record that each finding has passages of, by its id.
        operations: those of the claims, by id.
        texts: of the claims, by source.
        finding_passages: of the finding that the reader came for.
    """

    subject: Subject
    claims: tuple[Claim, ...]
    claims_total: int
    quotes: tuple[QuoteRow, ...]
    evidence: dict[Key, list[Passage]]
    sources: dict[str, SourceRow]
    findings: tuple[RowFinding, ...]
    wrong: tuple[RowFinding, ...]
    fields: dict[str, set[str]]
    operations: dict[str, DatedRecord]
    texts: dict[str, ArticleText]
    finding_passages: tuple[Passage, ...]


def read_data(store: "Store", subject: Subject) -> ComparisonData:
    """Read everything about a subject."""
    claims, total = _claims(store, subject)
    quotes = _quotes(store, subject)
    evidence: dict[Key, list[Passage]] = defaultdict(list)
    keys = [claim.key for claim in claims] + [quote.key for quote in quotes]
    if subject.record is not None:
        keys.append(subject.record)
    for passage in _evidence(store, keys):
        evidence[passage.key].append(passage)
    own = tuple(_passages_of_finding(store, subject.finding)) if subject.finding else ()
    used = {each.source_id for passages in evidence.values() for each in passages}
    sources = _sources(store, used | {each.source_id for each in own})
    place = {source_id: column for column, source_id in enumerate(sources)}
    claims = [_placed(claim, evidence[claim.key], sources) for claim in claims]
    claims.sort(key=lambda claim: (place.get(claim.source, len(place)), *_start(claim)))
    findings = _findings(store, keys, subject.finding)
    return ComparisonData(
        subject,
        tuple(claims),
        total,
        tuple(sorted(quotes, key=lambda quote: place.get(quote.source_id, len(place)))),
        evidence,
        sources,
        tuple(each for each in findings if not each.is_wrong or each.id == subject.finding),
        tuple(each for each in findings if each.is_wrong),
        _fields(store, subject.record, [each.id for each in findings]),
        _operations(store, {claim.operation for claim in claims if claim.operation}),
        _texts(store, {claim.source for claim in claims}),
        own,
    )


def _start(claim: Claim) -> tuple[int, str]:
    return (claim.at.start if claim.at else 0), claim.id


def _claims(store: "Store", subject: Subject) -> tuple[list[Claim], int]:
    """The claims of a subject, without their places, and the number of all there are."""
    preferred = [id_ for type_, id_ in subject.at if type_ == "statistic"]
    rows = store.rows(
        f"SELECT {CLAIM_COLUMNS}, "
        f"count(*) OVER () FROM corpus.statistics s WHERE {subject.claims.sql} "
        "AND s.source_id IS NOT NULL ORDER BY list_contains(?::VARCHAR[], s.statistic_id) DESC, "
        "s.operation_id NULLS FIRST, s.source_id, s.statistic_id LIMIT ?",
        (*subject.claims.params, preferred, MOST_CLAIMS),
    )
    links: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for record_id, relation, type_, id_ in store.rows(
        "SELECT record_id, relation, target_type, target_id FROM corpus.links "
        "WHERE record_type = 'statistic' AND target_type NOT IN ('operation', 'statistic') "
        "AND record_id IN (SELECT unnest(?::VARCHAR[]))",
        ([row[0] for row in rows],),
    ):
        links[record_id].append((relation, type_, id_))
    claims = [Claim(*(*row[:CLAIM_WIDTH], tuple(links.get(row[0], ())))) for row in rows]
    return claims, rows[0][CLAIM_WIDTH] if rows else 0


def _placed(claim: Claim, passages: list[Passage], sources: dict[str, SourceRow]) -> Claim:
    """A claim with the place of its figure, and its work."""
    at = next((each for each in passages if each.field == "value_text"), None)
    row = sources.get(claim.source)
    return replace(claim, at=at, work=row.source.work if row else claim.source)


def _quotes(store: "Store", subject: Subject) -> list[QuoteRow]:
    preferred = [id_ for type_, id_ in subject.at if type_ == "quote"]
    return [
        QuoteRow(*row)
        for row in store.rows(
            "SELECT q.quote_id, q.text, q.speaker, q.speaker_id, q.source_id FROM corpus.quotes q "
            f"WHERE {subject.quotes.sql} AND q.source_id IS NOT NULL "
            "ORDER BY list_contains(?::VARCHAR[], q.quote_id) DESC, q.source_id, q.quote_id LIMIT ?",
            (*subject.quotes.params, preferred, _MOST_QUOTES),
        )
    ]


def _evidence(store: "Store", keys: Sequence[Key]) -> Iterable[Passage]:
    by_type: dict[str, list[str]] = defaultdict(list)
    for type_, id_ in keys:
        by_type[type_].append(id_)
    for type_, ids in by_type.items():
        for row in store.rows(
            f"SELECT {PASSAGE_COLUMNS} FROM corpus.evidence e WHERE e.record IN ("
            "SELECT r.position FROM corpus.records r WHERE r.record_type = ? "
            "AND r.record_id IN (SELECT unnest(?::VARCHAR[]))) "
            "ORDER BY e.source_id, e.start_char, e.end_char, e.evidence_id LIMIT ?",
            (type_, ids, _MOST_PASSAGES),
        ):
            yield Passage(*row)


def _sources(store: "Store", ids: set[str]) -> dict[str, SourceRow]:
    """Sources by id, the earliest first; undated ones last."""
    return {
        row[0]: SourceRow(ComparedSource(*row[:6]), (row[6], row[6] + _headings(row[7])))
        for row in store.rows(
            "SELECT source_id, title, publisher, published_edtf, published_basis, "
            "coalesce(work_id, source_id), body_start, substring(text, body_start + 1, ?) "
            "FROM corpus.sources WHERE source_id IN (SELECT unnest(?::VARCHAR[])) "
            "ORDER BY published_from NULLS LAST, source_id",
            (_TOP, sorted(ids)),
        )
    }


def _headings(top: str) -> int:
    """The end of the headings with which an article begins, in code points."""
    whole = top if len(top) < _TOP else top[: line_start(top, len(top))]
    end = 0
    for start, last in find_headings(whole, 0, len(whole)):
        if whole[end:start].strip():
            break
        end = last
    # A text of headings alone, such as a list, has none above it.
    return end if whole[end:].strip() else 0


def _findings(store: "Store", keys: Sequence[Key], wanted: str | None) -> tuple[RowFinding, ...]:
    """The findings about records, the strongest sign first."""
    values = [f"{type_}/{id_}" for type_, id_ in keys]
    rows = store.rows(
        "SELECT f.finding_id, f.rule, f.sign, f.message, f.record_type, f.record_id, "
        "f.other_type, f.other_id, a.records, f.answer, f.reason "
        "FROM (SELECT record, list(DISTINCT value ORDER BY value) AS records FROM corpus.facts "
        "WHERE field = 'record' AND value IN (SELECT unnest(?::VARCHAR[])) GROUP BY record) a "
        f"JOIN corpus.finding_texts t ON t.position = a.record AND t.record_type = '{FINDING}' "
        "JOIN corpus.findings f ON f.finding_id = t.record_id "
        "ORDER BY f.finding_id = ? DESC, t.position LIMIT ?",
        (values, wanted, _MOST_FINDINGS),
    )
    if wanted is not None and all(row[0] != wanted for row in rows):
        rows += store.rows(
            "SELECT finding_id, rule, sign, message, record_type, record_id, other_type, other_id, "
            "[], answer, reason FROM corpus.findings WHERE finding_id = ?",
            (wanted,),
        )
    return tuple(sorted(map(_finding, rows), key=lambda each: strength(each.sign)))


def _finding(row: tuple[Any, ...]) -> RowFinding:
    id_, rule, sign, message, *sides, records, answer, reason = row
    keys = [(sides[0], sides[1]), *([(sides[2], sides[3])] if sides[2] is not None else [])]
    about = tuple((type_, id_) for type_, _, id_ in (key.partition("/") for key in records))
    return RowFinding(id_, rule, sign, message, tuple(keys), about, answer, reason)


def _fields(store: "Store", record: Key | None, ids: list[str]) -> dict[str, set[str]]:
    """The fields of a record that findings have passages of, by finding."""
    fields: dict[str, set[str]] = defaultdict(set)
    if record is None:
        return fields
    for finding_id, field in store.rows(
        "SELECT DISTINCT p.finding_id, e.field FROM corpus.finding_passages p "
        "JOIN corpus.evidence e USING (evidence_id) "
        "WHERE e.record_type = ? AND e.record_id = ? "
        "AND p.finding_id IN (SELECT unnest(?::VARCHAR[]))",
        (*record, ids),
    ):
        fields[finding_id].add(field.partition(":")[0])
    return fields


def _passages_of_finding(store: "Store", finding_id: str) -> Iterable[Passage]:
    for row in store.rows(
        "SELECT coalesce(e.record_type, 'finding'), coalesce(e.record_id, p.finding_id), "
        "coalesce(p.field, ''), p.source_id, p.start_char, p.end_char, "
        "substring(s.text, p.start_char + 1, p.end_char - p.start_char), "
        "coalesce(e.line, len(string_split(left(s.text, p.start_char), chr(10)))) "
        "FROM corpus.finding_passages p JOIN corpus.sources s USING (source_id) "
        "LEFT JOIN corpus.evidence e ON e.evidence_id = p.evidence_id "
        "WHERE p.finding_id = ? ORDER BY p.side, p.position LIMIT ?",
        (finding_id, MOST_CLAIMS),
    ):
        yield Passage(*row)


def _operations(store: "Store", ids: set[str]) -> dict[str, DatedRecord]:
    return {
        row[0]: DatedRecord(*("operation", *row, {}))
        for row in store.rows(
            "SELECT operation_id, name, kind, date_edtf, date_from, date_to FROM corpus.operations "
            "WHERE operation_id IN (SELECT unnest(?::VARCHAR[]))",
            (sorted(ids),),
        )
    }


def _texts(store: "Store", ids: set[str]) -> dict[str, ArticleText]:
    return {
        row[0]: ArticleText(*(row[0], None, None, None, None, None, None, *row[1:], ()))
        for row in store.rows(
            "SELECT source_id, text, body_start, body_end FROM corpus.sources "
            "WHERE source_id IN (SELECT unnest(?::VARCHAR[]))",
            (sorted(ids),),
        )
    }

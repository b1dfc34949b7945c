"""The rows of a comparison: figures with their parts, then names, dates, places, quotations, fields."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from trafficking_explorer.database.read_models import Key, Passage, field_label
from trafficking_explorer.database.signs import ALONE, COPIED, DIFFERS, SPELLINGS
from trafficking_explorer.findings.claim_words import claim_words, smallest_around
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.findings.comparison import (
    DATE,
    FIELD,
    NAME,
    QUOTATION,
    WHERE,
    ComparisonRow,
    RowFinding,
    Saying,
    strength,
)
from trafficking_explorer.findings.comparison_data import ComparisonData, QuoteRow
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.lines import count_breaks

_FIELDS_OF = {
    "date": DATE,
    "date_note": DATE,
    "countries": WHERE,
    "country": WHERE,
    "regions": WHERE,
    "located_in": WHERE,
    "place": WHERE,
    "name": NAME,
    "aliases": NAME,
    "acronym": NAME,
}
"""The row of each of these fields, that of a finding about several of them first."""
_NOT_COMPARED = frozenset({"record", "text", "kind"})
_LONG = 100
"""Code points of a passage that gives way to a shorter one of the same field inside it."""
_ALIKE = 0.6
"""Share of the shorter quotation's words that another has too if both are versions of one."""
_MOST_NAMINGS = 100
"""Ways to name a record that are compared with each other."""
_FEWEST_WORDS = 4
"""Words of a quotation that can be told from others."""


def saying_of_claim(claim: Claim, data: ComparisonData) -> Saying | None:
    """The words of a claim's source for it; None if nothing in a text supports it."""
    passages = data.evidence[claim.key]
    whole = [each for each in passages if each.field == "record"]
    if claim.at is not None:
        around = smallest_around(claim.at, whole)
        if around == claim.at:
            around = smallest_around(claim.at, passages)
    elif passages:
        around = (whole or passages)[0]
    else:
        return None
    counted = next((each for each in passages if each.field == "population"), None)
    start, end = claim_words(claim.at, counted, around)
    words = around.exact[start - around.start : end - around.start]
    return _saying(words, around, (start, end), data)


def _saying(
    words: str,
    passage: Passage,
    span: tuple[int, int],
    data: ComparisonData,
    lines: Iterable[int] = (),
) -> Saying:
    row = data.sources.get(passage.source_id)
    is_heading = row is not None and row.headings[0] <= span[0] and span[1] <= row.headings[1]
    # The words may begin some lines below their passage.
    line = passage.line + count_breaks(passage.exact, 0, max(0, span[0] - passage.start))
    return Saying(words, passage, span, tuple(lines) or (line,), is_heading)


def works_of(sayings: Iterable[Saying], data: ComparisonData) -> set[str]:
    """The works that some words are from; all editions of a text are one."""
    return {
        data.sources[each.source_id].source.work
        for each in sayings
        if each.source_id in data.sources
    }


def with_findings(
    row: ComparisonRow, findings: Sequence[RowFinding], data: ComparisonData, sign: str = ""
) -> ComparisonRow:
    """A row with its findings, and the strongest of their signs.

    Args:
        findings: those about it, the strongest first.
        sign: one that the words themselves have.
    """
    signs = [sign, *(each.sign for each in findings)]
    if len(works_of(row.sayings, data)) == 1:
        signs.append(ALONE.text)
    records = row.records
    ranked = sorted(
        findings,
        key=lambda each: (
            # One that only mentions the row, as the whole of a part, comes after its own.
            records.isdisjoint(each.sides),
            strength(each.sign),
            each.answer is not None,
        ),
    )
    return replace(row, sign=min(signs, key=strength), findings=tuple(ranked))


def about(records: Iterable[Key], data: ComparisonData) -> tuple[RowFinding, ...]:
    """The findings about any of some records."""
    wanted = set(records)
    return tuple(each for each in data.findings if not wanted.isdisjoint(each.records))


# The record itself.


def record_rows(data: ComparisonData) -> Iterator[ComparisonRow]:
    """The names, dates and places of the record, and other fields that two texts support."""
    record = data.subject.record
    if record is None:
        return
    by_row: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in data.evidence[record]:
        field = passage.field.partition(":")[0]
        if field not in _NOT_COMPARED:
            kind = _FIELDS_OF.get(field, FIELD)
            by_row[kind, field if kind == FIELD else kind].append(passage)
    findings = _of_fields(data)
    for kind in (NAME, DATE, WHERE):
        if passages := by_row.pop((kind, kind), None):
            row = ComparisonRow(kind, kind, tuple(_of_field(passages, data)))
            sign = SPELLINGS.text if kind == NAME and _is_renamed(row, data) else ""
            yield with_findings(row, findings.get(kind, ()), data, sign)
    for (_, field), passages in by_row.items():
        row = ComparisonRow(field_label(field), FIELD, tuple(_of_field(passages, data)))
        if len(works_of(row.sayings, data)) > 1:
            yield with_findings(row, findings.get(field, ()), data)


def _is_renamed(row: ComparisonRow, data: ComparisonData) -> bool:
    """True if two texts have no name in common."""
    names: dict[str, set[str]] = defaultdict(set)
    for each in row.sayings:
        if each.source_id in data.sources:
            names[data.sources[each.source_id].source.work].add(fold_words(each.words))
    # Texts may be many, but their names are few.
    found = list({frozenset(each) for each in names.values()})[:_MOST_NAMINGS]
    return any(a.isdisjoint(b) for a, b in combinations(found, 2))


def _of_fields(data: ComparisonData) -> dict[str, list[RowFinding]]:
    """The findings about the record by row: each is in that of the first field it has passages of."""
    found: dict[str, list[RowFinding]] = defaultdict(list)
    order = list(_FIELDS_OF)
    for finding in data.findings:
        fields = data.fields.get(finding.id, set()) - _NOT_COMPARED
        if not fields or any(type_ in ("statistic", "quote") for type_, _ in finding.records):
            continue
        first = min(fields, key=lambda each: (order.index(each) if each in order else 99, each))
        found[_FIELDS_OF.get(first, first)].append(finding)
    return found


def _of_field(passages: Iterable[Passage], data: ComparisonData) -> Iterator[Saying]:
    """The words of each source for a field; the same words are listed once, with all their lines."""
    by_source: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_source[passage.source_id].append(passage)
    for found in by_source.values():
        same: dict[str, list[Passage]] = defaultdict(list)
        for passage in without_nested(found):
            same[" ".join(passage.exact.split())].append(passage)
        for each in same.values():
            lines = sorted({passage.line for passage in each})
            yield _saying(each[0].exact, each[0], each[0].span, data, lines)


def without_nested(passages: Sequence[Passage]) -> list[Passage]:
    """Passages of one source without long ones that a shorter one narrows, and parts of others."""
    distinct = list({each.span: each for each in passages}.values())
    kept = [
        each
        for each in distinct
        if len(each.exact) <= _LONG or not any(_holds(each, other) for other in distinct)
    ]
    return sorted(
        (each for each in kept if not any(_holds(other, each) for other in kept)),
        key=lambda each: each.start,
    )


def _holds(outer: Passage, inner: Passage) -> bool:
    return outer.span != inner.span and outer.start <= inner.start and inner.end <= outer.end


# Quotations.


def quotation_rows(data: ComparisonData) -> Iterator[ComparisonRow]:
    """Quotations that two texts have, in the same words or nearly, and those the reader came for."""
    wanted = set(data.subject.at)
    only_quotes = data.subject.record is None and not data.claims
    for group in _versions(data):
        sayings = tuple(filter(None, (_of_quote(quote, data) for quote in group)))
        several = len(works_of(sayings, data)) > 1
        keys = {quote.key for quote in group}
        if not sayings or not (several or only_quotes or keys & wanted):
            continue
        speaker = next((quote.speaker for quote in group if quote.speaker), None)
        row = ComparisonRow(f"words of {speaker}" if speaker else "quotation", QUOTATION, sayings)
        sign = ""
        if several:
            texts = {fold_words(quote.text) for quote in group}
            sign = COPIED.text if len(texts) == 1 else DIFFERS.text
        yield with_findings(row, about(keys, data), data, sign)


def _of_quote(quote: QuoteRow, data: ComparisonData) -> Saying | None:
    parts = [each for each in data.evidence[quote.key] if each.field == "text"]
    if not parts:
        return None
    return _saying(quote.text, parts[0], parts[0].span, data, sorted({part.line for part in parts}))


def _versions(data: ComparisonData) -> list[list[QuoteRow]]:
    """Quotations, those together that print the same words or are versions of one."""
    group_of = {quote.key: quote.key for quote in data.quotes}

    def root(key: Key) -> Key:
        while group_of[key] != key:
            key = group_of[key]
        return key

    words = {quote.key: fold_words(quote.text).split() for quote in data.quotes}
    by_words: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    by_speaker: dict[str, list[Key]] = defaultdict(list)
    for quote in data.quotes:
        by_words[tuple(words[quote.key])].append(quote.key)
        if quote.speaker_id and len(words[quote.key]) >= _FEWEST_WORDS:
            by_speaker[quote.speaker_id].append(quote.key)
    pairs = [pair for same in by_words.values() for pair in pairwise(same)]
    for finding in data.findings:
        if finding.sign == COPIED.text:
            quoted = [key for key in finding.records if key in group_of]
            pairs += pairwise(quoted)
    for said in by_speaker.values():
        pairs += ((a, b) for a, b in combinations(said, 2) if _are_alike(words[a], words[b]))
    for a, b in pairs:
        group_of[root(b)] = root(a)
    groups: dict[Key, list[QuoteRow]] = defaultdict(list)
    for quote in data.quotes:
        groups[root(quote.key)].append(quote)
    return list(groups.values())


def _are_alike(a: list[str], b: list[str]) -> bool:
    shared = set(a) & set(b)
    return len(shared) >= _ALIKE * min(len(set(a)), len(set(b)))


def within_copies(
    row: ComparisonRow, quotations: Iterable[ComparisonRow], data: ComparisonData
) -> ComparisonRow:
    """A row of figures; marked as copied if all its words are inside one copied quotation."""
    for copied in quotations:
        if copied.sign != COPIED.text or not row.sayings:
            continue
        parts = [part for key in copied.records for part in data.evidence[key]]
        inside = all(
            any(
                part.source_id == each.source_id
                and part.start <= each.span[0]
                and each.span[1] <= part.end
                for part in parts
            )
            for each in row.sayings
        )
        if inside and len(works_of(row.sayings, data)) > 1:
            found = [*row.findings, *(each for each in copied.findings if each not in row.findings)]
            return with_findings(row, found, data, COPIED.text)
    return row


def finding_row(finding: RowFinding, data: ComparisonData) -> ComparisonRow:
    """The passages of the finding that the reader came for, if no row is about it."""
    by_source: dict[str, list[Passage]] = defaultdict(list)
    for passage in data.finding_passages:
        by_source[passage.source_id].append(passage)
    sayings = (
        _saying(each.exact, each, each.span, data)
        for passages in by_source.values()
        for each in _outermost(passages)
    )
    row = ComparisonRow(finding.rule.replace("-", " "), FIELD, tuple(sayings))
    return replace(row, sign=finding.sign, findings=(finding,))


def _outermost(passages: Sequence[Passage]) -> list[Passage]:
    distinct = list({each.span: each for each in passages}.values())
    return [each for each in distinct if not any(_holds(other, each) for other in distinct)]

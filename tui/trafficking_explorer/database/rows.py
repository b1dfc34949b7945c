"""A corpus as rows of tables: mappings by column name."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord
from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.corpus.coverage import Coverage, measure_coverage
from trafficking_explorer.database.filter_index import index_entries
from trafficking_explorer.database.kind_tables import column_name
from trafficking_explorer.database.quantities import display, number_text
from trafficking_explorer.database.record_order import record_order
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.crosswalk import crosswalk
from trafficking_explorer.records.edtf import parse_date
from trafficking_explorer.records.evidence import Evidence
from trafficking_explorer.records.fields import Country, Date, FieldSpec, Ref, fields_of
from trafficking_explorer.records.operation import Operation
from trafficking_explorer.records.quote import Quote
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.records.source import Source
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.records.vocabulary import find_form
from trafficking_explorer.text.display import short_digest
from trafficking_explorer.text.folding import fold, fold_words
from trafficking_explorer.text.intervals import interval
from trafficking_explorer.text.lines import without_mail_marks

Row = dict[str, Any]

_HASH = "sha256"
"""The field of a source that identifies the text that was read; nobody searches for it."""
PART_JOINT = " … "
"""The joint between the parts of an interrupted quotation."""


def rows_of(corpus: Corpus, *, searched: bool = True) -> dict[str, list[Row]]:
    """Every table's rows, by table name.

    Args:
        searched: False to leave out the tables that only searches and panes read.
    """
    tables: dict[str, list[Row]] = {kind.plural: [] for kind in KINDS.values()}
    tables |= {"links": [], "fields": [], "records": [], "furniture": []}
    seen: set[tuple[str, str]] = set()
    for entry in corpus.entries:
        record = entry.record
        if (record.record_type, record.id) in seen:
            continue  # A duplicate id is reported as a problem; the first record counts.
        seen.add((record.record_type, record.id))
        if isinstance(record, Source) and record.id not in corpus.texts:
            continue
        tables[KINDS[record.record_type].plural].append(_record(record, entry, corpus))
        tables["links"].extend(_links(record))
        if searched:
            fields = list(_fields(record, corpus))
            tables["fields"].extend(fields)
            tables["records"].append(_search(entry, fields, corpus))
        else:
            tables["records"].append(_named(record, corpus))
    record_order(tables["records"], corpus)
    numbers = {(row["record_type"], row["record_id"]): row["position"] for row in tables["records"]}
    if searched:
        tables["facts"] = _facts(tables["records"], corpus)
        tables["words"] = _words(tables["records"])
        tables["codes"] = [
            {
                "scheme": each.scheme,
                "code": each.code,
                "label": each.label,
                "our_vocabulary": each.vocabulary,
                "our_code": each.ours,
            }
            for each in crosswalk()
        ]
    tables["evidence"] = [_evidence(item, corpus) for item in corpus.evidence]
    for name in ("fields", "evidence", "links"):
        for row in tables[name]:
            row["record"] = numbers.get((row["record_type"], row["record_id"]))
        # The rows of one record are together, so that they are found without reading the rest.
        tables[name].sort(key=lambda row: (row["record"] is None, row["record"]))
    for number, row in enumerate(tables["evidence"], start=1):
        row["evidence_id"] = number
    for source_id, text in corpus.texts.items():
        tables["furniture"].extend(
            {"source_id": source_id, "start_char": piece.start, "end_char": piece.end}
            for piece in text.furniture
        )
    if searched:
        _add_coverage(tables, corpus)
    return tables


def _evidence(item: Evidence, corpus: Corpus) -> Row:
    return {
        "record_type": item.record_type,
        "record_id": item.record_id,
        "field": item.field,
        "source_id": item.source_id,
        "start_char": item.start,
        "end_char": item.end,
        "exact": item.exact,
        "prefix": item.prefix,
        "suffix": item.suffix,
        "line": item.line,
        "sha256": corpus.texts[item.source_id].sha256,
    }


def _add_coverage(tables: dict[str, list[Row]], corpus: Corpus) -> None:
    """Add the open items, and the number of items that are covered in each source."""
    coverage = measure_coverage(corpus)
    for row in tables["sources"]:
        found = coverage.get(row["source_id"], Coverage(0, ()))
        row |= {
            "items": found.items,
            "covered": found.items - len(found.gaps),
            "unread": found.unread,
        }
    tables["uncovered"] = [
        {
            "source_id": gap.source_id,
            "start_char": gap.position.start,
            "end_char": gap.position.end,
            "kind": gap.kind,
            "exact": gap.words,
            "line": gap.line,
        }
        for found in coverage.values()
        for gap in found.gaps
    ]


def _facts(records: list[Row], corpus: Corpus) -> list[Row]:
    """All facts, sorted by field, since a query reads those of one field."""
    figures: dict[str | None, list[Statistic]] = defaultdict(list)
    for entry in corpus.entries:
        if isinstance(entry.record, Statistic):
            figures[entry.record.operation].append(entry.record)
    facts: list[Row] = []
    for row in records:
        record = corpus.by_id[row["record_type"], row["record_id"]]
        own = figures[record.id] if isinstance(record, Operation) else []
        seen: set[tuple[object, ...]] = set()
        for fact in index_entries(record, corpus, own):
            key = tuple(fact.values())
            if key not in seen:
                seen.add(key)
                facts.append(fact | {"record": row["position"]})
    return sorted(facts, key=lambda fact: (fact["field"], fact["record"]))


def _words(records: list[Row]) -> list[Row]:
    """Every distinct word of the records."""
    words = {word for row in records for word in fold_words(row["search_text"]).split()}
    return [{"word": word} for word in sorted(words)]


def _record(record: Record, entry: LocatedRecord, corpus: Corpus) -> Row:
    row: Row = {KINDS[record.record_type].id_column: record.id, "note": record.note}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if isinstance(field.role, Date):
            row |= _date(field.name, value, field.name in record.resolved)
        else:
            row[column_name(field)] = list(value) if field.many else value
    match record:
        case Source():
            row |= _source(record, corpus)
        case Quote():
            row["text"] = quote_text(record, corpus)
        case Statistic():
            row["display"] = display(record)
            row["value_low"], row["value_high"] = interval(
                record.value, record.value_to, record.qualifier
            )
            for name in ("value", "value_to"):
                # The columns hold doubles; `display` and `value_text` have every digit.
                row[name] = None if row[name] is None else float(row[name])
    if form := find_form(row.get("code") or ""):
        vocabulary, term = form
        row |= {
            "vocabulary": vocabulary.name,
            "definition": term.definition,
            "origin": term.origin,
        }
    row.setdefault("source_id", _first_source(record, entry, corpus))
    return row


def _first_source(record: Record, entry: LocatedRecord, corpus: Corpus) -> str | None:
    """The text that a record is drawn from; None if it has no text."""
    evidence = corpus.evidence_of.get((record.record_type, record.id))
    if evidence:
        return evidence[0].source_id
    return entry.default_source if entry.default_source in corpus.texts else None


def _date(name: str, value: str | None, resolved: bool) -> Row:
    row: Row = {f"{name}_edtf": value, f"{name}_from": None, f"{name}_to": None}
    row[f"{name}_basis"] = None
    if value is not None:
        span = parse_date(value)
        row[f"{name}_from"], row[f"{name}_to"] = span.first, span.last
        row[f"{name}_basis"] = "resolved" if resolved else "stated"
    return row


def _source(record: Source, corpus: Corpus) -> Row:
    text = corpus.texts[record.id]
    start, end = text.article
    words = sum(
        len(text.text[a:b].split())
        for a, b in zip(
            [start, *(piece.end for piece in text.furniture)],
            [*(piece.start for piece in text.furniture), end],
            strict=True,
        )
        if a < b
    )
    return {
        "path": record.path,
        "captured": _moment(record.captured),
        "sha256": text.sha256,
        "body_start": start,
        "body_end": end,
        "text": text.text,
        "word_count": words,
        "work_id": corpus.work_of(record.id),
    }


def _moment(words: str | None) -> datetime | None:
    """A time in ISO 8601 as one; a day begins at midnight, UTC."""
    if words is None:
        return None
    moment = datetime.fromisoformat(words)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def quote_text(record: Quote, corpus: Corpus) -> str:
    """A quotation as its source prints it, with its parts joined."""
    parts = [
        without_mail_marks(item.exact)
        for item in corpus.evidence_of.get(("quote", record.id), [])
        if item.field == "text"
    ]
    return PART_JOINT.join(parts or [part.exact for part in record.quote])


def _links(record: Record) -> Iterator[Row]:
    base = {"record_type": record.record_type, "record_id": record.id}
    for link in record.links:
        target_type, _, target_id = link.to.partition("/")
        yield base | {
            "relation": link.relation,
            "target_type": target_type,
            "target_id": target_id,
            "role": link.role,
            "basis": "resolved" if link.resolved else "stated",
            "reason": link.resolved,
        }
    for field in fields_of(type(record)):
        if isinstance(field.role, Ref) and (value := getattr(record, field.name)):
            for target in value if field.many else (value,):
                yield base | {
                    "relation": field.name.removesuffix("_id"),
                    "target_type": field.role.target,
                    "target_id": target,
                    "role": None,
                    "basis": _basis(field, record),
                    "reason": record.resolved.get(field.name),
                }


def _fields(record: Record, corpus: Corpus) -> Iterator[Row]:
    """Rows of `fields`; the text of a quotation is number 0, all other fields are from 1 on."""
    base = {"record_type": record.record_type, "record_id": record.id}
    start = 0 if isinstance(record, Quote) else 1
    for position, row in enumerate(_card(record, corpus), start):
        yield base | {"position": position} | row


def _card(record: Record, corpus: Corpus) -> Iterator[Row]:
    """The fields of a record in the order of its card."""
    if isinstance(record, Quote):
        yield {"field": "text", "value": quote_text(record, corpus), "basis": "stated"}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value in (None, ()):
            continue
        values = [_text(each) for each in (value if field.many else (value,))]
        row: Row = {
            "field": field.name,
            "value": " · ".join(values),
            "basis": _basis(field, record),
            "reason": record.resolved.get(field.name),
        }
        if isinstance(field.role, Ref):
            targets = [corpus.by_id.get((field.role.target, each)) for each in values]
            names = [_called(target) if target else None for target in targets]
            row |= {
                "target_type": field.role.target,
                "target_ids": values,
                "value": " · ".join(name or id_ for name, id_ in zip(names, values, strict=True)),
            }
        yield row
    if isinstance(record, Source):
        # As the field is called in the YAML, but of the text as it was read.
        value = short_digest(corpus.texts[record.id].sha256)
        yield {"field": _HASH, "value": value, "basis": "own"}
    for link in record.links:
        target_type, _, target_id = link.to.partition("/")
        target = corpus.by_id.get((target_type, target_id))
        name = target.display_name if target else target_id
        yield {
            "field": link.field,
            "value": f"{name} — {link.role}" if link.role else name,
            "basis": "resolved" if link.resolved else "stated",
            "reason": link.resolved,
            "target_type": target_type,
            "target_ids": [target_id],
        }


def _called(record: Record) -> str:
    # Editions of a text have one title; their ids tell them apart.
    is_source = isinstance(record, Source)
    return f"{record.id}: {record.display_name}" if is_source else record.display_name


def _basis(field: FieldSpec, record: Record) -> str:
    if field.name in record.resolved:
        return "resolved"
    return "own" if field.is_own else "stated"


def _text(value: object) -> str:
    if isinstance(value, int | float):
        return number_text(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _named(record: Record, corpus: Corpus) -> Row:
    title = quote_text(record, corpus) if isinstance(record, Quote) else record.display_name
    return {"record_type": record.record_type, "record_id": record.id, "title": title}


def _search(entry: LocatedRecord, fields: list[Row], corpus: Corpus) -> Row:
    record = entry.record
    evidence = corpus.evidence_of.get((record.record_type, record.id), [])
    names = [
        name
        for field in fields_of(type(record))
        if isinstance(field.role, Country) and (value := getattr(record, field.name))
        for code in (value if field.many else (value,))
        for name in country_names(code)
    ]
    pieces = [
        record.id,
        *(row["value"] for row in fields if row["field"] != _HASH),
        *(row["reason"] for row in fields if row.get("reason")),
        *names,
        *(item.exact for item in evidence),
    ]
    at = entry.at()
    return _named(record, corpus) | {
        "subtitle": _subtitle(record, corpus),
        # One line a piece: a phrase never matches across two fields.
        "search_text": "\n".join(dict.fromkeys(fold(piece) for piece in pieces)),
        "file": at.path,
        "line": at.line,
        "source_ids": sorted({item.source_id for item in evidence}),
    }


def _subtitle(record: Record, corpus: Corpus) -> str | None:
    match record:
        case Quote():
            return record.speaker
        case Statistic():
            return display(record)
        case Source():
            return record.publisher
    for name in ("role", "kind", "code", "date"):
        if value := getattr(record, name, None):
            return str(value)
    return None

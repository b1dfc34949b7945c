"""Findings as rows of the tables `findings` and `finding_passages`, and of those that filters read.

A finding is numbered on from the last record, so that one table of facts serves both. It has its own
facts and those of the records it is about: `agency:interpol` finds the findings about INTERPOL and
about its claims.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from trafficking_explorer.database.filter_index import number_entry, text_entry
from trafficking_explorer.database.read_models import Key, Passage
from trafficking_explorer.database.views import FINDING
from trafficking_explorer.findings.dataset import Queryable
from trafficking_explorer.findings.finding import SEVERITIES, Finding
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.folding import fold, fold_words

Row = dict[str, Any]

_NOT_SHARED = ("source", "place")
"""Kinds that a record may be linked to without a finding about it being found by them."""
_ABOUT = "about"
"""The field of the people that a figure is about."""
_CLAIMS = ("statistic", "quote", "case")
"""Kinds of record that belong to an operation; others are only linked to one."""


def finding_row(finding: Finding) -> Row:
    """A row of `findings`."""
    side, other, answer = finding.side, finding.other, finding.answer
    return {
        "finding_id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "record_type": side.record_type,
        "record_id": side.record_id,
        "other_type": other.record_type if other else None,
        "other_id": other.record_id if other else None,
        "answer": answer.answer if answer else None,
        "reason": answer.reason if answer else None,
        "sign": finding.sign,
    }


def finding_rows(findings: Iterable[Finding]) -> dict[str, list[Row]]:
    """Rows of `findings`, and of `finding_passages`: a row for each place of a side."""
    tables: dict[str, list[Row]] = {"findings": [], "finding_passages": []}
    for finding in findings:
        tables["findings"].append(finding_row(finding))
        tables["finding_passages"] += [
            {
                "finding_id": finding.id,
                "side": number,
                "position": position,
                "source_id": passage.source_id,
                "start_char": passage.start,
                "end_char": passage.end,
                "evidence_id": passage.evidence_id,
                "field": passage.field or None,
            }
            for number, side in enumerate((finding.side, finding.other))
            for position, passage in enumerate(side.passages if side else ())
        ]
    return tables


@dataclass(slots=True)
class _About:
    """A record that findings are about."""

    title: str
    names: list[str] = field(default_factory=list)
    """Folded, as in the facts."""
    shared: list[Row] = field(default_factory=list)
    """The facts by which findings about it are found too."""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as the pane lists them: the most serious first; of one severity, rare rules first.

    A rule that reports half the records must not come before one that reports a single one.
    """
    listed = list(findings)
    counts = Counter((finding.severity, finding.rule) for finding in listed)
    rules = {rule: at for at, rule in enumerate(dict.fromkeys(each.rule for each in listed))}

    def key(finding: Finding) -> tuple[int, int, int]:
        severity = SEVERITIES.index(finding.severity)
        return severity, counts[finding.severity, finding.rule], rules[finding.rule]

    return sorted(listed, key=key)


def finding_search_rows(
    findings: Iterable[Finding], store: Queryable, titles: dict[str, str]
) -> dict[str, list[Row]]:
    """Rows of `finding_texts`, and what findings add to `facts` and `words`.

    Args:
        titles: of the rules, by id.
    """
    listed = in_order(findings)
    about = _records_of(listed, store)
    known = _read_records({key for keys in about.values() for key in keys}, store)
    sources = _read_sources(store)
    ((first,),) = store.rows("SELECT coalesce(max(position) + 1, 0) FROM corpus.records")
    tables: dict[str, list[Row]] = {"finding_texts": [], "facts": []}
    for position, finding in enumerate(listed, start=first):
        records = {key: known[key] for key in about[finding.id] if key in known}
        row = _text(finding, records, titles)
        tables["finding_texts"].append(row | {"position": position})
        facts: dict[tuple[object, ...], Row] = {}
        for each in _facts(finding, records, [sources[id_] for id_ in row["source_ids"]]):
            facts.setdefault((each["field"], each["value"]), each)
        tables["facts"] += [each | {"record": position} for each in facts.values()]
    tables["facts"].sort(key=lambda row: (row["field"], row["record"]))
    tables["words"] = _new_words(tables["finding_texts"], store)
    return tables


def _passages(finding: Finding) -> list[Passage]:
    sides = (finding.side, finding.other)
    return [passage for side in sides if side for passage in side.passages]


def _records_of(findings: Sequence[Finding], store: Queryable) -> dict[str, list[Key]]:
    """The records that each finding is about: its sides, those of its evidence, their operations."""
    about: dict[str, dict[Key, None]] = {}
    for finding in findings:
        sides = (finding.side, finding.other)
        about[finding.id] = {(side.record_type, side.record_id): None for side in sides if side}
        about[finding.id] |= {each.key: None for each in _passages(finding) if each.record_id}
    claims = {id_ for keys in about.values() for type_, id_ in keys if type_ == "statistic"}
    operations = dict(
        store.rows(
            "SELECT statistic_id, operation_id FROM corpus.statistics WHERE scope = 'operation' "
            "AND operation_id IS NOT NULL AND statistic_id IN (SELECT unnest(?::VARCHAR[]))",
            [sorted(claims)],
        )
    )
    for keys in about.values():
        of = [operations.get(id_) for type_, id_ in keys if type_ == "statistic"]
        keys.update({("operation", id_): None for id_ in of if id_ is not None})
    return {id_: list(keys) for id_, keys in about.items()}


def _read_records(keys: set[Key], store: Queryable) -> dict[Key, _About]:
    rows = store.rows(
        "SELECT record_type, record_id, title, position FROM corpus.records "
        "WHERE record_type || '/' || record_id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted("/".join(key) for key in keys)],
    )
    at = {position: (type_, id_) for type_, id_, _, position in rows}
    found = {(type_, id_): _About(title) for type_, id_, title, _ in rows}
    for position, name, value, folded in store.rows(
        "SELECT record, field, value, folded FROM corpus.facts "
        "WHERE list_contains(?, field) AND record IN (SELECT unnest(?::INTEGER[])) "
        "ORDER BY record, field, value",
        [["name", *_shared_fields()], sorted(at)],
    ):
        record = found[at[position]]
        if name == "name":
            record.names.append(folded)
        elif _is_shared(at[position][0], name):
            record.shared.append({"field": name, "value": value, "folded": folded})
    return found


def _shared_fields() -> tuple[str, ...]:
    """Facts of a record by which findings about it are found too."""
    kinds = (kind.name for kind in KINDS.values() if kind.is_referred_to)
    return ("country", "measure", _ABOUT, *(name for name in kinds if name not in _NOT_SHARED))


def _is_shared(record_type: str, name: str) -> bool:
    if name == _ABOUT:
        # Of an operation it is the sum of all its figures.
        return record_type == "statistic"
    # The publisher of a text is not what the text is about.
    return record_type != "source" and (name != "operation" or record_type in _CLAIMS)


def _read_sources(store: Queryable) -> dict[str, Row]:
    """The fact of having passages in a source, for each source."""
    names = dict(
        store.rows("SELECT DISTINCT value, folded FROM corpus.facts WHERE field = 'source'")
    )
    return {
        id_: text_entry("source", id_) | ({"folded": names[id_]} if id_ in names else {})
        for (id_,) in store.rows("SELECT source_id FROM corpus.sources")
    }


def _text(finding: Finding, records: dict[Key, _About], titles: dict[str, str]) -> Row:
    passages = _passages(finding)
    sources = {passage.source_id for passage in passages}
    sources |= {id_ for type_, id_ in records if type_ == "source"}
    pieces = [finding.message, finding.rule, titles.get(finding.rule, ""), finding.severity]
    for key, record in records.items():
        pieces += ["/".join(key), record.title]
    pieces += [each.exact for each in passages]
    if finding.answer is not None:
        pieces += [finding.answer.answer, finding.answer.reason]
    return {
        "record_type": FINDING,
        "record_id": finding.id,
        "title": finding.message,
        "subtitle": finding.rule,
        "search_text": "\n".join(dict.fromkeys(fold(piece) for piece in pieces if piece)),
        "source_ids": sorted(sources),
    }


def _facts(finding: Finding, records: dict[Key, _About], sources: list[Row]) -> Iterator[Row]:
    yield text_entry("severity", finding.severity)
    yield text_entry("rule", finding.rule)
    yield text_entry("is", "answered" if finding.answer else "open")
    if finding.answer is not None:
        yield text_entry("answer", finding.answer.answer)
    yield from sources
    yield number_entry("passages", float(len({each.place for each in _passages(finding)})))
    shared = _shared_fields()
    for key, record in records.items():
        type_, id_ = key
        yield text_entry("type", type_)
        yield text_entry("record", "/".join(key), "/".join(key), record.title)
        if type_ in shared:
            folded = dict.fromkeys((*record.names, f" {fold_words(id_)} "))
            yield {"field": type_, "value": record.title, "folded": "\n".join(folded)}
        yield from record.shared


def _new_words(rows: list[Row], store: Queryable) -> list[Row]:
    """The words of findings that no record has."""
    words = {word for row in rows for word in fold_words(row["search_text"]).split()}
    has = store.rows(
        "SELECT word FROM corpus.words WHERE word IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(words)],
    )
    return [{"word": word} for word in sorted(words - {word for (word,) in has})]

"""One finding for a reader: its message, its rule, the records it is about, and its answer."""

from typing import TYPE_CHECKING

from trafficking_explorer.database.read_models import (
    Field,
    FindingDetail,
    FoldedNotes,
    Key,
    Passage,
)
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import FINDING
from trafficking_explorer.findings.rules import RULES

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


def finding_detail(store: "Store", finding_id: str) -> FindingDetail | None:
    """Everything about one finding; None if there is no such finding."""
    found = store.rows(
        "SELECT f.rule, f.severity, f.message, f.record_type, f.record_id, f.other_type, "
        "f.other_id, f.answer, f.reason, f.sign, t.position FROM corpus.findings f "
        "JOIN corpus.finding_texts t ON t.record_id = f.finding_id WHERE f.finding_id = ?",
        (finding_id,),
    )
    if not found:
        return None
    name, severity, message, *keys, answer, reason, sign, position = found[0]
    rule = RULES.get(name)
    sides = [(keys[0], keys[1])] + ([(keys[2], keys[3])] if keys[2] is not None else [])
    passages = _passages(store, finding_id, sides)
    shown = tuple(passage for side in passages for passage in side)
    told = "none yet" if answer is None else answer.replace("_", " ")
    fields = (
        Field("finding", message, "own", None, (), ()),
        Field("rule", f"{name}: {rule.summary_line}" if rule else name, "own", None, (), ()),
        *_records(store, position, sides, shown),
        Field("answer", told, "own", reason, (), ()),
        Field("id", finding_id, "own", None, (), ()),
    )
    return FindingDetail(
        FINDING,
        finding_id,
        f"{sign} {rule.title if rule else name}",
        severity,
        "",
        0,
        fields,
        (),
        shown,
        0,
        name,
        severity,
        passages,
    )


def explanation(rule_id: str) -> tuple[str, str] | None:
    """The title and the page of a rule; None if it no longer exists."""
    rule = RULES.get(rule_id)
    return (f"{rule.id}: {rule.title}", rule.explain.strip()) if rule else None


def routine_notes(store: "Store", where: SqlCondition) -> FoldedNotes | None:
    """The notes of routine rules that fit a condition; None if there are none.

    Args:
        where: over `finding_texts`, under the alias `r`.
    """
    rules = _routine_rules()
    rows = store.rows(
        "SELECT f.rule, count(*) FROM corpus.finding_texts r "
        "JOIN corpus.findings f ON f.finding_id = r.record_id "
        f"WHERE f.severity = 'note' AND f.rule IN (SELECT unnest(?::VARCHAR[])) AND ({where.sql}) "
        "GROUP BY f.rule",
        (list(rules), *where.params),
    )
    counts = dict(rows)
    titles = tuple(title.lower() for rule, title in rules.items() if rule in counts)
    return FoldedNotes(sum(counts.values()), titles) if counts else None


def without_routine(where: SqlCondition) -> SqlCondition:
    """A condition without the notes of routine rules."""
    return SqlCondition(
        f"({where.sql}) AND r.record_id NOT IN (SELECT f.finding_id FROM corpus.findings f "
        "WHERE f.severity = 'note' AND f.rule IN (SELECT unnest(?::VARCHAR[])))",
        (*where.params, list(_routine_rules())),
        is_scan=False,
    )


def _routine_rules() -> dict[str, str]:
    """The titles of the rules whose notes are folded, by id."""
    return {rule.id: rule.title for rule in RULES if rule.is_routine}


def _passages(store: "Store", finding_id: str, sides: list[Key]) -> tuple[tuple[Passage, ...], ...]:
    """The passages of each side, those of whole records first."""
    found: list[list[Passage]] = [[] for _ in sides]
    for side, source_id, start, end, field, type_, id_, exact, line in store.rows(
        "SELECT p.side, p.source_id, p.start_char, p.end_char, p.field, e.record_type, "
        "e.record_id, substring(s.text, p.start_char + 1, p.end_char - p.start_char), "
        # The line is the number of pieces between line ends.
        "coalesce(e.line, len(string_split(left(s.text, p.start_char), chr(10)))) "
        "FROM corpus.finding_passages p JOIN corpus.sources s USING (source_id) "
        "LEFT JOIN corpus.evidence e ON e.evidence_id = p.evidence_id "
        "WHERE p.finding_id = ? ORDER BY p.side, p.position",
        (finding_id,),
    ):
        if side < len(found):
            record: Key = (type_, id_) if type_ is not None else sides[side]
            found[side].append(Passage(*record, field or "", source_id, start, end, exact, line))
    return tuple(map(tuple, found))


def _records(
    store: "Store", position: int, sides: list[Key], passages: tuple[Passage, ...]
) -> list[Field]:
    """The records that a finding is about, its sides first."""
    rows = store.rows(
        "SELECT r.record_type, r.record_id, r.title FROM corpus.facts f JOIN corpus.records r "
        "ON f.value = r.record_type || '/' || r.record_id "
        "WHERE f.field = 'record' AND f.record = ? ORDER BY r.position",
        (position,),
    )
    rows.sort(key=lambda row: sides.index(key) if (key := (row[0], row[1])) in sides else 2)
    return [
        Field(
            type_,
            title,
            "own",
            None,
            ((type_, id_),),
            tuple(each for each in passages if each.key == (type_, id_)),
        )
        for type_, id_, title in rows
    ]

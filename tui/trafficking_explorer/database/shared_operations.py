"""Agencies that took part in the same operations."""

from dataclasses import dataclass

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Name
from trafficking_explorer.database.sql_text import SqlCondition

MOST_AGENCIES = 40
_NOT_TAKING_PART = ("published_by", "presented_by", "targets")
"""Relations between an operation and an agency that is not at work in it."""


@dataclass(frozen=True, slots=True)
class SharedOperations:
    """Agencies and the operations that each took part in.

    Attributes:
        agencies: those that took part in an operation, the most operations first.
        operations: the operations that each took part in, in the same order.
        beyond: agencies that are left out.
        without: agencies that fit and took part in no operation on record.
    """

    agencies: tuple[Name, ...]
    operations: tuple[tuple[Name, ...], ...]
    beyond: int
    without: int

    def of_both(self, one: int, other: int) -> tuple[Name, ...]:
        """The operations that two agencies share, or those of one if they are the same."""
        theirs = set(self.operations[other])
        return tuple(each for each in self.operations[one] if each in theirs)


def shared_operations(store: Store, where: SqlCondition) -> SharedOperations:
    """The agencies that fit a filter, with their operations.

    Raises:
        QueryInterrupted, StoreDamaged, StoreError: as `Store.rows`.
    """
    rows = store.rows(
        "WITH fitting AS (SELECT r.record_id, r.title, r.subtitle, r.position FROM corpus.records r "
        f"WHERE r.record_type = 'agency' AND ({where.sql})), "
        "parts AS (SELECT target_id AS agency, record_id AS operation, relation FROM corpus.links "
        "WHERE record_type = 'operation' AND target_type = 'agency' UNION "
        "SELECT record_id, target_id, relation FROM corpus.links "
        "WHERE record_type = 'agency' AND target_type = 'operation') "
        "SELECT f.record_id, f.title, f.subtitle, "
        "list(DISTINCT {'id': o.record_id, 'title': o.title, 'subtitle': o.subtitle, 'at': o.position}) "
        "FILTER (o.record_id IS NOT NULL) AS operations FROM fitting f "
        "LEFT JOIN parts p ON p.agency = f.record_id "
        "AND p.relation NOT IN (SELECT unnest(?::VARCHAR[])) "
        "LEFT JOIN corpus.records o ON o.record_type = 'operation' AND o.record_id = p.operation "
        "GROUP BY f.record_id, f.title, f.subtitle, f.position "
        "ORDER BY len(coalesce(operations, [])) DESC, f.position",
        (*where.params, list(_NOT_TAKING_PART)),
    )
    taking_part = [row for row in rows if row[3]]
    shown = taking_part[:MOST_AGENCIES]
    return SharedOperations(
        tuple(Name("agency", id_, title, subtitle) for id_, title, subtitle, _ in shown),
        tuple(
            tuple(
                Name("operation", each["id"], each["title"], each["subtitle"])
                for each in sorted(operations, key=lambda each: int(each["at"]))
            )
            for *_, operations in shown
        ),
        len(taking_part) - len(shown),
        len(rows) - len(taking_part),
    )

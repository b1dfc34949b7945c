"""The passages behind a cell of a pane's table."""

from typing import Any

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import PASSAGE_COLUMNS, Key, Passage
from trafficking_explorer.database.views import ViewColumn

_CLAIM_FIELDS = ("value_text", "value", "record")
"""The fields of a statistic whose passage has its figure, the closest one first."""
_MOST = 200
"""Passages of one cell."""


def cell_passages(store: Store, column: ViewColumn, key: Key) -> tuple[Passage, ...]:
    """The passages of a record that support what a column shows of it; empty if none do.

    Those of figures are the claims of its texts: whole before part, the largest first, one passage each.
    """
    if column.measures:
        return _claims(store, column.measures, key)
    if not column.fields:
        return ()
    rows = store.rows(
        f"SELECT {PASSAGE_COLUMNS} FROM corpus.evidence e WHERE e.record = "
        "(SELECT position FROM corpus.records WHERE record_type = ? AND record_id = ?) "
        "AND split_part(e.field, ':', 1) IN (SELECT unnest(?::VARCHAR[])) "
        "ORDER BY list_position(?::VARCHAR[], split_part(e.field, ':', 1)), e.evidence_id LIMIT ?",
        (*key, list(column.fields), list(column.fields), _MOST),
    )
    return _distinct(rows)


def _claims(store: Store, measures: tuple[str, ...], key: Key) -> tuple[Passage, ...]:
    """The passages of the figures of an operation that are of some measures."""
    rows = store.rows(
        f"""
        WITH claims AS (
            SELECT r.position, s.part_of IS NOT NULL AS is_part, s.value, s.display
            FROM corpus.statistics s JOIN corpus.records r
                ON r.record_type = 'statistic' AND r.record_id = s.statistic_id
            WHERE s.operation_id = ? AND s.scope = 'operation'
                AND s.measure IN (SELECT unnest(?::VARCHAR[]))
                AND (s.value IS NOT NULL OR s.qualifier <> 'unspecified')
        )
        SELECT {PASSAGE_COLUMNS} FROM claims c JOIN corpus.evidence e ON e.record = c.position
        WHERE e.field IN (SELECT unnest(?::VARCHAR[]))
        QUALIFY row_number() OVER (
            PARTITION BY c.position ORDER BY list_position(?::VARCHAR[], e.field), e.evidence_id
        ) = 1
        ORDER BY c.is_part, c.value DESC NULLS LAST, c.display, c.position LIMIT ?
        """,
        (key[1], list(measures), list(_CLAIM_FIELDS), list(_CLAIM_FIELDS), _MOST),
    )
    return _distinct(rows)


def _distinct(rows: list[tuple[Any, ...]]) -> tuple[Passage, ...]:
    """Passages in their order, each place once."""
    found: dict[tuple[str, int, int], Passage] = {}
    for row in rows:
        passage = Passage(*row)
        found.setdefault(passage.place, passage)
    return tuple(found.values())

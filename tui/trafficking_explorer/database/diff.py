"""What differs between two states of a corpus, record by record."""

from trafficking_explorer.database.connection import Store

_MOST_RECORDS = 20_000
"""Of more records it is not worth the wait of other threads to say how many have changed."""
_STATES = """
    SELECT record_type, record_id, sum(state) FROM (
        SELECT record_type, record_id, hash(title, subtitle, search_text) AS state
        FROM corpus.records
        UNION ALL
        SELECT record_type, record_id, hash(field, value, basis, reason) FROM corpus.fields
        UNION ALL
        SELECT record_type, record_id, hash(field, source_id, exact, prefix, suffix)
        FROM corpus.evidence
        UNION ALL
        SELECT record_type, record_id, hash(relation, target_type, target_id, role)
        FROM corpus.links
        UNION ALL
        SELECT 'source', source_id, hash(text) FROM corpus.sources
    ) GROUP BY record_type, record_id
"""


def count_changed(before: Store, after: Store) -> int | None:
    """How many records were added, removed or changed; None where there are too many to compare.

    Where in its file a record stands, and where in its text a passage does, is no part of it.

    Raises:
        StoreDamaged, StoreError: as `Store.rows`.
    """
    states: list[dict[tuple[str, str], object]] = []
    for store in (before, after):
        if store.rows("SELECT count(*) FROM corpus.records")[0][0] > _MOST_RECORDS:
            return None
        states.append({(type_, id_): state for type_, id_, state in store.rows(_STATES)})
    old, new = states
    return sum(old.get(key) != new.get(key) for key in old.keys() | new.keys())

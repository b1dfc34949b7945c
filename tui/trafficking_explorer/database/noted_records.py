"""Titles of the records and findings that have notes, and the new ids of renamed ones."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

Key = tuple[str, str]
"""Type and id of a record, or of a finding."""

_TITLES = """
SELECT a.record_type, a.record_id, a.title
FROM (
    SELECT record_type, record_id, title FROM corpus.records
    UNION ALL SELECT 'finding', finding_id, message FROM corpus.findings
) a
JOIN (
    SELECT DISTINCT unnest(?::VARCHAR[]) AS record_type, unnest(?::VARCHAR[]) AS {by}
) w USING (record_type, {by})
"""


def noted_titles(store: "Store", keys: Iterable[Key]) -> dict[Key, str]:
    """The titles of records and findings; those that the corpus does not have are left out."""
    asked = tuple(keys)
    if not asked:
        return {}
    types, ids = zip(*asked, strict=True)
    rows = store.rows(_TITLES.format(by="record_id"), (list(types), list(ids)))
    return {(type_, id_): title or "" for type_, id_, title in rows}


def renamed_records(store: "Store", gone: Iterable[tuple[Key, str]]) -> dict[Key, Key]:
    """The records that are probably those that are gone, under a new id.

    Args:
        gone: the keys that the corpus no longer has, each with the title that the record had.

    Returns:
        For a key the only record of its kind that has just this title, if there is one.
    """
    asked = tuple((key, title) for key, title in gone if title)
    if not asked:
        return {}
    types, titles = [key[0] for key, _ in asked], [title for _, title in asked]
    found: dict[Key, list[Key]] = {}
    for type_, id_, title in store.rows(_TITLES.format(by="title"), (types, titles)):
        found.setdefault((type_, title), []).append((type_, id_))
    heirs = {key: found.get((key[0], title), []) for key, title in asked}
    return {key: records[0] for key, records in heirs.items() if len(records) == 1}

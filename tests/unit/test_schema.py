"""Every table and column of the contract. A failure here is a breaking change for scripts."""

from typing import Any

import pytest

from trafficking_explorer.store.connection import Store
from trafficking_explorer.store.schema import BY_NAME, SCHEMA_VERSION, TABLE_OF, TABLES, id_column

CONTRACT = {
    "sources": [
        "source_id VARCHAR",
        "title VARCHAR",
        "publisher VARCHAR",
        "author VARCHAR",
        "language VARCHAR",
        "url VARCHAR",
        "path VARCHAR",
        "sha256 VARCHAR",
        "published_edtf VARCHAR",
        "published_from DATE",
        "published_to DATE",
        "published_basis VARCHAR",
        "rights VARCHAR",
        "body_start INTEGER",
        "body_end INTEGER",
        "text VARCHAR",
        "word_count INTEGER",
    ],
    "operations": [
        "operation_id VARCHAR",
        "name VARCHAR",
        "aliases VARCHAR[]",
        "kind VARCHAR",
        "summary VARCHAR",
        "date_edtf VARCHAR",
        "date_from DATE",
        "date_to DATE",
        "date_basis VARCHAR",
        "date_note VARCHAR",
        "country_codes VARCHAR[]",
        "regions VARCHAR[]",
        "forms VARCHAR[]",
    ],
    "agencies": [
        "agency_id VARCHAR",
        "name VARCHAR",
        "acronym VARCHAR",
        "aliases VARCHAR[]",
        "kind VARCHAR",
        "parent_id VARCHAR",
        "country_code VARCHAR",
        "summary VARCHAR",
    ],
    "people": [
        "person_id VARCHAR",
        "name VARCHAR",
        "aliases VARCHAR[]",
        "role VARCHAR",
        "agency_id VARCHAR",
    ],
    "quotes": [
        "quote_id VARCHAR",
        "text VARCHAR",
        "speaker_id VARCHAR",
        "speaker VARCHAR",
        "speaker_role VARCHAR",
        "agency_id VARCHAR",
        "operation_id VARCHAR",
        "language VARCHAR",
        "source_id VARCHAR",
    ],
    "statistics": [
        "statistic_id VARCHAR",
        "label VARCHAR",
        "measure VARCHAR",
        "value DOUBLE",
        "value_to DOUBLE",
        "value_text VARCHAR",
        "unit VARCHAR",
        "qualifier VARCHAR",
        "population VARCHAR",
        "place VARCHAR",
        "country_code VARCHAR",
        "period_edtf VARCHAR",
        "period_from DATE",
        "period_to DATE",
        "attributed_to VARCHAR",
        "operation_id VARCHAR",
        "scope VARCHAR",
        "part_of VARCHAR",
        "source_id VARCHAR",
    ],
    "tools": [
        "tool_id VARCHAR",
        "name VARCHAR",
        "aliases VARCHAR[]",
        "kind VARCHAR",
        "operator_id VARCHAR",
        "summary VARCHAR",
    ],
    "forms": [
        "form_id VARCHAR",
        "name VARCHAR",
        "definition VARCHAR",
        "vocabulary VARCHAR",
        "code VARCHAR",
    ],
    "places": ["place_id VARCHAR", "name VARCHAR", "kind VARCHAR", "country_code VARCHAR"],
    "cases": ["case_id VARCHAR", "summary VARCHAR", "operation_id VARCHAR", "source_id VARCHAR"],
    "events": [
        "event_id VARCHAR",
        "name VARCHAR",
        "kind VARCHAR",
        "date_edtf VARCHAR",
        "date_from DATE",
        "date_to DATE",
        "date_basis VARCHAR",
        "place VARCHAR",
    ],
    "links": [
        "record_type VARCHAR",
        "record_id VARCHAR",
        "relation VARCHAR",
        "target_type VARCHAR",
        "target_id VARCHAR",
        "role VARCHAR",
    ],
    "evidence": [
        "evidence_id INTEGER",
        "record_type VARCHAR",
        "record_id VARCHAR",
        "field VARCHAR",
        "source_id VARCHAR",
        "start_char INTEGER",
        "end_char INTEGER",
        "exact VARCHAR",
        "prefix VARCHAR",
        "suffix VARCHAR",
        "line INTEGER",
    ],
    "findings": [
        "finding_id VARCHAR",
        "rule VARCHAR",
        "severity VARCHAR",
        "message VARCHAR",
        "record_type VARCHAR",
        "record_id VARCHAR",
        "other_type VARCHAR",
        "other_id VARCHAR",
    ],
    "records": [
        "record_type VARCHAR",
        "record_id VARCHAR",
        "title VARCHAR",
        "subtitle VARCHAR",
        "search_text VARCHAR",
    ],
    "notes": [
        "record_type VARCHAR",
        "record_id VARCHAR",
        "body VARCHAR",
        "created_at TIMESTAMP",
        "updated_at TIMESTAMP",
        "file VARCHAR",
    ],
    "meta": ["key VARCHAR", "value VARCHAR"],
}
KINDS = [
    "source",
    "operation",
    "agency",
    "person",
    "quote",
    "statistic",
    "tool",
    "form",
    "place",
    "case",
    "event",
]


def columns(store: Store, catalog: str, table: str) -> list[str]:
    rows: list[Any] = store.rows(
        "SELECT column_name || ' ' || data_type FROM duckdb_columns() "
        "WHERE database_name = ? AND schema_name = 'main' AND table_name = ? ORDER BY column_index",
        (catalog, table),
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize("table", CONTRACT)
@pytest.mark.parametrize("catalog", ["memory", "corpus"])
def test_a_table_begins_with_the_columns_of_the_contract(
    store: Store, catalog: str, table: str
) -> None:
    """In their order and of their types, in the default schema; more may follow."""
    promised = CONTRACT[table]
    assert columns(store, catalog, table)[: len(promised)] == promised


def test_the_definitions_are_what_is_built(store: Store) -> None:
    """Table by table and column by column, each with its meaning."""
    for table in TABLES:
        defined = [f"{column.name} {column.type}" for column in table.columns]
        assert columns(store, "corpus", table.name) == defined
        assert len({column.name for column in table.columns}) == len(table.columns)
        assert table.comment
        assert all(column.comment for column in table.columns)
    comments = store.rows(
        "SELECT comment FROM duckdb_columns() WHERE database_name = 'corpus' "
        "AND table_name = 'statistics' AND column_name = 'value'"
    )
    assert comments == [("NULL where the text gives none",)]


def test_every_kind_has_its_table() -> None:
    """And an id column that bears its name, first."""
    assert list(TABLE_OF) == KINDS
    for kind, table in TABLE_OF.items():
        assert BY_NAME[table].columns[0].name == id_column(kind) == f"{kind}_id"


def test_meta_says_what_this_store_is(store: Store) -> None:
    """Schema version, fingerprint, program version and when it was built."""
    meta = dict(store.rows("SELECT key, value FROM corpus.meta"))
    assert {"schema_version", "fingerprint", "program_version", "built_at"} <= set(meta)
    assert meta["schema_version"] == str(SCHEMA_VERSION)

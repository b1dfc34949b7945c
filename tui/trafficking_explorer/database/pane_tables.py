"""The rows of the panes, made once at the end of a build: what they show, and ranks to sort by.

A pane then reads a page of a plain table by position; sorting a million rows by three columns
compares whole numbers.
"""

from collections.abc import Iterable

import duckdb

from trafficking_explorer.database.views import View


def list_table(view: View) -> str:
    """The table that holds a view's rows."""
    return f"listed_{view.name}"


def write_lists(connection: duckdb.DuckDBPyConnection, views: Iterable[View]) -> None:
    """Make the table of each view from the tables of the schema, which lie in `corpus`.

    Columns: position, record_type, record_id; for each column of the view its key (as shown) and
    `<key>_rank`: where its value stands among all, from 1, equal values alike; NULL for none.
    """
    for view in views:
        values = ", ".join(
            f'CAST({column.sql} AS VARCHAR) AS "{column.key}", {column.sort} AS "{column.key}_sort"'
            for column in view.columns
        )
        shown = ", ".join(
            f'"{column.key}", CAST(CASE WHEN "{column.key}_sort" IS NOT NULL THEN '
            f'dense_rank() OVER (ORDER BY "{column.key}_sort") END AS INTEGER) '
            f'AS "{column.key}_rank"'
            for column in view.columns
        )
        types = ", ".join(f"'{type_}'" for type_ in view.record_types)
        connection.execute(
            f"CREATE TABLE {list_table(view)} AS SELECT position, record_type, record_id, {shown} "
            f"FROM (SELECT r.position, r.record_type, r.record_id, {values} FROM {view.tables} "
            f"WHERE r.record_type IN ({types})) ORDER BY position"
        )

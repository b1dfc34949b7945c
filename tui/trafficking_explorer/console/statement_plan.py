"""What DuckDB would do for a statement, asked of its plan. Asking does nothing of it."""

import re
from collections.abc import Mapping

import duckdb

from trafficking_explorer.console.error_messages import as_query_error

_COPIES = re.compile(r'"name": "\w*COPY')
"""An operator that writes a file. In a name of the reader's the quotation mark is escaped."""


def writes_files(
    cursor: duckdb.DuckDBPyConnection, statement: str, params: Mapping[str, object]
) -> bool:
    """Whether a statement would write a file, if only in a part of it.

    Raises:
        QueryError: DuckDB has no plan for it, and could not run it either.
    """
    try:
        plans = cursor.execute(f"EXPLAIN (FORMAT json)\n{statement}", dict(params) or None)
        return any(_COPIES.search(plan) for _, plan in plans.fetchall())
    except duckdb.Error as error:
        raise as_query_error(error) from error

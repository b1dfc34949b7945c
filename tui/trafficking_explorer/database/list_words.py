"""Words for the cells of lists that no expression over the tables makes: temporary tables of a build.

`temp.short_dates` has each date of the corpus in words, `temp.figures_KEY` the figures of each operation.
"""

import duckdb

from trafficking_explorer.database.operation_figures import MEASURES, figures_query
from trafficking_explorer.text.short_dates import short_date

_DATES = """
    SELECT DISTINCT edtf FROM (
        SELECT date_edtf AS edtf FROM corpus.operations UNION ALL
        SELECT period_edtf FROM corpus.statistics UNION ALL
        SELECT published_edtf FROM corpus.sources
    ) WHERE edtf IS NOT NULL
"""


def make_dates(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of dates: `edtf` and `words`."""
    connection.execute("CREATE OR REPLACE TEMP TABLE short_dates (edtf VARCHAR, words VARCHAR)")
    dates = [edtf for (edtf,) in connection.execute(_DATES).fetchall()]
    connection.execute(
        "INSERT INTO temp.short_dates SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
        [dates, [short_date(edtf) for edtf in dates]],
    )


def drop_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove the temporary tables: readers at the console must not meet them."""
    for name in ("short_dates", *(f"figures_{key}" for key in MEASURES)):
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def make_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of figures: `operation_id` and `words`; the findings have to be there."""
    for key in MEASURES:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE figures_{key} AS {figures_query(key)}")

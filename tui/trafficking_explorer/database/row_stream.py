"""All rows of a pane that fit its filter, read once from the first to the last: for exports."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import duckdb

from trafficking_explorer.database.connection import Store, as_store_error
from trafficking_explorer.database.read_models import Sort
from trafficking_explorer.database.row_reader import ordering
from trafficking_explorer.database.sql_text import SqlCondition, quote_name
from trafficking_explorer.database.views import View, searched_table

if TYPE_CHECKING:
    import pyarrow as pa

RECORD = "Record"
"""The last column, after those on screen: type and id of the record, as `show` takes them."""
_BATCH_ROWS = 2_048


class RowStream:
    """The rows of a pane in its order, as text. They are read while they are written, not before.

    Rows come once, in order, either by `values` or by `batches`; all in one thread but `stop`.
    """

    def __init__(
        self, store: Store, view: View, where: SqlCondition, sort: Sort, keys: Sequence[str]
    ) -> None:
        """Count the rows.

        Args:
            sort: keys of columns and whether descending, the most important first.
            keys: the columns, from left to right.

        Raises:
            QueryInterrupted, StoreDamaged, StoreError: as `Store.rows`.
        """
        self.columns = (*(view.column(key).title for key in keys), RECORD)
        table = f"corpus.{view.table}"
        fits = "TRUE"
        params: list[object] = []
        if where.sql != "TRUE":
            asked = f"corpus.{searched_table(view.record_types)}"
            fits = f"l.position IN (SELECT r.position FROM {asked} r WHERE {where.sql})"
            params = list(where.params)
        cells = ", ".join(
            f"l.{quote_name(key)} AS {quote_name(title)}"
            for key, title in zip(keys, self.columns, strict=False)
        )
        self._sql = (
            f"SELECT {cells}, l.record_type || '/' || l.record_id AS {quote_name(RECORD)} "
            f"FROM {table} l WHERE {fits} ORDER BY {ordering(sort)}"
        )
        self._params = params
        self._cursor = store.new_cursor()
        self._cursor.execute("USE corpus.main")
        try:
            counted = self._cursor.execute(f"SELECT count(*) FROM {table} l WHERE {fits}", params)
            ((self.rows,),) = counted.fetchall()
        except duckdb.Error as error:
            raise as_store_error(error) from error

    def values(self, start: int, count: int) -> list[tuple[Any, ...]]:
        """The next rows.

        Args:
            start: the number of rows that were read.

        Raises:
            QueryInterrupted, StoreDamaged, StoreError: as `Store.rows`.
        """
        try:
            if start == 0:
                self._cursor.execute(self._sql, self._params)
            return self._cursor.fetchmany(count) if count else []
        except duckdb.Error as error:
            raise as_store_error(error) from error

    def batches(self) -> "Iterator[pa.RecordBatch]":
        """The same rows as Arrow record batches, one at least.

        Raises:
            QueryInterrupted, StoreDamaged, StoreError: as `Store.rows`.
        """
        import pyarrow as pa  # Few exports need it.

        try:
            relation = self._cursor.sql(self._sql, params=self._params)
            with relation.to_arrow_reader(_BATCH_ROWS) as reader:
                yield pa.RecordBatch.from_pylist([], schema=reader.schema)
                yield from reader
        except (duckdb.Error, pa.ArrowException) as error:
            if isinstance(error, duckdb.Error):
                raise as_store_error(error) from error
            raise as_store_error(_of_arrow(error)) from error

    def stop(self) -> None:
        """Interrupt the reading; from any thread."""
        self._cursor.interrupt()

    def close(self) -> None:
        """Free what has been read."""
        self._cursor.close()


def _of_arrow(error: Exception) -> duckdb.Error:
    """An error of DuckDB that Arrow has passed on, as DuckDB's own."""
    if "INTERRUPT" in str(error).upper():
        return duckdb.InterruptException(str(error))
    return duckdb.Error(str(error))

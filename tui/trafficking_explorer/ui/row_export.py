"""The rows of a pane for an export, opened in the thread that writes them."""

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Sort
from trafficking_explorer.database.row_stream import RowStream
from trafficking_explorer.database.views import View
from trafficking_explorer.export.write_result import Batches, RowSource
from trafficking_explorer.findings.queries import without_routine
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.sql_compiler import check_regexes, compile_filter


class PaneRows:
    """All rows that fit a filter, in an order, with the columns on screen."""

    is_gone = False

    def __init__(
        self,
        store: Store,
        view: View,
        tree: And,
        sort: Sort,
        keys: tuple[str, ...],
        *,
        folded: bool = False,
    ) -> None:
        """Count the rows.

        Args:
            keys: of the columns, from left to right.
            folded: leave out the routine notes among findings.
        """
        check_regexes(store, tree)
        where = compile_filter(tree)
        if folded:
            where = without_routine(where)
        self._stream = RowStream(store, view, where, sort, keys)

    @property
    def columns(self) -> tuple[str, ...]:
        """The titles of the columns."""
        return self._stream.columns

    @property
    def source(self) -> RowSource:
        """The rows."""
        return self._stream

    @property
    def batches(self) -> Batches:
        """Gives the same rows as Arrow record batches."""
        return self._stream.batches

    def texts(self, count: int) -> list[tuple[str | None, ...]]:
        """The first rows."""
        return self._stream.values(0, count)

    def stop(self) -> None:
        """Interrupt the reading."""
        self._stream.stop()

    def close(self) -> None:
        """Free what has been read."""
        self._stream.close()

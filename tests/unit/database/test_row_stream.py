"""All rows of a pane, as an export reads them."""

import threading

import pytest

from tests.row_helpers import rows
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Sort
from trafficking_explorer.database.row_stream import RECORD, RowStream
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.errors import QueryInterrupted
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter

OPERATIONS = VIEWS["operations"]


def read(stream: RowStream, page: int) -> list[tuple[str | None, ...]]:
    """All rows, a page at a time."""
    found: list[tuple[str | None, ...]] = []
    while len(found) < stream.rows:
        found += stream.values(len(found), page)
    return found


@pytest.mark.parametrize("name", sorted(VIEWS))
@pytest.mark.parametrize("down", [None, False, True])
def test_it_has_the_rows_of_the_table(small: Store, name: str, down: bool | None) -> None:
    """In every pane and order, with each cell as it is shown, and the record last."""
    view = VIEWS[name]
    keys = [column.key for column in view.columns]
    sort: Sort = () if down is None else ((keys[0], down), (keys[-1], True))
    stream = RowStream(small, view, SqlCondition(), sort, keys)
    wanted = [(*row.cells, "/".join(row.key)) for row in rows(small, view, None, sort)]
    assert read(stream, 2) == wanted
    assert stream.rows == len(wanted)


def test_only_the_columns_on_screen_and_the_rows_that_fit(small: Store) -> None:
    """In the order of the columns on screen; values of the filter are parameters."""
    where = compile_filter(parse_filter("sun or amber"))
    stream = RowStream(small, OPERATIONS, where, (("name", True),), ["rescued", "name"])
    assert stream.columns == ("Rescued", "Operation", RECORD)
    wanted = rows(small, OPERATIONS, where, (("name", True),))
    assert [row[2] for row in read(stream, 1)] == ["/".join(row.key) for row in wanted]
    assert len(wanted) == 2
    nothing = RowStream(small, OPERATIONS, SqlCondition("FALSE"), (), ["name"])
    assert (nothing.rows, nothing.values(0, 0)) == (0, [])


def test_batches_are_the_same_rows(small: Store) -> None:
    """With the names of the columns, also without rows."""
    stream = RowStream(small, OPERATIONS, SqlCondition(), (), ["name", "date"])
    found = [row for batch in stream.batches() for row in batch.to_pylist()]
    again = RowStream(small, OPERATIONS, SqlCondition(), (), ["name", "date"])
    assert [tuple(row.values()) for row in found] == read(again, 9)
    nothing = RowStream(small, OPERATIONS, SqlCondition("FALSE"), (), ["name"])
    (batch, *_) = nothing.batches()
    assert batch.schema.names == ["Operation", RECORD]


def test_it_can_be_stopped(small: Store) -> None:
    """An interrupted query is told apart from a damaged store."""
    slow = "(SELECT count(*) FROM range(3000000000) t(i) WHERE hash(i) % 7 = r.position % 7) > 0"
    found = RowStream(small, OPERATIONS, SqlCondition(), (), ["name"])
    found._sql = f"SELECT 1 FROM corpus.records r WHERE {slow}"
    timer = threading.Timer(0.2, found.stop)
    timer.start()
    with pytest.raises(QueryInterrupted):
        found.values(0, 1)
    timer.join()

"""The rows of a pane, all at once: what its pages come to."""

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Listing, ListRow, Sort
from trafficking_explorer.database.row_reader import RowReader
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import View


def listing(
    store: Store, view: View, where: SqlCondition | None = None, sort: Sort = ()
) -> Listing:
    """The last answer to a question, which knows its count."""
    reader = RowReader(store, view)
    *_, last = reader.answer(reader.begin(), where or SqlCondition(), sort)
    return last


def rows(
    store: Store, view: View, where: SqlCondition | None = None, sort: Sort = ()
) -> tuple[ListRow, ...]:
    """Every row of a question's answer, read page by page."""
    reader = RowReader(store, view)
    number = reader.begin()
    *_, last = reader.answer(number, where or SqlCondition(), sort)
    found: list[ListRow] = []
    while page := reader.page(number, len(found), reader.page_rows):
        found += page
    assert last.count == len(found)
    return tuple(found)

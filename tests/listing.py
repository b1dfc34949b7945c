"""The rows of a pane, all at once: what its pages come to."""

from trafficking_explorer.store.answers import Listing, ListRow, Sort
from trafficking_explorer.store.connection import Store
from trafficking_explorer.store.paging import ListReader
from trafficking_explorer.store.views import View
from trafficking_explorer.store.where import Where


def listing(store: Store, view: View, where: Where | None = None, sort: Sort = ()) -> Listing:
    """The last answer to a question, which knows its count."""
    reader = ListReader(store, view)
    *_, last = reader.answer(reader.begin(), where or Where(), sort)
    return last


def rows(
    store: Store, view: View, where: Where | None = None, sort: Sort = ()
) -> tuple[ListRow, ...]:
    """Every row of a question's answer, read page by page."""
    reader = ListReader(store, view)
    number = reader.begin()
    *_, last = reader.answer(number, where or Where(), sort)
    found: list[ListRow] = []
    while page := reader.page(number, len(found), reader.page_rows):
        found += page
    assert last.count == len(found)
    return tuple(found)

"""The rows of one pane, page by page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.row_helpers import listing, rows
from tests.tiny_corpus import ids
from trafficking_explorer.database import row_reader as paging
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import ListRow, Sort
from trafficking_explorer.database.row_reader import RowReader
from trafficking_explorer.database.signs import SIGNS
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import VIEWS, View, ViewColumn, searched_table
from trafficking_explorer.errors import QueryInterrupted
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.text.folding import fold
from trafficking_explorer.text.months import MONTH_NUMBERS
from trafficking_explorer.workspace.opening import open_with_findings

STATISTICS = VIEWS["statistics"]
TINY = Path(__file__).parents[2] / "panes" / "tiny"


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> int:
    """Pages so short that the bundled corpus has many of them."""
    monkeypatch.setattr(paging, "PAGE_ROWS", 7)
    monkeypatch.setattr(paging, "WRAPPED_ROWS", 5)
    return 7


def test_a_listing_has_the_rows_of_its_pane(small: Store) -> None:
    """In reading order, one cell a column, and the number of all."""
    view = VIEWS["operations"]
    found = listing(small, view)
    assert (ids(found.rows), found.count, found.total) == (["sun", "amber", "zulu"], 3, 3)
    assert all(len(row.cells) == len(view.columns) for row in found.rows)
    cells = dict(zip((column.key for column in view.columns), found.rows[0].cells, strict=True))
    assert cells["name"] == "Operation Sun"
    assert cells["date"] == "Mar 2016"
    assert cells["rescued"] == "nearly 500"
    assert cells["sign"] is None, "the store has no findings"
    assert cells["arrests"] is None
    assert cells["sources"] == "s"


def test_a_listing_may_be_narrowed(small: Store) -> None:
    """By any condition on records; the number of all stays."""
    where = SqlCondition("r.record_id = ? OR contains(r.search_text, ?)", ("amber", "march"))
    found = listing(small, VIEWS["operations"], where)
    assert (ids(found.rows), found.count, found.total) == (["sun", "amber"], 2, 3)
    nothing = listing(small, VIEWS["operations"], SqlCondition("FALSE"))
    assert (nothing.rows, nothing.count) == ((), 0)


@pytest.mark.parametrize(
    ("order", "descending", "found"),
    [
        ("rescued", False, ["amber", "sun", "zulu"]),
        ("rescued", True, ["sun", "amber", "zulu"]),
        ("date", False, ["sun", "amber", "zulu"]),
        ("date", True, ["sun", "amber", "zulu"]),
        ("sources", False, ["sun", "amber", "zulu"]),
    ],
)
def test_a_listing_may_be_sorted(
    small: Store, order: str, found: list[str], *, descending: bool
) -> None:
    """By what a column means, not by how it looks; blanks last, ties in reading order."""
    assert ids(listing(small, VIEWS["operations"], sort=((order, descending),)).rows) == found


def weight(column: ViewColumn, cell: str | None) -> float | str | None:
    """The rank of a cell among those of its column, told from the words in it."""
    if cell is None:
        return None
    if column.numeric:
        numbers = [float(number.replace(",", "")) for number in re.findall(r"[\d,.]+", cell)]
        return max(numbers, default=None)
    if column.is_sign:
        return [sign.text for sign in SIGNS].index(cell)
    if column.newest_first:
        month, year = re.findall(r"([A-Z][a-z]{2})?(?:–[A-Z][a-z]{2})? ?(\d{4})", cell)[0]
        return int(year) * 100 + MONTH_NUMBERS.get(month, 0)
    if column.key == "severity":
        return ("error", "doubt", "note").index(cell)
    return fold(cell)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The corpus of the panes, whose cells are simple enough to be sorted by their words."""
    opened = open_with_findings(locate_store(TINY, tmp_path_factory.mktemp("tiny")))
    yield opened
    opened.close()


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_columns_sort_by_the_words_in_them(tiny: Store, view: View) -> None:
    """Up and down, with blanks last either way."""
    for index, column in enumerate(view.columns):
        for descending in (False, True):
            found = rows(tiny, view, sort=((column.key, descending),))
            weights = [weight(column, row.cells[index]) for row in found]
            known = [each for each in weights if each is not None]
            assert weights[: len(known)] == known
            assert known == sorted(known, reverse=descending), (column.key, descending)


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_every_column_of_every_pane_sorts(store: Store, view: View) -> None:
    """Both ways, and no row is lost; the rows are all records of its kinds."""
    everything = sorted(ids(rows(store, view)))
    known = store.rows(
        f"SELECT record_id FROM corpus.{searched_table(view.record_types)} "
        "WHERE record_type IN (SELECT unnest(?))",
        (list(view.record_types),),
    )
    assert everything == sorted(row[0] for row in known)
    for column in view.columns:
        for descending in (False, True):
            assert sorted(ids(rows(store, view, sort=((column.key, descending),)))) == everything


def ranked(
    found: tuple[ListRow, ...], ranks: dict[int, tuple[int | None, ...]], sort: Sort
) -> list[int]:
    """Positions of rows in an order, worked out without the database."""
    keys = [column.key for column in STATISTICS.columns]

    def weight(position: int) -> tuple[object, ...]:
        parts: list[object] = []
        for key, descending in sort:
            rank = ranks[position][keys.index(key)]
            parts += [rank is None, 0 if rank is None else -rank if descending else rank]
        return (*parts, position)

    return sorted((row.position for row in found), key=weight)


@pytest.mark.usefixtures("short_pages")
def test_several_keys_in_their_order(store: Store) -> None:
    """The first counts most, blanks last either way, ties as the pane has them."""
    columns = ", ".join(f'"{column.key}_rank"' for column in STATISTICS.columns)
    ranks = {
        position: tuple(values)
        for position, *values in store.rows(
            f"SELECT position, {columns} FROM corpus.listed_statistics"
        )
    }
    everything = rows(store, STATISTICS)
    sorts: tuple[Sort, ...] = (
        (("measure", False), ("value", True)),
        (("operation", True), ("measure", False), ("value", False)),
        (("period", True), ("sources", True), ("label", False)),
    )
    for sort in sorts:
        found = [row.position for row in rows(store, STATISTICS, sort=sort)]
        assert found == ranked(everything, ranks, sort)
        half = SqlCondition("r.position % 2 = ?", (0,))
        narrowed = [row.position for row in rows(store, STATISTICS, half, sort)]
        assert narrowed == [position for position in found if position % 2 == 0]


@settings(max_examples=25)
@given(
    st.data(),
    st.integers(min_value=1, max_value=7),
    st.sampled_from([(), (("value", True),), (("measure", False), ("label", True))]),
)
def test_any_page_is_a_slice_of_all(store: Store, data: st.DataObject, by: int, sort: Sort) -> None:
    """Whatever is asked, with whatever filter and order."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "PAGE_ROWS", 7)
        where = SqlCondition("r.position % ? = 0", (by,)) if by > 1 else SqlCondition()
        everything = rows(store, STATISTICS, where, sort)
        reader = RowReader(store, STATISTICS)
        number = reader.begin()
        keep = data.draw(st.sampled_from(everything))
        *_, last = reader.answer(number, where, sort, keep)
        assert last.count == len(everything)
        assert last.at is not None
        assert everything[last.at] == keep
        assert last.rows == everything[last.first : last.first + len(last.rows)]
        assert last.first <= last.at < last.first + len(last.rows)
        first = data.draw(st.integers(min_value=0, max_value=len(everything)))
        count = data.draw(st.integers(min_value=1, max_value=20))
        assert reader.page(number, first, count) == everything[first : first + count]


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize(
    "line",
    ["country:mali", "source:002", "is:resolved", "~rescud", "-source:000", "year:2010.. or e"],
)
def test_rows_stand_in_the_order_of_the_pane(store: Store, line: str) -> None:
    """Whatever tables a filter asks, DuckDB joins them as it likes."""
    for view in VIEWS.values():
        found = [row.position for row in rows(store, view, compile_filter(parse_filter(line)))]
        assert found == sorted(found)
        first = listing(store, view, compile_filter(parse_filter(line))).rows
        assert [row.position for row in first] == found[: len(first)]


@pytest.mark.usefixtures("short_pages")
def test_the_first_rows_do_not_wait_for_the_count(store: Store) -> None:
    """They come first, the count follows; where all fit one page, there is one answer."""
    reader = RowReader(store, STATISTICS)
    first, second = reader.answer(reader.begin(), SqlCondition("r.position >= ?", (0,)))
    assert (first.count, len(first.rows), first.first) == (None, 7, 0)
    assert (second.count, second.rows) == (99, first.rows)
    few = list(reader.answer(reader.begin(), SqlCondition("r.record_id = ?", ("nothing",))))
    assert [(each.count, each.rows) for each in few] == [(0, ())]


@pytest.mark.usefixtures("short_pages")
def test_a_record_that_does_not_fit_has_no_place(store: Store) -> None:
    """The rows then begin at the first."""
    reader = RowReader(store, STATISTICS)
    gone = rows(store, STATISTICS)[-1]
    where = SqlCondition("r.position < ?", (gone.position,))
    *_, last = reader.answer(reader.begin(), where, (), gone)
    assert (last.at, last.first) == (None, 0)


def test_older_questions_are_dropped(store: Store) -> None:
    """Neither they nor their pages are answered once a newer one has begun."""
    reader = RowReader(store, STATISTICS)
    old, new = reader.begin(), reader.begin()
    with pytest.raises(QueryInterrupted):
        list(reader.answer(old, SqlCondition()))
    with pytest.raises(QueryInterrupted):
        reader.page(old, 0, 5)
    assert reader.page(new, 0, 5) is None
    list(reader.answer(new, SqlCondition()))
    assert len(reader.page(new, 0, 5) or ()) == 5


def test_readers_do_not_share_their_rows(store: Store) -> None:
    """Two panes, or two explorers, ask at the same time."""
    one, two = RowReader(store, STATISTICS), RowReader(store, STATISTICS)
    numbers = one.begin(), two.begin()
    sort: Sort = (("value", True),)
    one.page_rows = two.page_rows = 7
    *_, first = one.answer(numbers[0], SqlCondition("r.position % 2 = 0"), sort)
    *_, second = two.answer(numbers[1], SqlCondition("r.position % 2 = 1"), sort)
    assert {row.position % 2 for row in one.page(numbers[0], 0, 99) or ()} == {0}
    assert (first.count or 0) + (second.count or 0) == 99


def test_rows_by_position_and_by_id(store: Store) -> None:
    """In the order of the list; records of other panes are not found."""
    reader = RowReader(store, STATISTICS)
    everything = rows(store, STATISTICS)
    wanted = [everything[5].position, everything[2].position]
    assert reader.rows_at(wanted) == (everything[2], everything[5])
    assert reader.find(*everything[9].key) == everything[9]
    assert reader.find("operation", "epervier") is None
    assert reader.find("statistic", "no such") is None

"""An open store: one cursor a thread, interruptible, closed to the world."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.console_helpers import ENDLESS, interrupting
from tests.row_helpers import listing
from trafficking_explorer.database.cache import locate_store, open_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import find_names, summary
from trafficking_explorer.database.tables import table_names
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.errors import QueryInterrupted, StoreDamaged, StoreError
from trafficking_explorer.paths import bundled_corpus


@pytest.fixture
def own(cache: Path) -> Iterator[Store]:
    """A store that a test may spoil."""
    store = open_store(locate_store(bundled_corpus(), cache))
    yield store
    store.close()


def test_values_travel_as_parameters(store: Store) -> None:
    """They are never part of the SQL."""
    hostile = "'; DROP TABLE records; --"
    assert store.rows("SELECT ?", (hostile,)) == [(hostile,)]
    assert store.rows("SELECT 1 WHERE ? = 'a'", ("b",)) == []


def test_a_thread_has_a_cursor_of_its_own(store: Store) -> None:
    """And keeps it; threads do not wait for one another's results."""
    assert store.cursor() is store.cursor()
    with ThreadPoolExecutor(4) as pool:
        barrier = threading.Barrier(4, timeout=300)

        def cursor(_: int) -> int:
            barrier.wait()
            return id(store.cursor())

        assert len({*pool.map(cursor, range(4)), id(store.cursor())}) == 5
        sums = pool.map(
            lambda n: store.rows("SELECT sum(i) FROM range(?) t(i)", (n,)), range(2, 42)
        )
        assert [rows[0][0] for rows in sums] == [n * (n - 1) // 2 for n in range(2, 42)]


def test_a_query_may_be_interrupted(store: Store) -> None:
    """It raises, and the cursor answers the next one."""
    with interrupting(store.cursor().interrupt), pytest.raises(QueryInterrupted):
        store.rows(ENDLESS)
    assert store.rows("SELECT 1") == [(1,)]


def test_what_duckdb_says_becomes_an_error_of_ours(store: Store) -> None:
    """A table that is missing means damage; anything else is said."""
    with pytest.raises(StoreDamaged, match="nope"):
        store.rows("SELECT * FROM corpus.nope")
    with pytest.raises(StoreError, match="the store cannot answer"):
        store.rows("SELECT 1 +")


def test_a_closed_store_says_so(own: Store) -> None:
    """Closing twice is allowed."""
    own.close()
    own.close()
    with pytest.raises(StoreError):
        own.rows("SELECT 1")


def answers(store: Store) -> tuple[object, ...]:
    return (
        summary(store),
        listing(store, VIEWS["operations"]).rows,
        listing(store, VIEWS["statistics"], sort=(("value", False),)).rows,
        find_names(store, ("interpol",)),
    )


@pytest.mark.parametrize(
    "made",
    [
        "CREATE SCHEMA own; CREATE VIEW own.records AS SELECT 1 AS record_type; USE own",
        "CREATE SCHEMA own; CREATE TABLE own.records (i INTEGER); SET search_path = 'own'",
        "CREATE SCHEMA corpus; CREATE TABLE memory.corpus.records (i INTEGER)",
        "CREATE MACRO lower(x) AS 'pwned'",
        "CREATE MACRO count(x) AS 0",
        "CREATE MACRO strip_accents(x) AS 'pwned'",
        "CREATE MACRO array_to_string(x, y) AS 'pwned'",
        "BEGIN; CREATE TEMP TABLE mine (i INTEGER)",
        "USE corpus",
    ],
)
def test_nothing_made_at_the_console_is_in_the_way(own: Store, made: str) -> None:
    """The explorer's own queries mean the corpus, whatever bears its names."""
    before = answers(own)
    # Not through the console, which refuses most of it.
    own.new_cursor().execute(made)
    assert answers(own) == before
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(answers, own).result() == before


def test_every_table_is_in_the_default_schema(own: Store) -> None:
    """On disk as in memory."""
    for name in table_names():
        own.new_cursor().execute(f'SELECT * FROM "{name}" LIMIT 1')

"""The store that the bench makes by SQL is the one that a build would make of the same records."""

import shutil
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.bench.million import Million, make
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.cache import locate_store, open_store, read_manifest
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.figures import figures
from trafficking_explorer.database.kind_tables import all_tables
from trafficking_explorer.database.views import VIEWS

pytestmark = pytest.mark.slow

COUNT = 500

_NOT_COMPARED = {
    "records": {"line"},  # where it is curated
    "sources": {"items", "covered"},  # that nothing is open is
    "evidence": {"evidence_id"},  # the files are read in another order
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Million:
    """500 claims made by SQL, all of them in the folder too."""
    return make(tmp_path_factory.mktemp("million"), COUNT, written=COUNT)


@pytest.fixture(scope="module")
def store(made: Million) -> Iterator[Store]:
    """The store that was made."""
    opened = open_store(made.place)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def built(made: Million, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store that a build makes of the folder."""
    opened = open_store(locate_store(made.root, tmp_path_factory.mktemp("built")))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def corpus(made: Million) -> Corpus:
    """The corpus of the folder."""
    return load(made.root)


def rows(store: Store, sql: str) -> "Counter[Any]":
    return Counter(
        tuple(tuple(value) if isinstance(value, list) else value for value in row)
        for row in store.rows(sql)
    )


def test_the_folder_loads_without_a_problem(corpus: Corpus) -> None:
    """Every quote of the made claims fits one place, and every value is borne out."""
    assert corpus.problems == []
    assert sum(entry.record.record_type == "statistic" for entry in corpus.entries) == COUNT


@pytest.mark.parametrize(
    "table", [table for table in all_tables() if table.name != "meta"], ids=lambda table: table.name
)
def test_a_table_is_as_built(table: Any, store: Store, built: Store) -> None:
    """Each table has the rows that the loader, the grounding and the facts give for the folder."""
    left_out = _NOT_COMPARED.get(table.name, set())
    columns = ", ".join(c.name for c in table.columns if c.name not in left_out)
    made, expected = (rows(s, f"SELECT {columns} FROM corpus.{table.name}") for s in (store, built))
    assert made - expected == Counter()
    assert expected - made == Counter()


def test_it_has_every_table(store: Store, built: Store) -> None:
    """Tables that a build derives from those of the schema are there too."""
    sql = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'corpus'"
    assert rows(store, sql) == rows(built, sql)


def test_the_sentences_are_as_built(store: Store, built: Store) -> None:
    """A search over all kinds finds the same sentences."""
    sql = "SELECT * FROM corpus.sentences"
    assert rows(store, sql) == rows(built, sql) != Counter()


@pytest.mark.parametrize("view", VIEWS)
def test_a_pane_lists_the_same(view: str, store: Store, built: Store) -> None:
    """The first page of each pane, and all after it, is that of the built store."""
    made, expected = (
        s.rows(f"SELECT * FROM corpus.listed_{view} ORDER BY position") for s in (store, built)
    )
    assert made == expected


def test_offsets_are_true(store: Store) -> None:
    """The text has each passage at its offsets, with the recorded words beside it."""
    (wrong,) = store.rows(
        "SELECT count(*) FROM corpus.evidence e JOIN corpus.sources s USING (source_id) WHERE "
        "substring(s.text, start_char + 1, end_char - start_char) <> exact "
        "OR substring(s.text, greatest(1, start_char - 31), least(32, start_char)) <> prefix "
        "OR substring(s.text, end_char + 1, 32) <> suffix "
        "OR length(substring(s.text, 1, start_char)) "
        "- length(replace(substring(s.text, 1, start_char), chr(10), '')) + 1 <> line"
    )
    assert wrong == (0,)


@pytest.mark.parametrize("table", ["records", "fields", "evidence", "links"])
def test_rows_lie_in_the_order_of_the_records(table: str, store: Store) -> None:
    """Rows of one record are together, so that a query reads only those."""
    number = "position" if table == "records" else "record"
    found = [n for (n,) in store.rows(f"SELECT {number} FROM corpus.{table}")]
    assert found == sorted(found)


def test_it_is_kept(made: Million) -> None:
    """A second call finds what the first has made, and makes nothing."""
    before = made.place.database.stat()
    again = make(made.root.parents[1], COUNT, written=COUNT)
    assert again == made
    assert read_manifest(again.place) is not None
    assert again.place.database.stat() == before


def test_the_claims_do_not_depend_on_their_number(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The first claims of a larger corpus are those of a smaller one."""
    folder = tmp_path_factory.mktemp("smaller")
    smaller = open_store(make(folder, 100).place)
    sql = "SELECT * FROM corpus.statistics WHERE source_id IN ('r00001', 'r00002')"
    assert sorted(smaller.rows(sql), key=str) == sorted(store.rows(sql), key=str)
    smaller.close()
    shutil.rmtree(folder)


def test_figures_are_bounded_and_counted(store: Store) -> None:
    """A record with many claims has the first of them, and the number of all."""
    ((agency, count),) = store.rows(
        "SELECT target_id, count(DISTINCT record) FROM corpus.links "
        "WHERE record_type = 'statistic' AND target_type = 'agency' GROUP BY 1 "
        "ORDER BY 2 DESC, 1 LIMIT 1"
    )
    found = figures(store, "agency", agency, most=2)
    assert (len(found.rows), found.total) == (2, count)
    assert found.rows == figures(store, "agency", agency, most=None).rows[:2]

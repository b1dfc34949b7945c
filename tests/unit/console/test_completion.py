"""Completions at a place of a statement, and the catalog."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.console_helpers import ENDLESS, ask, limited_store, wait_until
from trafficking_explorer.console import completion
from trafficking_explorer.console.catalog import Catalog, CatalogTable
from trafficking_explorer.console.completion import (
    MOST,
    Completer,
    CompletionItem,
    CompletionList,
    is_text,
)
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.kind_tables import all_tables
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.database.tables import NOTES_TABLE
from trafficking_explorer.paths import bundled_corpus

TABLES = {table.name: table for table in all_tables()}


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lookups while one types have their time, however busy the machine is."""
    monkeypatch.setattr(completion, "_SECONDS", 60)


@pytest.fixture(scope="module")
def opened(cache: "object", store: Store) -> Iterator[Store]:
    found = limited_store(locate_store(bundled_corpus(), cache), Limits())  # type: ignore[arg-type]
    yield found
    found.close()


@pytest.fixture(scope="module")
def console(opened: Store) -> Iterator[Console]:
    made = Console(opened)
    ask(
        made,
        'CREATE TABLE "My T" (i INTEGER, "B c" VARCHAR, "group" INTEGER); '
        "INSERT INTO \"My T\" VALUES (1, 'x', 2), (2, 'it''s', 3); DELETE FROM \"My T\" WHERE i = 1; "
        "CREATE VIEW seen AS SELECT operation_id AS o FROM operations; "
        "CREATE SCHEMA s; CREATE TABLE s.inner_table (i INTEGER); "
        "CREATE MACRO add_up(a, b) AS a + b; CREATE TEMP TABLE brief (t DATE)",
    )
    yield made
    made.close()


@pytest.fixture(scope="module")
def completer(console: Console) -> Completer:
    return console.completer()


def complete(completer: Completer, typed: str) -> CompletionList:
    """The completions at the place of a bar."""
    place = typed.index("|")
    return completer.complete(typed.replace("|", "", 1), place)


def texts(completer: Completer, typed: str) -> list[str]:
    return [offer.text for offer in complete(completer, typed).offers]


def written(typed: str, completion: CompletionList, offer: CompletionItem) -> str:
    script = typed.replace("|", "", 1)
    return script[: completion.start] + offer.text + script[completion.end :]


FIRST = [
    ("|", "select"),
    ("sel|", "select"),
    ("SEL|", "SELECT"),
    ("SELECT 1; fr|", "from"),
    ("select * from |", "sources"),
    ("select * from op|", "operations"),
    ("select * from OP|", "operations"),
    ("select * from operations, ag|", "agencies"),
    ("select * from operations o join st|", "statistics"),
    ("select * from operations |", "where"),
    ("select * from operations wh|", "where"),
    ("select * from corpus.|", "sources"),
    ("select * from corpus.listed_op|", "listed_operations"),
    ('select * from "My|', '"My T"'),
    ("select * from my|", '"My T"'),
    ("select * from s.|", "inner_table"),
    ("select * from mat|", "matches("),
    ("describe |", "sources"),
    ("insert into my|", '"My T"'),
    ('insert into "My T" (|', "i"),
    ('update "My T" set |', "i"),
    ('delete from "My T" where b|', '"B c"'),
    ("select op| from operations o", "operation_id"),
    ("select o.na| from operations o join agencies a on true", "name"),
    ("select a.ac| from operations o join agencies a on true", "acronym"),
    ("select operations.na| from operations", "name"),
    ("select * from operations o join statistics s on s.op| = o.operation_id", "operation_id"),
    ("select * from statistics where mea|", "measure"),
    ("select * from statistics where measure = 'x' and val|", "value"),
    ("select * from statistics order by val|", "value"),
    ("select count(mea|) from statistics", "measure"),
    ("select sum(value) filter (where mea| = 'x') from statistics", "measure"),
    ("select case when mea| from statistics", "measure"),
    ("select * from operations union select ac| from agencies", "acronym"),
    (
        "select (select mea| from statistics s where s.operation_id = o.operation_id) from operations o",
        "measure",
    ),
    (
        "select * from operations o where exists (select 1 from statistics s where s.operation_id = o.op|)",
        "operation_id",
    ),
    ("with w as (select operation_id as oid from statistics) select o| from w", "oid"),
    ("with w as (select 1 as k), v as (select k, 2 as z from w) select v.z| from v", "z"),
    ("with recursive w(n) as (select 1 union all select n + 1 from w) select n| from w", "n"),
    ("with w as (select * from statistics where mea|) select 1", "measure"),
    ("with w as (select 1) select * from w|", "w"),
    ("select art| from (select name, kind as art from agencies) x", "art"),
    ("select x.art| from (select name, kind as art from agencies) as x", "art"),
    ("select r.ra| from range(3) r", "range"),
    ("select o| from seen", "o"),
    ("select t| from brief", "t"),
    ("select oper|", "operation_id"),
    ("select count(popu|", "population"),
    ("select mea|", "measure"),
    ("select pg_ope|", "pg_operator_is_visible("),
    ("select conta|", "contains("),
    ("select add_|", "add_up("),
    ("select 1; select ac| from agencies; select 2", "acronym"),
    ("-- from operations\nselect ac| from agencies", "acronym"),
    ("select 'from operations', ac| from agencies", "acronym"),
    ("select * from statistics where measure = 'ar|", "arrests"),
    ("select * from statistics where measure = 'ar|'", "arrests"),
    ("select * from statistics s where s.measure in ('arrests', 'resc|')", "rescued"),
    ("select * from statistics where measure not in ('resc|", "rescued"),
    ("select * from statistics where measure like 'resc|%'", "rescued"),
    ("select * from operations where list_contains(country_codes, 'M|", "ML"),
    ("select * from operations where operation_id = 'ep|'", "epervier"),
    ('select * from "My T" where "B c" = \'it|', "it''s"),
    ("select cite('op|", "operation"),
    ("select cite('operation', 'ep|", "epervier"),
    ("select 'epervier|", "epervier"),
]


@pytest.mark.parametrize(("typed", "first"), FIRST, ids=[typed for typed, _ in FIRST])
def test_the_likeliest_comes_first(completer: Completer, typed: str, first: str) -> None:
    """Tables after FROM, columns of what is in scope elsewhere, values within quotes."""
    assert texts(completer, typed)[:1] == [first]


NOTHING = [
    "-- sel|",
    "select 1 -- from |",
    "select /* op| */ 1",
    "select $$ op|",
    "select x.| from nope x",
    "select * from a.b.|",
    "select * from statistics where measure = 'zzz|",
    "select nope.|",
]


@pytest.mark.parametrize("typed", NOTHING)
def test_where_nothing_is_known_nothing_is_offered(completer: Completer, typed: str) -> None:
    """In comments, in dollar quotes, of what is not there."""
    assert texts(completer, typed) == []


def test_before_a_table_is_named_tables_are_offered_too(completer: Completer) -> None:
    """After the columns of any; functions that hardly anybody needs only by their own beginning."""
    offered = texts(completer, "select oper|")
    assert offered.index("operation_id") < offered.index("operations")
    assert not any(each.startswith("pg_") for each in offered)
    assert "operations" not in texts(completer, "select oper| from statistics")


def test_columns_have_a_type_a_sample_and_a_meaning(completer: Completer) -> None:
    """Those of the table, in its order, before anything else."""
    offers = complete(completer, "select | from statistics s").offers
    table = TABLES["statistics"]
    names = [column.name for column in table.columns]
    assert [offer.text for offer in offers][: len(names)] == names
    by_text = {offer.text: offer for offer in offers}
    assert by_text["value"].type == "DOUBLE"
    assert float(by_text["value"].sample)
    assert by_text["measure"].comment == "what kind of count it is"
    assert by_text["s"].kind == "table"
    assert {offer.kind for offer in offers} == {"column", "table"}
    aliases = complete(completer, "select aliases| from agencies").offers[0]
    assert aliases.type == "VARCHAR[]"
    assert aliases.sample.startswith("[") and aliases.sample != "[]"


def test_functions_have_their_signature(completer: Completer) -> None:
    """Their signatures, results and meanings."""
    offer = complete(completer, "select regexp_mat|").offers[0]
    assert offer == CompletionItem(
        "regexp_matches(",
        "function",
        "regexp_matches(string VARCHAR, regex VARCHAR) → BOOLEAN  +1",
        comment="Returns `true` if `string` contains the `regex`, `false` otherwise. A set of "
        "optional regex `options` can be set.",
    )
    assert "add_up(a, b)" in [each.type for each in complete(completer, "select add_u|").offers]
    assert all(
        offer.kind != "function" or offer.text.endswith("(")
        for offer in complete(completer, "select a|").offers
    )


def test_tables_say_how_many_rows_they_have(completer: Completer, opened: Store) -> None:
    """Also those of the reader, after what was deleted."""
    by_text = {offer.text: offer for offer in complete(completer, "select * from |").offers}
    (count,) = opened.rows("SELECT count(*) FROM corpus.operations")[0]
    assert by_text["operations"].type == f"{count} rows"
    assert by_text["operations"].comment == "Operations and initiatives, named or not."
    assert by_text['"My T"'].type == "1 row"
    assert by_text["seen"].type == "view"
    assert "corpus.listed_operations" not in by_text


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("select ac|ro from agencies", "select acronym from agencies"),
        ('select * from "my|', 'select * from "My T"'),
        (
            "select * from statistics where measure = 'ar|x'",
            "select * from statistics where measure = 'arrests'",
        ),
        ("select '日本', ac| from agencies", "select '日本', acronym from agencies"),
        ('select gr| from "My T"', 'select "group" from "My T"'),
    ],
)
def test_an_offer_takes_the_place_of_the_word(
    completer: Completer, typed: str, wanted: str
) -> None:
    """The whole word, with the quotation marks it needs; what is around it stays."""
    completion = complete(completer, typed)
    assert written(typed, completion, completion.offers[0]) == wanted


PIECES = st.sampled_from(
    [
        *("(", ")", "'", ",", ";", ".", '"', "$", " ", "\n", "-- ", "/*", "é", "o", '"My T"'),
        *("select ", "from ", "where ", "with w as (", "operations ", "join ", "union ", "in ("),
        *("= '", "cite('", "insert into ", "values (", "as "),
    ]
)


@settings(deadline=None, max_examples=200)
@given(pieces=st.lists(PIECES, max_size=12), place=st.integers(0, 60))
def test_nothing_that_is_typed_hurts(completer: Completer, pieces: list[str], place: int) -> None:
    """For any script and place: completions are few, and their range is in the script."""
    script = "".join(pieces)
    at = min(place, len(script))
    found = completer.complete(script, at)
    assert 0 <= found.start <= at <= found.end <= len(script)
    assert len(found.offers) <= MOST


def test_describing_a_query_runs_nothing(console: Console, completer: Completer) -> None:
    """A CTE that would take hours has its columns at once."""
    assert texts(completer, f"with w as ({ENDLESS} ) select | from w")[:1] == ['"sum((a.i * b.i))"']
    texts(completer, "with w as (select nextval('counted') as n) select n| from w")
    ask(console, "CREATE SEQUENCE counted")
    texts(completer, "with w as (select 2, nextval('counted') as n) select n| from w")
    assert ask(console, "SELECT nextval('counted')").values(0, 1) == [(1,)]


@pytest.mark.slow
def test_a_thousand_tables_do_not_slow_it_down(opened: Store) -> None:
    """For any place of the cursor; `tests/bench/completion.py` measures the time."""
    console = Console(opened)
    columns = ", ".join(f"c{i}_{{n}} INTEGER" for i in range(20))
    ask(console, ";".join(f"CREATE TABLE many_{n} ({columns.format(n=n)})" for n in range(1000)))
    completer = console.completer()
    for typed in (
        "select * from |",
        "select * from many_9|",
        "select c1| from many_7 join many_8 on true",
        "select * from many_500 where |",
        "select conta|",
        "se|",
        "select * from operations where operation_id = 'ep|",
        "with w as (select * from many_3) select | from w",
    ):
        taken = []
        for _ in range(3):
            started = time.process_time()
            assert complete(completer, typed).offers
            taken.append(time.process_time() - started)
        assert min(taken) < 0.5, typed
    ask(console, ";".join(f"DROP TABLE many_{n}" for n in range(1000)))
    console.close()


# The catalog, which the tree of tables shows.


def test_the_catalog_lists_the_tables_of_the_corpus_first(console: Console, opened: Store) -> None:
    """In the order of the manual, with rows, columns, types and what they mean; each once."""
    catalog = console.read_catalog()
    shown = [table for table in catalog.tables if table.is_of_corpus and table.is_public]
    assert [table.name for table in shown] == [*TABLES, "notes"]
    assert [table.name for table in catalog.tables[: len(shown)]] == [*TABLES, "notes"]
    for table in shown:
        told = (TABLES | {"notes": NOTES_TABLE})[table.name]
        assert [(column.name, column.type, column.comment) for column in table.columns] == [
            (column.name, column.type, column.comment) for column in told.columns
        ]
        assert table.comment == told.comment
        assert catalog.reference(table) == table.name
        if table.name == "notes":
            # Not of the corpus: a view, whose rows are the reader's.
            assert table.rows is None
            continue
        assert [(table.rows,)] == opened.rows(f'SELECT count(*) FROM corpus."{table.name}"')
    assert len({table.key for table in catalog.tables}) == len(catalog.tables)


def test_the_catalog_lists_what_the_reader_made(console: Console) -> None:
    """Tables, views, temporary ones; a name says how to write it."""
    catalog = console.read_catalog()
    own = {catalog.reference(table): table for table in catalog.tables if not table.is_of_corpus}
    assert set(own) >= {'"My T"', "seen", "s.inner_table", "brief"}
    assert own['"My T"'].rows == 1
    assert own["seen"].rows is None
    assert own["brief"].database == "temp"
    for reference in own:
        assert ask(console, f"FROM {reference} LIMIT 0").complete


def test_the_catalog_is_read_again_quickly_and_while_a_statement_runs(console: Console) -> None:
    """The part that comes with DuckDB is unchanged."""
    before = console.read_catalog()
    ask(console, "CREATE TABLE fresh (i INTEGER); CREATE MACRO fresh_one() AS 1")
    (statement,) = console.read(ENDLESS)
    running = console.start(statement)
    after = console.read_catalog(before)
    running.close()
    assert "fresh" in {table.name for table in after.tables}
    assert "fresh_one" in {function.name for function in after.functions}
    assert {function.name for function in before.functions} < {
        function.name for function in after.functions
    }
    assert after.keywords == before.keywords
    wait_until(lambda: running.done)
    ask(console, "DROP TABLE fresh; DROP MACRO fresh_one")


@pytest.mark.slow
def test_names_are_quoted_where_they_have_to_be(console: Console) -> None:
    """DuckDB reads them as these names."""
    catalog: Catalog = console.read_catalog()
    some = sorted(catalog.keywords)[::5]
    for name in ("plain", "Mixed", "a b", 'quo"te', "1st", "é", "select", *some):
        written_name = catalog.identifier(name)
        table = CatalogTable("memory", "main", name, ())
        assert catalog.reference(table) == written_name
        sql = f"SELECT {written_name} FROM (SELECT 7 AS {written_name}) AS {written_name}"
        assert ask(console, sql).columns == (name,), name
    assert catalog.identifier("plain") == "plain"
    assert catalog.identifier("select") == '"select"'


@pytest.mark.parametrize(
    ("script", "within"),
    [
        ("select '", True),
        ("select 'a", True),
        ("select 'a'", False),
        ("select 'a', ", False),
        ("-- a", True),
        ("/* a", True),
        ("/* a */", False),
        ("select ", False),
    ],
)
def test_strings_and_comments_are_text(script: str, *, within: bool) -> None:
    """At their end one is still within them, unless they are closed."""
    assert is_text(script, len(script)) is within

"""A hundred further attempts to write a file, or to give a name of the corpus another meaning."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.console_helpers import ask, limited_store
from trafficking_explorer.console import statement_policy as refusals
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryError
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.search.filter_sql import filter_reader

MINE = "CREATE OR REPLACE TEMP TABLE mine AS SELECT 'a' AS a, 1 AS b; "
PIVOT = "PIVOT mine ON a USING count(*)"
CTE = "WITH x AS (COPY (SELECT 42 AS a) TO '{folder}/out.csv') "
PARTS = "WITH x AS (COPY statistics TO '{folder}/parts' (PARTITION_BY (unit))) "
SERIALIZED = f"json_serialize_sql('{CTE.replace(chr(39), chr(39) * 2)}SELECT * FROM x')"
RUN = f"json_execute_serialized_sql({SERIALIZED})"
QUOTED_NAME = '"json_execute_serialized_sql"'

WRITING = "nothing is written to files"
TEXTS = "a text is not run as SQL here"
NESTED = "COPY statement must be at the top level|COPY statements are not allowed as CTE"
TAKEN = "is a name of the corpus|belongs to the corpus and cannot be (?:dropped|changed)"
BUILT_IN = "is a name of DuckDB's"
ONE = "SELECT 1"

WRITES = [
    # A CTE that copies, in every statement that can begin with one.
    (CTE + "FROM x", WRITING),
    (CTE + "SELECT 1 WHERE false", WRITING),
    (CTE + "FROM statistics LIMIT 0", WRITING),
    (CTE + "VALUES (1)", WRITING),
    (CTE + "SELECT 1 UNION ALL SELECT 2", WRITING),
    (CTE.replace("AS (", "AS NOT MATERIALIZED (") + ONE, WRITING),
    (CTE.replace("(SELECT 42 AS a)", "corpus.statistics") + ONE, WRITING),
    (CTE.replace("(SELECT 42 AS a)", "statistics (value)") + ONE, WRITING),
    (CTE.replace("out.csv'", "out.parquet' (FORMAT parquet)") + ONE, WRITING),
    (CTE.replace("out.csv'", "out.json' (FORMAT json)") + ONE, WRITING),
    (PARTS + ONE, WRITING),
    (CTE.replace("{folder}/out.csv", "{file}") + ONE, WRITING),
    (CTE.replace("COPY", "\u00a0copy\u3000") + ONE, WRITING),
    (CTE.replace("COPY", "/* ' */copy--'\n") + ONE, WRITING),
    (CTE.replace("COPY", "cOpY\x0b") + ONE, WRITING),
    (f"WITH a AS (SELECT 1), {CTE[5:]}FROM a", WRITING),
    (f"{CTE.rstrip()}, y AS (COPY (SELECT 1) TO '{{folder}}/2.csv') SELECT 1", WRITING),
    (MINE + CTE + "UPDATE mine SET b = 2", WRITING),
    (MINE + CTE + "DELETE FROM mine", WRITING),
    (MINE + CTE + "INSERT INTO mine SELECT 'b', 2", WRITING),
    (
        MINE + CTE + "MERGE INTO mine USING (SELECT 'a' AS a) n ON mine.a = n.a "
        "WHEN MATCHED THEN DELETE",
        WRITING,
    ),
    (MINE + CTE + "UNPIVOT mine ON b", WRITING),
    (f"CREATE OR REPLACE TABLE made AS {CTE}SELECT 1 AS i", WRITING),
    (f"CREATE TEMP TABLE made AS {CTE}FROM x", WRITING),
    (f"CREATE TYPE made AS ENUM ({CTE}SELECT 'a')", WRITING),
    (f"EXPLAIN {CTE}FROM x", WRITING),
    (f"EXPLAIN ANALYZE {CTE}FROM x", WRITING),
    (f"EXPLAIN (FORMAT json, ANALYZE) {CTE}FROM x", WRITING),
    (f"EXPLAIN\u2003ANALYZE\u00a0{CTE}FROM x", WRITING),
    (f"PREPARE p AS {CTE}FROM x; EXECUTE p", WRITING),
    (f"PREPARE p AS {CTE}FROM x; EXPLAIN ANALYZE EXECUTE p", WRITING),
    (f"PREPARE p AS {CTE.replace('42', '$1')}FROM x; EXECUTE p(1)", WRITING),
    (f"PREPARE p AS {CTE.replace('42', '$n')}FROM x; EXECUTE p(n := 1)", WRITING),
    (f"BEGIN; {CTE}FROM x; COMMIT", WRITING),
    # Where DuckDB itself takes none.
    (f"SELECT * FROM ({CTE}FROM x)", NESTED),
    (f"CREATE OR REPLACE VIEW made AS {CTE}FROM x", NESTED),
    (f"CREATE OR REPLACE MACRO made() AS TABLE {CTE}FROM x; FROM made()", NESTED),
    (f"SUMMARIZE {CTE}FROM x", NESTED),
    (f"SET VARIABLE v = ({CTE}SELECT 1)", NESTED),
    (f"FROM query('{CTE.replace(chr(39), chr(39) * 2)}FROM x')", NESTED),
    # Statements of several parts.
    (MINE + f"COPY (SELECT * FROM ({PIVOT})) TO '{{folder}}/out.csv'", WRITING),
    (MINE + f"EXPLAIN ANALYZE COPY ({PIVOT}) TO '{{folder}}/out.csv'", WRITING),
    (MINE + f"PREPARE p AS COPY ({PIVOT}) TO '{{folder}}/out.csv'; EXECUTE p", WRITING),
    (MINE + CTE + PIVOT, WRITING),
    (MINE + f"PIVOT ({CTE}FROM mine) ON a USING count(*)", WRITING),
    (MINE + f"CREATE OR REPLACE TABLE made AS {CTE}FROM ({PIVOT})", WRITING),
    (MINE + f"PREPARE p AS {CTE}FROM ({PIVOT}); EXECUTE p", WRITING),
    (MINE + f"EXPLAIN {CTE}FROM ({PIVOT})", WRITING),
    (MINE + f"PIVOT (SELECT * FROM mine, {RUN}) ON a USING count(*)", TEXTS),
    (MINE + f"ALTER TABLE mine ADD COLUMN c INT DEFAULT (SELECT 1 FROM {RUN})", TEXTS),
    # SQL that is a text, and functions whose names are.
    (f"FROM {RUN}", TEXTS),
    (f"FROM {RUN.replace('json_execute', 'JSON_Execute')}", TEXTS),
    (
        f"FROM system.main.{RUN.replace('json_execute_serialized_sql', QUOTED_NAME)}",
        TEXTS,
    ),
    (f"FROM\u3000{RUN}", TEXTS),
    (f"FROM {RUN.replace('_sql(', '_sql/**/ (', 1)}", TEXTS),
    (f"CALL {RUN}", TEXTS),
    (f"SELECT (SELECT count(*) FROM {RUN})", TEXTS),
    (f"FROM statistics LIMIT (SELECT count(*) FROM {RUN})", TEXTS),
    (f"SET VARIABLE v = (SELECT count(*) FROM {RUN})", TEXTS),
    (f"CREATE TYPE made AS ENUM (SELECT 'a' FROM {RUN})", TEXTS),
    (f"CREATE OR REPLACE VIEW made AS FROM {RUN}; FROM made", TEXTS),
    (f"CREATE OR REPLACE MACRO made() AS TABLE FROM {RUN}; FROM made()", TEXTS),
    (f"PREPARE p AS FROM {RUN}; EXECUTE p", TEXTS),
    (f"FROM query('FROM {RUN.replace(chr(39), chr(39) * 2)}')", TEXTS),
    (f"FROM query($q$FROM {RUN}$q$)", TEXTS),
    (f"FROM query($$FROM query($q$FROM {RUN}$q$)$$)", TEXTS),
    (f"FROM query('FROM json_execute' || $$_serialized_sql({SERIALIZED})$$)", TEXTS),
    ("FROM query(E'FROM \\x6ason_execute_serialized_sql(\\x27\\x27)')", TEXTS),
    (f"FROM query(CASE WHEN random() < 2 THEN $$FROM {RUN}$$ ELSE 'SELECT 1' END)", TEXTS),
    (f"SET VARIABLE q = $$FROM {RUN}$$; FROM query(getvariable('q'))", TEXTS),
    ("CREATE OR REPLACE MACRO made(t) AS TABLE FROM query(t); FROM made('SELECT 1')", TEXTS),
    (f"FROM \"query\"(('FROM ' || $$ {RUN}$$))", TEXTS),
    (f"CALL destroy_external_resource('json_execute_serialized_sql', {SERIALIZED})", TEXTS),
    (f"SELECT (SELECT 1 FROM destroy_external_resource('query', $$FROM {RUN}$$))", TEXTS),
    ("CALL create_external_resource('r', params := MAP {{'a': 'b'}})", TEXTS),
    (
        "CALL register_external_resource_type('r', kind := 'k', create_function := 'checkpoint', "
        "status_function := 'checkpoint', destroy_function := 'checkpoint', "
        "resolve_function := 'checkpoint', list_function := 'checkpoint')",
        TEXTS,
    ),
]
"""Attempts to write, and what is said of them where files are open for reading."""

NAMES = [
    (MINE + f"CREATE TEMP TABLE statistics AS ({PIVOT})", TAKEN),
    (MINE + f"CREATE OR REPLACE TEMP TABLE Statistics AS FROM ({PIVOT})", TAKEN),
    (MINE + f'CREATE TEMP TABLE temp.main."STATISTICS" AS {PIVOT}', TAKEN),
    (MINE + f"EXPLAIN ANALYZE CREATE TEMP TABLE statistics AS ({PIVOT})", TAKEN),
    ("CREATE TEMP TABLE $$statistics$$ AS SELECT 1 AS value", TAKEN),
    ("CREATE TEMP TABLE $a$statistics$a$ (value INT)", TAKEN),
    ("CREATE TEMP TABLE 'statistics' AS SELECT 1 AS value", TAKEN),
    ("CREATE TEMP TABLE E'statistics' AS SELECT 1 AS value", TAKEN),
    ("CREATE\u00a0TEMP\u00a0TABLE\u00a0statistics\u00a0AS SELECT 1 AS value", TAKEN),
    ("CREATE TEMP\u200bVIEW statistics AS SELECT 1 AS value", TAKEN),
    ("CREATE\ufeffOR REPLACE\u2060VIEW statistics AS SELECT 1 AS value", TAKEN),
    ("CREATE TEMP TABLE temp.statistics (value INT)", TAKEN),
    ("CREATE TEMP TABLE IF NOT EXISTS temp.main.statistics (value INT)", TAKEN),
    ("CREATE TEMP RECURSIVE VIEW statistics (value) AS SELECT 1", TAKEN),
    ("CREATE TEMP TABLE t (i INT); ALTER TABLE t RENAME TO $$statistics$$", TAKEN),
    ('CREATE TEMP VIEW t AS SELECT 1; ALTER VIEW t RENAME/**/TO\u00a0"Statistics"', TAKEN),
    # A schema that the reader makes is looked into by USE, by search_path and by its own views.
    ("CREATE SCHEMA IF NOT EXISTS own; CREATE TABLE own.statistics (value INT); USE own", TAKEN),
    ("CREATE SCHEMA IF NOT EXISTS own; USE own; CREATE TABLE statistics (value INT)", TAKEN),
    (
        "CREATE SCHEMA IF NOT EXISTS own; SET search_path = 'own,memory.main'; "
        "CREATE VIEW own.statistics AS SELECT 1 AS value",
        TAKEN,
    ),
    (
        "CREATE SCHEMA IF NOT EXISTS own; SET schema = 'own'; "
        "CREATE OR REPLACE MACRO own.cite(a, b) AS 'nobody'",
        TAKEN,
    ),
    ("CREATE SCHEMA corpus; CREATE TABLE corpus.mine (i INT)", TAKEN),
    ('CREATE SCHEMA IF NOT EXISTS memory."Corpus"', TAKEN),
    ("CREATE TEMP MACRO statistics() AS TABLE SELECT 1 AS value", TAKEN),
    ("CREATE TEMP MACRO context(a, b, c) AS 'nothing', (a) AS 'nothing'", TAKEN),
    ("CREATE TEMP FUNCTION $$matches$$(f) AS TABLE SELECT 1", TAKEN),
    ("DROP MACRO TABLE matches", TAKEN),
    ("DROP\u00a0VIEW statistics", TAKEN),
    # Variables that the macros and their filters need.
    ("FROM matches('police'); SET VARIABLE filter_queries = MAP {{'police': 'SELECT 1'}}", TAKEN),
    ("FROM matches('police'); SET VARIABLE \"Filter_Errors\" = MAP {{}}", TAKEN),
    ("FROM matches('police'); RESET VARIABLE filter_queries", TAKEN),
    (MINE + f"SET VARIABLE filter_queries = (SELECT a FROM ({PIVOT}))", TAKEN),
    ("CREATE OR REPLACE MACRO count(x) AS 42", BUILT_IN),
    ('CREATE OR REPLACE TEMP MACRO "Sum"(x) AS 42', BUILT_IN),
    ('CREATE OR REPLACE MACRO "+"(a, b) AS 42', BUILT_IN),
    ("CREATE OR REPLACE MACRO \"||\"(a, b) AS ''", BUILT_IN),
    ("CREATE OR REPLACE MACRO replace(a, b, c) AS ''", BUILT_IN),
    ("CREATE OR REPLACE TEMP FUNCTION regexp_replace(a, b, c, d) AS ''", BUILT_IN),
    ("CREATE OR REPLACE MACRO if(a, b, c) AS b", BUILT_IN),
    ("CREATE OR REPLACE MACRO $$nullif$$(a, b) AS a", BUILT_IN),
    ("CREATE OR REPLACE MACRO range(n) AS TABLE SELECT 7 AS range", BUILT_IN),
    ("CREATE OR REPLACE MACRO query(q) AS TABLE SELECT 7 AS n", TEXTS),
    ("CREATE TYPE json AS INTEGER", BUILT_IN),
    ("CREATE OR REPLACE TEMP MACRO\u00a0count(x) AS 42", BUILT_IN),
]
"""Attempts to give a name another meaning, and what is said of them."""

RUN_ALL_THE_SAME = [
    "CREATE TEMP SEQUENCE statistics",
    "CREATE TYPE statistics AS ENUM ('a')",
    "SET search_path = 'temp'",
    "CREATE OR REPLACE TEMP TABLE \u017ftatistics (value INT)",
    "FROM read_csv('{file}', columns = {{'a': 'INT', 'b': 'INT'}}, store_rejects = true, "
    "rejects_table = 'records', rejects_scan = 'operations')",
    "FROM read_csv('{file}', columns = {{'a': 'INT', 'b': 'INT'}}, store_rejects = true, "
    "rejects_table = 'reco' || 'rds')",
]
"""Statements that run where they can, and give no name of the corpus another meaning."""
HARMLESS = [
    MINE + f"CREATE OR REPLACE TEMP TABLE other AS ({PIVOT}); FROM other",
    MINE + f"{PIVOT}; FROM ({PIVOT}); EXPLAIN {PIVOT}; PREPARE p AS {PIVOT}; EXECUTE p",
    "CREATE OR REPLACE TEMP TABLE other (copy INT); SELECT copy FROM other; INSERT INTO other "
    "SELECT copy FROM other; CREATE OR REPLACE TEMP VIEW seen AS SELECT copy FROM other",
    "SELECT 'copy', \"copy\" FROM (SELECT 1 AS copy)",
    "PREPARE p AS SELECT $1 + 1; EXECUTE p(1); EXPLAIN ANALYZE EXECUTE p(2)",
    "CREATE OR REPLACE MACRO twice(x) AS x * 2; CREATE OR REPLACE MACRO two() AS TABLE SELECT 2",
    "FROM query('SELECT count(*) FROM statistics'); FROM query($$SELECT 1$$)",
    "FROM query_table('statistics') LIMIT 1; FROM query_table(['statistics']) LIMIT 1",
    "SELECT query FROM (SELECT 1 AS query)",
    "SELECT copied FROM matches('police'), (SELECT 1 AS copied)",
]


@pytest.fixture(scope="module")
def shared(cache: Path, store: Store) -> Iterator[Store]:
    """A store for all of them, with files open for reading, so that DuckDB refuses none by itself."""
    opened = limited_store(locate_store(bundled_corpus(), cache), Limits(files=True))
    yield opened
    opened.close()


@pytest.fixture
def console(shared: Store) -> Iterator[Console]:
    made = Console(shared, filter_reader(shared))
    yield made
    made.close()


@pytest.fixture(scope="module")
def meaning(shared: Store) -> object:
    """The meanings of the names before anything is tried."""
    console = Console(shared, filter_reader(shared))
    try:
        return meanings(console)
    finally:
        console.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file in it."""
    made = tmp_path_factory.mktemp("folder")
    (made / "secret.csv").write_text("a,b\n1,2\nx,y\n")
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


MEANINGS = """
SELECT (SELECT (count(statistic_id), min(statistic_id), max(value)) FROM statistics),
    (SELECT count(*) FROM Records), (SELECT count(*) FROM operations),
    (SELECT (count(*), min(record_id)) FROM matches('police')),
    (SELECT cite('statistic', min(statistic_id)) FROM corpus.statistics),
    (SELECT context(min(source_id), 400, 420) FROM sources),
    (SELECT sum(range + 1) FROM range(3)), '{}'::JSON, if(true, 1, 2), nullif(1, 1)
"""


def meanings(console: Console) -> object:
    """The meanings of names of the corpus, and of some that it uses."""
    found = console.run(f"USE memory.main; {MEANINGS}")
    assert found is not None
    return found.fetch(2)


def attempt(console: Console, sql: str, folder: Path) -> str:
    """The message for a script; none if it runs."""
    try:
        if answer := console.run(sql.format(file=folder / "secret.csv", folder=folder)):
            answer.fetch(100)
    except QueryError as error:
        return str(error)
    finally:
        if "BEGIN" in sql:
            with suppress(QueryError):
                console.run("ROLLBACK")
    return ""


@pytest.mark.parametrize(("sql", "reason"), WRITES)
def test_nothing_is_written(console: Console, folder: Path, sql: str, reason: str) -> None:
    """No file appears, none changes; and it is said why not."""
    before = contents(folder)
    message = attempt(console, sql, folder)
    assert contents(folder) == before
    assert re.search(reason, message)


@pytest.mark.parametrize(("sql", "reason"), NAMES)
def test_no_name_gets_another_meaning(
    console: Console, folder: Path, meaning: object, sql: str, reason: str
) -> None:
    """Refused; and what comes after it finds the corpus."""
    assert re.search(reason, attempt(console, sql, folder))
    assert meanings(console) == meaning


@pytest.mark.parametrize("sql", RUN_ALL_THE_SAME)
def test_what_runs_gives_no_name_another_meaning(
    console: Console, folder: Path, meaning: object, sql: str
) -> None:
    """Tables like those that `read_csv` makes of rejected lines."""
    attempt(console, sql, folder)
    assert meanings(console) == meaning


@pytest.mark.parametrize("sql", HARMLESS)
def test_what_harms_nothing_is_run(console: Console, folder: Path, sql: str) -> None:
    """Though it has several parts, or says COPY, or gives a text as SQL."""
    assert attempt(console, sql, folder) == ""


def test_a_statement_is_guarded_like_a_script(console: Console, folder: Path) -> None:
    """`start` is for those who look, `run` for those who print."""
    before = contents(folder)
    for sql in (CTE + "FROM x", f"PREPARE p AS {CTE}FROM x; EXECUTE p", f"FROM {RUN}"):
        with pytest.raises(QueryError, match=f"{WRITING}|{TEXTS}"):
            ask(console, sql.format(folder=folder))
    with pytest.raises(QueryError, match=TAKEN):
        ask(console, MINE + f"CREATE TEMP TABLE statistics AS ({PIVOT})")
    assert contents(folder) == before


@pytest.mark.parametrize("query", [f"FROM {RUN}", f"FROM mine, {RUN}", f"{CTE}FROM mine"])
def test_nothing_is_run_that_is_only_typed(console: Console, folder: Path, query: str) -> None:
    """The columns of a query in parentheses are asked of DuckDB; a PIVOT first runs it."""
    before = contents(folder)
    console.run("CREATE OR REPLACE TABLE mine AS SELECT 'a' AS a, 1 AS b")
    for inner in (query, f"PIVOT ({query}) ON a USING count(*)"):
        script = f"SELECT q. FROM ({inner.format(folder=folder)}) q"
        console.completer().complete(script, len("SELECT q."))
    assert contents(folder) == before
    console.run("DROP TABLE mine")


def test_a_parameter_does_not_hide_a_copy(console: Console, folder: Path) -> None:
    """Its value belongs to the plan; without a value there is no plan."""
    sql = CTE.replace("42", "$n").format(folder=folder) + ONE
    with pytest.raises(QueryError, match=WRITING):
        console.run(sql, {"n": 1})
    with pytest.raises(QueryError, match="n"):
        console.run(sql)
    assert "out.csv" not in [path.name for path in folder.iterdir()]


def test_an_ordinary_query_is_not_planned_twice(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where a plan could write: where COPY is said, and of what was prepared."""
    planned = []

    def note(_cursor: object, statement: str, _params: object) -> bool:
        planned.append(statement)
        return False

    monkeypatch.setattr(refusals, "writes_files", note)
    for sql in ("SELECT 'copy', 1 -- copy", "SELECT count(*) FROM statistics", MINE):
        console.run(sql)
    assert planned == []
    console.run("PREPARE p AS SELECT 1; EXECUTE p")
    console.run("SELECT 1 AS copy")
    assert planned == ["EXECUTE p", "SELECT 1 AS copy"]


def test_no_variable_of_the_program_is_a_table(console: Console, shared: Store) -> None:
    """Not on any connection, not even on those that DuckDB makes itself."""
    import pyarrow as pa

    table_of_the_program = pa.table({"n": [1]})
    assert "does not exist" in attempt(console, "FROM table_of_the_program", Path())
    setting = "SELECT value, scope FROM duckdb_settings() WHERE name = 'python_enable_replacements'"
    assert shared.rows(setting) == [("false", "GLOBAL")]
    assert table_of_the_program.num_rows == 1


def test_functions_that_run_texts_are_known(shared: Store) -> None:
    """A new version of DuckDB may bring more: look at what they do, then name them here. Older ones
    lack some.
    """
    found = shared.rows(
        "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type <> 'macro' "
        "AND regexp_matches(function_name, 'sql|query|execute|external_resource|eval') ORDER BY 1"
    )
    assert {name for (name,) in found} <= {
        "create_external_resource",
        "current_query",
        "current_query_id",
        "deregister_external_resource",
        "destroy_external_resource",
        "duckdb_external_resource_types",
        "duckdb_external_resources",
        "duckdb_live_query_metrics",
        "json_deserialize_sql",
        "json_execute_serialized_sql",
        "json_serialize_sql",
        "query",
        "query_table",
        "register_external_resource",
        "register_external_resource_type",
    }

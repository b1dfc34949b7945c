"""Statements of the console neither change the corpus nor reach beyond it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console_helpers import ask, limited_store
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.database.tables import table_names
from trafficking_explorer.errors import QueryError
from trafficking_explorer.paths import bundled_corpus

OUT_OF_REACH = "files and the network are out of reach here"
DATABASES = "databases stay as they are here"
EXTENSIONS = "extensions are neither installed nor loaded here"
WRITING = "nothing is written to files or copied between databases here"
SECRETS = "secrets are not kept here"
SETTINGS = "settings stay as they are here"
TEXTS = "a text is not run as SQL here"
CORPUS = "the corpus cannot be changed"
TAKEN_NAME = "is a name of the corpus|belongs to the corpus and cannot be (?:dropped|changed)"
BASE = "only your own tables can be changed"

READING = [
    ("SELECT * FROM read_text('{file}')", OUT_OF_REACH),
    ("SELECT * FROM read_blob('{file}')", OUT_OF_REACH),
    ("SELECT * FROM read_csv('{file}')", OUT_OF_REACH),
    ("SELECT * FROM read_csv_auto(['{file}'])", OUT_OF_REACH),
    ("SELECT * FROM read_json('{file}')", OUT_OF_REACH),
    ("SELECT * FROM read_parquet('{file}')", OUT_OF_REACH),
    ("SELECT * FROM parquet_scan('{file}')", OUT_OF_REACH),
    ("SELECT * FROM parquet_metadata('{file}')", OUT_OF_REACH),
    ("SELECT * FROM read_duckdb('{file}')", OUT_OF_REACH),
    ("SELECT * FROM sniff_csv('{file}')", OUT_OF_REACH),
    ("SELECT * FROM '{file}'", OUT_OF_REACH),
    ('SELECT * FROM "{file}"', OUT_OF_REACH),
    ("SELECT * FROM glob('{folder}/*')", OUT_OF_REACH),
    ("SELECT * FROM query('SELECT * FROM read_text(''{file}'')')", OUT_OF_REACH),
    (
        "FROM json_execute_serialized_sql(json_serialize_sql("
        "'SELECT * FROM read_text(''{file}'')'))",
        TEXTS,
    ),
    ("CREATE TABLE mine AS FROM '{file}'", OUT_OF_REACH),
    ("CREATE VIEW mine AS SELECT * FROM read_text('{file}')", OUT_OF_REACH),
    ("CREATE MACRO m() AS TABLE SELECT * FROM read_text('{file}'); FROM m()", OUT_OF_REACH),
    ("PREPARE p AS SELECT * FROM read_text('{file}')", OUT_OF_REACH),
    ("EXPLAIN ANALYZE SELECT * FROM read_text('{file}')", OUT_OF_REACH),
    ("SELECT * FROM read_csv('/dev/stdin')", OUT_OF_REACH),
]
"""Attempts to read a file."""
BEYOND = [
    ("SELECT * FROM read_csv('http://localhost:9/x.csv')", "out of reach here"),
    ("SELECT * FROM 's3://bucket/x.parquet'", "out of reach here"),
    ("COPY (SELECT 1) TO '{folder}/out.csv'", WRITING),
    ("COPY operations TO '{folder}/out.parquet' (FORMAT parquet)", WRITING),
    ("COPY (SELECT 1) TO '/dev/stdout'", WRITING),
    ("COPY mine FROM '{file}'", WRITING),
    ("EXPLAIN COPY (SELECT 1) TO '{folder}/out.csv'", WRITING),
    ("EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/out.csv'", WRITING),
    ("EXPLAIN (ANALYZE, FORMAT json) COPY (SELECT 1) TO '{folder}/out.csv'", WRITING),
    ("EXPLAIN /* x */ ANALYZE -- y\n COPY (SELECT 1) TO '{folder}/out.csv'", WRITING),
    ("PREPARE p AS COPY (SELECT 1) TO '{folder}/out.csv'; EXECUTE p", WRITING),
    ("EXPORT DATABASE '{folder}/out'", WRITING),
    ("IMPORT DATABASE '{folder}'", WRITING),
    ("PRAGMA import_database('{folder}')", SETTINGS),
    ("COPY FROM DATABASE corpus TO memory", WRITING),
    ("ATTACH '{folder}/out.duckdb'", DATABASES),
    ("ATTACH '{file}' AS other (TYPE sqlite)", DATABASES),
    ("ATTACH ':memory:' AS other", DATABASES),
    ("ATTACH OR REPLACE ':memory:' AS corpus", DATABASES),
    ("DETACH corpus", DATABASES),
    ("USE corpus; DETACH memory", DATABASES),
    ("ALTER DATABASE corpus SET ALIAS TO other", DATABASES),
    ("alter/* a remark */database corpus SET ALIAS TO other", DATABASES),
    ("ALTER -- a remark\n DATABASE corpus SET ALIAS TO other", DATABASES),
    ("EXPLAIN ANALYZE ALTER DATABASE corpus SET ALIAS TO other", DATABASES),
    ("INSTALL httpfs", EXTENSIONS),
    ("FORCE INSTALL httpfs FROM core", EXTENSIONS),
    ("UPDATE EXTENSIONS", EXTENSIONS),
    ("LOAD httpfs", EXTENSIONS),
    ("LOAD '{file}'", EXTENSIONS),
    ("CREATE SECRET mine (TYPE s3)", SECRETS),
    ("CREATE OR REPLACE PERSISTENT SECRET mine (TYPE http)", SECRETS),
    ("DROP SECRET mine", SECRETS),
    ("SET enable_external_access = true", SETTINGS),
    ("SET GLOBAL lock_configuration = false", SETTINGS),
    ("SET threads = 1", SETTINGS),
    ("SET memory_limit = '1TB'", SETTINGS),
    ("SET temp_directory = '{folder}'", SETTINGS),
    ("SET allowed_directories = ['/']", SETTINGS),
    ("SET enable_progress_bar_print = true", SETTINGS),
    ("SET SESSION enable_progress_bar = true", SETTINGS),
    ("SET python_enable_replacements = true", SETTINGS),
    ("RESET memory_limit", SETTINGS),
    ("RESET enable_progress_bar_print", SETTINGS),
    ("PRAGMA threads = 1", SETTINGS),
    ("PRAGMA temp_directory = '{folder}'", SETTINGS),
    ("PRAGMA enable_profiling", SETTINGS),
    ("PRAGMA profiling_output = '{folder}/out.json'", SETTINGS),
    ("PRAGMA enable_print_progress_bar", SETTINGS),
    ("PRAGMA enable_verification", SETTINGS),
    ("CALL enable_logging(storage = 'file', storage_path = '{folder}/log')", SETTINGS),
    ("FROM enable_logging('QueryLog', storage = 'stdout')", SETTINGS),
    ("CALL enable_profiling()", SETTINGS),
    ("SELECT getenv('HOME')", "getenv"),
    ("SELECT * FROM sql", "sql does not exist"),
    ("SELECT * FROM self", "self does not exist"),
    ("SELECT * FROM statements", "statements does not exist"),
    ("SELECT * FROM params", "params does not exist"),
    ("SELECT * FROM arrow_scan(1, 2, 3)", "No function matches"),
    ("SELECT * FROM pandas_scan(1)", "No function matches"),
]
"""Attempts to write, attach, install, load, reconfigure, and to reach the program's own memory."""
CHANGING = [
    ("DELETE FROM corpus.operations", CORPUS),
    ("TRUNCATE corpus.operations", CORPUS),
    ("UPDATE corpus.operations SET name = 'x'", CORPUS),
    ("INSERT INTO corpus.meta VALUES ('a', 'b')", CORPUS),
    (
        "MERGE INTO corpus.meta m USING (SELECT 'a' AS key) n ON m.key = n.key "
        "WHEN MATCHED THEN DELETE",
        CORPUS,
    ),
    ("WITH d AS (DELETE FROM corpus.meta RETURNING *) SELECT * FROM d", CORPUS),
    ("EXPLAIN ANALYZE DELETE FROM corpus.operations", CORPUS),
    ("DROP TABLE corpus.operations", CORPUS),
    ("ALTER TABLE corpus.operations ADD COLUMN x INTEGER", CORPUS),
    ("ALTER TABLE corpus.operations RENAME TO o", CORPUS),
    ("CREATE TABLE corpus.mine (i INTEGER)", CORPUS),
    ("CREATE OR REPLACE VIEW corpus.mine AS SELECT 1", CORPUS),
    ("CREATE SCHEMA corpus.mine", CORPUS),
    ("CREATE INDEX i ON corpus.operations (name)", CORPUS),
    ("COMMENT ON TABLE corpus.operations IS 'x'", CORPUS),
    ("USE corpus; CREATE TABLE mine (i INTEGER)", CORPUS),
    ("USE corpus; DROP TABLE operations", TAKEN_NAME),
    ("SET schema = 'corpus.main'; DELETE FROM operations", CORPUS),
    ("BEGIN; DELETE FROM corpus.meta; COMMIT", CORPUS),
    ("DELETE FROM operations", BASE),
    ("UPDATE operations SET name = 'x'", BASE),
    ("INSERT INTO operations (name) VALUES ('x')", BASE),
]
"""Attempts to change the corpus."""
TAKEN = [
    "CREATE OR REPLACE VIEW statistics AS SELECT 1 AS value",
    "CREATE TEMP TABLE statistics (value INT)",
    "create or replace temporary view Statistics as select 1",
    'CREATE TABLE IF NOT EXISTS "statistics" (value INT)',
    "CREATE OR REPLACE VIEW memory.main.statistics AS SELECT 1",
    "CREATE TEMP TABLE temp.main.statistics (value INT)",
    "CREATE OR REPLACE MACRO context(a, b, c) AS 1",
    "CREATE OR REPLACE TEMP FUNCTION cite(a, b) AS 'nobody'",
    "CREATE OR REPLACE MACRO matches(f) AS TABLE SELECT 1",
    "DROP VIEW operations",
    "DROP VIEW IF EXISTS main.operations",
    "DROP MACRO context",
    "DROP MACRO TABLE matches",
    "ALTER VIEW operations RENAME TO old",
    "CREATE TEMP TABLE mine (i INT); ALTER TABLE mine RENAME TO statistics",
    "EXPLAIN ANALYZE CREATE OR REPLACE VIEW statistics AS SELECT 1",
    "CREATE/* x */VIEW/* y */statistics AS SELECT 1",
    "CREATE RECURSIVE VIEW statistics (n) AS SELECT 1",
    "CREATE SCHEMA IF NOT EXISTS own; CREATE TABLE own.statistics (i INT)",
]
"""Attempts to put something else in the place of a name of the corpus."""
HARMLESS = [
    "CREATE SCHEMA own; CREATE TABLE own.figures (i INT); USE own; FROM figures; USE memory.main",
    "CREATE TABLE renames (statistics INT); ALTER TABLE renames RENAME COLUMN statistics TO context",
    "WITH statistics AS (SELECT 1) FROM statistics",
    "CREATE TABLE mine AS SELECT * FROM operations; UPDATE mine SET name = 'x'; DROP TABLE mine",
    "CREATE TEMP TABLE t (i INT); INSERT INTO t VALUES (1); DELETE FROM t; TRUNCATE t; DROP TABLE t",
    "CREATE SCHEMA s; CREATE TABLE s.secret (copy INT); ALTER TABLE s.secret ADD COLUMN load INT; "
    "DROP SCHEMA s CASCADE",
    "CREATE OR REPLACE MACRO twice(x) AS x * 2; SELECT twice(21); DROP MACRO twice",
    "CREATE SEQUENCE q; SELECT nextval('q'); DROP SEQUENCE q",
    "CREATE TYPE mood AS ENUM ('a'); SELECT 'a'::mood; DROP TYPE mood",
    "BEGIN; CREATE TEMP TABLE x (i INT); ROLLBACK",
    "SET VARIABLE attach = 5; SELECT getvariable('attach'); RESET VARIABLE attach",
    "USE corpus; SELECT count(*) FROM operations; USE memory",
    "SET search_path = 'corpus'; SELECT 1; SET search_path = 'memory'",
    "PREPARE p AS SELECT 1; EXECUTE p; DEALLOCATE p",
    "EXPLAIN SELECT 'COPY x TO y'; EXPLAIN ANALYZE SELECT 1; EXPLAIN (FORMAT json) SELECT 1",
    "SELECT 'ATTACH ''x''' AS attach, 1 AS \"load\"",
    "PRAGMA table_info('operations'); PRAGMA database_list; PRAGMA version; PRAGMA show_tables",
    "DESCRIBE operations; SUMMARIZE SELECT 1; SHOW TABLES; SHOW ALL TABLES",
    "CALL pragma_version(); CHECKPOINT; VACUUM; ANALYZE",
    "FROM duckdb_settings(); FROM duckdb_functions(); FROM duckdb_columns()",
    "CREATE TABLE c (i INT); COMMENT ON TABLE c IS 'ATTACH'; COMMENT ON COLUMN c.i IS 'x'; "
    "DROP TABLE c",
]


@pytest.fixture(params=["closed", "files", "memory"])
def kind(request: pytest.FixtureRequest) -> str:
    """The way the store was opened."""
    return str(request.param)


@pytest.fixture
def opened(kind: str, cache: Path, store: Store) -> Iterator[Store]:
    """A store that a test may spoil."""
    place = locate_store(bundled_corpus(), cache)
    if kind == "memory":
        found = build_in_memory(place.root, place.fingerprint)
    else:
        found = limited_store(place, Limits(files=kind == "files"))
    yield found
    found.close()


@pytest.fixture
def console(opened: Store) -> Iterator[Console]:
    made = Console(opened)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file in it."""
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    return tmp_path


def state(store: Store) -> list[object]:
    """All that is in the corpus."""
    return [store.rows(f'SELECT * FROM corpus."{name}" ORDER BY ALL') for name in table_names()] + [
        store.rows(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'corpus' ORDER BY 1"
        )
    ]


def attempt(console: Console, folder: Path, sql: str) -> str:
    """The message for a script that must fail."""
    with pytest.raises(QueryError) as caught:
        ask(console, sql.format(file=folder / "secret.csv", folder=folder))
    message = str(caught.value)
    assert message.strip() == message != ""
    assert "Traceback" not in message
    return message


@pytest.mark.parametrize("kind", ["closed"], indirect=True)
def test_each_attempt_is_refused_with_a_reason(
    console: Console, opened: Store, folder: Path
) -> None:
    """And all is as before: the corpus, the folder, the settings."""
    before = state(opened)
    settings = opened.rows("SELECT name, value FROM duckdb_settings() ORDER BY 1")
    for sql, reason in READING + BEYOND + CHANGING:
        message = attempt(console, folder, sql)
        assert re.search(reason, message), (sql, message)
        ask(console, "ROLLBACK" if sql.startswith("BEGIN") else "USE memory")
    assert state(opened) == before
    assert opened.rows("SELECT name, value FROM duckdb_settings() ORDER BY 1") == settings
    assert [path.name for path in folder.iterdir()] == ["secret.csv"]
    assert ask(console, "SELECT count(*) FROM operations").values(0, 1) == [
        (len(opened.rows("SELECT 1 FROM corpus.operations")),)
    ]


@pytest.mark.parametrize("kind", ["files"], indirect=True)
def test_open_files_are_read_and_nothing_else(
    console: Console, opened: Store, folder: Path
) -> None:
    """Reading works; writing, attaching, installing and the like are refused as before."""
    before = state(opened)
    file = folder / "secret.csv"
    for sql in (
        f"SELECT a FROM '{file}'",
        f"SELECT a FROM read_csv('{file}')",
        f"WITH t AS (FROM read_csv('{file}')) SELECT a FROM t",
        f"CREATE TABLE mine AS FROM '{file}'; SELECT a FROM mine",
    ):
        assert ask(console, sql).values(0, 9) == [(1,)]
    assert ask(console, f"SELECT content FROM read_text('{file}')").values(0, 9) == [
        ("a,b\n1,2\n",)
    ]
    assert ask(console, f"SELECT count(*) FROM glob('{folder}/*')").values(0, 9) == [(1,)]
    for sql, reason in BEYOND + CHANGING:
        message = attempt(console, folder, sql)
        assert re.search(reason, message), (sql, message)
        ask(console, "ROLLBACK" if sql.startswith("BEGIN") else "USE memory")
    assert state(opened) == before
    assert [path.name for path in folder.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize("kind", ["memory"], indirect=True)
def test_a_corpus_in_memory_cannot_be_changed_either(
    console: Console, opened: Store, folder: Path
) -> None:
    """Without a writable cache DuckDB does not have it read-only."""
    before = state(opened)
    for sql, _ in CHANGING:
        attempt(console, folder, sql)
        ask(console, "ROLLBACK" if sql.startswith("BEGIN") else "SELECT 1")
    for sql in (
        'DELETE FROM "corpus".operations',
        "DELETE FROM CORPUS.main.operations",
        "delete from Corpus . operations",
        'USE "corpus"',
        "SET search_path = 'corpus'",
    ):
        assert "the corpus cannot be changed" in attempt(console, folder, sql)
    assert state(opened) == before
    assert ask(console, "SELECT count(*) > 0 FROM corpus.operations").values(0, 1) == [(True,)]


@pytest.mark.parametrize("kind", ["closed"], indirect=True)
def test_a_name_of_the_corpus_keeps_its_meaning(console: Console, folder: Path) -> None:
    """Whatever is made, dropped or renamed: later queries find the corpus under it."""
    found = ask(console, "SELECT count(*) FROM statistics").values(0, 1)
    for sql in TAKEN:
        assert re.search(TAKEN_NAME, attempt(console, folder, sql)), sql
        ask(console, "DROP TABLE IF EXISTS mine")
    assert ask(console, "SELECT count(*) FROM statistics").values(0, 1) == found


@pytest.mark.parametrize("sql", HARMLESS)
@pytest.mark.parametrize("kind", ["closed"], indirect=True)
def test_what_harms_nothing_is_run(console: Console, sql: str) -> None:
    """The reader's tables, with any names of tables and columns; questions about DuckDB."""
    ask(console, sql)


@pytest.mark.parametrize("kind", ["closed"], indirect=True)
def test_a_refusal_says_what_to_do(console: Console) -> None:
    """Instead of what one meant to do."""
    for sql, instead in (
        ("ATTACH 'x'", "create your own tables with CREATE TABLE"),
        ("COPY (SELECT 1) TO 'x'", "keep it with CREATE TABLE … AS"),
        ("SET threads = 1", "SET VARIABLE"),
        ("LOAD json", "is there"),
    ):
        with pytest.raises(QueryError, match=instead):
            ask(console, sql)


@pytest.mark.parametrize("kind", ["closed"], indirect=True)
def test_a_refused_statement_of_a_script_is_named(console: Console) -> None:
    """With its place; those before it have run, those after it have not."""
    with pytest.raises(QueryError, match=r"^statement 2 of 3: databases stay") as caught:
        ask(console, "CREATE TABLE one AS SELECT 1;\n ATTACH 'x';\nCREATE TABLE two AS SELECT 2")
    assert (caught.value.line, caught.value.column) == (2, 2)
    assert ask(console, "FROM one").rows == 1
    with pytest.raises(QueryError, match="two does not exist"):
        ask(console, "FROM two")


@pytest.mark.parametrize("kind", ["closed"], indirect=True)
@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DROP TABLE operations", "operations belongs to the corpus and cannot be dropped"),
        (
            "DROP VIEW IF EXISTS main.operations",
            "operations belongs to the corpus and cannot be dropped",
        ),
        ("DROP MACRO matches", "matches belongs to the corpus and cannot be dropped"),
        ("DROP SCHEMA corpus", "corpus belongs to the corpus and cannot be dropped"),
        (
            "ALTER TABLE operations ADD COLUMN x INTEGER",
            "operations belongs to the corpus and cannot be changed",
        ),
        (
            "ALTER VIEW statistics RENAME TO mine",
            "statistics belongs to the corpus and cannot be changed",
        ),
        (
            "CREATE TABLE t (a INTEGER); ALTER TABLE t RENAME TO operations",
            "operations is a name of the corpus",
        ),
        ("CREATE TABLE operations AS SELECT 1", "operations is a name of the corpus"),
        ("CREATE SCHEMA corpus", "corpus is a name of the corpus"),
        ("INSERT INTO operations VALUES (1)", "operations is not a table"),
    ],
)
def test_a_refusal_fits_the_statement(console: Console, folder: Path, sql: str, says: str) -> None:
    """Dropping, changing and taking a name are different things; the words are plain English."""
    assert says in attempt(console, folder, sql)

"""Statements of every kind, typed at one console: right answers, errors with a message."""

import faulthandler
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console_helpers import ask, limited_store
from trafficking_explorer.console.session import Console
from trafficking_explorer.console.tokenizer import tokens
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryError
from trafficking_explorer.paths import bundled_corpus

# One a line: a statement, " => ", and its rows, with ";" between rows and "|" between values, "·"
# for NULL; "ok" where the rows do not matter, "! words" for an error that has these words.
STATEMENTS = r"""
-- values and their errors
SELECT 1, 2.5, 'a', NULL, true => 1|2.5|a|·|true
VALUES (1, 'a'), (2, 'b') => 1|a;2|b
SELECT 1 / 0 => inf
SELECT 1 // 0 => ! Division by zero
SELECT 9223372036854775807 + 1 => ! Overflow
SELECT 300::TINYINT => ! out of range
SELECT 'it''s', $$it's$$, e'a\tb' => it's|it's|a	b
SELECT 1 = 'x' => ! Could not convert
SELECT 1 +  => ! syntax error
SELECT => ! SELECT clause without selection list
SELECT 1::DECIMAL(5, 2), 12345::DECIMAL(4, 2) => ! Could not cast
SELECT TRY_CAST('abc' AS INTEGER), TRY_CAST('7' AS INTEGER) => ·|7
SELECT CAST(1 AS nonsense) => ! nonsense
SELECT 1 AS "select", 2 AS "a b" => 1|2
SELECT error('boom') => ! boom
SELECT regexp_matches('abc123', '\d+'), regexp_extract('abc123', '(\d)(\d)', 2) => true|2
SELECT regexp_matches('a', '(') => ! missing
SELECT chr(0) || 'x' = 'x', length(chr(0)) => false|1
SELECT encode('é'), '\xC3\xA9'::BLOB = encode('é') => 2 bytes \xC3\xA9|true
SELECT decode('\xFF'::BLOB) => ! decode
SELECT 'tab	and' , 'line' || chr(10) || 'break' => ok
SELECT '𝄞' , length('👩‍👩‍👧') => 𝄞|5
SELECT DATE '2021-02-29' => ! date
SELECT strptime('x', '%d') => ! Could not parse
SELECT make_date(2020, 2, 30) => ! out of range
SELECT INTERVAL '1 year 2 months' , INTERVAL 3 DAY + INTERVAL '4 hours' => 1 year 2 months|3 days 04:00:00
SELECT now() = now(), today() = current_date => true|true
SELECT [1, 2, NULL], [], [[1], []], [1, 2, 3][9] => [1, 2, NULL]|[]|[[1], []]|·
SELECT list_transform([1, 2], lambda x: x * 2), [x * 2 FOR x IN [1, 2, 3] IF x > 1] => [2, 4]|[4, 6]
SELECT unnest([1, 2]), unnest(['a']) => 1|a;2|·
SELECT [1, 2]::INTEGER[2], [1]::INTEGER[2] => ! Cannot cast
SELECT {'a': 1, 'b': {'c': [1]}}, {'a': 1}.a => {'a': 1, 'b': {'c': [1]}}|1
SELECT MAP {'a': 1, 'a': 2} => ! unique
SELECT '{'::JSON => ! JSON
SELECT 'a'::ENUM('a', 'b'), 'c'::ENUM('a', 'b') => ! Could not convert
SELECT 'x'::UUID => ! UUID
SELECT 'POINT (1 2)'::GEOMETRY => POINT (1 2)

-- from, joins, sets
FROM range(3) => 0;1;2
FROM range(3) t(i) SELECT i * 2 WHERE i > 0 => 2;4
SELECT a.i, b.i FROM range(3) a(i) LEFT JOIN range(1, 4) b(i) ON a.i = b.i ORDER BY 1 => 0|·;1|1;2|2
SELECT * FROM range(2) a(i) POSITIONAL JOIN range(5, 8) b(j) => 0|5;1|6;·|7
SELECT a.t, b.v FROM (VALUES (3), (7)) a(t) ASOF JOIN (VALUES (1, 'x'), (5, 'y')) b(t, v) ON a.t >= b.t ORDER BY 1 => 3|x;7|y
SELECT * FROM range(2) a(i) CROSS JOIN LATERAL (SELECT i + 1) b(j) ORDER BY 1 => 0|1;1|2
SELECT 1 AS a UNION BY NAME SELECT 2 AS b ORDER BY ALL => 1|·;·|2
SELECT 1, 2 UNION SELECT 3 => ! same number
SELECT * FROM nope => ! nope does not exist
SELECT nope FROM range(1) => ! nope
SELECT i FROM range(1) a(i), range(1) b(i) => ! mbiguous
SELECT * EXCLUDE (j) FROM range(1) a(i), range(1) b(j) => 0
SELECT COLUMNS('a.*') FROM (SELECT 1 AS a1, 2 AS b, 3 AS a2) => 1|3
SELECT COLUMNS('z.*') FROM (SELECT 1 AS a) => ! No matching columns
SELECT t FROM (VALUES (1, 'a')) t(i, s) => {'i': 1, 's': a}
SELECT (SELECT i FROM range(2) t(i)) => ! more than one row
SELECT i, (SELECT count(*) FROM range(i)) FROM range(3) t(i) ORDER BY 1 => 0|0;1|1;2|2
SELECT * FROM range(10) LIMIT -1 => ! negative
SELECT * FROM range(4) LIMIT 50% => 0;1
SELECT count(*) FROM range(1000) USING SAMPLE 10 => ok
SELECT DISTINCT ON (i % 2) i FROM range(9) t(i) ORDER BY i % 2, i DESC => 8;7
SELECT i FROM range(3) t(i) ORDER BY 2 => ! ORDER

-- groups, windows
SELECT i % 2 AS k, max(i) FROM range(5) t(i) GROUP BY ALL ORDER BY k => 0|4;1|3
SELECT i, count(*) FROM range(2) t(i) => ! GROUP BY
SELECT sum(x), min(x), list(x) FROM (SELECT 1 AS x WHERE false) => ·|·|·
SELECT histogram(i % 2), bool_and(i < 3), bit_or(i) FROM range(3) t(i) => {0=2, 1=1}|true|3
SELECT sum(sum(i)) FROM range(3) t(i) => ! nested
SELECT i, lag(i) OVER w, lead(i, 1, -1) OVER w FROM range(3) t(i) WINDOW w AS (ORDER BY i) ORDER BY i => 0|·|1;1|0|2;2|1|-1
SELECT i FROM range(6) t(i) QUALIFY row_number() OVER (PARTITION BY i % 2 ORDER BY i DESC) = 1 ORDER BY i => 4;5
SELECT row_number() FROM range(2) => ! Window functions

-- with, recursion, pivots, shapes
WITH a AS (SELECT 1 AS i), b AS (SELECT i + 1 AS j FROM a) SELECT * FROM a, b => 1|2
WITH a AS MATERIALIZED (SELECT random() AS r) SELECT count(DISTINCT r) FROM (FROM a UNION ALL FROM a) => 1
WITH a(x, y) AS (SELECT 1, 2) SELECT y FROM a => 2
WITH RECURSIVE f(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 10) SELECT a FROM f ORDER BY a => 0;1;1;2;3;5;8
WITH RECURSIVE t(i) AS (SELECT 1 UNION SELECT (i + 1) % 3 FROM t) SELECT * FROM t ORDER BY 1 => 0;1;2
WITH a AS (SELECT 1) SELECT * FROM b => ! b does not exist
WITH a AS (SELECT 1), a AS (SELECT 2) SELECT 1 => ! uplicate
PIVOT (VALUES ('x', 1), ('y', 2), ('x', 3)) t(k, n) ON k USING sum(n) => 4|2
PIVOT (VALUES ('x', 1), ('y', 2)) t(k, n) ON k IN ('x') USING sum(n) => ok
UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME k VALUE v => a|1;b|2
FROM (SELECT 1 AS a, 2 AS b) UNPIVOT (v FOR k IN (a, b)) => a|1;b|2
SELECT * FROM (VALUES (1, 'a')) t(i, s) => 1|a
TABLE forms LIMIT 0 => 
FROM forms LIMIT 0 => 
SELECT * FROM unnest([1, 2]) t(i), unnest([i]) u(j) => 1|1;2|2
SELECT * FROM query('SELECT 42') => 42
SELECT * FROM query('SELEC') => ! syntax error
SELECT * FROM query_table('meta') WHERE false => 
SELECT count(*) > 0 FROM query_table(['operations']) => true
SELECT * FROM repeat('a', 2) => a;a
SELECT * FROM generate_series(3, 1, -1) => 3;2;1
SELECT * FROM range(1, 2, 0) => ! interval cannot be 0
SELECT count(*) FROM test_all_types() => 3
SELECT count(*) > 10 FROM test_vector_types(NULL::INTEGER) => true
DESCRIBE SELECT 1 AS a, 'x' AS b => ok
SUMMARIZE SELECT * FROM range(5) => ok
SHOW TABLES => ok
SHOW ALL TABLES => ok
SHOW DATABASES => ok
EXPLAIN SELECT 1 => ok
EXPLAIN ANALYZE SELECT count(*) FROM range(1000) => ok
EXPLAIN SELECT nope => ! nope
EXPLAIN => ! syntax error

-- tables of one's own
CREATE TABLE one (i INTEGER PRIMARY KEY, s VARCHAR NOT NULL, d DATE DEFAULT DATE '2020-01-01', CHECK (i < 100)) => ok
INSERT INTO one (i, s) VALUES (1, 'a'), (2, 'b') => 2
INSERT INTO one (i, s) VALUES (1, 'c') => ! uplicate key
INSERT INTO one VALUES (3, NULL, NULL) => ! NOT NULL
INSERT INTO one VALUES (300, 'x', NULL) => ! CHECK
INSERT INTO one VALUES (3) => ! column
INSERT INTO one (nope) VALUES (3) => ! nope
INSERT INTO one (i, s) VALUES ('x', 'y') => ! Could not convert
INSERT OR REPLACE INTO one (i, s) VALUES (1, 'z') => 1
INSERT INTO one (i, s) VALUES (1, 'q') ON CONFLICT DO NOTHING => 0
INSERT INTO one (i, s) VALUES (2, 'u') ON CONFLICT (i) DO UPDATE SET s = excluded.s RETURNING i, s => 2|u
INSERT INTO one BY NAME SELECT 'n' AS s, 9 AS i => 1
SELECT i, s, d FROM one ORDER BY i => 1|z|2020-01-01;2|u|2020-01-01;9|n|2020-01-01
UPDATE one SET s = upper(s) WHERE i < 9 => 2
UPDATE one SET s = 'from' FROM range(2) t(j) WHERE i = j => 1
UPDATE one SET nope = 1 => ! nope
UPDATE one SET i = i + 1 WHERE i = 9 RETURNING i => 10
DELETE FROM one WHERE i = 10 RETURNING s => n
DELETE FROM one USING range(5) t(j) WHERE i = j AND i = 2 => 1
SELECT count(*) FROM one => 1
MERGE INTO one USING (VALUES (1, 'm'), (4, 'n')) v(i, s) ON one.i = v.i WHEN MATCHED THEN UPDATE SET s = v.s WHEN NOT MATCHED THEN INSERT (i, s) VALUES (v.i, v.s) => 2
SELECT i, s FROM one ORDER BY i => 1|m;4|n
TRUNCATE one => 2
ALTER TABLE one ADD COLUMN extra INTEGER DEFAULT 7 => ok
ALTER TABLE one ADD COLUMN extra INTEGER => ! already exists
ALTER TABLE one RENAME COLUMN extra TO more => ok
ALTER TABLE one ALTER COLUMN more TYPE VARCHAR => ok
ALTER TABLE one ALTER COLUMN more SET NOT NULL => ok
ALTER TABLE one DROP COLUMN more => ok
ALTER TABLE one DROP COLUMN nope => ! nope
ALTER TABLE one RENAME TO two => ok
SELECT * FROM one => ! one does not exist
DROP TABLE two => ok
DROP TABLE two => ! two does not exist
DROP TABLE IF EXISTS two => ok
CREATE TABLE t AS SELECT i, i * 2 AS j FROM range(5) t(i) => 5
CREATE TABLE t (i INTEGER) => ! already exists
CREATE TABLE IF NOT EXISTS t (i INTEGER) => ok
CREATE OR REPLACE TABLE t AS SELECT i, 'v' || i AS v FROM range(3) t(i) => 3
CREATE TABLE nothing () => ! at least one column
CREATE TABLE twice (a INTEGER, A INTEGER) => ! a
CREATE TABLE gen (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL) => ok
INSERT INTO gen (a) VALUES (4) => 1
SELECT b FROM gen => 8
INSERT INTO gen (b) VALUES (4) => ! generated
CREATE TABLE child (i INTEGER REFERENCES nope (i)) => ! nope
CREATE INDEX t_i ON t (i) => ok
CREATE UNIQUE INDEX t_u ON t (v) => ok
INSERT INTO t VALUES (9, 'v1') => ! uplicate key
CREATE INDEX t_x ON t (nope) => ! nope
DROP INDEX t_i => ok
COMMENT ON TABLE t IS 'mine' => ok
SELECT comment FROM duckdb_tables() WHERE table_name = 't' => mine
CREATE VIEW w AS SELECT v FROM t WHERE i > 0 => ok
SELECT * FROM w ORDER BY v => v1;v2
CREATE VIEW w AS SELECT 1 => ! already exists
CREATE OR REPLACE VIEW w AS SELECT nope FROM t => ! nope
INSERT INTO w VALUES (1) => ! base table|not a table
DROP TABLE w => ! View
DROP VIEW w => ok
CREATE SCHEMA s => ok
CREATE TABLE s.t (i INTEGER) => ok
SELECT * FROM s.t => 
DROP SCHEMA s => ! depend
DROP SCHEMA s CASCADE => ok
CREATE SEQUENCE q START 5 INCREMENT 2 => ok
SELECT nextval('q'), nextval('q') => 5|7
SELECT currval('q') => 7
SELECT nextval('nope') => ! nope
DROP SEQUENCE q => ok
CREATE TYPE mood AS ENUM ('sad', 'ok') => ok
SELECT 'ok'::mood > 'sad'::mood, enum_range(NULL::mood) => true|[sad, ok]
SELECT 'other'::mood => ! Could not convert
DROP TYPE mood => ok
CREATE MACRO add_up(a, b := 10) AS a + b => ok
SELECT add_up(1), add_up(1, 2), add_up(1, b := 5) => 11|3|6
SELECT add_up() => ! add_up
CREATE MACRO pairs(n) AS TABLE SELECT i, i * i AS q FROM range(n) t(i) => ok
SELECT * FROM pairs(3) => 0|0;1|1;2|4
DROP MACRO add_up => ok
DROP MACRO TABLE pairs => ok
CREATE TEMP TABLE temporary AS SELECT 1 AS i => 1
SELECT * FROM temp.temporary => 1
DROP TABLE temporary => ok
DROP TABLE t; => ok
DROP TABLE gen => ok

-- transactions, variables, prepared statements, settings that are one's own
BEGIN => ok
BEGIN => ! cannot start a transaction within a transaction
CREATE TABLE gone (i INTEGER) => ! aborted
ROLLBACK => ok
BEGIN TRANSACTION => ok
CREATE TABLE gone (i INTEGER) => ok
ROLLBACK => ok
SELECT * FROM gone => ! gone does not exist
START TRANSACTION READ ONLY => ok
SELECT 1 => 1
CREATE TABLE gone (i INTEGER) => ! read-only|READ ONLY|aborted
ROLLBACK => ok
COMMIT => ! no transaction is active
ROLLBACK => ! no transaction is active
SET VARIABLE v = 41 => ok
SELECT getvariable('v') + 1, getvariable('nope') => 42|·
SET VARIABLE v = [1, 2] => ok
SELECT len(getvariable('v')) => 2
RESET VARIABLE v => ok
PREPARE p AS SELECT $1 + $2 => ok
EXECUTE p(1, 2) => 3
EXECUTE p(1) => ! parameter
EXECUTE nope => ! nope
DEALLOCATE p => ok
SELECT ? => ! Values were not provided
SELECT $x => ! Values were not provided
USE corpus => ok
SELECT count(*) > 0 FROM operations => true
USE memory => ok
USE nope => ! nope
CHECKPOINT => ok
VACUUM => ok
ANALYZE => ok
CALL pragma_version() => ok
CALL nope() => ! nope
PRAGMA version => ok
PRAGMA nope => ! settings stay as they are
PRAGMA table_info('operations') => ok

-- not SQL
SELEC 1 => ! syntax error
hello => ! syntax error
42 => ! syntax error
; => ok
SELECT 'open => ! unterminated
SELECT "open => ! unterminated
SELECT $$open => ! syntax error
SELECT /* open => ! unterminated|SELECT clause without
SELECT (1 => ! syntax error
SELECT * WHERE => ! syntax error
SELECT nope(1) => ! nope does not exist
SELECT abs('a', 'b') => ! abs
SELECT @ => ! syntax error
SELECT é FROM range(1) t(é) => 0
SELECT 1 AS 日本 => 1
SELECT 1 as a where a = 1 => ok
DROP => ! syntax error
GRANT ALL ON operations TO x => ! syntax error
.tables => ! syntax error
!ls => ! syntax error

-- the corpus
SELECT count(*) = count(DISTINCT (record_type, record_id)) FROM records => true
SELECT count(*) = (SELECT count(*) FROM statistics WHERE operation_id IS NOT NULL) FROM operations o JOIN statistics s USING (operation_id) => true
SELECT value FROM statistics WHERE operation_id = 'epervier' AND measure = 'arrests' AND qualifier = 'exact' GROUP BY ALL => 40.0
SELECT context('002', 0, 5) IS NOT NULL, cite('operation', 'epervier') IS NOT NULL => true|true
SELECT context('nope', 0, 5) => ·
SELECT matches('x') => ! matches
SELECT * FROM matches('x') => ! matches
SELECT list_contains(country_codes, 'ML') FROM operations WHERE operation_id = 'epervier' => true
SELECT bool_and(s.text[e.start_char + 1 : e.end_char] = e.exact) FROM evidence e JOIN sources s USING (source_id) => true
SELECT count(*) FROM duckdb_columns() WHERE database_name = 'corpus' AND comment IS NULL AND table_name IN ('operations', 'statistics', 'quotes', 'evidence', 'fields') => 0
"""


def lines() -> Iterator[tuple[str, str]]:
    for line in STATEMENTS.splitlines():
        if " => " in line:
            sql, _, wanted = line.partition(" => ")
            yield sql, wanted


@pytest.fixture
def console(cache: Path, store: Store) -> Iterator[Console]:
    opened = limited_store(locate_store(bundled_corpus(), cache), Limits())
    made = Console(opened, limits=Limits(seconds=60))
    yield made
    made.close()
    opened.close()


def shown(console: Console, sql: str) -> str:
    """The result of a statement, in the notation of the table above."""
    try:
        result = ask(console, sql)
    except QueryError as error:
        message = str(error)
        assert message.strip() == message != ""
        assert "Traceback" not in message
        assert (error.line is None) == (error.column is None)
        return f"! {message}"
    except AssertionError:
        return ""
    return ";".join(
        "|".join("·" if value is None else value for value in row) for row in result.page(0, 100)
    )


def fits(wanted: str, found: str) -> bool:
    if wanted.startswith("! "):
        words = wanted.removeprefix("! ").split("|")
        return found.startswith("! ") and any(each.lower() in found.lower() for each in words)
    return found == wanted or (wanted == "ok" and not found.startswith("! "))


def test_each_statement_is_answered_or_refused_with_a_message(console: Console) -> None:
    """All statements give the results written beside them, in turn at one console."""
    faulthandler.enable()
    found = [(sql, wanted, shown(console, sql)) for sql, wanted in lines()]
    assert len(found) > 170
    assert [each for each in found if not fits(*each[1:])] == []
    assert shown(console, "SELECT 'still here'") == "still here"


@pytest.mark.slow
def test_unfinished_statements_are_no_trouble(console: Console) -> None:
    """Each of them cut off behind every other word, as while it is typed."""
    for sql, _ in lines():
        for token in tokens(sql)[1:-1:2]:
            shown(console, sql[: token.end])
    shown(console, "ROLLBACK")
    shown(console, "USE memory")
    assert shown(console, "SELECT 'still here'") == "still here"


@pytest.mark.slow
def test_printing_gives_the_same(console: Console) -> None:
    """`Console.run`, which streams, agrees about what is an error, and about how many rows there are."""
    for sql, _ in lines():
        if sql.startswith(("SELECT", "WITH", "FROM", "VALUES")) and "nextval" not in sql:
            kept = shown(console, sql)
            try:
                answer = console.run(sql)
                count = sum(map(len, answer.pages())) if answer else 0
            except QueryError:
                assert kept.startswith("! "), sql
            else:
                assert not kept.startswith("! "), (sql, kept)
                assert count == ask(console, sql).rows, sql

"""Results of any size: first rows at once, any page, sorted and filtered where they lie."""

import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tests.console_helpers import DEAF, ENDLESS, PATIENCE, Alarms, ask, limited_store, wait_until
from trafficking_explorer.console import background_query as tasks
from trafficking_explorer.console.limit_watch import Watch
from trafficking_explorer.console.query_result import HEAD_ROWS, QueryResult
from trafficking_explorer.console.result_storage import BATCH_ROWS, ResultStorage
from trafficking_explorer.console.result_views import COMPARISONS, Condition, Order
from trafficking_explorer.console.session import Console
from trafficking_explorer.database import memory_ceiling as memory
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import QueryError, QueryInterrupted, QueryLimited
from trafficking_explorer.paths import bundled_corpus

LARGE = 5_000_000
"""Rows that do not stay in memory."""


@pytest.fixture(scope="module")
def spill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spill")


@pytest.fixture(scope="module")
def limited(cache: Path, store: Store, spill: Path) -> Iterator[Store]:
    opened = limited_store(locate_store(bundled_corpus(), cache), Limits(spill=spill))
    yield opened
    opened.close()


@pytest.fixture
def console(limited: Store, spill: Path) -> Iterator[Console]:
    opened = Console(limited, limits=Limits(spill=spill))
    yield opened
    opened.close()


def begin(console: Console, sql: str) -> QueryResult:
    (statement,) = console.read(sql)
    return console.start(statement)


# Rows.


def test_a_result_has_columns_types_and_rows(console: Console) -> None:
    """Names as written, DuckDB's types; texts as DuckDB writes them, values of Python."""
    result = ask(console, "SELECT 1 AS one, 'a' AS \"Two\", [1.5::DOUBLE] AS three, NULL AS four")
    assert result.columns == ("one", "Two", "three", "four")
    assert result.types[:3] == ("INTEGER", "VARCHAR", "DOUBLE[]")
    assert result.is_query
    assert result.page(0, 9) == [("1", "a", "[1.5]", None)]
    assert result.values(0, 9) == [(1, "a", [1.5], None)]
    assert (result.rows, result.complete, result.error) == (1, True, None)


def test_two_columns_may_have_one_name(console: Console) -> None:
    """Each has its own values."""
    result = ask(console, "SELECT 1 AS a, 2 AS a, 3 AS b")
    assert result.columns == ("a", "a", "b")
    assert result.page(0, 1) == [("1", "2", "3")]
    assert next(result.batches()).schema.names == ["a", "a", "b"]


@pytest.mark.parametrize(
    ("sql", "is_query", "page"),
    [
        ("CREATE TEMP TABLE mine (i INTEGER)", False, []),
        ("CREATE TEMP TABLE mine AS SELECT 1; INSERT INTO mine VALUES (2), (3)", False, [("2",)]),
        ("CREATE TEMP TABLE mine (i INT); INSERT INTO mine VALUES (2) RETURNING i", True, [("2",)]),
        ("BEGIN; ROLLBACK", False, []),
        ("SET VARIABLE v = 5; SELECT getvariable('v')", True, [("5",)]),
        ("PREPARE p AS SELECT $1 + 1 AS n; EXECUTE p(41)", True, [("42",)]),
        ("PIVOT (SELECT 'a' AS k, 1 AS n) ON k USING sum(n)", True, [("1",)]),
        ("SELECT * FROM operations LIMIT 0", True, []),
        ("CALL pragma_version()", True, None),
        ("EXPLAIN SELECT 1", True, None),
        (
            "CREATE SEQUENCE counter; SELECT nextval('counter') FROM range(2)",
            True,
            [("1",), ("2",)],
        ),
    ],
)
def test_every_kind_of_statement_has_a_result(
    console: Console, sql: str, is_query: bool, page: list[tuple[str]] | None
) -> None:
    """A statement without rows reports their number, or nothing."""
    result = ask(console, sql)
    assert result.is_query is is_query
    assert page is None or result.page(0, 9) == page
    assert result.complete


EXACT = [
    ("DATE '0044-03-15 (BC)'", "0044-03-15 (BC)"),
    ("1.10::DECIMAL(38, 10)", "1.1000000000"),
    ("0.1::DOUBLE + 0.2::DOUBLE", "0.30000000000000004"),
    ("'nan'::DOUBLE", "nan"),
    ("{'a': '01'::BIT, 'b': [DATE '2020-01-01', NULL]}", "{'a': 01, 'b': [2020-01-01, NULL]}"),
    ("row(1, 'a')", "(1, a)"),
    ("'{\"a\":  1}'::JSON", '{"a":  1}'),
    ("1::VARIANT", "1"),
    ("'\\xAA\\x00'::BLOB", "2 bytes \\xAA\\x00"),
    ("''::BLOB", "0 bytes"),
    ("repeat('x', 40)::BLOB", "40 bytes xxxxxxxxxxxxxxxx…"),
    ("'a' || chr(27) || '[31m'", "a\x1b[31m"),
    ("NULL", None),
    ("[]", "[]"),
]


@pytest.mark.parametrize(("sql", "text"), EXACT, ids=[sql for sql, _ in EXACT])
def test_values_are_shown_as_they_are(console: Console, sql: str, text: str | None) -> None:
    """Nothing is rounded, wrapped around or lost on the way, whatever its type; blobs as size and head."""
    assert ask(console, f"SELECT {sql} AS v FROM range(1)").page(0, 1) == [(text,)]


def test_all_types_of_duckdb_come_through(console: Console, limited: Store) -> None:
    """Each text is what DuckDB itself makes of the value."""
    result = ask(console, "FROM test_all_types()")
    wanted = limited.rows("SELECT COLUMNS(*)::VARCHAR FROM test_all_types()")
    blobs = [type_ == "BLOB" for type_ in result.types]
    assert len(blobs) > 50
    for row, texts in zip(result.page(0, 9), wanted, strict=True):
        for value, text, is_blob in zip(row, texts, blobs, strict=True):
            assert is_blob or value == (text if text is None else text[:1000])
    assert len(result.values(0, 9)) == len(wanted)
    assert sum(batch.num_rows for batch in result.batches()) == len(wanted)


def test_own_types_are_no_trouble(console: Console) -> None:
    """Also those that only the console's database knows."""
    result = ask(
        console,
        "CREATE OR REPLACE TEMP MACRO one() AS 1; DROP TYPE IF EXISTS money; "
        "CREATE TYPE money AS DECIMAL(10, 2); SELECT 1.5::money AS m, one() AS o",
    )
    assert result.page(0, 1) == [("1.50", "1")]


def test_a_long_text_is_cut_on_a_page_and_whole_in_a_cell(console: Console) -> None:
    """A page stays small, whatever is in it."""
    result = ask(console, "SELECT repeat('é', 5000) AS t, range(9999)::VARCHAR AS l, NULL AS n")
    (row,) = result.page(0, 1)
    assert row[0] == "é" * 1000
    assert len(row[1] or "") == 1000
    assert result.text(0, 0) == "é" * 5000
    assert result.text(0, 2) is None


# Any size.


def test_the_first_rows_are_there_while_the_rest_comes(console: Console) -> None:
    """The last row is reachable as soon as it is known; what is said is always true."""
    result = begin(console, f"SELECT i, i % 7 AS k FROM range({LARGE}) t(i)")
    result.wait_for_first()
    assert result.page(0, 3) == [("0", "0"), ("1", "1"), ("2", "2")]
    assert result.rows >= BATCH_ROWS
    seen = []
    while not result.done:
        known = result.rows
        seen.append(known)
        if known:
            assert result.values(known - 1, 1) == [(known - 1, (known - 1) % 7)]
    assert all(a <= b for a, b in pairwise(seen))
    result.finish()
    assert (result.rows, result.complete) == (LARGE, True)
    assert result.values(LARGE - 2, 10) == [
        (LARGE - 2, (LARGE - 2) % 7),
        (LARGE - 1, (LARGE - 1) % 7),
    ]
    assert result.page(LARGE, 10) == []


def test_a_large_result_lies_in_the_folder_to_spill_into(console: Console, spill: Path) -> None:
    """It goes from there when it is forgotten; a small one never comes there."""
    small = ask(console, "SELECT 1")
    assert not list(spill.glob("*.duckdb"))
    large = ask(console, f"SELECT i FROM range({LARGE}) t(i)")
    assert len(list(spill.glob("*.duckdb"))) == 1
    large.close()
    assert not list(spill.glob("*.duckdb*"))
    assert small.page(0, 1) == [("1",)]
    with pytest.raises(QueryError):
        large.select().finish()


@pytest.mark.parametrize(
    "columns",
    ["i, hash(i) AS h, hash(i + 1) AS g", "i", "i, md5(i::VARCHAR) AS h", "i, [i, i + 1] AS pair"],
)
def test_without_a_folder_a_result_stays_in_memory(limited: Store, columns: str) -> None:
    """And where memory does not do, it ends early, says so, and keeps the rows it had."""
    console = Console(limited, limits=Limits(results="16MB"))
    result = begin(console, f"SELECT {columns} FROM range(20000000) t(i)")
    with pytest.raises(QueryError, match="needs more memory than it may"):
        result.finish()
    assert 0 < result.rows < 20_000_000
    assert not result.complete
    console.close()


@pytest.mark.parametrize("batches", [1, 8])
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("BIGINT", lambda i: -i),
        ("DOUBLE", lambda i: i / 7),
        ("VARCHAR", lambda i: f"row {i} " * 20),
        ("BIGINT[]", lambda i: [i] * 5),
    ],
)
def test_rows_are_read_where_no_memory_is_left(
    kind: str, value: Callable[[int], object], batches: int
) -> None:
    """However much the last ones took: any page, any value, and all of them, in their order."""
    storage = ResultStorage(Limits(results="8MB"))
    kept = storage.keep(["BIGINT", kind])
    numbers = range(BATCH_ROWS)
    batch = pa.record_batch([list(numbers), list(map(value, numbers))], names=["c0", "c1"])
    with pytest.raises(duckdb.Error, match="allocate"):
        while True:
            kept.add([batch] * batches)
    for start in (0, kept.rows // 2, kept.rows - 5):
        wanted = [i % BATCH_ROWS for i in range(start, start + 5)]
        numbers = range(start, start + 5)
        assert [row[0] for row in kept.page(numbers)] == list(map(str, wanted))
        assert kept.values(numbers) == [(i, value(i)) for i in wanted]
        assert kept.texts(numbers, [0]) == [(str(i),) for i in wanted]
    parts = (range(i, min(i + 65_536, kept.rows)) for i in range(0, kept.rows, 65_536))
    found = [i for part in parts for each in kept.batches(part) for i in each.column(0).to_pylist()]
    assert found == list(range(BATCH_ROWS)) * (kept.rows // BATCH_ROWS)
    storage.close()


def test_a_statement_runs_once(console: Console) -> None:
    """A page, a selection and an export have the rows of one run."""
    result = ask(console, "SELECT i, random() AS r FROM range(300000) t(i)")
    rows = result.values(0, 300_000)
    assert result.values(1234, 5) == rows[1234:1239]
    selection = result.select(order=((1, True),))
    selection.finish()
    assert selection.values(0, 3) == sorted(rows, key=lambda row: -row[1])[:3]
    assert [row["r"] for row in next(result.batches()).to_pylist()[:9]] == [r for _, r in rows[:9]]


def test_an_export_has_every_row(console: Console) -> None:
    """In their order, with exact values."""
    result = ask(
        console, "SELECT i, i::DECIMAL(9, 2) AS d, DATE '2020-01-01' AS t FROM range(200000) t(i)"
    )
    rows = [row for batch in result.batches() for row in batch.to_pylist()]
    assert len(rows) == 200_000
    assert rows[-1] == {"i": 199_999, "d": Decimal("199999.00"), "t": date(2020, 1, 1)}


def test_an_error_on_the_way_keeps_the_rows_before(console: Console) -> None:
    """They were true; that there are not all is said."""
    sql = "SELECT CASE WHEN i = 3000000 THEN error('boom') ELSE i END FROM range(4000000) t(i)"
    result = begin(console, sql)
    result.wait_for_first()
    with pytest.raises(QueryError, match="boom"):
        result.finish()
    assert isinstance(result.error, QueryError)
    assert HEAD_ROWS <= result.rows < 3_000_000
    assert not result.complete


# Order and conditions.

ROWS = "SELECT i % 5 AS k, 'Row ' || i AS name, CASE WHEN i % 3 = 0 THEN NULL ELSE i END AS n "


@pytest.mark.parametrize(
    ("where", "order", "kept"),
    [
        (None, (), lambda i: True),
        (None, ((2, True),), lambda i: True),
        (None, ((0, False), (2, True)), lambda i: True),
        (Condition("row 99"), (), lambda i: "99" in str(i)),
        (Condition("ROW 9", 1), ((0, True),), lambda i: "9" in str(i)),
        (Condition("99 row", None), ((0, True),), lambda i: "99" in str(i)),
        (Condition("3", 0, ">="), (), lambda i: i % 5 >= 3),
        (Condition("3", 0, "<"), ((1, False),), lambda i: i % 5 < 3),
        (Condition("Row 7", 1, "="), (), lambda i: i == 7),
        (Condition("2", 0, "<>"), (), lambda i: i % 5 != 2),
        (Condition("100", 2, "<="), (), lambda i: i % 3 and i <= 100),
        (Condition("19990", 2, ">"), (), lambda i: i % 3 and i > 19990),
        (Condition("", 2, "null"), (), lambda i: i % 3 == 0),
        (Condition("", 2, "not null"), (), lambda i: i % 3),
        (Condition("nowhere"), ((0, False),), lambda i: False),
    ],
)
def test_a_result_is_sorted_and_filtered(
    console: Console, where: Condition | None, order: Order, kept: Callable[[int], object]
) -> None:
    """The order of Python; NULLs come last, equals keep their order."""
    result = ask(console, f"{ROWS} FROM range(20000) t(i)")
    wanted: list[tuple[Any, ...]] = [
        (i % 5, f"Row {i}", None if i % 3 == 0 else i) for i in range(20_000) if kept(i)
    ]
    for column, descending in reversed(order):
        present = [row for row in wanted if row[column] is not None]
        present.sort(key=itemgetter(column), reverse=descending)
        wanted = present + [row for row in wanted if row[column] is None]
    selection = result.select(where, order)
    selection.wait_for_first()
    assert selection.values(0, 50) == wanted[:50]
    selection.finish()
    assert (selection.rows, selection.of, selection.complete) == (len(wanted), 20_000, True)
    assert selection.values(0, 20_000) == wanted
    assert selection.values(len(wanted) - 3, 50) == wanted[-3:]
    assert selection.page(0, 1) == [
        tuple(None if value is None else str(value) for value in row) for row in wanted[:1]
    ]


def test_texts_are_sorted_as_people_sort_them(console: Console) -> None:
    """Without case, letters with marks beside those without; equals by the text itself."""
    result = ask(
        console,
        "SELECT * FROM (VALUES ('Zoe'), ('Łukasz'), ('bo'), ('Élodie'), ('Bo'), (NULL), ('ebbe')) t",
    )
    selection = result.select(None, ((0, False),))
    selection.finish()
    names = [name for (name,) in selection.values(0, 10)]
    assert names == ["Bo", "bo", "ebbe", "Élodie", "Łukasz", "Zoe", None]


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("lukasz", "Łukasz"),
        ("trafficking", "traf\u00adfick\u00ading"),
        ("میخواهیم", "می\u200cخواهیم"),
        ("STRASSE", "Straße"),
        ("jose", "Jose\u0301"),
        ("सिर", "सिर"),
    ],
)
def test_cells_are_found_by_their_letters(console: Console, typed: str, cell: str) -> None:
    """With invisible characters and letters of other keyboards."""
    result = ask(console, f"SELECT * FROM (VALUES ('{cell}'), ('सर')) t")
    selection = result.select(Condition(typed), ())
    selection.finish()
    assert selection.values(0, 10) == [(cell,)]


def test_words_are_found_whatever_their_case_and_accents(console: Console) -> None:
    """And all of them must be there, in whichever columns."""
    result = ask(console, "SELECT * FROM (VALUES ('Lomé', 'Togo'), ('LOME', 'x'), ('y', NULL)) t")
    for text, rows in (("lome", 2), ("lomé TOGO", 1), ("togo lome", 1), ("", 3), ("é x", 1)):
        selection = result.select(Condition(text))
        selection.finish()
        assert selection.rows == rows, text


def test_a_condition_that_makes_no_sense_is_an_error(console: Console) -> None:
    """It says what is wrong with it."""
    result = ask(console, "SELECT 1 AS i, DATE '2020-01-01' AS d")
    for condition, says in (
        (Condition("x", 0, ">"), "Could not convert"),
        (Condition("2020-13-01", 1, "="), "date"),
        (Condition("1", None, "="), "about one column"),
    ):
        with pytest.raises(QueryError, match=says):
            result.select(condition).finish()
    assert set(COMPARISONS) >= {"has", "=", "null"}


def test_a_selection_is_of_the_rows_known_then(console: Console) -> None:
    """While a result grows, it says of how many."""
    result = begin(console, f"SELECT hash(i) AS h FROM range({LARGE}) t(i)")
    result.wait_for_first()
    selection = result.select(order=((0, True),))
    selection.finish()
    assert selection.rows == selection.of <= LARGE
    first = selection.values(0, 5)
    assert first == sorted(first, reverse=True)
    result.finish()
    assert selection.values(0, 5) == first


def test_a_selection_may_be_stopped(console: Console) -> None:
    """The rows it had found stay; the result is as before."""
    result = ask(console, "SELECT hash(i) AS h FROM range(20000000) t(i)")
    selection = result.select(order=((0, False),))
    selection.wait_for_first()
    selection.stop()
    with pytest.raises(QueryInterrupted):
        selection.finish()
    assert selection.rows >= BATCH_ROWS
    assert len(selection.page(0, 100)) == 100
    selection.close()
    assert len(result.page(19_999_990, 100)) == 10


# Stopping.


def is_with_duckdb(result: QueryResult) -> bool:
    """True if one of its threads has handed its statement over."""
    frames = sys._current_frames()
    names = {
        each.f_code.co_name
        for thread in result._threads
        if (frame := frames.get(thread.ident or 0))
        for each, _ in traceback.walk_stack(frame)
    }
    return not names.isdisjoint({"_execute", "_stream"})


@pytest.mark.parametrize(
    "sql",
    [
        ENDLESS,
        "SELECT * FROM range(10000000) a(i), range(10000000) b(i)",
        "CREATE TEMP TABLE x AS SELECT a.i FROM range(10000000) a(i), range(10000000) b(i)",
        "SELECT * FROM range(100000000000) ORDER BY hash(range)",
        "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t) SELECT count(*) FROM t",
        "SELECT sleep_ms(60000)",
        DEAF,
    ],
)
def test_an_interrupted_console_is_free(console: Console, sql: str) -> None:
    """Whatever DuckDB is at: the next query works."""
    result = begin(console, sql)
    wait_until(lambda: is_with_duckdb(result))
    console.interrupt()
    with pytest.raises(QueryInterrupted, match="interrupted"):
        result.finish()
    assert ask(console, "SELECT 42").page(0, 1) == [("42",)]
    assert result.done
    assert not result.complete
    assert result._over.wait(PATIENCE)


def test_nobody_waits_for_a_query_that_does_not_listen(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It still runs when the next one is through."""
    monkeypatch.setattr(tasks, "PATIENCE", 0.01)
    reached, opened, stream = threading.Event(), threading.Event(), QueryResult._stream

    def deaf(result: QueryResult, *args: Any) -> None:
        if "deaf" in result.statement.text:
            reached.set()
            opened.wait(PATIENCE)
        stream(result, *args)

    monkeypatch.setattr(QueryResult, "_stream", deaf)
    result = begin(console, "SELECT 1 AS deaf")
    assert reached.wait(PATIENCE)
    console.interrupt()
    with pytest.raises(QueryInterrupted, match="interrupted"):
        result.finish()
    assert ask(console, "SELECT 42").page(0, 1) == [("42",)]
    assert not result._over.is_set()
    opened.set()
    assert result._over.wait(PATIENCE)


def test_interrupting_is_never_too_early(console: Console) -> None:
    """Also where the statement has only just been begun, or is through."""
    for delay in (0.0, 0.0005, 0.002, 0.005):
        result = begin(console, ENDLESS)
        time.sleep(delay)
        console.interrupt()
        with pytest.raises(QueryInterrupted):
            result.finish()
    for _ in range(20):
        done = ask(console, "SELECT 1")
        console.interrupt()
        done.stop()
        assert done.complete
        assert ask(console, "SELECT 2").page(0, 1) == [("2",)]


def has_rows(result: QueryResult, count: int) -> bool:
    """True if it is under way, and has this many rows."""
    return result.columns != () and result.rows >= count


def test_a_statement_has_a_time_limit(
    limited: Store, spill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that this was why; rows that were known stay."""
    alarms = Alarms(monkeypatch)
    console = Console(limited, limits=Limits(spill=spill, seconds=0.3))
    says = r"stopped after 0\.3 s: that is the time limit"
    for sql, rows in (
        (ENDLESS, 0),
        ("SELECT * FROM range(10000000) a(i), range(10000000) b(i)", 5),
    ):
        result = begin(console, sql)
        wait_until(partial(has_rows, result, rows))
        alarms.ring()
        with pytest.raises(QueryInterrupted, match=says):
            result.finish()
        assert len(result.page(0, 5)) == rows
    assert ask(console, "SELECT 1").page(0, 1) == [("1",)]
    console.close()


def test_a_statement_has_a_memory_limit(console: Console) -> None:
    """A statement that needs more fails, and says so; the next one works."""
    sql = "SELECT list(i) FROM (SELECT i, hash(i) AS h FROM range(300000000) t(i))"
    with pytest.raises(QueryError, match="needs more memory than it may") as caught:
        ask(console, sql)
    assert "SET" not in str(caught.value), "settings stay as they are"
    assert ask(console, "SELECT 1").page(0, 1) == [("1",)]


def test_a_result_has_a_limit_of_disk(limited: Store, spill: Path) -> None:
    """Earlier rows stay and can be read; the message says what to do."""
    console = Console(limited, limits=Limits(spill=spill, disk="1MB"))
    result = begin(console, "SELECT hash(i) AS h, i FROM range(10000000000) t(i)")
    with pytest.raises(QueryLimited, match=r"taken 1 MB on disk; .*--disk of sql"):
        result.finish()
    assert result.rows > 1_000_000
    assert not result.complete
    assert result.page(result.rows - 1, 1)[0][1] == str(result.rows - 1)
    assert ask(console, "SELECT 1").page(0, 1) == [("1",)]
    console.close()


def test_what_grows_too_large_is_stopped(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    """With or without a reaction: known rows stay, and the next statement works."""
    for sql in (ENDLESS, "SELECT i FROM range(10000000000) t(i)", DEAF):
        held = iter([0, *[10**6] * 9])
        monkeypatch.setattr(memory, "resident", lambda held=held: next(held, 10**10))
        result = begin(console, sql)
        with pytest.raises(QueryLimited, match="took more than 760 MB of memory"):
            result.finish()
        monkeypatch.undo()
        assert len(result.page(0, 2)) == min(2, result.rows)
        assert ask(console, "SELECT 1").page(0, 1) == [("1",)]


def test_a_selection_is_bounded_too(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sorting what is kept takes room as well; the rows stay as they were."""
    result = ask(console, "SELECT hash(i) AS h FROM range(20000000) t(i)")
    monkeypatch.setattr(Watch, "exceeded", lambda _: QueryLimited("stopped: it has taken much"))
    selection = result.select(order=((0, False),))
    with pytest.raises(QueryLimited, match="taken much"):
        selection.finish()
    assert result.rows == 20_000_000


def test_one_statement_runs_at_a_time(console: Console) -> None:
    """A second one is refused while the first runs, and runs after it."""
    first = begin(console, ENDLESS)
    (other,) = console.read("SELECT 1")
    with pytest.raises(QueryError, match="a statement is running"):
        console.start(other)
    first.stop()
    with pytest.raises(QueryInterrupted):
        first.finish()
    assert ask(console, "SELECT 1").rows == 1


def test_progress_is_duckdbs_own(console: Console) -> None:
    """Between 0 and 1, rising, where it says it."""
    result = begin(console, "SELECT sum(hash(i) % 7) FROM range(10000000000) t(i)")
    seen: list[float] = []
    while len(set(seen)) < 4:
        time.sleep(0.005)
        if (done := result.fraction) is not None:
            seen.append(done)
    result.stop()
    with pytest.raises(QueryInterrupted):
        result.finish()
    assert all(0 <= a <= b <= 1 for a, b in pairwise(seen))
    assert result.fraction is None


def test_results_are_read_while_another_statement_runs(console: Console) -> None:
    """Pages of an earlier one, from any thread."""
    earlier = ask(console, f"SELECT i FROM range({LARGE}) t(i)")
    running = begin(console, "SELECT sum(hash(i) % 7) FROM range(60000000) t(i)")
    failed: list[BaseException] = []

    def look() -> None:
        try:
            for start in range(0, LARGE, LARGE // 20):
                assert earlier.values(start, 1) == [(start,)]
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    running.finish()
    assert failed == []


def test_a_console_that_is_closed_stops_what_runs(limited: Store) -> None:
    """Nobody waits for it for ever."""
    console = Console(limited)
    running = begin(console, ENDLESS)
    done = ask(Console(limited), "SELECT 1")
    console.close()
    with pytest.raises(QueryError):
        running.finish()
    assert done.page(0, 1) == [("1",)]


def test_a_forgotten_result_that_runs_is_stopped(console: Console, spill: Path) -> None:
    """Its stored rows are removed."""
    result = begin(console, "SELECT * FROM range(10000000) a(i), range(10000000) b(i)")
    wait_until(lambda: result.rows >= 6_000_000)
    assert list(spill.glob("*.duckdb"))
    result.close()
    with pytest.raises(QueryInterrupted):
        result.finish()
    for thread in result._threads:
        thread.join()
    assert not list(spill.glob("*.duckdb*"))


def test_a_bug_is_not_taken_for_a_failed_query(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes out where the result is waited for."""
    monkeypatch.setattr(QueryResult, "_stream", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        ask(console, "SELECT 1")
    monkeypatch.undo()
    assert ask(console, "SELECT 1").rows == 1


def test_where_the_store_is_closed_a_statement_says_so(cache: Path, store: Store) -> None:
    """The failure is an error of the query."""
    opened = limited_store(locate_store(bundled_corpus(), cache), replace(Limits(), spill=None))
    console = Console(opened)
    (statement,) = console.read("SELECT 1")
    opened.close()
    with pytest.raises(QueryError):
        console.start(statement).finish()


# What issue-sized results take.

HUNDRED_MILLION = """
import re, resource, sys
from pathlib import Path
from tests.console_helpers import ask
from trafficking_explorer.paths import bundled_corpus, cache_folder
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.cache import locate_store, open_store
console = Console(open_store(locate_store(bundled_corpus(), cache_folder())))
result = ask(console, "select * from range(100000000)")
assert result.page(99_999_995, 100)[-1] == ("99999999",), result.page(99_999_995, 100)
selection = result.select(order=((0, True),))
selection.wait_for_first()
assert selection.page(0, 1) == [("99999999",)]
selection.stop()
if sys.platform == "linux":
    # Not ru_maxrss: there a process begins with the peak of the one that started it.
    print(re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_a_hundred_million_rows_take_little_memory(
    program: Callable[..., "subprocess.CompletedProcess[str]"], environment: dict[str, str]
) -> None:
    """The whole process stays under 700 MB; the last row is there; nothing is left behind."""
    root = Path(__file__).resolve().parents[3]
    path = f"{environment['PYTHONPATH']}{os.pathsep}{root}"
    result = program("-c", HUNDRED_MILLION, PYTHONPATH=path)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) < 700_000
    assert result.stderr == ""
    cache = Path(environment["XDG_CACHE_HOME"]) / "trafficking-explorer"
    assert [path for path in (cache / "spill").glob("*/*") if path.suffix == ".duckdb"] == []

"""Ad-hoc SQL: closed to the world, paged, interruptible."""

import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psutil
import pytest

from tests.console_helpers import DEAF, ENDLESS, interrupting
from trafficking_explorer.console.limit_watch import Watch
from trafficking_explorer.console.session import Console, StreamingAnswer
from trafficking_explorer.database.cache import locate_store, open_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import QueryError, QueryInterrupted, QueryLimited, UsageError
from trafficking_explorer.paths import bundled_corpus


@pytest.fixture
def own(cache: Path, store: Store) -> Iterator[Store]:
    """A store that a test may spoil."""
    opened = open_store(locate_store(bundled_corpus(), cache))
    yield opened
    opened.close()


@pytest.fixture
def console(own: Store) -> Console:
    return Console(own)


def run(console: Console, sql: str) -> StreamingAnswer:
    answer = console.run(sql)
    assert answer is not None
    return answer


def test_an_answer_has_columns_types_and_rows(console: Console) -> None:
    """Names as written, DuckDB's types, values of Python."""
    answer = run(console, "SELECT 1 AS one, 'a' AS \"Two\", [1.5::DOUBLE] AS three, NULL AS four")
    assert answer.columns == ("one", "Two", "three", "four")
    assert answer.types[:3] == ("INTEGER", "VARCHAR", "DOUBLE[]")
    assert answer.fetch(10) == [(1, "a", [1.5], None)]
    assert answer.fetch(10) == []


def test_rows_come_page_by_page(console: Console) -> None:
    """Each once, in their order; the first page is short, in case a row is large."""
    answer = run(console, "SELECT i FROM range(10) t(i)")
    assert answer.fetch(3) == [(0,), (1,), (2,)]
    assert [len(page) for page in answer.pages()] == [1, 4, 2]
    assert list(answer.pages()) == []


def test_values_are_what_they_are(console: Console) -> None:
    """A month is not 30 days, a date may have no end, and nanoseconds stay; beside them nothing else."""
    sql = (
        "SELECT interval 1 month AS m, '-infinity'::DATE AS d, DATE '2016-06-01' AS d, 7 AS i, "
        "TIMESTAMP_NS '2020-01-01 00:00:00.123456789' AS t -- a remark"
    )
    answer = run(console, sql)
    assert answer.columns == ("m", "d", "d", "i", "t")
    assert answer.types[0] == "INTERVAL"
    assert list(answer.pages()) == [
        [("1 month", "-infinity", date(2016, 6, 1), 7, "2020-01-01 00:00:00.123456789")]
    ]


def test_an_error_beside_a_date_has_its_place(console: Console) -> None:
    """An error has the same place with dates in the result as without."""
    sql = "SELECT 1;\nSELECT DATE '2016-06-01', CAST(a AS INT) FROM (VALUES ('x')) t(a)"
    with pytest.raises(QueryError, match="statement 2 of 2: Conversion") as caught:
        list(run(console, sql).pages())
    assert (caught.value.line, caught.value.column) == (2, 27)


@pytest.mark.parametrize("sql", ["", "  \n", "-- a remark", "/* one */ -- two", ";", " ; ; "])
def test_where_there_is_no_statement_there_is_no_answer(console: Console, sql: str) -> None:
    """An empty script is not an error."""
    assert console.run(sql) is None


def test_the_last_statement_answers(console: Console) -> None:
    """Those before it have been run."""
    answer = run(console, "CREATE TABLE mine AS SELECT 7 AS i; SELECT 1; SELECT i FROM mine;")
    assert answer.fetch(9) == [(7,)]


def test_what_ran_before_an_error_stays(console: Console) -> None:
    """A script has no transaction unless it begins one."""
    with pytest.raises(QueryError):
        console.run("CREATE TABLE mine AS SELECT 7 AS i; SELECT nope; CREATE TABLE later (i INT)")
    assert run(console, "SELECT i FROM mine").fetch(9) == [(7,)]
    with pytest.raises(QueryError, match="later"):
        console.run("SELECT * FROM later")


def test_own_tables_last_as_long_as_the_store(console: Console, own: Store) -> None:
    """Tables, views and macros; another console of the same store sees them."""
    console.run("CREATE TABLE mine (i INT); INSERT INTO mine VALUES (1), (2)")
    console.run("CREATE VIEW seen AS SELECT count(*) AS n FROM mine")
    assert run(Console(own), "SELECT n FROM seen").fetch(1) == [(2,)]


@pytest.mark.parametrize(
    ("sql", "line", "column"),
    [
        ("SELEC 1", 1, 1),
        ("SELECT foo", 1, 8),
        ("SELECT 1 FROM nope", 1, 15),
        ("SELECT 1,\n       foo", 2, 8),
        ("SELECT 1,\n\n\n  foo", 4, 3),
        ("SELECT 1 FROM a b c d", 1, 19),
        ("SELECT 'é', foo", 1, 13),
        ("SELECT '日本日本', foo", 1, 16),
        ("SELECT '🧭', foo", 1, 13),
        ("SELECT\t\tfoo", 1, 9),
        ("\t\tSELECT\t1,\tfoo", 1, 13),
        ("  \n\n  SELECT foo", 3, 10),
        ("-- remark\nSELECT foo", 2, 8),
        ("SELECT '" + "x" * 300 + "', foo", 1, 312),
        ("SELECT '" + "日" * 200 + "', foo, '" + "y" * 300 + "'", 1, 212),
        ("SELECT 1; SELECT foo", 1, 18),
        ("SELECT 1;\n\n SELECT 2; SELECT 3,\n\tfoo; SELECT 4", 4, 2),
        ("SELECT 'a;b'; SELECT foo", 1, 22),
        ("SELECT 1; SELECT 1; SELECT 1 FORM x", 1, 35),
        ("SELECT 'é;日'; SELECT foo", 1, 22),
        ("SELECT CAST('x' AS INT)", 1, 8),
        ("SELECT 'open", 1, 8),
        ("SELECT '\udcff'", 1, 9),
        ("SELECT 1,\n '\ud800'", 2, 3),
    ],
)
def test_an_error_has_line_and_column(console: Console, sql: str, line: int, column: int) -> None:
    """From 1, in characters of the script as it was typed, whichever statement failed."""
    with pytest.raises(QueryError) as caught:
        console.run(sql)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT foo", 'Binder Error: Referenced column "foo" was not found because the FROM'),
        ("SELECT * FROM operation", 'Did you mean "operations"?'),
        ("SELECT ?", "Values were not provided"),
        ("SELECT error('boom')", "Invalid Input Error: boom"),
    ],
)
def test_an_error_says_what_duckdb_says(console: Console, sql: str, says: str) -> None:
    """Without the excerpt of the query, which is on screen anyway, and without a traceback."""
    with pytest.raises(QueryError) as caught:
        console.run(sql)
    message = str(caught.value)
    assert says in message
    assert "LINE" not in message
    assert "^" not in message
    assert message == message.strip()


def test_an_error_on_the_way_is_said_too(console: Console) -> None:
    """The first rows may be there before the statement fails."""
    sql = "SELECT i,\n CASE WHEN i = 3000000 THEN error('boom') END FROM range(4000000) t(i)"
    with pytest.raises(QueryError, match="boom"):
        for _ in run(console, sql).pages():
            pass
    answer = console.run(sql, as_arrow=True)
    assert answer is not None
    with pytest.raises(QueryError, match="boom"), answer.record_batches() as batches:
        for _ in batches:
            pass


def test_no_error_shows_a_traceback(console: Console) -> None:
    """DuckDB has one where a module of Python is missing that a type needs."""
    try:
        run(console, "SELECT now()").fetch(1)
    except QueryError as error:
        assert "Traceback" not in str(error)


def test_a_query_may_be_interrupted_from_another_thread(console: Console) -> None:
    """It raises QueryInterrupted, and the console answers the next one."""
    with (
        interrupting(console.interrupt),
        pytest.raises(QueryInterrupted, match="interrupted"),
    ):
        run(console, ENDLESS).fetch(1)
    assert run(console, "SELECT 1").fetch(1) == [(1,)]


def test_interrupting_nothing_is_no_trouble(console: Console, own: Store) -> None:
    """Neither the next query nor the explorer's own is stopped by it."""
    console.interrupt()
    assert run(console, "SELECT 1").fetch(1) == [(1,)]
    own.close()
    console.interrupt()


def test_one_console_does_not_stop_the_explorer(console: Console, own: Store) -> None:
    """Its own queries run on while a console's is interrupted."""
    with interrupting(console.interrupt):
        for _ in range(20):
            assert own.rows("SELECT count(*) FROM corpus.sources") == [(5,)]


# Parameters, scripts, large answers.


@pytest.mark.parametrize(
    ("sql", "params", "rows"),
    [
        ("SELECT $a AS x", {"a": "1"}, [("1",)]),
        ("SELECT $a + 1 AS x", {"a": 1}, [(2,)]),
        ("SELECT count(*) FROM operations WHERE operation_id = $id", {"id": "epervier"}, [(1,)]),
        ("SELECT 300.0::DOUBLE >= $least", {"least": "299.5"}, [(True,)]),
        ("SELECT DATE '2020-01-02' > $day", {"day": "2020-01-01"}, [(True,)]),
        ("SELECT '002' = $source", {"source": "002"}, [(True,)]),
        ("SELECT i FROM range(9) t(i) LIMIT $n", {"n": "2"}, [(0,), (1,)]),
        ("SELECT $a, $a, $b", {"a": "x", "b": None}, [("x", "x", None)]),
        ("SELECT 1", {"unused": "x"}, [(1,)]),
        (
            "CREATE TABLE p AS SELECT $a AS i; SELECT i, $b FROM p",
            {"a": "x", "b": "y"},
            [("x", "y")],
        ),
        ("SELECT '$a', $$ $a $$, $a -- $b", {"a": "'; DROP TABLE x; --"}, None),
    ],
)
def test_a_query_has_parameters(
    console: Console, sql: str, params: dict[str, object], rows: list[tuple[object]] | None
) -> None:
    """By name; text fits whatever it is compared with, and is never part of the SQL."""
    answer = console.run(sql, params)
    assert answer is not None
    assert rows in (None, answer.fetch(9))


def test_a_parameter_without_a_value_is_an_error(console: Console) -> None:
    """The message names it."""
    with pytest.raises(QueryError, match="parameters: b"):
        console.run("SELECT $a, $b", {"a": 1})


def test_a_script_with_a_slip_does_not_begin(console: Console) -> None:
    """A syntax error is reported first, with the number and the place of the statement."""
    with pytest.raises(QueryError, match=r"^statement 3 of 3: Parser Error") as caught:
        console.run("CREATE TABLE mine (i INT);\nSELECT 1;\n  SELEC 2")
    assert (caught.value.line, caught.value.column) == (3, 3)
    with pytest.raises(QueryError, match="mine does not exist"):
        console.run("FROM mine")


def test_a_failed_statement_of_a_script_is_named(console: Console) -> None:
    """Also where DuckDB names no place: then it is where the statement begins."""
    with pytest.raises(QueryError, match=r"^statement 2 of 3: Invalid Input Error: boom") as caught:
        console.run("SELECT 1;\n\n SELECT error('boom'); SELECT 3")
    assert (caught.value.line, caught.value.column) == (3, 2)
    with pytest.raises(QueryError, match=r"^Invalid Input Error: boom"):
        console.run("SELECT error('boom')")


def test_a_statement_before_the_last_runs_to_its_end(console: Console) -> None:
    """Though nobody sees its rows: an error in the last of them ends the script."""
    late = "SELECT CASE WHEN i = 3000000 THEN error('boom') ELSE i END FROM range(4000000) t(i)"
    with pytest.raises(QueryError, match=r"statement 1 of 2: .*boom"):
        console.run(f"{late}; CREATE TABLE mine (i INT)")
    with pytest.raises(QueryError, match="mine does not exist"):
        console.run("FROM mine")


def test_an_answer_as_arrow_needs_little_memory(console: Console) -> None:
    """However long it is: it comes batch by batch, and the statement has run once only."""
    answer = console.run("SELECT i FROM range(50000000) t(i)", as_arrow=True)
    assert answer is not None
    assert (answer.columns, answer.types) == (("i",), ("BIGINT",))
    before = memory()
    with answer.record_batches() as reader:
        count = sum(batch.num_rows for batch in reader)
    assert count == 50_000_000
    assert memory() - before < 100 * 2**20
    assert run(console, "SELECT 1").fetch(1) == [(1,)]


def memory() -> int:
    """The memory of this process, in bytes."""
    return int(psutil.Process().memory_info().rss)


def test_as_arrow_errors_are_as_elsewhere(console: Console) -> None:
    """Errors at once or on the way; a statement other than a query has its answer too."""
    with pytest.raises(QueryError, match="foo"):
        console.run("SELECT foo", as_arrow=True)
    answer = console.run("SELECT 1;\nSELECT error('boom')", as_arrow=True)
    assert answer is not None
    with (
        pytest.raises(QueryError, match=r"statement 2 of 2: .*boom"),
        answer.record_batches() as all_,
    ):
        all_.read_all()
    answer = console.run("CREATE TABLE mine AS SELECT 7 AS i", as_arrow=True)
    assert answer is not None
    with answer.record_batches() as reader:
        assert reader.read_all().to_pylist() == [{"Count": 1}]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="where the system keeps a ceiling")
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT len(range(500000000))",
        "SELECT length(repeat('x', 3000000000))",
        "SELECT length(format('{:2000000000}', 1))",
        "SELECT len(list_resize([1], 4000000000))",
        "SELECT length(to_json(range(300000000))::VARCHAR)",
    ],
)
def test_what_asks_for_gigabytes_at_once_is_refused_them(console: Console, sql: str) -> None:
    """DuckDB's own limit does not count them; the next statement works."""
    before = memory()
    with pytest.raises(QueryError, match="needs more memory than it may"):
        console.attend(lambda: run(console, sql).fetch(1))
    assert memory() - before < 300_000_000
    assert run(console, "SELECT 1").fetch(1) == [(1,)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT range(4000000)",
        "SELECT [list_transform(range(4000000), lambda x: {'a': x})]",
        "SELECT MAP {'k': range(4000000)} AS m FROM range(1)",
        "SELECT 1 AS n, array_agg(i)::BIGINT[] AS l, DATE 'infinity' FROM range(4000000) t(i)",
    ],
)
def test_a_nested_value_may_be_too_large(console: Console, sql: str) -> None:
    """Python values of it take many times more, and nothing checks the room."""
    answer = run(console, sql.replace("4000000", "1000"))
    assert len(answer.fetch(9)) == 1
    with pytest.raises(QueryError, match="too large to be written here; unnest it"):
        run(console, sql).fetch(9)


def test_values_of_python_are_bounded_too(console: Console) -> None:
    """A list of Python values takes many times the memory that it takes in DuckDB."""

    def do() -> None:
        raise MemoryError

    with pytest.raises(QueryError, match="needs more memory than it may"):
        console.attend(do)


def test_work_that_is_attended_may_fail_as_it_wants(console: Console) -> None:
    """Its errors are those of the caller."""
    for error in (UsageError("no"), BrokenPipeError(), ZeroDivisionError()):

        def do(error: Exception = error) -> None:
            raise error

        with pytest.raises(type(error)):
            console.attend(do)


@pytest.mark.parametrize(
    "sql", [ENDLESS, "FROM range(10000000000)", "SELECT sleep_ms(100000000)", DEAF]
)
def test_ctrl_c_ends_what_is_attended(
    console: Console, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    """Whatever runs, and whether or not it listens."""
    pressed = threading.Event()

    def wait(event: threading.Event, seconds: float | None = None) -> bool:
        # The main thread waits so for the end; the key is pressed once while it does.
        if threading.current_thread() is threading.main_thread() and not pressed.is_set():
            pressed.set()
            raise KeyboardInterrupt
        return waits(event, seconds)

    waits = threading.Event.wait
    monkeypatch.setattr(threading.Event, "wait", wait)
    with pytest.raises(QueryInterrupted, match="interrupted"):
        console.attend(lambda: sum(map(len, run(console, sql).pages())))
    assert pressed.is_set()


@pytest.mark.parametrize(
    ("why", "says"), [("stopped: it took more", "it took more"), ("stopped after 3 s", "after 3 s")]
)
def test_a_watch_ends_what_is_attended(
    console: Console, monkeypatch: pytest.MonkeyPatch, why: str, says: str
) -> None:
    """It ends at once with its own error, which is neither an interrupt nor a success."""
    looks = iter([None, None, QueryLimited(why)])
    monkeypatch.setattr(Watch, "exceeded", lambda _: next(looks))
    with pytest.raises(QueryLimited, match=says) as caught:
        console.attend(lambda: run(console, ENDLESS).fetch(1))
    assert caught.value.exit_status == 1


def test_a_console_answers_and_keeps_results_in_turn(console: Console) -> None:
    """An answer that nobody has read to its end is in nobody's way."""
    half = run(console, "SELECT i FROM range(100000) t(i)")
    assert half.fetch(2) == [(0,), (1,)]
    (statement,) = console.read("SELECT 42")
    result = console.start(statement)
    result.finish()
    assert result.page(0, 9) == [("42",)]
    assert run(console, "SELECT 43").fetch(9) == [(43,)]
    assert result.page(0, 9) == [("42",)]

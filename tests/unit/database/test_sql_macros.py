"""Filters, passages in context and citations in SQL."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from tests.console_helpers import interrupting
from trafficking_explorer.console.session import Console, StreamingAnswer
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.cache import locate_store, open_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import detail, source_document
from trafficking_explorer.database.record_text import citation_line, record_lines
from trafficking_explorer.errors import FilterError, QueryError, QueryInterrupted
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.search.filter_sql import filter_reader
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter

Call = Callable[..., Result]
BIG_OPERATIONS = ["weka-ii", "turquesa-iii", "spartacus", "storm-makers"]
LINE = "agency:interpol arrests>=100"


@pytest.fixture
def own(cache: Path, store: Store) -> Iterator[Store]:
    """A store that a test may spoil."""
    opened = open_store(locate_store(bundled_corpus(), cache))
    yield opened
    opened.close()


@pytest.fixture
def console(own: Store) -> Console:
    return Console(own, filter_reader(own))


@pytest.fixture(scope="module")
def lasting(store: Store) -> Console:
    """A console for tests that ask many things and make nothing."""
    return Console(store, filter_reader(store))


def run(console: Console, sql: str) -> StreamingAnswer:
    answer = console.run(sql)
    assert answer is not None
    return answer


def rows(console: Console, sql: str) -> list[tuple[object, ...]]:
    return run(console, sql).fetch(10_000)


def fitting(store: Store, line: str) -> list[tuple[str, str, str]]:
    """Type, id and title of the records that fit a filter."""
    where = compile_filter(parse_filter(line))
    return [
        (record_type, record_id, title)
        for record_type, record_id, title in store.rows(
            "SELECT r.record_type, r.record_id, r.title FROM corpus.records r "
            f"WHERE {where.sql} ORDER BY r.position",
            where.params,
        )
    ]


# matches


@pytest.mark.parametrize(
    "line",
    ["", "mali", '"nearly 500"', LINE, "-mali", "it's", "/we(ka)/", "~interpool", "type:case"],
)
def test_matches_is_the_filter_language(lasting: Console, store: Store, line: str) -> None:
    """Records of all kinds, with type, id and title."""
    answer = run(lasting, "SELECT * FROM matches('" + line.replace("'", "''") + "')")
    assert answer.columns == ("record_type", "record_id", "title")
    assert answer.fetch(10_000) == fitting(store, line)


def test_matches_is_a_table_like_any_other(console: Console) -> None:
    """In joins, conditions, common table expressions, unions and more than once."""
    assert rows(console, f"SELECT count(*) FROM matches('{LINE}') WHERE record_id LIKE 'w%'") == [
        (1,)
    ]
    joined = f"""
        WITH big AS (FROM matches('{LINE}'))
        SELECT o.operation_id, max(s.value) FROM big b JOIN operations o ON o.operation_id = b.record_id
        JOIN statistics s USING (operation_id) WHERE s.measure = 'arrests' GROUP BY 1 ORDER BY 2 DESC
    """
    assert [row[0] for row in rows(console, joined)] == BIG_OPERATIONS
    both = "FROM matches('mali') m JOIN matches('niger') n USING (record_type, record_id)"
    assert rows(console, f"SELECT count(*) {both}") == rows(
        console, "SELECT count(*) FROM matches('mali niger')"
    )
    assert rows(
        console,
        f"SELECT count(*) FROM operations WHERE operation_id IN (SELECT record_id FROM matches('{LINE}'))",
    ) == [(4,)]


def test_matches_in_what_a_person_makes(console: Console) -> None:
    """Views, tables, macros and prepared statements keep their filters to later statements."""
    run(console, f"CREATE VIEW big AS SELECT * FROM matches('{LINE}')")
    run(console, "CREATE TABLE kept AS SELECT * FROM matches('mali')")
    run(console, "CREATE MACRO found(line) AS TABLE SELECT * FROM matches(line)")
    run(console, "SELECT 1")
    assert rows(console, "SELECT count(*) FROM big") == [(4,)]
    assert rows(console, "SELECT count(*) FROM big JOIN kept USING (record_id)") == [(0,)]
    assert rows(console, f"SELECT count(*) FROM found('{LINE}')") == [(4,)]
    run(console, "PREPARE asked AS SELECT count(*) FROM matches($1)")
    assert rows(console, f"EXECUTE asked('{LINE}')") == [(4,)]


def test_matches_within_a_script_and_a_transaction(console: Console) -> None:
    """A failed transaction says that it has failed; after it all is as before."""
    assert rows(console, f"BEGIN; SELECT 1; SELECT count(*) FROM matches('{LINE}'); ") == [(4,)]
    with pytest.raises(QueryError, match="nope"):
        console.run("SELECT * FROM nope, matches('chad')")
    with pytest.raises(QueryError, match="aborted"):
        console.run("SELECT * FROM matches('togo')")
    console.run("ROLLBACK")
    assert rows(console, "SELECT count(*) > 0 FROM matches('togo')") == [(True,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM matches($$agency:interpol arrests>=100$$)",
        "SELECT count(*) FROM matches($x$agency:interpol arrests>=100$x$)",
        "SELECT count(*) FROM /* it's */ matches(\n  -- don't\n  'agency:interpol arrests>=100')",
        "SELECT count(*) FROM MATCHES(filter := 'agency:interpol arrests>=100')",
        "SELECT count(*) FROM memory.main.matches('agency:interpol arrests>=100')",
        "SELECT count(*) AS \"it's\" FROM matches('agency:interpol arrests>=100')",
        "SELECT count(*) FROM matches('agency:interpol arrests>=100') -- Épervier’s",
        "SELECT count(*) FROM (SELECT 'é') JOIN matches('agency:interpol arrests>=100') ON true",
    ],
)
def test_however_a_filter_is_written(lasting: Console, sql: str) -> None:
    """Any way of writing a text in SQL, among any other words."""
    assert rows(lasting, sql) == [(4,)]


@pytest.mark.parametrize(
    ("sql", "place", "reason"),
    [
        ("SELECT * FROM matches('agency:')", (1, 15), "column 1: agency: needs a value"),
        (
            "SELECT 1;\nSELECT *\nFROM matches('mali foo:bar')",
            (3, 6),
            "column 6: no field is called",
        ),
        ("FROM matches('(mali')", (1, 6), "column 1: this parenthesis is not closed"),
        (r"FROM matches('/(a)\1/')", (1, 6), "is not a filter"),
        ("FROM matches('a' || lower('B'))", (1, 6), "takes one filter, in quotes"),
        ("FROM matches(NULL)", (1, 6), "takes one filter, in quotes"),
        ("FROM matches(3)", (1, 6), "takes one filter, in quotes"),
        ("FROM matches()", (None, None), "matches(filter)"),
        ("FROM matches('a', 'b')", (None, None), "matches(filter)"),
        ("SELECT matches('a')", (1, 8), "table function"),
    ],
)
def test_a_wrong_filter_says_place_and_reason(
    lasting: Console, sql: str, place: tuple[int | None, int | None], reason: str
) -> None:
    """Its place in the query and in the filter, with the reason."""
    with pytest.raises(QueryError) as wrong:
        lasting.run(sql)
    assert (wrong.value.line, wrong.value.column) == place
    assert reason in str(wrong.value)


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_text_is_a_filter_or_says_why_not(lasting: Console, store: Store, line: str) -> None:
    """No text leaves its quotes: it finds what the filter finds, or is refused as the filter is."""
    sql = "SELECT * FROM matches('" + line.replace("'", "''") + "')"
    try:
        filter_reader(store)(line)
    except FilterError:
        with pytest.raises(QueryError):
            lasting.run(sql)
        return
    if "\x00" in line:
        return  # DuckDB ends a statement there.
    assert rows(lasting, sql) == fitting(store, line)


@pytest.mark.parametrize(
    "line",
    [
        '"\') OR TRUE; DROP TABLE records; --"',
        "x' UNION SELECT 'a', 'b', 'c' --",
        "agency:'||(SELECT text FROM sources)||'",
        "/'|.*/",
        "name:\"' OR '1'='1\"",
    ],
)
def test_hostile_filters_are_words(lasting: Console, store: Store, line: str) -> None:
    """SQL in a filter is searched for, not run."""
    quoted = line.replace("'", "''")
    assert rows(lasting, f"SELECT * FROM matches('{quoted}')") == fitting(store, line)
    assert rows(lasting, "SELECT count(*) FROM records") == [(len(fitting(store, "")),)]


def test_a_table_of_ones_own_does_not_stand_in(own: Store, console: Console) -> None:
    """The filter asks the corpus, whatever has been made, though the console would refuse it."""
    before = rows(console, f"SELECT * FROM matches('{LINE}')")
    own.new_cursor().execute(
        "CREATE SCHEMA own; CREATE VIEW own.records AS SELECT 1 AS position; "
        "CREATE TABLE own.facts (i INTEGER)"
    )
    console.run("SET search_path = 'own,memory'")
    assert rows(console, f"SELECT * FROM matches('{LINE}')") == before


def test_matches_may_be_interrupted(console: Console) -> None:
    """Like any statement; the next one answers."""
    endless = "SELECT sum(hash(a.title, b.title, c.title, d.title)) FROM " + ", ".join(
        f"matches('') {name}" for name in "abcd"
    )
    with interrupting(console.interrupt), pytest.raises(QueryInterrupted):
        run(console, endless).fetch(1)
    assert rows(console, f"SELECT count(*) FROM matches('{LINE}')") == [(4,)]


def test_several_consoles_at_once(own: Store) -> None:
    """Each knows its own filters; none waits for another."""
    counts: list[object] = []

    def ask(line: str) -> None:
        console = Console(own, filter_reader(own))
        counts.extend(rows(console, f"SELECT count(*) FROM matches('{line}')")[0] for _ in range(5))

    threads = [threading.Thread(target=ask, args=(line,)) for line in ("mali", LINE, "-mali")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
        assert not thread.is_alive()
    assert len(counts) == 15
    assert counts.count((4,)) == 5


def test_a_console_that_knows_no_filters_says_so(own: Store) -> None:
    """Without a reader for them the macro is there and refuses."""
    with pytest.raises(QueryError, match="takes one filter"):
        Console(own).run("SELECT * FROM matches('mali')")


def test_a_script_of_very_many_texts(console: Console) -> None:
    """Other texts cost next to nothing, even if they are many and long."""
    values = ", ".join(f"('(text {n}')" for n in range(2000))
    long = "x" * 100_000
    script = f"""
        SELECT count(*) FROM matches('mali');
        CREATE TABLE said AS SELECT * FROM (VALUES {values}, ('{long}')) t(text);
        SELECT count(*) FROM said
    """
    assert rows(console, script) == [(2001,)]


def test_matches_on_the_command_line(call: Call) -> None:
    """The same in `sql`; a wrong filter is a query that fails."""
    result = call("sql", f"SELECT record_id FROM matches('{LINE}')", "--format", "csv")
    assert result.exit_code == 0
    assert set(result.stdout.split()[1:]) == set(BIG_OPERATIONS)
    result = call("sql", "SELECT * FROM matches('foo:bar')")
    assert result.exit_code == 1
    assert "line 1, column 15" in result.stderr
    assert "no field is called “foo”" in result.stderr


# context, cite


def test_context_is_what_the_record_shows(lasting: Console, store: Store) -> None:
    """Passages, with the words around them, as `show` prints them; every fifth record has enough."""
    found = rows(
        lasting,
        "SELECT record_type, record_id, list(context(source_id, start_char, end_char)) "
        "FROM evidence JOIN records USING (record_type, record_id) "
        "WHERE position % 5 = 0 GROUP BY ALL",
    )
    assert len(found) > 60
    for record_type, record_id, contexts in found:
        lines = record_lines(store, str(record_type), str(record_id))
        assert lines is not None
        printed = {line.strip() for line in lines}
        assert isinstance(contexts, list)
        assert set(contexts) <= printed


def test_context_at_the_edges(lasting: Console, store: Store) -> None:
    """It ends with the article; an invalid range has no context."""
    document = source_document(store, "002")
    assert document is not None
    end = document.body[1]
    (last,) = rows(lasting, f"SELECT context('002', {end - 5}, {end})")[0]
    assert str(last).endswith("⟧…")
    (whole,) = rows(lasting, "SELECT context('002', -7, 999999)")[0]
    assert str(whole).startswith("[002:1] …⟦INTERPOL")
    nothing = (
        "context('002', 5, 5), context('002', 9, 3), context('none', 1, 2), context(NULL, 1, 2)"
    )
    assert rows(lasting, f"SELECT {nothing}, context('002', NULL, 3), context('002', 3, NULL)") == [
        (None,) * 6
    ]


def test_cite_is_how_a_source_is_cited(lasting: Console, store: Store) -> None:
    """Publisher, title and date, as `show` prints them; for a record, each of its sources."""
    for record_type, record_id, line in rows(
        lasting,
        "SELECT record_type, record_id, cite(record_type, record_id) FROM records "
        "WHERE position % 5 = 0 OR record_type = 'source'",
    ):
        record = detail(store, str(record_type), str(record_id))
        assert record is not None
        ids = (str(record_id),) if record_type == "source" else record.sources
        documents = [source_document(store, source_id) for source_id in ids]
        assert line == (
            "; ".join(citation_line(document) for document in documents if document) or None
        )
    assert rows(lasting, "SELECT cite('operation', 'none'), cite(NULL, 'x'), cite('x', NULL)") == [
        (None, None, None)
    ]


def test_hostile_ids_are_just_unknown(lasting: Console) -> None:
    """Quotes in an argument are text."""
    assert rows(lasting, "SELECT cite('operation', ''' OR ''1''=''1'), context('''', 1, 2)") == [
        (None, None)
    ]


def test_the_macros_say_what_they_take(lasting: Console) -> None:
    """DuckDB lists them with their parameters, so that a completion can."""
    found = rows(
        lasting,
        "SELECT function_name, parameters FROM duckdb_functions() "
        "WHERE function_name IN ('matches', 'context', 'cite') ORDER BY 1",
    )
    assert found == [
        ("cite", ["record_type", "record_id"]),
        ("context", ["source_id", "start_char", "end_char"]),
        ("matches", ["filter"]),
    ]


def test_the_macros_are_there_in_a_store_in_memory(text_folder: Callable[..., Path]) -> None:
    """It has the same macros and locks as a file."""
    yaml = "tools:\n  - {id: t, quote: Radar, name: Radar, kind: system}\n"
    store = build_in_memory(text_folder("The Radar.", yaml), "test")
    console = Console(store, filter_reader(store))
    assert rows(
        console, "SELECT record_id, cite(record_type, record_id) FROM matches('type:tool')"
    ) == [("t", "s: A title")]
    assert rows(console, "SELECT context('s', 4, 9)") == [("[s:1] …The ⟦Radar⟧.…",)]
    for refused in ("SET threads = 1", "SELECT * FROM read_text('/etc/hostname')"):
        with pytest.raises(duckdb.Error):
            store.new_cursor().execute(refused)
    store.close()

"""The SQL of a filter: it runs at the console and finds what the filter finds."""

import random
from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.filter_oracle import Item, make_items, make_tree, tables_of
from tests.slow import first_quick
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.build import write
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.views import VIEWS, searched_table
from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import And, FieldMatch, Not, Or, Regex, Word
from trafficking_explorer.search.describe import describe
from trafficking_explorer.search.filter_sql import filter_reader, literal, statement
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.text.display import sanitize

HOSTILE = [
    "it's",
    "'; DROP TABLE records; --",
    "a\nb\r\nc",
    "--",
    "/* */",
    "? ?",
    "$1 $$ $x$",
    "\\",
    '"',
    "\x00",
    "\x1b[2J",
    "\u202eolleh",
    "\xa0'\u2009",
    "“nearly”",
    "corpus.records",
    "WHERE AND OR (",
]


@pytest.fixture(scope="module")
def console(store: Store) -> Console:
    return Console(store, filter_reader(store))


@pytest.fixture(scope="module")
def memory() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        yield connection


def shown(console: Console, sql: str) -> list[str]:
    """The ids a statement finds, in its order."""
    answer = console.run(sql)
    assert answer is not None
    at = 1 if answer.columns[0] == "record_type" else 0
    return [row[at] for page in answer.pages() for row in page]


def expected(store: Store, pane: str, tree: And) -> list[str]:
    """The ids the compiled filter finds, in the order of the pane."""
    where = compile_filter(tree)
    rows = store.rows(
        f"SELECT r.record_id FROM corpus.{searched_table(VIEWS[pane].record_types)} r "
        "WHERE list_contains(?, r.record_type) "
        f"AND ({where.sql}) ORDER BY r.position",
        (list(VIEWS[pane].record_types), *where.params),
    )
    return [record_id for (record_id,) in rows]


LINES = [
    "",
    "mali",
    "mali girl",
    '"nearly 500"',
    "interpol arrests>=100 -africa (weka or nawa)",
    "agency:interpol",
    "agency:inter",
    "country:mali,niger",
    'form:"forced labour"',
    "year:2016..2019",
    "date<2018-06",
    "date:2017-11-06",
    "rescued:100..700",
    "value>0.5",
    "has:note",
    "-has:note",
    "is:resolved",
    "source:002 type:quote",
    "~interpool",
    "/mal[iy]/",
    "not (a or (b -c))",
    "it's",
    " ".join(f"w{n}" for n in range(30)),
    " or ".join(f"w{n}" for n in range(30)) + " or mali",
]


@pytest.mark.parametrize("line", LINES)
def test_the_statement_finds_what_the_filter_finds(
    console: Console, store: Store, line: str
) -> None:
    """In every pane, in its order, with the tables as readers know them."""
    tree = parse_filter(line)
    for pane, view in VIEWS.items():
        text = statement(view, tree)
        assert "corpus." not in text
        assert "?" not in text
        assert shown(console, text) == expected(store, pane, tree), text


@pytest.mark.parametrize("cases", first_quick([30, 300]))
def test_random_filters_find_the_same(cases: int) -> None:
    """Whatever is nested in what."""
    rng = random.Random(5)
    items: list[Item] = make_items(rng, 40)
    with duckdb.connect(":memory:") as connection:
        connection.execute("ATTACH ':memory:' AS corpus")
        connection.execute("USE corpus")
        write(connection, tables_of(items))
        connection.execute("INSERT INTO operations (operation_id) SELECT record_id FROM records")
        for _ in range(cases):
            tree = make_tree(rng)
            tree = tree if isinstance(tree, And) else And((tree,))
            where = compile_filter(tree)
            params = list(where.params)
            found = connection.execute(
                f"SELECT r.record_id FROM corpus.records r WHERE {where.sql} ORDER BY r.position",
                params,
            ).fetchall()
            rows = connection.execute(statement(VIEWS["operations"], tree)).fetchall()
            assert [row[0] for row in rows] == [row[0] for row in found], str(tree)


@settings(max_examples=25)
@given(
    words=st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec="utf-8"), max_size=12)),
        min_size=1,
        max_size=3,
    )
)
def test_no_text_is_anything_but_text(console: Console, store: Store, words: list[str]) -> None:
    """Quotes, comments, question marks and characters that cannot be seen stay within a value."""
    nodes = tuple(Word(word, phrase=True) for word in words)
    tree = And((Or((*nodes, FieldMatch("agency", tuple(words)))), Not(Regex("\x00{2}|'|--"))))
    text = statement(VIEWS["statistics"], tree)
    assert shown(console, text) == expected(store, "statistics", tree)
    assert sanitize(text.replace("\n", "")) == text.replace("\n", "")


@given(
    st.tuples(st.just("VARCHAR"), st.text(st.characters(codec="utf-8")))
    | st.tuples(st.just("DOUBLE"), st.floats(allow_nan=False, allow_infinity=False))
    | st.tuples(st.just("DATE[]"), st.lists(st.dates()))
)
def test_a_value_is_written_out_and_read_back(
    memory: duckdb.DuckDBPyConnection, typed: tuple[str, str | float | list[date]]
) -> None:
    """By DuckDB's rules, to the last mark and digit."""
    type_, value = typed
    assert memory.execute(f"SELECT ({literal(value)})::{type_}").fetchall() == [(value,)]


def test_other_values_are_refused() -> None:
    """Rather than written as something they are not."""
    with pytest.raises(FilterError):
        literal(object())


def test_the_statement_says_what_it_asks() -> None:
    """The sentence of the status line is above it; line breaks show the nesting."""
    tree = parse_filter("agency:interpol arrests>=100")
    text = statement(VIEWS["operations"], tree)
    assert text.splitlines()[0] == f"-- {describe(tree, 'operations')}"
    assert (
        "  AND r.position IN (SELECT f.record FROM facts f\n    WHERE f.field = 'arrests'" in text
    )
    assert "f.number >= 100" in text
    assert max(map(len, text.splitlines())) < 100


def test_the_sentence_cannot_end_the_comment(console: Console) -> None:
    """Line breaks in a filter stay in the comment."""
    tree = And((Regex("a\nSELECT 1; --\r\u2028x"),))
    text = statement(VIEWS["tools"], tree)
    assert len([line for line in text.splitlines() if line.startswith("--")]) == 1
    assert text.splitlines()[1].startswith("SELECT t.*")
    assert shown(console, text) == []


def test_the_statement_sorts_as_the_pane_does(console: Console, store: Store) -> None:
    """By the columns, the most important first; blanks last."""
    sort = (("measure", True), ("value", False))
    text = statement(VIEWS["statistics"], And(), sort)
    rows = store.rows(
        "SELECT record_id FROM corpus.listed_statistics "
        "ORDER BY measure_rank DESC NULLS LAST, value_rank NULLS LAST, position"
    )
    assert shown(console, text) == [record_id for (record_id,) in rows]


def test_a_source_comes_without_its_text(console: Console) -> None:
    """A column of whole documents is not what anybody wants to see."""
    answer = console.run(statement(VIEWS["sources"], And()))
    assert answer is not None
    assert "text" not in answer.columns
    assert answer.columns[0] == "source_id"

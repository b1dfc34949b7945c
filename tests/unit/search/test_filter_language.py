"""The filter language: what a line means, how it prints back, and what is said of a wrong one."""

import random
from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.filter_oracle import Item, fits, make_items, make_tree, tables_of
from trafficking_explorer.database.build import write
from trafficking_explorer.errors import FilterError
from trafficking_explorer.search.ast import (
    And,
    Between,
    Compare,
    FieldMatch,
    Fuzzy,
    Not,
    Or,
    Regex,
    Word,
    highlight_terms,
)
from trafficking_explorer.search.describe import describe
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter

CASES = 600
"""Filters that are judged here; `tests/bench/filters.py` judges 10,000."""


@pytest.fixture(scope="module")
def small() -> Iterator[tuple[duckdb.DuckDBPyConnection, list[Item]]]:
    """A generated corpus, in a store and in plain Python."""
    items = make_items(random.Random(7), 60)
    connection = duckdb.connect(":memory:")
    connection.execute("ATTACH ':memory:' AS corpus")
    connection.execute("USE corpus")
    write(connection, tables_of(items))
    yield connection, items
    connection.close()


def found(connection: duckdb.DuckDBPyConnection, tree: And) -> set[int]:
    """The positions of the records that the store finds."""
    where = compile_filter(tree)
    rows = connection.execute(
        f"SELECT r.position FROM corpus.records r WHERE {where.sql}", list(where.params)
    ).fetchall()
    return {position for (position,) in rows}


def test_the_store_finds_what_plain_python_finds(
    small: tuple[duckdb.DuckDBPyConnection, list[Item]],
) -> None:
    """Compiled to SQL, a filter means what it means read one record at a time."""
    connection, items = small
    rng = random.Random(11)
    for _ in range(CASES):
        tree = make_tree(rng)
        tree = tree if isinstance(tree, And) else And((tree,))
        expected = {item.position for item in items if fits(tree, item, items)}
        assert found(connection, tree) == expected, str(tree)


def test_a_tree_prints_back_as_the_line_it_came_from() -> None:
    """`parse(str(tree)) == tree`, whatever is nested in what."""
    rng = random.Random(13)
    for _ in range(CASES):
        tree = make_tree(rng)
        tree = tree if isinstance(tree, And) else And((tree,))
        assert parse_filter(str(tree)) == tree, str(tree)


@given(st.text(max_size=60) | st.text('ab -"():<>=.,~/ornt2016', max_size=30))
def test_any_line_is_a_filter_or_says_where_it_is_not(line: str) -> None:
    """Nothing typed raises anything but a FilterError, whose place is in the line."""
    try:
        tree = parse_filter(line)
    except FilterError as error:
        assert 0 <= error.start <= error.end <= len(line)
    else:
        assert parse_filter(str(tree)) == tree
        assert describe(tree)


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        ("", And()),
        ("Épervier", And((Word("epervier"),))),
        ('"two words"', And((Word("two words", phrase=True),))),
        ('"still open', And((Word("still open", phrase=True),))),
        ("-not-this", And((Not(Word("not-this")),))),
        ("multi-billion", And((Word("multi-billion"),))),
        ("not mali", And((Not(Word("mali")),))),
        ("a or b", And((Or((Word("a"), Word("b"))),))),
        ("a b or c", And((Or((And((Word("a"), Word("b"))), Word("c"))),))),
        ("a and b", And((Word("a"), Word("b")))),
        ("(a or b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("-(a b)", And((Not(And((Word("a"), Word("b")))),))),
        ("agency:INTERPOL", And((FieldMatch("agency", ("interpol",)),))),
        ("org:a,b", And((FieldMatch("agency", ("a", "b")),))),
        ('form:"forced labour"', And((FieldMatch("form", ("forced labour",)),))),
        ("arrests>=100", And((Compare("arrests", ">=", "100"),))),
        ("arrests≥1,000", And((Compare("arrests", ">=", "1000"),))),
        ("arrests:>1k", And((Compare("arrests", ">", "1000"),))),
        ("value:1.2m", And((Compare("value", "=", "1200000"),))),
        ("year:2016..2019", And((Between("date", "2016", "2019"),))),
        ("date<2018-06", And((Compare("date", "<", "2018-06"),))),
        ("rescued:100..", And((Between("rescued", "100", None),))),
        (
            "year:2016,2019",
            And((Or((Compare("date", "=", "2016"), Compare("date", "=", "2019"))),)),
        ),
        ("has:note", And((FieldMatch("has", ("note",)),))),
        ("has:evidence", And((FieldMatch("has", ("passages",)),))),
        ("is:resolved", And((FieldMatch("is", ("resolved",)),))),
        ("is:bookmarked,noted", And((FieldMatch("is", ("bookmarked", "noted")),))),
        ("~interpool", And((Fuzzy("interpool"),))),
        (r"/weka|a\/b/", And((Regex("weka|a/b"),))),
        ("- -- ()", And()),
        ("-----", And()),
        ("--mali", And((Not(Word("mali")),))),
        ("-(-mali)", And((Not(Not(Word("mali"))),))),
    ],
)
def test_what_a_line_means(line: str, tree: And) -> None:
    """Each form of the grammar, by example."""
    assert parse_filter(line) == tree


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("mali foo:bar", (5, 8), "no field is called “foo”"),
        ("agnecy:x", (0, 6), "agency"),
        ("agency:", (0, 7), "needs a value"),
        ("arrests>many", (8, 12), "not a number"),
        ("date:2016-13", (5, 12), "a date is"),
        ("year:..", (5, 7), "bound"),
        ("(mali", (0, 5), "not closed"),
        ("mali)", (4, 5), "closes nothing"),
        ("mali or", (5, 7), "both sides"),
        ("or mali", (0, 2), "both sides"),
        ("not", (0, 3), "after it"),
        ("/ma(/", (0, 5), "not a regular expression"),
        ("/mali", (0, 5), "not closed"),
        ("~", (0, 1), "needs a word"),
        ("country>5", (0, 9), "is not a number"),
        ("arrests>=1,00", (9, 13), "one number"),
        ("date:2017-02-31", (5, 15), "no such day"),
        ("arrests>=99999999999999999999", (9, 29), "too large"),
        ("is:foo", (3, 6), "stated, resolved, answered, open, bookmarked, noted"),
        ("severity:grave", (9, 14), "error, doubt, note"),
        ("arrests:100..50", (8, 15), "write 50..100"),
        ("year:2019..2016-06", (5, 18), "write 2016-06..2019"),
        ("has:foo", (4, 7), "no field is called “foo”"),
        ("(" * 50 + "a" + ")" * 50, (41, 42), "too many nested parentheses"),
    ],
)
def test_a_wrong_line_says_where_and_why(line: str, place: tuple[int, int], words: str) -> None:
    """The place is that of the word at fault; the reason says what would be right."""
    with pytest.raises(FilterError) as caught:
        parse_filter(line)
    assert (caught.value.start, caught.value.end) == place
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("interpol arrests>=100", "operations, “interpol”, at least 100 arrests"),
        ("agency:interpol -africa", "operations, agency interpol, not (“africa” or in Africa)"),
        (
            "year:2016..2019",
            "operations, 2016 to 2019 · dates without a month count if any part of them matches",
        ),
        ("arrests:1000..", "operations, 1,000 to … arrests"),
        (
            "year:2016-06..2016",
            "operations, 2016-06 to 2016 · dates without a month count if any part of them matches",
        ),
        ("value>100", "operations, value more than 100"),
        ("is:open or is:resolved", "operations, open or resolved in part"),
        ("is:noted or is:resolved", "operations, noted or resolved in part"),
        ("has:evidence (a or b)", "operations, with evidence, “a” or “b”"),
    ],
)
def test_a_filter_in_words(line: str, sentence: str) -> None:
    """The sentence says what the line asks for, and that partial dates fit where they may."""
    assert describe(parse_filter(line), "operations") == sentence


def test_only_wanted_words_are_marked() -> None:
    """Excluded words and values of fields are not marked in the text."""
    assert highlight_terms(parse_filter('mali "two words" -niger agency:x (a or mali)')) == (
        "mali",
        "two words",
        "a",
    )

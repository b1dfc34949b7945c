"""Words that name a region: what they find, what they are not, and how it is said."""

import pytest

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.search.describe import asks_for_fields, describe
from trafficking_explorer.search.filter_sql import statement
from trafficking_explorer.search.hits import find_hits
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.region_words import names_regions, region_runs, regions_in
from trafficking_explorer.search.sql_compiler import compile_filter


def found(store: Store, line: str, kind: str) -> set[str]:
    where = compile_filter(parse_filter(line))
    rows = store.rows(
        f"SELECT r.record_id FROM corpus.records r WHERE r.record_type = ? AND ({where.sql})",
        (kind, *where.params),
    )
    return {id_ for (id_,) in rows}


@pytest.mark.parametrize(
    ("line", "operations"),
    [
        ("africa", {"sahara"}),
        ("AFRICA", {"sahara"}),
        ('"africa"', set()),
        ("“africa”", set()),
        ("-africa", {"mesa"}),
        ("not africa", {"mesa"}),
        ('-"africa"', {"sahara", "mesa"}),
        ("africa or europe", {"sahara"}),
        ("(africa or south america) arrests>30", {"sahara", "mesa"}),
        ("-(africa or peru)", set()),
        ("africa year>2016 arrests>30", {"sahara"}),
        ("africa year>2018 arrests>30", set()),
        ("south america", {"mesa"}),
        ("south -america", set()),
        ("latin america", {"mesa"}),
        ("america south", set()),
        ("middle africa", set()),
        ("west africa", set()),
        ("~africa", set()),
        ("afric", set()),
        ("antarctica", set()),
    ],
)
def test_a_region_finds_what_is_located_there(own: Store, line: str, operations: set[str]) -> None:
    """In any case and place of the line, but not in quotes, and not while it is unfinished."""
    assert found(own, line, "operation") == operations


def test_a_word_that_is_a_name_too_finds_both(own: Store) -> None:
    """An agency with Europe in its name, and what names it in its passage."""
    assert found(own, "europe", "agency") == {"europe-desk"}
    assert "families" not in found(own, "asia", "statistic")
    assert found(own, "asia", "agency") == {"asia-watch"}
    assert found(own, "west asia", "agency") == {"asia-watch"}


@pytest.mark.parametrize("line", ["africa", "south america", "-africa x", "mesa or africa"])
def test_the_sql_says_the_same(own: Store, line: str) -> None:
    """As a whole statement, with values written out."""
    rows = own.rows(
        statement(VIEWS["operations"], parse_filter(line))
        .replace("FROM records", "FROM corpus.records")
        .replace("JOIN operations", "JOIN corpus.operations")
        .replace("FROM facts", "FROM corpus.facts")
    )
    assert {row[0] for row in rows} == found(own, line, "operation")


def test_the_reason_of_a_hit_is_its_country(own: Store) -> None:
    """A hit without the word shows the passage of the country, or the country."""
    (hit,) = find_hits(own, parse_filter("africa"), ("operation",))
    assert (hit.record_id, hit.field) == ("sahara", "country")
    assert "Chad" in hit.passage
    (word,) = find_hits(own, parse_filter("africa sahara"), ("operation",))
    assert "Sahara" in word.passage


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("africa", "records, “africa” or in Africa"),
        ("west africa", "records, “west” “africa” or in West Africa"),
        ("x -africa", "records, “x”, not (“africa” or in Africa)"),
        ("asia or europe", "records, (“asia” or in Asia) or (“europe” or in Europe)"),
        ('"africa"', "records, “africa”"),
    ],
)
def test_it_is_said_under_the_line(line: str, sentence: str) -> None:
    """So that nobody wonders why a record without the word is among the rows."""
    tree = parse_filter(line)
    assert describe(tree) == sentence
    assert asks_for_fields(tree) == (line != '"africa"')


def test_which_words_name_regions() -> None:
    """Runs are the longest; words between quotation marks do not belong to them."""
    assert region_runs(parse_filter("x west africa y").nodes) == {1: 3}
    assert region_runs(parse_filter('west "africa"').nodes) == {}
    assert regions_in(parse_filter("(asia or x) -europe west africa")) == ["asia", "west africa"]
    assert names_regions(parse_filter("-(x or europe)"))
    assert not names_regions(parse_filter("in:europe"))

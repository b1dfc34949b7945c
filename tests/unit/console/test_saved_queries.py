"""Queries in files: their headers, and the answers of those that come with the program."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.console_helpers import ask, limited_store
from trafficking_explorer.console.saved_queries import (
    SHIPPED,
    Parameter,
    SavedQuery,
    read_queries,
    read_query,
    save_query,
)
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.errors import UsageError
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.search.filter_sql import filter_reader

QUERIES, PROBLEMS = read_queries()
BY_NAME = {query.name: query for query in QUERIES}
Answer = list[dict[str, Any]]


@pytest.fixture(scope="module")
def opened(cache: Path, store: Store) -> Iterator[Store]:
    found = limited_store(locate_store(bundled_corpus(), cache), Limits())
    yield found
    found.close()


@pytest.fixture(scope="module")
def console(opened: Store) -> Iterator[Console]:
    made = Console(opened, filter_reader(opened))
    yield made
    made.close()


def answer(console: Console, name: str, **params: object) -> Answer:
    """The rows of a shipped query, asked as it is or with other values."""
    query = BY_NAME[name]
    result = ask(console, query.sql, {**query.defaults, **params})
    return [dict(zip(result.columns, row, strict=True)) for row in result.values(0, 1000)]


# Those that come with the program.


def test_there_are_enough_of_them_and_nothing_is_wrong_with_any() -> None:
    """Each has a title, an explanation, one statement, and tells of its parameters."""
    assert PROBLEMS == ()
    assert len(QUERIES) >= 12
    assert {query.path for query in QUERIES} == set(SHIPPED.iterdir())
    assert len({query.title for query in QUERIES}) == len(QUERIES)
    for query in QUERIES:
        assert not query.is_own
        assert re.fullmatch(r"[a-z_]+", query.name)
        assert query.title[0].isupper() and len(query.title) < 50 and not query.title.endswith(".")
        assert len(query.explanation) > 60 and query.explanation.endswith((".", "?"))
        assert query.sql.rstrip().endswith(";")
        assert all(each.default is not None and each.explanation for each in query.parameters)
        assert "corpus." not in query.sql, "for readers, who need not write it"


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_each_has_an_answer(console: Console, name: str) -> None:
    """With its default values; its columns have names, each its own."""
    query = BY_NAME[name]
    result = ask(console, query.sql, query.defaults)
    assert result.rows > 0
    assert len(set(result.columns)) == len(result.columns)
    assert all(re.fullmatch(r"[a-z_]+", column) for column in result.columns)
    for column in result.columns:
        # What names a record or a source leads to it from the answer.
        if column in ("operation_id", "statistic_id", "record_id", "form_id", "one_id"):
            ids = {row[result.columns.index(column)] for row in result.values(0, 1000)} - {None}
            known = ask(console, "SELECT record_id FROM records").values(0, 10_000)
            assert ids <= {record for (record,) in known}


def test_the_largest_operations(console: Console) -> None:
    """By the figures of the five texts, read by hand."""
    rows = answer(console, "largest_operations")
    assert [(row["operation_id"], row["most"]) for row in rows[:6]] == [
        ("weka-ii", 300),
        ("turquesa-iii", 216),
        ("operation-rescue", 184),
        ("spartacus", 134),
        ("storm-makers", 121),
        ("smuggling-routes-operation-004", 53),
    ]
    assert rows[1]["claims"] == "216 · 27"
    assert rows[-1]["most"] is None and rows[-1]["claims"] == "many"
    rescued = answer(console, "largest_operations", measure="rescued")
    assert {row["operation_id"]: row["most"] for row in rescued}["epervier"] == 500
    assert answer(console, "largest_operations", measure="nothing") == []


def test_claims_without_a_year(console: Console) -> None:
    """Claims about the world that name no time; those of a dated operation are not among them."""
    rows = answer(console, "claims_without_a_year")
    ids = {row["statistic_id"] for row in rows}
    assert {"children-in-child-labor-000", "un-women-share-women-and-girls-004"} <= ids
    assert all(row["scope"] == "world" for row in rows)
    assert all(f"[{row['source_id']}:" in row["in_the_text"] for row in rows)
    every = {row["statistic_id"] for row in answer(console, "claims_without_a_year", scope="%")}
    assert ids < every
    assert not every & {"weka-ii-arrests-001", "spartacus-arrests-003", "epervier-arrests-002"}


def test_who_is_quoted_most(console: Console) -> None:
    """Counted by hand: one speaker's words are in two documents."""
    rows = answer(console, "most_quoted")
    by_name = {row["speaker"]: row for row in rows}
    traore = by_name["Yoro Traore"]
    assert (traore["quotations"], traore["different"], traore["sources"]) == (2, 1, ["000", "002"])
    assert traore["words"] == 2 * 35
    espinosa = by_name["Isaac Espinosa Delgado"]
    assert (espinosa["quotations"], espinosa["different"]) == (2, 2)
    assert [row["words"] for row in rows] == sorted((row["words"] for row in rows), reverse=True)
    assert sum(row["quotations"] for row in rows) == 12


def test_quotations_in_two_documents(console: Console) -> None:
    """One press release, printed twice."""
    (row,) = answer(console, "quotations_in_two_documents")
    assert row["speaker"] == "Yoro Traore"
    assert row["quotes"] == ["yoro-traore-000", "yoro-traore-002"]
    assert row["publishers"] == ["LUDCI Magazine", "SecurityLink India"]


def test_figures_that_differ(console: Console) -> None:
    """The heading's 500 and the text's nearly 500; other things that are counted are named."""
    rows = answer(console, "figures_that_differ")
    found = {row["operation_id"]: row for row in rows}
    assert (found["epervier"]["one_says"], found["epervier"]["other_says"]) == ("~ 500", "500")
    assert found["epervier"]["documents"] == "one"
    assert found["turquesa-iii"]["other_counts"] == "people, El Salvador"
    assert "blackwrist" not in found, "heading and text agree"
    assert answer(console, "figures_that_differ", documents="two") == []
    assert not any("minors" in f"{row['one_id']} {row['other_id']}" for row in rows), "a part"


def test_claims_of_two_documents(console: Console) -> None:
    """They agree about the minors, and about saying no number."""
    rows = answer(console, "claims_in_two_documents")
    assert [(row["population"], row["verdict"]) for row in rows] == [
        ("ongoing investigations", "same words"),
        ("minors", "same figure"),
    ]
    assert {(row["one_source"], row["other_source"]) for row in rows} == {("000", "002")}


def test_claims_on_one_passage(console: Console) -> None:
    """No passage goes beyond a sentence; claims with two passages are not among them."""
    rows = answer(console, "claims_on_one_passage")
    assert 50 < len(rows) < 99
    assert not any(re.search(r"[a-z]{2}\. [A-Z]", row["passage"]) for row in rows)
    ids = {row["statistic_id"] for row in rows}
    assert "epervier-rescued-heading-002" in ids
    resting = ask(
        console,
        "SELECT record_id FROM evidence WHERE record_type = 'statistic' GROUP BY 1 "
        "HAVING count(DISTINCT line) > 1",
    )
    assert not ids & {record for (record,) in resting.values(0, 1000)}
    one = answer(console, "claims_on_one_passage", source="003")
    assert {row["source_id"] for row in one} == {"003"}


def test_coverage_of_the_sources(console: Console, opened: Store) -> None:
    """Each character counts once, page furniture and text outside the article not at all."""
    rows = answer(console, "coverage_per_source")
    assert [row["source_id"] for row in sorted(rows, key=lambda row: row["source_id"])] == [
        "000",
        "001",
        "002",
        "003",
        "004",
    ]
    for row in rows:
        ((text, start, end),) = opened.rows(
            "SELECT text, body_start, body_end FROM corpus.sources WHERE source_id = ?",
            [row["source_id"]],
        )
        covered, aside = bytearray(len(text)), bytearray(len(text))
        for table, marks in (("evidence", covered), ("furniture", aside)):
            for first, last in opened.rows(
                f"SELECT start_char, end_char FROM corpus.{table} WHERE source_id = ?",
                [row["source_id"]],
            ):
                marks[first:last] = b"\1" * (last - first)
        share = 100 * sum(covered[start:end]) / (end - start - sum(aside))
        assert row["percent_covered"] == pytest.approx(share, abs=0.05)
        assert row["claims"] <= row["records"]


def test_what_was_worked_out(console: Console) -> None:
    """Each with its reason; dates of “last month” among them."""
    rows = answer(console, "worked_out", field="date")
    assert {"weka-ii", "turquesa-iii"} <= {row["record_id"] for row in rows}
    assert all(row["reason"] for row in answer(console, "worked_out"))
    assert len(answer(console, "worked_out")) > 100


def test_who_works_with_whom(console: Console) -> None:
    """Partners are listed in both directions."""
    rows = answer(console, "agencies_and_partners")
    assert ("partner (of)", "unicef") in {(row["relation"], row["with_id"]) for row in rows}
    assert ("conducted_by (of)", "epervier") in {
        (row["relation"], row["with_id"]) for row in rows
    } or ("coordinated_by (of)", "epervier") in {(row["relation"], row["with_id"]) for row in rows}
    unicef = answer(console, "agencies_and_partners", agency="unicef")
    assert ("partner", "interpol") in {(row["relation"], row["with_id"]) for row in unicef}


def test_figures_in_words(console: Console) -> None:
    """“Dozens”, “several”, “a number of”; nothing with a figure."""
    rows = answer(console, "figures_in_words")
    assert {"dozens", "several", "a number of", "thousands of millions"} <= {
        row["says"] for row in rows
    }
    assert not any(re.search(r"\d", row["says"]) for row in rows)


def test_whose_figures_they_are(console: Console) -> None:
    """Claims of nobody are counted too."""
    rows = answer(console, "who_says_so")
    found = {(row["source_id"], row["attributed_to"]): row for row in rows}
    assert found["000", "ILO"]["claims"] == 6
    assert found["000", "ILO"]["for_example"][0] == "≥ 2,500,000"
    assert found["003", "(nobody is named)"]["claims"] > 0


def test_rescued_and_arrested(console: Console) -> None:
    """The ratio if both have a figure; two claims of one figure are side by side."""
    found = {row["operation_id"]: row for row in answer(console, "rescued_and_arrested")}
    assert found["weka-ii"]["rescued_per_arrest"] == pytest.approx(700 / 300, abs=0.01)
    assert found["epervier"]["rescued"] == "500 · ~ 500"
    assert found["spartacus"]["rescued_per_arrest"] is None, "dozens have no figure"
    assert len(found) == 10


def test_operations_in_time(console: Console) -> None:
    """From the first to the last; those without a date at the end."""
    rows = answer(console, "operations_in_time")
    dated = [row["first_day"] for row in rows if row["first_day"] is not None]
    assert dated == sorted(dated)
    assert [row["first_day"] is None for row in rows] == sorted(
        row["first_day"] is None for row in rows
    )
    nawa = next(row for row in rows if row["operation_id"] == "nawa")
    assert (nawa["took_place"], nawa["days"], nawa["basis"]) == (
        "2014-02-06/2014-02-17",
        12,
        "resolved",
    )


def test_forms_of_exploitation(console: Console, opened: Store) -> None:
    """Every form, those that most records refer to first."""
    rows = answer(console, "forms_of_exploitation")
    assert rows[0]["form_id"] == "human-trafficking"
    assert rows[0]["sources"] == ["000", "001", "002", "003", "004"]
    assert [(len(rows),)] == opened.rows("SELECT count(*) FROM corpus.forms")


def test_passages_that_carry_most(console: Console) -> None:
    """The number that is asked for, the fullest first."""
    rows = answer(console, "busiest_passages")
    assert all(row["records"] >= 3 for row in rows)
    assert {row["records"] for row in answer(console, "busiest_passages", at_least="5")} == {
        row["records"] for row in rows if row["records"] >= 5
    }
    assert len(rows[0]["which"]) == rows[0]["records"]


def test_one_record(console: Console) -> None:
    """Its fields in their order, with the passages in context."""
    rows = answer(console, "one_record")
    assert rows[0]["field"] == "name"
    assert "⟦" in rows[0]["passage"]
    date = next(row for row in rows if row["field"] == "date")
    assert (date["basis"], date["passage"]) == ("resolved", None)
    other = answer(console, "one_record", type="person", id="yoro-traore")
    assert {row["field"] for row in other} >= {"name", "role", "agency"}


def test_records_that_fit_a_filter(console: Console) -> None:
    """The records that the filter finds, with their sources."""
    rows = answer(console, "records_that_fit")
    assert {row["record_id"] for row in rows} >= {"weka-ii", "storm-makers"}
    assert all(row["rests_on"].startswith("00") for row in rows)
    assert answer(console, "records_that_fit", filter="type:person wainwright")[0]["title"] == (
        "Rob Wainwright"
    )


def test_what_is_counted(console: Console, opened: Store) -> None:
    """Every measure once; the claims are all claims."""
    rows = answer(console, "what_is_counted")
    assert [(sum(row["claims"] for row in rows),)] == opened.rows(
        "SELECT count(*) FROM corpus.statistics"
    )
    assert {"rescued", "arrests", "convicted"} <= {row["measure"] for row in rows}


# Files in general.

FILE = """\
-- Claims of a kind
--
-- What it answers,
-- in two lines.
--
-- A second paragraph.
--
-- $measure = arrests    which count
-- $least = a b          two words
-- $none                 has to be given
-- $bare
-- $empty =
SELECT $measure, $least, $none, $bare, $empty, '$no', $undeclared
-- not of the header: $none
"""


def read(
    folder: Path, text: str | bytes, name: str = "mine.sql"
) -> tuple[SavedQuery | None, list[str]]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    query, problems = read_query(path, is_own=True)
    return query, [str(problem) for problem in problems]


def test_a_file_has_a_header(tmp_path: Path) -> None:
    """A title, paragraphs, and a line for each parameter, with default and explanation."""
    query, problems = read(tmp_path, FILE)
    assert query is not None
    assert (query.name, query.title, query.is_own) == ("mine", "Claims of a kind", True)
    assert query.explanation == "What it answers, in two lines.\n\nA second paragraph."
    assert query.parameters == (
        Parameter("measure", "arrests", "which count"),
        Parameter("least", "a b", "two words"),
        Parameter("none", None, "has to be given"),
        Parameter("bare"),
        Parameter("empty", ""),
        Parameter("undeclared"),
    )
    assert query.defaults == {"measure": "arrests", "least": "a b", "empty": ""}
    assert query.sql == FILE
    assert problems == ["mine.sql:1:1: $undeclared is used, but the header does not describe it"]


@pytest.mark.parametrize(
    ("text", "problems", "usable"),
    [
        (
            "SELECT 1",
            ["mine.sql:1:1: a query begins with a comment that has its title: “-- Title”"],
            True,
        ),
        ("-- T\n-- $x    y\nSELECT 1", ["mine.sql:2:1: $x is described, but not used"], True),
        ("-- T\n-- $x\n-- $x\nSELECT $x", ["mine.sql:3:1: $x is described twice"], True),
        ("-- only a title", ["mine.sql: there is no statement in it"], False),
        ("", ["mine.sql: there is no statement in it"], False),
        (b"-- T\nSELECT '\xff'", ["mine.sql: not UTF-8 from byte 13 on"], False),
        (
            "-- T\nSELECT 1 -- " + "x" * 2**20,
            ["mine.sql: too large for a query: over 1 MiB"],
            False,
        ),
        ("\ufeff-- T\r\nSELECT 1\r\n", [], True),
        ("-- T\nSELEC wrong", [], True),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    tmp_path: Path, text: str | bytes, problems: list[str], usable: bool
) -> None:
    """Problems have their places; a usable query is still offered."""
    query, found = read(tmp_path, text)
    assert (query is not None, found) == (usable, problems)
    if query is not None and "T" in query.sql[:5]:
        assert query.title == "T"


def test_the_readers_own_come_after_the_shipped_ones(tmp_path: Path) -> None:
    """By title; other files are left alone, and an unreadable one is a problem."""
    (tmp_path / "b.sql").write_text("-- Alpha\nSELECT 1")
    (tmp_path / "a.sql").write_text("-- beta\nSELECT 2")
    (tmp_path / "note.txt").write_text("no query")
    (tmp_path / ".hidden.sql").write_text("-- hidden\nSELECT 3")
    (tmp_path / "folder.sql").mkdir()
    queries, problems = read_queries(tmp_path)
    assert [query.title for query in queries if query.is_own] == ["Alpha", "beta"]
    assert [query.is_own for query in queries] == sorted(query.is_own for query in queries)
    assert [problem.at.path for problem in problems] == ["folder.sql"]
    assert read_queries(tmp_path / "nowhere") == (QUERIES, ())


def test_a_query_is_saved_as_a_file(tmp_path: Path) -> None:
    """With a header, made of what is given; it reads back."""
    folder = tmp_path / "queries"
    path = save_query(folder, "Claims: Mali & Niger?", "SELECT 1;", "Why.\nAnd how.")
    assert path == folder / "claims_mali_niger.sql"
    query, problems = read_query(path)
    assert query is not None and problems == ()
    assert (query.title, query.explanation) == ("Claims: Mali & Niger?", "Why. And how.")
    assert query.sql.endswith("\nSELECT 1;\n")
    assert [path.name for path in folder.iterdir()] == ["claims_mali_niger.sql"]
    kept = save_query(folder, "other", "-- Its own title\nSELECT 2")
    assert kept.read_text() == "-- Its own title\nSELECT 2\n"


def test_saving_replaces_nothing(tmp_path: Path) -> None:
    """A name that is taken, a title of nothing, a folder that cannot be: each is said."""
    save_query(tmp_path, "one", "SELECT 1")
    for title, folder, says in (
        ("One", tmp_path, "already exists"),
        ("../*", tmp_path, "letters or digits"),
        ("two", tmp_path / "one.sql", "cannot be made"),
    ):
        with pytest.raises(UsageError, match=says):
            save_query(folder, title, "SELECT 2")
    assert (tmp_path / "one.sql").read_text() == "-- one\nSELECT 1\n"
    assert len(list(tmp_path.iterdir())) == 1

"""The table `notes`: the reader's own, as it is when a statement begins, and never changed by one."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.console_helpers import ask
from trafficking_explorer.console.session import Console
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.noted_records import noted_titles, renamed_records
from trafficking_explorer.database.row_reader import RowReader
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.errors import QueryError
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.search.autocomplete import complete
from trafficking_explorer.search.filter_sql import filter_reader, statement
from trafficking_explorer.search.hits import find_hits
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.workspace import reader_file
from trafficking_explorer.workspace.notes import Notebook
from trafficking_explorer.workspace.opening import open_with_findings
from trafficking_explorer.workspace.reader_file import ReaderFileError

EPERVIER = ("operation", "epervier")
INTERPOL = ("agency", "interpol")
COLUMNS = (
    *(
        "record_type",
        "record_id",
        "body",
        "bookmarked",
        "created_at",
        "updated_at",
        "file",
        "title",
    ),
)


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """The notes on the bundled corpus, in a folder of the test."""
    folder = tmp_path / "data"
    monkeypatch.setattr(reader_file, "data_folder", lambda: folder)
    return Notebook(bundled_corpus())


@pytest.fixture
def opened(cache: Path, store: Store) -> Iterator[Store]:
    """A store for this test: an earlier one may have read other notes."""
    found = open_with_findings(locate_store(bundled_corpus(), cache))
    yield found
    found.close()


@pytest.fixture
def console(opened: Store) -> Iterator[Console]:
    made = Console(opened, filter_reader(opened))
    yield made
    made.close()


def rows(console: Console, sql: str) -> list[tuple[object, ...]]:
    answer = console.run(sql)
    assert answer is not None
    return [row for page in answer.pages() for row in page]


def test_the_table_is_there_without_notes(console: Console) -> None:
    """Empty, with its columns and types."""
    answer = console.run("SELECT * FROM notes")
    assert answer is not None
    assert answer.columns == COLUMNS
    assert answer.types[3:6] == ("BOOLEAN", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE")
    assert answer.fetch(1) == []


def test_a_statement_sees_the_notes_as_they_are(console: Console, book: Notebook) -> None:
    """Also those of another explorer, in a view, in a prepared statement and in a transaction."""
    rows(console, "CREATE VIEW mine AS SELECT body FROM notes ORDER BY body")
    rows(console, "PREPARE p AS SELECT count(*) FROM notes")
    for count, name in enumerate("abc", start=1):
        book.save(("tool", name), name, name)
        assert len(rows(console, "SELECT * FROM NOTES")) == count
        assert rows(console, "FROM mine")[-1] == (name,)
        assert rows(console, "EXECUTE p") == [(count,)]
    rows(console, "BEGIN")
    book.remove(("tool", "a"))
    assert rows(console, "FROM mine") == [("b",), ("c",)]
    rows(console, "ROLLBACK")
    assert rows(console, "FROM mine") == [("b",), ("c",)]


def test_a_row_has_what_was_noted(console: Console, book: Notebook) -> None:
    """Values as they were written; the file is named."""
    body = "line one\n'; drop table notes; -- \U0001f575 \x1b[31m"
    book.save(EPERVIER, "Operation É", body)
    book.toggle_bookmark(INTERPOL, "INTERPOL")
    note = {each.key: each for each in book.read()}[EPERVIER]
    (found,) = rows(console, "FROM notes WHERE record_id = 'epervier'")
    assert found[:4] == (*EPERVIER, body, False)
    assert found[4:6] == (note.created_at, note.updated_at)
    assert found[6:] == (str(book.path), "Operation É")
    assert rows(console, "SELECT record_id FROM notes WHERE bookmarked") == [("interpol",)]


def test_the_pane_shows_the_same(console: Console, book: Notebook) -> None:
    """Its statements run in another way."""
    book.save(EPERVIER, "E", "words")
    done = ask(console, "SELECT body, title FROM notes")
    assert done.page(0, 10) == [("words", "E")]
    book.save(EPERVIER, "E", "others")
    assert ask(console, "SELECT body FROM notes").page(0, 10) == [("others",)]


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("CREATE TABLE notes AS SELECT 1", "notes is a name of the corpus"),
        ("CREATE OR REPLACE VIEW notes AS SELECT 1", "notes is a name of the corpus"),
        ("CREATE TEMP TABLE Notes (i INT)", "notes is a name of the corpus"),
        ('CREATE TEMP VIEW "notes" AS SELECT 1', "notes is a name of the corpus"),
        ("CREATE MACRO notes() AS TABLE SELECT 1", "notes is a name of the corpus"),
        ("CREATE TABLE mine AS SELECT 1; ALTER TABLE mine RENAME TO notes", "is a name of"),
        ("DROP VIEW notes", "cannot be dropped"),
        ("DROP VIEW memory.main.notes", "cannot be dropped"),
        ("ALTER VIEW notes RENAME TO mine", "cannot be changed"),
        ("INSERT INTO notes VALUES ('a')", "only your own tables can be changed"),
        ("UPDATE notes SET body = ''", "only your own tables can be changed|only update base"),
        ("DELETE FROM notes", "only your own tables can be changed|only delete from base"),
        ("SET VARIABLE reader_notes = NULL", "reader_notes is a name of the corpus"),
        ("SET VARIABLE reader_notes_state = 0", "reader_notes_state is a name of the corpus"),
        ("RESET VARIABLE reader_notes", "reader_notes is a name of the corpus"),
    ],
)
def test_no_statement_changes_it(console: Console, book: Notebook, sql: str, reason: str) -> None:
    """Neither its rows nor what its name means."""
    book.save(EPERVIER, "E", "words")
    with pytest.raises(QueryError, match=reason):
        console.run(sql)
    assert rows(console, "SELECT body FROM notes") == [("words",)]


def test_the_notes_are_in_no_store(opened: Store, console: Console, book: Notebook) -> None:
    """Nothing of them is in the file that other programs open."""
    book.save(EPERVIER, "E", "a secret of mine")
    assert rows(console, "SELECT body FROM notes") == [("a secret of mine",)]
    names = {name for (name,) in opened.rows("SELECT table_name FROM duckdb_tables()")}
    assert "notes" not in names
    ((file,),) = opened.rows("SELECT path FROM duckdb_databases() WHERE database_name = 'corpus'")
    assert b"a secret of mine" not in Path(file).read_bytes()


def test_a_file_that_cannot_be_read_is_told(console: Console, book: Notebook) -> None:
    """A statement that asks for the notes fails; all others run."""
    book.save(EPERVIER, "E", "words")
    book.path.write_bytes(b"\xff" * 5_000)
    with pytest.raises(QueryError, match=r"notes\.db"):
        console.run("SELECT * FROM notes")
    assert rows(console, "SELECT 1") == [(1,)]


def test_consoles_of_one_store_do_not_disturb_each_other(opened: Store, book: Notebook) -> None:
    """Each statement sees the notes, however many run at once."""
    book.save(EPERVIER, "E", "words")
    wrong: list[object] = []

    def run() -> None:
        console = Console(opened)
        for _ in range(20):
            found = rows(console, "SELECT body FROM notes WHERE record_id = 'epervier'")
            wrong.extend(row for row in found if row != ("words",))
            wrong.extend(["nothing"] if not found else [])
        console.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for i in range(20):
        book.save(("tool", str(i)), "t", "t")
    for thread in threads:
        thread.join()
    assert wrong == []


# Filters.


def test_filters_ask_for_them(opened: Store, console: Console, book: Notebook) -> None:
    """In a pane, in the search, in `matches`, and in the SQL that a filter is shown as."""
    book.toggle_bookmark(EPERVIER, "E")
    book.save(INTERPOL, "I", "words")
    wanted = {
        "is:bookmarked": [EPERVIER],
        "is:noted": [INTERPOL],
        "is:noted,book": [INTERPOL, EPERVIER],
    }
    for line, keys in wanted.items():
        found = find_hits(opened, parse_filter(line), ())
        assert {(hit.record_type, hit.record_id) for hit in found} == set(keys), line
        sql = f"SELECT record_type, record_id FROM matches('{line}')"
        assert set(rows(console, sql)) == set(keys), line
    shown = statement(VIEWS["operations"], parse_filter("is:bookmarked"))
    assert [row[0] for row in rows(console, shown)] == ["epervier"]
    reader = RowReader(opened, VIEWS["operations"])
    where = compile_filter(parse_filter("is:bookmarked"))
    (listing,) = reader.answer(reader.begin(), where)
    assert [row.record_id for row in listing.rows] == ["epervier"]
    book.toggle_bookmark(EPERVIER, "E")
    (listing,) = reader.answer(reader.begin(), where)
    assert listing.rows == ()
    total = len(rows(console, "SELECT * FROM matches('not is:noted')"))
    assert total == len(rows(console, "FROM records")) - 1


def test_findings_can_be_asked_for_too(opened: Store, book: Notebook) -> None:
    """They have no row in `records`."""
    ((finding,),) = opened.rows("SELECT finding_id FROM corpus.findings ORDER BY 1 LIMIT 1")
    book.toggle_bookmark(("finding", finding), "F")
    reader = RowReader(opened, VIEWS["findings"])
    (listing,) = reader.answer(reader.begin(), compile_filter(parse_filter("is:bookmarked")))
    assert [row.record_id for row in listing.rows] == [finding]


def test_the_values_are_offered(opened: Store) -> None:
    """Behind `is:`, without a number: the corpus does not know how many there are."""
    offered = {each.shown: each.count for each in complete(opened, ("operation",), "is:")}
    assert offered["bookmarked"] is None
    assert "noted" in offered
    assert [each.shown for each in complete(opened, ("operation",), "is:bo")] == ["bookmarked"]


# Records that are gone.


def test_titles_of_records_and_findings(opened: Store) -> None:
    """Those that the corpus does not have are left out."""
    ((finding, message),) = opened.rows(
        "SELECT finding_id, message FROM corpus.findings ORDER BY 1 LIMIT 1"
    )
    keys = (EPERVIER, ("finding", finding), ("operation", "gone"), ("agency", "epervier"))
    assert noted_titles(opened, keys) == {
        EPERVIER: "Operation Epervier",
        ("finding", finding): message,
    }
    assert noted_titles(opened, ()) == {}


def test_a_renamed_record_is_found_by_its_title(opened: Store) -> None:
    """If just one of its kind has this title."""
    gone = [
        (("operation", "old"), "Operation Epervier"),
        (("agency", "old"), "Operation Epervier"),
        (("operation", "older"), "No such title"),
        (("operation", "oldest"), ""),
    ]
    assert renamed_records(opened, gone) == {("operation", "old"): EPERVIER}
    assert renamed_records(opened, ()) == {}


# Commands.


def test_commands_show_them(call: Callable[..., Result], book: Notebook, tmp_path: Path) -> None:
    """`sql` has them as a table, also in a file; `show` prints the note at its end."""
    book.save(EPERVIER, "E", "ask\nJean")
    assert call("sql", "select body from notes", "--format", "csv").stdout == 'body\n"ask\nJean"\n'
    file = tmp_path / "mine.csv"
    assert call("sql", "select body from notes", "-o", str(file)).exit_code == 0
    assert "Jean" in file.read_text()
    *_, last, words, more = call("show", "operation/epervier").stdout.splitlines()
    assert last.startswith("your note (")
    assert (words, more) == ("    ask", "    Jean")
    assert "your note" not in call("show", "agency/interpol").stdout
    assert "operation/epervier" in call("search", "is:noted").stdout


def test_no_note_in_secure_mode(
    console: Console, book: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the person who runs the explorer are nobody else's business."""
    book.save(EPERVIER, "E", "private")
    monkeypatch.setenv("TRAFFICKING_EXPLORER_SECURE", "1")
    assert rows(console, "FROM notes") == []
    with pytest.raises(ReaderFileError):
        book.remove(EPERVIER)

"""The commands: what they print, where, and with which exit status."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import psutil
import pyarrow.parquet as pq
import pytest
from click.testing import Result

from tests.console_helpers import ENDLESS
from trafficking_explorer import __version__, cli
from trafficking_explorer.cli import opening
from trafficking_explorer.console import limit_watch as watch
from trafficking_explorer.console.limit_watch import Watch
from trafficking_explorer.errors import CorpusError, QueryLimited
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.text.display import clean

Call = Callable[..., Result]
Folder = Callable[..., Path]
Program = Callable[..., "subprocess.CompletedProcess[str]"]

RECORDS = "SELECT record_id, line FROM records WHERE record_type = 'source' ORDER BY 1"


def done(result: Result, status: int = 0) -> Result:
    """The result, after a check of its status; any exception but an exit is a bug."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    if status:
        assert result.stderr
        assert "Traceback" not in result.stderr
    return result


@pytest.fixture
def broken(text_folder: Folder) -> Path:
    """A corpus with two problems."""
    yaml = "people:\n  - {id: a, quote: Nowhere, name: Stock}\n  - {id: b, nmae: Stock, name: x}\n"
    return text_folder("Mr Stock and 40 others.", yaml)


@pytest.fixture
def sound(text_folder: Folder) -> Path:
    """A corpus without problems; no record covers a number in its text."""
    return text_folder(
        "Mr Stock, 40.", "people:\n  - {id: a, quote: Stock, name: Stock}\n", "sound"
    )


def test_sql_prints_a_table(call: Call) -> None:
    """Aligned, results on standard output and nothing on the other."""
    result = done(call("sql", RECORDS))
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["record_id", "line"]
    assert [line.split()[0] for line in lines[2:]] == ["000", "001", "002", "003", "004"]
    assert result.stderr == ""


@pytest.mark.parametrize("stdin", [RECORDS, f"-- a remark\n{RECORDS};\n", f"SELECT 1;\n{RECORDS}"])
def test_sql_reads_standard_input(call: Call, stdin: str) -> None:
    """For `-`; of a script, the last statement answers."""
    assert done(call("sql", "-", stdin=stdin)).stdout == done(call("sql", RECORDS)).stdout


@pytest.mark.parametrize(
    "format_", ["table", "csv", "json", "jsonl", "markdown", "parquet", "excel"]
)
def test_sql_writes_a_file(call: Call, tmp_path: Path, format_: str) -> None:
    """Whole, with nothing on standard output and no rest beside it."""
    path = tmp_path / "out"
    result = done(call("sql", RECORDS, "--format", format_, "-o", str(path)))
    assert result.output == ""
    if format_ == "parquet":
        assert pq.read_table(path).column("record_id").to_pylist()[0] == "000"
    elif format_ == "excel":
        assert path.read_bytes().startswith(b"PK")
    else:
        expected = done(call("sql", RECORDS, "--format", format_)).stdout
        assert path.read_text("utf-8") == expected
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("args", "stdin", "says"),
    [
        (("sql", "SELECT foo"), None, 'line 1, column 8: Binder Error: Referenced column "foo"'),
        (("sql", "SELECT 1;\n SELECT foo"), None, "line 2, column 9: "),
        (("sql", "-"), "SELECT 1,\n  foo", "line 2, column 3: "),
        (("sql", "SELECT error('boom')"), None, "trafficking-explorer: Invalid Input Error: boom"),
        (("sql", "DROP TABLE corpus.operations"), None, "read-only"),
        (("sql", "SELECT * FROM read_text('/etc/hostname')"), None, "disabled by configuration"),
        (("sql", "ATTACH 'x.db'"), None, "databases stay as they are"),
    ],
)
def test_sql_that_failed_is_status_1(
    call: Call, args: tuple[str, ...], stdin: str | None, says: str
) -> None:
    """With line and column; nothing on standard output."""
    result = done(call(*args, stdin=stdin), 1)
    assert says in result.stderr
    assert result.stdout == ""


def test_a_failure_on_the_way_leaves_no_file(call: Call, tmp_path: Path) -> None:
    """No part of an answer is written."""
    sql = "SELECT CASE WHEN i = 3000000 THEN error('boom') END FROM range(4000000) t(i)"
    for format_ in ("csv", "parquet"):
        result = call("sql", sql, "--format", format_, "-o", str(tmp_path / "out"))
        assert "boom" in done(result, 1).stderr
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("args", "stdin", "says"),
    [
        (("nope",), None, "No such command 'nope'"),
        (("--nope",), None, "No such option"),
        (("--pane", "nope"), None, "Invalid value for '--pane'"),
        (("sql",), None, "Missing argument 'QUERY'"),
        (("sql", "SELECT 1", "--format", "xml"), None, "Invalid value for '--format'"),
        (("sql", ""), None, "there is no statement to run"),
        (("sql", "--", "-- a remark"), None, "there is no statement to run"),
        (("sql", "-"), "", "there is no statement to run"),
        (("sql", "-"), b"SELECT '\xff'", "standard input is not UTF-8 from byte 8 on"),
        (("sql", "SELECT '\udcff'"), None, "not UTF-8 text"),
        (("sql", "SELECT 1", "-o", "gone/x"), None, "gone/x: cannot be written: No such file"),
        (("sql", "SELECT 1", "-o", "/"), None, "cannot be written"),
        (("sql", "SELECT $x"), None, "--param x=VALUE"),
        (("search", "agency:"), None, "column 1"),
        (("search", r"/(a)\1/"), None, "column 1"),
        (("show",), None, "Missing argument 'TYPE/ID'"),
        (("show", "operation/epervie"), None, "did you mean operation/epervier"),
        (("show", "epervier"), None, "there is no record epervier; did you mean"),
        (("show", ""), None, "there is no record ; a record is TYPE/ID"),
        (("show", "zzz/%"), None, "no type is called “zzz”; types are source, operation, "),
        (("show", "operation/\udcff"), None, "not UTF-8 text"),
        (("anchor", "002"), None, "Missing argument 'TEXT'"),
        (("anchor", "nope", "x"), None, "there is no source nope"),
        (("anchor", "002", "no such words"), None, "does not have these words in its article"),
        (("anchor", "002", ""), None, "there are no words to look for"),
        (("anchor", "002", "\udcff"), None, "not UTF-8 text"),
        (("anchor", "002", "40", "--record", "any"), None, "in 2 places (lines 3, 7); give more"),
        (("anchor", "002", "40 arrests", "--record", "person"), None, "cannot be a person; they"),
        (
            ("anchor", "002", "40 arrests", "--record", "source"),
            None,
            "Invalid value for '--record'",
        ),
        (("anchor", "002", "40 arrests", "--into", "gone.txt"), None, "not a YAML file below"),
        (("add",), None, "Missing argument 'ARTICLE'"),
        (("check", "a", "b"), None, "unexpected extra argument"),
    ],
)
def test_a_wrong_call_is_status_2(
    call: Call, args: tuple[str, ...], stdin: str | bytes | None, says: str
) -> None:
    """It is said what is wrong, on standard error."""
    result = done(call(*args, stdin=stdin), 2)
    assert says in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "command", [("sql", "SELECT 1"), ("show", "a/b"), ("check",), ("anchor", "s", "x")]
)
@pytest.mark.parametrize(
    ("make", "says"), [((), "no such folder"), (("curated",), "no YAML files in curated/")]
)
def test_a_corpus_that_cannot_be_opened_is_status_3(
    call: Call, tmp_path: Path, command: tuple[str, ...], make: tuple[str, ...], says: str
) -> None:
    """The message has the reason and the path."""
    root = tmp_path / "corpus"
    for folder in make:
        (root / folder).mkdir(parents=True)
    result = done(call("--corpus", str(root), *command), 3)
    assert says in result.stderr
    assert str(root) in result.stderr


def test_another_corpus_may_be_named(call: Call, sound: Path) -> None:
    """By the folder that holds it."""
    query = "SELECT record_type || '/' || record_id AS id FROM records ORDER BY 1"
    result = done(call("--corpus", str(sound), "sql", query, "--format", "csv"))
    assert result.stdout == "id\nperson/a\nsource/s\n"
    result = done(call("--corpus", str(sound), "anchor", "s", "Stock"))
    assert result.stdout == "quote: Stock\n"


def test_a_corpus_that_has_gone_is_not_answered_for(call: Call, sound: Path) -> None:
    """A store of it may still be in the cache."""
    done(call("--corpus", str(sound), "sql", "SELECT 1"))
    (sound / "curated").rename(sound / "elsewhere")
    done(call("--corpus", str(sound), "sql", "SELECT 1"), 3)


def test_a_corpus_with_problems_is_opened_all_the_same(call: Call, broken: Path) -> None:
    """Its sound records are shown."""
    result = done(
        call("--corpus", str(broken), "sql", "SELECT count(*) AS n FROM people", "--format", "json")
    )
    assert json.loads(result.stdout) == [{"n": 1}]


def test_show_reads_a_record(call: Call) -> None:
    """In plain lines, with evidence in context, references and citations."""
    lines = done(call("show", "operation/epervier")).stdout.splitlines()
    assert lines[:2] == ["Operation Epervier", "operation/epervier"]
    assert lines[3] == "figures:"
    assert any(line.strip().startswith("Rescued: nearly 500 victims") for line in lines)
    assert any("differing-claims:statistic/epervier-rescued-002" in line for line in lines)
    assert any("⟦Operation Epervier⟧" in line for line in lines)
    assert "referred to by:" in lines
    assert "sources:" in lines
    assert lines[-1].startswith("curated in curated/")


def test_anchor_prints_selectors(call: Call) -> None:
    """One for each place of the article."""
    lines = done(call("anchor", "002", "human trafficking")).stdout.splitlines()
    assert len(lines) > 1
    assert all(line.startswith("quote: {exact: human trafficking, prefix: ") for line in lines)
    assert done(call("anchor", "002", "In total, 40 suspected")).stdout == (
        "quote: In total, 40 suspected\n"
    )


def test_anchor_makes_a_record(call: Call, tmp_path: Path) -> None:
    """Printed, or written into a file of the corpus, whose place is printed then; any is the likeliest."""
    words = "40 suspected traffickers"
    record = done(call("anchor", "002", words, "--record", "any")).stdout
    assert record.startswith(
        "- id: epervier-arrests\n  quote: 40 suspected traffickers were arrested"
    )
    printed = done(call("anchor", "002", words, "--record", "statistic"))
    assert printed.stdout == record
    assert "statistic/epervier-arrests-002 already" in printed.stderr
    assert "\n  summary: " in done(call("anchor", "002", words, "--record", "case")).stdout
    root = tmp_path / "corpus"
    for folder in ("curated", "seeds"):
        shutil.copytree(bundled_corpus() / folder, root / folder)
    file = root / "curated" / "002" / "statistics.yaml"
    before = file.read_text()
    write = ("--corpus", str(root), "anchor", "002", words, "--into", str(file))
    for refused in (write, (*write, "--record", "statistic")):
        said = done(call(*refused), 2).stderr
        assert (
            "source 002, line 7: “40” is evidence of statistic/epervier-arrests-002 already" in said
        )
        assert "(value; curated/002/statistics.yaml:" in said
        assert "nothing was written" in said
        assert "--again" in said
    assert file.read_text() == before
    result = done(call(*write, "--again"))
    place = re.fullmatch(rf"{re.escape(str(file))}:(\d+):5\n", result.stdout)
    assert place
    after = file.read_text()
    assert after.startswith(before)
    assert after.splitlines()[int(place[1]) - 1] == "  - id: epervier-arrests"
    assert "is evidence of" in done(call(*write), 2).stderr
    again = done(call(*write, "--again"))
    assert "  - id: epervier-arrests-2\n" in file.read_text()
    assert not again.stderr
    assert ", 0 problems" in done(call("check", str(root), "--no-findings")).stdout


def test_anchor_shows_what_is_near(call: Call) -> None:
    """On standard error, with the difference: a suggestion, and no selector."""
    result = done(call("anchor", "002", "In total, 41 suspected trafickers were arrested"), 2)
    assert not result.stdout
    assert "“In total, 40 suspected traffickers were arrested”" in result.stderr
    assert "In total, [-41-]{+40+} suspected [-trafickers-]{+traffickers+}" in result.stderr
    assert "did you mean 002" in done(call("anchor", "02", "x"), 2).stderr


def test_check_finds_nothing_in_the_bundled_corpus(call: Call) -> None:
    """No problem, even where coverage is asked for and warnings count; findings are the sources' own."""
    result = done(call("check", "--coverage", "--strict", "--all"))
    head, _, listed = result.stdout.partition("\n\n")
    assert re.search(r" passages, 0 problems, \d+ findings, \d+ unanswered\n", head)
    severities = {line.split(":")[0] for line in listed.splitlines() if line[0] != " "}
    assert severities == {"doubt", "note"}
    assert result.stderr == head.splitlines()[0] + "\n"


def test_check_begins_with_its_summary(call: Call) -> None:
    """And says what it leaves out: notes and answered findings, until they are asked for."""
    shown = done(call("check")).stdout
    count = shown.count("\ndoubt: ")
    notes = done(call("check", "--all")).stdout.count("\nnote: ")
    assert count
    assert notes
    assert "\nnote: " not in shown
    assert re.match(
        rf"\d+ records, .*\nlisted: {count} doubts; .*\n"
        rf"not listed: {notes} notes \(--all .*\), \d+ answered \(--answered .*\)\n\ndoubt: ",
        shown,
    )
    everything = done(call("check", "--all", "--answered")).stdout
    assert "not listed" not in everything
    assert len(everything) > len(shown)


@pytest.mark.parametrize("format_", ["json", "github", "sarif"])
def test_scripts_get_notes_unasked(call: Call, format_: str) -> None:
    """The formats of scripts are the same with `--all`, and the summary is beside them."""
    result = done(call("check", "--format", format_))
    assert result.stdout == done(call("check", "--format", format_, "--all")).stdout
    assert "lone-claims:operation/spartacus+source/003" in result.stdout
    assert re.fullmatch(r"\d+ records, .*unanswered\n", result.stderr)


def test_check_lists_findings(call: Call) -> None:
    """With both sides, their words and the id that answers them; answered ones on request."""
    shown = done(call("check", "--all")).stdout
    everything = done(call("check", "--all", "--answered")).stdout
    assert len(everything) > len(shown)
    assert "answer id: lone-claims:operation/spartacus+source/003" in shown
    assert (
        "    statistic/spartacus-countries-003\n        [003:16] carried out in June 2016" in shown
    )
    found = json.loads(done(call("check", "--format", "json")).stdout)["findings"]
    (answered,) = [
        each
        for each in found
        if each["rule"] == "differing-claims" and each["record_id"].startswith("epervier-rescued")
    ]
    assert answered["answer"] == "accepted"
    assert answered["reason"]
    assert answered["other_id"]


def test_check_explains_a_rule(call: Call) -> None:
    """A page on what it looks for; a rule that is not there is said with those that are."""
    page = done(call("check", "--explain", "differing-claims")).stdout
    assert "What it does not see" in page
    assert "lone-claims" in done(call("check", "--explain", "no-such-rule"), 2).stderr


def test_check_explains_where_codes_and_fields_are_told(call: Call) -> None:
    """In its own page, with what the program knows: nobody needs a file of the program for it."""
    codes = done(call("check", "--explain", "unknown-code")).stdout
    assert re.search(r"\n  statistic: unit\n    persons, percent, ", codes)
    assert re.search(r"\n  links: relation\n    led_by, ", codes)
    assert "\n  operation: countries, agency: country, statistic: country, place: country" in codes
    fields = done(call("check", "--explain", "missing-field")).stdout
    assert "\n  person: id, name\n    also aliases, role, agency, note\n" in fields
    for page in (codes, fields):
        assert "README" not in page
        assert max(map(len, page.splitlines())) <= 120


def test_check_prints_every_problem(call: Call, broken: Path) -> None:
    """File, line, column, severity, message and rule; the line with a caret; the fix. Status 1."""
    for args in (("check", str(broken)), ("--corpus", str(broken), "check")):
        result = done(call(*args), 1)
        assert result.stdout.splitlines() == [
            "2 records, 0 passages, 2 problems, 0 findings, 0 unanswered",
            "",
            "curated/records.yaml:2:13: error: “Nowhere” is not in the text (source s) [unanchored-quote]",
            "    2 |   - {id: a, quote: Nowhere, name: Stock}",
            "      |             ^",
            "      = to fix it: Copy the words of the text letter for letter; "
            "`trafficking-explorer anchor SOURCE TEXT` prints the selector.",
            "curated/records.yaml:3:13: error: unknown key 'nmae': did you mean name? [unknown-key]",
            "    3 |   - {id: b, nmae: Stock, name: x}",
            "      |             ^",
            "      = to fix it: Use a key of the format; remarks go into note:.",
        ]
        assert result.stderr == ("2 records, 0 passages, 2 problems, 0 findings, 0 unanswered\n")


def test_check_prints_json(call: Call, broken: Path, sound: Path) -> None:
    """An object of problems and findings, on standard output alone."""
    document = json.loads(done(call("check", str(broken), "--format", "json"), 1).stdout)
    assert list(document) == ["problems", "findings"]
    assert document["problems"][1] == {
        "rule": "unknown-key",
        "severity": "error",
        "file": "curated/records.yaml",
        "line": 3,
        "column": 13,
        "message": "unknown key 'nmae': did you mean name?",
        "notes": [],
    }
    empty = json.loads(done(call("check", str(sound), "--format", "json")).stdout)
    assert empty == {"problems": [], "findings": []}


@pytest.mark.parametrize(
    ("flags", "status", "printed"),
    [((), 0, 1), (("--coverage",), 0, 6), (("--coverage", "--strict"), 1, 6)],
)
def test_a_warning_is_a_problem_where_it_is_asked_for(
    call: Call, sound: Path, flags: tuple[str, ...], status: int, printed: int
) -> None:
    """Coverage warns; with --strict a warning fails."""
    result = call("check", str(sound), *flags)
    assert result.exit_code == status
    assert len(result.stdout.splitlines()) == printed
    if printed > 1:
        assert "seeds/s.txt:1:11: warning: no record covers the number “40”" in result.stdout
        assert "    1 | Mr Stock, 40.\n      |           ^\n" in result.stdout


def test_hostile_words_reach_no_terminal(call: Call, corpus_folder: Folder) -> None:
    """From texts, curated files and their names, in results and in errors."""
    text = "Evil \x1b]0;x\x07\x1b[2J\u202e text."
    yaml = (
        "source: s\nsources:\n  - {id: s, path: s.txt, title: Evil, article: {from: Evil, to: text.}}\n"
        'people:\n  - {id: a, quote: "\\e[2Jx", name: "Evil"}\n'
        'tools:\n  - {id: t, quote: "\\e[2J", name: "\\e[2J", kind: guide}\n'
        '"\\e[2J": []\n'
    )
    root = str(corpus_folder({"\x1b[2J.yaml": yaml}, {"s.txt": text}))
    for args in (
        ("check", root),
        ("--corpus", root, "show", "tool/t"),
        ("--corpus", root, "show", "source/s"),
        ("--corpus", root, "sql", "SELECT text, title FROM sources, tools"),
        ("--corpus", root, "sql", "SELECT CAST(text AS INTEGER) FROM sources"),
        ("--corpus", root, "show", "\x1b[2J"),
        ("--corpus", root + "\x1b[2J", "sql", "SELECT 1"),
        ("--corpus", root, "anchor", "\x1b[2J", "x"),
    ):
        result = call(*args)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        for line in (result.stdout + result.stderr).split("\n"):
            assert clean(line) == line, args


def test_help_lists_every_command(call: Call) -> None:
    """With `-h` as with `--help`, status 0."""
    for flag in ("-h", "--help"):
        text = done(call(flag)).stdout
        for command in cli.cli.commands:
            assert f"\n  {command} " in text
    for command in cli.cli.commands:
        assert "Usage:" in done(call(command, "--help")).stdout


def test_the_version_is_said(call: Call) -> None:
    """`--version` prints the program's name and version."""
    assert done(call("--version")).stdout == f"trafficking-explorer, version {__version__}\n"


def test_an_interrupt_is_status_130(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted command prints nothing."""

    def interrupted(_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(opening, "open_corpus", interrupted)
    result = call("sql", "SELECT 1")
    assert (result.exit_code, result.output) == (130, "")


def test_a_bug_has_a_message(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lines about an unexpected error; its traceback only on request."""

    def bug(_: object, **__: object) -> None:
        raise ZeroDivisionError("by \x1b[31m nothing")

    monkeypatch.setattr(opening, "open_corpus", bug)
    for args in (("sql", "SELECT 1"), ("search", "x"), ("show", "operation/x")):
        said = done(call(*args), 1).stderr
        assert said.count("\n") == 2
        assert "unexpected error" in said
        assert "ZeroDivisionError: by" in said
        assert "\x1b" not in said
    monkeypatch.setenv("TRAFFICKING_EXPLORER_DEBUG", "1")
    said = call("sql", "SELECT 1").stderr
    assert "Traceback" in said
    assert "in bug" in said
    assert "\x1b" not in said


def test_a_bug_while_a_corpus_is_opened(
    call: Call, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is status 3; `check` still tells what is wrong with the files, and that it is not all."""

    def bug(*_: object) -> None:
        raise TypeError("no text")

    monkeypatch.setattr("trafficking_explorer.findings.engine.run_rules", bug)
    said = done(call("--corpus", str(broken), "sql", "SELECT 1"), 3).stderr
    assert "unexpected error while opening the corpus: TypeError: no text" in said
    monkeypatch.setattr("trafficking_explorer.reports.check.run_rules", bug)
    checked = done(call("check", str(broken), "--format", "json"), 1)
    assert len(json.loads(checked.stdout)["problems"]) == 2
    assert "unexpected error while looking for findings: TypeError: no text" in checked.stderr
    monkeypatch.setattr("trafficking_explorer.reports.check.check_corpus", bug)
    assert "unexpected error while opening" in done(call("check", str(broken)), 3).stderr


def test_errors_of_the_files_are_told(call: Call, broken: Path, sound: Path) -> None:
    """By every command that answers from what could be read, with their places."""
    for args in (("sql", "SELECT 1"), ("search", "Stock"), ("anchor", "s", "40 others")):
        said = done(call("--corpus", str(broken), *args)).stderr
        assert "have 2 errors" in said
        assert "curated/records.yaml:2:13: “Nowhere” is not in the text" in said
    assert done(call("--corpus", str(sound), "search", "Stock")).stderr == ""


def test_the_bundled_corpus_may_be_missing(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation is status 3."""

    def missing() -> Path:
        raise CorpusError("the bundled corpus is missing")

    monkeypatch.setattr(opening, "bundled_corpus", missing)
    assert "the bundled corpus is missing" in done(call("sql", "SELECT 1"), 3).stderr


RUN = ("-m", "trafficking_explorer")


def test_a_process_of_its_own(program: Program) -> None:
    """From another folder, with UTF-8 on its standard output."""
    result = program(*RUN, "sql", "SELECT 'Épervier – “so”' AS a", "--format", "csv")
    assert (result.returncode, result.stdout, result.stderr) == (0, "a\nÉpervier – “so”\n", "")
    result = program(*RUN, "sql", "SELECT foo")
    assert (result.returncode, result.stdout) == (1, "")
    assert "Traceback" not in result.stderr
    result = program(*RUN, "sql", "-", stdin="SELECT 7 AS n")
    assert result.stdout == "n\n─\n7\n"


def test_a_console_of_another_encoding_never_fails(program: Program) -> None:
    """It shows what it can."""
    result = program(
        *RUN, "sql", "SELECT 'é' AS a", "--format", "csv", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "a\n?\n", "")


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes here alone")
def test_arguments_may_be_no_text(program: Program) -> None:
    """An argument that is not UTF-8 is a wrong call, without a traceback."""
    for args in (("sql", b"SELECT '\xff'"), ("show", b"\xff"), ("anchor", b"\xff", "x")):
        result = program(*RUN, *args)
        assert result.returncode == 2
        assert "Traceback" not in result.stderr
    result = program(*RUN, "--corpus", b"\xff", "sql", "SELECT 1")
    assert result.returncode == 3
    assert "Traceback" not in result.stderr


def test_sql_to_a_pipe_in_formats_that_are_no_text(
    environment: dict[str, str],
) -> None:
    """Whole, with nothing on standard error."""
    for format_ in ("parquet", "excel"):
        args = ("sql", "SELECT i FROM range(3000) t(i)", "--format", format_)
        found = subprocess.run(
            [sys.executable, *RUN, *args], capture_output=True, env=environment, check=False
        )
        assert (found.returncode, found.stderr) == (0, b"")
        if format_ == "parquet":
            assert pq.read_table(BytesIO(found.stdout)).num_rows == 3000
        else:
            assert ZipFile(BytesIO(found.stdout)).testzip() is None


@pytest.mark.skipif(os.name != "posix", reason="pipes of this kind")
@pytest.mark.parametrize(
    "args",
    [
        ("sql", "SELECT repeat('x', 100) FROM range(100000)"),
        ("sql", "SELECT uuid() FROM range(100000)", "--format", "parquet"),
        ("sql", "SELECT uuid() FROM range(10000)", "--format", "excel"),
        ("check", "--format", "json"),
    ],
)
def test_a_broken_pipe_is_the_end_and_no_error(
    environment: dict[str, str], args: tuple[str, ...]
) -> None:
    """As in `… | head -1`: status 0, nothing on standard error."""
    with subprocess.Popen(
        [sys.executable, *RUN, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        stderr = process.stderr.read().decode()
        process.wait(600)
    assert (process.returncode, stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("args", [("sql", "FROM range(100000)"), ("show", "operation/epervier")])
def test_a_full_disk_is_said(environment: dict[str, str], args: tuple[str, ...]) -> None:
    """Status 1, a message, no traceback."""
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, *RUN, *args],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
            check=False,
            timeout=600,
        )
    assert result.returncode == 1
    assert result.stderr == "trafficking-explorer: [Errno 28] No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="streams as shells close them")
@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        ("sql 'SELECT 1' >&-", 1, "Bad file descriptor"),
        ("sql 'SELECT 1' --format excel >&-", 1, "Bad file descriptor"),
        ("sql - <&-", 2, "there is no statement to run"),
        ("sql 'SELECT foo' <&- 2>&-", 1, ""),
        ("sql 'SELECT 7 AS n' --format csv 2>&-", 0, "n\n7\n"),
        ("show operation/epervier >&- 2>&- <&-", 1, ""),
        ("--version >&-", 1, "Bad file descriptor"),
        ("--help >/dev/full", 1, "No space left on device"),
        (
            "sql 'SELECT i, uuid() FROM range(20000) t(i)' --format excel >/dev/full",
            1,
            "No space left on device",
        ),
    ],
)
def test_streams_may_be_closed_or_full(
    environment: dict[str, str], line: str, status: int, says: str
) -> None:
    """That is said where it can be, and no file is taken for a stream."""
    program = f"'{sys.executable}' -m trafficking_explorer {line}"
    found = subprocess.run(
        ["/bin/sh", "-c", program],
        capture_output=True,
        env=environment,
        encoding="utf-8",
        check=False,
    )
    assert found.returncode == status, found.stderr
    assert says in found.stdout + found.stderr
    assert "Traceback" not in found.stderr


DEAF_FOR_MINUTES = "SELECT levenshtein(repeat('ab', 200000), repeat('ba', 200000)) AS n"
"""One call of a function, which looks at nothing meanwhile."""
STARTED_SECONDS = 4
"""Processor time after which the statement runs; to come to it takes a quarter of that."""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of this kind")
def test_ctrl_c_ends_a_statement_that_does_not_listen(environment: dict[str, str]) -> None:
    """Status 130, one line, and nothing is left in the cache."""
    with subprocess.Popen(
        [sys.executable, *RUN, "sql", DEAF_FOR_MINUTES, "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
    ) as process:
        try:
            while psutil.Process(process.pid).cpu_times().user < STARTED_SECONDS:
                time.sleep(0.02)
            process.send_signal(signal.SIGINT)
            # Nobody waits for what it was doing: that is minutes.
            out, said = process.communicate(timeout=100)
        finally:
            process.kill()
    assert (process.returncode, out, said) == (130, "", "trafficking-explorer: interrupted\n")
    spill = Path(environment["XDG_CACHE_HOME"]) / "trafficking-explorer" / "spill"
    assert not list(spill.glob(f"{process.pid}-*"))


@pytest.mark.parametrize("name", ["out.csv", "out.json", "out.parquet", "out.xlsx"])
def test_a_file_has_a_limit_of_disk(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It is said, and nothing is left of the file; the folder to spill into counts as well."""
    monkeypatch.setattr(Watch, "exceeded", lambda _: QueryLimited("stopped: on disk"))
    result = call("sql", "-o", str(tmp_path / name), "FROM range(1000000000000)")
    assert "stopped: on disk" in done(result, 1).stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_written_counts_as_disk(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size of the output counts towards the limit of disk."""
    monkeypatch.setattr(watch, "_MOST_DISK", 100_000)
    result = call("sql", "-o", str(tmp_path / "out.csv"), "FROM range(1000000000000)")
    assert "it has taken 0 MB on disk" in done(result, 1).stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        (("--seconds", "0.1"), 1, "stopped after 0.1 s: that is the time limit"),
        (("--seconds", "0"), 2, "--seconds"),
        (("--memory", "lots"), 2, 'is a size such as "320MB"'),
        (("--memory", "1KB"), 2, 'is at least "64MB"'),
        (("--disk", "-5GB"), 2, 'is a size such as "320MB"'),
    ],
)
def test_sql_has_limits(call: Call, args: tuple[str, ...], status: int, says: str) -> None:
    """As the pane has in the settings."""
    assert says in done(call("sql", *args, ENDLESS), status).stderr


def test_limits_leave_a_statement_alone_that_keeps_them(call: Call) -> None:
    """DuckDB gets the limits."""
    sql = "SELECT current_setting('memory_limit') AS m"
    args = ("--seconds", "1000", "--memory", "1 GiB", "--disk", "64MB", "--format", "csv")
    assert done(call("sql", *args, sql)).stdout == "m\n1.0 GiB\n"


def test_search_finds_records_and_sentences(call: Call) -> None:
    """Hits of all kinds, each with its reason; sentences of sources are hits too."""
    hits = json.loads(done(call("search", '"nearly 500"', "--format", "json")).stdout)
    assert {"record_type", "record_id", "title", "field", "passage"} <= set(hits[0])
    found = {(hit["record_type"], hit["record_id"]) for hit in hits}
    assert ("statistic", "epervier-rescued-002") in found
    (sentence,) = [hit for hit in hits if hit["field"] == "text"]
    assert (sentence["record_type"], sentence["record_id"]) == ("source", "002")
    assert sentence["passage"].startswith("Nearly 500 victims")


def test_search_finds_findings_where_they_are_asked_for(call: Call) -> None:
    """In the order of their pane, each with its first passage; records and findings together, too."""
    line = "record:operation/weka-ii"
    found = json.loads(call("search", "--type", "finding", "--format", "json", line).stdout)
    assert [(hit["record_type"], hit["record_id"].partition(":")[0]) for hit in found] == [
        ("finding", "page-dates"),
        ("finding", "lone-claims"),
    ]
    assert [(hit["source_id"], hit["line"]) for hit in found] == [("001", 2), ("001", 36)]
    assert found[0]["passage"] == "Wednesday, April 3, 2024"
    both = ("search", "--type", "finding", "--type", "quote", "--format", "json", "traore")
    kinds = [hit["record_type"] for hit in json.loads(call(*both).stdout)]
    assert kinds == ["quote"] * kinds.count("quote") + ["finding"] * kinds.count("finding")
    assert {"quote", "finding"} == set(kinds)
    assert len(json.loads(call(*both, "--limit", "1").stdout)) == 1
    plain = json.loads(call("search", "--format", "json", "traore").stdout)
    assert "finding" not in {hit["record_type"] for hit in plain}


@pytest.mark.parametrize(
    ("line", "offer"),
    [
        (
            '"africa" arrests>30 type:operation',
            r"in:africa finds \d+: search 'in:africa arrests>30 type:operation'\n",
        ),
        ("darkweb", r"also darknet \d+: search 'darkweb or darknet'\n"),
        ("agency:interpool", r"agency:interpol finds \d+: search agency:interpol\n"),
    ],
)
def test_search_offers_what_finds_more(call: Call, line: str, offer: str) -> None:
    """On standard error, with the argument that takes it; standard output has hits alone."""
    result = call("search", line, "--format", "csv")
    assert re.search(offer, result.stderr)
    assert not re.search(offer, result.stdout)


def test_search_offers_nothing_for_the_first_hits_alone(call: Call) -> None:
    """With a limit nobody knows whether there are few; a spelling is named once."""
    assert call("search", "darkweb", "--limit", "1").stderr == ""
    assert call("search", "interpool").stderr.count("interpol") == 1


def test_search_takes_the_filter_language(call: Call) -> None:
    """Fields and comparisons; only the kinds that are asked for; up to a limit."""
    line = "agency:interpol arrests>=100"
    hits = json.loads(done(call("search", line, "--type", "operation", "--format", "json")).stdout)
    assert "weka-ii" in {hit["record_id"] for hit in hits}
    assert {hit["record_type"] for hit in hits} == {"operation"}
    lines = done(call("search", "mali", "--limit", "2", "--format", "csv")).stdout.splitlines()
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("zzzzzz",), "no match: nothing has “zzzzzz”\n"),
        (("darkwebb",), "no match: nothing has “darkwebb”; did you mean darkweb?\n"),
        (
            ("epervier darkwebb zzzzzz",),
            "no match\nnothing has “darkwebb”; did you mean darkweb?\n",
        ),
        (("arrests>100000",), "no match: nothing has “arrests>100000”\n"),
        (("epervier arrests>100",), "by itself: “epervier” 23, “arrests>100” 10\n"),
        (("epervier", "--type", "tool"), "no match: other kinds have 3 operations, 3 quotes, 12 "),
        (("zzzzzz", "--type", "finding"), "no match: nothing has “zzzzzz”\n"),
        (("epervier -epervier",), "no match"),
        (("zzzzzz", "--format", "json"), "no match: "),
        (("\x1b[2J",), "no match: "),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_search_without_a_hit_is_status_1(call: Call, args: tuple[str, ...], says: str) -> None:
    """It says which words are nowhere, and those of a similar spelling, on standard error."""
    result = done(call("search", *args), 1)
    assert says in result.stderr
    assert result.stdout == ("[]\n" if "json" in args else "")
    assert "\x1b" not in result.stderr


def test_a_search_is_a_list_for_reading(call: Call) -> None:
    """Id and title, then the place and the words; a quotation is not said twice."""
    lines = done(call("search", "darkweb or traore")).stdout.splitlines()
    assert "tool/darkweb: Darkweb" in lines
    assert any(
        re.match(r"    \[004:15\] Our routine Darkweb monitoring operations", each)
        for each in lines
    )
    quote = next(at for at, each in enumerate(lines) if each.startswith("quote/yoro-traore-000: “"))
    assert len(lines[quote]) > 200
    assert not lines[quote + 1].startswith("    [000:36] “")
    table = done(call("search", "darkweb", "--format", "table")).stdout.splitlines()
    assert table[0].split() == [
        "record_type",
        "record_id",
        "title",
        "field",
        "passage",
        "source_id",
        "line",
    ]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.csv", b"answer\n42"),
        ("a.json", b"[\n"),
        ("a.parquet", b"PAR1"),
        ("a.txt", b"answer\n"),
        ("answer", b"answer\n"),
    ],
)
def test_a_file_is_what_its_name_says(call: Call, tmp_path: Path, name: str, begins: bytes) -> None:
    """Without a format, the ending decides; a file without one gets a table."""
    done(call("sql", "select 42 as answer", "-o", str(tmp_path / name)))
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["a.foo", "a.CSVX", "a.tar.gz", "a.\x1b[2J"])
def test_an_ending_without_a_format_is_refused(call: Call, tmp_path: Path, name: str) -> None:
    """Before the query runs, with the known ones; with --format any name is as good."""
    path = tmp_path / name
    result = done(call("sql", "select 42 as answer", "-o", str(path)), 2)
    assert "use one of .csv, .json, .jsonl, .md, .parquet, .txt, .xlsx, or" in result.stderr
    assert "\x1b" not in result.stderr
    assert not path.exists()
    done(call("sql", "select 42 as answer", "-o", str(path), "--format", "csv"))
    assert path.read_text() == "answer\n42\n"

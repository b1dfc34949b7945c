"""The command `compare`: tables that fit the terminal, lines for pipes, Markdown, JSON, and messages."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.compared_corpus import write_compared
from trafficking_explorer.cli import compare as command
from trafficking_explorer.text.display import cell_width, clean

Call = Callable[..., Result]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the corpus of four texts."""
    return str(write_compared(tmp_path_factory.mktemp("compared") / "corpus"))


def printed(call: Call, *args: str, status: int = 0) -> str:
    result = call(*args)
    assert result.exit_code == status, result.output
    return result.stdout


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def cells_of(lines: list[str]) -> list[str]:
    """The words of each column, from the first line of the table to its second rule."""
    rules = [at for at, line in enumerate(lines) if line.startswith("───")]
    starts = [match.start() for match in re.finditer(r"(?<=  )\S", lines[rules[0] - 2])]
    return [
        " ".join(" ".join(line[a:b] for line in lines[rules[0] + 1 : rules[1]]).split())
        for a, b in zip(starts, [*starts[1:], len(lines[rules[0]]) - 1], strict=True)
    ]


@pytest.mark.parametrize("width", [80, 100, 160])
def test_a_table_fits_the_terminal(call: Call, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """No line is wider, and no word is broken or cut."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = printed(call, "compare", "operation/epervier", "--format", "table").splitlines()
    assert max(map(cell_width, lines)) <= width
    first, second = cells_of(lines)
    for said in (
        "“Operation rescues 500 victims” (headline, line 3)",
        "“Nearly 500 victims of human trafficking” (line 5)",
        "“including 236 minors” (line 5)",
    ):
        assert said in first
    assert "“rescued a total of 236 minors” (line 34)" in second
    assert "…" not in "\n".join(lines)


def test_signs_and_findings_of_a_table(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign at the end of each row; below, the findings with their answers and a legend."""
    monkeypatch.setenv("COLUMNS", "100")
    lines = printed(call, "compare", "operation/epervier", "--format", "table").splitlines()
    signs = {line[:26].strip(): line[-1] for line in lines if line[-2:] in (" ≠", " 1", " =", " ~")}
    assert signs == {
        "rescued": "≠",
        "of them minors": "≠",
        "arrests": "1",
        "organisations": "1",
        "investigations": "=",
        "Case of a 16-year old": "1",
        "Age of the girl who was": "1",
        "Age of the victim who": "1",
        "name": "~",
        "date": "1",
        "where": "1",
        "words of Yoro Traore": "=",
    }
    assert any(line.startswith("  of them minors") for line in lines)
    below = " ".join(" ".join(lines).split())
    assert "(accepted: The heading leaves out “nearly”. Both are kept.)" in below
    assert "as a part of nearly 500 (not answered yet)" in below
    assert lines[-1].endswith("– says nothing of it")


def test_a_pipe_gets_lines(call: Call, root: str) -> None:
    """A block for each row, each sentence on one line, nothing cut."""
    lines = printed(call, "--corpus", root, "compare", "operation/lantern").splitlines()
    assert lines[:4] == [
        "Operation Lantern",
        "operation/lantern",
        "Border Bureau · March 2020 · Chad, Mali",
        "6 claims in 3 sources",
    ]
    at = lines.index("of them children: differs, or may be wrong ≠")
    assert lines[at + 1 : at + 6] == [
        "    b Press B, 2019 (inferred):",
        "        “saved a total of 30 children” (line 1)",
        "    a Press A, 9 March 2020 (inferred):",
        "        “including 30 children, were rescued” (line 3)",
        "    says nothing of it: c Press C",
    ]
    assert lines[at + 6].startswith("    finding ≠ children-b: source b gives 30")
    assert "    c Press C, undated:" in lines


@pytest.mark.parametrize(("width", "is_table"), [(200, True), (100, True), (60, False)])
def test_a_terminal_gets_what_fits(
    call: Call, root: str, monkeypatch: pytest.MonkeyPatch, width: int, is_table: bool
) -> None:
    """A table if all sources have room, otherwise lines that fit."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(command, "line_width", lambda _: width)
    lines = printed(call, "--corpus", root, "compare", "operation/lantern").splitlines()
    assert any(line.startswith("───") for line in lines) == is_table
    assert max(map(cell_width, lines)) <= width
    assert set(words("“saved a total of 30 children” (line 1)")) <= set(words("\n".join(lines)))


def test_json_has_an_object_for_each_row(call: Call, root: str) -> None:
    """With every source, also silent ones, and places in code points."""
    rows = json.loads(
        printed(call, "--corpus", root, "compare", "operation/lantern", "--format", "json")
    )
    row = next(row for row in rows if row["label"] == "of them children")
    assert (row["kind"], row["part_depth"], row["section"], row["sign"]) == ("figure", 1, None, "≠")
    says = {source["source_id"]: source["says"] for source in row["sources"]}
    assert says["c"] == []
    (said,) = says["b"]
    assert said["words"] == "saved a total of 30 children"
    assert (said["record_type"], said["record_id"], said["lines"]) == (
        "statistic",
        "children-b",
        [1],
    )
    assert said["end_char"] - said["start_char"] == len(said["words"])
    assert [each["rule"] for each in row["findings"]] == ["parts-as-wholes", "repeated-claims"]
    assert row["findings"][0]["answer"] is None


def test_markdown_is_a_table_and_a_list(call: Call, root: str) -> None:
    """Each row on one line; what the text has of Markdown is escaped."""
    text = printed(call, "--corpus", root, "compare", "operation/lantern", "--format", "markdown")
    lines = text.splitlines()
    assert lines[0] == "## Operation Lantern"
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + 7
    assert {line.count("|") for line in table} == {6}
    assert any("headline, line 1)<br>“Nearly 90" in line for line in table)
    differs = "- ≠ arrests: arrests-a: source b gives 15; later, source a gives 12"
    assert any(line.startswith(differs) for line in lines)


def test_several_records(call: Call, root: str) -> None:
    """Claims of two subjects, under the names of their operations."""
    lines = printed(
        call, "--corpus", root, "compare", "statistic/women", "statistic/arrests-a"
    ).splitlines()
    assert lines[0] == "2 claims"
    assert "Operation Lantern:" in lines
    finding = "finding/parts-as-wholes:statistic/children-b"
    assert printed(call, "--corpus", root, "compare", finding).startswith("Operation Lantern\n")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "Missing argument 'TYPE/ID...'"),
        (("operation/epervie",), "did you mean operation/epervier"),
        (("operatoin/epervier",), "no type is called “operatoin”; did you mean operation?"),
        (("epervier",), "there is no record epervier; did you mean operation/epervier"),
        (("",), "there is no record ; a record is TYPE/ID"),
        (("operation/zz%",), "there is no record operation/zz%"),
        (("finding/nope",), "there is no record finding/nope"),
        (("operation/\udcff",), "not UTF-8 text"),
        (("source/002",), "A source is a column of a comparison"),
        (("operation/epervier", "--format", "nope"), "Invalid value for '--format'"),
    ],
)
def test_a_wrong_call_is_status_2(call: Call, args: tuple[str, ...], says: str) -> None:
    """With what may have been meant."""
    result = call("compare", *args)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not result.stdout


def test_a_table_without_room_says_so(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five sources do not fit into 80 cells."""
    monkeypatch.setenv("COLUMNS", "80")
    result = call("compare", "agency/interpol", "--format", "table")
    assert result.exit_code == 2
    assert "80 cells are not enough for 5 sources side by side; use --format lines" in result.stderr


def test_a_record_of_which_no_source_says_anything(call: Call, tmp_path: Path) -> None:
    """Status 1, with the reason."""
    from tests.conftest import declare, write_corpus

    records = """
        source: s
        operations:
          - {id: x, name: X, kind: operation, resolved: {"name, kind": Heard at a talk.}}
    """
    curated = {"source.yaml": declare("s", "s.txt", "A text."), "records.yaml": records}
    root = write_corpus(tmp_path / "corpus", curated, {"s.txt": "A text."})
    result = call("--corpus", str(root), "compare", "operation/x")
    assert result.exit_code == 1
    assert "no source says anything of operation/x that can be compared" in result.stderr


def test_hostile_words_are_harmless(call: Call, tmp_path: Path) -> None:
    """Control characters of a text do not reach the terminal, in any format."""
    from tests.conftest import declare, write_corpus

    text = "Operation \x1b[31mRed\u202e | here. A very wide 作戦作戦作戦作戦作戦作戦作戦作戦 name."
    records = r"""
        source: s
        operations:
          - id: x
            quote: "Operation \e[31mRed\u202e | here"
            name: "Operation \e[31mRed\u202e | here"
            aliases: [作戦作戦作戦作戦作戦作戦作戦作戦]
            kind: operation
    """
    curated = {"source.yaml": declare("s", "s.txt", text), "records.yaml": records}
    root = str(write_corpus(tmp_path / "corpus", curated, {"s.txt": text}))
    for format_ in ("table", "lines", "markdown", "json"):
        shown = printed(call, "--corpus", root, "compare", "operation/x", "--format", format_)
        assert all(clean(line) == line for line in shown.split("\n")), format_
        assert "Red" in shown

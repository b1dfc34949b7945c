"""Commands on terminals of several widths, and in a pipe: words whole, ids whole, nothing lost."""

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import write_corpus
from trafficking_explorer import cli
from trafficking_explorer.cli import opening
from trafficking_explorer.text.display import cell_width

Shown = Callable[..., tuple[str, str]]

LONG_ID = "a-very-long-id-of-a-record-that-nobody-would-type-but-a-program-may-make-" * 2 + "x"
WIDE = "人身売買の被害者が発見された。" * 8
TEXT = f"Mr Stock freed 40 people. \x1b[2JEvil\u202e words. {WIDE}"
YAML = f"""
people:
  - {{id: {LONG_ID}, quote: Mr Stock, name: Mr Stock}}
  - {{id: wide, quote: {WIDE}, text: {WIDE}, kind: statement, resolved: {{kind: so}}}}
statistics:
  - {{id: freed, quote: 40 people, label: Stock freed many, measure: rescued, value: 40, value_text: 40,
     unit: persons, qualifier: exact, scope: world}}
  - {{id: wrong, quote: Nowhere at all, label: x}}
source: s
"""
_STYLES = re.compile(r"\x1b\[[0-9;]*m")
_PROGRESS = re.compile(r"\r\x1b\[K(?:[^\r]*\r\x1b\[K)?")


class Terminal(io.StringIO):
    """A stream that says it goes to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with long ids, wide characters, control characters and a problem."""
    source = (
        "sources:\n  - {id: s, path: s.txt, title: Mr Stock, article: {from: Mr Stock freed, "
        f"to: '{WIDE}'}}}}\n"
    )
    root = tmp_path_factory.mktemp("hostile")
    return write_corpus(root, {"source.yaml": source, "records.yaml": YAML}, {"s.txt": TEXT})


@pytest.fixture
def on(cache: Path, store: object, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Runs a command on a terminal of some width, or in a pipe for None; returns both outputs."""
    monkeypatch.setattr(opening, "cache_folder", lambda: cache)

    def run(width: int | None, *args: str) -> tuple[str, str]:
        stream = Terminal if width is not None else io.StringIO
        out, err = stream(), stream()
        with monkeypatch.context() as patch:
            patch.setenv("COLUMNS", str(width or 60))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit):
                cli.cli(args, prog_name="trafficking-explorer")
        return (
            _STYLES.sub("", out.getvalue()),
            _PROGRESS.sub("", _STYLES.sub("", err.getvalue())),
        )

    return run


COMMANDS = (
    ("search", "epervier"),
    ("search", "--type", "finding", "children"),
    ("show", "operation/epervier"),
    ("sql", "select * from operations"),
    ("sql", "select finding_id, message from findings"),
    ("check", "--all", "--answered"),
    ("check", "--explain", "lone-claims"),
    ("check", "--explain", "unknown-code"),
    ("check", "--explain", "impossible-dates"),
    ("check", "--explain", "no-such-rule"),
    ("anchor", "002", "In total, 41 suspected trafickers were arrested by somebody else"),
    ("search", "zzzzzz nowhere"),
    ("search", "nope:x"),
    ("show", "nope/x"),
    ("--corpus", "/no/such/folder", "sql", "select 1"),
    ("sql", "select * from nowhere_at_all_in_this_corpus_of_records"),
)


def ids_in(text: str) -> set[str]:
    """Words with a slash or an underscore, and ids of findings: what people copy."""
    return {word.strip(",.;:()[]?") for word in text.split() if "/" in word or "_" in word}


@pytest.mark.parametrize("width", [60, 80, 160])
@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_no_word_is_broken(on: Shown, args: tuple[str, ...], width: int) -> None:
    """Lines fit, but for a word that is longer than one; every word of the pipe is there, whole."""
    shown, piped = "".join(on(width, *args)), "".join(on(None, *args))
    assert shown
    for line in shown.splitlines():
        assert cell_width(line) <= width or len(line.split()) == 1, line
    assert ids_in(shown) == ids_in(piped) or "…" in shown


@pytest.mark.parametrize("width", [60, 80, 160])
def test_wide_and_hostile_words(on: Shown, hostile: Path, width: int) -> None:
    """Cells count, not characters; ids longer than a line stay whole; nothing moves the cursor."""
    for args in (
        ("search", "Stock or 人身売買の被害者が発見された"),
        ("sql", "select * from people, sources"),
        ("show", f"person/{LONG_ID}"),
        ("show", "source/s"),
        ("check", "--all", str(hostile)),
    ):
        shown, err = on(width, "--corpus", str(hostile), *args)
        assert shown
        for line in (shown + err).splitlines():
            assert cell_width(line) <= width or len(line.split()) == 1, (args, line)
            assert line.isprintable()
        if args[0] in ("search", "sql"):
            assert LONG_ID in shown


def test_a_pipe_gets_all_words(on: Shown) -> None:
    """In one line each, whatever COLUMNS says, and nothing is cut."""
    lines = on(None, "search", "--type", "finding", "child")[0].splitlines()
    ids = {line.split(": ")[0] for line in lines if line.startswith("finding/")}
    assert any(len(each) > 100 for each in ids)
    for args in (("search", "nigeria"), ("check", "--all")):
        places = [line for line in on(None, *args)[0].splitlines() if line.startswith("    ")]
        assert len(places) > 5
        assert not any("…" in line for line in places)
    whole = on(None, "search", "--type", "statistic", "epervier rescued")[0]
    assert (
        "Nearly 500 victims of human trafficking, including 236 minors, have been rescued" in whole
    )


def test_a_table_is_a_table_where_it_fits(on: Shown) -> None:
    """Otherwise its rows are blocks; a later row that is too wide is one, too."""
    query = "select operation_id, name from operations where operation_id = 'epervier'"
    assert on(60, "sql", query)[0].splitlines()[0] == "operation_id  name"
    query = "select operation_id, name, summary from operations limit 2"
    lines = on(80, "sql", query)[0].splitlines()
    assert lines[0].startswith("operation_id: ")
    assert lines.count("") == 1
    assert "─" not in "".join(lines)
    assert on(None, "sql", query)[0].splitlines()[0].split() == ["operation_id", "name", "summary"]
    query = (
        "select case when i < 1400 then 'x' else repeat('long ', 20) end as a from range(1401) t(i)"
    )
    lines = on(60, "sql", query)[0].splitlines()
    assert lines[:3] == ["a", "─", "x"]
    assert lines[-2].startswith("a: long long")
    assert max(map(len, lines)) <= 60


def test_lines_are_a_format(on: Shown) -> None:
    """One value a line, for a screen reader or a narrow window; the same in a pipe, unwrapped."""
    query = (
        "select 'Chad' as name, null as nothing, [1, 2] as some union all select 'Mali', 3, null"
    )
    expected = "name: Chad\nnothing:\nsome: 1; 2\n\nname: Mali\nnothing: 3\nsome:\n"
    for width in (None, 80):
        assert on(width, "sql", query, "--format", "lines")[0] == expected

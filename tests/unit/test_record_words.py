"""A name in place of a command: it opens the record that it finds, or says what was meant."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from trafficking_explorer import cli
from trafficking_explorer.cli import explorer, opening
from trafficking_explorer.ui import launcher
from trafficking_explorer.ui.launcher import LaunchOptions

Call = Callable[..., Result]
Folder = Callable[..., Path]
Opened = Callable[..., tuple[Path | None, LaunchOptions]]


class Terminal:
    """Standard streams of somebody who types."""

    stdin: Any
    stdout: Any

    def __init__(self) -> None:
        self.stdin = self.stdout = self
        self.stderr = sys.stderr

    def isatty(self) -> bool:
        return True


@pytest.fixture
def opened(cache: Path, store: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """Runs the program on a terminal, and returns the corpus and the first view of the explorer."""
    monkeypatch.setattr(opening, "cache_folder", lambda: cache)
    monkeypatch.setattr(explorer, "sys", Terminal())
    seen: list[tuple[Path | None, LaunchOptions]] = []
    monkeypatch.setattr(launcher, "run", lambda *args: seen.append(args))

    def run(*args: str) -> tuple[Path | None, LaunchOptions]:
        seen.clear()
        with pytest.raises(SystemExit) as end:
            cli.cli(args, prog_name="trafficking-explorer")
        assert end.value.code == 0
        (found,) = seen
        return found

    yield run


@pytest.mark.parametrize(
    ("words", "goto"),
    [
        (("epervier",), "operation/epervier"),
        (("Epervier",), "operation/epervier"),
        (("operation/epervier",), "operation/epervier"),
        (("OPERATION EPERVIER",), "operation/epervier"),
        (("operation", "epervier"), "operation/epervier"),
        (("Operation Opervier",), "operation/epervier"),
        (("opervier",), "operation/epervier"),
        (("weka",), "operation/weka-ii"),
        (("traore",), "person/yoro-traore"),
        (("lomé",), "place/lome"),
        (("002",), "source/002"),
        (("open", "darkweb"), "tool/darkweb"),
        (("epervier-arrests-002",), "statistic/epervier-arrests-002"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_name_opens_the_record(opened: Opened, words: tuple[str, ...], goto: str) -> None:
    """By type and id, id, name, alias, or a word that only one thing's name has."""
    root, options = opened(*words)
    assert root is None
    assert options == LaunchOptions(goto=goto)


def test_options_before_the_name_are_kept(opened: Opened, text_folder: Folder) -> None:
    """Such as the corpus and the theme."""
    root = text_folder("Mr Stock", "people:\n  - {id: a, quote: Mr Stock, name: Mr Stock}\n")
    assert opened("--corpus", str(root), "--theme", "nord", "stock") == (
        root,
        LaunchOptions(goto="person/a", theme="nord"),
    )


def test_several_records_are_a_list(opened: Opened) -> None:
    """In the pane of the first, filtered by the words."""
    assert opened("child")[1] == LaunchOptions(pane="operations", filter_text="child")
    assert opened("--pane", "agencies", "interpol", "bureau")[1] == LaunchOptions(
        pane="agencies", filter_text="interpol bureau"
    )


def test_a_pipe_gets_text(call: Call) -> None:
    """One record as `show` prints it, several as a list."""
    assert call("epervier").stdout == call("show", "operation/epervier").stdout
    lines = call("child").stdout.splitlines()
    assert len(lines) > 3
    assert "agency/save-the-children: Save the Children" in lines


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("serach",), "No such command 'serach'. Did you mean search?\n"),
        (("serach", "epervier"), "No such command 'serach'. Did you mean search?\n"),
        (("serach", "x", "--type", "tool"), "No such command 'serach'. Did you mean search?\n"),
        (("chekc", "--all"), "No such command 'chekc'. Did you mean check?\n"),
        (("eperveir",), "'eperveir'. Records with a similar name: operation/epervier."),
        (("operation/eperveir",), "no record operation/eperveir; did you mean operation/epervier?"),
        (("nope/x",), "no type is called “nope”; types are source, operation, agency, "),
        (("zzzz",), "No such command 'zzzz'. No record is called “zzzz”."),
        (("worst", "forms"), "1 hit for: trafficking-explorer search 'worst forms'"),
        (("open", "zzzz"), "there is no record zzzz; a record is TYPE/ID"),
        (("open",), "Missing argument 'RECORD'"),
        (("--goto", "operation/x", "epervier"), "--goto operation/x and epervier: name one"),
        (("show", "nope/x"), "no type is called “nope”; types are source, operation, agency, "),
        (("show", "operaton/epervier"), "no type is called “operaton”; did you mean operation?"),
        (
            ("show", "person/epervier"),
            "no record person/epervier; did you mean operation/epervier?",
        ),
        (("show", "operation/epervie"), "; did you mean operation/epervier?\n"),
        (("\x1b[2J",), "No such command '\\x1b[2J'"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_what_was_meant_is_said(call: Call, args: tuple[str, ...], says: str) -> None:
    """A command with a slip first, then records with a similar name or type. Status 2."""
    result = call(*args)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
    assert "\x1b" not in result.stderr


def test_a_slip_reads_no_corpus(
    call: Call, text_folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That would take long for a large one; a record of that very name is opened if it is known."""
    root = str(text_folder("Mr Stock", "people:\n  - {id: serach, quote: Mr Stock, name: Stock}\n"))
    with monkeypatch.context() as patch:
        patch.setattr(opening, "open_corpus", lambda *_, **__: pytest.fail("opened"))
        assert "Did you mean search?" in call("--corpus", root, "serach").stderr
    call("--corpus", root, "sql", "select 1")
    assert call("--corpus", root, "serach").stdout.startswith("Stock\nperson/serach\n")


def test_the_explorer_is_not_for_pipes(call: Call) -> None:
    """It names the commands that are."""
    result = call()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "trafficking-explorer: not a terminal. In scripts use: search, show, sql, check\n"
    )

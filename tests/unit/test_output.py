"""Standard output and error on a terminal: every command, in every format, over hostile texts."""

import fcntl
import io
import json
import os
import struct
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.tame import OUR_SEQUENCES, wild
from tests.terminal.hostile import ATTACKS, BIDI, CLIPBOARD, COLOUR, EIGHT_BIT, write_hostile_corpus
from trafficking_explorer import output
from trafficking_explorer.__main__ import main
from trafficking_explorer.cli import opening
from trafficking_explorer.cli.check import CHECK_FORMATS
from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.errors import Location, UsageError
from trafficking_explorer.export.formats import FORMATS
from trafficking_explorer.output import TerminalStream, Trusted, for_terminal
from trafficking_explorer.reports.check_report import CheckReport, Writer
from trafficking_explorer.reports.json_report import write_json
from trafficking_explorer.reports.sarif import write_sarif
from trafficking_explorer.text.files import refuse_terminal

ATTACK = "".join(ATTACKS)


class Terminal(io.TextIOWrapper):
    """A stream that says it goes to a terminal."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding, newline="\n", write_through=True)

    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> str:
        return self.bytes.getvalue().decode(self.encoding)


Shown = Callable[..., tuple[str, str]]


@pytest.fixture
def on_terminal(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Runs the program as a person would, and returns what standard output and error showed."""
    monkeypatch.setattr(opening, "cache_folder", lambda: cache)

    def run(*args: str | Path, encoding: str = "utf-8") -> tuple[str, str]:
        out, err = Terminal(encoding), Terminal(encoding)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["trafficking-explorer", *map(str, args)])
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            # The process is left as it is: it is that of the tests.
            patch.setattr("atexit._run_exitfuncs", lambda: None)
            patch.setattr("os._exit", sys.exit)
            with pytest.raises(SystemExit) as end:
                main()
        assert end.value.code in (0, 1, 2, 3)
        return out.shown, err.shown

    return run


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that is sound, and hostile."""
    return write_hostile_corpus(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with problems in every file."""
    root = write_hostile_corpus(tmp_path_factory.mktemp("broken"))
    name = f"x{COLOUR}{BIDI}\x9b31m[red].yaml"
    unknown = {f"key{CLIPBOARD}": [], "people": [{"id": f"a{EIGHT_BIT}", "quote": f"no{COLOUR}"}]}
    (root / "curated" / name).write_text(json.dumps(unknown))
    (root / "curated/raw.yaml").write_bytes(b"people:\n  - id: a\x1b]0;x\x07\n")
    (root / os.fsdecode(b"curated/\xff\x1b[31m.yaml")).write_text("people: x")
    return root


def assert_tame(*texts: str) -> None:
    for text in texts:
        assert not any(attack in text for attack in ATTACKS)
        assert not wild(OUR_SEQUENCES.sub("", text))


@pytest.mark.parametrize("format_", FORMATS.text_names)
def test_results_reach_a_terminal_as_text(on_terminal: Shown, hostile: Path, format_: str) -> None:
    """Values, nested ones and names of columns, of statements and of filters."""
    query = f"""select o.name, s.text, [o.note] as "{COLOUR}{BIDI}", {{'a': o.name}} as d
        from operations o, sources s"""
    for args in (("sql", query), ("search", "evil")):
        out, err = on_terminal("--corpus", hostile, *args, "--format", format_)
        assert "Evil" in out
        assert_tame(out, err)


@pytest.mark.parametrize("format_", CHECK_FORMATS)
def test_problems_reach_a_terminal_as_text(on_terminal: Shown, broken: Path, format_: str) -> None:
    """Paths, keys, lines of files; in colours of our own where it is for people."""
    out, err = on_terminal("check", broken, "--format", format_, "--coverage", "--no-findings")
    assert "raw.yaml" in out
    assert_tame(out, err)
    assert ("\x1b[31m\x1b[1merror\x1b[0m" in out) == (format_ == "text")


@pytest.mark.parametrize("write", [write_json, write_sarif])
def test_json_is_harmless_in_a_pipe_too(hostile: Path, write: Writer) -> None:
    """And means what it would mean without escapes."""
    problem = Problem(Location("curated/a.yaml", 1, 1), "file", f"wrong: {ATTACK}", notes=(ATTACK,))
    text = "\n".join(write(CheckReport(hostile, [problem], [], None)))
    assert not wild(text)
    assert repr(ATTACK)[1:-1] in repr(json.loads(text))


@pytest.mark.parametrize(
    "args",
    [
        ("sql", "select name::int from operations"),
        ("sql", f"select '{COLOUR}"),
        ("sql", "select 1", "--param", f"{ATTACK}=1"),
        ("sql", "select 1", "--format", ATTACK),
        ("sql", "select 1", "-o", f"/{COLOUR}{EIGHT_BIT}/{BIDI}"),
        ("search", f"{ATTACK}:1"),
        ("show", "operation/evil"),
        ("show", "source/evil"),
        ("show", f"operation/{ATTACK}"),
        ("check", f"nowhere{ATTACK}"),
        ("check", "--explain", ATTACK),
        ("anchor", "evil", "12 suspects"),
        ("anchor", "evil", f"13 suspects{ATTACK}"),
        ("anchor", ATTACK, "12"),
        ("edition", "evil", f"nowhere{ATTACK}"),
        ("add", f"nowhere{ATTACK}"),
        ("init", f"/dev/null/{ATTACK}"),
        ("--goto", ATTACK),
        ("--pane", ATTACK),
        (f"--{ATTACK}",),
        (ATTACK,),
    ],
    ids=lambda args: " ".join(each if each.isprintable() else "ATTACK" for each in args),
)
def test_messages_reach_a_terminal_as_text(
    on_terminal: Shown, hostile: Path, args: tuple[str, ...]
) -> None:
    """Our messages and those of click, with hostile names."""
    shown = on_terminal("--corpus", hostile, *args)
    assert any(shown)
    assert_tame(*shown)


def test_paths_reach_a_terminal_as_text(on_terminal: Shown, hostile: Path, tmp_path: Path) -> None:
    """Those of files that were made, and the command that comes next."""
    out, err = on_terminal("init", tmp_path / f"new{COLOUR}{BIDI}\r")
    assert "README.md" in out + err
    assert_tame(out, err)
    corpus = tmp_path / f"new{COLOUR}{BIDI}\r"
    article = tmp_path / f"a{EIGHT_BIT}.txt"
    article.write_text("Ring broken up\n\nPolice arrested 12 suspects.\n")
    out, err = on_terminal("--corpus", corpus, "add", article, "--id", "art")
    assert "art" in out
    assert_tame(out, err)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_no_encoding_is_a_way_round(on_terminal: Shown, hostile: Path, encoding: str) -> None:
    """Click writes to the bytes below where it does not trust the encoding."""
    query = "select chr(27) || '[31m' || chr(155) || 'é' as a"
    for args in (("sql", query, "--format", "csv"), ("show", "operation/evil"), ("zz\x1b[31m",)):
        assert_tame(*on_terminal("--corpus", hostile, *args, encoding=encoding))


def test_click_and_print_go_through_it() -> None:
    """With a style from a text, which we did not write; bytes cannot pass."""
    under = Terminal("ascii")
    under.reconfigure(errors="replace")
    stream = for_terminal(under)
    click.echo("a\x1b[31mb", file=stream)
    click.secho("c", fg="red", file=stream)
    print("d\x9b", "e\r", file=stream)
    stream.writelines(["f\x07\n", "g\u202e\n"])
    assert not hasattr(stream, "buffer")
    assert under.shown == "a?[31mb\n?[31mc?[0m\nd? e \nf?\ng?\n"
    assert (stream.encoding, stream.isatty()) == ("ascii", True)


def test_our_own_style_goes_through_it() -> None:
    """Trusted text stays trusted if only trusted text is added to it."""
    under = Terminal()
    stream = for_terminal(under)
    style = Trusted(click.style("a", fg="red"))
    click.echo(": " + style + "\x1b[2J", file=stream)
    click.echo(f"{style}", file=stream)
    assert under.shown == ": \x1b[31ma\x1b[0m\ufffd[2J\n\ufffd[31ma\ufffd[0m\n"


def test_pipes_and_files_get_every_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two streams for itself; one may be closed."""
    pipe, terminal = io.StringIO(), Terminal()
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(sys, "stderr", terminal)
    output.guard_terminal()
    assert sys.stdout is pipe
    assert isinstance(sys.stderr, TerminalStream)
    monkeypatch.setattr(sys, "stdout", None)
    output.guard_terminal()
    assert sys.stdout is None


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_a_terminal_by_its_name_is_one(on_terminal: Shown, hostile: Path) -> None:
    """`-o /dev/tty` is a terminal: text is made harmless, and other formats are refused."""
    master, slave = os.openpty()
    try:
        args = ("--corpus", hostile, "sql", "select name from operations", "-o", os.ttyname(slave))
        on_terminal(*args, "--format", "csv")
        shown = os.read(master, 1 << 16).decode()
        assert "Operation Evil" in shown
        assert_tame(shown.replace("\r\n", "\n"))
        for format_ in ("parquet", "excel"):
            assert "is a binary format" in on_terminal(*args, "--format", format_)[1]
        with open(slave, "wb", closefd=False) as stream, pytest.raises(UsageError):
            refuse_terminal(stream, "parquet")
    finally:
        os.close(master)
        os.close(slave)


@pytest.mark.parametrize(
    ("columns", "width"),
    [("60", 60), ("160", 160), ("3", 20), ("", 80), ("wide", 80), ("0", 80), ("-5", 80)],
)
def test_a_terminal_says_how_wide_it_is(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    """COLUMNS has the last word; without either, lines are as long as usual."""
    monkeypatch.setenv("COLUMNS", columns)
    assert output.line_width(Terminal()) == width


def test_a_pipe_has_lines_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where COLUMNS is set, as some shells and containers have it."""
    monkeypatch.setenv("COLUMNS", "60")
    assert output.line_width(io.StringIO()) is None


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals")
def test_a_real_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its present width counts where COLUMNS is not set."""
    monkeypatch.delenv("COLUMNS", raising=False)
    master, slave = os.openpty()
    with open(slave, "w") as stream:  # noqa: PTH123
        for columns in (57, 160):
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            assert output.line_width(stream) == columns
    os.close(master)

"""Completion in shells: its script in a real bash, and the words that it offers."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.shell_completion import CompletionItem
from click.testing import Result

from trafficking_explorer import __main__, cli
from trafficking_explorer.cli import completion, opening
from trafficking_explorer.cli.completion import SHELLS, VARIABLE
from trafficking_explorer.database import cache as caches
from trafficking_explorer.records.registry import KINDS

Call = Callable[..., Result]
Folder = Callable[..., Path]
Offers = Callable[..., list[str]]
APP = "trafficking-explorer"

_ASK = """
eval "$({app} completion bash)"
ask() {{
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _trafficking_explorer_completion {app}
    echo "${{COMPREPLY[*]}}"
}}
ask {app} sho
ask {app} show operation/epe
ask {app} --pane "fin"
ask {app} show operation/none-such
"""


def items_of(*args: str) -> "list[CompletionItem[str]]":
    """The items for the last of some words."""
    *before, incomplete = args
    shell = SHELLS["bash"](cli.cli, {}, APP, VARIABLE)
    return shell.get_completions(before, incomplete)


@pytest.fixture
def offers(cache: Path, store: object, monkeypatch: pytest.MonkeyPatch) -> Offers:
    """The words that are offered for the last of some words."""
    monkeypatch.setattr(opening, "cache_folder", lambda: cache)
    return lambda *args: [each.value for each in items_of(*args)]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("se",), ["search"]),
        (("search", "--ty"), ["--type"]),
        (("search", "--type", "st"), ["statistic"]),
        (("sql", "x", "--format", "j"), ["json", "jsonl"]),
        (("--pane", "fi"), ["findings"]),
        (("--theme", "explorer-d"), ["explorer-dark"]),
        (("--goto", "operation/epe"), ["operation/epervier"]),
        (("show", "ope"), ["operation/"]),
        (("show", ""), [f"{kind}/" for kind in KINDS]),
        (("show", "operation/epe"), ["operation/epervier"]),
        (("show", "epervier"), ["operation/epervier"]),
        (("show", "nope/"), []),
        (("operation/epe",), ["operation/epervier"]),
        (("open", "tool/darkw"), ["tool/darkweb"]),
        (("anchor", "00"), ["000", "001", "002", "003", "004"]),
        (("edition", "003"), ["003"]),
        (("check", "--explain", "lone"), ["lone-claims"]),
        (("check", "--explain", "unknown-c"), ["unknown-code"]),
        (("help", "filt"), ["filters"]),
        (("completion", ""), ["bash", "zsh", "fish"]),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_words_are_offered(offers: Offers, words: tuple[str, ...], offered: list[str]) -> None:
    """Commands, options, the choices of options, and the ids of records."""
    assert offers(*words) == offered


def test_files_are_left_to_the_shell() -> None:
    """It knows them better."""
    assert [each.type for each in items_of("--corpus", "x")] == ["file"]
    assert [each.type for each in items_of("add", "x")] == ["file"]


def test_no_corpus_is_read_for_it(
    offers: Offers, text_folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No id is offered of a corpus that has not been opened, nor of a missing one."""
    root = str(text_folder("Mr Stock", "people:\n  - {id: a, quote: Mr Stock, name: Mr Stock}\n"))

    def build(*_: object) -> None:
        raise AssertionError("a store is built")

    monkeypatch.setattr(caches, "rebuild", build)
    assert offers("--corpus", root, "show", "person/") == []
    assert offers("--corpus", "/no/such/folder", "show", "person/") == []
    assert offers("--corpus", root, "show", "per") == ["person/"]


def test_ids_are_those_of_the_corpus_that_is_named(
    offers: Offers, call: Call, text_folder: Folder
) -> None:
    """As soon as it has been opened. Words that a shell would read otherwise are left out."""
    ids = ("stock", "stock-two", "$(reboot)")
    yaml = "people:\n" + "".join(
        f"  - {{id: {each!r}, quote: Mr Stock, name: Mr Stock}}\n" for each in ids
    )
    root = str(text_folder("Mr Stock", yaml))
    call("--corpus", root, "sql", "select 1")
    assert offers("--corpus", root, "show", "person/") == ["person/stock", "person/stock-two"]
    assert offers("--corpus", root, "show", "operation/") == []


def test_very_many_ids_are_offered_part_by_part(
    offers: Offers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never cut: a shell completes what all offers share, so that some of them would mislead."""
    monkeypatch.setattr(completion, "_MOST", 20)
    found = items_of("show", "statistic/")
    assert 1 < len(found) <= 100
    assert {each.type for each in found} <= {"part", "plain"}
    everything = items_of("show", "statistic/epervier-")
    assert len(everything) < 20
    assert all(each.type == "plain" for each in everything)
    for each in found:
        assert items_of("show", each.value), each.value


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(
    call: Call, program: Callable[..., "subprocess.CompletedProcess[str]"], shell: str
) -> None:
    """By the command, and the usual way of programs made with click."""
    script = call("completion", shell).stdout
    assert VARIABLE in script
    if shell == "bash":
        asked = program("-m", "trafficking_explorer", **{VARIABLE: "bash_source"})
        assert (asked.returncode, asked.stdout, asked.stderr) == (0, script, "")
    if shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=script.encode(), check=False)
        assert checked.returncode == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes(environment: dict[str, str], installed: str) -> None:
    """In a real one, with the script evaluated as in a start-up file."""
    found = subprocess.run(
        ["bash", "--norc", "-c", _ASK.format(app=APP)],
        env=environment | {"PATH": f"{installed}{os.pathsep}{environment['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=600,
    )
    assert found.stdout.split("\n") == ["show", "operation/epervier", "findings", "", ""]
    assert found.stderr == ""


@pytest.fixture
def installed(tmp_path: Path) -> str:
    """A PATH whose first folder has the program under its name."""
    program = tmp_path / "bin" / APP
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m trafficking_explorer "$@"\n')
    program.chmod(0o755)
    return str(program.parent)


_ZSH_ASK = """
compdef() { true }
compadd() { print -r -- "${(P)@[-1]}" }
eval "$(%(app)s completion zsh)"
words=(%(app)s show operation/epe); CURRENT=3; _trafficking_explorer_completion
words=(%(app)s sho); CURRENT=2; _trafficking_explorer_completion
"""
_FISH_ASK = """
%(app)s completion fish | source
complete -C "%(app)s show operation/epe"
complete -C "%(app)s sho"
"""


@pytest.mark.parametrize(
    ("shell", "arguments", "script"),
    [("zsh", ["-f", "-c"], _ZSH_ASK), ("fish", ["--no-config", "-c"], _FISH_ASK)],
)
def test_other_shells_complete(
    environment: dict[str, str], installed: str, shell: str, arguments: list[str], script: str
) -> None:
    """In a real one too, where there is one."""
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    found = subprocess.run(
        [shell, *arguments, script % {"app": APP}],
        env=environment | {"PATH": f"{installed}{os.pathsep}{environment['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=600,
    )
    assert found.stdout.split() == ["operation/epervier", "show"]


_ENV = re.compile(r"\benv (?P<variables>.*?) trafficking-explorer 2>/dev/null", re.DOTALL)
_PAIRS_OF = {
    "zsh": {"{": "}", "if": "fi", "case": "esac", "do": "done"},
    "fish": {"function": "end", "for": "end", "switch": "end"},
}


@pytest.mark.parametrize("shell", _PAIRS_OF)
def test_a_script_asks_what_the_program_answers(
    call: Call, environment: dict[str, str], installed: str, shell: str
) -> None:
    """The variables that the script sets are those that are read, and it takes apart what is printed."""
    script = call("completion", shell).stdout
    found = _ENV.search(script)
    assert found is not None
    names = re.findall(r"([A-Z_]+)=", found["variables"])
    assert set(names) == {VARIABLE, "COMP_WORDS", "COMP_CWORD"}
    asked = {
        "zsh": {"COMP_WORDS": f"{APP} show operation/epe", "COMP_CWORD": "2"},
        "fish": {"COMP_WORDS": f"{APP} show operation/epe", "COMP_CWORD": "operation/epe"},
    }[shell]
    answer = subprocess.run(
        [APP],
        env=environment
        | {"PATH": f"{installed}{os.pathsep}{environment['PATH']}", VARIABLE: f"{shell}_complete"}
        | asked,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=600,
    ).stdout
    if shell == "zsh":
        # Three lines an item: `for type value help in`.
        assert "for type value help in" in script
        lines = answer.rstrip("\n").split("\n")
        assert len(lines) % 3 == 0
        items = [(lines[at], lines[at + 1]) for at in range(0, len(lines), 3)]
    else:
        # One line an item: `string split -m 1 ","`.
        assert 'string split -m 1 ","' in script
        items = [tuple(line.split(",", 1)) for line in answer.splitlines()]  # type: ignore[misc]
    assert items == [("plain", "operation/epervier")]
    for kind in ("plain", "part", "dir", "file"):
        assert re.search(rf"^ +(?:case )?.*\b{kind}\b", script, re.M), kind


@pytest.mark.parametrize("shell", _PAIRS_OF)
def test_what_a_script_begins_it_ends(call: Call, shell: str) -> None:
    """Blocks, quotation marks and brackets, as far as that can be told without the shell."""
    script = call("completion", shell).stdout
    code = re.sub(r"^#.*$", "", script, flags=re.M)
    ends: dict[str, int] = {}
    for begin, end in _PAIRS_OF[shell].items():
        words = r"(?<![\w$]){}(?![\w])" if begin.isalpha() else "{}"
        ends[end] = ends.get(end, 0) + len(re.findall(words.format(re.escape(begin)), code))
    for end, count in ends.items():
        words = r"(?<![\w]){}(?![\w])" if end.isalpha() else "{}"
        assert len(re.findall(words.format(re.escape(end)), code)) == count, end
    assert code.count('"') % 2 == 0
    assert code.count("[") == code.count("]")
    # Each case of zsh is closed by its own parenthesis.
    cases = len(re.findall(r"^ +\w+\) ", code, re.M)) if shell == "zsh" else 0
    assert code.count(")") - code.count("(") == cases


def test_the_variable_leads_to_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, a call without arguments opens the explorer."""
    called: list[str] = []
    monkeypatch.setattr(sys, "argv", [APP])
    monkeypatch.setenv(VARIABLE, "bash_complete")
    monkeypatch.setattr(cli, "run_command", lambda: called.append("commands"))
    monkeypatch.setitem(
        sys.modules,
        "trafficking_explorer.ui.launcher",
        SimpleNamespace(run=lambda: called.append("explorer")),
    )
    __main__._run()
    assert called == ["commands"]

"""The command line of an editor at a place of a file."""

import os
import pty
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from trafficking_explorer.errors import UsageError
from trafficking_explorer.ui.external_editor import (
    Editor,
    find_editor,
    run_in_terminal,
    run_in_window,
)

FILE = Path("/corpus/my records/a;b.yaml")


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("vi", ["vi", "+12", "F"]),
        ("vim", ["vim", "+12", "+normal! 08l", "F"]),
        ("nvim -u NONE", ["nvim", "-u", "NONE", "+12", "+normal! 08l", "F"]),
        ("/usr/bin/vim.basic", ["/usr/bin/vim.basic", "+12", "+normal! 08l", "F"]),
        ("vim.tiny", ["vim.tiny", "+12", "F"]),
        ("nano", ["nano", "+12,9", "F"]),
        ("emacs -nw", ["emacs", "-nw", "+12:9", "F"]),
        ("emacsclient -t", ["emacsclient", "-t", "+12:9", "F"]),
        ("micro", ["micro", "+12:9", "F"]),
        ("kak", ["kak", "+12:9", "F"]),
        ("hx", ["hx", "F:12:9"]),
        ("code", ["code", "--goto", "F:12:9"]),
        ("code --wait", ["code", "--wait", "--goto", "F:12:9"]),
        ("codium", ["codium", "--goto", "F:12:9"]),
        ("cursor", ["cursor", "--goto", "F:12:9"]),
        ("subl -n", ["subl", "-n", "F:12:9"]),
        ("zed", ["zed", "F:12:9"]),
        ("idea.sh", ["idea.sh", "--line", "12", "--column", "9", "F"]),
        ("'/opt/my editor/ed' -x", ["/opt/my editor/ed", "-x", "F"]),
        ("mine {file} at {line},{column}", ["mine", "F", "at", "12,9"]),
        ("mine --at={line} {file}:{line}", ["mine", "--at=12", "F:12"]),
    ],
)
def test_each_editor_is_led_to_the_place(setting: str, words: list[str]) -> None:
    """The file's name is one argument, whatever it contains."""
    called = find_editor(setting, {}).call(FILE, 12, 9)
    assert called == [word.replace("F", str(FILE)) for word in words]


def test_what_stands_in_a_name_is_not_filled_in() -> None:
    """A file may be called like a word of a template."""
    called = Editor(("mine", "{file}", "{line}")).call(Path("/a/{line}.yaml"), 3)
    assert called == ["mine", "/a/{line}.yaml", "3"]


def test_the_first_setting_counts() -> None:
    """config.toml before VISUAL before EDITOR; an empty one does not count."""
    environ = {"VISUAL": " ", "EDITOR": "nano"}
    assert find_editor("micro", environ).command == ("micro",)
    assert find_editor(None, environ).command == ("nano",)
    assert find_editor(None, environ | {"VISUAL": "hx"}).command == ("hx",)


def test_without_a_setting_a_common_one_is_found(tmp_path: Path) -> None:
    """And the reader is told which it is, and why."""
    program = tmp_path / "nano"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    editor = find_editor(None, {"PATH": str(tmp_path)})
    assert editor.command == ("nano",)
    assert "EDITOR" in editor.note


def test_no_editor_at_all(tmp_path: Path) -> None:
    """It is said what to do."""
    with pytest.raises(UsageError, match=r"set EDITOR, or editor in config\.toml"):
        find_editor(None, {"PATH": str(tmp_path)})


def test_a_setting_that_cannot_be_split() -> None:
    """The setting is named."""
    with pytest.raises(UsageError, match="EDITOR"):
        find_editor(None, {"EDITOR": "vim 'x"})


def test_which_have_a_window() -> None:
    """Those leave the terminal alone; a link counts as its target."""
    assert find_editor("code --wait", {}).has_window
    assert find_editor("/snap/bin/subl", {}).has_window
    assert not find_editor("emacsclient -t", {}).has_window
    assert not find_editor("unheard-of", {}).has_window


def test_a_link_is_known_by_what_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor behind a link is known by its target, as nano behind `editor`."""
    for name in ("nano", "editor"):
        (tmp_path / name).touch(mode=0o755)
    (tmp_path / "editor").unlink()
    (tmp_path / "editor").symlink_to(tmp_path / "nano")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_editor("editor", {}).call(FILE, 2, 3) == ["editor", "+2,3", str(FILE)]


@pytest.mark.parametrize("run", [run_in_terminal, run_in_window])
def test_what_cannot_be_started_is_said(run: Callable[[list[str]], None]) -> None:
    """A program that is not there, and one that fails."""
    with pytest.raises(UsageError, match=r"no-such-editor cannot be started.*set EDITOR"):
        run(["no-such-editor", "x"])
    with pytest.raises(UsageError, match="ended with status 3"):
        run([sys.executable, "-c", "import sys; sys.exit(3)"])
    run([sys.executable, "-c", ""])


def test_an_editor_nobody_waits_for_is_asked_to_end(tmp_path: Path) -> None:
    """The editor is ended with the explorer; one that does not obey is left alone."""
    said = tmp_path / "said"
    obeys = f"""
import pathlib, signal, sys, time
said = pathlib.Path({str(said)!r})
signal.signal(signal.SIGTERM, lambda *_: (said.write_text("asked"), sys.exit(1)))
said.write_text("open")
time.sleep(1000)
"""
    run_in_terminal([sys.executable, "-c", obeys], said.exists)
    while said.read_text() == "open":
        pass
    assert said.read_text() == "asked"
    deaf = 'trap : TERM; echo $$ > "$0"; while kill -0 $PPID; do sleep 0.05; done'
    pid = tmp_path / "pid"
    run_in_terminal(
        ["/bin/sh", "-c", deaf, str(pid)], lambda: pid.exists() and bool(pid.read_text())
    )
    os.kill(int(pid.read_text()), 9)


@pytest.mark.parametrize(
    "editor",
    [
        ["stty", "raw", "-echo"],
        ["/bin/sh", "-c", "stty -icanon -isig min 0; kill -9 $$"],
        ["/bin/sh", "-c", "stty raw; exit 3"],
        ["no-such-editor"],
    ],
)
def test_the_terminal_is_as_before_the_editor(
    editor: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However it ends, and whatever it has set."""
    master, slave = pty.openpty()
    with os.fdopen(master), os.fdopen(slave) as terminal:
        monkeypatch.setattr(sys, "__stdin__", terminal)
        before = termios.tcgetattr(slave)
        with suppress(UsageError):
            run_in_terminal(["/bin/sh", "-c", '"$@" <"$0"', os.ttyname(slave), *editor])
        assert termios.tcgetattr(slave) == before

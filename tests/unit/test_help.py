"""The help of the program and of its commands: complete, not cut, and with examples that work."""

import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from trafficking_explorer import cli
from trafficking_explorer.cli.command import GROUPS, Command
from trafficking_explorer.paths import APP
from trafficking_explorer.text.display import cell_width

Call = Callable[..., Result]

COMMANDS = {
    name: command for name, command in cli.cli.commands.items() if isinstance(command, Command)
}
ARTICLE = """\
Operation Bridge: 12 arrests
Published on 7 June 2022

Police in Chad arrested 12 suspected traffickers during Operation Bridge. More than 80 victims were found.
"""


def test_every_command_has_its_group_and_examples() -> None:
    """None is left out."""
    assert set(cli.cli.commands) <= {name for names in GROUPS.values() for name in names}
    for name, command in COMMANDS.items():
        assert command.examples, name


@pytest.mark.parametrize("width", [60, 80, 160])
def test_the_help_fits(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """No line is too wide, and no summary is cut; at 80 columns each takes one line."""
    monkeypatch.setenv("COLUMNS", str(width))
    pages = []
    for args in ((), *((name,) for name in COMMANDS)):
        # Not by click's runner, whose help is always 80 columns wide.
        with pytest.raises(SystemExit):
            cli.cli([*args, "--help"], prog_name=APP)
        pages.append(capsys.readouterr().out)
    text = pages[0]
    for title in GROUPS:
        assert f"\n{title}:\n" in text
    assert "..." not in text
    for name, command in COMMANDS.items():
        assert command.summary
        assert len(command.summary) <= 55, name
        if width >= 80:
            assert f"  {name.ljust(max(map(len, COMMANDS)))}  {command.summary}\n" in text
    for line in (line for page in pages for line in page.splitlines()):
        assert cell_width(line) <= width or len(line.split()) == 1, line
    for page in pages:
        assert "\nExamples:\n" in page


def test_the_help_says_where_files_are(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings, the cache and the reader's data; ~ is for the home folder."""
    monkeypatch.setattr(Path, "home", lambda: Path("/home/x"))
    monkeypatch.setattr("trafficking_explorer.cli.command.config_file", lambda: Path("/home/x/c/a"))
    monkeypatch.setattr("trafficking_explorer.cli.command.cache_folder", lambda: Path("/var/cache"))
    lines = [line.split("  ") for line in call("--help").stdout.splitlines()]
    assert ["", "settings", "", "", " ~/c/a"] in lines
    assert ["", "built corpora", "/var/cache"] in lines


def test_defaults_are_shown(call: Call) -> None:
    """Each option with a default says what it is."""
    for name, default in (("check", "text"), ("search", "text")):
        assert f"[default: {default}]" in call(name, "--help").stdout
    for name, command in COMMANDS.items():
        for option in command.params:
            has_default = isinstance(option.default, str | int | float) and option.default != ""
            if isinstance(option, click.Option) and has_default and not option.is_flag:
                assert option.show_default or "Default" in (option.help or ""), (name, option.name)


def test_the_examples_work(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an order in which each finds what it needs: first those that make a corpus."""
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "settings/config.toml"
    monkeypatch.setattr("trafficking_explorer.cli.config.config_file", lambda: settings)
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "new.txt").write_text(f"{ARTICLE}\nCorrected on 8 June 2022\n", "utf-8")
    (tmp_path / "page.html").write_text(f"<html><body><p>{ARTICLE}</p></body></html>", "utf-8")
    order = ("init", "add", "anchor", "edition")
    names = [*order, *(name for name in COMMANDS if name not in order)]
    skipped = ("article.txt --corpus", "--keep", "--theme", "FILE", "<", "https:")
    ran = 0
    for name in names:
        for example in COMMANDS[name].examples:
            if not any(part in example for part in skipped):
                result = call(*shlex.split(example))
                assert result.exit_code == 0, (example, result.output)
                ran += 1
    assert ran > 2 * len(COMMANDS)


def test_the_program_has_examples(call: Call) -> None:
    """With its name before each."""
    text = call("--help").stdout
    for example in cli.cli.examples:
        assert f"\n  {APP} {example}".rstrip() in text

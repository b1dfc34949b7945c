"""The commands about config.toml."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trafficking_explorer.cli.command import CommandGroup
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.paths import config_file

if TYPE_CHECKING:
    from trafficking_explorer.config import SettingProblem

# Imports inside functions: `config path` loads nothing.


@click.group(
    cls=CommandGroup, examples=("config init", "config validate", "config show", "config path")
)
def config() -> None:
    """Show, write and check config.toml."""


@config.command(examples=("config path",))
@exit_on_error
def path() -> None:
    """Print where config.toml is, or would be."""
    click.echo(str(config_file()))


@config.command(examples=("config init",))
@exit_on_error
def init() -> None:
    """Write a config.toml with every setting as a comment."""
    from trafficking_explorer.settings.template import write_template

    file = config_file()
    write_template(file)
    click.echo(f"wrote {file}", err=True)


@config.command(examples=("config validate",))
@exit_on_error
def validate() -> None:
    """Print the mistakes in config.toml; status 1 if there are any."""
    file = config_file()
    if not file.exists():
        click.echo(f"{file}: there is no such file; every setting has its default", err=True)
        return
    problems = _problems(file)
    for problem in problems:
        click.echo(problem.at(file))
    if problems:
        sys.exit(1)
    click.echo(f"{file}: no problems", err=True)


@config.command(examples=("config show",))
@exit_on_error
def show() -> None:
    """Print the settings in force as TOML, each with its origin."""
    from trafficking_explorer.config import read_config
    from trafficking_explorer.database.sandbox import Limits
    from trafficking_explorer.settings.effective import as_toml, effective_settings
    from trafficking_explorer.ui.reader_choices import ReaderChoices
    from trafficking_explorer.ui.terminal_signs import lacks_signs

    file = config_file()
    found = read_config(file)
    usual = Limits()
    defaults = {
        "theme": _FIRST_THEME,
        "plain_marks": lacks_signs(os.environ, sys.stdout.encoding),
        "sql.memory": usual.memory,
        "sql.results": usual.results,
    }
    for line in as_toml(
        effective_settings(
            found,
            file,
            os.environ,
            defaults=defaults,
            chosen_theme=ReaderChoices().theme(found.theme),
        )
    ):
        click.echo(line)
    if problems := len(found.problems):
        shown = "1 setting is" if problems == 1 else f"{problems} settings are"
        click.echo(f"{shown} wrong and left out; config validate says why", err=True)


_FIRST_THEME = "explorer-dark"
"""Themes are part of Textual, which this command does not load."""


def _problems(file: Path) -> "list[SettingProblem]":
    from trafficking_explorer.config import read_config
    from trafficking_explorer.ui.settings_check import problems_of

    return problems_of(read_config(file), file)

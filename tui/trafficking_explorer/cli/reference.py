"""The commands and their options, for the manual."""

import click

from trafficking_explorer.cli.main import cli
from trafficking_explorer.paths import APP

_WIDTH = 76


def commands() -> str:
    """The help of the program and of each command, as Markdown."""
    program = click.Context(
        cli, info_name=APP, terminal_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    parts = [cli.get_help(program)]
    for name in cli.list_commands(program):
        command = cli.get_command(program, name)
        assert command is not None
        context = click.Context(command, program, name, terminal_width=_WIDTH)
        parts.append(command.get_help(context))
    return "\n\n".join(f"```text\n{part}\n```" for part in parts)

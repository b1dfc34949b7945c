"""The program: its options, and its commands."""

import sys
from contextlib import suppress
from pathlib import Path

import click

from trafficking_explorer import __version__
from trafficking_explorer.cli.check import check
from trafficking_explorer.cli.config import config
from trafficking_explorer.cli.curation import add, anchor, edition, init
from trafficking_explorer.cli.parameters import OneOf, Utf8, panes
from trafficking_explorer.cli.records import search, show
from trafficking_explorer.cli.sql import sql
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.paths import APP
from trafficking_explorer.secure import VARIABLE, enter, is_secure

_PAGE_CELLS = 100
"""Widest line of a page; longer ones are hard to read."""
_WIDTH = 76
"""Cells of a line of help, in the manual."""


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Corpus folder (contains curated/ and seeds/). Default: the bundled corpus.",
)
@click.option("--goto", metavar="TYPE/ID", help="Open this record, for example operation/epervier.")
@click.option(
    "--filter",
    "filter_text",
    metavar="TEXT",
    default="",
    help="Start with this filter, e.g. 'in:africa arrests>30'.",
)
@click.option("--pane", type=OneOf(panes), help="Open this pane.")
@click.option(
    "--sort", metavar="COLUMNS", default="", help="Sort it, for example value:desc,measure."
)
@click.option(
    "--columns",
    metavar="COLUMNS",
    default="",
    help="Columns to show; those left of | are frozen, e.g. name|arrests.",
)
@click.option("--theme", metavar="NAME", help="Colours of the explorer.")
@click.option(
    "--secure",
    is_flag=True,
    help=f"Write no file and start no program, for shared logins; so does the variable {VARIABLE}.",
)
@click.version_option(__version__, prog_name=APP)
@click.pass_context
@exit_on_error
def cli(
    context: click.Context,
    corpus: Path | None,
    goto: str | None,
    filter_text: str,
    pane: str | None,
    sort: str,
    columns: str,
    theme: str | None,
    secure: bool,
) -> None:
    """Explore figures about human trafficking, each beside the passage it comes from.

    Without a command, the explorer opens. Press ? in it for the keys.
    """
    if secure and not is_secure():
        enter()
    context.obj = corpus
    if context.invoked_subcommand is None:
        # Textual is loaded for the explorer alone.
        from trafficking_explorer.ui.launcher import LaunchOptions, run

        run(corpus, LaunchOptions(pane, filter_text, goto, theme, sort, columns))


@click.command("help")
@click.argument("topic", required=False, type=Utf8())
@exit_on_error
def help_(topic: str | None) -> None:
    """Show the manual: the page on TOPIC, or the list of pages."""
    # Imported here: no other command reads the manual.
    from shutil import get_terminal_size

    from trafficking_explorer.manual.markdown import plain_text
    from trafficking_explorer.manual.pages import contents, read_page

    text = contents() if topic is None else read_page(topic).text
    for line in plain_text(text, min(get_terminal_size().columns, _PAGE_CELLS)):
        click.echo(line)


for _command in (sql, search, show, check, anchor, add, edition, init, config, help_):
    cli.add_command(_command)


@exit_on_error
def run_command() -> None:
    """Run the program."""
    with suppress(AttributeError, ValueError):
        # A console of another encoding shows what it can and never fails on the rest.
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    cli(prog_name=APP)


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

"""The program: its options, and its commands."""

import sys
from contextlib import suppress
from pathlib import Path

import click

from trafficking_explorer import __version__
from trafficking_explorer.cli.check import check
from trafficking_explorer.cli.command import Command, Program
from trafficking_explorer.cli.compare import compare
from trafficking_explorer.cli.completion import Completed, completion, record_names, themes, topics
from trafficking_explorer.cli.completion import words as completion_words
from trafficking_explorer.cli.config import config
from trafficking_explorer.cli.curation import anchor, edition, init
from trafficking_explorer.cli.explorer import launch, open_
from trafficking_explorer.cli.help_text import HelpContext
from trafficking_explorer.cli.parameters import OneOf, panes
from trafficking_explorer.cli.records import show
from trafficking_explorer.cli.search import search
from trafficking_explorer.cli.sources import add, remove
from trafficking_explorer.cli.sql import sql
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.output import page_width
from trafficking_explorer.paths import APP
from trafficking_explorer.secure import VARIABLE, enter, is_secure

_WIDTH = 76
"""Cells of a line of help, in the manual."""


@click.group(
    cls=Program,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND | RECORD] …",
    context_settings={"help_option_names": ["-h", "--help"]},
    examples=(
        "",
        "epervier",
        "--filter 'in:africa arrests>30'",
        "--corpus my-corpus",
        "search darkweb",
        "COMMAND --help",
    ),
)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Corpus folder (contains curated/ and seeds/). Default: the bundled corpus.",
)
@click.option(
    "--goto",
    metavar="TYPE/ID",
    type=Completed(record_names),
    help="Open this record, for example operation/epervier.",
)
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
@click.option(
    "--theme",
    metavar="NAME",
    type=Completed(completion_words(themes)),
    help="Colours of the explorer. Default: that of the settings, otherwise explorer-dark.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="Lay out the explorer for a screen reader or Braille: one column, words in place of lines and bars.",
)
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
    secure: bool,
    **_for_the_explorer: object,
) -> None:
    """Explore figures about human trafficking, each beside the passage it comes from.

    Without a command, the explorer opens; at a record, if you name one. Press ? in it for the keys.
    """
    if secure and not is_secure():
        enter()
    context.obj = corpus
    if context.invoked_subcommand is None:
        launch(context)


cli.word_command = "open"


@click.command("help", cls=Command, examples=("help", "help filters", "help sql"))
@click.argument("topic", required=False, type=Completed(completion_words(topics)))
@exit_on_error
def help_(topic: str | None) -> None:
    """Show a page of the manual, or the list of pages."""
    # Imported here: no other command reads the manual.
    from trafficking_explorer.manual.markdown import plain_text
    from trafficking_explorer.manual.pages import contents, read_page

    text = contents() if topic is None else read_page(topic).text
    for line in plain_text(text, page_width()):
        click.echo(line)


for _command in (
    *(open_, search, show, compare, sql),
    *(init, add, anchor, edition, remove, check),
    *(config, completion, help_),
):
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
    program = HelpContext(
        cli, info_name=APP, terminal_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    parts = [cli.get_help(program)]
    for name in cli.list_commands(program):
        command = cli.get_command(program, name)
        assert command is not None
        context = HelpContext(command, program, name, terminal_width=_WIDTH)
        parts.append(command.get_help(context))
    return "\n\n".join(f"```text\n{part}\n```" for part in parts)

"""The command that shows the manual."""

import click

from trafficking_explorer.cli.parameters import Utf8
from trafficking_explorer.cli_errors import exit_on_error

_PAGE_CELLS = 100
"""Widest line of a page; longer ones are hard to read."""


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

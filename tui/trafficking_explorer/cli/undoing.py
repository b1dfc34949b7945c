"""The option by which commands undo the last write to a corpus."""

import sys
from pathlib import Path

import click

from trafficking_explorer.errors import UsageError
from trafficking_explorer.output import print_wrapped
from trafficking_explorer.text.display import sanitize

undo_option = click.option(
    "--undo",
    is_flag=True,
    help="Undo the last write to the corpus, by any command or by the explorer.",
)


def needed(value: str | None, name: str) -> str:
    """An argument that is left out only with --undo.

    Raises:
        UsageError: it is missing.
    """
    if value is None:
        raise UsageError(f"Missing argument '{name.upper()}'.")
    return value


def undo_last(root: Path) -> None:
    """Undo the last write to a corpus, and print its files.

    Raises:
        CuratingError: there is none, or a file has changed since.
    """
    # Start-up: no other call needs it.
    from trafficking_explorer.curation.write_journal import WriteJournal

    write = WriteJournal(root).undo()
    for each in write.files:
        click.echo(root / each.path)
    print_wrapped(f"undone: {sanitize(write.what)}, of {write.at}", sys.stderr)

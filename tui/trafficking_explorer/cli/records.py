"""The command that shows a record."""

from pathlib import Path

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import Command
from trafficking_explorer.cli.completion import Completed, record_names
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.output import print_wrapped

# Imports inside functions: `show --help` loads no database.


@click.command(
    cls=Command,
    examples=(
        "show operation/epervier",
        "show statistic/epervier-arrests-002",
        "--corpus my-corpus show source/article",
    ),
)
@click.argument("record", metavar="TYPE/ID", type=Completed(record_names))
@click.pass_obj
@exit_on_error
def show(corpus: Path | None, record: str) -> None:
    """Print a record: its fields, passages and sources."""
    from trafficking_explorer.cli.lookup import unknown_record
    from trafficking_explorer.database.record_text import record_lines
    from trafficking_explorer.workspace.notes import note_lines

    store = opening.open_corpus(corpus)
    record_type, _, record_id = record.partition("/")
    lines = record_lines(store, record_type, record_id)
    if lines is None:
        raise unknown_record(store, record)
    for line in (*lines, *note_lines(opening.corpus_folder(corpus), (record_type, record_id))):
        print_wrapped(line)

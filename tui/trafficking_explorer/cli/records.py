"""The command that shows a record."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.parameters import Utf8
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.errors import UsageError
from trafficking_explorer.output import print_wrapped
from trafficking_explorer.text.display import shorten_middle

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

# Imports inside functions: `show --help` loads no database.


@click.command()
@click.argument("record", metavar="TYPE/ID", type=Utf8())
@click.pass_obj
@exit_on_error
def show(corpus: Path | None, record: str) -> None:
    """Print one record: every field, its passages in context, its sources."""
    from trafficking_explorer.database.record_text import record_lines

    store = opening.open_corpus(corpus)
    record_type, _, record_id = record.partition("/")
    lines = record_lines(store, record_type, record_id)
    if lines is None:
        raise UsageError(
            f"there is no record {shorten_middle(record)}{_nearest_record(store, record)}"
        )
    for line in lines:
        print_wrapped(line)


def _nearest_record(store: "Store", record: str) -> str:
    from trafficking_explorer.text.did_you_mean import close_words

    known = (
        f"{record_type}/{record_id}"
        for record_type, record_id in store.rows(
            "SELECT record_type, record_id FROM corpus.records"
        )
    )
    close = close_words(record, known, limit=3)
    return f"; did you mean {', '.join(close)}?" if close else "; a record is TYPE/ID"

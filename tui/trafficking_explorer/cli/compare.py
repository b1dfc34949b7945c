"""The command that compares what the sources say."""

import sys
from pathlib import Path

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import Command
from trafficking_explorer.cli.completion import Completed, record_names
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.output import line_width

COMPARE_FORMATS = ("text", "table", "lines", "markdown", "json")


@click.command(
    cls=Command,
    examples=(
        "compare operation/epervier",
        "compare operation/nawa operation/spartacus --format markdown",
    ),
)
@click.argument(
    "records", metavar="TYPE/ID...", type=Completed(record_names), nargs=-1, required=True
)
@click.option(
    "--format", "format_", type=click.Choice(COMPARE_FORMATS), default="text", show_default=True
)
@click.pass_obj
@exit_on_error
def compare(corpus: Path | None, records: tuple[str, ...], format_: str) -> None:
    """Compare what the sources say, claim by claim.

    Claims are rows and sources columns, in the words of the texts. TYPE/ID is an operation, an agency or any other record, a statistic (for its operation) or a
    finding. Several statistics or operations are compared with each other. The signs say where the
    texts differ (≠), copy (=), spell names differently (~), or where only one says something (1).

    text is a table on a terminal with room for it, otherwise lines, which suit pipes and screen
    readers.
    """
    # Imports here: `compare --help` loads no database.
    from shutil import get_terminal_size

    from trafficking_explorer.cli.lookup import find_records
    from trafficking_explorer.errors import ExplorerError, UsageError
    from trafficking_explorer.findings.comparison_builder import compare as compare_records
    from trafficking_explorer.reports import comparison_report as report

    store = opening.open_corpus(corpus)
    comparison = compare_records(store, find_records(store, records))
    if comparison is None or not comparison.rows:
        raise ExplorerError(f"no source says anything of {', '.join(records)} that can be compared")
    if format_ == "json":
        report.write_comparison(sys.stdout, comparison)
        return
    if format_ == "markdown":
        click.echo(report.markdown_text(comparison), nl=False)
        return
    width = line_width(sys.stdout)
    room = width or get_terminal_size().columns
    has_room = report.table_widths(comparison, room) is not None
    if format_ == "table" and not has_room:
        raise UsageError(
            f"{room} cells are not enough for {len(comparison.sources)} sources side by side; "
            "use --format lines, or a wider terminal"
        )
    if format_ == "table" or (format_ == "text" and width is not None and has_room):
        lines = report.table_lines(comparison, room)
    else:
        lines = report.plain_lines(comparison, width)
    for line in lines:
        click.echo(line)

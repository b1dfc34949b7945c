"""The command that checks a corpus."""

import os
import sys
from pathlib import Path

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import Command
from trafficking_explorer.cli.completion import Completed, rules, words
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.output import page_width

CHECK_FORMATS = ("text", "json", "github", "sarif")


@click.command(
    cls=Command,
    examples=(
        "check",
        "check my-corpus --all",
        "check --explain lone-claims",
        "check my-corpus --strict --format github",
    ),
)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(CHECK_FORMATS), default="text", show_default=True
)
@click.option(
    "--strict", is_flag=True, help="Also fail on warnings, and on findings of severity error."
)
@click.option("--coverage", is_flag=True, help="Also list passages that no record uses.")
@click.option(
    "--findings/--no-findings",
    default=True,
    help="Also look for findings (default). --no-findings is faster.",
)
@click.option("--all", "notes", is_flag=True, help="Also list notes, the least of the findings.")
@click.option("--answered", is_flag=True, help="Also list findings that have been answered.")
@click.option(
    "--explain",
    metavar="RULE",
    type=Completed(words(rules)),
    help="Explain a rule: what it finds, how to fix it.",
)
@click.pass_obj
@exit_on_error
def check(
    corpus: Path | None,
    folder: Path | None,
    format_: str,
    strict: bool,
    coverage: bool,
    findings: bool,
    notes: bool,
    answered: bool,
    explain: str | None,
) -> None:
    """Report problems in the files, and findings about them.

    Problems are errors in the files, with file, line and column. Findings are what the sources
    themselves say and a reader should know: claims that differ, sums that fail, copied text. The
    formats for scripts have all findings.
    """
    # Imported here: this command alone reads and checks the files.
    from trafficking_explorer.reports import check as report
    from trafficking_explorer.reports.progress import progress_on
    from trafficking_explorer.reports.rule_page import rule_page
    from trafficking_explorer.workspace.opening import open_for_rules

    if explain is not None:
        for line in rule_page(explain, page_width()):
            click.echo(line)
        return
    root = opening.corpus_folder(folder, corpus)
    with progress_on(sys.stderr) as progress:
        outcome = report.run(
            root,
            opening.cache(),
            lambda read: open_for_rules(opening.locate(root), read),
            report.CheckOptions(coverage, findings, answered, notes),
            progress,
        )
    # click removes colour when it writes into a pipe.
    color = False if os.environ.get("NO_COLOR") else None
    for line in report.WRITERS[format_](outcome):
        click.echo(line, color=color)
    if format_ != "text" or not sys.stdout.isatty():
        # Somebody may see only this stream, such as after `check > report`.
        click.echo(outcome.summary, err=True)
    if outcome.failure is not None:
        raise outcome.failure
    if report.failed(outcome, strict=strict):
        sys.exit(1)

"""The commands that write to a corpus, or suggest something to write."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import Command
from trafficking_explorer.cli.completion import Completed, source_ids
from trafficking_explorer.cli.parameters import OneOf, Utf8, any_or_curated_kind
from trafficking_explorer.cli.undoing import needed, undo_last, undo_option
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.errors import UsageError
from trafficking_explorer.output import line_width, print_wrapped
from trafficking_explorer.paths import APP
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.display import shorten_middle

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

# Imports inside functions: `anchor` loads no more than it needs, and `--help` nothing.


@click.command(
    cls=Command,
    examples=(
        "anchor 002 'human trafficking'",
        "anchor 002 '40 arrests' --record any",
        "--corpus my-corpus anchor article '12 arrests' --record statistic --into FILE",
    ),
)
@click.argument("source", type=Completed(source_ids), required=False)
@click.argument("text", type=Utf8(), required=False)
@click.option(
    "--record",
    "record_type",
    type=OneOf(any_or_curated_kind),
    help="Print a record made of these words; any: of the likeliest kind.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write that record to this file of the corpus, and print where it begins.",
)
@click.option(
    "--again", is_flag=True, help="Write the record even if one already uses these words."
)
@click.option(
    "--set",
    "values",
    multiple=True,
    type=Utf8(),
    metavar="FIELD=VALUE",
    help="A value for a field that the words leave open (…).",
)
@undo_option
@click.pass_obj
@exit_on_error
def anchor(
    corpus: Path | None,
    source: str | None,
    text: str | None,
    record_type: str | None,
    into: Path | None,
    again: bool,
    values: tuple[str, ...],
    undo: bool,
) -> None:
    """Print the YAML selector of a passage.

    It is long enough to fit one place only. Words that occur in several places get a selector for each. For words that do not occur, the
    closest passage is shown with the differences.
    """
    if undo:
        undo_last(opening.corpus_folder(corpus))
        return
    source, text = needed(source, "source"), needed(text, "text")
    if into is not None:
        require(Feature.CURATION)
    store = opening.open_corpus(corpus)
    selectors = _selectors(store, source, text)
    if record_type is None and into is None:
        for line in selectors:
            click.echo(line)
        return
    from trafficking_explorer.curation.service import CurationService

    service = CurationService(store, opening.corpus_folder(corpus))
    suggestion = service.offer_for(source, text, None if record_type == "any" else record_type)
    if values:
        from trafficking_explorer.curation.open_fields import given_values

        suggestion = given_values(store, suggestion, dict(map(_pair, values)))
    existing = service.why_there_already(suggestion)
    if into is None:
        click.echo(suggestion.yaml)
        if existing:
            print_wrapped(existing, sys.stderr)
        return
    target = service.target_at(into)
    if existing and not again:
        raise UsageError(
            f"{existing}; nothing was written: change that record, or add another with --again"
        )
    written = service.write(suggestion, target)
    click.echo(f"{into}:{written.line}:{written.column}")


def _pair(words: str) -> tuple[str, str]:
    """Field and value of an option.

    Raises:
        UsageError: it has no equals sign.
    """
    name, sign, value = words.partition("=")
    if not sign:
        raise UsageError(f"--set {words}: write FIELD=VALUE, such as kind=law_enforcement")
    return name.strip(), value.strip()


def _selectors(store: "Store", source: str, text: str) -> list[str]:
    """The selectors of all places that have the words.

    Raises:
        UsageError: no place does, or there is no such source.
    """
    from trafficking_explorer.corpus.suggestions import nearest_words
    from trafficking_explorer.corpus.text_quote_selector import selectors_yaml
    from trafficking_explorer.database.queries import source_document
    from trafficking_explorer.text.did_you_mean import did_you_mean

    document = source_document(store, source)
    if document is None:
        known = [id_ for (id_,) in store.rows("SELECT source_id FROM corpus.sources ORDER BY 1")]
        raise UsageError(
            f"there is no source {shorten_middle(source)}{did_you_mean(source, known)}"
        )
    found = selectors_yaml(text, document.text, document.body, document.furniture)
    if not text.strip():
        raise UsageError("there are no words to look for: add some words of the article")
    if not found:
        near = nearest_words(text, document.text, document.body)
        message = f"source {source} does not have these words in its article"
        raise UsageError("\n".join((message, *near)))
    return found


@click.command(
    cls=Command,
    examples=(
        "--corpus my-corpus edition article new.txt",
        "--corpus my-corpus edition article new.txt --write",
        "--corpus my-corpus edition article new.txt --keep --write",
    ),
)
@click.argument("source", type=Completed(source_ids), required=False)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--keep", is_flag=True, help="Keep the old text as another source beside it.")
@click.option("--write", is_flag=True, help="Apply the changes (default: dry run).")
@click.option("--id", "new_id", type=Utf8(), metavar="ID", help="The id of the old text's source.")
@click.option("--from", "first", type=Utf8(), metavar="WORDS", help="The article's first words.")
@click.option("--to", "last", type=Utf8(), metavar="WORDS", help="The article's last words.")
@undo_option
@click.pass_obj
@exit_on_error
def edition(
    corpus: Path | None,
    source: str | None,
    file: Path | None,
    keep: bool,
    write: bool,
    new_id: str | None,
    first: str | None,
    last: str | None,
    undo: bool,
) -> None:
    """Compare a source with a new edition of its text.

    With --write, update to it. FILE has the new edition. Without FILE, use the text now at the source's path. Passages that are
    unchanged need no edit: they are found again at each start. With --keep, records whose words
    have changed keep the old text.
    """
    from trafficking_explorer.curation.edition_apply import apply_plan
    from trafficking_explorer.curation.edition_plan import EditionRequest, plan_edition
    from trafficking_explorer.curation.edition_report import next_step, report

    # Even a dry run reads a file from anywhere.
    require(Feature.CURATION)
    root = opening.corpus_folder(corpus)
    if undo:
        undo_last(root)
        return
    plan = plan_edition(
        root, EditionRequest(needed(source, "source"), file, keep, new_id, first, last)
    )
    color = False if os.environ.get("NO_COLOR") else None
    for line in report(plan, str(file or plan.path), line_width(sys.stdout)):
        click.echo(line, color=color)
    if plan.same:
        return
    if write:
        for line in apply_plan(plan):
            click.echo(line)
    else:
        print_wrapped(next_step(plan), sys.stderr)
    if plan.problems and not (keep and write):
        sys.exit(1)


@click.command(cls=Command, examples=("init my-corpus", "init my-corpus --schema"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--schema", is_flag=True, help="Only regenerate the JSON schema of the existing corpus DIR."
)
@exit_on_error
def init(folder: Path, schema: bool) -> None:
    """Create a corpus in a folder.

    It has a text, a record of each kind, a schema for editors and a guide. DIR must not exist, or must be empty.
    """
    from shlex import quote

    from trafficking_explorer.corpus.scaffold import create_corpus, write_schemas

    require(Feature.CURATION)
    if schema:
        for path in write_schemas(folder):
            click.echo(path)
        return
    for path in create_corpus(folder):
        click.echo(path)
    typed = quote(str(folder))
    print_wrapped(
        f"next: read {folder / 'README.md'}, then {APP} check {typed} and {APP} --corpus {typed}",
        sys.stderr,
    )

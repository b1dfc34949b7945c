"""The commands that add a source to a corpus, and remove one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import Command
from trafficking_explorer.cli.completion import Completed, source_ids
from trafficking_explorer.cli.parameters import Utf8
from trafficking_explorer.cli.undoing import needed, undo_last, undo_option
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.output import print_wrapped
from trafficking_explorer.secure import Feature, require

if TYPE_CHECKING:
    from trafficking_explorer.curation.text_input import InputText
    from trafficking_explorer.database.connection import Store

# Imports inside functions: `--help` loads nothing.


@click.command(
    cls=Command,
    examples=(
        "--corpus my-corpus add article.txt",
        "add page.html --corpus my-corpus --publisher 'Lake Press'",
        "add https://lake.example/a --corpus my-corpus",
        "add article.txt --corpus my-corpus --redo --published 2021-05-04",
        "add --corpus my-corpus --undo",
    ),
)
@click.argument("article", type=click.Path(), metavar="ARTICLE", required=False)
@click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of your corpus; the same as --corpus before the command.",
)
@click.option("--id", "source_id", metavar="ID", type=Utf8(), help="Default: from the file's name.")
@click.option("--title", metavar="WORDS", type=Utf8(), help="Words of the text.")
@click.option("--from", "first", metavar="WORDS", type=Utf8(), help="The article's first words.")
@click.option("--to", "last", metavar="WORDS", type=Utf8(), help="The article's last words.")
@click.option("--language", metavar="CODE", type=Utf8(), help="BCP 47, such as en.")
@click.option("--url", metavar="ADDRESS", type=Utf8(), help="The page's own address.")
@click.option(
    "--publisher", metavar="NAME", type=Utf8(), help="Default: as the text or the page names it."
)
@click.option("--published", metavar="DATE", type=Utf8(), help="EDTF, such as 2021-05-04.")
@click.option("--author", metavar="NAME", type=Utf8(), help="Default: as the text names them.")
@click.option("--archived", metavar="ADDRESS", type=Utf8(), help="An archived copy of the page.")
@click.option(
    "--redo", is_flag=True, help="Read a text again that was added before; other fields stay."
)
@undo_option
@click.pass_obj
@exit_on_error
def add(
    corpus: Path | None,
    article: str | None,
    folder: Path | None,
    undo: bool,
    **options: str | bool | None,
) -> None:
    """Add your own article to a corpus.

    ARTICLE is a text, a saved page (HTML), an address of the web, or - for standard input. A text is
    copied unchanged, of a page the article is taken, and the record of its source is written.
    """
    require(Feature.CURATION)
    root = opening.corpus_folder(folder, corpus)
    if undo:
        undo_last(root)
        return
    named = needed(article, "article")
    from trafficking_explorer.curation.add_source import add_article
    from trafficking_explorer.curation.append_record import check_writable
    from trafficking_explorer.curation.source_record import SourceOptions

    check_writable(root)
    given = _read(named)
    wishes = SourceOptions(**options)  # type: ignore[arg-type]
    added = add_article(_store(root), root, given, wishes, Path(named))
    for path in added.files:
        click.echo(path)
    for line in added.next_steps(root):
        print_wrapped(line, sys.stderr)


def _read(article: str) -> "InputText":
    from trafficking_explorer.curation.text_input import (
        is_address,
        read_address,
        read_file,
        read_standard_input,
    )

    if article == "-":
        return read_standard_input()
    return read_address(article) if is_address(article) else read_file(Path(article))


def _store(root: Path) -> "Store | None":
    """The store of a corpus; None if it has no record yet."""
    from trafficking_explorer.corpus.loader import CURATED, is_yaml

    curated = root / CURATED
    if curated.is_dir() and not any(map(is_yaml, curated.rglob("*"))):
        return None
    return opening.open_corpus(root)


@click.command(
    cls=Command,
    examples=(
        "--corpus my-corpus remove article",
        "--corpus my-corpus remove article --write",
        "--corpus my-corpus remove --undo",
    ),
)
@click.argument("source", type=Completed(source_ids), required=False)
@click.option("--write", is_flag=True, help="Remove it (default: dry run).")
@undo_option
@click.pass_obj
@exit_on_error
def remove(corpus: Path | None, source: str | None, write: bool, undo: bool) -> None:
    """Remove a source with its text and its own records.

    These are the records whose passages are all of this source; others keep their passages of other
    sources. Without --write, all that would go is shown.
    """
    from trafficking_explorer.curation.remove_apply import apply_removal
    from trafficking_explorer.curation.remove_plan import plan_removal
    from trafficking_explorer.curation.remove_report import next_step, report

    require(Feature.CURATION)
    root = opening.corpus_folder(corpus)
    if undo:
        undo_last(root)
        return
    plan = plan_removal(root, needed(source, "source"))
    for line in report(plan):
        print_wrapped(line, sys.stdout)
    if write:
        for line in apply_removal(plan):
            print_wrapped(line, sys.stdout)
    print_wrapped(next_step(plan, written=write), sys.stderr)

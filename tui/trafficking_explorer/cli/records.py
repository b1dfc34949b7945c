"""The commands that find and show records."""

import sys
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.parameters import OneOf, Utf8, kinds_and_finding, text_formats
from trafficking_explorer.cli.search_offers import CountedHits, print_offers
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.errors import UsageError
from trafficking_explorer.text.display import shorten_middle, truncate

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

# Imports inside functions: `search --help` loads no database.


@click.command()
@click.argument("filter_text", metavar="FILTER", type=Utf8())
@click.option(
    "--type",
    "types",
    multiple=True,
    type=OneOf(kinds_and_finding),
    help="Only this kind; may be repeated. Findings are searched only with --type finding.",
)
@click.option("--format", "format_", type=OneOf(text_formats), default="table")
@click.option("--limit", type=click.IntRange(1), help="Largest number of hits.")
@click.pass_obj
@exit_on_error
def search(
    corpus: Path | None, filter_text: str, types: tuple[str, ...], format_: str, limit: int | None
) -> None:
    """Find records of all kinds, and sentences of the sources, with the filter language.

    Words, "phrases", field:value, field:a,b, arrests>=100, year:2016..2019, date<2018-06,
    has:note, is:resolved, -not, or, (parentheses), ~slip, /expression/.
    """
    from trafficking_explorer.export.formats import FORMATS
    from trafficking_explorer.search.hits import find_finding_hits, find_hits
    from trafficking_explorer.search.parser import parse_filter

    tree, store = parse_filter(filter_text), opening.open_corpus(corpus)
    kinds = tuple(type_ for type_ in types if type_ != "finding")
    of_records = find_hits(store, tree, kinds, limit) if kinds or not types else ()
    findings = find_finding_hits(store, tree, limit) if kinds != types else ()
    hits = CountedHits(islice(chain(of_records, findings), limit))
    columns = ("record_type", "record_id", "title", "field", "passage", "source_id", "line")
    rows = (tuple(getattr(hit, column) for column in columns) for hit in hits)
    if format_ == "table":
        # A passage on one line, so that a table stays one.
        rows = (
            tuple(truncate(value) if isinstance(value, str) else value for value in row)
            for row in rows
        )
    FORMATS[format_].writer(sys.stdout, columns, rows)
    if limit is None:
        print_offers(store, tree, types, hits.records)


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
        click.echo(line)


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

"""The command that finds records."""

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import Command
from trafficking_explorer.cli.parameters import OneOf, Utf8, kinds_and_finding, text_formats
from trafficking_explorer.cli.search_offers import CountedHits, print_offers
from trafficking_explorer.cli_errors import exit_on_error, print_error
from trafficking_explorer.output import Trusted, line_width
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.wrapping import wrap

if TYPE_CHECKING:
    from trafficking_explorer.search.highlights import Hit

# Imports inside functions: `search --help` loads no database.

_TEXT = "text"
"""The format for reading, which only this command has."""
_COLUMNS = ("record_type", "record_id", "title", "field", "passage", "source_id", "line")
_HANGING = 4
_QUOTATION_MARKS = "“”"
_IMPLIED = ("title", "passage", "text")
"""Fields of a hit that its title and its words already show."""


def search_formats() -> tuple[str, ...]:
    """The formats of this command."""
    return (_TEXT, *text_formats())


@click.command(
    cls=Command,
    examples=(
        "search darkweb",
        "search 'agency:interpol arrests>=100' --type operation",
        "search --type finding severity:error",
        "search 'measure:arrests' --format csv",
    ),
)
@click.argument("filter_text", metavar="FILTER", type=Utf8())
@click.option(
    "--type",
    "types",
    multiple=True,
    type=OneOf(kinds_and_finding),
    help="Only this kind; may be repeated. Findings are searched only with --type finding.",
)
@click.option("--format", "format_", type=OneOf(search_formats), default=_TEXT, show_default=True)
@click.option("--limit", type=click.IntRange(1), help="Largest number of hits. Default: all.")
@click.pass_obj
@exit_on_error
def search(
    corpus: Path | None, filter_text: str, types: tuple[str, ...], format_: str, limit: int | None
) -> None:
    """Find records and sentences with a filter.

    Words, "phrases", field:value, field:a,b, arrests>=100, year:2016..2019, date<2018-06,
    has:note, is:resolved, -not, or, (parentheses), ~slip, /expression/.

    Without a hit, the exit status is 1.
    """
    from trafficking_explorer.export.formats import FORMATS
    from trafficking_explorer.search.hits import find_finding_hits, find_hits
    from trafficking_explorer.search.no_match import why_no_match
    from trafficking_explorer.search.parser import parse_filter

    tree, store = parse_filter(filter_text), opening.open_corpus(corpus)
    # A person skims, and needs no more of a long passage than what was found.
    whole = format_ != _TEXT or line_width(sys.stdout) is None
    kinds = tuple(type_ for type_ in types if type_ != "finding")
    of_records = find_hits(store, tree, kinds, limit, whole=whole) if kinds or not types else ()
    findings = find_finding_hits(store, tree, limit) if kinds != types else ()
    hits = iter(islice(chain(of_records, findings), limit))
    first = next(hits, None)
    found = CountedHits(chain((first,), hits) if first is not None else ())
    if format_ == _TEXT:
        _print(found)
    else:
        rows = (tuple(getattr(hit, column) for column in _COLUMNS) for hit in found)
        FORMATS[format_].writer(sys.stdout, _COLUMNS, rows)
    if first is None:
        reasons = why_no_match(store, tree)
        print_error(
            f"no match: {reasons[0]}" if len(reasons) == 1 else "\n".join(("no match", *reasons))
        )
        print_offers(store, tree, types, 0, said=reasons)
        sys.exit(1)
    if limit is None:
        print_offers(store, tree, types, found.records)


def _print(hits: Iterable["Hit"]) -> None:
    """Print hits for reading: a line with id and title, then the words and their place."""
    width = line_width(sys.stdout)
    # click removes styles when it writes into a pipe.
    color = False if os.environ.get("NO_COLOR") else None
    for hit in hits:
        name = single_line(f"{hit.record_type}/{hit.record_id}")
        for line in _lines(name, hit):
            for part in wrap(line, width, _HANGING):
                rest = part.removeprefix(name)
                styled = Trusted(click.style(name, bold=True)) if rest != part else Trusted()
                click.echo(styled + rest, color=color)


def _lines(name: str, hit: "Hit") -> Iterator[str]:
    from trafficking_explorer.database.read_models import field_label

    title, passage = single_line(hit.title), single_line(hit.passage)
    yield f"{name}: {title}"
    place = f"[{single_line(hit.source_id)}:{hit.line}]" if hit.source_id is not None else ""
    field = f"{single_line(field_label(hit.field))}:" if hit.field not in _IMPLIED else ""
    # A quotation is its title.
    words = "" if not field and passage.strip(_QUOTATION_MARKS) in title else passage
    if place or words:
        yield "    " + " ".join(filter(None, (place, field, words)))

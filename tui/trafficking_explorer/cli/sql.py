"""The command that runs SQL."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import Command
from trafficking_explorer.cli.parameters import OneOf, Size, Utf8, formats
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.errors import UsageError
from trafficking_explorer.output import for_terminal
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.display import shorten_middle

if TYPE_CHECKING:
    from trafficking_explorer.console.session import Console, StreamingAnswer
    from trafficking_explorer.export.base import Format

# Imports inside functions: `sql --help` loads no database.


@click.command(
    cls=Command,
    examples=(
        'sql "select name, date_from from operations"',
        "sql \"select * from matches('in:africa')\"",
        'sql "select * from statistics" -o claims.csv',
        "sql 'select * from agencies where kind = $kind' --param kind=ngo --format lines",
        "sql - < query.sql",
    ),
)
@click.argument("query", type=Utf8())
@click.option(
    "--format",
    "format_name",
    type=OneOf(formats),
    help="Output format. Default: by FILE's ending, otherwise table.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file. Default: standard output.",
)
@click.option(
    "--param",
    "params",
    multiple=True,
    type=Utf8(),
    metavar="NAME=VALUE",
    help="Value for $NAME; may be repeated.",
)
@click.option("--allow-files", is_flag=True, help="Let the query read files. It can never write.")
@click.option(
    "--seconds",
    type=click.FloatRange(0, 1e5, min_open=True),
    help="Time limit in seconds. Default: none.",
)
@click.option("--memory", type=Size(), metavar="SIZE", help="Memory limit. Default: 320MB.")
@click.option(
    "--disk",
    type=Size(),
    metavar="SIZE",
    help="Limit of what it writes, except to standard output. Default: half of the free space, at most 20GB.",
)
@click.pass_obj
@exit_on_error
def sql(
    corpus: Path | None,
    query: str,
    format_name: str | None,
    output: Path | None,
    params: tuple[str, ...],
    allow_files: bool,
    seconds: float | None,
    memory: str | None,
    disk: str | None,
) -> None:
    """Run SQL over the tables of the corpus.

    QUERY - reads it from standard input.

    Prints the result of the last statement; stops at the first error.

    The tables: sources, operations, agencies, people, quotes, statistics, tools, forms, places,
    cases, events, links, evidence, fields, records, findings, notes, codes; matches('a filter'),
    context(source_id, start_char, end_char), cite(record_type, record_id).
    """
    from trafficking_explorer.console.session import Console
    from trafficking_explorer.database.sandbox import Limits
    from trafficking_explorer.search.filter_sql import filter_reader
    from trafficking_explorer.text.files import refuse_terminal

    if allow_files:
        require(Feature.SQL_FILES)
    if output is not None:
        require(Feature.EXPORTS)
    format_ = _format(format_name, output)
    if format_.is_binary and output is None:
        refuse_terminal(sys.stdout, format_.name)
    text = _read(query)
    values = _values(text, params)
    usual = Limits()
    # No result is kept.
    limits = Limits(memory or usual.memory, "0MB", disk=disk, files=allow_files, seconds=seconds)
    store = opening.open_corpus(corpus, limits=limits)
    query_run = _QueryRun(Console(store, filter_reader(store)), text, values, format_)
    if output is None:
        query_run.print()
    else:
        query_run.write(output)


class _QueryRun:
    """One run of a query, whose answer is written as it comes."""

    def __init__(
        self, console: "Console", text: str, values: Mapping[str, str], format_: "Format"
    ) -> None:
        self._console = console
        self._text = text
        self._values = values
        self._format = format_

    def print(self) -> None:
        """Write to standard output."""
        stdout = sys.stdout.buffer if self._format.is_binary else sys.stdout
        self._console.attend(lambda: self._write_to(stdout))

    def write(self, output: Path) -> None:
        """Write to a file, which appears when it is complete."""
        from trafficking_explorer.text.files import atomic_write

        with atomic_write(output) as temporary:
            self._console.attend(lambda: self._write_file(temporary), [temporary])

    def _write_file(self, file: Path) -> None:
        from trafficking_explorer.text.files import refuse_terminal

        # Opened by the thread that writes it: one that is left goes on writing to what it has open.
        if self._format.is_binary:
            with file.open("wb") as binary:
                refuse_terminal(binary, self._format.name)
                self._write_to(binary)
        else:
            with file.open("w", encoding="utf-8", newline="") as stream:
                self._write_to(for_terminal(stream))

    def _write_to(self, stream: IO[Any]) -> None:
        """Run the query and write its answer to a stream of bytes or of text, as the format is."""
        format_ = self._format
        answer: StreamingAnswer | None = self._console.run(
            self._text, self._values, as_arrow=format_.takes_arrow
        )
        if answer is None:
            raise UsageError("there is no statement to run")
        if format_.takes_arrow:
            with answer.record_batches() as reader:
                format_.writer(stream, reader.schema, reader)
        else:
            format_.writer(stream, answer.columns, (row for page in answer.pages() for row in page))


def _format(name: str | None, output: Path | None) -> "Format":
    """The format that was named, otherwise that of the file's ending.

    Raises:
        UsageError: no format has this ending.
    """
    from trafficking_explorer.export.formats import FORMATS

    suffix = output.suffix.lower() if output else ""
    chosen = name or FORMATS.name_for(suffix)
    if chosen is None and suffix:
        known = sorted(each.suffix for each in FORMATS if each.suffix)
        raise UsageError(
            f"-o {output}: no format has the ending {shorten_middle(suffix)}; use one of "
            f"{', '.join(known)}, or choose with --format"
        )
    return FORMATS[chosen or "table"]


def _read(query: str) -> str:
    """The text of a query, from standard input if it is `-`."""
    try:
        return sys.stdin.read() if query == "-" else query
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input is not UTF-8 from byte {error.start} on") from error


def _values(text: str, params: tuple[str, ...]) -> dict[str, str]:
    """The values of a query's parameters.

    Raises:
        UsageError: one is missing, or not asked for.
    """
    from trafficking_explorer.console.tokenizer import parameters

    values, asked = dict(map(_parameter, params)), parameters(text)
    for name in values:
        if name not in asked:
            raise UsageError(f"--param {name}: the query does not ask for ${name}")
    for name in asked:
        if name not in values:
            raise UsageError(f"the query asks for ${name}: add --param {name}=VALUE")
    return values


def _parameter(text: str) -> tuple[str, str]:
    """The name and the value of `NAME=VALUE`."""
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise UsageError(
            f"--param {shorten_middle(text)}: a parameter is NAME=VALUE, for $NAME in the query"
        )
    return name, value

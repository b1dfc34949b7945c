"""Parse arguments, call, print. Each command imports what it needs, and only that."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from trafficking_explorer import __version__
from trafficking_explorer.cli_errors import exit_on_error, print_errors
from trafficking_explorer.errors import UsageError
from trafficking_explorer.output import for_terminal
from trafficking_explorer.paths import APP, bundled_corpus, cache_folder
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.secure import VARIABLE, Feature, enter, is_secure, require
from trafficking_explorer.text.did_you_mean import close_words, did_you_mean
from trafficking_explorer.text.display import shorten_middle, truncate

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from trafficking_explorer.console.session import StreamingAnswer
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.sandbox import Limits
    from trafficking_explorer.export.base import Format

CHECK_FORMATS = ("text", "json", "github", "sarif")
_PAGE_CELLS = 100
"""Widest line of a page of the manual; longer ones are hard to read."""


class Utf8(click.ParamType[str]):
    """Text; the shell may hand over bytes that are none."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself."""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail("not UTF-8 text", param, ctx)
        return value


class OneOf(click.ParamType[str]):
    """One of the names in a registry, which is read only when the option is."""

    name = "choice"

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names

    @property
    def _choice(self) -> click.Choice[str]:
        return click.Choice(tuple(self._names()))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """All names, as usages show them."""
        return self._choice.get_metavar(param, ctx)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself."""
        return self._choice.convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """The names that begin so."""
        return self._choice.shell_complete(ctx, param, incomplete)


def _formats() -> tuple[str, ...]:
    from trafficking_explorer.export.formats import FORMATS

    return FORMATS.names


def _text_formats() -> tuple[str, ...]:
    from trafficking_explorer.export.formats import FORMATS

    return FORMATS.text_names


def _panes() -> tuple[str, ...]:
    from trafficking_explorer.ui.panes.registry import PANES

    return tuple(pane.name for pane in PANES)


class Size(click.ParamType[str]):
    """A size, such as 320MB."""

    name = "size"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself."""
        from trafficking_explorer.config import wrong_with_size

        wrong = wrong_with_size(value)
        if wrong is not None:
            self.fail(wrong, param, ctx)
        return value


class KindOfRecord(click.ParamType[str]):
    """A kind of record, as they are registered by the time it is read, or another word.

    Args:
        before: words that are listed before the kinds.
        after: words that are listed after them.
        without: a kind that cannot be chosen.
    """

    name = "kind"

    def __init__(self, before: str = "", after: str = "", without: str = "") -> None:
        self._before, self._after, self._without = before, after, without

    @property
    def _choice(self) -> click.Choice[str]:
        kinds = (name for name in KINDS if name != self._without)
        return click.Choice([word for word in (self._before, *kinds, self._after) if word])

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself."""
        return self._choice.convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The words."""
        return self._choice.get_metavar(param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The words that begin as what was typed."""
        return self._choice.shell_complete(ctx, param, incomplete)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder with curated/ and seeds/. Left out: the bundled corpus.",
)
@click.option("--goto", metavar="TYPE/ID", help="Open this record, for example operation/epervier.")
@click.option("--filter", "filter_text", metavar="TEXT", default="", help="Filter the first pane.")
@click.option("--pane", type=OneOf(_panes), help="Open this pane.")
@click.option(
    "--sort", metavar="COLUMNS", default="", help="Sort it, for example value:desc,measure."
)
@click.option("--columns", metavar="COLUMNS", default="", help="Show these; those before | stay.")
@click.option("--theme", metavar="NAME", help="Colours of the explorer.")
@click.option(
    "--secure",
    is_flag=True,
    help=f"Write no file and start no program, for shared logins; so does the variable {VARIABLE}.",
)
@click.version_option(__version__, prog_name=APP)
@click.pass_context
@exit_on_error
def cli(
    context: click.Context,
    corpus: Path | None,
    goto: str | None,
    filter_text: str,
    pane: str | None,
    sort: str,
    columns: str,
    theme: str | None,
    secure: bool,
) -> None:
    """Explore figures about human trafficking, each beside the passage it rests on.

    Without a command, the explorer opens. Press ? in it for the keys.
    """
    if secure and not is_secure():
        enter()
    context.obj = corpus
    if context.invoked_subcommand is None:
        from trafficking_explorer.ui.launcher import LaunchOptions, run

        run(corpus, LaunchOptions(pane, filter_text, goto, theme, sort, columns))


def open_corpus(corpus: Path | None, *, limits: "Limits | None" = None) -> "Store":
    """The store of the corpus that was asked for, and what its queries may take and reach."""
    from trafficking_explorer.database.cache import locate_store
    from trafficking_explorer.database.queries import first_errors
    from trafficking_explorer.workspace.opening import open_with_findings

    root = corpus or bundled_corpus()
    if not (root / "curated").is_dir():
        # Said here, before a cache could answer for a folder that has gone.
        from trafficking_explorer.corpus.loader import curated_files

        curated_files(root)
    store = open_with_findings(locate_store(root, cache_folder(), limits))
    print_errors(root, *first_errors(store))
    return store


@cli.command()
@click.argument("query", type=Utf8())
@click.option(
    "--format", "format_", type=OneOf(_formats), help="Left out: what FILE ends with; table."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--param", "params", multiple=True, type=Utf8(), metavar="NAME=VALUE", help="What $NAME is."
)
@click.option("--allow-files", is_flag=True, help="Let it read files, and nothing else.")
@click.option(
    "--seconds",
    type=click.FloatRange(0, 1e5, min_open=True),
    help="How long it may take. Left out: as long as it wants.",
)
@click.option("--memory", type=Size(), metavar="SIZE", help="What it may hold. Left out: 320MB.")
@click.option(
    "--disk",
    type=Size(),
    metavar="SIZE",
    help="What it may write, besides to standard output. Left out: half of what is free, at most 20GB.",
)
@click.pass_obj
@exit_on_error
def sql(
    corpus: Path | None,
    query: str,
    format_: str | None,
    output: Path | None,
    params: tuple[str, ...],
    allow_files: bool,
    seconds: float | None,
    memory: str | None,
    disk: str | None,
) -> None:
    """Run SQL over the corpus; QUERY - reads it from standard input.

    Of several statements the last one answers; the first error ends it.

    The tables: sources, operations, agencies, people, quotes, statistics, tools, forms, places,
    cases, events, links, evidence, fields, records, findings; matches('a filter'),
    context(source_id, start_char, end_char), cite(record_type, record_id).
    """
    from trafficking_explorer.console.session import Console
    from trafficking_explorer.console.tokenizer import parameters
    from trafficking_explorer.database.sandbox import Limits
    from trafficking_explorer.export.formats import FORMATS
    from trafficking_explorer.search.filter_sql import filter_reader
    from trafficking_explorer.text.files import atomic_write, refuse_terminal

    if allow_files:
        require(Feature.SQL_FILES)
    if output is not None:
        require(Feature.EXPORTS)
    if format_ is None:
        suffix = output.suffix.lower() if output else ""
        format_ = FORMATS.name_for(suffix) or "table"
    kind = FORMATS[format_]
    if kind.is_binary and output is None:
        refuse_terminal(sys.stdout, format_)
    try:
        text = sys.stdin.read() if query == "-" else query
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input is not UTF-8 from byte {error.start} on") from error
    values, asked = dict(map(_parameter, params)), parameters(text)
    for name in values:
        if name not in asked:
            raise UsageError(f"--param {name}: the query does not ask for ${name}")
    for name in asked:
        if name not in values:
            raise UsageError(f"the query asks for ${name}: give it with --param {name}=VALUE")
    usual = Limits()
    # No result is kept.
    limits = Limits(memory or usual.memory, "0MB", disk=disk, files=allow_files, seconds=seconds)
    store = open_corpus(corpus, limits=limits)
    console = Console(store, filter_reader(store))

    def print_to(stream: IO[Any]) -> None:
        answer = console.run(text, values, as_arrow=kind.takes_arrow)
        if answer is None:
            raise UsageError("there is no statement to run")
        _write_answer(stream, kind, answer)

    def write_to(file: Path) -> None:
        # Opened by what writes it: a thread that is left goes on writing to what it has open.
        if kind.is_binary:
            with file.open("wb") as binary:
                refuse_terminal(binary, format_)
                print_to(binary)
        else:
            with file.open("w", encoding="utf-8", newline="") as stream:
                print_to(for_terminal(stream))

    if output is None:
        stdout = sys.stdout.buffer if kind.is_binary else sys.stdout
        console.attend(lambda: print_to(stdout))
        return
    with atomic_write(output) as temporary:
        console.attend(lambda: write_to(temporary), [temporary])


def _write_answer(stream: IO[Any], format_: "Format", answer: "StreamingAnswer") -> None:
    """Write all of an answer, as it comes, to a stream of bytes or of text as its format is."""
    if format_.takes_arrow:
        with answer.record_batches() as reader:
            format_.writer(stream, reader.schema, reader)
    else:
        format_.writer(stream, answer.columns, (row for page in answer.pages() for row in page))


def _parameter(text: str) -> tuple[str, str]:
    """The name and the value of `NAME=VALUE`."""
    name, is_there, value = text.partition("=")
    if not is_there or not name.isidentifier():
        raise UsageError(
            f"--param {shorten_middle(text)}: a parameter is NAME=VALUE, for $NAME in the query"
        )
    return name, value


@cli.command()
@click.argument("filter_text", metavar="FILTER", type=Utf8())
@click.option(
    "--type",
    "types",
    multiple=True,
    type=KindOfRecord(after="finding"),
    help="Only this kind; findings only where they are asked for.",
)
@click.option("--format", "format_", type=OneOf(_text_formats), default="table")
@click.option("--limit", type=click.IntRange(1), help="At most so many hits.")
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

    tree, store = parse_filter(filter_text), open_corpus(corpus)
    kinds = tuple(type_ for type_ in types if type_ != "finding")
    of_records = find_hits(store, tree, kinds, limit) if kinds or not types else ()
    findings = find_finding_hits(store, tree, limit) if kinds != types else ()
    hits = islice(chain(of_records, findings), limit)
    columns = ("record_type", "record_id", "title", "field", "passage", "source_id", "line")
    rows = (tuple(getattr(hit, column) for column in columns) for hit in hits)
    if format_ == "table":
        # A passage on one line, so that a table stays one.
        rows = (
            tuple(truncate(value) if isinstance(value, str) else value for value in row)
            for row in rows
        )
    FORMATS[format_].writer(sys.stdout, columns, rows)


@cli.command()
@click.argument("record", metavar="TYPE/ID", type=Utf8())
@click.pass_obj
@exit_on_error
def show(corpus: Path | None, record: str) -> None:
    """Print one record: every field, its passages in context, its sources."""
    from trafficking_explorer.database.record_text import record_lines

    store = open_corpus(corpus)
    record_type, _, record_id = record.partition("/")
    lines = record_lines(store, record_type, record_id)
    if lines is None:
        raise UsageError(
            f"there is no record {shorten_middle(record)}{_nearest_record(store, record)}"
        )
    for line in lines:
        click.echo(line)


def _nearest_record(store: "Store", record: str) -> str:
    known = (
        f"{record_type}/{record_id}"
        for record_type, record_id in store.rows(
            "SELECT record_type, record_id FROM corpus.records"
        )
    )
    close = close_words(record, known, limit=3)
    return f"; did you mean {', '.join(close)}?" if close else "; a record is TYPE/ID"


@cli.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(CHECK_FORMATS), default="text")
@click.option("--strict", is_flag=True, help="Warnings, and findings of severity error, count too.")
@click.option("--coverage", is_flag=True, help="List what no record rests on as well.")
@click.option(
    "--findings/--no-findings",
    default=True,
    help="Only look for problems: quicker where much is new.",
)
@click.option("--answered", is_flag=True, help="List findings that have been answered as well.")
@click.option(
    "--explain", metavar="RULE", type=Utf8(), help="Say what a rule looks for, and what mends it."
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
    answered: bool,
    explain: str | None,
) -> None:
    """Print every problem of a corpus with its file, line and column, and what its data say of each other.

    A problem is wrong with a file. A finding is something that the sources themselves say, and that
    a reader should know: claims that differ, sums that fail, copies.
    """
    from trafficking_explorer.database.cache import locate_store
    from trafficking_explorer.reports import check as run
    from trafficking_explorer.reports.progress import progress_on
    from trafficking_explorer.workspace.opening import open_for_rules

    if explain is not None:
        click.echo(run.explain(explain))
        return
    root = folder or corpus or bundled_corpus()
    wanted = run.CheckOptions(coverage, findings, answered)
    with progress_on(sys.stderr) as progress:
        outcome, counts = run.run(
            root,
            cache_folder(),
            lambda: open_for_rules(locate_store(root, cache_folder())),
            wanted,
            progress,
        )
    # No colour into a pipe; click sees to that.
    color = False if os.environ.get("NO_COLOR") else None
    for line in run.WRITERS[format_](outcome):
        click.echo(line, color=color)
    click.echo(run.summary(outcome, counts), err=True)
    if outcome.failure is not None:
        raise outcome.failure
    if run.failed(outcome, strict=strict):
        sys.exit(1)


@cli.command()
@click.argument("source", type=Utf8())
@click.argument("text", type=Utf8())
@click.option(
    "--record",
    "record_type",
    type=KindOfRecord(before="any", without="source"),
    help="Print a record made of these words; any for what they are likeliest.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write that record into this file of the corpus, and print where it begins.",
)
@click.option(
    "--again", is_flag=True, help="Write it also where the words are evidence of one already."
)
@click.pass_obj
@exit_on_error
def anchor(
    corpus: Path | None,
    source: str,
    text: str,
    record_type: str | None,
    into: Path | None,
    again: bool,
) -> None:
    """Print the YAML selector for a passage, grown until it fits one place only.

    Words that stand in several places have a selector for each. Of words that are not there, the
    nearest passage is shown, and what differs.
    """
    from trafficking_explorer.corpus.suggestions import nearest_words
    from trafficking_explorer.corpus.text_quote_selector import selectors_yaml
    from trafficking_explorer.database.queries import source_document

    if into is not None:
        require(Feature.CURATION)
    store = open_corpus(corpus)
    document = source_document(store, source)
    if document is None:
        known = [id_ for (id_,) in store.rows("SELECT source_id FROM corpus.sources ORDER BY 1")]
        raise UsageError(
            f"there is no source {shorten_middle(source)}{did_you_mean(source, known)}"
        )
    found = selectors_yaml(text, document.text, document.body, document.furniture)
    if not text.strip():
        raise UsageError("there are no words to look for; give some of the article")
    if not found:
        near = nearest_words(text, document.text, document.body)
        message = f"source {source} does not have these words in its article"
        raise UsageError("\n".join((message, *near)))
    if record_type is None and into is None:
        for line in found:
            click.echo(line)
        return
    from trafficking_explorer.curation.service import CurationService

    bench = CurationService(store, corpus or bundled_corpus())
    offer = bench.offer_for(source, text, None if record_type == "any" else record_type)
    there = bench.why_there_already(offer)
    if into is None:
        click.echo(offer.yaml)
        if there:
            click.echo(there, err=True)
        return
    target = bench.target_at(into)
    if there and not again:
        raise UsageError(
            f"{there}; nothing was written: change that record, or --again writes one more"
        )
    written = bench.write(offer, target)
    click.echo(f"{into}:{written.line}:{written.column}")


@cli.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.option(
    "--corpus", "folder", type=click.Path(path_type=Path), metavar="DIR", help="A corpus of yours."
)
@click.option("--id", "source_id", metavar="ID", type=Utf8(), help="Left out: of the file's name.")
@click.option("--title", metavar="WORDS", type=Utf8(), help="Words of the text.")
@click.option("--from", "first", metavar="WORDS", type=Utf8(), help="The article's first words.")
@click.option("--to", "last", metavar="WORDS", type=Utf8(), help="The article's last words.")
@click.option("--language", metavar="CODE", type=Utf8(), help="BCP 47, such as en.")
@click.pass_obj
@exit_on_error
def add(
    corpus: Path | None,
    article: Path,
    folder: Path | None,
    source_id: str | None,
    title: str | None,
    first: str | None,
    last: str | None,
    language: str | None,
) -> None:
    """Put an article of yours into a corpus: its text, unchanged, and the record of its source."""
    from trafficking_explorer.curation.add_source import SourceOptions, add_article

    require(Feature.CURATION)
    root = folder or corpus or bundled_corpus()
    wishes = SourceOptions(source_id, title, first, last, language)
    added = add_article(open_corpus(root), root, article, wishes)
    for path in added.files:
        click.echo(path)
    for line in added.next_steps(root):
        click.echo(line, err=True)


@cli.command()
@click.argument("source", type=Utf8())
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--keep", is_flag=True, help="Keep the old text beside it, as a source of its own.")
@click.option("--write", is_flag=True, help="Do it; without, it is only said what it would mean.")
@click.option("--id", "new_id", type=Utf8(), metavar="ID", help="The id of the old text's source.")
@click.option("--from", "first", type=Utf8(), metavar="WORDS", help="The article begins with them.")
@click.option("--to", "last", type=Utf8(), metavar="WORDS", help="The article ends with them.")
@click.pass_obj
@exit_on_error
def edition(
    corpus: Path | None,
    source: str,
    file: Path | None,
    keep: bool,
    write: bool,
    new_id: str | None,
    first: str | None,
    last: str | None,
) -> None:
    """Show what of SOURCE still stands in FILE, a new edition of its text, or take it over.

    Without FILE, the text that lies in the old one's place by now. What stands needs no change: its
    place is found anew at each start. With --keep, what does not stand rests on the old text.
    """
    from trafficking_explorer.curation.edition_apply import apply_plan
    from trafficking_explorer.curation.edition_plan import EditionRequest, plan_edition
    from trafficking_explorer.curation.edition_report import next_step, report

    # Even what only looks reads a file from anywhere.
    require(Feature.CURATION)
    root = corpus or bundled_corpus()
    plan = plan_edition(root, EditionRequest(source, file, keep, new_id, first, last))
    color = False if os.environ.get("NO_COLOR") else None
    for line in report(plan, str(file or plan.path)):
        click.echo(line, color=color)
    if plan.same:
        return
    if write:
        for line in apply_plan(plan):
            click.echo(line)
    else:
        click.echo(next_step(plan), err=True)
    if plan.problems and not (keep and write):
        sys.exit(1)


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--schema", is_flag=True, help="Only write the schema anew, in the corpus that DIR is."
)
@exit_on_error
def init(folder: Path, schema: bool) -> None:
    """Make a new corpus in DIR: a text, a record of each kind, a schema for editors, a guide.

    DIR is a folder that is not there yet, or an empty one.
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
    click.echo(
        f"next: read {folder / 'README.md'}, then {APP} check {typed} and {APP} --corpus {typed}",
        err=True,
    )


@cli.command("help")
@click.argument("topic", required=False, type=Utf8())
@exit_on_error
def help_(topic: str | None) -> None:
    """Show the manual: the page on TOPIC, or the list of pages."""
    from shutil import get_terminal_size

    from trafficking_explorer.manual.layout import plain_text
    from trafficking_explorer.manual.pages import contents, read_page

    text = contents() if topic is None else read_page(topic).text
    for line in plain_text(text, min(get_terminal_size().columns, _PAGE_CELLS)):
        click.echo(line)


@exit_on_error
def run_command() -> None:
    """Run the program."""
    with suppress(AttributeError, ValueError):
        # A console of another encoding shows what it can and never fails on the rest.
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    cli(prog_name=APP)

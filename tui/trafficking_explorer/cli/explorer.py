"""The explorer, opened by a command."""

import shlex
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import GUESS, Command, Program, no_such_command
from trafficking_explorer.cli.completion import Completed, record_names
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.errors import UsageError
from trafficking_explorer.output import print_wrapped
from trafficking_explorer.paths import APP
from trafficking_explorer.text.did_you_mean import misspelt_words
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.plural import count_noun

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.database.read_models import Name
    from trafficking_explorer.database.record_names import NamedRecords

# Imports inside functions: `open --help` loads no database, and no command but these Textual.


def launch(context: click.Context, **changes: Any) -> None:
    """Open the explorer with the options of the program.

    Args:
        changes: options of the first view that the call leaves to the command.
    """
    from trafficking_explorer.ui.launcher import LaunchOptions, run

    given = context.find_root().params
    start = LaunchOptions(
        given["pane"],
        given["filter_text"],
        given["goto"],
        given["theme"],
        given["sort"],
        given["columns"],
        given["plain"],
    )
    run(given["corpus"], replace(start, **changes))


@click.command(
    "open",
    cls=Command,
    examples=("open epervier", "open operation/epervier", "epervier", "--theme nord interpol"),
)
@click.argument("words", metavar="RECORD", nargs=-1, required=True, type=Completed(record_names))
@click.pass_context
@exit_on_error
def open_(context: click.Context, words: tuple[str, ...]) -> None:
    """Open the explorer at a record. "open" may be left out.

    RECORD is TYPE/ID, an id, a name, or words of a name. Of several records, the explorer shows the
    list. In a pipe, they are printed.
    """
    given = context.find_root().params
    if given["goto"]:
        raise UsageError(f"--goto {given['goto']} and {' '.join(words)}: name one record")
    is_guess = bool(context.meta.get(GUESS))
    program = context.find_root().command
    assert isinstance(program, Program)
    slips = is_guess and len(words) == 1 and misspelt_words(words[0], program.commands)
    if slips and not opening.is_built(given["corpus"]):
        # A command with a slip must not wait for a corpus to be read.
        raise UsageError(no_such_command(program, words[0]))
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    store = opening.open_corpus(given["corpus"], quiet=is_terminal)
    text = " ".join(words)
    found = _find(store, text)
    if not found.names or (slips and not found.exact):
        _refuse(context, store, words, is_guess=is_guess)
    one = found.only
    if not is_terminal:
        _print(store, (one,) if one is not None else found.names, text)
    elif one is not None:
        store.close()
        launch(context, goto=f"{one.record_type}/{one.record_id}")
    else:
        store.close()
        launch(context, **_list_of(found, text, given["pane"]))


def _find(store: "Store", text: str) -> "NamedRecords":
    from trafficking_explorer.database.record_names import records_named

    return records_named(store, text)


def _list_of(found: "NamedRecords", text: str, pane: str | None) -> dict[str, Any]:
    """Options that show several records: the pane that has the first, filtered by the words."""
    from trafficking_explorer.database.views import pane_of
    from trafficking_explorer.search.ast import And, Word
    from trafficking_explorer.text.folding import fold_words

    words = And(tuple(Word(word) for word in fold_words(text).split()))
    return {"pane": pane or pane_of(found.names[0].record_type), "filter_text": str(words)}


def _print(store: "Store", names: "tuple[Name, ...]", text: str) -> None:
    """Print one record as `show` does, or a line for each of several."""
    from trafficking_explorer.database.record_names import MOST_NAMED
    from trafficking_explorer.database.record_text import record_lines

    if len(names) == 1:
        for line in record_lines(store, names[0].record_type, names[0].record_id) or ():
            print_wrapped(line)
        return
    for name in names:
        print_wrapped(f"{name.record_type}/{name.record_id}: {name.title}", hanging=4)
    if len(names) == MOST_NAMED:
        call = shlex.join((APP, "search", text))
        print_wrapped(f"these are the first {MOST_NAMED:,}; for all: {call}", sys.stderr)


def _refuse(
    context: click.Context, store: "Store", words: tuple[str, ...], *, is_guess: bool
) -> None:
    """End with an error about words that name no record, and may be no command.

    Raises:
        UsageError: always.
    """
    from trafficking_explorer.cli.lookup import hits_elsewhere, similar_records, unknown_record

    text = " ".join(words)
    if not is_guess or "/" in text:
        raise unknown_record(store, text)
    program = context.find_root().command
    assert isinstance(program, Program)
    parts = [no_such_command(program, words[0])]
    if near := similar_records(store, text):
        parts.append(f"Records with a similar name: {', '.join(near)}.")
    elif hits := hits_elsewhere(store, text):
        call = shlex.join((APP, "search", text))
        parts.append(f"No record is called so, but {count_noun(hits, 'hit')} for: {call}")
    elif not misspelt_words(words[0], program.commands):
        parts.append(f"No record is called “{shorten_middle(text)}”.")
    raise UsageError(" ".join(parts))

"""Commands whose help has examples, and the program that lists them in groups."""

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from trafficking_explorer.cli.data_words import parse_with_data
from trafficking_explorer.cli.help_text import HelpContext, HelpFormatter
from trafficking_explorer.cli_errors import INTERRUPTED, print_error
from trafficking_explorer.paths import APP, cache_folder, config_file, data_folder
from trafficking_explorer.text.did_you_mean import close_words, misspelt_words

_MOST_CELLS = 100
"""Widest help; longer lines are hard to read."""
_ALIKE = 70
"""Least similarity of a command that is suggested for a word, 0 to 100."""

GROUPS = {
    "Read": ("open", "search", "show", "compare", "sql"),
    "Curate": ("init", "add", "anchor", "edition", "remove", "check"),
    "Set up": ("config", "completion", "help"),
}
"""The commands in the order of the help. Others come after them."""
_OTHERS = "More"
_SENTENCE_END = re.compile(r"\.(?:\s|$)")
GUESS = f"{__name__}.guess"
"""The key in a context that marks a call without a command: its words are taken for a record's."""


class Command(click.Command):
    """A command with examples at the end of its help."""

    context_class = HelpContext

    def __init__(
        self,
        *args: Any,
        examples: Sequence[str] = (),
        sections: Mapping[str, Sequence[str]] | None = None,
        **more: Any,
    ) -> None:
        """Take what `click.Command` takes.

        Args:
            examples: the words after the program's name.
            sections: further lines of the help, by their titles.
        """
        super().__init__(*args, **more)
        self.examples = tuple(examples)
        self._sections = dict(sections or {})
        self.context_settings.setdefault("max_content_width", _MOST_CELLS)

    @property
    def summary(self) -> str:
        """The first sentence of the help, without its full stop."""
        paragraph = " ".join((self.help or "").partition("\n\n")[0].split())
        return _SENTENCE_END.split(paragraph)[0]

    def make_parser(self, ctx: click.Context) -> Any:
        """As in click, but a query may begin with a comment."""
        parser: Any = super().make_parser(ctx)
        parser.parse_args = parse_with_data(parser.parse_args, self, ctx)
        return parser

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, and further sections."""
        assert isinstance(formatter, HelpFormatter)
        typed = [f"{APP} {each}".rstrip() for each in self.examples]
        formatter.write_lines("Examples", typed)
        for title, lines in self._sections.items():
            formatter.write_lines(title, lines)


class CommandGroup(Command, click.Group):
    """A command with commands below it."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the summaries of the commands, none of them cut."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(each)) for name, each in self.commands.items()])


class Program(CommandGroup):
    """The program: its commands in groups, its files; and records as commands."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what `Command` and `click.Group` take."""
        super().__init__(*args, **more)
        self.word_command = ""
        """The command that an unknown word is for, and all the words after it."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run the program, with errors in the call that fit the terminal."""
        run: Any = super().main
        if not extra.pop("standalone_mode", True):
            return run(args, *more, standalone_mode=False, **extra)
        try:
            sys.exit(run(args, *more, standalone_mode=False, **extra) or 0)
        except click.Abort:
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            _print_usage(error)
            sys.exit(error.exit_code)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of a call; without a command, the one that looks for a record."""
        word = args[0]
        if self.get_command(ctx, word) is not None or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        # Options come before a record, so that this is a command with a slip, or of another program.
        if word.startswith("-") or any(each.startswith("-") for each in args):
            raise click.UsageError(no_such_command(self, word), ctx)
        ctx.meta[GUESS] = True
        return self.word_command, self.get_command(ctx, self.word_command), args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the summaries of the commands in their groups, none of them cut."""
        left = dict(self.commands)
        shown = {
            title: [(name, left.pop(name)) for name in names if name in left]
            for title, names in GROUPS.items()
        }
        shown[_OTHERS] = list(left.items())
        longest = max(map(len, self.commands))
        for title, commands in shown.items():
            rows = [(name.ljust(longest), _summary(each)) for name, each in commands]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, and the places of the program's files."""
        super().format_epilog(ctx, formatter)
        files = {
            "settings": config_file(),
            "built corpora": cache_folder(),
            "your own data": data_folder(),
        }
        with formatter.section("Files"):
            formatter.write_dl([(name, _short(path)) for name, path in files.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        """The commands and options that begin as typed; records for any other word."""
        found = super().shell_complete(ctx, incomplete)
        command = self.get_command(ctx, self.word_command)
        if found or not incomplete or incomplete.startswith("-") or command is None:
            return found
        (words,) = (each for each in command.params if isinstance(each, click.Argument))
        return words.shell_complete(ctx, incomplete)


def no_such_command(program: Program, word: str) -> str:
    """The message about an unknown command, with the commands of a similar spelling."""
    meant = misspelt_words(word, program.commands) or close_words(
        word, program.commands, limit=1, least=_ALIKE
    )
    return f"No such command {word!r}." + (f" Did you mean {' or '.join(meant)}?" if meant else "")


def _summary(command: click.Command) -> str:
    return command.summary if isinstance(command, Command) else command.get_short_help_str(200)


def _short(path: Path) -> str:
    """A path with ~ for the reader's home."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(path)


def _print_usage(error: click.ClickException) -> None:
    """Print an error in the call on standard error, after the usage."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True)
        click.echo(f"Try '{context.command_path} {context.help_option_names[-1]}'.\n", err=True)
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        # Such as a filter.
        message += " Words that begin with - and are not an option go after --."
    print_error(message)

"""Completion in a shell: its script, and the words for arguments that click knows nothing about."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

import click
from click import shell_completion
from click.shell_completion import CompletionItem, ShellComplete

from trafficking_explorer.cli import opening
from trafficking_explorer.cli.command import Command
from trafficking_explorer.cli.parameters import Utf8
from trafficking_explorer.cli_errors import exit_on_error
from trafficking_explorer.paths import APP
from trafficking_explorer.records.registry import KINDS

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

# Imports inside functions: each word needs few of the modules, and a shell waits for it.

VARIABLE = f"_{APP.upper().replace('-', '_')}_COMPLETE"
"""The environment variable by which a shell asks."""
_MOST = 300
"""Ids that are offered at once."""
_PART = "part"
"""The type of an item to which more is added, without a blank after it."""

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            part) compopt -o nospace 2>/dev/null; COMPREPLY+=("$value") ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete \\
        "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null ||
    complete -F %(complete_func)s %(prog_name)s
"""
_ZSH = """\
#compdef %(prog_name)s
%(complete_func)s() {
    local -a plain parts response
    local type value help
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        %(complete_var)s=zsh_complete %(prog_name)s 2>/dev/null)}")
    for type value help in ${response}; do
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            part) parts+=("$value") ;;
            plain) plain+=("$value") ;;
        esac
    done
    (( $#parts )) && compadd -U -V parts -S '' -a parts
    (( $#plain )) && compadd -U -V plain -a plain
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef %(complete_func)s %(prog_name)s
fi
"""
_FISH = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \\
        COMP_CWORD=(commandline -t) %(prog_name)s 2>/dev/null)
    for completion in $response
        set -l item (string split -m 1 "," -- $completion)
        switch $item[1]
            case dir
                __fish_complete_directories $item[2]
            case file
                __fish_complete_path $item[2]
            case part plain
                echo $item[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Bash(shell_completion.BashComplete):
    """Completion for bash; that of macOS, from 2007, lacks some of its options."""

    source_template: ClassVar[str] = _BASH

    def source(self) -> str:
        """The script; unlike click's, it starts no program to look at the version."""
        return ShellComplete.source(self)


class Zsh(shell_completion.ZshComplete):
    """Completion for zsh."""

    source_template: ClassVar[str] = _ZSH


class Fish(shell_completion.FishComplete):
    """Completion for fish, which puts no blank after a slash or a hyphen."""

    source_template: ClassVar[str] = _FISH


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}
for _name, _class in SHELLS.items():
    shell_completion.add_completion_class(_class, _name)


@click.command(
    cls=Command,
    examples=("completion bash", "completion fish"),
    sections={
        "Lines that install it": (
            f'bash, in ~/.bashrc:  eval "$({APP} completion bash)"',
            f'zsh, in ~/.zshrc:    eval "$({APP} completion zsh)"',
            f"fish, once:          {APP} completion fish > ~/.config/fish/completions/{APP}.fish",
        )
    },
)
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
@click.pass_context
@exit_on_error
def completion(context: click.Context, shell: str) -> None:
    """Print a script for completion in a shell.

    It completes commands, options, panes, formats, themes and rules, and the ids of records if the
    corpus has been opened before.
    """
    script = SHELLS[shell](context.find_root().command, {}, APP, VARIABLE)
    click.echo(script.source(), nl=False)


Offer = Callable[[click.Context, str], "Iterable[CompletionItem[str]]"]


class Completed(Utf8):
    """Text that may be anything, with words to complete it."""

    def __init__(self, offer: Offer) -> None:
        self._offer = offer

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[str]]":
        """The words that begin as typed; a fault, such as a damaged store, offers none."""
        with suppress(Exception):
            return [each for each in self._offer(ctx, incomplete) if _is_plain(each.value)]
        return []


def words(known: Callable[[], Iterable[str]]) -> Offer:
    """Offers words of a list, which is made when it is needed."""

    def offer(_: click.Context, incomplete: str) -> "Iterator[CompletionItem[str]]":
        yield from (CompletionItem(word) for word in known() if word.startswith(incomplete))

    return offer


def record_names(ctx: click.Context, incomplete: str) -> "Iterator[CompletionItem[str]]":
    """Offers types with a slash, then the ids of the type."""
    record_type, slash, record_id = incomplete.partition("/")
    if slash:
        for item in _ids(ctx, record_type, record_id):
            yield CompletionItem(f"{record_type}/{item.value}", item.type)
        return
    kinds = [name for name in KINDS if name.startswith(record_type)]
    yield from (CompletionItem(f"{name}/", _PART) for name in kinds)
    if not kinds and (store := _built_store(ctx)) is not None:
        # Several would begin differently from what was typed, which shells replace.
        for condition in ("r.record_id = ?", "starts_with(r.record_id, ?)"):
            found = store.rows(
                "SELECT r.record_type || '/' || r.record_id FROM corpus.records r "
                f"WHERE {condition} LIMIT 2",
                (incomplete,),
            )
            if len(found) == 1:
                yield CompletionItem(found[0][0])
                return


def source_ids(ctx: click.Context, incomplete: str) -> "Iterator[CompletionItem[str]]":
    """Offers the ids of sources."""
    return _ids(ctx, "source", incomplete)


def rules() -> Iterator[str]:
    """The rules of problems and of findings."""
    from trafficking_explorer.corpus.rule_docs import problem_rules
    from trafficking_explorer.findings.rules import RULES

    yield from problem_rules()
    yield from (rule.id for rule in RULES)


def topics() -> tuple[str, ...]:
    """The pages of the manual."""
    from trafficking_explorer.manual.pages import TOPICS

    return TOPICS


def themes() -> Iterator[str]:
    """The themes of the explorer."""
    from trafficking_explorer.ui.themes import theme_names

    yield from theme_names()


def _ids(ctx: click.Context, record_type: str, start: str) -> "Iterator[CompletionItem[str]]":
    """The ids of a type that begin in some way; if they are many, only their next parts."""
    store = _built_store(ctx)
    if store is None:
        return
    those = "FROM corpus.records r WHERE r.record_type = ? AND starts_with(r.record_id, ?)"
    ids = store.rows(
        f"SELECT r.record_id {those} ORDER BY r.position LIMIT ?", (record_type, start, _MOST + 1)
    )
    if len(ids) <= _MOST:
        yield from (CompletionItem(id_) for (id_,) in ids)
        return
    # Up to and including the next hyphen; where even these are many, the next character.
    to_hyphen = r"regexp_extract(r.record_id, '^.{' || ?::INTEGER || '}[^-]*-?')"
    for part in (to_hyphen, "left(r.record_id, ?::INTEGER + 1)"):
        parts = store.rows(
            f"SELECT DISTINCT {part} AS part, max(r.record_id) = part {those} GROUP BY part "
            "ORDER BY 1 LIMIT ?",
            (len(start), record_type, start, _MOST + 1),
        )
        if len(parts) <= _MOST:
            break
    yield from (CompletionItem(text, "plain" if whole else _PART) for text, whole in parts)


def _built_store(ctx: click.Context) -> "Store | None":
    """The store of the corpus, if it is there already: completion never builds one."""
    from trafficking_explorer.database.cache import open_if_valid

    return open_if_valid(opening.locate(opening.corpus_folder(ctx.find_root().params["corpus"])))


def _is_plain(word: str) -> bool:
    """True for a word that means itself to every shell."""
    return all(char.isalnum() or char in "-_./" for char in word)

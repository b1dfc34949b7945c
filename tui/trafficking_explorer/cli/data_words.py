"""Arguments that only begin like options: a query under a comment, a filter that excludes."""

from collections.abc import Callable
from typing import Any

import click

_MARK = "\ufdd0"
"""In front of such a word while click reads the call: a code point that no text has."""

Parse = Callable[[list[str]], tuple[dict[str, Any], list[str], list[click.Parameter]]]


def parse_with_data(parse: Parse, command: click.Command, ctx: click.Context) -> Parse:
    """A function that parses a call as `parse`, and takes several words together for data."""
    known = {
        name
        for param in command.get_params(ctx)
        if isinstance(param, click.Option)
        for name in (*param.opts, *param.secondary_opts)
    }

    def parsed(args: list[str]) -> tuple[dict[str, Any], list[str], list[click.Parameter]]:
        end = args.index("--") if "--" in args else len(args)
        marked = [_MARK + each if _is_data(each, known) else each for each in args[:end]]
        values, rest, order = parse([*marked, *args[end:]])
        return {name: _plain(value) for name, value in values.items()}, _plain(rest), order

    return parsed


def _is_data(word: str, known: set[str]) -> bool:
    """True for several words that begin with no known option: an unknown option has no blanks."""
    if not word.startswith("-") or len(word.split()) < 2:
        return False
    first = word.split(maxsplit=1)[0] if not word[1].isspace() else "-"
    is_long = first.startswith("--")
    return (first.partition("=")[0] if is_long else first[:2]) not in known


def _plain(value: Any) -> Any:
    match value:
        case str():
            return value.removeprefix(_MARK)
        case tuple():
            return tuple(map(_plain, value))
        case list():
            return list(map(_plain, value))
    return value

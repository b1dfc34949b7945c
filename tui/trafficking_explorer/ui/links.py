"""A view as the shell command that opens it, and the sort order that such a command names."""

import shlex
from pathlib import Path

from trafficking_explorer.errors import UsageError
from trafficking_explorer.locate import APP
from trafficking_explorer.store.views import View

Sort = tuple[tuple[str, bool], ...]
"""(key of a column, whether descending), the first counting most."""


def command_line(
    corpus: Path | None,
    pane: str,
    filter_text: str = "",
    sort: Sort = (),
    record: tuple[str, str] | None = None,
) -> str:
    """The shell command that opens exactly this view, from any folder.

    Args:
        corpus: its folder; None for the bundled one.
        record: type and id of the one the cursor is on.
    """
    words = [APP]
    for option, value in (
        ("--corpus", str(corpus.absolute()) if corpus else ""),
        ("--pane", pane),
        ("--filter", filter_text),
        ("--sort", sort_text(sort)),
        ("--goto", "/".join(record) if record else ""),
    ):
        if value.startswith("-"):
            # A filter may begin so; by itself it would look like an option.
            words.append(f"{option}={value}")
        elif value:
            words += [option, value]
    return shlex.join(words)


def sort_text(sort: Sort) -> str:
    """An order as `--sort` takes it: `value:desc,measure`."""
    return ",".join(f"{key}:desc" if descending else key for key, descending in sort)


def parse_sort(text: str, view: View) -> Sort:
    """Read an order as `sort_text` writes it; a column goes by its key or its title.

    Raises:
        UsageError: there is no such column, or no such direction.
    """
    keys = {column.title.casefold(): column.key for column in view.columns}
    keys |= {column.key: column.key for column in view.columns}
    sort: dict[str, bool] = {}
    for part in text.split(",") if text.strip() else ():
        name, _, direction = (piece.strip().casefold() for piece in part.partition(":"))
        if name not in keys:
            columns = ", ".join(column.key for column in view.columns)
            what = f"no column “{name}”" if name else "a column is missing"
            raise UsageError(f"--sort {text}: {what}; {view.name} can be sorted by {columns}")
        if direction not in ("", "asc", "desc"):
            raise UsageError(f"--sort {text}: “{direction}” is no direction; asc or desc is")
        # Named again, a column decides nothing any more.
        sort.setdefault(keys[name], direction == "desc")
    return tuple(sort.items())

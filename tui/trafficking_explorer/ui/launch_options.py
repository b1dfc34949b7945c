"""Options of a call: the first view of the explorer, and the shell command that opens it again."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.database.read_models import Sort
from trafficking_explorer.database.views import View
from trafficking_explorer.errors import UsageError
from trafficking_explorer.paths import APP
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.ui.column_layout import ColumnLayout


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """The first view.

    Attributes:
        pane: the name of a pane; None for the first.
        filter_text: a line for its filter.
        goto: `type/id` of a record.
        theme: the name of a theme.
        sort: columns to sort by, as `--sort` takes them.
        columns: those to show, as `--columns` takes them.
        plain: lay out the screen for reading aloud, whatever the settings say.
    """

    pane: str | None = None
    filter_text: str = ""
    goto: str | None = None
    theme: str | None = None
    sort: str = ""
    columns: str = ""
    plain: bool = False

    @property
    def is_view(self) -> bool:
        """True if the call asks for a view, instead of the one that was kept."""
        return bool(self.pane or self.filter_text or self.goto or self.sort or self.columns)

    @property
    def goto_key(self) -> tuple[str, str] | None:
        """The record to open, as type and id."""
        if not self.goto:
            return None
        record_type, _, record_id = self.goto.partition("/")
        return record_type, record_id


def command_line(
    corpus: Path | None,
    pane: str,
    filter_text: str = "",
    sort: Sort = (),
    record: tuple[str, str] | None = None,
    columns: str = "",
) -> str:
    """The shell command that opens exactly this view, from any folder.

    Args:
        corpus: its folder; None for the bundled one.
        record: type and id of the record under the cursor.
        columns: as `columns_text` writes them.
    """
    words = [APP]
    for option, value in (
        ("--corpus", str(corpus.absolute()) if corpus else ""),
        ("--pane", pane),
        ("--filter", filter_text),
        ("--sort", sort_text(sort)),
        ("--columns", columns),
        ("--goto", "/".join(record) if record else ""),
    ):
        if value.startswith("-"):
            # A filter may begin like this; as a separate word it would be an option.
            words.append(f"{option}={value}")
        elif value:
            words += [option, value]
    return shlex.join(words)


def sort_text(sort: Sort) -> str:
    """An order as `--sort` takes it: `value:desc,measure`."""
    return ",".join(f"{key}:desc" if descending else key for key, descending in sort)


def columns_text(arrangement: ColumnLayout | None) -> str:
    """Columns as `--columns` takes them: `value|label,measure`; those before `|` are frozen.

    None, for the default columns, is empty. Widths depend on the terminal and are left out.
    """
    if arrangement is None:
        return ""
    keys = arrangement.shown()
    frozen = keys[: arrangement.frozen]
    return ("|" if frozen else "").join(
        filter(None, (",".join(frozen), ",".join(keys[len(frozen) :])))
    )


def parse_columns(text: str, view: View) -> ColumnLayout | None:
    """Read columns as `columns_text` writes them; None for the default ones.

    Raises:
        UsageError: there is no such column.
    """
    if not text.strip():
        return None
    frozen, bar, rest = text.partition("|")
    parts = [part.strip().casefold() for part in f"{frozen},{rest}".split(",")]
    keys = list(dict.fromkeys(part for part in parts if part))
    known = [column.key for column in view.columns]
    for key in keys:
        if key not in known:
            raise UsageError(
                f"--columns {shorten_middle(text)}: no column “{shorten_middle(key)}”; {view.name} has {', '.join(known)}"
            )
    hidden = [key for key in known if key not in keys]
    count = len([part for part in frozen.split(",") if part.strip()]) if bar else 0
    value = {"order": [*keys, *hidden], "hidden": hidden, "frozen": count}
    return ColumnLayout.from_json(view, value)


def parse_sort(text: str, view: View) -> Sort:
    """Read an order as `sort_text` writes it; a column is named by its key or its title.

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
            what = f"no column “{shorten_middle(name)}”" if name else "a column is missing"
            raise UsageError(
                f"--sort {shorten_middle(text)}: {what}; {view.name} can be sorted by {columns}"
            )
        if direction not in ("", "asc", "desc"):
            raise UsageError(
                f"--sort {shorten_middle(text)}: “{shorten_middle(direction)}” is not a direction: use asc or desc"
            )
        # The first mention of a column counts.
        sort.setdefault(keys[name], direction == "desc")
    return tuple(sort.items())

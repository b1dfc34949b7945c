"""What a store may use, and what it may reach: memory, a folder to spill into, files to read."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.database.sql_text import quote_text
from trafficking_explorer.secure import is_secure

if TYPE_CHECKING:
    import duckdb

CONSOLE_SETTINGS = {
    # What DuckDB knows of the progress of a query it tells only where its bar is on, and that bar
    # must not be printed over the screen.
    "enable_progress_bar_print": False,
    "enable_progress_bar": True,
}
"""Set by each console on its own connection; `refusals` keeps them from those who type."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a store may use and reach.

    Attributes:
        memory: what DuckDB may hold of tables and of queries that run; its way of writing a size.
        results: the same for the results that a console keeps; what is more lies in `spill`.
        disk: what may be on disk of both, and of a file that is written; None: see `watch`.
        spill: a folder of this process alone, made by `spill.own_folder`; None: nothing is spilled,
            and what needs more memory than there is fails.
        files: whether queries may read files.
        seconds: how long a statement of the console may take; None: as long as it wants.
    """

    memory: str = "320MB"
    results: str = "160MB"
    disk: str | None = None
    spill: Path | None = None
    files: bool = False
    seconds: float | None = None


def lock_down(connection: "duckdb.DuckDBPyConnection", limits: Limits) -> None:
    """Let a connection's database reach no further than `limits` says, for good.

    Whatever is to be attached must be by now. With `files`, DuckDB itself would write as well:
    `refusals` then refuses every statement that could.
    """
    spill = str(limits.spill) if limits.spill else ""
    settings: dict[str, object] = {
        # A name that no table has must not be one of this program's variables.
        "python_enable_replacements": False,
        "memory_limit": limits.memory,
        # Left alone, this is a folder in the current one.
        "temp_directory": spill,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "allowed_configs": list(CONSOLE_SETTINGS),
    }
    if not limits.files or is_secure():
        settings["enable_external_access"] = False
    settings["lock_configuration"] = True
    for name, value in settings.items():
        # GLOBAL: for further connections too, and those that DuckDB makes of its own accord.
        connection.execute(f"SET GLOBAL {name} = {_literal(value)}")


def _literal(value: object) -> str:
    """A value as SET takes it, which takes no parameter."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(_literal, value))}]"
    return quote_text(str(value))

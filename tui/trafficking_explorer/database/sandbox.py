"""The limits of a store: memory, a folder to spill into, access to files."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.database.sql_text import quote_text
from trafficking_explorer.secure import is_secure

if TYPE_CHECKING:
    import duckdb

CONSOLE_SETTINGS = {
    # DuckDB reports the progress of a query only if its bar is on, and the bar must not be printed
    # over the screen.
    "enable_progress_bar_print": False,
    "enable_progress_bar": True,
}
"""Settings of each console's connection; `statement_policy` refuses to change them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a store.

    Attributes:
        memory: memory for tables and running queries, as DuckDB writes a size.
        results: memory for the results that a console keeps; others go to `spill`.
        disk: disk space for both, and for a file that is written; None: see `limit_watch`.
        spill: a folder of this process alone, from `spill_folder.acquire`; None: no spilling, so
            that a query that needs more memory fails.
        files: True if queries may read files.
        seconds: time limit of a statement of the console; None for no limit.
    """

    memory: str = "320MB"
    results: str = "160MB"
    disk: str | None = None
    spill: Path | None = None
    files: bool = False
    seconds: float | None = None


def lock_down(connection: "duckdb.DuckDBPyConnection", limits: Limits) -> None:
    """Restrict a connection's database to its limits for good.

    Databases must be attached before. With `files`, DuckDB could write files too;
    `statement_policy` then refuses every statement that would.
    """
    spill = str(limits.spill) if limits.spill else ""
    settings: dict[str, object] = {
        # An unknown table must not be looked up among this program's variables.
        "python_enable_replacements": False,
        "memory_limit": limits.memory,
        # The default is in the current folder.
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
        # GLOBAL: for further connections too, and for those that DuckDB makes itself.
        connection.execute(f"SET GLOBAL {name} = {_literal(value)}")


def _literal(value: object) -> str:
    """A value as a literal for SET, which takes no parameters."""
    match value:
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(_literal, value))}]"
    return quote_text(str(value))

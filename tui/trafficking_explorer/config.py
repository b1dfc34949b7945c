"""One frozen Config, read from TOML once and handed down."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trafficking_explorer.text.sizes import bytes_of

_LEAST_BYTES = 64_000_000
"""With less memory the explorer's own lists could not be sorted."""


@dataclass(frozen=True)
class SqlConfig:
    """The reader's settings for the SQL pane; None where the explorer decides.

    Attributes:
        seconds: how long a statement may take.
        memory: what the tables and the statements that run may hold in memory; "320MB".
        results: the same for the results on show; what is more goes to the cache folder.
        allow_files: whether statements may read files.
        disk: what results and statements may take in the cache folder.
    """

    seconds: float | None = None
    memory: str | None = None
    results: str | None = None
    allow_files: bool = False
    disk: str | None = None


@dataclass(frozen=True)
class Config:
    """The reader's settings.

    Attributes:
        theme: name of the colours; None for the explorer's own.
        keys: other keys for bindings, by binding id ("pane.statistics" -> "ctrl+4"); several
            keys are separated by commas.
        plain_marks: write s and r for ◆ and ◇, and > for the bar beside a passage.
        sql: those for the SQL pane.
        editor: the command of an editor, where it is another one than the environment names; words
            such as {file}, {line} and {column} stand for the place.
        problem: why the file could not be read, None where it could.
    """

    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    plain_marks: bool = False
    sql: SqlConfig = SqlConfig()
    problem: str | None = None
    editor: str | None = None


def read_config(path: Path) -> Config:
    """Read the settings; a missing file is an empty one, a wrong one is said and otherwise empty."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Config(problem=f"{path}: {error}")
    theme, keys = values.get("theme"), values.get("keys", {})
    marks = values.get("plain_marks", False)
    if not (theme is None or isinstance(theme, str)):
        return Config(problem=f"{path}: theme is the name of a theme, in quotation marks")
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        return Config(problem=f'{path}: [keys] holds lines such as "pane.sql" = "ctrl+s"')
    if not isinstance(marks, bool):
        return Config(problem=f"{path}: plain_marks is true or false")
    editor = values.get("editor")
    if not (editor is None or isinstance(editor, str)):
        return Config(
            problem=f'{path}: editor is a command, such as "nvim" or "hx {{file}}:{{line}}"'
        )
    sql = values.get("sql", {})
    if not isinstance(sql, dict):
        return Config(problem=f"{path}: [sql] holds lines such as seconds = 60")
    if wrong := _wrong_with(sql):
        return Config(problem=f"{path}: [sql] {wrong}")
    seconds = sql.get("seconds")
    return Config(
        theme,
        keys,
        marks,
        SqlConfig(
            None if seconds is None else float(seconds),
            sql.get("memory"),
            sql.get("results"),
            sql.get("allow_files", False),
            sql.get("disk"),
        ),
        editor=editor,
    )


def _wrong_with(sql: Mapping[str, Any]) -> str | None:
    """What is wrong with the settings of the SQL pane."""
    known = SqlConfig.__dataclass_fields__
    if unknown := [name for name in sql if name not in known]:
        return f"knows no {unknown[0]}; it knows {', '.join(known)}"
    seconds, files = sql.get("seconds", 1), sql.get("allow_files", False)
    # A bool is a number to Python; more than a day is no limit to speak of, and no timer takes it.
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds < 1e5:
        return "seconds is a number above 0 and below 100000"
    for name in ("memory", "results", "disk"):
        if name in sql and (wrong := wrong_with_size(sql[name])):
            return f"{name} {wrong}"
    return None if isinstance(files, bool) else "allow_files is true or false"


def wrong_with_size(size: Any) -> str | None:
    """What is wrong with a limit of memory or disk."""
    try:
        count = bytes_of(size)
    except (TypeError, ValueError):
        return 'is a size such as "320MB"'
    return 'is at least "64MB"' if count < _LEAST_BYTES else None
